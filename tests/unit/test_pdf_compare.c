/* test_pdf_compare.c: documents that say the same, and those that do not; what may be appended to one. */
#include <CUnit/CUnit.h>
#include <stdio.h>
#include <string.h>

#include "archive/pdf_compare.h"
#include "archive/pdf_open.h"
#include "archive/pdf_revision.h"
#include "base/diag.h"
#include "expect.h"
#include "pdf_sample.h"
#include "starve.h"
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

#define DIECI "AAAAAAAAAA"
#define ACCENTATE "ÀÀÀÀÀÀÀÀÀÀ"

static void test_lines(void)
{
    static const struct { const char *file, *made, *told; } cases[] = {
        {"una riga|due", "una riga|due", NULL},
        {"una riga|due", "una riga|tre", "due"},
        {"una riga", "una|riga", "una riga"},
        {"una riga", "una riga|due", "«due»"},
        /* A is À, two bytes: 80 bytes of the line end within the fortieth */
        {"1" DIECI DIECI DIECI DIECI DIECI, "2", "1" ACCENTATE ACCENTATE ACCENTATE "ÀÀÀÀÀÀÀÀÀ…»"},
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
        {SAMPLE_PAGE, "<</Type/Page/Parent 2 0 R/Contents 4 0 R/MediaBox[0 0 595.28 841.89]/Rotate null>>", DIAG_OK},   /* as if it had none */
        {SAMPLE_PAGE, "<</Type/Page/Parent 2 0 R/Contents 4 0 R/MediaBox[0 0 595.28 841.8]>>", DIAG_VERIFY_LATER_OBJECT},
        {SAMPLE_PAGES, "<</Type/Pages/Kids[3 0 R 3 0 R]/Resources<</Font<</F0 5 0 R>>>>>>", DIAG_VERIFY_LATER_PAGES},
        {SAMPLE_FONT, "<</Type/Font>>", DIAG_VERIFY_LATER_PAGE},
        {SAMPLE_CONTENT, "BT /F0 9 Tf (13) Tj ET", DIAG_VERIFY_LATER_PAGE},
        {SAMPLE_CONTENT, "BT /F0 9 Tf (13 Tj ET", DIAG_PDF_DAMAGED},   /* and nothing else is said */
        {SAMPLE_FILE, "<piano anno='1'/>", DIAG_VERIFY_LATER_OBJECT},
        {SAMPLE_FILE, sample_plan, DIAG_OK},                    /* the same once more */
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
        CU_ASSERT(cases[i].code != DIAG_PDF_DAMAGED || diag_count(d) == 1);
        pdf_open_end(&now);
        pdf_open_end(&first);
        diag_free(d);
        buf_free(&b);
    }
}

/* A later revision that begins with another root, the same to look at. */
static void test_other_root(void)
{
    static const char usual[] = "/Size 20/Root 1 0 R", other[] = "/Root 10 0 R       ";
    struct buf b = sample_classic(NULL);
    size_t len = b.len;
    struct pdf_open now = {.name = ""}, first = {.name = ""};
    struct diag *d = diag_new(DIAG_IT);
    sample_append(&b, SAMPLE_OBJECTS, sample_object(SAMPLE_CATALOG));
    char *root = strstr(b.data + len, usual);
    CU_ASSERT_PTR_NOT_NULL_FATAL(root);
    memcpy(root, other, sizeof other - 1);
    CU_ASSERT(pdf_open_memory(&now, "a.pdf", b.data, b.len, d) && pdf_open_memory(&first, "a.pdf", b.data, len, d));
    CU_ASSERT(!pdf_revision_check(&now, &first, d));
    CU_ASSERT_EQUAL_FATAL(diag_count(d), 1);
    CU_ASSERT_EQUAL(diag_get(d, 0)->code, DIAG_VERIFY_LATER_OBJECT);
    CU_ASSERT_PTR_NOT_NULL(strstr(diag_get(d, 0)->text, "Root"));
    pdf_open_end(&now);
    pdf_open_end(&first);
    diag_free(d);
    buf_free(&b);
}

static struct buf whole_sample(void)
{
    return sample_classic(NULL);
}

/* All that is done to a document, to itself as made anew and to its first revision, which ends at LEN. */
static bool verify(const struct buf *file, size_t len, struct diag *d)
{
    struct pdf_open now = {.name = ""}, made = {.name = ""}, first = {.name = ""};
    const char *name;
    size_t figures;
    bool same = pdf_open_memory(&now, "a.pdf", file->data, file->len, d) && pdf_open_memory(&made, "b.pdf", file->data, file->len, d)
             && pdf_open_memory(&first, "a.pdf", file->data, len, d) && pdf_compare_made(&now, &made, false, &figures, d)
             && pdf_compare_attached(&now, &made, &name, d) && pdf_revision_check(&now, &first, d);
    pdf_open_end(&now);
    pdf_open_end(&made);
    pdf_open_end(&first);
    return same;
}

/* Each allocation fails once: that is told, and no damage is. */
static void test_memory(void)
{
    struct buf (*const make[])(void) = {whole_sample, sample_modern};
    for (size_t k = 0; k < sizeof make / sizeof *make; k++) {
        struct buf b = make[k]();
        size_t len = b.len, count = 0;
        sample_append(&b, SAMPLE_INFO, "<</Creator(altro)>>");
        for (size_t failing = 0; failing <= count; failing++) {
            char row[60];
            struct diag *d = diag_new(DIAG_IT);
            snprintf(row, sizeof row, "file %zu, allocation %zu of %zu", k, failing, count);
            starve_at(failing);
            bool same = verify(&b, len, d);
            count = failing == 0 ? starve_count() : count;
            starve_at(0);
            bool told = diag_out_of_memory(d) || diag_count_code(d, DIAG_NO_MEMORY) > 0;
            EXPECT(same != told && diag_count(d) <= 1, row);
            EXPECT(failing > 0 || same, row);
            diag_free(d);
        }
        buf_free(&b);
    }
}

void suite_pdf_compare(void)
{
    CU_pSuite s = CU_add_suite("pdf_compare", NULL, NULL);
    CU_add_test(s, "figures", test_figures);
    CU_add_test(s, "lines", test_lines);
    CU_add_test(s, "what later revisions may do", test_revisions);
    CU_add_test(s, "another root", test_other_root);
    CU_add_test(s, "memory", test_memory);
}
