/* pira_render.c: plan and template become blocks, the blocks pages, the pages a PDF that carries what it was made of. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file_name.h"
#include "base/file_source.h"
#include "base/path_list.h"
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

const char *making_plan_date(struct pira *p, const struct plan *plan)
{
    const char *day = approval_date(plan);
    return day ? arena_printf(p->arena, "%.10sT00:00:00Z", day) : NULL;
}

static const char *document_date(struct pira *p, const struct plan *plan, const char *otherwise)
{
    const char *date = making_plan_date(p, plan);
    return date ? date : otherwise;
}

bool making_epoch(struct pira *p, const char **date)
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
    struct buf computed;                   /* deflated */
};

bool making_name_is_taken(const char *name)
{
    return strcmp(name, PLAN_NAME) == 0 || strcmp(name, COMPUTED_NAME) == 0;
}

const char *making_template_name(struct arena *a, const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    if (!file_name_is_safe(name))
        return "modello.xml";
    if (making_name_is_taken(name))
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
        a.name = making_template_name(p->arena, path);
        if (!a.name)
            return fail_memory(p);
        all->list[all->n++] = a;
    }
    return true;
}

/* Before the blocks come: they find the room of its bytes, 16 MB of a plan of 18,000 indicators, free again. */
static bool attach_computed(struct pira *p, const struct job *j, struct attachments *all)
{
    struct buf xml = BUF_INIT;
    bool ok = xml_write(j->doc, &xml) && pdf_deflate(xml.data, xml.len, &all->computed);
    all->list[all->n++] = (struct pdf_attachment){
        .name = COMPUTED_NAME, .mime = "application/xml", .relation = PDF_DATA,
        .description = "Il piano con tutti i valori che ne derivano",
        .data = all->computed.data, .len = all->computed.len, .inflated = xml.len,
    };
    buf_free(&xml);
    return ok || fail_memory(p);
}

/* The plan's bytes as they were read, the plan with every computed value, the template. Pictures come with the pages. */
static bool attach_all(struct pira *p, const struct job *j, const struct template *template, struct attachments *all)
{
    struct pdf_attachment source = {
        .name = PLAN_NAME, .mime = "application/xml", .relation = PDF_SOURCE,
        .description = "Il piano in XML da cui questo documento è stato composto",
    };
    xml_original(j->doc, &source.data, &source.len);
    all->list[all->n++] = source;
    return attach_computed(p, j, all) && attach_template(p, template, all);
}

/* ---- the document ---- */

const char *making_folder(struct arena *a, const char *file)
{
    const char *slash = strrchr(file, '/');
    if (!slash)
        return ".";
    return slash == file ? "/" : arena_strndup(a, file, (size_t)(slash - file));
}

/* The pictures of a folder, those that are read taken down. */
struct pictures {
    struct file_source folder;
    const char *path;
    struct pira *p;
    struct path_list *read;
};

static int read_picture(void *self, const char *name, size_t limit, struct buf *out)
{
    struct pictures *pictures = self;
    const char *path = arena_printf(pictures->p->arena, "%s/%s", pictures->path, name);
    if (!path || !path_list_add(pictures->read, path))
        return ENOMEM;
    return pictures->folder.read(pictures->folder.self, name, limit, out);
}

static bool note_template(struct pira *p, const struct template *template, struct path_list *read)
{
    for (size_t i = 0; read && i < template_file_count(template); i++) {
        const char *path = NULL;
        const void *data = NULL;
        size_t len = 0;
        template_file(template, i, &path, &data, &len);
        if (!path_list_add(read, path))
            return fail_memory(p);
    }
    return true;
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
    if (m->attach && !attach_all(p, j, template, &d->attached))
        return false;
    if (!bind_run(template, j->plan, p->diag, &options, d->blocks, &d->doc))
        return false;
    d->meta = (struct pdf_meta){
        .title = d->doc.title, .author = d->doc.author, .subject = d->doc.subject, .keywords = d->doc.keywords,
        .lang = d->doc.lang, .creator = m->draft ? CREATOR PIRA_VERSION CREATOR_DRAFT : CREATOR PIRA_VERSION,
        .date = document_date(p, j->plan, m->date), .year = j->plan->anno,
    };
    return true;
}

