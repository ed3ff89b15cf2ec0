/* export.c: the tables of a computed plan as CSV, by their names. */
#include "exchange/export.h"

#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "compute/plan.h"
#include "exchange/export_parts.h"

static const struct {
    const char *name, *english;
    void (*write)(struct export *e);   /* NULL: tables of the plan, whose genere is the Italian name */
} tables[] = {
    {"indicatori", "indicators", export_indicators},
    {"obiettivi", "objectives", export_objectives},
    {"iniziative", "initiatives", NULL},
    {"albero", "tree", export_tree},
};

/* The ids of the plan's own tables, for a message. */
static void report_unknown(const struct plan *p, const char *table, struct diag *d)
{
    struct buf ids = BUF_INIT;
    for (size_t i = 0; i < p->all_tables.count && ids.len < 400; i++)
        buf_printf(&ids, "%s%s", i > 0 ? ", " : "", plan_attr(p->all_tables.list[i], "id"));
    diag_say(d, DIAG_EXPORT_UNKNOWN, NULL, table, ids.len > 0 ? buf_text(&ids) : "–");
    buf_free(&ids);
}

static bool write_table(struct export *e, const char *table)
{
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        if (strcmp(tables[i].name, table) != 0 && strcmp(tables[i].english, table) != 0)
            continue;
        if (tables[i].write == NULL)
            return export_tables(e, tables[i].name);
        tables[i].write(e);
        return true;
    }
    return export_tables(e, table);
}

bool export_write(struct plan *p, const struct codes *codes, const char *table, struct buf *out, struct diag *d)
{
    struct export e = {.plan = p, .codes = codes, .arena = arena_new()};
    struct buf text = BUF_INIT;
    bool ok = e.arena != NULL, known = false;
    if (ok) {
        csv_begin(&e.csv, &text);
        known = write_table(&e, table);
        ok = !text.failed && !e.text.failed && !arena_starved(e.arena);
    }
    if (ok && known) {
        buf_add(out, text.data, text.len);
        ok = !out->failed;
    }
    if (!ok)
        diag_say0(d, DIAG_NO_MEMORY, NULL);
    else if (!known)
        report_unknown(p, table, d);
    buf_free(&e.text);
    buf_free(&text);
    arena_free(e.arena);
    return ok && known;
}
