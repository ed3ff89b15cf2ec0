/* rule_dpcm.c: what the DPCM 18/09/2012 wants said of indicators and objectives. */
#include <string.h>

#include "base/arena.h"
#include "check/fold.h"
#include "check/rule.h"
#include "compute/model.h"

/* ---------------------------------------------------------------- indicators */

/* Reports CODE once, with the indicators for which LACKS holds. */
static void report_lacking(struct check *c, enum diag_code code, bool (*lacks)(struct check *c, const struct scheda *i))
{
    struct elenco e = {BUF_INIT, 0};
    for (size_t i = 0; i < c->indicatore_count; i++)
        if (lacks(c, &c->indicatori[i]))
            elenco_add(c, &e, c->indicatori[i].node);
    elenco_report(c, code, &e, c->indicatore_count);
}

/* The source may stand with the measures instead: then with each of the indicator's own. */
static bool lacks_source(struct check *c, const struct scheda *i)
{
    const xmlNode *m = i->parts[PART_MISURA];
    (void)c;
    if (i->parts[PART_FONTE] != NULL)
        return false;
    if (m == NULL)
        m = collect_only_measure(i);
    bool all = m != NULL;
    for (; m != NULL && all; m = plan_is(m->parent, "indicatore") ? next_alike(m) : NULL)
        all = plan_child(m, "fonte") != NULL;
    return !all;
}

static bool lacks_algorithm(struct check *c, const struct scheda *i)
{
    (void)c;
    return i->parts[PART_FORMULA] == NULL && i->parts[PART_ALGORITMO] == NULL && i->parts[PART_COSA_MISURA] == NULL
           && collect_only_measure(i) == NULL;
}

/* "data", "n." or "entro" under tipologia are units that slipped in (Pistoia-Prato 2024). */
static bool lacks_type(struct check *c, const struct scheda *i)
{
    const xmlNode *tipologia = i->parts[PART_TIPOLOGIA];
    if (tipologia == NULL)
        return true;
    buf_clear(&c->scratch);
    fold_add(&c->scratch, plan_text(c->plan, tipologia), 0, NULL);
    return codes_unita(c->codes, buf_text(&c->scratch)) != 0;
}

static bool is_below(const struct check *c, const struct scheda *i)
{
    const struct indicatore *computed = i->item->indicatore;
    for (size_t k = 0; k < computed->gradi_count; k++) {
        const struct grado_periodo *g = &computed->gradi[k];
        if (g->quando.anno == c->plan->anno && periodo_is_whole(g->quando) && g->grado.stato == GRADO_VALORE)
            return mpq_cmp_ui(g->grado.valore, 1, 1) < 0;
    }
    return false;
}

/* What is said of a node stands before what it contains, which may be much. */
static bool explains(const xmlNode *nodo)
{
    const xmlNode *end = nodo_child(nodo);
    for (const xmlNode *n = plan_child(nodo, NULL); n != end; n = plan_next(n, NULL))
        if (plan_is(n, "scostamento"))
            return true;
    return false;
}

/* Below 100% in the plan's year, and the cause is told neither here nor for the objective. */
static bool lacks_cause(struct check *c, const struct scheda *i)
{
    return is_below(c, i) && i->parts[PART_SCOSTAMENTO] == NULL && !explains(i->nodo);
}

void rule_fonte_mancante(struct check *c)
{
    report_lacking(c, DIAG_SOURCE_MISSING, lacks_source);
}

void rule_algoritmo_mancante(struct check *c)
{
    report_lacking(c, DIAG_ALGORITHM_MISSING, lacks_algorithm);
}

void rule_tipologia_mancante(struct check *c)
{
    report_lacking(c, DIAG_TYPE_MISSING, lacks_type);
}

void rule_scostamento_senza_causa(struct check *c)
{
    report_lacking(c, DIAG_CAUSE_MISSING, lacks_cause);
}

/* ---------------------------------------------------------------- programma-mancante */

static bool has_programme(const xmlNode *nodo)
{
    return plan_child(plan_child(nodo, "collocazione"), "programma") != NULL;
}

/* On itself, on a node above, or on each of its child nodes. */
static bool is_placed(const xmlNode *nodo)
{
    for (const xmlNode *up = nodo; plan_is(up, "nodo"); up = up->parent)
        if (has_programme(up))
            return true;
    const xmlNode *child = plan_child(nodo, "nodo");
    bool all = child != NULL;
    for (; child != NULL && all; child = plan_next(child, "nodo"))
        all = has_programme(child);
    return all;
}

static bool has_natura(const struct item *nodo, enum natura natura)
{
    return nodo->livello != NULL && nodo->livello->natura == natura;
}

