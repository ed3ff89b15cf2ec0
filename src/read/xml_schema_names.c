/* xml_schema_names.c: reads an XSD's own tree; libxml2 does not tell what its compiled schema allows. */
#include "read/xml_schema_names.h"

#include <string.h>

#include "base/arena.h"

#define XS "http://www.w3.org/2001/XMLSchema"
#define MAX_STEPS 20   /* from type to base type; a cycle would be refused when the schema is compiled */

static bool is_xs(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && node->ns != NULL && strcmp((const char *)node->name, name) == 0 &&
           strcmp((const char *)node->ns->href, XS) == 0;
}

/* An attribute's text, borrowed from the tree; NULL when there is none. */
static const char *attribute_of(const xmlNode *node, const char *name)
{
    const xmlAttr *attribute = xmlHasProp(node, BAD_CAST name);
    return attribute != NULL && attribute->children != NULL ? (const char *)attribute->children->content : NULL;
}

static bool is_called(const xmlNode *node, const char *name)
{
    const char *own = attribute_of(node, "name");
    return own != NULL && strcmp(own, name) == 0;
}

/* The node after NODE in the order of the document, within ROOT. */
static xmlNodePtr next_node(const xmlNode *root, xmlNodePtr node)
{
    if (node->children != NULL && node->type == XML_ELEMENT_NODE)
        return node->children;
    while (node != root && node->next == NULL)
        node = node->parent;
    return node != root ? node->next : NULL;
}

static const char *local_part(const char *qname)
{
    const char *colon = strrchr(qname, ':'), *brace = strrchr(qname, '}');
    if (brace != NULL)
        return brace + 1;
    return colon != NULL ? colon + 1 : qname;
}

/* Whether QNAME, written at NODE, names one of XML Schema's own types. */
static bool is_builtin(const xmlNode *node, const char *qname)
{
    char prefix[32] = "";
    const char *colon = strchr(qname, ':');
    if (colon == NULL || (size_t)(colon - qname) >= sizeof prefix)
        return false;
    memcpy(prefix, qname, (size_t)(colon - qname));
    const xmlNs *ns = xmlSearchNs(node->doc, (xmlNodePtr)node, BAD_CAST prefix);
    return ns != NULL && strcmp((const char *)ns->href, XS) == 0;
}

/* The component KIND called NAME at the top of the schema. */
static xmlNodePtr find_top(const struct schema_names *n, const char *kind, const char *name)
{
    for (xmlNodePtr node = n->root->children; node != NULL; node = node->next)
        if (is_xs(node, kind) && is_called(node, name))
            return node;
    return NULL;
}

/* The child KIND of NODE. */
static xmlNodePtr child(const xmlNode *node, const char *kind)
{
    for (xmlNodePtr c = node->children; c != NULL; c = c->next)
        if (is_xs(c, kind))
            return c;
    return NULL;
}

bool names_load(struct schema_names *n, struct arena *a, xmlNodePtr root)
{
    size_t count = 0;
    n->root = root;
    n->target = attribute_of(root, "targetNamespace");
    n->document = NULL;
    for (xmlNodePtr node = root; node != NULL; node = next_node(root, node))
        count += is_xs(node, "element");
    n->elements = arena_array(a, count + 1, sizeof *n->elements);
    if (n->elements == NULL)
        return false;
    count = 0;
    for (xmlNodePtr node = root; node != NULL; node = next_node(root, node)) {
        const char *name = is_xs(node, "element") ? attribute_of(node, "name") : NULL;
        if (name != NULL)
            n->elements[count++] = name;
        if (name != NULL && node->parent == root && n->document == NULL)
            n->document = name;
    }
    if (n->target == NULL)
        n->target = "";
    if (n->document == NULL)
        n->document = "";
    return true;
}

bool names_has_element(const struct schema_names *n, const char *name)
{
    for (const char **known = n->elements; *known != NULL; known++)
        if (strcmp(*known, name) == 0)
            return true;
    return false;
}

/* --- attributes --- */

/* Calls VISIT for every xs:attribute that a type (or group, or extension) has, its base types' included. */
typedef bool visit_function(void *context, xmlNodePtr attribute);

