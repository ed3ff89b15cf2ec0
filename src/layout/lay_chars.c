/* lay_chars.c: the runs of a paragraph as one row of measured characters. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "layout/lay_font.h"
#include "layout/lay_text.h"

#define WORD_JOINER 0x2060
#define SOFT_HYPHEN 0x00AD
#define NO_BREAK_SPACE 0x00A0

/* A light is 0.8 em wide, and stands 0.4 em before its word: 6 pt and 3 pt at 7.5 pt (looks.md 7). */
#define LIGHT_WIDTH 800
#define OBJECT_GAP 400

#define QUOTED 60                      /* bytes of a paragraph that is too long, in the message */

void lay_chars_free(struct lay_chars *c)
{
    if (c == NULL)
        return;
    free(c->v);
    free(c->codes);
    free(c->breaks);
    free(c->lines);
    free(c);
}

static bool room_for(struct lay *l, size_t more)
{
    struct lay_chars *c = l->chars;
    struct lay_char *grown = lay_grow(l, c->v, &c->cap, c->n + more, sizeof *grown);

    if (grown != NULL)
        c->v = grown;
    return grown != NULL;
}

static bool put(struct lay *l, struct lay_char ch)
{
    struct lay_chars *c = l->chars;

    if (c->n == c->cap && !room_for(l, 1))
        return false;
    c->v[c->n++] = ch;
    c->wide += ch.cp >= 0x80;
    return true;
}

/* ---- text ---- */

/* Characters that are spaces in print: the ends of lines of an XML file, tabs. */
static bool is_space(uint32_t cp)
{
    return cp == ' ' || (cp >= 0x09 && cp <= 0x0D) || cp == 0x85 || cp == 0x2028 || cp == 0x2029;
}

/* Characters that steer the setting of a text and have no shape. */
static bool is_silent(uint32_t cp)
{
    return cp == SOFT_HYPHEN || (cp >= 0x200B && cp <= 0x200F) || (cp >= 0x202A && cp <= 0x202E) ||
           (cp >= 0x2060 && cp <= 0x206F) || (cp >= 0xFE00 && cp <= 0xFE0F) || cp == 0xFEFF;
}

/* What is printed where a face lacks the character: a shape that means the same. */
static uint32_t substitute(uint32_t cp)
{
    switch (cp) {
    case 0x2010: return '-';           /* hyphen */
    case 0x2011: return '-';           /* no-break hyphen */
    case 0x2007:                       /* figure space, thin space, narrow no-break space */
    case 0x2009:
    case 0x202F: return NO_BREAK_SPACE;
    case NO_BREAK_SPACE: return ' ';
    default: return 0;
    }
}

/* The advance of *CP in thousandths of the em, a substitute taken where it must be; -1: there is none. */
static int advance(struct lay *l, int face, uint32_t *cp)
{
    int a = lay_advance(l, face, *cp);
    uint32_t other = *cp;

    while (a < 0 && (other = substitute(other)) != 0) {
        a = lay_advance(l, face, other);
        *cp = other;
    }
    return a;
}

static bool put_silent(struct lay *l, size_t run, uint32_t cp)
{
    return put(l, (struct lay_char){cp, (uint32_t)run, 0, CHAR_SILENT | (cp == SOFT_HYPHEN ? CHAR_SOFT : 0)});
}

/* One character of TEXT, the byte AT of which it begins with. */
static bool put_char(struct lay *l, size_t run, uint32_t cp, const char *text, size_t at)
{
    const struct text_style *style = l->chars->para->runs[run].style;
    uint32_t shown = is_space(cp) ? ' ' : cp;
    int a;

    if (is_silent(cp))
        return put_silent(l, run, cp);
    a = advance(l, style->face, &shown);
    if (a < 0) {
        lay_missing(l, style, cp, text, at);
        return true;
    }
    return put(l, (struct lay_char){shown, (uint32_t)run, a * style->size, is_space(cp) ? CHAR_BLANK : 0});
}

/* The printable ASCII from S on, for which there is room: nearly all text; one by one it took twice as long.
 * Where it ends. */
static const char *put_ascii(struct lay *l, size_t run, const char *s)
{
    struct lay_chars *c = l->chars;
    const struct text_style *style = c->para->runs[run].style;
    const int16_t *advances = lay_ascii(l, style->face);
    struct lay_char *v = c->v + c->n;

    for (; advances != NULL && advances[(unsigned char)*s] >= 0; s++)   /* ends with the text: NUL has none */
        *v++ = (struct lay_char){(unsigned char)*s, (uint32_t)run, advances[(unsigned char)*s] * style->size,
                                 *s == ' ' ? CHAR_BLANK : 0};
    c->n = (size_t)(v - c->v);
    return s;
}

