/* xml_scan.h: small steps over the text of an XML file, where a parser's answer is not enough. */
#ifndef PIRA_XML_SCAN_H
#define PIRA_XML_SCAN_H

#include <stdbool.h>
#include <stddef.h>

/* All of these go from P, at most to END, and return where they arrive. */
const char *scan_blanks(const char *p, const char *end);   /* past blanks */
const char *scan_name(const char *p, const char *end);     /* past a name; P when there is none (beyond ASCII all counts) */
const char *scan_past(const char *p, const char *end, const char *mark);   /* past the next MARK; NULL when there is none */

/* Whether the text at P begins with WORD. */
bool scan_begins(const char *p, const char *end, const char *word);

/* The first start tag of a text with more than MOST attributes; NULL when there is none. Parsers compare each
 * attribute of a tag with each other one, so that this must be asked before. */
const char *scan_crowded_tag(const char *text, size_t len, size_t most);

/* Where the attribute NAME (as written, or without its prefix) begins in the well-formed start tag at P; NULL when it has none. */
const char *scan_attribute(const char *p, const char *end, const char *name);

/* P is at the "<" of an element of a well-formed text. Past its start tag, which is all of it when *EMPTY. */
const char *scan_start_tag(const char *p, const char *end, bool *empty);

/* The same, past the whole element. */
const char *scan_element(const char *p, const char *end);

#endif
