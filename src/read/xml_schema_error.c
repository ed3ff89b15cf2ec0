/* xml_schema_error.c: what libxml2 says of a document, as findings in our own words. */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/number.h"
#include "base/suggest.h"
#include "base/utf8.h"
#include "read/xml_schema_priv.h"

#define SHOWN 60   /* characters of a value in a message */
#define BLANKS " \t\r\n"

/* --- pieces of a message; all from the validation's arena, "" when memory is short --- */

static const char *kept(struct validation *v, const char *text)
{
    const char *copy = text != NULL ? arena_strdup(v->arena, text) : NULL;
    v->no_memory = v->no_memory || copy == NULL;
    return copy != NULL ? copy : "";
}

/* A value without the blanks around it, cut when it is long. */
static const char *shown(struct validation *v, const char *value)
{
    value += strspn(value, BLANKS);
    const char *p = value, *end = value + strlen(value);
    while (end > value && strchr(BLANKS, end[-1]) != NULL)
        end--;
    for (int i = 0; i < SHOWN && p < end; i++)
        utf8_next(&p, end);
    return kept(v, arena_printf(v->arena, "%.*s%s", (int)(p - value), value, p < end ? "…" : ""));
}

/* Where the value of E stands, as it is written in the file: <valore anno="…"> or <valore>. */
static const char *tag_of(struct validation *v, const struct schema_error *e, const char *value)
{
    const char *name = (const char *)e->element->name;
    if (e->attribute == NULL)
        return kept(v, arena_printf(v->arena, "<%s>", name));
    return kept(v, arena_printf(v->arena, "<%s %s=\"%s\">", name, e->attribute, value));
}

static struct schema_finding *add(struct validation *v, const struct schema_error *e, enum diag_code code)
{
    struct schema_finding *list = validation_grow(v, v->findings, v->finding_count, &v->finding_cap, sizeof *list);
    if (list == NULL)
        return NULL;
    v->findings = list;
    struct schema_finding *f = &list[v->finding_count];
    *f = (struct schema_finding){.code = code, .element = e->element, .order = v->finding_count + 1};
    f->attribute = e->attribute != NULL ? kept(v, e->attribute) : NULL;
    for (size_t i = 0; i < sizeof f->args / sizeof f->args[0]; i++)
        f->args[i] = "";
    v->finding_count++;
    return f;
}

/* A finding about a value: {1} the value, {2} the tag it stands in, {3} and {4} as the message wants. */
static void add_value(struct validation *v, const struct schema_error *e, enum diag_code code, const char *value,
                      const char *third, const char *fourth)
{
    struct schema_finding *f = add(v, e, code);
    if (f == NULL)
        return;
    f->args[0] = shown(v, value);
    f->args[1] = tag_of(v, e, f->args[0]);
    f->args[2] = kept(v, third);
    f->args[3] = kept(v, fourth);
}

/* A finding about names, which are arguments as they are. */
static void add_names(struct validation *v, const struct schema_error *e, enum diag_code code, const char *first,
                      const char *second, const char *third, const char *fourth)
{
    const char *args[] = {first, second, third, fourth};
    struct schema_finding *f = add(v, e, code);
    for (size_t i = 0; f != NULL && i < sizeof args / sizeof args[0]; i++)
        f->args[i] = kept(v, args[i]);
}

/* --- values --- */

/* The word that was probably meant; of a word of two letters any other is near. */
static const char *nearest_of(const char *word, const char *const *known)
{
    return strlen(word) > 2 ? suggest_nearest(word, known) : NULL;
}

static bool is_one_of(const char *word, const char *const *words)
{
    for (; *words != NULL; words++)
        if (strcmp(*words, word) == 0)
            return true;
    return false;
}

static const char *const integers[] = {"integer", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger",
                                       "negativeInteger", "int", "long", "short", "byte", "unsignedInt", "unsignedLong",
                                       "unsignedShort", "unsignedByte", NULL};
static const char *const identifiers[] = {"NCName", "Name", "ID", "IDREF", "NMTOKEN", NULL};

/* The type that the library names at the end of its text ('{urn}peso', 'xs:date'), or that the schema declares. */
static const char *type_of(struct validation *v, const struct schema_error *e)
{
    static const char mark[] = "type '";
    const char *at = strstr(e->text, mark), *next;
    while (at != NULL && (next = strstr(at + 1, mark)) != NULL)
        at = next;
    if (at == NULL)
        return names_type(&v->schema->names, (const char *)e->element->name, e->attribute);
    at += sizeof mark - 1;
    return kept(v, arena_strndup(v->arena, at, strcspn(at, "'")));
}