/* OFFSET is the byte of the paragraph's text at which this run begins: the axis is given so. */
static bool put_text(struct lay *l, size_t run, const char *text, size_t offset)
{
    struct lay_chars *c = l->chars;
    const char *s = text, *end = text + strlen(text);

    if (!room_for(l, (size_t)(end - text)))
        return false;
    while (s < end) {
        size_t at = (size_t)(s - text), first = c->n;
        const char *stop = put_ascii(l, run, s);
        size_t bytes = stop > s ? (size_t)(stop - s) : 1;
        size_t left = offset + at < c->para->axis_at ? c->para->axis_at - offset - at : 0;   /* of the axis */

        if (left > 0)
            c->axis = first + (left < bytes ? left : bytes);
        if (stop > s)
            s = stop;
        else if (!put_char(l, run, utf8_next(&s, end), text, at))
            return false;
    }
    return true;
}

/* ---- what is not text ---- */

static bool put_gap(struct lay *l, size_t run)
{
    const struct run *r = &l->chars->para->runs[run];
    int32_t gap = r->bar_tight ? PT(1) * FINE : OBJECT_GAP * r->style->size;

    return put(l, (struct lay_char){WORD_JOINER, (uint32_t)run, gap, CHAR_SILENT | CHAR_BLANK});
}

static bool put_object(struct lay *l, size_t run, uint32_t cp, int32_t fine, uint8_t flags)
{
    l->chars->objects = true;
    return put(l, (struct lay_char){cp, (uint32_t)run, fine, CHAR_OBJECT | flags});
}

/* Room for the number of a page that is not yet known. */
static bool put_page_of(struct lay *l, size_t run)
{
    const struct text_style *style = l->chars->para->runs[run].style;
    int32_t fine = 0;

    for (const char *s = PAGE_FIGURES; *s != '\0'; s++)
        fine += lay_advance(l, style->face, (unsigned char)*s) * style->size;
    return put_object(l, run, '0', fine, 0);
}

static bool put_break(struct lay *l, size_t run)
{
    l->chars->forced = true;
    return put(l, (struct lay_char){' ', (uint32_t)run, 0, CHAR_SILENT | CHAR_BLANK | CHAR_FORCED});
}

static bool put_note(struct lay *l, size_t run, const struct note *note)
{
    int a = lay_advance(l, note->mark->face, NOTE_LETTER);

    return put_object(l, run, WORD_JOINER, (a < 0 ? 0 : a) * note->mark->size, CHAR_HANG);
}

static bool put_field(struct lay *l, size_t run, const char *text)
{
    return text == NULL || put_text(l, run, text, 0);
}

static bool put_run(struct lay *l, size_t i, size_t offset)
{
    const struct run *r = &l->chars->para->runs[i];

    switch (r->kind) {
    case RUN_TEXT: return put_text(l, i, r->text, offset);
    case RUN_BREAK: return put_break(l, i);
    case RUN_LIGHT: return put_object(l, i, WORD_JOINER, LIGHT_WIDTH * r->style->size, 0) && put_gap(l, i);
    case RUN_BAR: return put_object(l, i, WORD_JOINER, r->bar_width * FINE, 0) && put_gap(l, i);
    case RUN_PAGE: return put_field(l, i, l->fields.page);
    case RUN_PAGES: return put_field(l, i, l->fields.pages);
    case RUN_CHAPTER: return put_field(l, i, l->fields.chapter);
    case RUN_PAGE_OF: return put_page_of(l, i);
    }
    return true;
}

bool lay_too_long(struct lay *l, const struct para *p)
{
    char start[QUOTED + 1] = "";
    size_t len = 0;

    for (size_t i = 0; i < p->nruns && start[0] == '\0'; i++)
        if (p->runs[i].kind == RUN_TEXT)
            snprintf(start, sizeof start, "%s", p->runs[i].text);
    if (!utf8_valid(start, strlen(start), &len))
        start[len] = '\0';             /* not within a character */
    lay_error(l, DIAG_PARA_TOO_LONG, start, NULL, NULL);
    return false;
}

static size_t count_bytes(const struct para *p)
{
    size_t n = 0;

    for (size_t i = 0; i < p->nruns; i++)
        n += p->runs[i].kind == RUN_TEXT ? strlen(p->runs[i].text) : 1;
    return n;
}

bool lay_chars_load(struct lay *l, const struct para *p)
{
    struct lay_chars *c = l->chars;
    size_t offset = 0;

    if (count_bytes(p) > PARA_CHARS)
        return lay_too_long(l, p);

    c->para = p;
    c->n = c->wide = 0;
    c->axis = 0;
    c->forced = c->objects = c->analysed = false;
    for (size_t i = 0; i < p->nruns; i++) {
        if (!put_run(l, i, offset))
            return false;
        if (p->runs[i].kind == RUN_TEXT)
            offset += strlen(p->runs[i].text);
        if (p->runs[i].note != NULL && !put_note(l, i, p->runs[i].note))
            return false;
    }
    return true;
}
