/* pdf.h: pages to a tagged PDF file, through libharu. Knows pages, never blocks or plans. */
#ifndef PIRA_PDF_H
#define PIRA_PDF_H

#include <stdbool.h>
#include <stddef.h>

#include "layout/metrics.h"

struct buf;
struct diag;
struct file_source;
struct page_list;
struct pdf;

struct pdf_meta {
    const char *title, *author, *subject, *keywords, *lang;   /* UTF-8, NULL: none; lang "it-IT" */
    const char *creator;               /* "pira 1.0.0" */
    const char *date;                  /* xs:dateTime in UTC "2017-12-31T00:00:00Z"; NULL: none is written */
    int year;                          /* that of attached files, which must have a date, when there is no other; 0: none */
};

enum pdf_relation { PDF_SOURCE, PDF_DATA, PDF_SUPPLEMENT };
struct pdf_attachment {
    const char *name, *mime, *description;
    enum pdf_relation relation;
    const void *data; size_t len;
    size_t inflated;                   /* 0: DATA is the file itself; else it is the file deflated (pdf_deflate), which is so long */
};

/* Appends LEN bytes of DATA to OUT, deflated: what will be attached need not be kept as it is. False when memory is short. */
bool pdf_deflate(const void *data, size_t len, struct buf *out);

/* Memory for libharu, which reads what it has freed when it gets none: a program should give it a function that never returns NULL. */
typedef void *pdf_take(unsigned size);

/* A new document with the faces FACES (file names without folder and ending, from FONT_DIR), loaded lazily. TAKE NULL: malloc.
 * NULL, with a message in D, when a face cannot be read. */
struct pdf *pdf_new(const char *font_dir, const char *const *faces, size_t nfaces, pdf_take *take, struct diag *d);
void pdf_free(struct pdf *p);   /* accepts NULL */

/* The two halves of it, for many documents with the same faces: whether all faces can be read, and a document with such. */
bool pdf_check_faces(const char *font_dir, const char *const *faces, size_t nfaces, struct diag *d);
struct pdf *pdf_new_checked(const char *font_dir, const char *const *faces, size_t nfaces, pdf_take *take, struct diag *d);

/* Metrics of its faces, for layout; valid as long as P. */
const struct metrics *pdf_metrics(struct pdf *p);

/* Writes PAGES as a PDF/UA-1 and PDF/A-3a document into OUT. Once per pdf. IMAGES is where images are read from; they are
 * attached, too, after ATT, each under its name. With NATT 0 nothing is attached, and the document is PDF/A-2a.
 * False, with a message in D, when it cannot be done; OUT is then of no use. */
bool pdf_write(struct pdf *p, const struct page_list *pages, const struct pdf_meta *meta,
               const struct pdf_attachment *att, size_t natt, const struct file_source *images,
               struct buf *out, struct diag *d);

#endif
