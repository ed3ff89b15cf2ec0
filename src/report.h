/* report.h: the messages of a run as `pira validate` gives them to programs and sums them up for people. */
#ifndef PIRA_REPORT_H
#define PIRA_REPORT_H

#include "base/diag.h"

struct buf;

/* Appends one JSON object a line (diag_format_json). */
void report_json(struct buf *out, const struct diag *d);

/* Appends one SARIF 2.1.0 document (OASIS standard), as code hosts and editors show it. */
void report_sarif(struct buf *out, const struct diag *d, enum diag_lang lang);

/* Appends "3 errori, 2 avvisi, 5 note in piano.xml"; of several FILES (ended by NULL) their number is said. */
void report_summary(struct buf *out, const struct diag *d, char *const *files, enum diag_lang lang);

#endif
