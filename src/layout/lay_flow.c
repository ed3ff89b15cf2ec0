/* lay_flow.c: blocks become units: text is set, tables are measured, and what must stay together is marked. */
#include "layout/lay_flow.h"

#include <assert.h>
#include <stdlib.h>

#define LIST_GAP PT(2)                 /* least space between a list's mark and its text */

/* Where blocks are being set: their column, their place in the structure, the space that the block above leaves. */
struct place {
    struct flow *flow;
    int style;                         /* the page style in force */
    mpt x, width;
    struct node *parent;
    mpt pending;                       /* space asked for below the block above */
};

static bool flow_blocks(struct lay *l, struct place *p, const struct block *blocks, size_t n);

mpt flow_room(const struct page_style *s)
{
    return s->height - s->top - s->bottom;
}

mpt flow_measure(const struct page_style *s)
{
    return s->width - s->margin_left - s->margin_right;
}

void flow_free(struct flow *f)
{
    free(f->units);
    free(f->marks);
}

/* ---- units ---- */

static struct unit *new_unit(struct lay *l, struct flow *f, enum unit_kind kind)
{
    struct unit *grown = lay_grow(l, f->units, &f->cap, f->n + 1, sizeof *grown);

    if (grown == NULL)
        return NULL;
    f->units = grown;
    f->units[f->n] = (struct unit){.kind = (uint8_t)kind};
    return &f->units[f->n++];
}

/* A unit that is seen: below the space that it or the block above it asks for. */
static struct unit *add_unit(struct lay *l, struct place *p, enum unit_kind kind, mpt before, mpt height)
{
    struct unit *u = new_unit(l, p->flow, kind);

    if (u == NULL)
        return NULL;
    u->before = lay_max(before, p->pending);
    u->height = height;
    p->pending = 0;
    return u;
}

static bool add_need(struct lay *l, struct place *p, mpt height)
{
    struct unit *u = new_unit(l, p->flow, UNIT_NEED);

    if (u != NULL)
        u->height = height;
    return u != NULL;
}

/* The unit added next begins ANCHOR, BOOKMARK and CHAPTER, so far as they are given. */
static bool add_mark(struct lay *l, struct flow *f, const char *anchor, const char *bookmark, int level, const char *chapter)
{
    struct mark *grown;

    if (anchor == NULL && bookmark == NULL && chapter == NULL)
        return true;
    grown = lay_grow(l, f->marks, &f->marks_cap, f->nmarks + 1, sizeof *grown);
    if (grown == NULL)
        return false;
    f->marks = grown;
    f->marks[f->nmarks++] = (struct mark){f->n, anchor, bookmark, chapter, level};
    return true;
}

/* No break after unit I, unless nothing better is found. */
static void keep(struct flow *f, size_t i, enum keep k)
{
    if (f->units[i].keep < k)
        f->units[i].keep = (uint8_t)k;
}

/* The same for units FROM up to the last but one. */
static void keep_all(struct flow *f, size_t from, enum keep k)
{
    for (size_t i = from; i + 1 < f->n; i++)
        keep(f, i, k);
}

static struct node *new_node(struct lay *l, enum role role, struct node *parent)
{
    struct node *n = lay_new(l, 1, sizeof *n);

    if (n != NULL)
        *n = (struct node){.role = role, .parent = parent, .tag = -1};
    return n;
}

/* ---- text ---- */

static struct flow_box *new_box(struct lay *l, const struct place *p, const struct para *para, enum role role)
{
    struct flow_box *b = lay_new(l, 1, sizeof *b);
    struct lay_note **sink = l->note_sink;
    bool ok;

    if (b == NULL || (b->node = new_node(l, role, p->parent)) == NULL)
        return NULL;
    b->x = p->x;
    b->width = p->width;
    l->note_sink = &b->notes;
    ok = lay_box(l, para, 1, p->width, 0, &b->box) && lay_note_bodies(l, b->notes, p->width);
    l->note_sink = sink;
    for (const struct lay_note *n = b->notes; n != NULL; n = n->next)
        b->notes_height += n->body.height;
    return ok ? b : NULL;
}

