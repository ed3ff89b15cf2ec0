/* kinds.h: which names the children and attributes of all elements of one name have, in a whole document.
 *
 * "Has any indicator a scostamento?" is answered at once when none has, which otherwise only a look at each can tell. */
#ifndef PIRA_KINDS_H
#define PIRA_KINDS_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

struct arena;
struct kind_slot;

struct kinds {
    struct arena *arena;
    struct kind_slot *slots;   /* open addressing, never more than half full */
    size_t count, size;
};

/* An empty collection whose memory comes from A. */
void kinds_init(struct kinds *k, struct arena *a);

/* Enters that an element called OF has a child, or an ATTRIBUTE, called NAME. All names are of the dictionary of one document:
 * equal ones are one. False when memory is short. */
bool kinds_add(struct kinds *k, const xmlChar *of, const xmlChar *name, bool attribute);

/* Whether it has been entered. The names may be NULL, as the dictionary gives them that does not know them. */
bool kinds_has(const struct kinds *k, const xmlChar *of, const xmlChar *name, bool attribute);

#endif
