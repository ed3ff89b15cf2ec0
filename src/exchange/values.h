/* values.h: the table in which people fill in the figures of a plan. */
#ifndef PIRA_VALUES_H
#define PIRA_VALUES_H

#include <stdbool.h>

struct buf;
struct codes;
struct diag;
struct plan;

/* The columns of the table, in their order. */
enum values_column {
    VALUES_CODICE, VALUES_ID, VALUES_NOME, VALUES_UNITA, VALUES_VOCE, VALUES_PARTE, VALUES_PERIODO, VALUES_VALORE, VALUES_NOTA,
    VALUES_COLUMNS
};

/* The heading of a column: "codice". */
const char *values_heading(enum values_column column);

/* Appends the table of P's figures to OUT as CSV: a row for each value that a measure or an indicator has, and one to be
 * filled for the current document's period where a measure, or an indicator without a formula, has none yet.
 * False, with a message, when memory is short. */
bool values_write(struct plan *p, const struct codes *codes, struct buf *out, struct diag *d);

#endif
