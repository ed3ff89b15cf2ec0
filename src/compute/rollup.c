/* rollup.c: sums up the tree, node by node, each after what it contains. */
#include "compute/rollup.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "compute/mean.h"
#include "compute/plan.h"

/* ---------------------------------------------------------------- period */

static bool day_of_document(const struct computation *c, struct date *al)
{
    for (const xmlNode *d = plan_child(c->plan->root, "documento"); d != NULL; d = plan_next(d, "documento"))
        if (plan_attr_is(d, "tipo", c->plan->documento) && plan_attr_date(d, "al", al))
            return al->year == c->plan->anno;
    return false;
}

/* The last period of the plan's year in which an indicator has a result; the year when none has. */
static struct periodo last_known(const struct computation *c)
{
    struct periodo last = {0, {0, 0, 0}};
    for (size_t i = 0; i < c->items_count; i++) {
        const struct indicatore *ind = c->items[i]->indicatore;
        for (size_t k = 0; ind != NULL && k < ind->gradi_count; k++) {
            const struct grado_periodo *g = &ind->gradi[k];
            bool known = g->grado.stato == GRADO_VALORE || g->grado.stato == GRADO_ND;
            if (known && g->quando.anno == c->plan->anno && periodo_compare(g->quando, last) > 0)
                last = g->quando;
        }
    }
    return last.anno != 0 ? last : periodo_year(c->plan->anno);
}

void rollup_choose_period(struct computation *c)
{
    struct date al;
    c->periodo = day_of_document(c, &al) ? periodo_at(c->plan->anno, al) : last_known(c);
}

/* ---------------------------------------------------------------- method and members */

/* Whether NODE has indicators of its own; a rinvio that leads nowhere counts as one. */
static bool has_indicators(const struct item *node)
{
    for (struct item *i = node->first; i != NULL; i = i->next) {
        struct item *meant = tree_meant(i);
        if (meant == NULL || meant->kind == ITEM_INDICATORE)
            return true;
    }
    return false;
}

/* Whether one of NODE's child nodes carries a weight. */
static bool has_weighted_nodes(const struct item *node)
{
    for (struct item *i = node->first; i != NULL; i = i->next) {
        struct item *meant = tree_meant(i);
        if (meant != NULL && meant->kind == ITEM_NODO && i->ha_peso)
            return true;
    }
    return false;
}

struct aggregazione rollup_method(const struct item *node)
{
    struct aggregazione how = {.regola = REGOLA_MEDIA_PESATA, .su = SU_INDICATORI, .arrotonda = -1, .decimali = node->decimali};
    if (node->livello != NULL && node->livello->aggregazione.dichiarata)
        return node->livello->aggregazione;
    if (has_indicators(node))
        return how;
    how.arrotonda = node->decimali;
    if (has_weighted_nodes(node)) {
        how.su = SU_NODI;
        return how;
    }
    how.regola = node->livello != NULL && node->livello->natura == NATURA_AREA ? REGOLA_NESSUNA : REGOLA_MEDIA;
    how.su = SU_DISCENDENTI;
    how.con_indicatori = true;
    return how;
}

const struct grado *rollup_grado(const struct computation *c, struct item *item)
{
    const struct item *meant = tree_meant(item);
    if (meant == NULL)
        return &c->non_disponibile;
    return meant->kind == ITEM_INDICATORE ? indicator_grado(c, meant->indicatore) : &meant->grado;
}

static void add_member(struct computation *c, struct item *item)
{
    membri_add(&c->membri, item, rollup_grado(c, item), item->ha_peso ? item->peso : NULL);
}

/* Whether the node that ITEM is, or names, is of a level that enters. */
static bool is_included(const struct aggregazione *how, struct item *item)
{
    const struct item *meant = tree_meant(item);
    return meant != NULL && meant->kind == ITEM_NODO && method_includes(how, meant->livello) &&
           (!how->con_indicatori || has_indicators(meant));
}

/* The item after I in the tree below TOP, in document order; NULL after the last. */
static struct item *next_below(const struct item *top, struct item *i)
{
    if (i->first != NULL)
        return i->first;
    while (i != top && i->next == NULL)
        i = i->parent;
    return i != top ? i->next : NULL;
}

