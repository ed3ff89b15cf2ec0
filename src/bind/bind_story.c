/* bind_story.c: the plan's long texts: sections and their headings, paragraphs, lists, quotations; the template's rules first. */
#include "bind/bind_job.h"

#include <libxml/xpathInternals.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "bind/format.h"

/* Where in a text we are. */
struct story {
    const struct style *style;          /* of paragraphs; NULL: the style "p" */
    int level;                          /* of the next headings */
    bool sentence;                      /* headings in capitals become sentences */
    bool number;                        /* sections without a number are given one: PREFIX and the next of COUNT */
    const char *prefix;
    int *count;
};

static void story_node(struct bind *b, const xmlNode *n, const struct story *s);

/* ---- rules of the template ---- */

static bool rule_applies(struct bind *b, const struct plan_rule *r, const xmlNode *n)
{
    xmlNode *node = b->node;
    if (!plan_is(n, r->element))
        return false;
    b->node = (xmlNode *)n;
    bool applies = r->test == NULL || eval_boolean(b, r->test);
    b->node = node;
    return applies;
}

/* The last rule that applies to N; a rule is not applied within itself. */
static const struct plan_rule *find_rule(struct bind *b, const xmlNode *n)
{
    for (size_t i = b->t->nrules; i-- > 0;)
        if (&b->t->rules[i] != b->rule && rule_applies(b, &b->t->rules[i], n))
            return &b->t->rules[i];
    return NULL;
}

static void run_rule(struct bind *b, const struct plan_rule *r, const xmlNode *n, const struct story *s)
{
    xmlNode *node = b->node;
    const struct plan_rule *rule = b->rule;
    size_t mark = variables_mark(b);
    variables_bind(b, template_variable(b->t, "livello"), xmlXPathNewFloat(s->level));
    b->node = (xmlNode *)n;
    b->rule = r;
    blocks_run(b, r->body);
    b->rule = rule;
    b->node = node;
    variables_release(b, mark);
}

/* ---- lines among blocks ---- */

static bool is_block(const xmlNode *c)
{
    static const char *const blocks[] = {
        "p", "elenco", "citazione", "tabella", "inserisci", "figura", "grafico", "salto-pagina", "sezione"
    };
    for (size_t i = 0; i < sizeof blocks / sizeof blocks[0]; i++)
        if (plan_is(c, blocks[i]))
            return true;
    return false;
}

/* Whether P ends with a colon: what it announces stands below it, and no page comes between. */
static bool announces(const struct para *p)
{
    const char *last = p->nruns > 0 ? p->runs[p->nruns - 1].text : NULL;
    size_t len = last != NULL ? strlen(last) : 0;
    return len > 0 && last[len - 1] == ':';
}

static void flush(struct bind *b, struct pen *pen, const struct style *style)
{
    size_t count;
    const struct para *para = pen_end(b, pen, &count);
    if (para != NULL) {
        struct block block = para_block(b, para, style);
        block.keep_next = block.keep_next || announces(para);
        block_push(b, block);
    }
    pen_begin(b, pen, style, false);
}

/* Text and blocks as they come: the lines between two blocks are a paragraph. */
static void story_mixed(struct bind *b, const xmlNode *n, const struct style *style, const struct story *s)
{
    struct pen pen;
    pen_begin(b, &pen, style, false);
    for (const xmlNode *c = n->children; c != NULL && !b->stopped; c = c->next) {
        if (is_block(c)) {
            flush(b, &pen, style);
            story_node(b, c, s);
            pen_begin(b, &pen, style, false);
        } else {
            rich_child(b, c, &pen, NULL);
        }
    }
    flush(b, &pen, style);
}

/* ---- the parts ---- */

static void story_para(struct bind *b, const xmlNode *n, const struct story *s)
{
    story_mixed(b, n, s->style != NULL ? s->style : template_style(b->t, "p"), s);
}

