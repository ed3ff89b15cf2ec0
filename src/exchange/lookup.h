/* lookup.h: the measures and indicators of a plan by the codes that people write. */
#ifndef PIRA_LOOKUP_H
#define PIRA_LOOKUP_H

#include <libxml/tree.h>
#include <stdbool.h>

#include "compute/names.h"
#include "exchange/datum.h"

struct diag_place;

struct lookup {
    struct plan *plan;
    struct names codes;      /* codice -> owner; scope: one for measures, one for indicators */
    size_t suggestions;      /* how many unknown codes were given a suggestion: looking for one takes long */
};

enum lookup_status { LOOKUP_FOUND, LOOKUP_UNKNOWN, LOOKUP_AMBIGUOUS, LOOKUP_DISAGREE };

/* Enters all codes of P, with memory of A. False when it is short. */
bool lookup_init(struct lookup *l, struct plan *p, struct arena *a);

/* The measure or indicator that ID names or, when it is "", CODE (a codice, or an id all the same). KIND tells which of the
 * two it must be; DATUM_KINDS leaves it open: then a code that both have is the measure's when the indicator has a formula,
 * and an indicator whose formula is one measure of its own stands for that measure.
 * *OTHER is one more that has the code, when it is ambiguous, or the one that CODE names when ID names another. */
enum lookup_status lookup_find(struct lookup *l, const char *id, const char *code, enum datum_kind kind, xmlNode **found, xmlNode **other);

/* The known code nearest to CODE; NULL when none is near, or when too many were asked for. */
const char *lookup_nearest(struct lookup *l, const char *code);

#endif
