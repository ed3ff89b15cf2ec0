/* suggest.h: the known word that a mistyped one was probably meant to be. */
#ifndef PIRA_SUGGEST_H
#define PIRA_SUGGEST_H

#include <stddef.h>

/* How many single characters were left out, added, mistaken or swapped with their neighbour between A and B.
 * Words longer than 64 bytes count as entirely different (SIZE_MAX). */
size_t suggest_distance(const char *a, const char *b);

/* The word of KNOWN (ended by NULL) nearest to WORD, the first of equals, borrowed from KNOWN.
 * NULL when none is near: a third of the letters, and never fewer than one, may be wrong. */
const char *suggest_nearest(const char *word, const char *const *known);

#endif