static enum numbering numbering_of(const xmlNode *list)
{
    static const char *const names[NUMBERINGS] = {"trattino", "numeri", "lettere", "romani", "nessuna"};
    for (int i = 0; i < NUMBERINGS; i++)
        if (plan_attr_is(list, "numerazione", names[i]))
            return (enum numbering)i;
    return NUMBER_DASH;
}

/* The text of an item stands where the list's indent puts it, not further in. */
static void story_list(struct bind *b, const xmlNode *n, const struct story *s)
{
    const struct style *named = style_or(b, "voce", "p");
    struct style style = style_empty;
    size_t items = b->items.len;
    int number = plan_attr_int(n, "da", 1);
    style_over(&style, named);
    style.indent = LENGTH_UNSET;
    for (const xmlNode *v = plan_child(n, "voce"); v != NULL; v = plan_next(v, "voce"), number++) {
        size_t mark = b->blocks.len;
        story_mixed(b, v, &style, s);
        item_push(b, mark, numbering_of(n), number, named);
    }
    list_push(b, items, named != NULL ? length_or(named->indent, 0) : 0, template_style(b->t, "elenco"));
}

static void story_children(struct bind *b, const xmlNode *n, const struct story *s)
{
    for (const xmlNode *c = plan_child(n, NULL); c != NULL; c = plan_next(c, NULL))
        story_node(b, c, s);
}

static void story_quotation(struct bind *b, const xmlNode *n, const struct story *s)
{
    struct story inner = *s;
    inner.style = style_or(b, "citazione", "p");
    story_children(b, n, &inner);
}

static void story_insertion(struct bind *b, const xmlNode *n, const struct story *s)
{
    const char *id = plan_attr(n, "rif");
    const xmlNode *what = id != NULL ? plan_find(b->plan, id) : NULL;
    if (what != NULL)
        story_node(b, what, s);
}

static void story_figure(struct bind *b, const xmlNode *n, const struct story *s)
{
    struct block block = {.kind = BLOCK_FIGURE, .anchor = bind_own(b, plan_attr(n, "id"))};
    const xmlNode *caption = plan_child(n, "didascalia");
    struct pen pen;
    size_t count;
    (void)s;
    block.figure.file = bind_own(b, plan_attr(n, "file"));
    block.figure.alt = bind_own(b, node_string(b, plan_child(n, "alternativa")));
    block.figure.width = (mpt)((int64_t)plan_attr_int(n, "larghezza-mm", 0) * 720000 / 254);
    picture_fit(b, &block);
    if (caption != NULL) {
        pen_begin(b, &pen, style_or(b, "didascalia", "p"), false);
        rich_take(b, caption, &pen, NULL);
        block.figure.caption = pen_end(b, &pen, &count);
    }
    block_push(b, block);
}

static void story_break(struct bind *b, const xmlNode *n, const struct story *s)
{
    (void)n;
    (void)s;
    block_push(b, (struct block){.kind = BLOCK_PAGE_BREAK});
}

static void story_notice(struct bind *b, const xmlNode *n, const struct story *s)
{
    struct pen pen;
    const struct style *style = s->style != NULL ? s->style : style_or(b, "avvertenza", "p");
    const char *mark = plan_attr(n, "segno");
    pen_begin(b, &pen, style, false);
    if (mark != NULL)
        pen_figure(b, &pen, bind_printf(b, "%s\xC2\xA0", mark), template_style(b->t, "segno"));
    rich_take(b, n, &pen, NULL);
    flush(b, &pen, style);
}

/* ---- sections ---- */

/* The number that is printed; the plan's own, else the next one where sections are numbered. NULL: none. */
static const char *section_number(struct bind *b, const xmlNode *section, const struct story *s)
{
    const char *own = plan_attr(section, "numero");
    if (own != NULL || !s->number || s->count == NULL)
        return own;
    return bind_printf(b, "%s%d", s->prefix, ++*s->count);
}

