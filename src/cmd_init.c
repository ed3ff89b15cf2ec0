/* cmd_init.c: pira init: a plan to begin with; never in the place of one that is there. */
#include <string.h>
#include <sys/stat.h>

#include "base/file_write.h"
#include "command.h"

bool cmd_init(struct pira *p, const struct options *o, struct outcome *outcome)
{
    const char *output = o->output ? o->output : "-";
    struct buf plan = BUF_INIT;
    struct stat there;
    (void)outcome;
    if (strcmp(output, "-") != 0 && lstat(output, &there) == 0) {
        diag_say(p->diag, DIAG_INIT_EXISTS, NULL, output);
        return false;
    }
    bool ok = pira_init(p, &plan) && file_write(output, plan.data, plan.len, NULL, p->guard, p->diag);
    buf_free(&plan);
    return ok;
}
