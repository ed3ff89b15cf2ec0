/* bind_chart.c: charts of the plan, horizontal bars with their figures, set as tables: what is seen is also read. */
#include "bind/bind_job.h"

#include <gmp.h>
#include <string.h>

#include "compute/valore.h"

#define MAX_SERIES 12
#define MAX_POINTS 400
#define AXIS 750                        /* how thick the line is from which the bars begin */
#define GROUP_GAP PT(4)                 /* above and below the bars of one point */
#define EN_SPACE "\xE2\x80\x82"       /* between a bar and its figure */

/* Where a series comes from. */
struct series {
    const xmlNode *element, *table;
    int column;                         /* of the table; -1: none */
};

struct chart {
    const struct op_chart *op;
    const xmlNode *element;
    struct series series[MAX_SERIES];
    size_t nseries;
    const xmlNode *points[MAX_POINTS];  /* rows of a table, or nodes and indicators */
    size_t npoints;
    mpq_t greatest;
};

/* ---- where the figures are ---- */

static int count_columns(const xmlNode *parent, const char *id, int *found)
{
    int n = 0;
    for (const xmlNode *c = plan_child(parent, NULL); c != NULL; c = plan_next(c, NULL)) {
        int inner = 0, at = -1;
        if (plan_is(c, "gruppo")) {
            inner = count_columns(c, id, &at);
            if (at >= 0)
                *found = n + at;
            n += inner;
        } else if (plan_is(c, "colonna")) {
            if (id != NULL && plan_attr_is(c, "id", id))
                *found = n;
            n++;
        }
    }
    return n;
}

/* The cell of ROW in COLUMN; NULL when a cell from above or from the left covers it. */
static const xmlNode *cell_at(const xmlNode *table, const xmlNode *row, int column)
{
    int covered[64] = {0};
    for (const xmlNode *r = plan_child(table, "riga"); r != NULL; r = plan_next(r, "riga")) {
        int at = 0;
        for (const xmlNode *cell = plan_child(r, "cella"); cell != NULL; cell = plan_next(cell, "cella")) {
            while (at < 64 && covered[at] > 0)
                at++;
            if (r == row && at == column)
                return cell;
            for (int i = plan_attr_int(cell, "colonne", 1); i > 0 && at < 64; i--)
                covered[at++] = plan_attr_int(cell, "righe", 1);
        }
        if (r == row)
            return NULL;
        for (int i = 0; i < 64; i++)
            covered[i] -= covered[i] > 0;
    }
    return NULL;
}

/* What holds the value of series S at a point: the published figure, the computed one, the author's. NULL: none. */
static const xmlNode *holder_of(struct bind *b, const struct series *s, const xmlNode *point)
{
    const char *what = plan_attr(s->element, "grandezza");
    if (s->table == NULL)
        return figure_find(b, point, what != NULL ? what : "grado", plan_attr_int(s->element, "anno", 0));
    const xmlNode *cell = cell_at(s->table, point, s->column);
    if (plan_child(cell, "pubblicato") != NULL)
        return plan_child(cell, "pubblicato");
    return plan_child(cell, "calcoli") != NULL ? plan_child(cell, "calcoli") : cell;
}

static void add_points(struct bind *b, struct chart *c, const char *ids)
{
    const char *id;
    size_t len;
    while (plan_next_id(&ids, &id, &len)) {
        const xmlNode *n = plan_find_part(b->plan, id, len);
        if (n != NULL && c->npoints < MAX_POINTS)
            c->points[c->npoints++] = n;
    }
}

/* The points are those of the first series. */
static void read_points(struct bind *b, struct chart *c)
{
    const struct series *s = &c->series[0];
    const char *ids = plan_attr(s->element, s->table != NULL ? "righe" : "elementi");
    if (ids != NULL || s->table == NULL) {
        add_points(b, c, ids);
        return;
    }
    for (const xmlNode *r = plan_child(s->table, "riga"); r != NULL && c->npoints < MAX_POINTS; r = plan_next(r, "riga"))
        if (plan_attr(r, "genere") == NULL || plan_attr_is(r, "genere", "voce"))
            c->points[c->npoints++] = r;
}

