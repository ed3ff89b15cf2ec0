/* pdf_haru.h: the libharu document: its skeleton (catalog, pages, info), and how its objects get into the file.
 *
 * libharu 2.3.0 cannot tag, cannot write object streams, and errs in PDF/A. So the objects it makes are written by us
 * (pdf_file.h), among others of our own: a page's content, whatever libharu has no call for. Errors of libharu stick
 * in the document (pdf_haru_failed).
 */
#ifndef PIRA_PDF_HARU_H
#define PIRA_PDF_HARU_H

#include <hpdf.h>
#include <hpdf_doc.h>
#include <hpdf_objects.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "layout/metrics.h"

struct buf;
struct pdf_file;

/* A new document of PDF 1.7. NULL when memory is short. Freed with HPDF_Free. */
HPDF_Doc pdf_haru_new(HPDF_Alloc_Func take);

/* Makes room for OBJECTS objects at once: libharu's own steps make growth quadratic. */
void pdf_haru_expect(HPDF_Doc haru, size_t objects);

/* The first error of HARU since it was made; HPDF_OK when there is none. */
HPDF_STATUS pdf_haru_failed(HPDF_Doc haru);

/* A numbered object with nothing in it: libharu's objects can refer to it, we write it. NULL after an error. */
HPDF_Dict pdf_haru_reserve(HPDF_Doc haru);

/* Number of an object; 0 for NULL. */
uint32_t pdf_haru_number(const void *object);

/* A new page of this size, and the numbers of its page object and of its content, which is ours to write. */
struct pdf_haru_page { HPDF_Page page; uint32_t id, content, content_length; };
struct pdf_haru_page pdf_haru_add_page(HPDF_Doc haru, mpt width, mpt height, HPDF_Dict resources);

/* A text string for libharu's dictionaries: what pdf_put_text writes. NULL after an error. */
void *pdf_haru_text(HPDF_Doc haru, const char *s);

/* Appends what a memory stream of libharu holds. */
void pdf_haru_gather(HPDF_Stream stream, struct buf *out);

/* Numbers that libharu has given. */
uint32_t pdf_haru_count(HPDF_Doc haru);

/* Writes all objects of HARU that FILE does not have yet. False when libharu fails. */
bool pdf_haru_write(HPDF_Doc haru, struct pdf_file *file);

#endif
