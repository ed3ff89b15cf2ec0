/* target.c: targets of the plan as plain data: references resolved, conditions weighed (compute.md 3). */
#include <string.h>

#include "base/arena.h"
#include "compute/insieme.h"
#include "compute/mean.h"
#include "compute/model.h"
#include "compute/plan.h"

void target_init(struct attain_target *t)
{
    memset(t, 0, sizeof *t);
    valore_init(&t->t);
    valore_init(&t->a);
}

void target_clear(struct attain_target *t)
{
    valore_clear(&t->t);
    valore_clear(&t->a);
}

/* ---------------------------------------------------------------- references */

/* The target in which CONTENT stands, or which it is. */
static const xmlNode *target_around(const xmlNode *content)
{
    const xmlNode *target = plan_ancestor(content, "target");
    return target != NULL ? target : plan_ancestor(content, "target-intermedio");
}

/* The year that a reference means: its own, else the target's; an indicator compared with itself means the year before. */
static int reference_year(const struct item *item, const xmlNode *riferimento, const struct item *found)
{
    const xmlNode *target = target_around(riferimento);
    int anno = plan_attr_int(target, "anno", 0);
    return plan_attr_int(riferimento, "anno", found == item ? anno - 1 : anno);
}

/* What a reference names: an indicator or a measure; neither when it names something outside. */
struct named {
    const struct item *indicatore;
    const struct misura *misura;
};

static struct named find_named(const struct computation *c, const xmlNode *n)
{
    const struct item *found = tree_find(c, plan_attr(n, "indicatore"));
    if (found != NULL && found->kind == ITEM_INDICATORE)
        return (struct named){found, NULL};
    return (struct named){NULL, measures_find(&c->measures, plan_attr(n, "misura"))};
}

/* The value of that year; NULL when it is not known. */
static const struct valore *value_of_year(const struct named *what, int anno)
{
    const struct valore *v = NULL;
    if (what->indicatore != NULL)
        v = indicator_reference(what->indicatore->indicatore, anno);
    else if (what->misura != NULL)
        v = measure_value(what->misura, periodo_year(anno));
    return v != NULL && v->tipo != VALORE_ASSENTE && v->tipo != VALORE_PAROLE ? v : NULL;
}

const struct valore *target_term_of_year(const struct computation *c, const xmlNode *riferimento, int anno)
{
    const struct named what = find_named(c, riferimento);
    return value_of_year(&what, anno);
}

bool target_term_years(const xmlNode *riferimento, int *from, int *to)
{
    *from = plan_attr_int(riferimento, "dal", 0);
    *to = plan_attr_int(riferimento, "al", plan_attr_int(target_around(riferimento), "anno", 0) - 1);
    return plan_attr(riferimento, "dal") != NULL;
}

/* The mean, least, greatest or sum of the values of several years; false when one of them is not known, or is no number. */
static bool find_years(const struct computation *c, const xmlNode *n, int from, int to, struct valore *v)
{
    struct insieme years;
    insieme_init(&years, insieme_regola(plan_attr(n, "degli-anni")));
    for (int anno = from; anno <= to; anno++)
        insieme_add(&years, target_term_of_year(c, n, anno));
    bool known = insieme_result(&years, v);
    insieme_clear(&years);
    return known;
}

/* The value of the term: written with the target, else that of the indicator or measure it names. False when unknown. */
bool target_term(const struct computation *c, const struct item *item, const xmlNode *n, struct valore *v)
{
    const struct named what = find_named(c, n);
    int from, to;
    valore_read(v, plan_child(n, "valore"));
    if (v->tipo != VALORE_NESSUNO)
        return v->tipo != VALORE_ASSENTE && v->tipo != VALORE_PAROLE;
    if (target_term_years(n, &from, &to))
        return find_years(c, n, from, to, v);
    const struct valore *term = value_of_year(&what, reference_year(item, n, what.indicatore));
    if (term == NULL)
        return false;
    valore_copy(v, term);
    return true;
}

/* STEP = the attribute called POINTS in the unit of V, plus the one called PERCENT in hundredths of |V|; 0 without either. */
static void read_step(const xmlNode *n, const char *points, const char *percent, const struct valore *v, mpq_t step)
{
    mpq_t part;
    mpq_init(part);
    mpq_set_ui(step, 0, 1);
    if (plan_attr_number(n, points, step) && v->tipo == VALORE_PERCENTO)
        valore_hundredth(step);
    if (plan_attr_number(n, percent, part)) {
        valore_hundredth(part);
        mpq_mul(part, part, v->numero);
        if (mpq_sgn(v->numero) < 0)
            mpq_neg(part, part);
        mpq_add(step, step, part);
    }
    mpq_clear(part);
}

