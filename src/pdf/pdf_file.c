/* pdf_file.c: writes objects, object streams and the cross-reference stream of a PDF file. */
#include "pdf/pdf_file.h"

#include <assert.h>
#include <hpdf.h>
#include <hpdf_encrypt.h>
#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "pdf/pdf.h"
#include "pdf/pdf_syntax.h"

/* Measured on a report of 1,586 pages, 80 MB to deflate: level 1 takes 0.28 s, level 2 0.40 s for a file 3 % smaller,
 * level 6 0.71 s for one 19 % smaller. zlib took 0.52 s, 0.54 s and 1.10 s for the same at 5 % more. */
#define BEST_LEVEL    6          /* for files that are small so far: a hundredth smaller than with 5, and as fast */
#define SMALL_FILE    ((size_t)256 << 10)
#define FAST_LEVEL    1          /* beyond: under 9 KB a page, all attachments included */
#define SMALL_PAGES   100        /* more than these will not stay small: level 6 for their beginning saves 3 % of 159 pages */
#define PER_STREAM    800        /* objects in an object stream: small enough for readers that want one object */
#define MAX_OBJECTS   8388607    /* PDF/A-3, 6.1.13 */
#define XREF_COLUMNS  7
#define HASHED_PIECE  1024

enum place { FREE, AT_OFFSET, IN_STREAM, OMITTED };

struct entry {
    uint32_t where;    /* AT_OFFSET: the offset; IN_STREAM: number of the object stream */
    uint16_t index;    /* IN_STREAM: the place in it */
    uint8_t place;
};

struct pdf_file {
    struct buf *out;
    struct entry *entries;
    uint32_t count, cap;             /* numbers 0 … count - 1 are known to the table */
    uint32_t next;                   /* the next fresh number; 0 while others still take theirs */
    struct buf index, body, packed;  /* of the object stream under work; deflated bytes */
    uint32_t stream;                 /* its number; 0: none is open */
    uint16_t inside;                 /* objects in it */
    struct libdeflate_compressor *compressor;
    int level;
    bool failed, too_large;
};

struct pdf_file *pdf_file_new(struct buf *out, size_t pages)
{
    struct pdf_file *f = calloc(1, sizeof *f);
    if (f == NULL)
        return NULL;
    f->out = out;
    f->level = pages > SMALL_PAGES ? FAST_LEVEL : BEST_LEVEL;
    f->compressor = libdeflate_alloc_compressor(f->level);
    if (f->compressor == NULL) {
        pdf_file_free(f);
        return NULL;
    }
    buf_str(out, "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");   /* four bytes above 127: a binary file (PDF/A-3, 6.1.2) */
    return f;
}

void pdf_file_free(struct pdf_file *f)
{
    if (f == NULL)
        return;
    libdeflate_free_compressor(f->compressor);
    buf_free(&f->index);
    buf_free(&f->body);
    buf_free(&f->packed);
    free(f->entries);
    free(f);
}

/* ---- the table ---- */

static bool grow_table(struct pdf_file *f, uint32_t id)
{
    if (id < f->cap)
        return true;
    uint32_t cap = f->cap > 0 ? f->cap : 1024;
    while (cap <= id)
        cap *= 2;
    struct entry *entries = realloc(f->entries, cap * sizeof *entries);
    if (entries == NULL)
        return false;
    memset(entries + f->cap, 0, (cap - f->cap) * sizeof *entries);
    f->entries = entries;
    f->cap = cap;
    return true;
}

static void set_entry(struct pdf_file *f, uint32_t id, enum place place, size_t where, uint16_t index)
{
    f->too_large |= id > MAX_OBJECTS || where > INT32_MAX;
    if (f->too_large)
        return;
    if (!grow_table(f, id)) {
        f->failed = true;
        return;
    }
    f->entries[id] = (struct entry){(uint32_t)where, index, (uint8_t)place};
    if (id >= f->count)
        f->count = id + 1;
}

bool pdf_file_has(const struct pdf_file *f, uint32_t id)
{
    return id < f->count && f->entries[id].place != FREE;
}

void pdf_file_omit(struct pdf_file *f, uint32_t id)
{
    set_entry(f, id, OMITTED, 0, 0);
}

void pdf_file_fail(struct pdf_file *f)
{
    f->failed = true;
}

