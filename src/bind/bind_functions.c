/* bind_functions.c: the XPath functions of templates: references, figures, official names, Italian print. */
#include "bind/bind_functions.h"

#include <libxml/xpathInternals.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "bind/bind_job.h"
#include "bind/format.h"
#include "read/codes.h"

static struct bind *job(xmlXPathParserContextPtr x)
{
    return x->context->user;
}

static bool takes(xmlXPathParserContextPtr x, int nargs, int least, int most)
{
    if (nargs >= least && nargs <= most)
        return true;
    xmlXPathErr(x, XPATH_INVALID_ARITY);
    return false;
}

/* The last argument as a string of the result's memory; "" when it is nothing. */
static const char *pop_string(xmlXPathParserContextPtr x)
{
    xmlChar *s = xmlXPathPopString(x);
    const char *copy = s != NULL ? bind_copy(job(x), (const char *)s, strlen((const char *)s)) : NULL;
    xmlFree(s);
    return copy != NULL ? copy : "";
}

static int pop_integer(xmlXPathParserContextPtr x, int missing)
{
    return integer_or(xmlXPathPopNumber(x), missing);
}

static xmlNode *pop_node(xmlXPathParserContextPtr x)
{
    if (x->value == NULL || x->value->type != XPATH_NODESET) {
        xmlXPathErr(x, XPATH_INVALID_TYPE);
        return NULL;
    }
    xmlXPathObjectPtr o = valuePop(x);
    xmlNode *first = o->nodesetval != NULL && o->nodesetval->nodeNr > 0 ? o->nodesetval->nodeTab[0] : NULL;
    xmlXPathFreeObject(o);
    return first;
}

/* NULL is the empty string. */
static void push_string(xmlXPathParserContextPtr x, const char *s)
{
    valuePush(x, xmlXPathNewCString(s != NULL ? s : ""));
}

static void push_node(xmlXPathParserContextPtr x, const xmlNode *n)
{
    valuePush(x, xmlXPathNewNodeSet((xmlNode *)n));
}

/* ---- references ---- */

static void add_named(struct bind *b, xmlNodeSetPtr set, const char *list)
{
    const char *id;
    size_t len;
    while (plan_next_id(&list, &id, &len)) {
        xmlNode *n = plan_find_part(b->plan, id, len);
        if (n != NULL)
            xmlXPathNodeSetAdd(set, n);
    }
}

/* rif(x): the elements that x names, all nodes of x taken. */
static void run_rif(xmlXPathParserContextPtr x, int nargs)
{
    if (!takes(x, nargs, 1, 1))
        return;
    xmlNodeSetPtr out = xmlXPathNodeSetCreate(NULL);
    xmlXPathObjectPtr o = valuePop(x);
    if (o != NULL && o->type == XPATH_NODESET && o->nodesetval != NULL) {
        for (int i = 0; i < o->nodesetval->nodeNr; i++)
            add_named(job(x), out, node_string(job(x), o->nodesetval->nodeTab[i]));
    } else if (o != NULL && o->type == XPATH_STRING) {
        add_named(job(x), out, (const char *)o->stringval);
    }
    xmlXPathFreeObject(o);
    valuePush(x, xmlXPathWrapNodeSet(out));
}

static void push_list(xmlXPathParserContextPtr x, int nargs, const struct plan_list *list)
{
    if (!takes(x, nargs, 0, 0))
        return;
    xmlNodeSetPtr out = xmlXPathNodeSetCreate(NULL);
    for (size_t i = 0; out != NULL && i < list->count; i++)
        xmlXPathNodeSetAddUnique(out, list->list[i]);
    valuePush(x, xmlXPathWrapNodeSet(out));
}

/* nodi(), indicatori(): what albero//nodo, albero//indicatore find by going through everything that stands in the tree. */
static void run_nodi(xmlXPathParserContextPtr x, int nargs)
{
    push_list(x, nargs, &job(x)->plan->nodi);
}

static void run_indicatori(xmlXPathParserContextPtr x, int nargs)
{
    push_list(x, nargs, &job(x)->plan->indicatori);
}

/* parti(x, 'fonte base'): the children of x that have one of these names, in the plan's order. */
static void run_parti(xmlXPathParserContextPtr x, int nargs)
{
    if (!takes(x, nargs, 2, 2))
        return;
    const char *names = pop_string(x);
    xmlNodeSetPtr out = xmlXPathNodeSetCreate(NULL);
    xmlXPathObjectPtr o = valuePop(x);
    xmlNodeSetPtr of = o != NULL && o->type == XPATH_NODESET ? o->nodesetval : NULL;
    for (int i = 0; of != NULL && i < of->nodeNr; i++)
        for (xmlNode *c = of->nodeTab[i]->children; c != NULL; c = c->next)
            if (c->type == XML_ELEMENT_NODE && list_holds(names, (const char *)c->name))
                xmlXPathNodeSetAddUnique(out, c);
    xmlXPathFreeObject(o);
    valuePush(x, xmlXPathWrapNodeSet(out));
}

static int by_address(const void *a, const void *b)
{
    const xmlNode *const *p = a, *const *q = b;
    return (*p > *q) - (*p < *q);
}

