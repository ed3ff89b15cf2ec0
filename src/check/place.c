/* place.c: the path of elements that people would name, from the nearest node of the tree down. */
#include "check/place.h"

#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "check/grid.h"
#include "compute/plan.h"

/* Names longer than this many characters are cut. */
#define NAME_LENGTH 60

/* ---------------------------------------------------------------- names */

/* TEXT with single blanks, cut to NAME_LENGTH characters. */
static void add_short(struct buf *out, const char *text)
{
    const char *end = text + strlen(text);
    size_t start = out->len, count = 0;
    bool blank = false;
    while (text < end && count < NAME_LENGTH) {
        const char *from = text;
        uint32_t cp = utf8_next(&text, end);
        if (cp == ' ' || cp == '\n' || cp == '\t' || cp == '\r') {
            blank = out->len > start;
            continue;
        }
        if (blank)
            buf_char(out, ' ');
        buf_add(out, from, (size_t)(text - from));
        count += 1u + blank;
        blank = false;
    }
    text += strspn(text, " \n\t\r");
    if (text < end)
        buf_str(out, "…");
}

static bool add_content(struct buf *out, const xmlNode *n)
{
    xmlChar *text = n != NULL ? xmlNodeGetContent(n) : NULL;
    bool any = text != NULL && text[strspn((const char *)text, " \n\t\r")] != '\0';
    if (any) {
        buf_str(out, "«");
        add_short(out, (const char *)text);
        buf_str(out, "»");
    }
    xmlFree(text);
    return any;
}

/* The element that names another, nome or titolo: it stands first. */
static const xmlNode *naming(const xmlNode *n)
{
    const xmlNode *first = plan_child(n, NULL);
    return plan_is(first, "nome") || plan_is(first, "titolo") ? first : NULL;
}

/* The element of that id, looked for among the brothers of livelli only: trees without an index have no other way. */
static const xmlNode *find_livello(const xmlNode *nodo)
{
    const char *id = plan_attr(nodo, "livello");
    const xmlNode *livelli = plan_child(plan_ancestor(nodo, "albero"), "livelli");
    for (const xmlNode *l = plan_child(livelli, "livello"); l != NULL && id != NULL; l = plan_next(l, "livello"))
        if (plan_attr_is(l, "id", id))
            return l;
    return NULL;
}

void place_label(struct buf *out, const xmlNode *element)
{
    const char *codice = plan_attr(element, "codice"), *id = plan_attr(element, "id");
    if (codice != NULL && *codice != '\0')
        buf_str(out, codice);
    else if (!add_content(out, naming(element)) && id != NULL)
        buf_str(out, id);
}

/* ---------------------------------------------------------------- the words of one element */

/* The name of a level as it stands within a sentence: its first letter small unless a second capital follows. */
static void add_level(struct buf *out, const xmlNode *livello)
{
    const char *nome = plan_attr(livello, "nome");
    if (nome == NULL || *nome == '\0')
        nome = "nodo";
    bool capitals = nome[0] >= 'A' && nome[0] <= 'Z' && !(nome[1] >= 'A' && nome[1] <= 'Z');
    buf_char(out, capitals ? (char)(nome[0] - 'A' + 'a') : nome[0]);
    buf_str(out, nome + 1);
}

static void add_nodo(struct buf *out, const xmlNode *n)
{
    add_level(out, find_livello(n));
    buf_char(out, ' ');
    place_label(out, n);
}

static void add_named(struct buf *out, const xmlNode *n)
{
    buf_printf(out, "%s ", (const char *)n->name);
    place_label(out, n);
}

/* Title before id: a table's title is printed, its id is not. */
static void add_titled(struct buf *out, const xmlNode *n)
{
    buf_printf(out, "%s ", (const char *)n->name);
    if (!add_content(out, naming(n)) && plan_attr(n, "id") != NULL)
        buf_str(out, plan_attr(n, "id"));
}

