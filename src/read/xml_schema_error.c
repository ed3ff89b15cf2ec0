/* xml_schema_error.c: what libxml2 says of a document, as findings in our own words: names, content, keys. */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "read/xml_schema_mend.h"
#include "read/xml_schema_priv.h"

#define SHOWN 60   /* characters of a value in a message */
#define BLANKS " \t\r\n"

/* --- pieces of a message; all from the validation's arena, "" when memory is short --- */

const char *schema_kept(struct validation *v, const char *text)
{
    const char *copy = text != NULL ? arena_strdup(v->arena, text) : NULL;
    v->no_memory = v->no_memory || copy == NULL;
    return copy != NULL ? copy : "";
}

/* A value without the blanks around it, cut when it is long. */
const char *schema_shown(struct validation *v, const char *value)
{
    value += strspn(value, BLANKS);
    const char *p = value, *end = value + strlen(value);
    while (end > value && strchr(BLANKS, end[-1]) != NULL)
        end--;
    for (int i = 0; i < SHOWN && p < end; i++)
        utf8_next(&p, end);
    return schema_kept(v, arena_printf(v->arena, "%.*s%s", (int)(p - value), value, p < end ? "…" : ""));
}

/* Where the value of E stands, as it is written in the file: <valore anno="…"> or <valore>. */
const char *schema_tag(struct validation *v, const struct schema_error *e, const char *value)
{
    const char *name = (const char *)e->element->name;
    if (e->attribute == NULL)
        return schema_kept(v, arena_printf(v->arena, "<%s>", name));
    return schema_kept(v, arena_printf(v->arena, "<%s %s=\"%s\">", name, e->attribute, value));
}

static struct schema_finding *add_finding(struct validation *v, const struct schema_error *e, enum diag_code code)
{
    struct schema_finding *list = validation_grow(v, v->findings, v->finding_count, &v->finding_cap, sizeof *list);
    if (list == NULL)
        return NULL;
    v->findings = list;
    struct schema_finding *f = &list[v->finding_count];
    *f = (struct schema_finding){.code = code, .element = e->element, .order = v->finding_count + 1};
    f->attribute = e->attribute != NULL ? schema_kept(v, e->attribute) : NULL;
    for (size_t i = 0; i < sizeof f->args / sizeof f->args[0]; i++)
        f->args[i] = "";
    v->finding_count++;
    return f;
}

/* A finding about a value: {1} the value, {2} the tag it stands in, {3} and {4} as the message wants. */
void schema_add_value(struct validation *v, const struct schema_error *e, enum diag_code code, const char *value,
                      const char *third, const char *fourth)
{
    struct schema_finding *f = add_finding(v, e, code);
    if (f == NULL)
        return;
    f->args[0] = schema_shown(v, value);
    f->args[1] = schema_tag(v, e, f->args[0]);
    f->args[2] = schema_kept(v, third);
    f->args[3] = schema_kept(v, fourth);
}

/* A finding about names, which are arguments as they are. */
void schema_add_names(struct validation *v, const struct schema_error *e, enum diag_code code, const char *first,
                      const char *second, const char *third, const char *fourth)
{
    const char *args[] = {first, second, third, fourth};
    struct schema_finding *f = add_finding(v, e, code);
    for (size_t i = 0; f != NULL && i < sizeof args / sizeof args[0]; i++)
        f->args[i] = schema_kept(v, args[i]);
}

void schema_at_text(struct validation *v, const xmlNode *text)
{
    if (v->finding_count > 0)
        v->findings[v->finding_count - 1].text = text;
}

const xmlNode *schema_first_element(const xmlNode *element)
{
    for (const xmlNode *c = element->children; c != NULL; c = c->next)
        if (c->type == XML_ELEMENT_NODE)
            return c;
    return NULL;
}

const xmlNode *schema_first_text(const xmlNode *element)
{
    for (const xmlNode *c = element->children; c != NULL; c = c->next)
        if (c->type == XML_TEXT_NODE && c->content[strspn((const char *)c->content, BLANKS)] != '\0')
            return c;
    return NULL;
}