/* Strategic objectives; the operative ones where the plan has no others. */
static enum natura objective_natura(const struct check *c)
{
    for (size_t i = 0; i < c->nodi.count; i++)
        if (has_natura(c->nodo_items[i], NATURA_STRATEGICO))
            return NATURA_STRATEGICO;
    return NATURA_OPERATIVO;
}

void rule_programma_mancante(struct check *c)
{
    struct elenco e = {BUF_INIT, 0};
    enum natura natura = objective_natura(c);
    size_t all = 0;
    for (size_t i = 0; i < c->nodi.count; i++) {
        if (!has_natura(c->nodo_items[i], natura))
            continue;
        all++;
        if (!is_placed(c->nodi.list[i]))
            elenco_add(c, &e, c->nodi.list[i]);
    }
    elenco_report(c, DIAG_PROGRAMME_MISSING, &e, all);
}

/* ---------------------------------------------------------------- indicators of an objective */

struct tally {
    size_t all, financial;
    bool own;            /* it has indicators itself, or in a group that divides it */
};

/* A rinvio to a node counts as an indicator of another type: what it holds is judged where it is defined. */
static void tally_one(struct tally *t, const struct item *one, const struct scheda *i)
{
    t->all++;
    t->financial += i != NULL && plan_attr_is(i->parts[PART_TIPOLOGIA], "classe", "d");
    t->own = t->own || one->kind == ITEM_INDICATORE;
}

/* Puts into TALLIES, by position in c->nodi, what each node holds itself and below: nodes stand after those that hold them. */
static void tally_nodes(struct check *c, struct tally *tallies, const size_t *parents)
{
    const struct computation *computed = c->plan->computation;
    size_t last = 0, next = 0, indicatore = 0;
    for (size_t i = 0; i < computed->items_count; i++) {
        const struct item *one = computed->items[i];
        if (one->kind == ITEM_NODO) {
            last = next++;
            continue;
        }
        while (c->nodo_items[last] != one->parent)
            last = parents[last];
        const struct scheda *of = one->kind == ITEM_INDICATORE ? &c->indicatori[indicatore++]
                                                               : collect_scheda(c, plan_attr(one->element, "rif"));
        tally_one(&tallies[last], one, of);
    }
    for (size_t i = c->nodi.count; i-- > 0;)
        if (parents[i] != i) {
            struct tally *above = &tallies[parents[i]];
            above->all += tallies[i].all;
            above->financial += tallies[i].financial;
            above->own = above->own || (tallies[i].own && has_natura(c->nodo_items[i], NATURA_GRUPPO));
        }
}

/* The position in c->nodi of the node that contains each; its own for those of the first level. */
static void find_parents(const struct check *c, size_t *parents)
{
    for (size_t i = 0; i < c->nodi.count; i++) {
        const struct item *above = c->nodo_items[i]->parent;
        parents[i] = i;
        if (above == NULL)
            continue;
        size_t last = i - 1;
        while (c->nodo_items[last] != above)
            last = parents[last];
        parents[i] = last;
    }
}

/* Tallies all nodes, once for all rules. False when memory is short. */
static bool tally(struct check *c)
{
    if (c->tallies != NULL)
        return true;
    struct tally *tallies = arena_array(c->arena, c->nodi.count, sizeof *tallies);
    size_t *parents = arena_array(c->arena, c->nodi.count, sizeof *parents);
    if (tallies == NULL || parents == NULL) {
        c->no_memory = true;
        return false;
    }
    find_parents(c, parents);
    tally_nodes(c, tallies, parents);
    c->tallies = tallies;
    return true;
}

/* Calls REPORT for each objective with what it holds. */
static void each_objective(struct check *c, void (*report)(struct check *c, const xmlNode *nodo, const struct tally *t))
{
    if (!tally(c))
        return;
    for (size_t i = 0; i < c->nodi.count; i++)
        if (nodo_is_obiettivo(c->nodo_items[i]))
            report(c, c->nodi.list[i], &c->tallies[i]);
}

static void report_financial(struct check *c, const xmlNode *nodo, const struct tally *t)
{
    if (t->own && t->all == t->financial)
        check_say(c, DIAG_ONLY_FINANCIAL, nodo, check_print(c, "%zu", t->all));
}

static void report_empty(struct check *c, const xmlNode *nodo, const struct tally *t)
{
    if (t->all == 0)
        check_say0(c, DIAG_NO_INDICATORS, nodo);
}

void rule_solo_realizzazione_finanziaria(struct check *c)
{
    each_objective(c, report_financial);
}

void rule_obiettivo_senza_indicatori(struct check *c)
{
    each_objective(c, report_empty);
}