static void read_series(struct bind *b, struct chart *c)
{
    for (const xmlNode *n = plan_child(c->element, "serie"); n != NULL && c->nseries < MAX_SERIES; n = plan_next(n, "serie")) {
        const char *table = plan_attr(n, "tabella");
        struct series s = {n, table != NULL ? plan_find(b->plan, table) : NULL, -1};
        if (s.table != NULL)
            count_columns(plan_child(s.table, "colonne"), plan_attr(n, "colonna"), &s.column);
        c->series[c->nseries++] = s;
    }
}

/* The longest bar of POINT: of series on top of each other, all of them. */
static void measure_point(struct bind *b, struct chart *c, const xmlNode *point, bool stacked)
{
    struct valore v;
    mpq_t sum;
    valore_init(&v);
    mpq_init(sum);
    for (size_t i = 0; i < c->nseries; i++) {
        valore_read(&v, holder_of(b, &c->series[i], point));
        if (!stacked)
            mpq_set_ui(sum, 0, 1);
        if (valore_is_number(&v) && mpq_sgn(v.numero) > 0)
            mpq_add(sum, sum, v.numero);
        if (mpq_cmp(sum, c->greatest) > 0)
            mpq_set(c->greatest, sum);
        if (v.tipo == VALORE_PERCENTO && plan_attr_is(c->element, "tipo", "avanzamento"))
            mpq_set_ui(c->greatest, 1, 1);
    }
    mpq_clear(sum);
    valore_clear(&v);
}

static void find_greatest(struct bind *b, struct chart *c)
{
    bool stacked = plan_attr_is(c->element, "tipo", "impilate");
    for (size_t i = 0; i < c->npoints; i++)
        measure_point(b, c, c->points[i], stacked);
}

/* The length of a bar in thousandths of the longest; nothing for what is negative or no number. */
static int length_of(const struct chart *c, const xmlNode *holder)
{
    struct valore v;
    int thousandths = 0;
    valore_init(&v);
    valore_read(&v, holder);
    if (valore_is_number(&v) && mpq_sgn(v.numero) > 0 && mpq_sgn(c->greatest) > 0) {
        mpq_div(v.numero, v.numero, c->greatest);
        mpz_mul_ui(mpq_numref(v.numero), mpq_numref(v.numero), 1000);
        mpz_tdiv_q(mpq_numref(v.numero), mpq_numref(v.numero), mpq_denref(v.numero));
        thousandths = (int)mpz_get_ui(mpq_numref(v.numero));
    }
    valore_clear(&v);
    return thousandths > 1000 ? 1000 : thousandths;
}

/* ---- setting them ---- */

static void draw_bar(struct bind *b, struct pen *pen, const struct chart *c, size_t series, int thousandths, bool tight)
{
    uint32_t colour = c->op->colours[series % CHART_COLOURS];
    mpt width = (mpt)((int64_t)c->op->bar_width * thousandths / 1000);
    if (width > 0)
        pen_run(b, pen, (struct run){.kind = RUN_BAR, .fraction = 1000, .bar_width = width, .bar_height = c->op->bar_height,
                                     .bar_fill = colour, .bar_track = colour, .bar_tight = tight}, NULL);
}

static struct cell cell_from(struct bind *b, struct pen *pen, bool header, int rows)
{
    struct cell cell = {.colspan = 1, .rowspan = rows, .header = header, .valign = rows > 1 ? VALIGN_MIDDLE : VALIGN_TOP,
                        .fill = COLOUR_NONE, .pad_left = -1, .pad_right = -1};
    cell.paras = pen_end(b, pen, &cell.nparas);
    return cell;
}

