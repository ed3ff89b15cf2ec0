/* rollup.h: gradi of nodes, totals, centres and views from those of what they contain (compute.md 4). */
#ifndef PIRA_ROLLUP_H
#define PIRA_ROLLUP_H

#include "compute/model.h"

/* Chooses the period of the rollups: the day of the current document (documento/@al) when that lies within the plan's
 * year; else the year; else, when no indicator has a value of the year, the last day of the year that one has. */
void rollup_choose_period(struct computation *c);

/* The grado of every node, in the order of their dependence through rinvii, cycles reported; then of every total.
 * False when memory is short. */
bool rollup_nodes(struct computation *c);
void rollup_totals(struct computation *c);

/* How NODE is summed up: as its level declares, else the default (method.h). */
struct aggregazione rollup_method(const struct item *node);

/* Fills the computation's members with what enters NODE, or the total T. */
void rollup_members(struct computation *c, struct item *node, const struct aggregazione *how);
void rollup_total_members(struct computation *c, const struct totale *t);

/* The grado that HOW makes of the computation's members, within its bounds and with the correction that N, the node or the
 * total whose grado it is, may have, into G. */
void rollup_sum_up(struct computation *c, const struct aggregazione *how, const xmlNode *n, struct grado *g);

/* The grado that an item brings to the node above it; never NULL. */
const struct grado *rollup_grado(const struct computation *c, struct item *item);

/* The grado by hand that N, a node or a total, has for the plan's year, and the correction of the one that is computed; NULL
 * when there is none. */
const xmlNode *rollup_manual(const struct computation *c, const xmlNode *n);
const xmlNode *rollup_correction(const struct computation *c, const xmlNode *n);

#endif
