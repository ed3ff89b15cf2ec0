/* lay_flow_table.c: tables: each row a unit, and which rows belong together. */
#include "layout/lay_place.h"

static void keep_row(struct flow *f, size_t first, const struct lay_row *row)
{
    size_t unit = first + row->index;
    uint32_t start = row->table->first[PART_BODY];

    f->units[unit].good = row->row->last_of_group;
    if (row->part == PART_HEAD)
        place_keep(f, unit, KEEP_HARD);
    if (row->row->keep_next || row->covers)
        place_keep(f, unit, KEEP_NEXT);
    if (!row->row->total && row->part != PART_FOOT)
        return;
    for (uint32_t i = 1; i <= 2 && row->index >= start + i; i++)
        place_keep(f, unit - i, KEEP_NEXT);
}

/* What must not be parted: head and two rows, a total and the two rows above it (looks.md 8). */
static void keep_rows(struct flow *f, size_t first, const struct lay_table *t)
{
    for (uint32_t i = 0; i < t->nrows; i++)
        keep_row(f, first, &t->rows[i]);
    if (t->first[PART_FOOT] > t->first[PART_BODY] + 1)
        place_keep(f, first + t->first[PART_BODY], KEEP_NEXT);
    if (t->nrows > 0 && t->first[PART_BODY] == t->nrows)
        f->units[f->n - 1].keep = KEEP_FREE;
}

static bool flow_rows(struct lay *l, struct place *p, struct lay_table *t, mpt before)
{
    size_t first = p->flow->n;

    for (uint32_t i = 0; i < t->nrows; i++) {
        const struct row *r = t->rows[i].row;
        struct unit *u;

        if (!place_mark(l, p->flow, r->anchor, r->bookmark, r->bookmark_level, r->chapter))
            return false;
        u = place_unit(l, p, UNIT_ROW, i == 0 ? before : (mpt)r->bonus, t->rows[i].height);
        if (u == NULL)
            return false;
        u->row = &t->rows[i];
    }
    keep_rows(p->flow, first, t);
    return true;
}

bool flow_caption(struct lay *l, struct place *p, const struct para *caption, enum role role, struct node *parent)
{
    struct node *outer = p->parent;
    struct flow_box *b;

    if (caption == NULL)
        return true;
    if (p->flow->n > 0)
        place_keep(p->flow, p->flow->n - 1, KEEP_NEXT);
    p->parent = parent;
    b = place_box(l, p, caption, role);
    p->parent = outer;
    if (b == NULL || !place_lines(l, p, b, caption->before, false))
        return false;
    p->pending = caption->after;
    return true;
}

bool flow_table(struct lay *l, struct place *p, const struct block *b)
{
    struct lay_table *t = lay_table_new(l, b->table, p->x, p->width);

    if (t == NULL)
        return !l->starved;            /* an error was reported; there may be others */
    t->node = (struct node){.role = b->table->contents ? ROLE_TOC : ROLE_TABLE, .parent = p->parent, .tag = -1};
    if (!flow_rows(l, p, t, b->before) || !flow_caption(l, p, b->table->caption, ROLE_CAPTION, &t->node))
        return false;
    p->pending = lay_max(p->pending, b->after);
    return true;
}
