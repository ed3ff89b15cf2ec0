/* xml_write.h: a document's tree back to text. */
#ifndef PIRA_XML_WRITE_H
#define PIRA_XML_WRITE_H

#include <stdbool.h>

struct buf;
struct xml_doc;

/* Appends DOC, as it stands now, to OUT: UTF-8, blanks kept as they were read. False when memory is short. */
bool xml_write(const struct xml_doc *doc, struct buf *out);

#endif
