/* lay_hyphen.h: where the words of a language may be parted. */
#ifndef PIRA_LAY_HYPHEN_H
#define PIRA_LAY_HYPHEN_H

#include "layout/lay.h"

#define HYPHEN_WORD 64                 /* longer words are not parted by patterns */
#define HYPHEN_SIDE 3                  /* letters that stay on each side (looks.md 8) */

/* The patterns of LANG ("it-IT"), loaded when first asked; NULL, reported, when memory is short. */
struct lay_hyphen *lay_hyphen_new(struct lay *l, const char *lang);
void lay_hyphen_free(struct lay_hyphen *h);   /* accepts NULL */

/* Marks in AFTER[i] whether the word of N letters (at most HYPHEN_WORD) may be parted after letter i.
 * False when it may not be parted at all, or there are no patterns. */
bool lay_hyphenate(struct lay_hyphen *h, const uint32_t *letters, size_t n, bool *after);

#endif
