/* template_def.c: the definitions of a template (families, colours, styles, looks, pages, words, fragments), by name. */
#include "bind/template_load.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/suggest.h"
#include "read/xml_read.h"

#define A(struct_, name, type, field) {name, type, offsetof(struct struct_, field), NULL}
#define W(struct_, name, field, words) {name, ATTR_WORD, offsetof(struct struct_, field), words}
#define END {NULL, ATTR_NAME, 0, NULL}

static const char *const cuts[] = {"tondo", "corsivo", "neretto", NULL};   /* enum cut */

static const struct attr family_attrs[] = {
    A(family, "nome", ATTR_NAME, name), A(family, "tondo", ATTR_FACE, face[CUT_ROMAN]),
    A(family, "corsivo", ATTR_FACE, face[CUT_ITALIC]), A(family, "neretto", ATTR_FACE, face[CUT_BOLD]), END
};
static const struct attr colour_attrs[] = {{"valore", ATTR_VALUE_COLOUR, 0, NULL}, END};
static const struct attr style_attrs[] = {
    A(style, "nome", ATTR_NAME, name), A(style, "famiglia", ATTR_FAMILY, family), W(style, "taglio", cut, cuts),
    A(style, "corpo", ATTR_LENGTH, size), A(style, "interlinea", ATTR_LENGTH, leading), A(style, "rialzo", ATTR_LENGTH, rise),
    A(style, "colore", ATTR_COLOUR, colour), W(style, "allinea", align, attr_aligns), A(style, "sillaba", ATTR_YESNO, hyphenate),
    A(style, "prima", ATTR_LENGTH, before), A(style, "dopo", ATTR_LENGTH, after), A(style, "rientro", ATTR_LENGTH, indent),
    A(style, "rientro-seguenti", ATTR_LENGTH, hang), A(style, "larghezza-massima", ATTR_LENGTH, max_width),
    A(style, "una-riga", ATTR_YESNO, one_line), A(style, "fine-piena", ATTR_YESNO, full_end),
    A(style, "parole-intere", ATTR_YESNO, keep_words), END
};
static const struct attr row_look_attrs[] = {
    A(row_look, "nome", ATTR_NAME, name), A(row_look, "stile", ATTR_STYLE, style), A(row_look, "fondo", ATTR_COLOUR, fill),
    A(row_look, "respiro", ATTR_LENGTH, pad), A(row_look, "respiro-sopra", ATTR_LENGTH, pad_top),
    A(row_look, "respiro-sotto", ATTR_LENGTH, pad_bottom), A(row_look, "filetto-sopra", ATTR_STROKE, above),
    A(row_look, "filetto-sotto", ATTR_STROKE, below), A(row_look, "spazio-prima", ATTR_LENGTH, bonus),
    A(row_look, "con-seguente", ATTR_YESNO, keep_next), A(row_look, "intera", ATTR_YESNO, whole),
    A(row_look, "totale", ATTR_YESNO, total), END
};
static const struct attr table_look_attrs[] = {
    A(table_look, "nome", ATTR_NAME, name), A(table_look, "stile", ATTR_STYLE, style),
    A(table_look, "margine-celle", ATTR_LENGTH, cell_pad),
    A(table_look, "filetto-fine", ATTR_STROKE, end), A(table_look, "filetto-continua", ATTR_STROKE, cont),
    A(table_look, "testa", ATTR_ROW_LOOK, rows[ROW_HEAD]), A(table_look, "testa-gruppi", ATTR_ROW_LOOK, rows[ROW_GROUP_HEAD]),
    A(table_look, "voce", ATTR_ROW_LOOK, rows[ROW_ENTRY]), A(table_look, "gruppo", ATTR_ROW_LOOK, rows[ROW_GROUP]),
    A(table_look, "capofila", ATTR_ROW_LOOK, rows[ROW_LEAD]), A(table_look, "rientro-parti", ATTR_LENGTH, part_indent),
    A(table_look, "subtotale", ATTR_ROW_LOOK, rows[ROW_SUBTOTAL]), A(table_look, "totale", ATTR_ROW_LOOK, rows[ROW_TOTAL]),
    A(table_look, "fine-gruppo", ATTR_STROKE, group_end), A(table_look, "filetto-gruppi", ATTR_STROKE, group_rule),
    A(table_look, "rientro-filetto-gruppi", ATTR_LENGTH, group_rule_inset), W(table_look, "allinea-gruppi", group_align, attr_aligns),
    A(table_look, "stile-etichetta", ATTR_STYLE, label), A(table_look, "stile-sottotestata", ATTR_STYLE, subhead), END
};
static const struct attr page_attrs[] = {
    A(page_look, "nome", ATTR_NAME, name), A(page_look, "larghezza", ATTR_LENGTH, width), A(page_look, "altezza", ATTR_LENGTH, height),
    A(page_look, "sinistra", ATTR_LENGTH, left), A(page_look, "destra", ATTR_LENGTH, right), A(page_look, "alto", ATTR_LENGTH, top),
    A(page_look, "basso", ATTR_LENGTH, bottom), END
};
static const struct attr band_attrs[] = {
    A(page_band, "distanza", ATTR_LENGTH, distance), A(page_band, "filetto", ATTR_STROKE, rule),
    A(page_band, "distanza-filetto", ATTR_LENGTH, rule_distance), END
};
static const struct attr page_fill_attrs[] = {
    A(page_fill, "x", ATTR_LENGTH, x), A(page_fill, "y", ATTR_LENGTH, y), A(page_fill, "larghezza", ATTR_LENGTH, width),
    A(page_fill, "altezza", ATTR_LENGTH, height), A(page_fill, "colore", ATTR_COLOUR, colour), END
};

