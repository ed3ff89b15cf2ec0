/* pdf_read.c: the objects of a PDF file, from its bytes and from object streams, each read when it is asked for. */
#include "archive/pdf_read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "archive/pdf_inflate.h"
#include "archive/pdf_read_priv.h"
#include "base/arena.h"
#include "base/diag.h"

#define MAX_VALUES          2000000u   /* 64 MB */
#define MAX_SCANNED         ((size_t)1 << 30)
#define MAX_OBJECT_STREAMS  4096
#define MAX_IN_STREAM       65535
#define MAX_LOADING         8          /* an object needs at most its stream, and that its length */
#define MAX_ROW             ((int64_t)1 << 20)

static const struct pdf_value nothing = {.kind = PDF_NULL};

/* ---- the reader ---- */

struct pdf_reader *pdf_reader_new(const void *data, size_t len)
{
    struct pdf_reader *r = calloc(1, sizeof *r);
    if (r == NULL)
        return NULL;
    r->data = data;
    r->len = len;
    r->arena = arena_new();
    if (r->arena == NULL) {
        free(r);
        return NULL;
    }
    r->trailer = &nothing;
    r->first_revision = len;
    r->values_left = MAX_VALUES;
    r->scan_left = MAX_SCANNED;
    r->inflate_left = PDF_INFLATE_LIMIT;
    if (len > PDF_READ_LIMIT)
        reader_fail(r, PDF_TOO_MUCH, 0);
    else
        reader_load_xref(r);
    return r;
}

void pdf_reader_free(struct pdf_reader *r)
{
    if (r == NULL)
        return;
    for (size_t i = 0; i < r->npacked; i++) {
        free(r->packed[i].heads);
        buf_free(&r->packed[i].text);
    }
    free(r->packed);
    free(r->loaded);
    free(r->entries);
    arena_free(r->arena);
    free(r);
}

const struct pdf_value *pdf_reader_trailer(const struct pdf_reader *r)
{
    return r->trouble == PDF_FINE ? r->trailer : &nothing;
}

size_t pdf_reader_first_revision(const struct pdf_reader *r)
{
    return r->first_revision;
}

bool pdf_reader_next_replaced(const struct pdf_reader *r, const struct pdf_reader *first, uint32_t *id)
{
    while (++*id < first->count) {
        const struct entry *was = &first->entries[*id], none = {0}, *is = *id < r->count ? &r->entries[*id] : &none;
        if ((was->place == AT_OFFSET || was->place == IN_STREAM)
            && (is->place != was->place || is->where != was->where || is->index != was->index))
            return true;
    }
    return false;
}

struct arena *pdf_reader_arena(struct pdf_reader *r)
{
    return r->arena;
}

size_t *pdf_reader_values_left(struct pdf_reader *r)
{
    return &r->values_left;
}

/* ---- troubles ---- */

bool reader_fail(struct pdf_reader *r, enum pdf_trouble trouble, size_t at)
{
    if (r->trouble == PDF_FINE) {
        bool short_of_memory = trouble == PDF_DAMAGED && arena_starved(r->arena);   /* what is missing seems damaged */
        r->trouble = short_of_memory ? PDF_MEMORY_SHORT : trouble;
        r->trouble_at = at;
    }
    return false;
}

enum pdf_trouble pdf_reader_trouble(const struct pdf_reader *r, size_t *at)
{
    *at = r->trouble_at;
    return r->trouble;
}

void pdf_reader_starve(struct pdf_reader *r)
{
    reader_fail(r, PDF_MEMORY_SHORT, 0);
}

void pdf_reader_damaged(struct pdf_reader *r, const struct pdf_value *v)
{
    reader_fail(r, PDF_DAMAGED, v->kind == PDF_STREAM ? (size_t)(v->data - r->data) : 0);
}

bool pdf_reader_check(const struct pdf_reader *r, const char *name, struct diag *d)
{
    static const enum diag_code codes[] = {
        [PDF_DAMAGED] = DIAG_PDF_DAMAGED, [PDF_ENCRYPTED] = DIAG_PDF_ENCRYPTED, [PDF_TOO_MUCH] = DIAG_PDF_READ_LIMIT,
        [PDF_MEMORY_SHORT] = DIAG_NO_MEMORY,
    };
    char at[24];
    if (r->trouble == PDF_FINE)
        return true;
    snprintf(at, sizeof at, "%zu", r->trouble_at);
    diag_say(d, codes[r->trouble], NULL, name, at);
    return false;
}