void pdf_file_number_from(struct pdf_file *f, uint32_t first)
{
    assert(f->next == 0);
    f->next = first;
}

uint32_t pdf_file_reserve(struct pdf_file *f, uint32_t count)
{
    assert(f->next > 0);
    uint32_t first = f->next;
    if (count > MAX_OBJECTS || first > MAX_OBJECTS - count) {
        f->too_large = true;
        return first;
    }
    f->next += count;
    return first;
}

/* ---- streams ---- */

/* The level depends on nothing but the bytes before, so that equal documents stay equal. */
static bool choose_level(struct pdf_file *f)
{
    if (f->level == FAST_LEVEL || f->out->len < SMALL_FILE)
        return true;
    f->level = FAST_LEVEL;
    libdeflate_free_compressor(f->compressor);
    f->compressor = libdeflate_alloc_compressor(f->level);
    return f->compressor != NULL;
}

/* LEN bytes deflated behind what is in OUT. */
static bool deflate_into(struct buf *out, struct libdeflate_compressor *compressor, const void *data, size_t len)
{
    size_t bound = libdeflate_zlib_compress_bound(compressor, len);
    if (!buf_reserve(out, bound))
        return false;
    size_t packed = libdeflate_zlib_compress(compressor, data, len, out->data + out->len, bound);
    out->len += packed;
    return packed > 0;
}

bool pdf_deflate(const void *data, size_t len, struct buf *out)
{
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(len > SMALL_FILE ? FAST_LEVEL : BEST_LEVEL);
    bool deflated = compressor != NULL && deflate_into(out, compressor, data, len);
    libdeflate_free_compressor(compressor);
    return deflated;
}

static void put_stream(struct pdf_file *f, uint32_t id, const char *entries, const char *filter, const void *data, size_t len)
{
    set_entry(f, id, AT_OFFSET, f->out->len, 0);
    pdf_put_uint(f->out, id);
    buf_str(f->out, " 0 obj\n<<");
    buf_str(f->out, entries);
    buf_str(f->out, filter);
    buf_str(f->out, "/Length ");
    pdf_put_uint(f->out, (uint32_t)len);
    buf_str(f->out, ">>\nstream\n");
    buf_add(f->out, data, len);
    buf_str(f->out, "\nendstream\nendobj\n");
}

void pdf_file_stream(struct pdf_file *f, uint32_t id, const char *entries, const void *data, size_t len)
{
    buf_clear(&f->packed);
    f->failed = f->failed || !choose_level(f) || !deflate_into(&f->packed, f->compressor, data, len);
    if (!f->failed)
        pdf_file_deflated_stream(f, id, entries, f->packed.data, f->packed.len);
}

void pdf_file_deflated_stream(struct pdf_file *f, uint32_t id, const char *entries, const void *data, size_t len)
{
    put_stream(f, id, entries, "/Filter/FlateDecode", data, len);
}

void pdf_file_plain_stream(struct pdf_file *f, uint32_t id, const char *entries, const void *data, size_t len)
{
    if (len > INT32_MAX)
        f->too_large = true;
    else
        put_stream(f, id, entries, "", data, len);
}

void pdf_file_stream_of(struct pdf_file *f, uint32_t id, const struct buf *entries, const struct buf *data)
{
    if (entries->failed || data->failed)
        f->failed = true;
    else
        pdf_file_stream(f, id, buf_text(entries), buf_text(data), data->len);
}

/* ---- objects in object streams ---- */

static void flush_objects(struct pdf_file *f)
{
    if (f->stream == 0)
        return;
    struct buf entries = BUF_INIT;
    buf_printf(&entries, "/Type/ObjStm/N %u/First %zu", (unsigned)f->inside, f->index.len);
    buf_add(&f->index, f->body.data, f->body.len);
    f->failed |= f->body.failed;
    pdf_file_stream_of(f, f->stream, &entries, &f->index);
    buf_free(&entries);
    buf_clear(&f->index);
    buf_clear(&f->body);
    f->stream = 0;
    f->inside = 0;
}

struct buf *pdf_file_begin(struct pdf_file *f, uint32_t id)
{
    if (f->stream == 0)
        f->stream = pdf_file_reserve(f, 1);
    set_entry(f, id, IN_STREAM, f->stream, f->inside++);
    pdf_put_uint(&f->index, id);
    buf_char(&f->index, ' ');
    pdf_put_uint(&f->index, (uint32_t)f->body.len);
    buf_char(&f->index, ' ');
    return &f->body;
}

