/* main.c: the only file that prints or exits: command line in, messages and exit status out. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include <gmp.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file_write.h"
#include "command.h"
#include "data_dir.h"
#include "options.h"
#include "pira.h"
#include "read/xml_memory.h"
#include "report.h"

#ifndef PIRA_DATADIR
#define PIRA_DATADIR NULL
#endif

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
static void keep_standard_descriptors(void)
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
static void catch_signals(void)
{
    struct sigaction old, action = end_action();
    for (size_t i = 0; i < CAUGHT; i++)
        if (sigaction(caught[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN)
            sigaction(caught[i], &action, NULL);
    signal(SIGCHLD, SIG_DFL);
    signal(SIGXFSZ, SIG_IGN);
}

/* What is said when the program has to stop where it stands: made before, since by then it may neither ask for memory nor
 * print. */
struct last_words {
    char text[1024];
    size_t length;
};
static struct last_words timeout_words, memory_words;

/* ---- worker processes ---- */

/* While the list of workers and the truth differ no signal must come. OLD receives what was held before. */
static void hold_signals(sigset_t *old)
{
    struct sigaction action = end_action();
    sigprocmask(SIG_BLOCK, &action.sa_mask, old);
}

/* What a worker frees it needs again for its next plan: 7 pages of memory in 8 need not be asked for (measured: 3 % of the
 * time). Workers that have grown large are replaced (batch_worker.h). */
