/* bind_block.c: blocks of a template: headings, paragraphs, lists, figures, spaces, pages, groups. */
#include "bind/bind_job.h"

#include <string.h>

#include "base/arena.h"

/* ---- pushing ---- */

void block_push(struct bind *b, struct block block)
{
    stack_push(b, &b->blocks, &block);
}

const struct block *block_list(struct bind *b, size_t mark, size_t *count)
{
    return stack_take(b, &b->blocks, mark, count);
}

static const char *text_or_null(struct bind *b, const struct text *text)
{
    const char *s = eval_text(b, text);
    return *s != '\0' ? s : NULL;
}

static struct block block_of(enum block_kind kind, const struct style *style)
{
    return (struct block){.kind = kind, .before = style != NULL ? length_or(style->before, 0) : 0,
                          .after = style != NULL ? length_or(style->after, 0) : 0};
}

/* The space around a block of text is the block's, not the paragraph's. */
static const struct para *without_space(struct bind *b, const struct para *p)
{
    struct para *copy = bind_new(b, 1, sizeof *copy);
    if (copy == NULL)
        return p;
    *copy = *p;
    copy->before = copy->after = 0;
    return copy;
}

struct block para_block(struct bind *b, const struct para *para, const struct style *style)
{
    struct block block = block_of(BLOCK_PARA, style);
    block.para.para = without_space(b, para);
    block.para.split = true;
    return block;
}

void heading_push(struct bind *b, const struct para *para, const struct heading *h, const struct style *style)
{
    struct block block = block_of(BLOCK_HEADING, style);
    const char *text = para_string(b, para);
    block.keep_next = true;
    block.heading.para = without_space(b, para);
    block.heading.level = h->level;
    block.heading.chapter = h->chapter ? text : NULL;
    block.anchor = h->anchor;
    if (h->bookmark) {
        size_t skip = h->number != NULL ? strlen(h->number) + strlen("\xE2\x80\x82") : 0;
        block.bookmark = text;
        block.bookmark_level = h->level;
        if (block.anchor == NULL)
            block.anchor = bind_printf(b, "titolo-%d", ++b->anchors);
        struct contents_entry entry = {h->level, h->number, skip < strlen(text) ? text + skip : text, block.anchor};
        stack_push(b, &b->contents, &entry);
    }
    block_push(b, block);
}

/* ---- text ---- */

static void take_heading(struct bind *b, const struct op_heading *op)
{
    struct pen pen;
    size_t count;
    const char *number = text_or_null(b, &op->number);
    pen_begin(b, &pen, op->style, false);
    flow_run(b, op->op.child, &pen.sink);
    const struct para *para = pen_end(b, &pen, &count);
    if (para != NULL && number != NULL) {
        pen_begin(b, &pen, op->style, false);
        pen_figure(b, &pen, bind_printf(b, "%s\xE2\x80\x82", number), NULL);
        flow_run(b, op->op.child, &pen.sink);
        para = pen_end(b, &pen, &count);
    }
    if (para == NULL)
        return;
    struct heading h = {number, text_or_null(b, &op->anchor), op->level, op->chapter == YES, op->bookmark != NO};
    heading_push(b, para, &h, op->style);
}

static void take_para(struct bind *b, const struct op_para *op)
{
    const struct para *para = text_para(b, op->op.child, op->style);
    if (para == NULL)
        return;
    struct block block = para_block(b, para, op->style);
    block.keep_next = op->keep_next == YES;
    block.anchor = text_or_null(b, &op->anchor);
    block_push(b, block);
}

struct list_builder { struct sink sink; const struct op_list *op; int count; };

static void take_item(struct bind *b, const struct op *op, struct sink *sink)
{
    struct list_builder *l = (struct list_builder *)(void *)sink;
    const struct style *style = l->op->style;
    const struct para *para = op->kind == OP_ITEM ? text_para(b, op->child, style) : NULL;
    size_t mark = b->blocks.len;
    if (para == NULL)
        return;
    block_push(b, para_block(b, para, style));
    item_push(b, mark, l->op->numbering > 0 ? (enum numbering)(l->op->numbering - 1) : NUMBER_DASH, ++l->count, style);
}