static const struct style *row_style(const struct chart *c, enum row_kind kind)
{
    const struct row_look *look = c->op->look->rows[kind];
    return look != NULL && look->style != NULL ? look->style : c->op->look->style;
}

static void push_label(struct bind *b, const struct chart *c, const xmlNode *point, int rows)
{
    const xmlNode *name = plan_child(point, "titolo") != NULL ? plan_child(point, "titolo") : plan_child(point, "nome");
    struct style style = style_empty;
    struct pen pen;
    if (plan_is(point, "riga"))
        name = plan_child(plan_child(point, "cella"), "testo");
    style_over(&style, row_style(c, ROW_ENTRY));
    style.align = ALIGN_RIGHT + 1;
    pen_begin(b, &pen, &style, true);
    pen_text(b, &pen, name != NULL ? sentence_of(b, node_string(b, name)) : plan_label(point), NULL);
    struct cell cell = cell_from(b, &pen, true, rows);
    stack_push(b, &b->cells, &cell);
}

/* A row of a group of rows; the groups stand apart. The cell covers the axis too: it has no text. */
static void push_row(struct bind *b, const struct chart *c, struct pen *pen, size_t mark, bool first, bool last)
{
    struct row row = row_of_look(c->op->look->rows[ROW_ENTRY], NULL);
    struct cell cell = cell_from(b, pen, false, 1);
    cell.colspan = 2;
    cell.pad_left = AXIS;
    stack_push(b, &b->cells, &cell);
    row.keep_next = row.keep_next || !last;
    row.pad_top += first && !last ? GROUP_GAP : 0;
    row.pad_bottom += last && !first ? GROUP_GAP : 0;
    row.cells = stack_take(b, &b->cells, mark, &row.ncells);
    stack_push(b, &b->rows, &row);
}

/* Series beside each other: a row for each. */
static void push_grouped(struct bind *b, const struct chart *c, const xmlNode *point)
{
    for (size_t i = 0; i < c->nseries; i++) {
        const xmlNode *holder = holder_of(b, &c->series[i], point);
        size_t mark = b->cells.len;
        struct pen pen;
        if (i == 0)
            push_label(b, c, point, (int)c->nseries);
        pen_begin(b, &pen, row_style(c, ROW_ENTRY), true);
        draw_bar(b, &pen, c, i, length_of(c, holder), false);
        pen_text(b, &pen, EN_SPACE, NULL);
        if (holder != NULL)
            value_print(b, holder, &value_plain, &pen);
        push_row(b, c, &pen, mark, i == 0, i + 1 == c->nseries);
    }
}

/* Series on top of each other: one row, its figures behind the bars in the same order. */
static void push_stacked(struct bind *b, const struct chart *c, const xmlNode *point)
{
    size_t mark = b->cells.len;
    struct pen pen;
    push_label(b, c, point, 1);
    pen_begin(b, &pen, row_style(c, ROW_ENTRY), true);
    for (size_t i = 0; i < c->nseries; i++)
        draw_bar(b, &pen, c, i, length_of(c, holder_of(b, &c->series[i], point)), i + 1 < c->nseries);
    for (size_t i = 0; i < c->nseries; i++) {
        const xmlNode *holder = holder_of(b, &c->series[i], point);
        pen_text(b, &pen, i == 0 ? EN_SPACE : " + ", NULL);
        if (holder != NULL)
            value_print(b, holder, &value_plain, &pen);
    }
    push_row(b, c, &pen, mark, true, true);
}

