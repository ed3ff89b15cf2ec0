/* bind_eval.c: evaluates the expressions of a template on the plan; variables; texts made ready for print. */
#include "bind/bind_job.h"

#include <libxml/xpathInternals.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "bind/bind_functions.h"
#include "bind/format.h"

#define CURLY "\xE2\x80\x99"

/* ---- the engine ---- */

static xmlXPathObjectPtr look_up_variable(void *data, const xmlChar *name, const xmlChar *ns_uri)
{
    struct bind *b = data;
    const struct variable *v = template_variable(b->t, (const char *)name);
    const xmlXPathObject *value = v != NULL ? variables_find(b, v) : NULL;
    (void)ns_uri;
    return value != NULL ? xmlXPathObjectCopy((xmlXPathObjectPtr)(uintptr_t)value) : NULL;
}

/* libxml2 would print; what went wrong is said by report, below. */
static void ignore_error(void *data, xmlErrorPtr error)
{
    (void)data;
    (void)error;
}

bool eval_open(struct bind *b)
{
    xmlXPathContextPtr x = xmlXPathNewContext(xml_tree(b->plan->doc));
    b->bound = bind_new(b, b->t->nvariables, sizeof *b->bound);
    b->xpath = x;
    if (x == NULL || b->bound == NULL)
        return false;
    x->opLimit = XPATH_OPERATIONS;
    x->user = b;
    x->error = ignore_error;
    xmlXPathContextSetCache(x, 1, -1, 0);
    xmlXPathRegisterVariableLookup(x, look_up_variable, b);
    if (xmlXPathRegisterNs(x, (const xmlChar *)"p", (const xmlChar *)PLAN_NAMESPACE) != 0)
        return false;
    for (const struct bind_function *f = bind_functions; f->name != NULL; f++)
        if (xmlXPathRegisterFunc(x, (const xmlChar *)f->name, f->run) != 0)
            return false;
    return true;
}

void eval_close(struct bind *b)
{
    variables_release(b, 0);
    xmlXPathFreeContext(b->xpath);
    b->xpath = NULL;
}

static void report(struct bind *b, const struct expr *e)
{
    int code = b->xpath->lastError.code - XML_XPATH_EXPRESSION_OK;
    bool limit = code == XPATH_OP_LIMIT_EXCEEDED || code == XPATH_RECURSION_LIMIT_EXCEEDED;
    if (code == XPATH_MEMORY_ERROR)
        bind_starve(b);
    else
        bind_error(b, e, limit ? DIAG_BIND_XPATH_LIMIT : DIAG_BIND_XPATH, &e->at, e->source, NULL);
}

static xmlXPathContextPtr begin(struct bind *b)
{
    xmlXPathContextPtr x = b->xpath;
    x->node = b->node;
    x->proximityPosition = b->position;
    x->contextSize = b->size;
    x->opCount = 0;
    xmlResetError(&x->lastError);
    return x;
}

static void end(struct bind *b, const struct expr *e, bool done)
{
    b->operations += b->xpath->opCount;
    if (!done)
        report(b, e);
}

/* What libxml2 makes of E; the caller's. NULL, reported, when it fails. */
static xmlXPathObjectPtr evaluate(struct bind *b, const struct expr *e)
{
    if (e == NULL)
        return NULL;
    xmlXPathObjectPtr result = xmlXPathCompiledEval(e->compiled, begin(b));
    end(b, e, result != NULL);
    return result;
}

xmlXPathObjectPtr eval_object(struct bind *b, const struct expr *e)
{
    xmlXPathObjectPtr walked = e != NULL ? walk_object(b, e->walk) : NULL;
    return walked != NULL ? walked : evaluate(b, e);
}

/* Asked for a truth only, libxml2 stops at the first node of a path. */
bool eval_boolean(struct bind *b, const struct expr *e)
{
    bool truth;
    if (e == NULL || walk_truth(b, e->walk, &truth))
        return e != NULL && truth;
    int result = xmlXPathCompiledEvalToBoolean(e->compiled, begin(b));
    end(b, e, result >= 0);
    return result > 0;
}

