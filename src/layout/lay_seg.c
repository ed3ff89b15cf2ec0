/* lay_seg.c: a line cut into pieces of one style: the texts that the PDF will show, and where each begins. */
#include "layout/lay_text.h"

#include "base/arena.h"
#include "base/utf8.h"

#define ELLIPSIS 0x2026

/* Whether runs A and B differ only in ways that no reader of the page or of its structure can tell. */
static bool alike(const struct run *a, const struct run *b)
{
    return a == b || (a->style == b->style && a->uri == b->uri && a->target == b->target && a->lang == b->lang);
}

static struct seg *new_seg(struct cutting *cut, const struct run *r, enum seg_kind kind)
{
    struct seg *s = &cut->segs[cut->nsegs++];

    s->run = r;
    s->kind = (uint8_t)kind;
    s->s = kind == SEG_TEXT ? cut->text + cut->len : NULL;
    s->x = lay_rounded(cut->x);
    return s;
}

/* The piece that text of R goes on, or a new one. */
static struct seg *text_seg(struct cutting *cut, const struct run *r)
{
    struct seg *last = cut->nsegs > 0 ? &cut->segs[cut->nsegs - 1] : NULL;

    return last != NULL && last->kind == SEG_TEXT && alike(last->run, r) ? last : new_seg(cut, r, SEG_TEXT);
}

/* Puts the plain characters from I on that are of one run, all at once: nearly every character is one of these, and
 * cutting one by one took twice as long. Returns the first that is not. */
static size_t cut_plain(const struct lay_chars *c, struct cutting *cut, size_t i)
{
    const struct lay_char *first = &c->v[i], *ch = first, *end = &c->v[cut->s.to], *visible = &c->v[cut->visible];
    struct seg *s = text_seg(cut, &c->para->runs[ch->run]);
    char *start = cut->text + cut->len, *text = start;

    for (; ch < end && ch->run == first->run && !(ch->flags & (CHAR_OBJECT | CHAR_SILENT)); ch++) {
        cut->x += ch < visible ? ch->fine : 0;
        text += utf8_put(ch->cp, text);
    }
    if (first < visible)
        s->w = lay_rounded(cut->x) - s->x;
    cut->len += (size_t)(text - start);
    s->len += (uint32_t)(text - start);
    return (size_t)(ch - c->v);
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

static enum seg_kind kind_of(const struct lay_char *ch, const struct run *r)
{
    if (ch->flags & CHAR_HANG)
        return SEG_NOTE;
    if (r->kind == RUN_LIGHT)
        return SEG_LIGHT;
    return r->kind == RUN_BAR ? SEG_BAR : SEG_PAGE_OF;
}

/* A character that prints nothing, or stands for something else than text. */
static void cut_other(struct lay *l, struct cutting *cut, size_t i)
{
    const struct lay_chars *c = l->chars;
    const struct lay_char *ch = &c->v[i];
    const struct run *r = &c->para->runs[ch->run];
    struct seg *s;

    if (!(ch->flags & CHAR_SILENT)) {
        s = new_seg(cut, r, kind_of(ch, r));
        if (s->kind == SEG_NOTE)
            s->note = call_note(l, r->note);
        if (i < cut->visible)
            s->w = lay_rounded(cut->x + ch->fine) - s->x;
    }
    if (i < cut->visible)
        cut->x += ch->fine;
}

/* The hyphen or ellipsis that ends the line, in the style of its last character. */
static void cut_end(struct lay *l, struct cutting *cut, uint32_t shown, uint32_t measured)
{
    size_t last = cut->visible > cut->s.from ? cut->visible - 1 : cut->s.from;
    struct seg *s = text_seg(cut, &l->chars->para->runs[l->chars->v[last].run]);

    put_text(cut, s, shown);
    cut->x += lay_fine_of(l, last, measured);
    s->w = lay_rounded(cut->x) - s->x;
}

/* Words of two lines are kept apart for those who read the text without seeing its lines. */
static void cut_forced(struct lay *l, struct cutting *cut)
{
    const struct seg *last = cut->nsegs > 0 ? &cut->segs[cut->nsegs - 1] : NULL;

    if (last != NULL && last->kind == SEG_TEXT && last->len > 0 && last->s[last->len - 1] != ' ' &&
        cut->s.to < l->chars->n)
        put_text(cut, &cut->segs[cut->nsegs - 1], ' ');
}

/* Most pieces that the line can have: a change of run makes one, and so does every object and what follows it. */
static size_t count_segs(const struct lay_chars *c, const struct stretch *s)
{
    size_t n = 1;

    if (!c->objects && s->from < s->to && c->v[s->from].run == c->v[s->to - 1].run)
        return n;                      /* nearly every line */
    for (size_t i = s->from; i < s->to; i++)
        n += (c->v[i].flags & CHAR_OBJECT) ? 2 : i > s->from && c->v[i].run != c->v[i - 1].run;
    return n;
}

/* Most bytes that its text can have. */
static size_t count_bytes(const struct lay_chars *c, const struct stretch *s)
{
    size_t n = s->to - s->from, wide = c->wide < n ? c->wide : n;

    return n + 3 * wide + 4;           /* a hyphen, an ellipsis or a blank at the end */
}

bool lay_cut(struct lay *l, struct cutting *cut)
{
    const struct lay_chars *c = l->chars;

    cut->visible = lay_visible_end(c, &cut->s);
    cut->segs = lay_new(l, count_segs(c, &cut->s), sizeof *cut->segs);
    cut->text = arena_alloc(l->keep, count_bytes(c, &cut->s));
    if (cut->segs == NULL || cut->text == NULL) {
        lay_starve(l);
        return false;
    }
    for (size_t i = cut->s.from; i < cut->s.to;) {
        if (!(c->v[i].flags & (CHAR_OBJECT | CHAR_SILENT)))
            i = cut_plain(c, cut, i);
        else
            cut_other(l, cut, i++);
    }
    if (cut->s.hyphen)
        cut_end(l, cut, 0x00AD, '-');
    if (cut->s.ellipsis)
        cut_end(l, cut, ELLIPSIS, ELLIPSIS);
    if (cut->s.forced)
        cut_forced(l, cut);
    return true;
}
