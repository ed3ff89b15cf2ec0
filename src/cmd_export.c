/* cmd_export.c: pira export: a table of the computed plan. */
#include "base/file_write.h"
#include "command.h"
#include "report.h"

bool cmd_export(struct pira *p, const struct options *o, struct outcome *outcome)
{
    const char *const inputs[] = {o->operands[0], NULL};
    struct buf table = BUF_INIT;
    if (!o->table) {
        diag_say0(p->diag, DIAG_USAGE_NO_TABLE, NULL);
        return false;
    }
    bool ok = pira_export(p, o->operands[0], o->table, &table)
              && file_write(o->output ? o->output : "-", table.data, table.len, inputs, p->guard, p->diag);
    outcome->rules_hidden = true;
    report_hidden(&outcome->closing, p->diag, o->operands[0], p->lang);
    buf_free(&table);
    return ok;
}
