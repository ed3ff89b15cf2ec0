/* pdf_tag.h: the logical structure: which marked content belongs to which node, and the structure tree in the file.
 *
 * libharu never sees it: a dictionary of libharu for each cell would cost 1.4 kB and, in large documents, quadratic time.
 */
#ifndef PIRA_PDF_TAG_H
#define PIRA_PDF_TAG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct page_list;
struct pdf_file;
struct pdf_tags;

/* A store for the tags of PAGES, which must outlive it. NULL when memory is short. */
struct pdf_tags *pdf_tags_new(const struct page_list *pages);
void pdf_tags_free(struct pdf_tags *t);   /* accepts NULL */

/* The content that follows is on the next page (the first call: on the first). */
void pdf_tags_next_page(struct pdf_tags *t);

/* The content that follows belongs to TAG. Returns its number on the page (MCID), -1 when memory is short. */
int32_t pdf_tags_mark(struct pdf_tags *t, int32_t tag);

/* Object ANNOTATION is link number LINK of the page list, which belongs to its tag. */
void pdf_tags_link(struct pdf_tags *t, size_t link, uint32_t annotation);

/* Keys of the parent tree: pages have their index, links follow. */
uint32_t pdf_tags_link_key(const struct pdf_tags *t, size_t link);

/* Name of a role in the file: "TD". */
const char *pdf_tags_role(const struct pdf_tags *t, int32_t tag);

/* Writes the tree; ROOT is the number of StructTreeRoot, PAGE_IDS those of the pages. */
void pdf_tags_write(struct pdf_tags *t, struct pdf_file *file, uint32_t root, const uint32_t *page_ids);

#endif
