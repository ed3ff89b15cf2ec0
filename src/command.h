/* command.h: the commands of pira, as one table: their names, what they accept, how they are explained and run. */
#ifndef PIRA_COMMAND_H
#define PIRA_COMMAND_H

#include <stddef.h>

#include "base/buf.h"
#include "options.h"
#include "pira.h"

/* What a command leaves for main to print. Messages are in the diag of its pira. */
struct outcome {
    struct buf out;        /* for standard output */
    struct buf closing;    /* for standard error, after the messages */
    bool messages_in_out;  /* the messages are in OUT already, for programs */
    enum pira_status least;   /* the exit status of a run without failures (--strict) */
    bool all_messages;     /* none is left out for being like others: each names another cell */
    bool rules_hidden;     /* avvisi and note of the rules are only counted, in CLOSING: to list them is for validate */
};

struct command {
    const char *name;
    const char *usage[2];            /* what follows "pira ", by enum diag_lang */
    const char *help[2];
    unsigned options;                /* HAS_… of options.h */
    size_t operands_min, operands_max;
    size_t operands_need_data;       /* with at least so many operands it needs the data folder */
    /* False when it could not be done; why is in P's diag, whose gravest error gives the exit status. */
    bool (*run)(struct pira *p, const struct options *o, struct outcome *outcome);
};

/* Ended by a row without a name. */
extern const struct command commands[];

/* The command called NAME; NULL when there is none. */
const struct command *command_find(const char *name);

/* The name nearest to NAME; NULL when none is near. */
const char *command_suggest(const char *name);

/* Appends "validate, compute, …". */
void command_list(struct buf *out);

/* Appends the explanation of C, or of the whole program when C is NULL. */
void command_help(struct buf *out, const struct command *c, enum diag_lang lang);

bool cmd_validate(struct pira *p, const struct options *o, struct outcome *outcome);
bool cmd_compute(struct pira *p, const struct options *o, struct outcome *outcome);
bool cmd_render(struct pira *p, const struct options *o, struct outcome *outcome);
bool cmd_values(struct pira *p, const struct options *o, struct outcome *outcome);
bool cmd_fill(struct pira *p, const struct options *o, struct outcome *outcome);
bool cmd_export(struct pira *p, const struct options *o, struct outcome *outcome);
bool cmd_init(struct pira *p, const struct options *o, struct outcome *outcome);
bool cmd_explain(struct pira *p, const struct options *o, struct outcome *outcome);
bool cmd_extract(struct pira *p, const struct options *o, struct outcome *outcome);
bool cmd_verify(struct pira *p, const struct options *o, struct outcome *outcome);

#endif
