/* memory.h: memory for libraries that do not survive its end: they get it, or the program stops. For main.c. */
#ifndef PIRA_MEMORY_H
#define PIRA_MEMORY_H

#include <stdbool.h>

#include "base/diag.h"

/* Gives GMP, libxml2 and libhyphen their memory, from now on; once, before they are used. False when memory is short already. */
bool memory_provide(enum diag_lang lang);

/* For libharu (struct pira, TAKE): SIZE bytes, never NULL. */
void *memory_for_pdf(unsigned size);

/* The program is about to end as it should; until then a call of exit is one of libhyphen's, which means that it got no memory. */
void memory_end(void);

#endif
