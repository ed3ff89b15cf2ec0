/* pdf_revision.h: whether what was appended to a document left it as it was: a signature adds, it does not replace. */
#ifndef PIRA_PDF_REVISION_H
#define PIRA_PDF_REVISION_H

#include <stdbool.h>

struct diag;
struct pdf_open;

/* Compares NOW with FIRST, the same file before anything was appended to it. Allowed are new objects, new annotations on
 * pages, new information and metadata, and the entries of the catalog that signatures need. Pages with annotations they did
 * not have are told as avvisi. False, with a message in D, when something else was replaced. */
bool pdf_revision_check(struct pdf_open *now, struct pdf_open *first, struct diag *d);

#endif