/* By enum def_kind: the element, the object it becomes, its attributes. */
static const struct def_form { const char *element; size_t size; const struct attr *attrs; } def_forms[DEF_KINDS] = {
    [DEF_FAMILY] = {"famiglia", sizeof(struct family), family_attrs},
    [DEF_COLOUR] = {"colore", sizeof(uint32_t), colour_attrs},
    [DEF_STYLE] = {"stile", sizeof(struct style), style_attrs},
    [DEF_ROW_LOOK] = {"aspetto-riga", sizeof(struct row_look), row_look_attrs},
    [DEF_TABLE_LOOK] = {"aspetto-tabella", sizeof(struct table_look), table_look_attrs},
    [DEF_PAGE] = {"stile-pagina", sizeof(struct page_look), page_attrs},
    [DEF_WORD] = {"parola", sizeof(struct word), NULL},
    [DEF_FRAGMENT] = {"frammento", sizeof(struct fragment), NULL},
    [DEF_FRAGMENT_ROWS] = {"frammento-righe", sizeof(struct fragment), NULL},
    [DEF_FRAGMENT_TEXT] = {"frammento-testo", sizeof(struct fragment), NULL},
};

/* ---- entering ---- */

static bool is_element(const xmlNode *n, const char *name)
{
    return n->type == XML_ELEMENT_NODE && strcmp((const char *)n->name, name) == 0;
}

static void enter(struct loader *l, enum def_kind kind, const xmlNode *element)
{
    struct def *d = loader_new(l, 1, sizeof *d);
    void *object = loader_new(l, 1, def_forms[kind].size);
    if (d == NULL || object == NULL)
        return;
    *d = (struct def){kind, loader_attribute(element, "nome"), element, DEF_NEW, object, l->defs};
    l->defs = d;
    if (kind >= DEF_FRAGMENT)   /* may be named, even by itself, before its body is read */
        *(struct fragment *)object = (struct fragment){d->name, (enum fragment_kind)(kind - DEF_FRAGMENT), NULL};
}

void def_enter_all(struct loader *l, const xmlNode *root)
{
    for (const xmlNode *n = root->children; n != NULL; n = n->next)
        for (int k = 0; k < DEF_KINDS; k++)
            if (is_element(n, def_forms[k].element))
                enter(l, (enum def_kind)k, n);
}

/* ---- reading ---- */

static void read_def(struct loader *l, struct def *d);

static struct def *look_up(struct def *defs, enum def_kind kind, const char *name)
{
    while (defs != NULL && (defs->kind != kind || strcmp(defs->name, name) != 0))
        defs = defs->next;
    return defs;
}

