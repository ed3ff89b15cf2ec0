/* bind_walk.c: walks an expression on the plan's tree (walk.h). */
#include "bind/bind_job.h"

#include <libxml/xpathInternals.h>
#include <math.h>
#include <string.h>

#include "compute/within.h"

/* Walking at NODE. LOST: the answer is not to be had this way. */
struct walker { struct bind *b; xmlNode *node; uint64_t visited; bool lost; };

/* What is done with the nodes of a path, one after another, until one is enough. */
struct visitor {
    bool (*take)(struct walker *w, struct visitor *v, xmlNode *n);   /* true: enough */
    bool in_order;                      /* they are wanted in the order of the document, each once */
};

struct value {
    enum { VALUE_TRUTH, VALUE_NUMBER, VALUE_TEXT, VALUE_NODES } type;
    union {
        bool truth;
        double number;
        const char *text;
        const struct walk *path;        /* of nodes: what finds them */
    };
};

static struct value value_of(struct walker *w, const struct walk *e);
static const char *text_of(struct walker *w, const struct walk *e);
static const char *text_of_node(struct walker *w, const xmlNode *n);
static double number_of(struct walker *w, const struct walk *e);
static bool to_truth(struct walker *w, const struct value *v);

static bool lose(struct walker *w)
{
    w->lost = true;
    return true;
}

/* ---- steps ---- */

/* Whether what STEP leads to is surely not within N. */
static bool leads_nowhere(const struct walk_step *step, const xmlNode *n)
{
    return step->within != 0 && n->type == XML_ELEMENT_NODE && within_lacks(n, step->within);
}

static xmlNode *axis_first(enum walk_axis axis, xmlNode *n)
{
    switch (axis) {
    case AXIS_SELF: case AXIS_ANCESTOR_OR_SELF: return n;
    case AXIS_CHILD: case AXIS_DESCENDANT: return n->children;
    case AXIS_ATTRIBUTE: return n->type == XML_ELEMENT_NODE ? (xmlNode *)n->properties : NULL;
    case AXIS_PARENT: case AXIS_ANCESTOR: return n->parent;
    case AXIS_BEFORE: return n->prev;
    case AXIS_AFTER: return n->next;
    }
    return NULL;
}

/* The node after N below TOP, in the order of the document. */
static xmlNode *next_below(const xmlNode *top, xmlNode *n)
{
    if (n->type == XML_ELEMENT_NODE && n->children != NULL)
        return n->children;
    while (n != top && n->next == NULL)
        n = n->parent;
    return n != top ? n->next : NULL;
}

static xmlNode *axis_next(enum walk_axis axis, const xmlNode *from, xmlNode *n)
{
    if (axis == AXIS_CHILD || axis == AXIS_ATTRIBUTE)   /* nearly always */
        return n->next;
    switch (axis) {
    case AXIS_ANCESTOR: case AXIS_ANCESTOR_OR_SELF: return n->parent;
    case AXIS_BEFORE: return n->prev;
    case AXIS_AFTER: return n->next;
    case AXIS_DESCENDANT: return next_below(from, n);
    default: return NULL;
    }
}

/* Of nearly all that stand beside what a step means, kind and first letter are others: the rest is asked of few. */
static bool may_be_meant(const struct walk_step *step, const xmlNode *n)
{
    return step->any || step->other != NULL || (n->type == step->type && (step->name == NULL || *step->name == (char)*n->name));
}

static bool is_named(const struct walk_step *step, const xmlNode *n)
{
    return step->any || (n->type == step->type && (step->name == NULL || strcmp(step->name, (const char *)n->name) == 0));
}

/* A number would be a place among the nodes, which are not counted here. */
static bool fulfils(struct walker *w, const struct walk *conditions, xmlNode *n)
{
    xmlNode *around = w->node;
    bool all = true;
    w->node = n;
    for (const struct walk *c = conditions; c != NULL && all; c = c->next) {
        struct value v = value_of(w, c);
        all = v.type != VALUE_NUMBER ? to_truth(w, &v) : lose(w);
    }
    w->node = around;
    return all;
}

static bool is_meant(struct walker *w, const struct walk_step *step, xmlNode *n)
{
    while (step != NULL && !(is_named(step, n) && fulfils(w, step->conditions, n)))
        step = step->other;
    return step != NULL;
}

