/* test_csv.c: tables as CSV: what spreadsheets write, what is broken, what is hostile; and what is written. */
#include <CUnit/CUnit.h>

#include "exchange/csv.h"
#include "expect.h"
#include "suites.h"

/* The table as "a|b/c|d", rows parted by "/"; with the codes of messages at the end: "a|b !1103 1:3". */
static const char *read_all(struct buf *got, const void *data, size_t len)
{
    static struct csv_row row;
    struct diag *d = diag_new(DIAG_IT);
    struct csv c;
    buf_clear(got);
    bool open = csv_open_memory(&c, "t.csv", data, len, d);
    while (open && csv_next(&c, &row)) {
        buf_str(got, got->len > 0 ? "/" : "");
        for (size_t i = 0; i < row.count; i++)
            buf_printf(got, "%s%s", i > 0 ? "|" : "", row.cells[i].text);
    }
    csv_close(&c);
    for (size_t i = 0; i < diag_count(d); i++)
        buf_printf(got, " !%d %ld:%ld", (int)diag_get(d, i)->code, diag_get(d, i)->at.line, diag_get(d, i)->at.column);
    diag_free(d);
    return buf_text(got);
}

static void test_read(void)
{
    static const struct { const char *text, *want; } rows[] = {
        {"a;b\nc;d\n", "a|b/c|d"},
        {"a;b\r\nc;d", "a|b/c|d"},
        {"a,b\rc,d\r", "a|b/c|d"},
        {"a\tb\nc\td\n", "a|b/c|d"},
        {"\xEF\xBB\xBF" "a;b\n", "a|b"},
        {"a;\"b;\"\"c\"\"\nd\"\ne;f\n", "a|b;\"c\"\nd/e|f"},
        {"\"a;b\",c\n", "a;b|c"},                            /* the separator is sought outside of quotes */
        {" a ; \"b\" ;\n", "a|b|"},
        {"a;b\n\n;\n;;;\nc;d\n", "a|b/c|d"},                 /* blank rows are passed over */
        {"a;5\" di neve;\"\"\n", "a|5\" di neve|"},          /* a quote within a bare cell stands for itself */
        {"a;'=x;'+1\n", "a|=x|+1"},                          /* the apostrophe that guards a formula */
        {"perch\xE9;citt\xE0 \x80\n", "perché|città €"},     /* Windows-1252 */
        {"\xFF\xFE" "a\0;\0\xE8\0\n\0", "a|è"},
        {"", ""},
        {"solo", "solo"},
    };
    struct buf got = BUF_INIT;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t len = rows[i].text[0] == '\xFF' ? 10 : strlen(rows[i].text);
        EXPECT_TEXT(read_all(&got, rows[i].text, len), rows[i].want, rows[i].want);
    }
    buf_free(&got);
}

static void test_broken(void)
{
    static const struct { const char *text; size_t len; const char *want; } rows[] = {
        {"a;b\nc;\"d\ne;f\n", 13, "a|b !1103 2:3"},
        {"a;\"b\"c;d\n", 9, " !1104 1:6"},
        {"\"", 1, " !1103 1:1"},
        {"\"\"\"", 3, " !1103 1:1"},
        {"a;\0b\n", 5, " !1021 1:3"},                        /* NUL */
        {"a;\x07\n", 4, " !1021 1:3"},
        {"a;\xE8\x81\n", 5, " !1022 1:4"},                   /* neither UTF-8 nor Windows-1252 */
        {"PK\003\004xlsx", 8, " !1101 0:0"},
        {"\xD0\xCF\x11\xE0xls", 7, " !1101 0:0"},
        {"<?xml version=\"1.0\"?><piano/>", 29, " !1102 0:0"},
        {"%PDF-1.7", 8, " !1102 0:0"},
    };
    struct buf got = BUF_INIT;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        EXPECT_TEXT(read_all(&got, rows[i].text, rows[i].len), rows[i].want, rows[i].want);
    buf_free(&got);
}

/* A million cells in one row, a million rows, a million quotes: bounded, and over soon. */
static void test_hostile(void)
{
    enum { MANY = 1000000 };
    static char text[MANY + 1];
    struct buf got = BUF_INIT;
    memset(text, ';', MANY);
    EXPECT_TEXT(read_all(&got, text, MANY), " !8007 1:257", "cells");
    memset(text, '\n', MANY);
    EXPECT_TEXT(read_all(&got, text, MANY), "", "rows");
    memset(text, '"', MANY);
    EXPECT(strncmp(read_all(&got, text, MANY), "\"\"\"", 3) == 0, "quotes, an even number");
    EXPECT_TEXT(read_all(&got, text, MANY - 1), " !1103 1:1", "quotes, an odd number");
    memset(text, 'a', MANY);
    EXPECT_LONG(strlen(read_all(&got, text, MANY)), MANY, "one cell");
    buf_free(&got);
}

static void test_place(void)
{
    static struct csv_row row;
    static const char text[] = "x;y\nè;\"a\nb\";c\n1;2\n";
    struct diag *d = diag_new(DIAG_IT);
    struct csv c;
    EXPECT(csv_open_memory(&c, "t.csv", text, strlen(text), d), "open");
    csv_next(&c, &row);
    csv_next(&c, &row);
    struct diag_place at = csv_place(&c, &row, 2);
    EXPECT_LONG(at.line, 3, "the line of the file, cells of two lines counted");
    EXPECT_LONG(at.column, 4, "column");
    EXPECT_TEXT(at.place, "cella C2", "as a spreadsheet names it");
    csv_next(&c, &row);
    EXPECT_TEXT(csv_place(&c, &row, 30).place, "cella B3", "beyond the row: its last cell");
    csv_rewind(&c);
    csv_next(&c, &row);
    EXPECT_TEXT(row.cells[0].text, "x", "again from the beginning");
    csv_close(&c);
    diag_free(d);
}

static void test_write(void)
{
    static const struct { const char *cell, *want; } rows[] = {
        {"a", "a"}, {NULL, ""}, {"a;b", "\"a;b\""}, {"1,5", "1,5"}, {"di \"qualità\"", "\"di \"\"qualità\"\"\""}, {"a\nb", "\"a\nb\""},
        {" a", "\" a\""}, {"=1+1", "'=1+1"}, {"@x", "'@x"}, {"-3,5", "-3,5"}, {"-", "-"}, {"--", "--"}, {"-x;", "\"'-x;\""}, {"+x", "'+x"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf out = BUF_INIT, got = BUF_INIT, want = BUF_INIT;
        struct csv_out w;
        csv_begin(&w, &out);
        csv_put(&w, "x");
        csv_put(&w, rows[i].cell);
        csv_end_row(&w);
        buf_printf(&want, "\xEF\xBB\xBFx;%s\r\n", rows[i].want);
        EXPECT_TEXT(buf_text(&out), buf_text(&want), rows[i].want);
        buf_clear(&want);
        buf_printf(&want, "x|%s", rows[i].cell ? rows[i].cell + (rows[i].cell[0] == ' ') : "");
        EXPECT_TEXT(read_all(&got, out.data, out.len), buf_text(&want), "read again");
        buf_free(&out);
        buf_free(&got);
        buf_free(&want);
    }
}

void suite_csv(void)
{
    CU_pSuite s = CU_add_suite("csv", NULL, NULL);
    CU_add_test(s, "what spreadsheets write", test_read);
    CU_add_test(s, "broken tables and other files", test_broken);
    CU_add_test(s, "hostile tables", test_hostile);
    CU_add_test(s, "places", test_place);
    CU_add_test(s, "writing", test_write);
}
