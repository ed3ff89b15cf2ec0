/* pdf_text.h: the text of a page of a PDF file, to be compared with that of another. */
#ifndef PIRA_PDF_TEXT_H
#define PIRA_PDF_TEXT_H

#include <stdbool.h>

#include "archive/pdf_read.h"

struct buf;
struct pdf_texts;

/* Reads texts of R's pages; keeps the fonts it has met. NULL when memory is short. */
struct pdf_texts *pdf_texts_new(struct pdf_reader *r);
void pdf_texts_free(struct pdf_texts *t);   /* accepts NULL */

/* Appends the operators of PAGE. False after trouble, which the reader remembers. */
bool pdf_page_content(struct pdf_reader *r, const struct pdf_value *page, struct buf *out);

/* Appends the text of PAGE as UTF-8, a line for each place where text begins anew: what belongs to the document, in the
 * order in which it is painted, then artifacts (running heads, what is repeated). Codes without a meaning become U+FFFD.
 * False after trouble, which the reader remembers. */
bool pdf_page_text(struct pdf_texts *t, const struct pdf_value *page, struct buf *out);

#endif
