/* bind_value.c: typed values in print: comparator, figure, unit; words; absences; the wording a document has of its own. */
#include "bind/bind_job.h"

#include <string.h>

#include "base/arena.h"
#include "bind/format.h"
#include "read/xml_read.h"

#define NBSP "\xC2\xA0"
#define NBSP_LENGTH 2
#define NARROW "\xE2\x80\xAF"   /* no break either */

const struct op_quantity value_plain = {.op = {.kind = OP_QUANTITY}, .decimals = -1};

/* What is printed: the element with the type, the one that holds it (target, consuntivo …), and how. */
struct shown { const xmlNode *typed, *holder; const struct op_quantity *op; };

typedef void print_function(struct bind *b, const struct shown *v, struct pen *pen);

static void print_typed(struct bind *b, const struct shown *v, struct pen *pen);

static const char *text_of(const xmlNode *n)
{
    return n->children != NULL && n->children->content != NULL ? (const char *)n->children->content : "";
}

/* PARTS, up to NULL, in one string; NULL when memory is short. */
static const char *joined(struct bind *b, const char *const *parts)
{
    size_t len = 0;
    for (const char *const *p = parts; *p != NULL; p++)
        len += strlen(*p);
    char *out = bind_new(b, len + 1, 1), *end = out;
    for (; out != NULL && *parts != NULL; parts++) {
        size_t part = strlen(*parts);
        memcpy(end, *parts, part);
        end += part;
    }
    return out;
}

/* ---- numbers ---- */

/* A unit of several words ("valore assoluto") says how the indicator is measured; beside a figure it says nothing. */
static const char *beside_figure(const char *unit)
{
    return unit != NULL && strchr(unit, ' ') == NULL ? unit : NULL;
}

/* Whether N is of a part that may be another quantity than the whole: "%; data" is the unit of no part, but of parts that make up
 * a whole the unit is the same. */
static bool is_part_by_itself(const xmlNode *n)
{
    return plan_attr(n, "parte") != NULL && plan_ancestor(n, "misura") == NULL && plan_attr(plan_ancestor(n, "indicatore"), "parti") == NULL;
}

/* The unit of the measure or the indicator in which N stands; an entry of a view stands for its indicator. NULL: none. */
static const char *inherited_unit(struct bind *b, const xmlNode *n)
{
    for (; n != NULL && n->type == XML_ELEMENT_NODE; n = n->parent) {
        const char *unit = plan_attr(n, "unita");
        if (unit != NULL)
            return beside_figure(unit);
        if (plan_is(n, "nodo") || plan_is(n, "tabella") || is_part_by_itself(n))
            return NULL;
        if (plan_is(n, "voce") && plan_attr(n, "rif") != NULL)
            return beside_figure(plan_attr(plan_find(b->plan, plan_attr(n, "rif")), "unita"));
    }
    return NULL;
}

static const char *unit_of(struct bind *b, const xmlNode *n, const char *type, int use)
{
    const char *own = plan_attr(n, "unita");
    if (use == UNIT_NO)
        return NULL;
    if (own != NULL)
        return own;
    if (strcmp(type, "percento") == 0)
        return template_word(b->t, type);
    const char *unit = use != UNIT_OWN ? inherited_unit(b, n) : NULL;
    if (unit != NULL)
        return unit;
    return strcmp(type, "numero") != 0 ? template_word(b->t, type) : NULL;
}

static const char *sign_of(struct bind *b, const struct shown *v)
{
    const char *comparator = v->holder != NULL && v->op->comparator != NO ? plan_attr(v->holder, "comparatore") : NULL;
    return comparator != NULL ? template_word(b->t, comparator) : NULL;
}

/* The integer part, with what is before it, ends on the axis; the rest begins there (looks.md 7). */
static void write_number(struct bind *b, const char *sign, const struct format_number *n, const char *unit,
                         const struct op_quantity *op, struct pen *pen)
{
    const char *figure = n->whole;
    if (sign != NULL || *n->fraction != '\0')
        figure = joined(b, (const char *const[]){sign != NULL ? sign : "", sign != NULL ? NBSP : "", n->whole, n->fraction, NULL});
    if (figure == NULL)
        return;
    pen->figures++;
    pen->axis_at = pen->length + (sign != NULL ? strlen(sign) + NBSP_LENGTH : 0) + strlen(n->whole);
    pen_own_figure(b, pen, figure, op->style);
    if (unit == NULL)
        return;
    const char *spaced = joined(b, (const char *const[]){op->space == 2 ? NARROW : NBSP, unit, NULL});
    if (spaced != NULL)
        pen_own_figure(b, pen, spaced, op->unit_style != NULL ? op->unit_style : template_style(b->t, "unita"));
}

