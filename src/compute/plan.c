/* plan.c: opens a plan's tree and answers what the other stages ask of it. */
#include "compute/plan.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/number.h"
#include "base/utf8.h"
#include "compute/compute.h"
#include "compute/within.h"

/* ---------------------------------------------------------------- elements and attributes */

static const char *name_of(const xmlNode *n)
{
    return (const char *)n->name;
}

/* The first letters nearly always differ; asking them first saves most of the time. */
static bool same_name(const char *a, const char *b)
{
    return *a == *b && strcmp(a, b) == 0;
}

bool plan_is(const xmlNode *n, const char *name)
{
    return n != NULL && n->type == XML_ELEMENT_NODE && same_name(name_of(n), name);
}

static const char *attr_text(const xmlAttr *a)
{
    return a->children != NULL && a->children->content != NULL ? (const char *)a->children->content : "";
}

const char *plan_attr(const xmlNode *n, const char *name)
{
    if (n == NULL || n->type != XML_ELEMENT_NODE || within_lacks(n, within_bit(name, true)))
        return NULL;
    for (const xmlAttr *a = n->properties; a != NULL; a = a->next)
        if (same_name((const char *)a->name, name))
            return attr_text(a);
    return NULL;
}

bool plan_attr_is(const xmlNode *n, const char *name, const char *value)
{
    const char *text = plan_attr(n, name);
    return text != NULL && strcmp(text, value) == 0;
}

/* The schema knows TEXT for a number; mostly it is a year. */
static int small_int(const char *text)
{
    const int most = 1000000;
    bool negative = *text == '-';
    int value = 0;
    for (text += negative || *text == '+'; *text >= '0' && *text <= '9' && value < most; text++)
        value = value * 10 + (*text - '0');
    value = value < most ? value : most;
    return negative ? -value : value;
}

int plan_attr_int(const xmlNode *n, const char *name, int missing)
{
    const char *text = plan_attr(n, name);
    return text != NULL ? small_int(text) : missing;
}

bool plan_attr_number(const xmlNode *n, const char *name, mpq_t q)
{
    const char *text = plan_attr(n, name);
    return text != NULL && number_parse(q, text, strlen(text), NULL);
}

bool plan_attr_date(const xmlNode *n, const char *name, struct date *date)
{
    const char *text = plan_attr(n, name);
    return text != NULL && date_parse(date, text, strlen(text));
}

static bool lacks_child(const xmlNode *n, const char *name)
{
    return name != NULL && n->type == XML_ELEMENT_NODE && within_lacks(n, within_bit(name, false));
}

static xmlNode *first_called(xmlNode *n, const char *name)
{
    while (n != NULL && (n->type != XML_ELEMENT_NODE || (name != NULL && !same_name(name_of(n), name))))
        n = n->next;
    return n;
}

xmlNode *plan_child(const xmlNode *parent, const char *name)
{
    return parent != NULL && !lacks_child(parent, name) ? first_called(parent->children, name) : NULL;
}

xmlNode *plan_next(const xmlNode *n, const char *name)
{
    return n != NULL ? first_called(n->next, name) : NULL;
}

static const xmlChar *known_name(const struct plan *p, const char *name, size_t len)
{
    return xmlDictExists(p->root->doc->dict, (const xmlChar *)name, (int)len);
}

bool plan_has_any(const struct plan *p, const char *of, const char *name, size_t len, bool attribute)
{
    return kinds_has(&p->kinds, known_name(p, of, strlen(of)), known_name(p, name, len), attribute);
}

bool plan_is_item(const xmlNode *n)
{
    return plan_is(n, "nodo") || plan_is(n, "indicatore") || plan_is(n, "rinvio");
}

xmlNode *plan_part(const xmlNode *parent, const char *name)
{
    xmlNode *n = parent != NULL && !lacks_child(parent, name) ? plan_child(parent, NULL) : NULL;
    while (n != NULL && !same_name(name_of(n), name))
        n = plan_is_item(n) ? NULL : plan_next(n, NULL);
    return n;
}

xmlNode *plan_ancestor(const xmlNode *n, const char *name)
{
    while (n != NULL && !plan_is(n, name))
        n = n->parent;
    return (xmlNode *)(void *)n;
}

/* The element that follows N in the tree below TOP. */
static xmlNode *walk(const xmlNode *top, const xmlNode *n)
{
    xmlNode *next = plan_child(n, NULL);
    while (next == NULL && n != NULL && n != top) {
        next = plan_next(n, NULL);
        n = n->parent;
    }
    return next;
}

xmlNode *plan_walk(const struct plan *p, const xmlNode *n)
{
    return walk(p->root, n);
}

