/* pdf_haru.c: the libharu document behind the file, kept behind a few calls. */
#include "pdf/pdf_haru.h"

#include <assert.h>
#include <hpdf_pages.h>
#include <hpdf_streams.h>
#include <stdlib.h>

#include "base/buf.h"
#include "pdf/pdf_file.h"
#include "pdf/pdf_syntax.h"

/* Structs of libharu are used that another version lays out otherwise. */
#if HPDF_VERSION_ID != 20300
#error "src/pdf is written for libharu 2.3.0: see pdf_haru.c, pdf_font.c, pdf_font_write.c before using another version"
#endif

#define PAGES_PER_NODE 200
#define ID_MASK        0x00FFFFFFu

HPDF_Doc pdf_haru_new(HPDF_Alloc_Func take)
{
    HPDF_Doc haru = HPDF_NewEx(NULL, take, take != NULL ? free : NULL, 0, NULL);
    if (haru == NULL)
        return NULL;
    haru->pdf_version = HPDF_VER_17;
    if (HPDF_SetPagesConfiguration(haru, PAGES_PER_NODE) != HPDF_OK) {
        HPDF_Free(haru);
        return NULL;
    }
    return haru;
}

void pdf_haru_expect(HPDF_Doc haru, size_t objects)
{
    const size_t most = HPDF_LIMIT_MAX_XREF_ELEMENT;
    haru->xref->entries->items_per_block = (HPDF_UINT)(objects < most ? objects : most) + 1024;
}

HPDF_STATUS pdf_haru_failed(HPDF_Doc haru)
{
    return HPDF_GetError(haru);
}

HPDF_Dict pdf_haru_reserve(HPDF_Doc haru)
{
    HPDF_Dict dict = HPDF_Dict_New(haru->mmgr);
    return dict != NULL && HPDF_Xref_Add(haru->xref, dict) == HPDF_OK ? dict : NULL;
}

uint32_t pdf_haru_number(const void *object)
{
    const HPDF_Obj_Header *header = object;
    return header != NULL ? header->obj_id & ID_MASK : 0;
}

struct pdf_haru_page pdf_haru_add_page(HPDF_Doc haru, mpt width, mpt height, HPDF_Dict resources)
{
    struct pdf_haru_page page = {NULL, 0, 0, 0};
    HPDF_Page p = HPDF_AddPage(haru);
    if (p == NULL || resources == NULL)
        return page;
    const HPDF_PageAttr_Rec *attr = p->attr;
    page.id = pdf_haru_number(p);
    page.content = pdf_haru_number(attr->contents);
    page.content_length = pdf_haru_number(HPDF_Dict_GetItem(attr->contents, "Length", HPDF_OCLASS_NUMBER));
    if (HPDF_Page_SetWidth(p, (HPDF_REAL)width / 1000) == HPDF_OK && HPDF_Page_SetHeight(p, (HPDF_REAL)height / 1000) == HPDF_OK
        && HPDF_Dict_Add(p, "Resources", resources) == HPDF_OK)
        page.page = p;
    return page;
}

void *pdf_haru_text(HPDF_Doc haru, const char *s)
{
    struct buf bytes = BUF_INIT;
    void *text = NULL;
    pdf_text_bytes(&bytes, s);
    if (!bytes.failed)
        text = HPDF_Binary_New(haru->mmgr, (HPDF_BYTE *)bytes.data, (HPDF_UINT)bytes.len);
    buf_free(&bytes);
    return text;
}

void pdf_haru_gather(HPDF_Stream stream, struct buf *out)
{
    HPDF_UINT count = HPDF_MemStream_GetBufCount(stream);
    for (HPDF_UINT i = 0; i < count; i++) {
        HPDF_UINT len = 0;
        const HPDF_BYTE *part = HPDF_MemStream_GetBufPtr(stream, i, &len);
        buf_add(out, part, len);
    }
}

uint32_t pdf_haru_count(HPDF_Doc haru)
{
    return haru->xref->entries->count;
}

bool pdf_haru_write(HPDF_Doc haru, struct pdf_file *file)
{
    uint32_t count = pdf_haru_count(haru);
    HPDF_Stream text = HPDF_MemStream_New(haru->mmgr, 4096);
    bool done = text != NULL;
    for (uint32_t i = 1; i < count && done; i++) {
        void *object = HPDF_Xref_GetEntry(haru->xref, i)->obj;
        uint32_t id = pdf_haru_number(object);
        if (pdf_file_has(file, id))
            continue;
        done = HPDF_Obj_WriteValue(object, text, NULL) == HPDF_OK;
        pdf_haru_gather(text, pdf_file_begin(file, id));
        pdf_file_end(file);
        HPDF_MemStream_FreeData(text);
    }
    if (text != NULL)
        HPDF_Stream_Free(text);
    assert(!done || pdf_haru_count(haru) == count);   /* nothing may be made while writing */
    return done;
}
