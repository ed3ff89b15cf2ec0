/* pdf_tag_priv.h: what pdf_tag.c (the store) and pdf_tag_write.c (the tree in the file) share. */
#ifndef PIRA_PDF_TAG_PRIV_H
#define PIRA_PDF_TAG_PRIV_H

#include "layout/page.h"
#include "pdf/pdf_tag.h"

#define NONE (-1)

/* A stretch of content of a page. Those of a page stand together: its MCID is its place among them. */
struct mark {
    int32_t tag, page;
    int32_t next;                /* the next of the same tag */
};

struct node {
    int32_t rank;                /* place among the nodes that are written; NONE: left out */
    int32_t kid, last_kid, sibling;
    int32_t mark, last_mark;
    int32_t link;                /* index into page_list.links */
    bool named;                  /* others refer to it by an ID */
};

struct pdf_tags {
    const struct page_list *pages;
    struct node *nodes;
    struct mark *marks; size_t nmarks, cap;
    size_t *first_mark;          /* of each page, and one beyond */
    int32_t page;                /* NONE before the first */
    struct { int32_t next; uint32_t annotation; } *links;
    uint32_t first_id, nwritten; /* the written nodes have the numbers first_id + rank */
};

/* Decides what is written, links children, and numbers. Empty nodes are left out, but for rows and cells. */
void pdf_tags_arrange(struct pdf_tags *t);

#endif
