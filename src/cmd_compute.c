/* cmd_compute.c: pira compute: the plan with every computed value, to a file or to standard output. */
#include "base/file_write.h"
#include "command.h"

bool cmd_compute(struct pira *p, const struct options *o, struct outcome *outcome)
{
    const char *const inputs[] = {o->operands[0], NULL};
    struct buf plan = BUF_INIT;
    bool ok = pira_compute(p, o->operands[0], &plan)
              && file_write(o->output ? o->output : "-", plan.data, plan.len, inputs, p->guard, p->diag);
    buf_free(&plan);
    (void)outcome;
    return ok;
}
