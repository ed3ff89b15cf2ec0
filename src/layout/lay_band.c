/* lay_band.c: what every page of a style has: fills, running head and foot, the mark of a draft. */
#include "layout/lay_draw.h"

#include "base/arena.h"
#include "layout/lay_font.h"

#define BAND_GAP PT(12)                /* least space between the texts of a band */
#define DRAFT_PAD PT(7.5)              /* of the draft's rectangle: left and right of its word … */
#define DRAFT_LEADING PT(2.25)         /* … and above and below it, together */

void draw_fills(struct draw *d, const struct page_style *s)
{
    for (size_t i = 0; i < s->nfills; i++)
        item_fill(d, TAG_ARTIFACT, s->fills[i].x, s->fills[i].y, s->fills[i].w, s->fills[i].h, s->fills[i].colour);
}

/* What is free of a band, between the texts set so far, from the left edge of the measure; KEPT of it for the draft's mark. */
struct free_band { mpt left, right, kept; };

/* The text of ITEM, one line in the room ROOM. False when there is none. */
static bool set_item(struct lay *l, const struct band_item *item, mpt room, struct box *out, mpt *w)
{
    struct para p = *item->para;
    mpt word;

    p.align = ALIGN_LEFT;
    p.one_line = true;
    p.max_width = 0;
    if (room <= 0 || !lay_natural(l, &p, 1, w, &word) || !lay_box(l, &p, 1, room, 0, out))
        return false;
    *w = lay_min(*w, room);
    return out->nlines > 0;
}

static mpt item_x(const struct free_band *band, mpt measure, enum align at, mpt w)
{
    mpt middle = (measure - w) / 2;

    switch (at) {
    case ALIGN_LEFT: return band->left;
    case ALIGN_RIGHT: case ALIGN_AXIS: return band->right - w;
    case ALIGN_CENTRE: break;
    }
    return middle >= band->left && middle + w <= band->right ? middle : (band->left + band->right - w) / 2;
}

static void take_room(struct free_band *band, enum align at, mpt w)
{
    if (at == ALIGN_LEFT)
        band->left += w + BAND_GAP;
    else
        band->right -= w + BAND_GAP;
}

/* The texts of a band that stand at AT. HEAD: its y is the top of the line, else the bottom from the foot of the page. */
static void draw_at(struct draw *d, const struct page_style *s, const struct band *b, enum align at, bool head, struct free_band *band)
{
    for (size_t i = 0; i < b->nitems; i++) {
        struct box box;
        mpt w, x, y;

        if (b->items[i].at != at || !set_item(d->l, &b->items[i], band->right - band->left - band->kept, &box, &w))
            continue;
        x = s->margin_left + item_x(band, flow_measure(s), at, w);
        y = head ? b->y : s->height - b->y - box.height;
        item_lines(d, &box, 0, box.nlines, x, y, head ? TAG_HEADER : TAG_FOOTER);
        take_room(band, at, w);
    }
}

static void draw_band(struct draw *d, const struct page_style *s, const struct band *b, bool head, struct free_band *band)
{
    draw_at(d, s, b, ALIGN_RIGHT, head, band);
    draw_at(d, s, b, ALIGN_LEFT, head, band);
    draw_at(d, s, b, ALIGN_CENTRE, head, band);
    item_fill(d, head ? TAG_HEADER : TAG_FOOTER, s->margin_left, b->rule_y, flow_measure(s), b->rule.width,
              b->rule.width > 0 ? b->rule.colour : COLOUR_NONE);
}

/* "BOZZA" in the middle of the head, or as near to it as the texts there allow (looks.md 3). */
static void draw_draft(struct draw *d, const struct page_style *s, const struct free_band *band)
{
    const struct doc *doc = d->l->doc;
    struct run run = {.kind = RUN_TEXT, .text = doc->draft, .style = &doc->draft_style};
    struct para para = {.runs = &run, .nruns = 1};
    struct box box;
    mpt w, word, x, h = doc->draft_style.leading + DRAFT_LEADING;

    if (!lay_natural(d->l, &para, 1, &w, &word) || !lay_box(d->l, &para, 1, w, 0, &box))
        return;
    x = s->margin_left + item_x(band, flow_measure(s), ALIGN_CENTRE, w + 2 * DRAFT_PAD);
    item_fill(d, TAG_HEADER, x, s->head.y - DRAFT_LEADING / 2, w + 2 * DRAFT_PAD, h, doc->draft_fill);
    item_lines(d, &box, 0, box.nlines, x + DRAFT_PAD, s->head.y, TAG_HEADER);
}

static mpt draft_width(struct lay *l)
{
    struct run run = {.kind = RUN_TEXT, .text = l->doc->draft, .style = &l->doc->draft_style};
    struct para para = {.runs = &run, .nruns = 1};
    mpt w = 0, word;

    if (l->doc->draft == NULL || !lay_natural(l, &para, 1, &w, &word))
        return 0;
    return w + 2 * DRAFT_PAD + BAND_GAP;
}

static bool set_fields(struct draw *d, size_t page)
{
    struct lay *l = d->l;

    l->fields.page = arena_printf(l->keep, "%d", l->doc->first_page + (int)page);
    l->fields.pages = arena_printf(l->keep, "%d", l->doc->first_page + (int)d->plans->n - 1);
    l->fields.chapter = d->chapter;
    if (l->fields.page == NULL || l->fields.pages == NULL)
        lay_starve(l);
    return !l->starved;
}

void draw_bands(struct draw *d, const struct page_style *s, size_t page)
{
    struct free_band head = {0, flow_measure(s), draft_width(d->l)}, foot = {0, flow_measure(s), 0};

    if (!set_fields(d, page))
        return;
    if (!s->no_number) {
        draw_band(d, s, &s->head, true, &head);
        draw_band(d, s, &s->foot, false, &foot);
    }
    if (d->l->doc->draft != NULL)
        draw_draft(d, s, &head);
    d->l->fields = (struct lay_fields){NULL, NULL, NULL};
}