/* ---- objects in the file itself ---- */

const struct pdf_value *reader_keep(struct pdf_reader *r, struct pdf_value v)
{
    struct pdf_value *kept = arena_alloc(r->arena, sizeof *kept);
    if (kept == NULL)
        reader_fail(r, PDF_MEMORY_SHORT, 0);
    else
        *kept = v;
    return kept;
}

/* After the word "stream", S gives V its bytes: as many as Length says, up to the word "endstream". */
static bool take_stream(struct pdf_reader *r, struct pdf_scan *s, struct pdf_value *v)
{
    if (s->at < s->len && s->data[s->at] == '\r')
        s->at++;
    if (s->at < s->len && s->data[s->at] == '\n')
        s->at++;
    const struct pdf_value *length = pdf_reader_get(r, v, "Length");
    if (length->kind != PDF_INTEGER || length->integer < 0 || (uint64_t)length->integer > s->len - s->at)
        return reader_fail(r, PDF_DAMAGED, s->at);
    v->kind = PDF_STREAM;
    v->data = s->data + s->at;
    v->len = (size_t)length->integer;
    s->at += v->len;
    return pdf_scan_expect(s, "endstream") && pdf_scan_expect(s, "endobj");
}

static struct pdf_value scan_object(struct pdf_reader *r, struct pdf_scan *s, uint32_t *id)
{
    *id = (uint32_t)pdf_scan_integer(s, MAX_OBJECTS - 1);
    pdf_scan_integer(s, 65535);
    pdf_scan_expect(s, "obj");
    struct pdf_value v = pdf_scan_next(s), after = pdf_scan_next(s);
    if (s->trouble != PDF_FINE || after.kind != PDF_KEYWORD || v.kind == PDF_KEYWORD)
        return (struct pdf_value){.kind = PDF_END};
    bool stream = v.kind == PDF_DICT && pdf_value_is(&after, "stream");
    if (stream ? take_stream(r, s, &v) : pdf_value_is(&after, "endobj"))
        return v;
    return (struct pdf_value){.kind = PDF_END};
}

bool reader_scanned(struct pdf_reader *r, size_t bytes)
{
    if (bytes > r->scan_left)
        return reader_fail(r, PDF_TOO_MUCH, 0);
    r->scan_left -= bytes;
    return true;
}

struct pdf_value reader_scan_object(struct pdf_reader *r, size_t at, uint32_t *id, size_t *end)
{
    struct pdf_scan s = pdf_scan_begin(r->data, r->len, at, r->arena, &r->values_left);
    struct pdf_value v = scan_object(r, &s, id);
    *end = s.at;
    pdf_scan_end(&s);
    if (v.kind == PDF_END)
        reader_fail(r, s.trouble != PDF_FINE ? s.trouble : PDF_DAMAGED, s.at);
    reader_scanned(r, s.at - at - v.len);
    return v;
}

static const struct pdf_value *load_at(struct pdf_reader *r, uint32_t id, size_t at)
{
    uint32_t found = 0;
    size_t end = 0;
    struct pdf_value v = reader_scan_object(r, at, &found, &end);
    if (v.kind != PDF_END && found != id)
        reader_fail(r, PDF_DAMAGED, at);
    return r->trouble == PDF_FINE ? reader_keep(r, v) : NULL;
}

/* ---- objects in object streams ---- */

/* Numbers and offsets of the objects of P. */
static bool read_heads(struct pdf_reader *r, struct packed *p)
{
    struct pdf_scan s = pdf_scan_begin(p->text.data, p->first, 0, r->arena, &r->values_left);
    p->heads = calloc(2 * (size_t)p->count + 1, sizeof *p->heads);
    if (p->heads == NULL)
        reader_fail(r, PDF_MEMORY_SHORT, 0);
    for (uint32_t i = 0; p->heads != NULL && i < 2 * p->count && s.trouble == PDF_FINE; i++)
        p->heads[i] = (uint32_t)pdf_scan_integer(&s, INT32_MAX);
    pdf_scan_end(&s);
    return p->heads != NULL && s.trouble == PDF_FINE;
}

