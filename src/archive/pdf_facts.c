/* pdf_facts.c: finds information, attachments and pages from the root of a PDF file. */
#include "archive/pdf_facts.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"

#define MAX_ATTACHED  1000
#define MAX_NODES     200000     /* of the trees of pages and of names */
#define MAX_LEVELS    32

/* ---- text ---- */

/* PDFDocEncoding outside Latin-1 (ISO 32000-1, annex D.3), from code 0x80. */
static const uint16_t doc_high[] = {
    0x2022, 0x2020, 0x2021, 0x2026, 0x2014, 0x2013, 0x0192, 0x2044, 0x2039, 0x203A, 0x2212, 0x2030, 0x201E, 0x201C, 0x201D,
    0x2018, 0x2019, 0x201A, 0x2122, 0xFB01, 0xFB02, 0x0141, 0x0152, 0x0160, 0x0178, 0x017D, 0x0131, 0x0142, 0x0153, 0x0161,
    0x017E, 0xFFFD, 0x20AC,
};

static uint32_t doc_character(unsigned char c)
{
    return c >= 0x80 && c < 0x80 + sizeof doc_high / sizeof *doc_high ? doc_high[c - 0x80] : c;
}

static uint32_t unit(const struct pdf_value *v, uint32_t at)
{
    return at + 1 < v->count ? (uint32_t)(unsigned char)v->bytes[at] << 8 | (unsigned char)v->bytes[at + 1] : 0xFFFD;
}

/* The character of UTF-16 at *AT. */
static uint32_t utf16_character(const struct pdf_value *v, uint32_t *at)
{
    uint32_t cp = unit(v, *at);
    *at += 2;
    if (cp >= 0xD800 && cp < 0xDC00 && *at + 1 < v->count) {
        uint32_t low = unit(v, *at);
        if (low >= 0xDC00 && low < 0xE000) {
            *at += 2;
            return 0x10000 + ((cp - 0xD800) << 10) + (low - 0xDC00);
        }
    }
    return cp >= 0xD800 && cp < 0xE000 ? 0xFFFD : cp;
}

const char *pdf_facts_text(struct arena *a, const struct pdf_value *v)
{
    if (v->kind != PDF_STRING)
        return "";
    bool wide = v->count >= 2 && unit(v, 0) == 0xFEFF;
    char *text = arena_alloc(a, 3 * (size_t)v->count + 1), *end = text;
    if (text == NULL)
        return NULL;
    for (uint32_t i = wide ? 2 : 0; i < v->count;) {
        uint32_t cp = wide ? utf16_character(v, &i) : doc_character((unsigned char)v->bytes[i++]);
        end += utf8_put(cp != 0 ? cp : 0xFFFD, end);
    }
    *end = '\0';
    return text;
}

/* ---- information ---- */

static bool find_info(struct pdf_reader *r, struct pdf_facts *facts)
{
    const struct pdf_value *info = pdf_reader_get(r, pdf_reader_trailer(r), "Info");
    facts->creator = pdf_facts_text(pdf_reader_arena(r), pdf_reader_get(r, info, "Creator"));
    facts->date = pdf_facts_text(pdf_reader_arena(r), pdf_reader_get(r, info, "CreationDate"));
    return facts->creator != NULL && facts->date != NULL;
}

/* ---- attachments ---- */

static bool is_known(const struct pdf_facts *facts, const struct pdf_value *stream)
{
    for (size_t i = 0; i < facts->nattached; i++)
        if (facts->attached[i].stream == stream)
            return true;
    return false;
}

/* Adds the file of the file specification SPEC, unless it is none or was added already. */
static bool add_attached(struct pdf_reader *r, struct pdf_facts *facts, const struct pdf_value *spec)
{
    const struct pdf_value *files = pdf_reader_get(r, spec, "EF"), *relation = pdf_reader_get(r, spec, "AFRelationship");
    const struct pdf_value *stream = pdf_reader_get(r, files, "UF"), *name = pdf_reader_get(r, spec, "UF");
    if (stream->kind != PDF_STREAM)
        stream = pdf_reader_get(r, files, "F");
    if (name->kind != PDF_STRING)
        name = pdf_reader_get(r, spec, "F");
    if (stream->kind != PDF_STREAM || is_known(facts, stream))
        return true;
    if (facts->nattached == MAX_ATTACHED)
        return false;
    struct pdf_attached *a = &facts->attached[facts->nattached++];
    a->stream = stream;
    a->name = pdf_facts_text(pdf_reader_arena(r), name);
    a->relation = relation->kind == PDF_NAME ? relation->bytes : "";
    return a->name != NULL;
}

/* Nodes still to visit, and how deep they are. */
struct stack {
    struct { const struct pdf_value *node; int level; } *items;
    size_t n, cap, visited;
    bool starved;
};

