/* calcoli.c: computed figures as elements of the plan, indented like their neighbours. */
#include "compute/calcoli.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/number.h"
#include "compute/plan.h"
#include "compute/precision.h"
#include "compute/rollup.h"
#include "compute/view.h"
#include "compute/within.h"

/* ---------------------------------------------------------------- removing */

static bool is_blank_text(const xmlNode *n)
{
    return n != NULL && n->type == XML_TEXT_NODE && n->content[strspn((const char *)n->content, " \t\r\n")] == '\0';
}

static void discard(xmlNode *n)
{
    xmlUnlinkNode(n);
    xmlFreeNode(n);
}

void calcoli_erase(struct plan *p)
{
    for (size_t i = 0; i < p->calcoli.count; i++) {
        xmlNode *n = p->calcoli.list[i];
        if (is_blank_text(n->prev))
            discard(n->prev);
        discard(n);
    }
    p->calcoli.count = 0;
}

/* ---------------------------------------------------------------- elements */

struct writer {
    struct computation *c;
    const xmlNode *owner;      /* whose figures they are */
    xmlNode *calcoli;          /* being filled, not yet in the tree */
    xmlNode *anchor;           /* the element it will follow; NULL: it comes first */
    const char *indent;        /* line break and blanks before it; "" in a plan without indentation */
    char indent_copy[256];
    int anno;                  /* the year printed last, in */
    char anno_text[16];
    struct buf text, number;
    bool failed;               /* memory was short */
};

/* A node for TEXT, which stands within it when it is as short as figures are: so the parser does it (XML_PARSE_COMPACT), in
 * the two fields that only elements use. 8 MB of a plan of 18,000 indicators. NULL when memory is short. */
static xmlNode *new_text(struct writer *w, const char *text)
{
    xmlNode *n = xmlNewDocText(w->c->plan->root->doc, NULL);
    size_t size = strlen(text) + 1, room = sizeof n->properties + sizeof n->psvi;
    if (n != NULL)
        n->content = size <= room ? memcpy(&n->properties, text, size) : xmlStrdup((const xmlChar *)text);
    if (n != NULL && n->content != NULL)
        return n;
    xmlFreeNode(n);
    w->failed = true;
    return NULL;
}

/* Empties B, whose last contents may not have been whole. */
static void clear(struct writer *w, struct buf *b)
{
    w->failed = w->failed || b->failed;
    buf_clear(b);
}

static void note(struct writer *w, xmlNode *n, const xmlChar *name, bool attribute)
{
    w->failed = !plan_note_name(w->c->plan, n, name, attribute) || w->failed;
}

static void set_attr(struct writer *w, xmlNode *n, const char *name, const char *value)
{
    xmlAttr *a = n != NULL ? xmlNewProp(n, (const xmlChar *)name, NULL) : NULL;
    bool named = a != NULL && a->name != NULL;   /* libxml2 does not tell when memory was short for the name alone */
    xmlNode *text = named ? new_text(w, value) : NULL;
    if (text == NULL) {
        w->failed = true;
        return;
    }
    text->parent = (xmlNode *)a;
    a->children = a->last = text;
    note(w, n, a->name, true);
}

/* Nearly all figures are of one year. */
static void set_year(struct writer *w, xmlNode *n, int anno)
{
    if (w->anno != anno)
        snprintf(w->anno_text, sizeof w->anno_text, "%d", anno);
    w->anno = anno;
    set_attr(w, n, "anno", w->anno_text);
}

static void add_text(struct writer *w, xmlNode *parent, const char *text)
{
    xmlNode *n = parent != NULL ? new_text(w, text) : NULL;
    if (n == NULL || xmlAddChild(parent, n) == NULL) {
        xmlFreeNode(n);
        w->failed = true;
    }
}

static xmlNode *new_node(struct writer *w, const char *name)
{
    xmlNode *n = xmlNewDocNode(w->c->plan->root->doc, w->c->plan->root->ns, (const xmlChar *)name, NULL);
    if (n == NULL)
        w->failed = true;
    else
        within_note(n, WITHIN_KNOWN);
    return n;
}

