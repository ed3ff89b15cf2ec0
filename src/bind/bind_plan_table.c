/* bind_plan_table.c: tables of the plan as they are: heads of several levels, spans, labels, totals, published figures. */
#include "bind/bind_job.h"

#include <string.h>

#include "base/utf8.h"
#include "bind/format.h"

#define MAX_COLUMNS 60

struct plan_column { const xmlNode *element; const struct op_column *how; int depth; int weight; };   /* weight: of its words */

struct plan_table {
    const struct op_plan_table *op;
    const xmlNode *element;
    struct plan_column columns[MAX_COLUMNS];
    size_t ncolumns;
    int depth;                          /* rows of the head */
    int covered[MAX_COLUMNS];           /* rows that a cell from above still takes */
    bool merges;                        /* there are cells of several rows */
    const char *parts;                  /* rows that the sum above adds up; NULL: it comes after them, as sums do */
    bool part;                          /* the row in hand is one of them */
    bool too_wide;                      /* it has more than MAX_COLUMNS */
};

/* ---- columns ---- */

static const struct op_column *how_to_set(const struct op_plan_table *op, const char *id)
{
    for (const struct op *c = op->op.child; c != NULL; c = c->next) {
        const struct op_column *column = (const struct op_column *)(const void *)c;
        if (c->kind == OP_COLUMN && column->id != NULL && strcmp(column->id, id) == 0)
            return column;
    }
    return NULL;
}

static void read_columns(struct plan_table *t, const xmlNode *parent, int depth)
{
    for (const xmlNode *c = plan_child(parent, NULL); c != NULL; c = plan_next(c, NULL)) {
        if (plan_is(c, "gruppo")) {
            read_columns(t, c, depth + 1);
        } else if (plan_is(c, "colonna") && t->ncolumns == MAX_COLUMNS) {
            t->too_wide = true;
        } else if (plan_is(c, "colonna")) {
            const char *id = plan_attr(c, "id");
            t->columns[t->ncolumns++] = (struct plan_column){c, id != NULL ? how_to_set(t->op, id) : NULL, depth, 1};
            t->depth = depth + 1 > t->depth ? depth + 1 : t->depth;
        }
    }
}

static bool is_figures(const struct plan_column *c)
{
    const char *type = plan_attr(c->element, "tipo");
    return type != NULL && strcmp(type, "testo") != 0;
}

/* The template's widths, else the plan's relative ones, else: figures as wide as they are, words share the rest by weight. */
static struct column column_of(const struct plan_table *t, size_t i)
{
    const struct plan_column *c = &t->columns[i];
    struct column column = {.kind = is_figures(c) ? WIDTH_CONTENT : WIDTH_SHARE, .share = c->weight, .fill = COLOUR_NONE};
    int relative = plan_attr_int(c->element, "larghezza", 0);
    struct width w = {WIDTH_SHARE, 0, relative, relative > 0};
    if (t->op->nwidths == t->ncolumns)
        w = t->op->widths[i];
    if (c->how != NULL && c->how->width.set)
        w = c->how->width;
    if (w.set) {
        column.kind = w.kind;
        column.width = w.width;
        column.share = w.share;
    }
    if (c->how != NULL) {
        column.axis = length_or(c->how->axis, 0);
        column.fill = c->how->fill != COLOUR_UNSET ? c->how->fill : COLOUR_NONE;
    }
    return column;
}

static int align_of(const struct plan_column *c)
{
    if (c->how != NULL && c->how->align > 0)
        return c->how->align;
    return is_figures(c) ? ALIGN_RIGHT + 1 : 0;
}

/* ---- head ---- */

static void write_title(struct bind *b, const struct plan_table *t, struct pen *pen, const xmlNode *title)
{
    if (title == NULL)
        return;
    if (t->op->sentence == YES && plan_child(title, NULL) == NULL)
        pen_text(b, pen, sentence_of(b, node_string(b, title)), NULL);
    else
        rich_take(b, title, pen, NULL);
}

static size_t count_leaves(const xmlNode *n)
{
    size_t count = plan_is(n, "colonna");
    for (const xmlNode *c = plan_child(n, NULL); c != NULL; c = plan_next(c, NULL))
        count += count_leaves(c);
    return count;
}

