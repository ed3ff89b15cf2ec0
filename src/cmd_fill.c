/* cmd_fill.c: pira fill: a plan with the figures of a table in it, and a line that says how many. */
#include "base/file_write.h"
#include "command.h"

static void tell(struct buf *out, const struct pira_filled *f, enum diag_lang lang)
{
    buf_printf(out, lang == DIAG_IT ? "valori scritti: %zu; già uguali: %zu; righe senza valore: %zu\n"
                                    : "values written: %zu; the same already: %zu; rows without a value: %zu\n",
               f->written, f->unchanged, f->empty);
}

bool cmd_fill(struct pira *p, const struct options *o, struct outcome *outcome)
{
    const char *const plan = o->operands[0], *const values = o->operands[1], *const inputs[] = {values, NULL};
    struct pira_filled filled = {0};
    struct buf text = BUF_INIT;
    bool ok = pira_fill(p, plan, values, &text, &filled)
              && file_write(o->output ? o->output : "-", text.data, text.len, inputs, p->guard, p->diag);
    outcome->all_messages = true;
    if (ok)
        tell(&outcome->closing, &filled, p->lang);
    buf_free(&text);
    return ok;
}
