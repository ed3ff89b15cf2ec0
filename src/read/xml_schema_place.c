/* xml_schema_place.c: where an element that stands in a wrong place belongs, by the order that the schema gives its parent's children. */
#include <stdint.h>
#include <string.h>

#include "read/xml_schema_priv.h"

#define NEIGHBOURS 200   /* that are looked at; names that come again count once */

int schema_order(struct validation *v, const char *parent, const char *child)
{
    if (v->orders == NULL)
        v->orders = xmlHashCreate(64);
    void *known = v->orders != NULL ? xmlHashLookup2(v->orders, BAD_CAST parent, BAD_CAST child) : NULL;
    if (known != NULL)
        return (int)((intptr_t)known - 2);   /* NULL is none, so that 1 is -1 */
    int order = names_order(&v->schema->names, parent, child);
    if (v->orders != NULL)
        xmlHashAddEntry2(v->orders, BAD_CAST parent, BAD_CAST child, (void *)((intptr_t)order + 2));
    return order;
}

static int order_of(struct validation *v, const xmlNode *node)
{
    return node != NULL && node->type == XML_ELEMENT_NODE ? schema_order(v, (const char *)node->parent->name, (const char *)node->name) : -1;
}

/* The order of the nearest neighbour on one side that may be a child of its parent; -1 when there is none. */
static int nearest_order(struct validation *v, const xmlNode *node, bool after)
{
    int order = -1;
    for (int left = NEIGHBOURS; order < 0 && left > 0; left--) {
        node = after ? node->next : node->prev;
        if (node == NULL)
            return -1;
        order = schema_is_stub(node) ? -1 : order_of(v, node);
    }
    return order;
}

bool schema_fits_between(struct validation *v, const xmlNode *node, const char *name)
{
    int order = schema_order(v, (const char *)node->parent->name, name);
    int before = nearest_order(v, node, false), after = nearest_order(v, node, true);
    return order >= 0 && order >= before && (after < 0 || order <= after);
}

static bool is_called(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

/* The first of the elements before NODE that by its order comes after one of ORDER; NULL when there is none. */
static const xmlNode *find_later(struct validation *v, const xmlNode *node, int order)
{
    const xmlNode *found = NULL;
    const char *last = "";
    for (int left = NEIGHBOURS; left > 0 && node->prev != NULL; ) {
        node = node->prev;
        if (node->type != XML_ELEMENT_NODE || schema_is_stub(node))
            continue;
        left -= !is_called(node, last);
        last = (const char *)node->name;
        if (order_of(v, node) > order)
            found = node;
    }
    return found;
}

/* The first of the elements behind NODE that was expected in its place, and comes before one of ORDER; NULL when there is none. */
static const xmlNode *find_expected(struct validation *v, const xmlNode *node, int order, const char *const *expected)
{
    for (int left = NEIGHBOURS; left > 0 && node->next != NULL; left--) {
        node = node->next;
        for (const char *const *name = expected; *name != NULL; name++)
            if (is_called(node, *name) && order_of(v, node) < order)
                return node;
    }
    return NULL;
}

static const xmlNode *find_brother(const xmlNode *node, const char *name)
{
    for (int left = NEIGHBOURS; left > 0 && node->prev != NULL; left--) {
        node = node->prev;
        if (is_called(node, name) && !schema_is_stub(node))
            return node;
    }
    return NULL;
}

void schema_find_place(struct validation *v, struct schema_culprit *c)
{
    const xmlNode *parent = c->element->parent, *outer = parent->parent;
    int order = schema_order(v, c->parent, c->name);
    if (order < 0) {
        bool outside = outer != NULL && outer->type == XML_ELEMENT_NODE && schema_order(v, (const char *)outer->name, c->name) >= 0;
        c->anchor = outside ? parent : NULL;
        c->place = outside ? PLACE_OUTSIDE : PLACE_UNKNOWN;
        return;
    }
    c->place = PLACE_BEFORE;
    c->anchor = find_later(v, c->element, order);
    if (c->anchor == NULL) {
        c->place = PLACE_AFTER;
        c->anchor = find_expected(v, c->element, order, c->expected);
    }
    if (c->anchor == NULL) {
        c->place = PLACE_TWICE;
        c->anchor = find_brother(c->element, c->name);
    }
    if (c->anchor == NULL)
        c->place = PLACE_UNKNOWN;
}

/* How many of the elements from NODE on come, by their order, before one of ORDER; *LAST is the last of them. */
static size_t count_earlier(struct validation *v, const xmlNode *node, int order, const xmlNode **last)
{
    size_t count = 0;
    for (int left = NEIGHBOURS; node != NULL && left > 0; node = node->next, left--) {
        int own = schema_is_stub(node) ? -1 : order_of(v, node);
        if (own < 0 || own >= order)
            continue;
        *last = node;
        count++;
    }
    return count;
}

static size_t count_later(struct validation *v, const xmlNode *node, int order)
{
    size_t count = 0;
    for (int left = NEIGHBOURS; node != NULL && left > 0; node = node->prev, left--)
        count += !schema_is_stub(node) && order_of(v, node) > order;
    return count;
}

xmlNodePtr schema_find_early(struct validation *v, xmlNodePtr node, const xmlNode **behind)
{
    int order = order_of(v, node);
    const xmlNode *early = order >= 0 ? find_later(v, node, order) : NULL;
    if (early == NULL || early->psvi != NULL || find_brother(early, (const char *)node->name) != NULL)
        return NULL;
    if (count_earlier(v, node, order_of(v, early), behind) <= count_later(v, node->prev, order))
        return NULL;
    return (xmlNodePtr)early;
}