/* --- names --- */

/* An attribute that ELEMENT must have and has not; NULL when there is none, or more than one. */
static const char *only_missing(struct validation *v, const xmlNode *element)
{
    const char **required = names_required(&v->schema->names, v->arena, (const char *)element->name), *missing = NULL;
    v->no_memory = v->no_memory || required == NULL;
    for (; required != NULL && *required != NULL; required++) {
        if (xmlHasProp((xmlNodePtr)element, BAD_CAST *required) != NULL)
            continue;
        if (missing != NULL)
            return NULL;
        missing = *required;
    }
    return missing;
}

/* The attribute of ELEMENT that the unknown one called NAME was meant to be; NULL when nobody knows. */
static const char *attribute_meant(struct validation *v, const xmlNode *element, const char *name, const char *const *known)
{
    const char *meant = mend_word(name, known);
    if (meant != NULL && xmlHasProp((xmlNodePtr)element, BAD_CAST meant) == NULL)
        return meant;
    meant = only_missing(v, element);
    return meant != NULL && meant[0] == name[0] ? meant : NULL;
}

static const char **known_attributes(struct validation *v, const xmlNode *element)
{
    const char **known = names_attributes(&v->schema->names, v->arena, (const char *)element->name);
    v->no_memory = v->no_memory || known == NULL;
    return known;
}

static void explain_attribute(struct validation *v, const struct schema_error *e)
{
    const char *element = (const char *)e->element->name;
    const char **known = known_attributes(v, e->element);
    if (known == NULL)
        return;
    const char *meant = attribute_meant(v, e->element, e->attribute, known);
    const char *list = schema_list(v->arena, known);
    if (known[0] == NULL)
        schema_add_names(v, e, DIAG_ATTRIBUTE_NOT_HERE, e->attribute, element, "", "");
    else if (meant == NULL || strcmp(meant, e->attribute) == 0)
        schema_add_names(v, e, DIAG_ATTRIBUTE_UNKNOWN, e->attribute, element, list, "");
    else
        schema_add_names(v, e, DIAG_ATTRIBUTE_MISSPELT, e->attribute, element, meant, "");
}

static bool is_among(const char *name, const char *const *names)
{
    for (; *names != NULL; names++)
        if (strcmp(*names, name) == 0)
            return true;
    return false;
}

/* Whether one of ELEMENT's attributes was meant to be MISSING: that is told. */
static bool is_misspelt(struct validation *v, const xmlNode *element, const char *missing)
{
    const char **known = known_attributes(v, element);
    for (const xmlAttr *a = element->properties; known != NULL && a != NULL; a = a->next) {
        if (a->ns != NULL || is_among((const char *)a->name, known))
            continue;
        const char *meant = attribute_meant(v, element, (const char *)a->name, known);
        if (meant != NULL && strcmp(meant, missing) == 0)
            return true;
    }
    return false;
}

static void explain_missing_attribute(struct validation *v, const struct schema_error *e)
{
    if (!is_misspelt(v, e->element, e->arg[0]))
        schema_add_names(v, e, DIAG_ATTRIBUTE_MISSING, e->arg[0], (const char *)e->element->name, "", "");
}

static void explain_missing_child(struct validation *v, const struct schema_error *e)
{
    size_t count;
    const char **expected = schema_expected(v->arena, e->text, &count);
    enum diag_code code = count == 1 ? DIAG_ELEMENT_MISSING : DIAG_ELEMENT_MISSING_ONE_OF;
    if (expected == NULL)
        v->no_memory = true;
    else if (!schema_lost_child(e->element) && !schema_explain_bare(v, e, expected))
        schema_add_names(v, e, code, (const char *)e->element->name, schema_list(v->arena, expected), "", "");
}

