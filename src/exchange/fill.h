/* fill.h: puts the figures of a table into the text of a plan. */
#ifndef PIRA_FILL_H
#define PIRA_FILL_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct codes;
struct csv;
struct diag;
struct plan;

/* What came of the rows of a table. */
struct fill_counts {
    size_t written, unchanged, empty;
};

/* Appends the text of P's document to OUT with the values of TABLE in it; every other byte stays as it was. Rows without a
 * value are passed over. P must have been opened from a document that passed the schema, and not computed.
 * False, OUT untouched, when anything is wrong: then every bad row and cell is in D (up to 200 of them), with its place in
 * the table, and what would be right. */
bool fill_run(struct plan *p, const struct codes *codes, struct csv *table, struct buf *out, struct fill_counts *counts, struct diag *d);

#endif
