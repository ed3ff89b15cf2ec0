/* rule_published.c: figures that a document printed against those that follow from the data (compute.md 2 to 4, 7, 9). */
#include <string.h>

#include "base/number.h"
#include "check/reach.h"
#include "check/rule.h"
#include "compute/model.h"

/* ---------------------------------------------------------------- one figure */

/* Reads the figure N; the exact value where one is given. */
static void read_figure(struct valore *v, const xmlNode *n)
{
    const char *exact = plan_attr(n, "esatto");
    valore_read(v, n);
    if (exact != NULL && valore_is_number(v))
        number_parse_fraction(v->numero, exact);
}

/* The computed value as the other is written. */
static void write_as(const struct check *c, struct valore *computed, const struct valore *printed)
{
    int digits = c->method->consuntivo.significative;
    if (!valore_is_number(computed) || !valore_is_number(printed))
        return;
    computed->decimali = printed->decimali;
    computed->unita = printed->unita;
    if (digits > 0 && digits <= 50 && computed->tipo != VALORE_PERCENTO)   /* more say nothing more */
        number_round_significant(computed->numero, digits, NULL);
    number_round(computed->numero, printed->decimali + (computed->tipo == VALORE_PERCENTO ? 2 : 0));
}

static bool is_number_or_absent(const struct valore *v)
{
    return valore_is_number(v) || v->tipo == VALORE_ASSENTE || v->tipo == VALORE_NESSUNO;
}

static bool same_figure(const struct valore *a, const struct valore *b)
{
    if (valore_is_number(a) && valore_is_number(b))
        return mpq_equal(a->numero, b->numero);
    if (is_number_or_absent(a) && is_number_or_absent(b))
        return valore_is_number(a) == valore_is_number(b);
    if (a->tipo != b->tipo)
        return false;
    if (a->tipo == VALORE_DATA)
        return date_compare(a->data, b->data) == 0;
    return a->tipo != VALORE_SINO || a->si == b->si;
}

/* Whose figure it is, and how messages call it: "consuntivo 2017". */
struct figure {
    const xmlNode *at;            /* where it is reported */
    const xmlNode *of;            /* the indicator, node or total it belongs to; NULL: it follows from no intervals */
    const char *name;
    struct periodo quando;
    const char *unita;
};

static const char *figure_title(struct check *c, const struct figure *f)
{
    if (!periodo_is_whole(f->quando))
        return check_print(c, "%s al %02d/%02d/%d", f->name, f->quando.al.day, f->quando.al.month, f->quando.al.year);
    return check_print(c, "%s %d", f->name, f->quando.anno);
}

static bool is_reached(struct reach *r, const struct figure *f, const struct valore *printed)
{
    if (f->of == NULL)
        return false;
    return strcmp(f->name, "grado") == 0 ? reach_grado(r, f->of, f->quando, printed) : reach_consuntivo(r, f->of, f->quando, printed);
}

static void compare_figures(struct check *c, struct reach *r, const struct figure *f, const xmlNode *printed, const xmlNode *computed, bool own)
{
    struct valore a, b;
    valore_init(&a);
    valore_init(&b);
    read_figure(&a, printed);
    read_figure(&b, computed);
    write_as(c, &b, &a);
    if (!same_figure(&a, &b)) {
        enum diag_code code = own ? DIAG_OWN_DIFFERS : is_reached(r, f, &a) ? DIAG_PUBLISHED_ROUNDED : DIAG_PUBLISHED_DIFFERS;
        check_say(c, code, f->at, check_valore(c, &a, f->unita), check_valore(c, &b, f->unita), figure_title(c, f));
    }
    valore_clear(&a);
    valore_clear(&b);
}

/* ---------------------------------------------------------------- all figures of an element */

/* The figure of that name and period in CALCOLI; NULL when there is none. */
static const xmlNode *computed_figure(const struct check *c, const xmlNode *calcoli, const char *name, struct periodo quando)
{
    for (const xmlNode *n = plan_child(calcoli, name); n != NULL; n = plan_next(n, name))
        if (periodo_compare(periodo_of(n, c->plan->anno), quando) == 0)
            return n;
    return NULL;
}

