/* pira.c: the pipeline, from a plan's file to what is asked for; every step explains its own failure. */
#include "pira.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "bind/bind.h"
#include "bind/template.h"
#include "check/check.h"
#include "check/place.h"
#include "compute/compute.h"
#include "compute/plan.h"
#include "compute/trace.h"
#include "layout/page.h"
#include "pdf/pdf.h"
#include "read/codes.h"
#include "read/xml_read.h"
#include "read/xml_schema.h"
#include "read/xml_write.h"

/* A plan on its way through the stages. */
struct job {
    struct xml_doc *doc;
    struct codes *codes;
    struct plan *plan;
};

static void job_end(struct job *j)
{
    plan_close(j->plan);
    codes_free(j->codes);
    xml_free(j->doc);
}

/* A file of the data folder; NULL, with a message, when memory is short. */
static const char *data_file(struct pira *p, const char *name)
{
    const char *path = arena_printf(p->arena, "%s/%s", p->data_dir, name);
    if (!path)
        diag_say0(p->diag, DIAG_NO_MEMORY, NULL);
    return path;
}

static bool load_codes(struct pira *p, struct job *j)
{
    const char *path = data_file(p, "xsd/codici.xml");
    return path && codes_load(&j->codes, path, p->diag) == READ_OK;
}

/* The plan's structure and types, by its XSD. */
static bool check_structure(struct pira *p, const struct xml_doc *doc)
{
    const char *path = data_file(p, "xsd/piano.xsd");
    struct xml_schema *schema = NULL;
    bool ok = path && schema_load(&schema, path, p->diag) == READ_OK && schema_validate(schema, doc, place_words, p->diag);
    schema_free(schema);
    return ok;
}

/* Reads FILE and computes what follows from it, as far as its structure allows. The caller ends *J in every case. */
static bool open_plan(struct pira *p, const char *file, struct job *j)
{
    if (xml_read(&j->doc, file, 0, p->diag) != READ_OK)
        return false;
    if (!check_structure(p, j->doc) || !load_codes(p, j))
        return false;
    j->plan = plan_open(j->doc, p->diag);
    return j->plan && compute_run(j->plan, p->diag);
}

/* Reads, computes and checks FILE; the rules judge the computed plan. A plan with errors is good enough for a draft. */
static bool prepare(struct pira *p, const char *file, bool draft, struct job *j)
{
    size_t errors = diag_count_level(p->diag, DIAG_ERRORE);
    if (!open_plan(p, file, j))
        return false;
    check_run(j->plan, j->codes, p->diag);
    return !diag_out_of_memory(p->diag) && (draft || diag_count_level(p->diag, DIAG_ERRORE) == errors);
}

bool pira_validate(struct pira *p, const char *file)
{
    struct job j = {0};
    bool ok = prepare(p, file, false, &j);
    job_end(&j);
    return ok;
}

bool pira_compute(struct pira *p, const char *file, struct buf *out)
{
    struct job j = {0};
    bool ok = prepare(p, file, false, &j);
    if (ok && !xml_write(j.doc, out)) {
        diag_say0(p->diag, DIAG_NO_MEMORY, NULL);
        ok = false;
    }
    job_end(&j);
    return ok;
}

/* The folder of FILE, where its figures are looked for; NULL when memory is short. */
static const char *folder_of(struct arena *a, const char *file)
{
    const char *slash = strrchr(file, '/');
    if (!slash)
        return ".";
    return slash == file ? "/" : arena_strndup(a, file, (size_t)(slash - file));
}

/* The day of the document, as its PDF dates itself: the day its figures are of, else of its last approval; NULL: none.
 * Never today's, so that the same plan gives the same file. */
