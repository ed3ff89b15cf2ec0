/* template.c: loads a template: reads its files, validates them, compiles what they say. */
#include "bind/template_load.h"

#include <libxml/xpathInternals.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file_read.h"
#include "base/file_source.h"
#include "read/xml_read.h"
#include "read/xml_schema.h"

#define MAX_FILES 20

static const struct attr meta_attrs[] = {
    {"titolo", ATTR_TEXT, offsetof(struct template, title), NULL}, {"oggetto", ATTR_TEXT, offsetof(struct template, subject), NULL},
    {"autore", ATTR_TEXT, offsetof(struct template, author), NULL}, {"parole-chiave", ATTR_TEXT, offsetof(struct template, keywords), NULL},
    {"prima-pagina", ATTR_EXPR, offsetof(struct template, first_page), NULL}, {NULL, ATTR_NAME, 0, NULL}
};

/* ---- files ---- */

/* FILE in the folder of PATH. */
static const char *beside(struct arena *a, const char *path, const char *file)
{
    const char *slash = strrchr(path, '/');
    return arena_printf(a, "%.*s%s", slash != NULL ? (int)(slash - path) + 1 : 0, path, file);
}

static bool is_loaded(const struct template *t, const char *path)
{
    for (size_t i = 0; i < t->ndocs; i++)
        if (strcmp(xml_name(t->docs[i]), path) == 0)
            return true;
    return false;
}

/* PATH from wherever the template comes from. */
static enum read_status read_xml(const struct loader *l, const char *path, struct xml_doc **doc)
{
    struct buf bytes = BUF_INIT;
    if (l->source == NULL)
        return xml_read(doc, path, 0, l->d);
    int error = l->source->read(l->source->self, path, XML_READ_LIMIT, &bytes);
    if (error != 0)
        file_read_report(path, error, XML_READ_LIMIT, l->d);
    enum read_status status = error != 0 ? READ_CANNOT : xml_read_memory(doc, path, buf_text(&bytes), bytes.len, l->d);
    buf_free(&bytes);
    return status;
}

/* Reads and validates PATH. The template owns the file. */
static const struct xml_doc *read_file(struct loader *l, const struct xml_schema *schema, const char *path)
{
    struct template *t = l->t;
    struct xml_doc *doc = NULL;
    if (t->ndocs == MAX_FILES) {
        char most[24];
        snprintf(most, sizeof most, "%d", MAX_FILES);
        diag_say(l->d, DIAG_TEMPLATE_TOO_MANY_FILES, NULL, most);
    }
    if (t->ndocs == MAX_FILES || read_xml(l, path, &doc) != READ_OK) {
        l->failed = true;
        return NULL;
    }
    t->docs[t->ndocs++] = doc;
    if (!schema_validate(schema, doc, NULL, l->d)) {
        l->failed = true;
        return NULL;
    }
    return doc;
}

static const xmlNode *child(const xmlNode *element, const char *name)
{
    const xmlNode *n = element->children;
    while (n != NULL && (n->type != XML_ELEMENT_NODE || strcmp((const char *)n->name, name) != 0))
        n = n->next;
    return n;
}

bool template_makes_document(const char *path)
{
    struct xml_doc *doc = NULL;
    struct diag *unheard = diag_new(DIAG_IT);
    bool makes = path != NULL && unheard != NULL && xml_read(&doc, path, 0, unheard) == READ_OK && child(xml_root(doc), "corpo") != NULL;
    xml_free(doc);
    diag_free(unheard);
    return makes;
}

/* Reads PATH and, before it, the files it uses: what comes later replaces what came before. NULL when one is wrong. */
static const xmlNode *read_with_uses(struct loader *l, const struct xml_schema *schema, const char *path)
{
    const struct xml_doc *doc = read_file(l, schema, path);
    if (doc == NULL)
        return NULL;
    const xmlNode *root = xml_root(doc);
    for (const xmlNode *n = child(root, "usa"); n != NULL; n = n->next) {
        if (n->type != XML_ELEMENT_NODE || strcmp((const char *)n->name, "usa") != 0)
            continue;
        const char *used = beside(l->t->arena, path, loader_attribute(n, "file"));
        if (used != NULL && !is_loaded(l->t, used))
            read_with_uses(l, schema, used);
    }
    def_enter_all(l, root);
    return root;
}

/* ---- what is not found by name ---- */

static size_t count_children(const struct template *t, const char *name)
{
    size_t n = 0;
    for (size_t i = 0; i < t->ndocs; i++)
        for (const xmlNode *c = xml_root(t->docs[i])->children; c != NULL; c = c->next)
            n += c->type == XML_ELEMENT_NODE && strcmp((const char *)c->name, name) == 0;
    return n;
}

static void read_plan_rule(struct loader *l, const xmlNode *element)
{
    struct plan_rule *r = &l->t->rules[l->t->nrules++];
    const char *test = loader_attribute(element, "se");
    r->element = loader_attribute(element, "elemento");
    r->test = test != NULL ? expr_compile(l, test, element, "se") : NULL;
    r->body = op_compile_children(l, element);
}

/* Global variables and rules, the files' in the order in which they were used: the template itself is the first file. */
static void read_globals(struct loader *l)
{
    struct template *t = l->t;
    t->lets = loader_new(l, count_children(t, "poni"), sizeof *t->lets);
    t->rules = loader_new(l, count_children(t, "regola"), sizeof *t->rules);
    if (t->lets == NULL || t->rules == NULL)
        return;
    for (size_t i = t->ndocs; i-- > 0;)
        for (const xmlNode *c = xml_root(t->docs[i])->children; c != NULL; c = c->next) {
            if (c->type != XML_ELEMENT_NODE)
                continue;
            if (strcmp((const char *)c->name, "poni") == 0 && (t->lets[t->nlets] = op_compile(l, c)) != NULL)
                t->nlets++;
            else if (strcmp((const char *)c->name, "regola") == 0)
                read_plan_rule(l, c);
        }
}

