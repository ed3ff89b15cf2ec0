/* pira_tables.c: figures in and tables out, and the plan that everything begins with. */
#include "pira_job.h"

#include <errno.h>

#include "base/buf.h"
#include "base/file_read.h"
#include "base/file_source.h"
#include "compute/compute.h"
#include "exchange/csv.h"
#include "exchange/export.h"
#include "exchange/fill.h"
#include "exchange/values.h"
#include "read/xml_read.h"

bool pira_values(struct pira *p, const char *file, struct buf *out)
{
    struct job j = {0};
    bool ok = job_read(p, NULL, file, &j) && values_write(j.plan, j.codes, out, p->diag);
    job_end(&j);
    return ok;
}

/* A source of one file that is in memory: the plan as it will be. */
static int read_filled(void *self, const char *name, size_t limit, struct buf *out)
{
    const struct buf *plan = self;
    (void)name;
    (void)limit;
    buf_add(out, plan->data, plan->len);
    return out->failed ? ENOMEM : 0;
}

/* Whether PLAN, the text that would be written as FILE, is a plan still. */
static bool is_valid(struct pira *p, const char *file, struct buf *plan)
{
    const struct file_source memory = {.read = read_filled, .self = plan};
    struct job j = {0};
    bool ok = job_read(p, &memory, file, &j);
    job_end(&j);
    if (!ok)
        diag_say0(p->diag, DIAG_FILL_UNFIT, &(struct diag_place){.file = file});
    return ok;
}

bool pira_fill(struct pira *p, const char *file, const char *values, struct buf *out, struct pira_filled *filled)
{
    struct fill_counts counts = {0};
    struct job j = {0};
    struct csv table = {0};
    bool ok = job_read(p, NULL, file, &j) && csv_open(&table, values, p->diag)
              && fill_run(j.plan, j.codes, &table, out, &counts, p->diag);
    csv_close(&table);
    job_end(&j);
    *filled = (struct pira_filled){counts.written, counts.unchanged, counts.empty};
    return ok && is_valid(p, file, out);
}

bool pira_export(struct pira *p, const char *file, const char *table, struct buf *out)
{
    struct job j = {0};
    bool ok = job_prepare(p, NULL, file, false, &j) && export_write(j.plan, j.codes, table, out, p->diag);
    job_end(&j);
    return ok;
}

bool pira_init(struct pira *p, struct buf *out)
{
    const char *path = job_data_file(p, "xsd/piano-iniziale.xml");
    int error = path ? file_read(path, XML_READ_LIMIT, out) : 0;
    if (error != 0)
        file_read_report(path, error, XML_READ_LIMIT, p->diag);
    return path && error == 0;
}
