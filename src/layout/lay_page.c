/* lay_page.c: units dealt out to pages: a page is filled, and broken where a break is least unwanted. */
#include "layout/lay_fill.h"

#include <stdio.h>
#include <stdlib.h>

/* A good break is taken instead of the last one when it leaves at most this part of the page more. */
#define GOOD_LOSS 12

void plans_free(struct plans *p)
{
    free(p->v);
}

/* ---- heights ---- */

/* A head higher than half the page is not repeated: it would leave no room for what it heads. */
struct page_top page_top(const struct lay *l, const struct flow *f, int style, struct cut from)
{
    const struct unit *u = from.unit < f->n ? &f->units[from.unit] : NULL;
    struct page_top top = {NULL, NULL, 0};
    const struct lay_row *row;

    if (u == NULL || u->kind != UNIT_ROW)
        return top;
    row = u->row;
    if (row->part == PART_HEAD || (row->index == row->table->first[PART_BODY] && from.lines == NULL) ||
        !row->table->table->repeat_head || row->table->head_height > flow_room(&l->doc->page_styles[style]) / 2)
        return top;
    top.head = row->table;
    top.height = top.head->head_height;
    top.segue = from.lines != NULL && row->row->segue != NULL ? row->row->segue : row->segue;
    if (top.head->segue_height == 0)
        top.segue = NULL;
    if (top.segue != NULL)
        top.height += top.head->segue_height;
    return top;
}

mpt page_before(const struct flow *f, const struct plan *p, size_t unit)
{
    return unit == p->from.unit ? 0 : f->units[unit].before;
}

mpt page_height(const struct flow *f, const struct plan *p, size_t unit)
{
    const struct unit *u = &f->units[unit];

    if (u->kind != UNIT_ROW)
        return u->height;
    if (unit == p->to.unit && p->to.lines != NULL)
        return p->to.height;
    return unit == p->from.unit && p->from.lines != NULL ? lay_part_height(u->row, p->from.lines, NULL) : u->row->height;
}

static mpt room_left(const struct filling *p)
{
    return p->room - p->used - p->under - p->foot;
}

/* Height of the notes that U brings to the page; those of a table stand below it, others at the foot of the page. */
static mpt notes_height(const struct filling *p, size_t unit)
{
    const struct unit *u = &p->f->units[unit];
    mpt h = 0;

    if (u->kind == UNIT_ROW)
        h = u->row->notes_height;
    else if (u->kind == UNIT_LINE && (u->index == 0 || p->empty))
        h = u->box->notes_height;
    if (h > 0 && u->kind == UNIT_ROW && p->noted != u->row->table)
        h += NOTES_GAP;
    if (h > 0 && u->kind == UNIT_LINE && p->foot == 0)
        h += NOTES_GAP;
    return h;
}

/* ---- where the page ends ---- */

static struct cut before_unit(size_t unit)
{
    return (struct cut){unit, NULL, 0};
}

/* The row UNIT whole in ROOM, but for a label beside it that goes on below. */
static struct cut split_label(const struct filling *p, size_t unit, const uint32_t *from, mpt room)
{
    const struct lay_row *row = p->f->units[unit].row;
    struct cut cut = {unit, NULL, room};

    if (row->extra == 0 || lay_part_height(row, from, NULL) - row->extra > room)
        return cut;
    if (from == NULL || fill_label_goes_on(p, row, room))
        cut.lines = lay_whole(p->l, row);
    return cut;
}

/* The row UNIT parted in the room that is left; .lines NULL: it cannot be. */
static struct cut split_row(const struct filling *p, size_t unit, mpt before, bool force)
{
    const struct unit *u = &p->f->units[unit];
    const uint32_t *from = unit == p->plan.from.unit ? p->plan.from.lines : NULL;
    mpt room = room_left(p) - before - notes_height(p, unit);
    struct cut cut = {unit, NULL, 0};

    if (u->kind != UNIT_ROW || !(u->row->tall || force))
        return cut;
    cut.lines = lay_split(p->l, u->row, from, room, force);
    if (cut.lines == NULL)
        return force ? split_label(p, unit, from, room) : cut;
    cut.height = lay_part_height(u->row, from, cut.lines);
    return cut;
}

static void report_page(const struct filling *p)
{
    char height[24], style[24];

    snprintf(style, sizeof style, "%d", p->plan.style + 1);
    lay_error(p->l, DIAG_PAGE_TOO_SMALL, style, lay_millimetres(p->room, height, sizeof height), NULL);
}

/* The last place where a break is free, or a better one not far above it. */
static size_t free_break(const struct filling *p)
{
    const struct chance *last = &p->last[KEEP_FREE];

    if (p->good.unit > 0 && last->used - p->good.used <= p->room / GOOD_LOSS)
        return p->good.unit;
    return last->unit;
}

/* UNIT does not fit: the best place to end the page, from the most to the least wanted. */
static struct cut end_page(const struct filling *p, size_t unit, mpt before)
{
    bool after_free = p->empty || p->f->units[unit - 1].keep == KEEP_FREE;
    struct cut split = split_row(p, unit, before, false);
    size_t free_at = free_break(p);

