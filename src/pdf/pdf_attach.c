/* pdf_attach.c: attached files as associated files of the document (PDF/A-3, 6.8). */
#include "pdf/pdf_meta.h"

#include <string.h>

#include "base/buf.h"
#include "pdf/pdf_file.h"
#include "pdf/pdf_syntax.h"

static void write_embedded(struct pdf_file *file, uint32_t id, const struct pdf_attachment *a, const struct pdf_meta *meta)
{
    struct buf entries = BUF_INIT;
    buf_str(&entries, "/Type/EmbeddedFile/Subtype");
    pdf_put_name(&entries, a->mime);
    buf_printf(&entries, "/Params<</Size %zu", a->inflated > 0 ? a->inflated : a->len);
    if (meta->date != NULL) {
        buf_str(&entries, "/ModDate(");
        pdf_meta_date(&entries, meta->date);
        buf_char(&entries, ')');
    } else if (meta->year > 0) {
        buf_printf(&entries, "/ModDate(D:%04d)", meta->year);
    }
    buf_str(&entries, ">>");
    if (entries.failed)
        pdf_file_fail(file);
    else
        (a->inflated > 0 ? pdf_file_deflated_stream : pdf_file_stream)(file, id, entries.data, a->data, a->len);
    buf_free(&entries);
}

static void write_filespec(struct pdf_file *file, uint32_t id, uint32_t embedded, const struct pdf_attachment *a)
{
    static const char *const relations[] = {[PDF_SOURCE] = "Source", [PDF_DATA] = "Data", [PDF_SUPPLEMENT] = "Supplement"};
    struct buf *b = pdf_file_begin(file, id);
    buf_str(b, "<</Type/Filespec/F");
    pdf_put_text(b, a->name);
    buf_str(b, "/UF");
    pdf_put_text(b, a->name);
    if (a->description != NULL) {
        buf_str(b, "/Desc");
        pdf_put_text(b, a->description);
    }
    buf_printf(b, "/AFRelationship/%s/EF<</F %u 0 R/UF %u 0 R>>>>", relations[a->relation], (unsigned)embedded, (unsigned)embedded);
    pdf_file_end(file);
}

static void write_af(struct pdf_file *file, uint32_t af, uint32_t first, size_t natt)
{
    struct buf *b = pdf_file_begin(file, af);
    buf_char(b, '[');
    for (size_t i = 0; i < natt; i++)
        buf_printf(b, "%u 0 R ", (unsigned)(first + 2 * i));
    buf_char(b, ']');
    pdf_file_end(file);
}

/* The least name above AFTER (the least of all when NULL); NATT when there is none. */
static size_t next_name(const struct pdf_attachment *att, size_t natt, const char *after)
{
    size_t least = natt;
    for (size_t i = 0; i < natt; i++)
        if ((after == NULL || strcmp(att[i].name, after) > 0) && (least == natt || strcmp(att[i].name, att[least].name) < 0))
            least = i;
    return least;
}

/* A name tree is sorted; the few attachments are picked in order. Of equal names one is found. */
static void write_names(struct pdf_file *file, uint32_t names, uint32_t first, const struct pdf_attachment *att, size_t natt)
{
    struct buf *b = pdf_file_begin(file, names);
    buf_str(b, "<</EmbeddedFiles<</Names[");
    for (size_t i = next_name(att, natt, NULL); i < natt; i = next_name(att, natt, att[i].name)) {
        pdf_put_text(b, att[i].name);
        buf_printf(b, "%u 0 R ", (unsigned)(first + 2 * i));
    }
    buf_str(b, "]>>>>");
    pdf_file_end(file);
}

void pdf_attach_write(struct pdf_file *file, uint32_t names, uint32_t af, const struct pdf_attachment *att, size_t natt,
                      const struct pdf_meta *meta)
{
    uint32_t first = pdf_file_reserve(file, (uint32_t)(2 * natt));
    for (size_t i = 0; i < natt; i++) {
        uint32_t filespec = first + 2 * (uint32_t)i;
        write_embedded(file, filespec + 1, &att[i], meta);
        write_filespec(file, filespec, filespec + 1, &att[i]);
    }
    write_names(file, names, first, att, natt);
    write_af(file, af, first, natt);
}
