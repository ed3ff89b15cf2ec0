/* batch_worker.h: a worker process, and what it and the one that started it tell each other over a socket. */
#ifndef PIRA_BATCH_WORKER_H
#define PIRA_BATCH_WORKER_H

#include <stdbool.h>
#include <stddef.h>

#include "batch.h"

/* A worker that has needed so much memory, in kB, ends after its plan, and a new one takes its place: what a large plan has
 * torn up is not kept for small ones. */
#define BATCH_WORKER_MEMORY (512L << 10)

/* What a worker says of a plan: this, then MESSAGES bytes of messages (diag_pack). Pointers of RESULT mean nothing. */
struct batch_report {
    struct batch_result result;
    bool last;             /* the worker ends now */
    size_t messages;
};

/* Renders the plans of B whose numbers (size_t) come from SOCKET, into the places that RESULTS name, and reports each.
 * Returns when there are no more, or nobody listens. */
void batch_work(const struct pira *p, const struct batch *b, const struct batch_result *results, int socket);

/* Sends LEN bytes; false when nobody listens. No signal is raised. */
bool batch_send(int socket, const void *data, size_t len);

long long batch_now(void);   /* milliseconds of a clock that is never set */

#endif