static void add_descendants(struct computation *c, struct item *node, const struct aggregazione *how)
{
    for (struct item *i = node->first; i != NULL; i = next_below(node, i))
        if (is_included(how, i))
            add_member(c, i);
}

static void add_children(struct computation *c, struct item *node, const struct aggregazione *how)
{
    for (struct item *i = node->first; i != NULL; i = i->next) {
        const struct item *meant = tree_meant(i);
        bool is_nodo = meant != NULL && meant->kind == ITEM_NODO;
        if (is_nodo ? how->su != SU_INDICATORI && is_included(how, i) : how->su != SU_NODI)
            add_member(c, i);
    }
}

void rollup_members(struct computation *c, struct item *node, const struct aggregazione *how)
{
    membri_reset(&c->membri);
    if (how->su == SU_DISCENDENTI)
        add_descendants(c, node, how);
    else
        add_children(c, node, how);
}

/* ---------------------------------------------------------------- classes */

#define DEEPEST 64   /* classes within classes */

/* Whether the class ID (LEN bytes) is one of LIST, or stands within one of them. */
static bool is_class_of(const struct computation *c, const char *id, size_t len, const char *list)
{
    const char *one;
    size_t one_len;
    for (int depth = 0; id != NULL && depth < DEEPEST; depth++) {
        for (const char *rest = list; plan_next_id(&rest, &one, &one_len);)
            if (one_len == len && memcmp(one, id, len) == 0)
                return true;
        id = plan_attr(plan_find_part(c->plan, id, len), "parte-di");
        len = id != NULL ? strlen(id) : 0;
    }
    return false;
}

/* Whether ITEM, or a node around it, belongs to one of the classes of LIST. */
static bool belongs(const struct computation *c, const struct item *item, const char *list)
{
    const char *id;
    size_t len;
    for (; item != NULL; item = item->parent)
        for (const char *rest = plan_attr(plan_child(item->element, "classi"), "rif"); plan_next_id(&rest, &id, &len);)
            if (is_class_of(c, id, len, list))
                return true;
    return false;
}

/* Whether an item of the tree enters T: a node of its levels, or an indicator in one. A rinvio counts nothing once more. */
static bool enters_total(const struct computation *c, const struct totale *t, struct item *item, bool indicators)
{
    const char *classi = plan_attr(t->element, "classi");
    bool fits = item->kind == ITEM_NODO && !indicators && is_included(&t->aggregazione, item);
    if (indicators)
        fits = item->kind == ITEM_INDICATORE && method_includes(&t->aggregazione, item->parent != NULL ? item->parent->livello : NULL);
    return fits && (classi == NULL || belongs(c, item, classi));
}

void rollup_total_members(struct computation *c, const struct totale *t)
{
    bool indicators = plan_attr_is(t->element, "su", "indicatori");
    membri_reset(&c->membri);
    for (size_t i = 0; i < c->items_count; i++)
        if (enters_total(c, t, c->items[i], indicators))
            add_member(c, c->items[i]);
}

/* ---------------------------------------------------------------- results */

/* The element grado of N for the plan's year: one that corrects, or one that replaces. */
static const xmlNode *own_grado(const struct computation *c, const xmlNode *n, bool corrects)
{
    const xmlNode *grado = plan_child(n, "grado");
    bool fits = grado != NULL && plan_attr_int(grado, "anno", c->plan->anno) == c->plan->anno;
    return fits && grado_is_correction(grado) == corrects ? grado : NULL;
}

const xmlNode *rollup_manual(const struct computation *c, const xmlNode *n)
{
    return own_grado(c, n, false);
}

const xmlNode *rollup_correction(const struct computation *c, const xmlNode *n)
{
    return own_grado(c, n, true);
}

void rollup_sum_up(struct computation *c, const struct aggregazione *how, const xmlNode *n, struct grado *g)
{
    const xmlNode *correction = rollup_correction(c, n);
    mean_of(c, how->regola, how->arrotonda, g);
    method_bound(how, g);
    if (correction == NULL)
        return;
    grado_correct(c, correction, g);
    method_bound(how, g);
}

