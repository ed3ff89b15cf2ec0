/* mean.h: how several gradi become one: means, sums, least and greatest, with n.d. left out or counted as zero. */
#ifndef PIRA_MEAN_H
#define PIRA_MEAN_H

#include "compute/model.h"

/* The list of what enters the next mean; its memory is kept for the next one. GRADO and PESO (NULL: none) are borrowed. */
void membri_reset(struct membri *m);
void membri_add(struct membri *m, struct item *item, const struct grado *grado, mpq_srcptr peso);
void membri_clear(struct membri *m);

/* Whether a member counts, given the method: those with a value do; n.d. and awaited ones do, as 0, where the method says
 * so; neutral ones and those with nothing to attain never do. */
bool mean_counts(const struct computation *c, const struct grado *g);

/* The value with which a member counts, into Q: rounded to ARROTONDA decimals of a percentage (-1: exact), 0 for n.d. */
void mean_value(const struct grado *g, int arrotonda, mpq_t q);

/* The weight of a member: its own, 1 where no member of the list has one, 0 where only others have one. */
void mean_weight(const struct computation *c, const struct membro *m, mpq_t q);

/* The result of the computation's members under REGOLA (one that computes: neither by hand nor none) into G. Without any value: n.d. when a member is n.d., else awaited
 * when one is awaited, else nothing. */
void mean_of(struct computation *c, enum regola regola, int arrotonda, struct grado *g);

/* Gives each member of the mean that REGOLA, a plain or a weighted one, makes of the computation's members its share of it: weight
 * times grado. Members that have one, from another mean, keep it. */
void mean_shares(struct computation *c, enum regola regola, int arrotonda);

#endif