static bool dump_pages(const struct page_list *pages, struct buf *out)
{
    page_dump(pages, out);
    return true;   /* a buffer that failed is found out by who writes it */
}

static bool write_document(struct pira *p, const struct document *d, bool as_text, const struct file_source *pictures, struct buf *out,
                           size_t *npages)
{
    const char *fonts = job_data_file(p, "fonts");
    struct pdf *pdf = !fonts ? NULL : (p->kit ? pdf_new_checked : pdf_new)(fonts, d->doc.faces, d->doc.nfaces, p->take, p->diag);
    struct page_list *pages = NULL;
    bool ok = pdf && layout_run(&d->doc, pdf_metrics(pdf), p->diag, &pages)
              && (as_text ? dump_pages(pages, out)
                          : pdf_write(pdf, pages, &d->meta, d->attached.list, d->attached.n, pictures, out, p->diag));
    *npages = pages ? pages->npages : 0;
    page_list_free(pages);
    pdf_free(pdf);
    return ok;
}

/* The tree of a plan of 18,000 indicators is 180 MB: it goes before the pages come. */
static bool compose(struct pira *p, struct job *j, const struct making *m, const struct template *template, struct buf *out)
{
    const char *folder = making_folder(p->arena, m->plan);
    struct pictures noted = {file_source_folder(folder), folder, p, m->read};
    const struct file_source pictures = m->files ? *m->files : m->read ? (struct file_source){read_picture, &noted} : noted.folder;
    struct document d = {.attached = {.computed = BUF_INIT}};
    size_t pages = 0;
    bool ok = (folder || fail_memory(p)) && note_template(p, template, m->read) && bind_document(p, j, m, template, &pictures, &d);
    job_release(j);
    if (ok && m->dump == PIRA_DUMP_BLOCKS)
        block_dump(&d.doc, out);
    else
        ok = ok && write_document(p, &d, m->dump == PIRA_DUMP_PAGES, &pictures, out, &pages);
    if (m->rendered)
        m->rendered->pages = pages;
    document_end(&d);
    return ok;
}

static void take_digest(const struct making *m, const struct job *j)
{
    const void *data;
    size_t len;
    if (!m->digests || !m->rendered || !j->doc)
        return;
    xml_original(j->doc, &data, &len);
    sha256_text(data, len, m->rendered->plan_digest);
}

static bool make_by(struct pira *p, struct job *j, const struct making *m, const struct template *template, struct buf *out)
{
    compute_forget(j->plan);   /* 80 MB of a plan of 18,000 indicators */
    bool ok = compose(p, j, m, template, out);
    template_quote(template, p->diag, j->first);
    return ok;
}

bool pira_make(struct pira *p, const struct making *m, struct buf *out)
{
    const char *xsd = job_data_file(p, "xsd/template.xsd");
    struct template *own = NULL;
    struct job j = {0};
    bool ok = xsd && job_prepare(p, m->plan_source, m->plan, m->draft, &j);
    const struct template *template = p->kit ? p->kit->template : NULL;
    take_digest(m, &j);
    if (ok && !template)
        template = own = template_load_from(m->files, m->template, xsd, p->diag);
    ok = ok && template && make_by(p, &j, m, template, out);
    template_free(own);
    job_end(&j);
    return ok;
}

bool pira_render(struct pira *p, const char *file, const char *template_file, const struct pira_render_options *o,
                 struct buf *out, struct pira_rendered *r)
{
    struct making m = {
        .plan = file, .template = template_file, .draft = o->draft, .attach = !o->no_attachments, .dump = o->dump,
        .digests = o->digests, .rendered = r, .read = r ? r->read : NULL,
    };
    return making_epoch(p, &m.date) && (!m.read || path_list_add(m.read, file) || fail_memory(p)) && pira_make(p, &m, out);
}
