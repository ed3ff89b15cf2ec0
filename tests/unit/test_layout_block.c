/* test_layout_block.c: blocks shown as plain text, for those who mend a template. */
#include "expect.h"
#include "layout_fake.h"
#include "suites.h"

static void test_dump(void)
{
    struct fake *f = fake_new(100, 100);
    struct table *t = fake_table(f, 2, 50);
    struct list_item item = {.mark = fake_para(f, "i.")};
    struct block inner = {.kind = BLOCK_PARA}, *b;
    struct buf out = BUF_INIT;

    fake_heading(f, "Il \"Titolo\" <B>\\")->anchor = "t";
    inner.para.para = fake_para(f, "uno");
    item.blocks = &inner;
    item.nblocks = 1;
    b = fake_block(f, BLOCK_LIST);
    b->list.items = &item;
    b->list.nitems = 1;
    b->list.marks = MARKS_ROMAN;
    fake_head(f, t, "H|I");
    fake_cell(fake_row(f, t, "a"), 0)->colspan = 2;
    fake_cell((struct row *)&t->body[0], 0)->alt = "a, a voce";
    ((struct row *)&t->body[0])->keep_next = true;
    ((struct para *)t->body[0].cells[0].paras)->align = ALIGN_AXIS;
    fake_add_table(f, t);
    b = fake_block(f, BLOCK_FIGURE);
    b->figure.file = "a.png";
    b->figure.width = 20;
    b->figure.height = 10;
    b->figure.alt = "Un'immagine";
    b->figure.caption = fake_para(f, "Figura 1");
    fake_block(f, BLOCK_PAGE_BREAK);
    block_dump(&f->doc, &out);
    EXPECT_TEXT(buf_text(&out),
                "heading #t 1 \"Il \\\"Titolo\\\" \\<B>\\\\\"\n"
                "list roman\n"
                "  item \"i.\"\n"
                "    para \"uno\"\n"
                "table 2 columns\n"
                "  head row\n"
                "    head \"H\"\n"
                "    head \"I\"\n"
                "  body row keep-next\n"
                "    cell columns=2 alt \"a, a voce\" \"a\" axis\n"
                "figure a.png 20x10 alt \"Un'immagine\" caption \"Figura 1\"\n"
                "page-break\n", "");
    buf_free(&out);
    fake_free(f);
}

void suite_layout_block(void)
{
    CU_add_test(CU_add_suite("layout_block", NULL, NULL), "dump", test_dump);
}
