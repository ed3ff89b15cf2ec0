/* pdf_inflate.c: inflates streams and undoes predictors. */
#include "archive/pdf_inflate.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "base/buf.h"

#define FIRST_ROOM ((size_t)1 << 12)
#define SMALLEST_ROOM ((size_t)1 << 10)

/* Inflates until the stream ends; room grows with what comes, not with what is announced. */
static enum pdf_trouble run(z_stream *z, size_t limit, struct buf *out)
{
    size_t begin = out->len;
    for (int status = Z_OK; status != Z_STREAM_END;) {
        if (!buf_reserve(out, SMALLEST_ROOM))
            return PDF_MEMORY_SHORT;
        size_t room = out->cap - out->len - 1;
        if (room > limit + 1 - (out->len - begin))
            room = limit + 1 - (out->len - begin);
        z->next_out = (Bytef *)out->data + out->len;
        z->avail_out = room < UINT_MAX ? (uInt)room : UINT_MAX;
        uInt before = z->avail_out;
        status = inflate(z, Z_NO_FLUSH);
        out->len += before - z->avail_out;
        out->data[out->len] = '\0';
        if (out->len - begin > limit)
            return PDF_TOO_MUCH;
        if (status == Z_MEM_ERROR)
            return PDF_MEMORY_SHORT;
        if (status != Z_OK && status != Z_STREAM_END)
            return PDF_DAMAGED;
    }
    return PDF_FINE;
}

enum pdf_trouble pdf_inflate(const char *data, size_t len, size_t limit, struct buf *out)
{
    z_stream z = {.next_in = (Bytef *)(uintptr_t)data, .avail_in = (uInt)len};
    if (len > UINT_MAX || limit >= SIZE_MAX)
        return PDF_TOO_MUCH;
    if (!buf_reserve(out, FIRST_ROOM) || inflateInit(&z) != Z_OK)
        return PDF_MEMORY_SHORT;
    enum pdf_trouble trouble = run(&z, limit, out);
    inflateEnd(&z);
    return trouble;
}

static unsigned char paeth(int left, int above, int corner)
{
    int p = left + above - corner, pa = abs(p - left), pb = abs(p - above), pc = abs(p - corner);
    if (pa <= pb && pa <= pc)
        return (unsigned char)left;
    return (unsigned char)(pb <= pc ? above : corner);
}

/* One row in place; ABOVE is the row before it, NULL for the first. False for an unknown predictor. */
static bool unpredict_row(int predictor, unsigned char *row, const unsigned char *above, size_t width, size_t step)
{
    if (predictor < 0 || predictor > 4)
        return false;
    for (size_t i = 0; i < width; i++) {
        int left = i >= step ? row[i - step] : 0, up = above != NULL ? above[i] : 0;
        int corner = above != NULL && i >= step ? above[i - step] : 0;
        const int guesses[] = {0, left, up, (left + up) / 2, paeth(left, up, corner)};
        row[i] = (unsigned char)(row[i] + guesses[predictor]);
    }
    return true;
}

enum pdf_trouble pdf_unpredict(struct buf *b, size_t width, size_t step)
{
    size_t rows = b->len / (width + 1);
    const unsigned char *above = NULL;
    if (b->len % (width + 1) != 0)
        return PDF_DAMAGED;
    for (size_t i = 0; i < rows; i++) {
        unsigned char *row = (unsigned char *)b->data + i * width;
        int predictor = (unsigned char)b->data[i * (width + 1)];
        memmove(row, b->data + i * (width + 1) + 1, width);
        if (!unpredict_row(predictor, row, above, width, step))
            return PDF_DAMAGED;
        above = row;
    }
    b->len = rows * width;
    return PDF_FINE;
}
