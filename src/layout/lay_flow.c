/* lay_flow.c: blocks become units: text is set, tables are measured, and what must stay together is marked. */
#include "layout/lay_place.h"

#include <assert.h>
#include <stdlib.h>

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

/* ---- text ---- */

static bool flow_text(struct lay *l, struct place *p, const struct block *b, const struct para *para, enum role role, bool split)
{
    struct flow_box *box = place_box(l, p, para, role);

    if (box == NULL || !place_lines(l, p, box, lay_max(b->before, para->before), split))
        return false;
    p->pending = lay_max(p->pending, lay_max(b->after, para->after));
    return true;
}

static bool flow_heading(struct lay *l, struct place *p, const struct block *b)
{
    static const enum role roles[] = {ROLE_H1, ROLE_H2, ROLE_H3, ROLE_H4, ROLE_H5, ROLE_H6};
    int level = b->heading.level < 1 ? 1 : b->heading.level > 6 ? 6 : b->heading.level;
    size_t first = p->flow->n;

    if (!place_mark(l, p->flow, NULL, NULL, 0, b->heading.chapter) ||
        !flow_text(l, p, b, b->heading.para, roles[level - 1], false))
        return false;
    if (p->flow->n > first)
        place_keep(p->flow, p->flow->n - 1, KEEP_NEXT);
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
    struct unit *u = fig == NULL ? NULL : place_unit(l, p, UNIT_FIGURE, b->before, b->figure.height);

    if (u == NULL || (fig->node = place_node(l, ROLE_FIGURE, p->parent)) == NULL)
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
    struct unit *u = place_unit(l, p, UNIT_RULE, b->before, b->rule.rule.width);

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
        place_keep_all(p->flow, first, KEEP_TOGETHER);
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
    struct unit *u = place_bare_unit(l, p->flow, UNIT_STYLE);

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
    struct unit *u = canvas == NULL ? NULL : place_bare_unit(l, p->flow, UNIT_CANVAS);
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

static bool add_need(struct lay *l, struct place *p, mpt height)
{
    struct unit *u = place_bare_unit(l, p->flow, UNIT_NEED);

    if (u != NULL)
        u->height = height;
    return u != NULL;
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
    case BLOCK_PAGE_BREAK: return place_bare_unit(l, p->flow, UNIT_BREAK) != NULL;
    case BLOCK_PAGE_STYLE: return flow_page_style(l, p, b->page_style.style);
    case BLOCK_GROUP: return flow_group(l, p, b);
    case BLOCK_NEED: return add_need(l, p, b->need.height);
    case BLOCK_CANVAS: return flow_canvas(l, p, b);
    }
    return true;
}

bool flow_blocks(struct lay *l, struct place *p, const struct block *blocks, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const struct block *b = &blocks[i];
        size_t first = p->flow->n;

        if (!place_mark(l, p->flow, b->anchor, b->bookmark, b->bookmark_level, NULL) || !flow_block(l, p, b))
            return false;
        if (b->keep_next && p->flow->n > first)
            place_keep(p->flow, p->flow->n - 1, KEEP_NEXT);
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