/* The target lies a growth above the term, and may be missed by a tolerance on the worse side. */
static void apply_growth(const xmlNode *n, struct attain_target *t)
{
    bool less = t->comparatore == COMPARATORE_AL_MASSIMO || t->comparatore == COMPARATORE_SOTTO ||
                t->comparatore == COMPARATORE_ENTRO ||
                (t->comparatore != COMPARATORE_ALMENO && t->comparatore != COMPARATORE_OLTRE && t->verso == VERSO_DECRESCENTE);
    mpq_t growth, tolerance;
    if (!valore_is_number(&t->t))
        return;
    mpq_inits(growth, tolerance, NULL);
    read_step(n, "crescita", "crescita-percento", &t->t, growth);
    read_step(n, "tolleranza", "tolleranza-percento", &t->t, tolerance);
    mpq_add(t->t.numero, t->t.numero, growth);
    (less ? mpq_add : mpq_sub)(t->t.numero, t->t.numero, tolerance);
    mpq_clears(growth, tolerance, NULL);
}

/* A value, or the two ends of an interval. */
static void read_value(const xmlNode *content, struct attain_target *t)
{
    const xmlNode *intervallo = plan_child(content, "intervallo");
    t->intervallo = intervallo != NULL;
    valore_read(&t->t, intervallo != NULL ? plan_child(intervallo, "da") : content);
    if (intervallo != NULL)
        valore_read(&t->a, plan_child(intervallo, "a"));
}

enum attain_rule target_resolve(const struct computation *c, const struct item *item, const xmlNode *content, struct attain_target *t)
{
    const xmlNode *riferimento = plan_child(content, "riferimento");
    const char *comparatore = plan_attr(content, "comparatore");
    if (comparatore == NULL)   /* a condition without one has that of its target */
        comparatore = plan_attr(target_around(content), "comparatore");
    t->comparatore = attain_comparatore(comparatore);
    t->verso = attain_verso(plan_attr(item->element, "verso"));
    if (riferimento != NULL) {
        if (!target_term(c, item, riferimento, &t->t))
            return ATTAIN_NO_REFERENCE;
        apply_growth(riferimento, t);
    } else {
        read_value(content, t);
    }
    return ATTAIN_NONE;
}

/* ---------------------------------------------------------------- steps */

void target_step(const struct attain_target *t, const xmlNode *scaglione, struct attain_target *step)
{
    step->comparatore = t->comparatore;
    step->verso = t->verso;
    read_value(scaglione, step);
}

const xmlNode *target_steps(const struct computation *c, const xmlNode *content)
{
    const xmlNode *own = plan_child(content, "scaglioni");
    if (own == NULL)
        return c->method.scaglioni;
    return plan_child(own, "scaglione") != NULL ? own : NULL;
}

#define UNBOUNDED 1000000   /* of a grado, as a multiple of the whole */

void target_proportion(const struct computation *c, const struct attain_target *t, const struct valore *value, struct grado *g)
{
    struct attain_method free;
    attain_method_init(&free);
    free.tutto_o_niente = c->method.grado.tutto_o_niente;
    mpq_set_ui(free.massimo, UNBOUNDED, 1);
    attain(g, &free, value, t);
    attain_method_clear(&free);
}

/* Whether VALUE reaches one step: a value of its own, compared as the target T is, or so much of the target in proportion.
 * G becomes the grado that this was read from; without a value nothing is reached. */
static bool reach_step(const struct computation *c, const struct attain_target *t, const xmlNode *scaglione,
                       const struct valore *value, struct grado *g)
{
    bool reached;
    mpq_t from;
    mpq_init(from);
    if (plan_attr_number(scaglione, "da", from)) {
        valore_hundredth(from);
        target_proportion(c, t, value, g);
        reached = g->stato == GRADO_VALORE && mpq_cmp(g->valore, from) >= 0;
    } else {
        struct attain_target step;
        target_init(&step);
        target_step(t, scaglione, &step);
        attain(g, &c->method.grado, value, &step);
        reached = attain_is_met(g);
        target_clear(&step);
    }
    mpq_clear(from);
    return reached;
}

/* The best score among the steps that are reached. A value that cannot be compared with one of them has no grado. */
static void attain_steps(const struct computation *c, const struct attain_target *t, const xmlNode *scaglioni,
                         const struct valore *value, struct grado *g)
{
    enum attain_rule rule = ATTAIN_NO_STEP;
    struct grado one;
    mpq_t score;
    mpq_init(score);
    grado_init(&one);
    mpq_set_ui(g->valore, 0, 1);
    for (const xmlNode *n = plan_child(scaglioni, "scaglione"); n != NULL; n = plan_next(n, "scaglione")) {
        bool reached = reach_step(c, t, n, value, &one);
        if (one.stato != GRADO_VALORE)
            break;
        if (!reached || !plan_attr_number(n, "punteggio", score))
            continue;
        valore_hundredth(score);
        if (rule == ATTAIN_NO_STEP || mpq_cmp(score, g->valore) > 0)
            mpq_set(g->valore, score);
        rule = ATTAIN_STEP;
    }
    if (one.stato == GRADO_VALORE)
        attain_bound(g, &c->method.grado, rule);
    else
        grado_copy(g, &one);
    grado_clear(&one);
    mpq_clear(score);
}

