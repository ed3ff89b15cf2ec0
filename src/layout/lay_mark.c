/* lay_mark.c: what a reader can go to: anchors, links to them and to the outside, bookmarks, chapters. */
#include <stdlib.h>
#include <string.h>

#include "layout/lay_draw.h"

#define UNKNOWN_REPORTED 20            /* links to nowhere named at most */

static int by_anchor(const void *a, const void *b)
{
    const struct mark *const *x = a, *const *y = b;
    int c = strcmp((*x)->anchor, (*y)->anchor);

    return c != 0 ? c : (*x < *y ? -1 : *x > *y);
}

/* Anchors in the order of their names; of two alike the first in the document is found. */
bool mark_prepare(struct draw *d)
{
    const struct flow *f = d->flow;

    d->anchors = lay_new(d->l, f->nmarks, sizeof *d->anchors);
    d->stands = lay_new(d->l, f->nmarks, sizeof *d->stands);
    if (d->anchors == NULL || d->stands == NULL)
        return false;
    for (size_t i = 0; i < f->nmarks; i++)
        if (f->marks[i].anchor != NULL)
            d->anchors[d->nanchors++] = &f->marks[i];
    qsort(d->anchors, d->nanchors, sizeof *d->anchors, by_anchor);
    return true;
}

static void add_bookmark(struct draw *d, const struct mark *m, mpt y)
{
    struct page_list *out = d->out;
    struct bookmark *grown = lay_grow(d->l, out->bookmarks, &d->bookmarks_cap, out->nbookmarks + 1, sizeof *grown);

    if (grown == NULL)
        return;
    out->bookmarks = grown;
    out->bookmarks[out->nbookmarks++] = (struct bookmark){m->bookmark, m->level, d->page, y};
}

void mark_reach(struct draw *d, size_t unit, mpt y)
{
    const struct flow *f = d->flow;

    for (; d->next_mark < f->nmarks && f->marks[d->next_mark].unit <= unit; d->next_mark++) {
        const struct mark *m = &f->marks[d->next_mark];

        d->stands[d->next_mark].page = d->page;
        d->stands[d->next_mark].y = y;
        if (m->bookmark != NULL)
            add_bookmark(d, m, y);
        if (m->chapter != NULL)
            d->chapter = m->chapter;
    }
}

size_t mark_find(struct draw *d, const char *anchor)
{
    size_t low = 0, high = d->nanchors;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (strcmp(d->anchors[mid]->anchor, anchor) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    if (low < d->nanchors && strcmp(d->anchors[low]->anchor, anchor) == 0)
        return (size_t)(d->anchors[low] - d->flow->marks);
    if (d->unknown_anchors++ < UNKNOWN_REPORTED)
        diag_say(d->l->diag, DIAG_ANCHOR_UNKNOWN, NULL, anchor);
    return NO_MARK;
}

/* ---- links ---- */

/* Whether LAST is the same link in the same line, so that it only grows. */
static bool goes_on(const struct draw *d, const struct link *last, int32_t tag, mpt y)
{
    return last->page == d->page && last->tag == tag && last->y == y;
}

static bool room_for_link(struct draw *d)
{
    struct page_list *out = d->out;
    struct link *links = lay_grow(d->l, out->links, &d->links_cap, out->nlinks + 1, sizeof *links);
    size_t *marks;

    if (links == NULL)
        return false;
    out->links = links;
    marks = lay_grow(d->l, d->link_marks, &d->link_marks_cap, out->nlinks + 1, sizeof *marks);
    if (marks == NULL)
        return false;
    d->link_marks = marks;
    return true;
}

void mark_link(struct draw *d, const struct run *r, int32_t tag, mpt x, mpt y, mpt w, mpt h)
{
    struct page_list *out = d->out;
    struct link *last = out->nlinks > 0 ? &out->links[out->nlinks - 1] : NULL;
    size_t mark = NO_MARK;

    if (out->tags[tag].role != ROLE_LINK)
        return;
    if (last != NULL && goes_on(d, last, tag, y)) {
        last->w = x + w - last->x;
        return;
    }
    if (r->uri == NULL)
        mark = mark_find(d, r->target);
    if (!room_for_link(d))
        return;
    d->link_marks[out->nlinks] = mark;
    out->links[out->nlinks++] = (struct link){.page = d->page, .tag = tag, .x = x, .y = y, .w = w, .h = h, .uri = r->uri,
                                              .dest_page = -1, .contents = r->text != NULL ? r->text : r->uri};
}

void mark_resolve(struct draw *d)
{
    for (size_t i = 0; i < d->out->nlinks; i++)
        if (d->link_marks[i] != NO_MARK) {
            d->out->links[i].dest_page = d->stands[d->link_marks[i]].page;
            d->out->links[i].dest_y = d->stands[d->link_marks[i]].y;
        }
}