int eval_integer(struct bind *b, const struct expr *e, int missing)
{
    double value = 0;
    if (e != NULL && !walk_number(b, e->walk, &value)) {
        xmlXPathObjectPtr o = evaluate(b, e);
        value = o != NULL ? xmlXPathCastToNumber(o) : 0;
        xmlXPathFreeObject(o);
    }
    return value >= 1 ? integer_or(value, missing) : missing;
}

xmlNode **eval_nodes(struct bind *b, const struct expr *e, size_t *count)
{
    xmlNode **nodes = NULL;
    if (e != NULL && walk_nodes(b, e->walk, &nodes, count))
        return nodes;
    xmlXPathObjectPtr o = evaluate(b, e);
    *count = 0;
    if (o != NULL && o->type != XPATH_NODESET)
        bind_error(b, e, DIAG_BIND_NOT_NODES, &e->at, e->source, NULL);
    xmlNodeSetPtr set = o != NULL ? o->nodesetval : NULL;
    size_t n = set != NULL && set->nodeNr > 0 ? (size_t)set->nodeNr : 0;
    nodes = n > 0 ? bind_new(b, n, sizeof *nodes) : NULL;
    if (nodes != NULL) {
        memcpy(nodes, set->nodeTab, n * sizeof *nodes);
        *count = n;
    }
    xmlXPathFreeObject(o);
    return nodes;
}

static const char *string_of(struct bind *b, xmlXPathObjectPtr o)
{
    xmlChar *string = xmlXPathCastToString(o);
    const char *copy = string != NULL ? bind_copy(b, (const char *)string, strlen((const char *)string)) : NULL;
    xmlFree(string);
    return copy != NULL ? text_tidy(b, copy, true) : "";
}

struct answer eval_answer(struct bind *b, const struct expr *e)
{
    struct answer answer = {true, NULL, ""};
    if (e == NULL || walk_first(b, e->walk, &answer.node))
        return answer;
    xmlXPathObjectPtr o = evaluate(b, e);
    answer.nodes = o == NULL || o->type == XPATH_NODESET;
    if (!answer.nodes)
        answer.text = string_of(b, o);
    else if (o != NULL && o->nodesetval != NULL && o->nodesetval->nodeNr > 0)
        answer.node = o->nodesetval->nodeTab[0];
    xmlXPathFreeObject(o);
    return answer;
}

xmlNode *eval_node(struct bind *b, const struct expr *e)
{
    return eval_answer(b, e).node;
}

const char *eval_string(struct bind *b, const struct expr *e)
{
    struct answer answer = eval_answer(b, e);
    return answer.node != NULL ? node_string(b, answer.node) : answer.text;
}

/* ---- variables ---- */

size_t variables_mark(const struct bind *b)
{
    return b->variables.len;
}

void variables_bind(struct bind *b, const struct variable *v, xmlXPathObjectPtr value)
{
    size_t before = b->variables.len;
    struct binding binding = {v, value, b->bound[v->number]};
    if (value == NULL)
        return;
    stack_push(b, &b->variables, &binding);
    if (b->variables.len == before)
        xmlXPathFreeObject(value);
    else
        b->bound[v->number] = b->variables.len;
}

void variables_bind_node(struct bind *b, const struct variable *v, xmlNode *node)
{
    variables_bind(b, v, xmlXPathNewNodeSet(node));
}

const xmlXPathObject *variables_find(const struct bind *b, const struct variable *v)
{
    size_t at = b->bound[v->number];
    return at > 0 ? ((const struct binding *)stack_at(&b->variables, at - 1))->value : NULL;
}

void variables_release(struct bind *b, size_t mark)
{
    while (b->variables.len > mark) {
        struct binding *binding = stack_at(&b->variables, --b->variables.len);
        b->bound[binding->variable->number] = binding->covered;
        xmlXPathFreeObject(binding->value);
    }
}

/* ---- texts ---- */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

/* An apostrophe, not a quotation mark, stands between a letter and a letter or digit: "dell'8 novembre". */
static bool is_apostrophe(const struct bind *b, const char *s, size_t i)
{
    return s[i] == '\'' && b->t->curly_apostrophes && i > 0 && is_letter(s[i - 1]) &&
           (is_letter(s[i + 1]) || (s[i + 1] >= '0' && s[i + 1] <= '9'));
}

