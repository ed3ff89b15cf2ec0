/* lay_page.h: units dealt out to pages. Here, and only here, it is decided where a page ends. */
#ifndef PIRA_LAY_PAGE_H
#define PIRA_LAY_PAGE_H

#include "layout/lay_flow.h"

/* A place between two units or, with LINES, within a row: LINES[c] lines of its cell c stand above it, in a part HEIGHT high. */
struct cut { size_t unit; uint32_t *lines; mpt height; };

struct plan {
    int style;
    struct cut from, to;
};

struct plans { struct plan *v; size_t n, cap; };

/* Deals F's units out to pages. False when memory is short; L->failed tells of errors. Freed with plans_free. */
bool plans_make(struct lay *l, struct flow *f, struct plans *out);
void plans_free(struct plans *p);

/* The page (from 0) on which UNIT begins. */
size_t plans_page_of(const struct plans *p, size_t unit);

/* What stands above the first unit of a page that goes on with a table. */
struct page_top {
    struct lay_table *head;            /* whose head is repeated; NULL: none */
    const struct para *segue;          /* what follows the word "segue"; NULL: no such line */
    mpt height;                        /* of both */
};
struct page_top page_top(const struct lay *l, const struct flow *f, int style, struct cut from);

/* Space above, and height of, the part of UNIT that PLAN's page holds. */
mpt page_before(const struct flow *f, const struct plan *p, size_t unit);
mpt page_height(const struct flow *f, const struct plan *p, size_t unit);

/* Space between a table and its first note, and above the notes at the foot of a page. */
#define NOTES_GAP PT(6.75)

#endif
