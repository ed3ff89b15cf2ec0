/* cmd_render.c: pira render: the plan as a PDF, beside it unless another place is named. */
#include <string.h>

#include "base/arena.h"
#include "base/file_write.h"
#include "base/path_list.h"
#include "command.h"
#include "data_dir.h"
#include "report.h"

/* "a/piano.xml" to "a/piano.pdf", whatever the ending. */
static const char *default_output(struct arena *a, const char *plan)
{
    const char *slash = strrchr(plan, '/');
    const char *name = slash ? slash + 1 : plan;
    const char *dot = strrchr(name, '.');
    size_t stem = dot && dot != name ? (size_t)(dot - plan) : strlen(plan);
    return arena_printf(a, "%.*s.pdf", (int)stem, plan);
}

static void report_no_template(struct pira *p)
{
    struct buf names = BUF_INIT;
    data_dir_list_templates(p->data_dir, &names);
    diag_say(p->diag, DIAG_USAGE_NO_TEMPLATE, NULL, buf_text(&names));
    buf_free(&names);
}

bool cmd_render(struct pira *p, const struct options *o, struct outcome *outcome)
{
    const char *plan = o->operands[0], *template = NULL, *output = NULL;
    struct buf pdf = BUF_INIT;
    bool ok = false;

    if (!o->template) {
        report_no_template(p);
        return false;
    }
    output = o->output ? o->output : o->dump != PIRA_DUMP_NONE || strcmp(plan, "-") == 0 ? "-" : default_output(p->arena, plan);
    template = data_dir_template(p->arena, p->data_dir, o->template, p->diag);
    if (!template)
        return false;
    if (!output) {
        diag_say0(p->diag, DIAG_NO_MEMORY, NULL);
        return false;
    }
    struct path_list read = {.arena = p->arena};
    const struct pira_render_options options = {.draft = o->draft, .no_attachments = o->no_attachments, .dump = o->dump};
    ok = pira_render(p, plan, template, &options, &pdf, &read)
         && file_write(output, pdf.data, pdf.len, read.paths, p->guard, p->diag);
    outcome->rules_hidden = true;
    report_hidden(&outcome->closing, p->diag, plan, p->lang);
    buf_free(&pdf);
    return ok;
}
