/* test_layout_page.c: where pages end: keeps, repeated heads, split rows, labels, notes; running heads and page numbers. */
#include "expect.h"
#include "layout_fake.h"
#include "suites.h"

#include <string.h>

/* ---- rows of a table: one letter each, with marks ---- */

/* Rows parted by blanks; "+" keep_next, "=" total, "." last of its group, "^" head, "_" foot. A page holds LINES of them. */
static const struct { const char *name; int lines; const char *rows, *pages; } row_cases[] = {
    {"rows", 5, "a b c d e f g", "a|b|c|d|e // f|g"},
    {"they fit", 5, "a b c d e", "a|b|c|d|e"},
    {"head repeated", 3, "H^ a b c d e", "H|a|b // [H]|c|d // [H]|e"},
    {"two heads", 4, "H^ I^ a b c", "H|I|a|b // [H]|[I]|c"},
    {"a head too high is not repeated", 3, "H^ I^ a b c", "H|I|a // b|c"},
    {"kept with the next", 5, "a b c d+ e+ f", "a|b|c // d|e|f"},
    {"kept, but longer than a page", 3, "a+ b+ c+ d+ e", "a|b|c // d|e"},
    {"a total takes two rows along", 5, "a b c d e t=", "a|b|c // d|e|t"},
    {"a total that fits", 6, "a b c d e t=", "a|b|c|d|e|t"},
    {"a foot takes two rows along", 5, "a b c d e T_", "a|b|c // d|e|T"},
    {"two rows in the foot", 5, "a b c d e T_ U_", "a|b|c // d|e|T|U"},
    {"foot alone", 5, "T_", "T"},
    {"head alone", 5, "H^", "H"},
    {"a group's end is a better break", 24, "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22. 23 24 25",
     "1|2|3|4|5|6|7|8|9|10|11|12|13|14|15|16|17|18|19|20|21|22 // 23|24|25"},
    {"unless too much is lost", 24, "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21. 22 23 24 25",
     "1|2|3|4|5|6|7|8|9|10|11|12|13|14|15|16|17|18|19|20|21|22|23|24 // 25"},
};

static void add_marked_row(struct fake *f, struct table *t, const char *s, size_t len)
{
    char mark = s[len - 1];
    const char *text = arena_strndup(f->a, s, strchr("+=.^_", mark) != NULL ? len - 1 : len);
    struct row *r = mark == '^' ? fake_head(f, t, text) : mark == '_' ? fake_foot(f, t, text) : fake_row(f, t, text);

    r->keep_next = mark == '+';
    r->total = mark == '=';
    r->last_of_group = mark == '.';
}

static void add_marked_table(struct fake *f, const char *rows)
{
    struct table *t = fake_table(f, 1, 50);

    for (const char *s = rows; *s != '\0'; s += strspn(s, " ")) {
        size_t len = strcspn(s, " ");
        add_marked_row(f, t, s, len);
        s += len;
    }
    fake_add_table(f, t);
}

static void test_rows(void)
{
    for (size_t i = 0; i < sizeof row_cases / sizeof *row_cases; i++) {
        struct fake *f = fake_new(50, row_cases[i].lines * 12);

        add_marked_table(f, row_cases[i].rows);
        EXPECT(fake_run(f), row_cases[i].name);
        EXPECT_TEXT(fake_texts(f), row_cases[i].pages, row_cases[i].name);
        fake_free(f);
    }
}