static void take_list(struct bind *b, const struct op_list *op)
{
    struct list_builder builder = {{take_item, NULL}, op, 0};
    size_t mark = b->items.len;
    flow_run(b, op->op.child, &builder.sink);
    list_push(b, mark, length_or(op->indent, length_or(op->style->indent, 0)), op->style);
}

/* ---- lists, a template's and the plan's ---- */

static const char *roman(struct bind *b, int n)
{
    static const struct { int value; const char *sign; } signs[] = {
        {100, "c"}, {90, "xc"}, {50, "l"}, {40, "xl"}, {10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}
    };
    char out[64] = "";
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
        for (; n >= signs[i].value && strlen(out) < sizeof out - 4; n -= signs[i].value)
            strcat(out, signs[i].sign);
    return bind_printf(b, "%s.", out);
}

static const char *mark_of(struct bind *b, enum numbering numbering, int n)
{
    switch (numbering) {
    case NUMBER_DASH: return template_word(b->t, "trattino");
    case NUMBER_DIGITS: return bind_printf(b, "%d.", n);
    case NUMBER_LETTERS: return n <= 26 ? bind_printf(b, "%c.", 'a' + n - 1) : bind_printf(b, "%d.", n);
    case NUMBER_ROMAN: return roman(b, n);
    case NUMBER_NONE: case NUMBERINGS: break;
    }
    return NULL;
}

/* The mark of item N, as a paragraph of its own. */
static const struct para *list_mark(struct bind *b, enum numbering numbering, int n, const struct style *style)
{
    const char *mark = mark_of(b, numbering, n);
    struct style upright = style_empty;
    struct pen pen;
    size_t count;
    if (mark == NULL)
        return NULL;
    style_text_over(&upright, style);
    pen_begin(b, &pen, &upright, false);
    pen_text(b, &pen, mark, template_style(b->t, "segno-elenco"));
    return pen_end(b, &pen, &count);
}

void item_push(struct bind *b, size_t mark, enum numbering numbering, int n, const struct style *style)
{
    static const enum list_marks marks[NUMBERINGS] = {
        [NUMBER_DIGITS] = MARKS_DIGITS, [NUMBER_LETTERS] = MARKS_LETTERS, [NUMBER_ROMAN] = MARKS_ROMAN,   /* the others: alike */
    };
    struct list_item item = {.mark = list_mark(b, numbering, n, style), .marks = marks[numbering]};
    item.blocks = block_list(b, mark, &item.nblocks);
    if (item.nblocks > 0)
        stack_push(b, &b->items, &item);
}

void list_push(struct bind *b, size_t items, mpt indent, const struct style *style)
{
    struct block block = block_of(BLOCK_LIST, style);
    block.list.items = stack_take(b, &b->items, items, &block.list.nitems);
    block.list.indent = indent;
    if (block.list.nitems == 0)
        return;
    block.list.marks = block.list.items[0].marks;
    block_push(b, block);
}

/* ---- the rest ---- */

static void take_figure(struct bind *b, const struct op_figure *op)
{
    struct block block = {.kind = BLOCK_FIGURE};
    block.figure.file = text_or_null(b, &op->file);
    if (block.figure.file == NULL)
        return;
    block.figure.alt = eval_text(b, &op->alt);
    block.figure.width = length_or(op->width, 0);
    block.figure.height = length_or(op->height, 0);
    block.figure.align = op->align > 0 ? (enum align)(op->align - 1) : ALIGN_LEFT;
    picture_fit(b, &block);
    const struct op *caption = op_child(&op->op, OP_CAPTION);
    if (caption != NULL)
        block.figure.caption = text_para(b, caption->child, style_or(b, "didascalia", "p"));
    block_push(b, block);
}

