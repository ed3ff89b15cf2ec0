/* lay_heads.c: the heads that a cell names, so that a listener hears what it is about and no more (PDF/UA-1, 7.5). */
#include "layout/lay_draw.h"

#define FEW_COLUMNS 3                  /* a figure may be that of so many; what is wider is a remark */

static bool overlaps(const struct lay_cell *a, const struct lay_cell *b)
{
    return a->column < b->column + b->columns && b->column < a->column + a->columns;
}

static bool covers(const struct lay_cell *a, const struct lay_cell *b)
{
    return a->column <= b->column && b->column + b->columns <= a->column + a->columns;
}

/* Whether the row is about something: it has a head of its own, or one reaches down into it. */
static bool is_titled(const struct lay_row *row)
{
    for (uint32_t i = 0; i < row->ncarried; i++)
        if (tag_is_head(row->carried[i]))
            return true;
    for (uint32_t i = 0; i < row->ncells; i++)
        if (tag_is_head(&row->cells[i]))
            return true;
    return false;
}

/* A legend says what the titles among the rows are, not what is in its columns: it heads wide cells of titled rows. */
static bool is_legend_of(const struct lay_cell *head, const struct lay_cell *c)
{
    return head->cell->legend && c->columns > 1 && head->column <= c->column && c->column < head->column + head->columns;
}

static bool has_legend(const struct lay_table *t, const struct lay_cell *c)
{
    for (uint32_t r = 0; r < t->first[PART_BODY]; r++)
        for (uint32_t i = 0; i < t->rows[r].ncells; i++)
            if (is_legend_of(&t->rows[r].cells[i], c))
                return true;
    return false;
}

/* Whether HEAD, above, speaks of C in T. A title or a note that lies across many columns is under none of them. */
static bool heads(const struct lay_table *t, const struct lay_cell *head, const struct lay_cell *c, bool titled)
{
    if (!tag_is_head(head))
        return false;
    if (head->cell->legend)
        return titled && is_legend_of(head, c);
    if (!overlaps(head, c) || c->columns == 1 || covers(head, c))
        return overlaps(head, c);
    return c->columns <= FEW_COLUMNS && titled && !tag_is_head(c) && !has_legend(t, c);
}

/* ---- naming ---- */

static void add_head(struct draw *d, struct tag *cell, const struct lay_cell *head)
{
    struct page_list *out = d->out;
    int32_t *grown = lay_grow(d->l, out->headers, &d->headers_cap, out->nheaders + 1, sizeof *grown);

    if (grown == NULL || head->tag < 0)
        return;
    out->headers = grown;
    out->headers[out->nheaders++] = head->tag;
    cell->nheaders++;
}

static void add_above(struct draw *d, const struct lay_table *t, const struct lay_cell *c, bool titled, struct tag *cell)
{
    for (uint32_t r = 0; r < t->first[PART_BODY]; r++)
        for (uint32_t i = 0; i < t->rows[r].ncells; i++)
            if (heads(t, &t->rows[r].cells[i], c, titled))
                add_head(d, cell, &t->rows[r].cells[i]);
}

/* The heads that stand in ROW: a cell is under all of them, a head under those before it. */
static void add_beside(struct draw *d, const struct lay_row *row, const struct lay_cell *c, struct tag *cell)
{
    for (uint32_t i = 0; i < row->ncells; i++)
        if (tag_is_head(&row->cells[i]) && &row->cells[i] != c && (!tag_is_head(c) || row->cells[i].column < c->column))
            add_head(d, cell, &row->cells[i]);
}

static void add_carried(struct draw *d, const struct lay_row *row, struct tag *cell)
{
    for (uint32_t i = 0; i < row->ncarried; i++)
        if (tag_is_head(row->carried[i]))
            add_head(d, cell, row->carried[i]);
}

/* A row without a head says something more of the last one that had one. */
static void name_heads(struct draw *d, const struct lay_row *row, const struct lay_cell *c, bool titled)
{
    const struct lay_row *title = titled ? row : row->table->titled;
    struct tag *cell = &d->out->tags[c->tag];

    cell->headers = (int32_t)d->out->nheaders;
    add_above(d, row->table, c, titled, cell);
    add_carried(d, row, cell);
    if (title != NULL && title->part == row->part)
        add_beside(d, title, c, cell);
}

void tag_heads(struct draw *d, struct lay_row *row)
{
    bool titled = is_titled(row);

    if (!row->table->ids || row->part == PART_HEAD || row->table->table->contents)
        return;
    for (uint32_t i = 0; i < row->ncells; i++)
        if (row->cells[i].tag >= 0 && row->cells[i].cell->nparas > 0)   /* of an empty one there is nothing to hear */
            name_heads(d, row, &row->cells[i], titled);
    for (uint32_t i = 0; i < row->ncells; i++)
        if (tag_is_head(&row->cells[i]))
            row->table->titled = row;
}
