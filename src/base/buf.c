/* buf.c: a growing byte buffer, always ended by a NUL. */
#include "base/buf.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool buf_reserve(struct buf *b, size_t extra)
{
    if (b->failed)
        return false;
    if (extra < b->cap - b->len)
        return true;
    size_t cap = b->cap > 0 ? b->cap : 64;
    while (cap - b->len <= extra && cap <= SIZE_MAX / 2)
        cap *= 2;
    char *data = cap - b->len > extra ? realloc(b->data, cap) : NULL;
    if (data == NULL) {
        b->failed = true;
        return false;
    }
    data[b->len] = '\0';
    b->data = data;
    b->cap = cap;
    return true;
}

void buf_add_growing(struct buf *b, const void *data, size_t len)
{
    if (buf_reserve(b, len))
        buf_add(b, data, len);
}

void buf_printf(struct buf *b, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    size_t room = b->failed ? 0 : b->cap - b->len;
    int len = vsnprintf(room > 0 ? b->data + b->len : NULL, room, format, args);   /* nearly always there is room */
    b->failed = b->failed || len < 0;
    if (!b->failed && (size_t)len >= room && buf_reserve(b, (size_t)len))
        vsnprintf(b->data + b->len, (size_t)len + 1, format, again);
    if (!b->failed)
        b->len += (size_t)len;
    else if (room > 0)
        b->data[b->len] = '\0';
    va_end(again);
    va_end(args);
}

const char *buf_text(const struct buf *b)
{
    return b->data != NULL ? b->data : "";
}

void buf_clear(struct buf *b)
{
    b->len = 0;
    if (b->data != NULL)
        b->data[0] = '\0';
}

void buf_cut(struct buf *b, size_t len)
{
    if (len >= b->len)
        return;
    b->len = len;
    b->data[len] = '\0';
}

void buf_free(struct buf *b)
{
    free(b->data);
    *b = (struct buf)BUF_INIT;
}
