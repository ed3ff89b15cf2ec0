/* template_attr.c: attributes of template elements into fields of structs, by tables: lengths, colours, names, expressions. */
#include "bind/template_load.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "read/xml_read.h"

const char *const attr_aligns[] = {"sinistra", "destra", "centro", "asse", NULL};   /* enum align */

void *loader_new(struct loader *l, size_t count, size_t size)
{
    void *p = arena_array(l->t->arena, count, size);
    if (p == NULL)
        l->failed = true;
    return p;
}

void loader_error(struct loader *l, enum diag_code code, const xmlNode *element, const char *attribute,
                  const char *a, const char *b, const char *c)
{
    const struct xml_doc *doc = xml_doc_of(element);
    struct diag_place at = attribute != NULL ? xml_attribute_place(doc, element, attribute, NULL) : xml_place(doc, element, NULL);
    l->failed = true;
    diag_say(l->d, code, &at, a, b, c);
}

const char *loader_attribute(const xmlNode *element, const char *name)
{
    for (const xmlAttr *a = element->properties; a != NULL; a = a->next)
        if (strcmp((const char *)a->name, name) == 0)
            return a->children != NULL ? (const char *)a->children->content : "";
    return NULL;
}

/* ---- values, whose form the schema has checked ---- */

/* "59.5mm" in mpt, exactly: a millimetre is 72000/25.4 mpt; rounded to the nearest. */
static mpt read_length(const char *s, char **end)
{
    bool negative = *s == '-';
    int64_t thousandths = 0;
    int places = -1;
    for (s += negative; (*s >= '0' && *s <= '9') || *s == '.'; s++) {
        if (*s == '.') {
            places = 0;
        } else if (places < 3) {
            thousandths = thousandths * 10 + (*s - '0');
            places += places >= 0;
        }
    }
    for (places = places < 0 ? 0 : places; places < 3; places++)
        thousandths *= 10;
    if (strncmp(s, "mm", 2) == 0)
        thousandths = (thousandths * 720 + 127) / 254;     /* 72/25.4 = 720/254 points */
    if (end != NULL)
        *end = (char *)s + 2;
    return (mpt)(negative ? -thousandths : thousandths);
}

static struct width read_width(const char *s)
{
    if (strcmp(s, "contenuto") == 0)
        return (struct width){WIDTH_CONTENT, 0, 0, true};
    if (s[strlen(s) - 1] == '*')
        return (struct width){WIDTH_SHARE, 0, atoi(s), true};
    return (struct width){WIDTH_FIXED, read_length(s, NULL), 0, true};
}

static uint32_t find_colour(struct loader *l, const char *name, const xmlNode *element, const char *attribute)
{
    const uint32_t *colour = def_find(l, DEF_COLOUR, name, element, attribute);
    return colour != NULL ? *colour : 0;
}

/* "0.75pt accento", "nessuno" */
static struct rule read_stroke(struct loader *l, const char *s, const xmlNode *element, const char *attribute)
{
    if (strcmp(s, "nessuno") == 0)
        return (struct rule){0, 0};
    char *end;
    mpt width = read_length(s, &end);
    return (struct rule){width, find_colour(l, end + strspn(end, " "), element, attribute)};
}

struct widths { const struct width *widths; size_t count; };

static struct widths read_widths(struct loader *l, const char *s)
{
    size_t n = 0;
    struct width *widths = loader_new(l, strlen(s) / 2 + 1, sizeof *widths);
    while (widths != NULL && *(s += strspn(s, " \t\r\n")) != '\0') {
        size_t len = strcspn(s, " \t\r\n");
        const char *one = arena_strndup(l->t->arena, s, len);
        if (one == NULL)
            break;
        widths[n++] = read_width(one);
        s += len;
    }
    return (struct widths){widths, n};
}

static int read_word(const char *s, const char *const *words)
{
    for (int i = 0; words[i] != NULL; i++)
        if (strcmp(words[i], s) == 0)
            return i + 1;
    return 0;
}

/* ---- tables of attributes ---- */

void attr_clear(const struct attr *attrs, void *object)
{
    for (; attrs->name != NULL; attrs++) {
        char *field = (char *)object + attrs->offset;
        if (attrs->type == ATTR_LENGTH)
            *(mpt *)(void *)field = LENGTH_UNSET;
        else if (attrs->type == ATTR_COLOUR)
            *(uint32_t *)(void *)field = COLOUR_UNSET;
        else if (attrs->type == ATTR_STROKE)
            ((struct rule *)(void *)field)->width = LENGTH_UNSET;
    }
}

/* A field of TYPE within the object. */
#define FIELD(type) (*(type *)(void *)field)

static void read_field(struct loader *l, const struct attr *attr, const char *s, const xmlNode *element, char *field)
{
    switch (attr->type) {
    case ATTR_EXPR: FIELD(const struct expr *) = expr_compile(l, s, element, attr->name); break;
    case ATTR_TEXT: FIELD(struct text) = text_compile(l, s, strlen(s), element, attr->name); break;
    case ATTR_NAME: FIELD(const char *) = s; break;
    case ATTR_LENGTH: FIELD(mpt) = read_length(s, NULL); break;
    case ATTR_STROKE: FIELD(struct rule) = read_stroke(l, s, element, attr->name); break;
    case ATTR_WIDTH: FIELD(struct width) = read_width(s); break;
    case ATTR_WIDTHS: FIELD(struct widths) = read_widths(l, s); break;
    case ATTR_COLOUR: FIELD(uint32_t) = find_colour(l, s, element, attr->name); break;
    case ATTR_VALUE_COLOUR: FIELD(uint32_t) = (uint32_t)strtoul(s + 1, NULL, 16); break;
    case ATTR_FAMILY: FIELD(const void *) = def_find(l, DEF_FAMILY, s, element, attr->name); break;
    case ATTR_FACE: FIELD(int) = def_face(l, s); break;
    case ATTR_STYLE: FIELD(const void *) = def_find(l, DEF_STYLE, s, element, attr->name); break;
    case ATTR_ROW_LOOK: FIELD(const void *) = def_find(l, DEF_ROW_LOOK, s, element, attr->name); break;
    case ATTR_TABLE_LOOK: FIELD(const void *) = def_find(l, DEF_TABLE_LOOK, s, element, attr->name); break;
    case ATTR_PAGE: FIELD(const void *) = def_find(l, DEF_PAGE, s, element, attr->name); break;
    case ATTR_FRAGMENT: FIELD(const struct fragment *) = def_find_fragment(l, s, element, attr->name); break;
    case ATTR_FRAGMENT_TEXT: FIELD(const void *) = def_find(l, DEF_FRAGMENT_TEXT, s, element, attr->name); break;
    case ATTR_YESNO: FIELD(enum yesno) = strcmp(s, "si") == 0 ? YES : NO; break;
    case ATTR_COUNT: FIELD(int) = atoi(s); break;
    case ATTR_WORD: FIELD(int) = read_word(s, attr->words); break;
    case ATTR_DECLARES: FIELD(const struct variable *) = declare_variable(l, s); break;
    }
}

void attr_read(struct loader *l, const struct attr *attrs, const xmlNode *element, void *object)
{
    for (; attrs->name != NULL; attrs++) {
        const char *s = loader_attribute(element, attrs->name);
        if (s != NULL)
            read_field(l, attrs, s, element, (char *)object + attrs->offset);
    }
}
