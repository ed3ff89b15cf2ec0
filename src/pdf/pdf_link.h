/* pdf_link.h: what leads to other places: links on pages, and the bookmarks. */
#ifndef PIRA_PDF_LINK_H
#define PIRA_PDF_LINK_H

#include <hpdf.h>
#include <stdbool.h>
#include <stdint.h>

#include "pdf/pdf_haru.h"

struct page_list;
struct pdf_file;
struct pdf_tags;

/* Gives every link of PAGES an annotation on its page of HARU and in TAGS; ANNOTATIONS[i] becomes its object's number.
 * A link without a node is left out: PDF/UA-1, 7.18.1, wants every annotation in the tree. False after an error of libharu. */
bool pdf_links_add(HPDF_Doc haru, const struct page_list *pages, const struct pdf_haru_page *haru_pages, struct pdf_tags *tags,
                   uint32_t *annotations);

/* Writes the annotations, whose text needs the numbers PAGE_IDS of all pages. */
void pdf_links_write(struct pdf_file *file, const struct page_list *pages, const uint32_t *page_ids, const struct pdf_tags *tags,
                     const uint32_t *annotations);

/* The bookmarks; the file opens with them in view when there are any. False after an error of libharu. */
bool pdf_bookmarks_add(HPDF_Doc haru, const struct page_list *pages, const struct pdf_haru_page *haru_pages);

#endif
