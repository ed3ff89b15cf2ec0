/* pdf_file.h: the file itself: numbered objects, most of them packed into object streams, and the table that finds them.
 *
 * PDF 1.7 with object streams and a cross-reference stream, which PDF/A-3 allows: the structure tree shrinks to a third.
 * Failures stick and are asked about once, at the end.
 */
#ifndef PIRA_PDF_FILE_H
#define PIRA_PDF_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf;
struct pdf_file;

/* Begins a file of PAGES pages in OUT, which must outlive it. NULL when memory is short. */
struct pdf_file *pdf_file_new(struct buf *out, size_t pages);
void pdf_file_free(struct pdf_file *f);   /* accepts NULL */

/* Writes stream object ID at once: ENTRIES are the text of its dictionary without Length and Filter;
 * DATA is deflated unless PLAIN. */
void pdf_file_stream(struct pdf_file *f, uint32_t id, const char *entries, const void *data, size_t len);
void pdf_file_plain_stream(struct pdf_file *f, uint32_t id, const char *entries, const void *data, size_t len);

/* The same of DATA that is deflated already. */
void pdf_file_deflated_stream(struct pdf_file *f, uint32_t id, const char *entries, const void *data, size_t len);

/* The same from buffers, whose failure fails the file. */
void pdf_file_stream_of(struct pdf_file *f, uint32_t id, const struct buf *entries, const struct buf *data);

/* Numbers below FIRST are taken by others; needed once, before any of the calls below. */
void pdf_file_number_from(struct pdf_file *f, uint32_t first);

/* The first of COUNT fresh numbers. */
uint32_t pdf_file_reserve(struct pdf_file *f, uint32_t count);

/* Object ID (not a stream) is whatever is appended to the buffer until pdf_file_end. One at a time. */
struct buf *pdf_file_begin(struct pdf_file *f, uint32_t id);
void pdf_file_end(struct pdf_file *f);

/* Whether ID was written, or is known to be left out (pdf_file_omit). */
bool pdf_file_has(const struct pdf_file *f, uint32_t id);
void pdf_file_omit(struct pdf_file *f, uint32_t id);

/* Memory ran out while something for F was prepared: the file cannot be whole. */
void pdf_file_fail(struct pdf_file *f);

enum pdf_file_status { PDF_FILE_DONE, PDF_FILE_NO_MEMORY, PDF_FILE_TOO_LARGE };

/* Ends the file: cross-reference stream with Root, Info and an ID that is a hash of everything before it. */
enum pdf_file_status pdf_file_finish(struct pdf_file *f, uint32_t root, uint32_t info);

/* That hash, of LEN bytes of DATA. */
#define PDF_FILE_ID 16
void pdf_file_hash(const void *data, size_t len, unsigned char id[PDF_FILE_ID]);

#endif
