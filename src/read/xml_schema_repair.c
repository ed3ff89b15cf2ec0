/* xml_schema_repair.c: libxml2 leaves out what follows an unexpected element; the tree is mended so that it need not. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/suggest.h"
#include "read/xml_schema_mend.h"
#include "read/xml_schema_priv.h"

#define LIBRARY_LIMIT 10   /* libxml2 names no more expected elements than this */

static const char stub_mark;         /* node->_private of a stub */
static const struct schema_culprit lost_child_mark;   /* node->psvi of an element that lost a child and is no culprit itself */

static const char not_expected[] = "This element is not expected";

bool schema_is_unexpected(const struct schema_error *e)
{
    return e->code == XML_SCHEMAV_ELEMENT_CONTENT && e->attribute == NULL && strstr(e->text, not_expected) != NULL;
}

bool schema_is_stub(const xmlNode *node)
{
    return node->_private == &stub_mark;
}

/* --- what was expected --- */

/* The list's begin and end in the text; false when there is none. */
static bool find_list(const char *text, const char **begin, const char **end)
{
    const char *expected = strstr(text, " Expected is ");
    const char *open = expected != NULL ? strchr(expected, '(') : NULL;
    *begin = open != NULL ? open + 1 : NULL;
    *end = open != NULL ? strrchr(open, ')') : NULL;
    return *end != NULL;
}

static bool add_name(struct arena *a, const char *name, size_t len, const char **names, size_t *count)
{
    const char *brace = memchr(name, '}', len);
    if (brace != NULL) {
        len -= (size_t)(brace + 1 - name);
        name = brace + 1;
    }
    if (len == 0 || *name == '*' || *name == '#')   /* a wildcard names nobody */
        return true;
    names[*count] = arena_strndup(a, name, len);
    return names[(*count)++] != NULL;
}

const char **schema_expected(struct arena *a, const char *text, size_t *count)
{
    const char *p, *end;
    const char **names = arena_array(a, LIBRARY_LIMIT + 2, sizeof *names);
    *count = 0;
    if (names == NULL || !find_list(text, &p, &end))
        return names;
    while (p < end && *count <= LIBRARY_LIMIT) {
        p += strspn(p, " ,");
        size_t len = strcspn(p, " ,)");
        if (len == 0)
            break;
        if (!add_name(a, p, len, names, count))
            return NULL;
        p += len;
    }
    return names;
}

const char *schema_list(struct arena *a, const char *const *names)
{
    struct buf list = BUF_INIT;
    size_t count = 0;
    for (; names[count] != NULL; count++) {
        buf_str(&list, count > 0 ? ", " : "");
        buf_str(&list, names[count]);
    }
    if (count >= LIBRARY_LIMIT)
        buf_str(&list, ", …");
    const char *text = list.failed ? NULL : arena_strdup(a, buf_text(&list));
    buf_free(&list);
    return text;
}

static bool is_among(const char *name, const char *const *names)
{
    for (; *names != NULL; names++)
        if (strcmp(*names, name) == 0)
            return true;
    return false;
}

/* --- changes of the tree --- */

static struct schema_change *new_change(struct validation *v, xmlNodePtr node)
{
    struct schema_change *change = arena_alloc(v->arena, sizeof *change);
    if (change == NULL) {
        v->no_memory = true;
        return NULL;
    }
    change->node = node;
    change->before = v->changes;
    v->changes = change;
    return change;
}

static void rename_element(struct validation *v, xmlNodePtr node, const char *name)
{
    const xmlChar *kept = BAD_CAST arena_strdup(v->arena, name);
    struct schema_change *change = kept != NULL ? new_change(v, node) : NULL;
    v->no_memory = v->no_memory || kept == NULL;
    if (change == NULL)
        return;
    change->kind = CHANGE_NAME;
    change->name = node->name;
    node->name = kept;
}

/* Gives NODE, and what is in it, the namespace NS where it has the same wrong one as NODE. */
static void move_namespace(struct validation *v, xmlNodePtr node, xmlNsPtr wrong, xmlNsPtr ns)
{
    if (node->type != XML_ELEMENT_NODE || node->ns != wrong)
        return;
    struct schema_change *change = new_change(v, node);
    if (change == NULL)
        return;
    change->kind = CHANGE_NAMESPACE;
    change->ns = node->ns;
    node->ns = ns;
    for (xmlNodePtr c = node->children; c != NULL; c = c->next)
        move_namespace(v, c, wrong, ns);
}

static void note_lost_child(xmlNodePtr parent)
{
    if (parent->psvi == NULL)
        parent->psvi = (void *)&lost_child_mark;
    else if (parent->psvi != &lost_child_mark)
        ((struct schema_culprit *)parent->psvi)->lost_child = true;
}

