/* uses.c: lists the measures of a formula, from the formula as it was read for the computation. */
#include "compute/uses.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "compute/model.h"
#include "compute/plan.h"

struct use_value {
    int anno;
    bool whole;
    const xmlNode *elemento;
};

struct use {
    const xmlNode *misura;
    struct use_value *valori;
    size_t valori_count;
    int scarto;
    char sign;
};

/* What one indicator uses. */
struct uses {
    const xmlNode *indicatore;
    struct use *list;
    size_t count;
};

struct plan_uses {
    struct uses *list;    /* by the indicator's address */
    size_t count;
};

/* The operator that stands, between blanks, nearest before AT. */
static char sign_before(const struct formula *f, size_t at)
{
    for (size_t i = at; i > 2; i--)
        if (f->text[i - 1] == ' ' && strchr("+-*/", f->text[i - 2]) != NULL && f->text[i - 3] == ' ')
            return f->text[i - 2];
    return '/';
}

static bool is_repeated(const struct formula *f, size_t step)
{
    for (size_t i = 0; i < step; i++)
        if (f->steps[i].operand == f->steps[step].operand && f->steps[i].scarto == f->steps[step].scarto)
            return true;
    return false;
}

/* Whether the values of M are made of others, so that its elements `valore` do not show them. */
static bool is_composed(const struct misura *m)
{
    return m->parte != NULL || plan_attr(m->element, "parti") != NULL || plan_attr(m->element, "periodi") != NULL;
}

/* Whether the formula names a measure that is not the indicator's own, stands in a table, or is made of others. */
static bool names_others(const struct item *item)
{
    const struct formula *f = item->kind == ITEM_INDICATORE ? &item->indicatore->formula : NULL;
    for (size_t i = 0; f != NULL && i < f->count; i++) {
        const struct misura *m = f->steps[i].kind == FORMULA_OPERAND ? f->steps[i].operand : NULL;
        if (m != NULL && (m->element->parent != item->element || plan_child(m->element, "da-tabella") != NULL || is_composed(m)))
            return true;
    }
    return false;
}

static bool keep_values(struct arena *a, const struct misura *m, struct use *u)
{
    u->valori = arena_array(a, m->valori_count, sizeof *u->valori);
    if (u->valori == NULL)
        return false;
    u->valori_count = m->valori_count;
    for (size_t i = 0; i < m->valori_count; i++) {
        struct periodo p = m->valori[i].quando;
        u->valori[i] = (struct use_value){p.anno, periodo_is_whole(p), m->valori[i].elemento};
    }
    return true;
}

static bool keep_formula(struct arena *a, const struct item *item, struct uses *to)
{
    const struct formula *f = &item->indicatore->formula;
    to->indicatore = item->element;
    to->list = arena_array(a, f->count, sizeof *to->list);
    if (to->list == NULL)
        return false;
    for (size_t i = 0; i < f->count; i++) {
        const struct misura *m = f->steps[i].kind == FORMULA_OPERAND ? f->steps[i].operand : NULL;
        if (m == NULL || is_repeated(f, i))
            continue;
        struct use *u = &to->list[to->count++];
        u->misura = m->element;
        u->scarto = f->steps[i].scarto;
        u->sign = sign_before(f, f->steps[i].at);
        if (!keep_values(a, m, u))
            return false;
    }
    return true;
}

static int compare_uses(const void *a, const void *b)
{
    uintptr_t x = (uintptr_t)((const struct uses *)a)->indicatore, y = (uintptr_t)((const struct uses *)b)->indicatore;
    return (x > y) - (x < y);
}

bool uses_keep(struct computation *c)
{
    struct arena *a = c->plan->arena;
    struct plan_uses *all = arena_alloc(a, sizeof *all);
    size_t count = 0;
    for (size_t i = 0; i < c->items_count; i++)
        count += names_others(c->items[i]);
    c->plan->uses = NULL;
    if (all == NULL || (all->list = arena_array(a, count, sizeof *all->list)) == NULL)
        return false;
    for (size_t i = 0; i < c->items_count; i++)
        if (names_others(c->items[i]) && !keep_formula(a, c->items[i], &all->list[all->count++]))
            return false;
    if (all->count > 1)
        qsort(all->list, all->count, sizeof *all->list, compare_uses);
    c->plan->uses = all;
    return true;
}

/* The element of the value of ANNO: of the whole year, else of its last day with one. */
static const xmlNode *value_of_year(const struct use *u, int anno)
{
    const xmlNode *last = NULL;
    for (size_t i = 0; i < u->valori_count; i++) {
        if (anno != 0 && u->valori[i].anno != anno)
            continue;
        last = u->valori[i].elemento;
        if (anno == 0 || u->valori[i].whole)
            break;
    }
    return last;
}

size_t measure_uses(const struct plan *p, const xmlNode *indicatore, int anno, struct arena *a, const struct measure_use **list)
{
    const struct uses key = {.indicatore = indicatore}, *found = NULL;
    if (p->uses != NULL && p->uses->count > 0)
        found = bsearch(&key, p->uses->list, p->uses->count, sizeof key, compare_uses);
    struct measure_use *out = found != NULL ? arena_array(a, found->count, sizeof *out) : NULL;
    for (size_t i = 0; out != NULL && i < found->count; i++) {
        const struct use *u = &found->list[i];
        const xmlNode *value = value_of_year(u, anno != 0 ? anno + u->scarto : 0);
        out[i] = (struct measure_use){u->misura, value, u->sign};
    }
    *list = out;
    return out != NULL ? found->count : 0;
}
