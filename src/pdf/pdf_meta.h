/* pdf_meta.h: what the file says of itself: information, XMP, output intent, attachments. */
#ifndef PIRA_PDF_META_H
#define PIRA_PDF_META_H

#include <hpdf.h>
#include <stdbool.h>
#include <stdint.h>

#include "pdf/pdf.h"

struct buf;
struct pdf_file;

/* The XMP packet: the same facts as the information dictionary, and what the file claims to be: PDF/UA-1, and PDF/A of level a,
 * PART 2 or 3 (with attachments). */
void pdf_meta_xmp(struct buf *b, const struct pdf_meta *meta, const char *producer, int part);

/* "D:20171231000000Z" from "2017-12-31T00:00:00Z". */
void pdf_meta_date(struct buf *b, const char *date);

/* Fills the information dictionary of HARU. False after an error of libharu. */
bool pdf_meta_info(HPDF_Doc haru, const struct pdf_meta *meta);

/* Object XMP (a stream), and object INTENTS, an array with the output intent: sRGB. */
void pdf_meta_write_xmp(struct pdf_file *file, uint32_t xmp, const struct pdf_meta *meta, const char *producer, int part);
void pdf_meta_write_intents(struct pdf_file *file, uint32_t intents);

/* An ICC profile (version 2.1, matrix and curve) of sRGB, IEC 61966-2-1. */
void pdf_icc_srgb(struct buf *b);

/* The attached files, with object NAMES, which finds them by name, and AF, an array that says what they are to the document.
 * Their date is that of META, or its year. */
void pdf_attach_write(struct pdf_file *file, uint32_t names, uint32_t af, const struct pdf_attachment *att, size_t natt,
                      const struct pdf_meta *meta);

#endif
