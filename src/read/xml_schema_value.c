/* xml_schema_value.c: values that are not of their type, in our own words, and what they were meant to be. */
#include <libxml/tree.h>
#include <libxml/xmlregexp.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "read/absence.h"
#include "read/xml_scan.h"
#include "read/xml_schema_mend.h"
#include "read/xml_schema_priv.h"

#define BLANKS " \t\r\n"

static bool is_one_of(const char *word, const char *const *words)
{
    for (; *words != NULL; words++)
        if (strcmp(*words, word) == 0)
            return true;
    return false;
}

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
    return schema_kept(v, arena_strndup(v->arena, at, strcspn(at, "'")));
}

static bool looks_like_date(const char *value)
{
    return strlen(value) == 10 && strspn(value, "0123456789-") == 10 && value[4] == '-' && value[7] == '-';
}

static enum diag_code lexical_code(const char *builtin, const char *value)
{
    if (builtin == NULL)
        return DIAG_VALUE_WRONG;
    if (mend_is_integer(builtin))
        return DIAG_VALUE_NOT_INTEGER;
    if (is_one_of(builtin, identifiers))
        return DIAG_VALUE_NOT_NAME;
    if (strcmp(builtin, "boolean") == 0)
        return DIAG_VALUE_NOT_BOOLEAN;
    if (strcmp(builtin, "decimal") == 0)
        return DIAG_VALUE_NOT_NUMBER;
    if (strcmp(builtin, "date") == 0)
        return looks_like_date(value) ? DIAG_VALUE_NOT_IN_CALENDAR : DIAG_VALUE_NOT_DATE;
    return DIAG_VALUE_WRONG;
}

/* What the schema's author says of a type, or else its name. */
static const char *describe(struct validation *v, const char *type)
{
    xmlChar *documentation = type != NULL ? names_documentation(&v->schema->names, type) : NULL;
    const char *text = documentation != NULL ? (const char *)documentation : type != NULL ? type : "";
    const char *copy = schema_kept(v, text);
    xmlFree(documentation);
    return copy;
}

static bool is_blank(const char *value)
{
    return value[strspn(value, BLANKS)] == '\0';
}

#define MOST_DIGITS "24"   /* of a number, in libxml2 */

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
    if (!decimal && !mend_is_integer(builtin))
        return false;
    if (!mend_is_plain(value, decimal))
        return false;
    if (least_of(builtin) != NULL && strlen(value) <= 24)
        schema_add_value(v, e, DIAG_VALUE_TOO_SMALL, value, least_of(builtin), "");
    else
        schema_add_value(v, e, DIAG_VALUE_TOO_MANY_DIGITS, value, MOST_DIGITS, "");
    return true;
}

/* An empty value whose text stands in an element that may not be there: that is told instead. */
static bool is_misplaced(const struct schema_error *e, enum diag_code code)
{
    return code == DIAG_VALUE_EMPTY && e->attribute == NULL && schema_first_element(e->element) != NULL;
}

/* "n.d." where the value of an element should stand that assente may replace: {3} and {4} are what to write instead of what. */
static bool explain_absence(struct validation *v, const struct schema_error *e)
{
    const char *value = e->arg[0] + strspn(e->arg[0], BLANKS), *text, *raw;
    size_t len = strlen(value), all, offset;
    while (len > 0 && strchr(BLANKS, value[len - 1]) != NULL)
        len--;
    const char *stato = absence_stato(value, len);
    if (e->attribute != NULL || stato == NULL || !xml_offset(e->element, &offset) ||
        schema_order(v, (const char *)e->element->parent->name, "assente") < 0)
        return false;
    xml_text(v->doc, &text, &all);
    raw = text + offset;
    const char *past = scan_element(raw, text + all);
    schema_add_value(v, e, DIAG_VALUE_ABSENT, value,
                     arena_printf(v->arena, "<assente stato=\"%s\">%.*s</assente>", stato, (int)len, value),
                     arena_strndup(v->arena, raw, (size_t)(past - raw)));
    return true;
}

/* An identifier that is written well, and refused: another element has it. */
static bool explain_repeated(struct validation *v, const struct schema_error *e, const char *value, const char *builtin)
{
    if (builtin == NULL || strcmp(builtin, "ID") != 0 || xmlValidateNCName(BAD_CAST value, 1) != 0)
        return false;
    value += strspn(value, BLANKS);
    schema_add_names(v, e, DIAG_KEY_REPEATED, arena_strndup(v->arena, value, strcspn(value, BLANKS)), "", "", "");
    return true;
}

