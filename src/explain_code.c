/* explain_code.c: what a message means, from the one table of messages. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "pira.h"

/* The number in "PIRA-3012", "pira-3012" or "3012"; 0 when CODE is not of these forms. */
static int code_number(const char *code)
{
    static const char prefix[] = "PIRA-";
    size_t same = 0;
    while (prefix[same] && toupper((unsigned char)code[same]) == prefix[same])
        same++;
    if (prefix[same] == '\0')
        code += same;
    return strlen(code) == 4 && strspn(code, "0123456789") == 4 ? atoi(code) : 0;
}

/* Appends TEXT with "…" for each {1} that a real message fills in. */
static void add_pattern(struct buf *out, const char *text)
{
    for (; *text; text++) {
        if (text[0] == '{' && isdigit((unsigned char)text[1]) && text[2] == '}') {
            buf_str(out, "…");
            text += 2;
        } else {
            buf_char(out, *text);
        }
    }
}

static void add_field(struct buf *out, const char *label, const char *text)
{
    if (*text == '\0')
        return;
    buf_printf(out, "  %s: ", label);
    add_pattern(out, text);
    buf_char(out, '\n');
}

bool pira_explain_code(struct pira *p, const char *code, struct buf *out)
{
    const struct diag_entry *entry = diag_lookup(code_number(code));
    bool italian = p->lang == DIAG_IT;
    if (!entry)
        entry = diag_lookup_rule(code);
    if (!entry) {
        diag_say(p->diag, DIAG_NO_SUCH_CODE, NULL, code);
        return false;
    }
    buf_printf(out, "PIRA-%04d%s%s (%s)\n", entry->number, *entry->rule ? " " : "", entry->rule,
               diag_level_name(entry->level, p->lang));
    add_field(out, italian ? "messaggio" : "message", entry->text[p->lang]);
    add_field(out, italian ? "rimedio" : "hint", entry->help[p->lang]);
    return true;
}
