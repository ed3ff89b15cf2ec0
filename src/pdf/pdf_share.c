/* pdf_share.c: remembers the last streams that were shared, and finds them again by their bytes. */
#include "pdf/pdf_share.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "pdf/pdf_file.h"
#include "pdf/pdf_haru.h"

#define REMEMBERED 16   /* a running head and a head of a table are on page after page, or they are gone */

struct pdf_share {
    HPDF_Doc haru;
    struct pdf_file *file;
    struct { struct buf bytes; uint32_t id; } streams[REMEMBERED];
    size_t next;             /* which of them is forgotten for a new one */
};

struct pdf_share *pdf_share_new(HPDF_Doc haru, struct pdf_file *file)
{
    struct pdf_share *s = calloc(1, sizeof *s);
    if (s == NULL)
        return NULL;
    s->haru = haru;
    s->file = file;
    return s;
}

void pdf_share_free(struct pdf_share *s)
{
    if (s == NULL)
        return;
    for (size_t i = 0; i < REMEMBERED; i++)
        buf_free(&s->streams[i].bytes);
    free(s);
}

uint32_t pdf_share_stream(struct pdf_share *s, const char *data, size_t len)
{
    for (size_t i = 0; i < REMEMBERED; i++)
        if (s->streams[i].id != 0 && s->streams[i].bytes.len == len && memcmp(s->streams[i].bytes.data, data, len) == 0)
            return s->streams[i].id;
    size_t slot = s->next;
    buf_clear(&s->streams[slot].bytes);
    buf_add(&s->streams[slot].bytes, data, len);
    s->streams[slot].id = s->streams[slot].bytes.failed ? 0 : pdf_haru_number(pdf_haru_reserve(s->haru));
    if (s->streams[slot].id != 0)
        pdf_file_stream(s->file, s->streams[slot].id, "", data, len);
    s->next = (slot + 1) % REMEMBERED;
    return s->streams[slot].id;
}