bool schema_lost_child(const xmlNode *node)
{
    if (node->psvi == NULL || node->psvi == &lost_child_mark)
        return node->psvi != NULL;
    return ((const struct schema_culprit *)node->psvi)->lost_child;
}

static struct schema_culprit *culprit_of(const xmlNode *node)
{
    return node->psvi != &lost_child_mark ? node->psvi : NULL;
}

static void remove_element(struct validation *v, xmlNodePtr node)
{
    struct schema_change *change = new_change(v, node);
    if (change == NULL)
        return;
    change->kind = CHANGE_REMOVAL;
    change->parent = node->parent;
    change->next = node->next;
    xmlUnlinkNode(node);
}

/* Puts an empty element NAME before NODE, as if it had not been forgotten. */
static xmlNodePtr put_before(struct validation *v, xmlNodePtr node, const char *name)
{
    xmlNodePtr stub = xmlNewDocNode(node->doc, node->ns, BAD_CAST name, NULL);
    struct schema_change *change = stub != NULL ? new_change(v, stub) : NULL;
    if (change == NULL) {
        v->no_memory = true;
        xmlFreeNode(stub);
        return NULL;
    }
    change->kind = CHANGE_STUB;
    stub->_private = (void *)&stub_mark;
    return xmlAddPrevSibling(node, stub);
}

static void undo(struct schema_change *change)
{
    switch (change->kind) {
    case CHANGE_NAME:
        change->node->name = change->name;
        break;
    case CHANGE_NAMESPACE:
        change->node->ns = change->ns;
        break;
    case CHANGE_REMOVAL:
        if (change->next != NULL)
            xmlAddPrevSibling(change->next, change->node);
        else
            xmlAddChild(change->parent, change->node);
        if (change->parent->psvi == &lost_child_mark)
            change->parent->psvi = NULL;
        break;
    case CHANGE_STUB:
        xmlUnlinkNode(change->node);
        xmlFreeNode(change->node);
        break;
    }
}

void schema_undo(struct validation *v)
{
    for (; v->changes != NULL; v->changes = v->changes->before)
        undo(v->changes);
    for (struct schema_culprit *c = v->culprits; c != NULL; c = c->next)
        c->element->psvi = NULL;
    xmlFreeNs(v->target);
}

/* --- which change --- */

/* Leaves the element out, and takes away again what was put before it. */
static void drop(struct validation *v, struct schema_culprit *c)
{
    c->repair = CULPRIT_REMOVED;
    while (c->tries > 0)
        remove_element(v, c->stubs[--c->tries]);
    note_lost_child(c->element->parent);
    remove_element(v, c->element);
}

/* Whether one of the expected elements comes later: then the culprit is out of order, and nothing was forgotten. */
static bool comes_later(const xmlNode *node, const char *const *expected)
{
    for (node = node->next; node != NULL; node = node->next)
        if (node->type == XML_ELEMENT_NODE && is_among((const char *)node->name, expected))
            return true;
    return false;
}

/* Supposes that the last of the expected elements was forgotten: the ones before it may be optional. */
static void precede(struct validation *v, struct schema_culprit *c, const char *const *expected, size_t count)
{
    const char *last = count > 0 ? expected[count - 1] : NULL;
    bool again = c->missing != NULL && last != NULL && strcmp(c->missing, last) == 0;
    if (last == NULL || again || c->tries == SCHEMA_MAX_TRIES || comes_later(c->element, expected)) {
        drop(v, c);
        return;
    }
    c->repair = CULPRIT_PRECEDED;
    c->missing = last;
    c->stubs[c->tries] = put_before(v, c->element, last);
    c->tries += c->stubs[c->tries] != NULL;
}

/* The expected name that was probably meant, for a name that the schema does not know. */
static const char *find_nearest(struct validation *v, const struct schema_culprit *c)
{
    if (strlen(c->name) < 3) {   /* any other word is near */
        const char *meant = mend_synonym(c->name, v->schema->names.elements);
        return meant != NULL && schema_fits_between(v, c->element, meant) ? meant : NULL;
    }
    const char *nearest = suggest_nearest(c->name, c->expected);
    bool unsure = c->expected_count >= LIBRARY_LIMIT || c->expected_count == 0;   /* of large choices the library lists none */
    if (nearest == NULL)
        nearest = mend_synonym(c->name, v->schema->names.elements);
    if (nearest == NULL && unsure)
        nearest = suggest_nearest(c->name, v->schema->names.elements);
    return nearest != NULL && schema_fits_between(v, c->element, nearest) ? nearest : NULL;
}

