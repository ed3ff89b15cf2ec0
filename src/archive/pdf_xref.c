/* pdf_xref.c: where the objects of a PDF file are: its cross-reference sections, from the newest to the first (ISO 32000-1, 7.5). */
#include <stdlib.h>
#include <string.h>

#include "archive/pdf_read_priv.h"

#define MAX_SECTIONS   1000
#define TAIL           2048      /* how far from the end "startxref" may stand */
#define MAX_FIELD      8

/* A section under work. */
struct section {
    const struct pdf_value *dict;   /* its trailer, or the stream's own dictionary */
    size_t end;                     /* of its bytes */
};

/* ---- the table ---- */

static bool grow_table(struct pdf_reader *r, uint32_t id)
{
    uint32_t cap = r->cap > 0 ? r->cap : 256;
    while (cap <= id)
        cap *= 2;
    struct entry *entries = realloc(r->entries, cap * sizeof *entries);
    if (entries == NULL)
        return reader_fail(r, PDF_MEMORY_SHORT, 0);
    memset(entries + r->cap, 0, (cap - r->cap) * sizeof *entries);
    r->entries = entries;
    r->cap = cap;
    return true;
}

/* What a newer section said of an object stands. */
static bool set_entry(struct pdf_reader *r, uint64_t id, enum place place, uint64_t where, uint64_t index)
{
    if (id >= MAX_OBJECTS || where > UINT32_MAX || (place == IN_STREAM && index > UINT16_MAX))
        return reader_fail(r, PDF_DAMAGED, 0);
    if (id >= r->cap && !grow_table(r, (uint32_t)id))
        return false;
    if (id >= r->count)
        r->count = (uint32_t)id + 1;
    struct entry *e = &r->entries[id];
    if (e->place == UNKNOWN)
        *e = (struct entry){(uint32_t)where, place == IN_STREAM ? (uint16_t)index : 0, (uint8_t)place};
    return true;
}

/* ---- cross-reference streams (7.5.8) ---- */

struct rows {
    const unsigned char *at; size_t left;   /* bytes */
    size_t width[3];
};

static uint64_t take_field(struct rows *rows, size_t width)
{
    uint64_t value = 0;
    for (size_t i = 0; i < width; i++)
        value = value << 8 | *rows->at++;
    rows->left -= width;
    return value;
}

static bool take_row(struct pdf_reader *r, struct rows *rows, uint64_t id)
{
    uint64_t type = rows->width[0] > 0 ? take_field(rows, rows->width[0]) : 1;
    uint64_t where = take_field(rows, rows->width[1]), index = take_field(rows, rows->width[2]);
    if (type > 2)
        return true;   /* "a reference to the null object" */
    static const enum place places[] = {FREE, AT_OFFSET, IN_STREAM};
    return set_entry(r, id, places[type], type == 0 ? 0 : where, index);
}

/* The rows of objects FIRST and following. */
static bool take_range(struct pdf_reader *r, struct rows *rows, int64_t first, int64_t count)
{
    size_t row = rows->width[0] + rows->width[1] + rows->width[2];
    if (first < 0 || count < 0 || (uint64_t)count > rows->left / row || (uint64_t)first + (uint64_t)count > MAX_OBJECTS)
        return reader_fail(r, PDF_DAMAGED, 0);
    for (int64_t i = 0; i < count; i++)
        if (!take_row(r, rows, (uint64_t)(first + i)))
            return false;
    return true;
}

static bool take_widths(struct pdf_reader *r, const struct pdf_value *stream, struct rows *rows)
{
    const struct pdf_value *w = pdf_value_find(stream, "W");
    bool good = w->kind == PDF_ARRAY && w->count == 3;
    for (int i = 0; good && i < 3; i++) {
        good = w->items[i].kind == PDF_INTEGER && w->items[i].integer >= 0 && w->items[i].integer <= MAX_FIELD;
        rows->width[i] = good ? (size_t)w->items[i].integer : 0;
    }
    return (good && rows->width[1] > 0) || reader_fail(r, PDF_DAMAGED, (size_t)(stream->data - r->data));
}

