/* lay_flow.h: a document as one row of units: the smallest things that a page holds or does not hold. */
#ifndef PIRA_LAY_FLOW_H
#define PIRA_LAY_FLOW_H

#include "layout/lay_table.h"

/* A paragraph or heading of the flow, a mark of a list, a caption. */
struct flow_box {
    struct box box;
    struct node *node;
    mpt x, width;                      /* x from the left edge of the text block */
    struct flow_box *mark;             /* a list's mark beside its first line; NULL */
    struct lay_note *notes;
    mpt notes_height;
};

struct flow_figure {
    const struct block *block;
    struct node *node;
    mpt x;
};

struct flow_canvas { size_t units; mpt x, y; };   /* the next .units units stand at a fixed place of the page */

enum unit_kind {
    UNIT_LINE,                         /* line .index of a box */
    UNIT_ROW, UNIT_FIGURE, UNIT_RULE, UNIT_CANVAS,
    UNIT_NEED,                         /* a page begins when less than .height is left */
    UNIT_BREAK,                        /* a page begins … */
    UNIT_STYLE                         /* … of style .index */
};

/* How much a break after a unit is unwanted: a page breaks where it is wanted most. */
enum keep {
    KEEP_FREE,
    KEEP_TOGETHER,                     /* within a group that belongs on one page */
    KEEP_NEXT,                         /* a heading's, a group row's, a total's neighbours */
    KEEP_HARD,                         /* head and first row, the two lines that end or begin a paragraph */
    KEEPS
};

struct unit {
    uint8_t kind, keep;
    bool good;                         /* a break after it is better than others */
    mpt before, height;                /* before: space above, none at the top of a page */
    uint32_t index;
    union {
        struct flow_box *box;
        struct lay_row *row;
        struct flow_figure *figure;
        struct { const struct rule *rule; mpt x, w; } rule;
        struct flow_canvas *canvas;
    };
};

/* What a reader can go to: an anchor, a bookmark, a chapter of the running head. It stands at the top of its unit. */
struct mark {
    size_t unit;
    const char *anchor, *bookmark, *chapter;   /* NULL: none */
    int level;
};

struct flow {
    struct unit *units; size_t n, cap;
    struct mark *marks; size_t nmarks, marks_cap;   /* in the order of their units */
};

/* Fills F with the blocks of L's document. False when it cannot go on; L->failed tells of errors. Freed with flow_free. */
bool flow_build(struct lay *l, struct flow *f);
void flow_free(struct flow *f);

/* Height of the text block of a page style, and its width. */
mpt flow_room(const struct page_style *s);
mpt flow_measure(const struct page_style *s);

#endif