static bool walk_steps(struct walker *w, const struct walk_step *step, xmlNode *n, struct visitor *v)
{
    if (step == NULL)
        return v->take(w, v, n);
    if (w->visited > XPATH_OPERATIONS)
        return lose(w);
    if (leads_nowhere(step, n))
        return false;
    for (xmlNode *c = axis_first(step->axis, n); c != NULL; c = axis_next(step->axis, n, c)) {
        w->visited++;
        if (!may_be_meant(step, c) || !is_meant(w, step, c))
            continue;
        if (w->lost || walk_steps(w, step->next, c, v))
            return true;
        if (step->first)
            break;
    }
    return w->lost;
}

/* ---- what nothing in the whole plan has ---- */

static bool none_leads(struct walker *w, const char *of, const struct walk_step *step);

/* Whether no element called OF has a part that NAMES name. */
static bool none_has_part(struct walker *w, const char *of, const char *names)
{
    const char *name;
    size_t len;
    while (plan_next_id(&names, &name, &len))
        if (plan_has_any(w->b->plan, of, name, len, false))
            return false;
    return true;
}

static bool is_here(const struct walk *e)
{
    return e->kind == WALK_PATH && e->from == FROM_HERE && e->steps->axis == AXIS_SELF && e->steps->any && e->steps->next == NULL;
}

static bool is_same_everywhere(const struct walk *e)
{
    return e->kind == WALK_TEXT || (e->kind == WALK_PATH && e->from == FROM_VARIABLE && e->steps == NULL);
}

/* string-length() of nodes: of none it is 0. */
static bool is_length(const struct walk *e)
{
    return e->kind == WALK_LENGTH && e->args[0]->kind == WALK_PATH;
}

/* Whether E is true for no element called OF. */
static bool none_fulfils(struct walker *w, const char *of, const struct walk *e)
{
    const struct walk *const *arg = e->args;
    switch (e->kind) {
    case WALK_OR: return none_fulfils(w, of, arg[0]) && none_fulfils(w, of, arg[1]);
    case WALK_AND: case WALK_BOOLEAN: return none_fulfils(w, of, arg[0]);
    case WALK_MORE:
        return is_length(arg[0]) && arg[1]->kind == WALK_NUMBER && arg[1]->number >= 0 && none_fulfils(w, of, arg[0]->args[0]);
    case WALK_PATH:
        if (e->from == FROM_PARTI)
            return is_here(arg[0]) && is_same_everywhere(arg[1]) && none_has_part(w, of, text_of(w, arg[1]));
        return e->from == FROM_HERE && none_leads(w, of, e->steps);
    default: return false;
    }
}

static bool none_fulfils_all(struct walker *w, const char *of, const struct walk *conditions)
{
    bool none = false;
    for (const struct walk *c = conditions; c != NULL && !none; c = c->next)
        none = none_fulfils(w, of, c);
    return none;
}

/* Whether STEP and those after it lead nowhere from any element called OF. */
static bool none_leads(struct walker *w, const char *of, const struct walk_step *step)
{
    if (step == NULL || step->other != NULL)
        return false;
    if (step->axis == AXIS_SELF && step->any)
        return none_fulfils_all(w, of, step->conditions) || none_leads(w, of, step->next);
    if (step->within == 0)
        return false;
    bool attribute = step->axis == AXIS_ATTRIBUTE;
    if (!plan_has_any(w->b->plan, of, step->name, strlen(step->name), attribute))
        return true;
    return !attribute && (none_fulfils_all(w, step->name, step->conditions) || none_leads(w, step->name, step->next));
}

/* ---- where paths begin ---- */

static bool begin_at(struct walker *w, const struct walk *path, xmlNode **list, size_t count, struct visitor *v)
{
    if (v->in_order && !path->stays && count > 1)
        return lose(w);
    for (size_t i = 0; i < count; i++)
        if (walk_steps(w, path->steps, list[i], v))
            return true;
    return false;
}

/* What the elements are called of which PATH is a list of all; NULL: it is another. */
static const char *all_called(const struct walk *path)
{
    return path->steps != NULL ? NULL : path->from == FROM_INDICATORI ? "indicatore" : path->from == FROM_NODI ? "nodo" : NULL;
}

