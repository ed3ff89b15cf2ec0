/* reach.c: intervals of data, the corners of formulas over them, and what the tree makes of the least and the greatest. */
#include "check/reach.h"

#include <string.h>

#include "base/arena.h"
#include "check/range.h"
#include "check/rule.h"
#include "compute/mean.h"
#include "compute/model.h"
#include "compute/plan.h"
#include "compute/rollup.h"

/* Of more rounded inputs than this not all corners are tried, but still those where all are least or greatest. */
#define CORNER_BITS 6

struct reach {
    struct check *check;
    struct computation *computed;
    struct names rollups;         /* scope: an element of the tree or a total -> struct range * of its grado */
    bool rolled_up;
    struct formula_machine machine;
};

/* ---------------------------------------------------------------- consuntivi */

/* The operands of a formula, each with half its interval; one CORNER says for which of them the half is added. */
struct corners {
    struct periodo quando;
    const struct formula *f;
    mpq_t *halves;               /* by step */
    unsigned corner;
};

static const struct valore *step_value(const struct formula_step *step, struct periodo quando)
{
    return step->operand != NULL ? measure_shifted(step->operand, quando, step->scarto) : NULL;
}

/* The first step that has the same operand: a measure that stands twice has one value. */
static size_t first_step(const struct formula *f, size_t k)
{
    size_t first = 0;
    while (f->steps[first].operand != f->steps[k].operand || f->steps[first].scarto != f->steps[k].scarto)
        first++;
    return first;
}

static bool corner_value(void *self, const struct formula_step *step, mpq_t value)
{
    const struct corners *all = self;
    const struct valore *v = step_value(step, all->quando);
    if (v == NULL || !valore_is_number(v))
        return false;
    size_t k = first_step(all->f, (size_t)(step - all->f->steps));
    if (all->corner >> k % CORNER_BITS & 1)
        mpq_add(value, v->numero, all->halves[k]);
    else
        mpq_sub(value, v->numero, all->halves[k]);
    return true;
}

/* The most steps a formula may have for its corners to be tried. */
#define MOST_STEPS 200

static bool corners_prepare(struct reach *r, struct corners *all)
{
    all->halves = arena_array(r->check->arena, all->f->count, sizeof *all->halves);
    r->check->no_memory |= all->halves == NULL;
    if (all->halves == NULL || all->f->count > MOST_STEPS)
        return false;
    for (size_t k = 0; k < all->f->count; k++) {
        const struct formula_step *step = &all->f->steps[k];
        const struct valore *v = step->kind == FORMULA_OPERAND ? step_value(step, all->quando) : NULL;
        const struct misura *m = step->operand;
        mpq_init(all->halves[k]);
        if (v != NULL)
            range_input_half(r->check, v, plan_attr(m->element, "unita"), "misura", all->halves[k]);
    }
    return true;
}

static void range_of_formula(struct reach *r, const struct formula *f, struct periodo quando, struct range *range)
{
    struct corners all = {quando, f, NULL, 0};
    mpq_t q;
    if (!corners_prepare(r, &all))
        return;
    mpq_init(q);
    for (all.corner = 0; all.corner < 1u << CORNER_BITS; all.corner++)
        if (formula_eval(f, &r->machine, corner_value, &all, q, NULL) == FORMULA_VALUE)
            range_add(range, q);
    mpq_clear(q);
    for (size_t k = 0; k < f->count; k++)
        mpq_clear(all.halves[k]);
}

/* A computed value has the interval that its measures give it, another that of its own digits. */
static void range_of_consuntivo(struct reach *r, const struct indicatore *i, const struct consuntivo *v, struct range *range)
{
    if (!valore_is_number(&v->valore))
        return;
    if (v->calcolato)
        range_of_formula(r, &i->formula, v->quando, range);
    else
        range_of_value(r->check, &v->valore, i->unita, range);
}

static struct item *find_item(const struct reach *r, const xmlNode *element)
{
    return tree_find(r->computed, plan_attr(element, "id"));
}

bool reach_consuntivo(struct reach *r, const xmlNode *indicatore, struct periodo quando, const struct valore *published)
{
    const struct item *item = find_item(r, indicatore);
    struct range range;
    bool reached = false;
    mpq_t half;
    if (item == NULL || item->indicatore == NULL || !valore_is_number(published))
        return false;
    mpq_init(half);
    range_init(&range);
    for (size_t k = 0; k < item->indicatore->valori_count; k++) {
        const struct consuntivo *v = &item->indicatore->valori[k];
        if (v->calcolato && periodo_compare(v->quando, quando) == 0)
            range_of_consuntivo(r, item->indicatore, v, &range);
    }
    range_printed_half(r->check, published, "consuntivo", half);
    reached = range_reaches(&range, published->numero, half);
    range_clear(&range);
    mpq_clear(half);
    return reached;
}