const char *plan_text(struct plan *p, const xmlNode *n)
{
    const xmlNode *first = n ? n->children : NULL;
    if (first == NULL)
        return "";
    if (first->type == XML_TEXT_NODE && first->next == NULL)
        return (const char *)first->content;
    struct buf joined = BUF_INIT;
    for (const xmlNode *c = first; c != NULL; c = c->next)
        if (c->type == XML_TEXT_NODE)
            buf_str(&joined, (const char *)c->content);
    const char *text = joined.failed ? NULL : arena_strdup(p->arena, buf_text(&joined));
    buf_free(&joined);
    return text != NULL ? text : "";
}

/* ---------------------------------------------------------------- references */

xmlNode *plan_find_part(const struct plan *p, const char *id, size_t len)
{
    const struct name *found = names_find(&p->ids, NULL, id, len);
    return found != NULL ? found->value : NULL;
}

xmlNode *plan_find(const struct plan *p, const char *id)
{
    return plan_find_part(p, id, strlen(id));
}

bool plan_next_id(const char **list, const char **id, size_t *len)
{
    if (*list == NULL)
        return false;
    *id = *list + strspn(*list, " ");
    *len = strcspn(*id, " ");
    *list = *id + *len;
    return *len > 0;
}

/* ---------------------------------------------------------------- opening */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Blanks as XSD collapses them: none at the ends, single ones between words. */
static bool is_collapsed(const char *s)
{
    bool after_blank = true;
    for (; *s != '\0'; s++) {
        if (is_blank(*s) && (after_blank || *s != ' '))
            return false;
        after_blank = is_blank(*s);
    }
    return s[-1] != ' ';
}

/* Rewrites an attribute without the blanks that the schema does not see: all its types collapse them. */
static bool collapse(xmlAttr *a)
{
    const char *s = attr_text(a);
    if (*s == '\0' || is_collapsed(s))
        return true;
    struct buf text = BUF_INIT;
    for (; *s != '\0'; s++) {
        if (!is_blank(*s))
            buf_char(&text, *s);
        else if (text.len > 0 && !is_blank(s[1]) && s[1] != '\0')
            buf_char(&text, ' ');
    }
    xmlNode *content = text.failed ? NULL : xmlNewDocText(a->doc, (const xmlChar *)buf_text(&text));
    buf_free(&text);
    if (content == NULL || content->content == NULL) {
        xmlFreeNode(content);
        return false;
    }
    xmlFreeNodeList(a->children);
    a->children = a->last = content;
    content->parent = (xmlNode *)a;
    return true;
}

bool plan_list_add(struct plan *p, struct plan_list *l, xmlNode *n)
{
    if (l->count == l->cap) {
        size_t cap = l->cap > 0 ? l->cap * 2 : 16;
        xmlNode **list = arena_array(p->arena, cap, sizeof *list);
        if (list == NULL)
            return false;
        if (l->count > 0)
            memcpy(list, l->list, l->count * sizeof *list);
        l->list = list;
        l->cap = cap;
    }
    l->list[l->count++] = n;
    return true;
}

bool plan_note_name(struct plan *p, xmlNode *n, const xmlChar *name, bool attribute)
{
    within_note(n, within_bit((const char *)name, attribute));
    return kinds_add(&p->kinds, n->name, name, attribute);
}

/* The list that elements of N's name are gathered in; NULL: none. */
static struct plan_list *list_of(struct plan *p, const xmlNode *n)
{
    struct { const char *name; struct plan_list *list; } lists[] = {
        {"nodo", &p->nodi}, {"indicatore", &p->indicatori}, {"tabella", &p->all_tables}, {"calcoli", &p->calcoli},
    };
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (plan_is(n, lists[i].name))
            return lists[i].list;
    return NULL;
}

static bool index_element(struct plan *p, xmlNode *n)
{
    struct plan_list *list = list_of(p, n);
    if (list != NULL && !plan_list_add(p, list, n))
        return false;
    within_note(n, WITHIN_KNOWN);
    if (n != p->root && !plan_note_name(p, n->parent, n->name, false))
        return false;
    for (xmlAttr *a = n->properties; a != NULL; a = a->next) {
        if (!plan_note_name(p, n, a->name, true) || !collapse(a))
            return false;
        if (same_name((const char *)a->name, "id") && !names_add(&p->ids, NULL, attr_text(a), strlen(attr_text(a)), n))
            return false;
    }
    return true;
}

static void find_parts(struct plan *p)
{
    p->anno = plan_attr_int(p->root, "anno", 0);
    p->documento = plan_attr(p->root, "documento");
    if (p->documento == NULL)
        p->documento = "";
    p->metodo = plan_child(p->root, "metodo");
    p->organizzazione = plan_child(p->root, "organizzazione");
    p->misure = plan_child(p->root, "misure");
    p->albero = plan_child(p->root, "albero");
    p->livelli = plan_child(p->albero, "livelli");
    p->tabelle = plan_child(p->root, "tabelle");
    p->viste = plan_child(p->root, "viste");
    p->testi = plan_child(p->root, "testi");
}

