/* fuzz.c: the pipeline of the program over bytes in memory, with what does not change read only once. */
#include "fuzz.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file_source.h"
#include "bind/bind.h"
#include "bind/template.h"
#include "check/check.h"
#include "check/place.h"
#include "compute/compute.h"
#include "compute/plan.h"
#include "layout/page.h"
#include "pdf/pdf.h"
#include "read/codes.h"
#include "read/xml_read.h"
#include "read/xml_schema.h"
#include "read/xml_write.h"

const struct fuzz_data *fuzz_data(void)
{
    static struct fuzz_data data;
    if (data.codes != NULL)
        return &data;
    struct diag *d = diag_new(DIAG_IT);
    FUZZ_PROMISE(d != NULL);
    schema_load(&data.plans, "xsd/piano.xsd", d);
    codes_load(&data.codes, "xsd/codici.xml", d);
    data.template = template_load("tests/fuzz/modello.xml", "xsd/template.xsd", d);
    FUZZ_PROMISE(data.plans != NULL && data.codes != NULL && data.template != NULL);
    diag_free(d);
    return &data;
}

static void compose(struct plan *plan, const struct template *template, struct diag *d)
{
    const struct file_source pictures = file_source_folder("tests/fuzz");
    const struct bind_options options = {.draft = true, .codes = fuzz_data()->codes, .pictures = &pictures};
    struct arena *blocks = arena_new();
    struct doc doc = {0};
    struct pdf *pdf = NULL;
    struct page_list *pages = NULL;
    struct buf out = BUF_INIT;
    if (blocks != NULL && bind_run(template, plan, d, &options, blocks, &doc)
        && (pdf = pdf_new("fonts", doc.faces, doc.nfaces, NULL, d)) != NULL && layout_run(&doc, pdf_metrics(pdf), d, &pages)) {
        const struct pdf_meta meta = {.title = doc.title, .author = doc.author, .lang = doc.lang, .creator = "fuzz", .year = plan->anno};
        pdf_write(pdf, pages, &meta, NULL, 0, &pictures, &out, d);
    }
    buf_free(&out);
    page_list_free(pages);
    pdf_free(pdf);
    arena_free(blocks);
}

/* What compute gives is a plan again, and computing it again changes nothing. */
static void expect_stable(const struct xml_doc *doc)
{
    struct diag *d = diag_new(DIAG_IT);
    struct buf once = BUF_INIT, twice = BUF_INIT;
    struct xml_doc *again = NULL;
    struct plan *plan = NULL;
    if (xml_write(doc, &once) && xml_read_memory(&again, "again", once.data, once.len, d) == READ_OK) {
        FUZZ_PROMISE(schema_validate(fuzz_data()->plans, again, NULL, d));
        plan = plan_open(again, d);
        FUZZ_PROMISE(plan != NULL && compute_run(plan, d) && xml_write(again, &twice));
        FUZZ_PROMISE(once.len == twice.len && memcmp(once.data, twice.data, once.len) == 0);
    }
    plan_close(plan);
    xml_free(again);
    buf_free(&once);
    buf_free(&twice);
    diag_free(d);
}

void fuzz_plan(const uint8_t *data, size_t size, const struct template *template, struct diag *d)
{
    const struct fuzz_data *shared = fuzz_data();
    struct xml_doc *doc = NULL;
    struct plan *plan = NULL;
    if (xml_read_memory(&doc, "piano.xml", data, size, d) == READ_OK && schema_validate(shared->plans, doc, place_words, d)
        && (plan = plan_open(doc, d)) != NULL && compute_run(plan, d)) {
        check_run(plan, shared->codes, d);
        if (diag_count_level(d, DIAG_ERRORE) == 0)
            expect_stable(doc);
        compose(plan, template, d);
    }
    if (doc != NULL)
        xml_quote(doc, d, 0, DIAG_NOTA);
    plan_close(plan);
    xml_free(doc);
}
