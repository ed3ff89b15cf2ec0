/* report_sarif.c: the messages of a run as a SARIF 2.1.0 document (OASIS standard), as code hosts and editors show it. */
#include <string.h>

#include "base/buf.h"
#include "base/json.h"
#include "pira.h"
#include "report.h"

static const char *const level_names[] = {[DIAG_NOTA] = "note", [DIAG_AVVISO] = "warning", [DIAG_ERRORE] = "error"};

/* FILE as a relative URI, in quotes: what is not unreserved (RFC 3986, 2.3) or a slash is escaped. */
static void add_uri(struct buf *out, const char *file)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
    buf_char(out, '"');
    for (; *file; file++) {
        if (strchr(plain, *file))
            buf_char(out, *file);
        else
            buf_printf(out, "%%%02X", (unsigned char)*file);
    }
    buf_char(out, '"');
}

static void add_location(struct buf *out, const struct diag_place *at)
{
    if (!at->file)
        return;
    buf_str(out, ",\"locations\":[{\"physicalLocation\":{\"artifactLocation\":{\"uri\":");
    add_uri(out, at->file);
    buf_char(out, '}');
    if (at->line > 0)
        buf_printf(out, ",\"region\":{\"startLine\":%ld", at->line);
    if (at->line > 0 && at->column > 0)
        buf_printf(out, ",\"startColumn\":%ld", at->column);
    buf_str(out, at->line > 0 ? "}}" : "}");
    if (at->place && *at->place) {
        buf_str(out, ",\"logicalLocations\":[{\"fullyQualifiedName\":");
        json_string(out, at->place);
        buf_str(out, "}]");
    }
    buf_str(out, "}]");
}

static void add_result(struct buf *out, const struct diag_message *m)
{
    struct buf text = BUF_INIT;
    buf_printf(&text, "%s%s%s", m->text, *m->help ? ". " : "", m->help);
    buf_printf(out, "{\"ruleId\":\"PIRA-%04d\",\"level\":\"%s\",\"message\":{\"text\":", (int)m->code, level_names[m->level]);
    json_string(out, buf_text(&text));
    buf_char(out, '}');
    add_location(out, &m->at);
    buf_char(out, '}');
    out->failed = out->failed || text.failed;
    buf_free(&text);
}

/* TEXT of the table of messages, in which "…" stands for what a message fills in. */
static void add_pattern(struct buf *out, const char *name, const char *text)
{
    struct buf pattern = BUF_INIT;
    diag_pattern(&pattern, text);
    buf_printf(out, ",\"%s\":{\"text\":", name);
    json_string(out, buf_text(&pattern));
    buf_char(out, '}');
    out->failed = out->failed || pattern.failed;
    buf_free(&pattern);
}

static void add_rule(struct buf *out, const struct diag_entry *e, enum diag_lang lang)
{
    buf_printf(out, "{\"id\":\"PIRA-%04d\"", e->number);
    if (*e->rule)
        buf_printf(out, ",\"name\":\"%s\"", e->rule);
    add_pattern(out, "shortDescription", e->text[lang]);
    if (*e->help[lang])
        add_pattern(out, "help", e->help[lang]);
    buf_printf(out, ",\"defaultConfiguration\":{\"level\":\"%s\"}}", level_names[e->level]);
}

/* The kinds of message that occur, each once. */
static void add_rules(struct buf *out, const struct diag *d, enum diag_lang lang)
{
    const char *before = "\n";
    buf_str(out, "\"rules\":[");
    for (int number = 1; number <= DIAG_LAST; number++) {
        const struct diag_entry *e = diag_lookup(number);
        if (!e || diag_count_code(d, (enum diag_code)number) == 0)
            continue;
        buf_str(out, before);
        add_rule(out, e, lang);
        before = ",\n";
    }
    buf_str(out, "\n]");
}

void report_sarif(struct buf *out, const struct diag *d, enum diag_lang lang)
{
    buf_str(out, "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{"
                 "\"tool\":{\"driver\":{\"name\":\"pira\",\"version\":\"" PIRA_VERSION "\",");
    add_rules(out, d, lang);
    buf_printf(out, "}},\n\"language\":\"%s\",\"columnKind\":\"unicodeCodePoints\",\"results\":[", lang == DIAG_IT ? "it" : "en");
    for (size_t i = 0; i < diag_count(d); i++) {
        buf_str(out, i ? ",\n" : "\n");
        add_result(out, diag_get(d, i));
    }
    buf_str(out, "\n]}]}\n");
}