/* "voce i-C1.1" of a view; the things it shows are named by what it refers to. */
static void add_reference(struct buf *out, const xmlNode *n)
{
    const char *rif = plan_attr(n, "rif");
    buf_str(out, (const char *)n->name);
    if (rif != NULL)
        buf_printf(out, " %s", rif);
}

static int ordinal(const xmlNode *n)
{
    int count = 1;
    for (const xmlNode *s = n->prev; s != NULL && count < 10000; s = s->prev)
        count += plan_is(s, (const char *)n->name);
    return count;
}

static void add_riga(struct buf *out, const xmlNode *n)
{
    buf_str(out, "riga ");
    if (!add_content(out, grid_label(n)))
        buf_printf(out, "%d", ordinal(n));
}

static void add_cella(struct buf *out, const xmlNode *n)
{
    int column = grid_find(n);
    const xmlNode *colonna = grid_column(plan_ancestor(n, "tabella"), column);
    buf_str(out, "colonna ");
    if (!add_content(out, plan_child(colonna, "testata")))
        buf_printf(out, "%d", column < 0 ? ordinal(n) : column + 1);
}

/* "target 2025", "consuntivo 2017", "intermedio 2024-06-30". */
static void add_dated(struct buf *out, const xmlNode *n)
{
    const char *when = plan_attr(n, "anno");
    if (when == NULL)
        when = plan_attr(n, "al");
    buf_str(out, (const char *)n->name);
    if (when != NULL)
        buf_printf(out, " %s", when);
}

static void add_documento(struct buf *out, const xmlNode *n)
{
    const char *tipo = plan_attr(n, "tipo");
    buf_printf(out, "documento%s%s", tipo ? " " : "", tipo ? tipo : "");
}

/* Which elements are named, and how. */
static const struct {
    const char *name;
    void (*add)(struct buf *out, const xmlNode *n);
} parts[] = {
    {"nodo", add_nodo},         {"indicatore", add_named},  {"misura", add_named},      {"rinvio", add_reference},
    {"vista", add_titled},      {"voce", add_reference},    {"tabella", add_titled},    {"riga", add_riga},
    {"cella", add_cella},       {"centro", add_named},      {"totale", add_named},      {"missione", add_named},
    {"programma", add_named},   {"sezione", add_titled},    {"documento", add_documento}, {"target", add_dated},
    {"consuntivo", add_dated},  {"intermedio", add_dated},  {"base", add_dated},        {"ultimo", add_dated},
    {"livello", add_named},     {"portatore", add_named},
};

static void add_part(struct buf *out, size_t start, const xmlNode *n)
{
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (plan_is(n, parts[i].name)) {
            if (out->len > start)
                buf_str(out, ", ");
            parts[i].add(out, n);
        }
}

/* Where the path begins: the nearest node of the tree, or the one above when only that has a codice, which says the rest;
 * outside the tree the plan's own child. */
static const xmlNode *path_top(const xmlNode *n)
{
    const xmlNode *nodo = plan_ancestor(n, "nodo");
    if (nodo != NULL && plan_attr(nodo, "codice") == NULL && plan_is(nodo->parent, "nodo") && plan_attr(nodo->parent, "codice") != NULL)
        return nodo->parent;
    if (nodo != NULL)
        return nodo;
    while (n->parent != NULL && n->parent->type == XML_ELEMENT_NODE)
        n = n->parent;
    return n;
}

static void add_path(struct buf *out, size_t start, const xmlNode *n, const xmlNode *top)
{
    if (n != top && n->parent != NULL && n->parent->type == XML_ELEMENT_NODE)
        add_path(out, start, n->parent, top);
    add_part(out, start, n);
}

void place_words(struct buf *out, const xmlNode *element)
{
    if (element != NULL && element->type == XML_ELEMENT_NODE)
        add_path(out, out->len, element, path_top(element));
}
