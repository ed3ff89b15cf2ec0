/* test_starve.c: each allocation in turn fails while plans are computed, explained and checked: that is told, and nothing is lost. */
#include "starve.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "check/check.h"
#include "compute/compute.h"
#include "compute/plan.h"
#include "compute/trace.h"
#include "expect.h"
#include "read/codes.h"
#include "read/xml_read.h"
#include "read/xml_write.h"
#include "suites.h"

/* What a run has made of a plan. */
struct outcome {
    bool told;            /* that memory was short */
    bool done;            /* every stage says so */
    struct buf said, plan, trace;
};

static void outcome_free(struct outcome *o)
{
    buf_free(&o->said);
    buf_free(&o->plan);
    buf_free(&o->trace);
}

static void list_messages(struct outcome *o, const struct diag *d)
{
    for (size_t i = 0; i < diag_count(d); i++)
        buf_printf(&o->said, "%d@%ld:%ld %s\n", (int)diag_get(d, i)->code, diag_get(d, i)->at.line, diag_get(d, i)->at.column, diag_get(d, i)->text);
    o->told = diag_out_of_memory(d) || diag_count_code(d, DIAG_NO_MEMORY) > 0;
}

/* TEXT computed, explained and checked, allocation FAILING failing; the number of allocations. */
static size_t run(const struct buf *text, const struct codes *codes, const char *name, size_t failing, struct outcome *o)
{
    struct diag *d = diag_new(DIAG_IT);
    struct xml_doc *doc = NULL;
    struct plan *p = NULL;
    *o = (struct outcome){false, false, BUF_INIT, BUF_INIT, BUF_INIT};
    CU_ASSERT_EQUAL_FATAL(xml_read_memory(&doc, "prova.xml", buf_text(text), text->len, d), READ_OK);
    starve_at(failing);
    o->done = (p = plan_open(doc, d)) != NULL && compute_run(p, d);
    bool traced = o->done && trace_indicator(p, name, DIAG_IT, &o->trace);
    if (o->done)
        check_run(p, codes, d);
    size_t count = starve_count();
    starve_at(0);
    o->done = o->done && traced && !o->trace.failed;
    if (o->done)
        xml_write(doc, &o->plan);
    list_messages(o, d);
    plan_close(p);
    xml_free(doc);
    diag_free(d);
    return count;
}

static void read_file(struct buf *out, const char *path)
{
    FILE *file = fopen(path, "rb");
    char piece[4096];
    size_t len;
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    while ((len = fread(piece, 1, sizeof piece, file)) > 0)
        buf_add(out, piece, len);
    fclose(file);
}

/* A failure is told; if none is, all is as without it. */
static void expect_outcome(const struct outcome *o, const struct outcome *whole, const char *row)
{
    bool same = strcmp(buf_text(&o->said), buf_text(&whole->said)) == 0 && strcmp(buf_text(&o->plan), buf_text(&whole->plan)) == 0 &&
                strcmp(buf_text(&o->trace), buf_text(&whole->trace)) == 0;
    EXPECT(o->told || !o->done || same, row);
}

static void starve_plan(const char *path, const char *name, size_t step)
{
    struct buf text = BUF_INIT;
    struct outcome whole, o;
    struct codes *codes = NULL;
    struct diag *d = diag_new(DIAG_IT);
    read_file(&text, path);
    CU_ASSERT_EQUAL_FATAL(codes_load(&codes, "xsd/codici.xml", d), READ_OK);
    size_t count = run(&text, codes, name, 0, &whole);
    EXPECT(whole.done && !whole.told, path);
    for (size_t i = 1; i <= count; i += step) {
        char row[100];
        snprintf(row, sizeof row, "%s, allocation %zu of %zu", path, i, count);
        run(&text, codes, name, i, &o);
        expect_outcome(&o, &whole, row);
        outcome_free(&o);
    }
    outcome_free(&whole);
    codes_free(codes);
    diag_free(d);
    buf_free(&text);
}

/* FULL: every allocation of the larger plans too. */
static void test_plans(void)
{
    static const struct { const char *path, *indicator; size_t step; } rows[] = {
        {"tests/plans/mondo/camera-rapporto.xml", "r1", 1}, {"tests/plans/mondo/camera-semestre.xml", "s2", 1}, {"tests/plans/mondo/ater.xml", "h11", 1},
        {"tests/plans/altri-enti.xml", "VIG2", 5},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        starve_plan(rows[i].path, rows[i].indicator, getenv("FULL") != NULL ? 1 : rows[i].step);
}

void suite_starve(void)
{
    CU_pSuite s = CU_add_suite("starve", NULL, NULL);
    CU_add_test(s, "plans", test_plans);
}
