/* bind_table.c: tables of a template: cells find their column by name, so that columns may be moved without touching rows. */
#include "bind/bind_job.h"

#include <string.h>

#include "base/buf.h"

/* A declared column; those whose condition is false stay known by name, without a place. */
struct place { const char *name; const struct op_column *op; int at; bool meant; };   /* at: -1, not there; MEANT by its name */

/* A cell that goes down over rows below: where it began, until another takes its column. */
struct descent { struct cell *cell; int from, count; };

struct placed { struct cell cell; bool used, descends; };

struct table_builder {
    struct sink sink;
    const struct op_table *op;
    struct place *places; size_t nplaces;
    size_t likely;                      /* the place that is asked for next: mostly that after the last one */
    const struct op_column **columns;   /* those that are there */
    int ncolumns;
    struct descent *descents;           /* by column */
    struct placed *placed;              /* cells of the row in hand, by the column where they begin */
    bool head;
};

struct row_builder {
    struct sink sink;
    struct table_builder *table;
    const struct style *style;
    struct placed *cells;               /* the table's: those of this row */
    int next;                           /* the first column after the cell placed last */
    bool inked;
};

/* ---- columns ---- */

static void take_column(struct bind *b, const struct op *op, struct sink *sink)
{
    (void)sink;
    const struct op_column *column = (const struct op_column *)(const void *)op;
    if (op->kind != OP_COLUMN)
        return;
    struct place p = {eval_text(b, &column->name), column, column->test == NULL || eval_boolean(b, column->test) ? 0 : -1, false};
    stack_push(b, &b->columns, &p);
}

/* Of several columns with one name the first that is there counts. */
static bool is_again(const struct table_builder *t, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (t->places[k].at >= 0 && strcmp(t->places[k].name, t->places[i].name) == 0)
            return true;
    return false;
}

/* The place that NAME means: of several columns that have it the one that is there, else the first; -1: there is none. */
static int place_of(const struct table_builder *t, const char *name)
{
    int found = -1;
    for (size_t i = 0; i < t->nplaces; i++)
        if ((found < 0 || t->places[found].at < 0) && strcmp(t->places[i].name, name) == 0)
            found = (int)i;
    return found;
}

static bool read_columns(struct bind *b, struct table_builder *t)
{
    struct sink sink = {take_column, NULL};
    size_t mark = b->columns.len;
    flow_run(b, op_child(&t->op->op, OP_COLUMNS)->child, &sink);
    t->places = (struct place *)(uintptr_t)stack_take(b, &b->columns, mark, &t->nplaces);
    t->columns = bind_new(b, t->nplaces + 1, sizeof *t->columns);
    t->descents = bind_new(b, t->nplaces + 1, sizeof *t->descents);
    t->placed = bind_new(b, t->nplaces + 1, sizeof *t->placed);
    if (t->places == NULL || t->columns == NULL || t->descents == NULL || t->placed == NULL)
        return false;
    for (size_t i = 0; i < t->nplaces; i++)
        if (t->places[i].at >= 0 && is_again(t, i)) {
            t->places[i].at = -1;
        } else if (t->places[i].at >= 0) {
            t->columns[t->ncolumns] = t->places[i].op;
            t->places[i].at = t->ncolumns++;
        }
    for (size_t i = 0; i < t->nplaces; i++)
        t->places[i].meant = place_of(t, t->places[i].name) == (int)i;
    return t->ncolumns > 0;
}

static struct column column_of(const struct op_column *op)
{
    return (struct column){
        .kind = op->width.kind, .width = op->width.width, .share = op->width.share,
        .axis = length_or(op->axis, 0), .fill = op->fill != COLOUR_UNSET ? op->fill : COLOUR_NONE
    };
}

static void report_column(struct bind *b, const struct table_builder *t, const struct op_cell *op, const char *name)
{
    struct buf known = BUF_INIT;
    for (size_t i = 0; i < t->nplaces; i++)
        buf_printf(&known, "%s%s", i > 0 ? ", " : "", t->places[i].name);
    struct diag_place at = bind_place(&op->op);
    bind_error(b, op, DIAG_BIND_NO_COLUMN, &at, name, buf_text(&known));
    buf_free(&known);
}

