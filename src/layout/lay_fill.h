/* lay_fill.h: a page being filled. For the files that decide where pages end. */
#ifndef PIRA_LAY_FILL_H
#define PIRA_LAY_FILL_H

#include "layout/lay_page.h"

/* Where a page may end: before UNIT, when USED of it is filled. UNIT 0: nowhere. */
struct chance { size_t unit; mpt used; };

/* A page being filled. */
struct filling {
    struct lay *l;
    struct flow *f;
    struct plan plan;                  /* .to is what is looked for */
    mpt room, used;                    /* used: without notes */
    mpt under, foot;                   /* taken by notes under tables, and at the foot of the page */
    bool empty;
    struct chance last[KEEPS], good;
    const void *noted;                 /* the table whose notes have begun on this page */
};

/* Labels that reach over CUT, where the page ends: what their remaining lines lack is given to their last rows. */
void fill_carry_labels(const struct filling *p, struct cut cut);
/* Height of the notes that labels which go on at AT, the top of a page, may still call. */
mpt fill_carried_notes(const struct flow *f, struct cut at);
/* Whether a label beside ROW gets on by a line when ROW's part on this page is HEIGHT high. */
bool fill_label_goes_on(const struct filling *p, const struct lay_row *row, mpt height);

#endif
