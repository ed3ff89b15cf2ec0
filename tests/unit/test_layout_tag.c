/* test_layout_tag.c: the structure tree: roles, order, spans, heads of cells, what is no content. */
#include "expect.h"
#include "layout_fake.h"
#include "suites.h"

static void test_headings_and_text(void)
{
    struct fake *f = fake_new(100, 200);

    fake_heading(f, "Titolo");
    fake_text(f, "testo");
    fake_heading(f, "Sotto")->heading.level = 2;
    fake_text(f, "altro");
    CU_ASSERT_TRUE(fake_run(f));
    EXPECT_TEXT(fake_dump(f, "tag"), "tag 0 Document\ntag 1 H1 in 0\ntag 2 P in 0\ntag 3 H2 in 0\ntag 4 P in 0\n", "");
    fake_free(f);
}

/* A heading for each digit, of that level, by turns in a table and in the text; "-": an empty one of level 2. */
static void add_headings(struct fake *f, const char *declared)
{
    for (size_t i = 0; declared[i] != '\0'; i++) {
        struct table *t = fake_table(f, 1, 50);

        if (declared[i] != '-' && i % 2 == 1) {
            fake_heading(f, "T")->heading.level = declared[i] - '0';
            continue;
        }
        fake_cell(fake_row(f, t, declared[i] == '-' ? "" : "T"), 0)->heading = declared[i] == '-' ? 2 : declared[i] - '0';
        fake_add_table(f, t);
    }
}

/* The levels of the nodes that texts belong to. */
static const char *levels_of(const struct fake *f, char *out, size_t size)
{
    size_t n = 0;

    for (size_t i = 0; i < f->pages->nitems && n + 1 < size; i++)
        if (f->pages->items[i].kind == ITEM_TEXT)
            out[n++] = (char)('1' + (f->pages->tags[f->pages->items[i].tag].role - ROLE_H1));
    out[n] = '\0';
    return out;
}

/* Whatever a plan leaves out, no level is skipped, and what was declared equal below one heading stays equal. */
static void test_levels(void)
{
    static const struct { const char *declared, *tagged; } cases[] = {
        {"1232", "1232"}, {"123456", "123456"}, {"13", "12"}, {"23", "12"}, {"24432", "12221"}, {"1311", "1211"},
        {"244121", "122121"}, {"135621", "123421"}, {"6", "1"}, {"654321", "111111"}, {"-3", "1"}, {"1-4", "12"},
    };
    char tagged[8];

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fake *f = fake_new(100, 400);

        add_headings(f, cases[i].declared);
        CU_ASSERT_TRUE_FATAL(fake_run(f));
        EXPECT_TEXT(levels_of(f, tagged, sizeof tagged), cases[i].tagged, cases[i].declared);
        fake_free(f);
    }
}

/* One row of heads: the scope says enough. */
static void test_simple_table(void)
{
    struct fake *f = fake_new(100, 200);
    struct table *t = fake_table(f, 2, 50);

    fake_head(f, t, "H|I");
    fake_cell(fake_row(f, t, "a|b"), 0)->header = true;
    fake_foot(f, t, "c|d");
    t->summary = "Prova";
    t->caption = fake_para(f, "Tabella 1");
    fake_add_table(f, t);
    CU_ASSERT_TRUE(fake_run(f));
    EXPECT_TEXT(fake_dump(f, "tag"),
                "tag 0 Document\n"
                "tag 1 Table in 0 summary=\"Prova\"\n"
                "tag 2 THead in 1\n"
                "tag 3 TR in 2\n"
                "tag 4 TH in 3 column\n"
                "tag 5 TH in 3 column\n"
                "tag 6 TBody in 1\n"
                "tag 7 TR in 6\n"
                "tag 8 TH in 7 row\n"
                "tag 9 TD in 7\n"
                "tag 10 TFoot in 1\n"
                "tag 11 TR in 10\n"
                "tag 12 TD in 11\n"
                "tag 13 TD in 11\n"
                "tag 14 Caption in 1\n", "");
    fake_free(f);
}