static bool take_rows(struct pdf_reader *r, const struct pdf_value *stream, struct rows *rows)
{
    const struct pdf_value *size = pdf_value_find(stream, "Size"), *index = pdf_value_find(stream, "Index");
    if (size->kind != PDF_INTEGER)
        return reader_fail(r, PDF_DAMAGED, (size_t)(stream->data - r->data));
    if (index->kind == PDF_NULL)
        return take_range(r, rows, 0, size->integer);
    bool good = index->kind == PDF_ARRAY && index->count % 2 == 0;
    for (uint32_t i = 0; good && i < index->count; i += 2)
        good = index->items[i].kind == PDF_INTEGER && index->items[i + 1].kind == PDF_INTEGER
            && take_range(r, rows, index->items[i].integer, index->items[i + 1].integer);
    return good || reader_fail(r, PDF_DAMAGED, (size_t)(stream->data - r->data));
}

static bool read_stream(struct pdf_reader *r, size_t at, struct section *section)
{
    uint32_t id = 0;
    struct buf decoded = BUF_INIT;
    struct pdf_value v = reader_scan_object(r, at, &id, &section->end);
    if (v.kind != PDF_STREAM || !pdf_value_is(pdf_value_find(&v, "Type"), "XRef"))
        return reader_fail(r, PDF_DAMAGED, at);
    section->dict = reader_keep(r, v);
    bool done = section->dict != NULL && pdf_reader_decode(r, &v, &decoded);
    struct rows rows = {(const unsigned char *)buf_text(&decoded), decoded.len, {0}};
    done = done && take_widths(r, &v, &rows) && take_rows(r, &v, &rows);
    buf_free(&decoded);
    return done;
}

/* ---- classic tables (7.5.4) ---- */

/* The entries of objects FIRST and following: "0000000017 00000 n". They go into the table when they are to be STOREd. */
static bool read_entries(struct pdf_reader *r, struct pdf_scan *s, int64_t first, int64_t count, bool store)
{
    for (int64_t i = 0; i < count && s->trouble == PDF_FINE; i++) {
        int64_t where = pdf_scan_integer(s, UINT32_MAX);
        pdf_scan_integer(s, 65535);
        struct pdf_value use = pdf_scan_next(s);
        bool used = pdf_value_is(&use, "n");
        if (use.kind != PDF_KEYWORD || (!used && !pdf_value_is(&use, "f")))
            return reader_fail(r, PDF_DAMAGED, s->at);
        if (store && !set_entry(r, (uint64_t)(first + i), used ? AT_OFFSET : FREE, used ? (uint64_t)where : 0, 0))
            return false;
    }
    return s->trouble == PDF_FINE;
}

static bool read_subsections(struct pdf_reader *r, struct pdf_scan *s, bool store)
{
    for (;;) {
        struct pdf_value v = pdf_scan_next(s);
        if (v.kind == PDF_KEYWORD && pdf_value_is(&v, "trailer"))
            return true;
        if (v.kind != PDF_INTEGER || v.integer < 0 || v.integer >= MAX_OBJECTS)
            return reader_fail(r, PDF_DAMAGED, s->at);
        if (!read_entries(r, s, v.integer, pdf_scan_integer(s, MAX_OBJECTS), store))
            return false;
    }
}

static bool read_trailer(struct pdf_reader *r, struct pdf_scan *s, struct section *section)
{
    struct pdf_value v = pdf_scan_next(s);
    if (v.kind != PDF_DICT)
        return reader_fail(r, PDF_DAMAGED, s->at);
    section->dict = reader_keep(r, v);
    section->end = s->at;
    return section->dict != NULL;
}

static bool scan_table(struct pdf_reader *r, size_t at, struct section *section, bool store)
{
    struct pdf_scan s = pdf_scan_begin(r->data, r->len, at, r->arena, &r->values_left);
    bool done = pdf_scan_expect(&s, "xref") && read_subsections(r, &s, store) && read_trailer(r, &s, section);
    pdf_scan_end(&s);
    if (s.trouble != PDF_FINE)
        reader_fail(r, s.trouble, s.at);
    return reader_scanned(r, s.at - at) && done;
}