static void take_rule(struct bind *b, const struct op_rule *op)
{
    struct block block = {.kind = BLOCK_RULE, .before = length_or(op->before, 0), .after = length_or(op->after, 0)};
    block.rule.rule = op->stroke;
    block.rule.width = length_or(op->width, 0);
    block_push(b, block);
}

static void take_page(struct bind *b, const struct op_page *op)
{
    struct block block = {.kind = BLOCK_PAGE_STYLE};
    while (b->t->pages[block.page_style.style] != op->page)
        block.page_style.style++;
    block_push(b, block);
}

static void take_group(struct bind *b, const struct op_group *op)
{
    struct block block = {.kind = BLOCK_GROUP};
    size_t mark = b->blocks.len;
    blocks_run(b, op->op.child);
    block.group.blocks = block_list(b, mark, &block.group.nblocks);
    block.group.together = op->together == YES;
    if (block.group.nblocks > 0)
        block_push(b, block);
}

static void take_canvas(struct bind *b, const struct op_canvas *op)
{
    struct block block = {.kind = BLOCK_CANVAS};
    size_t mark = b->blocks.len;
    blocks_run(b, op->op.child);
    block.canvas.blocks = block_list(b, mark, &block.canvas.nblocks);
    block.canvas.x = op->x;
    block.canvas.y = op->y;
    block.canvas.width = op->width;
    if (block.canvas.nblocks > 0)
        block_push(b, block);
}

static void take_length(struct bind *b, const struct op_length *op, enum block_kind kind)
{
    struct block block = {.kind = kind};
    if (kind == BLOCK_SPACE)
        block.space.height = op->height;
    else
        block.need.height = op->height;
    block_push(b, block);
}

static void block_take(struct bind *b, const struct op *op, struct sink *sink)
{
    const void *o = op;
    (void)sink;
    switch (op->kind) {
    case OP_HEADING: take_heading(b, o); break;
    case OP_PARA: take_para(b, o); break;
    case OP_LIST: take_list(b, o); break;
    case OP_TABLE: table_take(b, o); break;
    case OP_PLAN_TABLE: plan_table_take(b, o); break;
    case OP_CHART: chart_take(b, o); break;
    case OP_STORY: story_take(b, o); break;
    case OP_FIGURE: take_figure(b, o); break;
    case OP_SPACE: take_length(b, o, BLOCK_SPACE); break;
    case OP_NEED: take_length(b, o, BLOCK_NEED); break;
    case OP_RULE: take_rule(b, o); break;
    case OP_PAGE_BREAK: block_push(b, (struct block){.kind = BLOCK_PAGE_BREAK}); break;
    case OP_PAGE: take_page(b, o); break;
    case OP_GROUP: take_group(b, o); break;
    case OP_CANVAS: take_canvas(b, o); break;
    case OP_CONTENTS: contents_take(b, o); break;
    case OP_EACH: case OP_IF: case OP_CHOOSE: case OP_WHEN: case OP_OTHERWISE: case OP_LET: case OP_CALL:
    case OP_TEXT: case OP_SPAN: case OP_VALUE: case OP_QUANTITY: case OP_MEASURES: case OP_LIGHT: case OP_BAR: case OP_BREAK:
    case OP_PAGE_NUMBER: case OP_PAGE_COUNT: case OP_CHAPTER: case OP_LINK: case OP_NOTE: case OP_CELL_PARA:
    case OP_COLUMNS: case OP_COLUMN: case OP_HEAD: case OP_BODY: case OP_FOOT: case OP_CAPTION: case OP_ROW: case OP_CELL:
    case OP_ITEM: case OP_CONTENTS_LEVEL:
        break;                          /* the schema has none of these among blocks */
    }
}

void blocks_run(struct bind *b, const struct op *first)
{
    struct sink sink = {block_take, NULL};
    flow_run(b, first, &sink);
}
