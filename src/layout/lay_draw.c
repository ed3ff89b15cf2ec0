/* lay_draw.c: pages drawn one after the other: their units as items, in the order in which they are read. */
#include "layout/lay_draw.h"

#include <stdlib.h>
#include <string.h>

#include "layout/lay_font.h"

/* ---- tables ---- */

static bool place(struct draw *d, struct placed row)
{
    struct placed *grown = lay_grow(d->l, d->placed, &d->placed_cap, d->nplaced + 1, sizeof *grown);

    if (grown == NULL)
        return false;
    d->placed = grown;
    d->placed[d->nplaced++] = row;
    return true;
}

/* The line above a repeated head: the word "segue", then what goes on, cut to one line (looks.md 8). */
static void draw_segue(struct draw *d, const struct lay_table *t, const struct para *open, mpt y)
{
    struct lay *l = d->l;
    struct run word = {.kind = RUN_TEXT, .text = l->doc->segue, .style = l->doc->segue_style};
    struct para first = {.runs = &word, .nruns = 1, .one_line = true}, rest = *open;
    struct box a, b;
    mpt w, word_w;

    rest.one_line = true;
    if (!lay_natural(l, &first, 1, &w, &word_w) || !lay_box(l, &first, 1, t->width, 0, &a))
        return;
    w += word.style->size / 2;
    if (!lay_box(l, &rest, 1, t->width - w, 0, &b))
        return;
    item_lines(d, &a, 0, a.nlines, d->x0 + t->x, y, TAG_SEGUE);
    if (a.nlines > 0 && b.nlines > 0)
        item_lines(d, &b, 0, b.nlines, d->x0 + t->x + w, y + a.lines[0].base - b.lines[0].base, TAG_SEGUE);
}

/* Head and segue line of a table that goes on. Returns where its rows begin. */
static mpt draw_top(struct draw *d, const struct page_top *top, mpt y)
{
    const struct lay_table *t = top->head;

    if (t == NULL)
        return y;
    if (top->segue != NULL) {
        draw_segue(d, t, top->segue, y);
        y += t->segue_height;
    }
    d->nplaced = 0;
    for (uint32_t i = 0; i < t->first[PART_BODY]; i++) {
        if (!place(d, (struct placed){&t->rows[i], y, t->rows[i].height, NULL, NULL}))
            return y;
        y += t->rows[i].height;
    }
    draw_rows(d, true, false, false);
    return y;
}

/* Draws the rows of one table from *UNIT on, up to END. Returns where they end; *UNIT is the next. */
static mpt draw_table(struct draw *d, const struct plan *plan, size_t *unit, size_t end, mpt y, bool headed)
{
    const struct flow *f = d->flow;
    struct lay_table *t = f->units[*unit].row->table;
    bool ends = false;

    d->nplaced = 0;
    for (; *unit < end && f->units[*unit].kind == UNIT_ROW && f->units[*unit].row->table == t; ++*unit) {
        struct lay_row *row = f->units[*unit].row;
        struct placed p = {.row = row};

        y += page_before(f, plan, *unit);
        p.y = y;
        p.h = page_height(f, plan, *unit);
        p.from = *unit == plan->from.unit ? plan->from.lines : NULL;
        p.to = *unit == plan->to.unit ? plan->to.lines : NULL;
        mark_reach(d, *unit, y);
        if (!place(d, p))
            return y;
        y += p.h;
        ends = row->index + 1 == t->nrows && p.to == NULL;
    }
    draw_rows(d, false, ends, headed);
    return y;
}

/* ---- other units ---- */

/* Marks are drawn from the outermost list to the innermost, as they are read. */
static void draw_list_mark(struct draw *d, struct flow_box *mark, mpt base)
{
    if (mark->mark != NULL)
        draw_list_mark(d, mark->mark, base);
    if (mark->box.nlines > 0)
        item_lines(d, &mark->box, 0, mark->box.nlines, d->x0 + mark->x, base - mark->box.lines[0].base, tag_of(d, mark->node));
}

static void draw_line(struct draw *d, const struct unit *u, mpt y)
{
    struct flow_box *b = u->box;

    if (u->index == 0 && b->mark != NULL)
        draw_list_mark(d, b->mark, y + b->box.lines[0].base);
    item_lines(d, &b->box, u->index, u->index + 1, d->x0 + b->x, y, tag_of(d, b->node));
}

static void describe_figure(struct draw *d, int32_t tag, const char *alt, const struct item *i)
{
    struct tag_extra *extra = tag_extra(d, tag);

    if (extra != NULL)
        *extra = (struct tag_extra){.alt = alt, .bbox = {i->x, i->y, i->w, i->h}, .bbox_page = d->page};
}

static void draw_figure(struct draw *d, const struct flow_figure *fig, mpt y)
{
    int32_t tag = tag_of(d, fig->node);
    mpt x = d->x0 + fig->x;
    struct item *i = item_new(d, ITEM_IMAGE, tag, x, y);

    if (i == NULL || tag < 0)
        return;
    i->w = fig->block->figure.width;
    i->h = fig->block->figure.height;
    i->image.file = fig->block->figure.file;
    describe_figure(d, tag, fig->block->figure.alt, i);
}