/* What each member brings, where the plan wants to show it. */
static void share_out(struct computation *c, const struct aggregazione *how)
{
    if (plan_attr_is(how->element, "apporti", "si"))
        mean_shares(c, how->regola, how->arrotonda);
}

static void sum_up_node(struct computation *c, struct item *node)
{
    const struct aggregazione how = rollup_method(node);
    node->decimali = how.decimali;
    if (node->manuale != NULL) {
        grado_by_hand(node->manuale, &node->grado);
    } else if (how.regola != REGOLA_NESSUNA && how.regola != REGOLA_MANUALE) {
        rollup_members(c, node, &how);
        rollup_sum_up(c, &how, node->element, &node->grado);
        share_out(c, &how);
    }
}

void rollup_totals(struct computation *c)
{
    for (size_t i = 0; i < c->method.totali_count; i++) {
        struct totale *t = &c->method.totali[i];
        const xmlNode *manual = rollup_manual(c, t->element);
        if (manual != NULL) {
            grado_by_hand(manual, &t->grado);
        } else if (t->aggregazione.regola != REGOLA_NESSUNA && t->aggregazione.regola != REGOLA_MANUALE) {
            rollup_total_members(c, t);
            rollup_sum_up(c, &t->aggregazione, t->element, &t->grado);
            share_out(c, &t->aggregazione);
        }
    }
}

/* ---------------------------------------------------------------- order */

#define MOST_NAMED 100

/* The nodes of STACK from FROM on contain each other: each is n.d., and named. */
static void report_cycle(struct computation *c, struct item **stack, size_t from, size_t count)
{
    struct buf names = BUF_INIT;
    for (size_t i = from; i < count; i++) {
        stack[i]->stato = ITEM_FATTO;
        stack[i]->grado.stato = GRADO_ND;
        if (i - from < MOST_NAMED)
            buf_printf(&names, "%s → ", plan_label(stack[i]->element));
    }
    if (count - from > MOST_NAMED)
        buf_str(&names, "… → ");
    buf_str(&names, plan_label(stack[from]->element));
    struct diag_place at = plan_place(c->plan, stack[from]->element);
    diag_say(c->diag, DIAG_NODE_CYCLE, &at, buf_text(&names));
    buf_free(&names);
}

/* The next node that NODE's grado needs: a child, or what a rinvio names; NULL when there are no more. */
static struct item *next_needed(struct item *node)
{
    while (node->cursor != NULL) {
        struct item *meant = tree_meant(node->cursor);
        node->cursor = node->cursor->next;
        if (meant != NULL && meant->kind == ITEM_NODO)
            return meant;
    }
    return NULL;
}

static void begin(struct item *node, struct item **stack, size_t *count)
{
    node->stato = ITEM_IN_CORSO;
    node->cursor = node->first;
    stack[(*count)++] = node;
}

/* Sums up START after all that it needs. STACK has room for every item. */
static void sum_up_in_order(struct computation *c, struct item *start, struct item **stack)
{
    size_t count = 0;
    begin(start, stack, &count);
    while (count > 0) {
        struct item *node = stack[count - 1], *needed = next_needed(node);
        if (needed == NULL) {
            if (node->stato == ITEM_IN_CORSO)   /* otherwise part of a cycle */
                sum_up_node(c, node);
            node->stato = ITEM_FATTO;
            count--;
        } else if (needed->stato == ITEM_DA_FARE) {
            begin(needed, stack, &count);
        } else if (needed->stato == ITEM_IN_CORSO) {
            size_t from = count;
            while (stack[--from] != needed)
                ;
            report_cycle(c, stack, from, count);
        }
    }
}

bool rollup_nodes(struct computation *c)
{
    struct item **stack = calloc(c->items_count + 1, sizeof *stack);
    if (stack == NULL)
        return false;
    for (size_t i = 0; i < c->items_count; i++)
        if (c->items[i]->kind == ITEM_NODO && c->items[i]->stato == ITEM_DA_FARE)
            sum_up_in_order(c, c->items[i], stack);
    free(stack);
    return !c->membri.failed;
}