/* How many bytes from S on are letters, digits and signs that stay as they are: nearly all. */
static size_t plain_bytes(const char *s)
{
    size_t n = 0;
    while ((unsigned char)s[n] > '\'')
        n++;
    return n;
}

/* Whether tidying changes nothing. */
static bool is_tidy(const struct bind *b, const char *s, bool keep_ends)
{
    if (!keep_ends && is_blank(s[0]))
        return false;
    for (size_t i = plain_bytes(s); s[i] != '\0'; i += 1 + plain_bytes(s + i + 1)) {
        if (is_blank(s[i]) && (s[i] != ' ' || is_blank(s[i + 1]) || (!keep_ends && s[i + 1] == '\0')))
            return false;
        if (is_apostrophe(b, s, i))
            return false;
    }
    return true;
}

/* Letters that carry their accent as a character of its own (U+0300 to 036F), as some systems write them. */
static bool is_decomposed(const char *s)
{
    return strpbrk(s, "\xCC\xCD") != NULL;
}

/* Bytes that tidying S may need: a curly apostrophe has three. */
static size_t tidy_room(const char *s)
{
    size_t room = strlen(s) + 1;
    for (s = strchr(s, '\''); s != NULL; s = strchr(s + 1, '\''))
        room += sizeof CURLY - 2;
    return room;
}

/* The byte I of S, which may have to be changed, before P, of the text that begins at OUT; where the next goes. */
static char *tidy_byte(const struct bind *b, const char *s, size_t i, bool keep_ends, const char *out, char *p)
{
    if (is_blank(s[i])) {
        bool end = p == out || s[i + strspn(s + i, " \t\r\n")] == '\0';
        if ((p == out || p[-1] != ' ') && (keep_ends || !end))
            *p++ = ' ';
    } else if (is_apostrophe(b, s, i)) {
        memcpy(p, CURLY, sizeof CURLY - 1);
        p += sizeof CURLY - 1;
    } else {
        *p++ = s[i];
    }
    return p;
}

static const char *tidied(struct bind *b, const char *s, bool keep_ends)
{
    char *out = bind_new(b, tidy_room(s), 1);
    if (out == NULL)
        return "";
    char *p = out;
    for (size_t i = 0;; i++) {
        size_t plain = plain_bytes(s + i);
        memcpy(p, s + i, plain);
        p += plain;
        i += plain;
        if (s[i] == '\0')
            break;
        p = tidy_byte(b, s, i, keep_ends, out, p);
    }
    *p = '\0';
    return out;
}

const char *text_tidy(struct bind *b, const char *s, bool keep_ends)
{
    if (is_decomposed(s)) {
        s = utf8_nfc(b->a, s, strlen(s));
        if (s == NULL) {
            bind_starve(b);
            return "";
        }
    }
    return is_tidy(b, s, keep_ends) ? s : tidied(b, s, keep_ends);
}

const char *node_text(const xmlNode *n)
{
    if (n->type == XML_TEXT_NODE)
        return (const char *)n->content;
    if (n->children == NULL)
        return "";
    if (n->children->type == XML_TEXT_NODE && n->children->next == NULL)
        return (const char *)n->children->content;
    return NULL;
}

const char *node_string(struct bind *b, const xmlNode *n)
{
    const char *single = node_text(n);
    if (single != NULL)
        return text_tidy(b, single, false);
    xmlChar *joined = xmlNodeGetContent(n);
    const char *copy = joined != NULL ? bind_copy(b, (const char *)joined, strlen((const char *)joined)) : NULL;
    xmlFree(joined);
    return copy != NULL ? text_tidy(b, copy, false) : "";
}

const char *eval_text(struct bind *b, const struct text *text)
{
    if (text->count == 0)
        return "";
    if (text->count == 1 && text->parts[0].expr == NULL)
        return text->parts[0].literal;
    struct buf out = BUF_INIT;
    for (size_t i = 0; i < text->count; i++)
        buf_str(&out, text->parts[i].expr != NULL ? eval_string(b, text->parts[i].expr) : text->parts[i].literal);
    const char *s = bind_copy_buf(b, &out);
    buf_free(&out);
    return s != NULL ? s : "";
}
