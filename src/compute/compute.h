/* compute.h: computes what a plan implies and writes it into the plan's tree as `calcoli`. */
#ifndef PIRA_COMPUTE_H
#define PIRA_COMPUTE_H

#include <stdbool.h>

struct computation;
struct diag;
struct plan;

/* Removes every `calcoli` of P and writes new ones: peso, base, consuntivo and grado of indicators, grado of nodes,
 * totals, centres, views and their entries, sums and formulas of table cells. Doing it twice changes nothing more.
 *
 * What cannot be computed because the plan is wrong (a formula, a cycle of cells) is reported to D as errore, and the
 * figures that depend on it are "assente, non-disponibile". A reference that leads nowhere is not reported here (the
 * rules do), its figures are n.d. too. False, with a message, only when memory is short. */
bool compute_run(struct plan *p, struct diag *d);

/* Gives back what compute_run keeps for the rules and for trace_indicator, when nobody asks any more; `calcoli` stay. */
void compute_forget(struct plan *p);

/* The same at the end of the plan, by plan_close. Accepts NULL. */
void compute_free(struct computation *c);

#endif