/* No row of heads: every cell names the heads of its row. */
static void test_table_without_heads(void)
{
    struct fake *f = fake_new(100, 200);
    struct table *t = fake_table(f, 2, 50);

    fake_cell(fake_row(f, t, "A|1"), 0)->header = true;
    fake_add_table(f, t);
    CU_ASSERT_TRUE(fake_run(f));
    EXPECT_TEXT(fake_dump(f, "tag"),
                "tag 0 Document\n"
                "tag 1 Table in 0\n"
                "tag 2 TBody in 1\n"
                "tag 3 TR in 2\n"
                "tag 4 TH in 3 row\n"
                "tag 5 TD in 3 heads=4\n", "");
    fake_free(f);
}

/* A table of contents is none of rows and cells; a number that is not there leaves nothing. */
static void test_contents(void)
{
    struct fake *f = fake_new(100, 200);
    struct table *t = fake_table(f, 3, 30);

    fake_row(f, t, "1|uno|3");
    fake_cell(fake_row(f, t, "|due|4"), 0)->nparas = 0;
    t->contents = true;
    fake_add_table(f, t);
    CU_ASSERT_TRUE(fake_run(f));
    EXPECT_TEXT(fake_dump(f, "tag"),
                "tag 0 Document\n"
                "tag 1 TOC in 0\n"
                "tag 2 TOCI in 1\n"
                "tag 3 Lbl in 2\n"
                "tag 4 Reference in 2\n"
                "tag 5 TOCI in 1\n"
                "tag 6 Reference in 5\n", "");
    fake_free(f);
}

/* A row may begin a chapter: the head of its page says so already. */
static void test_chapter_of_a_row(void)
{
    struct fake *f = fake_new(100, 24);
    struct table *t = fake_table(f, 1, 50);
    struct run chapter = {.kind = RUN_CHAPTER, .style = &fake_style};
    struct para line = {.runs = &chapter, .nruns = 1};
    struct band_item item = {&line, ALIGN_LEFT};

    fake_row(f, t, "a");
    fake_row(f, t, "b");
    fake_row(f, t, "c")->chapter = "Due";
    ((struct row *)&t->body[0])->chapter = "Uno";
    fake_add_table(f, t);
    f->page.foot = (struct band){.items = &item, .nitems = 1, .y = 0};
    CU_ASSERT_TRUE(fake_run(f));
    EXPECT_TEXT(fake_texts(f), "a|b[Uno] // c|[Due]", "");
    fake_free(f);
}

/* Two rows of heads with spans: every cell names its heads, those of its row too. */
static void test_heads_of_cells(void)
{
    struct fake *f = fake_new(200, 200);
    struct table *t = fake_table(f, 3, 50);
    struct row *top = fake_head(f, t, "A|B");

    fake_cell(top, 0)->rowspan = 2;
    fake_cell(top, 1)->colspan = 2;
    fake_head(f, t, "c|d");
    fake_cell(fake_row(f, t, "1|2|3"), 0)->header = true;
    fake_cell((struct row *)&t->body[0], 0)->rowspan = 2;
    fake_row(f, t, "4|5");
    fake_add_table(f, t);
    CU_ASSERT_TRUE(fake_run(f));
    EXPECT_TEXT(fake_dump(f, "tag"),
                "tag 0 Document\n"
                "tag 1 Table in 0\n"
                "tag 2 THead in 1\n"
                "tag 3 TR in 2\n"
                "tag 4 TH in 3 column rows=2\n"
                "tag 5 TH in 3 column columns=2\n"
                "tag 6 TR in 2\n"
                "tag 7 TH in 6 column\n"
                "tag 8 TH in 6 column\n"
                "tag 9 TBody in 1\n"
                "tag 10 TR in 9\n"
                "tag 11 TH in 10 row rows=2 heads=4\n"
                "tag 12 TD in 10 heads=5,7,11\n"
                "tag 13 TD in 10 heads=5,8,11\n"
                "tag 14 TR in 9\n"
                "tag 15 TD in 14 heads=5,7,11\n"
                "tag 16 TD in 14 heads=5,8,11\n", "");
    fake_free(f);
}