/* The object starts as a copy of the one it is like ("come"); its own name means the definition that it replaces. */
static void copy_base(struct loader *l, struct def *d)
{
    const struct def_form *form = &def_forms[d->kind];
    const char *name = loader_attribute(d->element, "come");
    attr_clear(form->attrs, d->object);
    if (name == NULL)
        return;
    struct def *older = strcmp(name, d->name) == 0 ? look_up(d->next, d->kind, name) : NULL;
    const void *base = NULL;
    if (older != NULL) {
        read_def(l, older);
        base = older->object;
    } else {
        base = def_find(l, d->kind, name, d->element, "come");
    }
    if (base != NULL)
        memcpy(d->object, base, form->size);
}

static void read_band(struct loader *l, const xmlNode *element, struct page_band *band)
{
    static const char *const items[] = {"sinistra", "destra", "centro"};   /* enum align */
    band->present = true;
    band->rule = (struct rule){0, 0};
    band->rule_distance = 0;
    attr_read(l, band_attrs, element, band);
    for (const xmlNode *n = element->children; n != NULL; n = n->next)
        for (int i = 0; i < 3; i++)
            if (is_element(n, items[i]))
                band->item[i] = (const struct op_span *)(const void *)op_compile(l, n);
}

static void read_page(struct loader *l, const xmlNode *element, struct page_look *page)
{
    page->fills = loader_new(l, xmlChildElementCount((xmlNode *)element), sizeof *page->fills);
    for (const xmlNode *n = element->children; n != NULL && page->fills != NULL; n = n->next) {
        if (is_element(n, "testa"))
            read_band(l, n, &page->head);
        else if (is_element(n, "piede"))
            read_band(l, n, &page->foot);
        else if (is_element(n, "fondo"))
            attr_read(l, page_fill_attrs, n, &page->fills[page->nfills++]);
    }
}

static void read_def(struct loader *l, struct def *d)
{
    if (d->state == DEF_DONE)
        return;
    if (d->state == DEF_READING) {
        loader_error(l, DIAG_TEMPLATE_CYCLE, d->element, "come", def_forms[d->kind].element, d->name, NULL);
        return;
    }
    d->state = DEF_READING;
    if (d->kind >= DEF_FRAGMENT) {
        ((struct fragment *)d->object)->body = op_compile_children(l, d->element);
    } else if (d->kind == DEF_WORD) {
        const xmlNode *text = d->element->children;
        *(struct word *)d->object = (struct word){d->name, text != NULL ? (const char *)text->content : ""};
    } else {
        copy_base(l, d);
        attr_read(l, def_forms[d->kind].attrs, d->element, d->object);
        if (d->kind == DEF_PAGE)
            read_page(l, d->element, d->object);
    }
    d->state = DEF_DONE;
}

/* The defined name nearest to NAME; NULL when none is near. */
static const char *nearest(struct loader *l, enum def_kind kind, const char *name)
{
    size_t count = 0;
    for (const struct def *d = l->defs; d != NULL; d = d->next)
        count += d->kind == kind;
    const char **known = loader_new(l, count + 1, sizeof *known);
    if (known == NULL)
        return NULL;
    count = 0;
    for (const struct def *d = l->defs; d != NULL; d = d->next)
        if (d->kind == kind)
            known[count++] = d->name;
    return suggest_nearest(name, known);
}

static void report_missing(struct loader *l, enum def_kind kind, const char *name, const xmlNode *element, const char *attribute)
{
    const char *like = nearest(l, kind, name);
    loader_error(l, like != NULL ? DIAG_TEMPLATE_NAME_LIKE : DIAG_TEMPLATE_NAME, element, attribute,
                 def_forms[kind].element, name, like);
}

const void *def_find(struct loader *l, enum def_kind kind, const char *name, const xmlNode *element, const char *attribute)
{
    struct def *d = look_up(l->defs, kind, name);
    if (d == NULL) {
        report_missing(l, kind, name, element, attribute);
        return NULL;
    }
    if (kind < DEF_FRAGMENT)
        read_def(l, d);
    return d->object;
}

