/* formula_diag.h: tells people what is wrong with a formula, where, and which name was probably meant. */
#ifndef PIRA_FORMULA_DIAG_H
#define PIRA_FORMULA_DIAG_H

#include "compute/formula.h"
#include "compute/plan.h"

/* Reports the error E of the formula F, read from SOURCE in the element N: a formula over measures (indicatore/formula)
 * or over the columns and rows of a table (cella/formula). */
void formula_report(struct diag *d, struct plan *p, const xmlNode *n, const struct formula *f, const struct formula_error *e,
                    const struct formula_source *source);

/* Reports why F could not be evaluated: FORMULA_BY_ZERO or FORMULA_TOO_LARGE at the step CULPRIT. */
void formula_report_result(struct diag *d, struct plan *p, const xmlNode *n, const struct formula *f, enum formula_result result,
                           const struct formula_step *culprit);

#endif
