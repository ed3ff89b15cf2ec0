/* rule_weight.c: pesi-non-cento: the weights of one scope sum to 100, but for the rounding of each (compute.md 8). */
#include <string.h>

#include "base/arena.h"
#include "base/number.h"
#include "check/rule.h"
#include "compute/model.h"

/* The weights of a scope as they are added up. */
struct weights {
    size_t count;
    int decimals;       /* most that any of them is written with */
    mpq_t sum;          /* as a fraction of the whole */
};

static void add(struct weights *w, const mpq_t weight, int decimals)
{
    w->count++;
    w->decimals = decimals > w->decimals ? decimals : w->decimals;
    mpq_add(w->sum, w->sum, weight);
}

/* The weight that is written for ITEM. */
static void add_weight(struct weights *w, const struct item *item)
{
    if (item->ha_peso && !item->peso_uguale)
        add(w, item->peso, item->peso_decimali);
}

/* The weight of a responsabile. */
static void add_row_weight(struct weights *w, const xmlNode *responsabile)
{
    const char *text = plan_attr(responsabile, "peso");
    int decimals = 0;
    mpq_t q;
    mpq_init(q);
    if (text != NULL && number_parse(q, text, strlen(text), &decimals)) {
        valore_hundredth(q);
        add(w, q, decimals);
    }
    mpq_clear(q);
}

static void set_sum(struct weights *w, const struct weights *a, const struct weights *b)
{
    w->count = a->count + b->count;
    w->decimals = a->decimals > b->decimals ? a->decimals : b->decimals;
    mpq_add(w->sum, a->sum, b->sum);
}

/* Whether |sum - 100| is not more than COUNT times half a unit of the last decimal; no weights are right too. */
static bool is_hundred(const struct weights *w)
{
    mpq_t off, allowed;
    mpq_inits(off, allowed, NULL);
    mpq_set_ui(off, 1, 1);
    mpq_sub(off, w->sum, off);
    mpq_abs(off, off);
    mpz_set_ui(mpq_numref(allowed), w->count);
    mpz_ui_pow_ui(mpq_denref(allowed), 10, (unsigned long)w->decimals + 2);
    mpz_mul_ui(mpq_denref(allowed), mpq_denref(allowed), 2);
    mpq_canonicalize(allowed);
    bool right = w->count == 0 || mpq_cmp(off, allowed) <= 0;
    mpq_clears(off, allowed, NULL);
    return right;
}

static const char *sum_text(struct check *c, const struct weights *w)
{
    mpq_t percent;
    mpq_init(percent);
    mpq_set(percent, w->sum);
    valore_hundredfold(percent);
    const char *text = check_number(c, percent, w->decimals);
    mpq_clear(percent);
    return text;
}

/* The weights of every level over the whole plan, those of indicators behind them; added up when they are first asked
 * for, since brothers mostly make 100. */
struct levels {
    struct weights *of;
    size_t count;        /* of levels; of[count] are the indicators */
    bool added;
};

static struct weights *weights_of_level(const struct check *c, const struct levels *all, const struct item *i)
{
    return &all->of[i->livello != NULL ? (size_t)(i->livello - c->method->livelli) : all->count];
}

/* Nodes of the first level have no node above them, and are no scope of any node's. */
static void add_levels(const struct check *c, struct levels *all)
{
    all->added = true;
    for (size_t i = 0; i < c->nodi.count; i++) {
        const struct item *nodo = c->nodo_items[i];
        if (nodo->parent == NULL)
            add_weight(weights_of_level(c, all, nodo), nodo);
        for (const struct item *child = nodo->first; child != NULL; child = child->next)
            add_weight(weights_of_level(c, all, child), child);
    }
}

/* Weights are right when they make 100 among brothers, or with all others of their level: many plans weigh so. */
static bool is_right(const struct check *c, struct levels *levels, const struct item *one, const struct weights *brothers)
{
    if (is_hundred(brothers) || one == NULL)
        return is_hundred(brothers);
    if (!levels->added)
        add_levels(c, levels);
    return is_hundred(weights_of_level(c, levels, one));
}

#define MOST_LISTED 8   /* weights in a message */

/* "60 + 30": the weights of NODO's children as they are written. */
static const char *list_weights(struct check *c, const struct item *nodo)
{
    const char *text = "";
    int count = 0;
    for (const struct item *i = nodo->first; i != NULL && count <= MOST_LISTED; i = i->next) {
        const char *peso = plan_attr(i->element, "peso");
        if (peso == NULL)
            continue;
        text = check_print(c, "%s%s%s", text, count > 0 ? " + " : "", count < MOST_LISTED ? peso : "…");
        count++;
    }
    return text;
}