/* Appends the XML form of a number or day that is written as in Italian documents; false when it is neither. */
static bool mend(struct buf *out, const char *value, const char *builtin, enum diag_code *code)
{
    mpq_t q;
    struct date day;
    int decimals = 0;
    size_t len = strlen(value);
    if ((builtin == NULL || strcmp(builtin, "date") == 0) && date_parse_italian(&day, value, len)) {
        *code = DIAG_VALUE_ITALIAN_DATE;
        date_iso(out, day);
        return true;
    }
    if (builtin != NULL && strcmp(builtin, "decimal") != 0 && !is_one_of(builtin, integers))
        return false;
    mpq_init(q);
    bool number = number_parse_italian(q, value, len, &decimals);
    if (number) {
        *code = DIAG_VALUE_ITALIAN_NUMBER;
        number_decimal(out, q, decimals);
    }
    mpq_clear(q);
    return number;
}

static bool looks_like_date(const char *value)
{
    return strlen(value) == 10 && strspn(value, "0123456789-") == 10 && value[4] == '-' && value[7] == '-';
}

static enum diag_code lexical_code(const char *builtin, const char *value)
{
    if (builtin == NULL)
        return DIAG_VALUE_WRONG;
    if (is_one_of(builtin, integers))
        return DIAG_VALUE_NOT_INTEGER;
    if (is_one_of(builtin, identifiers))
        return DIAG_VALUE_NOT_NAME;
    if (strcmp(builtin, "boolean") == 0)
        return DIAG_VALUE_NOT_BOOLEAN;
    if (strcmp(builtin, "decimal") == 0)
        return DIAG_VALUE_NOT_NUMBER;
    if (strcmp(builtin, "date") == 0)
        return looks_like_date(value) ? DIAG_VALUE_NO_SUCH_DAY : DIAG_VALUE_NOT_DATE;
    return DIAG_VALUE_WRONG;
}

/* What the schema's author says of a type, or else its name. */
static const char *describe(struct validation *v, const char *type)
{
    xmlChar *documentation = type != NULL ? names_documentation(&v->schema->names, type) : NULL;
    const char *text = documentation != NULL ? (const char *)documentation : type != NULL ? type : "";
    const char *copy = kept(v, text);
    xmlFree(documentation);
    return copy;
}

static bool is_blank(const char *value)
{
    return value[strspn(value, BLANKS)] == '\0';
}

#define MOST_DIGITS "24"   /* of a number, in libxml2 */
#define DIGITS "0123456789"

/* Whether VALUE is written as a whole number; with a point and decimals too when POINT. */
static bool is_plain_number(const char *value, bool point)
{
    value += strspn(value, BLANKS);
    value += *value == '-' || *value == '+';
    size_t whole = strspn(value, DIGITS);
    value += whole;
    size_t decimals = point && *value == '.' ? strspn(value + 1, DIGITS) : 0;
    value += decimals > 0 ? decimals + 1 : 0;
    return whole > 0 && value[strspn(value, BLANKS)] == '\0';
}

/* The least value of a built-in type that has one. */
static const char *least_of(const char *builtin)
{
    if (builtin == NULL)
        return NULL;
    return strcmp(builtin, "positiveInteger") == 0 ? "1" : strcmp(builtin, "nonNegativeInteger") == 0 ? "0" : NULL;
}

/* Written well, and yet refused: too small for its type, or with more digits than the library counts. */
static bool explain_plain(struct validation *v, const struct schema_error *e, const char *value, const char *builtin)
{
    bool decimal = builtin != NULL && strcmp(builtin, "decimal") == 0;
    if (!decimal && (builtin == NULL || !is_one_of(builtin, integers)))
        return false;
    if (!is_plain_number(value, decimal))
        return false;
    if (least_of(builtin) != NULL && strlen(value) <= 24)
        add_value(v, e, DIAG_VALUE_TOO_SMALL, value, least_of(builtin), "");
    else
        add_value(v, e, DIAG_VALUE_TOO_MANY_DIGITS, value, MOST_DIGITS, "");
    return true;
}

static bool looks_italian(const char *value)
{
    return strpbrk(value, ",./-") != NULL || strstr(value, "\xE2\x88\x92") != NULL;
}

static const xmlNode *first_element(const xmlNode *element)
{
    for (const xmlNode *c = element->children; c != NULL; c = c->next)
        if (c->type == XML_ELEMENT_NODE)
            return c;
    return NULL;
}

/* An empty value whose text stands in an element that may not be there: that is told instead. */
static bool is_misplaced(const struct schema_error *e, enum diag_code code)
{
    return code == DIAG_VALUE_EMPTY && e->attribute == NULL && first_element(e->element) != NULL;
}