/* A new child of PARENT; NULL when that is NULL, for want of memory. */
static xmlNode *new_element(struct writer *w, xmlNode *parent, const char *name)
{
    xmlNode *n = parent != NULL ? new_node(w, name) : NULL;
    if (n == NULL)
        return NULL;
    xmlAddChild(parent, n);
    note(w, parent, n->name, false);
    return n;
}

/* ---------------------------------------------------------------- the place of calcoli */

static xmlNode *last_element(const xmlNode *parent)
{
    xmlNode *n = parent->last;
    while (n != NULL && n->type != XML_ELEMENT_NODE)
        n = n->prev;
    return n;
}

/* The element that calcoli follows: the last one, or in a nodo the last before its nodes and indicators; in a vista the
 * schema's order is the same. NULL: calcoli comes first. */
static xmlNode *anchor_of(const xmlNode *parent)
{
    if (!plan_is(parent, "nodo"))
        return last_element(parent);
    xmlNode *anchor = NULL;
    for (xmlNode *n = plan_child(parent, NULL); n != NULL && !plan_is_item(n); n = plan_next(n, NULL))
        anchor = n;
    return anchor;
}

/* The last line break before the anchor and the blanks after it: how its neighbours are indented. */
static void find_indent(struct writer *w)
{
    w->indent = "";
    if (w->anchor == NULL || !is_blank_text(w->anchor->prev))
        return;
    const char *text = strrchr((const char *)w->anchor->prev->content, '\n');
    if (text == NULL || strlen(text) >= sizeof w->indent_copy)
        return;
    strcpy(w->indent_copy, text);
    w->indent = w->indent_copy;
}

static void begin(struct writer *w, const xmlNode *parent)
{
    w->owner = parent;
    w->anchor = anchor_of(parent);
    find_indent(w);
    w->calcoli = new_node(w, "calcoli");
}

static void insert(struct writer *w, xmlNode *parent)
{
    xmlNode *space = NULL;
    if (!plan_list_add(w->c->plan, &w->c->plan->calcoli, w->calcoli))
        w->failed = true;
    note(w, parent, w->calcoli->name, false);
    if (w->anchor != NULL)
        xmlAddNextSibling(w->anchor, w->calcoli);
    else if (parent->children != NULL)
        xmlAddPrevSibling(parent->children, w->calcoli);
    else
        xmlAddChild(parent, w->calcoli);
    if (w->indent[0] == '\0')
        return;
    space = new_text(w, w->indent);
    if (space == NULL || xmlAddPrevSibling(w->calcoli, space) == NULL) {
        xmlFreeNode(space);
        w->failed = true;
    }
}

/* Puts what was filled into its place; an empty calcoli is not written. */
static void finish(struct writer *w, xmlNode *parent)
{
    if (w->calcoli == NULL)
        return;
    if (w->failed || w->calcoli->children == NULL) {
        xmlFreeNode(w->calcoli);
    } else {
        if (w->indent[0] != '\0' && !plan_is(parent, "cella"))
            add_text(w, w->calcoli, w->indent);
        insert(w, parent);
    }
    w->calcoli = NULL;
}

/* ---------------------------------------------------------------- figures */

static void set_period(struct writer *w, xmlNode *figure, const struct periodo *quando)
{
    if (quando == NULL)
        return;
    if (periodo_is_whole(*quando) || quando->al.year != quando->anno)
        set_year(w, figure, quando->anno);
    if (periodo_is_whole(*quando))
        return;
    clear(w, &w->text);
    date_iso(&w->text, quando->al);
    set_attr(w, figure, "al", buf_text(&w->text));
}

/* A figure within calcoli, on a line of its own. */
static xmlNode *new_figure(struct writer *w, const char *name, const struct periodo *quando)
{
    if (w->indent[0] != '\0') {
        clear(w, &w->text);
        buf_str(&w->text, w->indent);
        buf_str(&w->text, "  ");
        add_text(w, w->calcoli, buf_text(&w->text));
    }
    xmlNode *figure = new_element(w, w->calcoli, name);
    set_period(w, figure, quando);
    return figure;
}

static void set_exact(struct writer *w, xmlNode *figure, const mpq_t q)
{
    if (mpz_sizeinbase(mpq_numref(q), 10) + mpz_sizeinbase(mpq_denref(q), 10) > CALCOLI_LONGEST)
        return;
    clear(w, &w->text);
    number_fraction(&w->text, q);
    set_attr(w, figure, "esatto", buf_text(&w->text));
}

