/* template_walk.c: reads an expression for walking (walk.h): the grammar of XPath 1.0 as far as it is walked. */
#include "bind/walk.h"

#include <string.h>

#include "base/arena.h"
#include "bind/template_load.h"
#include "compute/within.h"

#define MAX_NESTED 50                   /* parentheses, conditions, arguments within each other; steps of a path */

struct reader {
    struct loader *l;
    struct arena *a;                    /* the template's */
    const char *s;
    int depth;
    bool foreign;                       /* what stands here is not walked, or memory is short */
};

static struct walk *read_or(struct reader *r);

static void *make(struct reader *r, size_t size)
{
    void *p = arena_array(r->a, 1, size);
    r->foreign = r->foreign || p == NULL;
    return p;
}

static struct walk *make_walk(struct reader *r, struct walk content)
{
    struct walk *w = make(r, sizeof *w);
    if (w != NULL)
        *w = content;
    return w;
}

static struct walk *refuse(struct reader *r)
{
    r->foreign = true;
    return NULL;
}

/* ---- signs and names ---- */

static void skip_blanks(struct reader *r)
{
    while (*r->s == ' ' || *r->s == '\t' || *r->s == '\r' || *r->s == '\n')
        r->s++;
}

/* A sign of one or two characters. A dozen are tried after every operand. */
static bool take_sign(struct reader *r, const char *sign)
{
    skip_blanks(r);
    if (*r->s != *sign || (sign[1] != '\0' && r->s[1] != sign[1]))
        return false;
    r->s += sign[1] != '\0' ? 2 : 1;
    return true;
}

static size_t name_length(const char *s)
{
    size_t len = 0;
    while (expr_is_name_char(s[len]))
        len++;
    return expr_is_name_start(*s) ? len : 0;
}

/* "and", "or": after an operand a name is an operator. */
static bool take_word(struct reader *r, const char *word)
{
    skip_blanks(r);
    size_t len = *r->s == *word ? name_length(r->s) : 0;
    if (len != strlen(word) || strncmp(r->s, word, len) != 0)
        return false;
    r->s += len;
    return true;
}

static const struct variable *take_variable(struct reader *r)
{
    size_t len = name_length(r->s);
    const struct variable *v = len > 0 ? find_variable(r->l, r->s, len) : NULL;
    r->foreign = r->foreign || v == NULL;
    r->s += len;
    return v;
}

static const char *take_name(struct reader *r)
{
    skip_blanks(r);
    size_t len = name_length(r->s);
    const char *name = len > 0 ? arena_strndup(r->a, r->s, len) : NULL;
    r->foreign = r->foreign || name == NULL;
    r->s += len;
    return name;
}

/* ---- paths ---- */

/* The conditions in brackets. A number is a place among the nodes, which are not counted here: only "[1]", at the end. */
static const struct walk *read_conditions(struct reader *r, bool *first_only)
{
    const struct walk *first = NULL, **end = &first;
    while (!r->foreign && take_sign(r, "[")) {
        struct walk *w = read_or(r);
        if (w == NULL || !take_sign(r, "]") || *first_only)
            return refuse(r);
        *first_only = w->kind == WALK_NUMBER && w->number == 1;
        if (!*first_only && w->kind >= WALK_NUMBER && w->kind <= WALK_LENGTH)
            return refuse(r);
        *end = *first_only ? NULL : w;
        end = &w->next;
    }
    return first;
}

static const struct { const char *name; enum walk_axis axis; } axes[] = {
    {"child", AXIS_CHILD}, {"attribute", AXIS_ATTRIBUTE}, {"self", AXIS_SELF}, {"parent", AXIS_PARENT}, {"ancestor", AXIS_ANCESTOR},
    {"ancestor-or-self", AXIS_ANCESTOR_OR_SELF}, {"descendant", AXIS_DESCENDANT}, {"preceding-sibling", AXIS_BEFORE}, {"following-sibling", AXIS_AFTER}
};

static bool take_axis(struct reader *r, struct walk_step *step)
{
    size_t len = name_length(r->s);
    if (strncmp(r->s + len, "::", 2) != 0)
        return false;
    for (size_t i = 0; i < sizeof axes / sizeof axes[0]; i++)
        if (strlen(axes[i].name) == len && strncmp(r->s, axes[i].name, len) == 0) {
            r->s += len + 2;
            step->axis = axes[i].axis;
            return true;
        }
    return false;
}

static struct walk_step *read_step(struct reader *r)
{
    struct walk_step *step = make(r, sizeof *step);
    if (step == NULL)
        return NULL;
    step->any = true;
    skip_blanks(r);
    if (take_sign(r, "..")) {
        step->axis = AXIS_PARENT;
    } else if (take_sign(r, ".")) {
        step->axis = AXIS_SELF;
    } else {
        step->any = false;
        if (take_sign(r, "@"))
            step->axis = AXIS_ATTRIBUTE;
        else if (!take_axis(r, step))
            step->axis = AXIS_CHILD;
        if (!take_sign(r, "*"))
            step->name = take_name(r);
    }
    if (step->name != NULL && (step->axis == AXIS_CHILD || step->axis == AXIS_ATTRIBUTE))
        step->within = within_bit(step->name, step->axis == AXIS_ATTRIBUTE);
    step->type = step->axis == AXIS_ATTRIBUTE ? XML_ATTRIBUTE_NODE : XML_ELEMENT_NODE;
    step->conditions = step->any ? NULL : read_conditions(r, &step->first);
    return step;
}

