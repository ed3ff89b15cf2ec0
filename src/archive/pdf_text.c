/* pdf_text.c: the text of a page: its strings, through the ToUnicode maps of its fonts (ISO 32000-1, 9.10).
 *
 * Only fonts with one-byte codes are read: pira writes no others.
 */
#include "archive/pdf_text.h"

#include <stdlib.h>
#include <string.h>

#include "archive/pdf_facts.h"
#include "base/arena.h"
#include "base/buf.h"

#define MAX_FONTS        100
#define MAX_OPERANDS     64
#define MAX_PAGE_VALUES  1000000u
#define MAX_NESTING      100     /* of marked content */
#define MAX_STREAMS      1000    /* of the content of a page */

/* What the codes of a font mean, as UTF-8. */
struct font {
    const struct pdf_value *dict;
    const char *meaning[256];    /* NULL: none */
};

struct pdf_texts {
    struct pdf_reader *r;
    struct font *fonts[MAX_FONTS]; size_t nfonts;   /* owned by the reader's arena */
};

/* A page under work. */
struct reading {
    struct pdf_texts *t;
    const struct pdf_value *fonts;     /* of the page's resources */
    const struct font *font;
    struct pdf_value operands[MAX_OPERANDS]; size_t n;
    bool artifact[MAX_NESTING]; int depth;
    struct buf *body, artifacts;
};

struct pdf_texts *pdf_texts_new(struct pdf_reader *r)
{
    struct pdf_texts *t = calloc(1, sizeof *t);
    if (t != NULL)
        t->r = r;
    return t;
}

void pdf_texts_free(struct pdf_texts *t)
{
    free(t);
}

/* ---- fonts ---- */

/* "<41> <0041>": the code, and its meaning in UTF-16 as text. False when memory is short. */
static bool map_code(struct font *f, struct arena *a, const struct pdf_value *code, struct pdf_value meaning)
{
    char wide[2 + 64] = {'\xFE', '\xFF'};
    if (code->kind != PDF_STRING || code->count != 1 || meaning.kind != PDF_STRING || meaning.count > sizeof wide - 2)
        return true;
    memcpy(wide + 2, meaning.bytes, meaning.count);
    meaning.bytes = wide;
    meaning.count += 2;
    const char *text = pdf_facts_text(a, &meaning);
    f->meaning[(unsigned char)code->bytes[0]] = text;
    return text != NULL;
}

/* "<41> <5A> <0041>": as many codes in a row, the last byte of the meaning counting up. */
static bool map_range(struct font *f, struct arena *a, const struct pdf_value *triple)
{
    char last[64];
    if (triple[0].kind != PDF_STRING || triple[1].kind != PDF_STRING || triple[0].count != 1 || triple[1].count != 1
        || triple[2].kind != PDF_STRING || triple[2].count == 0 || triple[2].count > sizeof last)
        return true;
    unsigned char low = (unsigned char)triple[0].bytes[0], high = (unsigned char)triple[1].bytes[0];
    memcpy(last, triple[2].bytes, triple[2].count);
    for (unsigned code = low; code <= high; code++) {
        const char byte = (char)code;
        const struct pdf_value one = {.kind = PDF_STRING, .count = 1, .bytes = &byte};
        if (!map_code(f, a, &one, (struct pdf_value){.kind = PDF_STRING, .count = triple[2].count, .bytes = last}))
            return false;
        last[triple[2].count - 1]++;
    }
    return true;
}

/* Reads a ToUnicode map: what stands between beginbfchar, beginbfrange and their ends. */
static bool read_map(struct font *f, struct pdf_scan *s)
{
    struct pdf_value group[3];
    size_t n = 0, size = 0;
    for (;;) {
        struct pdf_value v = pdf_scan_next(s);
        if (v.kind == PDF_END)
            return s->trouble == PDF_FINE;
        if (v.kind == PDF_KEYWORD) {
            size = pdf_value_is(&v, "beginbfchar") ? 2 : pdf_value_is(&v, "beginbfrange") ? 3 : 0;
            n = 0;
        } else if (size > 0) {
            group[n++] = v;
        }
        if (size > 0 && n == size) {
            if (!(size == 2 ? map_code(f, s->arena, &group[0], group[1]) : map_range(f, s->arena, group)))
                return false;
            n = 0;
        }
    }
}

static bool load_font(struct pdf_reader *r, struct font *f)
{
    struct buf map = BUF_INIT;
    const struct pdf_value *stream = pdf_reader_get(r, f->dict, "ToUnicode");
    if (stream->kind != PDF_STREAM)
        return true;
    bool done = pdf_reader_decode(r, stream, &map);
    if (done) {
        struct pdf_scan s = pdf_scan_begin(map.data, map.len, 0, pdf_reader_arena(r), pdf_reader_values_left(r));
        done = read_map(f, &s);
        pdf_scan_end(&s);
        if (!done)
            pdf_reader_damaged(r, stream);
    }
    buf_free(&map);
    return done;
}

