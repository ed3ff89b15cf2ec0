/* report.c: the messages of a run for programs (JSON lines, SARIF), and their sum for people. */
#include "report.h"

#include <string.h>

#include "base/buf.h"
#include "base/json.h"
#include "pira.h"

void report_json(struct buf *out, const struct diag *d)
{
    for (size_t i = 0; i < diag_count(d); i++)
        diag_format_json(out, diag_get(d, i));
}

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

static void add_sarif_location(struct buf *out, const struct diag_place *at)
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

static void add_sarif_result(struct buf *out, const struct diag_message *m)
{
    static const char *const levels[] = {[DIAG_NOTA] = "note", [DIAG_AVVISO] = "warning", [DIAG_ERRORE] = "error"};
    struct buf text = BUF_INIT;
    buf_printf(&text, "%s%s%s", m->text, *m->help ? ". " : "", m->help);
    buf_printf(out, "{\"ruleId\":\"PIRA-%04d\",\"level\":\"%s\",\"message\":{\"text\":", (int)m->code, levels[m->level]);
    json_string(out, buf_text(&text));
    buf_char(out, '}');
    add_sarif_location(out, &m->at);
    buf_char(out, '}');
    out->failed = out->failed || text.failed;
    buf_free(&text);
}

void report_sarif(struct buf *out, const struct diag *d, enum diag_lang lang)
{
    buf_str(out, "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{"
                 "\"tool\":{\"driver\":{\"name\":\"pira\",\"version\":\"" PIRA_VERSION "\"}},");
    buf_printf(out, "\"language\":\"%s\",\"columnKind\":\"unicodeCodePoints\",\"results\":[", lang == DIAG_IT ? "it" : "en");
    for (size_t i = 0; i < diag_count(d); i++) {
        buf_str(out, i ? ",\n" : "\n");
        add_sarif_result(out, diag_get(d, i));
    }
    buf_str(out, "\n]}]}\n");
}

/* "nessun errore", "1 errore", "3 errori" */
static void add_count(struct buf *out, enum diag_level level, size_t count, enum diag_lang lang)
{
    static const char *const forms[][2][3] = {
        [DIAG_NOTA] = {{"nessuna nota", "nota", "note"}, {"no notes", "note", "notes"}},
        [DIAG_AVVISO] = {{"nessun avviso", "avviso", "avvisi"}, {"no warnings", "warning", "warnings"}},
        [DIAG_ERRORE] = {{"nessun errore", "errore", "errori"}, {"no errors", "error", "errors"}},
    };
    if (count == 0)
        buf_str(out, forms[level][lang][0]);
    else
        buf_printf(out, "%zu %s", count, forms[level][lang][count == 1 ? 1 : 2]);
}

void report_summary(struct buf *out, const struct diag *d, char *const *files, enum diag_lang lang)
{
    size_t count = 0;
    while (files[count])
        count++;
    add_count(out, DIAG_ERRORE, diag_count_level(d, DIAG_ERRORE), lang);
    buf_str(out, ", ");
    add_count(out, DIAG_AVVISO, diag_count_level(d, DIAG_AVVISO), lang);
    buf_str(out, ", ");
    add_count(out, DIAG_NOTA, diag_count_level(d, DIAG_NOTA), lang);
    if (count == 1)
        buf_printf(out, " in %s\n", files[0]);
    else
        buf_printf(out, lang == DIAG_IT ? " in %zu file\n" : " in %zu files\n", count);
}

bool report_is_hidden(const struct diag_message *m)
{
    return m->level != DIAG_ERRORE && *m->rule != '\0';
}

void report_hidden(struct buf *out, const struct diag *d, const char *file, enum diag_lang lang)
{
    size_t hidden[DIAG_ERRORE + 1] = {0};
    for (size_t i = 0; i < diag_count(d); i++)
        hidden[diag_get(d, i)->level] += report_is_hidden(diag_get(d, i));
    if (hidden[DIAG_AVVISO] + hidden[DIAG_NOTA] == 0)
        return;
    if (hidden[DIAG_AVVISO] > 0)
        add_count(out, DIAG_AVVISO, hidden[DIAG_AVVISO], lang);
    if (hidden[DIAG_AVVISO] > 0 && hidden[DIAG_NOTA] > 0)
        buf_str(out, ", ");
    if (hidden[DIAG_NOTA] > 0)
        add_count(out, DIAG_NOTA, hidden[DIAG_NOTA], lang);
    buf_printf(out, lang == DIAG_IT ? ": per leggerli, «pira validate %s»\n" : ": to read them, 'pira validate %s'\n", file);
}