/* Decodes object stream ID into P. */
static bool unpack(struct pdf_reader *r, uint32_t id, struct packed *p)
{
    const struct pdf_value *stream = pdf_reader_object(r, id);
    const struct pdf_value *n = pdf_reader_get(r, stream, "N"), *first = pdf_reader_get(r, stream, "First");
    if (stream->kind != PDF_STREAM || !pdf_value_is(pdf_reader_get(r, stream, "Type"), "ObjStm")
        || n->kind != PDF_INTEGER || n->integer < 0 || n->integer > MAX_IN_STREAM
        || first->kind != PDF_INTEGER || first->integer < 0)
        return reader_fail(r, PDF_DAMAGED, 0);
    if (!pdf_reader_decode(r, stream, &p->text))
        return false;
    if ((uint64_t)first->integer > p->text.len)
        return reader_fail(r, PDF_DAMAGED, (size_t)(stream->data - r->data));
    p->count = (uint32_t)n->integer;
    p->first = (uint32_t)first->integer;
    return read_heads(r, p) || reader_fail(r, PDF_DAMAGED, (size_t)(stream->data - r->data));
}

static struct packed *find_packed(struct pdf_reader *r, uint32_t id)
{
    for (size_t i = r->npacked; i-- > 0;)
        if (r->packed[i].id == id)
            return &r->packed[i];
    return NULL;
}

/* Room for one more object stream. */
static bool grow_packed(struct pdf_reader *r)
{
    if (r->npacked < r->packed_cap)
        return true;
    size_t cap = r->packed_cap > 0 ? 2 * r->packed_cap : 16;
    struct packed *packed = realloc(r->packed, cap * sizeof *packed);
    if (packed == NULL)
        return reader_fail(r, PDF_MEMORY_SHORT, 0);
    r->packed = packed;
    r->packed_cap = cap;
    return true;
}

/* Makes object stream ID known. False after trouble. (Unpacking it may open another one, for its length.) */
static bool open_packed(struct pdf_reader *r, uint32_t id)
{
    struct packed p = {.id = id, .text = BUF_INIT};
    if (id >= r->count || r->entries[id].place != AT_OFFSET)
        return reader_fail(r, PDF_DAMAGED, 0);
    if (r->npacked >= MAX_OBJECT_STREAMS)
        return reader_fail(r, PDF_TOO_MUCH, 0);
    if (unpack(r, id, &p) && grow_packed(r)) {
        r->packed[r->npacked++] = p;
        return true;
    }
    free(p.heads);
    buf_free(&p.text);
    return false;
}

static const struct pdf_value *load_packed(struct pdf_reader *r, uint32_t id, const struct entry *e)
{
    if (find_packed(r, e->where) == NULL && !open_packed(r, e->where))
        return NULL;
    const struct packed *p = find_packed(r, e->where);
    if (p == NULL || e->index >= p->count || p->heads[2 * e->index] != id || p->heads[2 * e->index + 1] > p->text.len - p->first) {
        reader_fail(r, PDF_DAMAGED, 0);
        return NULL;
    }
    size_t begin = p->first + p->heads[2 * e->index + 1];
    struct pdf_scan s = pdf_scan_begin(p->text.data, p->text.len, begin, r->arena, &r->values_left);
    struct pdf_value v = pdf_scan_next(&s);
    pdf_scan_end(&s);
    if (v.kind == PDF_END || v.kind == PDF_KEYWORD)
        reader_fail(r, s.trouble != PDF_FINE ? s.trouble : PDF_DAMAGED, 0);
    return reader_scanned(r, s.at - begin) && r->trouble == PDF_FINE ? reader_keep(r, v) : NULL;
}

/* ---- the contract ---- */

const struct pdf_value *pdf_reader_object(struct pdf_reader *r, uint32_t id)
{
    if (r->trouble != PDF_FINE || id >= r->count || r->loaded == NULL)
        return &nothing;
    if (r->loaded[id] != NULL)
        return r->loaded[id];
    if (r->loading == MAX_LOADING) {
        reader_fail(r, PDF_DAMAGED, 0);   /* an object that is inside itself */
        return &nothing;
    }
    const struct entry *e = &r->entries[id];
    const struct pdf_value *v = &nothing;
    r->loading++;
    if (e->place == AT_OFFSET)
        v = load_at(r, id, e->where);
    else if (e->place == IN_STREAM)
        v = load_packed(r, id, e);
    r->loading--;
    if (v == NULL)
        return &nothing;
    r->loaded[id] = v;
    return v;
}

