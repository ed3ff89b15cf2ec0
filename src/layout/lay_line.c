/* lay_line.c: the characters of a paragraph dealt out to lines.
 *
 * Lines are filled one after the other: text is set ragged, so nothing is won by looking ahead further than a word.
 */
#include <stdlib.h>
#include <string.h>
#include <unictype.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "layout/lay_font.h"
#include "layout/lay_hyphen.h"
#include "layout/lay_text.h"

#define ELLIPSIS 0x2026
#define HYPHENS_IN_A_ROW 2
#define WORDS_REPORTED 20              /* broken words named at most */

/* A word is parted when the line would else be left with more than half of its room blank;
 * with more than a fifth, or four ems, only when the paragraph wins a line by it. */
#define ZONE_PART 2
#define EAGER_PART 5
#define EAGER_EMS 4

mpt lay_line_start(const struct para *p, size_t i)
{
    return p->indent + (i > 0 ? p->hang : 0);
}

mpt lay_line_room(const struct para *p, size_t i, mpt width)
{
    if (p->max_width > 0)
        width = lay_min(width, p->max_width);
    return width - lay_line_start(p, i);
}

int32_t lay_fine_of(struct lay *l, size_t i, uint32_t cp)
{
    const struct text_style *style = l->chars->para->runs[l->chars->v[i].run].style;
    int a = lay_advance(l, style->face, cp);

    return (a < 0 ? 0 : a) * style->size;
}

size_t lay_visible_end(const struct lay_chars *c, const struct stretch *s)
{
    size_t end = s->to;

    while (end > s->from && (c->v[end - 1].flags & (CHAR_BLANK | CHAR_HANG | CHAR_SILENT)))
        end--;
    return end;
}

/* ---- one line ---- */

/* A line being filled: LIMIT is its room, FITS where it may end, OVER the first character that does not fit. */
struct filling {
    size_t from, over, fits;
    int64_t limit, at_fits;            /* thousandths of mpt; at_fits: visible width at FITS */
    bool soft;                         /* the end at FITS prints a hyphen */
};

/* The line may end before character I, unless there is no room for a hyphen; its visible width then is SEEN. */
static void consider_end(struct lay *l, struct filling *f, size_t i, int64_t seen)
{
    bool soft = (l->chars->v[i - 1].flags & CHAR_SOFT) != 0;

    if (soft && seen + lay_fine_of(l, i - 1, '-') > f->limit)
        return;
    f->fits = i;
    f->at_fits = seen;
    f->soft = soft;
}

/* Walks on from F->from to the first character that does not fit, or a forced break. True: all up to F->over fits. */
static bool walk(struct lay *l, struct filling *f)
{
    const struct lay_chars *c = l->chars;
    int64_t w = 0, seen = 0;

    for (f->over = f->from; f->over < c->n; f->over++) {
        const struct lay_char *ch = &c->v[f->over];

        if ((ch->flags & CHAR_MAY_BREAK) && f->over > f->from)
            consider_end(l, f, f->over, seen);
        w += ch->fine;
        if (ch->flags & CHAR_FORCED) {
            f->over++;
            return true;
        }
        if (ch->flags & (CHAR_BLANK | CHAR_HANG))
            continue;
        if (w > f->limit)
            return false;
        seen = w;
    }
    return true;
}

/* ---- hyphens ---- */

static bool is_letter(const struct lay_chars *c, size_t i)
{
    const struct lay_char *ch = &c->v[i];
    const struct run *r = &c->para->runs[ch->run];

    return !(ch->flags & (CHAR_OBJECT | CHAR_SILENT)) && !r->nobreak && r->lang == NULL && r->uri == NULL && uc_is_alpha(ch->cp);
}

/* The letters around character AT, not before FROM: *START up to *END. False when there are too few, or too many. */
static bool word_around(const struct lay_chars *c, size_t from, size_t at, size_t *start, size_t *end)
{
    *start = *end = at;
    while (*start > from && at - *start <= HYPHEN_WORD && is_letter(c, *start - 1))
        --*start;
    while (*end < c->n && *end - at <= HYPHEN_WORD && is_letter(c, *end))
        ++*end;
    return *end - *start >= 2 * HYPHEN_SIDE && *end - *start <= HYPHEN_WORD;
}

static int64_t width_between(const struct lay_chars *c, size_t from, size_t to)
{
    int64_t w = 0;

    for (size_t i = from; i < to; i++)
        w += c->v[i].fine;
    return w;
}

/* The last place in the word at F->over where a hyphen fits; 0: none. */
static size_t hyphen_place(struct lay *l, const struct filling *f)
{
    const struct lay_chars *c = l->chars;
    uint32_t letters[HYPHEN_WORD];
    bool after[HYPHEN_WORD];
    size_t start, end;
    int64_t room;

    if (!word_around(c, f->fits > f->from ? f->fits : f->from, f->over, &start, &end))
        return 0;
    for (size_t i = start; i < end; i++)
        letters[i - start] = c->v[i].cp;
    if (!lay_hyphenate(l->hyphen, letters, end - start, after))
        return 0;
    room = f->limit - lay_fine_of(l, f->over, '-') - width_between(c, f->from, f->over);
    for (size_t i = f->over; i > start; i--) {
        if (room >= 0 && after[i - 1 - start])
            return i;
        room += c->v[i - 1].fine;
    }
    return 0;
}

