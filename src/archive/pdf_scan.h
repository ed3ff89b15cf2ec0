/* pdf_scan.h: reads values, one after the other, from the bytes of a file, of an object stream or of a page.
 *
 * The bytes may be anything at all: nesting, memory and the number of values are bounded.
 */
#ifndef PIRA_PDF_SCAN_H
#define PIRA_PDF_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "archive/pdf_value.h"

struct arena;

enum pdf_trouble { PDF_FINE, PDF_DAMAGED, PDF_ENCRYPTED, PDF_TOO_MUCH, PDF_MEMORY_SHORT };

struct pdf_scan {
    const char *data; size_t len, at;
    struct arena *arena;           /* owns the values */
    size_t *values_left;           /* how many more may be made; shared by all scans of a file */
    struct pdf_value *stack; size_t n, cap;   /* of arrays and dictionaries under work */
    enum pdf_trouble trouble;      /* the first; AT stays where it was met */
};

/* A scan of DATA from AT on. Ended with pdf_scan_end. */
struct pdf_scan pdf_scan_begin(const void *data, size_t len, size_t at, struct arena *arena, size_t *values_left);
void pdf_scan_end(struct pdf_scan *s);

/* The next value; kind PDF_END at the end, and after any trouble. A stream is read as its dictionary. */
struct pdf_value pdf_scan_next(struct pdf_scan *s);

/* The next value must be an integer between 0 and MOST; otherwise that is damage, and 0. */
int64_t pdf_scan_integer(struct pdf_scan *s, int64_t most);

/* Whether the next value is the keyword WORD; if it is not, that is damage. */
bool pdf_scan_expect(struct pdf_scan *s, const char *word);

#endif