struct plan *plan_open(struct xml_doc *doc, struct diag *d)
{
    struct arena *arena = arena_new();
    struct plan *p = arena != NULL ? arena_alloc(arena, sizeof *p) : NULL;
    if (p == NULL)
        goto fail;
    p->arena = arena;
    p->doc = doc;
    p->root = xml_root(doc);
    names_init(&p->ids, arena);
    kinds_init(&p->kinds, arena);
    for (xmlNode *n = p->root; n != NULL; n = plan_walk(p, n))
        if (!index_element(p, n))
            goto fail;
    find_parts(p);
    return p;
fail:
    diag_say0(d, DIAG_NO_MEMORY, NULL);
    arena_free(arena);
    return NULL;
}

void plan_close(struct plan *p)
{
    if (p == NULL)
        return;
    compute_free(p->computation);
    arena_free(p->arena);
}

/* ---------------------------------------------------------------- words and places */

const char *plan_label(const xmlNode *n)
{
    const char *codice = plan_attr(n, "codice");
    if (codice == NULL)
        codice = plan_attr(n, "id");
    return codice != NULL ? codice : name_of(n);
}

static void add_part(struct buf *words, const char *what, const char *label)
{
    if (words->len > 0)
        buf_str(words, ", ");
    buf_str(words, what);
    if (label != NULL)
        buf_printf(words, " %s", label);
}

/* The name of a node's level in small letters, and its codice, or its title when it has none. */
static void add_nodo(struct plan *p, struct buf *words, const xmlNode *n)
{
    const char *livello = plan_attr(n, "livello");
    const char *name = plan_attr(livello ? plan_find(p, livello) : NULL, "nome");
    const char *lower = name != NULL ? utf8_lower(p->arena, name) : NULL;
    const char *codice = plan_attr(n, "codice");
    words->failed = words->failed || (name != NULL && lower == NULL);
    p->starved = p->starved || words->failed;
    add_part(words, lower != NULL ? lower : "nodo", codice);
    if (codice == NULL)
        buf_printf(words, " «%s»", plan_text(p, plan_child(n, "titolo")));
}

#define MOST_COUNTED 9999

/* How many siblings of its own name stand before N, itself included; 0 when there are too many to count for a message. */
static int ordinal(const xmlNode *n)
{
    int count = 1;
    for (const xmlNode *s = n->prev; s != NULL && count > 0; s = s->prev)
        count = count > MOST_COUNTED ? 0 : count + plan_is(s, name_of(n));
    return count;
}

static void add_numbered(struct buf *words, const char *what, const xmlNode *n)
{
    const char *id = plan_attr(n, "id");
    int number = id == NULL ? ordinal(n) : 0;
    add_part(words, what, id);
    if (number > 0)
        buf_printf(words, " %d", number);
}

/* Elements whose name and label say where something is. */
static const char *const labelled[] = {"indicatore", "misura",    "tabella", "vista", "totale",
                                       "centro",     "documento", "rinvio",  "voce",  NULL};

static void add_element(struct plan *p, struct buf *words, const xmlNode *n)
{
    if (plan_is(n, "nodo"))
        add_nodo(p, words, n);
    else if (plan_is(n, "riga") || plan_is(n, "cella"))
        add_numbered(words, name_of(n), n);
    for (size_t i = 0; labelled[i] != NULL; i++) {
        if (!plan_is(n, labelled[i]))
            continue;
        const char *rif = plan_attr(n, "rif"), *tipo = plan_attr(n, "tipo");
        add_part(words, labelled[i], rif ? rif : plan_is(n, "documento") ? tipo : plan_label(n));
    }
}

/* Of the nodes above N only the nearest is named: its codice says the rest. */
static const xmlNode *first_named(const xmlNode *n)
{
    const xmlNode *nodo = plan_ancestor(n, "nodo");
    if (nodo != NULL)
        return nodo;
    while (n->parent != NULL && n->parent->type == XML_ELEMENT_NODE)
        n = n->parent;
    return n;
}

static void add_path(struct plan *p, struct buf *words, const xmlNode *n, const xmlNode *top)
{
    if (n != top && n->parent != NULL)
        add_path(p, words, n->parent, top);
    add_element(p, words, n);
}

void plan_add_words(struct plan *p, struct buf *out, const xmlNode *n)
{
    struct buf words = BUF_INIT;
    add_path(p, &words, n, first_named(n));
    buf_str(out, buf_text(&words));
    out->failed = out->failed || words.failed;
    buf_free(&words);
}

const char *plan_words(struct plan *p, const xmlNode *n)
{
    struct buf words = BUF_INIT;
    plan_add_words(p, &words, n);
    const char *text = words.failed ? NULL : arena_strdup(p->arena, buf_text(&words));
    buf_free(&words);
    p->starved = p->starved || text == NULL;
    return text != NULL ? text : "";
}

struct diag_place plan_place(struct plan *p, const xmlNode *n)
{
    return xml_place(p->doc, n, plan_words(p, n));
}

struct diag_place plan_attr_place(struct plan *p, const xmlNode *n, const char *name)
{
    return xml_attribute_place(p->doc, n, name, plan_words(p, n));
}
