/* explain_code.c: what a message means, from the one table of messages and that of reasons and examples. */
#include "explain_code.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "pira.h"

static const struct example examples[] = {
#define REASON(rule, it, en)
#define EXAMPLE(code, place, wrong, right) {code, PLACE_##place, wrong, right},
#include "explain.def"
#undef REASON
#undef EXAMPLE
};

static const struct {
    const char *rule, *text[2];   /* by enum diag_lang */
} reasons[] = {
#define REASON(rule, it, en) {rule, {it, en}},
#define EXAMPLE(code, place, wrong, right)
#include "explain.def"
#undef REASON
#undef EXAMPLE
};

const struct example *explain_example(int code)
{
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
        if (examples[i].code == code)
            return &examples[i];
    return NULL;
}

const char *explain_reason(const char *rule, enum diag_lang lang)
{
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        if (strcmp(reasons[i].rule, rule) == 0)
            return reasons[i].text[lang];
    return NULL;
}

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

/* The lines of an example, indented. */
static void add_example(struct buf *out, const char *label, const char *example)
{
    buf_printf(out, "  %s:\n", label);
    while (*example) {
        size_t len = strcspn(example, "\n");
        buf_printf(out, "    %.*s\n", (int)len, example);
        example += len + (example[len] == '\n');
    }
}

/* REASON, which may be NULL, is told with the first message of a rule. */
static void add_entry(struct pira *p, const struct diag_entry *entry, const char *reason, struct buf *out)
{
    bool italian = p->lang == DIAG_IT;
    buf_printf(out, "PIRA-%04d%s%s (%s)\n", entry->number, *entry->rule ? " " : "", entry->rule,
               diag_level_name(entry->level, p->lang));
    add_field(out, italian ? "messaggio" : "message", entry->text[p->lang]);
    add_field(out, italian ? "rimedio" : "hint", entry->help[p->lang]);
    if (reason)
        add_field(out, italian ? "perché" : "why", reason);
    const struct example *example = explain_example(entry->number);
    if (example) {
        add_example(out, italian ? "sbagliato" : "wrong", example->wrong);
        add_example(out, italian ? "giusto" : "right", example->right);
    }
}

/* A rule may say what it has to say in several messages: those that follow FIRST. */
static void add_others(struct pira *p, const struct diag_entry *first, struct buf *out)
{
    for (int number = first->number + 1; number <= 9999; number++) {
        const struct diag_entry *entry = diag_lookup(number);
        if (entry && strcmp(entry->rule, first->rule) == 0)
            add_entry(p, entry, NULL, out);
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
    add_entry(p, entry, explain_reason(entry->rule, p->lang), out);
    if (rule)
        add_others(p, rule, out);
    return true;
}