static void explain_root(struct validation *v, const struct schema_error *e)
{
    const struct schema_names *n = &v->schema->names;
    const char *name = (const char *)e->element->name;
    const char *const wanted[] = {n->document, NULL};
    struct schema_error own = *e;
    const xmlNs *ns = e->element->nsDef;
    if (strcmp(name, n->document) != 0) {
        schema_add_names(v, e, mend_word(name, wanted) != NULL ? DIAG_ROOT_MISSPELT : DIAG_ROOT_UNKNOWN, name, n->document, n->target, "");
    } else if (ns != NULL && ns->prefix == NULL && ns->href != NULL) {
        own.attribute = "xmlns";
        schema_add_names(v, &own, DIAG_ROOT_NAMESPACE_WRONG, name, (const char *)ns->href, n->target, "");
    } else {
        schema_add_names(v, e, DIAG_ROOT_NAMESPACE, name, n->document, n->target, "");
    }
}

/* --- content --- */

/* Whether the library misses elements in ELEMENT, which has none: its text is told as their value. */
static bool lacks_elements(const struct validation *v, const xmlNode *element)
{
    bool missed = false;
    for (size_t i = 0; i < v->error_count; i++)
        missed = missed || (v->errors[i].element == element && v->errors[i].code == XML_SCHEMAV_ELEMENT_CONTENT);
    return missed && schema_first_element(element) == NULL;
}

static void explain_text(struct validation *v, const struct schema_error *e)
{
    const xmlNode *text = schema_first_text(e->element);
    const char *content = text != NULL ? (const char *)text->content : "";
    if (lacks_elements(v, e->element))
        return;
    schema_add_names(v, e, DIAG_TEXT_NOT_ALLOWED, (const char *)e->element->name, schema_shown(v, content), "", "");
    schema_at_text(v, text);
}

static void explain_children(struct validation *v, const struct schema_error *e)
{
    const xmlNode *inner = schema_first_element(e->element);
    struct schema_error own = *e;
    if (inner == NULL)
        return;
    own.element = (xmlNodePtr)inner;
    schema_add_names(v, &own, DIAG_CHILDREN_NOT_ALLOWED, (const char *)e->element->name, (const char *)inner->name, "", "");
}

static void explain_content(struct validation *v, const struct schema_error *e)
{
    schema_add_names(v, e, DIAG_CONTENT_NOT_ALLOWED, (const char *)e->element->name, "", "", "");
}

static void explain_other(struct validation *v, const struct schema_error *e)
{
    const char *text = strstr(e->text, "': ");
    size_t len = text != NULL ? strcspn(text + 3, "\n") : 0;
    const char *message = text != NULL ? arena_strndup(v->arena, text + 3, len) : e->text;
    schema_add_names(v, e, DIAG_SCHEMA_ERROR, (const char *)e->element->name, message, "", "");
}

static const struct {
    int code;
    void (*explain)(struct validation *v, const struct schema_error *e);
} explanations[] = {
    {XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_1, explain_attribute},
    {XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_2, explain_attribute},
    {XML_SCHEMAV_CVC_TYPE_3_1_1, explain_attribute},
    {XML_SCHEMAV_CVC_COMPLEX_TYPE_4, explain_missing_attribute},
    {XML_SCHEMAV_ELEMENT_CONTENT, explain_missing_child},
    {XML_SCHEMAV_CVC_ELT_1, explain_root},
    {XML_SCHEMAV_CVC_COMPLEX_TYPE_2_3, explain_text},
    {XML_SCHEMAV_CVC_COMPLEX_TYPE_2_2, explain_children},
    {XML_SCHEMAV_CVC_TYPE_3_1_2, explain_children},
    {XML_SCHEMAV_CVC_COMPLEX_TYPE_2_1, explain_content},
};

static bool is_about_value(int code)
{
    return (code >= XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_1 && code <= XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_3) ||
           (code >= XML_SCHEMAV_CVC_FACET_VALID && code <= XML_SCHEMAV_CVC_ENUMERATION_VALID);
}

