/* options.c: reads the command line, and says what is wrong with it. */
#include "options.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/suggest.h"
#include "command.h"

enum { OPT_LANG = 256, OPT_FORMAT, OPT_DRAFT, OPT_STRICT, OPT_ALL, OPT_TIMEOUT, OPT_NO_COLOR, OPT_NO_ATTACHMENTS, OPT_TABLE, OPT_LOG,
       OPT_SKIP, OPT_DUMP };

/* One row an option: as getopt_long knows it, and which commands have it (0: all). */
static const struct option_row {
    struct option option;
    unsigned only;
} rows[] = {
    {{"help", no_argument, NULL, 'h'}, 0},
    {{"version", no_argument, NULL, 'V'}, 0},
    {{"lang", required_argument, NULL, OPT_LANG}, 0},
    {{"no-color", no_argument, NULL, OPT_NO_COLOR}, 0},
    {{"timeout", required_argument, NULL, OPT_TIMEOUT}, 0},
    {{"all", no_argument, NULL, OPT_ALL}, 0},
    {{"strict", no_argument, NULL, OPT_STRICT}, HAS_STRICT},
    {{"format", required_argument, NULL, OPT_FORMAT}, HAS_FORMAT},
    {{"output", required_argument, NULL, 'o'}, HAS_OUTPUT},
    {{"template", required_argument, NULL, 't'}, HAS_TEMPLATE},
    {{"draft", no_argument, NULL, OPT_DRAFT}, HAS_DRAFT},
    {{"no-attachments", no_argument, NULL, OPT_NO_ATTACHMENTS}, HAS_NO_ATTACHMENTS},
    {{"dump", required_argument, NULL, OPT_DUMP}, HAS_DUMP},
    {{"table", required_argument, NULL, OPT_TABLE}, HAS_TABLE},
    {{"directory", required_argument, NULL, 'd'}, HAS_FOLDER},
    {{"jobs", required_argument, NULL, 'j'}, HAS_JOBS},
    {{"log", required_argument, NULL, OPT_LOG}, HAS_LOG},
    {{"skip-unchanged", no_argument, NULL, OPT_SKIP}, HAS_SKIP},
};
enum { ROWS = sizeof rows / sizeof *rows };

static const char *const languages[] = {[DIAG_IT] = "it", [DIAG_EN] = "en", NULL};
static const char *const formats[] = {[FORMAT_TEXT] = "text", [FORMAT_JSON] = "json", [FORMAT_SARIF] = "sarif", NULL};
static const char *const dumps[] = {[PIRA_DUMP_BLOCKS - 1] = "blocks", [PIRA_DUMP_PAGES - 1] = "pages", NULL};

static const struct option_row *find_row(int value)
{
    for (size_t i = 0; i < ROWS; i++)
        if (rows[i].option.val == value)
            return &rows[i];
    return NULL;
}

/* The place of WORD in LIST (ended by NULL); -1 when it is not there. */
static int index_of(const char *word, const char *const *list)
{
    for (int i = 0; list[i]; i++)
        if (strcmp(word, list[i]) == 0)
            return i;
    return -1;
}

enum diag_lang options_language(char *const *argv)
{
    enum diag_lang lang = DIAG_IT;
    for (; *argv && strcmp(*argv, "--") != 0; argv++) {
        const char *value = strncmp(*argv, "--lang=", 7) == 0 ? *argv + 7
                            : strcmp(*argv, "--lang") == 0    ? argv[1] : NULL;
        int i = value ? index_of(value, languages) : -1;
        if (i >= 0)
            lang = (enum diag_lang)i;
    }
    return lang;
}

/* The value of an option that has only a few. -1, with a message, when it is none of them. */
static int choose(const char *option, const char *value, const char *const *list, struct diag *d)
{
    char all[64] = "";
    int chosen = index_of(value, list);
    if (chosen >= 0)
        return chosen;
    for (size_t i = 0, used = 0; list[i]; i++)
        used += (size_t)snprintf(all + used, sizeof all - used, "%s%s", i ? ", " : "", list[i]);
    diag_say(d, DIAG_USAGE_VALUE, NULL, option, value, all);
    return -1;
}

