/* pira_render.c: plan and template become blocks, the blocks pages, the pages a PDF that carries what it was made of. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file_name.h"
#include "base/file_source.h"
#include "bind/bind.h"
#include "bind/template.h"
#include "compute/compute.h"
#include "compute/plan.h"
#include "layout/page.h"
#include "pdf/pdf.h"
#include "pira_job.h"
#include "read/xml_read.h"
#include "read/xml_write.h"

#define MAX_ATTACHMENTS 32                 /* plan, computed plan, and the files of a template */
#define LAST_SECOND     253402300799LL     /* 9999-12-31T23:59:59Z */

static bool fail_memory(struct pira *p)
{
    diag_say0(p->diag, DIAG_NO_MEMORY, NULL);
    return false;
}

/* ---- dates: never today's, so that the same plan gives the same file ---- */

/* The last day on which a document of the kind the plan has come to was approved; NULL: none is said. */
static const char *approval_date(const struct plan *plan)
{
    const char *day = NULL;
    for (xmlNode *n = plan_child(plan->root, "documento"); n; n = plan_next(n, "documento")) {
        if (!plan_attr_is(n, "tipo", plan->documento))
            continue;
        for (xmlNode *a = plan_child(n, "approvazione"); a; a = plan_next(a, "approvazione")) {
            const char *date = plan_attr(a, "data");
            if (date && (!day || strcmp(date, day) > 0))
                day = date;
        }
    }
    return day;
}

static const char *document_date(struct pira *p, const struct plan *plan, const char *otherwise)
{
    const char *day = approval_date(plan);
    return day ? arena_printf(p->arena, "%.10sT00:00:00Z", day) : otherwise;
}

/* SOURCE_DATE_EPOCH (reproducible-builds.org) as xs:dateTime into *DATE, NULL when it is not set. False when it is wrong. */
static bool epoch_date(struct pira *p, const char **date)
{
    char *end = NULL;
    struct tm tm;
    *date = NULL;
    if (!p->source_date_epoch || !*p->source_date_epoch)
        return true;
    errno = 0;
    long long seconds = strtoll(p->source_date_epoch, &end, 10);
    time_t t = (time_t)seconds;
    if (errno != 0 || *end != '\0' || seconds < 0 || seconds > LAST_SECOND || !gmtime_r(&t, &tm)) {
        diag_say(p->diag, DIAG_SOURCE_DATE, NULL, p->source_date_epoch);
        return false;
    }
    *date = arena_printf(p->arena, "%04d-%02d-%02dT%02d:%02d:%02dZ", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday,
                         tm.tm_hour, tm.tm_min, tm.tm_sec);
    return *date || fail_memory(p);
}

/* ---- what is attached ---- */

struct attachments {
    struct pdf_attachment list[MAX_ATTACHMENTS];
    size_t n;
    struct buf computed;
};

/* The name of a template's file among the attachments: its own, unless that is taken or cannot be written. */
static const char *template_name(struct arena *a, const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    if (!file_name_is_safe(name))
        return "modello.xml";
    if (strcmp(name, PLAN_NAME) == 0 || strcmp(name, COMPUTED_NAME) == 0)
        return arena_printf(a, TEMPLATE_PREFIX "%s", name);
    return name;
}

static bool attach_template(struct pira *p, const struct template *template, struct attachments *all)
{
    for (size_t i = 0; i < template_file_count(template) && all->n < MAX_ATTACHMENTS; i++) {
        const char *path = NULL;
        struct pdf_attachment a = {
            .mime = "application/xml", .relation = PDF_SUPPLEMENT,
            .description = i == 0 ? "Il modello che dice come il documento si presenta" : "Stili usati dal modello",
        };
        template_file(template, i, &path, &a.data, &a.len);
        a.name = template_name(p->arena, path);
        if (!a.name)
            return fail_memory(p);
        all->list[all->n++] = a;
    }
    return true;
}