void target_attain(const struct computation *c, const struct attain_target *t, const xmlNode *content, const struct valore *value,
                   struct grado *g)
{
    const xmlNode *steps = target_steps(c, content);
    if (steps != NULL)
        attain_steps(c, t, steps, value, g);
    else
        attain(g, &c->method.grado, value, t);
}

/* ---------------------------------------------------------------- one condition, or several */

/* Whether all steps of CONTENT have values of their own, so that the target's is not needed. */
static bool has_own_steps(const xmlNode *content)
{
    const xmlNode *first = plan_child(plan_child(content, "scaglioni"), "scaglione");
    const xmlNode *n = first;
    while (n != NULL && plan_attr(n, "da") == NULL)
        n = plan_next(n, "scaglione");
    return first != NULL && n == NULL;
}

static void attain_content(const struct computation *c, const struct item *item, const xmlNode *content, const struct valore *value,
                           struct grado *g)
{
    struct attain_target t;
    target_init(&t);
    enum attain_rule missing = target_resolve(c, item, content, &t);
    if (missing == ATTAIN_NONE || has_own_steps(content)) {
        target_attain(c, &t, content, value, g);
    } else {
        g->stato = GRADO_NESSUNO;
        g->regola = missing;
    }
    target_clear(&t);
}

/* The value that answers to PARTE (NULL: to the whole), or, where no value is of a part, the first; nothing when there is none. */
static const struct consuntivo *answer(const struct consuntivo *first, size_t count, const char *parte)
{
    bool parts = false;
    for (size_t i = 0; i < count; i++) {
        if (parte == NULL ? first[i].parte == NULL : first[i].parte != NULL && strcmp(first[i].parte, parte) == 0)
            return &first[i];
        parts = parts || first[i].parte != NULL;
    }
    return count > 0 && !parts ? &first[0] : NULL;
}

struct condizione {
    struct grado grado;
    mpq_t peso;
    bool ha_peso;
};

static size_t count_conditions(const xmlNode *condizioni)
{
    size_t count = 0;
    for (const xmlNode *n = plan_child(condizioni, "condizione"); n != NULL; n = plan_next(n, "condizione"))
        count++;
    return count;
}

/* All of them (e): their weighted mean. One of them (o): the best. */
static void combine(struct computation *c, const xmlNode *condizioni, struct condizione *list, size_t count, struct grado *g)
{
    bool or = plan_attr_is(condizioni, "operatore", "o");
    membri_reset(&c->membri);
    for (size_t i = 0; i < count; i++)
        membri_add(&c->membri, NULL, &list[i].grado, list[i].ha_peso ? list[i].peso : NULL);
    mean_of(c, or ? REGOLA_MASSIMO : REGOLA_MEDIA_PESATA, -1, g);
    if (g->stato == GRADO_VALORE)
        g->regola = ATTAIN_CONDITIONS;
}

void target_condition(const struct computation *c, const struct item *item, const xmlNode *condizione,
                      const struct consuntivo *first, size_t count, struct grado *g, const struct consuntivo **da)
{
    struct valore nothing;
    *da = answer(first, count, plan_attr(condizione, "parte"));
    valore_init(&nothing);
    attain_content(c, item, condizione, *da != NULL ? &(*da)->valore : &nothing, g);
    valore_clear(&nothing);
}

static bool attain_conditions(struct computation *c, const struct item *item, const xmlNode *condizioni,
                              const struct consuntivo *first, size_t count, struct grado *g)
{
    const struct consuntivo *found;
    size_t n = 0;
    struct condizione *list = arena_array(c->arena, count_conditions(condizioni), sizeof *list);
    if (list == NULL)
        return false;
    for (const xmlNode *one = plan_child(condizioni, "condizione"); one != NULL; one = plan_next(one, "condizione"), n++) {
        grado_init(&list[n].grado);
        mpq_init(list[n].peso);
        list[n].ha_peso = plan_attr_number(one, "peso", list[n].peso);
        target_condition(c, item, one, first, count, &list[n].grado, &found);
    }
    combine(c, condizioni, list, n, g);
    for (size_t i = 0; i < n; i++) {
        grado_clear(&list[i].grado);
        mpq_clear(list[i].peso);
    }
    return !c->membri.failed;
}

bool target_grado(struct computation *c, const struct item *item, const xmlNode *target, const struct consuntivo *first,
                  size_t count, struct grado_periodo *to)
{
    const xmlNode *condizioni = plan_child(target, "condizioni");
    struct valore nothing;
    to->target = target;
    if (condizioni != NULL)
        return attain_conditions(c, item, condizioni, first, count, &to->grado);
    valore_init(&nothing);
    to->da = answer(first, count, NULL);
    if (to->da == NULL && count == 1 && plan_attr(item->element, "parti") == NULL)
        to->da = &first[0];
    attain_content(c, item, target, to->da != NULL ? &to->da->valore : &nothing, &to->grado);
    valore_clear(&nothing);
    return true;
}
