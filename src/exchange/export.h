/* export.h: the tables of a computed plan as CSV, for publication as open data (D.Lgs. 33/2013, art. 29 c. 1-bis). */
#ifndef PIRA_EXPORT_H
#define PIRA_EXPORT_H

#include <stdbool.h>

struct buf;
struct codes;
struct diag;
struct plan;

/* Appends a table of P, which has been computed, to OUT as CSV. TABLE is indicatori (indicators): every indicator, a row for
 * each year and day it has a target or a value of; obiettivi (objectives); iniziative (initiatives): the plan's tables of
 * that genere in one; albero (tree): nodes and indicators in their order; or the id or genere of tables of the plan.
 * False, with a message, OUT untouched, when there is no such table, or memory is short. */
bool export_write(struct plan *p, const struct codes *codes, const char *table, struct buf *out, struct diag *d);

#endif