static void section_heading(struct bind *b, const xmlNode *title, const char *number, const xmlNode *section, const struct story *s)
{
    char name[16];
    struct pen pen;
    size_t count;
    snprintf(name, sizeof name, "titolo-%d", s->level);
    const struct style *style = style_or(b, name, "titolo-1");
    pen_begin(b, &pen, style, false);
    if (number != NULL)
        pen_figure(b, &pen, bind_printf(b, "%s\xE2\x80\x82", number), NULL);
    if (s->sentence && plan_child(title, NULL) == NULL)
        pen_text(b, &pen, sentence_of(b, node_string(b, title)), NULL);
    else
        rich_take(b, title, &pen, NULL);
    const struct para *para = pen_end(b, &pen, &count);
    struct heading h = {number, bind_own(b, plan_attr(section, "id")), s->level, s->level == 1, true};
    if (para != NULL)
        heading_push(b, para, &h, style);
}

static void story_section(struct bind *b, const xmlNode *n, const struct story *s)
{
    int inner_count = 0;
    struct story inner = *s;
    const xmlNode *title = plan_child(n, "titolo");
    if (title != NULL) {
        const char *number = section_number(b, n, s);
        section_heading(b, title, number, n, s);
        inner.level = s->level < 6 ? s->level + 1 : 6;
        inner.count = &inner_count;
        inner.prefix = number != NULL ? bind_printf(b, "%s.", number) : "";
        inner.number = s->number && number != NULL;
    }
    for (const xmlNode *c = plan_child(n, NULL); c != NULL; c = plan_next(c, NULL))
        if (c != title)
            story_node(b, c, &inner);
}

/* What prints the parts for which the template has no rule. */
static const struct { const char *name; void (*run)(struct bind *b, const xmlNode *n, const struct story *s); } parts[] = {
    {"sezione", story_section}, {"p", story_para}, {"elenco", story_list}, {"citazione", story_quotation},
    {"inserisci", story_insertion}, {"figura", story_figure}, {"salto-pagina", story_break}, {"avvertenza", story_notice}
};

static bool needs_rule(const xmlNode *n)
{
    return plan_is(n, "tabella") || plan_is(n, "grafico") || plan_is(n, "vista");
}

static void story_node(struct bind *b, const xmlNode *n, const struct story *s)
{
    const char *kinds = plan_attr(n, "per");   /* only in documents of these kinds */
    if (n->type != XML_ELEMENT_NODE || (kinds != NULL && !list_holds(kinds, b->plan->documento)))
        return;
    const struct plan_rule *rule = find_rule(b, n);
    if (rule != NULL) {
        run_rule(b, rule, n, s);
        return;
    }
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        if (plan_is(n, parts[i].name)) {
            parts[i].run(b, n, s);
            return;
        }
    if (needs_rule(n))
        bind_error(b, n->name, DIAG_BIND_NO_RULE, NULL, (const char *)n->name, NULL);
    else
        story_mixed(b, n, s->style != NULL ? s->style : template_style(b->t, "p"), s);
}

/* The number before that of the first section, and what stands before it: "2.4" is 3 and "2.". */
static int first_section(struct bind *b, const char **prefix)   /* 0: the document declares none */
{
    const xmlNode *d = plan_child(b->plan->root, "documento");
    while (d != NULL && !plan_attr_is(d, "tipo", b->plan->documento))
        d = plan_next(d, "documento");
    const char *first = plan_attr(plan_child(d, "impaginazione"), "prima-sezione");
    const char *dot = first != NULL ? strrchr(first, '.') : NULL;
    *prefix = dot != NULL ? bind_copy(b, first, (size_t)(dot - first) + 1) : "";
    return first != NULL ? atoi(dot != NULL ? dot + 1 : first) : 0;
}

void story_take(struct bind *b, const struct op_story *op)
{
    size_t count;
    struct story s = {.style = op->style, .level = op->level > 0 ? op->level : 1, .sentence = op->sentence == YES,
                      .prefix = "", .count = &b->sections};
    int first = op->number == YES ? first_section(b, &s.prefix) : 0;
    s.number = first > 0;
    if (b->sections < first - 1)
        b->sections = first - 1;
    xmlNode **nodes = eval_nodes(b, op->of, &count);
    for (size_t i = 0; i < count; i++)
        story_node(b, nodes[i], &s);
}