/* The text is not in the lexical space of its type. */
static void explain_lexical(struct validation *v, const struct schema_error *e)
{
    const char *value = e->arg[0], *type = type_of(v, e);
    const char *builtin = type != NULL ? names_builtin(&v->schema->names, type) : NULL;
    enum diag_code code = is_blank(value) ? DIAG_VALUE_EMPTY : lexical_code(builtin, value);
    struct buf mended = BUF_INIT;
    if (is_misplaced(e, code) || explain_plain(v, e, value, builtin))
        return;
    if (looks_italian(value) && mend(&mended, value, builtin, &code))
        add_value(v, e, code, value, buf_text(&mended), "");
    else
        add_value(v, e, code, value, describe(v, type), "");
    buf_free(&mended);
}

/* "'alto', 'basso'" as names ended by NULL. */
static const char **split_set(struct validation *v, const char *set)
{
    size_t count = 0, cap = 1;
    for (const char *p = set; *p != '\0'; p++)
        cap += *p == '\'';
    const char **values = arena_array(v->arena, cap, sizeof *values);
    while (values != NULL && *set == '\'') {
        const char *end = strstr(set + 1, "', '");
        size_t len = end != NULL ? (size_t)(end - set - 1) : strlen(set + 1) - 1;
        values[count] = arena_strndup(v->arena, set + 1, len);
        if (values[count++] == NULL)
            return NULL;
        set = end != NULL ? end + 3 : "";
    }
    return values;
}

static void explain_enumeration(struct validation *v, const struct schema_error *e)
{
    const char **values = split_set(v, e->arg[1]);
    if (values == NULL) {
        v->no_memory = true;
        return;
    }
    const char *nearest = nearest_of(e->arg[0], values);
    struct buf list = BUF_INIT;
    for (size_t i = 0; values[i] != NULL; i++)
        buf_printf(&list, "%s%s", i > 0 ? ", " : "", values[i]);
    enum diag_code code = nearest != NULL ? DIAG_VALUE_MISSPELT : DIAG_VALUE_NOT_LISTED;
    add_value(v, e, is_blank(e->arg[0]) ? DIAG_VALUE_EMPTY : code, e->arg[0], buf_text(&list), nearest != NULL ? nearest : "");
    buf_free(&list);
}

static void explain_pattern(struct validation *v, const struct schema_error *e)
{
    const char *type = names_type(&v->schema->names, (const char *)e->element->name, e->attribute);
    const char *value = e->arg[0], *pattern = e->arg[1];
    if (is_blank(value))
        add_value(v, e, DIAG_VALUE_EMPTY, value, "", "");
    else if (type == NULL)
        add_value(v, e, DIAG_VALUE_FORM, value, pattern, "");
    else
        add_value(v, e, DIAG_VALUE_PATTERN, value, describe(v, type), pattern);
}

static void explain_fixed(struct validation *v, const struct schema_error *e)
{
    add_value(v, e, DIAG_VALUE_NOT_FIXED, e->arg[0], e->arg[1], "");
}

/* Of an attribute the arguments are value, length, limit; of an element, length and limit. */
static void explain_length(struct validation *v, const struct schema_error *e)
{
    bool with_value = e->attribute != NULL;
    const char *length = e->arg[with_value ? 1 : 0], *limit = e->arg[with_value ? 2 : 1];
    bool longer = e->code == XML_SCHEMAV_CVC_MAXLENGTH_VALID;
    enum diag_code code = longer ? DIAG_VALUE_TOO_LONG : strcmp(length, "0") == 0 ? DIAG_VALUE_EMPTY : DIAG_VALUE_TOO_SHORT;
    if (!is_misplaced(e, code))
        add_value(v, e, code, with_value ? e->arg[0] : "", limit, length);
}

static void explain_bound(struct validation *v, const struct schema_error *e)
{
    static const struct { int library; enum diag_code code; } bounds[] = {
        {XML_SCHEMAV_CVC_MININCLUSIVE_VALID, DIAG_VALUE_TOO_SMALL},
        {XML_SCHEMAV_CVC_MINEXCLUSIVE_VALID, DIAG_VALUE_TOO_SMALL},
        {XML_SCHEMAV_CVC_MAXINCLUSIVE_VALID, DIAG_VALUE_TOO_GREAT},
        {XML_SCHEMAV_CVC_MAXEXCLUSIVE_VALID, DIAG_VALUE_TOO_GREAT},
        {XML_SCHEMAV_CVC_TOTALDIGITS_VALID, DIAG_VALUE_TOO_MANY_DIGITS},
        {XML_SCHEMAV_CVC_FRACTIONDIGITS_VALID, DIAG_VALUE_TOO_MANY_DIGITS},
    };
    for (size_t i = 0; i < sizeof bounds / sizeof bounds[0]; i++)
        if (bounds[i].library == e->code)
            add_value(v, e, bounds[i].code, e->arg[0], e->arg[1], "");
}

