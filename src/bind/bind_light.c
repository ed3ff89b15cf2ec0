/* bind_light.c: what is drawn beside words and figures: lights, bars; and the measures from which a figure comes. */
#include "bind/bind_job.h"

#include <string.h>

#include "base/arena.h"
#include "bind/format.h"
#include "compute/uses.h"

/* By the plan's "forma": the shape, and the style of its word. */
static const struct { const char *forma; enum light light; const char *style; } shapes[] = {
    {"cerchio", LIGHT_FULL_CIRCLE, "luce-cerchio"}, {"triangolo", LIGHT_TRIANGLE, "luce-triangolo"},
    {"croce", LIGHT_CROSSED_SQUARE, "luce-croce"}, {"vuoto", LIGHT_EMPTY_CIRCLE, "luce-vuoto"}
};

static void fallback(struct bind *b, const struct op *op, struct pen *pen)
{
    struct style around = pen->style;
    style_text_over(&pen->style, template_style(b->t, "assenza"));
    flow_run(b, op->child, &pen->sink);
    pen->style = around;
}

/* Never colour alone: a shape, its colour, a word (looks.md 7). */
static void draw_light(struct bind *b, const xmlNode *band, const struct op_light *op, struct pen *pen)
{
    const char *forma = plan_attr(band, "forma"), *colour = plan_attr(band, "colore");
    struct style around = pen->style;
    style_text_over(&pen->style, op->style);
    for (size_t i = 0; forma != NULL && colour != NULL && i < sizeof shapes / sizeof shapes[0]; i++) {
        if (strcmp(shapes[i].forma, forma) != 0)
            continue;
        pen_run(b, pen, (struct run){.kind = RUN_LIGHT, .light = shapes[i].light,
                                     .light_colour = template_colour(b->t, colour, 0),
                                     .light_colour2 = template_colour(b->t, "croce", 0xFFFFFF)}, NULL);
        style_text_over(&pen->style, template_style(b->t, shapes[i].style));
    }
    pen_text(b, pen, node_string(b, band), NULL);
    pen->style = around;
}

void light_take(struct bind *b, const struct op_light *op, struct pen *pen)
{
    const xmlNode *n = op->of != NULL ? eval_node(b, op->of) : b->node;
    const xmlNode *band = n != NULL ? figure_band(b, n) : NULL;
    if (band != NULL)
        draw_light(b, band, op, pen);
    else
        fallback(b, &op->op, pen);
}

void bar_take(struct bind *b, const struct op_bar *op, struct pen *pen)
{
    const xmlNode *n = eval_node(b, op->of);
    if (n != NULL && op->figure != NULL)
        n = figure_find(b, n, op->figure, 0);
    if (n != NULL && n->type == XML_ELEMENT_NODE && plan_child(n, "percento") != NULL)
        n = plan_child(n, "percento");
    if (n == NULL || (n->type == XML_ELEMENT_NODE && !plan_is(n, "percento")))
        return;
    pen_run(b, pen, (struct run){.kind = RUN_BAR, .fraction = format_thousandths(node_string(b, n)), .bar_width = op->width,
                                 .bar_height = op->height, .bar_fill = op->colour, .bar_track = op->track}, NULL);
}

/* ---- measures ---- */

/* The value of a measure in YEAR; the first it has, where YEAR is 0. */
static const xmlNode *value_of(const xmlNode *measure, int year)
{
    const xmlNode *v = plan_child(measure, "valore");
    while (v != NULL && year != 0 && plan_attr_int(v, "anno", year) != year)
        v = plan_next(v, "valore");
    return v;
}

/* The operator that stands before the name of MEASURE in the formula: the last sign between blanks. */
static char sign_before(const char *formula, const xmlNode *measure)
{
    const char *id = plan_attr(measure, "id"), *code = plan_attr(measure, "codice");
    const char *at = code != NULL ? strstr(formula, code) : NULL;
    if (at == NULL)
        at = id != NULL ? strstr(formula, id) : NULL;
    for (const char *s = at; s != NULL && s > formula + 1; s--)
        if (s[0] == ' ' && s[-2] == ' ' && strchr("+-*/", s[-1]) != NULL)
            return s[-1];
    return '/';
}

/* A quotient stands in two lines, the second begins with "/" (looks.md 7). */
static void print_measure(struct bind *b, const xmlNode *value, char sign, const struct op_measures *op, struct pen *pen)
{
    struct op_quantity how = value_plain;
    how.style = op->style;
    how.unit_style = op->unit_style;
    if (sign != '\0') {
        if (pen->in_cell)
            pen_paragraph(b, pen);
        else
            pen_run(b, pen, (struct run){.kind = RUN_BREAK}, NULL);
        pen_figure(b, pen, bind_printf(b, "%c\xC2\xA0", sign), op->style);
    }
    value_print(b, value, &how, pen);
}

static bool print_own(struct bind *b, const xmlNode *indicator, int year, const struct op_measures *op, struct pen *pen)
{
    const xmlNode *formula = plan_child(indicator, "formula");
    const char *text = formula != NULL ? node_string(b, formula) : "";
    bool any = false;
    for (const xmlNode *m = plan_child(indicator, "misura"); m != NULL; m = plan_next(m, "misura")) {
        const xmlNode *value = value_of(m, year);
        if (value == NULL)
            continue;
        print_measure(b, value, any ? sign_before(text, m) : '\0', op, pen);
        any = true;
    }
    return any;
}

/* All measures of the formula, in its order: the indicator's own, and those that several indicators share. */
static bool print_used(struct bind *b, const struct measure_use *uses, size_t count, const struct op_measures *op, struct pen *pen)
{
    bool any = false;
    for (size_t i = 0; i < count; i++) {
        if (uses[i].valore == NULL)
            continue;
        print_measure(b, uses[i].valore, any ? uses[i].sign : '\0', op, pen);
        any = true;
    }
    return any;
}

void measures_take(struct bind *b, const struct op_measures *op, struct pen *pen)
{
    const xmlNode *indicator = op->of != NULL ? eval_node(b, op->of) : b->node;
    int year = op->year != NULL ? eval_integer(b, op->year, 0) : 0;
    const struct measure_use *uses = NULL;
    size_t count = indicator != NULL ? measure_uses(b->plan, indicator, year, b->a, &uses) : 0;
    bool printed = count > 0 ? print_used(b, uses, count, op, pen) : indicator != NULL && print_own(b, indicator, year, op, pen);
    if (!printed)
        fallback(b, &op->op, pen);
}
