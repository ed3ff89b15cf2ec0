/* test_walk.c: every expression of every template answers, walked, what it answers evaluated by libxml2. */
#include <CUnit/CUnit.h>
#include <glob.h>
#include <libxml/xpathInternals.h>
#include <math.h>

#include "base/arena.h"
#include "bind/bind_job.h"
#include "bind_try.h"
#include "compute/compute.h"
#include "compute/plan.h"
#include "expect.h"
#include "read/xml_read.h"
#include "suites.h"

#define MAX_EXPRS 2000
#define MAX_PLACES 400
#define PLACES_OF_A_NAME 3
#define STRIDE 20                       /* every expression at one of twenty places of every plan; FULL: at all */

/* What templates do not say, or not in this way. */
static const char *const corners[] = {
    "true()", "false()", "1 = 1", "'a' = 'a'", "'1' = 1", "true() = 'x'", "true() = 0", "1 &lt; 2", "'1' &lt; '2'", "2 &gt;= 2", "1 &lt;= 0",
    "1 + 2 - 3 = 0", "@anno + 1 &gt; 2000", "@anno - 'x' = 1", "@anno != @anno", "not(@anno != @anno)", "@anno = ../@anno", "@anno &lt; ../@anno",
    "* = true()", "@* = false()", "true() != nulla", "nulla = nulla", "nulla != 1", "number(nulla)", "string(nulla) = ''", "* &lt; true()",
    "@*", "*", "..", ".", "../..", "../@*", "../*", "*/*", "*/..", "*/@*", "self::nodo", "self::*", "parent::*", "parent::nodo/@id",
    "ancestor::nodo", "ancestor-or-self::nodo", "ancestor-or-self::*[1]/@id", "nodi()[ancestor-or-self::nodo[indicatore]]", "ancestor::nodo/@id", "ancestor::*[@id]", "descendant::indicatore", "descendant::*[@peso]/@peso", ".//target/@anno",
    "//indicatore", "//nodo//titolo", "/piano/@anno", "/piano", "preceding-sibling::*", "following-sibling::*[1]", "following-sibling::*/@id",
    "*[@peso or @anno]", "*[1]", "*[@peso][1]", "*[last()]", "*[$n]", "*[$n][@peso]", "*['x']", "*['']", "*[string-length(.) &gt; 3]",
    "*[not(self::titolo)]", "*[contains(., 'a')]", "*[starts-with(@id, 'n')]", "*[normalize-space(.) = '']", "*[. = 'x']", "*[. != 'x']",
    "$n", "$n/@peso", "$n/*", "$n[@peso]", "$n/..", "$n = $n", "$n + 1", "$n = 'operativo'", "$n &lt; 3000", "not($n)", "boolean($n)",
    "string-length($n) &gt; 3", "contains($n, 'e')", "starts-with('operativo', $n)", "normalize-space($n)", "string($n)", "$ignota",
    "$ignota or true()", "true() or $ignota", "rif(@rif)", "rif(@centri)", "rif(@centri)/nome", "rif(../*/@rif)", "rif('n1')", "rif(*/@rif)/@id",
    "indicatori()", "nodi()", "nodi()/titolo", "nodi()[indicatore]", "indicatori()/@codice", "indicatori()/target[@anno = $n]",
    "parti(., 'titolo target nome')", "parti(*, 'titolo target nome')", "parti(., 'nodo indicatore')/@id", "parti(.., 'nodo')", "parti(nodi(), 'titolo')",
    "parti(., '')", "cifra(., 'grado')", "cifra(., 'grado', /piano/@anno)", "cifra(*, 'consuntivo')/@anno", "cifra(nulla, 'grado')", "cifra(., 'grado', 'x')",
    "titolo | nome", "nodo | indicatore | rinvio", "(@peso | @id | @codice) = 'n1'", "string-length(titolo | nome[1] | nome) &gt; 20", "titolo | @id",
    "nodo[@peso] | nodo[titolo]", "nodo | nodo", "nodo | (indicatore | titolo)", "(nodo | indicatore) | titolo", "$n[@id]/@id", "*[1]/@id", "nodo[titolo][1]/*[1]", "*[1][@id]", "*[1][1]", "@*[1]", "preceding-sibling::*[1]/@id", "ancestor::*[1]/@id",
    "*[2]", "*[0 + 1]", "$n[1]", ".//nodo[1]", "descendant::nodo[1]", "nodo[1] | rinvio", "../*[1]", "not(*[1]/titolo)", "*[1] = ''", "indicatori()[@peso]", "nodi()[indicatore]/@id", "nodo/titolo | nome", "- 1", "2 * 3", "4 div 2", "5 mod 2", "(1 = 1) = 1", "1 = 1 = 1", "(titolo)", "(titolo)[1]", "((1 or 0) and @id)", "node()", "text()",
    "indicatori()[nulla or @nulla]", "indicatori()[nulla][@id]", "indicatori()[not(nulla)]", "indicatori()/nulla/@id", "indicatori()/@nulla",
    "indicatori()/target[nulla or string-length(nulla) &gt; 3]", "indicatori()[string-length(string(nulla)) &gt; 3]",
    "indicatori()[string-length(nulla) &gt; 0 - 1]", "indicatori()[nulla or calcoli]", "indicatori()/calcoli/consuntivo/@anno", "indicatori()/calcoli[nulla]",
    "indicatori()[boolean(nulla)]", "nodi()[nulla and @id]", "nodi()[@id and nulla]", "nodi()/titolo[nulla] = ''", "not(nodi()/nulla)",
    "nodi()[parti(., 'nulla titolo')]", "nodi()[parti(., 'nulla')]", "nodi()[parti(.., 'nulla')]", "nodi()[parti(., @id)]", "parti(indicatori(), 'nulla')",
    "parti(indicatori(), 'nulla nome')/..", "parti(indicatori(), 'calcoli')", "parti(nodi()[titolo], 'titolo')",
    "@codice='1' or@id", "not (@id)", "  titolo  ", "&quot;'&quot; = '&quot;'", "* * 2", "@or and @and", ".5 &lt; 1", "1. = 1",
};

