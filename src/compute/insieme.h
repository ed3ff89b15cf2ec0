/* insieme.h: several values taken together: their mean, sum, least or greatest. */
#ifndef PIRA_INSIEME_H
#define PIRA_INSIEME_H

#include <stdbool.h>
#include <stddef.h>

#include "compute/valore.h"

enum insieme_regola { INSIEME_MEDIA, INSIEME_SOMMA, INSIEME_MINIMO, INSIEME_MASSIMO };

struct insieme {
    enum insieme_regola regola;
    struct valore valore;      /* so far: the sum, the least, the greatest */
    size_t count;
    bool rotto;                /* one of the values is no number, or of another type than the first: no result */
};

/* The rule that the schema calls TEXT ("media", "somma", "minimo", "massimo"); the mean when TEXT is NULL. */
enum insieme_regola insieme_regola(const char *text);

/* An empty set; to be cleared. */
void insieme_init(struct insieme *i, enum insieme_regola regola);
void insieme_clear(struct insieme *i);

/* Adds V; NULL stands for a value that is not known. */
void insieme_add(struct insieme *i, const struct valore *v);

/* The result into TO (initialised): exact, with the decimals of the value that has most (a mean with one more); absent, and false, when the set is
 * empty or broken. */
bool insieme_result(const struct insieme *i, struct valore *to);

#endif
