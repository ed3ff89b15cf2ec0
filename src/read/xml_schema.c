/* xml_schema.c: compiles XSDs and validates documents in rounds, each with the tree mended where the last one stopped. */
#include "read/xml_schema.h"

#include <libxml/valid.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "read/xml_error.h"
#include "read/xml_schema_priv.h"

#define MAX_ROUNDS 50
#define MAX_REPAIRED ((size_t)20 << 20)   /* bytes of text beyond which nothing is validated twice */
#define MAX_WORK ((size_t)60 << 20)       /* bytes validated in all rounds but the first */

/* --- loading --- */

struct loading {
    const struct xml_doc *doc;
    struct diag *d;
    bool wrong;
};

static void report_schema(void *context, error_pointer error)
{
    struct loading *l = context;
    char text[300];
    if (error->level < XML_ERR_ERROR)
        return;
    struct diag_place at = xml_place(l->doc, error->node, NULL);
    snprintf(text, sizeof text, "%s", error->message != NULL ? error->message : "");
    text[strcspn(text, "\n")] = '\0';
    diag_say(l->d, DIAG_SCHEMA_BROKEN, &at, text);
    l->wrong = true;
}

/* libxml2 would open what an XSD includes or imports from anywhere. */
static bool check_includes(struct loading *l)
{
    static const char *const kinds[] = {"include", "import", "redefine"};
    for (xmlNodePtr node = xml_root(l->doc)->children; node != NULL; node = node->next) {
        for (size_t i = 0; node->type == XML_ELEMENT_NODE && i < sizeof kinds / sizeof kinds[0]; i++) {
            if (strcmp((const char *)node->name, kinds[i]) != 0)
                continue;
            xmlChar *location = xmlGetNoNsProp(node, BAD_CAST "schemaLocation");
            struct diag_place at = xml_place(l->doc, node, NULL);
            diag_say(l->d, DIAG_SCHEMA_INCLUDES, &at, location != NULL ? (const char *)location : kinds[i]);
            xmlFree(location);
            return false;
        }
    }
    return true;
}

static enum read_status compile(struct xml_schema *s, struct diag *d)
{
    struct loading l = {s->doc, d, false};
    if (!check_includes(&l))
        return READ_MALFORMED;
    s->arena = arena_new();
    xmlSchemaParserCtxtPtr ctxt = s->arena != NULL ? xmlSchemaNewDocParserCtxt(xml_tree(s->doc)) : NULL;
    if (ctxt == NULL || !names_load(&s->names, s->arena, xml_root(s->doc))) {
        xmlSchemaFreeParserCtxt(ctxt);
        diag_say0(d, DIAG_NO_MEMORY, NULL);
        return READ_LIMIT;
    }
    xmlSchemaSetParserStructuredErrors(ctxt, report_schema, &l);
    s->compiled = xmlSchemaParse(ctxt);
    xmlSchemaFreeParserCtxt(ctxt);
    if (s->compiled == NULL && !l.wrong) {
        struct diag_place at = xml_place(s->doc, NULL, NULL);
        diag_say(d, DIAG_SCHEMA_BROKEN, &at, "xmlSchemaParse");
    }
    return s->compiled != NULL && !l.wrong ? READ_OK : READ_MALFORMED;
}

/* DOC, read with STATUS, becomes the schema's. */
static enum read_status finish(struct xml_schema **out, struct xml_doc *doc, enum read_status status, struct diag *d)
{
    struct xml_schema *s = status == READ_OK ? calloc(1, sizeof *s) : NULL;
    *out = NULL;
    if (status != READ_OK)
        return status;
    if (s == NULL) {
        xml_free(doc);
        diag_say0(d, DIAG_NO_MEMORY, NULL);
        return READ_LIMIT;
    }
    s->doc = doc;
    status = compile(s, d);
    if (status == READ_OK)
        *out = s;
    else
        schema_free(s);
    return status;
}

enum read_status schema_load(struct xml_schema **schema, const char *path, struct diag *d)
{
    struct xml_doc *doc;
    enum read_status status = xml_read(&doc, path, 0, d);
    return finish(schema, doc, status, d);
}

enum read_status schema_load_memory(struct xml_schema **schema, const char *name, const void *data, size_t len, struct diag *d)
{
    struct xml_doc *doc;
    enum read_status status = xml_read_memory(&doc, name, data, len, d);
    return finish(schema, doc, status, d);
}

void schema_free(struct xml_schema *schema)
{
    if (schema == NULL)
        return;
    xmlSchemaFree(schema->compiled);
    arena_free(schema->arena);
    xml_free(schema->doc);
    free(schema);
}

/* --- collecting the errors of a round --- */

