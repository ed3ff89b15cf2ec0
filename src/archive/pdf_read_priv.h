/* pdf_read_priv.h: what pdf_read.c (objects) and pdf_xref.c (where they are) share. */
#ifndef PIRA_PDF_READ_PRIV_H
#define PIRA_PDF_READ_PRIV_H

#include "archive/pdf_read.h"
#include "base/buf.h"

#define MAX_OBJECTS  8388608u    /* numbers 0 … 8,388,607 (PDF/A-3, 6.1.13) */

enum place { UNKNOWN, FREE, AT_OFFSET, IN_STREAM };

struct entry {
    uint32_t where;              /* AT_OFFSET: the offset; IN_STREAM: number of the object stream */
    uint16_t index;              /* IN_STREAM: its place there */
    uint8_t place;
};

/* An object stream, decoded. */
struct packed {
    uint32_t id, count, first;   /* FIRST: where the objects begin */
    uint32_t *heads;             /* number and offset of each, in turn */
    struct buf text;
};

struct pdf_reader {
    const char *data; size_t len;
    struct arena *arena;
    struct entry *entries; uint32_t count, cap;
    const struct pdf_value **loaded;   /* by number; NULL: not yet. Itself NULL until the table is whole */
    struct packed *packed; size_t npacked, packed_cap;
    const struct pdf_value *trailer;
    size_t first_revision;
    size_t values_left, scan_left, inflate_left;   /* what hostile input may still cost */
    int loading;                       /* objects under work inside each other */
    enum pdf_trouble trouble; size_t trouble_at;
};

/* Remembers the first trouble. Always false. */
bool reader_fail(struct pdf_reader *r, enum pdf_trouble trouble, size_t at);

/* A value of the arena; NULL, remembered, when memory is short. */
const struct pdf_value *reader_keep(struct pdf_reader *r, struct pdf_value v);

/* Counts BYTES that were looked at. False when they are too many. */
bool reader_scanned(struct pdf_reader *r, size_t bytes);

/* Scans the object that begins at AT, with its stream if it has one; *ID is its number. PDF_END after trouble. */
struct pdf_value reader_scan_object(struct pdf_reader *r, size_t at, uint32_t *id, size_t *end);

/* Reads all cross-reference sections, the newest first. False after trouble. */
bool reader_load_xref(struct pdf_reader *r);

#endif
