/* pdf_sfnt.h: a TrueType file, reduced to what a PDF needs of it (ISO 32000-1, 9.9). */
#ifndef PIRA_PDF_SFNT_H
#define PIRA_PDF_SFNT_H

#include <stdbool.h>
#include <stddef.h>

struct buf;

/* Appends the LEN bytes of FONT, a TrueType file, to OUT without the tables that a composite font in a PDF does not use
 * (names, code maps, what is for other systems), and without the outlines and advances of glyphs that are not USED, an array of
 * NGLYPHS flags, which is all that FONT has. False, OUT of no use, when FONT is not whole or memory is short. */
bool pdf_sfnt_reduce(struct buf *out, const void *font, size_t len, const unsigned char *used, size_t nglyphs);

#endif
