/* test_layout_table.c: tables on one page: widths of columns, spans, heights of rows, alignment, fills, rules, errors. */
#include "expect.h"
#include "layout_fake.h"
#include "suites.h"

#include <string.h>

static struct column *column(struct table *t, size_t i)
{
    return (struct column *)&t->columns[i];
}

/* ---- widths ---- */

/* The room is 200 pt; of three cells with these texts, where the second and third begin and what lines there are. */
static const struct {
    const char *name, *cells;
    struct column columns[3];
    mpt second, third;
    const char *texts;
} widths[] = {
    {"fixed", "a|b|c", {{WIDTH_FIXED, PT(50), 0, 0, 0}, {WIDTH_FIXED, PT(60), 0, 0, 0}, {WIDTH_FIXED, PT(20), 0, 0, 0}}, PT(50), PT(110), "abc"},
    {"shares of the rest", "a|b|c", {{WIDTH_FIXED, PT(50), 0, 0, 0}, {WIDTH_SHARE, 0, 2, 0, 0}, {WIDTH_SHARE, 0, 1, 0, 0}}, PT(50), PT(150), "abc"},
    {"content", "abcd|bbbbbb|c", {{WIDTH_CONTENT, 0, 0, 0, 0}, {WIDTH_CONTENT, 0, 0, 0, 0}, {WIDTH_SHARE, 0, 1, 0, 0}}, PT(20), PT(50), "abcdbbbbbbc"},
    /* 30 + 34 characters ask for 320 pt; words for 20 + 20; the 140 pt above that are parted 130 : 150, i.e. 65 and 75 */
    {"content that must break", "aaaa bbbb cccc dddd eeee ffff|aaaa bbbb cccc dddd eeee ffff gggg|c",
     {{WIDTH_CONTENT, 0, 0, 0, 0}, {WIDTH_CONTENT, 0, 0, 0, 0}, {WIDTH_FIXED, PT(15), 0, 0, 0}}, -1, PT(185), NULL},
};

static void test_widths(void)
{
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
        struct fake *f = fake_new(200, 100);
        struct table *t = fake_table(f, 3, 0);

        fake_row(f, t, widths[i].cells);
        for (int c = 0; c < 3; c++) {
            *column(t, (size_t)c) = widths[i].columns[c];
            column(t, (size_t)c)->fill = COLOUR_NONE;
        }
        fake_add_table(f, t);
        EXPECT(fake_run(f), widths[i].name);
        if (widths[i].texts != NULL) {
            EXPECT_TEXT(fake_texts(f), widths[i].texts, widths[i].name);
            EXPECT_LONG(fake_item(f, 1)->x, widths[i].second, widths[i].name);
            EXPECT_LONG(fake_item(f, 2)->x, widths[i].third, widths[i].name);
        }
        for (size_t k = 0; fake_item(f, k) != NULL; k++)
            EXPECT(fake_item(f, k)->x + fake_item(f, k)->w <= PT(200), widths[i].name);
        fake_free(f);
    }
}