/* Whether the word at I ends the paragraph: half of it would be a poor last line. */
static bool last_word(const struct lay_chars *c, size_t i)
{
    for (size_t end = i + HYPHEN_WORD; i < c->n && i < end; i++)
        if (c->v[i].flags & CHAR_BLANK)
            return false;
    return i == c->n;
}

/* Whether the blank left at the end of the line is worth a hyphen. */
static bool worth_hyphen(const struct lay_chars *c, const struct filling *f, bool eager)
{
    int64_t left = f->limit - f->at_fits;
    int64_t ems = (int64_t)c->para->runs[c->v[f->over].run].style->size * EAGER_EMS * FINE;

    if (f->fits == f->from)
        return true;
    if (last_word(c, f->over))
        return false;
    return left > f->limit / ZONE_PART || (eager && (left > ems || left > f->limit / EAGER_PART));
}

/* ---- a word wider than its column ---- */

/* Says of line S, which ends within a word, that ROOM was too little; once, at the first of the word's lines. */
static void report_broken(struct lay *l, const struct stretch *s, mpt room)
{
    const struct lay_chars *c = l->chars;
    char word[HYPHEN_WORD * 4 + 1], width[24];
    size_t len = 0;

    if (s->from > 0 && !(c->v[s->from].flags & CHAR_MAY_BREAK) && !(c->v[s->from - 1].flags & CHAR_FORCED))
        return;
    if (l->broken_words++ >= WORDS_REPORTED)
        return;
    for (size_t i = s->from; i < c->n && i - s->from < HYPHEN_WORD && !(c->v[i].flags & CHAR_BLANK); i++)
        if (!(c->v[i].flags & (CHAR_OBJECT | CHAR_SILENT)))
            len += utf8_put(c->v[i].cp, word + len);
    word[len] = '\0';
    if (len > 0)
        diag_say(l->diag, DIAG_WORD_BROKEN, NULL, word, lay_millimetres(room, width, sizeof width));
}

/* A letter that is wider than ROOM would run into what stands beside it: nothing can be set there. Told of the first one only. */
static void report_letter(struct lay *l, const struct stretch *s, mpt room)
{
    char letter[5] = "", width[24];

    if (l->narrow)
        return;
    l->narrow = true;
    letter[utf8_put(l->chars->v[s->from].cp, letter)] = '\0';
    lay_error(l, DIAG_COLUMN_TOO_NARROW, letter, lay_millimetres(room, width, sizeof width), NULL);
}

static bool is_letter_too_wide(const struct lay_chars *c, const struct stretch *s, mpt room)
{
    return s->to == s->from + 1 && !(c->v[s->from].flags & (CHAR_OBJECT | CHAR_SILENT)) &&
           width_between(c, s->from, s->to) > (int64_t)room * FINE;
}

/* What is said of a line that ends within a word. */
static void report_line(struct lay *l, const struct stretch *s, mpt room)
{
    if (is_letter_too_wide(l->chars, s, room))
        report_letter(l, s, room);
    else
        report_broken(l, s, room);
}

/* A code too long for its column is broken after one of its joints rather than anywhere. */
static bool is_joint(uint32_t cp)
{
    return cp < 0x80 && strchr("_./-+=:;,|\\@&", (int)cp) != NULL;
}

/* The end of a line that no word boundary ends: after a joint in its second half, else where it is full. */
static size_t break_anywhere(const struct lay_chars *c, const struct filling *f)
{
    size_t at = f->over > f->from ? f->over : f->from + 1;

    for (size_t i = at; i > f->from + (at - f->from) / 2; i--)
        if (is_joint(c->v[i - 1].cp))
            return i;
    while (at > f->from + 1 && at < c->n && uc_combining_class(c->v[at].cp) != 0)
        at--;
    return at;
}

/* ---- lines ---- */

/* The line that begins at FROM; HYPHEN: it may end in one. */
static struct stretch next_line(struct lay *l, size_t from, mpt room, bool hyphen, bool eager)
{
    const struct lay_chars *c = l->chars;
    struct filling f = {.from = from, .fits = from, .limit = (int64_t)room * FINE};
    struct stretch s = {.from = from};
    size_t at = 0;

    if (walk(l, &f)) {
        s.to = f.over;
        s.forced = (c->v[f.over - 1].flags & CHAR_FORCED) != 0;
        return s;
    }
    if (hyphen && worth_hyphen(c, &f, eager))
        at = hyphen_place(l, &f);
    if (at > 0) {
        s.to = at;
        s.hyphen = true;
    } else if (f.fits > from) {
        s.to = f.fits;
        s.hyphen = f.soft;
    } else {
        s.to = break_anywhere(c, &f);
        s.broken = true;
    }
    return s;
}

