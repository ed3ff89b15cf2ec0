/* walk.h: what most expressions of templates say, walked on the plan's tree instead of by libxml2.
 *
 * A path, a comparison, "and", "or", "not" need no sets of nodes: one node after another is looked at, until the answer is
 * known. libxml2, which builds a set for every step, took 65 % of binding 1,800 indicators into a report (measured).
 * Expressions of any other kind, and answers that cannot be had this way, stay libxml2's: whatever is answered here is
 * what libxml2 would answer. */
#ifndef PIRA_WALK_H
#define PIRA_WALK_H

#include <libxml/xpath.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct bind;
struct loader;
struct variable;

enum walk_axis {
    AXIS_CHILD, AXIS_ATTRIBUTE, AXIS_SELF, AXIS_PARENT, AXIS_ANCESTOR, AXIS_ANCESTOR_OR_SELF, AXIS_DESCENDANT,
    AXIS_BEFORE, AXIS_AFTER             /* siblings */
};

struct walk_step {
    enum walk_axis axis;
    bool any;                           /* node(): whatever stands there */
    xmlElementType type;                /* else elements, or attributes, … */
    const char *name;                   /* … of this name; NULL: of any */
    uintptr_t within;                   /* to children or attributes of known names: their bits (compute/within.h); else 0 */
    const struct walk *conditions;      /* all to be true, by NEXT */
    bool first;                         /* "[1]": of those that are meant only the first */
    const struct walk_step *other;      /* or this, along the same axis: "nodo | indicatore" */
    const struct walk_step *next;
};

/* Where a path begins. */
enum walk_from { FROM_HERE, FROM_ROOT, FROM_VARIABLE, FROM_INDICATORI, FROM_NODI, FROM_RIF, FROM_PARTI, FROM_CIFRA };

enum walk_kind {
    WALK_OR, WALK_AND, WALK_NOT, WALK_BOOLEAN, WALK_TRUE, WALK_FALSE,
    WALK_EQUAL, WALK_UNEQUAL, WALK_LESS, WALK_AT_MOST, WALK_MORE, WALK_AT_LEAST,
    WALK_NUMBER, WALK_PLUS, WALK_MINUS, WALK_LENGTH,
    WALK_TEXT, WALK_STRING, WALK_NORMALIZED, WALK_CONTAINS, WALK_STARTS_WITH,
    WALK_PATH
};

/* An expression, or part of one. */
struct walk {
    enum walk_kind kind;
    const struct walk *args[3];         /* operands; arguments of a function, also of one where a path begins */
    double number;
    const char *text;                   /* of WALK_TEXT */
    enum walk_from from;
    const struct variable *variable;    /* of FROM_VARIABLE */
    const struct walk_step *steps;
    bool ordered;                       /* steps from one node find nodes in the order of the document */
    bool stays;                         /* steps from several do so too */
    const struct walk *next;            /* the next condition */
};

/* SOURCE, an expression that libxml2 has compiled, for walking; in memory of the template. NULL when it has to be libxml2's,
 * or when memory is short (the template's arena knows). */
const struct walk *walk_compile(struct loader *l, const char *source);

/* The answers of W (may be NULL) at the current node of B. False, or NULL: libxml2 is to be asked. */
bool walk_truth(struct bind *b, const struct walk *w, bool *truth);
bool walk_number(struct bind *b, const struct walk *w, double *number);
bool walk_first(struct bind *b, const struct walk *w, xmlNode **first);   /* of the nodes that W finds; NULL when there are none */
bool walk_nodes(struct bind *b, const struct walk *w, xmlNode ***nodes, size_t *count);   /* owned as all of the result */
xmlXPathObjectPtr walk_object(struct bind *b, const struct walk *w);      /* the caller's */

#endif
