/* lay_tag.c: the structure tree: a node is made when its content is first drawn, so numbers follow the order of reading. */
#include "layout/lay_draw.h"

#include "base/arena.h"

int32_t tag_new(struct draw *d, enum role role, int32_t parent)
{
    struct page_list *out = d->out;
    struct tag *grown = lay_grow(d->l, out->tags, &d->tags_cap, out->ntags + 1, sizeof *grown);

    if (grown == NULL)
        return TAG_ARTIFACT;
    out->tags = grown;
    out->tags[out->ntags] = (struct tag){.role = role, .parent = parent, .rowspan = 1, .colspan = 1};
    return (int32_t)out->ntags++;
}

struct tag_extra *tag_extra(struct draw *d, int32_t tag)
{
    struct tag_extra **extra = &d->out->tags[tag].extra;

    if (*extra != NULL)
        return *extra;
    *extra = arena_alloc(d->l->keep, sizeof **extra);
    if (*extra == NULL)
        lay_starve(d->l);
    else
        (*extra)->bbox_page = -1;
    return *extra;
}

int32_t tag_of(struct draw *d, struct node *n)
{
    int32_t parent;

    if (n == NULL)
        return 0;                      /* the document */
    if (n->tag < 0) {
        parent = tag_of(d, n->parent);
        n->tag = tag_new(d, n->role, parent);
        if (n->tag >= 0)
            d->out->tags[n->tag].marks = (uint8_t)n->marks;
    }
    return n->tag;
}

/* ---- within a paragraph ---- */

static int32_t tag_of_para(struct draw *d, struct lay_para *p, int32_t holder, bool only)
{
    if (p->tag < 0)
        p->tag = only ? holder : tag_new(d, ROLE_P, holder);
    return p->tag;
}

static bool same_node(const struct run *a, const struct run *b)
{
    return a == b || (a != NULL && b != NULL && a->uri == b->uri && a->target == b->target && a->lang == b->lang);
}

/* A link to nowhere stays text. */
static bool is_link(struct draw *d, const struct run *r)
{
    return r->uri != NULL || (r->target != NULL && mark_find(d, r->target) != NO_MARK);
}

static void set_actual(struct draw *d, int32_t tag, const char *actual)
{
    struct tag_extra *extra = actual != NULL ? tag_extra(d, tag) : NULL;

    if (extra != NULL)
        extra->actual = actual;
}

/* Title and page of an entry of contents are one link, not two to step through. */
static int32_t tag_of_link(struct draw *d, int32_t parent)
{
    int32_t last = (int32_t)d->out->ntags - 1;

    if (d->out->tags[parent].role == ROLE_REFERENCE && d->out->tags[last].role == ROLE_LINK && d->out->tags[last].parent == parent)
        return last;
    return tag_new(d, ROLE_LINK, parent);
}

static void set_lang(struct draw *d, int32_t tag, const char *lang)
{
    struct tag_extra *extra = lang != NULL && tag >= 0 ? tag_extra(d, tag) : NULL;

    if (extra != NULL)
        extra->lang = lang;
}

int32_t tag_of_run(struct draw *d, struct lay_para *p, const struct run *r, int32_t holder, bool only)
{
    int32_t tag;

    if (holder < 0)
        return holder;
    tag = tag_of_para(d, p, holder, only);
    if (!p->mixed || tag < 0 || d->out->tags[tag].role == ROLE_LBL)
        return tag;
    if (p->child < 0 || !same_node(p->child_run, r)) {
        p->child = is_link(d, r) ? tag_of_link(d, tag) : tag_new(d, ROLE_SPAN, tag);
        p->child_run = r;
        set_lang(d, p->child, r->lang);
    }
    return p->child;
}

int32_t tag_of_letter(struct draw *d, struct lay_para *p, const char *letter, int32_t holder, bool only)
{
    int32_t tag = tag_of_para(d, p, holder, only);
    const char *heard = arena_printf(d->l->keep, " (%s)", letter);   /* "35 (a)": raised is for the eye, an ear would hear "35a" */

    p->child = -1;                     /* what follows is a node of its own */
    p->child_run = NULL;
    if (heard == NULL)
        lay_starve(d->l);
    if (tag < 0 || (tag = tag_new(d, ROLE_REFERENCE, tag)) < 0)
        return tag;
    set_actual(d, tag, heard);
    return tag;
}

/* ---- tables ---- */

static void tag_table(struct draw *d, struct lay_table *t)
{
    const char *summary = t->table->summary;
    struct tag_extra *extra = tag_of(d, &t->node) >= 0 && summary != NULL ? tag_extra(d, t->node.tag) : NULL;

    if (extra != NULL)
        extra->summary = summary;
}