/* The digits that xs:decimal may have in a plan (piano.xsd, decimale). */
#define MOST_DIGITS 24

static int digits_of(const struct buf *number)
{
    int digits = 0;
    for (const char *s = buf_text(number); *s != '\0'; s++)
        digits += *s >= '0' && *s <= '9';
    return digits;
}

/* Q as text with at most DECIMALI places, fewer when it has too many digits; *ROUNDED tells whether that lost something.
 * False when its whole part alone has too many. */
static bool write_number(struct writer *w, const mpq_t q, int decimali, bool *rounded)
{
    mpq_t printed;
    mpq_init(printed);
    mpq_set(printed, q);
    clear(w, &w->number);
    number_decimal(&w->number, printed, decimali);
    int surplus = digits_of(&w->number) - MOST_DIGITS;
    if (surplus > 0 && decimali > 0) {
        int places = decimali > surplus ? decimali - surplus : 0;
        number_round(printed, places);
        clear(w, &w->number);
        number_decimal(&w->number, printed, places);
    }
    *rounded = !mpq_equal(printed, q);
    mpq_clear(printed);
    return digits_of(&w->number) <= MOST_DIGITS;
}

static void report_too_long(struct writer *w)
{
    struct diag_place at = plan_place(w->c->plan, w->owner);
    char most[16];
    snprintf(most, sizeof most, "%d", MOST_DIGITS);
    diag_say(w->c->diag, DIAG_FIGURE_TOO_LONG, &at, most);
}

/* An absence: with the state and the word of SOURCE, an element assente, when there is one. */
static void add_absence(struct writer *w, xmlNode *figure, const xmlNode *source)
{
    xmlNode *n = new_element(w, figure, "assente");
    const char *stato = plan_attr(source, "stato"), *word = plan_text(w->c->plan, source);
    set_attr(w, n, "stato", stato != NULL ? stato : "non-disponibile");
    if (source == NULL || *word != '\0')
        add_text(w, n, source != NULL ? word : "n.d.");
}

/* A number as a typed element, rounded for print; its exact fraction when the rounding lost something, or ALWAYS. */
static void add_number(struct writer *w, xmlNode *figure, enum valore_tipo tipo, const mpq_t q, struct precisione how, bool always,
                       const char *unita)
{
    mpq_t printed, exact;
    int decimali = 0;
    bool rounded = false;
    mpq_inits(printed, exact, NULL);
    mpq_set(exact, q);
    if (tipo == VALORE_PERCENTO)
        valore_hundredfold(exact);
    mpq_set(printed, exact);
    precision_apply(how, printed, &decimali);
    bool writable = write_number(w, printed, decimali, &rounded);
    if (!writable) {
        report_too_long(w);
        add_absence(w, figure, NULL);
    } else {
        if (always || rounded || !mpq_equal(printed, exact))
            set_exact(w, figure, q);
        xmlNode *n = new_element(w, figure, valore_name(tipo));
        if (unita != NULL)
            set_attr(w, n, "unita", unita);
        add_text(w, n, buf_text(&w->number));
    }
    mpq_clears(printed, exact, NULL);
}

static void add_plain(struct writer *w, xmlNode *figure, const struct valore *v)
{
    xmlNode *n = new_element(w, figure, valore_name(v->tipo));
    clear(w, &w->text);
    if (v->tipo == VALORE_DATA)
        date_iso(&w->text, v->data);
    else
        buf_str(&w->text, v->si ? "si" : "no");
    add_text(w, n, buf_text(&w->text));
}

static void add_value(struct writer *w, xmlNode *figure, const struct valore *v, struct precisione how)
{
    if (valore_is_number(v))
        add_number(w, figure, v->tipo, v->numero, how, false, v->unita);
    else if (v->tipo == VALORE_DATA || v->tipo == VALORE_SINO)
        add_plain(w, figure, v);
    else
        add_absence(w, figure, plan_is(v->elemento, "assente") ? v->elemento : NULL);
}