/* One unit for each line. SPLIT: two lines at least stay on each side of a break; else none may break. */
static bool add_lines(struct lay *l, struct place *p, struct flow_box *b, mpt before, bool split)
{
    size_t first = p->flow->n;

    for (uint32_t i = 0; i < b->box.nlines; i++) {
        struct unit *u = add_unit(l, p, UNIT_LINE, i == 0 ? before : 0, b->box.lines[i].height);
        if (u == NULL)
            return false;
        u->box = b;
        u->index = i;
    }
    if (!split)
        keep_all(p->flow, first, KEEP_HARD);
    if (b->box.nlines > 1) {
        keep(p->flow, first, KEEP_HARD);
        keep(p->flow, p->flow->n - 2, KEEP_HARD);
    }
    return true;
}

static bool flow_text(struct lay *l, struct place *p, const struct block *b, const struct para *para, enum role role, bool split)
{
    struct flow_box *box = new_box(l, p, para, role);

    if (box == NULL || !add_lines(l, p, box, lay_max(b->before, para->before), split))
        return false;
    p->pending = lay_max(p->pending, lay_max(b->after, para->after));
    return true;
}

static bool flow_heading(struct lay *l, struct place *p, const struct block *b)
{
    static const enum role roles[] = {ROLE_H1, ROLE_H2, ROLE_H3, ROLE_H4, ROLE_H5, ROLE_H6};
    int level = b->heading.level < 1 ? 1 : b->heading.level > 6 ? 6 : b->heading.level;
    size_t first = p->flow->n;

    if (!add_mark(l, p->flow, NULL, NULL, 0, b->heading.chapter) ||
        !flow_text(l, p, b, b->heading.para, roles[level - 1], false))
        return false;
    if (p->flow->n > first)
        keep(p->flow, p->flow->n - 1, KEEP_NEXT);
    return true;
}

/* ---- lists ---- */

/* Whether the item begins with text, beside which its mark can stand. */
static bool begins_with_text(const struct list_item *item)
{
    return item->nblocks > 0 && (item->blocks[0].kind == BLOCK_PARA || item->blocks[0].kind == BLOCK_LIST);
}

/* Hangs MARK on the first line set since unit FIRST. A list that begins an item brings a mark of its own: then both stand there. */
static bool hang_mark(struct lay *l, struct place *p, struct flow_box *mark, size_t first)
{
    const struct flow *f = p->flow;
    struct flow_box *b;

    if (f->n == first || f->units[first].kind != UNIT_LINE)
        return add_lines(l, p, mark, 0, false);
    for (b = f->units[first].box; b->mark != NULL; b = b->mark)
        ;
    b->mark = mark;
    return true;
}

/* A mark on a line of its own, above what is no text. */
static bool lone_mark(struct lay *l, struct place *p, struct flow_box *mark)
{
    size_t first = p->flow->n;

    if (!add_lines(l, p, mark, 0, false))
        return false;
    if (p->flow->n > first)
        keep(p->flow, p->flow->n - 1, KEEP_NEXT);
    return true;
}

/* LIST's item, its mark in the indent left of P's column. */
static bool flow_item(struct lay *l, struct place *p, const struct list_item *item, struct node *list, mpt indent)
{
    struct node *li = new_node(l, ROLE_LI, list);
    struct place margin = *p;
    struct flow_box *mark;
    size_t first = p->flow->n;
    bool beside = begins_with_text(item);

    margin.parent = li;
    margin.x -= indent;
    margin.width = indent > LIST_GAP ? indent - LIST_GAP : p->width;
    mark = li == NULL ? NULL : new_box(l, &margin, item->mark, ROLE_LBL);
    p->parent = new_node(l, ROLE_LBODY, li);
    if (mark == NULL || p->parent == NULL || (!beside && !lone_mark(l, p, mark)))
        return false;
    return flow_blocks(l, p, item->blocks, item->nblocks) && (!beside || hang_mark(l, p, mark, first));
}

static bool flow_list(struct lay *l, struct place *p, const struct block *b)
{
    struct node *list = new_node(l, ROLE_L, p->parent);
    struct place inner = *p;

    if (list != NULL)
        list->ordered = b->list.ordered;
    inner.x += b->list.indent;
    inner.width -= b->list.indent;
    inner.pending = lay_max(p->pending, b->before);
    for (size_t i = 0; list != NULL && i < b->list.nitems; i++)
        if (!flow_item(l, &inner, &b->list.items[i], list, b->list.indent))
            return false;
    p->pending = lay_max(inner.pending, b->after);
    return list != NULL;
}

/* ---- tables ---- */