/* All elements of a name are a long list, and mostly none has what is asked for. */
static bool begin_at_all(struct walker *w, const struct walk *path, const struct plan_list *all, const char *name, struct visitor *v)
{
    return !none_leads(w, name, path->steps) && begin_at(w, path, all->list, all->count, v);
}

static const xmlXPathObject *variable(struct walker *w, const struct walk *path)
{
    const xmlXPathObject *o = variables_find(w->b, path->variable);
    if (o == NULL)
        lose(w);
    return o;
}

static bool begin_at_variable(struct walker *w, const struct walk *path, struct visitor *v)
{
    const xmlXPathObject *o = variable(w, path);
    if (o == NULL || o->type != XPATH_NODESET)
        return lose(w);
    return o->nodesetval != NULL && begin_at(w, path, o->nodesetval->nodeTab, (size_t)o->nodesetval->nodeNr, v);
}

/* The beginnings that an argument names. In order the path can go on from one only: the argument may name them in any. */
struct beginning {
    struct visitor visitor;             /* of the argument's nodes */
    const struct walk *path;
    struct visitor *to;
    bool (*go_on)(struct walker *w, struct beginning *s, xmlNode *n);
    xmlNode *only;
};

static bool begin_from(struct walker *w, struct beginning *s, xmlNode *n)
{
    if (!s->to->in_order)
        return s->go_on(w, s, n);
    if (s->only != NULL && s->only != n)
        return lose(w);
    s->only = n;
    return false;
}

static bool take_references(struct walker *w, struct visitor *v, xmlNode *n)
{
    const char *list = text_of_node(w, n), *id;
    size_t len;
    while (!w->lost && plan_next_id(&list, &id, &len)) {
        xmlNode *found = plan_find_part(w->b->plan, id, len);
        if (found != NULL && begin_from(w, (struct beginning *)(void *)v, found))
            return true;
    }
    return w->lost;
}

static bool go_on_there(struct walker *w, struct beginning *s, xmlNode *n)
{
    return walk_steps(w, s->path->steps, n, s->to);
}

static bool take_whole(struct walker *w, struct visitor *v, xmlNode *n)
{
    return begin_from(w, (struct beginning *)(void *)v, n);
}

static bool go_on_at_parts(struct walker *w, struct beginning *s, xmlNode *n)
{
    const char *names = text_of(w, s->path->args[1]);
    for (xmlNode *c = plan_child(n, NULL); c != NULL && !w->lost; c = plan_next(c, NULL))
        if (list_holds(names, (const char *)c->name) && walk_steps(w, s->path->steps, c, s->to))
            return true;
    return w->lost;
}

static bool walk_path(struct walker *w, const struct walk *path, struct visitor *v);
static xmlNode *first_of(struct walker *w, const struct walk *path);

static bool begin_at_argument(struct walker *w, const struct walk *path, struct visitor *v)
{
    bool parts = path->from == FROM_PARTI;
    struct beginning s = {{parts ? take_whole : take_references, false}, path, v, parts ? go_on_at_parts : go_on_there, NULL};
    struct value of = value_of(w, path->args[0]);
    if (of.type != VALUE_NODES)
        return lose(w);
    const char *all = parts ? all_called(of.path) : NULL;
    if (all != NULL && none_has_part(w, all, text_of(w, path->args[1])))
        return w->lost;
    return walk_path(w, of.path, &s.visitor) || (s.only != NULL && s.go_on(w, &s, s.only));
}

static bool begin_at_figure(struct walker *w, const struct walk *path, struct visitor *v)
{
    struct value of = value_of(w, path->args[0]);
    double year = path->args[2] != NULL ? number_of(w, path->args[2]) : 0;
    const char *what = text_of(w, path->args[1]);
    xmlNode *n = of.type == VALUE_NODES ? first_of(w, of.path) : NULL;
    if (w->lost || of.type != VALUE_NODES)
        return lose(w);
    const xmlNode *figure = n != NULL ? figure_find(w->b, n, what, integer_or(year, 0)) : NULL;
    return figure != NULL && walk_steps(w, path->steps, (xmlNode *)figure, v);
}

