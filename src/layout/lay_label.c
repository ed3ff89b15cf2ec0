/* lay_label.c: labels that cover several rows, over the end of a page: what is left of them needs room below. */
#include "layout/lay_fill.h"

/* The end, on the page being filled, of the rows above the cut. */
static mpt rows_end(const struct filling *p, struct cut cut)
{
    size_t last = cut.lines != NULL ? cut.unit : cut.unit - 1;
    struct plan plan = p->plan;

    plan.to = cut;
    return p->f->units[last].row->page_y + page_height(p->f, &plan, last);
}

/* Where label C begins on the page being filled: in its first row, or at the top. */
static mpt label_top(const struct filling *p, const struct lay_cell *c, const struct lay_table *t)
{
    const struct unit *u = &p->f->units[p->plan.from.unit];

    if (u->kind == UNIT_ROW && u->row->table == t && u->row->index > c->row)
        return u->row->page_y;
    return t->rows[c->row].page_y;
}

/* A label of so many lines that was whole above the cut is whole again below; of a longer one, as much as there is room for. */
#define SAID_AGAIN 6

/* Label C goes on below the cut. What lacks for its remaining lines, or for saying it again, is given to its last row. */
static void carry_label(const struct filling *p, struct cut cut, struct lay_cell *c)
{
    struct lay_row *below = p->f->units[cut.unit].row;
    struct lay_table *t = below->table;
    struct lay_row *last = &t->rows[c->row + c->rows - 1];
    int64_t have = last->offset + last->height - below->offset, need;
    uint32_t from;

    c->planned = lay_lines_within(t, c, c->planned, rows_end(p, cut) - label_top(p, c, t));
    from = c->planned == c->box.nlines && c->box.nlines <= SAID_AGAIN ? 0 : c->planned;
    if (from == c->box.nlines)
        return;
    if (cut.lines != NULL)
        have += lay_part_height(below, cut.lines, NULL) - below->height;
    need = (int64_t)lay_cell_pads(t, c) + lay_box_span(&c->box, from, c->box.nlines);
    if (need > have)
        lay_heighten(last, (mpt)(need - have));
}

void fill_carry_labels(const struct filling *p, struct cut cut)
{
    struct lay_row *row;

    if (cut.unit >= p->f->n || p->f->units[cut.unit].kind != UNIT_ROW)
        return;
    row = p->f->units[cut.unit].row;
    if (cut.lines != NULL)
        lay_heighten(row, -row->extra);    /* what a label needed of it is found anew for the part below */
    for (uint32_t i = 0; i < row->ncarried; i++)
        carry_label(p, cut, row->carried[i]);
    for (uint32_t i = 0; cut.lines != NULL && i < row->ncells; i++)
        if (row->cells[i].rows > 1)
            carry_label(p, cut, &row->cells[i]);
}

mpt fill_carried_notes(const struct flow *f, struct cut at)
{
    const struct lay_row *row;
    mpt h = 0;

    if (at.unit >= f->n || f->units[at.unit].kind != UNIT_ROW)
        return 0;
    row = f->units[at.unit].row;
    for (uint32_t i = 0; i < row->ncarried; i++)
        if (row->carried[i]->planned < row->carried[i]->box.nlines)
            h = lay_add(h, row->table->rows[row->carried[i]->row].notes_height);
    return h > 0 ? h + NOTES_GAP : 0;
}

bool fill_label_goes_on(const struct filling *p, const struct lay_row *row, mpt height)
{
    for (uint32_t i = 0; i < row->ncarried; i++) {
        const struct lay_cell *c = row->carried[i];
        mpt room = row->page_y + height - label_top(p, c, row->table);

        if (lay_lines_within(row->table, c, c->planned, room) > c->planned)
            return true;
    }
    return false;
}
