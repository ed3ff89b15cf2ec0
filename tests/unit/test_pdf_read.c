/* test_pdf_read.c: PDF files are read back as they were written, and no damage whatever does harm. */
#include <CUnit/CUnit.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "archive/pdf_facts.h"
#include "archive/pdf_read.h"
#include "archive/pdf_text.h"
#include "base/arena.h"
#include "base/buf.h"
#include "expect.h"
#include "pdf/pdf_file.h"
#include "pdf_sample.h"
#include "suites.h"

static struct buf classic(void)
{
    return sample_classic(NULL);
}

/* Reads everything there is; returns the trouble. TEXT may be NULL. */
static enum pdf_trouble read_all(const void *data, size_t len, struct buf *text)
{
    struct pdf_facts facts;
    struct buf decoded = BUF_INIT, scratch = BUF_INIT;
    size_t at;
    struct pdf_reader *r = pdf_reader_new(data, len);
    struct pdf_texts *t = pdf_texts_new(r);
    CU_ASSERT_PTR_NOT_NULL_FATAL(r);
    CU_ASSERT_PTR_NOT_NULL_FATAL(t);
    if (pdf_facts_find(r, &facts)) {
        for (size_t i = 0; i < facts.nattached; i++)
            pdf_reader_decode(r, facts.attached[i].stream, &decoded);
        for (size_t i = 0; i < facts.npages; i++)
            pdf_page_text(t, facts.pages[i], text != NULL ? text : &scratch);
    }
    enum pdf_trouble trouble = pdf_reader_trouble(r, &at);
    buf_free(&decoded);
    buf_free(&scratch);
    pdf_texts_free(t);
    pdf_reader_free(r);
    return trouble;
}

static void check_facts(const struct buf *file)
{
    struct pdf_facts facts;
    struct buf decoded = BUF_INIT, text = BUF_INIT;
    struct pdf_reader *r = pdf_reader_new(file->data, file->len);
    CU_ASSERT_PTR_NOT_NULL_FATAL(r);
    CU_ASSERT_FATAL(pdf_facts_find(r, &facts));
    CU_ASSERT_STRING_EQUAL(facts.creator, "pira 0.1.0");
    CU_ASSERT_STRING_EQUAL(facts.date, "D:20171231000000Z");
    CU_ASSERT_EQUAL(facts.npages, 1);
    CU_ASSERT_EQUAL_FATAL(facts.nattached, 1);
    CU_ASSERT_STRING_EQUAL(facts.attached[0].name, "piano.xml");
    CU_ASSERT_STRING_EQUAL(facts.attached[0].relation, "Source");
    CU_ASSERT(pdf_reader_decode(r, facts.attached[0].stream, &decoded));
    CU_ASSERT_STRING_EQUAL(buf_text(&decoded), sample_plan);
    CU_ASSERT_EQUAL(pdf_reader_first_revision(r), file->len);
    CU_ASSERT_EQUAL(read_all(file->data, file->len, &text), PDF_FINE);
    CU_ASSERT_STRING_EQUAL(buf_text(&text), sample_text);
    buf_free(&decoded);
    buf_free(&text);
    pdf_reader_free(r);
}

static void test_classic(void)
{
    struct buf b = sample_classic(NULL);
    check_facts(&b);
    buf_free(&b);
}

static void test_modern(void)
{
    struct buf b = sample_modern();
    check_facts(&b);
    buf_free(&b);
}

