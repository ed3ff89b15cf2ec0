/* lay_column.c: how wide the columns of a table are. */
#include <stdio.h>

#include "layout/lay_table.h"

/* Templates give columns in millimetres: their sum may exceed the page by what rounding adds. */
#define ROUNDING PT(0.5)

static mpt cell_pads_across(const struct table *t, const struct cell *c)
{
    return (c->pad_left < 0 ? t->pad_left : c->pad_left) + (c->pad_right < 0 ? t->pad_right : c->pad_right);
}

static bool has_content_columns(const struct table *t)
{
    for (size_t c = 0; c < t->ncolumns; c++)
        if (t->columns[c].kind == WIDTH_CONTENT)
            return true;
    return false;
}

/* What the texts of the CONTENT columns ask for: BEST in one line, LEAST without breaking a word. Where there are none, the
 * cells of a large table are not fetched from memory for nothing. */
static bool ask_cells(struct lay *l, const struct lay_table *t, mpt *best, mpt *least)
{
    if (!has_content_columns(t->table))
        return true;
    for (uint32_t r = 0; r < t->nrows; r++)
        for (uint32_t i = 0; i < t->rows[r].ncells; i++) {
            const struct lay_cell *cell = &t->rows[r].cells[i];
            mpt pads = cell_pads_across(t->table, cell->cell), line, word;
            uint16_t c = cell->column;

            if (cell->columns > 1 || t->table->columns[c].kind != WIDTH_CONTENT)
                continue;
            if (!lay_natural(l, cell->cell->paras, cell->cell->nparas, &line, &word))
                return false;
            best[c] = lay_max(best[c], line + pads);
            least[c] = lay_max(least[c], word + pads);
        }
    return true;
}

static int64_t sum_of(const struct table *t, enum width_kind kind, const mpt *w)
{
    int64_t sum = 0;

    for (size_t c = 0; c < t->ncolumns; c++)
        if (t->columns[c].kind == kind)
            sum += w[c];
    return sum;
}

static int64_t sum_of_shares(const struct table *t)
{
    int64_t sum = 0;

    for (size_t c = 0; c < t->ncolumns; c++)
        if (t->columns[c].kind == WIDTH_SHARE)
            sum += t->columns[c].share;
    return sum;
}

/* CONTENT columns get what they ask for or, when that is more than ROOM, their words and a part of the rest. */
static void give_content(const struct table *t, const mpt *best, const mpt *least, int64_t room, mpt *w)
{
    int64_t all = sum_of(t, WIDTH_CONTENT, best), words = sum_of(t, WIDTH_CONTENT, least);
    int64_t spare = room > words ? room - words : 0;

    for (size_t c = 0; c < t->ncolumns; c++) {
        if (t->columns[c].kind != WIDTH_CONTENT)
            continue;
        w[c] = all <= room ? best[c] : least[c] + (mpt)(spare * (best[c] - least[c]) / (all > words ? all - words : 1));
    }
}

/* SHARE columns divide ROOM; edges are rounded, not widths, so that nothing is lost. */
static void give_shares(const struct table *t, int64_t room, mpt *w)
{
    int64_t shares = sum_of_shares(t), before = 0;

    for (size_t c = 0; c < t->ncolumns; c++) {
        if (t->columns[c].kind != WIDTH_SHARE)
            continue;
        w[c] = (mpt)(room * (before + t->columns[c].share) / shares - room * before / shares);
        before += t->columns[c].share;
    }
}

bool lay_no_width(struct lay *l, const struct table *t, size_t column, mpt w)
{
    char number[24], width[24];

    snprintf(number, sizeof number, "%zu", column + 1);
    lay_error(l, DIAG_COLUMN_NO_WIDTH, lay_table_name(t), number, lay_millimetres(w, width, sizeof width));
    return false;
}

static bool check_columns(struct lay *l, const struct table *t, const mpt *w)
{
    for (size_t c = 0; c < t->ncolumns; c++)
        if (w[c] <= 0)
            return lay_no_width(l, t, c, w[c]);
    return true;
}

static bool check_width(struct lay *l, const struct table *t, mpt width, mpt room)
{
    char wide[24], offered[24];

    if (width <= room + ROUNDING)
        return true;
    lay_error(l, DIAG_TABLE_TOO_WIDE, lay_table_name(t), lay_millimetres(width, wide, sizeof wide),
              lay_millimetres(room, offered, sizeof offered));
    return false;
}

bool lay_columns(struct lay *l, struct lay_table *t, mpt room)
{
    const struct table *source = t->table;
    size_t n = source->ncolumns;
    mpt target = source->width > 0 ? source->width : room;
    mpt *w = lay_new(l, n, sizeof *w), *best = lay_new(l, n, sizeof *best), *least = lay_new(l, n, sizeof *least);
    int64_t rest;

    t->edges = lay_new(l, n + 1, sizeof *t->edges);
    if (w == NULL || best == NULL || least == NULL || t->edges == NULL || !ask_cells(l, t, best, least))
        return false;
    for (size_t c = 0; c < n; c++)
        w[c] = source->columns[c].kind == WIDTH_FIXED ? source->columns[c].width : 0;
    rest = target - sum_of(source, WIDTH_FIXED, w);
    give_content(source, best, least, rest, w);
    rest -= sum_of(source, WIDTH_CONTENT, w);
    give_shares(source, rest, w);
    for (size_t c = 0; c < n; c++)
        t->edges[c + 1] = t->edges[c] + w[c];
    t->width = t->edges[n];
    return check_columns(l, source, w) && check_width(l, source, t->width, room);
}
