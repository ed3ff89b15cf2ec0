/* lay_text.c: paragraphs as boxes of placed lines: pieces of one style, baselines, alignment, the decimal axis. */
#include "layout/lay_text.h"

#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "layout/lay_font.h"

#define ELLIPSIS 0x2026

static mpt rounded(int64_t fine)
{
    return (mpt)((fine + FINE / 2) / FINE);
}

/* Enough for FINE: a text must fit the width that was found for it. */
static mpt rounded_up(int64_t fine)
{
    return (mpt)((fine + FINE - 1) / FINE);
}

/* ---- pieces ---- */

/* A line being cut into pieces. */
struct cutting {
    struct stretch s;
    size_t visible;                    /* end of what has width */
    struct seg *segs; uint32_t nsegs;
    char *text; size_t len;            /* of all pieces, one after the other */
    int64_t x;                         /* of the next character, thousandths of mpt */
};

/* Whether runs A and B differ only in ways that no reader of the page or of its structure can tell. */
static bool alike(const struct run *a, const struct run *b)
{
    return a == b || (a->style == b->style && a->uri == b->uri && a->target == b->target && a->lang == b->lang);
}

static enum seg_kind kind_of(const struct lay_char *ch, const struct run *r)
{
    if (!(ch->flags & CHAR_OBJECT))
        return SEG_TEXT;
    if (ch->flags & CHAR_HANG)
        return SEG_NOTE;
    if (r->kind == RUN_LIGHT)
        return SEG_LIGHT;
    return r->kind == RUN_BAR ? SEG_BAR : SEG_PAGE_OF;
}

static struct seg *new_seg(struct cutting *cut, const struct run *r, enum seg_kind kind)
{
    struct seg *s = &cut->segs[cut->nsegs++];

    s->run = r;
    s->kind = (uint8_t)kind;
    s->s = kind == SEG_TEXT ? cut->text + cut->len : NULL;
    s->x = rounded(cut->x);
    return s;
}

/* The piece that a character of R goes on, or a new one. */
static struct seg *seg_for(struct cutting *cut, const struct run *r, enum seg_kind kind)
{
    struct seg *last = cut->nsegs > 0 ? &cut->segs[cut->nsegs - 1] : NULL;

    if (kind == SEG_TEXT && last != NULL && last->kind == SEG_TEXT && alike(last->run, r))
        return last;
    return new_seg(cut, r, kind);
}

static void put_text(struct cutting *cut, struct seg *s, uint32_t cp)
{
    size_t n = utf8_put(cp, cut->text + cut->len);

    cut->len += n;
    s->len += (uint32_t)n;
}

/* Sets the note called by R and gives it to whoever collects notes. */
static struct lay_note *call_note(struct lay *l, const struct note *note)
{
    struct lay_note *n;

    if (l->note_sink == NULL || (n = lay_new(l, 1, sizeof *n)) == NULL)
        return NULL;
    n->note = note;
    *l->note_sink = n;
    l->note_sink = &n->next;
    return n;
}

static void cut_char(struct lay *l, struct cutting *cut, size_t i)
{
    const struct lay_chars *c = l->chars;
    const struct lay_char *ch = &c->v[i];
    const struct run *r = &c->para->runs[ch->run];
    struct seg *s;

    if (!(ch->flags & CHAR_SILENT)) {
        s = seg_for(cut, r, kind_of(ch, r));
        if (s->kind == SEG_TEXT)
            put_text(cut, s, ch->cp);
        if (s->kind == SEG_NOTE)
            s->note = call_note(l, r->note);
        if (i < cut->visible)
            s->w = rounded(cut->x + ch->fine) - s->x;
    }
    if (i < cut->visible)
        cut->x += ch->fine;
}

/* The hyphen or ellipsis that ends the line, in the style of its last character. */
static void cut_end(struct lay *l, struct cutting *cut, uint32_t shown, uint32_t measured)
{
    size_t last = cut->visible > cut->s.from ? cut->visible - 1 : cut->s.from;
    struct seg *s = seg_for(cut, &l->chars->para->runs[l->chars->v[last].run], SEG_TEXT);

    put_text(cut, s, shown);
    cut->x += lay_fine_of(l, last, measured);
    s->w = rounded(cut->x) - s->x;
}

