/* pira.c: the pipeline, from a plan's file to what is asked for; every step explains its own failure. */
#include "pira.h"

#include "base/arena.h"
#include "base/buf.h"
#include "check/check.h"
#include "compute/compute.h"
#include "compute/plan.h"
#include "read/codes.h"
#include "read/xml_read.h"
#include "read/xml_schema.h"
#include "read/xml_write.h"

/* A plan on its way through the stages. */
struct job {
    struct xml_doc *doc;
    struct plan *plan;
};

static void job_end(struct job *j)
{
    plan_close(j->plan);
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

/* The plan's structure and types, by its XSD. */
static bool check_structure(struct pira *p, const struct xml_doc *doc)
{
    const char *path = data_file(p, "xsd/piano.xsd");
    struct xml_schema *schema = NULL;
    bool ok = path && schema_load(&schema, path, p->diag) == READ_OK && schema_validate(schema, doc, NULL, p->diag);
    schema_free(schema);
    return ok;
}

/* What no schema can say: the rules, on the computed plan. */
static bool check_rules(struct pira *p, struct plan *plan)
{
    const char *path = data_file(p, "xsd/codici.xml");
    struct codes *codes = NULL;
    bool ok = path && codes_load(&codes, path, p->diag) == READ_OK && check_run(plan, codes, p->diag);
    codes_free(codes);
    return ok;
}

/* Reads and computes the plan FILE. The caller ends *J in every case. */
static bool open_plan(struct pira *p, const char *file, struct job *j)
{
    if (xml_read(&j->doc, file, 0, p->diag) != READ_OK)
        return false;
    if (!check_structure(p, j->doc))
        return false;
    j->plan = plan_open(j->doc, p->diag);
    return j->plan && compute_run(j->plan, p->diag);
}

/* No error so far but those that were there BEFORE, of other files. */
static bool is_sound(const struct pira *p, size_t before)
{
    return diag_count_level(p->diag, DIAG_ERRORE) == before && !diag_out_of_memory(p->diag);
}

bool pira_validate(struct pira *p, const char *file)
{
    size_t before = diag_count_level(p->diag, DIAG_ERRORE);
    struct job j = {NULL, NULL};
    bool ok = open_plan(p, file, &j) && check_rules(p, j.plan);
    job_end(&j);
    return ok && is_sound(p, before);
}

bool pira_compute(struct pira *p, const char *file, struct buf *out)
{
    size_t before = diag_count_level(p->diag, DIAG_ERRORE);
    struct job j = {NULL, NULL};
    bool ok = open_plan(p, file, &j) && check_rules(p, j.plan) && is_sound(p, before);
    if (ok && !xml_write(j.doc, out)) {
        diag_say0(p->diag, DIAG_NO_MEMORY, NULL);
        ok = false;
    }
    job_end(&j);
    return ok;
}
