/* pdf_compare.h: whether two documents say the same, page by page, and where not. */
#ifndef PIRA_PDF_COMPARE_H
#define PIRA_PDF_COMPARE_H

#include <stdbool.h>
#include <stddef.h>

#include "archive/pdf_open.h"

struct diag;

/* Compares the pages of FILE with those of MADE, which follow from its data: every line of text and every stroke, or with
 * FIGURES_ONLY the figures (numbers with their signs) in their order, wherever lines break. Reports the first difference of
 * each page, and the number of pages where they are not the same. *FIGURES is the number of figures of FILE.
 * False when they differ, or when a page cannot be read, which is reported too. */
bool pdf_compare_made(struct pdf_open *file, struct pdf_open *made, bool figures_only, size_t *figures, struct diag *d);

/* Compares the pages of NOW with those of FIRST, the same file before anything was appended to it, and reports those whose
 * text or strokes are others. False as above. */
bool pdf_compare_pages_now(struct pdf_open *now, struct pdf_open *first, struct diag *d);

/* Whether both have the same attachments: names, relations, bytes. *NAME is the first that differs. False, too, when one
 * cannot be read, which is reported (*NAME is NULL then). */
bool pdf_compare_attached(struct pdf_open *a, struct pdf_open *b, const char **name, struct diag *d);

#endif