static struct cell head_cell(void)
{
    return (struct cell){.colspan = 1, .rowspan = 1, .header = true, .valign = VALIGN_BOTTOM, .fill = COLOUR_NONE,
                         .pad_left = -1, .pad_right = -1};
}

static void push_group_head(struct bind *b, struct plan_table *t, const xmlNode *group, bool highest, const struct style *style)
{
    const struct table_look *look = t->op->look;
    struct cell cell = head_cell();
    struct style s = style_empty;
    struct pen pen;
    style_over(&s, style);
    s.align = look->group_align > 0 ? look->group_align : ALIGN_CENTRE + 1;
    pen_begin(b, &pen, &s, true);
    write_title(b, t, &pen, plan_child(group, "testata"));
    cell.paras = pen_end(b, &pen, &cell.nparas);
    cell.colspan = (int)count_leaves(group);
    if (highest)
        cell.below = rule_or_none(look->group_rule);
    cell.below_inset = length_or(look->group_rule_inset, 0);
    stack_push(b, &b->cells, &cell);
}

/* A column's own head goes down to the last row; below a group of groups it is a lighter word. */
static void push_leaf_head(struct bind *b, struct plan_table *t, const struct plan_column *c, const struct style *style)
{
    struct cell cell = head_cell();
    struct style s = style_empty;
    struct pen pen;
    const struct style *light = t->op->look->subhead;
    style_over(&s, style);
    if (c->depth > 1)
        style_over(&s, light);
    s.align = align_of(c) > 0 ? align_of(c) : s.align;
    pen_begin(b, &pen, &s, true);
    write_title(b, t, &pen, plan_child(c->element, "testata"));
    pen_paragraph(b, &pen);
    style_text_over(&pen.style, light);
    write_title(b, t, &pen, plan_child(c->element, "sottotestata"));
    cell.paras = pen_end(b, &pen, &cell.nparas);
    cell.rowspan = t->depth - c->depth;
    stack_push(b, &b->cells, &cell);
}

/* The heads that begin in row LEVEL. */
static void push_heads(struct bind *b, struct plan_table *t, const xmlNode *parent, int level, size_t *leaf, const struct style *style)
{
    for (const xmlNode *c = plan_child(parent, NULL); c != NULL; c = plan_next(c, NULL)) {
        if (plan_is(c, "gruppo") && level > 0) {
            push_heads(b, t, c, level - 1, leaf, style);
        } else if (plan_is(c, "gruppo")) {
            push_group_head(b, t, c, plan_is(parent, "colonne"), style);
            *leaf += count_leaves(c);
        } else if (plan_is(c, "colonna")) {
            if (level == 0)
                push_leaf_head(b, t, &t->columns[*leaf], style);
            ++*leaf;
        }
    }
}

static bool has_heads(const struct plan_table *t)
{
    if (t->depth > 1)
        return true;
    for (size_t i = 0; i < t->ncolumns; i++)
        if (plan_child(t->columns[i].element, "testata") != NULL)
            return true;
    return false;
}

static void push_head_rows(struct bind *b, struct plan_table *t)
{
    for (int level = 0; level < t->depth && has_heads(t); level++) {
        bool last = level == t->depth - 1;
        const struct row_look *look = t->op->look->rows[last ? ROW_HEAD : ROW_GROUP_HEAD];
        if (look == NULL)
            look = t->op->look->rows[ROW_HEAD];
        struct row row = row_of_look(look, NULL);
        size_t leaf = 0, mark = b->cells.len;
        push_heads(b, t, plan_child(t->element, "colonne"), level, &leaf, look != NULL ? look->style : NULL);
        row.cells = stack_take(b, &b->cells, mark, &row.ncells);
        stack_push(b, &b->rows, &row);
    }
}

/* ---- body ---- */

/* The rows that ROW adds up; NULL when it does not say. */
static const char *parts_of(const xmlNode *row)
{
    const char *parts = NULL;
    for (const xmlNode *c = plan_child(row, "cella"); c != NULL && parts == NULL; c = plan_next(c, "cella"))
        parts = plan_attr(plan_child(c, "somma"), "righe");
    return parts;
}

