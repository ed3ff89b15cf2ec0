/* cmd_values.c: pira values: the table of a plan's figures, to be filled in. */
#include "base/file_write.h"
#include "command.h"

bool cmd_values(struct pira *p, const struct options *o, struct outcome *outcome)
{
    const char *const inputs[] = {o->operands[0], NULL};
    struct buf table = BUF_INIT;
    (void)outcome;
    bool ok = pira_values(p, o->operands[0], &table)
              && file_write(o->output ? o->output : "-", table.data, table.len, inputs, p->guard, p->diag);
    buf_free(&table);
    return ok;
}