const struct pdf_value *pdf_reader_resolve(struct pdf_reader *r, const struct pdf_value *v)
{
    if (v->kind == PDF_REFERENCE)   /* to an object, which is none itself: only arrays and dictionaries hold them (pdf_scan.c) */
        v = v->integer < MAX_OBJECTS ? pdf_reader_object(r, (uint32_t)v->integer) : &nothing;
    return r->trouble == PDF_FINE ? v : &nothing;
}

/* Looking a key up costs as many steps as the dictionary has: hostile ones are large and asked often. */
const struct pdf_value *pdf_reader_get(struct pdf_reader *r, const struct pdf_value *dict, const char *key)
{
    if ((dict->kind == PDF_DICT || dict->kind == PDF_STREAM) && !reader_scanned(r, dict->count))
        return &nothing;
    return pdf_reader_resolve(r, pdf_value_find(dict, key));
}

/* ---- streams ---- */

/* The first of an array, or the value itself: our filters come alone. */
static const struct pdf_value *only(struct pdf_reader *r, const struct pdf_value *v)
{
    return v->kind == PDF_ARRAY && v->count == 1 ? pdf_reader_resolve(r, &v->items[0]) : v;
}

/* A whole number among the parameters of a filter, between 1 and MOST. */
static int64_t parameter(struct pdf_reader *r, const struct pdf_value *parameters, const char *key, int64_t usual, int64_t most)
{
    const struct pdf_value *v = pdf_reader_get(r, parameters, key);
    if (v->kind == PDF_NULL)
        return usual;
    if (v->kind == PDF_INTEGER && v->integer >= 1 && v->integer <= most)
        return v->integer;
    reader_fail(r, PDF_DAMAGED, 0);
    return usual;
}

static bool undo_predictor(struct pdf_reader *r, const struct pdf_value *stream, struct buf *out)
{
    const struct pdf_value *parameters = only(r, pdf_reader_get(r, stream, "DecodeParms"));
    int64_t predictor = parameter(r, parameters, "Predictor", 1, 15);
    int64_t columns = parameter(r, parameters, "Columns", 1, MAX_ROW);
    int64_t bits = parameter(r, parameters, "Colors", 1, 32) * parameter(r, parameters, "BitsPerComponent", 8, 16);
    if (r->trouble != PDF_FINE || predictor == 1)
        return r->trouble == PDF_FINE;
    enum pdf_trouble trouble = predictor < 10 ? PDF_DAMAGED   /* TIFF's, which nobody uses for what is read here */
                               : pdf_unpredict(out, (size_t)(columns * bits + 7) / 8, (size_t)(bits + 7) / 8);
    return trouble == PDF_FINE || reader_fail(r, trouble, (size_t)(stream->data - r->data));
}

static bool decode(struct pdf_reader *r, const struct pdf_value *stream, struct buf *out)
{
    const struct pdf_value *filter = only(r, pdf_reader_get(r, stream, "Filter"));
    if (filter->kind == PDF_NULL || (filter->kind == PDF_ARRAY && filter->count == 0)) {
        if (stream->len > r->inflate_left)
            return reader_fail(r, PDF_TOO_MUCH, (size_t)(stream->data - r->data));
        r->inflate_left -= stream->len;
        buf_add(out, stream->data, stream->len);
        return !out->failed || reader_fail(r, PDF_MEMORY_SHORT, 0);
    }
    if (!pdf_value_is(filter, "FlateDecode"))
        return reader_fail(r, PDF_DAMAGED, (size_t)(stream->data - r->data));
    enum pdf_trouble trouble = pdf_inflate(stream->data, stream->len, r->inflate_left, out);
    if (trouble != PDF_FINE)
        return reader_fail(r, trouble, (size_t)(stream->data - r->data));
    r->inflate_left -= out->len;
    return undo_predictor(r, stream, out);
}

bool pdf_reader_decode(struct pdf_reader *r, const struct pdf_value *stream, struct buf *out)
{
    struct buf decoded = BUF_INIT;
    bool done = r->trouble == PDF_FINE && stream->kind == PDF_STREAM && decode(r, stream, &decoded);
    if (done && out->cap == 0) {   /* nothing is there yet: no need to copy */
        *out = decoded;
        return true;
    }
    if (done)
        buf_add(out, decoded.data, decoded.len);
    buf_free(&decoded);
    return done && (!out->failed || reader_fail(r, PDF_MEMORY_SHORT, 0));
}
