/* lay_table.c: tables measured: the text of their cells set, the heights of their rows found. */
#include "layout/lay_table.h"

#define SEGUE_GAP PT(4.5)              /* between the line "segue …" and the repeated head (looks.md 8) */

/* ---- cells ---- */

mpt lay_cell_pads(const struct lay_table *t, const struct lay_cell *c)
{
    return t->rows[c->row].row->pad_top + t->rows[c->row + c->rows - 1].row->pad_bottom;
}

static bool set_cell(struct lay *l, const struct lay_table *t, struct lay_cell *c)
{
    mpt left = c->cell->pad_left < 0 ? t->table->pad_left : c->cell->pad_left;
    mpt right = c->cell->pad_right < 0 ? t->table->pad_right : c->cell->pad_right;
    mpt axis = c->columns == 1 ? t->table->columns[c->column].axis : 0;

    c->x = t->edges[c->column] + left;
    c->w = t->edges[c->column + c->columns] - right - c->x;
    if (c->w <= 0 && c->cell->nparas > 0)
        return lay_no_width(l, t->table, c->column, c->w);
    return lay_box_known(l, c->cell->paras, c->cell->nparas, c->w, axis, &c->box);
}

/* The first lines of cells that begin at the top of a row stand on one baseline, whatever their sizes. */
static void share_baseline(struct lay_row *row)
{
    mpt base = 0;

    for (uint32_t i = 0; i < row->ncells; i++)
        if (row->cells[i].cell->valign == VALIGN_TOP && row->cells[i].box.nlines > 0)
            base = lay_max(base, row->cells[i].box.lines[0].base);
    for (uint32_t i = 0; i < row->ncells; i++)
        if (row->cells[i].cell->valign == VALIGN_TOP && row->cells[i].box.nlines > 0)
            row->cells[i].shift = base - row->cells[i].box.lines[0].base;
}

static bool set_notes(struct lay *l, struct lay_row *row)
{
    if (!lay_note_bodies(l, row->notes, row->table->width))
        return false;
    for (const struct lay_note *n = row->notes; n != NULL; n = n->next)
        row->notes_height = lay_add(row->notes_height, n->body.height);
    return true;
}

static bool set_cells(struct lay *l, struct lay_table *t, struct lay_row *row)
{
    struct lay_note **sink = l->note_sink;
    bool ok = true;

    l->note_sink = &row->notes;
    for (uint32_t i = 0; ok && i < row->ncells; i++)
        ok = set_cell(l, t, &row->cells[i]);
    l->note_sink = sink;
    share_baseline(row);
    return ok && (row->notes == NULL || set_notes(l, row));
}

/* ---- heights ---- */

/* The rows that a cell covers are at least as high as it: the last one gives what lacks. */
static void stretch_for(const struct lay_table *t, const struct lay_cell *c, struct lay_row *last)
{
    int64_t need = (int64_t)c->shift + c->box.height + lay_cell_pads(t, c);
    int64_t have = last->offset + last->height - t->rows[c->row].offset;

    if (need > have)
        lay_heighten(last, (mpt)(need - have));
}

/* Whether a cell that covers ROW and more is still higher than its rows so far. A long one may be parted like any text. */
static bool is_open(const struct lay_table *t, const struct lay_cell *c, const struct lay_row *row)
{
    int64_t have = row->offset + row->height - t->rows[c->row].offset;

    return c->rows > 1 && c->row + c->rows - 1 > row->index && c->box.nlines <= LINES_WHOLE &&
           (int64_t)c->shift + c->box.height + t->rows[c->row].row->pad_top > have;
}

static void measure_row(struct lay_table *t, struct lay_row *row)
{
    uint32_t most = 0;

    row->offset = row->index == 0 ? 0 : row[-1].offset + row[-1].height;
    row->height = lay_part_height(row, NULL, NULL);
    for (uint32_t i = 0; i < row->ncells; i++)
        if (row->cells[i].rows == 1 && row->cells[i].box.nlines > most)
            most = row->cells[i].box.nlines;
    row->tall = most > LINES_WHOLE && !row->row->whole && row->part == PART_BODY;
    for (uint32_t i = 0; i < row->ncarried; i++)
        if (row->carried[i]->row + row->carried[i]->rows - 1 == row->index)
            stretch_for(t, row->carried[i], row);
    for (uint32_t i = 0; i < row->ncells; i++)
        row->covers = row->covers || is_open(t, &row->cells[i], row);
    for (uint32_t i = 0; i < row->ncarried; i++)
        row->covers = row->covers || is_open(t, row->carried[i], row);
}

/* What the line above a repeated head says: the last row that said something. */
static void open_segue(struct lay_table *t)
{
    const struct para *open = NULL;

    for (uint32_t i = t->first[PART_BODY]; i < t->first[PART_FOOT]; i++) {
        t->rows[i].segue = t->rows[i].row->segue != NULL ? NULL : open;
        if (t->rows[i].row->segue != NULL)
            open = t->rows[i].row->segue;
    }
}

static bool has_spans(const struct table *t)
{
    for (size_t r = 0; r < t->nhead; r++)
        for (size_t c = 0; c < t->head[r].ncells; c++)
            if (t->head[r].cells[c].colspan > 1 || t->head[r].cells[c].rowspan > 1)
                return true;
    return false;
}

/* Whether cells stand before the head of their row, or lie across columns: rows of one kind begin with their head. */
static bool has_odd_rows(const struct table *t)
{
    for (size_t r = 0; r < t->nbody; r++)
        for (size_t c = 0; c < t->body[r].ncells; c++)
            if (t->body[r].cells[c].colspan > 1 || (c > 0 && t->body[r].cells[c].header))
                return true;
    return false;
}

static void measure_head(struct lay *l, struct lay_table *t)
{
    for (uint32_t i = 0; i < t->first[PART_BODY]; i++)
        t->head_height += t->rows[i].height;
    if (l->doc->segue != NULL && l->doc->segue_style != NULL)
        t->segue_height = l->doc->segue_style->leading + SEGUE_GAP;
    t->ids = t->table->nhead != 1 || has_spans(t->table) || has_odd_rows(t->table);
}

struct lay_table *lay_table_new(struct lay *l, const struct table *source, mpt x, mpt room)
{
    struct lay_table *t = lay_new(l, 1, sizeof *t);

    if (t == NULL)
        return NULL;
    t->table = source;
    t->x = x + source->indent;
    t->part_tag[PART_HEAD] = t->part_tag[PART_BODY] = t->part_tag[PART_FOOT] = -1;
    if (!lay_grid(l, t) || !lay_columns(l, t, room - source->indent))
        return NULL;
    for (uint32_t i = 0; i < t->nrows; i++) {
        if (!set_cells(l, t, &t->rows[i]))
            return NULL;
        measure_row(t, &t->rows[i]);
    }
    open_segue(t);
    measure_head(l, t);
    return t;
}
