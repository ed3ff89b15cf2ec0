/* test_face.c: commands as functions: each allocation in turn fails while they run: that is told, and nothing else is given. Places of
 * the documents of many plans. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "batch.h"
#include "command.h"
#include "data_dir.h"
#include "expect.h"
#include "pdf_sample.h"
#include "pira.h"
#include "starve.h"
#include "suites.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define PLAN "tests/cli/buono.xml"

static char folder[] = "/tmp/pira-face-XXXXXX";
static char document[64];

static bool compute(struct pira *p, struct buf *out)
{
    return pira_compute(p, PLAN, out);
}

static bool explain(struct pira *p, struct buf *out)
{
    return pira_explain_indicator(p, PLAN, "A1.1", out);
}

static bool explain_code(struct pira *p, struct buf *out)
{
    return pira_explain_code(p, "totale-diverso", out);
}

static bool values(struct pira *p, struct buf *out)
{
    return pira_values(p, PLAN, out);
}

static bool export(struct pira *p, struct buf *out)
{
    return pira_export(p, PLAN, "indicatori", out);
}

static bool starter(struct pira *p, struct buf *out)
{
    return pira_init(p, out);
}

/* libharu does not survive that it gets none. */
static void *take(unsigned size)
{
    return starve_never(size);
}

static bool render(struct pira *p, struct buf *out)
{
    const struct pira_render_options o = {.digests = true};
    p->take = take;
    return pira_render(p, PLAN, "templates/rapporto.xml", &o, out, NULL);
}

static bool prepare(struct pira *p, struct buf *out)
{
    struct pira_kit *kit = pira_kit_new(p, "templates/rapporto.xml");
    const char *path;
    char digest[SHA256_TEXT];
    for (size_t i = 0; kit != NULL && i < pira_kit_file_count(kit); i++) {
        pira_kit_file(kit, i, &path, digest);
        buf_printf(out, "%s\n", path);
    }
    pira_kit_free(kit);
    return kit != NULL;
}

/* The attached plan, into a folder that is not there yet. */
static bool extract(struct pira *p, struct buf *out)
{
    char *operands[] = {document, NULL};
    char place[80], file[100];
    struct options o = {.operands = operands, .operand_count = 1, .folder = place};
    struct outcome outcome = {0};
    snprintf(place, sizeof place, "%s/fuori", folder);
    snprintf(file, sizeof file, "%s/piano.xml", place);
    bool done = cmd_extract(p, &o, &outcome);
    buf_add(out, buf_text(&outcome.out), outcome.out.len);
    out->failed = out->failed || outcome.out.failed;
    buf_free(&outcome.out);
    unlink(file);
    rmdir(place);
    return done;
}

static bool template_of(struct pira *p, struct buf *out)
{
    const char *path = data_dir_template(p->arena, p->data_dir, "rapporto", p->diag);
    buf_str(out, path != NULL ? path : "");
    return path != NULL;
}

/* Places of plans that are told apart by their folders, or stand beside them. */
static bool name_plans(struct pira *p, struct buf *out, const char *where)
{
    char first[] = "samples/ferrara-2017/piano.xml", second[] = "samples/bologna-2025/piano.xml", third[] = "/proc/version";
    char *plans[] = {first, second, third};
    struct batch b = {.plans = plans, .nplans = COUNT(plans), .folder = where};
    struct batch_result results[COUNT(plans)] = {{0}};
    bool named = batch_name(p, &b, results);
    for (size_t i = 0; named && i < COUNT(plans); i++)
        buf_printf(out, "%s\n", results[i].output);
    return named;
}

static bool names_in_folder(struct pira *p, struct buf *out)
{
    return name_plans(p, out, "rapporti/");
}

static bool names_beside(struct pira *p, struct buf *out)
{
    return name_plans(p, out, NULL);
}

/* Runs WORK, allocation FAILING failing; the number of allocations. */
static size_t run_starved(const struct pira_kit *kit, bool (*work)(struct pira *, struct buf *), size_t failing, struct buf *out, bool *done, bool *told)
{
    struct pira p = {.lang = DIAG_IT, .data_dir = ".", .arena = arena_new(), .diag = diag_new(DIAG_IT), .kit = kit};
    starve_at(failing);
    *done = work(&p, out) && !out->failed;
    size_t count = starve_count();
    starve_at(0);
    *told = diag_out_of_memory(p.diag) || diag_count_code(p.diag, DIAG_NO_MEMORY) > 0 || out->failed;
    diag_free(p.diag);
    arena_free(p.arena);
    return count;
}

/* One in STEP; FULL: each. */
static void test_allocations(void)
{
    static const struct { const char *what; bool (*work)(struct pira *, struct buf *); const char *want; size_t step; } rows[] = {
        {"compute", compute, "<percento>93.75</percento>", 1},
        {"explain", explain, "93,75%", 1},
        {"explain a message", explain_code, "totale-diverso", 1},
        {"values", values, "P1", 1},
        {"export", export, "93,75%", 1},
        {"render", render, "%PDF-1.7", 1},
        {"prepare", prepare, "templates/rapporto.xml\n", 97},
        {"init", starter, "urn:pira:piano:1", 1},
        {"extract", extract, "/fuori/piano.xml\n", 1},
        {"a template", template_of, "./templates/rapporto.xml", 1},
        {"names in a folder", names_in_folder, "rapporti/ferrara-2017.pdf\nrapporti/bologna-2025.pdf\nrapporti/version.pdf\n", 1},
        {"names beside plans", names_beside, "samples/ferrara-2017/piano.pdf\nsamples/bologna-2025/piano.pdf\n/proc/version.pdf\n", 1},
    };
    struct pira p = {.lang = DIAG_IT, .data_dir = ".", .arena = arena_new(), .diag = diag_new(DIAG_IT)};
    struct pira_kit *kit = pira_kit_new(&p, "templates/rapporto.xml");
    struct buf sample = sample_modern();
    CU_ASSERT_FATAL(kit != NULL && mkdtemp(folder) != NULL);
    snprintf(document, sizeof document, "%s/d.pdf", folder);
    FILE *file = fopen(document, "wb");
    CU_ASSERT_FATAL(file != NULL && fwrite(sample.data, 1, sample.len, file) == sample.len && fclose(file) == 0);
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct buf whole = BUF_INIT;
        bool done, told;
        size_t count = run_starved(kit, rows[i].work, 0, &whole, &done, &told);
        EXPECT(done && !told && strstr(buf_text(&whole), rows[i].want) != NULL, rows[i].what);
        for (size_t k = 1; k <= count; k += getenv("FULL") != NULL ? 1 : rows[i].step) {
            struct buf out = BUF_INIT;
            char row[60];
            snprintf(row, sizeof row, "%s, allocation %zu of %zu", rows[i].what, k, count);
            run_starved(kit, rows[i].work, k, &out, &done, &told);
            EXPECT(done != told, row);
            if (done)
                EXPECT_TEXT(buf_text(&out), buf_text(&whole), row);
            buf_free(&out);
        }
        buf_free(&whole);
    }
    unlink(document);
    rmdir(folder);
    buf_free(&sample);
    pira_kit_free(kit);
    diag_free(p.diag);
    arena_free(p.arena);
}

void suite_face(void)
{
    CU_add_test(CU_add_suite("face", NULL, NULL), "each allocation fails", test_allocations);
}
