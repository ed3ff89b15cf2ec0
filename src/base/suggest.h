/* suggest.h: the known word that a mistyped one was probably meant to be. */
#ifndef PIRA_SUGGEST_H
#define PIRA_SUGGEST_H

#include <stddef.h>

/* How many single characters were left out, added, mistaken or swapped with their neighbour between A and B; capitals and
 * accents do not count. Words longer than 64 characters count as entirely different (SIZE_MAX). */
size_t suggest_distance(const char *a, const char *b);

/* The word of KNOWN (ended by NULL) nearest to WORD, the first of equals, borrowed from KNOWN.
 * NULL when none is near: a third of the letters, and never fewer than one, may be wrong. */
const char *suggest_nearest(const char *word, const char *const *known);

/* The word of KNOWN that is WORD but for capitals and accents; NULL when there is none. */
const char *suggest_same(const char *word, const char *const *known);

#endif
