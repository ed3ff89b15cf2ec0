/* test_pdf_sfnt.c: fonts lose what a PDF does not use, and nothing else. */
#include <CUnit/CUnit.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file_read.h"
#include "pdf/pdf_sfnt.h"
#include "suites.h"

#define FONT "fonts/PiraSans-Regular.ttf"
#define GLYPHS 2000

static uint32_t get(const struct buf *b, size_t at, int bytes)
{
    uint32_t v = 0;
    for (int i = 0; i < bytes; i++)
        v = v << 8 | (unsigned char)b->data[at + (size_t)i];
    return v;
}

static uint32_t sum(const struct buf *b, size_t at, size_t len)
{
    uint32_t s = 0;
    for (size_t i = 0; i < len; i += 4)
        s += get(b, at + i, 4);
    return s;
}

/* The row of table TAG in the directory; 0 when there is none. */
static size_t row_of(const struct buf *b, const char *tag)
{
    for (size_t i = 0; i < get(b, 4, 2); i++)
        if (memcmp(b->data + 12 + 16 * i, tag, 4) == 0)
            return 12 + 16 * i;
    return 0;
}

static size_t table_at(const struct buf *b, const char *tag)
{
    size_t row = row_of(b, tag);
    CU_ASSERT_FATAL(row > 0);
    return get(b, row + 8, 4);
}

static size_t count_glyphs(const struct buf *b)
{
    return get(b, table_at(b, "maxp") + 4, 2);
}

/* Where the outline of GLYPH begins in its table, that of the glyph before ends. */
static size_t place_of(const struct buf *b, size_t glyph)
{
    size_t loca = table_at(b, "loca");
    bool wide = get(b, table_at(b, "head") + 50, 2) != 0;
    return wide ? get(b, loca + 4 * glyph, 4) : 2 * (size_t)get(b, loca + 2 * glyph, 2);
}

/* Whether B, made of A, has the outline of GLYPH. */
static bool same_outline(const struct buf *a, const struct buf *b, size_t glyph)
{
    size_t x = place_of(a, glyph), y = place_of(b, glyph), len = place_of(a, glyph + 1) - x;
    return place_of(b, glyph + 1) - y == len
        && memcmp(a->data + table_at(a, "glyf") + x, b->data + table_at(b, "glyf") + y, len) == 0;
}

static void same_table(const struct buf *a, const struct buf *b, const char *tag)
{
    size_t x = row_of(a, tag), y = row_of(b, tag);
    CU_ASSERT_FATAL(x > 0 && y > 0);
    size_t len = get(a, x + 12, 4);
    CU_ASSERT_EQUAL_FATAL(get(b, y + 12, 4), len);
    CU_ASSERT_EQUAL(memcmp(a->data + get(a, x + 8, 4), b->data + get(b, y + 8, 4), len), 0);
}

/* OpenType, "Organization of an OpenType Font": the directory is in the order of the tags, every table's checksum is right, the
 * whole file adds up to 0xB1B0AFBA. */
static void test_reduced(void)
{
    static const char *const kept[] = {"hhea", "maxp"}, *const gone[] = {"name", "OS/2", "post", "cmap"};
    static unsigned char used[GLYPHS];
    struct buf font = BUF_INIT, small = BUF_INIT;
    CU_ASSERT_EQUAL_FATAL(file_read(FONT, 1 << 20, &font), 0);
    used[5] = 1;
    CU_ASSERT_FATAL(count_glyphs(&font) < GLYPHS);
    CU_ASSERT_FATAL(pdf_sfnt_reduce(&small, font.data, font.len, used, count_glyphs(&font)));
    CU_ASSERT(small.len < font.len);
    CU_ASSERT_EQUAL(small.len % 4, 0);
    CU_ASSERT_EQUAL(sum(&small, 0, small.len), 0xB1B0AFBAu);
    for (size_t i = 0; i < get(&small, 4, 2); i++) {
        size_t row = 12 + 16 * i, at = get(&small, row + 8, 4), len = get(&small, row + 12, 4);
        CU_ASSERT(at % 4 == 0 && at + len <= small.len);
        CU_ASSERT(i == 0 || memcmp(small.data + row - 16, small.data + row, 4) < 0);
        if (memcmp(small.data + row, "head", 4) != 0)   /* it holds the sum of the file */
            CU_ASSERT_EQUAL(sum(&small, at, (len + 3) / 4 * 4), get(&small, row + 4, 4));
    }
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        same_table(&font, &small, kept[i]);
    for (size_t i = 0; i < sizeof gone / sizeof *gone; i++)
        CU_ASSERT_EQUAL(row_of(&small, gone[i]), 0);
    size_t before = get(&font, row_of(&font, "hmtx") + 8, 4), after = get(&small, row_of(&small, "hmtx") + 8, 4);
    CU_ASSERT_EQUAL(get(&small, after, 4), get(&font, before, 4));             /* glyph 0 is always used */
    CU_ASSERT_EQUAL(get(&small, after + 20, 4), get(&font, before + 20, 4));   /* glyph 5 */
    CU_ASSERT_EQUAL(get(&small, after + 16, 4), 0);                            /* glyph 4 is not */
    CU_ASSERT_EQUAL(place_of(&small, 0), 0);
    for (size_t i = 0; i < count_glyphs(&font); i++) {
        bool has = i == 0 || i == 5;
        CU_ASSERT(has ? same_outline(&font, &small, i) : place_of(&small, i) == place_of(&small, i + 1));
    }
    buf_free(&font);
    buf_free(&small);
}

/* No shortened file, no directory and no places of outlines that lie do harm. */
static void test_damaged(void)
{
    static unsigned char used[GLYPHS];
    struct buf font = BUF_INIT, small = BUF_INIT;
    size_t refused = 0;
    CU_ASSERT_EQUAL_FATAL(file_read(FONT, 1 << 20, &font), 0);
    size_t directory = 12 + 16 * get(&font, 4, 2), nglyphs = count_glyphs(&font), loca = table_at(&font, "loca");
    for (size_t len = 0; len < directory + 8; len++) {
        char *copy = malloc(len + 1);   /* of just this size, so that a sanitizer sees a step beyond */
        CU_ASSERT_PTR_NOT_NULL_FATAL(copy);
        memcpy(copy, font.data, len);
        buf_clear(&small);
        refused += !pdf_sfnt_reduce(&small, copy, len, used, nglyphs);
        free(copy);
    }
    CU_ASSERT_EQUAL(refused, directory + 8);
    for (size_t at = 4; at < directory; at++) {
        char old = font.data[at];
        font.data[at] = '\xFF';
        buf_clear(&small);
        pdf_sfnt_reduce(&small, font.data, font.len, used, nglyphs);
        font.data[at] = old;
    }
    memset(used, 1, sizeof used);
    for (size_t at = loca; at < loca + 2 * nglyphs; at++) {
        char old = font.data[at];
        font.data[at] = '\xFF';
        buf_clear(&small);
        pdf_sfnt_reduce(&small, font.data, font.len, used, nglyphs);
        font.data[at] = old;
    }
    CU_ASSERT_FALSE(pdf_sfnt_reduce(&small, font.data, font.len, used, GLYPHS));
    buf_free(&font);
    buf_free(&small);
}

void suite_pdf_sfnt(void)
{
    CU_pSuite s = CU_add_suite("pdf_sfnt", NULL, NULL);
    CU_add_test(s, "reduced to what a PDF uses", test_reduced);
    CU_add_test(s, "damaged", test_damaged);
}
