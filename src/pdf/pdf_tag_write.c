/* pdf_tag_write.c: the structure tree, the parent tree and the tree of IDs as objects of the file (ISO 32000-1, 14.7). */
#include "pdf/pdf_tag_priv.h"

#include <stdio.h>

#include "base/buf.h"
#include "pdf/pdf_file.h"
#include "pdf/pdf_syntax.h"

#define PER_NODE 250   /* entries in a leaf of a number or name tree */

struct writer {
    struct pdf_tags *t;
    struct pdf_file *file;
    const uint32_t *page_ids;
    uint32_t root;
    int id_digits;
    uint32_t page_marks;   /* the arrays of the pages have this number and those after it */
};

static uint32_t id_of(const struct writer *w, int32_t tag)
{
    return w->t->first_id + (uint32_t)w->t->nodes[tag].rank;
}

static void put_key(struct buf *b, const char *key, uint32_t number)
{
    buf_str(b, key);
    pdf_put_uint(b, number);
}

static void put_key_ref(struct buf *b, const char *key, uint32_t id)
{
    buf_str(b, key);
    pdf_put_ref(b, id);
}

static void put_key_text(struct buf *b, const char *key, const char *text)
{
    if (text == NULL)
        return;
    buf_str(b, key);
    pdf_put_text(b, text);
}

/* The ID of a node is the number of its object, which stands beside it wherever it is named: it deflates to nothing there.
 * All are of one length, so that they sort like their nodes, as the tree of IDs wants. */
static void put_node_name(struct buf *b, const struct writer *w, int32_t tag)
{
    buf_char(b, '(');
    pdf_put_digits(b, id_of(w, tag), w->id_digits);
    buf_char(b, ')');
}

/* ---- attributes (ISO 32000-1, 14.8.5) ---- */

static void put_scope(struct buf *b, enum scope scope)
{
    static const char *const names[] = {
        [SCOPE_NONE] = "", [SCOPE_ROW] = "/Scope/Row", [SCOPE_COLUMN] = "/Scope/Column", [SCOPE_BOTH] = "/Scope/Both",
    };
    buf_str(b, names[scope]);
}

static void put_headers(struct buf *b, const struct writer *w, const struct tag *tag)
{
    if (tag->nheaders == 0)
        return;
    buf_str(b, "/Headers[");
    for (int32_t i = 0; i < tag->nheaders; i++)
        put_node_name(b, w, w->t->pages->headers[tag->headers + i]);
    buf_char(b, ']');
}

static void put_cell(struct buf *b, const struct writer *w, const struct tag *tag)
{
    bool header = tag->role == ROLE_TH && tag->scope != SCOPE_NONE;
    if (tag->rowspan <= 1 && tag->colspan <= 1 && !header && tag->nheaders == 0)
        return;
    buf_str(b, "/A<</O/Table");
    if (header)
        put_scope(b, (enum scope)tag->scope);
    if (tag->rowspan > 1)
        put_key(b, "/RowSpan ", tag->rowspan);
    if (tag->colspan > 1)
        put_key(b, "/ColSpan ", tag->colspan);
    put_headers(b, w, tag);
    buf_str(b, ">>");
}

static void put_bbox(struct buf *b, const struct writer *w, const struct tag_extra *figure)
{
    const mpt *box = figure->bbox;
    if (figure->bbox_page < 0 || (size_t)figure->bbox_page >= w->t->pages->npages)
        return;
    mpt height = w->t->pages->pages[figure->bbox_page].height;
    const mpt corner[4] = {box[0], height - box[1] - box[3], box[0] + box[2], height - box[1]};
    buf_str(b, "/A<</O/Layout/BBox[");
    for (int i = 0; i < 4; i++) {
        pdf_put_mpt(b, corner[i]);
        buf_str(b, i < 3 ? " " : "]>>");
    }
}

static void put_attributes(struct buf *b, const struct writer *w, const struct tag *tag)
{
    static const char *const numberings[] = {
        [MARKS_ALIKE] = "None", [MARKS_DIGITS] = "Decimal", [MARKS_LETTERS] = "LowerAlpha", [MARKS_ROMAN] = "LowerRoman",
    };
    if (tag->role == ROLE_TH || tag->role == ROLE_TD) {
        put_cell(b, w, tag);
    } else if (tag->role == ROLE_FIGURE) {
        put_bbox(b, w, tag_extra_of(tag));
    } else if (tag->role == ROLE_L && tag->marks != MARKS_ALIKE) {
        buf_printf(b, "/A<</O/List/ListNumbering/%s>>", numberings[tag->marks]);
    } else if (tag->role == ROLE_TABLE && tag_extra_of(tag)->summary != NULL) {
        put_key_text(b, "/A<</O/Table/Summary", tag_extra_of(tag)->summary);
        buf_str(b, ">>");
    }
}