/* A sum whose parts come after it, and nothing else between. */
static bool is_lead(const xmlNode *row)
{
    const char *parts = parts_of(row), *next = plan_attr(plan_next(row, "riga"), "id");
    return parts != NULL && next != NULL && list_holds(parts, next);
}

static enum row_kind kind_of(const xmlNode *row)
{
    static const struct { const char *genere; enum row_kind kind; } kinds[] = {
        {"gruppo", ROW_GROUP}, {"subtotale", ROW_SUBTOTAL}, {"totale", ROW_TOTAL}
    };
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (plan_attr_is(row, "genere", kinds[i].genere))
            return kinds[i].kind == ROW_SUBTOTAL && is_lead(row) ? ROW_LEAD : kinds[i].kind;
    return ROW_ENTRY;
}

/* What heads a row and is written in capitals throughout: longer than an abbreviation. */
static bool is_loud(struct bind *b, const struct plan_column *c, const xmlNode *text)
{
    const char *s = node_string(b, text);
    if (!plan_attr_is(c->element, "etichette", "si") || strlen(s) < 5)
        return false;
    while (*s != '\0' && !(*s >= 'a' && *s <= 'z'))
        s++;
    return *s == '\0';
}

static void write_name(struct bind *b, struct pen *pen, const xmlNode *n)
{
    const char *missione = plan_attr(n, "missione"), *code = plan_attr(n, "codice");
    const char *name = missione != NULL ? name_programma(b, missione, code) : name_missione(b, code);
    pen_text(b, pen, name, NULL);
}

/* A figure: the published one, else the author's, else the computed; a note where the first is not the last. */
static void write_figure(struct bind *b, const struct plan_table *t, const struct plan_column *c, struct pen *pen, const xmlNode *cell)
{
    const xmlNode *published = plan_child(cell, "pubblicato"), *computed = plan_child(cell, "calcoli");
    struct op_quantity how = value_plain;
    how.unit = t->op->unit == YES ? UNIT_YES : plan_attr_is(c->element, "tipo", "percento") ? UNIT_OWN : UNIT_NO;
    how.decimals = plan_attr_int(c->element, "decimali", -1);
    if (published == NULL) {
        value_print(b, cell, &how, pen);
        return;
    }
    value_print(b, published, &how, pen);
    pen_note(b, pen, value_note(b, t->op->differs, published, computed != NULL ? computed : cell));
}

static void write_content(struct bind *b, const struct plan_table *t, const struct plan_column *c, struct pen *pen, const xmlNode *cell,
                          enum row_kind kind)
{
    const xmlNode *text = plan_child(cell, "testo");
    const xmlNode *name = plan_child(cell, "nome-missione");
    const char *mark = plan_attr(cell, "segno");
    if (name == NULL)
        name = plan_child(cell, "nome-programma");
    if (name != NULL)
        write_name(b, pen, name);
    else if (text != NULL && (kind > ROW_ENTRY || is_loud(b, c, text)))
        write_title(b, t, pen, text);
    else if (text != NULL)
        rich_take(b, text, pen, NULL);
    else if (plan_child(cell, NULL) != NULL)
        write_figure(b, t, c, pen, cell);
    if (mark != NULL && text != NULL)
        pen_figure(b, pen, mark, template_style(b->t, "segno"));
}

static void push_cell(struct bind *b, struct plan_table *t, const xmlNode *cell, size_t column, enum row_kind kind,
                      const struct style *style)
{
    const struct plan_column *c = &t->columns[column];
    int span = plan_attr_int(cell, "colonne", 1), rows = plan_attr_int(cell, "righe", 1);
    struct cell out = {.rowspan = rows, .valign = VALIGN_TOP, .fill = COLOUR_NONE, .pad_left = -1, .pad_right = -1};
    struct style s = style_empty;
    struct pen pen;
    out.colspan = column + (size_t)span > t->ncolumns ? (int)(t->ncolumns - column) : span;
    out.header = plan_attr_is(cell, "etichetta", "si") || plan_attr_is(c->element, "etichette", "si");
    style_over(&s, t->op->look->style);
    if (out.colspan == 1 && c->how != NULL)
        style_over(&s, c->how->style);
    style_over(&s, style);
    if (out.header && kind == ROW_ENTRY)
        style_over(&s, t->op->look->label);
    if (out.header && t->part)
        s.indent = length_or(t->op->look->part_indent, 0);
    if (out.colspan == 1 && align_of(c) > 0 && plan_child(cell, "testo") == NULL)
        s.align = align_of(c);
    pen_begin(b, &pen, &s, true);
    pen.axis = out.colspan == 1 && c->how != NULL && c->how->axis != LENGTH_UNSET && plan_child(cell, "testo") == NULL;
    write_content(b, t, c, &pen, cell, kind);
    out.paras = pen_end(b, &pen, &out.nparas);
    stack_push(b, &b->cells, &out);
    for (int i = 0; i < out.colspan; i++)
        t->covered[column + (size_t)i] = rows;
}

