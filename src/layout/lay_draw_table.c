/* lay_draw_table.c: the rows of a table that stand on one page: fills, then text, then rules. */
#include "layout/lay_draw.h"

/* Rows of one table, one below the other on this page. */
struct strip {
    struct draw *d;
    const struct lay_table *table;
    const struct placed *rows; size_t n;
    mpt x;                             /* left edge of the table on the page */
    bool repeated, ends, headed;
};

/* ---- cells that cover several rows ---- */

static const struct placed *placed_row(const struct strip *s, uint32_t index)
{
    uint32_t first = s->rows[0].row->index;

    if (index < first)
        return &s->rows[0];
    return index - first < s->n ? &s->rows[index - first] : &s->rows[s->n - 1];
}

static mpt cell_top(const struct strip *s, const struct lay_cell *c)
{
    return placed_row(s, c->row)->y;
}

static mpt cell_bottom(const struct strip *s, const struct lay_cell *c)
{
    const struct placed *last = placed_row(s, c->row + c->rows - 1);

    return last->y + last->h;
}

/* Whether C comes to its end on this page. */
static bool cell_ends(const struct strip *s, const struct lay_cell *c)
{
    const struct placed *last = &s->rows[s->n - 1];
    uint32_t end = c->row + c->rows - 1;

    return end < last->row->index || (end == last->row->index && last->to == NULL);
}

static bool cell_begins(const struct strip *s, const struct lay_cell *c)
{
    return c->row > s->rows[0].row->index || (c->row == s->rows[0].row->index && s->rows[0].from == NULL);
}

/* ---- fills ---- */

static bool is_data(const struct lay_row *row)
{
    if (row->part != PART_BODY || row->row->fill != COLOUR_NONE)
        return false;
    return row->ncells + row->ncarried == row->table->table->ncolumns;
}

/* The column's fill under data rows, one rectangle for rows that touch. */
static void fill_column(const struct strip *s, size_t column)
{
    uint32_t colour = s->table->table->columns[column].fill;
    bool all = s->table->table->fill_spans;
    mpt x = s->x + s->table->edges[column], w = s->table->edges[column + 1] - s->table->edges[column];
    mpt top = 0, bottom = 0;

    for (size_t i = 0; i < s->n; i++) {
        const struct placed *p = &s->rows[i];

        if (!is_data(p->row) && !(all && p->row->part == PART_BODY))
            continue;
        if (p->y != bottom) {
            item_fill(s->d, TAG_ARTIFACT, x, top, w, bottom - top, colour);
            top = p->y;
        }
        bottom = p->y + p->h;
    }
    item_fill(s->d, TAG_ARTIFACT, x, top, w, bottom - top, colour);
}

static void fill_cell(const struct strip *s, const struct lay_cell *c)
{
    mpt left = s->table->edges[c->column], right = s->table->edges[c->column + c->columns], y = cell_top(s, c);

    item_fill(s->d, TAG_ARTIFACT, s->x + left, y, right - left, cell_bottom(s, c) - y, c->cell->fill);
}

static void draw_strip_fills(const struct strip *s)
{
    for (size_t i = 0; i < s->n; i++)
        item_fill(s->d, TAG_ARTIFACT, s->x, s->rows[i].y, s->table->width, s->rows[i].h, s->rows[i].row->row->fill);
    for (size_t c = 0; c < s->table->table->ncolumns; c++)
        if (s->table->table->columns[c].fill != COLOUR_NONE)
            fill_column(s, c);
    for (uint32_t i = 0; i < s->rows[0].row->ncarried; i++)
        fill_cell(s, s->rows[0].row->carried[i]);
    for (size_t i = 0; i < s->n; i++)
        for (uint32_t k = 0; k < s->rows[i].row->ncells; k++)
            fill_cell(s, &s->rows[i].row->cells[k]);
}

/* ---- text ---- */

/* The top of the lines of C in a space from TOP up to BOTTOM, paddings included. */
static mpt text_top(const struct strip *s, const struct lay_cell *c, mpt top, mpt bottom)
{
    mpt above = s->table->rows[c->row].row->pad_top;
    mpt spare = bottom - top - lay_cell_pads(s->table, c) - c->box.height;

    switch (c->cell->valign) {
    case VALIGN_TOP: return top + above + c->shift;
    case VALIGN_BOTTOM: return top + above + lay_max(spare, 0);
    case VALIGN_MIDDLE: return top + above + lay_max(spare, 0) / 2;
    }
    return top;
}

/* A cell of one row: the lines that the row's part has. */
static void draw_simple(const struct strip *s, const struct placed *p, struct lay_cell *c, uint32_t i, int32_t tag)
{
    uint32_t from = p->from == NULL ? 0 : p->from[i], to = p->to == NULL ? c->box.nlines : p->to[i];
    mpt y = p->y + p->row->row->pad_top + (from == 0 ? c->shift : 0);

    if (p->from == NULL && p->to == NULL)
        y = text_top(s, c, p->y, p->y + p->h);
    item_lines(s->d, &c->box, from, to, s->x + c->x, y, tag);
}