void *validation_grow(struct validation *v, void *array, size_t count, size_t *cap, size_t size)
{
    if (count < *cap)
        return array;
    void *moved = realloc(array, (*cap * 2 + 16) * size);
    if (moved != NULL)
        *cap = *cap * 2 + 16;
    v->no_memory = v->no_memory || moved == NULL;
    return moved;
}

static uint64_t hash_bytes(uint64_t hash, const void *data, size_t len)
{
    const unsigned char *p = data;   /* FNV-1a */
    for (size_t i = 0; i < len; i++)
        hash = (hash ^ p[i]) * 1099511628211u;
    return hash;
}

static void put_hash(uint64_t *seen, size_t cap, uint64_t hash)
{
    size_t i = hash % cap;
    while (seen[i] != 0 && seen[i] != hash)
        i = (i + 1) % cap;
    seen[i] = hash;
}

static bool enlarge_seen(struct validation *v)
{
    size_t cap = v->seen_cap * 2 + 64;
    uint64_t *seen = calloc(cap, sizeof *seen);
    if (seen == NULL) {
        v->no_memory = true;
        return false;
    }
    for (size_t i = 0; i < v->seen_cap; i++)
        if (v->seen[i] != 0)
            put_hash(seen, cap, v->seen[i]);
    free(v->seen);
    v->seen = seen;
    v->seen_cap = cap;
    return true;
}

/* Whether the same was said of the same element in an earlier round, or in this one. */
static bool was_seen(struct validation *v, const xmlNode *node, const char *text)
{
    uint64_t hash = hash_bytes(hash_bytes(14695981039346656037u, &node, sizeof node), text, strlen(text)) | 1;
    if ((v->seen_count + 1) * 2 > v->seen_cap && !enlarge_seen(v))
        return true;
    size_t i = hash % v->seen_cap;
    while (v->seen[i] != 0 && v->seen[i] != hash)
        i = (i + 1) % v->seen_cap;
    if (v->seen[i] == hash)
        return true;
    v->seen[i] = hash;
    v->seen_count++;
    return false;
}

static const char *text_or_empty(struct validation *v, const char *text)
{
    const char *copy = text != NULL ? arena_strdup(v->arena, text) : "";
    v->no_memory = v->no_memory || copy == NULL;
    return copy != NULL ? copy : "";
}

/* The local name in "Element 'e', attribute '{urn}a': …", for versions of libxml2 that name only the element as culprit. */
static const char *attribute_in(struct validation *v, const char *text)
{
    static const char mark[] = "', attribute '";
    const char *at = strstr(text, mark), *end = strstr(text, "': ");
    if (at == NULL || end == NULL || at > end)
        return NULL;
    at += sizeof mark - 1;
    const char *brace = memchr(at, '}', (size_t)(end - at));
    if (brace != NULL)
        at = brace + 1;
    const char *name = arena_strndup(v->arena, at, (size_t)(end - at));
    v->no_memory = v->no_memory || name == NULL;
    return name;
}

static void store(struct validation *v, xmlNodePtr node, error_pointer error)
{
    struct schema_error *errors = validation_grow(v, v->errors, v->error_count, &v->error_cap, sizeof *errors);
    if (errors == NULL)
        return;
    v->errors = errors;
    struct schema_error *e = &errors[v->error_count++];
    bool attribute = node->type == XML_ATTRIBUTE_NODE;
    e->element = attribute ? node->parent : node;
    e->code = error->code;
    e->text = text_or_empty(v, error->message);
    e->attribute = attribute ? (const char *)node->name : attribute_in(v, e->text);
    e->arg[0] = text_or_empty(v, error->str1);
    e->arg[1] = text_or_empty(v, error->str2);
    e->arg[2] = text_or_empty(v, error->str3);
    if (v->no_memory)   /* it is not whole: that memory was short is told instead */
        v->error_count--;
}

static void collect(void *context, error_pointer error)
{
    struct validation *v = context;
    xmlNodePtr node = error->node;
    if (error->level < XML_ERR_ERROR || node == NULL)
        return;
    if (schema_is_stub(node->type == XML_ATTRIBUTE_NODE ? node->parent : node))
        return;
    struct schema_error e = {.element = node, .code = error->code, .text = error->message != NULL ? error->message : ""};
    if (schema_is_unexpected(&e) || !was_seen(v, node, e.text))   /* a culprit that comes again needs another repair */
        store(v, node, error);
}

static void forget_id(void *id, void *context, const xmlChar *value)
{
    (void)context;
    (void)value;
    ((xmlIDPtr)id)->attr->atype = 0;
}

/* Each round takes identifiers anew, in the order of the document; and a tree that knows its own takes longer to free. */
static void forget_ids(xmlDocPtr tree)
{
    xmlHashScan(tree->ids, forget_id, NULL);
    xmlFreeIDTable(tree->ids);
    tree->ids = NULL;
}

