/* absence.h: how documents write that a value is absent. */
#ifndef PIRA_ABSENCE_H
#define PIRA_ABSENCE_H

#include <stddef.h>

/* The stato of the element assente that LEN bytes of a text stand for ("n.d.": non-disponibile); NULL when for none. */
const char *absence_stato(const char *word, size_t len);

#endif
