/* test_pdf_xref.c: where the objects of a PDF file are: sections one before the other, hybrid files, rows of streams (ISO 32000-1, 7.5). */
#include <CUnit/CUnit.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "archive/pdf_facts.h"
#include "archive/pdf_read_priv.h"
#include "archive/pdf_text.h"
#include "expect.h"
#include "pdf_sample.h"
#include "suites.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* The trouble of a file whose facts, and first page, are looked for; the text of that page in TEXT. */
static enum pdf_trouble trouble_of(const struct buf *file, struct buf *text)
{
    struct pdf_facts facts;
    struct pdf_reader *r = pdf_reader_new(file->data, file->len);
    struct pdf_texts *t = pdf_texts_new(r);
    size_t at;
    CU_ASSERT_FATAL(r != NULL && t != NULL);
    if (pdf_facts_find(r, &facts))
        pdf_page_text(t, facts.pages[0], text);
    enum pdf_trouble trouble = pdf_reader_trouble(r, &at);
    pdf_texts_free(t);
    pdf_reader_free(r);
    return trouble;
}

/* The number after the last "startxref". */
static unsigned long last_section(const struct buf *b)
{
    unsigned long found = 0;
    for (size_t i = 0; i + 10 < b->len; i++)
        if (memcmp(b->data + i, "startxref", 9) == 0)
            found = strtoul(b->data + i + 9, NULL, 10);
    return found;
}

/* Appends TEXT, where @ stands for the section before and # for the one that begins here, HERE. */
static void append_text(struct buf *b, const char *text, unsigned long before, unsigned long here)
{
    for (; *text != '\0'; text++)
        if (*text == '@' || *text == '#')
            buf_printf(b, "%lu", *text == '@' ? before : here);
        else
            buf_char(b, *text);
}

/* Appends a section with SUBSECTIONS and, in its trailer, REST. */
static void append_section(struct buf *b, const char *subsections, const char *rest)
{
    unsigned long before = last_section(b), here = (unsigned long)b->len;
    buf_printf(b, "xref\n%strailer\n<</Root 1 0 R", subsections);
    append_text(b, rest, before, here);
    buf_printf(b, ">>\nstartxref\n%lu\n%%%%EOF\n", here);
}

static void test_sections(void)
{
    static const struct { const char *subsections, *rest; enum pdf_trouble trouble; } rows[] = {
        {"0 0\n", "/Prev @", PDF_FINE},
        {"0 0\n", "/Prev 99999999", PDF_DAMAGED},
        {"0 0\n", "/Prev -1", PDF_DAMAGED},
        {"0 0\n", "/Prev(@)", PDF_DAMAGED},
        {"0 0\n", "/Prev #", PDF_TOO_MUCH},                                                   /* before itself */
        {"0 0\n", "/Prev @/XRefStm 9", PDF_DAMAGED},                                          /* a catalog is there */
        {"0 0\n", "/Prev @/XRefStm 99999999", PDF_FINE},
        {"20 1\n0000000009 00000 x \n", "/Prev @", PDF_DAMAGED},
        {"8388607 2\n0000000009 00000 n \n0000000009 00000 n \n", "/Prev @", PDF_DAMAGED},    /* the second one has no number that may be */
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct buf b = sample_classic(NULL), text = BUF_INIT;
        append_section(&b, rows[i].subsections, rows[i].rest);
        EXPECT_LONG(trouble_of(&b, &text), rows[i].trouble, rows[i].rest);
        EXPECT_TEXT(buf_text(&text), rows[i].trouble == PDF_FINE ? sample_text : "", rows[i].rest);
        buf_free(&b);
        buf_free(&text);
    }
}