static bool say_false(struct diag *d, enum diag_code code, const char *a, const char *b)
{
    diag_say(d, code, NULL, a, b);
    return false;
}

/* Whether WORD, "--fo" or "--fo=x", begins more than one long option. */
static bool is_ambiguous(const char *word)
{
    size_t length = strcspn(word + 2, "="), matches = 0;
    for (size_t i = 0; i < ROWS; i++)
        matches += strncmp(rows[i].option.name, word + 2, length) == 0;
    return matches > 1;
}

/* The long option meant by WORD as "--name" in NAME; false when none is near. */
static bool suggest_option(const char *word, char name[32])
{
    const char *names[ROWS + 1] = {NULL};
    char bare[32];
    for (size_t i = 0; i < ROWS; i++)
        names[i] = rows[i].option.name;
    snprintf(bare, sizeof bare, "%.*s", (int)strcspn(word + 2, "="), word + 2);
    const char *nearest = suggest_nearest(bare, names);
    if (nearest)
        snprintf(name, 32, "--%s", nearest);
    return nearest != NULL;
}

/* Reports what getopt_long did not accept: RESULT ':' is a missing value, of the option optopt; otherwise optopt is an
 * option that was given a value for nothing, or an unknown letter, or 0 for the unknown long option WORD. */
static bool refuse(int result, const char *word, struct diag *d)
{
    const struct option_row *row = find_row(optopt);
    char name[32];
    if (row) {
        snprintf(name, sizeof name, "--%s", row->option.name);
        return say_false(d, result == ':' ? DIAG_USAGE_VALUE_MISSING : DIAG_USAGE_VALUE_EXTRA, name, NULL);
    }
    if (optopt != 0) {
        snprintf(name, sizeof name, "-%c", optopt);
        return say_false(d, DIAG_USAGE_OPTION, name, NULL);
    }
    if (is_ambiguous(word))
        return say_false(d, DIAG_USAGE_OPTION_AMBIGUOUS, word, NULL);
    if (suggest_option(word, name))
        return say_false(d, DIAG_USAGE_OPTION_LIKE, word, name);
    return say_false(d, DIAG_USAGE_OPTION, word, NULL);
}

#define MOST_SECONDS 1000000

/* The number VALUE of an option, of the range ALL ("1 … 9") from LEAST to MOST, into *NUMBER. */
static bool take_number(const char *option, const char *value, unsigned least, unsigned most, const char *all,
                        unsigned *number, struct diag *d)
{
    char *end = NULL;
    unsigned long n = *value >= '0' && *value <= '9' ? strtoul(value, &end, 10) : 0;
    if (end && *end == '\0' && n >= least && n <= most) {
        *number = (unsigned)n;
        return true;
    }
    diag_say(d, DIAG_USAGE_VALUE, NULL, option, value, all);
    return false;
}

static bool take(struct options *o, int value, struct diag *d)
{
    int chosen = 0;
    switch (value) {
    case 'h':          o->help = true; break;
    case 'V':          o->version = true; break;
    case 'o':          o->output = optarg; break;
    case 't':          o->template = optarg; break;
    case 'd':          o->folder = optarg; break;
    case OPT_TABLE:    o->table = optarg; break;
    case OPT_DRAFT:    o->draft = true; break;
    case OPT_STRICT:   o->strict = true; break;
    case OPT_LOG:      o->log = optarg; break;
    case OPT_SKIP:     o->skip_unchanged = true; break;
    case OPT_TIMEOUT:  return take_number("--timeout", optarg, 1, MOST_SECONDS, "1 … 1000000", &o->timeout, d);
    case 'j':          return take_number("--jobs", optarg, 0, OPTIONS_MOST_JOBS, "0 … 256", &o->jobs, d);
    case OPT_ALL:      o->all = true; break;
    case OPT_NO_COLOR: o->no_color = true; break;
    case OPT_NO_ATTACHMENTS: o->no_attachments = true; break;
    case OPT_LANG:     chosen = choose("--lang", optarg, languages, d); break;
    case OPT_DUMP:
        chosen = choose("--dump", optarg, dumps, d);
        o->dump = (enum pira_dump)(chosen + 1);
        break;
    case OPT_FORMAT:
        chosen = choose("--format", optarg, formats, d);
        o->format = chosen < 0 ? FORMAT_TEXT : (enum format)chosen;
        break;
    }
    return chosen >= 0;
}

