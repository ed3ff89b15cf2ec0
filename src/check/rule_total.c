/* rule_total.c: totale-diverso: totals of tables, written or published, against the cells they sum up (compute.md 7). */
#include <string.h>

#include "base/number.h"
#include "check/grid.h"
#include "check/rule.h"

/* The exact value of a figure. */
static void read_figure(struct valore *v, const xmlNode *n)
{
    const char *exact = plan_attr(n, "esatto");
    valore_read(v, n);
    if (exact != NULL && valore_is_number(v))
        number_parse_fraction(v->numero, exact);
}

/* Q rounded as V is written: a percentage is a fraction with two places more. */
static void round_as(mpq_t q, const struct valore *v)
{
    number_round(q, v->decimali + (v->tipo == VALORE_PERCENTO ? 2 : 0));
}

/* Whether the cell adds and subtracts cells only; what multiplies or divides is a rate (rule_published.c). */
bool total_is_sum(struct check *c, const xmlNode *cella)
{
    const xmlNode *formula = plan_child(cella, "formula");
    if (formula == NULL)
        return plan_child(cella, "somma") != NULL;
    const char *text = plan_text(c->plan, formula);
    return strstr(text, " * ") == NULL && strstr(text, " / ") == NULL;
}

/* Reports CODE at CELLA when WRITTEN is not SUM as far as it is written. */
static void compare_total(struct check *c, enum diag_code code, const xmlNode *cella, const struct valore *written, const mpq_t sum)
{
    struct valore right;
    mpq_t difference;
    mpq_init(difference);
    valore_init(&right);
    valore_copy(&right, written);
    mpq_set(right.numero, sum);
    round_as(right.numero, written);
    if (!mpq_equal(right.numero, written->numero)) {
        mpq_sub(difference, right.numero, written->numero);
        struct valore by = right;
        *by.numero = *difference;
        check_say(c, code, cella, check_valore(c, written, NULL), check_valore(c, &right, NULL), check_valore(c, &by, NULL));
    }
    valore_clear(&right);
    mpq_clear(difference);
}

static void check_published(struct check *c, const xmlNode *cella)
{
    const xmlNode *published = plan_child(cella, "pubblicato"), *computed = plan_child(cella, "calcoli");
    if (published == NULL || computed == NULL || !total_is_sum(c, cella))
        return;
    struct valore a, b;
    valore_init(&a);
    valore_init(&b);
    read_figure(&a, published);
    read_figure(&b, computed);
    if (valore_is_number(&a) && valore_is_number(&b))
        compare_total(c, DIAG_TOTAL_PUBLISHED, cella, &a, b.numero);
    valore_clear(&a);
    valore_clear(&b);
}

/* ---------------------------------------------------------------- totals written by hand */

/* What a column's rows of genere voce sum to: all of them, and those since the last total. */
struct column_sum {
    bool used;            /* the sums are initialised */
    size_t count;
    mpq_t all, since;
};

struct totals {
    struct check *check;
    struct column_sum columns[GRID_COLUMNS];
    struct valore v;
};

static void add_to(struct column_sum *s, const mpq_t q)
{
    if (!s->used)
        mpq_inits(s->all, s->since, NULL);
    s->used = true;
    s->count++;
    mpq_add(s->all, s->all, q);
    mpq_add(s->since, s->since, q);
}

/* A total may sum up everything above it, or what stands since the total before. */
static void check_written(struct totals *t, const xmlNode *cella, struct column_sum *s)
{
    mpq_t all, since;
    mpq_inits(all, since, NULL);
    mpq_set(all, s->all);
    mpq_set(since, s->since);
    round_as(all, &t->v);
    round_as(since, &t->v);
    if (!mpq_equal(all, t->v.numero) && !mpq_equal(since, t->v.numero))
        compare_total(t->check, DIAG_TOTAL_WRONG, cella, &t->v, s->all);
    mpq_set_ui(s->since, 0, 1);
    mpq_clears(all, since, NULL);
}

static bool total_cell(void *self, const xmlNode *riga, const xmlNode *cella, int column)
{
    struct totals *t = self;
    const char *genere = plan_attr(riga, "genere");
    const xmlNode *computed = plan_child(cella, "calcoli");
    struct column_sum *s = &t->columns[column];
    read_figure(&t->v, computed != NULL ? computed : cella);
    if (!valore_is_number(&t->v) || t->v.tipo == VALORE_PERCENTO)
        return true;
    if (genere == NULL || strcmp(genere, "voce") == 0) {
        if (!plan_attr_is(riga, "escluso", "si"))
            add_to(s, t->v.numero);
    } else if (strcmp(genere, "totale") == 0 && computed == NULL && s->used && s->count > 1) {
        check_written(t, cella, s);
    }
    return true;
}

static bool has_written_total(const xmlNode *tabella)
{
    for (const xmlNode *r = plan_child(tabella, "riga"); r != NULL; r = plan_next(r, "riga"))
        if (plan_attr_is(r, "genere", "totale"))
            return true;
    return false;
}

static void check_table(struct check *c, const xmlNode *tabella)
{
    struct totals t = {.check = c};
    if (!has_written_total(tabella))
        return;
    valore_init(&t.v);
    grid_walk(tabella, total_cell, &t);
    for (size_t i = 0; i < GRID_COLUMNS; i++)
        if (t.columns[i].used)
            mpq_clears(t.columns[i].all, t.columns[i].since, NULL);
    valore_clear(&t.v);
}

void rule_totale_diverso(struct check *c)
{
    for (size_t i = 0; i < c->celle.count; i++)
        check_published(c, c->celle.list[i]);
    for (size_t i = 0; i < c->tabelle.count; i++)
        check_table(c, c->tabelle.list[i]);
}
