/* trace.h: how the figures of an indicator came about, step by step, for people: `pira explain PLAN.xml INDICATOR`. */
#ifndef PIRA_TRACE_H
#define PIRA_TRACE_H

#include <stdbool.h>

#include "base/diag.h"

struct buf;
struct plan;

/* Appends to OUT, for each indicator whose id or codice is NAME (several may bear one codice): its measures with their
 * values, its formula, the exact and the printed value, the target and the branch of the rule that gave the grado, and how
 * that enters its objective, those above, and the totals, with the weights. Figures are printed as in Italian documents.
 * P has been computed. False, OUT as it was, when there is no such indicator; OUT may have failed for want of memory. */
bool trace_indicator(struct plan *p, const char *name, enum diag_lang lang, struct buf *out);

/* The codice or id of an indicator that NAME was probably meant to be, borrowed from the plan; NULL when none is near. */
bool trace_nearest(const struct plan *p, const char *name, const char **nearest);

#endif
