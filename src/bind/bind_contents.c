/* bind_contents.c: the table of contents: its place is kept while the document is bound, and filled when all headings are known. */
#include "bind/bind_job.h"

void contents_take(struct bind *b, const struct op_contents *op)
{
    struct block *inside = bind_new(b, 1, sizeof *inside);
    struct block block = {.kind = BLOCK_GROUP};
    if (inside == NULL)
        return;
    inside->kind = BLOCK_SPACE;
    block.group.blocks = inside;
    block.group.nblocks = 1;
    block_push(b, block);
    struct contents_hole hole = {op, inside};
    stack_push(b, &b->holes, &hole);
}

static const struct op_contents_level *level_of(const struct op_contents *op, int level)
{
    const struct op *c = op->op.child;
    while (c != NULL && --level > 0)
        c = c->next;
    return (const struct op_contents_level *)(const void *)c;
}

static void push_text_cell(struct bind *b, const struct style *style, const char *text, const char *target, mpt indent, int span)
{
    struct cell cell = {.colspan = span, .fill = COLOUR_NONE, .pad_left = -1, .pad_right = -1};
    struct style s = style_empty;
    struct pen pen;
    style_over(&s, style);
    s.indent = indent;
    pen_begin(b, &pen, &s, true);
    pen.target = target;
    pen_text(b, &pen, text, NULL);
    cell.paras = pen_end(b, &pen, &cell.nparas);
    stack_push(b, &b->cells, &cell);
}

static void push_page_cell(struct bind *b, const struct style *style, const char *target)
{
    struct cell cell = {.colspan = 1, .fill = COLOUR_NONE, .pad_left = -1, .pad_right = -1};
    struct style s = style_empty;
    struct pen pen;
    style_over(&s, style);
    s.align = ALIGN_RIGHT + 1;
    pen_begin(b, &pen, &s, true);
    pen.target = target;
    pen_text(b, &pen, "\xC2\xA0", NULL);   /* not seen; to those who listen title and number are two words of one link */
    pen_run(b, &pen, (struct run){.kind = RUN_PAGE_OF, .target = target}, NULL);
    cell.paras = pen_end(b, &pen, &cell.nparas);
    stack_push(b, &b->cells, &cell);
}

static void push_entry(struct bind *b, const struct op_contents_level *level, const struct contents_entry *e)
{
    struct row row = row_of_look(level->look, NULL);
    size_t mark = b->cells.len;
    bool whole = e->number == NULL && e->level == 1;   /* a chapter without a number begins at the edge */
    if (!whole)
        push_text_cell(b, level->look->style, e->number != NULL ? e->number : "", e->anchor, 0, 1);
    push_text_cell(b, level->look->style, e->title, e->anchor, length_or(level->indent, 0), whole ? 2 : 1);
    push_page_cell(b, level->look->style, e->anchor);
    row.cells = stack_take(b, &b->cells, mark, &row.ncells);
    stack_push(b, &b->rows, &row);
}

static void fill_hole(struct bind *b, const struct contents_hole *hole)
{
    const struct op_contents *op = hole->op;
    struct table *table = bind_new(b, 1, sizeof *table);
    struct column *columns = bind_new(b, 3, sizeof *columns);
    size_t mark = b->rows.len;
    if (table == NULL || columns == NULL)
        return;
    for (size_t i = 0; i < b->contents.len; i++) {
        const struct contents_entry *e = stack_at(&b->contents, i);
        const struct op_contents_level *level = level_of(op, e->level);
        if (level != NULL)
            push_entry(b, level, e);
    }
    columns[0] = (struct column){.kind = WIDTH_FIXED, .width = op->number_width, .fill = COLOUR_NONE};
    columns[1] = (struct column){.kind = WIDTH_SHARE, .share = 1, .fill = COLOUR_NONE};
    columns[2] = (struct column){.kind = WIDTH_FIXED, .width = op->page_width, .fill = COLOUR_NONE};
    *table = (struct table){.columns = columns, .ncolumns = 3, .width = length_or(op->width, 0),
                            .pad_left = length_or(op->look->cell_pad, 0), .pad_right = length_or(op->look->cell_pad, 0),
                            .end = rule_or_none(op->look->end), .cont = rule_or_none(op->look->cont), .contents = true};
    table->body = stack_take(b, &b->rows, mark, &table->nbody);
    if (table->nbody == 0)
        return;
    *hole->block = (struct block){.kind = BLOCK_TABLE};
    hole->block->table = table;
}

void contents_fill(struct bind *b)
{
    for (size_t i = 0; i < b->holes.len; i++)
        fill_hole(b, stack_at(&b->holes, i));
}
