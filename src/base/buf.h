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

/* What buf_add does where there is no room. */
void buf_add_growing(struct buf *b, const void *data, size_t len);

/* Appends; does nothing once the buffer has failed. In the header, like what follows, because pages are written in pieces of
 * a few bytes: the calls, and those of memcpy for literals, were 5 % of a large document. */
static inline void buf_add(struct buf *b, const void *data, size_t len)
{
    if (b->failed || len >= b->cap - b->len) {
        buf_add_growing(b, data, len);
        return;
    }
    if (len > 0)
        memcpy(b->data + b->len, data, len);
    b->len += len;
    b->data[b->len] = '\0';
}

void buf_printf(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Makes room for EXTRA more bytes. False when memory is short. */
bool buf_reserve(struct buf *b, size_t extra);

static inline void buf_str(struct buf *b, const char *s)
{
    buf_add(b, s, strlen(s));   /* known at compile time of a literal */
}

static inline void buf_char(struct buf *b, char c)
{
    buf_add(b, &c, 1);
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