static void print_number(struct bind *b, const struct shown *v, struct pen *pen)
{
    struct format_number n;
    if (!format_number(b->a, text_of(v->typed), v->op->decimals, &n)) {
        pen_text(b, pen, text_of(v->typed), v->op->style);
        return;
    }
    write_number(b, sign_of(b, v), &n, unit_of(b, v->typed, (const char *)v->typed->name, v->op->unit), v->op, pen);
}

/* ---- the other types ---- */

/* Words and days stand flush right where figures stand on an axis. */
static void write_words(struct bind *b, const char *sign, const char *words, const struct style *style, struct pen *pen)
{
    pen->words = true;
    const char *all = sign != NULL ? joined(b, (const char *const[]){sign, NBSP, words, NULL}) : words;
    if (all != NULL)
        pen_figure(b, pen, all, style);
}

static void print_date(struct bind *b, const struct shown *v, struct pen *pen)
{
    const char *date = format_date(b->a, text_of(v->typed));
    write_words(b, sign_of(b, v), date != NULL ? date : text_of(v->typed), v->op->style, pen);
}

static void print_yes(struct bind *b, const struct shown *v, struct pen *pen)
{
    write_words(b, sign_of(b, v), template_word(b->t, node_string(b, v->typed)), v->op->style, pen);
}

static void print_words(struct bind *b, const struct shown *v, struct pen *pen)
{
    const char *sign = sign_of(b, v);
    if (sign != NULL)
        write_words(b, NULL, bind_printf(b, "%s" NBSP, sign), v->op->style, pen);
    rich_take(b, v->typed, pen, NULL);
}

/* An absence in the document's word, else in the template's (looks.md 7). */
static void print_absence(struct bind *b, const struct shown *v, struct pen *pen)
{
    const char *words = node_string(b, v->typed);
    const char *state = plan_attr(v->typed, "stato");
    if (*words == '\0')
        words = template_word(b->t, state != NULL ? state : "non-disponibile");
    pen->words = true;
    pen_text(b, pen, words, template_style(b->t, "assenza"));
}

static const xmlNode *first_typed(const xmlNode *holder);

static void print_range(struct bind *b, const struct shown *v, struct pen *pen)
{
    const xmlNode *from = plan_child(v->typed, "da"), *to = plan_child(v->typed, "a");
    const xmlNode *ends[2] = {from, to};
    const char *words[2] = {from != NULL && to == NULL ? "almeno" : "da", from == NULL ? "al-massimo" : "a"};
    pen->words = true;
    for (int i = 0; i < 2; i++) {
        if (ends[i] == NULL || first_typed(ends[i]) == NULL)
            continue;
        if (i == 1 && from != NULL)
            pen_text(b, pen, " ", NULL);
        write_words(b, NULL, bind_printf(b, "%s" NBSP, template_word(b->t, words[i])), v->op->style, pen);
        print_typed(b, &(struct shown){first_typed(ends[i]), NULL, v->op}, pen);
    }
}

/* " + 7 %", " -1": how far above or below the term the target lies. */
static void print_growth(struct bind *b, const struct shown *v, const char *growth, const char *unit, struct pen *pen)
{
    struct format_number n;
    if (growth == NULL || !format_number(b->a, growth, -1, &n))
        return;
    pen_text(b, pen, n.whole[0] >= '0' && n.whole[0] <= '9' ? " + " : " ", v->op->style);
    write_number(b, NULL, &n, unit, v->op, pen);
}

/* " (tolleranza 5 %)" */
static void print_tolerance(struct bind *b, const struct shown *v, const char *tolerance, const char *unit, struct pen *pen)
{
    struct format_number n;
    if (tolerance == NULL || !format_number(b->a, tolerance, -1, &n))
        return;
    pen_text(b, pen, bind_printf(b, " (%s ", template_word(b->t, "tolleranza")), v->op->style);
    write_number(b, NULL, &n, unit, v->op, pen);
    pen_text(b, pen, ")", v->op->style);
}

/* What the target refers to: by the plan's words, by the name of the indicator or measure, by "dato" for its own indicator. */
static const char *term_of(struct bind *b, const xmlNode *reference)
{
    const char *id = plan_attr(reference, "indicatore");
    const xmlNode *term = plan_child(reference, "termine");
    if (term != NULL)
        return node_string(b, term);
    const xmlNode *named = id != NULL ? plan_find(b->plan, id) : NULL;
    if (named != NULL && named == plan_ancestor(reference, "indicatore"))
        return template_word(b->t, "dato");
    if (id == NULL && plan_attr(reference, "misura") != NULL)
        named = plan_find(b->plan, plan_attr(reference, "misura"));
    return plan_child(named, "nome") != NULL ? node_string(b, plan_child(named, "nome")) : "";
}

