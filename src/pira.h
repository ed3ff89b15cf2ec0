/* pira.h: the whole program as four functions: from a plan's file to messages, a computed plan, a PDF, an explanation. */
#ifndef PIRA_PIRA_H
#define PIRA_PIRA_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

#include "base/diag.h"
#include "base/sha256.h"

#define PIRA_VERSION "0.1.0"

struct arena;
struct buf;
struct file_write_guard;
struct path_list;
struct pira_kit;

/* The exit statuses of the program. */
enum pira_status {
    PIRA_DONE = 0, PIRA_PLAN_HAS_ERRORS = 1, PIRA_USAGE = 2, PIRA_CANNOT_READ = 3, PIRA_CANNOT_WRITE = 4,
    PIRA_LIMIT = 5, PIRA_FAULT = 70
};

/* How worker processes begin and end. Main knows them all, so that a signal which ends it ends them, too. */
struct pira_processes {
    long (*start)(void *self);                       /* as fork: 0 in the new process, -1, with errno, when there can be none */
    void (*leave)(void *self);                       /* ends the process that calls it */
    int (*wait)(void *self, long pid, bool stop);    /* for the end of PID, told to end with STOP: its status as waitpid gives it */
    void *self;
};

/* Who shows how far a long run is. */
struct pira_progress {
    void (*show)(void *self, size_t done, size_t failed, size_t total);
    void *self;
};

/* What every command needs. Several may be alive at once; nothing is shared between them but a kit, which nobody changes.
 * Memory that runs out is reported by all that is ours. GMP, libxml2 and libharu do not survive it: a program should give them
 * functions that never return NULL, as memory.c does (mp_set_memory_functions, read/xml_memory.h, TAKE). */
struct pira {
    enum diag_lang lang;
    const char *data_dir;    /* holds xsd/, templates/, fonts/ (data_dir.h); borrowed */
    struct arena *arena;     /* borrowed: for strings that live as long as this */
    struct diag *diag;       /* borrowed: where all functions report */
    const char *source_date_epoch;          /* seconds since 1970, for documents whose plan has no date; NULL: none */
    bool quotes_all;         /* avvisi and note get their source line too, not only errors: somebody will read them */
    void *(*take)(unsigned size);           /* where libharu takes its memory; NULL: malloc */
    const struct file_write_guard *guard;   /* who removes an unfinished output on a signal; NULL: nobody */
    const struct pira_kit *kit;             /* for many plans; NULL: every call prepares for itself */
    const struct pira_processes *processes; /* NULL: there are none */
    const struct pira_progress *progress;   /* NULL: nobody looks */
};

/* Reads the plan FILE, checks it against the schema and the rules and reports everything found; rules are checked on
 * the computed plan, so that figures are compared with what follows from the data. False when there is an error. */
bool pira_validate(struct pira *p, const char *file);

/* Appends the plan FILE, every computed value filled in, to OUT as XML. False, OUT untouched, when the plan has errors. */
bool pira_compute(struct pira *p, const char *file, struct buf *out);

/* Stages of a document that can be seen as plain text, by those who mend a template and by tests. */
enum pira_dump { PIRA_DUMP_NONE, PIRA_DUMP_BLOCKS, PIRA_DUMP_PAGES };

struct pira_render_options {
    bool draft;              /* a plan with errors is not refused; every page is marked */
    bool no_attachments;     /* the PDF does not carry what it was made of (PDF/A-2a instead of 3a) */
    bool digests;            /* pira_rendered tells the digest of the plan */
    enum pira_dump dump;     /* instead of the PDF */
};

/* What became of a plan. Zeroed before. */
struct pira_rendered {
    size_t pages;
    char plan_digest[SHA256_TEXT];   /* of its bytes as they were read; "" when they could not be, or are not asked for */
    struct path_list *read;          /* receives the files that it was made of (plan, template, pictures): none of them may be
                                      * its place. NULL: nobody asks */
};

