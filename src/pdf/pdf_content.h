/* pdf_content.h: the content of a page: what is painted, each stretch marked with its node or as an artifact. */
#ifndef PIRA_PDF_CONTENT_H
#define PIRA_PDF_CONTENT_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct diag;
struct page_list;
struct pdf_file;
struct pdf_fonts;
struct pdf_images;
struct pdf_lights;
struct pdf_tags;

struct pdf_content {
    const struct page_list *pages;
    struct pdf_fonts *fonts;
    struct pdf_images *images;
    struct pdf_lights *lights;
    struct pdf_tags *tags;
    struct pdf_file *file;      /* for images */
    struct diag *d;
};

/* Where in the content of a page stretches lie that other pages may have, too, byte for byte: running heads, repeated heads
 * of tables. Offsets in order: where the first begins, where it ends, where the second begins … */
#define PDF_CUTS 4
struct pdf_cuts { size_t at[PDF_CUTS], n; };

/* Appends the operators of page PAGE to OUT, empty so far; pages come in their order, once each.
 * False, with a message, when an item cannot be shown. */
bool pdf_content_page(const struct pdf_content *c, size_t page, struct buf *out, struct pdf_cuts *cuts);

#endif
