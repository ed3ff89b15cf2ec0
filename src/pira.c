/* pira.c: the pipeline, from a plan's file to what is asked for; every step explains its own failure. */
#include "pira_job.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/file_read.h"
#include "base/file_source.h"
#include "check/check.h"
#include "check/place.h"
#include "compute/compute.h"
#include "compute/plan.h"
#include "compute/trace.h"
#include "read/codes.h"
#include "read/xml_read.h"
#include "read/xml_schema.h"
#include "read/xml_write.h"

void job_release(struct job *j)
{
    plan_close(j->plan);
    j->plan = NULL;
    if (j->doc)
        xml_drop_tree(j->doc);
}

void job_end(struct job *j)
{
    if (j->doc)
        xml_quote(j->doc, j->pira->diag, j->first, j->pira->quotes_all ? DIAG_NOTA : DIAG_ERRORE);
    plan_close(j->plan);
    codes_free(j->own_codes);
    xml_free(j->doc);
}

const char *job_data_file(struct pira *p, const char *name)
{
    const char *path = arena_printf(p->arena, "%s/%s", p->data_dir, name);
    if (!path)
        diag_say0(p->diag, DIAG_NO_MEMORY, NULL);
    return path;
}

bool job_load_codes(struct pira *p, struct codes **codes)
{
    const char *path = job_data_file(p, "xsd/codici.xml");
    return path && codes_load(codes, path, p->diag) == READ_OK;
}

bool job_load_schema(struct pira *p, struct xml_schema **schema)
{
    const char *path = job_data_file(p, "xsd/piano.xsd");
    return path && schema_load(schema, path, p->diag) == READ_OK;
}

static bool load_codes(struct pira *p, struct job *j)
{
    if (p->kit) {
        j->codes = p->kit->codes;
        return true;
    }
    bool ok = job_load_codes(p, &j->own_codes);
    j->codes = j->own_codes;
    return ok;
}

/* The plan's structure and types, by its XSD. */
static bool check_structure(struct pira *p, const struct xml_doc *doc)
{
    struct xml_schema *own = NULL;
    if (p->kit)
        return schema_validate(p->kit->schema, doc, place_words, p->diag);
    bool ok = job_load_schema(p, &own) && schema_validate(own, doc, place_words, p->diag);
    schema_free(own);
    return ok;
}

static bool read_plan(struct pira *p, const struct file_source *files, const char *file, struct job *j)
{
    struct buf bytes = BUF_INIT;
    if (!files)
        return xml_read(&j->doc, file, 0, p->diag) == READ_OK;
    int error = files->read(files->self, file, XML_READ_LIMIT, &bytes);
    if (error != 0)
        file_read_report(file, error, XML_READ_LIMIT, p->diag);
    bool ok = error == 0 && xml_read_memory(&j->doc, file, buf_text(&bytes), bytes.len, p->diag) == READ_OK;
    buf_free(&bytes);
    return ok;
}

bool job_read(struct pira *p, const struct file_source *files, const char *file, struct job *j)
{
    j->pira = p;
    j->first = diag_count(p->diag);
    if (!read_plan(p, files, file, j))
        return false;
    if (!check_structure(p, j->doc) || !load_codes(p, j))
        return false;
    j->plan = plan_open(j->doc, p->diag);
    return j->plan != NULL;
}

/* Reads FILE and computes what follows from it, as far as its structure allows. The caller ends *J in every case. */
static bool open_plan(struct pira *p, const struct file_source *files, const char *file, struct job *j)
{
    return job_read(p, files, file, j) && compute_run(j->plan, p->diag);
}

bool job_memory_lasted(const struct job *j)
{
    struct diag *d = j->pira->diag;
    bool told = diag_out_of_memory(d) || diag_count_code(d, DIAG_NO_MEMORY) > 0;
    bool starved = j->plan != NULL && (j->plan->starved || arena_starved(j->plan->arena));
    if (starved && !told)
        diag_say0(d, DIAG_NO_MEMORY, NULL);
    return !told && !starved;
}

bool job_prepare(struct pira *p, const struct file_source *files, const char *file, bool draft, struct job *j)
{
    size_t errors = diag_count_level(p->diag, DIAG_ERRORE);
    if (!open_plan(p, files, file, j))
        return false;
    check_run(j->plan, j->codes, p->diag);
    return job_memory_lasted(j) && (draft || diag_count_level(p->diag, DIAG_ERRORE) == errors);
}

bool pira_validate(struct pira *p, const char *file)
{
    struct job j = {0};
    bool ok = job_prepare(p, NULL, file, false, &j);
    job_end(&j);
    return ok;
}

bool pira_compute(struct pira *p, const char *file, struct buf *out)
{
    struct job j = {0};
    bool ok = job_prepare(p, NULL, file, false, &j);
    if (ok && !xml_write(j.doc, out)) {
        diag_say0(p->diag, DIAG_NO_MEMORY, NULL);
        ok = false;
    }
    job_end(&j);
    return ok;
}

static bool explain(struct pira *p, struct plan *plan, const char *indicator, struct buf *out)
{
    if (trace_indicator(plan, indicator, p->lang, out))
        return true;
    const char *nearest = NULL;
    if (!trace_nearest(plan, indicator, &nearest))
        diag_say0(p->diag, DIAG_NO_MEMORY, NULL);
    if (nearest)
        diag_say(p->diag, DIAG_NO_SUCH_INDICATOR_LIKE, NULL, indicator, nearest);
    else
        diag_say(p->diag, DIAG_NO_SUCH_INDICATOR, NULL, indicator);
    return false;
}

bool pira_explain_indicator(struct pira *p, const char *file, const char *indicator, struct buf *out)
{
    struct job j = {0};
    size_t before = out->len;
    bool ok = open_plan(p, NULL, file, &j) && explain(p, j.plan, indicator, out);
    if (!job_memory_lasted(&j)) {
        buf_cut(out, before);
        ok = false;
    }
    job_end(&j);
    return ok && diag_count_level(p->diag, DIAG_ERRORE) == 0;
}