static void keep_row(struct flow *f, size_t first, const struct lay_row *row)
{
    size_t unit = first + row->index;
    uint32_t start = row->table->first[PART_BODY];

    f->units[unit].good = row->row->last_of_group;
    if (row->part == PART_HEAD)
        keep(f, unit, KEEP_HARD);
    if (row->row->keep_next || row->covers)
        keep(f, unit, KEEP_NEXT);
    if (!row->row->total && row->part != PART_FOOT)
        return;
    for (uint32_t i = 1; i <= 2 && row->index >= start + i; i++)
        keep(f, unit - i, KEEP_NEXT);
}

/* What must not be parted: head and two rows, a total and the two rows above it (looks.md 8). */
static void keep_rows(struct flow *f, size_t first, const struct lay_table *t)
{
    for (uint32_t i = 0; i < t->nrows; i++)
        keep_row(f, first, &t->rows[i]);
    if (t->first[PART_FOOT] > t->first[PART_BODY] + 1)
        keep(f, first + t->first[PART_BODY], KEEP_NEXT);
    if (t->nrows > 0 && t->first[PART_BODY] == t->nrows)
        f->units[f->n - 1].keep = KEEP_FREE;
}

static bool flow_rows(struct lay *l, struct place *p, struct lay_table *t, mpt before)
{
    size_t first = p->flow->n;

    for (uint32_t i = 0; i < t->nrows; i++) {
        const struct row *r = t->rows[i].row;
        struct unit *u;

        if (!add_mark(l, p->flow, r->anchor, r->bookmark, r->bookmark_level, NULL))
            return false;
        u = add_unit(l, p, UNIT_ROW, i == 0 ? before : (mpt)r->bonus, t->rows[i].height);
        if (u == NULL)
            return false;
        u->row = &t->rows[i];
    }
    keep_rows(p->flow, first, t);
    return true;
}

static bool flow_caption(struct lay *l, struct place *p, const struct para *caption, enum role role, struct node *parent)
{
    struct node *outer = p->parent;
    struct flow_box *b;

    if (caption == NULL)
        return true;
    if (p->flow->n > 0)
        keep(p->flow, p->flow->n - 1, KEEP_NEXT);
    p->parent = parent;
    b = new_box(l, p, caption, role);
    p->parent = outer;
    if (b == NULL || !add_lines(l, p, b, caption->before, false))
        return false;
    p->pending = caption->after;
    return true;
}

static bool flow_table(struct lay *l, struct place *p, const struct block *b)
{
    struct lay_table *t = lay_table_new(l, b->table, p->x, p->width);

    if (t == NULL)
        return !l->starved;            /* an error was reported; there may be others */
    t->node = (struct node){.role = ROLE_TABLE, .parent = p->parent, .tag = -1};
    if (!flow_rows(l, p, t, b->before) || !flow_caption(l, p, b->table->caption, ROLE_CAPTION, &t->node))
        return false;
    p->pending = lay_max(p->pending, b->after);
    return true;
}

/* ---- the rest ---- */

static void report_figure(struct lay *l, const struct block *b)
{
    char w[24], h[24];

    lay_error(l, DIAG_FIGURE_TOO_LARGE, b->figure.file, lay_millimetres(b->figure.width, w, sizeof w),
              lay_millimetres(b->figure.height, h, sizeof h));
}

static mpt figure_x(const struct place *p, const struct block *b)
{
    if (b->figure.align == ALIGN_CENTRE)
        return p->x + (p->width - b->figure.width) / 2;
    return b->figure.align == ALIGN_RIGHT ? p->x + p->width - b->figure.width : p->x;
}

static bool flow_figure(struct lay *l, struct place *p, const struct block *b)
{
    struct flow_figure *fig = lay_new(l, 1, sizeof *fig);
    struct unit *u = fig == NULL ? NULL : add_unit(l, p, UNIT_FIGURE, b->before, b->figure.height);

    if (u == NULL || (fig->node = new_node(l, ROLE_FIGURE, p->parent)) == NULL)
        return false;
    if (b->figure.width > p->width || b->figure.height > flow_room(&l->doc->page_styles[p->style]))
        report_figure(l, b);
    fig->block = b;
    fig->x = figure_x(p, b);
    u->figure = fig;
    if (!flow_caption(l, p, b->figure.caption, ROLE_P, p->parent))
        return false;
    p->pending = lay_max(p->pending, b->after);
    return true;
}

