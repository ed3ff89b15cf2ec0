/* xml_schema.h: validates documents against an XSD: every error at its true place, in words of our own. */
#ifndef PIRA_XML_SCHEMA_H
#define PIRA_XML_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>

#include "read/xml_read.h"

struct xml_schema;

/* Reads and compiles the XSD at PATH. READ_OK: *SCHEMA is the caller's, freed with schema_free.
 * Otherwise it is NULL and D says why (an XSD that is wrong is READ_MALFORMED). */
enum read_status schema_load(struct xml_schema **schema, const char *path, struct diag *d);

/* The same from LEN bytes of memory, copied; NAME stands for the file in messages. */
enum read_status schema_load_memory(struct xml_schema **schema, const char *name, const void *data, size_t len, struct diag *d);

/* Accepts NULL. */
void schema_free(struct xml_schema *schema);

/* Words for the place of an element in the plan's own terms ("obiettivo 02.O1, indicatore C1.1"), appended to OUT. */
struct buf;
typedef void schema_place_function(struct buf *out, const xmlNode *element);

/* Validates DOC; errors (numbers 2000 to 2999) go to D in the order of the document, none that only follows from another.
 * PLACE may be NULL. The parts of the document that lie behind an error are validated too, within bounds (50 rounds, or
 * 20 MB of text); DOC is as it was afterwards. True when DOC is valid. SCHEMA may serve any number of documents. */
bool schema_validate(const struct xml_schema *schema, const struct xml_doc *doc, schema_place_function *place, struct diag *d);

#endif
