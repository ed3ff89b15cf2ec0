/* lay_flow_list.c: lists: the mark of an item beside its first line. */
#include "layout/lay_place.h"

#define LIST_GAP PT(2)                 /* least space between a list's mark and its text */

/* Whether the item begins with text, beside which its mark can stand. */
static bool begins_with_text(const struct list_item *item)
{
    return item->nblocks > 0 && (item->blocks[0].kind == BLOCK_PARA || item->blocks[0].kind == BLOCK_LIST);
}

/* Hangs MARK on the first line set since unit FIRST. A list that begins an item brings a mark of its own: then both stand there. */
static bool hang_mark(struct lay *l, struct place *p, struct flow_box *mark, size_t first)
{
    const struct flow *f = p->flow;
    struct flow_box *b;

    if (f->n == first || f->units[first].kind != UNIT_LINE)
        return place_lines(l, p, mark, 0, false);
    for (b = f->units[first].box; b->mark != NULL; b = b->mark)
        ;
    b->mark = mark;
    return true;
}

/* A mark on a line of its own, above what is no text. */
static bool lone_mark(struct lay *l, struct place *p, struct flow_box *mark)
{
    size_t first = p->flow->n;

    if (!place_lines(l, p, mark, 0, false))
        return false;
    if (p->flow->n > first)
        place_keep(p->flow, p->flow->n - 1, KEEP_NEXT);
    return true;
}

/* LIST's item, its mark in the indent left of P's column. */
static bool flow_item(struct lay *l, struct place *p, const struct list_item *item, struct node *list, mpt indent)
{
    struct node *li = place_node(l, ROLE_LI, list);
    struct place margin = *p;
    struct flow_box *mark;
    size_t first = p->flow->n;
    bool beside = begins_with_text(item);

    margin.parent = li;
    margin.x -= indent;
    margin.width = indent > LIST_GAP ? indent - LIST_GAP : p->width;
    mark = li == NULL ? NULL : place_box(l, &margin, item->mark, ROLE_LBL);
    p->parent = place_node(l, ROLE_LBODY, li);
    if (mark == NULL || p->parent == NULL || (!beside && !lone_mark(l, p, mark)))
        return false;
    return flow_blocks(l, p, item->blocks, item->nblocks) && (!beside || hang_mark(l, p, mark, first));
}

bool flow_list(struct lay *l, struct place *p, const struct block *b)
{
    struct node *list = place_node(l, ROLE_L, p->parent);
    struct place inner = *p;

    if (list != NULL)
        list->marks = b->list.marks;
    inner.x += b->list.indent;
    inner.width -= b->list.indent;
    inner.pending = lay_max(p->pending, b->before);
    for (size_t i = 0; list != NULL && i < b->list.nitems; i++)
        if (!flow_item(l, &inner, &b->list.items[i], list, b->list.indent))
            return false;
    p->pending = lay_max(inner.pending, b->after);
    return list != NULL;
}
