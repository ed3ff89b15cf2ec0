/* lay_text.c: paragraphs as boxes of placed lines: pieces of one style, baselines, alignment, the decimal axis. */
#include "layout/lay_text.h"

#include <string.h>

#include "layout/lay_font.h"

/* Enough for FINE: a text must fit the width that was found for it. */
static mpt rounded_up(int64_t fine)
{
    int64_t w = (fine + FINE - 1) / FINE;

    return w < LENGTH_MOST ? (mpt)w : LENGTH_MOST;
}

/* ---- lines ---- */

/* The end, within S, of the characters that are of the same run as I. A stretch is mostly of one: that is asked first. */
static size_t run_end(const struct lay_chars *c, const struct stretch *s, size_t i)
{
    uint32_t run = c->v[i].run;

    if (c->v[s->to - 1].run == run)
        return s->to;
    while (c->v[i].run == run)
        i++;
    return i;
}

/* The leading of a line is its greatest; its baseline the lowest that one of its styles asks for. */
static void set_height(struct lay *l, struct line *line, const struct stretch *s)
{
    const struct lay_chars *c = l->chars;
    const struct text_style *style;

    for (size_t i = s->from; i < s->to; i = run_end(c, s, i))
        if ((style = c->para->runs[c->v[i].run].style) != NULL)
            line->height = lay_max(line->height, style->leading);
    for (size_t i = s->from; i < s->to; i = run_end(c, s, i))
        if ((style = c->para->runs[c->v[i].run].style) != NULL)
            line->base = lay_max(line->base, lay_baseline(l, style, line->height));
}

/* Where the text of a line W wide begins in ROOM. A line that holds the axis puts it there, if both sides fit. */
static mpt aligned(const struct lay_chars *c, const struct cutting *cut, mpt room, mpt w, mpt axis)
{
    int64_t left = 0;

    switch (c->para->align) {
    case ALIGN_LEFT: return 0;
    case ALIGN_RIGHT: return room - w;
    case ALIGN_CENTRE: return (room - w) / 2;
    case ALIGN_AXIS: break;
    }
    if (axis == 0 || c->axis <= cut->s.from || c->axis > cut->s.to)
        return room - w;
    for (size_t i = cut->s.from; i < c->axis && i < cut->visible; i++)
        left += c->v[i].fine;
    if (lay_rounded(left) > axis || axis - lay_rounded(left) + w > room)
        return room - w;
    return axis - lay_rounded(left);
}

static bool place_line(struct lay *l, size_t i, mpt width, mpt axis, struct line *line)
{
    const struct lay_chars *c = l->chars;
    struct cutting cut = {.s = c->lines[i]};
    mpt start = lay_line_start(c->para, i);

    if (!lay_cut(l, &cut))
        return false;
    start += aligned(c, &cut, lay_line_room(c->para, i, width), lay_rounded(cut.x), axis);
    for (uint32_t k = 0; k < cut.nsegs; k++)
        cut.segs[k].x += start;
    line->segs = cut.segs;
    line->nsegs = cut.nsegs;
    line->align = c->para->align;
    set_height(l, line, &c->lines[i]);
    return true;
}

/* ---- boxes ---- */

static bool is_mixed(const struct para *p)
{
    for (size_t i = 0; i < p->nruns; i++)
        if (p->runs[i].uri != NULL || p->runs[i].target != NULL || p->runs[i].lang != NULL || p->runs[i].note != NULL)
            return true;
    return false;
}

/* Room for the lines of the paragraph just dealt out, after those that BOX has. *CAP: lines there is room for. */
static bool more_lines(struct lay *l, struct box *box, size_t *cap)
{
    size_t need = box->nlines + l->chars->nlines;
    struct line *grown;

    if (need <= *cap)
        return true;
    *cap = box->nlines == 0 ? need : need + need / 2;
    grown = lay_new(l, *cap, sizeof *grown);
    if (grown == NULL)
        return false;
    if (box->nlines > 0)
        memcpy(grown, box->lines, box->nlines * sizeof *grown);
    box->lines = grown;
    return true;
}

