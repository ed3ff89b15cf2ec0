/* starve.h: one allocation of the program made to fail. The runner of suites is linked so that ours go through here (Makefile,
 * STARVE); those inside libraries do not, but libxml2 can be told. */
#ifndef PIRA_STARVE_H
#define PIRA_STARVE_H

#include <stddef.h>

/* From now on the allocation number N (from 1) fails; 0: none does. */
void starve_at(size_t n);

/* How many there were since. */
size_t starve_count(void);

/* Memory that none of this concerns, as malloc gives it. */
void *starve_never(size_t size);

/* From begin to end libxml2 takes its memory from here, and the same can be done to it. The end says how many pieces it has not
 * given back. */
void starve_xml_begin(void);
void starve_xml_at(size_t n);
size_t starve_xml_count(void);
long starve_xml_end(void);

#endif