/* One value may fail several facets, and then its type, and a list after its items: only the first is told. */
static bool follows(const struct schema_error *e, const struct schema_error *before)
{
    bool same_attribute = e->attribute == before->attribute ||
                          (e->attribute != NULL && before->attribute != NULL && strcmp(e->attribute, before->attribute) == 0);
    return e->element == before->element && same_attribute && is_about_value(e->code) && is_about_value(before->code);
}

size_t schema_explain(struct validation *v, size_t index)
{
    const struct schema_error *e = &v->errors[index];
    bool told = schema_explain_value(v, e);
    void (*explain)(struct validation *, const struct schema_error *) = explain_other;
    for (size_t i = 0; i < sizeof explanations / sizeof explanations[0]; i++)
        if (explanations[i].code == e->code)
            explain = explanations[i].explain;
    if (!told)
        explain(v, e);
    do
        index++;
    while (index < v->error_count && follows(&v->errors[index], e));
    return index;
}

/* Where a known element that stands in a wrong place belongs, if that was found. */
static bool explain_place(struct validation *v, const struct schema_error *e, const struct schema_culprit *c)
{
    static const enum diag_code codes[] = {
        [PLACE_BEFORE] = DIAG_ELEMENT_BEFORE, [PLACE_AFTER] = DIAG_ELEMENT_AFTER, [PLACE_TWICE] = DIAG_ELEMENT_TWICE,
        [PLACE_OUTSIDE] = DIAG_ELEMENT_OUTSIDE,
    };
    long line, column;
    if (c->place == PLACE_UNKNOWN)
        return false;
    xml_position(v->doc, c->anchor, &line, &column);
    schema_add_names(v, e, codes[c->place], c->name, c->parent, (const char *)c->anchor->name,
                     schema_kept(v, arena_printf(v->arena, "%ld", line)));
    return true;
}

/* An element that the schema does not know. */
static void explain_unknown(struct validation *v, const struct schema_error *e, const struct schema_culprit *c)
{
    const char *list = schema_list(v->arena, c->expected);
    if (c->instead)
        schema_add_names(v, e, DIAG_ELEMENT_INSTEAD, c->name, c->nearest, c->parent, "");
    else if (c->nearest != NULL)
        schema_add_names(v, e, DIAG_ELEMENT_MISSPELT, c->name, c->nearest, "", "");
    else
        schema_add_names(v, e, c->expected_count > 0 ? DIAG_ELEMENT_UNKNOWN : DIAG_ELEMENT_UNKNOWN_SURPLUS, c->name, c->parent, list, "");
}

static void explain_culprit(struct validation *v, const struct schema_culprit *c)
{
    struct schema_error e = {.element = c->element};
    bool accepted = c->repair == CULPRIT_PRECEDED && c->round < v->round;
    if (c->repair == CULPRIT_MOVED_NAMESPACE)
        schema_add_names(v, &e, DIAG_ELEMENT_NAMESPACE, c->name, v->schema->names.target, "", "");
    else if (accepted)
        schema_add_names(v, &e, DIAG_ELEMENT_MISSING_BEFORE, c->name, c->parent, c->missing, "");
    else if (!names_has_element(&v->schema->names, c->name))
        explain_unknown(v, &e, c);
    else if (explain_place(v, &e, c))
        return;
    else if (c->expected_count == 0)
        schema_add_names(v, &e, DIAG_ELEMENT_SURPLUS, c->name, c->parent, "", "");
    else
        schema_add_names(v, &e, DIAG_ELEMENT_MISPLACED, c->name, c->parent, schema_list(v->arena, c->expected), "");
}

void schema_explain_culprits(struct validation *v)
{
    size_t others = v->finding_count;
    for (const struct schema_culprit *c = v->culprits; c != NULL; c = c->next)
        explain_culprit(v, c);
    for (size_t i = others; i < v->finding_count; i++)
        v->findings[i].order = 0;   /* a wrong name is told before what its element lacks */
}