/* Appends the plan FILE, laid out by the template TEMPLATE_FILE, to OUT as PDF. R may be NULL.
 * False, OUT of no use, when it could not be done. */
bool pira_render(struct pira *p, const char *file, const char *template_file, const struct pira_render_options *o,
                 struct buf *out, struct pira_rendered *r);

/* What the documents of one template have in common, made ready once: the schema of plans, the official lists, the template,
 * and the knowledge that its fonts are whole. Reports what is wrong with any of them to P's diag, and is NULL then. It serves
 * any number of calls of pira_render with TEMPLATE_FILE, of any pira with the same data folder, in this process and in those
 * forked from it. */
struct pira_kit *pira_kit_new(struct pira *p, const char *template_file);
void pira_kit_free(struct pira_kit *kit);   /* accepts NULL */

/* How many files the template of KIT consists of, itself the first, and the path and digest of number I. */
size_t pira_kit_file_count(const struct pira_kit *kit);
void pira_kit_file(const struct pira_kit *kit, size_t i, const char **path, char digest[SHA256_TEXT]);

/* The time (that of inodes, which nobody can set back) at which the program or a file of its data last changed; whether
 * that is since KIT was made. */
struct timespec pira_data_changed(const struct pira *p);
bool pira_kit_is_stale(const struct pira_kit *kit, const struct pira *p);

/* Whether the document OUTPUT, a file, is what pira_render would make of FILE now with P's kit: made by this version of the
 * program, with the same options, from this plan, these files of the template and these pictures, byte for byte, after the
 * program's own data last changed (that of this data folder: of another one a document says nothing), and undamaged. A
 * signature appended to it does not matter. Documents without attachments are never current. R may be NULL, and so may BYTES,
 * which receives the file. Reports nothing. */
bool pira_is_current(struct pira *p, const char *file, const struct pira_render_options *o, const char *output,
                     struct pira_rendered *r, struct buf *bytes);

/* What pira_verify compared. */
struct pira_verified {
    const char *version;     /* of the program that made the file; owned by P's arena */
    bool same_version;       /* as this one: every byte was compared, otherwise every figure */
    size_t bytes, pages, figures, attachments;
    size_t appended;         /* bytes that came after the document was made */
};

/* Makes the document PDF_FILE again from what is attached to it, and compares. False, with messages in P's diag of what
 * differs, or why it could not be done. */
bool pira_verify(struct pira *p, const char *pdf_file, struct pira_verified *v);

/* Appends the table (CSV) in which the figures of the plan FILE are filled in, with those that are there; exchange/values.h. */
bool pira_values(struct pira *p, const char *file, struct buf *out);

/* What came of the rows of a table of values. */
struct pira_filled {
    size_t written, unchanged, empty;
};

/* Appends the plan FILE, with the figures of the table VALUES in it and nothing else changed, to OUT; exchange/fill.h.
 * False, with a message for every bad row and cell, OUT of no use, when it could not be done. */
bool pira_fill(struct pira *p, const char *file, const char *values, struct buf *out, struct pira_filled *filled);

/* Appends the table TABLE of the plan FILE, computed, to OUT as CSV; exchange/export.h. */
bool pira_export(struct pira *p, const char *file, const char *table, struct buf *out);

/* Appends a plan to begin with to OUT. */
bool pira_init(struct pira *p, struct buf *out);

/* Appends what the message CODE ("PIRA-3012", "3012", "totale-diverso") means. False, with a message, for an unknown one. */
bool pira_explain_code(struct pira *p, const char *code, struct buf *out);

/* Appends how every figure of INDICATOR (an id, or a codice) of the plan FILE came about. False, with messages in P's
 * diag, when the plan has no such indicator, or has errors that computing it meets; what could be explained is in OUT even then. */
bool pira_explain_indicator(struct pira *p, const char *file, const char *indicator, struct buf *out);

/* The exit status that the messages of D call for: that of the gravest error; PIRA_DONE when there is none. */
enum pira_status pira_status_of(const struct diag *d);

#endif