/* The plan's bytes as they were read, the plan with every computed value, the template. Pictures come with the pages. */
static bool attach_all(struct pira *p, const struct job *j, const struct template *template, struct attachments *all)
{
    struct pdf_attachment source = {
        .name = PLAN_NAME, .mime = "application/xml", .relation = PDF_SOURCE,
        .description = "Il piano in XML da cui questo documento è stato composto",
    };
    xml_original(j->doc, &source.data, &source.len);
    if (!xml_write(j->doc, &all->computed))
        return fail_memory(p);
    all->list[all->n++] = source;
    all->list[all->n++] = (struct pdf_attachment){
        .name = COMPUTED_NAME, .mime = "application/xml", .relation = PDF_DATA,
        .description = "Il piano con tutti i valori che ne derivano",
        .data = all->computed.data, .len = all->computed.len,
    };
    return attach_template(p, template, all);
}

/* ---- the document ---- */

/* The folder of FILE, where its pictures are looked for; NULL when memory is short. */
static const char *folder_of(struct arena *a, const char *file)
{
    const char *slash = strrchr(file, '/');
    if (!slash)
        return ".";
    return slash == file ? "/" : arena_strndup(a, file, (size_t)(slash - file));
}

/* A document that no longer needs the plan it was bound from. */
struct document {
    struct arena *blocks;
    struct doc doc;
    struct pdf_meta meta;
    struct attachments attached;
};

static void document_end(struct document *d)
{
    buf_free(&d->attached.computed);
    arena_free(d->blocks);
}

static bool bind_document(struct pira *p, const struct job *j, const struct making *m, const struct template *template,
                          const struct file_source *pictures, struct document *d)
{
    const struct bind_options options = {.draft = m->draft, .codes = j->codes, .pictures = pictures};
    d->blocks = arena_new();
    if (!d->blocks)
        return fail_memory(p);
    if (!bind_run(template, j->plan, p->diag, &options, d->blocks, &d->doc))
        return false;
    d->meta = (struct pdf_meta){
        .title = d->doc.title, .author = d->doc.author, .subject = d->doc.subject, .keywords = d->doc.keywords,
        .lang = d->doc.lang, .creator = m->draft ? CREATOR PIRA_VERSION CREATOR_DRAFT : CREATOR PIRA_VERSION,
        .date = document_date(p, j->plan, m->date), .year = j->plan->anno,
    };
    return !m->attach || attach_all(p, j, template, &d->attached);
}

static bool write_document(struct pira *p, const struct document *d, const struct file_source *pictures, struct buf *out)
{
    const char *fonts = job_data_file(p, "fonts");
    struct pdf *pdf = fonts ? pdf_new(fonts, d->doc.faces, d->doc.nfaces, p->take, p->diag) : NULL;
    struct page_list *pages = NULL;
    bool ok = pdf && layout_run(&d->doc, pdf_metrics(pdf), p->diag, &pages)
              && pdf_write(pdf, pages, &d->meta, d->attached.list, d->attached.n, pictures, out, p->diag);
    page_list_free(pages);
    pdf_free(pdf);
    return ok;
}

/* The tree of a plan of 18,000 indicators is 180 MB: it goes before the pages come. */
static bool compose(struct pira *p, struct job *j, const struct making *m, const struct template *template, struct buf *out)
{
    const char *folder = folder_of(p->arena, m->plan);
    const struct file_source pictures = m->files ? *m->files : file_source_folder(folder);
    struct document d = {.attached = {.computed = BUF_INIT}};
    bool ok = (folder || fail_memory(p)) && bind_document(p, j, m, template, &pictures, &d);
    job_release(j);
    ok = ok && write_document(p, &d, &pictures, out);
    document_end(&d);
    return ok;
}

bool pira_make(struct pira *p, const struct making *m, struct buf *out)
{
    const char *xsd = job_data_file(p, "xsd/template.xsd");
    struct template *template = NULL;
    struct job j = {0};
    bool ok = xsd && job_prepare(p, m->files, m->plan, m->draft, &j);
    if (ok) {
        compute_forget(j.plan);   /* 80 MB of a plan of 18,000 indicators */
        template = template_load_from(m->files, m->template, xsd, p->diag);
        ok = template && compose(p, &j, m, template, out);
        template_quote(template, p->diag, j.first);
    }
    template_free(template);
    job_end(&j);
    return ok;
}

bool pira_render(struct pira *p, const char *file, const char *template_file, const struct pira_render_options *o, struct buf *out)
{
    struct making m = {.plan = file, .template = template_file, .draft = o->draft, .attach = !o->no_attachments};
    return epoch_date(p, &m.date) && pira_make(p, &m, out);
}
