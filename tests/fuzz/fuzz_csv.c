/* fuzz_csv.c: any bytes as a table of values, put into a plan: what comes out is a valid plan (libFuzzer). */
#include "base/buf.h"
#include "base/file_read.h"
#include "compute/plan.h"
#include "exchange/csv.h"
#include "exchange/fill.h"
#include "fuzz.h"
#include "read/xml_read.h"
#include "read/xml_schema.h"

static void expect_plan(const struct buf *text)
{
    struct diag *d = diag_new(DIAG_IT);
    struct xml_doc *doc = NULL;
    FUZZ_PROMISE(xml_read_memory(&doc, "riempito.xml", text->data, text->len, d) == READ_OK);
    FUZZ_PROMISE(schema_validate(fuzz_data()->plans, doc, NULL, d));
    xml_free(doc);
    diag_free(d);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct buf plan_text;
    struct diag *d = diag_new(DIAG_IT);
    struct csv table = {0};
    struct xml_doc *doc = NULL;
    struct buf out = BUF_INIT;
    struct fill_counts counts = {0};
    if (plan_text.len == 0)
        FUZZ_PROMISE(file_read("tests/fuzz/seeds/plan/piano.xml", 1 << 20, &plan_text) == 0);
    FUZZ_PROMISE(xml_read_memory(&doc, "piano.xml", plan_text.data, plan_text.len, d) == READ_OK);
    struct plan *plan = plan_open(doc, d);
    if (csv_open_memory(&table, "valori.csv", data, size, d) && fill_run(plan, fuzz_data()->codes, &table, &out, &counts, d))
        expect_plan(&out);
    csv_close(&table);
    plan_close(plan);
    xml_free(doc);
    buf_free(&out);
    diag_free(d);
    return 0;
}
