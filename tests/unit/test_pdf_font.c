/* test_pdf_font.c: metrics of the faces and the codes their characters get. */
#include <CUnit/CUnit.h>
#include <hpdf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/utf8.h"
#include "expect.h"
#include "pdf/pdf_font.h"
#include "suites.h"

static const char *const faces[] = {
    "PiraSansCondensed-Regular", "PiraSansCondensed-Italic", "PiraSansCondensed-SemiBold",
    "PiraSans-Regular", "PiraSans-Italic", "PiraSans-SemiBold",
};

struct fixture {
    HPDF_Doc haru;
    struct diag *d;
    struct pdf_fonts *fonts;
    const struct metrics *m;
};

static void set_up(struct fixture *x)
{
    x->haru = HPDF_New(NULL, NULL);
    x->d = diag_new(DIAG_IT);
    x->fonts = pdf_fonts_new(x->haru, "fonts", faces, 6, x->d);
    CU_ASSERT_PTR_NOT_NULL_FATAL(x->fonts);
    x->m = pdf_fonts_metrics(x->fonts);
}

static void tear_down(struct fixture *x)
{
    pdf_fonts_free(x->fonts);
    diag_free(x->d);
    HPDF_Free(x->haru);
}

/* Digits of one width in every weight (looks.md 2): 0,540 of the em condensed, 0,600 upright. */
static void test_metrics(void)
{
    struct fixture x;
    set_up(&x);
    for (int face = 0; face < 6; face++) {
        for (uint32_t digit = '0'; digit <= '9'; digit++)
            EXPECT_LONG(x.m->advance(x.m->ctx, face, digit), face < 3 ? 540 : 600, faces[face]);
        EXPECT_LONG(x.m->advance(x.m->ctx, face, 0x2212), face < 3 ? 540 : 600, "minus");
        EXPECT_LONG(x.m->advance(x.m->ctx, face, 0xAD), x.m->advance(x.m->ctx, face, '-'), "soft hyphen");
        EXPECT_LONG(x.m->ascent(x.m->ctx, face), 1025, faces[face]);
        EXPECT_LONG(x.m->descent(x.m->ctx, face), 275, faces[face]);
    }
    tear_down(&x);
}

/* The Italian documents' characters, and some that no face has: they must not come out as empty boxes. */
static void test_coverage(void)
{
    static const char wanted[] = "àèéìòùÀÈÉÌÒÙ’‘“”«»–—…•·°§ªº²³½€£%‰≥≤≠≈ΔΣΩπ×÷±−√∞∑→←↑↓ ✓\xC2\xA0\xE2\x80\xAF\xE2\x80\x89";
    static const uint32_t lacking[] = {0x25CF, 0x25B2, 0x2611, 0x1F600, 0x10FFFF, 0x0001};
    struct fixture x;
    set_up(&x);
    for (int face = 0; face < 6; face++) {
        const char *s = wanted;
        while (*s != '\0') {
            const char *at = s;
            EXPECT(x.m->advance(x.m->ctx, face, utf8_next(&s, wanted + sizeof wanted - 1)) >= 0, at);
        }
        for (size_t i = 0; i < sizeof lacking / sizeof *lacking; i++)
            EXPECT_LONG(x.m->advance(x.m->ctx, face, lacking[i]), -1, faces[face]);
    }
    CU_ASSERT_EQUAL(x.m->advance(x.m->ctx, 6, 'a'), -1);
    CU_ASSERT_EQUAL(x.m->advance(x.m->ctx, -1, 'a'), -1);
    tear_down(&x);
}

/* Encodes all of S with FACE; the numbers of the fonts used are appended to FONTS as digits. */
static int encode(struct fixture *x, int face, const char *s, struct buf *codes, struct buf *fonts)
{
    const char *end = s + strlen(s);
    int font = 0;
    while (s < end && font >= 0) {
        font = pdf_fonts_encode(x->fonts, face, &s, end, codes);
        buf_printf(fonts, "%d ", font);
    }
    return font;
}

