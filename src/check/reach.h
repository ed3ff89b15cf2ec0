/* reach.h: whether a figure that was printed can follow from data that were printed rounded (compute.md 2.4, 9).
 *
 * Every number stands for an interval: half a unit of its last digit on either side, or of the last of as many digits as
 * the plan declares measures to have (metodo/precisione). Counts, days, yes and no are exact. A figure is reached when
 * some data within their intervals give it, up to the rounding of the figure itself. */
#ifndef PIRA_REACH_H
#define PIRA_REACH_H

#include <libxml/tree.h>
#include <stdbool.h>

#include "compute/periodo.h"

struct check;
struct reach;
struct valore;

/* Ready for the plan of C, of which compute_run has been called; NULL when memory is short. Freed with reach_free. */
struct reach *reach_new(struct check *c);
void reach_free(struct reach *r);   /* accepts NULL */

/* Whether data within their intervals give the value PUBLISHED of an indicator, as its consuntivo (or base) of QUANDO. */
bool reach_consuntivo(struct reach *r, const xmlNode *indicatore, struct periodo quando, const struct valore *published);

/* The same for the grado PUBLISHED of an indicator, a node or a total (then of the period of the rollups). */
bool reach_grado(struct reach *r, const xmlNode *element, struct periodo quando, const struct valore *published);

#endif
