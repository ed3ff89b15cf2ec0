/* test_layout_heads.c: which heads the cells of a table name: what somebody hears who moves from cell to cell. */
#include "expect.h"
#include "layout_fake.h"
#include "suites.h"

static void span(struct row *row, size_t cell, int columns)
{
    fake_cell(row, cell)->colspan = columns;
}

static void name_row(struct row *row, size_t cell)
{
    fake_cell(row, cell)->header = true;
}

static void check_tags(struct fake *f, struct table *t, const char *want)
{
    fake_add_table(f, t);
    CU_ASSERT_TRUE(fake_run(f));
    EXPECT_TEXT(fake_dump(f, "tag"), want, "");
    fake_free(f);
}

/* The tree of a report: its head has a line for the titles and one for the columns; a title is read with the line for titles,
 * a figure with its column and its indicator, even when it stands before it, and a note with what it is a note of. */
static void test_legend(void)
{
    struct fake *f = fake_new(400, 200);
    struct table *t = fake_table(f, 4, 50);
    struct row *row = fake_head(f, t, "Obiettivo|Responsabile");

    span(row, 0, 2);
    span(row, 1, 2);
    fake_cell(row, 0)->legend = fake_cell(row, 1)->legend = true;
    fake_head(f, t, "Peso|Indicatore|Valore|Grado");
    row = fake_row(f, t, "Mercati|Rossi");
    name_row(row, 0);
    span(row, 0, 2);
    span(row, 1, 2);
    name_row(fake_row(f, t, "40|Fiere|12|80"), 1);
    row = fake_row(f, t, "|nota");
    fake_cell(row, 0)->nparas = 0;
    span(row, 1, 3);
    check_tags(f, t,
               "tag 0 Document\n"
               "tag 1 Table in 0\n"
               "tag 2 THead in 1\n"
               "tag 3 TR in 2\n"
               "tag 4 TH in 3 column columns=2\n"
               "tag 5 TH in 3 column columns=2\n"
               "tag 6 TR in 2\n"
               "tag 7 TH in 6 column\n"
               "tag 8 TH in 6 column\n"
               "tag 9 TH in 6 column\n"
               "tag 10 TH in 6 column\n"
               "tag 11 TBody in 1\n"
               "tag 12 TR in 11\n"
               "tag 13 TH in 12 row columns=2 heads=4\n"
               "tag 14 TD in 12 columns=2 heads=5,13\n"
               "tag 15 TR in 11\n"
               "tag 16 TD in 15 heads=7,17\n"
               "tag 17 TH in 15 row heads=8\n"
               "tag 18 TD in 15 heads=9,17\n"
               "tag 19 TD in 15 heads=10,17\n"
               "tag 20 TR in 11\n"
               "tag 21 TD in 20\n"
               "tag 22 TD in 20 columns=3 heads=17\n");
}

/* A figure of two columns is under both; a remark across more is under none; a title across all has the whole head above it. */
static void test_wide_cells(void)
{
    struct fake *f = fake_new(400, 200);
    struct table *t = fake_table(f, 5, 50);
    struct row *row;

    fake_head(f, t, "Voce|2024|2025|2026|2027");
    row = fake_row(f, t, "Costi|100|30|40");
    name_row(row, 0);
    span(row, 1, 2);
    row = fake_row(f, t, "Fonte|bilancio");
    name_row(row, 0);
    span(row, 1, 4);
    row = fake_row(f, t, "Totale");
    name_row(row, 0);
    span(row, 0, 5);
    check_tags(f, t,
               "tag 0 Document\n"
               "tag 1 Table in 0\n"
               "tag 2 THead in 1\n"
               "tag 3 TR in 2\n"
               "tag 4 TH in 3 column\n"
               "tag 5 TH in 3 column\n"
               "tag 6 TH in 3 column\n"
               "tag 7 TH in 3 column\n"
               "tag 8 TH in 3 column\n"
               "tag 9 TBody in 1\n"
               "tag 10 TR in 9\n"
               "tag 11 TH in 10 row heads=4\n"
               "tag 12 TD in 10 columns=2 heads=5,6,11\n"
               "tag 13 TD in 10 heads=7,11\n"
               "tag 14 TD in 10 heads=8,11\n"
               "tag 15 TR in 9\n"
               "tag 16 TH in 15 row heads=4\n"
               "tag 17 TD in 15 columns=4 heads=16\n"
               "tag 18 TR in 9\n"
               "tag 19 TH in 18 row columns=5\n");
}

/* A head's group of columns speaks of all that stands within it; a foot has no title in the body. */
static void test_groups(void)
{
    struct fake *f = fake_new(400, 200);
    struct table *t = fake_table(f, 3, 50);
    struct row *row = fake_head(f, t, "Voce|Anni");

    span(row, 1, 2);
    fake_head(f, t, "n.|uno|due");
    name_row(fake_row(f, t, "A|1|2"), 0);
    span(fake_row(f, t, "|più volte"), 1, 2);
    span(fake_foot(f, t, "|3"), 1, 2);
    check_tags(f, t,
               "tag 0 Document\n"
               "tag 1 Table in 0\n"
               "tag 2 THead in 1\n"
               "tag 3 TR in 2\n"
               "tag 4 TH in 3 column\n"
               "tag 5 TH in 3 column columns=2\n"
               "tag 6 TR in 2\n"
               "tag 7 TH in 6 column\n"
               "tag 8 TH in 6 column\n"
               "tag 9 TH in 6 column\n"
               "tag 10 TBody in 1\n"
               "tag 11 TR in 10\n"
               "tag 12 TH in 11 row heads=4,7\n"
               "tag 13 TD in 11 heads=5,8,12\n"
               "tag 14 TD in 11 heads=5,9,12\n"
               "tag 15 TR in 10\n"
               "tag 16 TD in 15 heads=4,7,12\n"
               "tag 17 TD in 15 columns=2 heads=5,12\n"
               "tag 18 TFoot in 1\n"
               "tag 19 TR in 18\n"
               "tag 20 TD in 19 heads=4,7\n"
               "tag 21 TD in 19 columns=2 heads=5\n");
}

void suite_layout_heads(void)
{
    CU_pSuite s = CU_add_suite("layout_heads", NULL, NULL);
    CU_add_test(s, "lines of the head for titles, figures, notes", test_legend);
    CU_add_test(s, "cells across columns", test_wide_cells);
    CU_add_test(s, "groups of columns, foots", test_groups);
}