/* A revision whose table calls the page's content free, while the stream beside it knows where the new one is. */
static void test_hybrid(void)
{
    struct buf b = sample_classic(NULL), text = BUF_INIT;
    char rest[40];
    size_t content = b.len;
    CU_ASSERT_FATAL(content < 0x10000);
    buf_str(&b, "4 0 obj\n<</Length 22>>\nstream\nBT /F0 12 Tf (7) Tj ET\nendstream\nendobj\n");
    size_t stream = b.len;
    buf_str(&b, "20 0 obj\n<</Type/XRef/Size 5/Index[4 1]/W[1 2 1]/Length 4>>\nstream\n\x01");
    buf_char(&b, (char)(content >> 8));
    buf_char(&b, (char)content);
    buf_char(&b, '\0');
    buf_str(&b, "\nendstream\nendobj\n");
    snprintf(rest, sizeof rest, "/Prev @/XRefStm %zu", stream);
    append_section(&b, "4 1\n0000000000 00001 f \n", rest);
    EXPECT_LONG(trouble_of(&b, &text), PDF_FINE, "hybrid");
    EXPECT_TEXT(buf_text(&text), "7", "hybrid");
    buf_free(&b);
    buf_free(&text);
}

/* The first revision ends behind its %%EOF and the line break after it; behind the file's end where there is none. */
static void test_first_revision(void)
{
    struct buf b = sample_classic(NULL);
    b.len--;
    buf_str(&b, "\r\n");
    size_t len = b.len;
    append_section(&b, "0 0\n", "/Prev @");
    struct pdf_reader *r = pdf_reader_new(b.data, b.len);
    EXPECT_LONG(pdf_reader_first_revision(r), len, "CR LF");
    pdf_reader_free(r);
    append_section(&b, "0 0\n", "/Prev 0000000000");
    char place[11];
    snprintf(place, sizeof place, "%010zu", b.len);
    memcpy(strstr(b.data, "0000000000>>"), place, 10);
    buf_str(&b, "xref\n0 0\ntrailer\n<<>>\n");
    r = pdf_reader_new(b.data, b.len);
    size_t at;
    EXPECT_LONG(pdf_reader_trouble(r, &at), PDF_FINE, "the oldest section last");
    EXPECT_LONG(pdf_reader_first_revision(r), b.len, "the oldest section last");
    pdf_reader_free(r);
    buf_free(&b);
}

/* A file whose object 1, an array of three, is said to be in object stream IN; that stream is number 2, and has these ENTRIES. The rows
 * of stream 3 say so, and where number 2 is: BEYOND its place. */
static struct buf packed_file(const char *entries, unsigned in, uint64_t beyond)
{
    struct buf b = BUF_INIT;
    buf_str(&b, "%PDF-1.7\n");
    uint64_t packed = b.len;
    buf_printf(&b, "2 0 obj\n<</Type/ObjStm%s/Length 11>>\nstream\n1 0 [5 6 7]\nendstream\nendobj\n", entries);
    uint64_t table = b.len;
    buf_str(&b, "3 0 obj\n<</Type/XRef/Size 4/W[1 8 1]/Root 1 0 R/Length 40>>\nstream\n");
    const uint64_t rows[4][2] = {{0, 0}, {2, in}, {1, packed + beyond}, {1, table}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        buf_char(&b, (char)rows[i][0]);
        for (int shift = 56; shift >= 0; shift -= 8)
            buf_char(&b, (char)(rows[i][1] >> shift));
        buf_char(&b, '\0');
    }
    buf_printf(&b, "\nendstream\nendobj\nstartxref\n%lu\n%%%%EOF\n", (unsigned long)table);
    return b;
}