/* What is compared: expressions, each once; which were answered at all, which otherwise than by libxml2; how many answers there
 * were, and how many were a truth. */
struct tally { const struct template *of[MAX_EXPRS]; const struct expr *exprs[MAX_EXPRS]; bool answered[MAX_EXPRS], wrong[MAX_EXPRS]; size_t count, turn; long answers, truths; };

static const char *const values[] = {"number(2025)", "'operativo'", "false()", "nodi()[1]", "indicatori()", "nulla", "albero", "true()"};

/* Every variable of SOURCE is bound to a value of some type; "ignota" is not. */
static void bind_variables(struct bind *b, const char *source, size_t turn)
{
    for (const char *s = strchr(source, '$'); s != NULL; s = strchr(s + 1, '$')) {
        const char *name = arena_strndup(b->a, s + 1, strspn(s + 1, "abcdefghijklmnopqrstuvwxyz-0123456789"));
        const char *value = values[turn++ % (sizeof values / sizeof values[0])];
        if (strcmp(name, "ignota") != 0)
            variables_bind(b, template_variable(b->t, name), xmlXPathEvalExpression((const xmlChar *)value, b->xpath));
    }
}

static void at(struct bind *b, xmlNode *n)
{
    b->node = b->xpath->node = n;
    b->xpath->opCount = 0;
    b->xpath->depth = 0;                /* every error of libxml2 leaves it deeper */
    xmlResetError(&b->xpath->lastError);
}

static bool same_nodes(const xmlNodeSet *set, xmlNode **nodes, size_t count)
{
    size_t want = set != NULL ? (size_t)set->nodeNr : 0;
    return want == count && (count == 0 || memcmp(set->nodeTab, nodes, count * sizeof *nodes) == 0);
}

static bool same_number(double a, double c)
{
    return a == c || (isnan(a) && isnan(c));
}