/* --- names --- */

static void explain_attribute(struct validation *v, const struct schema_error *e)
{
    const char *element = (const char *)e->element->name;
    const char **known = names_attributes(&v->schema->names, v->arena, element);
    if (known == NULL) {
        v->no_memory = true;
        return;
    }
    const char *nearest = nearest_of(e->attribute, known);
    struct buf list = BUF_INIT;
    for (size_t i = 0; known[i] != NULL; i++)
        buf_printf(&list, "%s%s", i > 0 ? ", " : "", known[i]);
    if (list.len == 0)
        add_names(v, e, DIAG_ATTRIBUTE_NOT_HERE, e->attribute, element, "", "");
    else if (nearest == NULL || strcmp(nearest, e->attribute) == 0)
        add_names(v, e, DIAG_ATTRIBUTE_UNKNOWN, e->attribute, element, buf_text(&list), "");
    else
        add_names(v, e, DIAG_ATTRIBUTE_MISSPELT, e->attribute, element, buf_text(&list), nearest);
    buf_free(&list);
}

static void explain_missing_attribute(struct validation *v, const struct schema_error *e)
{
    add_names(v, e, DIAG_ATTRIBUTE_MISSING, e->arg[0], (const char *)e->element->name, "", "");
}

static void explain_missing_child(struct validation *v, const struct schema_error *e)
{
    size_t count;
    const char **expected = schema_expected(v->arena, e->text, &count);
    enum diag_code code = count == 1 ? DIAG_ELEMENT_MISSING : DIAG_ELEMENT_MISSING_ONE_OF;
    if (expected == NULL)
        v->no_memory = true;
    else if (!schema_lost_child(e->element))
        add_names(v, e, code, (const char *)e->element->name, schema_list(v->arena, expected), "", "");
}

static void explain_root(struct validation *v, const struct schema_error *e)
{
    const struct schema_names *n = &v->schema->names;
    const char *name = (const char *)e->element->name;
    bool same = strcmp(name, n->document) == 0;
    add_names(v, e, same ? DIAG_ROOT_NAMESPACE : DIAG_ROOT_UNKNOWN, name, n->document, n->target, "");
}

/* --- content --- */

static const xmlNode *first_text(const xmlNode *element)
{
    for (const xmlNode *c = element->children; c != NULL; c = c->next)
        if (c->type == XML_TEXT_NODE && !is_blank((const char *)c->content))
            return c;
    return NULL;
}

static void explain_text(struct validation *v, const struct schema_error *e)
{
    const xmlNode *text = first_text(e->element);
    const char *content = text != NULL ? (const char *)text->content : "";
    add_names(v, e, DIAG_TEXT_NOT_ALLOWED, (const char *)e->element->name, shown(v, content), "", "");
}

static void explain_children(struct validation *v, const struct schema_error *e)
{
    const xmlNode *inner = first_element(e->element);
    const char *name = inner != NULL ? (const char *)inner->name : "";
    add_names(v, e, DIAG_CHILDREN_NOT_ALLOWED, (const char *)e->element->name, name, "", "");
}

static void explain_content(struct validation *v, const struct schema_error *e)
{
    add_names(v, e, DIAG_CONTENT_NOT_ALLOWED, (const char *)e->element->name, "", "", "");
}

/* --- keys --- */

static const char *attribute_text(const xmlAttr *attribute)
{
    return attribute->children != NULL ? (const char *)attribute->children->content : "";
}

/* The value between "['" and "']"; keys of several fields are shown as the library writes them. */
static const char *key_value(struct validation *v, const char *sequence)
{
    size_t len = strlen(sequence);
    if (len < 4 || strstr(sequence, "', '") != NULL)
        return kept(v, sequence);
    return kept(v, arena_strndup(v->arena, sequence + 2, len - 4));
}

/* The attribute of ELEMENT that has this value; NULL when it is none. */
static const xmlAttr *find_attribute(const xmlNode *element, const char *value)
{
    for (const xmlAttr *a = element->properties; a != NULL; a = a->next)
        if (strcmp(attribute_text(a), value) == 0)
            return a;
    return NULL;
}