/* The table of identifiers. libxml2's own puts them into the dictionary of names, whose chains grow long with them (measured: 15 %
 * of validating 240,000). */
static bool take_ids(xmlDocPtr tree)
{
    if (tree->ids == NULL)
        tree->ids = xmlHashCreate(0);
    return tree->ids != NULL;
}

static void validate_once(struct validation *v)
{
    xmlSchemaValidCtxtPtr ctxt = xmlSchemaNewValidCtxt(v->schema->compiled);
    v->error_count = 0;
    if (ctxt == NULL || !take_ids(xml_tree(v->doc))) {
        xmlSchemaFreeValidCtxt(ctxt);
        v->no_memory = true;
        return;
    }
    xmlSchemaSetValidStructuredErrors(ctxt, collect, v);
    if (xmlSchemaValidateDoc(ctxt, xml_tree(v->doc)) < 0)
        v->no_memory = true;
    xmlSchemaFreeValidCtxt(ctxt);
    forget_ids(xml_tree(v->doc));
}

/* --- rounds --- */

/* Explains the errors of a round and mends the tree. True when that was done somewhere and MEND allows another round. */
static bool work_off(struct validation *v, bool mend)
{
    bool mended = false;
    for (size_t i = 0; i < v->error_count;) {
        const struct schema_error *e = &v->errors[i];
        if (schema_is_unexpected(e)) {
            schema_repair(v, e);
            mended = true;
            i++;
        } else {
            i = schema_explain(v, i);
            mended = (e->code == XML_SCHEMAV_CVC_ELT_1 && schema_repair_root(v, e->element)) || mended;
        }
    }
    return mended && mend && !v->no_memory;
}

static int rounds_for(size_t len)
{
    if (len > MAX_REPAIRED)
        return 1;
    size_t rounds = MAX_WORK / (len + 1) + 1;
    return rounds < MAX_ROUNDS ? (int)rounds : MAX_ROUNDS;
}

static void validate_rounds(struct validation *v)
{
    const void *data;
    size_t len;
    xml_original(v->doc, &data, &len);
    int rounds = rounds_for(len);
    bool again = true;
    for (v->round = 0; again && v->round < rounds; v->round++) {
        validate_once(v);
        again = work_off(v, v->round + 1 < rounds);
    }
    v->round--;
    schema_explain_culprits(v);
    schema_undo(v);
}

/* --- telling --- */

static int compare_findings(const void *left, const void *right)
{
    const struct schema_finding *a = left, *b = right;
    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    if (a->column != b->column)
        return a->column < b->column ? -1 : 1;
    return (a->order > b->order) - (a->order < b->order);
}

static void sort_findings(struct validation *v)
{
    for (size_t i = 0; i < v->finding_count; i++) {
        struct schema_finding *f = &v->findings[i];
        if (f->text != NULL)
            xml_text_position(v->doc, f->text, &f->line, &f->column);
        else if (f->attribute != NULL)
            xml_attribute_position(v->doc, f->element, f->attribute, &f->line, &f->column);
        else
            xml_position(v->doc, f->element, &f->line, &f->column);
    }
    if (v->finding_count > 1)
        qsort(v->findings, v->finding_count, sizeof *v->findings, compare_findings);
}

static void tell(struct validation *v, schema_place_function *place, struct diag *d)
{
    struct buf words = BUF_INIT;
    for (size_t i = 0; i < v->finding_count; i++) {
        const struct schema_finding *f = &v->findings[i];
        struct diag_place at = {xml_name(v->doc), f->line, f->column, NULL};
        buf_clear(&words);
        if (place != NULL)
            place(&words, f->element);
        v->no_memory = v->no_memory || words.failed;
        at.place = buf_text(&words);
        diag_say(d, f->code, &at, f->args[0], f->args[1], f->args[2], f->args[3]);
    }
    if (v->no_memory)
        diag_say0(d, DIAG_NO_MEMORY, NULL);
    buf_free(&words);
}

bool schema_validate(const struct xml_schema *schema, const struct xml_doc *doc, schema_place_function *place, struct diag *d)
{
    struct validation v = {.schema = schema, .doc = doc};
    v.arena = arena_new();
    v.no_memory = v.arena == NULL;
    if (!v.no_memory)
        validate_rounds(&v);
    schema_complete_keys(&v);
    sort_findings(&v);
    tell(&v, place, d);
    bool valid = v.finding_count == 0 && !v.no_memory;
    free(v.errors);
    free(v.findings);
    free(v.seen);
    xmlHashFree(v.orders, NULL);
    arena_free(v.arena);
    return valid;
}
