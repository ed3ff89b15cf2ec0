/* range.h: the interval for which a number stands that was written with so many digits and no more (compute.md 2.4, 9). */
#ifndef PIRA_RANGE_H
#define PIRA_RANGE_H

#include <gmp.h>
#include <stdbool.h>

struct check;
struct valore;

struct range {
    mpq_t least, greatest;
    bool any;                /* something was added */
};

void range_init(struct range *r);
void range_clear(struct range *r);

/* Widens R until it holds Q. */
void range_add(struct range *r, const mpq_t q);

/* Whether R comes within HALF of Q; the end above is open, for a half is rounded up. */
bool range_reaches(const struct range *r, const mpq_t q, const mpq_t half);

/* Half a unit of the last printed digit of V, into HALF; the significant digits that the plan declares for GRANDEZZA
 * ("misura", "consuntivo"; NULL: none) tell where that is, when they are fewer. */
void range_printed_half(const struct check *c, const struct valore *v, const char *grandezza, mpq_t half);

/* Half the interval of an input in UNITA (may be NULL); 0 for what is exact: counts, days, yes and no. */
void range_input_half(const struct check *c, const struct valore *v, const char *unita, const char *grandezza, mpq_t half);

/* Adds the interval of the typed value V to RANGE. */
void range_of_value(const struct check *c, const struct valore *v, const char *unita, struct range *range);

#endif
