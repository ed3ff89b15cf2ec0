/* diag.h: the one mouth for messages: every stage reports here, main prints. */
#ifndef PIRA_DIAG_H
#define PIRA_DIAG_H

#include <stdbool.h>
#include <stddef.h>

#include "base/excerpt.h"

struct buf;

enum diag_level { DIAG_NOTA, DIAG_AVVISO, DIAG_ERRORE };

/* The codes, from the one table of messages: PIRA-1001 is DIAG_<NAME of that row>. */
enum diag_code {
    DIAG_OK = 0,
#define DIAG(name, number, rule, level, it, en, help_it, help_en) DIAG_##name = number,
#include "base/diag.def"
#undef DIAG
};

enum diag_lang { DIAG_IT, DIAG_EN };

/* Where a message points. Every field may be empty: NULL, or 0. Lines and columns count from 1, columns in characters. */
struct diag_place {
    const char *file;
    long line, column;
    const char *place;   /* the plan's own words: "obiettivo 02.O2.O3, indicatore C2.2_05" */
};

struct diag_message {
    enum diag_code code;
    enum diag_level level;
    const char *rule;        /* name of the rule ("totale-diverso"), "" for syntax, schema and programs */
    struct diag_place at;
    const char *text;        /* in the language of the collector */
    const char *help;        /* what would be right; "" when the text says it */
    const char *excerpt;     /* the piece of the source line that the message points to (diag_quote); NULL: it has none */
    struct excerpt_mark mark;
};

struct diag;   /* a collector of messages, in the order of arrival; copies whatever it is given */

struct diag *diag_new(enum diag_lang lang);
void diag_free(struct diag *d);   /* accepts NULL */

/* Reports CODE at AT (may be NULL). ARGS, ended by NULL, fill {1}, {2} … of the texts.
 * The level is the table's. Never fails: when memory is short the collector remembers that (diag_out_of_memory). */
void diag_report(struct diag *d, enum diag_code code, const struct diag_place *at, const char *const *args);

/* The same with a level other than the table's (a figure "pubblicato" is an avviso where a typed one is an errore). */
void diag_report_level(struct diag *d, enum diag_code code, enum diag_level level,
                       const struct diag_place *at, const char *const *args);

/* Shorthand: diag_say(d, DIAG_X, &at, "a", "b") */
#define diag_say(d, code, at, ...) diag_report((d), (code), (at), (const char *const[]){__VA_ARGS__, NULL})
#define diag_say0(d, code, at)     diag_report((d), (code), (at), (const char *const[]){NULL})

/* Reports M, of another collector, again: its texts are taken as they stand. A message without a file is put at FILE (may be NULL). */
void diag_repeat(struct diag *d, const struct diag_message *m, const char *file);

size_t diag_count(const struct diag *d);
size_t diag_count_code(const struct diag *d, enum diag_code code);
size_t diag_count_level(const struct diag *d, enum diag_level level);
const struct diag_message *diag_get(const struct diag *d, size_t i);
bool diag_out_of_memory(const struct diag *d);

/* Gives message I the source line it points to: LINE, of LEN bytes, its column being at byte AT. */
void diag_quote(struct diag *d, size_t i, const char *line, size_t len, size_t at);

/* Orders the messages of one file by line, column, code; stable otherwise. Messages without a line come last. */
void diag_sort(struct diag *d);

/* What the table says of a code, for `pira explain CODE`. NUMBER is 1001 for PIRA-1001. NULL when there is none. */
struct diag_entry {
    int number;
    const char *rule;
    enum diag_level level;
    const char *text[2], *help[2];   /* by enum diag_lang */
};
const struct diag_entry *diag_lookup(int number);
const struct diag_entry *diag_lookup_rule(const char *rule);

/* No code is greater. */
#define DIAG_LAST 9999

/* Appends TEXT, of a diag_entry, with "…" for each {1} that a message fills in. */
void diag_pattern(struct buf *out, const char *text);

/* "errore", "avviso", "nota" (or English). */
const char *diag_level_name(enum diag_level level, enum diag_lang lang);

/* Appends TEXT as it may be shown on a terminal, in one line: what would move the cursor, or is not UTF-8, as U+FFFD. */
void diag_plain(struct buf *out, const char *text);

/* Appends one message as a line of text, "file:line:column: errore: … [PIRA-3012]" with source line, place and help
 * below it, or as a JSON object in one line (design 3). */
void diag_format_text(struct buf *out, const struct diag_message *m, enum diag_lang lang, bool colour);
void diag_format_json(struct buf *out, const struct diag_message *m);

#endif