/* Repeated heads and labels are no content; the cells of the second page follow in the same table. */
static void test_repeats(void)
{
    struct fake *f = fake_new(100, 36);
    struct table *t = fake_table(f, 2, 50);

    fake_head(f, t, "H|I");
    fake_cell(fake_row(f, t, "m|1"), 0)->rowspan = 3;
    fake_row(f, t, "2");
    fake_row(f, t, "3");
    fake_add_table(f, t);
    CU_ASSERT_TRUE(fake_run(f));
    EXPECT_TEXT(fake_texts(f), "HI|m1|2 // [H][I]|[m]3", "");
    CU_ASSERT_EQUAL(f->pages->ntags, 14);
    CU_ASSERT_EQUAL(f->pages->tags[13].role, ROLE_TD);
    fake_free(f);
}

/* A row that covers fewer columns than its table gets an empty cell for the rest. */
static void test_short_row(void)
{
    struct fake *f = fake_new(200, 36);
    struct table *t = fake_table(f, 3, 50);

    fake_row(f, t, "a");
    fake_add_table(f, t);
    CU_ASSERT_TRUE(fake_run(f));
    EXPECT_TEXT(fake_dump(f, "tag 4"), "tag 4 TD in 3\n", "");
    EXPECT_TEXT(fake_dump(f, "tag 5"), "tag 5 TD in 3 columns=2\n", "");
    fake_free(f);
}

static void test_paragraphs_of_a_cell(void)
{
    struct fake *f = fake_new(100, 100);
    struct table *t = fake_table(f, 1, 50);
    struct para *p = arena_array(f->a, 2, sizeof *p);
    struct cell *c = fake_cell(fake_row(f, t, ""), 0);

    p[0] = *fake_para(f, "uno");
    p[1] = *fake_para(f, "due");
    c->paras = p;
    c->nparas = 2;
    c->alt = "uno e due";
    fake_add_table(f, t);
    CU_ASSERT_TRUE(fake_run(f));
    EXPECT_TEXT(fake_dump(f, "tag 4"), "tag 4 TD in 3 actual=\"uno e due\"\n", "");
    EXPECT_TEXT(fake_dump(f, "text"), "text [5] 0.000 9.000 15.000 f0 10.000 \"uno\"\n"
                "text [6] 0.000 21.000 15.000 f0 10.000 \"due\"\n", "");
    EXPECT_TEXT(fake_dump(f, "tag 6"), "tag 6 P in 4\n", "");
    fake_free(f);
}

/* The letter is a Reference of its own, so the rest is a Span; the Note follows the table. */
static void test_notes(void)
{
    struct fake *f = fake_new(100, 100);
    struct table *t = fake_table(f, 1, 50);
    struct note note = {fake_para(f, "nota"), &fake_small, PT(6)};

    fake_run_at((struct para *)fake_row(f, t, "12")->cells[0].paras, 0)->note = &note;
    fake_add_table(f, t);
    fake_text(f, "poi");
    CU_ASSERT_TRUE(fake_run(f));
    EXPECT_TEXT(fake_dump(f, "tag"),
                "tag 0 Document\n"
                "tag 1 Table in 0\n"
                "tag 2 TBody in 1\n"
                "tag 3 TR in 2\n"
                "tag 4 TD in 3\n"
                "tag 5 Span in 4\n"
                "tag 6 Reference in 4 actual=\" (a)\"\n"
                "tag 7 Note in 0\n"
                "tag 8 Lbl in 7\n"
                "tag 9 Span in 7\n"
                "tag 10 P in 0\n", "");
    fake_free(f);
}

