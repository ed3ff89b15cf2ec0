/* test_layout_random.c: random documents, in which every word is a number that must be found once, on the page, over nothing else. */
#include "expect.h"
#include "layout_fake.h"
#include "suites.h"

#include <stdlib.h>

#define SAMPLED 150                    /* documents; FULL=1: 10,000 */
#define FIRST_WORD 10000
#define COLUMN 35                      /* points: a word of five characters takes 25 */

struct maker {
    struct fake *f;
    unsigned long seed;
    int word, columns;
    struct note notes[4];
};

static int below(struct maker *m, int n)
{
    m->seed = m->seed * 6364136223846793005UL + 1442695040888963407UL;
    return (int)((m->seed >> 33) % (unsigned long)n);
}

static bool one_in(struct maker *m, int n)
{
    return below(m, n) == 0;
}

/* N words: the next numbers. */
static const char *words(struct maker *m, int n)
{
    const char *s = "";

    for (int i = 0; i < n; i++)
        s = arena_printf(m->f->a, "%s%s%d", s, i > 0 ? " " : "", FIRST_WORD + m->word++);
    return s;
}

static void make_cell(struct maker *m, struct cell *c, int span, int rows)
{
    *c = (struct cell){.nparas = 1, .colspan = span, .rowspan = rows, .fill = COLOUR_NONE, .pad_left = -1, .pad_right = -1};
    c->paras = fake_para(m->f, words(m, one_in(m, 6) ? below(m, 25) : below(m, 4)));
    c->valign = one_in(m, 4) ? VALIGN_BOTTOM : VALIGN_TOP;
    if (one_in(m, 8))
        fake_run_at((struct para *)c->paras, 0)->note = &m->notes[below(m, 4)];
}

/* The cells of a row; BUSY[c] rows of column c are still taken by a cell above, LEFT rows are left with this one. */
static void make_cells(struct maker *m, struct row *r, int *busy, int left)
{
    r->ncells = 0;
    for (int c = 0; c < m->columns; c++) {
        int span = one_in(m, 5) && c + 1 < m->columns && busy[c + 1] == 0 ? 2 : 1, rows = one_in(m, 5) ? 1 + below(m, 5) : 1;

        if (busy[c] > 0)
            continue;
        rows = rows < left ? rows : left;
        make_cell(m, fake_cell(r, r->ncells++), span, rows);
        for (int k = c; k < c + span; k++)
            busy[k] = rows;
        c += span - 1;
    }
    for (int c = 0; c < m->columns; c++)
        busy[c] -= busy[c] > 0;
}

static void make_row(struct maker *m, struct table *t, int *busy, int left)
{
    struct row *r = fake_row(m->f, t, "");

    make_cells(m, r, busy, left);
    r->keep_next = one_in(m, 5);
    r->whole = one_in(m, 9);
    r->total = one_in(m, 12);
    r->last_of_group = one_in(m, 6);
    r->bonus = one_in(m, 4) ? PT(below(m, 10)) : 0;
    r->pad_top = PT(below(m, 3));
    r->pad_bottom = PT(below(m, 3));
    r->segue = one_in(m, 5) ? fake_para(m->f, "quel che era aperto") : NULL;
}

static void make_table(struct maker *m)
{
    static const char *const heads[] = {"H", "H|I", "H|I|J", "H|I|J|K"};
    struct table *t = fake_table(m->f, m->columns, COLUMN);
    int busy[8] = {0}, rows = 1 + below(m, 14);

    t->repeat_head = one_in(m, 2);
    t->pad_left = PT(below(m, 3));
    if (one_in(m, 2))
        fake_head(m->f, t, heads[m->columns - 1]);
    for (int r = 0; r < rows; r++)
        make_row(m, t, busy, rows - r);
    if (one_in(m, 3))
        fake_foot(m->f, t, heads[m->columns - 1]);
    if (one_in(m, 3))
        t->caption = fake_para(m->f, "didascalia");
    fake_add_table(m->f, t);
}

static void make_block(struct maker *m)
{
    struct block *b;

    switch (below(m, 4)) {
    case 0:
        fake_heading(m->f, words(m, 1 + below(m, 2)))->before = PT(below(m, 20));
        return;
    case 1:
        b = fake_text(m->f, words(m, 1 + below(m, 12)));
        b->para.split = one_in(m, 2);
        b->after = PT(below(m, 9));
        return;
    default:
        make_table(m);
    }
}

static void make_document(struct maker *m)
{
    int blocks;

    m->columns = 1 + below(m, 4);
    m->f = fake_new(m->columns * COLUMN + below(m, 40), 120 + below(m, 100));
    m->f->doc.segue = "segue";
    m->f->doc.segue_style = &fake_style;
    for (int i = 0; i < 4; i++)
        m->notes[i] = (struct note){fake_para(m->f, "nota"), &fake_small, PT(6)};
    blocks = 1 + below(m, 5);
    for (int i = 0; i < blocks; i++)
        make_block(m);
}

/* ---- what must hold ---- */

/* Counts the words of item I in FOUND. */
static void count_words(const struct item *i, int *found)
{
    for (uint32_t k = 0; i->tag >= 0 && k + 5 <= i->text.len; k += 6)
        if (i->text.s[k] == '1')
            found[strtol(i->text.s + k, NULL, 10) - FIRST_WORD]++;
}

static bool on_page(const struct item *i, const struct page *p)
{
    return i->x >= 0 && i->x + i->w <= p->width && i->y >= PT(8) && i->y + PT(2) <= p->height;
}

static bool overlap(const struct item *a, const struct item *b)
{
    return abs(a->y - b->y) < PT(10) && a->x < b->x + b->w && b->x < a->x + a->w;
}

/* The letters of notes hang where no line is: they are left out. */
static bool is_line(const struct item *i)
{
    return i->kind == ITEM_TEXT && i->text.size == PT(10);
}

static void check_page(const struct page_list *l, const struct page *p, int *found, const char *name)
{
    const struct item *items = &l->items[p->first];

    for (size_t i = 0; i < p->count; i++) {
        if (!is_line(&items[i]))
            continue;
        count_words(&items[i], found);
        EXPECT(on_page(&items[i], p), name);
        for (size_t k = 0; k < i; k++)
            if (is_line(&items[k]) && overlap(&items[i], &items[k]))
                EXPECT_TEXT(items[i].text.s, "not over another", name);
    }
}

static void check_document(struct maker *m, const char *name)
{
    int *found = calloc((size_t)m->word + 1, sizeof *found);

    for (size_t p = 0; p < m->f->pages->npages; p++)
        check_page(m->f->pages, &m->f->pages->pages[p], found, name);
    for (int i = 0; i < m->word; i++)
        if (found[i] != 1)
            EXPECT_LONG(found[i], 1, name);
    free(found);
}

static void test_random_documents(void)
{
    int n = getenv("FULL") != NULL ? 10000 : SAMPLED;

    for (int i = 0; i < n; i++) {
        struct maker m = {.seed = (unsigned long)i * 7919 + 13};
        char name[32];

        snprintf(name, sizeof name, "document %d", i);
        make_document(&m);
        EXPECT(fake_run(m.f), name);
        if (m.f->pages != NULL)
            check_document(&m, name);
        fake_free(m.f);
    }
}

void suite_layout_random(void)
{
    CU_add_test(CU_add_suite("layout_random", NULL, NULL), "random documents", test_random_documents);
}
