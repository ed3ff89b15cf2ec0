/* cmd_verify.c: pira verify: whether a document agrees with the data attached to it, and what was compared. */
#include "command.h"

static void describe_italian(struct buf *out, const char *file, const struct pira_verified *v)
{
    if (v->same_version)
        buf_printf(out, "%s: corrisponde ai dati allegati, byte per byte (pira %s; %zu byte, %zu pagine, %zu cifre, %zu allegati)\n",
                   file, v->version, v->bytes, v->pages, v->figures, v->attachments);
    else
        buf_printf(out, "%s: corrisponde ai dati allegati, cifra per cifra: composto da pira %s, verificato con pira " PIRA_VERSION
                   " (%zu pagine, %zu cifre; parole e disegno non confrontati)\n", file, v->version, v->pages, v->figures);
    if (v->appended > 0)
        buf_printf(out, "%s: %zu byte aggiunti dopo, forse una firma: pagine e allegati sono rimasti quelli; "
                   "firme non se ne verificano\n", file, v->appended);
}

static void describe_english(struct buf *out, const char *file, const struct pira_verified *v)
{
    if (v->same_version)
        buf_printf(out, "%s: agrees with the attached data, byte for byte (pira %s; %zu bytes, %zu pages, %zu figures, %zu attachments)\n",
                   file, v->version, v->bytes, v->pages, v->figures, v->attachments);
    else
        buf_printf(out, "%s: agrees with the attached data, figure for figure: made by pira %s, verified with pira " PIRA_VERSION
                   " (%zu pages, %zu figures; words and drawing not compared)\n", file, v->version, v->pages, v->figures);
    if (v->appended > 0)
        buf_printf(out, "%s: %zu bytes appended later, perhaps a signature: pages and attachments are what they were; "
                   "signatures are not verified\n", file, v->appended);
}

bool cmd_verify(struct pira *p, const struct options *o, struct outcome *outcome)
{
    struct pira_verified v;
    bool ok = pira_verify(p, o->operands[0], &v);
    outcome->rules_hidden = true;
    if (ok)
        (p->lang == DIAG_IT ? describe_italian : describe_english)(&outcome->out, o->operands[0], &v);
    return ok;
}
