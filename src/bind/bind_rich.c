/* bind_rich.c: the plan's own lines of text: emphasis, languages, links, notes, data; in cells, paragraphs and lists too. */
#include "bind/bind_job.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"

typedef void rich_function(struct bind *b, const xmlNode *n, struct pen *pen, const struct rich_value *value);

/* A part takes the style that has its name, or first that of its name within the part around it ("didascalia-forte"). */
static void take_styled(struct bind *b, const xmlNode *n, struct pen *pen, const struct rich_value *value)
{
    struct style around = pen->style;
    char within[80];
    snprintf(within, sizeof within, "%s-%s", (const char *)n->parent->name, (const char *)n->name);
    style_text_over(&pen->style, style_or(b, within, (const char *)n->name));
    rich_take(b, n, pen, value);
    pen->style = around;
}

static void take_link(struct bind *b, const xmlNode *n, struct pen *pen, const struct rich_value *value)
{
    const char *uri = pen->uri, *target = pen->target;
    pen->uri = bind_own(b, plan_attr(n, "indirizzo"));
    pen->target = bind_own(b, plan_attr(n, "rif"));
    take_styled(b, n, pen, value);
    pen->uri = uri;
    pen->target = target;
}

static void take_break(struct bind *b, const xmlNode *n, struct pen *pen, const struct rich_value *value)
{
    (void)n;
    (void)value;
    pen_run(b, pen, (struct run){.kind = RUN_BREAK}, NULL);
}

static void take_note(struct bind *b, const xmlNode *n, struct pen *pen, const struct rich_value *value)
{
    struct pen body;
    size_t count;
    (void)value;
    pen_begin(b, &body, style_or(b, "nota", "p"), false);
    rich_take(b, n, &body, NULL);
    pen_note(b, pen, note_of(b, pen_end(b, &body, &count)));
}

/* A note that has a sign of its own is called by it, and printed where the template puts it; any other by a letter. */
static void take_note_reference(struct bind *b, const xmlNode *n, struct pen *pen, const struct rich_value *value)
{
    const char *id = plan_attr(n, "rif");
    const xmlNode *note = id != NULL ? plan_find(b->plan, id) : NULL;
    const char *mark = note != NULL ? plan_attr(note, "segno") : NULL;
    if (mark != NULL)
        pen_figure(b, pen, mark, template_style(b->t, "segno"));
    else if (note != NULL)
        take_note(b, note, pen, value);
}

/* The figure that a text quotes is the plan's: text does not grow old. */
static void take_datum(struct bind *b, const xmlNode *n, struct pen *pen, const struct rich_value *value)
{
    (void)value;
    const char *id = plan_attr(n, "rif"), *what = plan_attr(n, "grandezza");
    const xmlNode *of = id != NULL ? plan_find(b->plan, id) : NULL;
    if (of == NULL)
        return;
    if (what != NULL && (strcmp(what, "nome") == 0 || strcmp(what, "codice") == 0)) {
        const xmlNode *name = plan_child(of, plan_is(of, "nodo") ? "titolo" : "nome");
        const char *code = plan_attr(of, "codice");
        pen_text(b, pen, *what == 'c' ? (code != NULL ? code : "") : name != NULL ? node_string(b, name) : "", NULL);
        return;
    }
    if (what == NULL)
        what = plan_is(of, "indicatore") ? "consuntivo" : "grado";
    const xmlNode *figure = plan_is(of, "cella") ? of : figure_find(b, of, what, plan_attr_int(n, "anno", 0));
    if (figure != NULL)
        value_print(b, figure, &value_plain, pen);
}

static void take_value(struct bind *b, const xmlNode *n, struct pen *pen, const struct rich_value *value)
{
    if (value != NULL)
        value->print(b, pen, value->self);
    else
        rich_take(b, n, pen, NULL);
}

/* ---- paragraphs and lists within a cell ---- */

static void take_para(struct bind *b, const xmlNode *n, struct pen *pen, const struct rich_value *value)
{
    if (pen->in_cell)
        pen_paragraph(b, pen);
    else if (pen->inked)
        pen_text(b, pen, " ", NULL);
    rich_take(b, n, pen, value);
    if (pen->in_cell)
        pen_paragraph(b, pen);
}

static void take_item(struct bind *b, const xmlNode *n, struct pen *pen, const struct rich_value *value)
{
    struct style around = pen->style;
    const struct style *mark = template_style(b->t, "segno-elenco");
    if (!pen->in_cell) {
        take_para(b, n, pen, value);
        return;
    }
    pen_paragraph(b, pen);
    if (mark != NULL)
        pen->style.hang = mark->hang;
    pen_figure(b, pen, bind_printf(b, "%s ", template_word(b->t, "trattino")), mark);
    pen->inked = false;                 /* a mark without words prints nothing */
    rich_take(b, n, pen, value);
    pen_paragraph(b, pen);
    pen->style = around;
}

static const struct { const char *name; rich_function *take; } parts[] = {
    {"forte", take_styled}, {"corsivo", take_styled}, {"apice", take_styled}, {"pedice", take_styled},
    {"straniero", take_styled}, {"collegamento", take_link}, {"a-capo", take_break}, {"nota", take_note},
    {"rimando-nota", take_note_reference}, {"dato", take_datum}, {"valore", take_value},
    {"p", take_para}, {"voce", take_item}
};

void rich_child(struct bind *b, const xmlNode *c, struct pen *pen, const struct rich_value *value)
{
    rich_function *take = rich_take;
    if (c->type == XML_TEXT_NODE)
        pen_text(b, pen, (const char *)c->content, NULL);
    if (c->type != XML_ELEMENT_NODE)
        return;
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        if (plan_is(c, parts[i].name))
            take = parts[i].take;
    take(b, c, pen, value);
}

/* The language of N: its own (straniero, traduzione), that of the text around it, or the plan's where that is another. */
static const char *language_of(struct bind *b, const xmlNode *n, const struct pen *pen)
{
    const char *own = n->properties != NULL ? plan_attr(n, "lingua") : NULL;
    if (own != NULL)
        return bind_own(b, own);
    return pen->lang != NULL ? pen->lang : b->lang;
}

void rich_take(struct bind *b, const xmlNode *n, struct pen *pen, const struct rich_value *value)
{
    if (n->type != XML_ELEMENT_NODE) {
        pen_text(b, pen, node_string(b, n), NULL);
        return;
    }
    const char *lang = pen->lang;
    pen->lang = language_of(b, n, pen);
    for (const xmlNode *c = n->children; c != NULL && !b->stopped; c = c->next)
        rich_child(b, c, pen, value);
    pen->lang = lang;
}
