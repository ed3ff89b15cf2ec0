/* check.h: the rules of a plan that no schema can say: references, published figures, weights, codes, units, targets. */
#ifndef PIRA_CHECK_H
#define PIRA_CHECK_H

#include <stdbool.h>

struct codes;
struct diag;
struct plan;

/* Checks P, which has passed the schema and compute_run, against every rule and reports to D (numbers 3000 to 3999): one
 * message for each rule and each thing that breaks it, at the line where that thing is defined.
 *
 * errore: the plan contradicts itself; avviso: an auditor must look; nota: worth knowing. A wrong figure that an older
 * document published (`pubblicato`) is never more than an avviso. Which rules hold for the plan's kind of document is
 * data in CODES, thresholds are the plan's own (metodo/soglia) or those of the rules.
 *
 * False when an errore was reported, or when memory was short (which is reported too). Time grows with the plan's size. */
bool check_run(struct plan *p, const struct codes *codes, struct diag *d);

#endif
