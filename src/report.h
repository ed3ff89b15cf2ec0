/* report.h: the messages of a run as `pira validate` gives them to programs and sums them up for people. */
#ifndef PIRA_REPORT_H
#define PIRA_REPORT_H

#include <stdbool.h>

#include "base/diag.h"

struct buf;

/* Appends one JSON object a line (diag_format_json). */
void report_json(struct buf *out, const struct diag *d);

/* Appends one SARIF 2.1.0 document (OASIS standard), as code hosts and editors show it. */
void report_sarif(struct buf *out, const struct diag *d, enum diag_lang lang);

/* Appends "3 errori, 2 avvisi, 5 note in piano.xml"; of several FILES (ended by NULL) their number is said. */
void report_summary(struct buf *out, const struct diag *d, char *const *files, enum diag_lang lang);

/* So many messages of one code about one file are shown; the others are counted. */
#define REPORT_MOST_ALIKE 20

/* What of the messages was shown. Zeroed before the first; freed with report_shown_free. */
struct report_shown {
    const char *file;          /* of the messages that are counted now; borrowed from the diag */
    struct report_count { int code; size_t count; } *counts;
    size_t codes, cap;
};

/* Appends M, preceded by what was left out of the file before it, unless enough like it were shown already; ALL: shows it
 * in any case. Messages of one file must follow each other. */
struct report_style { enum diag_lang lang; bool colour, all; };
void report_message(struct buf *out, struct report_shown *shown, const struct diag_message *m, const struct report_style *style);

/* Appends a line for each code of which messages about the last file were left out. */
void report_left_out(struct buf *out, struct report_shown *shown, const struct report_style *style);
void report_shown_free(struct report_shown *shown);

/* Whether M is an avviso or a nota of a rule: compute and render count these and leave them to validate. */
bool report_is_hidden(const struct diag_message *m);

/* Appends "2 avvisi, 5 note: li elenca «pira validate piano.xml»" when there are such messages. */
void report_hidden(struct buf *out, const struct diag *d, const char *file, enum diag_lang lang);

/* The same from their numbers by level. */
void report_hidden_counts(struct buf *out, const size_t hidden[DIAG_ERRORE + 1], const char *file, enum diag_lang lang);

#endif