static void explain_key(struct validation *v, const struct schema_error *e)
{
    if (strstr(e->text, "Duplicate") == NULL)   /* a field without a value: that value was told already */
        return;
    struct schema_error own = *e;
    const char *value = key_value(v, e->arg[0]);
    const xmlAttr *attribute = find_attribute(e->element, value);
    own.attribute = attribute != NULL ? (const char *)attribute->name : NULL;
    add_names(v, &own, DIAG_KEY_REPEATED, value, tag_of(v, &own, value), "", "");
}

static void explain_other(struct validation *v, const struct schema_error *e)
{
    const char *text = strstr(e->text, "': ");
    size_t len = text != NULL ? strcspn(text + 3, "\n") : 0;
    const char *message = text != NULL ? arena_strndup(v->arena, text + 3, len) : e->text;
    add_names(v, e, DIAG_SCHEMA_ERROR, (const char *)e->element->name, message, "", "");
}

static const struct {
    int code;
    void (*explain)(struct validation *v, const struct schema_error *e);
} explanations[] = {
    {XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_1, explain_lexical},
    {XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_2, explain_lexical},
    {XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_3, explain_lexical},
    {XML_SCHEMAV_CVC_ENUMERATION_VALID, explain_enumeration},
    {XML_SCHEMAV_CVC_PATTERN_VALID, explain_pattern},
    {XML_SCHEMAV_CVC_LENGTH_VALID, explain_length},
    {XML_SCHEMAV_CVC_MINLENGTH_VALID, explain_length},
    {XML_SCHEMAV_CVC_MAXLENGTH_VALID, explain_length},
    {XML_SCHEMAV_CVC_MININCLUSIVE_VALID, explain_bound},
    {XML_SCHEMAV_CVC_MINEXCLUSIVE_VALID, explain_bound},
    {XML_SCHEMAV_CVC_MAXINCLUSIVE_VALID, explain_bound},
    {XML_SCHEMAV_CVC_MAXEXCLUSIVE_VALID, explain_bound},
    {XML_SCHEMAV_CVC_TOTALDIGITS_VALID, explain_bound},
    {XML_SCHEMAV_CVC_FRACTIONDIGITS_VALID, explain_bound},
    {XML_SCHEMAV_CVC_AU, explain_fixed},
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
    {XML_SCHEMAV_CVC_IDC, explain_key},
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
    void (*explain)(struct validation *, const struct schema_error *) = explain_other;
    for (size_t i = 0; i < sizeof explanations / sizeof explanations[0]; i++)
        if (explanations[i].code == e->code)
            explain = explanations[i].explain;
    explain(v, e);
    do
        index++;
    while (index < v->error_count && follows(&v->errors[index], e));
    return index;
}

static void explain_culprit(struct validation *v, const struct schema_culprit *c)
{
    struct schema_error e = {.element = c->element};
    const char *list = schema_list(v->arena, c->expected);
    bool accepted = c->repair == CULPRIT_PRECEDED && c->round < v->round;
    if (c->repair == CULPRIT_MOVED_NAMESPACE)
        add_names(v, &e, DIAG_ELEMENT_NAMESPACE, c->name, v->schema->names.target, "", "");
    else if (c->nearest != NULL && c->expected_count == 0 && c->repair == CULPRIT_RENAMED)
        add_names(v, &e, DIAG_ELEMENT_MISSPELT_ALONE, c->name, c->nearest, "", "");
    else if (c->nearest != NULL && c->expected_count > 0)
        add_names(v, &e, DIAG_ELEMENT_MISSPELT, c->name, c->parent, list, c->nearest);
    else if (accepted)
        add_names(v, &e, DIAG_ELEMENT_MISSING_BEFORE, c->name, c->parent, c->missing, list);
    else if (!names_has_element(&v->schema->names, c->name))
        add_names(v, &e, c->expected_count > 0 ? DIAG_ELEMENT_UNKNOWN : DIAG_ELEMENT_UNKNOWN_SURPLUS, c->name, c->parent, list, "");
    else if (c->expected_count == 0)
        add_names(v, &e, DIAG_ELEMENT_SURPLUS, c->name, c->parent, "", "");
    else
        add_names(v, &e, DIAG_ELEMENT_MISPLACED, c->name, c->parent, list, "");
}

void schema_explain_culprits(struct validation *v)
{
    size_t others = v->finding_count;
    for (const struct schema_culprit *c = v->culprits; c != NULL; c = c->next)
        explain_culprit(v, c);
    for (size_t i = others; i < v->finding_count; i++)
        v->findings[i].order = 0;   /* a wrong name is told before what its element lacks */
}
