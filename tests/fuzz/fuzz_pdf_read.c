/* fuzz_pdf_read.c: any bytes at all as a PDF file: read, compared with itself, its attachments decoded (libFuzzer). */
#include <stddef.h>
#include <stdint.h>

#include "archive/pdf_compare.h"
#include "archive/pdf_open.h"
#include "archive/pdf_revision.h"
#include "base/diag.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct diag *d = diag_new(DIAG_EN);
    struct pdf_open now = {.name = "now"}, first = {.name = "first"};
    const char *name = NULL;
    size_t figures = 0;
    if (d && pdf_open_memory(&now, "now", data, size, d)
        && pdf_open_memory(&first, "first", data, pdf_reader_first_revision(now.reader), d)) {
        pdf_revision_check(&now, &first, d);
        pdf_compare_made(&now, &first, true, &figures, d);
        pdf_compare_attached(&now, &first, &name, d);
    }
    pdf_open_end(&first);
    pdf_open_end(&now);
    diag_free(d);
    return 0;
}