static void draw_unit(struct draw *d, size_t unit, mpt y)
{
    const struct unit *u = &d->flow->units[unit];

    mark_reach(d, unit, y);
    switch ((enum unit_kind)u->kind) {
    case UNIT_LINE: draw_line(d, u, y); break;
    case UNIT_FIGURE: draw_figure(d, u->figure, y); break;
    case UNIT_RULE:
        item_fill(d, TAG_ARTIFACT, d->x0 + u->rule.x, y, u->rule.w, u->height, u->rule.rule->colour);
        break;
    case UNIT_ROW: case UNIT_CANVAS: case UNIT_NEED: case UNIT_BREAK: case UNIT_STYLE: break;
    }
}

/* ---- columns of units ---- */

/* Notes under the table that called them; those of paragraphs wait for the foot of the page. */
static mpt draw_table_notes(struct draw *d, const struct lay_table *t, mpt y)
{
    mpt h = notes_called_height(d);

    if (d->called != NULL)
        draw_notes(d, d->x0 + t->x, y, tag_of(d, t->node.parent));
    return y + h;
}

/* Puts the notes called so far aside, or back. */
struct calls { struct lay_note *called, **last; int n; };

static struct calls swap_calls(struct draw *d, struct calls other)
{
    struct calls now = {d->called, d->last_called, d->ncalled};

    d->called = other.called;
    d->last_called = other.last;
    d->ncalled = other.n;
    return now;
}

static void draw_units(struct draw *d, const struct plan *plan, size_t from, size_t end, mpt y, bool headed);

static void draw_canvas(struct draw *d, const struct flow_canvas *c, size_t first)
{
    struct plan plan = {.from = {first, NULL, 0}, .to = {first + c->units, NULL, 0}};
    mpt x0 = d->x0;

    d->x0 = c->x;
    draw_units(d, &plan, first, first + c->units, c->y, false);
    d->x0 = x0;
}

static mpt draw_rows_and_notes(struct draw *d, const struct plan *plan, size_t *unit, size_t end, mpt y, bool headed)
{
    const struct lay_table *t = d->flow->units[*unit].row->table;
    struct calls page = swap_calls(d, (struct calls){NULL, NULL, 0});

    y = draw_table(d, plan, unit, end, y, headed);
    y = draw_table_notes(d, t, y);
    swap_calls(d, page);
    return y;
}

static void draw_units(struct draw *d, const struct plan *plan, size_t from, size_t end, mpt y, bool headed)
{
    const struct flow *f = d->flow;
    size_t i = from;

    while (i < end && !d->l->starved) {
        const struct unit *u = &f->units[i];

        if (u->kind == UNIT_ROW) {
            y = draw_rows_and_notes(d, plan, &i, end, y, headed && i == from);
            continue;
        }
        if (u->kind == UNIT_CANVAS) {
            mark_reach(d, i, u->canvas->y);
            draw_canvas(d, u->canvas, i + 1);
            i += 1 + u->canvas->units;
            continue;
        }
        if (u->kind != UNIT_NEED)
            y += page_before(f, plan, i);
        draw_unit(d, i, y);
        y += u->kind == UNIT_NEED ? 0 : u->height;
        i++;
    }
}

/* ---- pages ---- */

static bool begin_page(struct draw *d, const struct page_style *s, size_t page)
{
    struct page *p = &d->out->pages[page];

    d->page = (int32_t)page;
    d->x0 = s->margin_left;
    *p = (struct page){s->width, s->height, d->out->nitems, 0};
    d->out->npages = page + 1;
    draw_fills(d, s);
    return !d->l->starved;
}

static void draw_page(struct draw *d, size_t page)
{
    const struct plan *plan = &d->plans->v[page];
    const struct page_style *s = &d->l->doc->page_styles[plan->style];
    struct page_top top = page_top(d->l, d->flow, plan->style, plan->from);
    size_t end = plan->to.unit + (plan->to.lines != NULL ? 1 : 0);
    mpt y = draw_top(d, &top, s->top);

    draw_units(d, plan, plan->from.unit, end, y, top.head != NULL);
    if (d->called != NULL)
        draw_notes(d, d->x0, s->height - s->bottom - notes_called_height(d), 0);
    draw_bands(d, s, page);
    d->out->pages[page].count = d->out->nitems - d->out->pages[page].first;
}

static void free_draw(struct draw *d)
{
    free(d->placed);
    free(d->link_marks);
}

bool draw_pages(struct lay *l, const struct flow *f, const struct plans *p, struct page_list *out)
{
    struct draw d = {.l = l, .flow = f, .plans = p, .out = out};

    out->pages = calloc(p->n, sizeof *out->pages);
    if (out->pages == NULL)
        lay_starve(l);
    else if (mark_prepare(&d) && tag_new(&d, ROLE_DOCUMENT, -1) == 0)
        for (size_t i = 0; i < p->n && begin_page(&d, &l->doc->page_styles[p->v[i].style], i); i++)
            draw_page(&d, i);
    if (!l->starved) {
        tag_levels(&d);
        mark_reach(&d, f->n, 0);       /* what stands behind the last unit */
        mark_resolve(&d);
    }
    free_draw(&d);
    return !l->starved;
}
