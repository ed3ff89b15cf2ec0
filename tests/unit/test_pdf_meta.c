/* test_pdf_meta.c: XMP, dates, the colour profile. */
#include <CUnit/CUnit.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "expect.h"
#include "pdf/pdf_meta.h"
#include "suites.h"

static void test_xmp(void)
{
    static const char *const wanted[] = {
        "<rdf:li xml:lang=\"x-default\">Piano &lt;2025&gt; &amp; altro</rdf:li>",
        "<pdfaid:part>3</pdfaid:part>", "<pdfaid:conformance>A</pdfaid:conformance>", "<pdfuaid:part>1</pdfuaid:part>",
        "<xmp:CreateDate>2025-01-31T10:00:00Z</xmp:CreateDate>", "<pdf:Producer>libreria</pdf:Producer>",
        "<dc:language><rdf:Bag><rdf:li>it-IT</rdf:li></rdf:Bag></dc:language>",
    };
    const struct pdf_meta meta = {.title = "Piano <2025> & altro", .lang = "it-IT", .date = "2025-01-31T10:00:00Z"};
    struct buf b = BUF_INIT;
    pdf_meta_xmp(&b, &meta, "libreria", 3);
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        EXPECT(strstr(buf_text(&b), wanted[i]) != NULL, wanted[i]);
    EXPECT(strstr(buf_text(&b), "dc:creator") == NULL, "no author, no element");
    buf_free(&b);
}

/* Nothing that was not given is written, dates least of all: the same plan gives the same file on any day. */
static void test_no_dates(void)
{
    const struct pdf_meta meta = {.title = "Piano"};
    struct buf b = BUF_INIT;
    pdf_meta_xmp(&b, &meta, "libreria", 3);
    EXPECT(strstr(buf_text(&b), "Date") == NULL, "no date");
    buf_clear(&b);
    pdf_meta_date(&b, "2025-01-31T10:00:00Z");
    EXPECT_TEXT(buf_text(&b), "D:20250131100000Z", "date");
    buf_free(&b);
}

static uint32_t word(const struct buf *b, size_t at)
{
    const unsigned char *p = (const unsigned char *)b->data + at;
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

/* ICC.1:1998-09, 6: size, signatures, and a table whose elements lie within the profile, on multiples of four.
 * The three primaries of an RGB profile add up to the white point, D50. */
static void test_profile(void)
{
    struct buf b = BUF_INIT;
    static const long d50[3] = {0xF6D6, 0x10000, 0xD32D};
    uint32_t sum[3] = {0, 0, 0};
    pdf_icc_srgb(&b);
    EXPECT_LONG(word(&b, 0), b.len, "size");
    CU_ASSERT_EQUAL(memcmp(b.data + 12, "mntrRGB XYZ ", 12), 0);
    CU_ASSERT_EQUAL(memcmp(b.data + 36, "acsp", 4), 0);
    for (uint32_t i = 0; i < word(&b, 128); i++) {
        size_t row = 132 + 12 * (size_t)i;
        uint32_t at = word(&b, row + 4), len = word(&b, row + 8);
        CU_ASSERT(at % 4 == 0 && at >= 132 + 12 * word(&b, 128) && at + len <= b.len);
        for (size_t k = 0; k < 3 && memcmp(b.data + row + 1, "XYZ", 3) == 0; k++)
            sum[k] += word(&b, at + 8 + 4 * k);
    }
    for (size_t k = 0; k < 3; k++)
        EXPECT(labs((long)sum[k] - d50[k]) <= 16, "within 1/4096 of white");
    buf_free(&b);
}

void suite_pdf_meta(void)
{
    CU_pSuite suite = CU_add_suite("pdf_meta", NULL, NULL);
    CU_add_test(suite, "XMP", test_xmp);
    CU_add_test(suite, "dates", test_no_dates);
    CU_add_test(suite, "colour profile", test_profile);
}
