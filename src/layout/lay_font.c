/* lay_font.c: widths of characters, asked of the metrics once and remembered; characters that no face shows. */
#include "layout/lay_font.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"

#define BLOCK 256                      /* characters remembered together */
#define BLOCKS (0x10000 / BLOCK)
#define BYTES 256                      /* values of one */
#define UNASKED INT16_MIN
#define MISSING_REPORTED 50            /* characters named at most; a text in another script would name thousands */
#define QUOTE 24                       /* bytes quoted on either side of a missing character */

struct face {
    int16_t *block[BLOCKS];
    int16_t *ascii;
};

struct lay_font {
    const struct metrics *m;
    struct face *faces;
    uint32_t missing[MISSING_REPORTED]; size_t nmissing;
};

struct lay_font *lay_font_new(struct lay *l, const struct metrics *m)
{
    struct lay_font *f = calloc(1, sizeof *f);

    if (f != NULL)
        f->faces = calloc(l->doc->nfaces + 1, sizeof *f->faces);
    if (f == NULL || f->faces == NULL) {
        lay_starve(l);
        lay_font_free(f);
        return NULL;
    }
    f->m = m;
    return f;
}

/* The blocks are the working arena's. */
void lay_font_free(struct lay_font *f)
{
    if (f != NULL)
        free(f->faces);
    free(f);
}

static int16_t *new_block(struct lay *l)
{
    int16_t *b = lay_new(l, BLOCK, sizeof *b);

    for (size_t i = 0; b != NULL && i < BLOCK; i++)
        b[i] = UNASKED;
    return b;
}

int lay_advance(struct lay *l, int face, uint32_t cp)
{
    const struct metrics *m = l->font->m;
    int16_t **block, *known;

    assert(face >= 0 && (size_t)face < l->doc->nfaces);
    if (cp >= BLOCK * BLOCKS)
        return m->advance(m->ctx, face, cp);
    block = &l->font->faces[face].block[cp / BLOCK];
    if (*block == NULL && (*block = new_block(l)) == NULL)
        return m->advance(m->ctx, face, cp);
    known = &(*block)[cp % BLOCK];
    if (*known == UNASKED)
        *known = (int16_t)m->advance(m->ctx, face, cp);
    return *known;
}

const int16_t *lay_ascii(struct lay *l, int face)
{
    struct face *f = &l->font->faces[face];

    if (f->ascii == NULL && (f->ascii = lay_new(l, BYTES, sizeof *f->ascii)) != NULL)
        for (uint32_t cp = 0; cp < BYTES; cp++)
            f->ascii[cp] = cp < ' ' || cp >= 0x7F ? -1 : (int16_t)lay_advance(l, face, cp);
    return f->ascii;
}

/* Whether CP is reported now for the first time. */
static bool first_time(struct lay_font *f, uint32_t cp)
{
    for (size_t i = 0; i < f->nmissing; i++)
        if (f->missing[i] == cp)
            return false;
    if (f->nmissing == MISSING_REPORTED)
        return false;
    f->missing[f->nmissing++] = cp;
    return true;
}

/* A byte at which a quotation may begin or end: not within a character. */
static size_t char_start(const char *s, size_t at)
{
    while (at > 0 && ((unsigned char)s[at] & 0xC0) == 0x80)
        at--;
    return at;
}

void lay_missing(struct lay *l, const struct text_style *style, uint32_t cp, const char *text, size_t at)
{
    size_t len = strlen(text);
    size_t from = char_start(text, at > QUOTE ? at - QUOTE : 0);
    size_t to = char_start(text, at + QUOTE < len ? at + QUOTE : len);
    char name[16];
    char *quote;

    l->failed = true;
    if (!first_time(l->font, cp))
        return;
    snprintf(name, sizeof name, "U+%04X", (unsigned)cp);
    quote = arena_strndup(l->work, text + from, to - from);
    if (quote == NULL)
        lay_starve(l);
    else
        lay_error(l, DIAG_GLYPH_MISSING, name, l->doc->faces[style->face], quote);
}

mpt lay_baseline(const struct lay *l, const struct text_style *style, mpt leading)
{
    const struct metrics *m = l->font->m;
    int64_t up = m->ascent(m->ctx, style->face), down = m->descent(m->ctx, style->face);

    /* (leading - (up + down)) / 2 + up, times a thousand, rounded */
    return (mpt)(((int64_t)leading * 1000 + (up - down) * style->size + 1000) / 2000);
}
