/* suggest.c: the known word that a mistyped one was probably meant to be. */
#include "base/suggest.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

enum { LONGEST = 64 };

/* The letters of a word, small and without accents: of the slips of the pen those are the least. */
struct letters {
    uint32_t at[LONGEST];
    size_t count;
};

/* False when there are more than LONGEST. */
static bool take_letters(struct letters *out, const char *word)
{
    const char *end = word + strlen(word);
    for (out->count = 0; word < end; out->count++) {
        if (out->count == LONGEST)
            return false;
        out->at[out->count] = utf8_plain(utf8_next(&word, end));
    }
    return true;
}

static size_t min(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Rows of the usual table: ROW[j] is the distance of A's first i letters from B's first j. */
static void next_row(const struct letters *a, const struct letters *b, size_t i, size_t (*rows)[LONGEST + 1])
{
    const size_t *before = rows[(i + 1) % 3], *above = rows[(i + 2) % 3];
    size_t *row = rows[i % 3];
    row[0] = i;
    for (size_t j = 1; j <= b->count; j++) {
        row[j] = min(above[j - 1] + (a->at[i - 1] != b->at[j - 1]), min(above[j], row[j - 1]) + 1);
        if (i > 1 && j > 1 && a->at[i - 1] == b->at[j - 2] && a->at[i - 2] == b->at[j - 1])
            row[j] = min(row[j], before[j - 2] + 1);
    }
}

static size_t distance(const struct letters *a, const struct letters *b)
{
    size_t rows[3][LONGEST + 1] = {{0}};
    for (size_t j = 0; j <= b->count; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= a->count; i++)
        next_row(a, b, i, rows);
    return rows[a->count % 3][b->count];
}

size_t suggest_distance(const char *a, const char *b)
{
    struct letters letters_a, letters_b;
    if (!take_letters(&letters_a, a) || !take_letters(&letters_b, b))
        return SIZE_MAX;
    return distance(&letters_a, &letters_b);
}

const char *suggest_nearest(const char *word, const char *const *known)
{
    struct letters letters, other;
    const char *nearest = NULL;
    if (!take_letters(&letters, word))
        return NULL;
    size_t best = (letters.count / 3 > 0 ? letters.count / 3 : 1) + 1;
    for (; *known; known++) {
        if (!take_letters(&other, *known) || letters.count >= other.count + best || other.count >= letters.count + best)
            continue;   /* each letter too many or too few is a mistake by itself */
        size_t far = distance(&letters, &other);
        if (far < best) {
            best = far;
            nearest = *known;
        }
    }
    return nearest;
}

const char *suggest_same(const char *word, const char *const *known)
{
    for (; *known; known++)
        if (suggest_distance(word, *known) == 0)
            return *known;
    return NULL;
}