/* Words of two lines are kept apart for those who read the text without seeing its lines. */
static void cut_forced(struct lay *l, struct cutting *cut)
{
    const struct seg *last = cut->nsegs > 0 ? &cut->segs[cut->nsegs - 1] : NULL;

    if (last != NULL && last->kind == SEG_TEXT && last->len > 0 && last->s[last->len - 1] != ' ' &&
        cut->s.to < l->chars->n)
        put_text(cut, &cut->segs[cut->nsegs - 1], ' ');
}

/* Most pieces that the line can have: a change of run makes one, and so does every object and the end. */
static size_t count_segs(const struct lay_chars *c, const struct stretch *s)
{
    size_t n = 2;

    for (size_t i = s->from; i < s->to; i++)
        n += (c->v[i].flags & CHAR_OBJECT) ? 2 : i > s->from && c->v[i].run != c->v[i - 1].run;
    return n;
}

static size_t count_bytes(const struct lay_chars *c, const struct stretch *s)
{
    size_t n = 4;                      /* a hyphen, an ellipsis or a blank at the end */

    for (size_t i = s->from; i < s->to; i++)
        n += c->v[i].cp < 0x80 ? 1 : 4;
    return n;
}

static bool cut_stretch(struct lay *l, struct cutting *cut)
{
    const struct lay_chars *c = l->chars;

    cut->visible = lay_visible_end(c, &cut->s);
    cut->segs = lay_new(l, count_segs(c, &cut->s), sizeof *cut->segs);
    cut->text = arena_alloc(l->keep, count_bytes(c, &cut->s));
    if (cut->segs == NULL || cut->text == NULL) {
        lay_starve(l);
        return false;
    }
    for (size_t i = cut->s.from; i < cut->s.to; i++)
        cut_char(l, cut, i);
    if (cut->s.hyphen)
        cut_end(l, cut, 0x00AD, '-');
    if (cut->s.ellipsis)
        cut_end(l, cut, ELLIPSIS, ELLIPSIS);
    if (cut->s.forced)
        cut_forced(l, cut);
    return true;
}

/* ---- lines ---- */

/* The leading of a line is its greatest; its baseline the lowest that one of its styles asks for. */
static void set_height(struct lay *l, struct line *line, const struct stretch *s)
{
    const struct lay_chars *c = l->chars;
    const struct text_style *last = NULL;

    for (size_t i = s->from; i < s->to; i++) {
        const struct text_style *style = c->para->runs[c->v[i].run].style;
        if (style != NULL && style != last)
            line->height = lay_max(line->height, style->leading);
        last = style;
    }
    last = NULL;
    for (size_t i = s->from; i < s->to; i++) {
        const struct text_style *style = c->para->runs[c->v[i].run].style;
        if (style != NULL && style != last)
            line->base = lay_max(line->base, lay_baseline(l, style, line->height));
        last = style;
    }
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
    if (rounded(left) > axis || axis - rounded(left) + w > room)
        return room - w;
    return axis - rounded(left);
}

static bool place_line(struct lay *l, size_t i, mpt width, mpt axis, struct line *line)
{
    const struct lay_chars *c = l->chars;
    struct cutting cut = {.s = c->lines[i]};
    mpt start = lay_line_start(c->para, i);

    if (!cut_stretch(l, &cut))
        return false;
    start += aligned(c, &cut, lay_line_room(c->para, i, width), rounded(cut.x), axis);
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
        box->height += line->height;
        box->nlines++;
    }
    return true;
}

bool lay_box(struct lay *l, const struct para *paras, size_t n, mpt width, mpt axis, struct box *out)
{
    size_t cap = 0;

    *out = (struct box){.nparas = (uint32_t)n};
    out->paras = n == 0 ? NULL : lay_new(l, n, sizeof *out->paras);
    if (n > 0 && out->paras == NULL)
        return false;
    for (size_t i = 0; i < n; i++) {
        out->paras[i] = (struct lay_para){.para = &paras[i], .mixed = is_mixed(&paras[i]), .tag = -1, .child = -1};
        if (!lay_chars_load(l, &paras[i]) || !lay_lines(l, width) || !more_lines(l, out, &cap))
            return false;
        if (out->nlines > 0 && l->chars->nlines > 0)
            out->height += lay_max(paras[i - 1].after, paras[i].before);
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
