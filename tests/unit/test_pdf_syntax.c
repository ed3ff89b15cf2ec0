/* test_pdf_syntax.c: numbers, strings, names and colours as a PDF writes them. */
#include <CUnit/CUnit.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "expect.h"
#include "pdf/pdf_syntax.h"
#include "suites.h"

static void test_numbers(void)
{
    static const struct { mpt v; const char *want; } rows[] = {
        {0, "0"}, {1, ".001"}, {-1, "-.001"}, {500, ".5"}, {-250, "-.25"}, {1000, "1"}, {12500, "12.5"}, {-12050, "-12.05"},
        {595276, "595.276"}, {841890, "841.89"}, {100000, "100"}, {INT32_MAX, "2147483.647"}, {INT32_MIN, "-2147483.648"},
    };
    struct buf b = BUF_INIT;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        buf_clear(&b);
        pdf_put_mpt(&b, rows[i].v);
        EXPECT_TEXT(buf_text(&b), rows[i].want, rows[i].want);
    }
    buf_free(&b);
}

static void test_texts(void)
{
    static const struct { const char *s, *want; } rows[] = {
        {"", "()"},
        {"piano (2025) \\ a", "(piano \\(2025\\) \\\\ a)"},
        {"città – “Forlì”", "(citt\xE0 \x85 \x8D" "Forl\xEC\x8E)"},
        {"1.000 €", "(1.000 \xA0)"},
        {"riga\ndue\ttre", "(riga due tre)"},
        {"≥ 80", "<FEFF2265002000380030>"},
        {"\xC2\xAD", "<FEFF00AD>"},                          /* undefined in PDFDocEncoding */
        {"þÿ", "<FEFF00FE00FF>"},                            /* in one byte each: a byte order mark */
        {"\xF0\x9F\x98\x80", "<FEFFD83DDE00>"},              /* beyond U+FFFF: a pair */
        {"a\xFF", "<FEFF0061FFFD>"},                         /* malformed */
    };
    struct buf b = BUF_INIT;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        buf_clear(&b);
        pdf_put_text(&b, rows[i].s);
        EXPECT_TEXT(buf_text(&b), rows[i].want, rows[i].s);
    }
    buf_free(&b);
}

/* PDF/A-3, 6.1.13: at most 32,767 bytes, and no half of a pair. */
static void test_long_texts(void)
{
    struct buf text = BUF_INIT, b = BUF_INIT;
    for (int i = 0; i < 40000; i++)
        buf_char(&text, 'a');
    pdf_text_bytes(&b, buf_text(&text));
    CU_ASSERT_EQUAL(b.len, 32767);
    buf_clear(&text);
    buf_clear(&b);
    for (int i = 0; i < 20000; i++)
        buf_str(&text, "\xF0\x9F\x98\x80");
    pdf_text_bytes(&b, buf_text(&text));
    CU_ASSERT(b.len <= 32767 && b.len > 32760 && (b.len - 2) % 4 == 0);
    buf_free(&text);
    buf_free(&b);
}

static void test_names_and_uris(void)
{
    struct buf b = BUF_INIT;
    pdf_put_name(&b, "text/xml");
    pdf_put_name(&b, "a b#(è");
    EXPECT_TEXT(buf_text(&b), "/text#2Fxml/a#20b#23#28#C3#A8", "names");
    buf_clear(&b);
    pdf_put_uri(&b, "https://x.it/città (1)?a=b");
    EXPECT_TEXT(buf_text(&b), "(https://x.it/citt%C3%A0%20\\(1\\)?a=b)", "uri");
    buf_free(&b);
}

/* A component is right when reading it back gives the same byte. */
static void test_colours(void)
{
    struct buf b = BUF_INIT;
    pdf_put_fill(&b, 0x000000);
    pdf_put_fill(&b, 0xFFFFFF);
    pdf_put_fill(&b, 0x14456B);
    pdf_put_stroke(&b, 0x808080);
    EXPECT_TEXT(buf_text(&b), "0 g\n1 g\n.078 .271 .42 rg\n.502 G\n", "colours");
    for (uint32_t c = 0; c < 256; c++) {
        buf_clear(&b);
        pdf_put_fill(&b, c << 16 | c << 8 | c);
        CU_ASSERT_EQUAL((uint32_t)(strtod(b.data, NULL) * 255 + 0.5), c);
    }
    buf_free(&b);
}

static void test_xml(void)
{
    struct buf b = BUF_INIT;
    pdf_put_xml(&b, "a & b <c> \"d\" è\n\x01");
    EXPECT_TEXT(buf_text(&b), "a &amp; b &lt;c&gt; \"d\" è  ", "xml");
    buf_free(&b);
}

void suite_pdf_syntax(void)
{
    CU_pSuite suite = CU_add_suite("pdf_syntax", NULL, NULL);
    CU_add_test(suite, "numbers", test_numbers);
    CU_add_test(suite, "text strings", test_texts);
    CU_add_test(suite, "text strings beyond the limit", test_long_texts);
    CU_add_test(suite, "names and web addresses", test_names_and_uris);
    CU_add_test(suite, "colours", test_colours);
    CU_add_test(suite, "XML", test_xml);
}
