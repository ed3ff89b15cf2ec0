/* page.h: what layout gives: pages of positioned items, each carrying its place in the logical structure.
 *
 * Origin top left, y downwards, mpt. The PDF back end loops over this and decides nothing.
 */
#ifndef PIRA_PAGE_H
#define PIRA_PAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "layout/block.h"
#include "layout/metrics.h"

/* ---- logical structure ---- */

enum role {
    ROLE_DOCUMENT, ROLE_SECT, ROLE_H1, ROLE_H2, ROLE_H3, ROLE_H4, ROLE_H5, ROLE_H6, ROLE_P,
    ROLE_L, ROLE_LI, ROLE_LBL, ROLE_LBODY,
    ROLE_TABLE, ROLE_CAPTION, ROLE_THEAD, ROLE_TBODY, ROLE_TFOOT, ROLE_TR, ROLE_TH, ROLE_TD,
    ROLE_SPAN, ROLE_LINK, ROLE_REFERENCE, ROLE_NOTE, ROLE_FIGURE, ROLE_TOC, ROLE_TOCI
};

enum scope { SCOPE_NONE, SCOPE_ROW, SCOPE_COLUMN, SCOPE_BOTH };

/* What few nodes have. */
struct tag_extra {
    const char *alt;                   /* Figure, Link: text alternative; NULL */
    const char *actual;                /* replacement text; NULL */
    const char *lang;                  /* NULL: the parent's */
    const char *summary;               /* Table; NULL */
    mpt bbox[4];                       /* Figure: x, y, w, h on its page; bbox_page -1: it has none */
    int32_t bbox_page;
};

/* A node of the structure tree. tags[0] is the Document. Children follow in the order of their numbers.
 * Only a leaf owns content: a node has children or items, never both (mixed content is wrapped in Spans).
 * Two of them fit a line of the cache: a document has 150 a page, and they are gone through again and again. */
struct tag {
    enum role role;
    int32_t parent;                    /* -1 for the document */
    uint16_t rowspan, colspan;         /* TH, TD: 1 … */
    uint8_t scope;                     /* TH: enum scope */
    uint8_t marks;                     /* L: enum list_marks */
    bool inked;                        /* it has items */
    int32_t headers, nheaders;         /* TD, TH: range in page_list.headers of tag numbers of its header cells; 0, 0: by scope */
    struct tag_extra *extra;           /* NULL: nothing of it (tag_extra_of) */
};

/* What T has of it; never NULL. */
const struct tag_extra *tag_extra_of(const struct tag *t);

/* ---- items ---- */

#define TAG_ARTIFACT   (-1)            /* rules, fills */
#define TAG_HEADER     (-2)            /* running head */
#define TAG_FOOTER     (-3)            /* running foot */
#define TAG_REPEAT     (-4)            /* repeated heads and labels */
#define TAG_SEGUE      (-5)            /* the line above a repeated head, which is of this page alone */

enum item_kind { ITEM_TEXT, ITEM_FILL, ITEM_LIGHT, ITEM_IMAGE };

struct item {
    enum item_kind kind;
    int32_t tag;
    mpt x, y, w, h;                    /* TEXT: y is the baseline, w the width, h unused */
    uint32_t colour;
    union {
        struct { const char *s; uint32_t len; int16_t face; mpt size; } text;   /* well-formed, all glyphs exist; U+00AD prints a hyphen */
        struct { enum light light; uint32_t colour2; } light;                   /* in the square x, y, w, h */
        struct { const char *file; } image;
    };
};

struct link {                          /* an active rectangle */
    int32_t page, tag;                 /* tag: its ROLE_LINK node */
    mpt x, y, w, h;
    const char *uri;                   /* to the outside, or NULL: */
    int32_t dest_page; mpt dest_y;     /* to a place of this document */
    const char *contents;              /* what is read of it */
};

struct bookmark { const char *title; int level; int32_t page; mpt y; };

struct page {
    mpt width, height;
    size_t first, count;               /* range in page_list.items */
};

struct page_list {
    struct page *pages; size_t npages;
    struct item *items; size_t nitems;
    struct tag *tags; size_t ntags;
    int32_t *headers; size_t nheaders;
    struct link *links; size_t nlinks;
    struct bookmark *bookmarks; size_t nbookmarks;
    struct arena *arena;               /* owns the texts that layout made; the others (alternatives, addresses, files, titles)
                                        * are the document's, which must live as long */
};

struct diag;

/* No document has more pages. */
#define LAYOUT_MAX_PAGES 20000

/* Lays DOC out. On success *OUT is the pages (freed with page_list_free) and the result is true.
 * False when a message at level errore was reported (a character no face has, a table that does not fit its page …);
 * *OUT is then NULL. LANG picks hyphenation patterns; without them nothing is hyphenated. */
bool layout_run(const struct doc *doc, const struct metrics *m, struct diag *d, struct page_list **out);
void page_list_free(struct page_list *p);

/* The folder that the patterns of hyphenation are in. */
const char *layout_patterns_folder(void);

struct buf;
/* Plain text of a page list, or of a document of blocks, for tests and for those who mend a template. */
void page_dump(const struct page_list *p, struct buf *out);
void block_dump(const struct doc *doc, struct buf *out);

#endif