static bool walk_path(struct walker *w, const struct walk *path, struct visitor *v)
{
    const struct plan *plan = w->b->plan;
    if (w->lost || (v->in_order && !path->ordered))
        return lose(w);
    switch (path->from) {
    case FROM_HERE: return walk_steps(w, path->steps, w->node, v);
    case FROM_ROOT: return walk_steps(w, path->steps, (xmlNode *)(void *)w->node->doc, v);
    case FROM_VARIABLE: return begin_at_variable(w, path, v);
    case FROM_INDICATORI: return begin_at_all(w, path, &plan->indicatori, "indicatore", v);
    case FROM_NODI: return begin_at_all(w, path, &plan->nodi, "nodo", v);
    case FROM_RIF: case FROM_PARTI: return begin_at_argument(w, path, v);
    case FROM_CIFRA: return begin_at_figure(w, path, v);
    }
    return lose(w);
}

/* ---- what is done with nodes ---- */

static bool take_any(struct walker *w, struct visitor *v, xmlNode *n)
{
    (void)w;
    (void)v;
    (void)n;
    return true;
}

static bool is_any(struct walker *w, const struct walk *path)
{
    struct visitor v = {take_any, false};
    return walk_path(w, path, &v);
}

struct first { struct visitor visitor; xmlNode *node; };

static bool take_first(struct walker *w, struct visitor *v, xmlNode *n)
{
    (void)w;
    ((struct first *)(void *)v)->node = n;
    return true;
}

static xmlNode *first_of(struct walker *w, const struct walk *path)
{
    struct first f = {{take_first, true}, NULL};
    walk_path(w, path, &f.visitor);
    return f.node;
}

static bool take_all(struct walker *w, struct visitor *v, xmlNode *n)
{
    (void)v;
    stack_push(w->b, &w->b->found, &n);
    return false;
}

/* ---- values ---- */

static struct value a_truth(bool truth)
{
    return (struct value){.type = VALUE_TRUTH, .truth = truth};
}

static struct value a_number(double number)
{
    return (struct value){.type = VALUE_NUMBER, .number = number};
}

static struct value a_text(const char *text)
{
    return (struct value){.type = VALUE_TEXT, .text = text};
}

/* The text of N; one of several pieces is left to libxml2. */
static const char *text_of_node(struct walker *w, const xmlNode *n)
{
    bool plain = n != NULL && (n->type == XML_ELEMENT_NODE || n->type == XML_ATTRIBUTE_NODE || n->type == XML_TEXT_NODE);
    const char *text = n == NULL ? "" : plain ? node_text(n) : NULL;
    if (text == NULL)
        lose(w);
    return text != NULL ? text : "";
}

static double to_number(const struct value *v)
{
    if (v->type == VALUE_NUMBER)
        return v->number;
    return v->type == VALUE_TRUTH ? v->truth : xmlXPathCastStringToNumber((const xmlChar *)v->text);
}

static bool to_truth(struct walker *w, const struct value *v)
{
    switch (v->type) {
    case VALUE_TRUTH: return v->truth;
    case VALUE_NUMBER: return v->number != 0 && !isnan(v->number);
    case VALUE_TEXT: return *v->text != '\0';
    case VALUE_NODES: return is_any(w, v->path);
    }
    return false;
}

static bool is_true(struct walker *w, const struct walk *e)
{
    struct value v = value_of(w, e);
    return to_truth(w, &v);
}

/* Of nodes the first one's text. */
static struct value single_of(struct walker *w, const struct walk *e)
{
    struct value v = value_of(w, e);
    return v.type == VALUE_NODES ? a_text(text_of_node(w, first_of(w, v.path))) : v;
}

static double number_of(struct walker *w, const struct walk *e)
{
    struct value v = single_of(w, e);
    return to_number(&v);
}

static const char *text_of(struct walker *w, const struct walk *e)
{
    struct value v = single_of(w, e);
    if (v.type != VALUE_TEXT)
        lose(w);                        /* how numbers are written is libxml2's */
    return v.type == VALUE_TEXT ? v.text : "";
}

/* ---- comparing ---- */

static bool compare_numbers(enum walk_kind how, double a, double c)
{
    switch (how) {
    case WALK_LESS: return a < c;
    case WALK_AT_MOST: return a <= c;
    case WALK_MORE: return a > c;
    case WALK_AT_LEAST: return a >= c;
    case WALK_UNEQUAL: return !(a == c);
    default: return a == c;
    }
}