/* ---------------------------------------------------------------- gradi of indicators */

/* The gradi that the ends of VALUE's and TARGET's intervals give. */
static void attain_corners(struct reach *r, const struct range *value, const struct range *target, enum valore_tipo tipo,
                           const xmlNode *content, struct attain_target *t, struct range *range)
{
    struct valore c;
    struct grado g;
    valore_init(&c);
    grado_init(&g);
    for (int corner = 0; corner < 4; corner++) {
        c.tipo = tipo;
        mpq_set(c.numero, corner & 1 ? value->greatest : value->least);
        mpq_set(t->t.numero, corner & 2 ? target->greatest : target->least);
        target_attain(r->computed, t, content, &c, &g);
        if (g.stato == GRADO_VALORE)
            range_add(range, g.valore);
    }
    grado_clear(&g);
    valore_clear(&c);
}

/* Of a number against a number; anything else is exact. */
static void range_of_attained(struct reach *r, const struct item *item, const struct grado_periodo *g, struct range *range)
{
    struct attain_target t;
    struct range value, target;
    range_init(&value);
    range_init(&target);
    target_init(&t);
    range_of_consuntivo(r, item->indicatore, g->da, &value);
    if (target_resolve(r->computed, item, g->target, &t) == ATTAIN_NONE && valore_is_number(&t.t) && !t.intervallo && value.any) {
        range_of_value(r->check, &t.t, item->indicatore->unita, &target);
        attain_corners(r, &value, &target, g->da->valore.tipo, g->target, &t, range);
    }
    target_clear(&t);
    range_clear(&value);
    range_clear(&target);
}

static void range_of_grado(struct reach *r, const struct item *item, const struct grado_periodo *g, struct range *range)
{
    if (g->grado.stato != GRADO_VALORE)
        return;
    if (g->da != NULL && g->target != NULL && g->rettifica == NULL)
        range_of_attained(r, item, g, range);
    range_add(range, g->grado.valore);
}

/* ---------------------------------------------------------------- gradi of nodes and totals */

/* Every grado as computed, to be put back. */
struct saved {
    struct grado *nodes;          /* by item */
    mpq_t **indicators;           /* by item, then by period */
    size_t count;                 /* items saved so far */
};

static bool save(struct reach *r, struct saved *s)
{
    struct computation *c = r->computed;
    s->nodes = arena_array(r->check->arena, c->items_count, sizeof *s->nodes);
    s->indicators = arena_array(r->check->arena, c->items_count, sizeof *s->indicators);
    if (s->nodes == NULL || s->indicators == NULL)
        return false;
    for (size_t i = 0; i < c->items_count; i++) {
        const struct indicatore *ind = c->items[i]->indicatore;
        s->indicators[i] = arena_array(r->check->arena, ind != NULL ? ind->gradi_count : 0, sizeof **s->indicators);
        if (s->indicators[i] == NULL)
            return false;
        s->count = i + 1;
        grado_init(&s->nodes[i]);
        grado_copy(&s->nodes[i], &c->items[i]->grado);
        for (size_t k = 0; ind != NULL && k < ind->gradi_count; k++) {
            mpq_init(s->indicators[i][k]);
            mpq_set(s->indicators[i][k], ind->gradi[k].grado.valore);
        }
    }
    return true;
}

static void restore(struct reach *r, struct saved *s)
{
    struct computation *c = r->computed;
    for (size_t i = 0; i < s->count; i++) {
        struct indicatore *ind = c->items[i]->indicatore;
        grado_copy(&c->items[i]->grado, &s->nodes[i]);
        grado_clear(&s->nodes[i]);
        for (size_t k = 0; ind != NULL && k < ind->gradi_count; k++) {
            mpq_set(ind->gradi[k].grado.valore, s->indicators[i][k]);
            mpq_clear(s->indicators[i][k]);
        }
    }
}

/* Sets the gradi of all indicators to their least, or their greatest. */
static void set_indicators(struct reach *r, const struct saved *s, bool greatest)
{
    struct computation *c = r->computed;
    for (size_t i = 0; i < c->items_count; i++) {
        struct indicatore *ind = c->items[i]->indicatore;
        for (size_t k = 0; ind != NULL && k < ind->gradi_count; k++) {
            struct range range;
            range_init(&range);
            mpq_set(ind->gradi[k].grado.valore, s->indicators[i][k]);
            range_of_grado(r, c->items[i], &ind->gradi[k], &range);
            if (range.any)
                mpq_set(ind->gradi[k].grado.valore, greatest ? range.greatest : range.least);
            range_clear(&range);
        }
    }
}

