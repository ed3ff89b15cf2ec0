/* lay_grid.c: the cells of a table put into its columns and rows. */
#include <string.h>
#include <stdio.h>

#include "layout/lay_table.h"

/* The cell that reaches down into a column, and how many rows of it are still to come. */
struct reach { struct lay_cell *cell; uint32_t rows; };

static uint32_t at_least_one(int n)
{
    return n > 1 ? (uint32_t)n : 1;
}

/* The cells of rows above that reach into ROW. */
static bool carry(struct lay *l, const struct lay_table *t, const struct reach *reach, struct lay_row *row)
{
    uint32_t n = 0;

    for (size_t c = 0; c < t->table->ncolumns; c++)
        n += reach[c].rows > 0 && reach[c].cell->column == c;
    if (n == 0)
        return true;
    row->carried = lay_new(l, n, sizeof(struct lay_cell *));
    if (row->carried == NULL)
        return false;
    for (size_t c = 0; c < t->table->ncolumns; c++)
        if (reach[c].rows > 0 && reach[c].cell->column == c)
            row->carried[row->ncarried++] = reach[c].cell;
    return true;
}

/* The first of SPAN free columns from COLUMN on; the number of columns when there are none. */
static size_t free_columns(const struct lay_table *t, const struct reach *reach, size_t column, size_t span)
{
    size_t n = t->table->ncolumns;

    while (column < n && reach[column].rows > 0)
        column++;
    for (size_t i = 0; i < span; i++)
        if (column + i >= n || reach[column + i].rows > 0)
            return n;
    return column;
}

static bool too_many(struct lay *l, const struct lay_table *t, uint32_t row)
{
    char number[16], columns[16];

    snprintf(number, sizeof number, "%u", (unsigned)row + 1);
    snprintf(columns, sizeof columns, "%zu", t->table->ncolumns);
    lay_error(l, DIAG_TABLE_SPANS, lay_table_name(t->table), number, columns);
    return false;
}

/* Puts the cells of ROW into the columns that REACH leaves free. LAST: the row after its part's last. */
static bool place_row(struct lay *l, struct lay_table *t, struct reach *reach, struct lay_row *row, uint32_t last)
{
    size_t column = 0;

    for (uint32_t i = 0; i < row->ncells; i++) {
        struct lay_cell *cell = &row->cells[i];
        size_t span = at_least_one(cell->cell->colspan);
        uint32_t rows = at_least_one(cell->cell->rowspan);

        column = free_columns(t, reach, column, span);
        if (column == t->table->ncolumns)
            return too_many(l, t, row->index);
        cell->column = (uint16_t)column;
        cell->columns = (uint16_t)span;
        cell->rows = rows < last - row->index ? rows : last - row->index;
        column += span;
    }
    return true;
}

/* One row further down: what reached into ROW comes to an end, what begins in it reaches on. */
static void step(const struct lay_table *t, struct reach *reach, const struct lay_row *row)
{
    for (size_t c = 0; c < t->table->ncolumns; c++)
        reach[c].rows -= reach[c].rows > 0;
    for (uint32_t i = 0; i < row->ncells; i++)
        for (size_t c = row->cells[i].column; row->cells[i].rows > 1 && c < (size_t)row->cells[i].column + row->cells[i].columns; c++)
            reach[c] = (struct reach){&row->cells[i], row->cells[i].rows - 1};
}

static bool new_row(struct lay *l, struct lay_table *t, const struct row *r, struct lay_row *row)
{
    row->row = r;
    row->table = t;
    row->tag = -1;
    row->ncells = (uint32_t)r->ncells;
    row->cells = lay_new(l, r->ncells, sizeof *row->cells);
    if (row->cells == NULL)
        return false;
    for (uint32_t i = 0; i < row->ncells; i++) {
        row->cells[i].cell = &r->cells[i];
        row->cells[i].row = row->index;
        row->cells[i].tag = row->cells[i].inner = -1;
    }
    return true;
}

static bool place_part(struct lay *l, struct lay_table *t, struct reach *reach, const struct row *rows, enum row_part part)
{
    for (uint32_t i = t->first[part]; i < t->first[part + 1]; i++) {
        struct lay_row *row = &t->rows[i];

        row->index = i;
        row->part = part;
        if (!new_row(l, t, &rows[i - t->first[part]], row) || !carry(l, t, reach, row) ||
            !place_row(l, t, reach, row, t->first[part + 1]))
            return false;
        step(t, reach, row);
    }
    return true;
}

bool lay_grid(struct lay *l, struct lay_table *t)
{
    const struct table *source = t->table;
    struct reach *reach = lay_new(l, source->ncolumns, sizeof *reach);

    t->first[PART_BODY] = (uint32_t)source->nhead;
    t->first[PART_FOOT] = t->first[PART_BODY] + (uint32_t)source->nbody;
    t->nrows = t->first[PARTS] = t->first[PART_FOOT] + (uint32_t)source->nfoot;
    t->rows = lay_new(l, t->nrows, sizeof *t->rows);
    return reach != NULL && t->rows != NULL && place_part(l, t, reach, source->head, PART_HEAD) &&
           place_part(l, t, reach, source->body, PART_BODY) && place_part(l, t, reach, source->foot, PART_FOOT);
}

const char *lay_table_name(const struct table *t)
{
    if (t->summary != NULL)
        return t->summary;
    for (size_t r = 0; r < t->nhead; r++)
        for (size_t c = 0; c < t->head[r].ncells; c++) {
            const struct cell *cell = &t->head[r].cells[c];
            if (cell->nparas > 0 && cell->paras[0].nruns > 0 && cell->paras[0].runs[0].kind == RUN_TEXT)
                return cell->paras[0].runs[0].text;
        }
    return "?";
}
