/* lay_split.c: rows split over pages: how high a part of a row is, and where it is best parted. */
#include "layout/lay_table.h"

#define SIDE 2                         /* lines of a split cell that stay on each side (looks.md 8) */

/* Height of lines FROM up to TO of a cell; its first line is lowered to the row's baseline. */
static mpt lines_height(const struct lay_cell *c, uint32_t from, uint32_t to)
{
    return lay_box_span(&c->box, from, to) + (from == 0 && to > 0 ? c->shift : 0);
}

mpt lay_part_height(const struct lay_row *row, const uint32_t *from, const uint32_t *to)
{
    mpt h = 0;

    for (uint32_t i = 0; i < row->ncells; i++) {
        const struct lay_cell *c = &row->cells[i];
        if (c->rows == 1)
            h = lay_max(h, lines_height(c, from == NULL ? 0 : from[i], to == NULL ? c->box.nlines : to[i]));
    }
    return row->row->pad_top + h + row->row->pad_bottom + (to == NULL ? row->extra : 0);
}

void lay_heighten(struct lay_row *row, mpt by)
{
    row->extra += by;
    row->height += by;
}

/* The line before which cell C, begun at FROM, is parted in ROOM. False when its sides would be too short. */
static bool split_cell(const struct lay_cell *c, uint32_t from, mpt room, bool force, uint32_t *to)
{
    uint32_t n = c->box.nlines;

    *to = from;
    while (*to < n && lines_height(c, from, *to + 1) <= room)
        ++*to;
    if (*to == n || force)
        return true;
    if (n - *to < SIDE)
        *to = n - from > SIDE ? n - SIDE : from;
    return *to - from >= SIDE;
}

uint32_t *lay_split(struct lay *l, const struct lay_row *row, const uint32_t *from, mpt room, bool force)
{
    uint32_t *to = lay_new(l, row->ncells, sizeof *to);
    uint32_t above = 0, below = 0;

    if (to == NULL)
        return NULL;
    room -= row->row->pad_top + row->row->pad_bottom;
    for (uint32_t i = 0; i < row->ncells; i++) {
        uint32_t begun = from == NULL ? 0 : from[i];

        if (row->cells[i].rows > 1)
            continue;
        if (!split_cell(&row->cells[i], begun, room, force, &to[i]))
            return NULL;
        above += to[i] - begun;
        below += row->cells[i].box.nlines - to[i];
    }
    return above > 0 && below > 0 ? to : NULL;
}

uint32_t *lay_whole(struct lay *l, const struct lay_row *row)
{
    uint32_t *to = lay_new(l, row->ncells, sizeof *to);

    for (uint32_t i = 0; to != NULL && i < row->ncells; i++)
        to[i] = row->cells[i].box.nlines;
    return to;
}

uint32_t lay_lines_within(const struct lay_table *t, const struct lay_cell *c, uint32_t from, mpt room)
{
    uint32_t to = from;

    room -= lay_cell_pads(t, c);
    while (to < c->box.nlines && lines_height(c, from, to + 1) <= room)
        to++;
    return to;
}
