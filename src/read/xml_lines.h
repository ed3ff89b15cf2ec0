/* xml_lines.h: checks a text character by character and answers which line and column an offset is. */
#ifndef PIRA_XML_LINES_H
#define PIRA_XML_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct xml_lines {
    const char *text;   /* borrowed, not ended by a NUL */
    size_t len;         /* of the part that was found good */
    uint32_t *starts;   /* the offset of each line */
    size_t count, cap;
    uint32_t *steps;    /* the characters before each step of the text, so that columns of long lines cost little */
};

enum lines_status { LINES_OK, LINES_BAD, LINES_NO_MEMORY };

/* Indexes LEN bytes (below 4 GB) of TEXT. LINES_BAD: the text is not UTF-8, or has a control character, at L->len;
 * up to there the index is whole. L was zeroed before; it is freed with lines_free whatever comes back. */
enum lines_status lines_build(struct xml_lines *l, const char *text, size_t len);

/* Line and column (in characters), both from 1, of an offset up to L->len. */
void lines_position(const struct xml_lines *l, size_t offset, long *line, long *column);

/* The offset of a line and column, both from 1; L->len when the text ends before. */
size_t lines_offset(const struct xml_lines *l, long line, long column);

/* The line of that number without its end; false when there is none. */
bool lines_get(const struct xml_lines *l, long line, const char **text, size_t *len);

void lines_free(struct xml_lines *l);

#endif