static void tune_worker(void)
{
#ifdef __GLIBC__
    mallopt(M_MMAP_THRESHOLD, 1 << 30);
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
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
    memory_words.length = 0;
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

/* ---- time ---- */

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

static void on_alarm(int number)
{
    (void)number;
    stop_at_once(&timeout_words);
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

static void set_timeout(unsigned seconds, enum diag_lang lang)
{
    struct sigaction action = {.sa_handler = on_alarm};
    char number[24];
    if (seconds == 0)
        return;
    snprintf(number, sizeof number, "%u", seconds);
    prepare_words(&timeout_words, DIAG_TIMEOUT, number, lang);
    sigemptyset(&action.sa_mask);
    sigaction(SIGALRM, &action, NULL);
    alarm(seconds);
}

/* ---- memory of libraries that do not survive its end ----
 * GMP calls abort when it gets no memory; libxml2 2.9 goes on with half a tree, tells failures as errors of the document, or
 * reads through NULL; libharu 2.3 reads what it has just freed (HPDF_Page_New). They are given memory that is there, or the
 * program stops. What is ours asks malloc, and tells. */

static void *surely(void *memory)
{
    if (memory == NULL)
        stop_at_once(&memory_words);
    return memory;
}

static void *surely_malloc(size_t size)
{
    return surely(malloc(size > 0 ? size : 1));
}

static void *surely_realloc(void *old, size_t size)
{
    return surely(realloc(old, size > 0 ? size : 1));
}

static void *surely_for_pdf(unsigned size)
{
    return surely_malloc(size);
}

static char *surely_strdup(const char *s)
{
    return surely(strdup(s));
}

static void *surely_resized(void *old, size_t old_size, size_t size)
{
    (void)old_size;
    return surely_realloc(old, size);
}

static void free_sized(void *old, size_t size)
{
    (void)size;
    free(old);
}

/* libhyphen calls exit when it gets no memory. Nobody else does. */
static bool ended;

static void on_exit_from_below(void)
{
    if (!ended)
        stop_at_once(&memory_words);
}

static bool provide_memory(enum diag_lang lang)
{
    if (!prepare_words(&memory_words, DIAG_NO_MEMORY, NULL, lang))
        return false;
    atexit(on_exit_from_below);
    xml_use_memory(surely_malloc, surely_realloc, surely_strdup, free);
    mp_set_memory_functions(surely_malloc, surely_resized, free_sized);
    return true;
}

/* ---- what is printed ---- */

static bool is_terminal(void)
{
    const char *term = getenv("TERM");
    return term && strcmp(term, "dumb") != 0 && isatty(STDERR_FILENO);
}

/* Plain characters only: the line is written over, and blank at the end. */
static void show_progress(void *self, size_t done, size_t failed, size_t total)
{
    const bool italian = *(const enum diag_lang *)self == DIAG_IT;
    char line[96];
    int width = snprintf(line, sizeof line, italian ? "%zu piani di %zu, non riusciti: %zu" : "%zu plans of %zu, failed: %zu",
                         done, total, failed);
    line_open = done < total;
    if (line_open)
        fprintf(stderr, "\r%s", line);
    else
        fprintf(stderr, "\r%*s\r", width, "");
    fflush(stderr);
}

static bool wants_colour(const struct options *o)
{
    const char *no_color = getenv("NO_COLOR");
    return !o->no_color && !(no_color && *no_color) && is_terminal();
}

/* For when there is no room for the message itself. */
static const char *no_memory(enum diag_lang lang)
{
    return lang == DIAG_IT ? "pira: errore: memoria esaurita [PIRA-9001]\n" : "pira: error: out of memory [PIRA-9001]\n";
}

static void print_whole(const struct buf *text)
{
    if (!text->failed)
        fputs(buf_text(text), stderr);
}

/* False, the last line saying so, when memory was short for some message. */
static bool print_messages(const struct diag *d, size_t first, bool rules_hidden, const struct report_style *style)
{
    struct report_shown shown = {0};
    struct buf text = BUF_INIT;
    bool whole = !diag_out_of_memory(d);
    for (size_t i = first; i < diag_count(d); i++) {
        if (rules_hidden && report_is_hidden(diag_get(d, i)))
            continue;
        report_message(&text, &shown, diag_get(d, i), style);
        print_whole(&text);
        buf_clear(&text);
    }
    report_left_out(&text, &shown, style);
    print_whole(&text);
    whole = whole && !text.failed;
    report_shown_free(&shown);
    buf_free(&text);
    if (!whole)
        fputs(no_memory(style->lang), stderr);
    return whole;
}

static bool print_closing(const struct buf *closing, enum diag_lang lang)
{
    fputs(closing->failed ? no_memory(lang) : buf_text(closing), stderr);
    return !closing->failed;
}

static bool print_output(const struct buf *out, struct diag *d)
{
    if (out->failed)
        diag_say0(d, DIAG_NO_MEMORY, NULL);
    return !out->failed && (out->len == 0 || file_write("-", out->data, out->len, NULL, NULL, d));
}

static void describe(struct buf *out, const struct options *o, enum diag_lang lang)
{
    if (o->version)
        buf_str(out, "pira " PIRA_VERSION "\n"
                     "EUPL-1.2 <https://eupl.eu/1.2/>\n");
    else
        command_help(out, o->command, lang);
}

static bool run_command(const struct options *o, enum diag_lang lang, struct diag *d, struct outcome *outcome)
{
    const struct file_write_guard guard = {remember_unfinished, NULL};
    const struct pira_processes processes = {start_worker, leave_worker, wait_for_worker, NULL};
    const struct pira_progress progress = {show_progress, &lang};
    const struct command *c = o->command;
    struct pira p = {.lang = lang, .diag = d, .guard = &guard, .processes = &processes, .arena = arena_new(), .take = surely_for_pdf,
                     .progress = is_terminal() ? &progress : NULL, .source_date_epoch = getenv("SOURCE_DATE_EPOCH")};
    bool ready = p.arena != NULL, done;
    if (!ready)
        diag_say0(d, DIAG_NO_MEMORY, NULL);
    if (ready && o->operand_count >= c->operands_need_data) {
        p.data_dir = data_dir_find(p.arena, getenv("PIRA_DATA"), PIRA_DATADIR, d);
        ready = p.data_dir != NULL;
    }
    done = ready && c->run(&p, o, outcome);
    if (!done && pira_status_of(d) == PIRA_DONE)
        diag_say(d, DIAG_FAULT, NULL, c->name);   /* a failure must have its message */
    arena_free(p.arena);
    return done;
}

/* glibc sets small pieces that are freed aside, and joins them all when a large one is next asked for. A plan of 18,000
 * indicators is a million pieces: freed one beside the other they are joined faster (measured: 2.27 s to 2.16 s). */
static void tune_memory(void)
{
#ifdef __GLIBC__
    mallopt(M_MXFAST, 0);
#endif
}

int main(int argc, char **argv)
{
    keep_standard_descriptors();
    struct options o = {0};
    struct outcome outcome = {0};
    enum diag_lang lang = options_language(argv);
    struct diag *d = diag_new(lang);
    bool done;

    tune_memory();
    if (!d || !provide_memory(lang)) {
        fputs(no_memory(lang), stderr);
        diag_free(d);
        return PIRA_LIMIT;
    }
    catch_signals();
    done = options_parse(&o, argc, argv, d);
    set_timeout(options_are_batch(&o) ? 0 : o.timeout, lang);
    if (done && (o.help || o.version))
        describe(&outcome.out, &o, lang);
    else if (done)
        done = run_command(&o, lang, d, &outcome);
    size_t told = outcome.messages_in_out ? diag_count(d) : 0;
    done = print_output(&outcome.out, d) && done;
    bool whole = print_messages(d, told, outcome.rules_hidden, &(struct report_style){lang, wants_colour(&o), o.all || outcome.all_messages});
    whole = print_closing(&outcome.closing, lang) && whole;

    enum pira_status status = done ? outcome.least : pira_status_of(d);
    if (!whole && status < PIRA_LIMIT)
        status = PIRA_LIMIT;
    ended = true;
    buf_free(&outcome.out);
    buf_free(&outcome.closing);
    diag_free(d);
    return (int)status;
}