/* The years that a reference takes together: "2022–2024", the last being that before the target's unless it says so. */
static const char *years_of(struct bind *b, const xmlNode *reference)
{
    const xmlNode *target = plan_ancestor(reference, "target");
    int from = plan_attr_int(reference, "dal", 0);
    int before = plan_attr_int(target != NULL ? target : plan_ancestor(reference, "target-intermedio"), "anno", 0) - 1;
    return bind_printf(b, "%d–%d", from, plan_attr_int(reference, "al", before));
}

/* "media 2022–2024" of its own indicator, "Imprese assistite, media 2022–2024" of another; the plan's words as they are. */
static const char *term_of_years(struct bind *b, const xmlNode *reference)
{
    const char *term = term_of(b, reference), *how = plan_attr(reference, "degli-anni");
    const char *what = template_word(b->t, how != NULL ? how : "media"), *years = years_of(b, reference);
    if (plan_child(reference, "termine") != NULL)
        return term;
    bool own = strcmp(term, template_word(b->t, "dato")) == 0 || *term == '\0';
    return own ? bind_printf(b, "%s %s", what, years) : bind_printf(b, "%s, %s %s", term, what, years);
}

/* "≥ media nazionale 2025 + 7 %" */
static void print_reference(struct bind *b, const struct shown *v, struct pen *pen)
{
    const char *term = plan_attr(v->typed, "dal") != NULL ? term_of_years(b, v->typed) : term_of(b, v->typed);
    const char *year = plan_attr(v->typed, "anno"), *percent = template_word(b->t, "percento");
    const char *sign = sign_of(b, v);
    if (sign != NULL)
        write_words(b, NULL, bind_printf(b, "%s" NBSP, sign), v->op->style, pen);
    pen->words = true;
    pen_text(b, pen, term, v->op->style);
    if (year != NULL && strstr(term, year) == NULL)
        pen_text(b, pen, bind_printf(b, " %s", year), v->op->style);
    print_growth(b, v, plan_attr(v->typed, "crescita"), NULL, pen);
    print_growth(b, v, plan_attr(v->typed, "crescita-percento"), percent, pen);
    print_tolerance(b, v, plan_attr(v->typed, "tolleranza"), NULL, pen);
    print_tolerance(b, v, plan_attr(v->typed, "tolleranza-percento"), percent, pen);
}

/* The name by which people know the part that N, a condition or a value, is of: its own, or that of the condition it
 * answers to; NULL when none is given. */
static const char *part_name(const xmlNode *n)
{
    const char *parte = plan_attr(n, "parte"), *name = parte != NULL ? plan_attr(n, "etichetta") : NULL;
    const xmlNode *target = name == NULL && parte != NULL ? plan_child(plan_ancestor(n, "indicatore"), "target") : NULL;
    for (; target != NULL; target = plan_next(target, "target"))
        for (const xmlNode *c = plan_child(plan_child(target, "condizioni"), "condizione"); c != NULL; c = plan_next(c, "condizione"))
            if (plan_attr_is(c, "parte", parte) && plan_attr(c, "etichetta") != NULL)
                return plan_attr(c, "etichetta");
    return name;
}

static void print_part_name(struct bind *b, const xmlNode *n, struct pen *pen)
{
    const char *name = part_name(n);
    if (name != NULL)
        pen_text(b, pen, bind_printf(b, "%s ", name), NULL);
}

static void print_conditions(struct bind *b, const struct shown *v, struct pen *pen)
{
    const char *operator_ = plan_attr(v->typed, "operatore");
    const char *word = template_word(b->t, operator_ != NULL ? operator_ : "e");
    const xmlNode *first = plan_child(v->typed, "condizione");
    for (const xmlNode *c = first; c != NULL; c = plan_next(c, "condizione")) {
        if (c != first)
            pen_text(b, pen, bind_printf(b, " %s ", word), NULL);
        print_part_name(b, c, pen);
        if (first_typed(c) != NULL)
            print_typed(b, &(struct shown){first_typed(c), c, v->op}, pen);
    }
    pen->words = true;
}