/* A label over several rows: what fits here of it; when all of it was drawn on pages before, it is said again. */
static void draw_label(const struct strip *s, struct lay_cell *c, int32_t tag)
{
    bool begins = cell_begins(s, c), ends = cell_ends(s, c);
    uint32_t from = begins ? 0 : c->placed, to = c->box.nlines;
    mpt top = cell_top(s, c), bottom = cell_bottom(s, c);
    mpt y = top + s->table->rows[c->row].row->pad_top + (from == 0 ? c->shift : 0);
    bool again = !begins && from == c->box.nlines;

    if (again) {
        from = 0;
        y = top + s->table->rows[c->row].row->pad_top + c->shift;
        tag = TAG_REPEAT;
    }
    if (!ends || again)
        to = lay_lines_within(s->table, c, from, bottom - top);
    if (begins && ends)
        y = text_top(s, c, top, bottom);
    item_lines(s->d, &c->box, from, to, s->x + c->x, y, tag);
    if (!again)
        c->placed = to;
}

static void draw_cell(const struct strip *s, const struct placed *p, uint32_t i)
{
    struct lay_cell *c = &p->row->cells[i];
    int32_t tag = s->repeated ? TAG_REPEAT : tag_in_cell(s->d, p->row, c);

    if (c->rows > 1)
        draw_label(s, c, tag);
    else
        draw_simple(s, p, c, i, tag);
}

static void draw_row(const struct strip *s, size_t index)
{
    const struct placed *p = &s->rows[index];
    struct lay_row *row = p->row;
    bool first = row->tag < 0;

    if (!s->repeated)
        tag_of_row(s->d, row);
    for (uint32_t i = 0; index == 0 && i < row->ncarried; i++)
        draw_label(s, row->carried[i], s->repeated ? TAG_REPEAT : row->carried[i]->inner);
    for (uint32_t i = 0; i < row->ncells; i++)
        draw_cell(s, p, i);
    if (first && !s->repeated) {
        tag_fill_row(s->d, row);
        tag_heads(s->d, row);
    }
}

/* ---- rules ---- */

static void draw_rule(const struct strip *s, struct rule r, mpt left, mpt right, mpt y)
{
    item_fill(s->d, TAG_ARTIFACT, s->x + left, y, right - left, r.width, r.width > 0 ? r.colour : COLOUR_NONE);
}

/* A rule with its top at Y, but where a label of the rows in CARRIED goes through it. */
static void draw_broken_rule(const struct strip *s, struct rule r, mpt y, const struct lay_row *below)
{
    mpt left = 0;

    for (uint32_t i = 0; below != NULL && i < below->ncarried; i++) {
        const struct lay_cell *c = below->carried[i];
        draw_rule(s, r, left, s->table->edges[c->column], y);
        left = s->table->edges[c->column + c->columns];
    }
    draw_rule(s, r, left, s->table->width, y);
}

/* Of two rules that would touch, one is drawn: a head's own, else that of the row below. */
static bool above_counts(const struct strip *s, size_t index)
{
    const struct placed *p = &s->rows[index], *before = index > 0 ? p - 1 : NULL;

    if (p->row->row->above.width == 0)
        return false;
    if (before == NULL)
        return !s->headed;
    return !(before->row->part == PART_HEAD && p->row->part != PART_HEAD && before->row->row->below.width > 0);
}

/* The rule that ends row INDEX: the table's where it ends or is broken by the page (looks.md 6). */
static struct rule rule_below(const struct strip *s, size_t index)
{
    const struct placed *p = &s->rows[index];
    struct rule own = p->row->row->below, none = {0, 0};
    struct rule last = s->ends ? s->table->table->end : s->table->table->cont;

    if (index + 1 == s->n)
        return s->repeated || last.width == 0 ? own : last;
    if (above_counts(s, index + 1) && p[1].y == p->y + p->h)
        return none;
    return own;
}

static void draw_partial_rules(const struct strip *s, size_t index)
{
    const struct lay_row *row = s->rows[index].row;

    for (uint32_t i = 0; i < row->ncells; i++) {
        const struct lay_cell *c = &row->cells[i];
        mpt inset = c->cell->below_inset;

        if (c->cell->below.width > 0 && cell_ends(s, c))
            draw_rule(s, c->cell->below, s->table->edges[c->column] + inset, s->table->edges[c->column + c->columns] - inset,
                      cell_bottom(s, c) - c->cell->below.width);
    }
}

static void draw_row_rules(const struct strip *s, size_t index)
{
    const struct placed *p = &s->rows[index];
    struct rule below = rule_below(s, index);

    if (above_counts(s, index))
        draw_broken_rule(s, p->row->row->above, p->y, index > 0 ? p->row : NULL);
    draw_broken_rule(s, below, p->y + p->h - below.width, index + 1 < s->n ? p[1].row : NULL);
    draw_partial_rules(s, index);
}

void draw_rows(struct draw *d, bool repeated, bool ends, bool headed)
{
    struct strip s = {.d = d, .rows = d->placed, .n = d->nplaced, .repeated = repeated, .ends = ends, .headed = headed};

    if (s.n == 0)
        return;
    s.table = s.rows[0].row->table;
    s.x = d->x0 + s.table->x;
    draw_strip_fills(&s);
    for (size_t i = 0; i < s.n; i++)
        draw_row(&s, i);
    for (size_t i = 0; i < s.n; i++)
        draw_row_rules(&s, i);
}