static bool visit_attributes(const struct schema_names *n, xmlNodePtr type, int steps, visit_function *visit, void *context)
{
    static const char *const inner[] = {"simpleContent", "complexContent", "extension", "restriction", "complexType"};
    if (type == NULL || steps == 0)
        return true;
    const char *base = attribute_of(type, "base");
    if (base != NULL && !visit_attributes(n, find_top(n, "complexType", local_part(base)), steps - 1, visit, context))
        return false;
    for (xmlNodePtr c = type->children; c != NULL; c = c->next) {
        const char *ref = is_xs(c, "attributeGroup") ? attribute_of(c, "ref") : NULL;
        if (is_xs(c, "attribute") && !visit(context, c))
            return false;
        if (ref != NULL && !visit_attributes(n, find_top(n, "attributeGroup", local_part(ref)), steps - 1, visit, context))
            return false;
        for (size_t i = 0; i < sizeof inner / sizeof inner[0]; i++)
            if (is_xs(c, inner[i]) && !visit_attributes(n, c, steps - 1, visit, context))
                return false;
    }
    return true;
}

/* The same for every element called so. */
static bool visit_element_attributes(const struct schema_names *n, const char *element, visit_function *visit, void *context)
{
    for (xmlNodePtr node = n->root; node != NULL; node = next_node(n->root, node)) {
        if (!is_xs(node, "element") || !is_called(node, element))
            continue;
        const char *type = attribute_of(node, "type");
        xmlNodePtr owner = type != NULL ? find_top(n, "complexType", local_part(type)) : node;
        if (!visit_attributes(n, owner, MAX_STEPS, visit, context))
            return false;
    }
    return true;
}

struct name_list {
    const char **names;
    size_t count, cap;
};

static bool count_attribute(void *context, xmlNodePtr attribute)
{
    (void)attribute;
    ((struct name_list *)context)->cap++;
    return true;
}

static bool add_attribute(void *context, xmlNodePtr attribute)
{
    struct name_list *list = context;
    const char *name = attribute_of(attribute, "name");
    if (name == NULL)
        return true;
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->names[i], name) == 0)
            return true;
    list->names[list->count++] = name;
    return true;
}

const char **names_attributes(const struct schema_names *n, struct arena *a, const char *element)
{
    struct name_list list = {NULL, 0, 0};
    visit_element_attributes(n, element, count_attribute, &list);
    list.names = arena_array(a, list.cap + 1, sizeof *list.names);
    if (list.names != NULL)
        visit_element_attributes(n, element, add_attribute, &list);
    return list.names;
}

static bool add_required(void *context, xmlNodePtr attribute)
{
    const char *use = attribute_of(attribute, "use");
    return use == NULL || strcmp(use, "required") != 0 || add_attribute(context, attribute);
}

const char **names_required(const struct schema_names *n, struct arena *a, const char *element)
{
    struct name_list list = {NULL, 0, 0};
    visit_element_attributes(n, element, count_attribute, &list);
    list.names = arena_array(a, list.cap + 1, sizeof *list.names);
    if (list.names != NULL)
        visit_element_attributes(n, element, add_required, &list);
    return list.names;
}

/* --- the order of children --- */

struct order_search {
    const struct schema_names *names;
    const char *child;
    int next, found, steps;
    bool in_choice;            /* whose alternatives count as one */
};

static void search_order(struct order_search *s, const xmlNode *particle);

/* The particles inside NODE: a type, a sequence, a choice. */
static void search_inside(struct order_search *s, const xmlNode *node)
{
    for (const xmlNode *c = node != NULL ? node->children : NULL; c != NULL && s->found < 0; c = c->next)
        search_order(s, c);
}

/* The same of a component at the top of the schema. */
static void search_top(struct order_search *s, const char *kind, const char *qname)
{
    const xmlNode *top = qname != NULL ? find_top(s->names, kind, local_part(qname)) : NULL;
    if (s->steps++ < 10 * MAX_STEPS)   /* no group contains itself but through an element */
        search_inside(s, top);
}

