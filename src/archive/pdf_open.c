/* pdf_open.c: opens a PDF file for the commands that look into it. */
#include "archive/pdf_open.h"

#include <string.h>

#include "base/diag.h"
#include "base/file_read.h"

/* Reports why the reader stopped; a NULL reader stands for memory. Always false. */
static bool fail(const struct pdf_open *p, struct diag *d)
{
    if (p->reader == NULL)
        diag_say0(d, DIAG_NO_MEMORY, NULL);
    else
        pdf_reader_check(p->reader, p->name, d);
    return false;
}

bool pdf_open_memory(struct pdf_open *p, const char *name, const void *data, size_t len, struct diag *d)
{
    p->name = name;
    if (len < 5 || memcmp(data, "%PDF-", 5) != 0) {
        diag_say(d, DIAG_PDF_NOT_PDF, NULL, name);
        return false;
    }
    p->reader = pdf_reader_new(data, len);
    if (p->reader == NULL || !pdf_open_is_well(p) || !pdf_facts_find(p->reader, &p->facts))
        return fail(p, d);
    return true;
}

bool pdf_open_file(struct pdf_open *p, const char *path, struct diag *d)
{
    *p = (struct pdf_open){.name = strcmp(path, "-") == 0 ? "<stdin>" : path};
    int error = file_read(path, PDF_READ_LIMIT, &p->bytes);
    if (error != 0) {
        file_read_report(p->name, error, PDF_READ_LIMIT, d);
        return false;
    }
    return pdf_open_memory(p, p->name, p->bytes.data, p->bytes.len, d);
}

void pdf_open_end(struct pdf_open *p)
{
    pdf_reader_free(p->reader);
    buf_free(&p->bytes);
    *p = (struct pdf_open){.name = ""};
}

bool pdf_open_is_well(const struct pdf_open *p)
{
    size_t at;
    return pdf_reader_trouble(p->reader, &at) == PDF_FINE;
}

bool pdf_open_attached(struct pdf_open *p, const struct pdf_attached *a, struct buf *out, struct diag *d)
{
    return pdf_reader_decode(p->reader, a->stream, out) || fail(p, d);
}
