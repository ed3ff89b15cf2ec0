/* options.h: what the command line asks for. */
#ifndef PIRA_OPTIONS_H
#define PIRA_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "pira.h"

struct command;

enum format { FORMAT_TEXT, FORMAT_JSON, FORMAT_SARIF };

/* Options that only some commands have: the bits of command.options. The others are common to all. */
enum { HAS_FORMAT = 1, HAS_OUTPUT = 2, HAS_TEMPLATE = 4, HAS_DRAFT = 8, HAS_NO_ATTACHMENTS = 16, HAS_FOLDER = 32, HAS_STRICT = 64,
       HAS_TABLE = 128, HAS_JOBS = 256, HAS_LOG = 512, HAS_SKIP = 1024, HAS_DUMP = 2048 };

/* No more workers can be asked for. */
#define OPTIONS_MOST_JOBS 256

/* Strings are borrowed from argv. */
struct options {
    bool help, version, no_color, all, strict, draft, no_attachments, skip_unchanged;
    enum format format;
    enum pira_dump dump;
    const char *output;              /* -o; NULL: not given */
    const char *template;            /* -t; NULL: not given */
    const char *table;               /* --table; NULL: not given */
    unsigned timeout;                /* --timeout, seconds; 0: not given */
    const char *folder;              /* -d; NULL: not given */
    const char *log;                 /* --log; NULL: not given */
    unsigned jobs;                   /* -j; 0: as many as the machine has processors; 1 when not given */
    const struct command *command;   /* NULL only with help or version */
    char *const *operands;           /* what follows the command, ended by NULL */
    size_t operand_count;
};

/* The language asked for anywhere in ARGV, so that even a wrong command line is answered in it; Italian when none is. */
enum diag_lang options_language(char *const *argv);

/* Reads the command line into O. ARGV is reordered, options first. Once per process, since getopt_long keeps state.
 * False, with a message in D, when it is wrong. */
bool options_parse(struct options *o, int argc, char **argv, struct diag *d);

/* Whether O asks for plans to be worked on by other processes (batch.h): several, or one with what only a batch has. Then a
 * time limit is that of each plan, kept there. */
bool options_are_batch(const struct options *o);

#endif
