/* calcoli.h: takes the `calcoli` out of a plan's tree, and writes them in, each in the place the schema gives it. */
#ifndef PIRA_CALCOLI_H
#define PIRA_CALCOLI_H

#include "compute/model.h"

/* Removes every `calcoli` of the plan, with the indentation before it. */
void calcoli_erase(struct plan *p);

/* Writes all that C has computed. What is rounded carries its exact fraction, unless that would take more than
 * CALCOLI_LONGEST characters. False when memory is short. */
bool calcoli_write(struct computation *c);

#define CALCOLI_LONGEST 4000

#endif