/* What is appended changes what is read; the first revision is still there, byte for byte. */
static void test_revisions(void)
{
    struct buf (*const make[])(void) = {classic, sample_modern};
    for (int i = 0; i < 2; i++) {
        struct buf b = make[i](), text = BUF_INIT, first = BUF_INIT;
        size_t len = b.len;
        sample_append(&b, 4, "BT /F0 12 Tf (7) Tj ET\n");
        sample_append(&b, 7, "<</Creator(altro)>>");
        struct pdf_reader *r = pdf_reader_new(b.data, b.len);
        CU_ASSERT_PTR_NOT_NULL_FATAL(r);
        CU_ASSERT_EQUAL(pdf_reader_first_revision(r), len);
        pdf_reader_free(r);
        CU_ASSERT_EQUAL(read_all(b.data, b.len, &text), PDF_FINE);
        CU_ASSERT_STRING_EQUAL(buf_text(&text), "7");
        CU_ASSERT_EQUAL(read_all(b.data, len, &first), PDF_FINE);
        CU_ASSERT_STRING_EQUAL(buf_text(&first), sample_text);
        buf_free(&text);
        buf_free(&first);
        buf_free(&b);
    }
}

/* A file that ends early has no end of its own: that is always noticed. */
static void test_truncated(void)
{
    struct buf (*const make[])(void) = {classic, sample_modern};
    for (int i = 0; i < 2; i++) {
        struct buf b = make[i]();
        size_t unnoticed = 0;
        for (size_t len = 0; len < b.len - 1; len++) {
            char *copy = malloc(len + 1);   /* of just this size, so that a sanitizer sees a step beyond */
            CU_ASSERT_PTR_NOT_NULL_FATAL(copy);
            memcpy(copy, b.data, len);
            unnoticed += read_all(copy, len, NULL) == PDF_FINE;
            free(copy);
        }
        CU_ASSERT_EQUAL(unnoticed, 0);
        buf_free(&b);
    }
}

/* No byte, changed in any bit or to a byte that means something, does harm. */
static void test_changed_bytes(void)
{
    static const char odd[] = "\0()<>[]{}/%R90-\xFF";
    struct buf (*const make[])(void) = {classic, sample_modern};
    size_t noticed = 0;
    for (int i = 0; i < 2; i++) {
        struct buf b = make[i]();
        for (size_t at = 0; at < b.len; at++) {
            char old = b.data[at];
            for (int bit = 0; bit < 8; bit++) {
                b.data[at] = (char)(old ^ (1 << bit));
                noticed += read_all(b.data, b.len, NULL) != PDF_FINE;
            }
            for (size_t k = 0; k < sizeof odd - 1; k++) {
                b.data[at] = odd[k];
                noticed += read_all(b.data, b.len, NULL) != PDF_FINE;
            }
            b.data[at] = old;
        }
        buf_free(&b);
    }
    CU_ASSERT(noticed > 1000);
}

/* Files that are made to cost: each is refused or read, in no time. */
static void test_made_to_cost(void)
{
    static const struct { int id; const char *text; } changes[] = {
        {2, "<</Type/Pages/Kids[2 0 R 2 0 R 2 0 R 2 0 R]/Count 1>>"},                      /* a tree that holds itself */
        {2, "<</Type/Pages/Kids[3 0 R]/Parent 2 0 R>>"},
        {3, "<</Type/Page/Parent 3 0 R/Contents 4 0 R>>"},
        {1, "<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles 10 0 R>>>>"},
        {1, "1 0 R"},
        {8, "<</EF<</F 8 0 R>>/UF 8 0 R>>"},
    };
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        struct buf b = sample_classic(NULL);
        sample_append(&b, changes[i].id, changes[i].text);
        read_all(b.data, b.len, NULL);
        buf_free(&b);
    }
    struct buf deep = BUF_INIT, b = sample_classic(NULL);
    for (int i = 0; i < 100000; i++)
        buf_str(&deep, "[<</A");
    sample_append(&b, 1, buf_text(&deep));
    CU_ASSERT_NOT_EQUAL(read_all(b.data, b.len, NULL), PDF_FINE);
    buf_free(&deep);
    buf_free(&b);
}

