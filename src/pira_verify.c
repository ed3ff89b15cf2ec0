/* pira_verify.c: makes a document again from what is attached to it, in memory, and compares the two. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "archive/pdf_compare.h"
#include "archive/pdf_open.h"
#include "archive/pdf_revision.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/file_source.h"
#include "pira_job.h"

/* A document under examination. */
struct examination {
    struct pdf_open now;             /* the file as it is */
    struct pdf_open older;           /* the file as it was made; not opened when that is the same */
    struct pdf_open made;            /* what follows from its attachments */
    struct pdf_open *first;          /* NOW or OLDER */
    struct buf bytes;                /* of MADE */
    const char *version;
    bool draft;
};

/* ---- what the document says of itself ---- */

/* "pira 0.1.0 (bozza)": version and draft. False, with a message, when no pira wrote the file. */
static bool read_creator(struct pira *p, struct examination *e)
{
    const char *creator = e->first->facts.creator, *version = creator + strlen(CREATOR);
    if (strncmp(creator, CREATOR, strlen(CREATOR)) != 0) {
        diag_say(p->diag, DIAG_PDF_NOT_PIRA, NULL, e->now.name);
        return false;
    }
    e->version = arena_strndup(p->arena, version, strcspn(version, " "));
    e->draft = strstr(version, CREATOR_DRAFT) != NULL;
    if (!e->version)
        diag_say0(p->diag, DIAG_NO_MEMORY, NULL);
    return e->version != NULL;
}

/* "D:20171231000000Z" as "2017-12-31T00:00:00Z"; NULL for anything else. */
static const char *read_date(struct pira *p, const char *date)
{
    static const char form[] = "D:ddddddddddddddZ";
    for (size_t i = 0; i < sizeof form; i++)
        if (form[i] == 'd' ? date[i] < '0' || date[i] > '9' : date[i] != form[i])
            return NULL;
    return arena_printf(p->arena, "%.4s-%.2s-%.2sT%.2s:%.2s:%.2sZ", date + 2, date + 6, date + 8, date + 10, date + 12, date + 14);
}

/* ---- its attachments as files ---- */

static const struct pdf_attached *find_attached(const struct pdf_open *pdf, const char *prefix, const char *name)
{
    size_t n = strlen(prefix);
    for (size_t i = 0; i < pdf->facts.nattached; i++) {
        const char *here = pdf->facts.attached[i].name;
        if (strncmp(here, prefix, n) == 0 && strcmp(here + n, name) == 0)
            return &pdf->facts.attached[i];
    }
    return NULL;
}

static int read_attached(struct pdf_open *pdf, const char *prefix, const char *name, size_t limit, struct buf *out)
{
    const struct pdf_attached *a = find_attached(pdf, prefix, name);
    size_t at;
    if (!a)
        return ENOENT;
    if (!pdf_reader_decode(pdf->reader, a->stream, out))
        return pdf_reader_trouble(pdf->reader, &at) == PDF_MEMORY_SHORT ? ENOMEM : EIO;
    return out->len > limit ? EFBIG : 0;
}

static int read_plan(void *self, const char *name, size_t limit, struct buf *out)
{
    return read_attached(self, "", name, limit, out);
}

/* A file of the template, or a picture. */
static int read_file(void *self, const char *name, size_t limit, struct buf *out)
{
    return read_attached(self, making_name_is_taken(name) ? TEMPLATE_PREFIX : "", name, limit, out);
}

/* The template is the first of the supplements. NULL when there is none. */
static const char *template_of(const struct pdf_open *pdf)
{
    for (size_t i = 0; i < pdf->facts.nattached; i++)
        if (strcmp(pdf->facts.attached[i].relation, "Supplement") == 0)
            return pdf->facts.attached[i].name;
    return NULL;
}