/* What the elements with a type are called, and how they are printed. */
static const struct { const char *name; print_function *print; } types[] = {
    {"numero", print_number}, {"percento", print_number}, {"importo", print_number}, {"durata", print_number},
    {"data", print_date}, {"sino", print_yes}, {"parole", print_words}, {"testo", print_words}, {"assente", print_absence},
    {"intervallo", print_range}, {"riferimento", print_reference}, {"condizioni", print_conditions}
};
#define TYPES (sizeof types / sizeof types[0])

static print_function *printer_of(const xmlNode *n)
{
    for (size_t i = 0; i < TYPES; i++)
        if (plan_is(n, types[i].name))
            return types[i].print;
    return NULL;
}

static const xmlNode *first_typed(const xmlNode *holder)
{
    const xmlNode *c = plan_child(holder, NULL);
    while (c != NULL && printer_of(c) == NULL)
        c = plan_next(c, NULL);
    return c;
}

static void print_typed(struct bind *b, const struct shown *v, struct pen *pen)
{
    printer_of(v->typed)(b, v, pen);
}

/* ---- a value with all that goes with it ---- */

static void print_placed(struct bind *b, struct pen *pen, void *self)
{
    print_typed(b, self, pen);
}

/* The note to a value, "(dato al 31/10/2024)", or that it is provisional: below it in a cell, behind it in a line. */
static void print_remark(struct bind *b, const xmlNode *holder, struct pen *pen)
{
    const xmlNode *remark = plan_child(holder, "nota");
    bool provisional = plan_attr_is(holder, "provvisorio", "si");
    struct style around = pen->style;
    if (remark == NULL && !provisional)
        return;
    if (pen->in_cell)
        pen_paragraph(b, pen);
    else
        pen_text(b, pen, " ", NULL);
    style_over(&pen->style, template_style(b->t, "nota-valore"));
    if (provisional)
        pen_text(b, pen, bind_printf(b, remark != NULL ? "%s " : "%s", template_word(b->t, "provvisorio")), NULL);
    if (remark != NULL)
        rich_take(b, remark, pen, NULL);
    if (pen->in_cell)
        pen_paragraph(b, pen);
    pen->style = around;
}

static void print_whole(struct bind *b, const xmlNode *typed, const xmlNode *holder, const struct op_quantity *op, struct pen *pen)
{
    struct shown v = {typed, holder, op};
    const xmlNode *wording = plan_child(holder, "stampato");
    const char *mark = plan_attr(holder, "segno");
    if (plan_is(holder, "valore") && plan_attr(holder, "parte") != NULL)   /* nothing else tells the values of a measure apart */
        pen_text(b, pen, bind_printf(b, "%s ", plan_attr(holder, plan_attr(holder, "etichetta") ? "etichetta" : "parte")), NULL);
    if (wording != NULL)
        rich_take(b, wording, pen, &(struct rich_value){print_placed, &v});
    else
        print_typed(b, &v, pen);
    if (mark != NULL)
        pen_figure(b, pen, bind_printf(b, NBSP "%s", mark), template_style(b->t, "segno"));
    print_remark(b, holder, pen);
}

/* An attribute or a string has no type of its own: the template gives it. */
static bool print_plain(struct bind *b, const char *s, const struct op_quantity *op, struct pen *pen)
{
    struct format_number n;
    if (*s == '\0')
        return false;
    const char *type = op->type != NULL ? op->type : "numero";
    const char *date = strcmp(type, "data") == 0 ? format_date(b->a, s) : NULL;
    const char *unit = op->unit != UNIT_NO && strcmp(type, "numero") != 0 ? template_word(b->t, type) : NULL;
    if (date == NULL && format_number(b->a, s, op->decimals, &n))
        write_number(b, NULL, &n, unit, op, pen);
    else
        write_words(b, NULL, date != NULL ? date : s, op->style, pen);
    return true;
}

static bool is_text_only(const xmlNode *n)
{
    return n->children != NULL && plan_child(n, NULL) == NULL;
}

static bool has_no_value(struct bind *b, const xmlNode *n, const struct op_quantity *op)
{
    if (op->of != NULL && (plan_is(n, "nodo") || plan_is(n, "indicatore") || plan_is(n, "totale") || plan_is(n, "voce")))
        bind_error(b, op, DIAG_BIND_NOT_VALUE, &op->of->at, op->of->source, (const char *)n->name);
    return false;
}

