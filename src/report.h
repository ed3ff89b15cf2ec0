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

/* Whether M is an avviso or a nota of a rule: compute and render count these and leave them to validate. */
bool report_is_hidden(const struct diag_message *m);

/* Appends "2 avvisi, 5 note: li elenca «pira validate piano.xml»" when there are such messages. */
void report_hidden(struct buf *out, const struct diag *d, const char *file, enum diag_lang lang);

#endif