static bool same_object(const xmlXPathObject *o, const xmlXPathObject *walked)
{
    if (o->type != walked->type)
        return false;
    switch (o->type) {
    case XPATH_BOOLEAN: return o->boolval == walked->boolval;
    case XPATH_NUMBER: return same_number(o->floatval, walked->floatval);
    case XPATH_STRING: return strcmp((const char *)o->stringval, (const char *)walked->stringval) == 0;
    case XPATH_NODESET:
        return same_nodes(o->nodesetval, walked->nodesetval->nodeTab, (size_t)walked->nodesetval->nodeNr);
    default: return false;
    }
}

static xmlNode *first_of(const xmlNodeSet *set)
{
    return set != NULL && set->nodeNr > 0 ? set->nodeTab[0] : NULL;
}

/* Whether the nodes that walking finds are O's, libxml2's. */
static bool same_found(struct bind *b, const struct expr *e, const xmlXPathObject *o)
{
    size_t count;
    xmlNode *first, **nodes;
    bool set = o != NULL && o->type == XPATH_NODESET;
    return (!walk_nodes(b, e->walk, &nodes, &count) || (set && same_nodes(o->nodesetval, nodes, count))) &&
           (!walk_first(b, e->walk, &first) || (set && first == first_of(o->nodesetval)));
}

static bool same_value(struct bind *b, const struct expr *e, const xmlXPathObject *o)
{
    double number;
    xmlXPathObjectPtr walked = walk_object(b, e->walk);
    bool same = walked == NULL || (o != NULL && same_object(o, walked));
    xmlXPathFreeObject(walked);
    return same && (!walk_number(b, e->walk, &number) || (o != NULL && same_number(number, xmlXPathCastToNumber((xmlXPathObjectPtr)(uintptr_t)o))));
}

/* All answers that walking gives to expression I here. */
static void compare_here(struct bind *b, struct tally *tally, size_t i)
{
    const struct expr *e = tally->exprs[i];
    bool truth;
    int want = xmlXPathCompiledEvalToBoolean(e->compiled, b->xpath);
    if (walk_truth(b, e->walk, &truth)) {
        tally->answered[i] = true;
        tally->answers++;
        tally->truths += truth;
        tally->wrong[i] = tally->wrong[i] || want != truth;
    }
    at(b, b->node);
    xmlXPathObjectPtr o = xmlXPathCompiledEval(e->compiled, b->xpath);
    tally->wrong[i] = tally->wrong[i] || !same_value(b, e, o) || !same_found(b, e, o);
    xmlXPathFreeObject(o);
}

/* Some elements of every name, and their first attributes. */
static size_t choose_places(const struct plan *plan, xmlNode **places)
{
    size_t count = 0;
    for (xmlNode *n = plan->root; n != NULL && count + 2 <= MAX_PLACES; n = plan_walk(plan, n)) {
        size_t same = 0;
        for (size_t i = 0; i < count; i++)
            same += plan_is(places[i], (const char *)n->name);
        if (same == PLACES_OF_A_NAME)
            continue;
        places[count++] = n;
        if (n->properties != NULL)
            places[count++] = (xmlNode *)n->properties;
    }
    return count;
}

static void compare_at(struct bind *b, xmlNode *place, struct tally *tally, size_t i)
{
    size_t mark = variables_mark(b);
    at(b, b->plan->root);
    bind_variables(b, tally->exprs[i]->source, tally->turn++);
    at(b, place);
    compare_here(b, tally, i);
    variables_release(b, mark);
}

/* The expressions of one template, from number I on; the number of the first of the next one. */
static size_t compare_template(struct bind *b, xmlNode **places, size_t count, struct tally *tally, size_t i)
{
    size_t stride = getenv("FULL") != NULL ? 1 : STRIDE;
    b->t = tally->of[i];
    EXPECT(eval_open(b), "eval_open");
    for (; i < tally->count && tally->of[i] == b->t; i++)
        for (size_t k = i % stride; k < count; k += stride)
            compare_at(b, places[k], tally, i);
    eval_close(b);
    return i;
}

