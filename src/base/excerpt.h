/* excerpt.h: the piece of a source line that a message shows, with a mark below what the message is about. */
#ifndef PIRA_EXCERPT_H
#define PIRA_EXCERPT_H

#include <stddef.h>

struct buf;

/* No excerpt is wider, in columns of a terminal. */
#define EXCERPT_WIDTH 96

struct excerpt_mark {
    int indent, width;   /* columns of a terminal: blanks before the mark, and the mark, which has one at least */
};

/* Appends to OUT the piece of LINE (LEN bytes, without its end) around its byte AT, which may be LEN. Blanks at the beginning
 * are left out, what is cut off is shown as "…", what a terminal must not see as U+FFFD. MARK is where AT came to stand:
 * a whole tag's name or a whole attribute, one character otherwise. Costs the same for a line of any length. */
void excerpt_add(struct buf *out, const char *line, size_t len, size_t at, struct excerpt_mark *mark);

#endif
