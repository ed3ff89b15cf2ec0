/* pdf_font.h: the faces of a document: metrics for layout, one-byte codes for page content, font objects for the file.
 *
 * libharu reads and subsets the TrueType files; the fonts it would write have an invalid ToUnicode and four times the
 * bytes. Ours are composite fonts with one-byte codes: at most 255 characters each, so that a face has one, or more.
 */
#ifndef PIRA_PDF_FONT_H
#define PIRA_PDF_FONT_H

#include <hpdf.h>
#include <stdbool.h>
#include <stddef.h>

#include "layout/metrics.h"

struct buf;
struct diag;
struct pdf_file;
struct pdf_fonts;

/* The faces FACES (files DIR/NAME.ttf) of HARU, which must outlive them. Every file is read and its checksum verified
 * (libharu can crash on a damaged font); libharu gets it when the first character is asked for.
 * NULL, with a message in D, when one cannot be used. */
struct pdf_fonts *pdf_fonts_new(HPDF_Doc haru, const char *dir, const char *const *faces, size_t nfaces, struct diag *d);
void pdf_fonts_free(struct pdf_fonts *f);   /* accepts NULL */

/* The two halves of it, for many documents with the same faces: whether all can be used, and a collection of such. */
bool pdf_fonts_check(const char *dir, const char *const *faces, size_t nfaces, struct diag *d);
struct pdf_fonts *pdf_fonts_new_checked(HPDF_Doc haru, const char *dir, const char *const *faces, size_t nfaces, struct diag *d);

const struct metrics *pdf_fonts_metrics(const struct pdf_fonts *f);

/* False when a face could not be loaded while layout measured, which D of pdf_fonts_new was told: then nothing may be written. */
bool pdf_fonts_good(const struct pdf_fonts *f);

/* Appends the codes of the characters from *S on, as far as one font goes (END at most), escaped for a literal string,
 * and moves *S past them. Returns the number of the font, or a negative number when nothing was appended,
 * or memory was short: */
#define PDF_FONT_NO_GLYPH  (-1)   /* the face lacks the character at *S */
#define PDF_FONT_NO_MEMORY (-2)
int pdf_fonts_encode(struct pdf_fonts *f, int face, const char **s, const char *end, struct buf *out);

/* Writes all fonts in use, and appends to RESOURCES "/F0 12 0 R/F1 …". False when memory is short or libharu fails. */
bool pdf_fonts_write(struct pdf_fonts *f, struct pdf_file *file, struct buf *resources);

#endif
