/* bind_text.c: what stands in a line of a template's text: words, spans, values, links, notes. */
#include "bind/bind_job.h"

#include "bind/format.h"

/* What is inside OP, with STYLE over what surrounds it. */
static void take_span(struct bind *b, const struct op *op, const struct style *style, bool whole, struct pen *pen)
{
    struct style around = pen->style;
    bool nobreak = pen->nobreak;
    style_text_over(&pen->style, style);
    pen->nobreak = nobreak || whole;
    flow_run(b, op->child, &pen->sink);
    pen->style = around;
    pen->nobreak = nobreak;
}

static void take_words(struct bind *b, const struct op_text *op, struct pen *pen)
{
    for (size_t i = 0; i < op->text.count; i++) {
        const struct text_part *part = &op->text.parts[i];
        pen_text(b, pen, part->expr != NULL ? eval_string(b, part->expr) : part->literal, NULL);
    }
}

static void take_value(struct bind *b, const struct op_value *op, struct pen *pen)
{
    struct answer answer = eval_answer(b, op->of);
    bool nobreak = pen->nobreak;
    pen->nobreak = nobreak || op->whole == YES;
    if (op->sentence == YES) {
        pen_text(b, pen, sentence_of(b, answer.node != NULL ? node_string(b, answer.node) : answer.text), op->style);
    } else if (answer.node != NULL) {
        struct style around = pen->style;
        style_text_over(&pen->style, op->style);
        rich_take(b, answer.node, pen, NULL);
        pen->style = around;
    } else {
        pen_text(b, pen, answer.text, op->style);
    }
    pen->nobreak = nobreak;
}

static void take_link(struct bind *b, const struct op_link *op, struct pen *pen)
{
    const char *uri = pen->uri, *target = pen->target;
    const char *to = eval_text(b, &op->uri), *anchor = eval_text(b, &op->anchor);
    pen->uri = *to != '\0' ? to : uri;
    pen->target = *anchor != '\0' ? anchor : target;
    take_span(b, &op->op, template_style(b->t, "collegamento"), false, pen);
    pen->uri = uri;
    pen->target = target;
}

/* A paragraph of its own within a cell. */
static void take_para(struct bind *b, const struct op_span *op, struct pen *pen)
{
    pen_paragraph(b, pen);
    struct style around = pen->style;
    style_over(&pen->style, op->style);
    flow_run(b, op->op.child, &pen->sink);
    pen_paragraph(b, pen);
    pen->style = around;
}

const struct note *note_of(struct bind *b, const struct para *body)
{
    const struct style *style = style_or(b, "nota", "p");
    struct note *note = body != NULL ? bind_new(b, 1, sizeof *note) : NULL;
    if (note == NULL)
        return NULL;
    struct pen pen;
    size_t count;
    pen_begin(b, &pen, style, false);
    pen_text(b, &pen, "a", template_style(b->t, "richiamo"));
    const struct para *mark = pen_end(b, &pen, &count);
    *note = (struct note){body, mark != NULL ? mark->runs[0].style : body->runs[0].style,
                          style != NULL ? length_or(style->hang, 0) : 0};
    return note;
}

const struct note *text_note(struct bind *b, const struct op *ops)
{
    return note_of(b, text_para(b, ops, style_or(b, "nota", "p")));
}

void text_take(struct bind *b, const struct op *op, struct sink *sink)
{
    struct pen *pen = (struct pen *)(void *)sink;
    const void *o = op;
    switch (op->kind) {
    case OP_TEXT: take_words(b, o, pen); break;
    case OP_SPAN: take_span(b, op, ((const struct op_span *)o)->style, ((const struct op_span *)o)->whole == YES, pen); break;
    case OP_VALUE: take_value(b, o, pen); break;
    case OP_QUANTITY: value_take(b, o, pen); break;
    case OP_MEASURES: measures_take(b, o, pen); break;
    case OP_LIGHT: light_take(b, o, pen); break;
    case OP_BAR: bar_take(b, o, pen); break;
    case OP_BREAK: pen_run(b, pen, (struct run){.kind = RUN_BREAK}, NULL); break;
    case OP_PAGE_NUMBER: pen_run(b, pen, (struct run){.kind = RUN_PAGE}, NULL); break;
    case OP_PAGE_COUNT: pen_run(b, pen, (struct run){.kind = RUN_PAGES}, NULL); break;
    case OP_CHAPTER: pen_run(b, pen, (struct run){.kind = RUN_CHAPTER}, NULL); break;
    case OP_LINK: take_link(b, o, pen); break;
    case OP_NOTE: pen_note(b, pen, text_note(b, op->child)); break;
    case OP_CELL_PARA: take_para(b, o, pen); break;
    case OP_EACH: case OP_IF: case OP_CHOOSE: case OP_WHEN: case OP_OTHERWISE: case OP_LET: case OP_CALL:
    case OP_COLUMNS: case OP_COLUMN: case OP_HEAD: case OP_BODY: case OP_FOOT: case OP_CAPTION: case OP_ROW: case OP_CELL:
    case OP_HEADING: case OP_PARA: case OP_LIST: case OP_ITEM: case OP_TABLE: case OP_PLAN_TABLE: case OP_CHART: case OP_STORY:
    case OP_FIGURE: case OP_SPACE: case OP_RULE: case OP_PAGE_BREAK: case OP_PAGE: case OP_GROUP: case OP_NEED:
    case OP_CANVAS: case OP_CONTENTS: case OP_CONTENTS_LEVEL:
        break;                          /* the schema has none of these in a line of text */
    }
}

void text_between(struct bind *b, const struct text *text, struct sink *sink)
{
    pen_text(b, (struct pen *)(void *)sink, eval_text(b, text), NULL);
}

const struct para *text_para(struct bind *b, const struct op *first, const struct style *style)
{
    struct pen pen;
    size_t count;
    pen_begin(b, &pen, style, false);
    flow_run(b, first, &pen.sink);
    return pen_end(b, &pen, &count);
}