static struct range *rollup_of(struct reach *r, const xmlNode *element)
{
    const struct name *found = names_find(&r->rollups, element, "", 0);
    if (found != NULL)
        return found->value;
    struct range *range = arena_alloc(r->check->arena, sizeof *range);
    if (range == NULL || !names_add(&r->rollups, element, "", 0, range)) {
        r->check->no_memory = true;
        return NULL;
    }
    range_init(range);
    return range;
}

static void note(struct reach *r, const xmlNode *element, const struct grado *g)
{
    struct range *range = g->stato == GRADO_VALORE ? rollup_of(r, element) : NULL;
    if (range != NULL)
        range_add(range, g->valore);
}

static bool is_summed(enum regola regola)
{
    return regola != REGOLA_NESSUNA && regola != REGOLA_MANUALE;
}

/* Nodes stand after those that hold them: from the last to the first each finds its children done. */
static void roll_up(struct reach *r)
{
    struct computation *c = r->computed;
    for (size_t i = c->items_count; i-- > 0;) {
        struct item *item = c->items[i];
        const struct aggregazione how = item->kind == ITEM_NODO ? rollup_method(item) : (struct aggregazione){.regola = REGOLA_NESSUNA};
        if (!is_summed(how.regola) || rollup_manual(c, item->element) != NULL)
            continue;
        rollup_members(c, item, &how);
        rollup_sum_up(c, &how, item->element, &item->grado);
        note(r, item->element, &item->grado);
    }
    struct grado g;
    grado_init(&g);
    for (size_t i = 0; i < c->method.totali_count; i++) {
        const struct totale *t = &c->method.totali[i];
        if (!is_summed(t->aggregazione.regola) || rollup_manual(c, t->element) != NULL)
            continue;
        rollup_total_members(c, t);
        rollup_sum_up(c, &t->aggregazione, t->element, &g);
        note(r, t->element, &g);
    }
    grado_clear(&g);
}

/* The tree with all gradi at their least, then at their greatest: a mean grows with each of them. */
static void roll_up_ends(struct reach *r)
{
    struct saved s = {0};
    bool saved = save(r, &s);
    r->rolled_up = true;
    r->check->no_memory |= !saved;
    for (int end = 0; saved && end < 2; end++) {
        set_indicators(r, &s, end == 1);
        roll_up(r);
    }
    restore(r, &s);
}

static bool grado_reached(struct reach *r, const struct range *range, const struct valore *published)
{
    mpq_t half;
    mpq_init(half);
    range_printed_half(r->check, published, NULL, half);
    bool reached = range_reaches(range, published->numero, half);
    mpq_clear(half);
    return reached;
}

static bool indicator_reached(struct reach *r, const struct item *item, struct periodo quando, const struct valore *published)
{
    struct range range;
    range_init(&range);
    for (size_t k = 0; k < item->indicatore->gradi_count; k++)
        if (periodo_compare(item->indicatore->gradi[k].quando, quando) == 0)
            range_of_grado(r, item, &item->indicatore->gradi[k], &range);
    bool reached = grado_reached(r, &range, published);
    range_clear(&range);
    return reached;
}

bool reach_grado(struct reach *r, const xmlNode *element, struct periodo quando, const struct valore *published)
{
    const struct item *item = find_item(r, element);
    if (!valore_is_number(published))
        return false;
    if (item != NULL && item->indicatore != NULL)
        return indicator_reached(r, item, quando, published);
    if (!r->rolled_up)
        roll_up_ends(r);
    const struct name *found = names_find(&r->rollups, element, "", 0);
    return found != NULL && grado_reached(r, found->value, published);
}

/* ---------------------------------------------------------------- the whole */

struct reach *reach_new(struct check *c)
{
    struct reach *r = arena_alloc(c->arena, sizeof *r);
    if (r == NULL)
        return NULL;
    r->check = c;
    r->computed = c->plan->computation;
    names_init(&r->rollups, c->arena);
    formula_machine_init(&r->machine);
    return r;
}

void reach_free(struct reach *r)
{
    if (r == NULL)
        return;
    for (size_t i = 0; i < r->rollups.count; i++)
        range_clear(names_at(&r->rollups, i)->value);
    formula_machine_clear(&r->machine);
}
