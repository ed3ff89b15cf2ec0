/* fill_write.h: one value of a table, written into a plan's text. */
#ifndef PIRA_FILL_WRITE_H
#define PIRA_FILL_WRITE_H

#include <libxml/tree.h>

#include "exchange/cell.h"
#include "exchange/datum.h"

struct diag;
struct plan;
struct splice;

enum fill_outcome { FILL_WRITTEN, FILL_UNCHANGED, FILL_NO_MEMORY };

/* ELEMENT, a value that P has, gets VALUE (one of VALORE_NESSUNO leaves what is there) and NOTE ("" likewise). A wording of
 * the old value is kept, and reported to D. */
enum fill_outcome fill_change(struct splice *s, struct plan *p, xmlNode *element, const struct cell_value *value,
                              const struct cell_context *context, const char *note, struct arena *a, struct diag *d);

/* A new element for DATUM with VALUE and NOTE ("": none), where the schema has its place. */
enum fill_outcome fill_add(struct splice *s, const struct datum *datum, const struct cell_value *value, const char *note, struct arena *a);

/* Where the schema has the child NAME of an indicator or a measure: they come in the order of their ranks; what comes after
 * the values has the highest. */
int fill_rank(const char *name);

#endif
