/* bind_pen.c: paragraphs from runs: styles laid over each other, blanks between pieces, the axis of figures. */
#include "bind/bind_job.h"

#include <string.h>

const struct style style_empty = {
    .size = LENGTH_UNSET, .leading = LENGTH_UNSET, .rise = LENGTH_UNSET, .colour = COLOUR_UNSET,
    .before = LENGTH_UNSET, .after = LENGTH_UNSET, .indent = LENGTH_UNSET, .hang = LENGTH_UNSET, .max_width = LENGTH_UNSET
};

/* ---- styles ---- */

#define OVER(field, unset) \
    if (add->field != (unset)) \
        onto->field = add->field

/* What belongs to the characters. */
void style_text_over(struct style *onto, const struct style *add)
{
    if (add == NULL)
        return;
    OVER(name, NULL);
    OVER(family, NULL);
    OVER(cut, CUT_UNSET);
    OVER(size, LENGTH_UNSET);
    OVER(leading, LENGTH_UNSET);
    OVER(rise, LENGTH_UNSET);
    OVER(colour, COLOUR_UNSET);
}

void style_over(struct style *onto, const struct style *add)
{
    if (add == NULL)
        return;
    style_text_over(onto, add);
    OVER(align, 0);
    OVER(hyphenate, UNSET);
    OVER(one_line, UNSET);
    OVER(full_end, UNSET);
    OVER(keep_words, UNSET);
    OVER(before, LENGTH_UNSET);
    OVER(after, LENGTH_UNSET);
    OVER(indent, LENGTH_UNSET);
    OVER(hang, LENGTH_UNSET);
    OVER(max_width, LENGTH_UNSET);
}

const struct style *style_or(const struct bind *b, const char *name, const char *other)
{
    const struct style *style = template_style(b->t, name);
    return style != NULL ? style : template_style(b->t, other);
}

static bool is_complete(const struct style *s)
{
    return s->family != NULL && s->size != LENGTH_UNSET && s->leading != LENGTH_UNSET && s->colour != COLOUR_UNSET;
}

static struct text_style text_style_of(const struct style *s)
{
    enum cut cut = s->cut != CUT_UNSET ? s->cut : CUT_ROMAN;
    return (struct text_style){s->family->face[cut], s->size, s->leading, s->colour, length_or(s->rise, 0)};
}

static size_t hash_style(const struct text_style *t)
{
    uint32_t h = (uint32_t)t->face * 2654435761u;
    h = (h ^ (uint32_t)t->size) * 2654435761u;
    h = (h ^ (uint32_t)t->leading) * 2654435761u;
    h = (h ^ t->colour) * 2654435761u;
    return (h ^ (uint32_t)t->rise) * 2654435761u >> 8;
}

static bool same_style(const struct text_style *a, const struct text_style *c)
{
    return a->face == c->face && a->size == c->size && a->leading == c->leading && a->colour == c->colour && a->rise == c->rise;
}

static size_t style_slot(const struct bind *b, const struct text_style *t)
{
    size_t i = hash_style(t) & (b->cap_styles - 1);
    while (b->styles[i] != NULL && !same_style(b->styles[i], t))
        i = (i + 1) & (b->cap_styles - 1);
    return i;
}

static bool grow_styles(struct bind *b)
{
    const struct text_style **old = b->styles;
    size_t n = b->cap_styles;
    const struct text_style **more = bind_new(b, n > 0 ? 2 * n : 256, sizeof *more);
    if (more == NULL)
        return false;
    b->styles = more;
    b->cap_styles = n > 0 ? 2 * n : 256;
    for (size_t i = 0; i < n; i++)
        if (old[i] != NULL)
            b->styles[style_slot(b, old[i])] = old[i];
    return true;
}

/* Equal styles are one object: the document has few. */
static const struct text_style *intern(struct bind *b, const struct style *s)
{
    struct text_style want = text_style_of(s);
    if (2 * b->nstyles >= b->cap_styles && !grow_styles(b))
        return NULL;
    size_t i = style_slot(b, &want);
    if (b->styles[i] == NULL) {
        struct text_style *made = bind_new(b, 1, sizeof *made);
        if (made == NULL)
            return NULL;
        *made = want;
        b->styles[i] = made;
        b->nstyles++;
    }
    return b->styles[i];
}

/* ---- writing ---- */

void pen_begin(struct bind *b, struct pen *pen, const struct style *style, bool in_cell)
{
    *pen = (struct pen){.sink = {text_take, text_between}, .style = style_empty, .in_cell = in_cell,
                        .runs = b->runs.len, .paras = b->paras.len, .blank = true};
    style_over(&pen->style, style);
}

/* The letters of TEXT: STYLE over what surrounds it. A template that does not say all of it is told so once. */
static const struct text_style *style_with(struct bind *b, const struct pen *pen, const char *text, const struct style *over)
{
    struct style s = pen->style;
    style_text_over(&s, over);
    if (is_complete(&s))
        return intern(b, &s);
    bind_error(b, &style_empty, DIAG_BIND_NO_FACE, NULL, text != NULL ? text : "", NULL);
    return NULL;
}