/* Steps after a slash, or from the first on. */
static const struct walk_step *read_steps(struct reader *r, bool below)
{
    const struct walk_step *first = NULL, **end = &first;
    int count = 0;
    do {
        struct walk_step *step = read_step(r);
        if (step == NULL || r->foreign || ++count > MAX_NESTED || (below && (step->axis != AXIS_CHILD || step->first)))
            return (const void *)refuse(r);
        if (below) {
            step->axis = AXIS_DESCENDANT;
            step->within = 0;
        }
        *end = step;
        end = &step->next;
        below = take_sign(r, "//");
    } while (below || take_sign(r, "/"));
    return first;
}

/* From one node, steps to children find their nodes in the order of the document; so does one step of another kind before them. */
static bool is_ordered(const struct walk_step *step)
{
    enum { ONE, SIBLINGS, NESTED } found = ONE;
    for (; step != NULL; step = step->next) {
        if (step->axis == AXIS_SELF || step->axis == AXIS_ATTRIBUTE || (step->axis == AXIS_PARENT && found == ONE))
            continue;
        if (step->axis == AXIS_CHILD && found != NESTED)
            found = SIBLINGS;
        else if (step->axis == AXIS_DESCENDANT && found == ONE)
            found = NESTED;
        else
            return false;
    }
    return true;
}

/* No step leaves the nodes where it begins, but to their attributes. */
static bool is_staying(const struct walk_step *step)
{
    while (step != NULL && (step->axis == AXIS_SELF || step->axis == AXIS_ATTRIBUTE))
        step = step->next;
    return step == NULL;
}

static struct walk *make_path(struct reader *r, struct walk path)
{
    path.ordered = is_ordered(path.steps);
    path.stays = is_staying(path.steps);
    return r->foreign ? NULL : make_walk(r, path);
}

/* What follows the place where PATH begins. */
static struct walk *read_path(struct reader *r, struct walk path)
{
    struct walk_step *here = NULL;
    skip_blanks(r);
    if (*r->s == '[') {
        here = make(r, sizeof *here);
        if (here == NULL)
            return NULL;
        *here = (struct walk_step){.axis = AXIS_SELF, .any = true};
        here->conditions = read_conditions(r, &here->first);
        r->foreign = r->foreign || here->first;   /* the first of all, wherever they come from */
        path.steps = here;
    }
    bool below = take_sign(r, "//");
    if (below || take_sign(r, "/")) {
        const struct walk_step *steps = read_steps(r, below);
        if (here != NULL)
            here->next = steps;
        else
            path.steps = steps;
    }
    return make_path(r, path);
}

static struct walk *read_relative(struct reader *r, enum walk_from from, bool below)
{
    return make_path(r, (struct walk){.kind = WALK_PATH, .from = from, .steps = read_steps(r, below)});
}

/* ---- functions ---- */

static const struct { const char *name; int least, most; enum walk_kind kind; enum walk_from from; } functions[] = {
    {"not", 1, 1, WALK_NOT, 0}, {"boolean", 1, 1, WALK_BOOLEAN, 0}, {"true", 0, 0, WALK_TRUE, 0}, {"false", 0, 0, WALK_FALSE, 0},
    {"string", 1, 1, WALK_STRING, 0}, {"normalize-space", 1, 1, WALK_NORMALIZED, 0}, {"string-length", 1, 1, WALK_LENGTH, 0},
    {"contains", 2, 2, WALK_CONTAINS, 0}, {"starts-with", 2, 2, WALK_STARTS_WITH, 0},
    {"indicatori", 0, 0, WALK_PATH, FROM_INDICATORI}, {"nodi", 0, 0, WALK_PATH, FROM_NODI},
    {"rif", 1, 1, WALK_PATH, FROM_RIF}, {"parti", 2, 2, WALK_PATH, FROM_PARTI}, {"cifra", 2, 3, WALK_PATH, FROM_CIFRA}
};

/* Arguments, after the parenthesis. */
static int read_arguments(struct reader *r, struct walk *w)
{
    int count = 0;
    if (take_sign(r, ")"))
        return 0;
    do {
        const struct walk *arg = count < 3 ? read_or(r) : refuse(r);
        if (r->foreign)
            return 0;
        w->args[count++] = arg;
    } while (take_sign(r, ","));
    if (!take_sign(r, ")"))
        refuse(r);
    return count;
}

static struct walk *read_function(struct reader *r)
{
    for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++) {
        if (!take_word(r, functions[i].name))
            continue;
        struct walk w = {.kind = functions[i].kind, .from = functions[i].from};
        int count = take_sign(r, "(") ? read_arguments(r, &w) : -1;
        if (r->foreign || count < functions[i].least || count > functions[i].most)
            return refuse(r);
        return w.kind == WALK_PATH ? read_path(r, w) : make_walk(r, w);
    }
    return refuse(r);
}

