/* heading.h: which column of a table is which, by its headings or, without them, by its place. */
#ifndef PIRA_HEADING_H
#define PIRA_HEADING_H

#include <stdbool.h>

#include "exchange/csv.h"
#include "exchange/values.h"

/* One more than values.h writes: a day in a column of its own, beside that of the year. */
enum { HEADING_AL = VALUES_COLUMNS, HEADING_KINDS };

struct headings {
    int at[HEADING_KINDS];   /* the column, from 0; -1: there is none */
    size_t count;            /* columns of the table */
    bool named;              /* the first row holds the names and no values */
};

/* Looks at the first ROW of C. False, with messages in D, when a column is missing or there twice. Without any known name
 * in the first row its columns are codice, periodo, valore and perhaps nota, or those that values_write writes. */
bool headings_find(struct headings *h, struct csv *c, const struct csv_row *row, struct diag *d);

/* The text of the cell of ROW in the column KIND; "" when there is none. */
const char *heading_cell(const struct headings *h, const struct csv_row *row, int kind);

#endif
