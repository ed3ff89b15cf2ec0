/* lay_item.c: lines of text, shapes and fills as items of a page. */
#include <string.h>

#include "base/arena.h"
#include "layout/lay_draw.h"
#include "layout/lay_font.h"

/* Shapes are 0.8 em high and stand a little below the baseline; bars in the middle of their line (looks.md 7). */
#define LIGHT_HEIGHT 800
#define LIGHT_RISE 733

struct item *item_new(struct draw *d, enum item_kind kind, int32_t tag, mpt x, mpt y)
{
    struct page_list *out = d->out;
    struct item *grown = lay_grow(d->l, out->items, &d->items_cap, out->nitems + 1, sizeof *grown);
    struct item *i;

    if (grown == NULL)
        return NULL;
    out->items = grown;
    i = &out->items[out->nitems++];
    *i = (struct item){.kind = kind, .tag = tag, .x = x, .y = y};
    if (tag >= 0)
        out->tags[tag].inked = true;
    return i;
}

void item_fill(struct draw *d, int32_t tag, mpt x, mpt y, mpt w, mpt h, uint32_t colour)
{
    struct item *i;

    if (colour == COLOUR_NONE || w <= 0 || h <= 0 || (i = item_new(d, ITEM_FILL, tag, x, y)) == NULL)
        return;
    i->w = w;
    i->h = h;
    i->colour = colour;
}

static mpt part_of(mpt size, int thousandths)
{
    return (mpt)(((int64_t)size * thousandths + 500) / 1000);
}

/* ---- pieces ---- */

/* A line being drawn. */
struct pen {
    struct box *box;
    const struct line *line;
    mpt x, y;                          /* of the box's left edge, and of the line's top */
    int32_t holder;
};

static void draw_string(struct draw *d, const struct pen *p, const struct text_style *style, const char *s, size_t len,
                        mpt x, mpt w, int32_t tag)
{
    struct item *i = len == 0 ? NULL : item_new(d, ITEM_TEXT, tag, x, p->y + p->line->base - style->rise);

    if (i == NULL)
        return;
    i->w = w;
    i->colour = style->colour;
    i->text.s = s;
    i->text.len = (uint32_t)len;
    i->text.face = (int16_t)style->face;
    i->text.size = style->size;
}

static int32_t tag_of_seg(struct draw *d, const struct pen *p, const struct seg *s)
{
    return tag_of_run(d, &p->box->paras[p->line->para], s->run, p->holder, p->box->nparas == 1);
}

static void draw_text(struct draw *d, const struct pen *p, const struct seg *s)
{
    int32_t tag = tag_of_seg(d, p, s);

    draw_string(d, p, s->run->style, s->s, s->len, p->x + s->x, s->w, tag);
    if (tag >= 0 && (s->run->uri != NULL || s->run->target != NULL))
        mark_link(d, s->run, tag, p->x + s->x, p->y, s->w, p->line->height);
}

/* Shapes decorate the word beside them, which says the same: they are no content. */
static int32_t decoration(const struct pen *p)
{
    return p->holder < 0 ? p->holder : TAG_ARTIFACT;
}

static void draw_light(struct draw *d, const struct pen *p, const struct seg *s)
{
    mpt size = s->run->style->size;
    struct item *i = item_new(d, ITEM_LIGHT, decoration(p), p->x + s->x, p->y + p->line->base - part_of(size, LIGHT_RISE));

    if (i == NULL)
        return;
    i->w = i->h = part_of(size, LIGHT_HEIGHT);
    i->colour = s->run->light_colour;
    i->light.light = s->run->light;
    i->light.colour2 = s->run->light_colour2;
}

static void draw_bar(struct draw *d, const struct pen *p, const struct seg *s)
{
    const struct run *r = s->run;
    mpt y = p->y + (p->line->height - r->bar_height) / 2;
    int part = r->fraction < 0 ? 0 : r->fraction > 1000 ? 1000 : r->fraction;

    item_fill(d, decoration(p), p->x + s->x, y, r->bar_width, r->bar_height, r->bar_track);
    item_fill(d, decoration(p), p->x + s->x, y, part_of(r->bar_width, part), r->bar_height, r->bar_fill);
}

/* A repeated label does not call its notes again. */
static void draw_letter(struct draw *d, const struct pen *p, const struct seg *s)
{
    const char *letter;
    int32_t tag;

    if (s->note == NULL || p->holder < 0 || (letter = note_letter(d, s->note)) == NULL)
        return;
    tag = tag_of_letter(d, &p->box->paras[p->line->para], letter, p->holder, p->box->nparas == 1);
    draw_string(d, p, s->note->note->mark, letter, s->note->letter < 26 ? 1 : 2, p->x + s->x, s->w, tag);
}

/* The number takes the place that was kept for it; flush right when the line is. */
static void draw_page_of(struct draw *d, const struct pen *p, const struct seg *s)
{
    size_t mark = mark_find(d, s->run->target);
    const struct text_style *style = s->run->style;
    int64_t w = 0;
    mpt x = p->x + s->x;
    char *number;
    int32_t tag;

    if (mark == NO_MARK)
        return;
    number = arena_printf(d->l->keep, "%d", d->l->doc->first_page + (int)plans_page_of(d->plans, d->flow->marks[mark].unit));
    if (number == NULL) {
        lay_starve(d->l);
        return;
    }
    for (const char *c = number; *c != '\0'; c++)
        w += (int64_t)lay_advance(d->l, style->face, (unsigned char)*c) * style->size;
    w = (w + FINE / 2) / FINE;
    if (p->line->align == ALIGN_RIGHT || p->line->align == ALIGN_AXIS)
        x += s->w - (mpt)w;
    tag = tag_of_seg(d, p, s);
    draw_string(d, p, style, number, strlen(number), x, (mpt)w, tag);
    if (tag >= 0)
        mark_link(d, s->run, tag, x, p->y, (mpt)w, p->line->height);
}

static void draw_seg(struct draw *d, const struct pen *p, const struct seg *s)
{
    switch ((enum seg_kind)s->kind) {
    case SEG_TEXT: draw_text(d, p, s); break;
    case SEG_LIGHT: draw_light(d, p, s); break;
    case SEG_BAR: draw_bar(d, p, s); break;
    case SEG_NOTE: draw_letter(d, p, s); break;
    case SEG_PAGE_OF: draw_page_of(d, p, s); break;
    }
}

void item_lines(struct draw *d, struct box *b, uint32_t from, uint32_t to, mpt x, mpt y, int32_t holder)
{
    for (uint32_t i = from; i < to; i++) {
        struct pen p = {b, &b->lines[i], x, y + b->lines[i].y - b->lines[from].y, holder};

        for (uint32_t k = 0; k < p.line->nsegs; k++)
            draw_seg(d, &p, &p.line->segs[k]);
    }
}
