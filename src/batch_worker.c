/* batch_worker.c: a worker process: renders one plan after the other, and keeps what it has to say for the one who asked. */
#include "batch_worker.h"

#include <errno.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <time.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag_pack.h"
#include "base/file_write.h"
#include "base/path_list.h"
#include "report.h"

long long batch_now(void)
{
    struct timespec now = {0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

bool batch_send(int socket, const void *data, size_t len)
{
    const char *at = data;
    while (len > 0) {
        ssize_t n = send(socket, at, len, MSG_NOSIGNAL);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        at += n;
        len -= (size_t)n;
    }
    return true;
}

/* The number of the next plan; false when there is none. It is so short that it comes whole. */
static bool next_plan(int socket, size_t nplans, size_t *plan)
{
    ssize_t n;
    do
        n = recv(socket, plan, sizeof *plan, MSG_WAITALL);
    while (n < 0 && errno == EINTR);
    return n == (ssize_t)sizeof *plan && *plan < nplans;
}

static void describe(const struct batch *b, struct batch_result *r, const struct buf *pdf)
{
    r->bytes = pdf->len;
    if (b->options.digests)
        sha256_text(pdf->data, pdf->len, r->digest);
}

static bool render(struct pira *p, const struct batch *b, struct batch_result *r, const char *plan, struct buf *pdf)
{
    struct path_list read = {.arena = p->arena};
    r->rendered.read = &read;
    r->unchanged = b->skip_unchanged && pira_is_current(p, plan, &b->options, r->output, &r->rendered, pdf);
    bool done = r->unchanged || (pira_render(p, plan, b->template, &b->options, pdf, &r->rendered)
                                 && file_write(r->output, pdf->data, pdf->len, read.paths, p->guard, p->diag));
    r->rendered.read = NULL;
    if (done)
        describe(b, r, pdf);
    return done;
}

/* Counts the messages of D and packs those that are shown. */
static void pack(const struct diag *d, struct batch_result *r, struct buf *messages)
{
    for (size_t i = 0; i < diag_count(d); i++) {
        const struct diag_message *m = diag_get(d, i);
        r->messages[m->level]++;
        if (report_is_hidden(m))
            r->hidden[m->level]++;
        else
            diag_pack(messages, m);
    }
}

/* Everything that one plan needs is new, and given back before the next. */
static void work_on(const struct pira *base, const struct batch *b, const char *plan, struct batch_result *r, struct buf *messages)
{
    struct pira p = *base;
    struct buf pdf = BUF_INIT;
    long long start = batch_now();
    p.arena = arena_new();
    p.diag = diag_new(p.lang);
    r->status = PIRA_LIMIT;
    if (p.arena && p.diag) {
        bool done = render(&p, b, r, plan, &pdf);
        if (!done && pira_status_of(p.diag) == PIRA_DONE)
            diag_say(p.diag, DIAG_FAULT, NULL, "render");
        r->status = done ? PIRA_DONE : pira_status_of(p.diag);
        pack(p.diag, r, messages);
    }
    buf_free(&pdf);
    diag_free(p.diag);
    arena_free(p.arena);
    r->milliseconds = (long)(batch_now() - start);
}

static bool is_large(void)
{
    struct rusage used;
    return getrusage(RUSAGE_SELF, &used) == 0 && used.ru_maxrss > BATCH_WORKER_MEMORY;
}

static bool report(int socket, const struct batch_report *r, const struct buf *messages)
{
    return batch_send(socket, r, sizeof *r) && batch_send(socket, messages->data, messages->len);
}

void batch_work(const struct pira *p, const struct batch *b, const struct batch_result *results, int socket)
{
    struct buf messages = BUF_INIT;
    bool last = false;
    for (size_t plan; !last && next_plan(socket, b->nplans, &plan);) {
        struct batch_report r = {.result = {.output = results[plan].output}};
        buf_clear(&messages);
        work_on(p, b, b->plans[plan], &r.result, &messages);
        if (messages.failed)   /* the one who asked says what a failure without messages means */
            buf_free(&messages);
        r.messages = messages.len;
        last = is_large();
        r.last = last;
        if (!report(socket, &r, &messages))
            break;
    }
    buf_free(&messages);
}
