/* batch.h: many plans by one template in one run: worker processes that share what is prepared once, and what became of each
 * plan, in the order of the plans.
 *
 * A plan that cannot be rendered fails alone, and so does one whose worker ends before its time, whatever ended it: the
 * others are rendered. Nothing of a document depends on how many workers there are, or on which of them made it.
 */
#ifndef PIRA_BATCH_H
#define PIRA_BATCH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "pira.h"

/* No run has more workers. */
#define BATCH_MAX_WORKERS 256   /* as many as can be asked for with -j */

struct batch {
    char *const *plans; size_t nplans;   /* paths; borrowed */
    const char *template;                /* path */
    const char *output;                  /* of the only plan; NULL: not said */
    const char *folder;                  /* of all documents; NULL: that of each plan */
    struct pira_render_options options;
    bool skip_unchanged;                 /* a document that is current (pira_is_current) is left as it is */
    unsigned workers;                    /* at most so many at once; 0: as many as the machine has processors */
    unsigned seconds;                    /* a plan may take; 0: any time */
};

/* What became of a plan. */
struct batch_result {
    const char *plan, *output;           /* borrowed, and owned by P's arena */
    enum pira_status status;
    bool unchanged;                      /* the document was current, and not made again */
    long milliseconds;                   /* from the moment a worker had it */
    struct pira_rendered rendered;
    size_t bytes;                        /* of the document; 0: there is none */
    char digest[SHA256_TEXT];            /* of the document, when digests are asked for */
    size_t messages[DIAG_ERRORE + 1];    /* by level, */
    size_t hidden[DIAG_ERRORE + 1];      /* and those of them that are counted only */
};

/* ---- batch_name.c ---- */

/* Decides where the documents of B go, into RESULTS, one for each plan: in the folder under the name of the plan's file,
 * ending in .pdf; plans whose files have one name are told apart by the names of their folders ("2025/piano.xml": 2025.pdf).
 * False, with messages in P's diag, when two documents would still have one place, or one that of a plan. Nothing is written. */
bool batch_name(struct pira *p, const struct batch *b, struct batch_result *results);

/* ---- batch.c ---- */

/* Renders the plans of B into the places that RESULTS name, which receive what became of them. The messages of all plans
 * are in P's diag afterwards, in the order of the plans, without the avvisi and note of rules (report_is_hidden), which are
 * counted only. P's kit and processes must be set. False when a plan failed. */
bool batch_run(struct pira *p, const struct batch *b, struct batch_result *results);

/* ---- batch_log.c ---- */

/* Appends R as a JSON object in one line; TEMPLATE is the value of that name, of batch_log_template. */
void batch_log(struct buf *out, const struct batch_result *r, const char *template);
void batch_log_template(struct buf *out, const struct pira_kit *kit);

/* Appends "800 piani: 797 composti, 1 immutato, 2 non riusciti", and what of messages was counted only. */
void batch_summary(struct buf *out, const struct batch *b, const struct batch_result *results, enum diag_lang lang);

#endif
