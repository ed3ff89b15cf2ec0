/* cmd_extract.c: pira extract: the files attached to a document, into a folder. */
#include <errno.h>
#include <string.h>

#include "archive/pdf_open.h"
#include "base/arena.h"
#include "base/file_name.h"
#include "base/file_read.h"
#include "base/file_write.h"
#include "base/folder.h"
#include "command.h"

/* A file that is to be written. */
struct extracted {
    const char *path;
    struct buf data;
    bool there;              /* the folder has it already, byte for byte */
};

/* Decodes attachment A into E and learns what stands at its place. Nothing is written yet. */
static bool prepare(struct pira *p, struct pdf_open *pdf, const struct pdf_attached *a, const char *folder, struct extracted *e)
{
    struct buf old = BUF_INIT;
    bool free_place = false;
    if (!file_name_is_safe(a->name)) {
        diag_say(p->diag, DIAG_EXTRACT_NAME, NULL, a->name);
        return false;
    }
    e->path = arena_printf(p->arena, "%s/%s", folder, a->name);
    if (e->path == NULL) {
        diag_say0(p->diag, DIAG_NO_MEMORY, NULL);
        return false;
    }
    if (!pdf_open_attached(pdf, a, &e->data, p->diag))
        return false;
    int error = file_read(e->path, e->data.len, &old);
    free_place = error == ENOENT || error == ENOTDIR;   /* the latter is told by who writes */
    e->there = error == 0 && old.len == e->data.len && memcmp(buf_text(&old), buf_text(&e->data), old.len) == 0;
    if (error == 0 ? !e->there : error == EFBIG || error == EISDIR || error == ENXIO)
        diag_say(p->diag, DIAG_EXTRACT_EXISTS, NULL, e->path);
    else if (error != 0 && !free_place)
        file_read_report(e->path, error, e->data.len, p->diag);
    buf_free(&old);
    return free_place || e->there;
}

/* Makes the folders below FOLDER that PATH goes through, and FOLDER itself. */
static bool make_folders(struct pira *p, const char *folder, const char *path)
{
    if (!folder_make(folder, p->diag))
        return false;
    for (const char *slash = strchr(path + strlen(folder) + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        const char *below = arena_strndup(p->arena, path, (size_t)(slash - path));
        if (below == NULL)
            diag_say0(p->diag, DIAG_NO_MEMORY, NULL);
        if (below == NULL || !folder_make(below, p->diag))
            return false;
    }
    return true;
}

static bool is_repeated(const struct pdf_facts *facts, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (strcmp(facts->attached[k].name, facts->attached[i].name) == 0)
            return true;
    return false;
}

/* All attachments are looked at before the first is written. */
static bool prepare_all(struct pira *p, struct pdf_open *pdf, const char *folder, struct extracted *e)
{
    bool ok = true;
    for (size_t i = 0; i < pdf->facts.nattached; i++) {
        if (is_repeated(&pdf->facts, i)) {
            diag_say(p->diag, DIAG_EXTRACT_NAME, NULL, pdf->facts.attached[i].name);
            ok = false;
        } else {
            ok = prepare(p, pdf, &pdf->facts.attached[i], folder, &e[i]) && ok;
        }
    }
    return ok;
}

static bool write_all(struct pira *p, const char *pdf, const char *folder, const struct extracted *e, size_t n, struct buf *out)
{
    const char *const inputs[] = {pdf, NULL};
    for (size_t i = 0; i < n; i++) {
        if (!e[i].there && !(make_folders(p, folder, e[i].path)
                             && file_write(e[i].path, buf_text(&e[i].data), e[i].data.len, inputs, p->guard, p->diag)))
            return false;
        buf_printf(out, "%s\n", e[i].path);
    }
    return true;
}

bool cmd_extract(struct pira *p, const struct options *o, struct outcome *outcome)
{
    const char *file = o->operands[0], *folder = o->folder ? o->folder : ".";
    struct pdf_open pdf;
    struct extracted *e = NULL;
    bool ok = pdf_open_file(&pdf, file, p->diag);
    if (ok && pdf.facts.nattached == 0) {
        diag_say(p->diag, DIAG_PDF_NO_ATTACHMENTS, NULL, pdf.name);
        ok = false;
    }
    if (ok) {
        e = arena_array(p->arena, pdf.facts.nattached, sizeof *e);
        if (e == NULL)
            diag_say0(p->diag, DIAG_NO_MEMORY, NULL);
        ok = e != NULL && prepare_all(p, &pdf, folder, e) && write_all(p, file, folder, e, pdf.facts.nattached, &outcome->out);
    }
    for (size_t i = 0; e != NULL && i < pdf.facts.nattached; i++)
        buf_free(&e[i].data);
    pdf_open_end(&pdf);
    return ok;
}