/* ---- children ---- */

/* A mark on another page than the node's own names that page. */
static void put_mark(struct buf *b, const struct writer *w, int32_t mark, int32_t own_page)
{
    int32_t page = w->t->marks[mark].page;
    uint32_t mcid = (uint32_t)mark - (uint32_t)w->t->first_mark[page];
    if (page == own_page) {
        pdf_put_uint(b, mcid);
        return;
    }
    put_key_ref(b, "<</Type/MCR/Pg ", w->page_ids[page]);
    put_key(b, "/MCID ", mcid);
    buf_str(b, ">>");
}

static void put_object_ref(struct buf *b, const struct writer *w, int32_t link)
{
    put_key_ref(b, "<</Type/OBJR/Pg ", w->page_ids[w->t->pages->links[link].page]);
    put_key_ref(b, "/Obj ", w->t->links[link].annotation);
    buf_str(b, ">>");
}

static void put_kids(struct buf *b, const struct writer *w, const struct node *node)
{
    const struct pdf_tags *t = w->t;
    int32_t own_page = node->mark != NONE ? t->marks[node->mark].page : NONE;
    if (own_page != NONE)
        put_key_ref(b, "/Pg ", w->page_ids[own_page]);
    if (node->mark != NONE && node->mark == node->last_mark && node->kid == NONE && node->link == NONE) {
        buf_str(b, "/K ");   /* the common case: one stretch of content */
        put_mark(b, w, node->mark, own_page);
        return;
    }
    if (node->mark == NONE && node->kid == NONE && node->link == NONE)
        return;
    const char *between = "";
    buf_str(b, "/K[");
    for (int32_t kid = node->kid; kid != NONE; kid = t->nodes[kid].sibling, between = " ") {
        buf_str(b, between);
        pdf_put_ref(b, id_of(w, kid));
    }
    for (int32_t mark = node->mark; mark != NONE; mark = t->marks[mark].next, between = " ") {
        buf_str(b, between);
        put_mark(b, w, mark, own_page);
    }
    for (int32_t link = node->link; link != NONE; link = t->links[link].next)
        put_object_ref(b, w, link);
    buf_char(b, ']');
}

static void write_node(const struct writer *w, int32_t number)
{
    const struct tag *tag = &w->t->pages->tags[number];
    const struct tag_extra *extra = tag_extra_of(tag);
    const struct node *node = &w->t->nodes[number];
    struct buf *b = pdf_file_begin(w->file, id_of(w, number));
    buf_str(b, "<</S/");
    buf_str(b, pdf_tags_role(w->t, number));
    put_key_ref(b, "/P ", tag->parent < 0 ? w->root : id_of(w, tag->parent));
    put_kids(b, w, node);
    put_attributes(b, w, tag);
    put_key_text(b, "/Alt", extra->alt);
    put_key_text(b, "/ActualText", extra->actual);
    put_key_text(b, "/Lang", extra->lang);
    if (node->named) {
        buf_str(b, "/ID");
        put_node_name(b, w, number);
    }
    buf_str(b, ">>");
    pdf_file_end(w->file);
}

/* ---- trees ---- */

/* A tree of two levels under construction: leaves of PER_NODE entries, listed in KIDS. */
struct tree {
    struct pdf_file *file;
    const char *entries_key;   /* "/Nums[", "/Names[" */
    struct buf leaf, kids, first, last;
    unsigned inside;
    bool failed;               /* of buffers that have been cleared since */
};

static void flush_leaf(struct tree *tree)
{
    if (tree->inside == 0)
        return;
    uint32_t id = pdf_file_reserve(tree->file, 1);
    struct buf *b = pdf_file_begin(tree->file, id);
    buf_printf(b, "<</Limits[%s %s]%s", buf_text(&tree->first), buf_text(&tree->last), tree->entries_key);
    buf_add(b, tree->leaf.data, tree->leaf.len);
    buf_str(b, "]>>");
    pdf_file_end(tree->file);
    pdf_put_ref(&tree->kids, id);
    buf_char(&tree->kids, ' ');
    buf_clear(&tree->leaf);
    tree->inside = 0;
}

/* Whatever is in tree->last is the key of an entry that refers to ID. */
static void add_entry(struct tree *tree, uint32_t id)
{
    if (tree->inside == 0) {
        buf_clear(&tree->first);
        buf_add(&tree->first, tree->last.data, tree->last.len);
    }
    buf_add(&tree->leaf, tree->last.data, tree->last.len);
    buf_char(&tree->leaf, ' ');
    pdf_put_ref(&tree->leaf, id);
    buf_char(&tree->leaf, ' ');
    tree->failed |= tree->leaf.failed || tree->first.failed || tree->last.failed;
    if (++tree->inside == PER_NODE)
        flush_leaf(tree);
}