static void test_table_errors(void)
{
    static const struct { const char *name; int columns, width; const char *cells; int colspan, code; const char *word; } cases[] = {
        {"too wide", 3, 70, "Codice|b|c", 0, DIAG_TABLE_TOO_WIDE, "74,1"},
        {"what rounding adds is allowed", 1, 200, "a", 0, DIAG_OK, ""},
        {"a column of no width", 2, 0, "Codice|b", 0, DIAG_COLUMN_NO_WIDTH, "colonna 1"},
        {"too many cells", 2, 50, "Codice|b|c", 0, DIAG_TABLE_SPANS, "riga 1"},
        {"too wide a span", 2, 50, "Codice|b", 2, DIAG_TABLE_SPANS, "2"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fake *f = fake_new(200, 100);
        struct table *t = fake_table(f, cases[i].columns, cases[i].width);

        fake_cell(fake_head(f, t, cases[i].cells), 0)->colspan = cases[i].colspan;
        column(t, 0)->width += cases[i].code == DIAG_OK ? 400 : 0;
        fake_add_table(f, t);
        EXPECT_LONG(fake_run(f), cases[i].code == DIAG_OK, cases[i].name);
        EXPECT_LONG(diag_count(f->diag), cases[i].code != DIAG_OK, cases[i].name);
        EXPECT(strstr(fake_message(f, 0), cases[i].word) != NULL, cases[i].name);
        if (cases[i].code != DIAG_OK) {
            EXPECT_LONG(diag_get(f->diag, 0)->code, cases[i].code, cases[i].name);
            EXPECT(strstr(fake_message(f, 0), "Codice") != NULL, "the table is named by the first word of its head");
        }
        fake_free(f);
    }
}

/* Paddings as wide as the column leave its text nothing. */
static void test_no_room_for_text(void)
{
    struct fake *f = fake_new(200, 100);
    struct table *t = fake_table(f, 2, 10);

    t->pad_left = t->pad_right = PT(5);
    fake_row(f, t, "a|b");
    fake_add_table(f, t);
    CU_ASSERT_FALSE(fake_run(f));
    CU_ASSERT_EQUAL(diag_get(f->diag, 0)->code, DIAG_COLUMN_NO_WIDTH);
    fake_free(f);
}

/* ---- spans ---- */

/* A head of two rows: "A" over two rows, "B" over two columns, below it "c" and "d"; then "1 2 3". */
static struct table *two_level_head(struct fake *f)
{
    struct table *t = fake_table(f, 3, 50);

    fake_cell(fake_head(f, t, "A|B"), 0)->rowspan = 2;
    fake_cell((struct row *)&t->head[0], 1)->colspan = 2;
    fake_head(f, t, "c|d");
    fake_row(f, t, "1|2|3");
    return t;
}

static void test_spans(void)
{
    struct fake *f = fake_new(200, 100);

    fake_add_table(f, two_level_head(f));
    CU_ASSERT_TRUE(fake_run(f));
    EXPECT_TEXT(fake_dump(f, "text"),
                "text [4] 0.000 9.000 5.000 f0 10.000 \"A\"\n"
                "text [5] 50.000 9.000 5.000 f0 10.000 \"B\"\n"
                "text [7] 50.000 21.000 5.000 f0 10.000 \"c\"\n"
                "text [8] 100.000 21.000 5.000 f0 10.000 \"d\"\n"
                "text [11] 0.000 33.000 5.000 f0 10.000 \"1\"\n"
                "text [12] 50.000 33.000 5.000 f0 10.000 \"2\"\n"
                "text [13] 100.000 33.000 5.000 f0 10.000 \"3\"\n", "columns taken from above are left free");
    fake_free(f);
}

/* Three lines of a label over two rows of one line: the second row gives the third line's height. */
static void test_label_higher_than_its_rows(void)
{
    struct fake *f = fake_new(200, 100);
    struct table *t = fake_table(f, 2, 20);

    fake_cell(fake_row(f, t, "aaaa bbbb cccc|1"), 0)->rowspan = 2;
    fake_row(f, t, "2");
    fake_row(f, t, "3|4");
    fake_add_table(f, t);
    CU_ASSERT_TRUE(fake_run(f));
    EXPECT_TEXT(fake_texts(f), "aaaa |bbbb |cccc|1|2|34", "");
    CU_ASSERT_EQUAL(fake_item(f, 4)->y, PT(21));
    CU_ASSERT_EQUAL(fake_item(f, 5)->y, PT(45));
    fake_free(f);
}

/* ---- cells that recur ---- */

#define RECURS "aa-b cc dd dd"
static const struct text_style red = {FAKE_PLAIN, PT(10), PT(12), 0xFF0000, 0};

static void change_nothing(struct para *p) { (void)p; }
static void change_style(struct para *p) { fake_run_at(p, 0)->style = &red; }
static void change_align(struct para *p) { p->align = ALIGN_RIGHT; }
static void change_axis(struct para *p) { p->align = ALIGN_AXIS; p->axis_at = 2; }
static void change_indent(struct para *p) { p->indent = PT(4); }
static void change_hang(struct para *p) { p->hang = PT(4); }
static void change_width(struct para *p) { p->max_width = PT(25); }
static void change_cut(struct para *p) { p->one_line = true; }
static void change_orphan(struct para *p) { p->no_orphan_word = true; }
static void change_words(struct para *p) { p->keep_words = true; }
static void change_break(struct para *p) { fake_run_at(p, 0)->nobreak = true; }
static void change_link(struct para *p) { fake_run_at(p, 0)->uri = "https://example.org/"; }
static void change_text(struct para *p) { fake_run_at(p, 0)->text = "aa-b cc dc dd"; }
static void change_runs(struct para *p) { fake_run_add(p, "e", &fake_style); }

static void change_light(struct para *p)
{
    fake_run_at(p, 0)->kind = RUN_LIGHT;
    fake_run_at(p, 0)->light = LIGHT_TRIANGLE;
}

/* Two cells, the second one RECURS, CHANGEd: all that is drawn in its column. */
static struct fake *beside(const char *first, void (*change)(struct para *))
{
    struct fake *f = fake_new(200, 200);
    struct table *t = fake_table(f, 2, 40);

    column(t, 0)->axis = column(t, 1)->axis = PT(20);
    change((struct para *)fake_cell(fake_row(f, t, first), 1)->paras);
    fake_add_table(f, t);
    CU_ASSERT_TRUE_FATAL(fake_run(f));
    return f;
}

/* Item I of the second column; NULL: there are not so many. */
static const struct item *in_second(const struct fake *f, size_t i)
{
    for (size_t k = 0; k < f->pages->nitems; k++)
        if (f->pages->items[k].x >= PT(40) && i-- == 0)
            return &f->pages->items[k];
    return NULL;
}

static bool same_item(const struct item *a, const struct item *b)
{
    if (a == NULL || b == NULL)
        return a == b;
    if (a->kind != b->kind || a->tag != b->tag || a->x != b->x || a->y != b->y || a->w != b->w || a->colour != b->colour)
        return false;
    return a->kind != ITEM_TEXT || (a->text.len == b->text.len && memcmp(a->text.s, b->text.s, a->text.len) == 0);
}

/* What differs in anything from a cell set before is not taken for it. */
static void test_recurring_cells(void)
{
    static void (*const changes[])(struct para *) = {
        change_nothing, change_style, change_align, change_axis, change_indent, change_hang, change_width, change_cut,
        change_orphan, change_words, change_break, change_link, change_text, change_runs, change_light,
    };

    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        struct fake *f = beside(RECURS "|" RECURS, changes[i]), *alone = beside("zz-z zz zz zz|" RECURS, changes[i]);

        for (size_t k = 0; k == 0 || in_second(alone, k - 1) != NULL; k++)
            CU_ASSERT_TRUE(same_item(in_second(f, k), in_second(alone, k)));
        CU_ASSERT_EQUAL(in_second(f, 0)->text.s == fake_item(f, 0)->text.s, changes[i] == change_nothing);
        fake_free(f);
        fake_free(alone);
    }
}