/* Of a node's children either all together make a scope, or its indicators and its nodes apart, as it is computed. */
static void check_node(struct check *c, const struct item *nodo, struct levels *levels, struct weights w[3])
{
    struct weights *nodes = &w[0], *others = &w[1], *all = &w[2];
    const struct item *node = NULL, *other = NULL;
    for (const struct item *i = nodo->first; i != NULL; i = i->next) {
        bool is_node = i->kind == ITEM_NODO;
        const struct item **one = is_node ? &node : &other;
        *one = *one != NULL ? *one : i;
        add_weight(is_node ? nodes : others, i);
    }
    set_sum(all, nodes, others);
    if (!is_hundred(all) && !(is_right(c, levels, node, nodes) && is_right(c, levels, other, others)))
        check_say(c, DIAG_WEIGHTS_NODE, nodo->element, list_weights(c, nodo), sum_text(c, all));
}

static void reset(struct weights *w)
{
    w->count = 0;
    w->decimals = 0;
    mpq_set_ui(w->sum, 0, 1);
}

void rule_pesi_figli(struct check *c)
{
    struct weights w[3];
    struct levels levels = {.count = c->method->livelli_count};
    levels.of = arena_array(c->arena, levels.count + 1, sizeof *levels.of);
    if (levels.of == NULL) {
        c->no_memory = true;
        return;
    }
    for (size_t i = 0; i <= levels.count; i++)
        mpq_init(levels.of[i].sum);
    for (int i = 0; i < 3; i++)
        mpq_init(w[i].sum);
    for (size_t i = 0; i < c->nodi.count; i++) {
        reset(&w[0]);
        reset(&w[1]);
        check_node(c, c->nodo_items[i], &levels, w);
    }
    for (int i = 0; i < 3; i++)
        mpq_clear(w[i].sum);
    for (size_t i = 0; i <= levels.count; i++)
        mpq_clear(levels.of[i].sum);
}

/* ---------------------------------------------------------------- centres */

struct centres {
    struct check *check;
    struct names by_id;      /* id -> struct weights * */
};

/* A row that names several centres counts in full in each. */
static void add_row(struct centres *all, const xmlNode *responsabile)
{
    const char *list = plan_attr(responsabile, "peso") != NULL ? plan_attr(responsabile, "centri") : NULL, *id = NULL;
    size_t len = 0;
    while (plan_next_id(&list, &id, &len)) {
        const struct name *found = names_find(&all->by_id, NULL, id, len);
        if (found != NULL)
            add_row_weight(found->value, responsabile);
    }
}

/* Rows that make 100 among themselves share out the one thing they stand in; they are no weights of it in a centre. */
static bool is_share(const xmlNode *first)
{
    struct weights w = {0};
    mpq_init(w.sum);
    for (const xmlNode *r = first; r != NULL; r = next_alike(r))
        add_row_weight(&w, r);
    bool shares = w.count > 1 && is_hundred(&w);
    mpq_clear(w.sum);
    return shares;
}

static void add_rows(struct centres *all, const xmlNode *first)
{
    if (is_share(first))
        return;
    for (const xmlNode *r = first; r != NULL; r = next_alike(r))
        add_row(all, r);
}

static bool add_centre(struct centres *all, const xmlNode *centro, struct weights *w)
{
    const char *id = plan_attr(centro, "id");
    mpq_init(w->sum);
    return id != NULL && names_add(&all->by_id, NULL, id, strlen(id), w);
}

static size_t count_centres(const struct plan *p)
{
    size_t count = 0;
    for (const xmlNode *n = plan_child(p->organizzazione, "centro"); n != NULL; n = plan_next(n, "centro"))
        count++;
    return count;
}

void rule_pesi_centri(struct check *c)
{
    struct centres all = {.check = c};
    size_t count = count_centres(c->plan), i = 0;
    struct weights *weights = arena_array(c->arena, count, sizeof *weights);
    names_init(&all.by_id, c->arena);
    const xmlNode *first = weights != NULL ? plan_child(c->plan->organizzazione, "centro") : NULL;
    for (const xmlNode *n = first; n != NULL; n = plan_next(n, "centro"))
        c->no_memory |= !add_centre(&all, n, &weights[i++]);
    for (i = 0; i < c->indicatore_count; i++)
        add_rows(&all, c->indicatori[i].parts[PART_RESPONSABILE]);
    for (i = 0; i < c->nodi.count; i++)
        add_rows(&all, plan_part(c->nodi.list[i], "responsabile"));
    for (i = 0; i < c->rinvii.count; i++)
        add_rows(&all, plan_child(c->rinvii.list[i], "responsabile"));
    i = 0;
    for (const xmlNode *n = first; n != NULL; n = plan_next(n, "centro"), i++) {
        if (!is_hundred(&weights[i]))
            check_say(c, DIAG_WEIGHTS_CENTRE, n, check_print(c, "%zu", weights[i].count), sum_text(c, &weights[i]));
        mpq_clear(weights[i].sum);
    }
    c->no_memory |= weights == NULL;
}
