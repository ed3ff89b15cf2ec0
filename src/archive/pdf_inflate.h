/* pdf_inflate.h: the bytes of a stream, decoded within a limit. */
#ifndef PIRA_PDF_INFLATE_H
#define PIRA_PDF_INFLATE_H

#include <stddef.h>

#include "archive/pdf_scan.h"

struct buf;

/* Appends what LEN bytes of DATA, deflated (RFC 1950), inflate to, but not more than LIMIT bytes. */
enum pdf_trouble pdf_inflate(const char *data, size_t len, size_t limit, struct buf *out);

/* Undoes PNG's predictors (ISO 32000-1, 7.4.4.4) in place: rows of WIDTH bytes, each after the byte that names its
 * predictor, and pixels of STEP bytes. */
enum pdf_trouble pdf_unpredict(struct buf *b, size_t width, size_t step);

#endif