static bool flow_rule(struct lay *l, struct place *p, const struct block *b)
{
    struct unit *u = add_unit(l, p, UNIT_RULE, b->before, b->rule.rule.width);

    if (u == NULL)
        return false;
    u->rule.rule = &b->rule.rule;
    u->rule.x = p->x;
    u->rule.w = b->rule.width > 0 ? b->rule.width : p->width;
    p->pending = b->after;
    return true;
}

/* A group that would not fit a page by itself is not held together: it would only leave a page half empty. */
static void keep_group(struct lay *l, const struct place *p, size_t first)
{
    int64_t height = 0;

    for (size_t i = first; i < p->flow->n; i++)
        height += p->flow->units[i].height + (i > first ? p->flow->units[i].before : 0);
    if (height <= flow_room(&l->doc->page_styles[p->style]))
        keep_all(p->flow, first, KEEP_TOGETHER);
}

static bool flow_group(struct lay *l, struct place *p, const struct block *b)
{
    size_t first = p->flow->n;

    p->pending = lay_max(p->pending, b->before);
    if (!flow_blocks(l, p, b->group.blocks, b->group.nblocks))
        return false;
    if (b->group.together)
        keep_group(l, p, first);
    p->pending = lay_max(p->pending, b->after);
    return true;
}

static bool flow_page_style(struct lay *l, struct place *p, int style)
{
    struct unit *u = new_unit(l, p->flow, UNIT_STYLE);

    assert(style >= 0 && (size_t)style < l->doc->npage_styles);
    if (u == NULL)
        return false;
    u->index = (uint32_t)style;
    p->style = style;
    p->width = flow_measure(&l->doc->page_styles[style]);
    return true;
}

/* A canvas is a flow of its own on a place of the page; the page's flow goes on as if it were not there. */
static bool flow_canvas(struct lay *l, struct place *p, const struct block *b)
{
    struct flow_canvas *canvas = lay_new(l, 1, sizeof *canvas);
    struct unit *u = canvas == NULL ? NULL : new_unit(l, p->flow, UNIT_CANVAS);
    struct place inner = *p;
    size_t first = p->flow->n;

    if (u == NULL)
        return false;
    u->canvas = canvas;
    canvas->x = b->canvas.x;
    canvas->y = b->canvas.y;
    inner.pending = 0;
    inner.x = 0;
    inner.width = b->canvas.width;
    if (!flow_blocks(l, &inner, b->canvas.blocks, b->canvas.nblocks))
        return false;
    canvas->units = p->flow->n - first;
    return true;
}

static bool flow_block(struct lay *l, struct place *p, const struct block *b)
{
    switch (b->kind) {
    case BLOCK_HEADING: return flow_heading(l, p, b);
    case BLOCK_PARA: return flow_text(l, p, b, b->para.para, ROLE_P, b->para.split);
    case BLOCK_LIST: return flow_list(l, p, b);
    case BLOCK_TABLE: return flow_table(l, p, b);
    case BLOCK_FIGURE: return flow_figure(l, p, b);
    case BLOCK_SPACE: p->pending += b->space.height; return true;
    case BLOCK_RULE: return flow_rule(l, p, b);
    case BLOCK_PAGE_BREAK: return new_unit(l, p->flow, UNIT_BREAK) != NULL;
    case BLOCK_PAGE_STYLE: return flow_page_style(l, p, b->page_style.style);
    case BLOCK_GROUP: return flow_group(l, p, b);
    case BLOCK_NEED: return add_need(l, p, b->need.height);
    case BLOCK_CANVAS: return flow_canvas(l, p, b);
    }
    return true;
}

static bool flow_blocks(struct lay *l, struct place *p, const struct block *blocks, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const struct block *b = &blocks[i];
        size_t first = p->flow->n;

        if (!add_mark(l, p->flow, b->anchor, b->bookmark, b->bookmark_level, NULL) || !flow_block(l, p, b))
            return false;
        if (b->keep_next && p->flow->n > first)
            keep(p->flow, p->flow->n - 1, KEEP_NEXT);
    }
    return true;
}

bool flow_build(struct lay *l, struct flow *f)
{
    struct place p = {.flow = f};

    assert(l->doc->npage_styles > 0);
    p.width = flow_measure(&l->doc->page_styles[0]);
    return flow_blocks(l, &p, l->doc->blocks, l->doc->nblocks);
}