static void add_number(struct tree *tree, uint32_t key, uint32_t id)
{
    buf_clear(&tree->last);
    pdf_put_uint(&tree->last, key);
    add_entry(tree, id);
}

/* Writes the root of the tree; its number, 0 when the tree is empty. */
static uint32_t finish_tree(struct tree *tree)
{
    uint32_t id = 0;
    flush_leaf(tree);
    if (tree->kids.len > 0) {
        id = pdf_file_reserve(tree->file, 1);
        struct buf *b = pdf_file_begin(tree->file, id);
        buf_printf(b, "<</Kids[%s]>>", buf_text(&tree->kids));
        pdf_file_end(tree->file);
    }
    if (tree->failed || tree->kids.failed)
        pdf_file_fail(tree->file);
    buf_free(&tree->leaf);
    buf_free(&tree->kids);
    buf_free(&tree->first);
    buf_free(&tree->last);
    return id;
}

/* The array that finds the node of each MCID of a page. */
static void write_page_marks(const struct writer *w, size_t page)
{
    const struct pdf_tags *t = w->t;
    struct buf *b = pdf_file_begin(w->file, w->page_marks + (uint32_t)page);
    buf_char(b, '[');
    for (size_t m = t->first_mark[page]; m < t->first_mark[page + 1]; m++) {
        if (m > t->first_mark[page])
            buf_char(b, ' ');
        pdf_put_ref(b, id_of(w, t->marks[m].tag));
    }
    buf_char(b, ']');
    pdf_file_end(w->file);
}

/* Whether the content of PAGE ends with NODE, or with one before it. */
static bool is_page_done(const struct pdf_tags *t, size_t page, int32_t node)
{
    size_t end = t->first_mark[page + 1];
    return end == t->first_mark[page] || t->marks[end - 1].tag <= node;
}

/* The array of a page comes right after the nodes of its rows, which list the same cells: so near, it deflates to a quarter. */
static void write_nodes(const struct writer *w)
{
    const struct pdf_tags *t = w->t;
    size_t page = 0;
    for (size_t i = 0; i < t->pages->ntags; i++) {
        if (t->nodes[i].rank != NONE)
            write_node(w, (int32_t)i);
        while (page < t->pages->npages && is_page_done(t, page, (int32_t)i))
            write_page_marks(w, page++);
    }
}

static uint32_t write_parent_tree(const struct writer *w)
{
    const struct pdf_tags *t = w->t;
    struct tree tree = {.file = w->file, .entries_key = "/Nums["};
    for (size_t page = 0; page < t->pages->npages; page++)
        add_number(&tree, (uint32_t)page, w->page_marks + (uint32_t)page);
    for (size_t link = 0; link < t->pages->nlinks; link++)
        if (t->links[link].annotation != 0)
            add_number(&tree, pdf_tags_link_key(t, link), id_of(w, t->pages->links[link].tag));
    return finish_tree(&tree);
}

static uint32_t write_id_tree(const struct writer *w)
{
    struct tree tree = {.file = w->file, .entries_key = "/Names["};
    for (size_t i = 0; i < w->t->pages->ntags; i++) {
        if (!w->t->nodes[i].named)
            continue;
        buf_clear(&tree.last);
        put_node_name(&tree.last, w, (int32_t)i);
        add_entry(&tree, id_of(w, (int32_t)i));
    }
    return finish_tree(&tree);
}

static void write_root(const struct writer *w, uint32_t parents, uint32_t ids)
{
    struct buf *b = pdf_file_begin(w->file, w->root);
    put_key_ref(b, "<</Type/StructTreeRoot/K ", id_of(w, 0));
    put_key_ref(b, "/ParentTree ", parents);
    put_key(b, "/ParentTreeNextKey ", pdf_tags_link_key(w->t, w->t->pages->nlinks));
    if (ids != 0)
        put_key_ref(b, "/IDTree ", ids);
    buf_str(b, ">>");
    pdf_file_end(w->file);
}

void pdf_tags_write(struct pdf_tags *t, struct pdf_file *file, uint32_t root, const uint32_t *page_ids)
{
    struct writer w = {.t = t, .file = file, .page_ids = page_ids, .root = root};
    pdf_tags_arrange(t);
    t->first_id = pdf_file_reserve(file, t->nwritten);
    w.id_digits = snprintf(NULL, 0, "%u", (unsigned)(t->first_id + t->nwritten));
    w.page_marks = pdf_file_reserve(file, (uint32_t)t->pages->npages);
    write_nodes(&w);
    uint32_t parents = write_parent_tree(&w);
    uint32_t ids = write_id_tree(&w);
    write_root(&w, parents, ids);
}
