/* pdf.c: the PDF back end's driver: from a list of pages to the bytes of a tagged, archivable file. */
#include "pdf/pdf.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "layout/page.h"
#include "pdf/pdf_content.h"
#include "pdf/pdf_file.h"
#include "pdf/pdf_font.h"
#include "pdf/pdf_haru.h"
#include "pdf/pdf_image.h"
#include "pdf/pdf_light.h"
#include "pdf/pdf_link.h"
#include "pdf/pdf_meta.h"
#include "pdf/pdf_share.h"
#include "pdf/pdf_syntax.h"
#include "pdf/pdf_tag.h"

#define MIN_SIDE PT(3)        /* libharu's and, nearly, PDF/A's limits for a page */
#define MAX_SIDE PT(14400)
#define DEFAULT_LANG "it-IT"
#define PAGE_BYTES   8192     /* of the file, all included: room asked for at once, that a large file is not copied as it grows */

/* The streams that make up the content of a page, when there is more than one; ended by 0. */
struct parts { uint32_t ids[PDF_CUTS + 2]; };

struct pdf {
    HPDF_Doc haru;
    struct pdf_fonts *fonts;
};

/* One run of pdf_write. Objects that libharu's refer to but we write have their numbers here. */
struct job {
    HPDF_Doc haru;
    struct pdf_fonts *fonts;
    const struct page_list *pages;
    struct pdf_meta meta;
    const struct pdf_attachment *att; size_t natt;
    struct diag *d;
    struct pdf_file *file;
    struct pdf_tags *tags;
    struct pdf_images *images;
    struct pdf_lights *lights;
    struct pdf_haru_page *haru_pages;
    uint32_t *page_ids, *annotations;
    struct pdf_share *share;
    struct parts *parts;         /* of each page */
    HPDF_Dict resources;
    uint32_t xmp, intents, structure, names, af;
};

/* ---- the document ---- */

bool pdf_check_faces(const char *font_dir, const char *const *faces, size_t nfaces, struct diag *d)
{
    return pdf_fonts_check(font_dir, faces, nfaces, d);
}

struct pdf *pdf_new(const char *font_dir, const char *const *faces, size_t nfaces, pdf_take *take, struct diag *d)
{
    return pdf_check_faces(font_dir, faces, nfaces, d) ? pdf_new_checked(font_dir, faces, nfaces, take, d) : NULL;
}

struct pdf *pdf_new_checked(const char *font_dir, const char *const *faces, size_t nfaces, pdf_take *take, struct diag *d)
{
    struct pdf *p = calloc(1, sizeof *p);
    if (p != NULL)
        p->haru = pdf_haru_new(take);
    if (p == NULL || p->haru == NULL) {
        diag_say0(d, DIAG_NO_MEMORY, NULL);
        pdf_free(p);
        return NULL;
    }
    p->fonts = pdf_fonts_new_checked(p->haru, font_dir, faces, nfaces, d);
    if (p->fonts == NULL) {
        pdf_free(p);
        return NULL;
    }
    return p;
}

void pdf_free(struct pdf *p)
{
    if (p == NULL)
        return;
    pdf_fonts_free(p->fonts);
    if (p->haru != NULL)
        HPDF_Free(p->haru);
    free(p);
}

const struct metrics *pdf_metrics(struct pdf *p)
{
    return pdf_fonts_metrics(p->fonts);
}

/* ---- failures ---- */

static bool fail_memory(const struct job *j)
{
    diag_say0(j->d, DIAG_NO_MEMORY, NULL);
    return false;
}

/* Says what libharu stumbled over. When malloc fails under its calls it sets no error, or one that misleads: errno tells. */
static bool fail_haru(const struct job *j)
{
    char code[24];
    if (!pdf_fonts_good(j->fonts))   /* told */
        return false;
    HPDF_STATUS status = pdf_haru_failed(j->haru);
    if (status == HPDF_OK || status == HPDF_FAILD_TO_ALLOC_MEM || errno == ENOMEM)
        return fail_memory(j);
    snprintf(code, sizeof code, "0x%04lX", (unsigned long)status);
    diag_say(j->d, DIAG_PDF_LIBRARY, NULL, code);
    return false;
}

static bool fail_size(const struct job *j, size_t page, const struct page *size)
{
    char number[24], width[16], height[16];
    snprintf(number, sizeof number, "%zu", page + 1);
    snprintf(width, sizeof width, "%ld", (long)size->width / 1000);
    snprintf(height, sizeof height, "%ld", (long)size->height / 1000);
    diag_say(j->d, DIAG_PDF_PAGE_SIZE, NULL, number, width, height);
    return false;
}

/* ---- steps ---- */

