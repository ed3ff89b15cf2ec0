/* batch.c: many plans in one run: starts the workers, gives each its next plan, and gathers what became of them. */
#include "batch.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag_pack.h"
#include "batch_worker.h"

#define NO_PLAN ((size_t)-1)
#define RECEIVED 65536      /* bytes taken at once */

struct worker {
    long pid;               /* 0: not started */
    int socket;
    size_t plan;            /* it is working on; NO_PLAN: none */
    long long deadline;     /* for that plan */
    struct buf in;          /* what it has said so far */
};

struct run {
    struct pira *p;
    const struct batch *b;
    struct batch_result *results;
    struct buf *messages;   /* of each plan, packed */
    struct worker *workers; size_t nworkers;
    size_t next, done, failed;
    int start_error;        /* errno, when no process could be started */
};

/* ---- one plan is done ---- */

static void finish_plan(struct run *r, size_t plan)
{
    r->done++;
    r->failed += r->results[plan].status != PIRA_DONE;
    if (r->p->progress)
        r->p->progress->show(r->p->progress->self, r->done, r->failed, r->b->nplans);
}

/* What happened to PLAN is not told by a worker but by CODE. */
static void fail_plan(struct run *r, size_t plan, enum diag_code code, const char *argument)
{
    struct batch_result *result = &r->results[plan];
    struct diag *d = diag_new(r->p->lang);
    result->status = PIRA_LIMIT;
    if (d) {
        diag_say(d, code, NULL, argument);
        result->status = pira_status_of(d);
        result->messages[DIAG_ERRORE]++;
        if (diag_count(d) == 1)
            diag_pack(&r->messages[plan], diag_get(d, 0));
    }
    diag_free(d);
    finish_plan(r, plan);
}

/* ---- workers ---- */

/* A new process has the sockets of all others: while it has them nobody learns that their owner is gone. */
static void work_alone(struct run *r, int socket)
{
    for (size_t i = 0; i < r->nworkers; i++)
        if (r->workers[i].pid != 0)
            close(r->workers[i].socket);
    batch_work(r->p, r->b, r->results, socket);
    r->p->processes->leave(r->p->processes->self);
}

static bool start_worker(struct run *r, struct worker *w)
{
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0) {
        r->start_error = errno;
        return false;
    }
    long pid = r->p->processes->start(r->p->processes->self);
    if (pid == 0) {
        close(ends[0]);
        work_alone(r, ends[1]);
    }
    if (pid < 0)
        r->start_error = errno;
    close(ends[1]);
    if (pid < 0) {
        close(ends[0]);
        return false;
    }
    *w = (struct worker){.pid = pid, .socket = ends[0], .plan = NO_PLAN};
    return true;
}

static void stop_worker(struct run *r, struct worker *w, bool kill, int *status)
{
    close(w->socket);
    buf_free(&w->in);
    *status = r->p->processes->wait(r->p->processes->self, w->pid, kill);
    w->pid = 0;
}

/* PLAN failed with the worker that had it, which ended with STATUS. */
static void tell_lost(struct run *r, size_t plan, int status)
{
    char what[64];
    const bool signalled = WIFSIGNALED(status), italian = r->p->lang == DIAG_IT;
    snprintf(what, sizeof what, "%s %d", signalled ? italian ? "segnale" : "signal" : italian ? "stato" : "status",
             signalled ? WTERMSIG(status) : WEXITSTATUS(status));
    fail_plan(r, plan, DIAG_WORKER_ENDED, what);
}

/* W has gone, or goes now; the plan that it was working on has failed. A worker whose libraries got no memory ends without a
 * word. */
static void lose_worker(struct run *r, struct worker *w)
{
    int status;
    bool starved = w->in.failed;
    stop_worker(r, w, false, &status);
    starved = starved || (WIFEXITED(status) && WEXITSTATUS(status) == PIRA_LIMIT);
    if (w->plan != NO_PLAN && starved)
        fail_plan(r, w->plan, DIAG_NO_MEMORY, NULL);
    else if (w->plan != NO_PLAN)
        tell_lost(r, w->plan, status);
}

static void stop_late(struct run *r, struct worker *w)
{
    char seconds[24];
    int status;
    if (w->pid == 0 || w->plan == NO_PLAN || r->b->seconds == 0 || batch_now() < w->deadline)
        return;
    stop_worker(r, w, true, &status);
    snprintf(seconds, sizeof seconds, "%u", r->b->seconds);
    fail_plan(r, w->plan, DIAG_TIMEOUT, seconds);
}

/* False when W is gone; if the plan is W's all the same, its socket will tell. */
static bool tell_plan(const struct run *r, struct worker *w, size_t plan)
{
    w->plan = plan;
    w->deadline = batch_now() + (long long)r->b->seconds * 1000;
    return batch_send(w->socket, &plan, sizeof plan);
}

/* A worker that ended after its last plan is no fault of the next one: another takes its place, once. */
static void give_plan(struct run *r, struct worker *w)
{
    size_t plan = r->next++;
    if (tell_plan(r, w, plan))
        return;
    w->plan = NO_PLAN;
    lose_worker(r, w);
    if (start_worker(r, w))
        tell_plan(r, w, plan);
    else
        r->next--;
}