/* ---- heights and places in the row ---- */

static void test_paddings(void)
{
    struct fake *f = fake_new(200, 100);
    struct table *t = fake_table(f, 2, 50);
    struct row *r = fake_row(f, t, "a|b");

    t->pad_left = PT(3);
    r->pad_top = PT(2.25);
    r->pad_bottom = PT(4);
    fake_cell(r, 1)->pad_left = 0;
    fake_row(f, t, "c");
    fake_add_table(f, t);
    CU_ASSERT_TRUE(fake_run(f));
    CU_ASSERT_EQUAL(fake_item(f, 0)->x, PT(3));
    CU_ASSERT_EQUAL(fake_item(f, 0)->y, PT(11.25));
    CU_ASSERT_EQUAL(fake_item(f, 1)->x, PT(50));
    CU_ASSERT_EQUAL(fake_item(f, 2)->y, PT(2.25 + 12 + 4 + 9));
    fake_free(f);
}

/* Baselines 14.8 and 9 below the top of their lines: the small text is lowered by 5.8. */
static void test_one_baseline(void)
{
    static const struct text_style large = {FAKE_PLAIN, PT(16), PT(20), 0, 0};
    struct fake *f = fake_new(200, 100);
    struct table *t = fake_table(f, 2, 50);
    struct row *r = fake_row(f, t, "a|b");

    fake_run_at((struct para *)r->cells[1].paras, 0)->style = &large;
    fake_row(f, t, "c");
    fake_add_table(f, t);
    CU_ASSERT_TRUE(fake_run(f));
    CU_ASSERT_EQUAL(fake_item(f, 0)->y, PT(14.8));
    CU_ASSERT_EQUAL(fake_item(f, 1)->y, PT(14.8));
    CU_ASSERT_EQUAL(fake_item(f, 2)->y, PT(29));
    fake_free(f);
}