/* Compares what AT publishes with what was computed there, or else for OF (may be AT). The first difference is reported. */
static void check_element(struct check *c, struct reach *r, const xmlNode *at, const xmlNode *of)
{
    for (const xmlNode *n = plan_child(plan_child(at, "pubblicato"), NULL); n != NULL; n = plan_next(n, NULL)) {
        struct figure f = {at, of, (const char *)n->name, periodo_of(n, c->plan->anno), plan_attr(of, "unita")};
        const xmlNode *computed = computed_figure(c, plan_child(at, "calcoli"), f.name, f.quando);
        if (computed == NULL)
            computed = computed_figure(c, plan_child(of, "calcoli"), f.name, f.quando);
        if (computed != NULL)
            compare_figures(c, r, &f, n, computed, false);
    }
}

/* A consuntivo that the author typed beside measures that give it. */
static void check_own(struct check *c, struct reach *r, const struct scheda *i)
{
    for (const xmlNode *n = i->parts[PART_CONSUNTIVO]; n != NULL; n = next_alike(n)) {
        struct figure f = {i->node, i->node, "consuntivo", periodo_of(n, c->plan->anno), i->unita};
        const xmlNode *computed = computed_figure(c, i->parts[PART_CALCOLI], f.name, f.quando);
        if (computed != NULL && plan_attr(n, "parte") == NULL && plan_child(computed, "assente") == NULL)
            compare_figures(c, r, &f, n, computed, true);
    }
}

static void check_list(struct check *c, struct reach *r, const struct nodes *nodes)
{
    for (size_t i = 0; i < nodes->count; i++) {
        const xmlNode *n = nodes->list[i];
        const char *rif = plan_attr(n, "rif");
        const xmlNode *of = rif != NULL ? plan_find(c->plan, rif) : n;
        if (plan_part(n, "pubblicato") != NULL && of != NULL)
            check_element(c, r, n, of);
    }
}

/* Rates in tables; sums are judged by totale-diverso. */
static void check_cells(struct check *c, struct reach *r)
{
    for (size_t i = 0; i < c->celle.count; i++) {
        const xmlNode *n = c->celle.list[i], *printed = plan_child(n, "pubblicato"), *computed = plan_child(n, "calcoli");
        if (printed == NULL || computed == NULL || total_is_sum(c, n))
            continue;
        struct figure f = {n, NULL, "cella", periodo_of(printed, c->plan->anno), NULL};
        compare_figures(c, r, &f, printed, computed, false);
    }
}

static void check_children(struct check *c, struct reach *r, const xmlNode *parent, const char *name)
{
    for (const xmlNode *n = plan_child(parent, name); n != NULL; n = plan_next(n, name))
        check_element(c, r, n, n);
}

void rule_pubblicato(struct check *c)
{
    struct reach *r = reach_new(c);
    if (r == NULL) {
        c->no_memory = true;
        return;
    }
    for (size_t i = 0; i < c->indicatore_count; i++) {
        if (c->indicatori[i].parts[PART_PUBBLICATO] != NULL)
            check_element(c, r, c->indicatori[i].node, c->indicatori[i].node);
        check_own(c, r, &c->indicatori[i]);
    }
    check_list(c, r, &c->nodi);
    check_list(c, r, &c->rinvii);
    check_list(c, r, &c->voci);
    check_list(c, r, &c->viste);
    check_children(c, r, c->plan->metodo, "totale");
    check_children(c, r, c->plan->organizzazione, "centro");
    check_cells(c, r);
    reach_free(r);
}

/* ---------------------------------------------------------------- totale-non-ricavabile */

/* Whether the plan has nodes of the levels that the total names. */
static bool has_members(const struct check *c, const struct totale *t)
{
    for (size_t i = 0; i < c->nodi.count && t->aggregazione.livelli_count > 0; i++)
        if (method_includes(&t->aggregazione, c->nodo_items[i]->livello))
            return true;
    return false;
}

void rule_totale_non_ricavabile(struct check *c)
{
    struct valore v;
    valore_init(&v);
    for (size_t i = 0; i < c->method->totali_count; i++) {
        const struct totale *t = &c->method->totali[i];
        valore_read(&v, plan_child(t->element, "grado"));
        if (t->aggregazione.regola == REGOLA_MANUALE && valore_is_number(&v) && !has_members(c, t))
            check_say(c, DIAG_TOTAL_BY_HAND, t->element, check_short(c, plan_text(c->plan, plan_child(t->element, "nome")), 80),
                      check_valore(c, &v, NULL));
    }
    valore_clear(&v);
}