/* Gives plans to all workers, as long as there are plans. False when not one is at work. */
static bool busy_workers(struct run *r)
{
    size_t alive = 0;
    for (size_t i = 0; i < r->nworkers; i++) {
        struct worker *w = &r->workers[i];
        if (w->pid == 0 && r->next < r->b->nplans && !start_worker(r, w))
            continue;
        if (w->pid != 0 && w->plan == NO_PLAN && r->next < r->b->nplans)
            give_plan(r, w);
        alive += w->pid != 0;
    }
    return alive > 0;
}

/* ---- what workers say ---- */

static void take_result(struct run *r, const struct batch_report *report, const char *messages, size_t plan)
{
    struct batch_result *result = &r->results[plan];
    const char *output = result->output, *file = result->plan;
    *result = report->result;
    result->output = output;
    result->plan = file;
    buf_add(&r->messages[plan], messages, report->messages);
    if (result->status != PIRA_DONE && report->messages == 0)
        fail_plan(r, plan, DIAG_NO_MEMORY, NULL);
    else
        finish_plan(r, plan);
}

/* Takes a report out of what W has said. False when it is not there yet. */
static bool take_report(struct run *r, struct worker *w)
{
    struct batch_report report;
    int status;
    if (w->in.len < sizeof report)
        return false;
    memcpy(&report, w->in.data, sizeof report);
    if (w->in.len < sizeof report + report.messages)
        return false;
    take_result(r, &report, w->in.data + sizeof report, w->plan);
    w->plan = NO_PLAN;
    buf_clear(&w->in);   /* a worker says nothing more before it is asked */
    if (report.last)
        stop_worker(r, w, false, &status);
    return true;
}

static void listen_to(struct run *r, struct worker *w)
{
    char part[RECEIVED];
    ssize_t n = recv(w->socket, part, sizeof part, 0);
    if (n < 0 && errno == EINTR)
        return;
    if (n > 0)
        buf_add(&w->in, part, (size_t)n);
    if (n <= 0 || w->in.failed || w->plan == NO_PLAN)
        lose_worker(r, w);
    else
        take_report(r, w);
}

/* How long nobody can be late, in milliseconds for poll: -1 for ever. */
static int patience(const struct run *r)
{
    long long least = -1, now = batch_now();
    for (size_t i = 0; i < r->nworkers && r->b->seconds > 0; i++) {
        const struct worker *w = &r->workers[i];
        long long left = w->deadline > now ? w->deadline - now : 0;
        if (w->pid != 0 && w->plan != NO_PLAN && (least < 0 || left < least))
            least = left;
    }
    return least > 1000000 ? 1000000 : (int)least;
}

static void wait_for_workers(struct run *r)
{
    struct pollfd sockets[BATCH_MAX_WORKERS];
    for (size_t i = 0; i < r->nworkers; i++)
        sockets[i] = (struct pollfd){.fd = r->workers[i].pid != 0 ? r->workers[i].socket : -1, .events = POLLIN};
    int ready = poll(sockets, r->nworkers, patience(r));
    for (size_t i = 0; i < r->nworkers && ready > 0; i++)
        if (sockets[i].revents != 0)
            listen_to(r, &r->workers[i]);
    for (size_t i = 0; i < r->nworkers; i++)
        stop_late(r, &r->workers[i]);
}

/* ---- the run ---- */

static size_t count_workers(const struct batch *b)
{
    long processors = b->workers == 0 ? sysconf(_SC_NPROCESSORS_ONLN) : (long)b->workers;
    size_t n = processors > 0 ? (size_t)processors : 1;
    if (n > b->nplans)
        n = b->nplans;
    return n < BATCH_MAX_WORKERS ? n : BATCH_MAX_WORKERS;
}

/* The rest fails because no process can be started. */
static void give_up(struct run *r)
{
    while (r->next < r->b->nplans)
        fail_plan(r, r->next++, DIAG_NO_PROCESS, strerror(r->start_error));
}

static void work(struct run *r)
{
    while (r->done < r->b->nplans) {
        if (busy_workers(r))
            wait_for_workers(r);
        else
            give_up(r);
    }
    for (size_t i = 0; i < r->nworkers; i++) {
        int status;
        if (r->workers[i].pid != 0)
            stop_worker(r, &r->workers[i], false, &status);
    }
}

static bool tell_messages(struct run *r)
{
    bool whole = true;
    for (size_t i = 0; i < r->b->nplans; i++) {
        const struct buf *m = &r->messages[i];
        whole = !m->failed && diag_unpack(r->p->diag, buf_text(m), m->len, r->b->plans[i]) && whole;
        buf_free(&r->messages[i]);
    }
    if (!whole)
        diag_say0(r->p->diag, DIAG_NO_MEMORY, NULL);
    if (pira_kit_is_stale(r->p->kit, r->p))
        diag_say0(r->p->diag, DIAG_DATA_CHANGED, NULL);
    return whole;
}

bool batch_run(struct pira *p, const struct batch *b, struct batch_result *results)
{
    struct run r = {.p = p, .b = b, .results = results, .nworkers = count_workers(b)};
    r.messages = arena_array(p->arena, b->nplans, sizeof *r.messages);
    r.workers = arena_array(p->arena, r.nworkers, sizeof *r.workers);
    for (size_t i = 0; i < b->nplans; i++)
        results[i].status = PIRA_LIMIT;
    if (!r.messages || !r.workers) {
        diag_say0(p->diag, DIAG_NO_MEMORY, NULL);
        return false;
    }
    work(&r);
    return tell_messages(&r) && r.failed == 0;
}