/* The place of a column by name; -1, reported, when the table has none. */
static int find_column(struct bind *b, struct table_builder *t, const struct op_cell *op, const struct text *text)
{
    const char *name = eval_text(b, text);
    for (size_t k = 0; k < t->nplaces; k++) {
        size_t i = (t->likely + k) % t->nplaces;
        if (!t->places[i].meant || strcmp(t->places[i].name, name) != 0)
            continue;
        t->likely = i + 1;
        return (int)i;
    }
    report_column(b, t, op, name);
    return -1;
}

/* The columns that are there from place A to place C; false when none is. */
static bool span_of(const struct table_builder *t, int a, int c, int *from, int *to)
{
    int low = a < c ? a : c, high = a < c ? c : a;
    *from = -1;
    for (int i = low; i <= high; i++)
        if (t->places[i].at >= 0) {
            *from = *from < 0 ? t->places[i].at : *from;
            *to = t->places[i].at;
        }
    return *from >= 0;
}

/* ---- cells ---- */

static void report_surplus(struct bind *b, const struct table_builder *t, const struct op_cell *op)
{
    struct diag_place at = bind_place(&op->op);
    char columns[24];
    snprintf(columns, sizeof columns, "%d", t->ncolumns);
    bind_error(b, op, DIAG_BIND_CELL_SURPLUS, &at, columns, NULL);
}

static bool where(struct bind *b, const struct row_builder *r, const struct op_cell *op, int *from, int *to)
{
    struct table_builder *t = r->table;
    if (op->column.count == 0) {
        *from = *to = r->next;
        if (r->next >= t->ncolumns && (size_t)t->ncolumns == t->nplaces)   /* none is hidden: a cell would be lost */
            report_surplus(b, t, op);
        return r->next < t->ncolumns;
    }
    int a = find_column(b, t, op, &op->column);
    int c = op->upto.count > 0 ? find_column(b, t, op, &op->upto) : a;
    return a >= 0 && c >= 0 && span_of(t, a, c, from, to);
}

/* Letters of a cell: the table's, over them the column's, the row's, its own. A cell of several columns has no column. */
static void cell_style(const struct row_builder *r, const struct op_cell *op, int from, int to, struct style *style)
{
    const struct op_column *column = r->table->columns[from];
    *style = style_empty;
    if (!r->table->head)
        style_over(style, r->table->op->look->style);
    if (from == to && !r->table->head)
        style_over(style, column->style);
    if (from == to && column->align > 0)
        style->align = column->align;
    else if (from == to && column->axis != LENGTH_UNSET)
        style->align = ALIGN_RIGHT + 1;
    style_over(style, r->style);
    style_over(style, op->style);
}

static void write_cell(struct bind *b, struct row_builder *r, const struct op_cell *op, int from, int to, struct cell *cell)
{
    struct style style;
    struct pen pen;
    cell_style(r, op, from, to, &style);
    pen_begin(b, &pen, &style, true);
    pen.axis = from == to && !r->table->head && r->table->columns[from]->axis != LENGTH_UNSET &&
               (op->style == NULL || op->style->align == 0);
    flow_run(b, op->op.child, &pen.sink);
    cell->paras = pen_end(b, &pen, &cell->nparas);
    cell->colspan = to - from + 1;
    cell->header = r->table->head || op->header == YES;
    cell->legend = r->table->head && op->legend == YES;
    cell->heading = op->heading;
    cell->valign = op->valign > 0 ? (enum valign)(op->valign - 1) : r->table->head ? VALIGN_BOTTOM : VALIGN_TOP;
    cell->fill = op->fill != COLOUR_UNSET ? op->fill : COLOUR_NONE;
    cell->pad_left = length_or(op->pad_left, -1);
    cell->pad_right = length_or(op->pad_right, -1);
    if (op->below.width != LENGTH_UNSET)
        cell->below = op->below;
    cell->below_inset = length_or(op->below_inset, 0);
}

static void take_cell(struct bind *b, const struct op *op, struct sink *sink)
{
    struct row_builder *r = (struct row_builder *)(void *)sink;
    const struct op_cell *cell = (const struct op_cell *)(const void *)op;
    int from, to = 0;
    if (op->kind != OP_CELL || !where(b, r, cell, &from, &to))
        return;
    for (int i = from; i <= to; i++)
        if (r->cells[i].used) {
            struct diag_place at = bind_place(op);
            bind_error(b, op, DIAG_BIND_COLUMN_TAKEN, &at, eval_text(b, &cell->column), NULL);
            return;
        }
    struct placed *p = &r->cells[from];
    write_cell(b, r, cell, from, to, &p->cell);
    p->descends = cell->descends == YES;
    for (int i = from; i <= to; i++)
        r->cells[i].used = true;
    r->next = to + 1;
    r->inked = r->inked || p->cell.nparas > 0;
}

