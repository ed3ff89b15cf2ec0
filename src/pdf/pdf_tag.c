/* pdf_tag.c: the structure store: collects marks page by page, then decides which nodes the tree has. */
#include "pdf/pdf_tag_priv.h"

#include <assert.h>
#include <stdlib.h>

static const char *const role_names[] = {
    [ROLE_DOCUMENT] = "Document", [ROLE_SECT] = "Sect",
    [ROLE_H1] = "H1", [ROLE_H2] = "H2", [ROLE_H3] = "H3", [ROLE_H4] = "H4", [ROLE_H5] = "H5", [ROLE_H6] = "H6",
    [ROLE_P] = "P", [ROLE_L] = "L", [ROLE_LI] = "LI", [ROLE_LBL] = "Lbl", [ROLE_LBODY] = "LBody",
    [ROLE_TABLE] = "Table", [ROLE_CAPTION] = "Caption", [ROLE_THEAD] = "THead", [ROLE_TBODY] = "TBody",
    [ROLE_TFOOT] = "TFoot", [ROLE_TR] = "TR", [ROLE_TH] = "TH", [ROLE_TD] = "TD",
    [ROLE_SPAN] = "Span", [ROLE_LINK] = "Link", [ROLE_REFERENCE] = "Reference", [ROLE_NOTE] = "Note",
    [ROLE_FIGURE] = "Figure", [ROLE_TOC] = "TOC", [ROLE_TOCI] = "TOCI",
};

struct pdf_tags *pdf_tags_new(const struct page_list *pages)
{
    struct pdf_tags *t = calloc(1, sizeof *t);
    if (t == NULL)
        return NULL;
    t->pages = pages;
    t->page = NONE;
    t->nodes = calloc(pages->ntags + 1, sizeof *t->nodes);
    t->first_mark = calloc(pages->npages + 2, sizeof *t->first_mark);
    t->links = calloc(pages->nlinks + 1, sizeof *t->links);
    if (t->nodes == NULL || t->first_mark == NULL || t->links == NULL) {
        pdf_tags_free(t);
        return NULL;
    }
    for (size_t i = 0; i < pages->ntags; i++)
        t->nodes[i] = (struct node){NONE, NONE, NONE, NONE, NONE, NONE, NONE, false};
    return t;
}

void pdf_tags_free(struct pdf_tags *t)
{
    if (t == NULL)
        return;
    free(t->nodes);
    free(t->marks);
    free(t->first_mark);
    free(t->links);
    free(t);
}

const char *pdf_tags_role(const struct pdf_tags *t, int32_t tag)
{
    return role_names[t->pages->tags[tag].role];
}

uint32_t pdf_tags_link_key(const struct pdf_tags *t, size_t link)
{
    return (uint32_t)(t->pages->npages + link);
}

/* ---- collecting ---- */

void pdf_tags_next_page(struct pdf_tags *t)
{
    t->page++;
    t->first_mark[t->page] = t->nmarks;
    t->first_mark[t->page + 1] = t->nmarks;
}

static bool grow_marks(struct pdf_tags *t)
{
    if (t->nmarks < t->cap)
        return true;
    size_t cap = t->cap > 0 ? t->cap * 2 : 1024;
    struct mark *marks = cap < INT32_MAX ? realloc(t->marks, cap * sizeof *marks) : NULL;
    if (marks == NULL)
        return false;
    t->marks = marks;
    t->cap = cap;
    return true;
}

int32_t pdf_tags_mark(struct pdf_tags *t, int32_t tag)
{
    assert(tag >= 0 && (size_t)tag < t->pages->ntags && t->page != NONE);
    if (!grow_marks(t))
        return -1;
    struct node *node = &t->nodes[tag];
    int32_t mark = (int32_t)t->nmarks++;
    t->marks[mark] = (struct mark){tag, t->page, NONE};
    if (node->last_mark != NONE)
        t->marks[node->last_mark].next = mark;
    else
        node->mark = mark;
    node->last_mark = mark;
    t->first_mark[t->page + 1] = t->nmarks;
    return mark - (int32_t)t->first_mark[t->page];
}

void pdf_tags_link(struct pdf_tags *t, size_t link, uint32_t annotation)
{
    t->links[link].annotation = annotation;
}

/* ---- arranging ---- */

/* TAG and all above it are written. Stops where that is known already, so that all calls together are linear. */
static void keep(struct pdf_tags *t, int32_t tag)
{
    while (tag != NONE && t->nodes[tag].rank == NONE) {
        t->nodes[tag].rank = 0;
        tag = t->pages->tags[tag].parent;
    }
}

/* An empty cell, or a row whose cells all hang down from above, has its place in the grid. */
static bool is_grid(enum role role)
{
    return role == ROLE_TR || role == ROLE_TH || role == ROLE_TD;
}

static void keep_what_counts(struct pdf_tags *t)
{
    const struct page_list *pages = t->pages;
    for (size_t i = 0; i < pages->ntags; i++)
        if (i == 0 || is_grid(pages->tags[i].role) || t->nodes[i].mark != NONE)
            keep(t, (int32_t)i);
    for (size_t i = pages->nlinks; i-- > 0;) {   /* backwards: each goes in front of its chain */
        int32_t tag = pages->links[i].tag;
        if (t->links[i].annotation == 0)
            continue;
        keep(t, tag);
        t->links[i].next = t->nodes[tag].link;
        t->nodes[tag].link = (int32_t)i;
    }
}

static void link_to_parent(struct pdf_tags *t, int32_t tag)
{
    int32_t parent = t->pages->tags[tag].parent;
    if (parent < 0)
        return;
    struct node *node = &t->nodes[parent];
    if (node->last_kid != NONE)
        t->nodes[node->last_kid].sibling = tag;
    else
        node->kid = tag;
    node->last_kid = tag;
}

/* Notes must be told apart by an ID (PDF/UA-1, 7.9); cells name their heads by it. */
static void name_nodes(struct pdf_tags *t, int32_t tag)
{
    const struct tag *source = &t->pages->tags[tag];
    t->nodes[tag].named |= source->role == ROLE_NOTE;
    for (int32_t h = 0; h < source->nheaders; h++)
        t->nodes[t->pages->headers[source->headers + h]].named = true;   /* a TH: always written */
}

/* All that is written is arranged in one pass: there are 150 nodes a page. */
void pdf_tags_arrange(struct pdf_tags *t)
{
    keep_what_counts(t);
    t->nwritten = 0;
    for (size_t i = 0; i < t->pages->ntags; i++) {
        if (t->nodes[i].rank == NONE)
            continue;
        link_to_parent(t, (int32_t)i);
        name_nodes(t, (int32_t)i);
        t->nodes[i].rank = (int32_t)t->nwritten++;
    }
}