/* Small bytes that inflate to more than may be: a hundred pages, each with the same 8 MB of blanks. */
static void test_bomb(void)
{
    enum { BLANKS = 8 << 20 };
    struct buf b = BUF_INIT, kids = BUF_INIT;
    char *blanks = malloc(BLANKS);
    CU_ASSERT_PTR_NOT_NULL_FATAL(blanks);
    memset(blanks, ' ', BLANKS);
    struct pdf_file *f = pdf_file_new(&b, 1);
    CU_ASSERT_PTR_NOT_NULL_FATAL(f);
    pdf_file_stream(f, 4, "", blanks, BLANKS);
    free(blanks);
    for (int i = 0; i < 100; i++)
        buf_str(&kids, "3 0 R ");
    pdf_file_number_from(f, SAMPLE_OBJECTS);
    buf_str(pdf_file_begin(f, 1), "<</Type/Catalog/Pages 2 0 R>>");
    pdf_file_end(f);
    buf_printf(pdf_file_begin(f, 2), "<</Type/Pages/Kids[%s]>>", buf_text(&kids));
    pdf_file_end(f);
    buf_str(pdf_file_begin(f, 3), sample_object(SAMPLE_PAGE));
    pdf_file_end(f);
    CU_ASSERT_EQUAL(pdf_file_finish(f, 1, 3), PDF_FILE_DONE);
    pdf_file_free(f);
    CU_ASSERT(b.len < 100000);
    CU_ASSERT_EQUAL(read_all(b.data, b.len, NULL), PDF_TOO_MUCH);
    buf_free(&kids);
    buf_free(&b);
}

static void test_encrypted(void)
{
    struct buf b = sample_classic(NULL);
    char *info = strstr(b.data, "/Info 7 0 R>>\nstartxref");
    CU_ASSERT_PTR_NOT_NULL_FATAL(info);
    memcpy(info, "/Encrypt 7 >>", 13);
    CU_ASSERT_EQUAL(read_all(b.data, b.len, NULL), PDF_ENCRYPTED);
    buf_free(&b);
}

static void test_text_strings(void)
{
    static const struct { const char *bytes; uint32_t len; const char *text; } cases[] = {
        {"piano.xml", 9, "piano.xml"}, {"citt\xE0 \x85 \xA0", 9, "città – €"}, {"\xFE\xFF\x26\x12\xD8\x3D\xDE\x00", 8, "☒😀"},
        {"\xFE\xFF\xD8\x3D", 4, "\xEF\xBF\xBD"}, {"\xFE\xFF\x00", 3, "\xEF\xBF\xBD"}, {"", 0, ""},
    };
    struct arena *a = arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct pdf_value v = {.kind = PDF_STRING, .count = cases[i].len, .bytes = cases[i].bytes};
        CU_ASSERT_STRING_EQUAL(pdf_facts_text(a, &v), cases[i].text);
    }
    arena_free(a);
}