/* All options of the line; USED receives the bits of those that only some commands have. */
static bool take_all(struct options *o, int argc, char **argv, unsigned *used, struct diag *d)
{
    struct option table[ROWS + 1] = {{0}};
    bool ok = true;
    for (size_t i = 0; i < ROWS; i++)
        table[i] = rows[i].option;
    opterr = 0;
    for (int value; (value = getopt_long(argc, argv, ":hVo:t:d:j:", table, NULL)) != -1;) {
        const struct option_row *row = find_row(value);
        ok = (row ? take(o, value, d) : refuse(value, argv[optind - 1], d)) && ok;
        *used |= row ? row->only : 0;
    }
    return ok;
}

static bool find_command(struct options *o, const char *name, struct diag *d)
{
    struct buf all = BUF_INIT;
    command_list(&all);
    const char *nearest = name ? command_suggest(name) : NULL;
    o->command = name ? command_find(name) : NULL;
    if (!name && !o->help && !o->version)
        diag_say(d, DIAG_USAGE_NO_COMMAND, NULL, buf_text(&all));
    else if (name && !o->command && nearest)
        diag_say(d, DIAG_USAGE_COMMAND_LIKE, NULL, name, nearest);
    else if (name && !o->command)
        diag_say(d, DIAG_USAGE_COMMAND, NULL, name, buf_text(&all));
    buf_free(&all);
    return o->command || (!name && (o->help || o->version));
}

/* Options and operands must be those that the command has. */
static bool fits_command(const struct options *o, unsigned used, enum diag_lang lang, struct diag *d)
{
    const struct command *c = o->command;
    char name[32];
    bool ok = true;
    for (size_t i = 0; i < ROWS; i++)
        if (rows[i].only & used & ~c->options) {
            snprintf(name, sizeof name, "--%s", rows[i].option.name);
            ok = say_false(d, DIAG_USAGE_OPTION_NOT_HERE, name, c->name);
        }
    char usage[96];
    snprintf(usage, sizeof usage, "pira %s", c->usage[lang]);
    if (o->operand_count < c->operands_min)
        return say_false(d, DIAG_USAGE_OPERAND_MISSING, c->name, usage);
    if (o->operand_count > c->operands_max) {
        diag_say(d, DIAG_USAGE_OPERAND_EXTRA, NULL, c->name, o->operands[c->operands_max], usage);
        return false;
    }
    return ok;
}

bool options_parse(struct options *o, int argc, char **argv, struct diag *d)
{
    unsigned used = 0;
    *o = (struct options){.jobs = 1};
    enum diag_lang lang = options_language(argv);
    if (!take_all(o, argc, argv, &used, d))
        return false;
    if (!find_command(o, argv[optind], d))
        return false;
    if (o->help || o->version)
        return true;
    o->operands = argv + optind + 1;
    o->operand_count = (size_t)(argc - optind - 1);
    return fits_command(o, used, lang, d);
}

bool options_are_batch(const struct options *o)
{
    return o->command && (o->command->options & HAS_JOBS)
        && (o->operand_count > 1 || o->folder || o->log || o->skip_unchanged);
}