static bool compare_single(struct walker *w, enum walk_kind how, const struct value *a, const struct value *c)
{
    bool equality = how == WALK_EQUAL || how == WALK_UNEQUAL;
    if (equality && (a->type == VALUE_TRUTH || c->type == VALUE_TRUTH))
        return (to_truth(w, a) == to_truth(w, c)) == (how == WALK_EQUAL);
    if (equality && a->type == VALUE_TEXT && c->type == VALUE_TEXT)
        return (strcmp(a->text, c->text) == 0) == (how == WALK_EQUAL);
    return compare_numbers(how, to_number(a), to_number(c));
}

/* One of the sides is the node in hand. */
struct comparison { struct visitor visitor; enum walk_kind how; const struct value *left, *right; };

static bool compare(struct walker *w, enum walk_kind how, const struct value *a, const struct value *c);

static bool take_compared(struct walker *w, struct visitor *v, xmlNode *n)
{
    const struct comparison *k = (const struct comparison *)(const void *)v;
    struct value own = a_text(text_of_node(w, n));
    return w->lost || compare(w, k->how, k->left != NULL ? k->left : &own, k->right != NULL ? k->right : &own);
}

/* Of nodes it is enough that one compares so; compared with a truth they are one: that there are any. */
static bool compare(struct walker *w, enum walk_kind how, const struct value *a, const struct value *c)
{
    if (a->type != VALUE_NODES && c->type != VALUE_NODES)
        return compare_single(w, how, a, c);
    if (a->type == VALUE_TRUTH || c->type == VALUE_TRUTH) {
        struct value x = a_truth(to_truth(w, a)), y = a_truth(to_truth(w, c));
        return compare_single(w, how, &x, &y);
    }
    bool left = a->type == VALUE_NODES;
    struct comparison k = {{take_compared, false}, how, left ? NULL : a, left ? c : NULL};
    return walk_path(w, left ? a->path : c->path, &k.visitor);
}

static bool compares(struct walker *w, const struct walk *e)
{
    struct value a = value_of(w, e->args[0]), c = value_of(w, e->args[1]);
    return compare(w, e->kind, &a, &c);
}

/* ---- functions ---- */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* S without blanks at its ends, and one where there are several. */
static const char *normalized(struct walker *w, const char *s)
{
    char *out = bind_copy(w->b, s, strlen(s)), *end = out;
    for (; out != NULL && *s != '\0'; s++)
        if (!is_blank(*s))
            *end++ = *s;
        else if (end > out && !is_blank(s[1]) && s[1] != '\0')
            *end++ = ' ';
    if (out == NULL)
        return "";
    *end = '\0';
    return out;
}

static struct value value_of_path(struct walker *w, const struct walk *path)
{
    struct value nodes = {.type = VALUE_NODES, .path = path};
    const xmlXPathObject *o = path->from == FROM_VARIABLE && path->steps == NULL ? variable(w, path) : NULL;
    if (o == NULL || o->type == XPATH_NODESET)
        return nodes;
    switch (o->type) {
    case XPATH_BOOLEAN: return a_truth(o->boolval != 0);
    case XPATH_NUMBER: return a_number(o->floatval);
    case XPATH_STRING: return a_text((const char *)o->stringval);
    default: lose(w); return nodes;
    }
}

static struct value value_of(struct walker *w, const struct walk *e)
{
    const struct walk *const *arg = e->args;
    switch (e->kind) {
    case WALK_OR: return a_truth(is_true(w, arg[0]) || is_true(w, arg[1]));
    case WALK_AND: return a_truth(is_true(w, arg[0]) && is_true(w, arg[1]));
    case WALK_NOT: return a_truth(!is_true(w, arg[0]));
    case WALK_BOOLEAN: return a_truth(is_true(w, arg[0]));
    case WALK_TRUE: case WALK_FALSE: return a_truth(e->kind == WALK_TRUE);
    case WALK_EQUAL: case WALK_UNEQUAL: case WALK_LESS: case WALK_AT_MOST: case WALK_MORE: case WALK_AT_LEAST:
        return a_truth(compares(w, e));
    case WALK_NUMBER: return a_number(e->number);
    case WALK_PLUS: return a_number(number_of(w, arg[0]) + number_of(w, arg[1]));
    case WALK_MINUS: return a_number(number_of(w, arg[0]) - number_of(w, arg[1]));
    case WALK_LENGTH: return a_number(xmlUTF8Strlen((const xmlChar *)text_of(w, arg[0])));
    case WALK_TEXT: return a_text(e->text);
    case WALK_STRING: return a_text(text_of(w, arg[0]));
    case WALK_NORMALIZED: return a_text(normalized(w, text_of(w, arg[0])));
    case WALK_CONTAINS: return a_truth(strstr(text_of(w, arg[0]), text_of(w, arg[1])) != NULL);
    case WALK_STARTS_WITH: {
        const char *text = text_of(w, arg[0]), *start = text_of(w, arg[1]);
        return a_truth(strncmp(text, start, strlen(start)) == 0);
    }
    case WALK_PATH: return value_of_path(w, e);
    }
    return a_truth(lose(w));
}

