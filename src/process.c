/* process.c: how this process and its workers begin, are told to end, and end. */
#include "process.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "base/buf.h"
#include "options.h"

/* The unfinished output, for the handler of signals; whole while PENDING. */
static volatile char unfinished[4096];
static volatile sig_atomic_t pending;

/* The worker processes, for the same handler; 0 where there is none. */
static volatile pid_t workers[OPTIONS_MOST_JOBS];

/* Whether the last line on the terminal is one that shows progress. */
static volatile sig_atomic_t line_open;

static const int caught[] = {SIGINT, SIGTERM, SIGHUP};
enum { CAUGHT = sizeof caught / sizeof *caught };

/* One that is stopped must go on to hear it. */
static void tell_end(pid_t worker)
{
    kill(worker, SIGTERM);
    kill(worker, SIGCONT);
}

/* Tells all workers to end, then waits: when the program is gone nobody must be writing for it. */
static void end_workers(void)
{
    for (size_t i = 0; i < OPTIONS_MOST_JOBS; i++)
        if (workers[i] > 0)
            tell_end(workers[i]);
    for (size_t i = 0; i < OPTIONS_MOST_JOBS; i++)
        if (workers[i] > 0)
            waitpid(workers[i], NULL, 0);
}

/* What is said when the program has to stop where it stands: made before, since by then it may neither ask for memory nor
 * print. */
struct last_words {
    char text[1024];
    size_t length;
};
static struct last_words words_of_time, words_without_memory;

/* ---- signals ---- */

static void on_signal(int number)
{
    end_workers();
    if (pending)
        unlink((const char *)unfinished);
    if (line_open && write(STDERR_FILENO, "\n", 1) < 0)
        line_open = 0;
    signal(number, SIG_DFL);   /* the parent must see that a signal ended us */
    raise(number);
}

static void remember_unfinished(void *self, const char *path)
{
    (void)self;
    pending = 0;
    if (!path || strlen(path) >= sizeof unfinished)
        return;
    for (size_t i = 0; i <= strlen(path); i++)
        unfinished[i] = path[i];
    pending = 1;
}

/* A descriptor that was closed outside would be given to the next file that is opened, and messages would go into an output.
 * What stands in its place fails when it is used. */
void process_keep_descriptors(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd)
            _exit(PIRA_CANNOT_WRITE);
}

static struct sigaction end_action(void)
{
    struct sigaction action = {.sa_handler = on_signal};
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < CAUGHT; i++)
        sigaddset(&action.sa_mask, caught[i]);
    return action;
}

/* A signal that is ignored from outside (nohup) stays ignored; but while SIGCHLD is, nobody can wait for one child. A file that
 * grows too large is told by write. */
void process_catch_signals(void)
{
    struct sigaction old, action = end_action();
    for (size_t i = 0; i < CAUGHT; i++)
        if (sigaction(caught[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN)
            sigaction(caught[i], &action, NULL);
    signal(SIGCHLD, SIG_DFL);
    signal(SIGXFSZ, SIG_IGN);
}

/* ---- worker processes ---- */

/* While the list of workers and the truth differ no signal must come. OLD receives what was held before. */
static void hold_signals(sigset_t *old)
{
    struct sigaction action = end_action();
    sigprocmask(SIG_BLOCK, &action.sa_mask, old);
}

/* What a worker frees it needs again for its next plan, the largest pieces too (memory.c keeps the others): 7 pages of memory in 8
 * need not be asked for (measured: 3 % of the time). Workers that have grown large are replaced (batch_worker.h). */
static void tune_worker(void)
{
#ifdef __GLIBC__
    mallopt(M_MMAP_THRESHOLD, 1 << 30);
    mallopt(M_TOP_PAD, 4 << 20);
#endif
}

/* A worker has none of its own, has nothing unfinished yet, and ends when it is told to, whatever is ignored from outside. When
 * it runs out of memory it ends with that status, and the one who started it tells of which plan. */
static void become_worker(void)
{
    struct sigaction action = end_action();
    for (size_t i = 0; i < OPTIONS_MOST_JOBS; i++)
        workers[i] = 0;
    line_open = 0;
    words_without_memory.length = 0;
    sigaction(SIGTERM, &action, NULL);
    tune_worker();
}

static size_t place_of_worker(pid_t pid)
{
    size_t i = 0;
    while (i < OPTIONS_MOST_JOBS && workers[i] != pid)
        i++;
    return i;
}

static long start_worker(void *self)
{
    sigset_t old;
    size_t place = place_of_worker(0);
    (void)self;
    errno = EAGAIN;
    if (place == OPTIONS_MOST_JOBS)
        return -1;
    hold_signals(&old);
    pid_t pid = fork();
    int error = errno;
    if (pid > 0)
        workers[place] = pid;
    else if (pid == 0)
        become_worker();
    sigprocmask(SIG_SETMASK, &old, NULL);
    errno = error;
    return pid;
}

static void leave_worker(void *self)
{
    (void)self;
    _exit(PIRA_DONE);
}

static int wait_for_worker(void *self, long pid, bool stop)
{
    sigset_t old;
    int status = 0;
    size_t place = place_of_worker((pid_t)pid);
    (void)self;
    hold_signals(&old);
    if (stop)
        tell_end((pid_t)pid);
    while (waitpid((pid_t)pid, &status, 0) < 0 && errno == EINTR)
        ;
    if (place < OPTIONS_MOST_JOBS)
        workers[place] = 0;
    sigprocmask(SIG_SETMASK, &old, NULL);
    return status;
}

const struct pira_processes process_workers = {start_worker, leave_worker, wait_for_worker, NULL};
const struct file_write_guard process_guard = {remember_unfinished, NULL};

void process_line_is_open(bool open)
{
    line_open = open;
}

/* ---- stopping where it stands ---- */

/* Nothing but what is safe in a handler: the program may be anywhere. */
static _Noreturn void stop_at_once(const struct last_words *words)
{
    end_workers();
    if (pending)
        unlink((const char *)unfinished);
    ssize_t written = write(STDERR_FILENO, words->text, words->length);
    (void)written;   /* nobody may be listening: the status still says it */
    _exit(PIRA_LIMIT);
}

_Noreturn void process_stop_without_memory(void)
{
    stop_at_once(&words_without_memory);
}

static void on_alarm(int number)
{
    (void)number;
    stop_at_once(&words_of_time);
}

/* False when memory is short already. */
static bool prepare_words(struct last_words *words, enum diag_code code, const char *arg, enum diag_lang lang)
{
    struct diag *d = diag_new(lang);
    struct buf text = BUF_INIT;
    if (d != NULL)
        diag_say(d, code, NULL, arg);
    if (d != NULL && diag_count(d) == 1)
        diag_format_text(&text, diag_get(d, 0), lang, false);
    bool ok = text.len > 0 && !text.failed;
    words->length = text.len < sizeof words->text ? text.len : sizeof words->text;
    memcpy(words->text, buf_text(&text), words->length);
    buf_free(&text);
    diag_free(d);
    return ok;
}

bool process_prepare_words(enum diag_lang lang)
{
    return prepare_words(&words_without_memory, DIAG_NO_MEMORY, NULL, lang);
}

void process_set_timeout(unsigned seconds, enum diag_lang lang)
{
    struct sigaction action = {.sa_handler = on_alarm};
    char number[24];
    if (seconds == 0)
        return;
    snprintf(number, sizeof number, "%u", seconds);
    prepare_words(&words_of_time, DIAG_TIMEOUT, number, lang);
    sigemptyset(&action.sa_mask);
    sigaction(SIGALRM, &action, NULL);
    alarm(seconds);
}
