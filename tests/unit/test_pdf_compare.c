/* test_pdf_compare.c: documents that say the same, and those that do not; what may be appended to one. */
#include <CUnit/CUnit.h>
#include <string.h>

#include "archive/pdf_compare.h"
#include "archive/pdf_open.h"
#include "archive/pdf_revision.h"
#include "base/diag.h"
#include "pdf_sample.h"
#include "suites.h"

/* The sample with the text strings of CONTENT, which are separated by bars, each a line of its own. */
static struct buf page_of(const char *lines)
{
    struct buf content = BUF_INIT;
    buf_str(&content, "BT /F0 9 Tf 0 0 Td (");
    for (; *lines != '\0'; lines++)
        if (*lines == '|')
            buf_str(&content, ")Tj 0 -9 Td (");
        else
            buf_char(&content, *lines);
    buf_str(&content, ")Tj ET");
    struct buf file = sample_classic(buf_text(&content));
    buf_free(&content);
    return file;
}

/* Compares two pages; the first message, "" when they agree, is in TEXT. */
static bool compare(const char *file, const char *made, bool figures_only, size_t *figures, char text[200])
{
    struct buf a = page_of(file), b = page_of(made);
    struct pdf_open here = {.name = ""}, there = {.name = ""};
    struct diag *d = diag_new(DIAG_IT);
    CU_ASSERT(pdf_open_memory(&here, "a.pdf", a.data, a.len, d) && pdf_open_memory(&there, "b.pdf", b.data, b.len, d));
    bool same = pdf_compare_made(&here, &there, figures_only, figures, d);
    CU_ASSERT_EQUAL(same, diag_count(d) == 0);
    text[0] = '\0';
    if (diag_count(d) > 0)
        strncat(text, diag_get(d, 0)->text, 199);
    pdf_open_end(&here);
    pdf_open_end(&there);
    buf_free(&a);
    buf_free(&b);
    diag_free(d);
    return same;
}

/* Figures are digits with what stands between them and a sign before them; where lines break does not matter. */
static void test_figures(void)
{
    static const struct { const char *file, *made; size_t figures; const char *here, *there; } cases[] = {
        {"1.241.790,50 e 80", "1.241.790,50|e altre parole 80", 2, NULL, NULL},
        {"1,5", "1.5", 1, "1,5", "1.5"},
        {"30/11/2017", "30/|11/2017", 3, NULL, NULL},
        {"80,00 %", "80,01 %", 1, "80,00", "80,01"},
        {"3. punto", "3 punto", 1, NULL, NULL},
        {"-5", "5", 1, "-5", "5"},
        {"\\(-5\\)", "-5", 1, NULL, NULL},
        {"2016-2017", "2016|2017", 2, NULL, NULL},              /* a hyphen between figures is no sign */
        {"1 2", "2 1", 2, "1", "2"},                            /* exchanged */
        {"1 2 3", "1 2", 3, "3", "«»"},
        {"1", "1 2", 1, "«»", "2"},
        {"", "parole", 0, NULL, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[200];
        size_t figures = 99;
        bool same = compare(cases[i].file, cases[i].made, true, &figures, text);
        CU_ASSERT_EQUAL(figures, cases[i].figures);
        CU_ASSERT_EQUAL(same, cases[i].here == NULL);
        if (cases[i].here != NULL) {
            CU_ASSERT_PTR_NOT_NULL(strstr(text, "pagina 1"));
            CU_ASSERT_PTR_NOT_NULL(strstr(text, cases[i].here));
            CU_ASSERT_PTR_NOT_NULL(strstr(text, cases[i].there));
        }
    }
}

static void test_lines(void)
{
    static const struct { const char *file, *made, *told; } cases[] = {
        {"una riga|due", "una riga|due", NULL},
        {"una riga|due", "una riga|tre", "due"},
        {"una riga", "una|riga", "una riga"},
        {"una riga", "una riga|due", "«due»"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[200];
        size_t figures;
        CU_ASSERT_EQUAL(compare(cases[i].file, cases[i].made, false, &figures, text), cases[i].told == NULL);
        CU_ASSERT(cases[i].told == NULL || strstr(text, cases[i].told) != NULL);
    }
}

/* What a later revision may do: ID becomes TEXT, and the message is CODE. */
static void test_revisions(void)
{
    static const struct { int id; const char *text; enum diag_code code; } cases[] = {
        {SAMPLE_OBJECTS, "<</Type/Sig>>", DIAG_OK},
        {SAMPLE_INFO, "<</Creator(altro)>>", DIAG_OK},
        {SAMPLE_CATALOG, "<</AcroForm<<>>/Type/Catalog/AF[8 0 R]/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(piano.xml)8 0 R]>>>>>>", DIAG_OK},
        {SAMPLE_CATALOG, "<</Type/Catalog/Pages 2 0 R>>", DIAG_VERIFY_LATER_OBJECT},
        {SAMPLE_PAGE, "<</Type/Page/Parent 2 0 R/Contents 4 0 R/MediaBox[0 0 595.28 841.89]/Annots[]>>", DIAG_OK},
        {SAMPLE_PAGE, "<</Type/Page/Parent 2 0 R/Contents 4 0 R/MediaBox[0 0 595.28 841.89]/Annots[7 0 R]>>", DIAG_VERIFY_LATER_MARK},
        {SAMPLE_PAGE, "<</Type/Page/Parent 2 0 R/Contents 4 0 R/MediaBox[0 0 595.28 841.8]>>", DIAG_VERIFY_LATER_OBJECT},
        {SAMPLE_PAGES, "<</Type/Pages/Kids[3 0 R 3 0 R]/Resources<</Font<</F0 5 0 R>>>>>>", DIAG_VERIFY_LATER_PAGES},
        {SAMPLE_FONT, "<</Type/Font>>", DIAG_VERIFY_LATER_PAGE},
        {SAMPLE_CONTENT, "BT /F0 9 Tf (13) Tj ET", DIAG_VERIFY_LATER_PAGE},
        {SAMPLE_FILE, "<piano anno='1'/>", DIAG_VERIFY_LATER_OBJECT},
        {SAMPLE_SPEC, "null", DIAG_VERIFY_LATER_OBJECT},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf b = sample_classic(NULL);
        size_t len = b.len;
        struct pdf_open now = {.name = ""}, first = {.name = ""};
        struct diag *d = diag_new(DIAG_IT);
        sample_append(&b, cases[i].id, cases[i].text);
        CU_ASSERT(pdf_open_memory(&now, "a.pdf", b.data, b.len, d) && pdf_open_memory(&first, "a.pdf", b.data, len, d));
        bool good = cases[i].code == DIAG_OK || cases[i].code == DIAG_VERIFY_LATER_MARK;
        CU_ASSERT_EQUAL(pdf_revision_check(&now, &first, d), good);
        CU_ASSERT_EQUAL(diag_count(d) > 0 ? diag_get(d, 0)->code : DIAG_OK, cases[i].code);
        pdf_open_end(&now);
        pdf_open_end(&first);
        diag_free(d);
        buf_free(&b);
    }
}

void suite_pdf_compare(void)
{
    CU_pSuite s = CU_add_suite("pdf_compare", NULL, NULL);
    CU_add_test(s, "figures", test_figures);
    CU_add_test(s, "lines", test_lines);
    CU_add_test(s, "what later revisions may do", test_revisions);
}