static size_t skip_covered(const struct plan_table *t, size_t column)
{
    while (column < t->ncolumns && t->covered[column] > 0)
        column++;
    return column;
}

static const struct row_look *look_of(const struct plan_table *t, enum row_kind kind)
{
    const struct row_look *const *looks = t->op->look->rows;
    if (looks[kind] != NULL)
        return looks[kind];
    return kind == ROW_LEAD && looks[ROW_SUBTOTAL] != NULL ? looks[ROW_SUBTOTAL] : looks[ROW_ENTRY];
}

static void push_row(struct bind *b, struct plan_table *t, const xmlNode *element)
{
    enum row_kind kind = kind_of(element);
    const struct row_look *look = look_of(t, kind);
    struct row row = row_of_look(look, NULL);
    size_t mark = b->cells.len, column = 0;
    const char *id = plan_attr(element, "id");
    t->part = t->parts != NULL && id != NULL && list_holds(t->parts, id);
    if (!t->part)
        t->parts = kind == ROW_LEAD ? parts_of(element) : NULL;
    for (const xmlNode *cell = plan_child(element, "cella"); cell != NULL; cell = plan_next(cell, "cella")) {
        column = skip_covered(t, column);
        if (column < t->ncolumns)
            push_cell(b, t, cell, column, kind, look != NULL ? look->style : NULL);
    }
    for (column = skip_covered(t, column); column < t->ncolumns; column = skip_covered(t, column + 1)) {
        struct cell empty = {.colspan = 1, .fill = COLOUR_NONE, .pad_left = -1, .pad_right = -1};
        stack_push(b, &b->cells, &empty);
    }
    row.cells = stack_take(b, &b->cells, mark, &row.ncells);
    bool open = false;
    for (size_t i = 0; i < t->ncolumns; i++) {
        t->covered[i] -= t->covered[i] > 0;
        open = open || t->covered[i] > 0;
    }
    row.last_of_group = t->merges && !open;
    if (row.last_of_group && kind == ROW_ENTRY && t->op->look->group_end.width != LENGTH_UNSET)
        row.below = t->op->look->group_end;
    if (row.cells != NULL)
        stack_push(b, &b->rows, &row);
}

static bool has_merges(const xmlNode *table)
{
    for (const xmlNode *r = plan_child(table, "riga"); r != NULL; r = plan_next(r, "riga"))
        for (const xmlNode *c = plan_child(r, "cella"); c != NULL; c = plan_next(c, "cella"))
            if (plan_attr_int(c, "righe", 1) > 1)
                return true;
    return false;
}

/* ---- widths ---- */

/* How much room words ask for: the longest above all, and something for each further one. */
static int weight_of(const char *s)
{
    size_t longest = 0, all = utf8_length(s, strlen(s));
    while (*s != '\0') {
        size_t len = strcspn(s, " ");
        size_t letters = utf8_length(s, len);
        longest = letters > longest ? letters : longest;
        s += len + strspn(s + len, " ");
    }
    return (int)(14 * (longest + 2) + (all > 300 ? 300 : all));
}

static void weigh_row(struct bind *b, struct plan_table *t, const xmlNode *row)
{
    size_t column = 0;
    for (const xmlNode *cell = plan_child(row, "cella"); cell != NULL; cell = plan_next(cell, "cella")) {
        column = skip_covered(t, column);
        int span = plan_attr_int(cell, "colonne", 1), rows = plan_attr_int(cell, "righe", 1);
        int weight = span == 1 && column < t->ncolumns ? weight_of(node_string(b, cell)) : 0;
        if (weight > 0 && weight > t->columns[column].weight)
            t->columns[column].weight = weight;
        for (int i = 0; i < span && column < t->ncolumns; i++)
            t->covered[column++] = rows;
    }
    for (size_t i = 0; i < t->ncolumns; i++)
        t->covered[i] -= t->covered[i] > 0;
}

