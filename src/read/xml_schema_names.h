/* xml_schema_names.h: what an XSD says about names, for messages: which elements and attributes there are, what a type is. */
#ifndef PIRA_XML_SCHEMA_NAMES_H
#define PIRA_XML_SCHEMA_NAMES_H

#include <libxml/tree.h>
#include <stdbool.h>

struct arena;

struct schema_names {
    xmlNodePtr root;               /* xs:schema, borrowed */
    const char **elements;         /* every declared element, local names, ended by NULL */
    const char *target;            /* the target namespace, "" when there is none */
    const char *document;          /* the first element that may enclose everything */
};

/* Fills N from the root of an XSD, which must stay; memory from A. False when memory is short. */
bool names_load(struct schema_names *n, struct arena *a, xmlNodePtr root);

bool names_has_element(const struct schema_names *n, const char *name);

/* The attributes of all elements called so, ended by NULL, from A; NULL when memory is short. */
const char **names_attributes(const struct schema_names *n, struct arena *a, const char *element);

/* Those of them that every element called so must have. */
const char **names_required(const struct schema_names *n, struct arena *a, const char *element);

/* Where CHILD comes among the children that PARENT may have, counted from 0, alternatives alike; -1: it cannot be one. */
int names_order(const struct schema_names *n, const char *parent, const char *child);

/* The words that a value of TYPE may be, ended by NULL, none when it may be others; from A, NULL when memory is short. */
const char **names_enumeration(const struct schema_names *n, struct arena *a, const char *type);

/* The type of an element (ATTRIBUTE NULL) or of its attribute, as a local name or "xs:name"; NULL when it has no name, or
 * when elements called so differ. */
const char *names_type(const struct schema_names *n, const char *element, const char *attribute);

/* The built-in type that TYPE ("peso", "{urn:x}peso", "xs:decimal") restricts: "decimal"; NULL when it is none. */
const char *names_builtin(const struct schema_names *n, const char *type);

/* What xs:documentation says of a type; NULL when nothing. Owned by the caller (xmlFree). */
xmlChar *names_documentation(const struct schema_names *n, const char *type);

#endif
