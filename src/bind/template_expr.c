/* template_expr.c: expressions and texts of templates: XPath 1.0 with the plan's names unprefixed, compiled and checked. */
#include "bind/template_load.h"

#include <libxml/xpathInternals.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "bind/bind_functions.h"
#include "read/xml_read.h"

static const char *const core_functions[] = {
    "last", "position", "count", "id", "local-name", "namespace-uri", "name", "string", "concat", "starts-with", "contains",
    "substring-before", "substring-after", "substring", "string-length", "normalize-space", "translate", "boolean", "not",
    "true", "false", "lang", "number", "sum", "floor", "ceiling", "round", "node", "text", "comment", "processing-instruction",
    NULL
};

/* ---- writing the prefix that XPath 1.0 asks for ---- */

/* What stands before the token in hand: XPath tells by it whether a name is an operator (XPath 1.0, 3.7). */
enum before { BEFORE_START, BEFORE_OPERAND, BEFORE_OPERATOR, BEFORE_AT, BEFORE_DOLLAR, BEFORE_AXIS, BEFORE_ATTRIBUTE_AXIS };

struct prefixer {
    struct loader *l;
    const struct expr *expr;
    const char *s;
    struct buf out;
    enum before before;
};

bool expr_is_name_start(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (unsigned char)c >= 0x80;
}

bool expr_is_name_char(char c)
{
    return expr_is_name_start(c) || (c >= '0' && c <= '9') || c == '-' || c == '.';
}

static bool is_known_function(const char *name, size_t len)
{
    for (const char *const *f = core_functions; *f != NULL; f++)
        if (strlen(*f) == len && memcmp(*f, name, len) == 0)
            return true;
    for (const struct bind_function *f = bind_functions; f->name != NULL; f++)
        if (strlen(f->name) == len && memcmp(f->name, name, len) == 0)
            return true;
    return false;
}

static void report_function(struct prefixer *p, const char *name)
{
    struct buf known = BUF_INIT;
    for (const struct bind_function *f = bind_functions; f->name != NULL; f++)
        buf_printf(&known, "%s%s", f == bind_functions ? "" : ", ", f->name);
    p->l->failed = true;
    diag_say(p->l->d, DIAG_TEMPLATE_FUNCTION, &p->expr->at, p->expr->source, name, buf_text(&known));
    buf_free(&known);
}

static void use_variable(struct prefixer *p, const char *name)
{
    struct use *use = loader_new(p->l, 1, sizeof *use);
    if (use == NULL)
        return;
    *use = (struct use){find_variable(p->l, name, strlen(name)), p->expr, p->l->uses};
    p->l->uses = use;
}

static void refuse_at(struct prefixer *p, const char *at)
{
    char place[24];
    snprintf(place, sizeof place, "%zu", (size_t)(at - p->expr->source) + 1);
    p->l->failed = true;
    diag_say(p->l->d, DIAG_TEMPLATE_XPATH, &p->expr->at, p->expr->source, place);
}

/* What a name is follows from what stands before and after it. */
static void take_name(struct prefixer *p)
{
    const char *name = p->s;
    while (expr_is_name_char(*p->s))
        p->s++;
    size_t len = (size_t)(p->s - name);
    const char *after = p->s + strspn(p->s, " \t\r\n");
    char *copy = arena_strndup(p->l->t->arena, name, len);
    enum before before = p->before;
    p->before = BEFORE_OPERAND;
    if (copy == NULL) {
        p->l->failed = true;
    } else if (before == BEFORE_DOLLAR) {
        use_variable(p, copy);
    } else if (before == BEFORE_OPERAND) {
        p->before = BEFORE_OPERATOR;                       /* and, or, div, mod */
    } else if (after[0] == ':' && after[1] == ':') {
        if (strcmp(copy, "namespace") == 0)
            refuse_at(p, name);                            /* what it finds is no node of the plan */
        p->before = strcmp(copy, "attribute") == 0 ? BEFORE_ATTRIBUTE_AXIS : BEFORE_AXIS;
    } else if (after[0] == '(') {
        if (!is_known_function(name, len))
            report_function(p, copy);
    } else if (before != BEFORE_AT && before != BEFORE_ATTRIBUTE_AXIS) {
        buf_str(&p->out, "p:");
    }
    buf_add(&p->out, name, len);
}