static void weigh_columns(struct bind *b, struct plan_table *t)
{
    for (size_t i = 0; i < t->ncolumns; i++) {
        const xmlNode *title = plan_child(t->columns[i].element, "testata");
        t->columns[i].weight = title != NULL ? weight_of(node_string(b, title)) : 1;
    }
    for (const xmlNode *r = plan_child(t->element, "riga"); r != NULL; r = plan_next(r, "riga"))
        weigh_row(b, t, r);
    memset(t->covered, 0, sizeof t->covered);
}

/* ---- the table ---- */

static const struct para *segue_of(struct bind *b, const struct plan_table *t)
{
    struct pen pen;
    size_t count;
    pen_begin(b, &pen, style_or(b, "segue-titolo", "p"), false);
    write_title(b, t, &pen, plan_child(t->element, "titolo"));
    return pen_end(b, &pen, &count);
}

static struct table *make_table(struct bind *b, struct plan_table *t)
{
    struct table *table = bind_new(b, 1, sizeof *table);
    struct column *columns = bind_new(b, t->ncolumns, sizeof *columns);
    if (table == NULL || columns == NULL)
        return NULL;
    weigh_columns(b, t);
    for (size_t i = 0; i < t->ncolumns; i++)
        columns[i] = column_of(t, i);
    const struct table_look *look = t->op->look;
    const xmlNode *summary = plan_child(t->element, "descrizione");
    *table = (struct table){
        .columns = columns, .ncolumns = t->ncolumns,
        .pad_left = length_or(look->cell_pad, 0), .pad_right = length_or(look->cell_pad, 0),
        .end = rule_or_none(look->end), .cont = rule_or_none(look->cont),
        .summary = summary != NULL ? bind_own(b, node_string(b, summary)) : NULL, .repeat_head = true
    };
    size_t mark = b->rows.len;
    push_head_rows(b, t);
    table->head = stack_take(b, &b->rows, mark, &table->nhead);
    for (const xmlNode *r = plan_child(t->element, "riga"); r != NULL && !b->stopped; r = plan_next(r, "riga"))
        push_row(b, t, r);
    table->body = stack_take(b, &b->rows, mark, &table->nbody);
    if (table->nbody > 0)
        ((struct row *)(uintptr_t)table->body)->segue = segue_of(b, t);
    return table;
}

static const struct para *caption_of(struct bind *b, const xmlNode *table)
{
    const xmlNode *caption = plan_child(table, "didascalia");
    struct pen pen;
    size_t count;
    if (caption == NULL)
        return NULL;
    pen_begin(b, &pen, style_or(b, "didascalia", "p"), false);
    rich_take(b, caption, &pen, NULL);
    return pen_end(b, &pen, &count);
}

static void report_too_wide(struct bind *b, const xmlNode *table)
{
    struct diag_place at = plan_place(b->plan, table);
    char most[24];
    snprintf(most, sizeof most, "%d", MAX_COLUMNS);
    bind_error(b, table, DIAG_TABLE_TOO_MANY_COLUMNS, &at, plan_attr(table, "id"), most);
}

void plan_table_take(struct bind *b, const struct op_plan_table *op)
{
    struct plan_table t = {.op = op, .element = eval_node(b, op->of)};
    if (t.element == NULL || !plan_is(t.element, "tabella"))
        return;
    read_columns(&t, plan_child(t.element, "colonne"), 0);
    if (t.too_wide) {
        report_too_wide(b, t.element);
        return;
    }
    t.merges = has_merges(t.element);
    struct table *table = t.ncolumns > 0 ? make_table(b, &t) : NULL;
    if (table == NULL || table->nbody == 0)
        return;
    table->caption = caption_of(b, t.element);
    struct block block = {.kind = BLOCK_TABLE, .before = length_or(op->before, 0), .after = length_or(op->after, 0),
                          .anchor = bind_own(b, plan_attr(t.element, "id"))};
    block.table = table;
    block_push(b, block);
}