static bool open_job(struct job *j, const struct file_source *images, struct buf *out)
{
    buf_reserve(out, j->pages->npages * PAGE_BYTES);   /* a failure sticks */
    j->file = pdf_file_new(out, j->pages->npages);
    j->tags = pdf_tags_new(j->pages);
    j->images = pdf_images_new(j->haru, images, j->natt > 0);
    j->haru_pages = calloc(j->pages->npages + 1, sizeof *j->haru_pages);
    j->page_ids = calloc(j->pages->npages + 1, sizeof *j->page_ids);
    j->annotations = calloc(j->pages->nlinks + 1, sizeof *j->annotations);
    j->share = j->file != NULL ? pdf_share_new(j->haru, j->file) : NULL;
    j->lights = pdf_lights_new(j->haru, j->file);
    j->parts = calloc(j->pages->npages + 1, sizeof *j->parts);
    if (!j->share || !j->parts || !j->file || !j->tags || !j->images || !j->lights || !j->haru_pages || !j->page_ids
        || !j->annotations)
        return fail_memory(j);
    pdf_haru_expect(j->haru, 3 * j->pages->npages + j->pages->nlinks + j->pages->nbookmarks);
    return true;
}

static void close_job(struct job *j)
{
    free(j->parts);
    pdf_share_free(j->share);
    free(j->annotations);
    free(j->page_ids);
    free(j->haru_pages);
    pdf_lights_free(j->lights);
    pdf_images_free(j->images);
    pdf_tags_free(j->tags);
    pdf_file_free(j->file);
}

/* An entry of the catalog that is ours to write; its number, 0 after an error. */
static uint32_t reserve_entry(const struct job *j, const char *key)
{
    HPDF_Dict object = pdf_haru_reserve(j->haru);
    return object != NULL && HPDF_Dict_Add(j->haru->catalog, key, object) == HPDF_OK ? pdf_haru_number(object) : 0;
}

/* The dictionary KEY of the catalog with the one entry FLAG, true. */
static bool add_flag(const struct job *j, const char *key, const char *flag)
{
    HPDF_Dict dict = HPDF_Dict_New(j->haru->mmgr);
    return dict != NULL && HPDF_Dict_Add(j->haru->catalog, key, dict) == HPDF_OK
        && HPDF_Dict_AddBoolean(dict, flag, HPDF_TRUE) == HPDF_OK;
}

static bool add_catalog(struct job *j)
{
    j->resources = pdf_haru_reserve(j->haru);
    j->xmp = reserve_entry(j, "Metadata");
    j->intents = reserve_entry(j, "OutputIntents");
    j->structure = reserve_entry(j, "StructTreeRoot");
    if (j->natt > 0) {
        j->names = reserve_entry(j, "Names");
        j->af = reserve_entry(j, "AF");
    }
    bool added = j->resources != NULL && add_flag(j, "MarkInfo", "Marked") && add_flag(j, "ViewerPreferences", "DisplayDocTitle")
        && HPDF_Dict_Add(j->haru->catalog, "Lang", HPDF_String_New(j->haru->mmgr, j->meta.lang, NULL)) == HPDF_OK
        && pdf_meta_info(j->haru, &j->meta);
    return (added && pdf_haru_failed(j->haru) == HPDF_OK) || fail_haru(j);
}

/* Tabs S: the tabulator follows the structure (PDF/UA-1, 7.18.3). */
static bool add_page(struct job *j, size_t number)
{
    const struct page *page = &j->pages->pages[number];
    if (page->width < MIN_SIDE || page->height < MIN_SIDE || page->width > MAX_SIDE || page->height > MAX_SIDE)
        return fail_size(j, number, page);
    struct pdf_haru_page *added = &j->haru_pages[number];
    *added = pdf_haru_add_page(j->haru, page->width, page->height, j->resources);
    if (added->page == NULL || HPDF_Dict_AddNumber(added->page, "StructParents", (HPDF_INT32)number) != HPDF_OK
        || HPDF_Dict_AddName(added->page, "Tabs", "S") != HPDF_OK)
        return fail_haru(j);
    j->page_ids[number] = added->id;
    return true;
}

/* Part of the content of a page as a stream, a shared one where that is worth it. */
static bool write_part(struct job *j, struct parts *parts, size_t n, bool shared, const char *data, size_t len)
{
    parts->ids[n] = shared ? pdf_share_stream(j->share, data, len) : pdf_haru_number(pdf_haru_reserve(j->haru));
    if (parts->ids[n] == 0)
        return fail_haru(j);
    if (!shared)
        pdf_file_stream(j->file, parts->ids[n], "", data, len);
    return true;
}

/* Cuts the content of page NUMBER where stretches begin and end that other pages have, too. */
static bool write_parts(struct job *j, size_t number, const struct buf *content, const struct pdf_cuts *cuts)
{
    size_t from = 0, n = 0;
    for (size_t i = 0; i + 1 < cuts->n; i += 2) {
        size_t begin = cuts->at[i], end = cuts->at[i + 1];
        if (end - begin < PDF_SHARE_MIN)
            continue;
        if (begin > from && !write_part(j, &j->parts[number], n++, false, content->data + from, begin - from))
            return false;
        if (!write_part(j, &j->parts[number], n++, true, content->data + begin, end - begin))
            return false;
        from = end;
    }
    if (n > 0)
        return from == content->len || write_part(j, &j->parts[number], n, false, content->data + from, content->len - from);
    pdf_file_stream(j->file, j->haru_pages[number].content, "", buf_text(content), content->len);
    return true;
}

