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

static void add_field(struct buf *out, const char *label, const char *text)
{
    if (*text == '\0')
        return;
    buf_printf(out, "  %s: ", label);
    diag_pattern(out, text);
    buf_char(out, '\n');
}

static void add_entry(struct pira *p, const struct diag_entry *entry, struct buf *out)
{
    bool italian = p->lang == DIAG_IT;
    buf_printf(out, "PIRA-%04d%s%s (%s)\n", entry->number, *entry->rule ? " " : "", entry->rule,
               diag_level_name(entry->level, p->lang));
    add_field(out, italian ? "messaggio" : "message", entry->text[p->lang]);
    add_field(out, italian ? "rimedio" : "hint", entry->help[p->lang]);
}

/* A rule may say what it has to say in several messages: those that follow FIRST. */
static void add_others(struct pira *p, const struct diag_entry *first, struct buf *out)
{
    for (int number = first->number + 1; number <= 9999; number++) {
        const struct diag_entry *entry = diag_lookup(number);
        if (entry && strcmp(entry->rule, first->rule) == 0)
            add_entry(p, entry, out);
    }
}

bool pira_explain_code(struct pira *p, const char *code, struct buf *out)
{
    const struct diag_entry *entry = diag_lookup(code_number(code)), *rule = NULL;
    if (!entry)
        entry = rule = diag_lookup_rule(code);
    if (!entry) {
        diag_say(p->diag, DIAG_NO_SUCH_CODE, NULL, code);
        return false;
    }
    add_entry(p, entry, out);
    if (rule)
        add_others(p, rule, out);
    return true;
}
