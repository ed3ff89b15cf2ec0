/* block.h: what layout is given: a document of blocks (headings, paragraphs, lists, tables …), styled, not yet placed.
 *
 * A plain tree of const data, built by bind (or by a test) in an arena. It knows neither plan nor PDF.
 * Colours are 0xRRGGBB. Lengths are mpt. Strings are UTF-8, NUL-ended, owned by the builder's arena.
 */
#ifndef PIRA_BLOCK_H
#define PIRA_BLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "layout/metrics.h"

#define COLOUR_NONE UINT32_MAX

/* ---- inline ---- */

struct text_style {
    int face;              /* index into doc.faces */
    mpt size, leading;
    uint32_t colour;
    mpt rise;              /* baseline shift upwards (raised letters) */
};

enum light { LIGHT_FULL_CIRCLE, LIGHT_TRIANGLE, LIGHT_CROSSED_SQUARE, LIGHT_EMPTY_CIRCLE };

enum run_kind {
    RUN_TEXT,
    RUN_BREAK,             /* a forced line break */
    RUN_LIGHT,             /* a shape of 6 pt (style.size scales it: 0.8 em), then a gap of 3 pt; decoration of the word that follows */
    RUN_BAR,               /* a bar of .bar_width, filled to .fraction thousandths; decoration of the figure beside it */
    RUN_PAGE,              /* running heads and feet only: number of this page … */
    RUN_PAGES,             /* … of the last page … */
    RUN_CHAPTER,           /* … and the text of the last heading block at or before the end of this page */
    RUN_PAGE_OF            /* number of the page on which anchor .target stands (tables of contents) */
};

struct run {
    enum run_kind kind;
    bool nobreak;                      /* never broken inside: a code, a figure with its unit */
    bool bar_tight;                    /* the gap behind a bar is 1 pt: another bar goes on there */
    const char *text;                  /* RUN_TEXT */
    const struct text_style *style;
    const char *uri;                   /* a link to the outside; NULL */
    const char *target;                /* a link to a block's anchor; NULL */
    const char *lang;                  /* language when it differs from the document's; NULL */
    const struct note *note;           /* a note called at the end of this run: its letter hangs, raised, without width */
    union {
        struct { enum light light; uint32_t light_colour, light_colour2; };   /* RUN_LIGHT: shape's colour, colour of the cross */
        struct { int fraction; mpt bar_width, bar_height; uint32_t bar_fill, bar_track; };   /* RUN_BAR */
    };
};

enum align { ALIGN_LEFT, ALIGN_RIGHT, ALIGN_CENTRE, ALIGN_AXIS };

/* Hyphenation and the last line are matters of the paragraph. */
struct para {
    const struct run *runs; size_t nruns;
    enum align align;
    /* ALIGN_AXIS: text up to byte .axis_at of the paragraph's text (all RUN_TEXT joined) ends on the axis, the rest begins there.
     * A paragraph that does not fit its cell so is set flush right (looks.md 7). */
    size_t axis_at;
    bool hyphenate;
    bool no_orphan_word;               /* the last line must not be a single word: narrow the line (titles) */
    bool one_line;                     /* cut at a word with "…" */
    bool keep_words;                   /* break only at blanks (formulas: only around operators) */
    mpt before, after;                 /* space within its cell or column; not at the top of a page */
    mpt indent, hang;                  /* left indent of all lines; further lines are indented by .hang more */
    mpt max_width;                     /* 0: the whole measure */
};

/* A note at the foot of the table (or page) that calls it, on the same page. The letter is layout's. */
struct note {
    const struct para *body;
    const struct text_style *mark;     /* style of the letter */
    mpt indent;                        /* of the body, from the letter */
};

/* ---- tables ---- */

enum width_kind { WIDTH_FIXED, WIDTH_SHARE, WIDTH_CONTENT };
struct column {
    enum width_kind kind;
    mpt width;                         /* FIXED */
    int share;                         /* SHARE: of what the others leave, > 0 */
    mpt axis;                          /* distance of the axis from the left edge of the cell's text; 0: no axis */
    uint32_t fill;                     /* under body rows (the plan's year), or COLOUR_NONE */
};

struct rule { mpt width; uint32_t colour; };   /* width 0: none */

enum valign { VALIGN_TOP, VALIGN_BOTTOM, VALIGN_MIDDLE };

struct cell {
    const struct para *paras; size_t nparas;
    int colspan, rowspan;              /* 0 counts as 1 */
    bool header;                       /* a TH; scope: Row in the body, Column in the head (Colgroup when colspan > 1) */
    bool legend;                       /* of a head: says what the rows with a title are, not what its columns hold */
    int heading;                       /* its text (one paragraph) is also a heading of this level, 1 … 6; 0: none */
    enum valign valign;
    uint32_t fill;                     /* COLOUR_NONE: the row's */
    mpt pad_left, pad_right;           /* -1: the table's */
    struct rule below;                 /* partial rule under this cell alone, leaving .below_inset free at both ends */
    mpt below_inset;
    const char *alt;                   /* what is read instead of the content; NULL */
};