static void read_root(struct loader *l, const xmlNode *root, const char *path)
{
    struct template *t = l->t;
    const char *lang = loader_attribute(root, "lingua");
    const char *apostrophes = loader_attribute(root, "apostrofi");
    t->lang = lang != NULL ? lang : "it-IT";
    t->curly_apostrophes = apostrophes == NULL || strcmp(apostrophes, "tipografici") == 0;
    const xmlNode *meta = child(root, "documento");
    if (meta != NULL)
        attr_read(l, meta_attrs, meta, t);
    const xmlNode *body = child(root, "corpo");
    if (body == NULL)
        loader_error(l, DIAG_TEMPLATE_NO_BODY, root, NULL, path, NULL, NULL);
    else
        t->body = op_compile_children(l, body);
}

/* Variables that the program itself gives to fragments and rules. */
static void declare_own(struct loader *l)
{
    declare_variable(l, "pubblicato");
    declare_variable(l, "calcolato");
    declare_variable(l, "livello");
}

static bool load(struct loader *l, const struct xml_schema *schema, const char *path)
{
    const xmlNode *root = read_with_uses(l, schema, path);
    if (l->failed || root == NULL)
        return false;
    declare_own(l);
    def_read_all(l);
    read_globals(l);
    read_root(l, root, path);
    expr_check_variables(l);
    return !l->failed;
}

/* ---- the contract ---- */

static struct template *template_new(void)
{
    struct arena *a = arena_new();
    struct template *t = a != NULL ? arena_alloc(a, sizeof *t) : NULL;
    if (t == NULL) {
        arena_free(a);
        return NULL;
    }
    t->arena = a;
    t->docs = arena_array(a, MAX_FILES, sizeof *t->docs);
    if (t->docs == NULL) {
        arena_free(a);
        return NULL;
    }
    return t;
}

struct template *template_load(const char *path, const char *xsd_path, struct diag *d)
{
    return template_load_from(NULL, path, xsd_path, d);
}

struct template *template_load_from(const struct file_source *source, const char *path, const char *xsd_path, struct diag *d)
{
    struct xml_schema *schema = NULL;
    struct loader l = {.t = template_new(), .d = d, .source = source, .xpath = xmlXPathNewContext(NULL)};
    bool ok = false;
    if (l.t == NULL || l.xpath == NULL) {
        diag_say0(d, DIAG_NO_MEMORY, NULL);
        goto done;
    }
    if (schema_load(&schema, xsd_path, d) != READ_OK)
        goto done;
    size_t before = diag_count_level(d, DIAG_ERRORE), first = diag_count(d);
    ok = load(&l, schema, path) && !arena_starved(l.t->arena);
    if (!ok && (diag_count_level(d, DIAG_ERRORE) == before || arena_starved(l.t->arena)))
        diag_say0(d, DIAG_NO_MEMORY, NULL);
    template_quote(l.t, d, first);
done:
    schema_free(schema);
    xmlXPathFreeContext(l.xpath);
    if (!ok) {
        template_free(l.t);
        return NULL;
    }
    return l.t;
}

void template_quote(const struct template *t, struct diag *d, size_t first)
{
    for (size_t i = 0; t != NULL && i < t->ndocs; i++)
        xml_quote(t->docs[i], d, first, DIAG_NOTA);
}

void template_free(struct template *t)
{
    if (t == NULL)
        return;
    for (size_t i = 0; i < t->nexprs; i++)
        xmlXPathFreeCompExpr(t->exprs[i]->compiled);
    for (size_t i = 0; i < t->ndocs; i++)
        xml_free(t->docs[i]);
    arena_free(t->arena);
}

void template_faces(const struct template *t, const char *const **faces, size_t *count)
{
    *faces = t->faces;
    *count = t->nfaces;
}

size_t template_file_count(const struct template *t)
{
    return t->ndocs;
}

void template_file(const struct template *t, size_t i, const char **path, const void **data, size_t *len)
{
    *path = xml_name(t->docs[i]);
    xml_original(t->docs[i], data, len);
}

const struct variable *template_variable(const struct template *t, const char *name)
{
    const struct variable *v = t->variables;
    while (v != NULL && strcmp(v->name, name) != 0)
        v = v->next;
    return v;
}

/* A dozen names are looked up for every cell: most differ in their first letter already. */
static bool same_name(const char *a, const char *b)
{
    return *a == *b && strcmp(a, b) == 0;
}

static int compare_style(const void *name, const void *style)
{
    return strcmp(name, (*(const struct style *const *)style)->name);
}

const struct style *template_style(const struct template *t, const char *name)
{
    struct style **found = bsearch(name, t->styles, t->nstyles, sizeof *t->styles, compare_style);
    return found != NULL ? *found : NULL;
}

uint32_t template_colour(const struct template *t, const char *name, uint32_t fallback)
{
    for (size_t i = 0; i < t->ncolours; i++)
        if (same_name(t->colour_names[i].name, name))
            return t->colours[i];
    return fallback;
}

const char *template_word(const struct template *t, const char *name)
{
    for (size_t i = 0; i < t->nwords; i++)
        if (same_name(t->words[i].name, name))
            return t->words[i].text;
    return name;
}