/* ---- rows ---- */

#define LAY(field, unset) (own != NULL && own->field != (unset) ? own->field : look != NULL ? look->field : (unset))

struct rule rule_or_none(struct rule r)
{
    return r.width != LENGTH_UNSET ? r : (struct rule){0, 0};
}

struct row row_of_look(const struct row_look *look, const struct row_look *own)
{
    mpt pad = length_or(LAY(pad, LENGTH_UNSET), 0);
    uint32_t fill = LAY(fill, COLOUR_UNSET);
    bool own_above = own != NULL && own->above.width != LENGTH_UNSET, own_below = own != NULL && own->below.width != LENGTH_UNSET;
    struct rule none = {0, 0};
    return (struct row){
        .pad_top = length_or(LAY(pad_top, LENGTH_UNSET), pad), .pad_bottom = length_or(LAY(pad_bottom, LENGTH_UNSET), pad),
        .fill = fill != COLOUR_UNSET ? fill : COLOUR_NONE,
        .above = rule_or_none(own_above ? own->above : look != NULL ? look->above : none),
        .below = rule_or_none(own_below ? own->below : look != NULL ? look->below : none),
        .bonus = length_or(LAY(bonus, LENGTH_UNSET), 0),
        .keep_next = LAY(keep_next, UNSET) == YES, .whole = LAY(whole, UNSET) == YES, .total = LAY(total, UNSET) == YES
    };
}

/* A cell from above that still goes down takes its columns in this row too. */
static bool is_covered(struct table_builder *t, const struct row_builder *r, int column)
{
    const struct descent *d = &t->descents[column];
    if (d->cell == NULL)
        return false;
    for (int i = d->from; i < d->from + d->count; i++)
        if (r->cells[i].used)
            return false;
    return true;
}

static void end_descent(struct table_builder *t, int column)
{
    const struct descent d = t->descents[column];
    for (int i = d.from; d.cell != NULL && i < d.from + d.count; i++)
        t->descents[i] = (struct descent){NULL, 0, 0};
}

/* The cells in the order of the columns, empty ones where the row names none. */
static void push_cells(struct bind *b, struct row_builder *r)
{
    static const struct cell empty = {.colspan = 1, .fill = COLOUR_NONE, .pad_left = -1, .pad_right = -1};
    struct table_builder *t = r->table;
    for (int i = 0; i < t->ncolumns;) {
        const struct placed *p = &r->cells[i];
        if (!p->used && is_covered(t, r, i)) {
            struct descent d = t->descents[i];
            d.cell->rowspan++;
            i = d.from + d.count;
            continue;
        }
        struct cell cell = p->used ? p->cell : empty;
        cell.header = cell.header || (t->head && p->used);
        stack_push(b, &b->cells, &cell);
        i += cell.colspan;
    }
}

/* Notes which of the row's cells, now where they will stay, go down. */
static void begin_descents(struct row_builder *r, struct cell *cells, size_t ncells)
{
    struct table_builder *t = r->table;
    int column = 0;
    for (size_t k = 0; k < ncells; k++) {
        while (column < t->ncolumns && is_covered(t, r, column))
            column = t->descents[column].from + t->descents[column].count;
        int span = cells[k].colspan;
        bool descends = r->cells[column].used && r->cells[column].descends;
        for (int i = column; i < column + span; i++)
            end_descent(t, i);
        for (int i = column; descends && i < column + span; i++)
            t->descents[i] = (struct descent){&cells[k], column, span};
        if (descends)
            cells[k].rowspan = 1;
        column += span;
    }
}

static void finish_row(struct bind *b, struct row_builder *r, struct row row)
{
    size_t mark = b->cells.len;
    push_cells(b, r);
    row.cells = stack_take(b, &b->cells, mark, &row.ncells);
    if (row.cells == NULL)
        return;
    begin_descents(r, (struct cell *)(uintptr_t)row.cells, row.ncells);
    stack_push(b, &b->rows, &row);
}

static const char *text_or_null(struct bind *b, const struct text *text)
{
    const char *s = eval_text(b, text);
    return *s != '\0' ? s : NULL;
}

