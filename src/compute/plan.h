/* plan.h: the way into a plan's tree: elements by id, attributes and texts without copying, typed values, places.
 *
 * A plan is read once it has passed the schema; what is found here is trusted to have the schema's shape, but never
 * that a reference leads anywhere (that is for the rules to say). Names are compared without their namespace. */
#ifndef PIRA_PLAN_H
#define PIRA_PLAN_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "compute/kinds.h"
#include "compute/names.h"
#include "compute/valore.h"
#include "read/xml_read.h"

struct arena;
struct computation;
struct plan_uses;

/* Elements, in document order. */
struct plan_list {
    xmlNode **list;
    size_t count, cap;
};

struct plan {
    struct xml_doc *doc;             /* borrowed */
    xmlNode *root;
    int anno;                        /* the year of the plan */
    const char *documento;           /* which kind of document it has come to: "rapporto" */
    xmlNode *metodo, *organizzazione, *misure, *albero, *livelli, *tabelle, *viste, *testi;   /* NULL: the plan has none */
    struct arena *arena;             /* for whatever lives as long as the plan */
    struct names ids;                /* id -> xmlNode * */
    struct kinds kinds;              /* of the plan as it is, computed figures included */
    struct plan_list nodi, indicatori;   /* all of the tree */
    struct plan_list all_tables;     /* every tabella, wherever it stands */
    struct plan_list calcoli;        /* every calcoli there is now */
    struct computation *computation; /* NULL until compute_run */
    struct plan_uses *uses;          /* the same; stays when the computation is forgotten (uses.h) */
    bool starved;            /* memory was short for words or texts: what was said with them is not whole */
};

/* Opens DOC, which must outlive the plan and is not validated again (within.h): indexes ids and names, and trims the blanks that
 * the schema ignores in attributes. NULL, with a message, when memory is short. Freed with plan_close, which accepts NULL and leaves DOC. */
struct plan *plan_open(struct xml_doc *doc, struct diag *d);
void plan_close(struct plan *p);

/* The element with that id; NULL when there is none. The second takes the first LEN bytes of ID. */
xmlNode *plan_find(const struct plan *p, const char *id);
xmlNode *plan_find_part(const struct plan *p, const char *id, size_t len);

/* Steps through a list of ids ("a b c"): true with *ID and *LEN set to the next, false at the end.
 * *LIST is the attribute's text at first, and may be NULL. */
bool plan_next_id(const char **list, const char **id, size_t *len);

/* Whether N (may be NULL) is an element of that name. */
bool plan_is(const xmlNode *n, const char *name);

/* The value of an attribute, borrowed from the tree; NULL when it is not there. N may be NULL. */
const char *plan_attr(const xmlNode *n, const char *name);

/* Whether the attribute is there with that value; its number, or MISSING. */
bool plan_attr_is(const xmlNode *n, const char *name, const char *value);
int plan_attr_int(const xmlNode *n, const char *name, int missing);

/* Its decimal number into Q; false, Q unchanged, when it is not there. */
bool plan_attr_number(const xmlNode *n, const char *name, mpq_t q);

/* Its day; false when it is not there. */
bool plan_attr_date(const xmlNode *n, const char *name, struct date *date);

/* The first child element called NAME, and the next sibling element called NAME; NAME NULL: of any name.
 * NULL when there is none; PARENT and N may be NULL. */
xmlNode *plan_child(const xmlNode *parent, const char *name);
xmlNode *plan_next(const xmlNode *n, const char *name);

/* Whether any element called OF has, or had when it was read, a child, or an ATTRIBUTE, whose name is the first LEN bytes of NAME. */
bool plan_has_any(const struct plan *p, const char *of, const char *name, size_t len, bool attribute);

/* Whether N counts in the node it stands in: a nodo, an indicatore, a rinvio. They come last in a node. */
bool plan_is_item(const xmlNode *n);

/* plan_child for what comes before those: it does not look beyond the first of them. A node may have thousands, each of
 * which would be fetched from memory to find that nothing is there. */
xmlNode *plan_part(const xmlNode *parent, const char *name);

/* The nearest ancestor of that name, N itself included; NULL when there is none. */
xmlNode *plan_ancestor(const xmlNode *n, const char *name);

/* The text directly within an element, borrowed; "" when it has none (or when memory is short). N may be NULL. */
const char *plan_text(struct plan *p, const xmlNode *n);

/* The element after N in the whole plan, in document order, N's own descendants included; NULL after the last. */
xmlNode *plan_walk(const struct plan *p, const xmlNode *n);

/* To be called for every child, or ATTRIBUTE, of an element of the plan: that N has one called NAME (of the document's dictionary).
 * What was not said is not found. False when memory is short. */
bool plan_note_name(struct plan *p, xmlNode *n, const xmlChar *name, bool attribute);

/* Adds N at the end of L, with memory of the plan; false when it is short. */
bool plan_list_add(struct plan *p, struct plan_list *l, xmlNode *n);

/* What people call an indicator, a node, a measure: its codice, else its id, else its element's name. */
const char *plan_label(const xmlNode *n);

/* The plan's own words for where N stands: "obiettivo operativo 02.O1.O1, indicatore F187". Owned by the plan; "" when
 * memory is short: a message does without. */
const char *plan_words(struct plan *p, const xmlNode *n);

/* Appends the same to OUT, which has failed when memory is short. */
void plan_add_words(struct plan *p, struct buf *out, const xmlNode *n);

/* The place of N for a message, words included; the second of its attribute NAME. */
struct diag_place plan_place(struct plan *p, const xmlNode *n);
struct diag_place plan_attr_place(struct plan *p, const xmlNode *n, const char *name);

#endif
