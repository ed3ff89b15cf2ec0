/* pira_current.c: whether a document is there already and needs not be made again: what is attached to it says so.
 *
 * A wrong yes would leave a document that does not agree with its plan; a wrong no costs a tenth of a second. Whatever is
 * not certain is a no. */
#include <dirent.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "archive/pdf_open.h"
#include "archive/pdf_revision.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/file_read.h"
#include "base/file_source.h"
#include "bind/template.h"
#include "compute/plan.h"
#include "layout/page.h"
#include "pdf/pdf_file.h"
#include "pira_job.h"
#include "read/xml_read.h"

/* The document, as it is and as it was made, before anything was appended. */
struct candidate {
    struct pdf_open now, older;
    struct pdf_open *made;       /* NOW or OLDER */
    size_t made_len;
    struct buf plan;             /* the bytes of the plan as it is on the disk */
};

/* ---- when ---- */

static bool is_later(struct timespec a, struct timespec b)
{
    return a.tv_sec != b.tv_sec ? a.tv_sec > b.tv_sec : a.tv_nsec > b.tv_nsec;
}

static void note_change(struct timespec *latest, const char *path)
{
    struct stat st;
    if (path && stat(path, &st) == 0 && is_later(st.st_ctim, *latest))
        *latest = st.st_ctim;
}

/* The folder itself, too: it changes when a file comes or goes. */
static void note_folder(struct arena *a, struct timespec *latest, const char *folder)
{
    DIR *dir = folder ? opendir(folder) : NULL;
    note_change(latest, folder);
    for (const struct dirent *e; dir && (e = readdir(dir)) != NULL;)
        if (e->d_name[0] != '.')
            note_change(latest, arena_printf(a, "%s/%s", folder, e->d_name));
    if (dir)
        closedir(dir);
}

/* Templates are compared by their bytes. */
struct timespec pira_data_changed(const struct pira *p)
{
    struct timespec latest = {0};
    note_change(&latest, "/proc/self/exe");
    note_folder(p->arena, &latest, arena_printf(p->arena, "%s/xsd", p->data_dir));
    note_folder(p->arena, &latest, arena_printf(p->arena, "%s/fonts", p->data_dir));
    note_folder(p->arena, &latest, layout_patterns_folder());
    return latest;
}

bool pira_kit_is_stale(const struct pira_kit *kit, const struct pira *p)
{
    return is_later(pira_data_changed(p), kit->data_changed);
}

/* Written after the program's data last changed; a time to come is no time to trust. */
static bool is_young(const struct pira *p, const char *output)
{
    struct timespec now;
    struct stat st;
    return stat(output, &st) == 0 && S_ISREG(st.st_mode) && is_later(st.st_mtim, p->kit->data_changed)
        && clock_gettime(CLOCK_REALTIME, &now) == 0 && !is_later(st.st_mtim, now);
}

/* ---- what ---- */

/* Where the hash of a file of ours ends: "startxref", that place, and "%%EOF" are its last lines. 0 when it is not so. */
static size_t hashed_length(const char *data, size_t len)
{
    static const char last[] = "\n%%EOF\n", word[] = "startxref\n";
    size_t end = sizeof last - 1, place = 0, unit = 1, at = len - end;
    if (len < 64 || memcmp(data + at, last, end) != 0)
        return 0;
    for (; at > len - 32 && data[at - 1] >= '0' && data[at - 1] <= '9'; unit *= 10)
        place += (size_t)(data[--at] - '0') * unit;
    size_t n = sizeof word - 1;
    return place < at && memcmp(data + at - n, word, n) == 0 ? place : 0;
}

/* The ID of the file is the hash of what it was made of. */
static bool is_undamaged(const struct candidate *c)
{
    unsigned char hash[PDF_FILE_ID];
    const struct pdf_value *id = pdf_reader_get(c->made->reader, pdf_reader_trailer(c->made->reader), "ID");
    size_t len = hashed_length(c->now.bytes.data, c->made_len);
    if (len == 0 || id->kind != PDF_ARRAY || id->count < 1 || id->items[0].kind != PDF_STRING || id->items[0].count != sizeof hash)
        return false;
    pdf_file_hash(c->now.bytes.data, len, hash);
    return memcmp(hash, id->items[0].bytes, sizeof hash) == 0;
}

static bool open_candidate(struct pira *quiet, const char *output, struct candidate *c)
{
    if (!pdf_open_file(&c->now, output, quiet->diag))
        return false;
    c->made = &c->now;
    c->made_len = pdf_reader_first_revision(c->now.reader);
    if (c->made_len == c->now.bytes.len)
        return true;
    c->made = &c->older;
    return pdf_open_memory(&c->older, output, c->now.bytes.data, c->made_len, quiet->diag)
        && pdf_revision_check(&c->now, &c->older, quiet->diag);
}

static bool is_same_maker(const struct candidate *c, const struct pira_render_options *o)
{
    return strcmp(c->made->facts.creator, o->draft ? CREATOR PIRA_VERSION CREATOR_DRAFT : CREATOR PIRA_VERSION) == 0;
}

/* ---- of what ---- */

/* The first attachment of that NAME, which KNOWN then says is accounted for: another of the same name is a picture. NULL when
 * there is none, or it was asked for before. */
