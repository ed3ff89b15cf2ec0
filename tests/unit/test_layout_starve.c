/* test_layout_starve.c: each allocation in turn fails while a document of every kind of block is laid out: that is told, and no page
 * is given. */
#include "expect.h"
#include "layout_fake.h"
#include "starve.h"
#include "suites.h"

static const struct note note = {.mark = &fake_small, .indent = PT(6)};

static void add_head(struct fake *f)
{
    struct band_item *items = arena_array(f->a, 2, sizeof *items);
    struct para *numbers = fake_para(f, "pagina ");

    fake_run_add(numbers, NULL, &fake_style)->kind = RUN_PAGE;
    fake_run_add(numbers, " di ", &fake_style);
    fake_run_add(numbers, NULL, &fake_style)->kind = RUN_PAGES;
    items[0] = (struct band_item){numbers, ALIGN_LEFT};
    items[1] = (struct band_item){fake_para(f, NULL), ALIGN_RIGHT};
    fake_run_add((struct para *)items[1].para, NULL, &fake_style)->kind = RUN_CHAPTER;
    f->page.top = f->page.bottom = PT(20);
    f->page.head = (struct band){.items = items, .nitems = 2, .y = PT(2), .rule = {PT(1), 0}, .rule_y = PT(16)};
}

/* Text with links, a note, an address, a soft hyphen, a raised letter, words to be hyphenated. */
static void add_text(struct fake *f)
{
    struct note *own = arena_alloc(f->a, sizeof *own);
    struct block *b = fake_text(f, "Le amministrazioni pubblicano tempestivamente, ");
    struct para *p = (struct para *)b->para.para;

    *own = note;
    own->body = fake_para(f, "una nota al piede");
    p->hyphenate = p->no_orphan_word = true;
    fake_run_add(p, "qui", &fake_bold)->note = own;
    fake_run_add(p, " il sito", &fake_style)->uri = "https://example.org/";
    fake_run_add(p, " e la tabella a pagina ", &fake_style)->target = "tabella";
    *fake_run_add(p, NULL, &fake_style) = (struct run){.kind = RUN_PAGE_OF, .target = "tabella", .style = &fake_style};
    fake_run_add(p, " in ex\xC2\xAD" "ten\xC2\xAD" "so: English", &fake_style)->lang = "en";
    b->anchor = "testo";
}

/* An item of text, and one that begins with a picture: its mark stands alone. */
static void add_list(struct fake *f)
{
    struct block *b = fake_block(f, BLOCK_LIST), *first = arena_array(f->a, 1, sizeof *first), *second = arena_array(f->a, 1, sizeof *second);
    struct list_item *items = arena_array(f->a, 2, sizeof *items);

    first->kind = BLOCK_PARA;
    first->para.para = fake_para(f, "una voce lunga quanto basta per due righe");
    second->kind = BLOCK_FIGURE;
    second->figure.file = "figura.png";
    second->figure.width = second->figure.height = PT(20);
    second->figure.alt = "Una figura";
    second->figure.caption = fake_para(f, "didascalia");
    items[0] = (struct list_item){fake_para(f, "1."), MARKS_DIGITS, first, 1};
    items[1] = (struct list_item){fake_para(f, "2."), MARKS_DIGITS, second, 1};
    b->list.items = items;
    b->list.nitems = 2;
    b->list.indent = PT(15);
    b->list.marks = MARKS_DIGITS;
}

/* A table over two pages, whose rows have places, chapters, notes, spans, headings. */
static void add_table(struct fake *f)
{
    struct table *t = fake_table(f, 3, 40);
    struct note *own = arena_alloc(f->a, sizeof *own);

    fake_cell(fake_head(f, t, "H|I"), 0)->colspan = 2;
    *own = note;
    own->body = fake_para(f, "una nota della tabella");
    for (int i = 0; i < 14; i++) {
        struct row *r = fake_row(f, t, "cella|due righe di una cella|3");
        r->segue = fake_para(f, "quel che era aperto");
        r->anchor = i == 9 ? "tabella" : NULL;
        r->bookmark = r->chapter = i == 9 ? "La tabella" : NULL;
        r->bookmark_level = 2;
        fake_cell(r, 0)->header = true;
        fake_cell(r, 0)->heading = i == 0 ? 2 : 0;
        fake_cell(r, 1)->alt = i == 1 ? "letto" : NULL;
        fake_run_at((struct para *)fake_cell(r, 2)->paras, 0)->note = i == 11 ? own : NULL;
    }
    fake_foot(f, t, "a|b|c");
    t->summary = "Prova";
    t->caption = fake_para(f, "Tabella 1");
    t->columns = memcpy(arena_array(f->a, 3, sizeof *t->columns), t->columns, 3 * sizeof *t->columns);
    ((struct column *)&t->columns[1])->kind = WIDTH_CONTENT;
    fake_add_table(f, t);
}

static struct fake *make_document(void)
{
    struct fake *f = fake_new(120, 160);
    struct block *inner = arena_array(f->a, 2, sizeof *inner), *b;

    add_head(f);
    f->doc.segue = "segue";
    f->doc.segue_style = &fake_style;
    f->doc.draft = "BOZZA";
    f->doc.draft_style = fake_bold;
    b = fake_heading(f, "Titolo del capitolo");
    b->anchor = "capitolo";
    b->bookmark = b->heading.chapter = "Titolo";
    b->bookmark_level = 1;
    add_text(f);
    add_list(f);
    fake_block(f, BLOCK_RULE)->rule.rule = (struct rule){PT(1), 0};
    add_table(f);
    inner[0].kind = inner[1].kind = BLOCK_PARA;
    inner[0].para.para = fake_para(f, "insieme");
    inner[1].para.para = fake_para(f, "una riga che si taglia perché non ci sta");
    ((struct para *)inner[1].para.para)->one_line = true;
    b = fake_block(f, BLOCK_GROUP);
    b->group.blocks = inner;
    b->group.nblocks = 2;
    b->group.together = true;
    return f;
}

/* Lays F out, allocation FAILING failing; whether there are pages, the number of allocations. */
static bool run_starved(struct fake *f, size_t failing, size_t *count, bool *told)
{
    bool done;

    diag_free(f->diag);
    page_list_free(f->pages);
    f->diag = diag_new(DIAG_IT);
    starve_at(failing);
    done = fake_run(f);
    *count = starve_count();
    starve_at(0);
    *told = diag_out_of_memory(f->diag) || diag_count_code(f->diag, DIAG_NO_MEMORY) > 0;
    return done;
}

static void test_allocations(void)
{
    struct fake *f = make_document();
    size_t count, again;
    bool told;

    CU_ASSERT_TRUE_FATAL(run_starved(f, 0, &count, &told));
    CU_ASSERT(!told && diag_count(f->diag) == 0 && f->pages->npages > 2);
    const char *whole = fake_dump(f, NULL);
    for (size_t i = 1; i <= count; i++) {
        char row[60];
        bool done = run_starved(f, i, &again, &told);
        snprintf(row, sizeof row, "allocation %zu of %zu", i, count);
        EXPECT(done == (f->pages != NULL), row);
        EXPECT(done != told, row);
        if (done)
            EXPECT_TEXT(fake_dump(f, NULL), whole, row);
    }
    fake_free(f);
}

void suite_layout_starve(void)
{
    CU_add_test(CU_add_suite("layout_starve", NULL, NULL), "each allocation fails", test_allocations);
}
