/* xml_schema_key.c: where the first of the elements with the same identifier stands, and what another could be. */
#include <libxml/hash.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "read/xml_schema_priv.h"

/* The node after NODE in the order of the document, within ROOT. */
static const xmlNode *next_node(const xmlNode *root, const xmlNode *node)
{
    if (node->type == XML_ELEMENT_NODE && node->children != NULL)
        return node->children;
    while (node != root && node->next == NULL)
        node = node->parent;
    return node != root ? node->next : NULL;
}

static const xmlChar *value_of(const xmlNode *node, const char *name)
{
    const xmlAttr *a = node->type == XML_ELEMENT_NODE ? xmlHasProp(node, BAD_CAST name) : NULL;
    return a != NULL && a->children != NULL ? a->children->content : NULL;
}

static bool is_repeated_key(const struct schema_finding *f)
{
    return f->code == DIAG_KEY_REPEATED && f->attribute != NULL;
}

/* The first element with each value of the attribute NAME; NULL when memory is short. */
static xmlHashTablePtr index_attribute(const struct xml_doc *doc, const char *name)
{
    const xmlNode *root = xml_root(doc);
    xmlHashTablePtr table = xmlHashCreate(256);
    for (const xmlNode *node = root; table != NULL && node != NULL; node = next_node(root, node)) {
        const xmlChar *value = value_of(node, name);
        if (value != NULL)
            xmlHashAddEntry(table, value, (void *)node);   /* the first stays */
    }
    return table;
}

/* VALUE with a number behind it that no element of TABLE has; LAST keeps the number given last for each value. */
static const char *propose(struct validation *v, const char *value, xmlHashTablePtr table, xmlHashTablePtr last)
{
    intptr_t number = last != NULL ? (intptr_t)xmlHashLookup(last, BAD_CAST value) : 0;
    const char *other;
    number = number > 0 ? number : 1;
    do
        other = arena_printf(v->arena, "%s-%ld", value, (long)++number);
    while (other != NULL && table != NULL && xmlHashLookup(table, BAD_CAST other) != NULL);
    if (last != NULL)
        xmlHashUpdateEntry(last, BAD_CAST value, (void *)number, NULL);
    return other;
}

static void complete(struct validation *v, struct schema_finding *f, xmlHashTablePtr table, xmlHashTablePtr last)
{
    long line = 0, column;
    const char *name = (const char *)f->element->name;
    xml_position(v->doc, table != NULL ? xmlHashLookup(table, BAD_CAST f->args[0]) : NULL, &line, &column);
    f->args[1] = arena_printf(v->arena, "<%s %s=\"%s\">", name, f->attribute, f->args[0]);
    f->args[2] = arena_printf(v->arena, "%ld", line);
    f->args[3] = propose(v, f->args[0], table, last);
    for (int i = 1; i <= 3; i++)
        f->args[i] = schema_kept(v, f->args[i]);
}

void schema_complete_keys(struct validation *v)
{
    xmlHashTablePtr table = NULL, last;
    const char *indexed = "";
    if (v->finding_count == 0)
        return;
    last = xmlHashCreate(16);
    struct schema_finding *f = v->findings, *end = v->findings + v->finding_count;
    for (f = v->findings; f < end; f++) {
        if (!is_repeated_key(f))
            continue;
        if (strcmp(indexed, f->attribute) != 0) {
            xmlHashFree(table, NULL);
            table = index_attribute(v->doc, f->attribute);
            indexed = f->attribute;
        }
        complete(v, f, table, last);
    }
    xmlHashFree(table, NULL);
    xmlHashFree(last, NULL);
}
