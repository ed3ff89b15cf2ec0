/* pdf_share.h: stretches of content that many pages have: running heads, repeated heads of tables. Each is written once.
 *
 * The content of a page may be in several streams (ISO 32000-1, 7.8.2), which readers put together again.
 */
#ifndef PIRA_PDF_SHARE_H
#define PIRA_PDF_SHARE_H

#include <hpdf.h>
#include <stddef.h>
#include <stdint.h>

struct pdf_file;
struct pdf_share;

/* Shares streams of FILE, whose numbers HARU gives. NULL when memory is short. */
struct pdf_share *pdf_share_new(HPDF_Doc haru, struct pdf_file *file);
void pdf_share_free(struct pdf_share *s);   /* accepts NULL */

/* Number of the stream that has just these bytes: one of the last that were asked for, or a new one.
 * 0 when memory is short. */
uint32_t pdf_share_stream(struct pdf_share *s, const char *data, size_t len);

/* Shorter stretches are not worth a stream. */
#define PDF_SHARE_MIN 200

#endif
