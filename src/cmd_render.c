/* cmd_render.c: pira render: plans as PDF, each beside its plan unless another place is named. */
#include <string.h>

#include "base/arena.h"
#include "base/file_write.h"
#include "base/folder.h"
#include "base/path_list.h"
#include "batch.h"
#include "command.h"
#include "data_dir.h"
#include "report.h"

static void report_no_template(struct pira *p)
{
    struct buf names = BUF_INIT;
    data_dir_list_templates(p->data_dir, &names);
    diag_say(p->diag, DIAG_USAGE_NO_TEMPLATE, NULL, buf_text(&names));
    buf_free(&names);
}

static bool fail(struct pira *p, enum diag_code code)
{
    diag_say0(p->diag, code, NULL);
    return false;
}

static struct batch batch_of(const struct options *o, const char *template)
{
    return (struct batch){
        .plans = o->operands, .nplans = o->operand_count, .template = template, .folder = o->folder,
        .output = !o->output && o->dump != PIRA_DUMP_NONE ? "-" : o->output,
        .options = {.draft = o->draft, .no_attachments = o->no_attachments, .digests = o->log != NULL, .dump = o->dump},
        .skip_unchanged = o->skip_unchanged, .workers = o->jobs, .seconds = o->timeout,
    };
}

/* ---- one plan ---- */

static bool render_one(struct pira *p, const struct batch *b, const char *output, struct outcome *outcome)
{
    struct path_list read = {.arena = p->arena};
    struct pira_rendered rendered = {.read = &read};
    struct buf pdf = BUF_INIT;
    bool ok = pira_render(p, b->plans[0], b->template, &b->options, &pdf, &rendered)
              && file_write(output, pdf.data, pdf.len, read.paths, p->guard, p->diag);
    outcome->rules_hidden = true;
    report_hidden(&outcome->closing, p->diag, b->plans[0], p->lang);
    buf_free(&pdf);
    return ok;
}

/* ---- many ---- */

/* What the record of a run must not replace. NULL, with a message, when memory is short. */
static const char **inputs_of(struct pira *p, const struct batch *b, const struct batch_result *results)
{
    const char **inputs = arena_array(p->arena, 2 * b->nplans + 2, sizeof *inputs);
    if (!inputs) {
        fail(p, DIAG_NO_MEMORY);
        return NULL;
    }
    for (size_t i = 0; i < b->nplans; i++) {
        inputs[2 * i] = b->plans[i];
        inputs[2 * i + 1] = results[i].output;
    }
    inputs[2 * b->nplans] = b->template;
    return inputs;
}

static bool write_log(struct pira *p, const struct batch *b, const struct batch_result *results, const char *file, struct outcome *outcome)
{
    struct buf log = BUF_INIT, template = BUF_INIT;
    const char **inputs = inputs_of(p, b, results);
    batch_log_template(&template, p->kit);
    for (size_t i = 0; i < b->nplans; i++)
        batch_log(&log, &results[i], buf_text(&template));
    bool ok = inputs != NULL && ((!log.failed && !template.failed) || fail(p, DIAG_NO_MEMORY));
    if (ok && strcmp(file, "-") == 0)
        buf_add(&outcome->out, log.data, log.len);
    else if (ok)
        ok = file_write(file, log.data, log.len, inputs, p->guard, p->diag);
    buf_free(&template);
    buf_free(&log);
    return ok;
}

static bool render_many(struct pira *p, const struct batch *b, struct batch_result *results, const char *log, struct outcome *outcome)
{
    struct pira_kit *kit = pira_kit_new(p, b->template);
    bool ok = kit != NULL && (!b->folder || folder_make(b->folder, p->diag));
    p->kit = kit;
    if (ok) {
        ok = batch_run(p, b, results);
        ok = (!log || write_log(p, b, results, log, outcome)) && ok;
        batch_summary(&outcome->closing, b, results, p->lang);
    }
    p->kit = NULL;
    pira_kit_free(kit);
    return ok;
}

/* ---- the command ---- */

static bool check_usage(struct pira *p, const struct options *o)
{
    if (o->output && o->operand_count > 1)
        return fail(p, DIAG_USAGE_OUTPUT_OF_MANY);
    if (o->output && o->folder)
        return fail(p, DIAG_USAGE_OUTPUT_TWICE);
    if (o->dump != PIRA_DUMP_NONE && options_are_batch(o))
        return fail(p, DIAG_USAGE_DUMP_OF_MANY);
    if (!o->template)
        report_no_template(p);
    return o->template != NULL;
}

static struct batch_result *results_of(struct pira *p, const struct batch *b)
{
    struct batch_result *results = arena_array(p->arena, b->nplans, sizeof *results);
    if (!results)
        fail(p, DIAG_NO_MEMORY);
    for (size_t i = 0; results && i < b->nplans; i++)
        results[i].plan = b->plans[i];
    return results;
}

bool cmd_render(struct pira *p, const struct options *o, struct outcome *outcome)
{
    const char *template = check_usage(p, o) ? data_dir_template(p->arena, p->data_dir, o->template, p->diag) : NULL;
    const struct batch b = batch_of(o, template);
    struct batch_result *results = template ? results_of(p, &b) : NULL;
    outcome->rules_hidden = true;
    if (!results || !batch_name(p, &b, results))
        return false;
    if (o->log && strcmp(o->log, "-") == 0 && strcmp(results[0].output, "-") == 0)
        return fail(p, DIAG_USAGE_STDOUT_TWICE);
    if (options_are_batch(o))
        return render_many(p, &b, results, o->log, outcome);
    return render_one(p, &b, results[0].output, outcome);
}
