/* xml_syntax.h: says what is wrong in a text that a parser has found not to be well-formed, and where. */
#ifndef PIRA_XML_SYNTAX_H
#define PIRA_XML_SYNTAX_H

#include "read/xml_source.h"

/* No more errors than this are told of one file. */
#define SYNTAX_MAX_ERRORS 50

/* Reports every error found in the tags, attributes, references and sections of S, at its place; an error that only
 * follows from another is left out. Returns how many; 0 when it finds none, SIZE_MAX when memory is short. */
size_t syntax_explain(const struct xml_source *s, struct diag *d);

#endif
