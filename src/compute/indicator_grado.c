/* indicator_grado.c: the gradi of indicators: each target with the outcomes of its year, and gradi by hand. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/number.h"
#include "compute/model.h"
#include "compute/plan.h"

#define FIRST_YEAR 1900   /* of the schema's type anno */
#define YEARS 300

static struct grado_periodo *add_grado(struct indicatore *i, struct periodo quando)
{
    struct grado_periodo *g = &i->gradi[i->gradi_count++];
    g->quando = quando;
    grado_init(&g->grado);
    return g;
}

/* Takes the values of the period that begins at *K and moves past them; COUNT is how many are outcomes. */
static size_t take_period(const struct indicatore *i, size_t *k)
{
    struct periodo quando = i->valori[*k].quando;
    size_t count = 0;
    for (; *k < i->valori_count && periodo_compare(i->valori[*k].quando, quando) == 0; ++*k)
        count += !i->valori[*k].base;
    return count;
}

/* The target that the values of QUANDO have to themselves: of that very day; NULL: none. */
static const xmlNode *interim_target(const struct computation *c, const struct indicatore *i, struct periodo quando)
{
    const xmlNode *t = periodo_is_whole(quando) ? NULL : i->parts.intermedio;
    while (t != NULL && periodo_compare(periodo_of(t, c->plan->anno), quando) != 0)
        t = plan_next(t, "target-intermedio");
    return t;
}

/* Days with a target of their own, of years without any other. */
static bool attain_interim(struct computation *c, struct item *item, const unsigned char *seen)
{
    struct indicatore *i = item->indicatore;
    for (size_t k = 0; i->parts.intermedio != NULL && k < i->valori_count;) {
        const struct consuntivo *first = &i->valori[k];
        size_t count = take_period(i, &k);
        const xmlNode *t = count > 0 ? interim_target(c, i, first->quando) : NULL;
        int year = first->quando.anno - FIRST_YEAR;
        if (t == NULL || (year >= 0 && year < YEARS && seen[year]))
            continue;
        if (!target_grado(c, item, t, first, count, add_grado(i, first->quando)))
            return false;
    }
    return true;
}

/* A grado for each period of the target's year that has an outcome, and one for the whole year in any case. */
static bool attain_year(struct computation *c, struct item *item, const xmlNode *target)
{
    struct indicatore *i = item->indicatore;
    int anno = plan_attr_int(target, "anno", c->plan->anno);
    bool whole = false;
    for (size_t k = indicator_first_of_year(i, anno); k < i->valori_count && i->valori[k].quando.anno == anno;) {
        const struct consuntivo *first = &i->valori[k];
        size_t count = take_period(i, &k);
        if (count == 0)
            continue;
        whole = whole || periodo_is_whole(first->quando);
        const xmlNode *own = interim_target(c, i, first->quando);
        if (!target_grado(c, item, own != NULL ? own : target, first, count, add_grado(i, first->quando)))
            return false;
    }
    return whole || target_grado(c, item, target, NULL, 0, add_grado(i, periodo_year(anno)));
}

static bool attain_all(struct computation *c, struct item *item)
{
    unsigned char seen[YEARS] = {0};
    for (const xmlNode *t = item->indicatore->parts.target; t != NULL; t = plan_next(t, "target")) {
        int year = plan_attr_int(t, "anno", c->plan->anno) - FIRST_YEAR;
        if (year < 0 || year >= YEARS || seen[year]++)
            continue;
        if (!attain_year(c, item, t))
            return false;
    }
    return attain_interim(c, item, seen);
}

void grado_by_hand(const xmlNode *manuale, struct grado *g)
{
    struct valore v;
    valore_init(&v);
    valore_read(&v, manuale);
    g->stato = valore_is_number(&v) ? GRADO_VALORE : GRADO_NEUTRO;
    g->regola = valore_is_number(&v) ? ATTAIN_BY_HAND : ATTAIN_NEUTRAL;
    mpq_set(g->valore, v.numero);
    valore_clear(&v);
}

bool grado_is_correction(const xmlNode *manuale)
{
    return plan_child(manuale, "rettifica") != NULL;
}

void grado_correct(const struct computation *c, const xmlNode *manuale, struct grado *g)
{
    enum attain_rule rule = g->regola;
    const char *text = plan_text(c->plan, plan_child(manuale, "rettifica"));
    mpq_t points;
    mpq_init(points);
    if (g->stato == GRADO_VALORE && number_parse(points, text, strlen(text), NULL)) {
        valore_hundredth(points);
        mpq_add(g->valore, g->valore, points);
        attain_bound(g, &c->method.grado, rule);
        g->regola = rule;
    }
    mpq_clear(points);
}

static void correct(const struct computation *c, struct indicatore *i, const xmlNode *correction, int anno)
{
    for (size_t k = 0; k < i->gradi_count; k++) {
        if (i->gradi[k].quando.anno != anno)
            continue;
        i->gradi[k].rettifica = correction;
        grado_correct(c, correction, &i->gradi[k].grado);
    }
}

static void set_by_hand(const xmlNode *manual, struct grado_periodo *g)
{
    g->da = NULL;
    g->target = NULL;
    grado_by_hand(manual, &g->grado);
}

/* A grado by hand stands for all that was computed of its year. */
static void apply_manual(struct computation *c, struct item *item)
{
    struct indicatore *i = item->indicatore;
    const xmlNode *manual = i->parts.grado;
    if (manual == NULL)
        return;
    int anno = plan_attr_int(manual, "anno", c->plan->anno);
    bool whole = false;
    if (grado_is_correction(manual)) {
        correct(c, i, manual, anno);
        return;
    }
    for (size_t k = 0; k < i->gradi_count; k++) {
        if (i->gradi[k].quando.anno != anno)
            continue;
        set_by_hand(manual, &i->gradi[k]);
        whole = whole || periodo_is_whole(i->gradi[k].quando);
    }
    if (!whole)
        set_by_hand(manual, add_grado(i, periodo_year(anno)));
}

static int compare_gradi(const void *a, const void *b)
{
    const struct grado_periodo *x = a, *y = b;
    return periodo_compare(x->quando, y->quando);
}

static bool read_gradi(struct computation *c, struct item *item)
{
    struct indicatore *i = item->indicatore;
    size_t most = i->valori_count + i->parts.targets + 1;
    i->gradi = arena_array(c->arena, most, sizeof *i->gradi);
    if (i->gradi == NULL || !attain_all(c, item))
        return false;
    apply_manual(c, item);
    if (i->gradi_count > 1)
        qsort(i->gradi, i->gradi_count, sizeof *i->gradi, compare_gradi);
    return true;
}

bool indicator_gradi(struct computation *c)
{
    for (size_t i = 0; i < c->items_count; i++)
        if (c->items[i]->kind == ITEM_INDICATORE && !read_gradi(c, c->items[i]))
            return false;
    return true;
}

const struct grado *indicator_grado(const struct computation *c, const struct indicatore *i)
{
    const struct grado_periodo *best = NULL;
    for (size_t k = 0; k < i->gradi_count; k++) {
        const struct grado_periodo *g = &i->gradi[k];
        if (g->quando.anno != c->periodo.anno)
            continue;
        if (periodo_compare(g->quando, c->periodo) <= 0 && (!periodo_is_whole(c->periodo) || periodo_is_whole(g->quando)))
            best = g;
        if (best == NULL && periodo_is_whole(g->quando))
            best = g;
    }
    return best != NULL ? &best->grado : &c->nessuno;
}