void pdf_file_end(struct pdf_file *f)
{
    buf_char(&f->body, '\n');
    if (f->inside == PER_STREAM)
        flush_objects(f);
}

/* ---- the end ---- */

/* Offsets are spread over four bytes, the first the highest. */
static void xref_row(unsigned char row[XREF_COLUMNS], const struct entry *e, bool head)
{
    bool live = e->place == AT_OFFSET || e->place == IN_STREAM;
    uint32_t where = live ? e->where : 0;
    uint16_t index = head ? 65535 : e->index;
    row[0] = live ? e->place : FREE;
    for (int i = 0; i < 4; i++)
        row[1 + i] = (unsigned char)(where >> (24 - 8 * i));
    row[5] = (unsigned char)(index >> 8);
    row[6] = (unsigned char)index;
}

/* The rows with PNG's predictor "up" (each byte less the one above), which deflates far better. */
static void xref_rows(struct pdf_file *f, struct buf *rows)
{
    unsigned char above[XREF_COLUMNS] = {0}, row[XREF_COLUMNS];
    for (uint32_t id = 0; id < f->count; id++) {
        xref_row(row, &f->entries[id], id == 0);
        buf_char(rows, 2);
        for (int i = 0; i < XREF_COLUMNS; i++)
            buf_char(rows, (char)(row[i] - above[i]));
        memcpy(above, row, sizeof row);
    }
}

/* MD5 of the check sums of all pieces of what was written: libharu's MD5 of the bytes themselves took 2 % of the time. */
void pdf_file_hash(const void *data, size_t len, unsigned char id[PDF_FILE_ID])
{
    const unsigned char *bytes = data;
    HPDF_MD5_CTX md5;
    HPDF_MD5Init(&md5);
    for (size_t at = 0; at < len; at += HASHED_PIECE) {
        uint32_t sum = libdeflate_crc32(0, bytes + at, len - at < HASHED_PIECE ? len - at : HASHED_PIECE);
        const HPDF_BYTE piece[] = {(HPDF_BYTE)(sum >> 24), (HPDF_BYTE)(sum >> 16), (HPDF_BYTE)(sum >> 8), (HPDF_BYTE)sum};
        HPDF_MD5Update(&md5, piece, sizeof piece);
    }
    HPDF_MD5Final(id, &md5);
}

/* "[<…><…>]": a hash of what was written, so that equal documents have equal IDs, and others have others. */
static void put_file_id(struct buf *b, const struct buf *written)
{
    unsigned char digest[PDF_FILE_ID];
    pdf_file_hash(written->data, written->len, digest);
    buf_str(b, "/ID[");
    for (int twice = 0; twice < 2; twice++) {
        buf_char(b, '<');
        for (size_t i = 0; i < sizeof digest; i++)
            buf_printf(b, "%02X", (unsigned)digest[i]);
        buf_char(b, '>');
    }
    buf_char(b, ']');
}

static void put_xref(struct pdf_file *f, uint32_t root, uint32_t info)
{
    struct buf rows = BUF_INIT, entries = BUF_INIT;
    uint32_t id = pdf_file_reserve(f, 1);
    size_t at = f->out->len;
    set_entry(f, id, AT_OFFSET, at, 0);
    xref_rows(f, &rows);
    buf_printf(&entries, "/Type/XRef/Size %u/W[1 4 2]/Root %u 0 R/Info %u 0 R", (unsigned)f->count, (unsigned)root, (unsigned)info);
    put_file_id(&entries, f->out);
    buf_printf(&entries, "/DecodeParms<</Predictor 12/Columns %d>>", XREF_COLUMNS);
    pdf_file_stream_of(f, id, &entries, &rows);
    buf_printf(f->out, "startxref\n%zu\n%%%%EOF\n", at);
    buf_free(&rows);
    buf_free(&entries);
}

enum pdf_file_status pdf_file_finish(struct pdf_file *f, uint32_t root, uint32_t info)
{
    flush_objects(f);
    if (!f->failed && !f->too_large && !f->out->failed)
        put_xref(f, root, info);
    if (f->too_large)
        return PDF_FILE_TOO_LARGE;
    return f->failed || f->out->failed ? PDF_FILE_NO_MEMORY : PDF_FILE_DONE;
}
