/* pdf_facts.h: what a PDF file says of itself, what is attached to it, and its pages. */
#ifndef PIRA_PDF_FACTS_H
#define PIRA_PDF_FACTS_H

#include <stdbool.h>
#include <stddef.h>

#include "archive/pdf_read.h"

struct arena;
struct buf;

/* An attached file. Strings are UTF-8, never NULL, owned by the reader. */
struct pdf_attached {
    const char *name, *relation;         /* "piano.xml"; "Source", "Data", "Supplement", or what else the file says */
    const struct pdf_value *stream;      /* for pdf_reader_decode */
};

struct pdf_facts {
    const char *creator, *date;          /* of the information dictionary, "" when it has none; DATE as it stands: "D:2017…" */
    struct pdf_attached *attached; size_t nattached;
    const struct pdf_value **pages; size_t npages;
};

/* Finds the facts of R, which owns them. False after trouble, which R remembers. */
bool pdf_facts_find(struct pdf_reader *r, struct pdf_facts *facts);

/* The text of a text string V (ISO 32000-1, 7.9.2.2) as UTF-8, "" for anything else; NULL when memory is short. */
const char *pdf_facts_text(struct arena *a, const struct pdf_value *v);

/* An entry of PAGE that it may have from the nodes above it (ISO 32000-1, 7.7.3.4): Resources. */
const struct pdf_value *pdf_facts_inherited(struct pdf_reader *r, const struct pdf_value *page, const char *key);

#endif
