/* pdf_open.h: a PDF file by its path, with its facts; what is wrong with it is reported. */
#ifndef PIRA_PDF_OPEN_H
#define PIRA_PDF_OPEN_H

#include <stdbool.h>
#include <stddef.h>

#include "archive/pdf_facts.h"
#include "base/buf.h"

struct diag;

struct pdf_open {
    const char *name;            /* as messages say it; borrowed */
    struct buf bytes;
    struct pdf_reader *reader;
    struct pdf_facts facts;
};

/* Reads PATH ("-": standard input) into *P, which pdf_open_end ends in every case. False, with a message in D, when it
 * cannot be read. */
bool pdf_open_file(struct pdf_open *p, const char *path, struct diag *d);

/* The same for LEN bytes of DATA, which must outlive *P, empty so far; NAME stands for the file in messages. */
bool pdf_open_memory(struct pdf_open *p, const char *name, const void *data, size_t len, struct diag *d);

void pdf_open_end(struct pdf_open *p);

/* Whether no trouble has been met in it so far. */
bool pdf_open_is_well(const struct pdf_open *p);

/* The bytes of attachment A, appended to OUT. False, with a message in D, when they cannot be had. */
bool pdf_open_attached(struct pdf_open *p, const struct pdf_attached *a, struct buf *out, struct diag *d);

#endif
