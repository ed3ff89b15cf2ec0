/* suggest.c: the known word that a mistyped one was probably meant to be. */
#include "base/suggest.h"

#include <stdint.h>
#include <string.h>

enum { LONGEST = 64 };

static size_t min(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Rows of the usual table: ROW[j] is the distance of A's first i letters from B's first j. */
static void next_row(const char *a, const char *b, size_t i, size_t length_b, size_t (*rows)[LONGEST + 1])
{
    const size_t *before = rows[(i + 1) % 3], *above = rows[(i + 2) % 3];
    size_t *row = rows[i % 3];
    row[0] = i;
    for (size_t j = 1; j <= length_b; j++) {
        row[j] = min(above[j - 1] + (a[i - 1] != b[j - 1]), min(above[j], row[j - 1]) + 1);
        if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            row[j] = min(row[j], before[j - 2] + 1);
    }
}

size_t suggest_distance(const char *a, const char *b)
{
    size_t rows[3][LONGEST + 1] = {{0}};
    size_t length_a = strlen(a), length_b = strlen(b);
    if (length_a > LONGEST || length_b > LONGEST)
        return SIZE_MAX;
    for (size_t j = 0; j <= length_b; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= length_a; i++)
        next_row(a, b, i, length_b, rows);
    return rows[length_a % 3][length_b];
}

const char *suggest_nearest(const char *word, const char *const *known)
{
    const char *nearest = NULL;
    size_t allowed = strlen(word) / 3;
    size_t best = (allowed > 0 ? allowed : 1) + 1;
    for (; *known; known++) {
        size_t distance = suggest_distance(word, *known);
        if (distance < best) {
            best = distance;
            nearest = *known;
        }
    }
    return nearest;
}