static const char *document_date(struct pira *p, const struct plan *plan)
{
    const char *day = NULL;
    for (xmlNode *n = plan_child(plan->root, "documento"); n; n = plan_next(n, "documento")) {
        if (!plan_attr_is(n, "tipo", plan->documento))
            continue;
        for (xmlNode *a = plan_child(n, "approvazione"); a; a = plan_next(a, "approvazione"))
            if (plan_attr(a, "data"))
                day = plan_attr(a, "data");
        if (plan_attr(n, "al"))
            day = plan_attr(n, "al");
    }
    return day ? arena_printf(p->arena, "%sT00:00:00Z", day) : NULL;
}

/* Pages of DOC as a PDF, with the plan they were made from attached to them. */
static bool write_pdf(struct pira *p, const struct job *j, const char *file, const struct doc *doc, struct pdf *pdf,
                      const struct page_list *pages, struct buf *out)
{
    const struct pdf_meta meta = {
        .title = doc->title, .author = doc->author, .subject = doc->subject, .keywords = doc->keywords, .lang = doc->lang,
        .creator = "pira " PIRA_VERSION, .date = document_date(p, j->plan),
    };
    struct pdf_attachment source = {
        .name = "piano.xml", .mime = "application/xml", .relation = PDF_SOURCE,
        .description = "Il piano in XML da cui questo documento è stato composto",
    };
    const char *folder = folder_of(p->arena, file);
    if (!folder) {
        diag_say0(p->diag, DIAG_NO_MEMORY, NULL);
        return false;
    }
    xml_original(j->doc, &source.data, &source.len);
    return pdf_write(pdf, pages, &meta, &source, 1, folder, out, p->diag);
}

/* Plan and template become blocks, the blocks pages, the pages a PDF. */
static bool compose(struct pira *p, const struct job *j, const char *file, const struct template *template, bool draft, struct buf *out)
{
    const struct bind_options options = {.draft = draft, .codes = j->codes};
    const char *fonts = data_file(p, "fonts");
    struct arena *blocks = arena_new();
    struct doc doc = {0};
    struct pdf *pdf = NULL;
    struct page_list *pages = NULL;
    bool ok = false;

    if (!fonts || !blocks) {
        diag_say0(p->diag, DIAG_NO_MEMORY, NULL);
        goto end;
    }
    if (!bind_run(template, j->plan, p->diag, &options, blocks, &doc))
        goto end;
    pdf = pdf_new(fonts, doc.faces, doc.nfaces, p->diag);
    if (!pdf || !layout_run(&doc, pdf_metrics(pdf), p->diag, &pages))
        goto end;
    ok = write_pdf(p, j, file, &doc, pdf, pages, out);
end:
    page_list_free(pages);
    pdf_free(pdf);
    arena_free(blocks);
    return ok;
}

bool pira_render(struct pira *p, const char *file, const char *template_file, bool draft, struct buf *out)
{
    const char *xsd = data_file(p, "xsd/template.xsd");
    struct template *template = NULL;
    struct job j = {0};
    bool ok = xsd && prepare(p, file, draft, &j);
    if (ok) {
        template = template_load(template_file, xsd, p->diag);
        ok = template && compose(p, &j, file, template, draft, out);
    }
    template_free(template);
    job_end(&j);
    return ok;
}

static bool explain(struct pira *p, struct plan *plan, const char *indicator, struct buf *out)
{
    if (trace_indicator(plan, indicator, p->lang, out))
        return true;
    const char *nearest = trace_nearest(plan, indicator);
    if (nearest)
        diag_say(p->diag, DIAG_NO_SUCH_INDICATOR_LIKE, NULL, indicator, nearest);
    else
        diag_say(p->diag, DIAG_NO_SUCH_INDICATOR, NULL, indicator);
    return false;
}

bool pira_explain_indicator(struct pira *p, const char *file, const char *indicator, struct buf *out)
{
    struct job j = {0};
    bool ok = open_plan(p, file, &j) && explain(p, j.plan, indicator, out);
    job_end(&j);
    return ok && diag_count_level(p->diag, DIAG_ERRORE) == 0;
}