static void compare_on_plan(const char *path, struct tally *tally)
{
    struct diag *d = diag_new(DIAG_IT);
    struct xml_doc *doc = NULL;
    struct bind_options o = {.draft = false};
    struct bind b = {.d = d, .o = &o, .a = arena_new(), .position = 1, .size = 1};
    xmlNode *places[MAX_PLACES];
    CU_ASSERT_EQUAL_FATAL(xml_read(&doc, path, 0, d), READ_OK);
    b.plan = plan_open(doc, d);
    EXPECT(compute_run(b.plan, d), path);
    size_t count = choose_places(b.plan, places);
    for (size_t i = 0; i < tally->count;)
        i = compare_template(&b, places, count, tally, i);
    free(b.variables.data);
    free(b.found.data);
    plan_close(b.plan);
    xml_free(doc);
    arena_free(b.a);
    diag_free(d);
}

static void compare_on_plans(struct tally *tally)
{
    static const char *const patterns[] = {"samples/*/piano.xml", "tests/plans/*.xml", "tests/plans/mondo/*.xml"};
    glob_t found = {0};
    for (size_t i = 0; i < sizeof patterns / sizeof patterns[0]; i++)
        CU_ASSERT_EQUAL_FATAL(glob(patterns[i], i > 0 ? GLOB_APPEND : 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++)
        compare_on_plan(found.gl_pathv[i], tally);
    for (size_t i = 0; i < tally->count; i++)
        EXPECT(!tally->wrong[i], tally->exprs[i]->source);
    globfree(&found);
}

/* Takes the expressions of T that are walked, each source once. */
static void take_exprs(const struct template *t, struct tally *tally)
{
    for (size_t k = 0; k < t->nexprs; k++) {
        bool known = t->exprs[k]->walk == NULL || tally->count == MAX_EXPRS;
        for (size_t i = 0; i < tally->count && !known; i++)
            known = strcmp(tally->exprs[i]->source, t->exprs[k]->source) == 0;
        if (known)
            continue;
        tally->of[tally->count] = t;
        tally->exprs[tally->count++] = t->exprs[k];
    }
}

static void shipped_templates(void)
{
    static const char *const names[] = {"rapporto", "preventivo", "aggiornamento", "alberatura", "performance"};
    struct template *templates[5];
    struct diag *d = diag_new(DIAG_IT);
    struct tally tally = {.count = 0};
    for (size_t i = 0; i < 5; i++) {
        char path[60];
        snprintf(path, sizeof path, "templates/%s.xml", names[i]);
        templates[i] = template_load(path, "xsd/template.xsd", d);
        CU_ASSERT_PTR_NOT_NULL_FATAL(templates[i]);
        take_exprs(templates[i], &tally);
    }
    compare_on_plans(&tally);
    for (size_t i = 0; i < tally.count; i++)
        EXPECT(tally.answered[i], tally.exprs[i]->source);
    EXPECT(tally.count > 400 && tally.answers > 50000 && tally.truths > 10000, "the templates are compared");
    for (size_t i = 0; i < 5; i++)
        template_free(templates[i]);
    diag_free(d);
}

static void corners_of_the_language(void)
{
    int unanswered = 0;
    struct diag *d = diag_new(DIAG_IT);
    struct tally tally = {.count = 0};
    struct buf body = BUF_INIT;
    buf_str(&body, "<poni nome='n' valore='1'/><poni nome='ignota' valore='1'/>");
    for (size_t i = 0; i < sizeof corners / sizeof corners[0]; i++)
        buf_printf(&body, "<se test=\"%s\"><salto-pagina/></se>", corners[i]);
    struct template *t = try_template("", buf_text(&body), d);
    EXPECT(t != NULL, diag_count(d) > 0 ? diag_get(d, 0)->text : "");
    if (t != NULL) {
        take_exprs(t, &tally);
        compare_on_plans(&tally);
    }
    for (size_t i = 0; i < tally.count; i++)
        unanswered += !tally.answered[i];
    EXPECT(tally.count > 100 && tally.truths > 5000, "the corners are compared");
    EXPECT_LONG(unanswered, 3, "$ignota, $ignota or true(), rif('n1')");
    template_free(t);
    buf_free(&body);
    diag_free(d);
}

void suite_walk(void)
{
    CU_pSuite s = CU_add_suite("walk", NULL, NULL);
    CU_add_test(s, "expressions of the templates answer as libxml2 does", shipped_templates);
    CU_add_test(s, "so do the corners of what is walked", corners_of_the_language);
}