/* The font called NAME on the page; NULL after trouble, and when there is none. */
static const struct font *find_font(struct reading *g, const char *name)
{
    struct pdf_texts *t = g->t;
    const struct pdf_value *dict = pdf_reader_get(t->r, g->fonts, name);
    for (size_t i = 0; i < t->nfonts; i++)
        if (t->fonts[i]->dict == dict)
            return t->fonts[i];
    if (dict->kind != PDF_DICT || t->nfonts == MAX_FONTS)
        return NULL;
    struct font *f = arena_alloc(pdf_reader_arena(t->r), sizeof *f);
    if (f == NULL) {
        pdf_reader_starve(t->r);
        return NULL;
    }
    f->dict = dict;
    t->fonts[t->nfonts++] = f;
    return load_font(t->r, f) ? f : NULL;
}

/* ---- operators ---- */

static struct buf *target(struct reading *g)
{
    return g->depth > 0 && g->artifact[g->depth - 1] ? &g->artifacts : g->body;
}

static void break_line(struct reading *g)
{
    struct buf *b = target(g);
    if (b->len > 0 && b->data[b->len - 1] != '\n')
        buf_char(b, '\n');
}

static void show(struct reading *g, const struct pdf_value *string)
{
    for (uint32_t i = 0; string->kind == PDF_STRING && i < string->count; i++) {
        const char *meaning = g->font != NULL ? g->font->meaning[(unsigned char)string->bytes[i]] : NULL;
        buf_str(target(g), meaning != NULL ? meaning : "\xEF\xBF\xBD");
    }
}

static void do_show(struct reading *g)
{
    const struct pdf_value *v = g->n > 0 ? &g->operands[g->n - 1] : NULL;
    if (v == NULL)
        return;
    show(g, v);
    for (uint32_t i = 0; v->kind == PDF_ARRAY && i < v->count; i++)
        show(g, &v->items[i]);
}

static void do_show_line(struct reading *g)
{
    break_line(g);
    do_show(g);
}

static void do_font(struct reading *g)
{
    g->font = g->n >= 2 && g->operands[g->n - 2].kind == PDF_NAME ? find_font(g, g->operands[g->n - 2].bytes) : NULL;
}

static void do_begin(struct reading *g)
{
    if (g->depth == MAX_NESTING) {
        pdf_reader_damaged(g->t->r, g->fonts);
        return;
    }
    bool artifact = g->depth > 0 && g->artifact[g->depth - 1];
    g->artifact[g->depth++] = artifact || (g->n > 0 && pdf_value_is(&g->operands[0], "Artifact"));
    break_line(g);
}

static void do_end(struct reading *g)
{
    break_line(g);
    g->depth -= g->depth > 0;
}

static const struct { const char *name; void (*run)(struct reading *g); } operators[] = {
    {"Tj", do_show}, {"TJ", do_show}, {"'", do_show_line}, {"\"", do_show_line}, {"Tf", do_font},
    {"Td", break_line}, {"TD", break_line}, {"Tm", break_line}, {"T*", break_line}, {"BT", break_line},
    {"BDC", do_begin}, {"BMC", do_begin}, {"EMC", do_end},
};

static void run_operator(struct reading *g, const char *name)
{
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++)
        if (strcmp(operators[i].name, name) == 0)
            operators[i].run(g);
    g->n = 0;
}

/* ---- the page ---- */

bool pdf_page_content(struct pdf_reader *r, const struct pdf_value *page, struct buf *out)
{
    const struct pdf_value *contents = pdf_reader_get(r, page, "Contents");
    size_t at;
    if (contents->kind == PDF_STREAM)
        return pdf_reader_decode(r, contents, out);
    if (contents->kind != PDF_ARRAY)
        return pdf_reader_trouble(r, &at) == PDF_FINE;
    for (uint32_t i = 0; i < contents->count; i++) {
        const struct pdf_value *part = pdf_reader_resolve(r, &contents->items[i]);
        if (i == MAX_STREAMS || !pdf_reader_decode(r, part, out)) {
            pdf_reader_damaged(r, part);
            return false;
        }
        buf_char(out, '\n');
    }
    return true;
}

static bool run_content(struct reading *g, struct pdf_scan *s)
{
    for (;;) {
        struct pdf_value v = pdf_scan_next(s);
        if (v.kind == PDF_END)
            return s->trouble == PDF_FINE;
        if (v.kind == PDF_KEYWORD)
            run_operator(g, v.bytes);
        else if (g->n < MAX_OPERANDS)
            g->operands[g->n++] = v;
        else
            return false;
    }
}

bool pdf_page_text(struct pdf_texts *t, const struct pdf_value *page, struct buf *out)
{
    struct reading g = {.t = t, .body = out, .artifacts = BUF_INIT};
    struct buf content = BUF_INIT;
    struct arena *a = arena_new();
    size_t values = MAX_PAGE_VALUES, at;
    g.fonts = pdf_reader_get(t->r, pdf_facts_inherited(t->r, page, "Resources"), "Font");
    bool done = a != NULL && pdf_page_content(t->r, page, &content);
    if (done) {
        struct pdf_scan s = pdf_scan_begin(content.data, content.len, 0, a, &values);
        done = run_content(&g, &s);
        pdf_scan_end(&s);
        if (!done && !arena_starved(a))
            pdf_reader_damaged(t->r, pdf_reader_get(t->r, page, "Contents"));
    }
    if (a == NULL || arena_starved(a) || content.failed || g.artifacts.failed)
        pdf_reader_starve(t->r);
    buf_add(out, g.artifacts.data, g.artifacts.len);
    buf_free(&g.artifacts);
    buf_free(&content);
    arena_free(a);
    return done && !out->failed && pdf_reader_trouble(t->r, &at) == PDF_FINE;
}
