/* xml_schema_priv.h: what the files of xml_schema share: one validation, the library's errors, and what will be told. */
#ifndef PIRA_XML_SCHEMA_PRIV_H
#define PIRA_XML_SCHEMA_PRIV_H

#include <libxml/hash.h>
#include <libxml/xmlschemas.h>
#include <stdint.h>

#include "read/xml_schema.h"
#include "read/xml_schema_names.h"

struct arena;

#define SCHEMA_MAX_TRIES 5   /* elements put before one that may come too early */

struct xml_schema {
    struct xml_doc *doc;         /* the XSD; the compiled schema points into it */
    xmlSchemaPtr compiled;
    struct arena *arena;
    struct schema_names names;
};

/* One error as libxml2 reports it. */
struct schema_error {
    xmlNodePtr element;
    const char *attribute;       /* local name; NULL when the error is the element's */
    int code;                    /* XML_SCHEMAV_… */
    const char *text, *arg[3];   /* arguments that the text was made of; "" when there is none */
};

/* One error as it will be told, at the start of ELEMENT or of its ATTRIBUTE. */
struct schema_finding {
    enum diag_code code;
    const xmlNode *element;
    const char *attribute;
    const xmlNode *text;         /* the text in ELEMENT that is meant; NULL: ELEMENT itself, or its attribute */
    const char *args[4];
    long line, column;
    size_t order;
};

/* An element where the content model did not expect one, and what was done so that the rest could be validated.
 * element->psvi points here while the validation lasts. */
struct schema_culprit {
    struct schema_culprit *next;
    xmlNodePtr element;
    const char *name, *parent;       /* as written */
    const char **expected;           /* at first, ended by NULL */
    size_t expected_count;
    const char *nearest;             /* the expected name it was renamed to */
    const char *missing;             /* the element last put before it */
    bool instead;                    /* no name is near, but nothing else may stand there */
    enum { PLACE_UNKNOWN, PLACE_BEFORE, PLACE_AFTER, PLACE_TWICE, PLACE_OUTSIDE } place;
    const xmlNode *anchor;           /* what it belongs before, after or outside of */
    enum { CULPRIT_RENAMED, CULPRIT_MOVED_NAMESPACE, CULPRIT_PRECEDED, CULPRIT_REMOVED } repair;
    xmlNodePtr stubs[SCHEMA_MAX_TRIES];   /* what was put before it, */
    int tries;                       /* so many */
    int round;                       /* of the last repair */
    bool lost_child;
};

/* One change of the tree, to be taken back. */
struct schema_change {
    struct schema_change *before;
    enum { CHANGE_NAME, CHANGE_NAMESPACE, CHANGE_REMOVAL, CHANGE_STUB } kind;
    xmlNodePtr node, parent, next;
    const xmlChar *name;
    xmlNsPtr ns;
};

struct validation {
    const struct xml_schema *schema;
    const struct xml_doc *doc;
    struct arena *arena;             /* lives as long as this */
    struct schema_error *errors;     /* of this round */
    size_t error_count, error_cap;
    struct schema_finding *findings;
    size_t finding_count, finding_cap;
    uint64_t *seen;                  /* hashes of the errors of all rounds; 0 is a free place */
    size_t seen_count, seen_cap;
    struct schema_culprit *culprits;
    struct schema_change *changes;   /* the last one first */
    xmlHashTablePtr orders;          /* what schema_order found before */
    xmlNsPtr target;                 /* the schema's namespace, where the root had another; NULL otherwise */
    bool root_mended;
    int round;
    bool no_memory;
};

/* xml_schema.c: the array of ITEM with room for one more, or NULL and no_memory. */
void *validation_grow(struct validation *v, void *array, size_t count, size_t *cap, size_t size);

/* xml_schema_error.c */

/* Adds what the error at INDEX of this round means to the findings. Returns the index after those that say the same. */
size_t schema_explain(struct validation *v, size_t index);
/* The same for all elements that were not expected, once the repairs are over. */
void schema_explain_culprits(struct validation *v);

/* Pieces of a message, from the validation's arena; "" when memory is short. KEPT copies, SHOWN cuts what is long, TAG is where
 * a value stands: <valore anno="…"> or <valore>. */
const char *schema_kept(struct validation *v, const char *text);
const char *schema_shown(struct validation *v, const char *value);
const char *schema_tag(struct validation *v, const struct schema_error *e, const char *value);
/* A finding about a value: {1} the value, {2} its tag, {3} and {4} as the message wants. */
void schema_add_value(struct validation *v, const struct schema_error *e, enum diag_code code, const char *value,
                      const char *third, const char *fourth);
void schema_add_names(struct validation *v, const struct schema_error *e, enum diag_code code, const char *first,
                      const char *second, const char *third, const char *fourth);
/* The last finding is about TEXT, and points to it. */
void schema_at_text(struct validation *v, const xmlNode *text);
const xmlNode *schema_first_element(const xmlNode *element);
const xmlNode *schema_first_text(const xmlNode *element);   /* that is not blank */

/* xml_schema_value.c: whether E is about a value; then it is explained. */
bool schema_explain_value(struct validation *v, const struct schema_error *e);

/* xml_schema_bare.c: whether the element of E, which lacks one of EXPECTED, has their value as text; then that is told. */
bool schema_explain_bare(struct validation *v, const struct schema_error *e, const char *const *expected);

/* xml_schema_place.c */

/* Where CHILD comes among the children of PARENT, counted from 0, alternatives alike; -1: it cannot be one. */
int schema_order(struct validation *v, const char *parent, const char *child);
/* Whether an element called NAME may stand where NODE does, as far as its neighbours show. */
bool schema_fits_between(struct validation *v, const xmlNode *node, const char *name);
/* Finds where the element of C, which is known, belongs. */
void schema_find_place(struct validation *v, struct schema_culprit *c);
/* The element before NODE, which was not expected, that stands too early for NODE and for what follows; NULL when NODE is the
 * one that is out of place. *BEHIND is the last that it ought to follow. */
xmlNodePtr schema_find_early(struct validation *v, xmlNodePtr node, const xmlNode **behind);

/* xml_schema_key.c: completes the findings about repeated keys, once the tree is as it was. */
void schema_complete_keys(struct validation *v);

/* xml_schema_repair.c */

/* Whether E is of an element that the content model did not expect. */
bool schema_is_unexpected(const struct schema_error *e);
/* Changes the tree so that what follows the element of E is validated in the next round. */
void schema_repair(struct validation *v, const struct schema_error *e);
/* The same for a root that is nearly the right one: misspelt, or of another namespace. False when it is neither. */
bool schema_repair_root(struct validation *v, xmlNodePtr root);
/* Whether NODE stands in the tree only for the sake of a repair. */
bool schema_is_stub(const xmlNode *node);
/* Whether an unexpected child of NODE was removed, so that what it now lacks need not be told. */
bool schema_lost_child(const xmlNode *node);
/* Puts the tree as it was. */
void schema_undo(struct validation *v);

/* The names in "Expected is one of ( {urn}a, {urn}b )." at the end of TEXT, without namespaces, ended by NULL; from A.
 * NULL when memory is short. */
const char **schema_expected(struct arena *a, const char *text, size_t *count);
/* The same as "a, b"; "…" follows where libxml2 gives no more than ten. */
const char *schema_list(struct arena *a, const char *const *names);

#endif
