/* lay_table.h: tables measured: which cell stands in which columns and rows, how wide, how high. */
#ifndef PIRA_LAY_TABLE_H
#define PIRA_LAY_TABLE_H

#include "layout/lay_text.h"
#include "layout/page.h"

#define LINES_WHOLE 6                  /* rows up to so many lines are never split (looks.md 8) */

enum row_part { PART_HEAD, PART_BODY, PART_FOOT, PARTS };

struct lay_table;

/* A place of the structure tree, made when something of it is first drawn. */
struct node {
    enum role role;
    struct node *parent;               /* NULL: the document */
    int32_t tag;                       /* -1 until drawn */
    enum list_marks marks;             /* of a list */
};

struct lay_cell {
    const struct cell *cell;
    struct box box;
    uint32_t row, rows;                /* first row in its table, and how many it covers: 1 … */
    uint16_t column, columns;
    mpt x, w;                          /* its text, from the table's left edge */
    mpt shift;                         /* its first line is lowered by so much, to stand on the baseline of its row */
    int32_t tag, inner;                /* -1 until drawn; INNER is what holds its text: the cell, or a heading within it */
    uint32_t planned, placed;          /* of a cell that covers several rows: lines dealt out to pages, lines drawn */
};

struct lay_row {
    const struct row *row;
    struct lay_table *table;
    struct lay_cell *cells; uint32_t ncells;
    struct lay_cell **carried; uint32_t ncarried;   /* cells of rows above that reach into this one */
    struct lay_note *notes;
    mpt notes_height;                  /* of their bodies */
    mpt height, extra;                 /* extra: of it, what a label that ends here needs more than the row */
    int64_t offset;                    /* of its top from the top of the table's first row, were there no pages */
    const struct para *segue;          /* what is open above it; NULL: nothing */
    uint32_t index;                    /* in its table */
    enum row_part part;
    bool tall;                         /* may be split over pages */
    bool covers;                       /* a label that reaches over it and the next row is not yet whole: no break below */
    mpt page_y;                        /* of its top, while its page is being filled */
    int32_t tag;                       /* -1 until drawn */
};

struct lay_table {
    const struct table *table;
    struct node node;                  /* in the structure tree */
    mpt x, width;                      /* x from the left edge of the text block */
    mpt *edges;                        /* of columns, from the table's left edge: one more than columns */
    struct lay_row *rows; uint32_t nrows;
    uint32_t first[PARTS + 1];         /* rows of part P are first[P] up to first[P + 1] */
    mpt head_height, segue_height;
    bool ids;                          /* cells name their heads one by one: their scope alone would not tell */
    const struct lay_row *titled;      /* the last row drawn that had a head of its own; NULL: none yet */
    int32_t part_tag[PARTS];           /* -1 until drawn */
};

/* Measures T in a room ROOM wide, X from the left edge of the text block. NULL when it cannot be set (reported). */
struct lay_table *lay_table_new(struct lay *l, const struct table *t, mpt x, mpt room);

/* Widths of the columns of T (its rows are placed already), as edges. False when they do not fit (reported). */
bool lay_columns(struct lay *l, struct lay_table *t, mpt room);

/* Reports that COLUMN (from 0) of T leaves W for its text; returns false. */
bool lay_no_width(struct lay *l, const struct table *t, size_t column, mpt w);

/* Puts the cells of the rows into columns, spans reserved. False when a row has too many (reported). */
bool lay_grid(struct lay *l, struct lay_table *t);

/* How messages call a table: its summary, or the words of its head. */
const char *lay_table_name(const struct table *t);

/* ---- splitting a row over pages (lay_split.c) ---- */

/* Height of the part of ROW that begins with line FROM[c] of each cell and ends before line TO[c]; NULL: the ends of the row.
 * Cells that cover several rows do not count. */
mpt lay_part_height(const struct lay_row *row, const uint32_t *from, const uint32_t *to);

/* Makes ROW higher, for a label that ends in it. */
void lay_heighten(struct lay_row *row, mpt by);

/* Splits ROW, begun at FROM (NULL: its top), so that the part above is at most ROOM high, with two lines of every split cell
 * on each side; FORCE: with any number of lines, at least one. The cursor (new) of the part below; NULL when it cannot be split so. */
uint32_t *lay_split(struct lay *l, const struct lay_row *row, const uint32_t *from, mpt room, bool force);

/* The cursor behind all lines of ROW (new): only a label that reaches into it has more. NULL when memory is short. */
uint32_t *lay_whole(struct lay *l, const struct lay_row *row);

/* How many lines of C, from line FROM on, ROOM holds below C's paddings: the number of the first that it does not. */
uint32_t lay_lines_within(const struct lay_table *t, const struct lay_cell *c, uint32_t from, mpt room);

/* The padding above and below the text of a cell, from the rows in which it begins and ends. */
mpt lay_cell_pads(const struct lay_table *t, const struct lay_cell *c);

#endif
