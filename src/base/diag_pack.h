/* diag_pack.h: messages as bytes, for the way from one process of the program to another. */
#ifndef PIRA_DIAG_PACK_H
#define PIRA_DIAG_PACK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"

struct buf;

/* Appends M to OUT. */
void diag_pack(struct buf *out, const struct diag_message *m);

/* Reports the messages packed in LEN bytes of DATA to D, in their order; those without a file at FILE (diag_repeat).
 * False when DATA does not hold whole messages: then those before the damage were reported. */
bool diag_unpack(struct diag *d, const void *data, size_t len, const char *file);

#endif