static void test_vertical_alignment(void)
{
    static const struct { enum valign valign; mpt y; } cases[] = {
        {VALIGN_TOP, PT(9)}, {VALIGN_MIDDLE, PT(21)}, {VALIGN_BOTTOM, PT(33)},
    };

    for (size_t i = 0; i < 3; i++) {
        struct fake *f = fake_new(200, 100);
        struct table *t = fake_table(f, 2, 20);

        fake_cell(fake_row(f, t, "a|bbbb bbbb bbbb"), 0)->valign = cases[i].valign;
        fake_add_table(f, t);
        CU_ASSERT_TRUE(fake_run(f));
        CU_ASSERT_EQUAL(fake_item(f, 0)->y, cases[i].y);
        fake_free(f);
    }
}

static void test_paragraphs_of_a_cell(void)
{
    struct fake *f = fake_new(200, 100);
    struct table *t = fake_table(f, 1, 50);
    struct para *p = arena_array(f->a, 2, sizeof *p);

    p[0] = *fake_para(f, "uno");
    p[1] = *fake_para(f, "due");
    p[0].before = PT(7);
    p[0].after = PT(1);
    p[1].before = PT(2);
    fake_cell(fake_row(f, t, ""), 0)->paras = p;
    fake_cell((struct row *)&t->body[0], 0)->nparas = 2;
    fake_add_table(f, t);
    CU_ASSERT_TRUE(fake_run(f));
    CU_ASSERT_EQUAL(fake_item(f, 0)->y, PT(9));
    CU_ASSERT_EQUAL(fake_item(f, 1)->y, PT(12 + 2 + 9));
    fake_free(f);
}

/* ---- fills and rules ---- */

static void test_fills(void)
{
    struct fake *f = fake_new(200, 100);
    struct table *t = fake_table(f, 2, 50);

    column(t, 1)->fill = 0xF1F4F7;
    fake_row(f, t, "a|b");
    fake_row(f, t, "c|d");
    fake_row(f, t, "group")->fill = 0xE3EAF0;
    fake_cell((struct row *)&t->body[2], 0)->colspan = 2;
    fake_row(f, t, "e|f");
    fake_cell((struct row *)&t->body[3], 0)->fill = 0x010203;
    fake_add_table(f, t);
    CU_ASSERT_TRUE(fake_run(f));
    EXPECT_TEXT(fake_dump(f, "fill"),
                "fill [artifact] 0.000 24.000 100.000 12.000 #E3EAF0\n"
                "fill [artifact] 50.000 0.000 50.000 24.000 #F1F4F7\n"
                "fill [artifact] 50.000 36.000 50.000 12.000 #F1F4F7\n"
                "fill [artifact] 0.000 36.000 50.000 12.000 #010203\n", "one rectangle for a row, and for rows of a column");
    fake_free(f);
}