static void take_literal(struct prefixer *p)
{
    const char *end = strchr(p->s + 1, *p->s);
    size_t len = end != NULL ? (size_t)(end - p->s) + 1 : strlen(p->s);
    buf_add(&p->out, p->s, len);
    p->s += len;
    p->before = BEFORE_OPERAND;
}

static void take_sign(struct prefixer *p)
{
    char c = *p->s++;
    buf_char(&p->out, c);
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r')
        return;
    if (c == ':' && *p->s == ':')
        buf_char(&p->out, *p->s++);                        /* the axis before it is remembered */
    else if (c == '@')
        p->before = BEFORE_AT;
    else if (c == '$')
        p->before = BEFORE_DOLLAR;
    else if (c == ')' || c == ']' || c == '.' || (c >= '0' && c <= '9'))
        p->before = BEFORE_OPERAND;
    else if (c == '*')
        p->before = p->before == BEFORE_OPERAND ? BEFORE_OPERATOR : BEFORE_OPERAND;
    else
        p->before = BEFORE_OPERATOR;
}

static const char *write_prefixes(struct loader *l, const struct expr *expr)
{
    struct prefixer p = {l, expr, expr->source, BUF_INIT, BEFORE_START};
    while (*p.s != '\0') {
        if (expr_is_name_start(*p.s))
            take_name(&p);
        else if (*p.s == '"' || *p.s == '\'')
            take_literal(&p);
        else
            take_sign(&p);
    }
    const char *out = p.out.failed ? NULL : arena_strdup(l->t->arena, buf_text(&p.out));
    if (p.out.failed)
        arena_starve(l->t->arena);
    buf_free(&p.out);
    if (out == NULL)
        l->failed = true;
    return out;
}

/* ---- compiling ---- */

/* The place of an error in the author's text: prefixes that we wrote before it do not count. */
static int place_in_source(const char *prefixed, const char *source, int at)
{
    int i = 0, j = 0;
    while (i < at && prefixed[i] != '\0' && source[j] != '\0')
        if (strncmp(prefixed + i, "p:", 2) == 0 && strncmp(source + j, "p:", 2) != 0)
            i += 2;
        else
            i++, j++;
    return j;
}

static void xpath_error(void *data, xmlErrorPtr error)
{
    struct loader *l = data;
    const struct expr *e = l->compiling;
    l->failed = true;
    if (e == NULL || error == NULL)
        return;
    int at = error->str1 != NULL ? place_in_source(error->str1, e->source, error->int1) : 0;
    char place[16];
    snprintf(place, sizeof place, "%d", at + 1);
    diag_say(l->d, DIAG_TEMPLATE_XPATH, &e->at, e->source, place);
}

static bool remember(struct loader *l, struct expr *e)
{
    struct template *t = l->t;
    if ((t->nexprs & (t->nexprs - 1)) == 0) {              /* full at every power of two */
        struct expr **more = arena_array(t->arena, t->nexprs == 0 ? 1 : 2 * t->nexprs, sizeof *more);
        if (more == NULL)
            return false;
        if (t->nexprs > 0)
            memcpy(more, t->exprs, t->nexprs * sizeof *more);
        t->exprs = more;
    }
    e->number = t->nexprs;
    t->exprs[t->nexprs++] = e;
    return true;
}

const struct expr *expr_compile(struct loader *l, const char *source, const xmlNode *element, const char *attribute)
{
    struct expr *e = loader_new(l, 1, sizeof *e);
    if (e == NULL || !remember(l, e)) {
        l->failed = true;
        return NULL;
    }
    e->source = source;
    const struct xml_doc *doc = xml_doc_of(element);
    e->at = attribute != NULL ? xml_attribute_place(doc, element, attribute, NULL) : xml_place(doc, element, NULL);
    const char *prefixed = write_prefixes(l, e);
    if (prefixed == NULL)
        return NULL;
    l->compiling = e;
    l->xpath->error = xpath_error;
    l->xpath->userData = l;
    e->compiled = xmlXPathCtxtCompile(l->xpath, (const xmlChar *)prefixed);
    l->compiling = NULL;
    if (e->compiled == NULL)
        l->failed = true;
    else
        e->walk = walk_compile(l, source);
    return e->compiled != NULL ? e : NULL;
}

