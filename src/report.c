/* report.c: the messages of a run as JSON lines, and their sum for people. */
#include "report.h"

#include "base/buf.h"

void report_json(struct buf *out, const struct diag *d)
{
    for (size_t i = 0; i < diag_count(d); i++)
        diag_format_json(out, diag_get(d, i));
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
    if (count == 1) {
        buf_str(out, " in ");
        diag_plain(out, files[0]);
        buf_char(out, '\n');
    } else {
        buf_printf(out, lang == DIAG_IT ? " in %zu file\n" : " in %zu files\n", count);
    }
}

bool report_is_hidden(const struct diag_message *m)
{
    return m->level != DIAG_ERRORE && *m->rule != '\0';
}

void report_hidden_counts(struct buf *out, const size_t hidden[DIAG_ERRORE + 1], const char *file, enum diag_lang lang)
{
    if (hidden[DIAG_AVVISO] + hidden[DIAG_NOTA] == 0)
        return;
    if (hidden[DIAG_AVVISO] > 0)
        add_count(out, DIAG_AVVISO, hidden[DIAG_AVVISO], lang);
    if (hidden[DIAG_AVVISO] > 0 && hidden[DIAG_NOTA] > 0)
        buf_str(out, ", ");
    if (hidden[DIAG_NOTA] > 0)
        add_count(out, DIAG_NOTA, hidden[DIAG_NOTA], lang);
    buf_str(out, lang == DIAG_IT ? ": per leggerli, «pira validate " : ": to read them, 'pira validate ");
    diag_plain(out, file);
    buf_str(out, lang == DIAG_IT ? "»\n" : "'\n");
}

void report_hidden(struct buf *out, const struct diag *d, const char *file, enum diag_lang lang)
{
    size_t hidden[DIAG_ERRORE + 1] = {0};
    for (size_t i = 0; i < diag_count(d); i++)
        hidden[diag_get(d, i)->level] += report_is_hidden(diag_get(d, i));
    report_hidden_counts(out, hidden, file, lang);
}