/* ---- operands and operators ---- */

static struct walk *read_literal(struct reader *r)
{
    const char *end = strchr(r->s + 1, *r->s);
    if (end == NULL)
        return refuse(r);
    struct walk w = {.kind = WALK_TEXT, .text = arena_strndup(r->a, r->s + 1, (size_t)(end - r->s) - 1)};
    r->s = end + 1;
    return w.text != NULL ? make_walk(r, w) : refuse(r);
}

static struct walk *read_number(struct reader *r)
{
    size_t len = strspn(r->s, "0123456789.");
    const char *digits = arena_strndup(r->a, r->s, len);
    if (digits == NULL)
        return refuse(r);
    r->s += len;
    return make_walk(r, (struct walk){.kind = WALK_NUMBER, .number = xmlXPathCastStringToNumber((const xmlChar *)digits)});
}

static bool is_function(const char *s)
{
    s += name_length(s);
    return s[strspn(s, " \t\r\n")] == '(';
}

static struct walk *read_operand(struct reader *r)
{
    skip_blanks(r);
    if (*r->s == '"' || *r->s == '\'')
        return read_literal(r);
    if ((*r->s >= '0' && *r->s <= '9') || (*r->s == '.' && r->s[1] >= '0' && r->s[1] <= '9'))
        return read_number(r);
    if (take_sign(r, "(")) {
        struct walk *w = read_or(r);
        return take_sign(r, ")") ? w : refuse(r);
    }
    if (take_sign(r, "$"))
        return read_path(r, (struct walk){.kind = WALK_PATH, .from = FROM_VARIABLE, .variable = take_variable(r)});
    if (name_length(r->s) > 0 && is_function(r->s))
        return read_function(r);
    if (take_sign(r, "//"))
        return read_relative(r, FROM_ROOT, true);
    return read_relative(r, take_sign(r, "/") ? FROM_ROOT : FROM_HERE, false);
}

static struct walk *join(struct reader *r, enum walk_kind kind, const struct walk *a, const struct walk *c)
{
    return r->foreign ? NULL : make_walk(r, (struct walk){.kind = kind, .args = {a, c}});
}

static bool is_one_step(const struct walk *w)
{
    return w->kind == WALK_PATH && w->from == FROM_HERE && w->steps->next == NULL && !w->steps->first;
}

/* "nodo | indicatore": nodes that one step finds. Other unions are libxml2's. */
static struct walk *read_union(struct reader *r)
{
    struct walk *w = read_operand(r);
    while (!r->foreign && take_sign(r, "|")) {
        struct walk *c = read_operand(r);
        if (r->foreign || !is_one_step(w) || !is_one_step(c) || c->steps->other != NULL || w->steps->axis != c->steps->axis)
            return refuse(r);
        struct walk_step *step = make(r, sizeof *step);
        if (step == NULL)
            return NULL;
        *step = *c->steps;
        step->other = w->steps;
        step->within = step->within != 0 && w->steps->within != 0 ? step->within | w->steps->within : 0;
        w->steps = step;
    }
    return w;
}

static struct walk *read_sum(struct reader *r)
{
    struct walk *w = read_union(r);
    while (!r->foreign) {
        if (take_sign(r, "+"))
            w = join(r, WALK_PLUS, w, read_union(r));
        else if (take_sign(r, "-"))
            w = join(r, WALK_MINUS, w, read_union(r));
        else
            break;
    }
    return w;
}

/* One comparison; those of comparisons are libxml2's. */
static struct walk *read_comparison(struct reader *r)
{
    static const struct { const char *sign; enum walk_kind kind; } signs[] = {
        {"=", WALK_EQUAL}, {"!=", WALK_UNEQUAL}, {"<=", WALK_AT_MOST}, {"<", WALK_LESS}, {">=", WALK_AT_LEAST}, {">", WALK_MORE}
    };
    struct walk *w = read_sum(r);
    for (size_t i = 0; !r->foreign && i < sizeof signs / sizeof signs[0]; i++)
        if (take_sign(r, signs[i].sign))
            return join(r, signs[i].kind, w, read_sum(r));
    return w;
}

static struct walk *read_and(struct reader *r)
{
    struct walk *w = read_comparison(r);
    while (!r->foreign && take_word(r, "and"))
        w = join(r, WALK_AND, w, read_comparison(r));
    return w;
}

static struct walk *read_or(struct reader *r)
{
    if (++r->depth > MAX_NESTED)
        return refuse(r);
    struct walk *w = read_and(r);
    while (!r->foreign && take_word(r, "or"))
        w = join(r, WALK_OR, w, read_and(r));
    r->depth--;
    return w;
}

const struct walk *walk_compile(struct loader *l, const char *source)
{
    struct reader r = {.l = l, .a = l->t->arena, .s = source};
    struct walk *w = read_or(&r);
    skip_blanks(&r);
    return r.foreign || *r.s != '\0' ? NULL : w;
}