static void test_rows(void)
{
    static const struct { const char *entries; unsigned in; uint64_t beyond; enum pdf_trouble trouble; } rows[] = {
        {"/N 1/First 4", 2, 0, PDF_FINE},
        {"/N 1/First 12", 2, 0, PDF_DAMAGED},                       /* more than the stream has */
        {"/N 1", 2, 0, PDF_DAMAGED},       {"/N 0/First 4", 2, 0, PDF_DAMAGED},
        {"/N 1/First 4", 3, 0, PDF_DAMAGED},                        /* no object stream */
        {"/N 1/First 4", 9, 0, PDF_DAMAGED},                        /* no object at all */
        {"/N 1/First 4", 1, 0, PDF_DAMAGED},                        /* an object that is in a stream itself */
        {"/N 1/First 4", 2, 1, PDF_DAMAGED},                        /* not where it begins */
        {"/N 1/First 4", 2, (uint64_t)1 << 32, PDF_DAMAGED},        /* further than any file reaches */
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char row[20];
        size_t at;
        snprintf(row, sizeof row, "row %zu", i);
        struct buf b = packed_file(rows[i].entries, rows[i].in, rows[i].beyond);
        struct pdf_reader *r = pdf_reader_new(b.data, b.len);
        CU_ASSERT_PTR_NOT_NULL_FATAL(r);
        const struct pdf_value *v = pdf_reader_object(r, 1);
        EXPECT_LONG(pdf_reader_trouble(r, &at), rows[i].trouble, row);
        EXPECT_LONG(v->kind, rows[i].trouble == PDF_FINE ? PDF_ARRAY : PDF_NULL, row);
        EXPECT_LONG(v->kind == PDF_ARRAY ? v->count : 3, 3, row);
        pdf_reader_free(r);
        buf_free(&b);
    }
}

/* What a file may cost in all: bytes, entries looked at, bytes decoded. The last two are nearly used up. */
static void test_budgets(void)
{
    size_t at;
    struct pdf_reader *r = pdf_reader_new("", PDF_READ_LIMIT + 1);
    EXPECT_LONG(pdf_reader_trouble(r, &at), PDF_TOO_MUCH, "a file above the limit, which is not looked at");
    pdf_reader_free(r);
    struct buf b = sample_classic(NULL), out = BUF_INIT;
    r = pdf_reader_new(b.data, b.len);
    const struct pdf_value *file = pdf_reader_object(r, SAMPLE_FILE);
    r->inflate_left = strlen(sample_plan);
    EXPECT(pdf_reader_decode(r, file, &out), "just what is left");
    EXPECT(!pdf_reader_decode(r, file, &out), "no more");
    EXPECT_LONG(pdf_reader_trouble(r, &at), PDF_TOO_MUCH, "decoded");
    EXPECT_TEXT(buf_text(&out), sample_plan, "decoded once");
    pdf_reader_free(r);
    r = pdf_reader_new(b.data, b.len);
    const struct pdf_value *page = pdf_reader_object(r, SAMPLE_PAGE);
    r->scan_left = page->count;
    EXPECT(pdf_value_is(pdf_reader_get(r, page, "Type"), "Page"), "just as many entries");
    EXPECT_LONG(pdf_reader_get(r, page, "Type")->kind, PDF_NULL, "no more");
    EXPECT_LONG(pdf_reader_trouble(r, &at), PDF_TOO_MUCH, "looked at");
    pdf_reader_free(r);
    buf_free(&out);
    buf_free(&b);
}

/* A stream whose length is the stream itself. */
static void test_inside_itself(void)
{
    struct buf b = sample_classic(NULL), text = BUF_INIT;
    sample_append(&b, SAMPLE_INFO, "<</Length 7 0 R>>\nstream\nendstream");
    EXPECT_LONG(trouble_of(&b, &text), PDF_DAMAGED, "inside itself");
    buf_free(&text);
    buf_free(&b);
}

void suite_pdf_xref(void)
{
    CU_pSuite s = CU_add_suite("pdf_xref", NULL, NULL);
    CU_add_test(s, "sections", test_sections);
    CU_add_test(s, "a hybrid file", test_hybrid);
    CU_add_test(s, "the first revision", test_first_revision);
    CU_add_test(s, "rows of a stream", test_rows);
    CU_add_test(s, "budgets", test_budgets);
    CU_add_test(s, "an object inside itself", test_inside_itself);
}
