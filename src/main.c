/* main.c: the only file that prints or exits: command line in, messages and exit status out. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file_write.h"
#include "command.h"
#include "data_dir.h"
#include "memory.h"
#include "options.h"
#include "pira.h"
#include "process.h"
#include "report.h"

#ifndef PIRA_DATADIR
#define PIRA_DATADIR NULL
#endif

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
    process_line_is_open(done < total);
    if (done < total)
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
    const struct pira_progress progress = {show_progress, &lang};
    const struct command *c = o->command;
    struct pira p = {.lang = lang, .diag = d, .guard = &process_guard, .processes = &process_workers, .arena = arena_new(), .take = memory_for_pdf,
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

int main(int argc, char **argv)
{
    process_keep_descriptors();
    struct options o = {0};
    struct outcome outcome = {0};
    enum diag_lang lang = options_language(argv);
    struct diag *d = diag_new(lang);
    bool done;

    if (!d || !memory_provide(lang)) {
        fputs(no_memory(lang), stderr);
        diag_free(d);
        return PIRA_LIMIT;
    }
    process_catch_signals();
    done = options_parse(&o, argc, argv, d);
    process_set_timeout(options_are_batch(&o) ? 0 : o.timeout, lang);
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
    memory_end();
    buf_free(&outcome.out);
    buf_free(&outcome.closing);
    diag_free(d);
    return (int)status;
}