static void test_codes(void)
{
    struct fixture x;
    struct buf codes = BUF_INIT, fonts = BUF_INIT;
    set_up(&x);
    encode(&x, 0, "Aa (1) \\ è≥è", &codes, &fonts);
    EXPECT_TEXT(buf_text(&codes), "Aa \\(1\\) \\\\ \x80\x81\x80", "ASCII is itself, others in order of use");
    encode(&x, 3, "b", &codes, &fonts);
    encode(&x, 0, "c", &codes, &fonts);
    EXPECT_TEXT(buf_text(&fonts), "0 1 0 ", "one font for each face in use");
    buf_clear(&codes);
    CU_ASSERT_EQUAL(encode(&x, 0, "ab☑", &codes, &fonts), PDF_FONT_NO_GLYPH);
    EXPECT_TEXT(buf_text(&codes), "ab", "up to the character without a glyph");
    buf_free(&codes);
    buf_free(&fonts);
    tear_down(&x);
}

/* 128 codes above ASCII, then the 31 below it, then a second font with 255; CR is escaped. */
static void test_overflow(void)
{
    struct fixture x;
    struct buf codes = BUF_INIT, text = BUF_INIT, fonts = BUF_INIT;
    int n = 0;
    set_up(&x);
    for (uint32_t cp = 0xA1; n < 160; cp++) {
        char bytes[4];
        if (x.m->advance(x.m->ctx, 0, cp) < 0)
            continue;
        buf_add(&text, bytes, utf8_put(cp, bytes));
        n++;
    }
    encode(&x, 0, buf_text(&text), &codes, &fonts);
    EXPECT_TEXT(buf_text(&fonts), "0 1 ", "the 160th character needs a second font");
    CU_ASSERT_EQUAL(codes.len, 161);
    CU_ASSERT_EQUAL((unsigned char)codes.data[127], 0xFF);
    CU_ASSERT_EQUAL(codes.data[128], 1);
    CU_ASSERT_EQUAL(memcmp(codes.data + 139, "\x0C\\r\x0E", 4), 0);
    CU_ASSERT_EQUAL(codes.data[160], 1);
    buf_clear(&codes);
    buf_clear(&fonts);
    encode(&x, 0, "é", &codes, &fonts);
    EXPECT_TEXT(buf_text(&fonts), "0 ", "old characters keep their font");
    buf_free(&codes);
    buf_free(&text);
    buf_free(&fonts);
    tear_down(&x);
}

/* ---- files that must not reach libharu ---- */

static size_t read_all(const char *path, char *bytes, size_t most)
{
    FILE *file = fopen(path, "rb");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    size_t len = fread(bytes, 1, most, file);
    fclose(file);
    return len;
}

static void write_all(const char *path, const char *bytes, size_t len)
{
    FILE *file = fopen(path, "wb");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    CU_ASSERT_EQUAL(fwrite(bytes, 1, len, file), len);
    fclose(file);
}

static void expect_refused(enum diag_code code, const char *name)
{
    HPDF_Doc haru = HPDF_New(NULL, NULL);
    struct diag *d = diag_new(DIAG_IT);
    CU_ASSERT_PTR_NULL(pdf_fonts_new(haru, "build", &name, 1, d));
    CU_ASSERT_EQUAL_FATAL(diag_count(d), 1);
    EXPECT_LONG(diag_get(d, 0)->code, code, name);
    EXPECT(strstr(diag_get(d, 0)->text, name) != NULL, name);
    diag_free(d);
    HPDF_Free(haru);
}

static void test_bad_files(void)
{
    static char bytes[100000];
    size_t len = read_all("fonts/PiraSans-Regular.ttf", bytes, sizeof bytes);
    expect_refused(DIAG_PDF_FONT_UNREADABLE, "test-manca");
    write_all("build/test-cut.ttf", bytes, len - 400);
    expect_refused(DIAG_PDF_FONT_DAMAGED, "test-cut");
    bytes[len / 2] ^= 1;
    write_all("build/test-changed.ttf", bytes, len);
    expect_refused(DIAG_PDF_FONT_DAMAGED, "test-changed");
    write_all("build/test-empty.ttf", bytes, 0);
    expect_refused(DIAG_PDF_FONT_DAMAGED, "test-empty");
}

void suite_pdf_font(void)
{
    CU_pSuite suite = CU_add_suite("pdf_font", NULL, NULL);
    CU_add_test(suite, "metrics", test_metrics);
    CU_add_test(suite, "characters that are there and not", test_coverage);
    CU_add_test(suite, "codes", test_codes);
    CU_add_test(suite, "more than one font holds", test_overflow);
    CU_add_test(suite, "missing and damaged files", test_bad_files);
}