/* The text is not in the lexical space of its type. */
static void explain_lexical(struct validation *v, const struct schema_error *e)
{
    static const enum diag_code codes[] = {
        [MEND_ITALIAN] = DIAG_VALUE_ITALIAN_NUMBER, [MEND_UNIT] = DIAG_VALUE_WITH_UNIT, [MEND_DATE] = DIAG_VALUE_ITALIAN_DATE,
        [MEND_NO_SUCH_DAY] = DIAG_VALUE_NO_SUCH_DAY,
    };
    const char *value = e->arg[0], *type = type_of(v, e);
    const char *builtin = type != NULL ? names_builtin(&v->schema->names, type) : NULL;
    enum diag_code code = is_blank(value) ? DIAG_VALUE_EMPTY : lexical_code(builtin, value);
    struct buf mended = BUF_INIT;
    if (is_misplaced(e, code) || explain_plain(v, e, value, builtin) || explain_absence(v, e) ||
        explain_repeated(v, e, value, builtin))
        return;
    enum mend mend = mend_value(&mended, value, builtin);
    if (code == DIAG_VALUE_NOT_NAME)
        mend_name(&mended, value, (char)e->element->name[0]);
    if (mend != MEND_NONE)
        code = codes[mend];
    v->no_memory = v->no_memory || mended.failed;
    schema_add_value(v, e, code, value, mended.len > 0 ? buf_text(&mended) : describe(v, type), "");
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
    const char *nearest = mend_word(e->arg[0], values);
    struct buf list = BUF_INIT;
    for (size_t i = 0; values[i] != NULL; i++)
        buf_printf(&list, "%s%s", i > 0 ? ", " : "", values[i]);
    v->no_memory = v->no_memory || list.failed;
    enum diag_code code = nearest != NULL ? DIAG_VALUE_MISSPELT : DIAG_VALUE_NOT_LISTED;
    schema_add_value(v, e, is_blank(e->arg[0]) ? DIAG_VALUE_EMPTY : code, e->arg[0], buf_text(&list), nearest != NULL ? nearest : "");
    buf_free(&list);
}

/* VALUE with the zeros in front that a spreadsheet takes away, when that makes it match PATTERN; NULL otherwise. */
static const char *with_zeros(struct validation *v, const char *value, const char *pattern)
{
    xmlRegexpPtr regexp = mend_is_plain(value, false) ? xmlRegexpCompile(BAD_CAST pattern) : NULL;
    const char *found = NULL;
    for (int zeros = 2; regexp != NULL && found == NULL && zeros > 0; zeros--) {
        const char *longer = schema_kept(v, arena_printf(v->arena, "%.*s%s", zeros, "00", value + strspn(value, BLANKS)));
        if (xmlRegexpExec(regexp, BAD_CAST longer) == 1)
            found = longer;
    }
    xmlRegFreeRegexp(regexp);
    return found;
}

static void explain_pattern(struct validation *v, const struct schema_error *e)
{
    const char *type = names_type(&v->schema->names, (const char *)e->element->name, e->attribute);
    const char *value = e->arg[0], *pattern = e->arg[1], *longer;
    if (is_blank(value))
        schema_add_value(v, e, DIAG_VALUE_EMPTY, value, "", "");
    else if ((longer = with_zeros(v, value, pattern)) != NULL)
        schema_add_value(v, e, DIAG_VALUE_ZEROS, value, longer, "");
    else if (type == NULL)
        schema_add_value(v, e, DIAG_VALUE_FORM, value, pattern, "");
    else
        schema_add_value(v, e, DIAG_VALUE_PATTERN, value, describe(v, type), pattern);
}

static void explain_fixed(struct validation *v, const struct schema_error *e)
{
    schema_add_value(v, e, DIAG_VALUE_NOT_FIXED, e->arg[0], e->arg[1], "");
}

/* Of an attribute the arguments are value, length, limit; of an element, length and limit. */
static void explain_length(struct validation *v, const struct schema_error *e)
{
    bool with_value = e->attribute != NULL;
    const char *length = e->arg[with_value ? 1 : 0], *limit = e->arg[with_value ? 2 : 1];
    bool longer = e->code == XML_SCHEMAV_CVC_MAXLENGTH_VALID;
    enum diag_code code = longer ? DIAG_VALUE_TOO_LONG : strcmp(length, "0") == 0 ? DIAG_VALUE_EMPTY : DIAG_VALUE_TOO_SHORT;
    if (!is_misplaced(e, code))
        schema_add_value(v, e, code, with_value ? e->arg[0] : "", limit, length);
}

/* The year that two digits mean where the least value is a year; NULL when VALUE is no such thing. */
static const char *two_digits(struct validation *v, const char *value, const char *least)
{
    bool year = strlen(least) == 4 && (strncmp(least, "19", 2) == 0 || strncmp(least, "20", 2) == 0);
    if (!year || strlen(value) != 2 || !mend_is_plain(value, false))
        return NULL;
    return schema_kept(v, arena_printf(v->arena, "20%s", value));
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
    const char *century = two_digits(v, e->arg[0], e->arg[1]);
    if (century != NULL) {
        schema_add_value(v, e, DIAG_VALUE_YEAR_SHORT, e->arg[0], century, "");
        return;
    }
    for (size_t i = 0; i < sizeof bounds / sizeof bounds[0]; i++)
        if (bounds[i].library == e->code)
            schema_add_value(v, e, bounds[i].code, e->arg[0], e->arg[1], "");
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
};

bool schema_explain_value(struct validation *v, const struct schema_error *e)
{
    for (size_t i = 0; i < sizeof explanations / sizeof explanations[0]; i++)
        if (explanations[i].code == e->code) {
            explanations[i].explain(v, e);
            return true;
        }
    return false;
}