static void add_grado(struct writer *w, const struct grado *g, const struct periodo *quando, int decimali, const xmlNode *owner)
{
    if (g->stato == GRADO_NESSUNO || g->stato == GRADO_ATTESO)
        return;
    xmlNode *figure = new_figure(w, "grado", quando);
    const char *fascia = method_fascia(&w->c->method, g, decimali);
    if (g->stato == GRADO_VALORE)
        add_number(w, figure, VALORE_PERCENTO, g->valore, (struct precisione){0, decimali}, true, NULL);
    else
        add_absence(w, figure, g->stato == GRADO_NEUTRO ? plan_child(plan_child(owner, "grado"), "assente") : NULL);
    if (fascia != NULL)
        set_attr(w, figure, "fascia", fascia);
}

/* ---------------------------------------------------------------- the tree */

static void add_weight(struct writer *w, const struct item *item)
{
    if (!item->peso_uguale)
        return;
    add_number(w, new_figure(w, "peso", NULL), VALORE_PERCENTO, item->peso,
               (struct precisione){0, item->parent->livello->pesi_decimali}, false, NULL);
}

static void add_share(struct writer *w, const struct item *item)
{
    if (item->ha_apporto)
        add_number(w, new_figure(w, "apporto", &w->c->periodo), VALORE_PERCENTO, item->apporto,
                   (struct precisione){0, w->c->method.grado.decimali}, false, NULL);
}

/* Whether the indicator has a target, or a grado, of that year. */
static bool is_targeted(const struct indicatore *i, int anno)
{
    for (size_t k = 0; k < i->gradi_count; k++)
        if (i->gradi[k].quando.anno == anno)
            return true;
    return false;
}

/* The value of a past year is a base line, unless a target was set for that year: then it is a result. */
static void add_values(struct writer *w, const struct indicatore *i, bool base)
{
    for (size_t k = 0; k < i->valori_count; k++) {
        const struct consuntivo *v = &i->valori[k];
        bool past = v->quando.anno < w->c->plan->anno && !is_targeted(i, v->quando.anno);
        if (v->calcolato && past == base)
            add_value(w, new_figure(w, base ? "base" : "consuntivo", &v->quando), &v->valore, v->stampa);
    }
}

static void add_gradi(struct writer *w, const struct item *item)
{
    for (size_t k = 0; k < item->indicatore->gradi_count; k++) {
        const struct grado_periodo *g = &item->indicatore->gradi[k];
        add_grado(w, &g->grado, &g->quando, w->c->method.grado.decimali, item->element);
    }
}

/* What MEANT, a node or an indicator, brings along wherever it is shown. */
static void add_gradi_of(struct writer *w, struct item *meant)
{
    if (meant != NULL && meant->kind == ITEM_INDICATORE)
        add_gradi(w, meant);
    else if (meant != NULL)
        add_grado(w, &meant->grado, &w->c->periodo, meant->decimali, meant->element);
}

static void write_item(struct writer *w, struct item *item)
{
    begin(w, item->element);
    add_weight(w, item);
    if (item->kind == ITEM_INDICATORE) {
        add_values(w, item->indicatore, true);
        add_values(w, item->indicatore, false);
    }
    add_gradi_of(w, tree_meant(item));
    add_share(w, item);
    finish(w, item->element);
}

/* Values of M, a measure or a part, that were composed of others. From now on they are in the plan like any. */
static void add_composed(struct writer *w, struct misura *m)
{
    for (size_t i = 0; i < m->valori_count && w->calcoli != NULL; i++) {
        struct misura_valore *v = &m->valori[i];
        if (!v->composto)
            continue;
        xmlNode *figure = new_figure(w, "consuntivo", &v->quando);
        if (m->parte != NULL)
            set_attr(w, figure, "parte", m->parte);
        add_value(w, figure, &v->valore, (struct precisione){0, v->valore.decimali});
        v->elemento = figure;
    }
}

static void write_measure(struct writer *w, struct misura *m)
{
    begin(w, m->element);
    add_composed(w, m);
    for (struct misura *part = m->parti; part != NULL; part = part->altra)
        add_composed(w, part);
    finish(w, m->element);
}

static void write_measures(struct writer *w)
{
    for (struct misura *m = w->c->measures.all; m != NULL; m = m->next)
        if (m->parte == NULL)
            write_measure(w, m);
}