static const struct pdf_attached *take(const struct candidate *c, const char *name, bool *known)
{
    for (size_t i = 0; i < c->made->facts.nattached; i++)
        if (strcmp(c->made->facts.attached[i].name, name) == 0) {
            bool taken = known[i];
            known[i] = true;
            return taken ? NULL : &c->made->facts.attached[i];
        }
    return NULL;
}

static bool holds(struct pira *quiet, struct candidate *c, const struct pdf_attached *a, const void *data, size_t len)
{
    struct buf attached = BUF_INIT;
    bool same = a && pdf_open_attached(c->made, a, &attached, quiet->diag) && attached.len == len
        && memcmp(buf_text(&attached), len > 0 ? data : "", len) == 0;
    buf_free(&attached);
    return same;
}

/* The computed plan follows from the plan. */
static bool has_plan(struct pira *quiet, struct candidate *c, const char *file, bool *known)
{
    return file_read(file, XML_READ_LIMIT, &c->plan) == 0 && take(c, COMPUTED_NAME, known)
        && holds(quiet, c, take(c, PLAN_NAME, known), c->plan.data, c->plan.len);
}

/* Whether every file of the template is attached as it is now. */
static bool has_template(struct pira *quiet, struct candidate *c, bool *known)
{
    for (size_t i = 0; i < template_file_count(quiet->kit->template); i++) {
        const char *path;
        const void *data;
        size_t len;
        template_file(quiet->kit->template, i, &path, &data, &len);
        const char *name = making_template_name(quiet->arena, path);
        if (!name || !holds(quiet, c, take(c, name, known), data, len))
            return false;
    }
    return true;
}

static bool has_picture(struct pira *quiet, struct candidate *c, const struct pdf_attached *a, const struct file_source *folder)
{
    struct buf picture = BUF_INIT;
    bool same = folder->read(folder->self, a->name, XML_READ_LIMIT, &picture) == 0 && holds(quiet, c, a, picture.data, picture.len);
    buf_free(&picture);
    return same;
}

/* All attachments that are not known yet. */
static bool has_pictures(struct pira *quiet, struct candidate *c, const char *file, const bool *known)
{
    const char *path = making_folder(quiet->arena, file);
    const struct file_source folder = file_source_folder(path ? path : "");
    bool same = path != NULL;
    for (size_t i = 0; same && i < c->made->facts.nattached; i++)
        same = known[i] || has_picture(quiet, c, &c->made->facts.attached[i], &folder);
    return same;
}

/* ---- as of when ---- */

/* "D:20171231000000Z" for "2017-12-31T00:00:00Z"; "" for NULL. */
static const char *pdf_date(struct arena *a, const char *date)
{
    return date ? arena_printf(a, "D:%.4s%.2s%.2s%.2s%.2s%.2sZ", date, date + 5, date + 8, date + 11, date + 14, date + 17) : "";
}

/* The date that the plan, whose bytes have been a valid one, says of itself. */
static const char *date_of(struct pira *quiet, const struct candidate *c, const char *file)
{
    struct xml_doc *doc = NULL;
    struct plan *plan = NULL;
    const char *date = NULL;
    if (xml_read_memory(&doc, file, c->plan.data, c->plan.len, quiet->diag) == READ_OK)
        plan = plan_open(doc, quiet->diag);
    if (plan)
        date = making_plan_date(quiet, plan);
    plan_close(plan);
    xml_free(doc);
    return date;
}

/* A document has the date of its plan, else that of the environment: only when it has another than the latter does the plan
 * have to be asked. */
static bool has_date(struct pira *quiet, const struct candidate *c, const char *file)
{
    const char *now = NULL, *expected;
    if (!making_epoch(quiet, &now))
        return false;
    expected = pdf_date(quiet->arena, now);
    if (expected && strcmp(c->made->facts.date, expected) == 0)
        return true;
    const char *own = date_of(quiet, c, file);
    expected = own ? pdf_date(quiet->arena, own) : NULL;
    return expected && strcmp(c->made->facts.date, expected) == 0;
}

static bool is_same_work(struct pira *quiet, struct candidate *c, const char *file)
{
    bool *known = arena_array(quiet->arena, c->made->facts.nattached, sizeof *known);
    return known && has_plan(quiet, c, file, known) && has_template(quiet, c, known) && has_pictures(quiet, c, file, known)
        && has_date(quiet, c, file);
}

static void describe(struct candidate *c, const struct pira_render_options *o, struct pira_rendered *r, struct buf *bytes)
{
    if (r) {
        r->pages = c->made->facts.npages;
        if (o->digests)
            sha256_text(c->plan.data, c->plan.len, r->plan_digest);
    }
    if (bytes)
        buf_add(bytes, c->now.bytes.data, c->now.bytes.len);
}

bool pira_is_current(struct pira *p, const char *file, const struct pira_render_options *o, const char *output,
                     struct pira_rendered *r, struct buf *bytes)
{
    struct candidate c = {.made_len = 0};
    struct pira quiet = *p;
    bool current = false;
    if (o->no_attachments || !p->kit || !is_young(p, output))
        return false;
    quiet.diag = diag_new(p->lang);
    current = quiet.diag && open_candidate(&quiet, output, &c) && is_same_maker(&c, o) && is_undamaged(&c)
        && is_same_work(&quiet, &c, file);
    if (current)
        describe(&c, o, r, bytes);
    diag_free(quiet.diag);
    buf_free(&c.plan);
    pdf_open_end(&c.older);
    pdf_open_end(&c.now);
    return current;
}