/* The content of a page in parts is an array of them. */
static void write_content_arrays(struct job *j)
{
    for (size_t i = 0; i < j->pages->npages; i++) {
        const struct parts *parts = &j->parts[i];
        if (parts->ids[0] == 0)
            continue;
        struct buf *b = pdf_file_begin(j->file, j->haru_pages[i].content);
        buf_char(b, '[');
        for (size_t k = 0; parts->ids[k] != 0; k++) {
            pdf_put_ref(b, parts->ids[k]);
            buf_char(b, ' ');
        }
        buf_char(b, ']');
        pdf_file_end(j->file);
    }
}

/* A page's content goes into the file as soon as it is there: it is never in memory but deflated. */
static bool draw_pages(struct job *j)
{
    const struct pdf_content painter = {j->pages, j->fonts, j->images, j->lights, j->tags, j->file, j->d};
    struct buf content = BUF_INIT;
    bool drawn = true;
    for (size_t i = 0; i < j->pages->npages && drawn; i++) {
        buf_clear(&content);
        struct pdf_cuts cuts;
        drawn = add_page(j, i) && pdf_content_page(&painter, i, &content, &cuts) && write_parts(j, i, &content, &cuts);
        pdf_file_omit(j->file, j->haru_pages[i].content_length);
    }
    buf_free(&content);
    return drawn;
}

static bool add_navigation(struct job *j)
{
    return (pdf_links_add(j->haru, j->pages, j->haru_pages, j->tags, j->annotations)
            && pdf_bookmarks_add(j->haru, j->pages, j->haru_pages)) || fail_haru(j);
}

static bool write_resources(struct job *j)
{
    struct buf fonts = BUF_INIT, objects = BUF_INIT;
    bool written = pdf_fonts_write(j->fonts, j->file, &fonts);
    pdf_images_resources(j->images, &objects);
    pdf_lights_resources(j->lights, &objects);
    struct buf *b = pdf_file_begin(j->file, pdf_haru_number(j->resources));
    buf_printf(b, "<</Font<<%s>>/XObject<<%s>>>>", buf_text(&fonts), buf_text(&objects));
    pdf_file_end(j->file);
    if (fonts.failed || objects.failed)
        pdf_file_fail(j->file);
    buf_free(&fonts);
    buf_free(&objects);
    return written || fail_haru(j);
}

/* What was given, and every image that is in the document. */
static bool attach(struct job *j)
{
    size_t images = pdf_images_count(j->images);
    struct pdf_attachment *all = calloc(j->natt + images, sizeof *all);
    if (all == NULL)
        return fail_memory(j);
    memcpy(all, j->att, j->natt * sizeof *all);
    for (size_t i = 0; i < images; i++)
        all[j->natt + i] = pdf_images_attachment(j->images, i);
    pdf_attach_write(j->file, j->names, j->af, all, j->natt + images, &j->meta);
    free(all);
    return true;
}

/* libharu's objects are all made by now; ours are numbered after them. */
static bool write_objects(struct job *j)
{
    pdf_file_number_from(j->file, pdf_haru_count(j->haru));
    if (!write_resources(j))
        return false;
    write_content_arrays(j);
    pdf_meta_write_xmp(j->file, j->xmp, &j->meta, HPDF_GetInfoAttr(j->haru, HPDF_INFO_PRODUCER), j->natt > 0 ? 3 : 2);
    pdf_meta_write_intents(j->file, j->intents);
    if (j->natt > 0 && !attach(j))
        return false;
    pdf_links_write(j->file, j->pages, j->page_ids, j->tags, j->annotations);
    pdf_tags_write(j->tags, j->file, j->structure, j->page_ids);
    return pdf_haru_write(j->haru, j->file) || fail_haru(j);
}

static bool finish_file(struct job *j)
{
    switch (pdf_file_finish(j->file, pdf_haru_number(j->haru->catalog), pdf_haru_number(j->haru->info))) {
    case PDF_FILE_DONE:
        return true;
    case PDF_FILE_NO_MEMORY:
        return fail_memory(j);
    case PDF_FILE_TOO_LARGE:
        diag_say0(j->d, DIAG_PDF_TOO_LARGE, NULL);
        return false;
    }
    return false;
}

bool pdf_write(struct pdf *p, const struct page_list *pages, const struct pdf_meta *meta,
               const struct pdf_attachment *att, size_t natt, const struct file_source *images,
               struct buf *out, struct diag *d)
{
    struct job j = {.haru = p->haru, .fonts = p->fonts, .pages = pages, .meta = *meta, .att = att, .natt = natt, .d = d};
    if (j.meta.lang == NULL)
        j.meta.lang = DEFAULT_LANG;
    errno = 0;   /* fail_haru */
    bool written = pdf_fonts_good(p->fonts) && open_job(&j, images, out) && add_catalog(&j) && draw_pages(&j) && add_navigation(&j)
        && write_objects(&j) && finish_file(&j);
    close_job(&j);
    return written;
}