static void write_totals(struct writer *w)
{
    for (size_t i = 0; i < w->c->method.totali_count; i++) {
        struct totale *t = &w->c->method.totali[i];
        begin(w, t->element);
        add_grado(w, &t->grado, &w->c->periodo, t->aggregazione.decimali, t->element);
        finish(w, t->element);
    }
}

/* ---------------------------------------------------------------- centres, views, tables */

/* The sum of weights is written as exactly as they were. */
static void add_weight_sum(struct writer *w, const struct centro *one)
{
    mpq_t percent;
    if (!one->ha_peso)
        return;
    mpq_init(percent);
    mpq_set(percent, one->peso);
    valore_hundredfold(percent);
    add_number(w, new_figure(w, "peso", NULL), VALORE_PERCENTO, one->peso, (struct precisione){0, number_places(percent, 11)}, false,
               NULL);
    mpq_clear(percent);
}

static void write_centri(struct writer *w, const struct centri *centri)
{
    for (size_t i = 0; !w->failed && i < centri->count; i++) {
        const struct centro *one = &centri->list[i];
        begin(w, one->element);
        add_weight_sum(w, one);
        add_grado(w, &one->grado, &w->c->periodo, w->c->method.grado.decimali, NULL);
        finish(w, one->element);
    }
}

static void add_gradi_of_voce(struct writer *w, const struct centri *centri, const xmlNode *voce)
{
    int decimali;
    struct item *item = view_item(w->c, voce);
    const struct grado *result = item == NULL ? view_result(w->c, centri, voce, &decimali) : NULL;
    if (result != NULL)
        add_grado(w, result, &w->c->periodo, decimali, NULL);
    else
        add_gradi_of(w, item);
}

static void write_voci(struct writer *w, const struct centri *centri, const xmlNode *group)
{
    for (xmlNode *n = plan_child(group, NULL); n != NULL; n = plan_next(n, NULL)) {
        if (plan_is(n, "gruppo"))
            write_voci(w, centri, n);
        if (!plan_is(n, "voce"))
            continue;
        begin(w, n);
        add_gradi_of_voce(w, centri, n);
        finish(w, n);
    }
}

static void write_views(struct writer *w, const struct centri *centri)
{
    struct grado g;
    grado_init(&g);
    for (xmlNode *n = plan_child(w->c->plan->viste, "vista"); n != NULL; n = plan_next(n, "vista")) {
        write_voci(w, centri, n);
        view_grado(w->c, centri, n, &g);
        begin(w, n);
        add_grado(w, &g, &w->c->periodo, w->c->method.grado.decimali, NULL);
        finish(w, n);
    }
    grado_clear(&g);
}

/* The calcoli of a cell is itself the figure. */
static void write_cell(struct writer *w, const struct cella *cell)
{
    if (cell->genere == CELLA_SCRITTA)
        return;
    begin(w, cell->element);
    if (w->calcoli == NULL)
        return;
    if (cell->stato == CELLA_VALORE)
        add_number(w, w->calcoli, cell->valore.tipo, cell->valore.numero, (struct precisione){0, cell->valore.decimali}, false, NULL);
    else
        add_absence(w, w->calcoli, NULL);
    finish(w, cell->element);
}

static void write_tables(struct writer *w)
{
    for (size_t i = 0; i < w->c->tables.count; i++) {
        const struct tabella *tab = w->c->tables.list[i];
        for (size_t r = 0; r < tab->righe_count; r++)
            for (size_t k = 0; k < tab->righe[r].celle_count; k++)
                write_cell(w, &tab->righe[r].celle[k]);
    }
}

static void write_results(struct writer *w)
{
    struct centri centri;
    if (!view_centri(w->c, &centri))
        w->failed = true;
    write_centri(w, &centri);
    write_views(w, &centri);
    view_centri_clear(&centri);
}

bool calcoli_write(struct computation *c)
{
    struct writer w = {.c = c, .anno_text = "0", .text = BUF_INIT, .number = BUF_INIT};
    for (size_t i = 0; i < c->items_count; i++)
        write_item(&w, c->items[i]);
    write_measures(&w);
    write_totals(&w);
    write_results(&w);
    write_tables(&w);
    w.failed = w.failed || w.text.failed || w.number.failed;
    buf_free(&w.text);
    buf_free(&w.number);
    return !w.failed;
}