    if (split.lines != NULL && (after_free || free_at == 0))
        return split;
    if (free_at > 0)
        return before_unit(free_at);
    for (int k = KEEP_TOGETHER; k <= KEEP_NEXT; k++)
        if (p->last[k].unit > 0)
            return before_unit(p->last[k].unit);
    split = split_row(p, unit, before, true);
    if (split.lines != NULL)
        return split;
    if (p->last[KEEP_HARD].unit > 0)
        return before_unit(p->last[KEEP_HARD].unit);
    report_page(p);
    return before_unit(unit + 1);
}

/* ---- filling ---- */

static void offer_break(struct filling *p, size_t unit)
{
    const struct unit *u = &p->f->units[unit];
    struct chance here = {unit + 1, p->used};

    p->last[u->keep] = here;
    if (u->good && u->keep == KEEP_FREE)
        p->good = here;
}

static void add_notes(struct filling *p, const struct unit *u, mpt notes)
{
    if (u->kind == UNIT_LINE)
        p->foot += notes;
    else
        p->under += notes;
    if (notes > 0 && u->kind == UNIT_ROW)
        p->noted = u->row->table;
}

/* Takes UNIT onto the page; false when it does not fit. */
static bool take(struct filling *p, size_t unit, mpt before)
{
    const struct unit *u = &p->f->units[unit];
    mpt notes = notes_height(p, unit), height = page_height(p->f, &p->plan, unit);

    if (u->kind == UNIT_ROW)
        u->row->page_y = p->used + before;
    if ((int64_t)before + height + notes > room_left(p))
        return false;
    p->used += before + height;
    add_notes(p, u, notes);
    p->empty = false;
    offer_break(p, unit);
    return true;
}

/* Fills the page from p->plan.from on; where it ends. */
static struct cut fill(struct filling *p)
{
    const struct flow *f = p->f;
    size_t i = p->plan.from.unit;

    while (i < f->n) {
        const struct unit *u = &f->units[i];
        mpt before = page_before(f, &p->plan, i);

        if (u->kind == UNIT_BREAK || u->kind == UNIT_STYLE)
            return before_unit(i);
        if (u->kind == UNIT_NEED && p->last[KEEP_FREE].unit > 0 && u->height > room_left(p))
            return before_unit(p->last[KEEP_FREE].unit);
        if (u->kind == UNIT_CANVAS) {
            i += 1 + u->canvas->units;
            continue;
        }
        if (u->kind != UNIT_NEED && !take(p, i, before))
            return end_page(p, i, before);
        i++;
    }
    return before_unit(f->n);
}

/* The units that only say where pages begin have done so at the top of a page. */
static struct cut skip_breaks(const struct flow *f, struct cut at, int *style)
{
    while (at.lines == NULL && at.unit < f->n) {
        const struct unit *u = &f->units[at.unit];

        if (u->kind == UNIT_STYLE)
            *style = (int)u->index;
        else if (u->kind != UNIT_BREAK && u->kind != UNIT_NEED)
            break;
        at.unit++;
    }
    return at;
}

static bool add_plan(struct lay *l, struct plans *out, struct plan plan)
{
    char most[24];

    if (out->n == LAYOUT_MAX_PAGES) {
        snprintf(most, sizeof most, "%d", LAYOUT_MAX_PAGES);
        lay_error(l, DIAG_TOO_MANY_PAGES, most, NULL, NULL);
        return false;
    }
    struct plan *grown = lay_grow(l, out->v, &out->cap, out->n + 1, sizeof *grown);

    if (grown == NULL)
        return false;
    out->v = grown;
    out->v[out->n++] = plan;
    return true;
}

bool plans_make(struct lay *l, struct flow *f, struct plans *out)
{
    struct cut at = {0, NULL, 0};
    int style = 0;

    for (;;) {
        struct filling p = {.l = l, .f = f, .empty = true};

        at = skip_breaks(f, at, &style);
        if (at.unit >= f->n && out->n > 0)
            return true;
        p.plan = (struct plan){.style = style, .from = at, .to = {f->n, NULL, 0}};
        p.room = flow_room(&l->doc->page_styles[style]);
        p.used = page_top(l, f, style, at).height;
        p.under = fill_carried_notes(f, at);
        p.plan.to = fill(&p);
        fill_carry_labels(&p, p.plan.to);
        if (!add_plan(l, out, p.plan))
            return false;
        at = p.plan.to;
    }
}

size_t plans_page_of(const struct plans *p, size_t unit)
{
    size_t low = 0, high = p->n;

    while (low + 1 < high) {
        size_t mid = low + (high - low) / 2;
        struct cut end = p->v[mid - 1].to;   /* the unit begins after page mid - 1 ends */
        if (unit > end.unit || (unit == end.unit && end.lines == NULL))
            low = mid;
        else
            high = mid;
    }
    return low;
}
