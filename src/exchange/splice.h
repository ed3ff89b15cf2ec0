/* splice.h: changes to the text of a plan that leave every other byte as it was: its layout, its comments, its order. */
#ifndef PIRA_SPLICE_H
#define PIRA_SPLICE_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

struct arena;
struct buf;
struct splice;
struct xml_doc;

/* An empty set of changes to DOC, which must outlive it and whose tree nobody has changed. From A; NULL when memory is short. */
struct splice *splice_new(const struct xml_doc *doc, struct arena *a);

/* The prefix that DOC's elements are written with, colon included ("" mostly), as N has it; owned by the arena. */
const char *splice_prefix(struct splice *s, const xmlNode *n);

/* ELEMENT gives its place to TEXT. False, also of the others, when memory is short. TEXT is kept, not copied. */
bool splice_replace(struct splice *s, const xmlNode *element, const char *text);

/* TEXT becomes a child of PARENT: right after AFTER, a child of it (NULL: as the first), on a line of its own if AFTER has one.
 * Of several at the same place the lower RANK comes first, of equal ones that which was added first. */
bool splice_insert(struct splice *s, const xmlNode *parent, const xmlNode *after, int rank, const char *text);

/* Appends the text of DOC with all changes to OUT: in its own bytes when it is UTF-8, else as UTF-8, and saying so. */
bool splice_apply(struct splice *s, struct buf *out);

#endif
