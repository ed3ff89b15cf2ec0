/* report_text.c: the messages of a run for people: a few of each kind, so that the others are not buried. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "report.h"

/* How many messages of CODE were counted; NULL when memory is short. */
static size_t *count_of(struct report_shown *shown, int code)
{
    for (size_t i = 0; i < shown->codes; i++)
        if (shown->counts[i].code == code)
            return &shown->counts[i].count;
    if (shown->codes == shown->cap) {
        size_t cap = shown->cap > 0 ? shown->cap * 2 : 32;
        struct report_count *counts = realloc(shown->counts, cap * sizeof *counts);
        if (!counts)
            return NULL;
        shown->counts = counts;
        shown->cap = cap;
    }
    shown->counts[shown->codes] = (struct report_count){code, 0};
    return &shown->counts[shown->codes++].count;
}

static bool same_file(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

void report_left_out(struct buf *out, struct report_shown *shown, const struct report_style *style)
{
    const char *file = shown->file ? shown->file : "pira";
    for (size_t i = 0; i < shown->codes; i++) {
        if (shown->counts[i].count <= REPORT_MOST_ALIKE || style->all)
            continue;
        size_t left = shown->counts[i].count - REPORT_MOST_ALIKE;
        diag_plain(out, file);
        if (style->lang == DIAG_IT)
            buf_printf(out, ": segnalazioni PIRA-%04d in più: %zu; l'opzione --all le mostra tutte\n", shown->counts[i].code, left);
        else
            buf_printf(out, ": more messages PIRA-%04d: %zu; the option --all shows all\n", shown->counts[i].code, left);
    }
    shown->codes = 0;
}

void report_message(struct buf *out, struct report_shown *shown, const struct diag_message *m, const struct report_style *style)
{
    if (!same_file(shown->file, m->at.file)) {
        report_left_out(out, shown, style);
        shown->file = m->at.file;
    }
    size_t *count = count_of(shown, (int)m->code);
    if (count)
        ++*count;
    if (!count || *count <= REPORT_MOST_ALIKE || style->all)
        diag_format_text(out, m, style->lang, style->colour);
}

void report_shown_free(struct report_shown *shown)
{
    free(shown->counts);
}