static bool has_attachments(struct pira *p, const struct examination *e)
{
    const char *missing = !find_attached(e->first, "", PLAN_NAME) ? PLAN_NAME : !template_of(e->first) ? "modello.xml" : NULL;
    if (e->first->facts.nattached == 0)
        diag_say(p->diag, DIAG_PDF_NO_ATTACHMENTS, NULL, e->now.name);
    else if (missing)
        diag_say(p->diag, DIAG_PDF_ATTACHMENT_MISSING, NULL, e->now.name, missing);
    return !missing;
}

/* ---- steps ---- */

static bool open_document(struct pira *p, const char *file, struct examination *e)
{
    if (!pdf_open_file(&e->now, file, p->diag))
        return false;
    size_t len = pdf_reader_first_revision(e->now.reader);
    e->first = &e->now;
    if (len < e->now.bytes.len) {
        if (!pdf_open_memory(&e->older, e->now.name, e->now.bytes.data, len, p->diag))
            return false;
        e->first = &e->older;
    }
    return read_creator(p, e) && has_attachments(p, e);
}

static bool make_again(struct pira *p, struct examination *e)
{
    const struct file_source plan = {read_plan, e->first}, files = {read_file, e->first};
    const struct making m = {
        .plan_source = &plan, .files = &files, .plan = PLAN_NAME, .template = template_of(e->first), .draft = e->draft, .attach = true,
        .date = read_date(p, e->first->facts.date),
    };
    return pira_make(p, &m, &e->bytes) && pdf_open_memory(&e->made, e->now.name, e->bytes.data, e->bytes.len, p->diag);
}

/* Reports the first byte where the file as it was made and MADE part. */
static void report_byte(struct pira *p, const struct examination *e, size_t len)
{
    char number[24];
    size_t at = 0;
    while (at < len && at < e->bytes.len && e->now.bytes.data[at] == e->bytes.data[at])
        at++;
    snprintf(number, sizeof number, "%zu", at + 1);
    diag_say(p->diag, DIAG_VERIFY_BYTES, NULL, number);
}

/* Made by this version: every byte must agree. What differs in pages and attachments is told besides. */
static bool compare_bytes(struct pira *p, struct examination *e, size_t *figures)
{
    size_t len = pdf_reader_first_revision(e->now.reader);
    const char *name = NULL;
    bool same = len == e->bytes.len && memcmp(e->now.bytes.data, e->bytes.data, len) == 0;
    bool pages = pdf_compare_made(e->first, &e->made, false, figures, p->diag);
    if (same)
        return pages;
    if (!pdf_compare_attached(e->first, &e->made, &name, p->diag) && name)
        diag_say(p->diag, DIAG_VERIFY_ATTACHMENT, NULL, name);
    report_byte(p, e, len);
    return false;
}

/* Made by another version: every figure must agree. */
static bool compare_figures(struct pira *p, struct examination *e, size_t *figures)
{
    const char *name = NULL;
    bool same = pdf_compare_made(e->first, &e->made, true, figures, p->diag);
    if (!pdf_compare_attached(e->first, &e->made, &name, p->diag) && name)
        diag_say(p->diag, DIAG_VERIFY_COMPUTED, NULL, name);
    return same;
}

static bool compare(struct pira *p, struct examination *e, struct pira_verified *v)
{
    *v = (struct pira_verified){
        .version = e->version, .same_version = strcmp(e->version, PIRA_VERSION) == 0,
        .bytes = pdf_reader_first_revision(e->now.reader), .pages = e->first->facts.npages,
        .attachments = e->first->facts.nattached,
    };
    v->appended = e->now.bytes.len - v->bytes;
    bool same = v->same_version ? compare_bytes(p, e, &v->figures) : compare_figures(p, e, &v->figures);
    if (v->appended > 0)
        same = pdf_revision_check(&e->now, &e->older, p->diag) && same;
    return same;
}

bool pira_verify(struct pira *p, const char *pdf_file, struct pira_verified *v)
{
    struct examination e = {.version = ""};
    bool same = open_document(p, pdf_file, &e) && make_again(p, &e) && compare(p, &e, v);
    pdf_open_end(&e.made);
    pdf_open_end(&e.older);
    pdf_open_end(&e.now);
    buf_free(&e.bytes);
    return same;
}