/* Text of a page with CONTENT: its operators (ISO 32000-1, 9.4). */
static void test_operators(void)
{
    static const struct { const char *content, *text; } cases[] = {
        {"BT /F0 9 Tf (1) Tj (2) ' 0 0 (3) \" T* (4) Tj ET", "1\n2\n3\n4"},   /* each on a line of its own */
        {"BT /F0 9 Tf Tj (1) Tj TJ ET", "1"},                                  /* nothing to show */
        {"BT (1) Tj ET", "\xEF\xBF\xBD"}, {"BT /F9 9 Tf (1) Tj ET", "\xEF\xBF\xBD"}, {"BT 9 Tf (1) Tj ET", "\xEF\xBF\xBD"},   /* no font */
        {"EMC BT /F0 9 Tf (1) Tj ET", "1"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf b = sample_classic(cases[i].content), text = BUF_INIT;
        CU_ASSERT_EQUAL(read_all(b.data, b.len, &text), PDF_FINE);
        EXPECT_TEXT(buf_text(&text), cases[i].text, cases[i].content);
        buf_free(&text);
        buf_free(&b);
    }
}

/* A page with N times PART in it. */
static struct buf page_with(const char *part, int n)
{
    struct buf content = BUF_INIT;
    for (int i = 0; i < n; i++)
        buf_str(&content, part);
    buf_str(&content, " Tj");
    struct buf b = sample_classic(buf_text(&content));
    buf_free(&content);
    return b;
}

/* The page in N streams, which are all the same. */
static struct buf page_of_streams(int n)
{
    struct buf b = sample_classic("(1) Tj"), page = BUF_INIT;
    buf_str(&page, "<</Type/Page/Parent 2 0 R/Contents[");
    for (int i = 0; i < n; i++)
        buf_str(&page, "4 0 R ");
    buf_str(&page, "]>>");
    sample_append(&b, SAMPLE_PAGE, buf_text(&page));
    buf_free(&page);
    return b;
}

/* A document with N files attached. */
static struct buf attached(uint32_t n)
{
    struct buf b = BUF_INIT;
    struct pdf_file *f = pdf_file_new(&b, 1);
    CU_ASSERT_PTR_NOT_NULL_FATAL(f);
    for (uint32_t i = 0; i < n; i++)
        pdf_file_plain_stream(f, 4 + i, "", "x", 1);
    pdf_file_number_from(f, 4 + n);
    struct buf *root = pdf_file_begin(f, 1);
    buf_str(root, "<</Type/Catalog/Pages 2 0 R/AF[");
    for (uint32_t i = 0; i < n; i++)
        buf_printf(root, "<</UF(x)/EF<</F %u 0 R>>>>", (unsigned)(4 + i));
    buf_str(root, "]>>");
    pdf_file_end(f);
    buf_str(pdf_file_begin(f, 2), "<</Type/Pages/Kids[3 0 R]>>");
    pdf_file_end(f);
    buf_str(pdf_file_begin(f, 3), "<</Type/Page/Parent 2 0 R>>");
    pdf_file_end(f);
    CU_ASSERT_EQUAL(pdf_file_finish(f, 1, 3), PDF_FILE_DONE);
    pdf_file_free(f);
    return b;
}

/* More than anybody needs is damage: operands of an operator, marked content within marked content, streams, attached files. */
static void test_most(void)
{
    struct buf cases[][2] = {
        {page_with("1 ", 64), page_with("1 ", 65)}, {page_with("/P BMC ", 100), page_with("/P BMC ", 101)},
        {page_of_streams(1000), page_of_streams(1001)}, {attached(1000), attached(1001)},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (int more = 0; more < 2; more++) {
            struct buf *b = &cases[i][more];
            CU_ASSERT_EQUAL(read_all(b->data, b->len, NULL), more ? PDF_DAMAGED : PDF_FINE);
            buf_free(b);
        }
    struct buf b = sample_classic(NULL);
    sample_append(&b, SAMPLE_PAGE, "<</Type/Page/Parent 2 0 R/Contents[4 0 R 1 0 R]>>");   /* the second is no stream */
    CU_ASSERT_EQUAL(read_all(b.data, b.len, NULL), PDF_DAMAGED);
    buf_free(&b);
}

void suite_pdf_read(void)
{
    CU_pSuite s = CU_add_suite("pdf_read", NULL, NULL);
    CU_add_test(s, "a classic table", test_classic);
    CU_add_test(s, "object streams", test_modern);
    CU_add_test(s, "appended revisions", test_revisions);
    CU_add_test(s, "truncated at every byte", test_truncated);
    CU_add_test(s, "every byte changed", test_changed_bytes);
    CU_add_test(s, "files made to cost", test_made_to_cost);
    CU_add_test(s, "a stream that inflates beyond the limit", test_bomb);
    CU_add_test(s, "encrypted", test_encrypted);
    CU_add_test(s, "text strings", test_text_strings);
    CU_add_test(s, "operators of a page", test_operators);
    CU_add_test(s, "the most of each", test_most);
}
