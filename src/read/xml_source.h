/* xml_source.h: the bytes of one file, the same as UTF-8 text, and the lines of the text. */
#ifndef PIRA_XML_SOURCE_H
#define PIRA_XML_SOURCE_H

#include <stddef.h>

#include "base/buf.h"
#include "read/xml_lines.h"
#include "read/xml_read.h"

struct xml_source {
    struct buf name;         /* as messages show it */
    struct buf original;     /* the bytes as read */
    struct buf converted;    /* empty when the text lies in the original */
    const char *text;        /* well-formed UTF-8 without byte order mark or control characters, not ended by a NUL */
    size_t len;
    struct xml_lines lines;
};

/* Reads a regular file, or standard input for "-", into ORIGINAL, at most LIMIT bytes. Reports to D what fails. */
enum read_status source_load(struct xml_source *s, const char *path, size_t limit, struct diag *d);

/* The same from memory, copied. */
enum read_status source_load_memory(struct xml_source *s, const char *name, const void *data, size_t len, struct diag *d);

/* Makes text and lines of what was loaded. Reports the first byte that is no character, with its place. */
enum read_status source_decode(struct xml_source *s, struct diag *d);

/* The same of a text that is no XML and says nothing about its encoding: UTF-8, UTF-16 with its mark, else Windows-1252. */
enum read_status source_decode_plain(struct xml_source *s, struct diag *d);

/* The line and column of an offset of the text as a place for diag_report. */
struct diag_place source_place(const struct xml_source *s, size_t offset);

/* Gives the messages of D about this file, from number FIRST on and of level LEAST at least, the source line they point to. */
void source_quote(const struct xml_source *s, struct diag *d, size_t first, enum diag_level least);

/* Frees what S holds, not S itself, which was zeroed before its first use. */
void source_free(struct xml_source *s);

#endif