static bool is_one_of(const xmlNode *element, const char *const *names)
{
    for (; *names != NULL; names++)
        if (is_element(element, *names))
            return true;
    return false;
}

/* Which kind of fragment may stand below ELEMENT: that of the nearest ancestor that is no control element. */
static enum def_kind fragment_context(const xmlNode *element)
{
    static const char *const control[] = {"inserisci", "per-ogni", "se", "altrimenti", "scegli", "quando", NULL};
    static const char *const rows[] = {"testa", "corpo", "piede", "frammento-righe", NULL};
    static const char *const blocks[] = {"corpo", "frammento", "regola", "gruppo", "tela", NULL};
    const xmlNode *n = element;
    while (is_one_of(n, control))
        n = n->parent;
    bool in_table = n->parent != NULL && n->parent->type == XML_ELEMENT_NODE && !is_element(n->parent, "modello");
    for (const char *const *r = rows; *r != NULL; r++)
        if (is_element(n, *r) && (in_table || strcmp(*r, "corpo") != 0))
            return DEF_FRAGMENT_ROWS;
    return is_one_of(n, blocks) ? DEF_FRAGMENT : DEF_FRAGMENT_TEXT;
}

const struct fragment *def_find_fragment(struct loader *l, const char *name, const xmlNode *element, const char *attribute)
{
    enum def_kind want = fragment_context(element);
    const struct def *d = look_up(l->defs, want, name);
    if (d != NULL)
        return d->object;
    for (int k = DEF_FRAGMENT; k < DEF_KINDS; k++)
        if (look_up(l->defs, (enum def_kind)k, name) != NULL) {
            loader_error(l, DIAG_TEMPLATE_FRAGMENT_KIND, element, attribute, name, def_forms[k].element, def_forms[want].element);
            return NULL;
        }
    report_missing(l, want, name, element, attribute);
    return NULL;
}

int def_face(struct loader *l, const char *file)
{
    struct template *t = l->t;
    for (size_t i = 0; i < t->nfaces; i++)
        if (strcmp(t->faces[i], file) == 0)
            return (int)i;
    const char **more = loader_new(l, t->nfaces + 1, sizeof *more);
    if (more == NULL)
        return 0;
    if (t->nfaces > 0)
        memcpy(more, t->faces, t->nfaces * sizeof *more);
    more[t->nfaces] = file;
    t->faces = more;
    return (int)t->nfaces++;
}

/* ---- the tables of the template ---- */

static bool is_newest(const struct loader *l, const struct def *d)
{
    return look_up(l->defs, d->kind, d->name) == d;
}

static void list_def(struct template *t, const struct def *d)
{
    if (d->kind == DEF_STYLE)
        t->styles[t->nstyles++] = d->object;
    else if (d->kind == DEF_PAGE)
        t->pages[t->npages++] = d->object;
    else if (d->kind == DEF_WORD)
        t->words[t->nwords++] = *(const struct word *)d->object;
    else if (d->kind == DEF_COLOUR) {
        t->colours[t->ncolours] = *(const uint32_t *)d->object;
        t->colour_names[t->ncolours++] = (struct word){d->name, NULL};
    }
}

static int by_name(const void *a, const void *b)
{
    const struct style *const *p = a, *const *q = b;
    return strcmp((*p)->name, (*q)->name);
}

void def_read_all(struct loader *l)
{
    struct template *t = l->t;
    size_t count = 0;
    for (struct def *d = l->defs; d != NULL; d = d->next, count++)
        read_def(l, d);
    t->styles = loader_new(l, count, sizeof *t->styles);
    t->pages = loader_new(l, count, sizeof *t->pages);
    t->words = loader_new(l, count, sizeof *t->words);
    t->colours = loader_new(l, count, sizeof *t->colours);
    t->colour_names = loader_new(l, count, sizeof *t->colour_names);
    if (l->failed)
        return;
    for (const struct def *d = l->defs; d != NULL; d = d->next)
        if (is_newest(l, d))
            list_def(t, d);
    qsort(t->styles, t->nstyles, sizeof *t->styles, by_name);
}
