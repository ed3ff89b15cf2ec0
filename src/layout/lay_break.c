/* lay_break.c: where the lines of a paragraph may end (Unicode's UAX 14, then the paragraph's own rules). */
#include <stdlib.h>
#include <unictype.h>
#include <unilbrk.h>

#include "layout/lay_text.h"

#define NO_BREAK_SPACE 0x00A0

static bool room_for_analysis(struct lay *l)
{
    struct lay_chars *c = l->chars;
    size_t cap = c->work_cap;
    uint32_t *codes;
    char *breaks;

    if (c->n <= c->work_cap)
        return true;
    codes = lay_grow(l, c->codes, &cap, c->n, sizeof *codes);
    if (codes == NULL)
        return false;
    c->codes = codes;
    breaks = realloc(c->breaks, cap);
    if (breaks == NULL) {
        lay_starve(l);
        return false;
    }
    c->breaks = breaks;
    c->work_cap = cap;
    return true;
}

/* What UAX 14 is told of a character: spaces between a figure and its unit hold it, whichever their width. */
static uint32_t code_of(const struct lay_char *ch)
{
    if (ch->flags & CHAR_FORCED)
        return '\n';
    if (ch->cp == 0x2007 || ch->cp == 0x2009 || ch->cp == 0x202F)
        return NO_BREAK_SPACE;
    return ch->cp;
}

/* Rule LB29 of UAX 14, which the library does not have: an abbreviation stays whole, "A.S.L." and "D.Lgs." */
static bool in_abbreviation(const struct lay_char *before, const struct lay_char *after)
{
    bool infix = before->cp == '.' || before->cp == ',' || before->cp == ':' || before->cp == ';';

    return infix && uc_is_alpha(after->cp);
}

/* The paragraph's own rules upon Unicode's: a code is never broken in two, a formula only at its blanks (looks.md 8, 9). */
static bool held(const struct lay_chars *c, size_t i)
{
    const struct lay_char *before = &c->v[i - 1], *after = &c->v[i];

    if (before->run == after->run && c->para->runs[after->run].nobreak)
        return true;
    if (in_abbreviation(before, after))
        return true;
    return c->para->keep_words && !(before->flags & CHAR_BLANK);
}

/* ---- plain text ---- */

/* Plain text is letters, figures, apostrophes within words, points after them, and blanks: UAX 14 lets it be broken after blanks,
 * but not before a point (LB13). Nearly all text is plain; to ask the library took twice as long as all else that is asked
 * of a character. The unit tests hold this against the library. */
enum kind { OTHER, WORD, FIGURE, BLANK, POINT, APOSTROPHE };

static enum kind kind_of(uint32_t cp)
{
    if ((cp | 0x20) >= 'a' && (cp | 0x20) <= 'z')
        return WORD;
    if (cp >= '0' && cp <= '9')
        return FIGURE;
    switch (cp) {
    case ' ': return BLANK;
    case ',': case '.': return POINT;
    case '\'': case 0x2019: return APOSTROPHE;
    default: return cp >= 0xC0 && cp <= 0xFF && cp != 0xD7 && cp != 0xF7 ? WORD : OTHER;   /* not the signs of times and division */
    }
}

/* Whether text that has a character of kind AFTER behind one of kind BEFORE (OTHER: none) is still plain. */
static bool is_plain(enum kind before, enum kind after)
{
    switch (after) {
    case OTHER: return false;
    case WORD: return before != POINT;
    case APOSTROPHE: return before == WORD || before == FIGURE;
    case BLANK: return before != OTHER;
    case FIGURE: case POINT: return true;
    }
    return false;
}

bool lay_break_plain(const struct lay_chars *c, char *breaks)
{
    enum kind before = OTHER;

    for (size_t i = 0; i < c->n; i++) {
        enum kind kind = kind_of(c->v[i].cp);

        if (!is_plain(before, kind))
            return false;
        breaks[i] = before == BLANK && kind != BLANK && kind != POINT ? UC_BREAK_POSSIBLE : UC_BREAK_PROHIBITED;
        before = kind;
    }
    return !c->forced;
}

/* ---- any text ---- */

static void break_any(struct lay_chars *c)
{
    for (size_t i = 0; i < c->n; i++)
        c->codes[i] = code_of(&c->v[i]);
    u32_possible_linebreaks(c->codes, c->n, "UTF-8", c->breaks);
}

bool lay_chars_analyse(struct lay *l)
{
    struct lay_chars *c = l->chars;

    if (c->analysed || c->n == 0)
        return true;
    if (!room_for_analysis(l))
        return false;
    if (!lay_break_plain(c, c->breaks))
        break_any(c);
    for (size_t i = 1; i < c->n; i++)
        if (c->breaks[i] == UC_BREAK_POSSIBLE && !held(c, i))
            c->v[i].flags |= CHAR_MAY_BREAK;
    c->analysed = true;
    return true;
}
