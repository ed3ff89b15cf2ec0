/* fold.h: texts made comparable: small letters, without accents, and without whatever else does not count. */
#ifndef PIRA_FOLD_H
#define PIRA_FOLD_H

#include <stddef.h>

struct buf;

enum fold {
    FOLD_BLANKS = 1,        /* leave blanks out; otherwise they become one blank between words */
    FOLD_PUNCTUATION = 2,   /* leave out whatever is neither letter nor figure, or make it a blank */
    FOLD_ENDINGS = 4,       /* leave out the last letter of each word: approvvigionamento, approvvigionamenti */
    FOLD_YEARS = 8,         /* a year (1900 to 2199) becomes "#" */
};

/* Appends S folded by the set HOW of enum fold; of punctuation the characters of KEEP (ASCII, may be NULL) stay. */
void fold_add(struct buf *out, const char *s, unsigned how, const char *keep);

/* The years (1900 to 2199) in S, in order, at most MOST into YEARS; how many there are. */
size_t fold_years(const char *s, int *years, size_t most);

#endif