int32_t tag_of_row(struct draw *d, struct lay_row *row)
{
    static const enum role roles[PARTS] = {ROLE_THEAD, ROLE_TBODY, ROLE_TFOOT};
    struct lay_table *t = row->table;
    int32_t *part = &t->part_tag[row->part];

    if (row->tag >= 0)
        return row->tag;
    if (t->table->contents)
        return row->tag = tag_new(d, ROLE_TOCI, tag_of(d, &t->node));
    if (t->node.tag < 0)
        tag_table(d, t);
    if (*part < 0)
        *part = tag_new(d, roles[row->part], t->node.tag);
    row->tag = tag_new(d, ROLE_TR, *part);
    return row->tag;
}

static void tag_cell(struct draw *d, struct lay_row *row, struct lay_cell *c)
{
    struct tag *tag;

    c->tag = tag_new(d, tag_is_head(c) ? ROLE_TH : ROLE_TD, row->tag);
    if (c->tag < 0)
        return;
    tag = &d->out->tags[c->tag];
    tag->colspan = c->columns;
    tag->rowspan = (uint16_t)(c->rows < UINT16_MAX ? c->rows : UINT16_MAX);
    set_actual(d, c->tag, c->cell->alt);
    if (tag_is_head(c))
        tag->scope = row->part == PART_HEAD ? SCOPE_COLUMN : SCOPE_ROW;
}

/* A part of an entry in a table of contents: its number, or its title and page together; what is empty is not there. */
static int32_t tag_entry(struct draw *d, const struct lay_row *row, struct lay_cell *c)
{
    if (c->cell->nparas == 0)
        return row->tag;
    if (c->column == 0 && c->columns == 1)
        return c->tag = c->inner = tag_new(d, ROLE_LBL, row->tag);
    for (const struct lay_cell *before = row->cells; before < c && c->tag < 0; before++)
        if (before->tag >= 0 && d->out->tags[before->tag].role == ROLE_REFERENCE)
            c->tag = before->tag;
    if (c->tag < 0)
        c->tag = tag_new(d, ROLE_REFERENCE, row->tag);
    return c->inner = c->tag;
}

int32_t tag_in_cell(struct draw *d, struct lay_row *row, struct lay_cell *c)
{
    int level = c->cell->heading;

    if (c->tag >= 0)
        return c->inner;
    if (row->table->table->contents)
        return tag_entry(d, row, c);
    tag_cell(d, row, c);
    c->inner = c->tag;
    if (c->tag >= 0 && level > 0 && c->cell->nparas == 1)
        c->inner = tag_new(d, (enum role)(ROLE_H1 + (level < 6 ? level : 6) - 1), c->tag);
    return c->inner;
}

void tag_fill_row(struct draw *d, struct lay_row *row)
{
    size_t columns = row->table->table->ncolumns, covered = 0;
    int32_t tag;

    if (row->table->table->contents)
        return;
    for (uint32_t i = 0; i < row->ncells; i++)
        covered += row->cells[i].columns;
    for (uint32_t i = 0; i < row->ncarried; i++)
        covered += row->carried[i]->columns;
    if (covered >= columns || row->tag < 0 || (tag = tag_new(d, ROLE_TD, row->tag)) < 0)
        return;
    d->out->tags[tag].colspan = (uint16_t)(columns - covered);
}

/* ---- levels of headings ---- */

#define LEVELS (ROLE_H6 - ROLE_H1 + 1)

/* Which nodes have content, their own or of a node below, which stands behind them; NULL when memory is short. */
static const bool *find_content(const struct draw *d)
{
    const struct page_list *out = d->out;
    bool *found = lay_new(d->l, out->ntags, sizeof *found);

    for (size_t i = out->ntags; found != NULL && i-- > 0;) {
        found[i] = found[i] || out->tags[i].inked;
        if (found[i] && out->tags[i].parent >= 0)
            found[out->tags[i].parent] = true;
    }
    return found;
}

void tag_levels(struct draw *d)
{
    const bool *found = find_content(d);
    enum role open[LEVELS];            /* as declared, ever lower: those that the next heading may stand below */
    int depth = 0;

    for (size_t i = 0; found != NULL && i < d->out->ntags; i++) {
        enum role *role = &d->out->tags[i].role;

        if (*role < ROLE_H1 || *role > ROLE_H6 || !found[i])
            continue;
        while (depth > 0 && open[depth - 1] >= *role)
            depth--;
        open[depth] = *role;
        *role = (enum role)(ROLE_H1 + depth++);
    }
}
