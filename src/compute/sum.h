/* sum.h: exact sums of many fractions, added pairwise so that the time stays nearly linear in their digits. */
#ifndef PIRA_SUM_H
#define PIRA_SUM_H

#include <gmp.h>
#include <stddef.h>

#define SUM_LEVELS 48

struct sum {
    mpq_t part[SUM_LEVELS];   /* part i, when bit i of COUNT is set, is the sum of 2^i addends */
    size_t count;             /* of addends */
    int ready;                /* parts initialised so far */
};

void sum_init(struct sum *s);
void sum_clear(struct sum *s);

/* Empties S, keeping its memory. */
void sum_reset(struct sum *s);

/* Adds Q, which is used up: its value is lost. */
void sum_add(struct sum *s, mpq_t q);

/* The sum into Q. */
void sum_total(const struct sum *s, mpq_t q);

#endif