struct row {
    const struct cell *cells; size_t ncells;   /* columns taken by a rowspan from above are not listed */
    mpt pad_top, pad_bottom;
    uint32_t fill;                     /* one rectangle across the row, or COLOUR_NONE */
    struct rule above, below;
    bool keep_next;                    /* not parted from the row below */
    bool whole;                        /* never split (a group row) */
    bool total;                        /* two rows stay with it */
    bool last_of_group;                /* a break after it is good */
    int bonus;                         /* space above, when not at the top of a page: mpt */
    const struct para *segue;          /* from this row on the line above a repeated head (cut to one line); NULL: unchanged */
    const char *anchor, *bookmark; int bookmark_level;   /* NULL: none */
    const char *chapter;               /* running text from this row on; NULL: unchanged */
};

struct table {
    const struct column *columns; size_t ncolumns;
    const struct row *head; size_t nhead;
    const struct row *body; size_t nbody;
    const struct row *foot; size_t nfoot;   /* once, at the end, kept with the two rows above */
    mpt width;                         /* 0: the measure */
    mpt pad_left, pad_right;           /* of cells */
    mpt indent;
    struct rule end;                   /* under the last row of the table (not where it goes on) */
    struct rule cont;                  /* under the last row of a page where the table goes on */
    const char *summary;               /* for those who cannot see it */
    const struct para *caption;        /* below the table, kept with it; NULL */
    bool repeat_head;
    bool fill_spans;                   /* the columns' fills stand under rows with spans too: the axis of a chart */
    bool contents;                     /* a table of contents: number, title, page; tagged as such, not as a table */
};

/* ---- blocks ---- */

enum block_kind {
    BLOCK_HEADING, BLOCK_PARA, BLOCK_LIST, BLOCK_TABLE, BLOCK_FIGURE, BLOCK_SPACE, BLOCK_RULE,
    BLOCK_PAGE_BREAK, BLOCK_PAGE_STYLE, BLOCK_GROUP, BLOCK_NEED, BLOCK_CANVAS
};

enum list_marks { MARKS_ALIKE, MARKS_DIGITS, MARKS_LETTERS, MARKS_ROMAN };   /* how the items of a list are told apart */

struct list_item { const struct para *mark; enum list_marks marks; const struct block *blocks; size_t nblocks; };

struct block {
    enum block_kind kind;
    mpt before, after;                 /* space; adjoining ones do not add up: the larger counts; none at the top of a page */
    const char *anchor;                /* NULL: none */
    bool keep_next;                    /* with the block below: headings have it */
    const char *bookmark; int bookmark_level;   /* 1 …; NULL: none */
    union {
        struct { const struct para *para; int level; const char *chapter; } heading;   /* level 1 … 6, tagged higher where one above is missing; chapter: running text, NULL: unchanged */
        struct { const struct para *para; bool split; } para;             /* split: may break over pages, two lines on each side */
        struct { const struct list_item *items; size_t nitems; mpt indent; enum list_marks marks; } list;
        const struct table *table;
        struct { const char *file; mpt width, height; enum align align; const char *alt; const struct para *caption; } figure;
        struct { mpt height; } space;
        struct { struct rule rule; mpt width; } rule;                     /* a line across (or of .width) */
        struct { int style; } page_style;                                 /* index into doc.page_styles; begins a page if the style differs or a page is open */
        struct { const struct block *blocks; size_t nblocks; bool together; } group;   /* together: on one page if it fits one */
        struct { mpt height; } need;                                      /* begins a page when less than .height is left */
        struct { const struct block *blocks; size_t nblocks; mpt x, y, width; } canvas;   /* placed at a fixed point of the page (covers) */
    };
};

/* ---- pages ---- */

struct band_item { const struct para *para; enum align at; };   /* left, centre or right end of the band */
struct band {
    const struct band_item *items; size_t nitems;
    mpt y;                             /* top of its line from the page's top edge (head), or bottom from the bottom edge (foot) */
    struct rule rule; mpt rule_y;      /* a rule across the measure, from the page's top edge; width 0: none */
};

struct rect_fill { mpt x, y, w, h; uint32_t colour; };

struct page_style {
    mpt width, height;
    mpt margin_left, margin_right;
    mpt top, bottom;                   /* of the text block, from the edges */
    struct band head, foot;
    const struct rect_fill *fills; size_t nfills;   /* decoration of every such page */
    bool no_number;                    /* counts, but prints neither head nor foot */
};

struct doc {
    const char *const *faces; size_t nfaces;   /* names of font files without folder and ending ("PiraSansCondensed-Regular") */
    const struct page_style *page_styles; size_t npage_styles;
    const struct block *blocks; size_t nblocks;
    int first_page;                    /* number of the first page, 1 unless bound into a larger document */
    const char *draft;                 /* "BOZZA": marked on every page; NULL: no draft */
    struct text_style draft_style; uint32_t draft_fill;
    const char *segue;                 /* "segue": the word before a continued table's line */
    const struct text_style *segue_style;
    const char *lang;                  /* "it-IT" */
    const char *title, *subject, *author, *keywords;
};

#endif
