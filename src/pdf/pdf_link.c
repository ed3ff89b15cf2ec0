/* pdf_link.c: link annotations and the outline. Destinations are direct arrays: no name has to be found. */
#include "pdf/pdf_link.h"

#include <stdio.h>

#include "base/buf.h"
#include "layout/page.h"
#include "pdf/pdf_file.h"
#include "pdf/pdf_syntax.h"
#include "pdf/pdf_tag.h"

#define MAX_LEVEL 16

/* ---- links ---- */

static bool is_page(const struct page_list *pages, int32_t page)
{
    return page >= 0 && (size_t)page < pages->npages;
}

static bool is_usable(const struct page_list *pages, const struct link *link)
{
    return is_page(pages, link->page) && link->tag >= 0 && (link->uri != NULL || is_page(pages, link->dest_page));
}

static bool add_annotation(HPDF_Doc haru, HPDF_Page page, HPDF_Dict annotation)
{
    HPDF_Array list = HPDF_Dict_GetItem(page, "Annots", HPDF_OCLASS_ARRAY);
    if (list == NULL) {
        list = HPDF_Array_New(haru->mmgr);
        if (list == NULL || HPDF_Dict_Add(page, "Annots", list) != HPDF_OK)
            return false;
    }
    return HPDF_Array_Add(list, annotation) == HPDF_OK;
}

bool pdf_links_add(HPDF_Doc haru, const struct page_list *pages, const struct pdf_haru_page *haru_pages, struct pdf_tags *tags,
                   uint32_t *annotations)
{
    for (size_t i = 0; i < pages->nlinks; i++) {
        const struct link *link = &pages->links[i];
        if (!is_usable(pages, link))
            continue;
        HPDF_Dict annotation = pdf_haru_reserve(haru);
        if (annotation == NULL || !add_annotation(haru, haru_pages[link->page].page, annotation))
            return false;
        annotations[i] = pdf_haru_number(annotation);
        pdf_tags_link(tags, i, annotations[i]);
    }
    return true;
}

/* What a screen reader says of the link (PDF/UA-1, 7.18.5). */
static void put_contents(struct buf *b, const struct page_list *pages, const struct link *link)
{
    char page[32];
    snprintf(page, sizeof page, "pagina %ld", (long)link->dest_page + 1);
    const char *alt = tag_extra_of(&pages->tags[link->tag])->alt;
    buf_str(b, "/Contents");
    pdf_put_text(b, link->contents != NULL ? link->contents : alt != NULL ? alt : link->uri != NULL ? link->uri : page);
}

static void put_rect(struct buf *b, const struct link *link, mpt height)
{
    const mpt corner[4] = {link->x, height - link->y - link->h, link->x + link->w, height - link->y};
    buf_str(b, "/Rect[");
    for (int i = 0; i < 4; i++) {
        pdf_put_mpt(b, corner[i]);
        buf_char(b, i < 3 ? ' ' : ']');
    }
}

static void put_target(struct buf *b, const struct page_list *pages, const struct link *link, const uint32_t *page_ids)
{
    if (link->uri != NULL) {
        buf_str(b, "/A<</S/URI/URI");
        pdf_put_uri(b, link->uri);
        buf_str(b, ">>");
        return;
    }
    buf_str(b, "/Dest[");
    pdf_put_ref(b, page_ids[link->dest_page]);
    buf_str(b, "/XYZ null ");
    pdf_put_mpt(b, pages->pages[link->dest_page].height - link->dest_y);
    buf_str(b, " null]");
}

/* F 4: printed, as PDF/A-3, 6.3.2, wants of every annotation. */
void pdf_links_write(struct pdf_file *file, const struct page_list *pages, const uint32_t *page_ids, const struct pdf_tags *tags,
                     const uint32_t *annotations)
{
    for (size_t i = 0; i < pages->nlinks; i++) {
        const struct link *link = &pages->links[i];
        if (annotations[i] == 0)
            continue;
        struct buf *b = pdf_file_begin(file, annotations[i]);
        buf_str(b, "<</Type/Annot/Subtype/Link/Border[0 0 0]/F 4/StructParent ");
        pdf_put_uint(b, pdf_tags_link_key(tags, i));
        put_rect(b, link, pages->pages[link->page].height);
        put_contents(b, pages, link);
        put_target(b, pages, link, page_ids);
        buf_str(b, ">>");
        pdf_file_end(file);
    }
}

/* ---- bookmarks ---- */

static bool set_destination(HPDF_Doc haru, HPDF_Outline outline, HPDF_Page page, mpt y)
{
    HPDF_Array dest = HPDF_Array_New(haru->mmgr);
    return dest != NULL && HPDF_Dict_Add(outline, "Dest", dest) == HPDF_OK
        && HPDF_Array_Add(dest, page) == HPDF_OK && HPDF_Array_AddName(dest, "XYZ") == HPDF_OK
        && HPDF_Array_Add(dest, HPDF_Null_New(haru->mmgr)) == HPDF_OK
        && HPDF_Array_AddReal(dest, (HPDF_REAL)y / 1000) == HPDF_OK
        && HPDF_Array_Add(dest, HPDF_Null_New(haru->mmgr)) == HPDF_OK;
}

/* The title goes in as ours: libharu's encoders know neither PDFDocEncoding nor characters beyond U+FFFF. */
static HPDF_Outline add_bookmark(HPDF_Doc haru, HPDF_Outline parent, const char *title, bool open)
{
    HPDF_Outline outline = HPDF_CreateOutline(haru, parent, "-", NULL);
    if (outline == NULL || HPDF_Dict_Add(outline, "Title", pdf_haru_text(haru, title)) != HPDF_OK
        || HPDF_Outline_SetOpened(outline, open ? HPDF_TRUE : HPDF_FALSE) != HPDF_OK)
        return NULL;
    return outline;
}

/* A level that skips one hangs under the deepest that is there. */
bool pdf_bookmarks_add(HPDF_Doc haru, const struct page_list *pages, const struct pdf_haru_page *haru_pages)
{
    HPDF_Outline path[MAX_LEVEL + 1] = {NULL};
    int depth = 0;
    for (size_t i = 0; i < pages->nbookmarks; i++) {
        const struct bookmark *mark = &pages->bookmarks[i];
        if (!is_page(pages, mark->page))
            continue;
        int level = mark->level < 1 ? 1 : mark->level > MAX_LEVEL ? MAX_LEVEL : mark->level;
        if (level > depth + 1)
            level = depth + 1;
        depth = level;
        path[depth] = add_bookmark(haru, path[depth - 1], mark->title, depth == 1);
        mpt y = pages->pages[mark->page].height - mark->y;
        if (path[depth] == NULL || !set_destination(haru, path[depth], haru_pages[mark->page].page, y))
            return false;
    }
    return depth == 0 || HPDF_SetPageMode(haru, HPDF_PAGE_MODE_USE_OUTLINE) == HPDF_OK;
}