/* A title keeps the head and two rows; the head never stands alone at the foot of a page. */
static void test_heading_and_table(void)
{
    static const struct { int lines; const char *pages; } cases[] = {
        {8, "p|p|p|T|H|a|b|c // [H]|d"},
        {7, "p|p|p|T|H|a|b // [H]|c|d"},
        {6, "p|p|p // T|H|a|b|c|d"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fake *f = fake_new(50, cases[i].lines * 12);

        for (int k = 0; k < 3; k++)
            fake_text(f, "p");
        fake_heading(f, "T");
        add_marked_table(f, "H^ a b c d");
        CU_ASSERT_TRUE(fake_run(f));
        EXPECT_TEXT(fake_texts(f), cases[i].pages, "");
        fake_free(f);
    }
}

/* ---- paragraphs ---- */

/* Pages of five lines of four characters; paragraphs parted by "/", "!" before one that must not split, "#" before a heading. */
static const struct { const char *name, *text, *pages; } para_cases[] = {
    {"two lines on each side", "a/b/c/dddd eeee ffff gggg", "a|b|c|dddd |eeee  // ffff |gggg"},
    {"no line alone at the foot", "a/b/c/d/eeee ffff gggg hhhh", "a|b|c|d // eeee |ffff |gggg |hhhh"},
    {"no line alone at the top", "a/b/c/dddd eeee ffff", "a|b|c // dddd |eeee |ffff"},
    {"not to be split", "a/b/c/!dddd eeee ffff gggg", "a|b|c // dddd |eeee |ffff |gggg"},
    {"not to be split, but longer than a page", "!aaaa bbbb cccc dddd eeee ffff", "aaaa |bbbb |cccc |dddd |eeee  // ffff"},
    {"no heading at the foot", "a/b/c/d/#H/e", "a|b|c|d // H|e"},
    {"nor with one line below it", "a/b/c/#H/dddd eeee", "a|b|c // H|dddd |eeee"},
    {"two headings", "a/b/c/#H/#I/e", "a|b|c // H|I|e"},
};

static void add_paras(struct fake *f, const char *text)
{
    for (const char *s = text; *s != '\0'; s += *s == '/') {
        size_t len = strcspn(s, "/");
        bool marked = *s == '!' || *s == '#';
        const char *t = arena_strndup(f->a, s + marked, len - marked);

        if (*s == '#')
            fake_heading(f, t);
        else
            fake_text(f, t)->para.split = *s != '!';
        s += len;
    }
}

static void test_paragraphs(void)
{
    for (size_t i = 0; i < sizeof para_cases / sizeof *para_cases; i++) {
        struct fake *f = fake_new(20, 60);

        add_paras(f, para_cases[i].text);
        EXPECT(fake_run(f), para_cases[i].name);
        EXPECT_TEXT(fake_texts(f), para_cases[i].pages, para_cases[i].name);
        fake_free(f);
    }
}

/* The larger of two spaces counts; none at the top of a page. */
static void test_spaces(void)
{
    struct fake *f = fake_new(50, 50);
    static const mpt y[] = {PT(9), PT(9 + 12 + 8), PT(9)};

    fake_text(f, "a")->before = PT(5);
    f->blocks[0].after = PT(8);
    fake_text(f, "b")->before = PT(6);
    fake_text(f, "c")->before = PT(20);
    CU_ASSERT_TRUE(fake_run(f));
    EXPECT_TEXT(fake_texts(f), "a|b // c", "");
    for (size_t i = 0; i < 3; i++)
        CU_ASSERT_EQUAL(fake_item(f, i)->y, y[i]);
    fake_free(f);
}

/* ---- rows that split ---- */

/* Two columns of four characters; a page has five lines. Cells by "|", rows by "/". */
static const struct { const char *name, *rows, *pages; } split_cases[] = {
    {"seven lines split", "x|/a1 bbb ccc ddd eee fff ggg hhh|z", "x|a1 |bbb |ccc |ddd |z // eee |fff |ggg |hhh"},
    {"up to six do not", "x|/y|/z|/aaaa bbbb cccc|", "x|y|z // aaaa |bbbb |cccc"},
    {"two lines stay below", "aaaa bbbb cccc dddd eeee ffff gggg hhhh iiii jjjj kkkk|", "aaaa |bbbb |cccc |dddd |eeee  // ffff |gggg |hhhh |iiii  // jjjj |kkkk"},
    {"two lines stay above", "u|/v|/x|/y|/aaaa bbbb cccc dddd eeee ffff gggg|", "u|v|x|y // aaaa |bbbb |cccc |dddd |eeee  // ffff |gggg"},
    {"three lines beside it do not split", "x|/y|/z|/aaaa bbbb cccc dddd eeee ffff gggg|hhhh iiii jjjj", NULL},
    {"longer than a page, though not tall", "aaaa bbbb cccc dddd eeee ffff|", "aaaa |bbbb |cccc |dddd |eeee  // ffff"},
};

static void add_split_rows(struct fake *f, const char *rows)
{
    struct table *t = fake_table(f, 2, 20);

    for (const char *s = rows; *s != '\0'; s += *s == '/') {
        size_t len = strcspn(s, "/");
        fake_row(f, t, arena_strndup(f->a, s, len));
        s += len;
    }
    fake_add_table(f, t);
}

static void test_split_rows(void)
{
    for (size_t i = 0; i < sizeof split_cases / sizeof *split_cases; i++) {
        struct fake *f = fake_new(50, 60);

        add_split_rows(f, split_cases[i].rows);
        EXPECT(fake_run(f), split_cases[i].name);
        if (split_cases[i].pages != NULL)
            EXPECT_TEXT(fake_texts(f), split_cases[i].pages, split_cases[i].name);
        fake_free(f);
    }
}

/* Seven lines beside three, with two lines left on the page: the row moves, for three lines cannot be parted. */
static void test_short_cell_beside_tall(void)
{
    struct fake *f = fake_new(50, 60);

    add_split_rows(f, split_cases[4].rows);
    CU_ASSERT_TRUE(fake_run(f));
    CU_ASSERT_EQUAL(f->pages->pages[0].count, 3);
    fake_free(f);
}

/* Both parts of a cell are the content of one node. */
static void test_split_row_is_one_cell(void)
{
    struct fake *f = fake_new(50, 60);

    add_split_rows(f, split_cases[0].rows);
    CU_ASSERT_TRUE(fake_run(f));
    CU_ASSERT_EQUAL(fake_item(f, 1)->tag, fake_item(f, 8)->tag);
    fake_free(f);
}

/* ---- labels over several rows ---- */

static struct table *labelled(struct fake *f, const char *label, int rows)
{
    struct table *t = fake_table(f, 2, 20);

    fake_cell(fake_row(f, t, arena_printf(f->a, "%s|1", label)), 0)->rowspan = rows;
    for (int i = 2; i <= rows; i++)
        fake_row(f, t, arena_printf(f->a, "%d", i));
    fake_add_table(f, t);
    return t;
}

static const struct { const char *name, *label; int lines, before, rows; const char *pages; } label_cases[] = {
    {"repeated", "m", 3, 0, 5, "m1|2|3 // [m]4|5"},
    {"a label is said again whole", "mmmm nnnn", 3, 2, 4, "p|p // mmmm |nnnn|1|2|3 // [mmmm ]|[nnnn]|4"},
    {"higher than what is left", "mmmm nnnn", 3, 1, 5, "p|mmmm |nnnn|1|2 // [mmmm ]|[nnnn]|3|4|5"},
    /* the page is too low for label and last row: the row is parted, though its own text has one line */
    {"goes on", "aaaa bbbb cccc dddd eeee ffff gggg", 3, 0, 4, "aaaa |bbbb |cccc |1|2|3 // dddd |eeee |ffff |4 // gggg"},
};

static void test_labels(void)
{
    for (size_t i = 0; i < sizeof label_cases / sizeof *label_cases; i++) {
        struct fake *f = fake_new(50, label_cases[i].lines * 12);

        for (int k = 0; k < label_cases[i].before; k++)
            fake_text(f, "p");
        labelled(f, label_cases[i].label, label_cases[i].rows);
        EXPECT(fake_run(f), label_cases[i].name);
        EXPECT_TEXT(fake_texts(f), label_cases[i].pages, label_cases[i].name);
        fake_free(f);
    }
}

/* ---- notes ---- */

static const struct note *note(struct fake *f, const char *text)
{
    struct note *n = arena_alloc(f->a, sizeof *n);

    n->body = fake_para(f, text);
    n->mark = &fake_small;
    n->indent = PT(6);
    return n;
}

static void call(struct row *r, const struct note *n)
{
    fake_run_at((struct para *)r->cells[0].paras, 0)->note = n;
}

/* The gap above notes is 6.75 pt: a page of 60 pt holds three rows, the gap, one note. */
static void test_notes(void)
{
    struct fake *f = fake_new(100, 60);
    struct table *t = fake_table(f, 1, 50);

    call(fake_row(f, t, "a"), note(f, "nota1"));
    fake_row(f, t, "b");
    fake_row(f, t, "c");
    call(fake_row(f, t, "d"), note(f, "nota2"));
    call(fake_row(f, t, "e"), note(f, "nota3"));
    fake_add_table(f, t);
    CU_ASSERT_TRUE(fake_run(f));
    EXPECT_TEXT(fake_texts(f), "a|a|b|c|a|nota1 // d|a|e|b|a|nota2|b|nota3", "on the page that calls them, letters begin anew");
    /* the letter hangs: right of its word, 3 pt above the baseline; below, at the left edge, its body 6 pt further */
    CU_ASSERT_EQUAL(fake_item(f, 1)->x, PT(5));
    CU_ASSERT_EQUAL(fake_item(f, 1)->y, PT(6));
    CU_ASSERT_EQUAL(fake_item(f, 4)->x, 0);
    CU_ASSERT_EQUAL(fake_item(f, 5)->x, PT(6));
    CU_ASSERT_EQUAL(fake_item(f, 5)->y, PT(36 + 6.75 + 9));
    fake_free(f);
}

/* A label beside rows with notes: the notes stand below the rows and give it no room. Rows 1 to 3 and a note fill 54.75 of
 * 60 pt; four of the label's seven lines are left for row 4, which is 48 pt high. */
static void test_label_beside_notes(void)
{
    struct fake *f = fake_new(50, 60);
    struct table *t = labelled(f, "aaaa bbbb cccc dddd eeee ffff gggg", 4);

    fake_run_at((struct para *)t->body[1].cells[0].paras, 0)->note = note(f, "nota");
    CU_ASSERT_TRUE(fake_run(f));
    EXPECT_TEXT(fake_texts(f), "aaaa |bbbb |cccc |1|2|a|3|a|nota // dddd |eeee |ffff |gggg|4", "");
    fake_row(f, t, "5|6");
    page_list_free(f->pages);
    CU_ASSERT_TRUE(fake_run(f));
    CU_ASSERT_EQUAL(fake_item(f, 14)->y, PT(48 + 9));
    fake_free(f);
}

/* The letter has no width at the end of a line: figures stay aligned. */
static void test_letter_hangs(void)
{
    struct fake *f = fake_new(100, 60);
    struct table *t = fake_table(f, 1, 50);
    struct row *r = fake_row(f, t, "12");

    ((struct para *)r->cells[0].paras)->align = ALIGN_RIGHT;
    call(r, note(f, "nota"));
    fake_add_table(f, t);
    CU_ASSERT_TRUE(fake_run(f));
    CU_ASSERT_EQUAL(fake_item(f, 0)->x, PT(40));
    CU_ASSERT_EQUAL(fake_item(f, 1)->x, PT(50));
    fake_free(f);
}

static void test_notes_of_paragraphs(void)
{
    struct fake *f = fake_new(100, 60);

    fake_run_at((struct para *)fake_text(f, "a")->para.para, 0)->note = note(f, "nota");
    fake_text(f, "b");
    CU_ASSERT_TRUE(fake_run(f));
    EXPECT_TEXT(fake_texts(f), "a|a|b|a|nota", "");
    CU_ASSERT_EQUAL(fake_item(f, 4)->y, PT(60 - 12 + 9));
    fake_free(f);
}

/* ---- heads that go on ---- */

static void test_segue(void)
{
    struct fake *f = fake_new(60, 60);
    struct table *t = fake_table(f, 1, 60);

    f->doc.segue = "segue";
    f->doc.segue_style = &fake_style;
    fake_head(f, t, "H");
    fake_row(f, t, "1")->segue = fake_para(f, "Obiettivo uno lungo");
    for (int i = 2; i < 8; i++)
        fake_row(f, t, arena_printf(f->a, "%d", i));
    fake_row(f, t, "8")->segue = fake_para(f, "Due");
    fake_row(f, t, "9");
    fake_add_table(f, t);
    CU_ASSERT_TRUE(fake_run(f));
    EXPECT_TEXT(fake_texts(f), "H|1|2|3|4 // [segue][Obiet\xE2\x80\xA6]|[H]|5|6 // [segue][Obiet\xE2\x80\xA6]|[H]|7|8 // [segue][Due]|[H]|9",
                "cut to one line: 60 - 25 - 5 leave six characters");
    fake_free(f);
}

/* A page that begins with the row that opens something new does not "go on" with the old. */
static void test_no_segue_before_new(void)
{
    struct fake *f = fake_new(60, 36);
    struct table *t = fake_table(f, 1, 60);

    f->doc.segue = "segue";
    f->doc.segue_style = &fake_style;
    fake_head(f, t, "H");
    fake_row(f, t, "1")->segue = fake_para(f, "Uno");
    fake_row(f, t, "2");
    fake_row(f, t, "3")->segue = fake_para(f, "Due");
    fake_add_table(f, t);
    CU_ASSERT_TRUE(fake_run(f));
    EXPECT_TEXT(fake_texts(f), "H|1|2 // [H]|3", "");
    fake_free(f);
}

static void test_rule_where_it_goes_on(void)
{
    struct fake *f = fake_new(50, 24);
    struct table *t = fake_table(f, 1, 50);

    fake_row(f, t, "a");
    fake_row(f, t, "b");
    fake_row(f, t, "c");
    t->cont = (struct rule){250, 1};
    t->end = (struct rule){750, 2};
    fake_add_table(f, t);
    CU_ASSERT_TRUE(fake_run(f));
    EXPECT_TEXT(fake_dump(f, "fill"),
                "fill [artifact] 0.000 23.750 50.000 0.250 #000001\n"
                "fill [artifact] 0.000 11.250 50.000 0.750 #000002\n", "");
    fake_free(f);
}

static void test_caption_stays(void)
{
    struct fake *f = fake_new(50, 36);
    struct table *t = fake_table(f, 1, 50);

    fake_row(f, t, "a");
    fake_row(f, t, "b");
    fake_row(f, t, "c");
    t->caption = fake_para(f, "Tabella");
    fake_add_table(f, t);
    CU_ASSERT_TRUE(fake_run(f));
    EXPECT_TEXT(fake_texts(f), "a|b // c|Tabella", "");
    fake_free(f);
}

/* ---- blocks that steer pages ---- */

static void test_breaks(void)
{
    struct fake *f = fake_new(50, 60);

    fake_block(f, BLOCK_PAGE_BREAK);
    fake_text(f, "a");
    fake_block(f, BLOCK_PAGE_BREAK);
    fake_block(f, BLOCK_PAGE_BREAK);
    fake_text(f, "b");
    fake_block(f, BLOCK_NEED)->need.height = PT(40);
    fake_text(f, "c");
    fake_block(f, BLOCK_NEED)->need.height = PT(40);
    fake_text(f, "d");
    fake_block(f, BLOCK_PAGE_BREAK);
    CU_ASSERT_TRUE(fake_run(f));
    EXPECT_TEXT(fake_texts(f), "a // b|c // d", "no empty pages; 48 pt are enough, 36 are not");
    fake_free(f);
}

static void test_group_together(void)
{
    struct fake *f = fake_new(50, 60);
    struct block *inner = arena_array(f->a, 3, sizeof *inner), *g;

    for (int i = 0; i < 3; i++) {
        inner[i].kind = BLOCK_PARA;
        inner[i].para.para = fake_para(f, "g");
    }
    for (int i = 0; i < 3; i++)
        fake_text(f, "a");
    g = fake_block(f, BLOCK_GROUP);
    g->group.blocks = inner;
    g->group.nblocks = 3;
    g->group.together = true;
    CU_ASSERT_TRUE(fake_run(f));
    EXPECT_TEXT(fake_texts(f), "a|a|a // g|g|g", "");
    fake_free(f);
}

static void test_page_styles(void)
{
    struct fake *f = fake_new(50, 36);
    struct page_style styles[2] = {f->page, f->page};

    styles[1].width = PT(80);
    styles[1].margin_left = PT(10);
    f->doc.page_styles = styles;
    f->doc.npage_styles = 2;
    fake_block(f, BLOCK_PAGE_STYLE)->page_style.style = 1;
    fake_text(f, "a");
    fake_block(f, BLOCK_PAGE_STYLE)->page_style.style = 0;
    fake_text(f, "b");
    CU_ASSERT_TRUE(fake_run(f));
    EXPECT_TEXT(fake_dump(f, "page"), "page 1 80.000 36.000\npage 2 50.000 36.000\n", "");
    CU_ASSERT_EQUAL(fake_item(f, 0)->x, PT(10));
    CU_ASSERT_EQUAL(fake_item(f, 1)->x, 0);
    fake_free(f);
}

static void test_canvas(void)
{
    struct fake *f = fake_new(50, 100);
    struct block *inner = arena_alloc(f->a, sizeof *inner), *c = fake_block(f, BLOCK_CANVAS);

    inner->kind = BLOCK_PARA;
    inner->para.para = fake_para(f, "titolo");
    c->canvas.blocks = inner;
    c->canvas.nblocks = 1;
    c->canvas.x = PT(7);
    c->canvas.y = PT(50);
    c->canvas.width = PT(40);
    fake_text(f, "a");
    CU_ASSERT_TRUE(fake_run(f));
    CU_ASSERT_EQUAL(fake_item(f, 0)->x, PT(7));
    CU_ASSERT_EQUAL(fake_item(f, 0)->y, PT(59));
    CU_ASSERT_EQUAL(fake_item(f, 1)->y, PT(9));
    fake_free(f);
}

static void test_lists(void)
{
    struct fake *f = fake_new(60, 100);
    struct list_item *items = arena_array(f->a, 2, sizeof *items);
    struct block *b = arena_array(f->a, 2, sizeof *b), *list = fake_block(f, BLOCK_LIST);

    for (int i = 0; i < 2; i++) {
        b[i].kind = BLOCK_PARA;
        b[i].para.para = fake_para(f, i == 0 ? "uno due tre" : "quattro");
        items[i] = (struct list_item){.mark = fake_para(f, "-"), .blocks = &b[i], .nblocks = 1};
    }
    list->list.items = items;
    list->list.nitems = 2;
    list->list.indent = PT(10);
    CU_ASSERT_TRUE(fake_run(f));
    EXPECT_TEXT(fake_texts(f), "-uno due |tre|-quattro", "");
    CU_ASSERT_EQUAL(fake_item(f, 0)->x, 0);
    CU_ASSERT_EQUAL(fake_item(f, 1)->x, PT(10));
    EXPECT_TEXT(fake_dump(f, "tag"),
                "tag 0 Document\ntag 1 L in 0\ntag 2 LI in 1\ntag 3 Lbl in 2\ntag 4 LBody in 2\ntag 5 P in 4\n"
                "tag 6 LI in 1\ntag 7 Lbl in 6\ntag 8 LBody in 6\ntag 9 P in 8\n", "");
    fake_free(f);
}

static void test_figures(void)
{
    struct fake *f = fake_new(100, 100);
    struct block *b = fake_block(f, BLOCK_FIGURE);

    b->figure.file = "logo.png";
    b->figure.alt = "Stemma della Camera";
    b->figure.width = PT(60);
    b->figure.height = PT(22);
    b->figure.align = ALIGN_CENTRE;
    b->figure.caption = fake_para(f, "Figura 1");
    CU_ASSERT_TRUE(fake_run(f));
    EXPECT_TEXT(fake_dump(f, "image"), "image [1] 20.000 0.000 60.000 22.000 \"logo.png\"\n", "");
    EXPECT_TEXT(fake_dump(f, "tag"), "tag 0 Document\ntag 1 Figure in 0 alt=\"Stemma della Camera\"\ntag 2 P in 0\n", "");
    CU_ASSERT_EQUAL(tag_extra_of(&f->pages->tags[1])->bbox[2], PT(60));
    CU_ASSERT_EQUAL(tag_extra_of(&f->pages->tags[1])->bbox_page, 0);
    fake_free(f);
}

static void test_figure_too_large(void)
{
    struct fake *f = fake_new(100, 100);
    struct block *b = fake_block(f, BLOCK_FIGURE);

    b->figure.file = "mappa.png";
    b->figure.width = PT(60);
    b->figure.height = PT(120);
    CU_ASSERT_FALSE(fake_run(f));
    CU_ASSERT_EQUAL(diag_get(f->diag, 0)->code, DIAG_FIGURE_TOO_LARGE);
    CU_ASSERT_PTR_NOT_NULL(strstr(fake_message(f, 0), "mappa.png"));
    fake_free(f);
}

static void test_page_too_small(void)
{
    struct fake *f = fake_new(100, 10);

    fake_text(f, "a");
    CU_ASSERT_FALSE(fake_run(f));
    CU_ASSERT_EQUAL(diag_get(f->diag, 0)->code, DIAG_PAGE_TOO_SMALL);
    fake_free(f);
}

/* ---- running heads, numbers, links ---- */

static struct run *add_field(struct para *p, enum run_kind kind)
{
    struct run *r = fake_run_add(p, NULL, &fake_style);

    r->kind = kind;
    return r;
}

static void test_running_heads(void)
{
    struct fake *f = fake_new(200, 100);
    struct para *number = fake_para(f, "pagina "), *chapter = fake_para(f, NULL);
    struct band_item head[1] = {{fake_para(f, "Camera"), ALIGN_LEFT}};
    struct band_item foot[2] = {{chapter, ALIGN_LEFT}, {number, ALIGN_RIGHT}};

    add_field(number, RUN_PAGE);
    fake_run_add(number, " di ", &fake_style);
    add_field(number, RUN_PAGES);
    add_field(chapter, RUN_CHAPTER);
    f->page.head = (struct band){head, 1, PT(5), {500, 0x14456B}, PT(18)};
    f->page.foot = (struct band){foot, 2, PT(8), {0, 0}, 0};
    f->page.top = f->page.bottom = PT(20);
    f->doc.first_page = 9;
    fake_heading(f, "1 Uno")->heading.chapter = "Uno";
    fake_text(f, "a");
    fake_block(f, BLOCK_PAGE_BREAK);
    fake_text(f, "b");
    CU_ASSERT_TRUE(fake_run(f));
    EXPECT_TEXT(fake_texts(f), "1 Uno|a|[Camera]|[pagina 9 di 10][Uno] // b|[Camera]|[pagina 10 di 10][Uno]", "");
    EXPECT_TEXT(fake_dump(f, "text [head]"), "text [head] 0.000 14.000 30.000 f0 10.000 \"Camera\"\n"
                "text [head] 0.000 14.000 30.000 f0 10.000 \"Camera\"\n", "");
    /* the foot's line ends 8 pt above the edge; "pagina 9 di 10" has 14 characters */
    CU_ASSERT_EQUAL(fake_item(f, 3)->x, PT(130));
    CU_ASSERT_EQUAL(fake_item(f, 3)->y, PT(80 + 9));
    EXPECT_TEXT(fake_dump(f, "fill"), "fill [head] 0.000 18.000 200.000 0.500 #14456B\nfill [head] 0.000 18.000 200.000 0.500 #14456B\n", "");
    fake_free(f);
}

/* Two texts that would meet: the left one is cut. */
static void test_running_heads_never_meet(void)
{
    struct fake *f = fake_new(100, 100);
    struct band_item head[2] = {{fake_para(f, "alfa beta gamma"), ALIGN_LEFT}, {fake_para(f, "destra"), ALIGN_RIGHT}};

    f->page.head = (struct band){head, 2, 0, {0, 0}, 0};
    f->page.top = PT(20);
    fake_text(f, "a");
    CU_ASSERT_TRUE(fake_run(f));
    EXPECT_TEXT(fake_texts(f), "a|[destra][alfa beta\xE2\x80\xA6]", "100 - 30 - 12 are 11 characters");
    fake_free(f);
}

/* "BOZZA" in the middle: 25 pt of text and 7.5 on each side. */
static void test_draft(void)
{
    struct fake *f = fake_new(200, 100);

    f->page.head.y = PT(5);
    f->page.top = PT(20);
    f->doc.draft = "BOZZA";
    f->doc.draft_style = fake_style;
    f->doc.draft_fill = 0xA61B1B;
    fake_text(f, "a");
    CU_ASSERT_TRUE(fake_run(f));
    EXPECT_TEXT(fake_texts(f), "a|[BOZZA]", "");
    EXPECT_TEXT(fake_dump(f, "fill"), "fill [head] 80.000 3.875 40.000 14.250 #A61B1B\n", "");
    CU_ASSERT_EQUAL(fake_item(f, 1)->x, PT(87.5));
    fake_free(f);
}

static void test_contents(void)
{
    struct fake *f = fake_new(100, 36);
    struct para *p = fake_para(f, NULL);

    fake_text(f, "Capitolo");
    add_field(p, RUN_PAGE_OF)->target = "cap";
    p->align = ALIGN_RIGHT;
    fake_block(f, BLOCK_PARA)->para.para = p;
    fake_block(f, BLOCK_PAGE_BREAK);
    fake_text(f, "a");
    fake_text(f, "b")->anchor = "cap";
    CU_ASSERT_TRUE(fake_run(f));
    EXPECT_TEXT(fake_texts(f), "Capitolo|2 // a|b", "");
    CU_ASSERT_EQUAL(fake_item(f, 1)->x, PT(95));
    EXPECT_TEXT(fake_dump(f, "link"), "link [3] page 1 95.000 12.000 5.000 12.000 to page 2 12.000\n", "");
    fake_free(f);
}

static void test_links(void)
{
    struct fake *f = fake_new(50, 60);
    struct para *p = (struct para *)fake_text(f, "vedi ")->para.para;

    fake_run_add(p, "il sito", &fake_style)->uri = "https://example.org/";
    fake_run_add(p, " e", &fake_style);
    fake_run_add(p, " nulla", &fake_style)->target = "altrove";
    CU_ASSERT_TRUE(fake_run(f));
    EXPECT_TEXT(fake_texts(f), "vedi il |sito e |nulla", "");
    EXPECT_TEXT(fake_dump(f, "link"), "link [3] page 1 25.000 0.000 10.000 12.000 to https://example.org/\n"
                "link [3] page 1 0.000 12.000 20.000 12.000 to https://example.org/\n", "a rectangle in each line, one node");
    EXPECT_TEXT(fake_dump(f, "tag"), "tag 0 Document\ntag 1 P in 0\ntag 2 Span in 1\ntag 3 Link in 1\ntag 4 Span in 1\ntag 5 Span in 1\n", "");
    CU_ASSERT_EQUAL(diag_get(f->diag, 0)->code, DIAG_ANCHOR_UNKNOWN);
    fake_free(f);
}

static void test_bookmarks(void)
{
    struct fake *f = fake_new(50, 24);
    struct table *t = fake_table(f, 1, 50);

    fake_heading(f, "Uno")->bookmark = "Uno";
    f->blocks[0].bookmark_level = 1;
    fake_row(f, t, "a");
    fake_row(f, t, "b")->bookmark = "Bi";
    ((struct row *)&t->body[1])->bookmark_level = 2;
    fake_row(f, t, "c");
    fake_add_table(f, t);
    CU_ASSERT_TRUE(fake_run(f));
    EXPECT_TEXT(fake_texts(f), "Uno|a // b|c", "");
    EXPECT_TEXT(fake_dump(f, "bookmark"), "bookmark 1 \"Uno\" page 1 0.000\nbookmark 2 \"Bi\" page 2 0.000\n", "");
    fake_free(f);
}

static void test_empty_document(void)
{
    struct fake *f = fake_new(50, 60);

    CU_ASSERT_TRUE(fake_run(f));
    EXPECT_TEXT(fake_dump(f, NULL), "page 1 50.000 60.000\ntag 0 Document\n", "one empty page");
    fake_free(f);
}

void suite_layout_page(void)
{
    CU_pSuite s = CU_add_suite("layout_page", NULL, NULL);

    CU_add_test(s, "rows", test_rows);
    CU_add_test(s, "heading and table", test_heading_and_table);
    CU_add_test(s, "paragraphs", test_paragraphs);
    CU_add_test(s, "spaces", test_spaces);
    CU_add_test(s, "split rows", test_split_rows);
    CU_add_test(s, "a short cell beside a tall one", test_short_cell_beside_tall);
    CU_add_test(s, "a split row is one cell", test_split_row_is_one_cell);
    CU_add_test(s, "labels", test_labels);
    CU_add_test(s, "notes", test_notes);
    CU_add_test(s, "a label beside notes", test_label_beside_notes);
    CU_add_test(s, "a letter hangs", test_letter_hangs);
    CU_add_test(s, "notes of paragraphs", test_notes_of_paragraphs);
    CU_add_test(s, "segue", test_segue);
    CU_add_test(s, "no segue before what is new", test_no_segue_before_new);
    CU_add_test(s, "the rule where a table goes on", test_rule_where_it_goes_on);
    CU_add_test(s, "a caption stays", test_caption_stays);
    CU_add_test(s, "breaks", test_breaks);
    CU_add_test(s, "group together", test_group_together);
    CU_add_test(s, "page styles", test_page_styles);
    CU_add_test(s, "canvas", test_canvas);
    CU_add_test(s, "lists", test_lists);
    CU_add_test(s, "figures", test_figures);
    CU_add_test(s, "figure too large", test_figure_too_large);
    CU_add_test(s, "page too small", test_page_too_small);
    CU_add_test(s, "running heads", test_running_heads);
    CU_add_test(s, "running heads never meet", test_running_heads_never_meet);
    CU_add_test(s, "draft", test_draft);
    CU_add_test(s, "contents", test_contents);
    CU_add_test(s, "links", test_links);
    CU_add_test(s, "bookmarks", test_bookmarks);
    CU_add_test(s, "empty document", test_empty_document);
}
