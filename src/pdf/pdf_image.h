/* pdf_image.h: PNG files as image objects, each file once. */
#ifndef PIRA_PDF_IMAGE_H
#define PIRA_PDF_IMAGE_H

#include <hpdf.h>
#include <stdbool.h>

struct buf;
struct diag;
struct file_source;
struct pdf_attachment;
struct pdf_file;
struct pdf_images;

/* Images from SOURCE, whose object numbers HARU gives. With KEEP their files stay in memory, to be attached.
 * NULL when memory is short. */
struct pdf_images *pdf_images_new(HPDF_Doc haru, const struct file_source *source, bool keep);
void pdf_images_free(struct pdf_images *m);   /* accepts NULL */

/* Number N of the resource /ImN for NAME, written to FILE when it is asked for first.
 * Negative, with a message in D, when it cannot be read. */
int pdf_images_use(struct pdf_images *m, const char *name, struct pdf_file *file, struct diag *d);

/* How many were written, and the file of number I as an attachment; borrowed. */
size_t pdf_images_count(const struct pdf_images *m);
struct pdf_attachment pdf_images_attachment(const struct pdf_images *m, size_t i);

/* Appends "/Im0 12 0 R/Im1 …". */
void pdf_images_resources(const struct pdf_images *m, struct buf *resources);

#endif