static void test_language(void)
{
    struct fake *f = fake_new(200, 100);
    struct para *p = (struct para *)fake_text(f, "il ")->para.para;

    fake_run_add(p, "customer", &fake_style)->lang = "en";
    fake_run_add(p, " camerale", &fake_style);
    CU_ASSERT_TRUE(fake_run(f));
    EXPECT_TEXT(fake_dump(f, "tag"), "tag 0 Document\ntag 1 P in 0\ntag 2 Span in 1\ntag 3 Span in 1 lang=en\ntag 4 Span in 1\n", "");
    fake_free(f);
}

/* A paragraph that goes on over the page is one node, and so is each of its runs. */
static void test_over_the_page(void)
{
    struct fake *f = fake_new(20, 36);
    struct para *p = (struct para *)fake_text(f, "aaaa bbbb cccc dddd eeee")->para.para;

    fake_run_at(p, 0)->lang = "en";
    CU_ASSERT_TRUE(fake_run(f));
    EXPECT_TEXT(fake_texts(f), "aaaa |bbbb |cccc  // dddd |eeee", "");
    CU_ASSERT_EQUAL(f->pages->ntags, 3);
    CU_ASSERT_EQUAL(fake_item(f, 0)->tag, 2);
    CU_ASSERT_EQUAL(fake_item(f, 4)->tag, 2);
    fake_free(f);
}

/* What layout promises to the PDF: a node has children or items, never both; parents come before their children. */
static void test_only_leaves_have_content(void)
{
    struct fake *f = fake_new(60, 60);
    struct table *t = fake_table(f, 2, 30);
    struct note note = {fake_para(f, "nota bene"), &fake_small, PT(6)};
    struct para *p = (struct para *)fake_text(f, "vedi ")->para.para;
    bool has_child[64] = {false};

    fake_run_add(p, "qui", &fake_style)->uri = "https://example.org/";
    fake_head(f, t, "H|I");
    for (int i = 0; i < 6; i++)
        fake_run_at((struct para *)fake_row(f, t, "aaa bbb|c")->cells[0].paras, 0)->note = &note;
    fake_add_table(f, t);
    CU_ASSERT_TRUE(fake_run(f));
    CU_ASSERT_FATAL(f->pages->ntags <= 64);
    for (size_t i = 1; i < f->pages->ntags; i++) {
        CU_ASSERT_TRUE(f->pages->tags[i].parent < (int32_t)i);
        has_child[f->pages->tags[i].parent] = true;
    }
    for (size_t i = 0; i < f->pages->nitems; i++)
        if (f->pages->items[i].tag >= 0)
            CU_ASSERT_FALSE(has_child[f->pages->items[i].tag]);
    fake_free(f);
}

void suite_layout_tag(void)
{
    CU_pSuite s = CU_add_suite("layout_tag", NULL, NULL);

    CU_add_test(s, "headings and text", test_headings_and_text);
    CU_add_test(s, "levels of headings", test_levels);
    CU_add_test(s, "simple table", test_simple_table);
    CU_add_test(s, "table without heads", test_table_without_heads);
    CU_add_test(s, "table of contents", test_contents);
    CU_add_test(s, "chapter of a row", test_chapter_of_a_row);
    CU_add_test(s, "heads of cells", test_heads_of_cells);
    CU_add_test(s, "repeats", test_repeats);
    CU_add_test(s, "short row", test_short_row);
    CU_add_test(s, "paragraphs of a cell", test_paragraphs_of_a_cell);
    CU_add_test(s, "notes", test_notes);
    CU_add_test(s, "language", test_language);
    CU_add_test(s, "over the page", test_over_the_page);
    CU_add_test(s, "only leaves have content", test_only_leaves_have_content);
}
