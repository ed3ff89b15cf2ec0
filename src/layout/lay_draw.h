/* lay_draw.h: pages become items, tags, links and bookmarks. Everything is decided; this only says it. */
#ifndef PIRA_LAY_DRAW_H
#define PIRA_LAY_DRAW_H

#include "layout/lay_page.h"

/* A row, or a part of one, on its page. */
struct placed {
    struct lay_row *row;
    mpt y, h;                          /* on the page */
    const uint32_t *from, *to;         /* NULL: the ends of the row */
};

struct draw {
    struct lay *l;
    const struct flow *flow;
    const struct plans *plans;
    struct page_list *out;
    size_t items_cap, tags_cap, headers_cap, links_cap, bookmarks_cap;
    size_t *link_marks; size_t link_marks_cap;      /* the mark that each link goes to; NO_MARK: to the outside */
    int32_t page;                                   /* being drawn */
    mpt x0;                                         /* left edge of the column being drawn */
    struct placed *placed; size_t nplaced, placed_cap;
    struct lay_note *called, **last_called; int ncalled;   /* notes whose letters were drawn and whose bodies were not yet */
    const struct mark **anchors; size_t nanchors;   /* marks with an anchor, in the order of their names */
    struct stand { int32_t page; mpt y; } *stands;  /* of each mark, once drawn */
    size_t next_mark;
    const char *chapter;                            /* the last one begun */
    int unknown_anchors;                            /* reported so far */
};

#define NO_MARK SIZE_MAX

/* Draws the pages into OUT (empty, with its arena). False when memory is short. */
bool draw_pages(struct lay *l, const struct flow *f, const struct plans *p, struct page_list *out);

/* ---- lay_tag.c: the structure tree ---- */

/* A new node under PARENT (-1: the tree's root); its number, or TAG_ARTIFACT when memory is short. */
int32_t tag_new(struct draw *d, enum role role, int32_t parent);
/* What few nodes have, of node TAG, made when it is first asked for; NULL when memory is short. */
struct tag_extra *tag_extra(struct draw *d, int32_t tag);
/* The number of a node of the flow, made with those above it when it is the first time. */
int32_t tag_of(struct draw *d, struct node *n);
/* The node that text of R, in paragraph P of a box whose node is HOLDER, belongs to. ONLY: the box has no other paragraph.
 * Below 0, HOLDER is an artifact, and so is the text. */
int32_t tag_of_run(struct draw *d, struct lay_para *p, const struct run *r, int32_t holder, bool only);
/* The same for LETTER, which calls a note. */
int32_t tag_of_letter(struct draw *d, struct lay_para *p, const char *letter, int32_t holder, bool only);
/* The row of a table; what holds the text of a cell of it, the cell or a heading within it; spans and scope are filled in. */
int32_t tag_of_row(struct draw *d, struct lay_row *row);
int32_t tag_in_cell(struct draw *d, struct lay_row *row, struct lay_cell *c);
/* An empty cell for the columns that no cell of ROW covers: rows of a table are equally long. */
void tag_fill_row(struct draw *d, struct lay_row *row);
/* Whether C heads others: a head that says nothing does not. */
static inline bool tag_is_head(const struct lay_cell *c) { return c->cell->header && c->cell->nparas > 0; }
/* The cells of ROW, all of which have their nodes, name their heads (lay_heads.c). */
void tag_heads(struct draw *d, struct lay_row *row);
/* Once all pages are drawn: headings get levels that leave none out (PDF/UA-1 7.4.2). Declared H2, H4, H4, H3, H2 become
 * H1, H2, H2, H2, H1: each stands one below the nearest one before it that was declared higher. Empty ones do not count. */
void tag_levels(struct draw *d);

/* ---- lay_mark.c: anchors, links, bookmarks ---- */

bool mark_prepare(struct draw *d);
/* All marks up to UNIT stand at Y of this page. */
void mark_reach(struct draw *d, size_t unit, mpt y);
/* The mark that ANCHOR names; NO_MARK (reported) when there is none. */
size_t mark_find(struct draw *d, const char *anchor);
/* The active rectangle of a piece of text; pieces of one link in one line are one. */
void mark_link(struct draw *d, const struct run *r, int32_t tag, mpt x, mpt y, mpt w, mpt h);
/* Links to places of the document learn where those stand. */
void mark_resolve(struct draw *d);

/* ---- lay_item.c: items ---- */

struct item *item_new(struct draw *d, enum item_kind kind, int32_t tag, mpt x, mpt y);   /* NULL when memory is short */
void item_fill(struct draw *d, int32_t tag, mpt x, mpt y, mpt w, mpt h, uint32_t colour);   /* nothing for COLOUR_NONE */
/* Lines FROM up to TO of B, the first one's top at Y, the box's left edge at X. */
void item_lines(struct draw *d, struct box *b, uint32_t from, uint32_t to, mpt x, mpt y, int32_t holder);

/* ---- lay_draw_table.c ---- */

/* Draws D->placed, rows of one table that follow one another. REPEATED: a head that was drawn before.
 * ENDS: the table does not go on. HEADED: a head stands directly above. */
void draw_rows(struct draw *d, bool repeated, bool ends, bool headed);

/* ---- lay_note.c ---- */

/* The letter of a note: drawn here for the first time in its table or page, it gets the next one. Owned by the result. */
const char *note_letter(struct draw *d, struct lay_note *n);
/* Height of the notes called and not yet drawn, the gap above them included. */
mpt notes_called_height(const struct draw *d);
/* Draws them with their top at Y. PARENT: where their nodes go. */
void draw_notes(struct draw *d, mpt x, mpt y, int32_t parent);

/* ---- lay_band.c ---- */

/* Running head and foot of page PAGE (from 0), its fills, the mark of a draft. */
void draw_bands(struct draw *d, const struct page_style *s, size_t page);
void draw_fills(struct draw *d, const struct page_style *s);

#endif