void pen_run(struct bind *b, struct pen *pen, struct run run, const struct style *style)
{
    run.style = style_with(b, pen, run.text, style);
    if (run.style == NULL)
        return;
    run.nobreak = run.nobreak || pen->nobreak;
    run.uri = pen->uri;
    run.target = run.target != NULL ? run.target : pen->target;
    run.lang = pen->lang;
    pen->inked = pen->inked || run.kind != RUN_BREAK;
    pen->blank = run.kind == RUN_BREAK;
    stack_push(b, &b->runs, &run);
}

/* OWN is the result's; NULL, when memory was short, writes nothing. */
static void write(struct bind *b, struct pen *pen, const char *own, bool nobreak, const struct style *style)
{
    size_t len = own != NULL ? strlen(own) : 0;
    bool inked = pen->inked;
    if (len == 0)
        return;
    pen_run(b, pen, (struct run){.kind = RUN_TEXT, .text = own, .nobreak = nobreak}, style);
    pen->inked = inked || strspn(own, " ") < len;
    pen->blank = own[len - 1] == ' ';
    pen->length += len;
}

/* What tidying has changed is the result's already. */
void pen_text(struct bind *b, struct pen *pen, const char *s, const struct style *style)
{
    const char *tidy = text_tidy(b, s, true);
    bool own = tidy != s;
    if (pen->blank && *tidy == ' ')
        tidy++;
    pen->words = pen->words || *tidy != '\0';
    if (*tidy != '\0')
        write(b, pen, own ? tidy : bind_own(b, tidy), false, style);
}

void pen_figure(struct bind *b, struct pen *pen, const char *s, const struct style *style)
{
    pen_own_figure(b, pen, bind_own(b, s), style);
}

void pen_own_figure(struct bind *b, struct pen *pen, const char *own, const struct style *style)
{
    write(b, pen, own, true, style);
}

void pen_note(struct bind *b, struct pen *pen, const struct note *note)
{
    if (note == NULL || b->runs.len == pen->runs)
        return;
    ((struct run *)stack_at(&b->runs, b->runs.len - 1))->note = note;
}

/* ---- paragraphs ---- */

/* A blank that ends a paragraph, before a list or before nothing, is not its text. */
static void trim_end(struct bind *b, struct pen *pen)
{
    struct run *last = stack_at(&b->runs, b->runs.len - 1);
    if (last->kind != RUN_TEXT || !pen->blank)
        return;
    size_t len = strlen(last->text);
    if (len == 1 && last->note == NULL)
        b->runs.len--;
    else if (len > 1)
        last->text = bind_copy(b, last->text, len - 1);
    if (b->stopped)
        b->runs.len = pen->runs;
}

/* A paragraph that is a dash: nothing was due. It stands where a figure would. */
static bool is_dash(const struct bind *b, const struct pen *pen)
{
    static const char dash[] = "\xE2\x80\x93";
    const struct run *last = stack_at(&b->runs, b->runs.len - 1);
    return pen->axis && pen->length == strlen(dash) && last->kind == RUN_TEXT && strcmp(last->text, dash) == 0;
}

/* In a column with an axis a figure stands on it, all else flush right (looks.md 7). */
static enum align align_of(const struct pen *pen)
{
    if (pen->axis)
        return pen->figures == 1 && !pen->words ? ALIGN_AXIS : ALIGN_RIGHT;
    return pen->style.align > 0 ? (enum align)(pen->style.align - 1) : ALIGN_LEFT;
}

static struct para para_of(const struct pen *pen)
{
    const struct style *s = &pen->style;
    return (struct para){
        .align = align_of(pen), .axis_at = pen->axis_at,
        .hyphenate = s->hyphenate == YES, .no_orphan_word = s->full_end == YES, .one_line = s->one_line == YES,
        .keep_words = s->keep_words == YES, .before = length_or(s->before, 0), .after = length_or(s->after, 0),
        .indent = length_or(s->indent, 0), .hang = length_or(s->hang, 0), .max_width = length_or(s->max_width, 0)
    };
}

void pen_paragraph(struct bind *b, struct pen *pen)
{
    if (pen->inked && b->runs.len > pen->runs) {
        if (is_dash(b, pen)) {
            pen->figures = 1;
            pen->words = false;
            pen->axis_at = pen->length;
        }
        struct para p = para_of(pen);
        trim_end(b, pen);
        p.runs = stack_take(b, &b->runs, pen->runs, &p.nruns);
        if (p.nruns > 0)
            stack_push(b, &b->paras, &p);
    }
    b->runs.len = pen->runs;
    pen->inked = pen->words = false;
    pen->blank = true;
    pen->figures = 0;
    pen->length = pen->axis_at = 0;
}

const struct para *pen_end(struct bind *b, struct pen *pen, size_t *count)
{
    pen_paragraph(b, pen);
    return stack_take(b, &b->paras, pen->paras, count);
}

const char *para_string(struct bind *b, const struct para *p)
{
    size_t len = 0;
    for (size_t i = 0; i < p->nruns; i++)
        len += p->runs[i].kind == RUN_TEXT ? strlen(p->runs[i].text) : p->runs[i].kind == RUN_BREAK;
    char *out = bind_new(b, len + 1, 1);
    if (out == NULL)
        return "";
    char *at = out;
    for (size_t i = 0; i < p->nruns; i++) {
        const char *s = p->runs[i].kind == RUN_TEXT ? p->runs[i].text : p->runs[i].kind == RUN_BREAK ? " " : "";
        at = memcpy(at, s, strlen(s));
        at += strlen(s);
    }
    return out;
}