/* The names of the series, each behind a square of its colour. */
static void push_legend(struct bind *b, const struct chart *c)
{
    struct row row = row_of_look(c->op->look->rows[ROW_HEAD], NULL);
    size_t mark = b->cells.len;
    struct pen pen;
    pen_begin(b, &pen, row_style(c, ROW_HEAD), true);
    struct cell empty = cell_from(b, &pen, true, 1);
    stack_push(b, &b->cells, &empty);
    pen_begin(b, &pen, row_style(c, ROW_HEAD), true);
    for (size_t i = 0; i < c->nseries; i++) {
        if (i > 0)
            pen_text(b, &pen, "\xE2\x80\x83", NULL);
        pen_run(b, &pen, (struct run){.kind = RUN_BAR, .fraction = 1000, .bar_width = PT(7), .bar_height = PT(7),
                                      .bar_fill = c->op->colours[i % CHART_COLOURS], .bar_track = c->op->colours[i % CHART_COLOURS]}, NULL);
        pen_text(b, &pen, " ", NULL);
        pen_text(b, &pen, node_string(b, c->series[i].element), NULL);
    }
    struct cell cell = cell_from(b, &pen, true, 1);
    cell.colspan = 2;
    stack_push(b, &b->cells, &cell);
    row.keep_next = true;
    row.cells = stack_take(b, &b->cells, mark, &row.ncells);
    stack_push(b, &b->rows, &row);
}

static const struct para *caption_of(struct bind *b, const xmlNode *chart)
{
    const xmlNode *caption = plan_child(chart, "didascalia");
    struct pen pen;
    size_t count;
    if (caption == NULL)
        return NULL;
    pen_begin(b, &pen, style_or(b, "didascalia", "p"), false);
    rich_take(b, caption, &pen, NULL);
    return pen_end(b, &pen, &count);
}

/* That of the figures. */
static uint32_t axis_colour(const struct chart *c)
{
    const struct style *style = row_style(c, ROW_ENTRY);
    return style != NULL && style->colour != COLOUR_UNSET ? style->colour : COLOUR_NONE;
}

static void push_chart(struct bind *b, const struct chart *c)
{
    struct table *table = bind_new(b, 1, sizeof *table);
    struct column *columns = bind_new(b, 3, sizeof *columns);
    const xmlNode *alt = plan_child(c->element, "alternativa");
    bool stacked = plan_attr_is(c->element, "tipo", "impilate");
    if (table == NULL || columns == NULL)
        return;
    columns[0] = (struct column){.kind = WIDTH_FIXED, .width = c->op->label_width, .fill = COLOUR_NONE};
    columns[1] = (struct column){.kind = WIDTH_FIXED, .width = AXIS, .fill = axis_colour(c)};
    columns[2] = (struct column){.kind = WIDTH_SHARE, .share = 1, .fill = COLOUR_NONE};
    *table = (struct table){.columns = columns, .ncolumns = 3, .fill_spans = true, .pad_left = length_or(c->op->look->cell_pad, 0),
                            .pad_right = length_or(c->op->look->cell_pad, 0), .end = rule_or_none(c->op->look->end),
                            .cont = rule_or_none(c->op->look->cont), .summary = alt != NULL ? bind_own(b, node_string(b, alt)) : NULL};
    size_t mark = b->rows.len;
    if (c->nseries > 1)
        push_legend(b, c);
    table->head = stack_take(b, &b->rows, mark, &table->nhead);
    for (size_t i = 0; i < c->npoints; i++)
        (stacked ? push_stacked : push_grouped)(b, c, c->points[i]);
    table->body = stack_take(b, &b->rows, mark, &table->nbody);
    table->caption = caption_of(b, c->element);
    struct block block = {.kind = BLOCK_TABLE, .before = length_or(c->op->before, 0), .after = length_or(c->op->after, 0),
                          .anchor = bind_own(b, plan_attr(c->element, "id"))};
    block.table = table;
    if (table->nbody > 0)
        block_push(b, block);
}

void chart_take(struct bind *b, const struct op_chart *op)
{
    struct chart *c = bind_new(b, 1, sizeof *c);
    if (c == NULL)
        return;
    c->op = op;
    c->element = eval_node(b, op->of);
    read_series(b, c);
    if (c->nseries == 0)
        return;
    mpq_init(c->greatest);
    read_points(b, c);
    find_greatest(b, c);
    push_chart(b, c);
    mpq_clear(c->greatest);
}