/* The label "m" covers two rows: the rule between them does not cross it. The last row has the table's end. */
static void test_rules(void)
{
    struct fake *f = fake_new(200, 100);
    struct table *t = fake_table(f, 3, 50);
    struct rule hairline = {250, 0xB5BCC3};

    fake_cell(fake_row(f, t, "a|m|b"), 1)->rowspan = 2;
    fake_row(f, t, "c|d");
    fake_row(f, t, "e|f|g");
    for (size_t i = 0; i < 3; i++)
        ((struct row *)&t->body[i])->below = hairline;
    t->end = (struct rule){750, 0x14456B};
    fake_add_table(f, t);
    CU_ASSERT_TRUE(fake_run(f));
    EXPECT_TEXT(fake_dump(f, "fill"),
                "fill [artifact] 0.000 11.750 50.000 0.250 #B5BCC3\n"
                "fill [artifact] 100.000 11.750 50.000 0.250 #B5BCC3\n"
                "fill [artifact] 0.000 23.750 150.000 0.250 #B5BCC3\n"
                "fill [artifact] 0.000 35.250 150.000 0.750 #14456B\n", "");
    fake_free(f);
}

static void test_one_rule_between_rows(void)
{
    struct fake *f = fake_new(200, 100);
    struct table *t = fake_table(f, 1, 50);

    fake_head(f, t, "H")->below = (struct rule){750, 0x14456B};
    fake_row(f, t, "a")->above = (struct rule){600, 0};
    ((struct row *)&t->body[0])->below = (struct rule){250, 0xB5BCC3};
    fake_row(f, t, "b")->above = (struct rule){600, 0};
    fake_add_table(f, t);
    CU_ASSERT_TRUE(fake_run(f));
    EXPECT_TEXT(fake_dump(f, "fill"),
                "fill [artifact] 0.000 11.250 50.000 0.750 #14456B\n"
                "fill [artifact] 0.000 24.000 50.000 0.600 #000000\n", "the head's own wins, then the rule above");
    fake_free(f);
}

static void test_partial_rule(void)
{
    struct fake *f = fake_new(200, 100);
    struct table *t = two_level_head(f);
    struct cell *group = fake_cell((struct row *)&t->head[0], 1);

    group->below = (struct rule){250, 0x6B747D};
    group->below_inset = PT(3);
    fake_add_table(f, t);
    CU_ASSERT_TRUE(fake_run(f));
    EXPECT_TEXT(fake_dump(f, "fill"), "fill [artifact] 53.000 11.750 94.000 0.250 #6B747D\n", "3 pt free at each end");
    fake_free(f);
}

void suite_layout_table(void)
{
    CU_pSuite s = CU_add_suite("layout_table", NULL, NULL);

    CU_add_test(s, "widths", test_widths);
    CU_add_test(s, "errors", test_table_errors);
    CU_add_test(s, "no room for text", test_no_room_for_text);
    CU_add_test(s, "spans", test_spans);
    CU_add_test(s, "a label higher than its rows", test_label_higher_than_its_rows);
    CU_add_test(s, "paddings", test_paddings);
    CU_add_test(s, "cells that recur", test_recurring_cells);
    CU_add_test(s, "one baseline", test_one_baseline);
    CU_add_test(s, "vertical alignment", test_vertical_alignment);
    CU_add_test(s, "paragraphs of a cell", test_paragraphs_of_a_cell);
    CU_add_test(s, "fills", test_fills);
    CU_add_test(s, "rules", test_rules);
    CU_add_test(s, "one rule between rows", test_one_rule_between_rows);
    CU_add_test(s, "partial rule", test_partial_rule);
}
