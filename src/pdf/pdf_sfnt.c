/* pdf_sfnt.c: takes a TrueType file apart and puts it together again, smaller (OpenType specification, "Organization"). */
#include "pdf/pdf_sfnt.h"

#include <stdint.h>
#include <string.h>

#include "base/buf.h"

#define MAX_TABLES   64
#define HEAD_ADJUST  8             /* where `head` has the checksum of the file */
#define HEAD_WIDE    50            /* … and whether places of outlines are words of four bytes, or half as far in two */
#define MAGIC_SUM    0xB1B0AFBAu

/* The tables that are kept, in the order of the directory: that of their names. */
static const char *const kept[] = {"cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep"};
enum { GLYF = 2, HEAD = 3, HHEA = 4, HMTX = 5, LOCA = 6, KEPT = sizeof kept / sizeof *kept };

struct table { const unsigned char *data; size_t len; };

struct font {
    struct table tables[KEPT];
    const unsigned char *used; size_t nglyphs;
    bool wide;
};

static uint32_t get(const unsigned char *p, int bytes)
{
    uint32_t v = 0;
    for (int i = 0; i < bytes; i++)
        v = v << 8 | p[i];
    return v;
}

static void put(struct buf *b, uint32_t v, int bytes)
{
    for (int i = bytes; i-- > 0;)
        buf_char(b, (char)(unsigned char)(v >> (8 * i)));
}

static void set(struct buf *b, size_t at, uint32_t v)
{
    for (int i = 0; i < 4 && !b->failed; i++)
        b->data[at + (size_t)i] = (char)(unsigned char)(v >> (24 - 8 * i));
}

/* The table TAG of FONT into *T, empty when it has none. False when it lies outside. */
static bool find(const unsigned char *font, size_t len, const char *tag, struct table *t)
{
    size_t n = len >= 12 ? get(font + 4, 2) : MAX_TABLES + 1;
    *t = (struct table){NULL, 0};
    if (n > MAX_TABLES || len < 12 + 16 * n)
        return false;
    for (size_t i = 0; i < n; i++) {
        const unsigned char *row = font + 12 + 16 * i;
        size_t at = get(row + 8, 4), size = get(row + 12, 4);
        if (memcmp(row, tag, 4) != 0)
            continue;
        if (at > len || size > len - at)
            return false;
        *t = (struct table){font + at, size};
        return true;
    }
    return true;
}

/* The sum of the big-endian words from FROM to the end, which is on a multiple of four. */
static uint32_t checksum(const struct buf *b, size_t from)
{
    uint32_t sum = 0;
    for (size_t i = from; i + 4 <= b->len; i += 4)
        sum += get((const unsigned char *)b->data + i, 4);
    return sum;
}

static bool is_used(const struct font *f, size_t glyph)
{
    return glyph >= f->nglyphs || f->used[glyph] || glyph == 0;
}

/* Advances and side bearings: some glyphs have both, those after them the bearing alone. */
static void put_metrics(struct buf *out, const struct font *f)
{
    const struct table *t = &f->tables[HMTX];
    size_t metrics = get(f->tables[HHEA].data + 34, 2);
    for (size_t i = 0; i < t->len; i++) {
        size_t glyph = i < 4 * metrics ? i / 4 : metrics + (i - 4 * metrics) / 2;
        buf_char(out, is_used(f, glyph) ? (char)t->data[i] : 0);
    }
}

/* Where the outline of GLYPH begins; that of the glyph before ends there. */
static size_t place_of(const struct font *f, size_t glyph)
{
    const unsigned char *loca = f->tables[LOCA].data;
    return f->wide ? get(loca + 4 * glyph, 4) : 2 * (size_t)get(loca + 2 * glyph, 2);
}

static size_t outline_length(const struct font *f, size_t glyph)
{
    return is_used(f, glyph) ? place_of(f, glyph + 1) - place_of(f, glyph) : 0;
}