static bool set_para(struct lay *l, struct box *box, uint32_t index, mpt width, mpt axis)
{
    for (size_t i = 0; i < l->chars->nlines; i++) {
        struct line *line = &box->lines[box->nlines];
        if (!place_line(l, i, width, axis, line))
            return false;
        line->para = index;
        line->y = box->height;
        box->height = lay_add(box->height, line->height);
        box->nlines++;
        if (box->height > PARA_HEIGHT)
            return lay_too_long(l, l->chars->para);
    }
    return true;
}

bool lay_box_paras(struct lay *l, const struct para *paras, size_t n, struct box *box)
{
    box->nparas = (uint32_t)n;
    box->paras = n == 0 ? NULL : lay_new(l, n, sizeof *box->paras);
    for (size_t i = 0; box->paras != NULL && i < n; i++)
        box->paras[i] = (struct lay_para){.para = &paras[i], .mixed = is_mixed(&paras[i]), .tag = -1, .child = -1};
    return n == 0 || box->paras != NULL;
}

bool lay_box(struct lay *l, const struct para *paras, size_t n, mpt width, mpt axis, struct box *out)
{
    size_t cap = 0;

    *out = (struct box){0};
    if (!lay_box_paras(l, paras, n, out))
        return false;
    for (size_t i = 0; i < n; i++) {
        if (!lay_chars_load(l, &paras[i]) || !lay_lines(l, width) || !more_lines(l, out, &cap))
            return false;
        if (out->nlines > 0 && l->chars->nlines > 0)
            out->height = lay_add(out->height, lay_max(paras[i - 1].after, paras[i].before));
        if (!set_para(l, out, (uint32_t)i, width, axis))
            return false;
    }
    return true;
}

bool lay_note_bodies(struct lay *l, struct lay_note *first, mpt width)
{
    struct lay_note **sink = l->note_sink;
    bool ok = true;

    l->note_sink = NULL;               /* notes do not call notes */
    for (struct lay_note *n = first; ok && n != NULL; n = n->next)
        ok = lay_box(l, n->note->body, 1, width - n->note->indent, 0, &n->body);
    l->note_sink = sink;
    return ok;
}

mpt lay_box_span(const struct box *b, uint32_t from, uint32_t to)
{
    if (to <= from)
        return 0;
    return b->lines[to - 1].y + b->lines[to - 1].height - b->lines[from].y;
}

/* ---- natural widths ---- */

/* The widest stretch of the loaded characters between breaks: forced ones, or with WORDS any. */
static int64_t widest(const struct lay_chars *c, bool words)
{
    int64_t w = 0, seen = 0, max = 0;

    for (size_t i = 0; i < c->n; i++) {
        const struct lay_char *ch = &c->v[i];
        if (words && (ch->flags & CHAR_MAY_BREAK))
            w = seen = 0;
        w += ch->fine;
        if (!(ch->flags & (CHAR_BLANK | CHAR_HANG)))
            seen = w;
        if (seen > max)
            max = seen;
        if (ch->flags & CHAR_FORCED)
            w = seen = 0;
    }
    return max;
}

bool lay_natural(struct lay *l, const struct para *paras, size_t n, mpt *widest_line, mpt *widest_word)
{
    *widest_line = *widest_word = 0;
    for (size_t i = 0; i < n; i++) {
        mpt indent = lay_max(lay_line_start(&paras[i], 0), lay_line_start(&paras[i], 1));

        if (!lay_chars_load(l, &paras[i]) || !lay_chars_analyse(l))
            return false;
        *widest_line = lay_max(*widest_line, indent + rounded_up(widest(l->chars, false)));
        *widest_word = lay_max(*widest_word, indent + rounded_up(widest(l->chars, true)));
    }
    return true;
}
