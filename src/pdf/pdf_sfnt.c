/* pdf_sfnt.c: takes a TrueType file apart and puts it together again, smaller (OpenType specification, "Organization"). */
#include "pdf/pdf_sfnt.h"

#include <stdint.h>
#include <string.h>

#include "base/buf.h"

#define MAX_TABLES   64
#define HEAD_ADJUST  8             /* where `head` has the checksum of the file */
#define MAGIC_SUM    0xB1B0AFBAu

/* The tables that are kept, in the order of the directory: that of their names. */
static const char *const kept[] = {"cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep"};
enum { HEAD = 3, HHEA = 4, HMTX = 5, KEPT = sizeof kept / sizeof *kept };

struct table { const unsigned char *data; size_t len; };

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

/* Advances and side bearings: METRICS glyphs have both, those after them the bearing alone. */
static void put_metrics(struct buf *out, const struct table *t, size_t metrics, const unsigned char *used, size_t nglyphs)
{
    for (size_t i = 0; i < t->len; i++) {
        size_t glyph = i < 4 * metrics ? i / 4 : metrics + (i - 4 * metrics) / 2;
        buf_char(out, glyph >= nglyphs || used[glyph] || glyph == 0 ? (char)t->data[i] : 0);
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

static bool find_all(const unsigned char *font, size_t len, struct table tables[KEPT], unsigned *n)
{
    *n = 0;
    for (size_t i = 0; i < KEPT; i++) {
        if (!find(font, len, kept[i], &tables[i]))
            return false;
        *n += tables[i].len > 0;
    }
    return tables[HEAD].len >= HEAD_ADJUST + 4 && tables[HHEA].len >= 36;
}

/* Appends table I, padded to a multiple of four, and fills the directory's ROW. Where it begins. */
static size_t put_table(struct buf *out, size_t begin, size_t row, size_t i, const struct table *tables,
                        const unsigned char *used, size_t nglyphs)
{
    size_t at = out->len;
    if (i == HMTX)
        put_metrics(out, &tables[i], get(tables[HHEA].data + 34, 2), used, nglyphs);
    else
        buf_add(out, tables[i].data, tables[i].len);
    if (i == HEAD)
        set(out, at + HEAD_ADJUST, 0);
    while (!out->failed && (out->len - begin) % 4 != 0)
        buf_char(out, 0);
    if (out->failed)
        return at;
    memcpy(out->data + row, kept[i], 4);
    set(out, row + 4, checksum(out, at));
    set(out, row + 8, (uint32_t)(at - begin));
    set(out, row + 12, (uint32_t)tables[i].len);
    return at;
}

bool pdf_sfnt_reduce(struct buf *out, const void *font, size_t len, const unsigned char *used, size_t nglyphs)
{
    struct table tables[KEPT];
    unsigned n;
    size_t begin = out->len, row = begin + 12, head = 0;
    if (!find_all(font, len, tables, &n))
        return false;
    put_header(out, n);
    for (size_t i = 0; i < KEPT && !out->failed; i++) {
        if (tables[i].len == 0)
            continue;
        size_t at = put_table(out, begin, row, i, tables, used, nglyphs);
        head = i == HEAD ? at : head;
        row += 16;
    }
    if (!out->failed)
        set(out, head + HEAD_ADJUST, MAGIC_SUM - checksum(out, begin));
    return !out->failed;
}