static const struct para *segue_para(struct bind *b, const struct text *text)
{
    struct pen pen;
    size_t count;
    if (text->count == 0)
        return NULL;
    pen_begin(b, &pen, style_or(b, "segue-titolo", "p"), false);
    pen_text(b, &pen, eval_text(b, text), NULL);
    return pen_end(b, &pen, &count);
}

static void take_row(struct bind *b, const struct op *op, struct sink *sink)
{
    struct table_builder *t = (struct table_builder *)(void *)sink;
    const struct op_row *o = (const struct op_row *)(const void *)op;
    if (op->kind != OP_ROW)
        return;
    struct row_builder r = {{take_cell, NULL}, t, NULL, t->placed, 0, false};
    memset(t->placed, 0, (size_t)t->ncolumns * sizeof *t->placed);
    const struct row_look *look = o->look != NULL ? o->look : t->op->look->rows[t->head ? ROW_HEAD : ROW_ENTRY];
    if (o->other != NULL && o->when != NULL && eval_boolean(b, o->when))
        look = o->other;
    r.style = o->own.style != NULL ? o->own.style : look != NULL ? look->style : NULL;
    flow_run(b, op->child, &r.sink);
    if (!r.inked)
        return;
    struct row row = row_of_look(look, &o->own);
    row.last_of_group = o->group_end != NULL && eval_boolean(b, o->group_end);
    row.segue = segue_para(b, &o->segue);
    row.anchor = text_or_null(b, &o->anchor);
    row.bookmark = text_or_null(b, &o->bookmark);
    row.chapter = text_or_null(b, &o->chapter);
    row.bookmark_level = row.bookmark != NULL ? (o->bookmark_level > 0 ? o->bookmark_level : 1) : 0;
    finish_row(b, &r, row);
}

static const struct row *take_rows(struct bind *b, struct table_builder *t, enum op_kind part, size_t *count)
{
    const struct op *op = op_child(&t->op->op, part);
    size_t mark = b->rows.len;
    *count = 0;
    if (op == NULL)
        return NULL;
    t->head = part == OP_HEAD;
    memset(t->descents, 0, t->nplaces * sizeof *t->descents);
    flow_run(b, op->child, &t->sink);
    return stack_take(b, &b->rows, mark, count);
}

/* ---- the table ---- */

static struct table *make_table(struct bind *b, struct table_builder *t)
{
    struct table *table = bind_new(b, 1, sizeof *table);
    struct column *columns = bind_new(b, (size_t)t->ncolumns, sizeof *columns);
    if (table == NULL || columns == NULL)
        return NULL;
    for (int i = 0; i < t->ncolumns; i++)
        columns[i] = column_of(t->columns[i]);
    const struct table_look *look = t->op->look;
    *table = (struct table){
        .columns = columns, .ncolumns = (size_t)t->ncolumns,
        .width = length_or(t->op->width, 0), .indent = length_or(t->op->indent, 0),
        .pad_left = length_or(look->cell_pad, 0), .pad_right = length_or(look->cell_pad, 0),
        .end = rule_or_none(look->end), .cont = rule_or_none(look->cont),
        .summary = text_or_null(b, &t->op->summary), .repeat_head = true
    };
    table->head = take_rows(b, t, OP_HEAD, &table->nhead);
    table->body = take_rows(b, t, OP_BODY, &table->nbody);
    table->foot = take_rows(b, t, OP_FOOT, &table->nfoot);
    if (table->nbody > 0 && table->body[0].segue == NULL)
        ((struct row *)(uintptr_t)table->body)->segue = segue_para(b, &t->op->segue);
    return table;
}

void table_take(struct bind *b, const struct op_table *op)
{
    struct table_builder t = {.sink = {take_row, NULL}, .op = op};
    struct table *table = read_columns(b, &t) ? make_table(b, &t) : NULL;
    if (table == NULL || table->nbody == 0)
        return;
    const struct op *caption = op_child(&op->op, OP_CAPTION);
    if (caption != NULL)
        table->caption = text_para(b, caption->child, style_or(b, "didascalia", "p"));
    struct block block = {.kind = BLOCK_TABLE, .before = length_or(op->before, 0), .after = length_or(op->after, 0),
                          .keep_next = op->keep_next == YES};
    block.table = table;
    block_push(b, block);
}