struct variable *find_variable(struct loader *l, const char *name, size_t len)
{
    struct template *t = l->t;
    struct variable *v = t->variables;
    while (v != NULL && (*v->name != *name || strncmp(v->name, name, len) != 0 || v->name[len] != '\0'))
        v = v->next;
    if (v != NULL || (v = loader_new(l, 1, sizeof *v)) == NULL)
        return v;
    *v = (struct variable){arena_strndup(t->arena, name, len), t->nvariables++, false, t->variables};
    if (v->name == NULL)
        return NULL;
    t->variables = v;
    return v;
}

const struct variable *declare_variable(struct loader *l, const char *name)
{
    struct variable *v = find_variable(l, name, strlen(name));
    if (v != NULL)
        v->declared = true;
    return v;
}

void expr_check_variables(struct loader *l)
{
    if (arena_starved(l->t->arena))   /* then not all that are declared are known */
        return;
    for (const struct use *u = l->uses; u != NULL; u = u->next)
        if (!u->variable->declared) {
            l->failed = true;
            diag_say(l->d, DIAG_TEMPLATE_VARIABLE, &u->expr->at, u->expr->source, u->variable->name);
        }
}

/* ---- texts with braces ---- */

/* The end of an expression that begins after a brace; a brace within quotes does not end it. NULL when none does. */
static const char *expression_end(const char *s, const char *end)
{
    for (; s < end && *s != '}'; s++)
        if (*s == '"' || *s == '\'') {
            s = memchr(s + 1, *s, (size_t)(end - s - 1));
            if (s == NULL)
                return NULL;
        }
    return s < end ? s : NULL;
}

struct parts { struct text_part *at; size_t count; struct buf literal; };

static void flush_literal(struct loader *l, struct parts *p)
{
    l->failed = l->failed || p->literal.failed;
    if (p->literal.len == 0)
        return;
    p->at[p->count++] = (struct text_part){arena_strdup(l->t->arena, buf_text(&p->literal)), NULL};
    if (p->at[p->count - 1].literal == NULL)
        l->failed = true;
    buf_clear(&p->literal);
}

/* Takes an expression, whose brace is at S. Returns where to go on; NULL when it is wrong, which was reported. */
static const char *take_expression(struct loader *l, struct parts *p, const char *s, const char *end, const xmlNode *element,
                                   const char *attribute)
{
    const char *close = expression_end(s + 1, end);
    if (close == NULL || close == s + 1)
        return NULL;
    flush_literal(l, p);
    const char *source = arena_strndup(l->t->arena, s + 1, (size_t)(close - s - 1));
    const struct expr *e = source != NULL ? expr_compile(l, source, element, attribute) : NULL;
    if (e != NULL)
        p->at[p->count++] = (struct text_part){NULL, e};
    return close + 1;
}

struct text text_compile(struct loader *l, const char *source, size_t len, const xmlNode *element, const char *attribute)
{
    struct text text = {NULL, 0};
    struct parts p = {loader_new(l, len + 1, sizeof *p.at), 0, BUF_INIT};
    const char *s = source, *end = source + len;
    while (p.at != NULL && s != NULL && s < end) {
        if ((*s == '{' || *s == '}') && s + 1 < end && s[1] == *s) {
            buf_char(&p.literal, *s);
            s += 2;
        } else if (*s == '{') {
            s = take_expression(l, &p, s, end, element, attribute);
        } else if (*s == '}') {
            s = NULL;
        } else {
            buf_char(&p.literal, *s++);
        }
    }
    if (s == NULL)
        loader_error(l, DIAG_TEMPLATE_BRACE, element, attribute, source, NULL, NULL);
    if (p.at != NULL)
        flush_literal(l, &p);
    text.parts = p.at;
    text.count = p.count;
    buf_free(&p.literal);
    return text;
}