static bool push(struct stack *s, const struct pdf_value *node, int level)
{
    if (s->n + s->visited >= MAX_NODES || level > MAX_LEVELS)
        return false;
    if (s->n == s->cap) {
        size_t cap = s->cap > 0 ? 2 * s->cap : 64;
        void *items = realloc(s->items, cap * sizeof *s->items);
        if (items == NULL) {
            s->starved = true;
            return false;
        }
        s->items = items;
        s->cap = cap;
    }
    s->items[s->n].node = node;
    s->items[s->n++].level = level;
    return true;
}

/* Pushes the children of a node, the first on top. */
static bool push_kids(struct pdf_reader *r, struct stack *s, const struct pdf_value *node, int level)
{
    const struct pdf_value *kids = pdf_reader_get(r, node, "Kids");
    for (uint32_t i = kids->kind == PDF_ARRAY ? kids->count : 0; i-- > 0;)
        if (!push(s, &kids->items[i], level + 1))
            return false;
    return true;
}

static bool find_named(struct pdf_reader *r, struct pdf_facts *facts, const struct pdf_value *root)
{
    struct stack s = {0};
    bool good = push(&s, pdf_reader_get(r, pdf_reader_get(r, root, "Names"), "EmbeddedFiles"), 0);
    while (good && s.n > 0) {
        const struct pdf_value *node = pdf_reader_resolve(r, s.items[--s.n].node);
        const struct pdf_value *names = pdf_reader_get(r, node, "Names");
        s.visited++;
        good = push_kids(r, &s, node, s.items[s.n].level);
        for (uint32_t i = 1; good && names->kind == PDF_ARRAY && i < names->count; i += 2)
            good = add_attached(r, facts, pdf_reader_resolve(r, &names->items[i]));
    }
    if (s.starved)
        pdf_reader_starve(r);
    free(s.items);
    return good;
}

/* Associated files first, in their order, then what else the names lead to. */
static bool find_attached(struct pdf_reader *r, struct pdf_facts *facts, const struct pdf_value *root)
{
    const struct pdf_value *af = pdf_reader_get(r, root, "AF");
    facts->attached = arena_array(pdf_reader_arena(r), MAX_ATTACHED, sizeof *facts->attached);
    bool good = facts->attached != NULL;
    for (uint32_t i = 0; good && af->kind == PDF_ARRAY && i < af->count; i++)
        good = add_attached(r, facts, pdf_reader_resolve(r, &af->items[i]));
    return good && find_named(r, facts, root);
}

/* ---- pages ---- */

const struct pdf_value *pdf_facts_inherited(struct pdf_reader *r, const struct pdf_value *page, const char *key)
{
    const struct pdf_value *node = page, *found = pdf_reader_get(r, page, key);
    for (int i = 0; i < MAX_LEVELS && found->kind == PDF_NULL && node->kind == PDF_DICT; i++) {
        node = pdf_reader_get(r, node, "Parent");
        found = pdf_reader_get(r, node, key);
    }
    return found;
}

/* Visits the tree; the pages go into PAGES, if any, and are counted. */
static bool walk_pages(struct pdf_reader *r, const struct pdf_value *root, const struct pdf_value **pages, size_t *n)
{
    struct stack s = {0};
    bool good = push(&s, pdf_reader_get(r, root, "Pages"), 0);
    for (*n = 0; good && s.n > 0;) {
        const struct pdf_value *node = pdf_reader_resolve(r, s.items[--s.n].node);
        int level = s.items[s.n].level;
        s.visited++;
        good = node->kind == PDF_DICT;
        if (good && pdf_value_is(pdf_reader_get(r, node, "Type"), "Pages")) {
            good = push_kids(r, &s, node, level);
        } else if (good) {
            if (pages != NULL)
                pages[*n] = node;
            ++*n;
        }
    }
    if (s.starved)
        pdf_reader_starve(r);
    free(s.items);
    return good;
}

static bool find_pages(struct pdf_reader *r, struct pdf_facts *facts, const struct pdf_value *root)
{
    if (!walk_pages(r, root, NULL, &facts->npages) || facts->npages == 0)
        return false;
    facts->pages = arena_array(pdf_reader_arena(r), facts->npages, sizeof *facts->pages);
    return facts->pages != NULL && walk_pages(r, root, facts->pages, &facts->npages);
}

bool pdf_facts_find(struct pdf_reader *r, struct pdf_facts *facts)
{
    *facts = (struct pdf_facts){.creator = "", .date = ""};
    const struct pdf_value *root = pdf_reader_get(r, pdf_reader_trailer(r), "Root");
    bool found = root->kind == PDF_DICT && find_info(r, facts) && find_attached(r, facts, root) && find_pages(r, facts, root);
    size_t at;
    if (!found)
        pdf_reader_damaged(r, root);
    return found && pdf_reader_trouble(r, &at) == PDF_FINE;
}
