/* lay_font.h: widths of characters, asked of the metrics once and remembered; characters that no face shows. */
#ifndef PIRA_LAY_FONT_H
#define PIRA_LAY_FONT_H

#include "layout/lay.h"

/* The memory of the faces of L's document; NULL, reported, when memory is short. Freed with lay_font_free. */
struct lay_font *lay_font_new(struct lay *l, const struct metrics *m);
void lay_font_free(struct lay_font *f);   /* accepts NULL */

/* Advance of CP in thousandths of the em; -1 when FACE has no glyph for it. */
int lay_advance(struct lay *l, int face, uint32_t cp);

/* Advances of the characters below 128, by their bytes; -1 where FACE has no glyph or they are not printable, and for bytes of
 * other characters. NULL when memory is short. */
const int16_t *lay_ascii(struct lay *l, int face);

/* Reports that STYLE's face lacks CP, quoting the text around byte AT of TEXT. Once a character. */
void lay_missing(struct lay *l, const struct text_style *style, uint32_t cp, const char *text, size_t at);

/* Distance from the top of a line of LEADING to the baseline of STYLE: ascent and descent are centred in the line. */
mpt lay_baseline(const struct lay *l, const struct text_style *style, mpt leading);

#endif
