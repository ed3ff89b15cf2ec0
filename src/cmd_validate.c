/* cmd_validate.c: pira validate: every message of every plan, and a line that counts them. */
#include "command.h"
#include "report.h"

bool cmd_validate(struct pira *p, const struct options *o, struct outcome *outcome)
{
    bool ok = true;
    p->quotes_all = o->format == FORMAT_TEXT;
    for (size_t i = 0; i < o->operand_count; i++)
        ok = pira_validate(p, o->operands[i]) && ok;
    diag_sort(p->diag);
    if (o->format == FORMAT_JSON)
        report_json(&outcome->out, p->diag);
    if (o->format == FORMAT_SARIF)
        report_sarif(&outcome->out, p->diag, p->lang);
    outcome->messages_in_out = o->format != FORMAT_TEXT;
    report_summary(&outcome->closing, p->diag, o->operands, p->lang);
    report_unchecked(&outcome->closing, p->diag, p->lang);
    if (ok && o->strict && diag_count_level(p->diag, DIAG_AVVISO) > 0) {
        outcome->least = PIRA_PLAN_HAS_ERRORS;
        buf_str(&outcome->closing, p->lang == DIAG_IT ? "con --strict gli avvisi contano come errori\n"
                                                      : "with --strict warnings count as errors\n");
    }
    return ok;
}
