/* tree.c: reads the tree of objectives: nodes, indicators, rinvii, and their weights. */
#include <string.h>

#include "base/arena.h"
#include "base/number.h"
#include "compute/model.h"
#include "compute/plan.h"
#include "compute/rollup.h"

static bool add_item(struct computation *c, struct item *item)
{
    if (c->items_count == c->items_cap) {
        size_t cap = c->items_cap > 0 ? c->items_cap * 2 : 256;
        struct item **items = arena_array(c->arena, cap, sizeof *items);
        if (items == NULL)
            return false;
        if (c->items_count > 0)
            memcpy(items, c->items, c->items_count * sizeof *items);
        c->items = items;
        c->items_cap = cap;
    }
    c->items[c->items_count++] = item;
    return true;
}

static bool kind_of(const xmlNode *n, enum item_kind *kind)
{
    if (plan_is(n, "nodo"))
        *kind = ITEM_NODO;
    else if (plan_is(n, "indicatore"))
        *kind = ITEM_INDICATORE;
    else if (plan_is(n, "rinvio"))
        *kind = ITEM_RINVIO;
    else
        return false;
    return true;
}

bool tree_is_typed(const xmlNode *n)
{
    return plan_is(n, "consuntivo") || plan_is(n, "intermedio") || plan_is(n, "base") || plan_is(n, "ultimo");
}

static void note(xmlNode **first, size_t *count, xmlNode *n)
{
    if (*first == NULL)
        *first = n;
    ++*count;
}

/* One look at all children: they lie far apart in memory. */
static void find_parts(struct parts *to, const xmlNode *indicatore)
{
    size_t ignored = 0;
    for (xmlNode *n = plan_child(indicatore, NULL); n != NULL; n = plan_next(n, NULL)) {
        if (plan_is(n, "misura"))
            note(&to->misura, &to->misure, n);
        else if (plan_is(n, "formula"))
            note(&to->formula, &ignored, n);
        else if (plan_is(n, "target"))
            note(&to->target, &to->targets, n);
        else if (plan_is(n, "target-intermedio"))
            note(&to->intermedio, &to->targets, n);
        else if (plan_is(n, "grado"))
            note(&to->grado, &ignored, n);
        else if (tree_is_typed(n))
            note(&to->typed, &to->typed_count, n);
    }
}

static bool read_details(struct computation *c, struct item *item)
{
    if (item->kind == ITEM_NODO)
        item->livello = method_livello(&c->method, plan_attr(item->element, "livello"));
    if (item->kind != ITEM_INDICATORE)
        return true;
    item->indicatore = arena_alloc(c->arena, sizeof *item->indicatore);
    if (item->indicatore == NULL)
        return false;
    item->indicatore->unita = plan_attr(item->element, "unita");
    find_parts(&item->indicatore->parts, item->element);
    return measures_read(&c->measures, item->indicatore->parts.misura);
}

static struct item *new_item(struct computation *c, xmlNode *n, enum item_kind kind, struct item *parent)
{
    const char *id = plan_attr(n, "id"), *peso = plan_attr(n, "peso");
    struct item *item = arena_alloc(c->arena, sizeof *item);
    if (item == NULL || !add_item(c, item))
        return NULL;
    item->kind = kind;
    item->element = n;
    item->parent = parent;
    item->decimali = c->method.grado.decimali;
    mpq_init(item->peso);
    mpq_init(item->apporto);
    grado_init(&item->grado);
    item->ha_peso = peso != NULL && number_parse(item->peso, peso, strlen(peso), &item->peso_decimali);
    valore_hundredth(item->peso);
    if (!read_details(c, item) || (id != NULL && !names_add(&c->by_id, NULL, id, strlen(id), item)))
        return NULL;
    return item;
}

/* Reads the items among the children of N; the depth of a document is limited when it is read. */
static bool read_children(struct computation *c, const xmlNode *n, struct item *parent, struct item **link)
{
    enum item_kind kind;
    for (xmlNode *child = plan_child(n, NULL); child != NULL; child = plan_next(child, NULL)) {
        if (parent != NULL && plan_is(child, "grado"))
            parent->manuale = rollup_manual(c, n);
        if (!kind_of(child, &kind))
            continue;
        struct item *item = new_item(c, child, kind, parent);
        if (item == NULL)
            return false;
        *link = item;
        link = &item->next;
        if (kind == ITEM_NODO && !read_children(c, child, item, &item->first))
            return false;
    }
    return true;
}

struct item *tree_find(const struct computation *c, const char *id)
{
    const struct name *found = id != NULL ? names_find(&c->by_id, NULL, id, strlen(id)) : NULL;
    return found != NULL ? found->value : NULL;
}

struct item *tree_meant(struct item *item)
{
    return item->kind == ITEM_RINVIO ? item->verso : item;
}

/* A rinvio names a node or an indicator; one that names another rinvio leads nowhere. */
static void resolve_rinvii(struct computation *c)
{
    for (size_t i = 0; i < c->items_count; i++) {
        struct item *item = c->items[i];
        if (item->kind != ITEM_RINVIO)
            continue;
        struct item *found = tree_find(c, plan_attr(item->element, "rif"));
        item->verso = found != NULL && found->kind != ITEM_RINVIO ? found : NULL;
    }
}

/* ---------------------------------------------------------------- weights that are not written */

static bool is_node(struct item *item)
{
    struct item *meant = tree_meant(item);
    return meant != NULL && meant->kind == ITEM_NODO;
}

/* 1/n for those of one kind, or of both when all children enter one mean. */
static void set_equal(struct item *parent, bool together, bool nodes)
{
    unsigned long count = 0;
    for (struct item *i = parent->first; i != NULL; i = i->next)
        count += together || is_node(i) == nodes;
    for (struct item *i = parent->first; i != NULL; i = i->next) {
        if (i->ha_peso || !(together || is_node(i) == nodes))
            continue;
        mpq_set_ui(i->peso, 1, count);
        i->ha_peso = i->peso_uguale = true;
    }
}

static void set_equal_weights(struct computation *c)
{
    for (size_t i = 0; i < c->items_count; i++) {
        struct item *item = c->items[i];
        if (item->livello == NULL || !item->livello->pesi_uguali)
            continue;
        bool together = item->livello->aggregazione.dichiarata && item->livello->aggregazione.su == SU_FIGLI;
        set_equal(item, together, false);
        set_equal(item, together, true);
    }
}

bool tree_read(struct computation *c)
{
    names_init(&c->by_id, c->arena);
    if (!measures_read(&c->measures, plan_child(c->plan->misure, "misura")) || !read_children(c, c->plan->albero, NULL, &c->first))
        return false;
    resolve_rinvii(c);
    set_equal_weights(c);
    return true;
}

static void clear_indicatore(struct indicatore *i)
{
    for (size_t k = 0; k < i->valori_count; k++)
        valore_clear(&i->valori[k].valore);
    for (size_t k = 0; k < i->gradi_count; k++)
        grado_clear(&i->gradi[k].grado);
}

void tree_clear(struct computation *c)
{
    for (size_t i = 0; i < c->items_count; i++) {
        mpq_clears(c->items[i]->peso, c->items[i]->apporto, NULL);
        grado_clear(&c->items[i]->grado);
        if (c->items[i]->indicatore != NULL)
            clear_indicatore(c->items[i]->indicatore);
    }
}