static void search_order(struct order_search *s, const xmlNode *particle)
{
    bool outer = s->in_choice, choice = is_xs(particle, "choice");
    if (is_xs(particle, "element")) {
        s->next += !s->in_choice;
        if (is_called(particle, s->child))
            s->found = s->next;
    } else if (is_xs(particle, "group")) {
        search_top(s, "group", attribute_of(particle, "ref"));
    } else if (choice || is_xs(particle, "sequence") || is_xs(particle, "complexContent") || is_xs(particle, "extension")) {
        s->next += choice && !s->in_choice;
        s->in_choice = s->in_choice || choice;
        if (is_xs(particle, "extension"))
            search_top(s, "complexType", attribute_of(particle, "base"));
        search_inside(s, particle);
        s->in_choice = outer;
    }
}

int names_order(const struct schema_names *n, const char *parent, const char *child_name)
{
    struct order_search s = {.names = n, .child = child_name, .found = -1};
    for (xmlNodePtr node = n->root; node != NULL && s.found < 0; node = next_node(n->root, node)) {
        if (!is_xs(node, "element") || !is_called(node, parent))
            continue;
        s.next = -1;
        s.steps = 0;
        if (attribute_of(node, "type") != NULL)
            search_top(&s, "complexType", attribute_of(node, "type"));
        else
            search_inside(&s, child(node, "complexType"));
    }
    return s.found;
}

/* --- types --- */

struct type_search {
    const char *attribute, *type;
    bool differ;
};

static void note_type(struct type_search *search, const char *type)
{
    if (type == NULL || (search->type != NULL && strcmp(search->type, type) != 0))
        search->differ = true;
    search->type = type;
}

static bool note_attribute_type(void *context, xmlNodePtr attribute)
{
    struct type_search *search = context;
    if (is_called(attribute, search->attribute))
        note_type(search, attribute_of(attribute, "type"));
    return !search->differ;
}

const char *names_type(const struct schema_names *n, const char *element, const char *attribute)
{
    struct type_search search = {attribute, NULL, false};
    if (attribute != NULL)
        visit_element_attributes(n, element, note_attribute_type, &search);
    for (xmlNodePtr node = n->root; attribute == NULL && node != NULL && !search.differ; node = next_node(n->root, node))
        if (is_xs(node, "element") && is_called(node, element))
            note_type(&search, attribute_of(node, "type"));
    return search.differ ? NULL : search.type;
}

static xmlNodePtr find_type(const struct schema_names *n, const char *type)
{
    xmlNodePtr found = find_top(n, "simpleType", local_part(type));
    return found != NULL ? found : find_top(n, "complexType", local_part(type));
}

/* The QName that the type at NODE restricts or extends. */
static const char *base_of(xmlNodePtr node)
{
    xmlNodePtr content = child(node, "simpleContent");
    xmlNodePtr owner = content != NULL ? content : node;
    xmlNodePtr derivation = child(owner, "restriction");
    if (derivation == NULL)
        derivation = child(owner, "extension");
    return derivation != NULL ? attribute_of(derivation, "base") : NULL;
}

const char *names_builtin(const struct schema_names *n, const char *type)
{
    if (strncmp(type, "xs:", 3) == 0)   /* as libxml2 writes them, and as our schemas do */
        return type + 3;
    for (int step = 0; step < MAX_STEPS && type != NULL; step++) {
        xmlNodePtr node = find_type(n, type);
        if (node == NULL)
            return NULL;
        type = base_of(node);
        if (type != NULL && is_builtin(node, type))
            return local_part(type);
    }
    return NULL;
}

const char **names_enumeration(const struct schema_names *n, struct arena *a, const char *type)
{
    const xmlNode *node = find_type(n, type), *restriction = node != NULL ? child(node, "restriction") : NULL;
    size_t count = 0;
    for (const xmlNode *c = restriction != NULL ? restriction->children : NULL; c != NULL; c = c->next)
        count += is_xs(c, "enumeration");
    const char **words = arena_array(a, count + 1, sizeof *words);
    count = 0;
    for (const xmlNode *c = restriction != NULL ? restriction->children : NULL; words != NULL && c != NULL; c = c->next)
        if (is_xs(c, "enumeration"))
            words[count++] = attribute_of(c, "value");
    return words;
}

xmlChar *names_documentation(const struct schema_names *n, const char *type)
{
    xmlNodePtr node = find_type(n, type);
    xmlNodePtr annotation = node != NULL ? child(node, "annotation") : NULL;
    xmlNodePtr documentation = annotation != NULL ? child(annotation, "documentation") : NULL;
    return documentation != NULL ? xmlNodeGetContent(documentation) : NULL;
}