static bool add_stretch(struct lay *l, struct stretch s)
{
    struct lay_chars *c = l->chars;
    struct stretch *grown = lay_grow(l, c->lines, &c->lines_cap, c->nlines + 1, sizeof *grown);

    if (grown == NULL)
        return false;
    c->lines = grown;
    c->lines[c->nlines++] = s;
    return true;
}

static bool fits_one_line(const struct lay_chars *c, mpt room)
{
    struct stretch all = {.from = 0, .to = c->n};

    return !c->forced && width_between(c, 0, lay_visible_end(c, &all)) <= (int64_t)room * FINE;
}

/* The paragraph cut at a word, with "…" (running lines, looks.md 8). */
static struct stretch cut_line(struct lay *l, mpt room)
{
    const struct lay_chars *c = l->chars;
    struct filling f = {.limit = (int64_t)room * FINE - lay_fine_of(l, 0, ELLIPSIS)};
    struct stretch s = {.from = 0, .ellipsis = true};

    if (walk(l, &f) && f.over < c->n)
        s.to = f.over;
    else
        s.to = f.fits > 0 ? f.fits : f.over;
    s.to = lay_visible_end(c, &s);
    while (s.to > 1 && strchr(",;:-(", (int)(c->v[s.to - 1].cp < 0x80 ? c->v[s.to - 1].cp : 'x')) != NULL)
        s.to--;
    return s;
}

static bool single_word(const struct lay_chars *c, const struct stretch *s)
{
    size_t end = lay_visible_end(c, s);

    for (size_t i = s->from; i < end; i++)
        if (c->v[i].flags & CHAR_BLANK)
            return false;
    return true;
}

/* A title's last line must not be one word: the line above it gives a word away, if that fits (looks.md 8). */
static void mend_orphan(struct lay *l, mpt width)
{
    struct lay_chars *c = l->chars;
    struct stretch *last = &c->lines[c->nlines - 1], *above = last - 1;
    size_t to;

    if (c->nlines < 2 || above->forced || above->hyphen || !single_word(c, last))
        return;
    to = lay_visible_end(c, above);
    while (to > above->from && !(c->v[to].flags & CHAR_MAY_BREAK && c->v[to - 1].flags & CHAR_BLANK))
        to--;
    if (to == above->from || width_between(c, to, lay_visible_end(c, last)) >
                                 (int64_t)lay_line_room(c->para, c->nlines - 1, width) * FINE)
        return;
    above->to = last->from = to;
}

/* EAGER: words are parted for little. */
static bool fill_lines(struct lay *l, mpt width, bool eager)
{
    struct lay_chars *c = l->chars;
    int hyphens = 0;

    c->nlines = 0;
    for (size_t from = 0; from < c->n; from = c->lines[c->nlines - 1].to) {
        bool hyphen = c->para->hyphenate && hyphens < HYPHENS_IN_A_ROW;
        struct stretch s = next_line(l, from, lay_line_room(c->para, c->nlines, width), hyphen, eager);

        if (!add_stretch(l, s))
            return false;
        hyphens = s.hyphen ? hyphens + 1 : 0;
    }
    return true;
}

static bool ends_in_hyphen(const struct lay_chars *c)
{
    for (size_t i = 0; i < c->nlines; i++)
        if (c->lines[i].hyphen)
            return true;
    return false;
}

/* Lines with as few hyphens as cost no line. Without eagerness no more are found than with it. */
static bool fill_best(struct lay *l, mpt width)
{
    struct lay_chars *c = l->chars;
    size_t eager;

    if (!c->para->hyphenate)
        return fill_lines(l, width, false);
    if (!fill_lines(l, width, true))
        return false;
    if (!ends_in_hyphen(c))
        return true;
    eager = c->nlines;
    if (!fill_lines(l, width, false))
        return false;
    return c->nlines == eager || fill_lines(l, width, true);
}

bool lay_lines(struct lay *l, mpt width)
{
    struct lay_chars *c = l->chars;
    const struct para *p = c->para;

    c->nlines = 0;
    if (c->n == 0)
        return true;
    if (fits_one_line(c, lay_line_room(p, 0, width)))
        return add_stretch(l, (struct stretch){.from = 0, .to = c->n});
    if (!lay_chars_analyse(l))
        return false;
    if (p->one_line)
        return add_stretch(l, cut_line(l, lay_line_room(p, 0, width)));
    if (!fill_best(l, width))
        return false;
    if (p->no_orphan_word)
        mend_orphan(l, width);
    for (size_t i = 0; i < c->nlines; i++)
        if (c->lines[i].broken)
            report_line(l, &c->lines[i], lay_line_room(p, i, width));
    return true;
}
