/* pira.c: the pipeline, from a plan's file to what is asked for; every step explains its own failure. */
#include "pira.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "read/xml_read.h"
#include "read/xml_schema.h"

/* A file of the data folder; NULL, with a message, when memory is short. */
static const char *data_file(struct pira *p, const char *name)
{
    const char *path = arena_printf(p->arena, "%s/%s", p->data_dir, name);
    if (!path)
        diag_say0(p->diag, DIAG_NO_MEMORY, NULL);
    return path;
}

/* Reads FILE and checks its structure. The caller frees *PLAN, which may be there even after an error. */
static bool read_plan(struct pira *p, const char *file, struct xml_doc **plan)
{
    const char *path = data_file(p, "xsd/piano.xsd");
    struct xml_schema *schema = NULL;
    bool ok = path && xml_read(plan, file, 0, p->diag) == READ_OK
              && schema_load(&schema, path, p->diag) == READ_OK
              && schema_validate(schema, *plan, NULL, p->diag);
    schema_free(schema);
    return ok;
}

bool pira_validate(struct pira *p, const char *file)
{
    struct xml_doc *plan = NULL;
    bool ok = read_plan(p, file, &plan);
    xml_free(plan);
    return ok;
}