/* ---- answers ---- */

static struct walker begin(struct bind *b, const struct walk *e)
{
    return (struct walker){.b = b, .node = b->node, .lost = e == NULL};
}

/* Whether there is an answer. What it took counts as libxml2's operations do. */
static bool end(const struct walker *w)
{
    w->b->operations += w->visited;
    return !w->lost;
}

bool walk_truth(struct bind *b, const struct walk *e, bool *truth)
{
    struct walker w = begin(b, e);
    *truth = !w.lost && is_true(&w, e);
    return end(&w);
}

bool walk_number(struct bind *b, const struct walk *e, double *number)
{
    struct walker w = begin(b, e);
    *number = w.lost ? 0 : number_of(&w, e);
    return end(&w);
}

static bool are_nodes(struct walker *w, const struct walk *e, struct value *nodes)
{
    if (!w->lost)
        *nodes = value_of(w, e);
    w->lost = w->lost || nodes->type != VALUE_NODES;
    return !w->lost;
}

bool walk_first(struct bind *b, const struct walk *e, xmlNode **first)
{
    struct walker w = begin(b, e);
    struct value nodes;
    *first = are_nodes(&w, e, &nodes) ? first_of(&w, nodes.path) : NULL;
    return end(&w);
}

bool walk_nodes(struct bind *b, const struct walk *e, xmlNode ***nodes, size_t *count)
{
    struct walker w = begin(b, e);
    struct visitor all = {take_all, true};
    struct value v;
    size_t mark = b->found.len;
    if (are_nodes(&w, e, &v))
        walk_path(&w, v.path, &all);
    if (w.lost)
        b->found.len = mark;
    *nodes = (xmlNode **)(uintptr_t)stack_take(b, &b->found, mark, count);
    return end(&w);
}

struct gathered { struct visitor visitor; xmlNodeSetPtr set; };

static bool take_to_set(struct walker *w, struct visitor *v, xmlNode *n)
{
    (void)w;
    xmlXPathNodeSetAddUnique(((struct gathered *)(void *)v)->set, n);
    return false;
}

static xmlXPathObjectPtr object_of_nodes(struct walker *w, const struct walk *path)
{
    xmlXPathObjectPtr o = xmlXPathNewNodeSet(NULL);
    struct gathered all = {{take_to_set, true}, o != NULL ? o->nodesetval : NULL};
    if (all.set == NULL || walk_path(w, path, &all.visitor)) {
        xmlXPathFreeObject(o);
        return NULL;
    }
    return o;
}

static xmlXPathObjectPtr object_of(struct walker *w, const struct value *v)
{
    switch (v->type) {
    case VALUE_TRUTH: return xmlXPathNewBoolean(v->truth);
    case VALUE_NUMBER: return xmlXPathNewFloat(v->number);
    case VALUE_TEXT: return xmlXPathNewCString(v->text);
    case VALUE_NODES: return object_of_nodes(w, v->path);
    }
    return NULL;
}

xmlXPathObjectPtr walk_object(struct bind *b, const struct walk *e)
{
    struct walker w = begin(b, e);
    struct value v = {.type = VALUE_TRUTH};
    if (!w.lost)
        v = value_of(&w, e);
    xmlXPathObjectPtr o = w.lost ? NULL : object_of(&w, &v);
    if (end(&w))
        return o;
    xmlXPathFreeObject(o);   /* what was found before the walk was lost */
    return NULL;
}