/* In a hybrid file (7.5.8.4) the table calls free what only the stream beside it may show: that one comes first. */
static bool read_table(struct pdf_reader *r, size_t at, struct section *section)
{
    struct section beside;
    if (!scan_table(r, at, section, false))
        return false;
    const struct pdf_value *stream = pdf_value_find(section->dict, "XRefStm");
    if (stream->kind == PDF_INTEGER && stream->integer > 0 && (uint64_t)stream->integer < r->len
        && !read_stream(r, (size_t)stream->integer, &beside))
        return false;
    return scan_table(r, at, section, true);
}

/* ---- the chain of sections ---- */

static bool read_section(struct pdf_reader *r, size_t at, struct section *section)
{
    if (at >= r->len)
        return reader_fail(r, PDF_DAMAGED, r->len);
    while (at < r->len && strchr(" \t\r\n\f", r->data[at]) != NULL)   /* a NUL byte counts as such a blank, too */
        at++;
    return r->len - at >= 4 && memcmp(r->data + at, "xref", 4) == 0 ? read_table(r, at, section) : read_stream(r, at, section);
}

/* The last place of WORD between FROM and the end; the first with FORWARD. r->len when there is none. */
static size_t find_word(const struct pdf_reader *r, size_t from, const char *word, bool forward)
{
    size_t n = strlen(word), found = r->len;
    for (size_t i = from; i + n <= r->len; i++)
        if (memcmp(r->data + i, word, n) == 0) {
            found = i;
            if (forward)
                break;
        }
    return found;
}

static bool find_start(struct pdf_reader *r, size_t *at)
{
    size_t from = r->len > TAIL ? r->len - TAIL : 0, word = find_word(r, from, "startxref", false);
    struct pdf_scan s = pdf_scan_begin(r->data, r->len, word, r->arena, &r->values_left);
    *at = pdf_scan_expect(&s, "startxref") ? (size_t)pdf_scan_integer(&s, UINT32_MAX) : 0;
    pdf_scan_end(&s);
    if (r->len < 8 || memcmp(r->data, "%PDF-", 5) != 0)
        return reader_fail(r, PDF_DAMAGED, 0);
    return (s.trouble == PDF_FINE && find_word(r, s.at, "%%EOF", true) < r->len) || reader_fail(r, PDF_DAMAGED, r->len);
}

/* Behind the mark that ends the revision whose section ends at END. */
static size_t end_of_revision(const struct pdf_reader *r, size_t end)
{
    size_t at = find_word(r, end, "%%EOF", true);
    if (at == r->len)
        return r->len;
    at += 5;
    if (at < r->len && r->data[at] == '\r')
        at++;
    if (at < r->len && r->data[at] == '\n')
        at++;
    return at;
}

/* Follows Prev from the section at AT; *END is that of the first section ever written. */
static bool read_chain(struct pdf_reader *r, size_t at, size_t *end)
{
    for (int i = 0; i < MAX_SECTIONS; i++) {
        struct section section = {0};
        if (!read_section(r, at, &section))
            return false;
        *end = section.end;
        if (i == 0)
            r->trailer = section.dict;
        const struct pdf_value *before = pdf_value_find(section.dict, "Prev");
        if (before->kind == PDF_NULL)
            return true;
        if (before->kind != PDF_INTEGER || before->integer < 0 || (uint64_t)before->integer >= r->len)
            return reader_fail(r, PDF_DAMAGED, section.end);
        at = (size_t)before->integer;
    }
    return reader_fail(r, PDF_TOO_MUCH, at);
}

bool reader_load_xref(struct pdf_reader *r)
{
    size_t at = 0, end = 0;
    if (!find_start(r, &at) || !read_chain(r, at, &end))
        return false;
    if (pdf_value_find(r->trailer, "Encrypt")->kind != PDF_NULL)
        return reader_fail(r, PDF_ENCRYPTED, at);
    r->first_revision = end_of_revision(r, end);
    r->loaded = calloc((size_t)r->count + 1, sizeof *r->loaded);
    return r->loaded != NULL || reader_fail(r, PDF_MEMORY_SHORT, 0);
}
