/* pira_kit.c: what many documents of one template have in common, made ready once. */
#include <stdlib.h>

#include "base/arena.h"
#include "bind/template.h"
#include "pdf/pdf.h"
#include "pira_job.h"
#include "read/codes.h"
#include "read/xml_schema.h"

static bool have_fonts(struct pira *p, const struct template *template)
{
    const char *fonts = job_data_file(p, "fonts");
    const char *const *faces;
    size_t count;
    template_faces(template, &faces, &count);
    return fonts && pdf_check_faces(fonts, faces, count, p->diag);
}

struct pira_kit *pira_kit_new(struct pira *p, const char *template_file)
{
    const char *xsd = job_data_file(p, "xsd/template.xsd");
    struct pira_kit *kit = xsd ? calloc(1, sizeof *kit) : NULL;
    if (!kit) {
        diag_say0(p->diag, DIAG_NO_MEMORY, NULL);
        return NULL;
    }
    kit->data_changed = pira_data_changed(p);   /* before the first of the data is read */
    kit->template = template_load(template_file, xsd, p->diag);
    if (kit->template && have_fonts(p, kit->template) && job_load_schema(p, &kit->schema) && job_load_codes(p, &kit->codes))
        return kit;
    pira_kit_free(kit);
    return NULL;
}

void pira_kit_free(struct pira_kit *kit)
{
    if (!kit)
        return;
    template_free(kit->template);
    schema_free(kit->schema);
    codes_free(kit->codes);
    free(kit);
}

size_t pira_kit_file_count(const struct pira_kit *kit)
{
    return template_file_count(kit->template);
}

void pira_kit_file(const struct pira_kit *kit, size_t i, const char **path, char digest[SHA256_TEXT])
{
    const void *data;
    size_t len;
    template_file(kit->template, i, path, &data, &len);
    sha256_text(data, len, digest);
}