/* The nodes of SET by address, for bsearch; NULL when there are none, or for want of memory. */
static xmlNode **sorted(struct bind *b, const xmlNodeSet *set)
{
    size_t n = set != NULL && set->nodeNr > 0 ? (size_t)set->nodeNr : 0;
    xmlNode **list = n > 0 ? arena_alloc(b->a, n * sizeof *list) : NULL;
    if (list != NULL) {
        memcpy(list, set->nodeTab, n * sizeof *list);
        qsort(list, n, sizeof *list, by_address);
    }
    return list;
}

/* senza(x, y): the nodes of x that are not in y. */
static void run_senza(xmlXPathParserContextPtr x, int nargs)
{
    if (!takes(x, nargs, 2, 2))
        return;
    xmlXPathObjectPtr without = valuePop(x), o = valuePop(x);
    xmlNodeSetPtr out = xmlXPathNodeSetCreate(NULL);
    xmlNodeSetPtr less = without != NULL && without->type == XPATH_NODESET ? without->nodesetval : NULL;
    xmlNodeSetPtr of = o != NULL && o->type == XPATH_NODESET ? o->nodesetval : NULL;
    xmlNode **list = sorted(job(x), less);
    for (int i = 0; of != NULL && i < of->nodeNr; i++)
        if (list == NULL || bsearch(&of->nodeTab[i], list, (size_t)less->nodeNr, sizeof *list, by_address) == NULL)
            xmlXPathNodeSetAddUnique(out, of->nodeTab[i]);
    xmlXPathFreeObject(o);
    xmlXPathFreeObject(without);
    valuePush(x, xmlXPathWrapNodeSet(out));
}

/* ---- figures ---- */

typedef const xmlNode *figure_function(struct bind *b, const xmlNode *n, const char *what, int year);

static void run_figure(xmlXPathParserContextPtr x, int nargs, figure_function *find)
{
    if (!takes(x, nargs, 2, 3))
        return;
    int year = nargs == 3 ? pop_integer(x, 0) : 0;
    const char *what = pop_string(x);
    const xmlNode *n = pop_node(x);
    push_node(x, n != NULL ? find(job(x), n, what, year) : NULL);
}

static void run_cifra(xmlXPathParserContextPtr x, int nargs)
{
    run_figure(x, nargs, figure_find);
}

static void run_calcolata(xmlXPathParserContextPtr x, int nargs)
{
    run_figure(x, nargs, figure_computed);
}

static void run_pubblicata(xmlXPathParserContextPtr x, int nargs)
{
    run_figure(x, nargs, figure_published);
}

static void run_fascia(xmlXPathParserContextPtr x, int nargs)
{
    if (!takes(x, nargs, 1, 1))
        return;
    const xmlNode *n = pop_node(x);
    push_node(x, n != NULL ? figure_band(job(x), n) : NULL);
}

/* ---- official names ---- */

static void run_missione(xmlXPathParserContextPtr x, int nargs)
{
    if (!takes(x, nargs, 1, 1))
        return;
    push_string(x, name_missione(job(x), pop_string(x)));
}

static void run_programma(xmlXPathParserContextPtr x, int nargs)
{
    if (!takes(x, nargs, 2, 2))
        return;
    const char *code = pop_string(x);
    const char *missione = pop_string(x);
    push_string(x, name_programma(job(x), missione, code));
}

static void run_cofog(xmlXPathParserContextPtr x, int nargs)
{
    if (!takes(x, nargs, 1, 1))
        return;
    const struct codes *codes = job(x)->o->codes;
    const char *code = pop_string(x);
    push_string(x, codes != NULL ? codes_cofog(codes, code) : NULL);
}

/* ---- Italian print ---- */

static void run_frase(xmlXPathParserContextPtr x, int nargs)
{
    if (takes(x, nargs, 1, 1))
        push_string(x, sentence_of(job(x), text_tidy(job(x), pop_string(x), false)));
}

static void run_numero(xmlXPathParserContextPtr x, int nargs)
{
    if (!takes(x, nargs, 1, 2))
        return;
    struct bind *b = job(x);
    int decimals = nargs == 2 ? pop_integer(x, -1) : -1;
    const char *text = pop_string(x);
    struct format_number n;
    push_string(x, format_number(b->a, text, decimals, &n) ? bind_printf(b, "%s%s", n.whole, n.fraction) : text);
}

static void run_data(xmlXPathParserContextPtr x, int nargs)
{
    if (!takes(x, nargs, 1, 1))
        return;
    const char *text = pop_string(x);
    const char *date = format_date(job(x)->a, text);
    push_string(x, date != NULL ? date : text);
}

const struct bind_function bind_functions[] = {
    {"rif", run_rif}, {"nodi", run_nodi}, {"indicatori", run_indicatori}, {"parti", run_parti}, {"senza", run_senza},
    {"cifra", run_cifra}, {"calcolata", run_calcolata}, {"pubblicata", run_pubblicata}, {"fascia", run_fascia},
    {"missione", run_missione}, {"programma", run_programma}, {"cofog", run_cofog},
    {"frase", run_frase}, {"numero", run_numero}, {"data", run_data}, {NULL, NULL}
};
