/* test_pdf_scan.c: the syntax of PDF: every way to write a value (ISO 32000-1, 7.3), and what is too much of it. */
#include "archive/pdf_scan.h"

#include <CUnit/CUnit.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "expect.h"
#include "suites.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void test_texts(void)
{
    static const struct { const char *written; enum pdf_kind kind; const char *read; } rows[] = {
        {"(piano)", PDF_STRING, "piano"},          {"(a(b)c)", PDF_STRING, "a(b)c"},           {"(\\n\\r\\t\\b\\f)", PDF_STRING, "\n\r\t\b\f"},
        {"(\\(\\)\\\\\\x)", PDF_STRING, "()\\x"},  {"(\\101\\53\\0053)", PDF_STRING, "A+\0053"}, {"(a\\\nb)", PDF_STRING, "ab"},
        {"(a\\\r\nb)", PDF_STRING, "ab"},          {"(a\\\rb)", PDF_STRING, "ab"},             {"(a\r\nb\rc\nd)", PDF_STRING, "a\nb\nc\nd"},
        {"<41 42\n4>", PDF_STRING, "AB@"},         {"<6a6B>", PDF_STRING, "jk"},               {"/A#20B", PDF_NAME, "A B"},
        {"/A#2", PDF_NAME, "A#2"},                 {"/", PDF_NAME, ""},                        {"% here\r/A", PDF_NAME, "A"},
        {"obj<", PDF_KEYWORD, "obj"},              {"1.2.3", PDF_KEYWORD, "1.2.3"},            {"-", PDF_KEYWORD, "-"},
    };
    struct arena *a = arena_new();
    for (size_t i = 0; i < COUNT(rows); i++) {
        size_t left = 10;
        struct pdf_scan s = pdf_scan_begin(rows[i].written, strlen(rows[i].written), 0, a, &left);
        struct pdf_value v = pdf_scan_next(&s);
        EXPECT_LONG(v.kind, rows[i].kind, rows[i].written);
        if (v.kind == rows[i].kind) {
            EXPECT_TEXT(v.bytes, rows[i].read, rows[i].written);
            EXPECT_LONG(v.count, strlen(rows[i].read), rows[i].written);
        }
        pdf_scan_end(&s);
    }
    arena_free(a);
}

/* Numbers with a point are millionths. */
static void test_numbers(void)
{
    static const struct { const char *written; enum pdf_kind kind; long read; } rows[] = {
        {"12", PDF_INTEGER, 12},      {"-3", PDF_INTEGER, -3},       {"+4", PDF_INTEGER, 4},       {"4.5", PDF_REAL, 4500000},
        {"-.5", PDF_REAL, -500000},   {"7.", PDF_REAL, 7000000},     {"0.0000019", PDF_REAL, 1},   {"true", PDF_BOOLEAN, 1},
        {"false", PDF_BOOLEAN, 0},
    };
    struct arena *a = arena_new();
    for (size_t i = 0; i < COUNT(rows); i++) {
        size_t left = 10;
        struct pdf_scan s = pdf_scan_begin(rows[i].written, strlen(rows[i].written), 0, a, &left);
        struct pdf_value v = pdf_scan_next(&s);
        EXPECT_LONG(v.kind, rows[i].kind, rows[i].written);
        EXPECT_LONG(v.integer, rows[i].read, rows[i].written);
        pdf_scan_end(&s);
    }
    arena_free(a);
}

/* What a text leads to whose values are scanned to the end; at most LEFT of them may be made. */
static enum pdf_trouble trouble_of(const char *text, size_t len, size_t left)
{
    struct arena *a = arena_new();
    struct pdf_scan s = pdf_scan_begin(text, len, 0, a, &left);
    while (pdf_scan_next(&s).kind != PDF_END)
        ;
    enum pdf_trouble trouble = s.trouble;
    pdf_scan_end(&s);
    arena_free(a);
    return trouble;
}

static void test_troubles(void)
{
    static const struct { const char *text; size_t left; enum pdf_trouble trouble; } rows[] = {
        {"[1 2 [3]]", 4, PDF_FINE},      {"[1 2 [3]]", 3, PDF_TOO_MUCH}, {"[1 2", 9, PDF_DAMAGED},  {"(a", 9, PDF_DAMAGED},  {"<41", 9, PDF_DAMAGED},
        {"<4x>", 9, PDF_DAMAGED},        {"<</A>>", 9, PDF_DAMAGED},     {"<<1 2>>", 9, PDF_DAMAGED}, {"]", 9, PDF_DAMAGED}, {"[1 R]", 9, PDF_DAMAGED},
        {"[-1 0 R]", 9, PDF_DAMAGED},    {"[1 0 R]", 9, PDF_FINE},       {"[x]", 9, PDF_DAMAGED},    {"{", 9, PDF_DAMAGED},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        EXPECT_LONG(trouble_of(rows[i].text, strlen(rows[i].text), rows[i].left), rows[i].trouble, rows[i].text);
}

/* A string, a name, a word of 1 MB are read; with one byte more they are too much. */
static void test_longest_texts(void)
{
    static const struct { const char *open, *close; size_t counted; } rows[] = {   /* of what opens, how much counts */
        {"(", ")", 0}, {"/", " ", 0}, {"x", " ", 1}, {"<", ">", 1},
    };
    enum { MOST = 1 << 20 };
    for (size_t i = 0; i < COUNT(rows); i++)
        for (size_t more = 0; more < 2; more++) {
            struct buf text = BUF_INIT;
            buf_str(&text, rows[i].open);
            for (size_t n = rows[i].counted; n < MOST + more; n++)
                buf_char(&text, 'a');
            buf_str(&text, rows[i].close);
            EXPECT_LONG(trouble_of(buf_text(&text), text.len, 9), more ? PDF_TOO_MUCH : PDF_FINE, rows[i].open);
            buf_free(&text);
        }
}

void suite_pdf_scan(void)
{
    CU_pSuite s = CU_add_suite("pdf_scan", NULL, NULL);
    CU_add_test(s, "texts", test_texts);
    CU_add_test(s, "numbers", test_numbers);
    CU_add_test(s, "troubles", test_troubles);
    CU_add_test(s, "the longest texts", test_longest_texts);
}
