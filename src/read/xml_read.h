/* xml_read.h: reads one XML file safely: bounded, without DTD or network, with the true place of every element. */
#ifndef PIRA_XML_READ_H
#define PIRA_XML_READ_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"

/* What became of a file; every status but READ_OK has been explained through diag. Exit statuses as in the manual. */
enum read_status {
    READ_OK,
    READ_CANNOT,      /* no such file, not a regular file, not XML, empty, broken encoding, a DTD: exit 3 */
    READ_MALFORMED,   /* XML that is not well-formed: exit 3 */
    READ_LIMIT        /* too large, too deep, too many nodes, out of memory: exit 5 */
};

/* The size of a file, in bytes, that xml_read accepts when LIMIT is 0. */
#define XML_READ_LIMIT ((size_t)64 << 20)

/* The same for everybody: levels of nesting, nodes, attributes of one element. */
#define XML_MAX_LEVELS 200
#define XML_MAX_NODES 5000000
#define XML_MAX_ATTRIBUTES 100

/* A document: its tree, its text as UTF-8, and its bytes as they were read.
 * The tree is libxml2's, without CDATA sections (they are text). node->_private of elements belongs to xml_read. */
struct xml_doc;

/* Reads PATH ("-" is standard input) of at most LIMIT bytes (0: XML_READ_LIMIT; at most 1 GB).
 * UTF-8, UTF-16 and, when declared, ISO-8859-1, ISO-8859-15 and Windows-1252. All syntax errors found are reported to D.
 * With READ_OK *DOC is the caller's, freed with xml_free; otherwise it is NULL. */
enum read_status xml_read(struct xml_doc **doc, const char *path, size_t limit, struct diag *d);

/* The same for LEN bytes of memory, which are copied; NAME stands for the file in messages. */
enum read_status xml_read_memory(struct xml_doc **doc, const char *name, const void *data, size_t len, struct diag *d);

/* Frees the tree and the text. Accepts NULL. */
void xml_free(struct xml_doc *doc);

/* Frees the tree alone; the text stays, and what is asked of it by line or as a whole. */
void xml_drop_tree(struct xml_doc *doc);

/* The tree and its root, owned by DOC; they may be changed (compute does) but not freed. */
xmlDocPtr xml_tree(const struct xml_doc *doc);
xmlNodePtr xml_root(const struct xml_doc *doc);

/* The document that NODE was read from; NULL for a node of a tree that xml_read did not make. */
const struct xml_doc *xml_doc_of(const xmlNode *node);

/* The path, or the name given to xml_read_memory ("-" is written "<stdin>"). */
const char *xml_name(const struct xml_doc *doc);

/* Where the start tag of NODE begins, in lines and characters from 1, right beyond line 65,535.
 * For an attribute, where it begins in its tag; for text and for elements added later, the nearest ancestor that was read.
 * False, and 0, when there is none. */
bool xml_position(const struct xml_doc *doc, const xmlNode *node, long *line, long *column);

/* Where the attribute NAME (as written, or without its prefix) begins in the start tag of ELEMENT;
 * where the tag begins when it has no such attribute. */
bool xml_attribute_position(const struct xml_doc *doc, const xmlNode *element, const char *name, long *line, long *column);

/* Where TEXT, a text node of an element that was read, shows its first letter. */
bool xml_text_position(const struct xml_doc *doc, const xmlNode *text, long *line, long *column);

/* The same as a place for diag_report, with the plan's own words PLACE (may be NULL, borrowed). */
struct diag_place xml_place(const struct xml_doc *doc, const xmlNode *node, const char *place);
struct diag_place xml_attribute_place(const struct xml_doc *doc, const xmlNode *element, const char *name, const char *place);

/* The text of line LINE (from 1) without its end, as UTF-8, borrowed from DOC. False when there is no such line. */
bool xml_source_line(const struct xml_doc *doc, long line, const char **text, size_t *len);

/* The text as UTF-8, borrowed from DOC, and where in it the start tag of ELEMENT begins; false for one added later. */
void xml_text(const struct xml_doc *doc, const char **text, size_t *len);
bool xml_offset(const xmlNode *element, size_t *offset);

/* Gives the messages of D about this file, from number FIRST on and of level LEAST at least, the source line they point to,
 * so that people see it (diag_quote). What xml_read itself reports has it already. */
void xml_quote(const struct xml_doc *doc, struct diag *d, size_t first, enum diag_level least);

/* The bytes exactly as they were read, borrowed from DOC. */
void xml_original(const struct xml_doc *doc, const void **data, size_t *len);

#endif
