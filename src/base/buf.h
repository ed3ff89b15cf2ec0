/* buf.h: a growing byte buffer whose first failure sticks, to be asked about once at the end. */
#ifndef PIRA_BUF_H
#define PIRA_BUF_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct buf {
    char *data;    /* LEN bytes and a NUL after them; NULL while nothing was written */
    size_t len;
    size_t cap;
    bool failed;   /* memory ran out; the contents are not whole */
};

#define BUF_INIT {NULL, 0, 0, false}

/* Appends; does nothing once the buffer has failed. */
void buf_add(struct buf *b, const void *data, size_t len);
void buf_printf(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Makes room for EXTRA more bytes. False when memory is short. */
bool buf_reserve(struct buf *b, size_t extra);

static inline void buf_str(struct buf *b, const char *s)
{
    buf_add(b, s, strlen(s));   /* known at compile time of a literal */
}

/* Appends one byte. In the header because pages are written byte by byte: the calls were 2 % of a large document. */
static inline void buf_char(struct buf *b, char c)
{
    if (b->failed || b->cap - b->len < 2) {
        buf_add(b, &c, 1);
        return;
    }
    b->data[b->len++] = c;
    b->data[b->len] = '\0';
}

/* The contents as a string ("" when empty); valid until the next append. */
const char *buf_text(const struct buf *b);

/* Empties the buffer, keeping its memory. A failure stays: whoever writes piece after piece asks once, at the end. */
void buf_clear(struct buf *b);

/* Takes away what was appended since the buffer was LEN bytes long. */
void buf_cut(struct buf *b, size_t len);

/* Gives the memory back. The buffer is empty and usable afterwards. */
void buf_free(struct buf *b);

#endif