static void put_outlines(struct buf *out, const struct font *f)
{
    for (size_t i = 0; i < f->nglyphs; i++)
        buf_add(out, f->tables[GLYF].data + place_of(f, i), outline_length(f, i));
}

static void put_places(struct buf *out, const struct font *f)
{
    size_t at = 0;
    for (size_t i = 0; i <= f->nglyphs; i++) {
        put(out, (uint32_t)(f->wide ? at : at / 2), f->wide ? 4 : 2);
        at += i < f->nglyphs ? outline_length(f, i) : 0;
    }
}

static void put_header(struct buf *out, unsigned tables)
{
    unsigned power = 1, log = 0;
    for (; power * 2 <= tables; power *= 2)
        log++;
    put(out, 0x00010000, 4);
    put(out, tables, 2);
    put(out, power * 16, 2);
    put(out, log, 2);
    put(out, (tables - power) * 16, 2);
    for (unsigned i = 0; i < 16 * tables; i++)
        buf_char(out, 0);   /* the directory, filled in with the tables */
}

/* Whether the outlines lie one behind the other within their table. */
static bool has_outlines(const struct font *f)
{
    if (f->tables[LOCA].len / (f->wide ? 4 : 2) <= f->nglyphs || place_of(f, f->nglyphs) > f->tables[GLYF].len)
        return false;
    for (size_t i = 0; i < f->nglyphs; i++)
        if (place_of(f, i) > place_of(f, i + 1))
            return false;
    return true;
}

static bool find_all(const unsigned char *font, size_t len, struct font *f, unsigned *n)
{
    *n = 0;
    for (size_t i = 0; i < KEPT; i++) {
        if (!find(font, len, kept[i], &f->tables[i]))
            return false;
        *n += f->tables[i].len > 0;
    }
    if (f->tables[HEAD].len < HEAD_WIDE + 2 || f->tables[HHEA].len < 36)
        return false;
    f->wide = get(f->tables[HEAD].data + HEAD_WIDE, 2) != 0;
    return has_outlines(f);
}

static void put_content(struct buf *out, const struct font *f, size_t i)
{
    switch (i) {
    case GLYF: put_outlines(out, f); break;
    case HMTX: put_metrics(out, f); break;
    case LOCA: put_places(out, f); break;
    default: buf_add(out, f->tables[i].data, f->tables[i].len);
    }
}

/* Appends table I, padded to a multiple of four, and fills the directory's ROW. Where it begins. */
static size_t put_table(struct buf *out, size_t begin, size_t row, size_t i, const struct font *f)
{
    size_t at = out->len, len;
    put_content(out, f, i);
    len = out->len - at;
    if (i == HEAD)
        set(out, at + HEAD_ADJUST, 0);
    while (!out->failed && (out->len - begin) % 4 != 0)
        buf_char(out, 0);
    if (out->failed)
        return at;
    memcpy(out->data + row, kept[i], 4);
    set(out, row + 4, checksum(out, at));
    set(out, row + 8, (uint32_t)(at - begin));
    set(out, row + 12, (uint32_t)len);
    return at;
}

bool pdf_sfnt_reduce(struct buf *out, const void *font, size_t len, const unsigned char *used, size_t nglyphs)
{
    struct font f = {.used = used, .nglyphs = nglyphs};
    unsigned n;
    size_t begin = out->len, row = begin + 12, head = 0;
    if (!find_all(font, len, &f, &n))
        return false;
    put_header(out, n);
    for (size_t i = 0; i < KEPT && !out->failed; i++) {
        if (f.tables[i].len == 0)
            continue;
        size_t at = put_table(out, begin, row, i, &f);
        head = i == HEAD ? at : head;
        row += 16;
    }
    if (!out->failed)
        set(out, head + HEAD_ADJUST, MAGIC_SUM - checksum(out, begin));
    return !out->failed;
}