static bool is_foreign(const xmlNode *node)
{
    const xmlNs *ns = node->ns, *parent = node->parent->ns;
    if (ns == NULL || parent == NULL)
        return ns != parent;
    return strcmp((const char *)ns->href, (const char *)parent->href) != 0;
}

static struct schema_culprit *new_culprit(struct validation *v, xmlNodePtr element, const char **expected, size_t count)
{
    struct schema_culprit *c = arena_alloc(v->arena, sizeof *c);
    if (c == NULL) {
        v->no_memory = true;
        return NULL;
    }
    c->element = element;
    c->name = (const char *)element->name;
    c->parent = (const char *)element->parent->name;
    c->expected = expected;
    c->expected_count = count;
    c->round = v->round;
    c->next = v->culprits;
    v->culprits = c;
    element->psvi = c;
    return c;
}

static void rename_or_drop(struct validation *v, struct schema_culprit *c, const char *nearest)
{
    c->nearest = nearest;
    c->repair = CULPRIT_RENAMED;
    if (nearest == NULL)
        drop(v, c);
    else
        rename_element(v, c->element, nearest);
}

/* The only name that may stand where C is, of a text with a strange name; NULL: others may, or it comes later. */
static const char *only_expected(const struct schema_culprit *c)
{
    bool text = schema_first_text(c->element) != NULL && schema_first_element(c->element) == NULL;
    return c->expected_count == 1 && text && !comes_later(c->element, c->expected) ? c->expected[0] : NULL;
}

/* A name that the schema does not know will be wrong again in each of the elements that follow: all are mended at once. */
static void repair_unknown(struct validation *v, struct schema_culprit *c)
{
    const char *nearest = find_nearest(v, c);
    c->instead = nearest == NULL && only_expected(c) != NULL;
    if (c->instead)
        nearest = only_expected(c);
    for (xmlNodePtr node = c->element->next, next; node != NULL; node = next) {
        next = node->next;
        if (node->type != XML_ELEMENT_NODE || strcmp((const char *)node->name, c->name) != 0 || node->psvi != NULL)
            continue;
        struct schema_culprit *alike = new_culprit(v, node, c->expected, c->expected_count);
        if (alike != NULL)
            rename_or_drop(v, alike, nearest);
    }
    rename_or_drop(v, c, nearest);
}

static void repair_first(struct validation *v, struct schema_culprit *c)
{
    if (is_foreign(c->element) && is_among(c->name, c->expected)) {
        c->repair = CULPRIT_MOVED_NAMESPACE;
        move_namespace(v, c->element, c->element->ns, c->element->parent->ns);
    } else if (names_has_element(&v->schema->names, c->name)) {
        schema_find_place(v, c);
        precede(v, c, c->expected, c->expected_count);
    } else {
        repair_unknown(v, c);
    }
}

/* An element that stands too early is the culprit, rather than all those behind it that the library did not expect. */
static bool repair_early(struct validation *v, xmlNodePtr unexpected)
{
    static const char *none[] = {NULL};
    const xmlNode *behind = NULL;
    xmlNodePtr early = schema_find_early(v, unexpected, &behind);
    struct schema_culprit *c = early != NULL ? new_culprit(v, early, none, 0) : NULL;
    if (c == NULL)
        return false;
    c->place = PLACE_AFTER;
    c->anchor = behind;
    drop(v, c);
    return true;
}

void schema_repair(struct validation *v, const struct schema_error *e)
{
    size_t count;
    struct schema_culprit *c = culprit_of(e->element);
    const char **expected = schema_expected(v->arena, e->text, &count);
    if (expected == NULL) {
        v->no_memory = true;
    } else if (c == NULL && repair_early(v, e->element)) {
        return;
    } else if (c == NULL) {
        c = new_culprit(v, e->element, expected, count);
        if (c != NULL)
            repair_first(v, c);
    } else {
        c->round = v->round;
        if (c->repair == CULPRIT_PRECEDED)
            precede(v, c, expected, count);
        else
            drop(v, c);
    }
}

bool schema_repair_root(struct validation *v, xmlNodePtr root)
{
    const struct schema_names *n = &v->schema->names;
    const char *const wanted[] = {n->document, NULL};
    const char *ns = root->ns != NULL ? (const char *)root->ns->href : "";
    if (v->root_mended || suggest_nearest((const char *)root->name, wanted) == NULL)
        return false;
    v->root_mended = true;
    if (strcmp((const char *)root->name, n->document) != 0)
        rename_element(v, root, n->document);
    if (strcmp(ns, n->target) == 0)
        return true;
    v->target = xmlNewNs(NULL, BAD_CAST n->target, NULL);
    v->no_memory = v->no_memory || v->target == NULL;
    if (v->target != NULL)
        move_namespace(v, root, root->ns, v->target);
    return true;
}
