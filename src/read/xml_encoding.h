/* xml_encoding.h: which encoding the bytes of an XML file have, and those bytes as UTF-8 (XML 1.0, appendix F). */
#ifndef PIRA_XML_ENCODING_H
#define PIRA_XML_ENCODING_H

#include <stdbool.h>
#include <stddef.h>

struct buf;

enum encoding {
    ENCODING_UTF8,
    ENCODING_UTF16LE,
    ENCODING_UTF16BE,
    ENCODING_WINDOWS_1252,   /* ISO-8859-1 too: its codes 80 to 9F are control characters that nobody means */
    ENCODING_ISO_8859_15,
    ENCODING_UNKNOWN,        /* declared with a name that is not known here, or UTF-32 */
    ENCODING_MISDECLARED     /* declared as UTF-16, which has two bytes a character, and written in one */
};

/* Detects by byte order mark, then by declaration; a mark is stronger. *SKIP is the length of the mark.
 * DECLARED, of SIZE bytes, receives the name in the declaration, cut to fit, or "". */
enum encoding encoding_detect(const char *raw, size_t len, size_t *skip, char *declared, size_t size);

/* Appends RAW as UTF-8 to OUT. ENCODING is one that needs conversion: UTF-16 or of one byte a character.
 * False: *BAD is the offset in RAW of what is no character, or OUT has failed; OUT holds all that came before. */
bool encoding_convert(enum encoding encoding, const char *raw, size_t len, struct buf *out, size_t *bad);

#endif