bool value_print(struct bind *b, const xmlNode *n, const struct op_quantity *op, struct pen *pen)
{
    if (n->type != XML_ELEMENT_NODE)
        return print_plain(b, node_string(b, n), op, pen);
    if (printer_of(n) != NULL) {
        print_whole(b, n, n->parent, op, pen);
        return true;
    }
    const xmlNode *typed = first_typed(n);
    if (typed == NULL && plan_is(n, "cella") && plan_child(n, "calcoli") != NULL)
        typed = first_typed(plan_child(n, "calcoli"));
    if (typed != NULL)
        print_whole(b, typed, n, op, pen);
    else if (plan_child(n, "stampato") != NULL)
        rich_take(b, plan_child(n, "stampato"), pen, NULL);
    else if (is_text_only(n))
        return print_plain(b, node_string(b, n), op, pen);
    else
        return has_no_value(b, n, op);
    return true;
}

const struct note *value_note(struct bind *b, const struct fragment *fragment, const xmlNode *published, const xmlNode *computed)
{
    if (fragment == NULL || published == NULL || computed == NULL || !figure_differs(published, computed))
        return NULL;
    size_t mark = variables_mark(b);
    variables_bind_node(b, template_variable(b->t, "pubblicato"), (xmlNode *)published);
    variables_bind_node(b, template_variable(b->t, "calcolato"), (xmlNode *)computed);
    const struct note *note = text_note(b, fragment->body);
    variables_release(b, mark);
    return note;
}

/* Whether N is of a part, and of the year or day of F. */
static bool is_part_beside(const xmlNode *n, const xmlNode *f)
{
    const char *anno = plan_attr(f, "anno"), *al = plan_attr(f, "al");
    bool same = anno != NULL ? plan_attr_is(n, "anno", anno) : plan_attr(n, "anno") == NULL;
    same = same && (al != NULL ? plan_attr_is(n, "al", al) : plan_attr(n, "al") == NULL);
    return same && plan_attr(n, "parte") != NULL;
}

/* The values of parts from FIRST on that belong to F: "96 %; 15/12/2026", "Lario 540; Lomellina 150". */
static void print_parts(struct bind *b, const xmlNode *first, const xmlNode *f, const char *before, const struct op_quantity *op,
                        struct pen *pen)
{
    const char *name = (const char *)f->name;
    for (const xmlNode *n = first; n != NULL; n = plan_next(n, name)) {
        if (!is_part_beside(n, f))
            continue;
        pen_text(b, pen, before, NULL);
        print_part_name(b, n, pen);
        value_print(b, n, op, pen);
        before = "; ";
    }
    if (first != NULL && strcmp(before, "; ") == 0 && plan_attr(f, "parte") == NULL)
        pen_text(b, pen, ")", NULL);
}

/* After F, which answers to one condition of a target, the values that answer to the others; after one that was made of its
 * parts, the parts. */
static void print_other_parts(struct bind *b, const xmlNode *n, const xmlNode *f, const struct op_quantity *op, struct pen *pen)
{
    const char *name = (const char *)f->name;
    if (plan_attr(f, "parte") != NULL)
        print_parts(b, plan_next(f, name), f, "; ", op, pen);
    else if (plan_is(f->parent, "calcoli") && plan_attr(n, "parti") != NULL)
        print_parts(b, plan_child(n, name), f, " (", op, pen);
}

/* The figure that OP names of N; the note says where the published one is not the computed one. */
static bool print_figure(struct bind *b, const xmlNode *n, const struct op_quantity *op, struct pen *pen)
{
    int year = op->year != NULL ? eval_integer(b, op->year, 0) : 0;
    const xmlNode *f = figure_find(b, n, op->figure, year);
    if (f == NULL)
        return false;
    print_part_name(b, f, pen);
    if (!value_print(b, f, op, pen))
        return false;
    print_other_parts(b, n, f, op, pen);
    const xmlNode *published = figure_published(b, n, op->figure, year);
    if (published == f)
        pen_note(b, pen, value_note(b, op->differs, published, figure_computed(b, n, op->figure, year)));
    return true;
}

static bool print_answer(struct bind *b, const struct answer *answer, const struct op_quantity *op, struct pen *pen)
{
    if (!answer->nodes)
        return print_plain(b, answer->text, op, pen);
    if (answer->node == NULL)
        return false;
    return op->figure != NULL ? print_figure(b, answer->node, op, pen) : value_print(b, answer->node, op, pen);
}

void value_take(struct bind *b, const struct op_quantity *op, struct pen *pen)
{
    struct answer answer = eval_answer(b, op->of);
    if (print_answer(b, &answer, op, pen))
        return;
    struct style around = pen->style;
    style_text_over(&pen->style, template_style(b->t, "assenza"));
    flow_run(b, op->op.child, &pen->sink);
    pen->style = around;
}
