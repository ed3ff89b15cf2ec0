/* pdf_read.h: opens a PDF file as it came from anywhere, and gives its objects (ISO 32000-1, 7.5).
 *
 * Reading a PDF is reading hostile input. Nothing is repaired: what does not fit is damage, met once and remembered.
 * Classic tables, cross-reference streams, object streams and appended revisions are read; encryption is not.
 */
#ifndef PIRA_PDF_READ_H
#define PIRA_PDF_READ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "archive/pdf_scan.h"
#include "archive/pdf_value.h"

struct arena;
struct buf;
struct diag;
struct pdf_reader;

/* The largest file that is read, and what its streams may inflate to, all together. */
#define PDF_READ_LIMIT     ((size_t)512 << 20)
#define PDF_INFLATE_LIMIT  ((size_t)512 << 20)

/* A reader of LEN bytes of DATA, which must outlive it. NULL only when memory is short; what else may be wrong is
 * asked for with pdf_reader_trouble. */
struct pdf_reader *pdf_reader_new(const void *data, size_t len);
void pdf_reader_free(struct pdf_reader *r);   /* accepts NULL */

/* The first trouble met so far, and near which byte; PDF_FINE when there is none. */
enum pdf_trouble pdf_reader_trouble(const struct pdf_reader *r, size_t *at);

/* Reports the trouble of R, if any, about the file NAME. True when there is none. */
bool pdf_reader_check(const struct pdf_reader *r, const char *name, struct diag *d);

/* Makes R remember that memory is short. */
void pdf_reader_starve(struct pdf_reader *r);

/* Makes R remember that the object or stream V is not as it should be. */
void pdf_reader_damaged(struct pdf_reader *r, const struct pdf_value *v);

/* How long the file was before anything was appended to it: shorter than the file when there are later revisions. */
size_t pdf_reader_first_revision(const struct pdf_reader *r);

/* The next object after *ID that FIRST has, and that R, which begins with the same bytes, has elsewhere or not at all.
 * False when there is none. */
bool pdf_reader_next_replaced(const struct pdf_reader *r, const struct pdf_reader *first, uint32_t *id);

/* All values below are owned by R and valid as long as it. After trouble they are of kind PDF_NULL. */

/* The dictionary of the whole, with Root and Info. */
const struct pdf_value *pdf_reader_trailer(const struct pdf_reader *r);

/* Object ID; PDF_NULL when there is none. */
const struct pdf_value *pdf_reader_object(struct pdf_reader *r, uint32_t id);

/* V, or what it refers to. */
const struct pdf_value *pdf_reader_resolve(struct pdf_reader *r, const struct pdf_value *v);

/* The value of KEY of DICT, references followed. */
const struct pdf_value *pdf_reader_get(struct pdf_reader *r, const struct pdf_value *dict, const char *key);

/* The arena of R, and how many values may still be made: for scans of decoded streams. */
struct arena *pdf_reader_arena(struct pdf_reader *r);
size_t *pdf_reader_values_left(struct pdf_reader *r);

/* Appends the decoded bytes of STREAM to OUT. False after trouble, and when STREAM is none. */
bool pdf_reader_decode(struct pdf_reader *r, const struct pdf_value *stream, struct buf *out);

#endif
