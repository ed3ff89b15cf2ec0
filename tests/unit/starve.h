/* starve.h: one allocation of the program made to fail. The runner of suites is linked so that ours go through here (Makefile,
 * STARVE); those inside libraries do not. */
#ifndef PIRA_STARVE_H
#define PIRA_STARVE_H

#include <stddef.h>

/* From now on the allocation number N (from 1) fails; 0: none does. */
void starve_at(size_t n);

/* How many there were since. */
size_t starve_count(void);

#endif
