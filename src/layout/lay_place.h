/* lay_place.h: where blocks are being set, and how they add units to the flow. For the files that turn blocks into units. */
#ifndef PIRA_LAY_PLACE_H
#define PIRA_LAY_PLACE_H

#include "layout/lay_flow.h"

/* A column of the flow, its place in the structure, the space that the block above leaves. */
struct place {
    struct flow *flow;
    int style;                         /* the page style in force */
    mpt x, width;
    struct node *parent;
    mpt pending;                       /* space asked for below the block above */
};

/* Adds a unit that only steers pages. NULL when memory is short, as for the others. */
struct unit *place_bare_unit(struct lay *l, struct flow *f, enum unit_kind kind);
/* Adds a unit that is seen: below the space that it or the block above it asks for. */
struct unit *place_unit(struct lay *l, struct place *p, enum unit_kind kind, mpt before, mpt height);
/* The unit added next begins ANCHOR, BOOKMARK and CHAPTER, so far as they are given. */
bool place_mark(struct lay *l, struct flow *f, const char *anchor, const char *bookmark, int level, const char *chapter);

/* No break after unit I, unless nothing better is found; the same for units FROM up to the last but one. */
void place_keep(struct flow *f, size_t i, enum keep k);
void place_keep_all(struct flow *f, size_t from, enum keep k);

struct node *place_node(struct lay *l, enum role role, struct node *parent);
/* Sets PARA as a box of P's column, with a node of its own. */
struct flow_box *place_box(struct lay *l, const struct place *p, const struct para *para, enum role role);
/* Adds one unit for each line of B. SPLIT: two lines at least stay on each side of a break; else none may break. */
bool place_lines(struct lay *l, struct place *p, struct flow_box *b, mpt before, bool split);

/* Blocks of each kind (lay_flow.c, lay_flow_list.c, lay_flow_table.c). False when memory is short. */
bool flow_blocks(struct lay *l, struct place *p, const struct block *blocks, size_t n);
bool flow_list(struct lay *l, struct place *p, const struct block *b);
bool flow_table(struct lay *l, struct place *p, const struct block *b);
/* A caption, kept with what stands above it. */
bool flow_caption(struct lay *l, struct place *p, const struct para *caption, enum role role, struct node *parent);

#endif
