/* pdf_sample.c: a small PDF file, put together by hand. */
#include "pdf_sample.h"

#include <CUnit/CUnit.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pdf/pdf_file.h"

static const char cmap[] =
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n1 begincodespacerange <00> <FF> endcodespacerange\n"
    "2 beginbfchar\n<41> <00C0>\n<42> <D83DDE00>\nendbfchar\n2 beginbfrange <20> <40> <0020> <43> <7E> <0043> endbfrange endcmap end end\n";
static const char content[] =
    "/P<</MCID 0>>BDC\nBT\n/F0 12 Tf\n10 20 Td\n(A12)Tj\n0 -14 Td\n(3\\064)Tj\nET\nEMC\n"
    "/Artifact BMC BT (9) Tj ET EMC\n/P <</MCID 1>> BDC BT 1 0 0 1 0 0 Tm [(5) -20 <36>] TJ ET EMC\n";

/* The objects that are no streams. */
static const char *const objects[] = {
    [SAMPLE_CATALOG] = "<</Type/Catalog/Pages 2 0 R/AF[8 0 R]/Names<</EmbeddedFiles<</Names[(piano.xml)8 0 R]>>>>>>",
    [SAMPLE_PAGES] = "<</Type /Pages /Kids [3 0 R] /Count 1 /Resources <</Font<</F0 5 0 R>>>> >>",
    [SAMPLE_PAGE] = "<</Type/Page/Parent 2 0 R/Contents 4 0 R % a comment\n/MediaBox[0 0 595.28 841.89]>>",
    [SAMPLE_FONT] = "<</Type/Font/Subtype/Type0/ToUnicode 6 0 R>>",
    [SAMPLE_INFO] = "<</Creator(pira 0.1.0)/CreationDate(D:20171231000000Z)>>",
    [SAMPLE_SPEC] = "<</Type/Filespec/F(piano.xml)/UF<FEFF007000690061006E006F002E0078006D006C>/AFRelationship/Source/EF<</F 9 0 R>>>>",
    [SAMPLE_FILE] = NULL,   /* a stream, like content and map */
};
const char sample_plan[] = "<piano/>\n";
const char sample_text[] = "À12\n34\n56\n9\n";

static const char *stream_of(int id)
{
    return id == SAMPLE_CONTENT ? content : id == SAMPLE_MAP ? cmap : id == SAMPLE_FILE ? sample_plan : NULL;
}

static void put_object(struct buf *b, int id, const char *text)
{
    buf_printf(b, "%d 0 obj\n", id);
    if (stream_of(id) != NULL)
        buf_printf(b, "<</Length %zu>>\nstream\n%sendstream", strlen(text), text);
    else
        buf_str(b, text);
    buf_str(b, "\nendobj\n");
}

const char *sample_object(int id)
{
    return objects[id];
}

struct buf sample_classic(const char *other)
{
    struct buf b = BUF_INIT;
    size_t at[SAMPLE_OBJECTS] = {0};
    buf_str(&b, "%PDF-1.7\n");
    for (int id = 1; id < SAMPLE_OBJECTS; id++) {
        const char *stream = id == SAMPLE_CONTENT && other != NULL ? other : stream_of(id);
        at[id] = b.len;
        put_object(&b, id, stream != NULL ? stream : objects[id]);
    }
    size_t table = b.len;
    buf_printf(&b, "xref\n0 %d\n0000000000 65535 f \n", SAMPLE_OBJECTS);
    for (int id = 1; id < SAMPLE_OBJECTS; id++)
        buf_printf(&b, "%010zu 00000 n \n", at[id]);
    buf_printf(&b, "trailer\n<</Size %d/Root 1 0 R/Info 7 0 R>>\nstartxref\n%zu\n%%%%EOF\n", SAMPLE_OBJECTS, table);
    return b;
}

struct buf sample_modern(void)
{
    struct buf b = BUF_INIT;
    struct pdf_file *f = pdf_file_new(&b, 1);
    CU_ASSERT_PTR_NOT_NULL_FATAL(f);
    for (int id = 1; id < SAMPLE_OBJECTS; id++)
        if (stream_of(id) != NULL)
            pdf_file_stream(f, (uint32_t)id, "", stream_of(id), strlen(stream_of(id)));
    pdf_file_number_from(f, SAMPLE_OBJECTS);
    for (int id = 1; id < SAMPLE_OBJECTS; id++)
        if (stream_of(id) == NULL) {
            buf_str(pdf_file_begin(f, (uint32_t)id), objects[id]);
            pdf_file_end(f);
        }
    CU_ASSERT_EQUAL(pdf_file_finish(f, 1, 7), PDF_FILE_DONE);
    pdf_file_free(f);
    return b;
}

void sample_append(struct buf *b, int id, const char *text)
{
    char before[24] = "";
    for (size_t i = 0; i + 9 < b->len; i++)
        if (memcmp(b->data + i, "startxref", 9) == 0)
            snprintf(before, sizeof before, "%lu", strtoul(b->data + i + 9, NULL, 10));
    size_t at = b->len;
    put_object(b, id, text);
    size_t table = b->len;
    buf_printf(b, "xref\n%d 1\n%010zu 00000 n \ntrailer\n<</Size 20/Root 1 0 R/Info 7 0 R/Prev %s>>\nstartxref\n%zu\n%%%%EOF\n",
               id, at, before, table);
}
