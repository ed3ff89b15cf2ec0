/* cmd_compute.c: pira compute: the plan with every computed value, to a file or to standard output. */
#include "base/file_write.h"
#include "command.h"
#include "report.h"

bool cmd_compute(struct pira *p, const struct options *o, struct outcome *outcome)
{
    const char *const inputs[] = {o->operands[0], NULL};
    struct buf plan = BUF_INIT;
    bool ok = pira_compute(p, o->operands[0], &plan)
              && file_write(o->output ? o->output : "-", plan.data, plan.len, inputs, p->guard, p->diag);
    outcome->rules_hidden = true;
    report_hidden(&outcome->closing, p->diag, o->operands[0], p->lang);
    buf_free(&plan);
    return ok;
}
