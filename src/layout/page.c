/* page.c: lists of pages: given back, and shown as plain text. */
#include "layout/page.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"

void page_list_free(struct page_list *p)
{
    if (p == NULL)
        return;
    free(p->pages);
    free(p->items);
    free(p->tags);
    free(p->headers);
    free(p->links);
    free(p->bookmarks);
    arena_free(p->arena);
    free(p);
}

const struct tag_extra *tag_extra_of(const struct tag *t)
{
    static const struct tag_extra none = {.bbox_page = -1};

    return t->extra != NULL ? t->extra : &none;
}

/* ---- dump: one line for each thing; lengths in points ---- */

static const char *const role_names[] = {
    "Document", "Sect", "H1", "H2", "H3", "H4", "H5", "H6", "P", "L", "LI", "Lbl", "LBody", "Table", "Caption", "THead",
    "TBody", "TFoot", "TR", "TH", "TD", "Span", "Link", "Reference", "Note", "Figure", "TOC", "TOCI"
};

static void dump_length(struct buf *out, mpt v)
{
    buf_printf(out, " %s%d.%03d", v < 0 ? "-" : "", abs(v) / 1000, abs(v) % 1000);
}

static void dump_tag_number(struct buf *out, int32_t tag)
{
    static const char *const names[] = {"artifact", "head", "foot", "repeat", "segue"};

    if (tag < 0)
        buf_printf(out, " [%s]", names[-tag - 1]);
    else
        buf_printf(out, " [%d]", (int)tag);
}

/* The text in quotes; a hyphen that ends a line is shown as "¬". */
static void dump_text(struct buf *out, const char *s, size_t len)
{
    buf_str(out, " \"");
    if (len >= 2 && s[len - 2] == '\xC2' && s[len - 1] == '\xAD') {
        buf_add(out, s, len - 2);
        buf_str(out, "¬");
    } else {
        buf_add(out, s, len);
    }
    buf_str(out, "\"");
}

static void dump_size(struct buf *out, const struct item *i)
{
    dump_length(out, i->w);
    dump_length(out, i->h);
}

static void dump_item(struct buf *out, const struct item *i)
{
    static const char *const kinds[] = {"text", "fill", "light", "image"};

    buf_printf(out, "  %s", kinds[i->kind]);
    dump_tag_number(out, i->tag);
    dump_length(out, i->x);
    dump_length(out, i->y);
    switch (i->kind) {
    case ITEM_TEXT:
        dump_length(out, i->w);
        buf_printf(out, " f%d", i->text.face);
        dump_length(out, i->text.size);
        dump_text(out, i->text.s, i->text.len);
        break;
    case ITEM_FILL:
        dump_size(out, i);
        buf_printf(out, " #%06X", (unsigned)i->colour);
        break;
    case ITEM_LIGHT:
        dump_size(out, i);
        buf_printf(out, " #%06X %d", (unsigned)i->colour, (int)i->light.light);
        break;
    case ITEM_IMAGE:
        dump_size(out, i);
        dump_text(out, i->image.file, strlen(i->image.file));
        break;
    }
    buf_char(out, '\n');
}

static void dump_extra(const struct tag_extra *x, struct buf *out)
{
    if (x->alt != NULL)
        buf_printf(out, " alt=\"%s\"", x->alt);
    if (x->actual != NULL)
        buf_printf(out, " actual=\"%s\"", x->actual);
    if (x->lang != NULL)
        buf_printf(out, " lang=%s", x->lang);
    if (x->summary != NULL)
        buf_printf(out, " summary=\"%s\"", x->summary);
}

static void dump_attributes(const struct page_list *p, const struct tag *t, struct buf *out)
{
    static const char *const scopes[] = {"", " row", " column", " both"}, *const marks[] = {"", " digits", " letters", " roman"};

    buf_str(out, scopes[t->scope]);
    buf_str(out, marks[t->marks]);
    if (t->colspan > 1)
        buf_printf(out, " columns=%u", t->colspan);
    if (t->rowspan > 1)
        buf_printf(out, " rows=%u", t->rowspan);
    for (int32_t i = 0; i < t->nheaders; i++)
        buf_printf(out, "%s%d", i == 0 ? " heads=" : ",", (int)p->headers[t->headers + i]);
    dump_extra(tag_extra_of(t), out);
}

static void dump_tags(const struct page_list *p, struct buf *out)
{
    for (size_t i = 0; i < p->ntags; i++) {
        buf_printf(out, "tag %zu %s", i, role_names[p->tags[i].role]);
        if (p->tags[i].parent >= 0)
            buf_printf(out, " in %d", (int)p->tags[i].parent);
        dump_attributes(p, &p->tags[i], out);
        buf_char(out, '\n');
    }
}

static void dump_links(const struct page_list *p, struct buf *out)
{
    for (size_t i = 0; i < p->nlinks; i++) {
        const struct link *k = &p->links[i];

        buf_printf(out, "link [%d] page %d", (int)k->tag, (int)k->page + 1);
        dump_length(out, k->x);
        dump_length(out, k->y);
        dump_length(out, k->w);
        dump_length(out, k->h);
        if (k->uri != NULL) {
            buf_printf(out, " to %s\n", k->uri);
            continue;
        }
        buf_printf(out, " to page %d", (int)k->dest_page + 1);
        dump_length(out, k->dest_y);
        buf_char(out, '\n');
    }
}

void page_dump(const struct page_list *p, struct buf *out)
{
    for (size_t i = 0; i < p->npages; i++) {
        buf_printf(out, "page %zu", i + 1);
        dump_length(out, p->pages[i].width);
        dump_length(out, p->pages[i].height);
        buf_char(out, '\n');
        for (size_t k = 0; k < p->pages[i].count; k++)
            dump_item(out, &p->items[p->pages[i].first + k]);
    }
    dump_tags(p, out);
    dump_links(p, out);
    for (size_t i = 0; i < p->nbookmarks; i++) {
        buf_printf(out, "bookmark %d \"%s\" page %d", p->bookmarks[i].level, p->bookmarks[i].title, (int)p->bookmarks[i].page + 1);
        dump_length(out, p->bookmarks[i].y);
        buf_char(out, '\n');
    }
}
