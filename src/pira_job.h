/* pira_job.h: what the functions of pira.h share: a plan on its way through the stages, and the making of a document. */
#ifndef PIRA_PIRA_JOB_H
#define PIRA_PIRA_JOB_H

#include <stdbool.h>

#include "pira.h"

struct buf;
struct codes;
struct file_source;
struct path_list;
struct plan;
struct template;
struct xml_doc;
struct xml_schema;

/* Pieces of the way that serve all plans (pira.h). */
struct pira_kit {
    struct xml_schema *schema;
    struct codes *codes;
    struct template *template;
    struct timespec data_changed;   /* pira_data_changed, at first */
};

/* A plan on its way through the stages. Ended with job_end in every case, which gives the messages about it their source lines. */
struct job {
    const struct pira *pira;     /* whose messages they are, from number FIRST on */
    size_t first;
    struct xml_doc *doc;
    const struct codes *codes;
    struct codes *own_codes;     /* CODES, when no kit lends them */
    struct plan *plan;
};

/* Reads FILE, from FILES (NULL: from the disk), and opens the plan if its structure is right; nothing is computed. */
bool job_read(struct pira *p, const struct file_source *files, const char *file, struct job *j);

/* Reads, computes and checks FILE, from FILES (NULL: from the disk); the rules judge the computed plan. A plan with errors
 * is good enough for a draft. False, with messages, when it is not good enough. */
bool job_prepare(struct pira *p, const struct file_source *files, const char *file, bool draft, struct job *j);
void job_end(struct job *j);

/* False, with a message, when memory was short somewhere on the way: what was made is not whole, even if nothing else is wrong. */
bool job_memory_lasted(const struct job *j);

/* Gives back the plan and its tree, which are then NULL; the text stays, for the messages. */
void job_release(struct job *j);

/* What plans are checked against, and the official lists, from the data folder: the caller's. False, with a message, when they
 * cannot be read. */
bool job_load_schema(struct pira *p, struct xml_schema **schema);
bool job_load_codes(struct pira *p, struct codes **codes);

/* A file of the data folder; NULL, with a message, when memory is short. */
const char *job_data_file(struct pira *p, const char *name);

/* The names under which the plan and the computed plan are attached. */
#define PLAN_NAME     "piano.xml"
#define COMPUTED_NAME "piano-calcolato.xml"

/* What stands before the name of a template's file that is called like one of those. */
#define TEMPLATE_PREFIX "modello-"

/* The program in the information of a document, and what follows the version in that of a draft. */
#define CREATOR       "pira "
#define CREATOR_DRAFT " (bozza)"

/* What a document is made of, and how. */
struct making {
    const struct file_source *plan_source, *files;   /* where the plan, and where template and pictures, are names; NULL: of the disk */
    const char *plan, *template;
    bool draft, attach;
    enum pira_dump dump;               /* what is made instead of a PDF */
    const char *date;                  /* of a plan that has none: "2017-12-31T00:00:00Z"; NULL: none */
    bool digests;
    struct pira_rendered *rendered;    /* what became of it; NULL: nobody asks */
    struct path_list *read;            /* receives the paths of what is read from the disk; NULL: nobody asks */
};

/* Appends the document to OUT, as PDF or as the stage that is asked for. False, with messages, OUT of no use, when it could not be made. */
bool pira_make(struct pira *p, const struct making *m, struct buf *out);

/* Whether the plan, or the computed plan, has that name among the attachments. */
bool making_name_is_taken(const char *name);

/* The name of a template's file among the attachments: its own, unless that is taken or cannot be written. Owned by A. */
const char *making_template_name(struct arena *a, const char *path);

/* The folder of the plan FILE, where its pictures are looked for; NULL when memory is short. Owned by A. */
const char *making_folder(struct arena *a, const char *file);

/* The date that a plan has of itself, that of its approval, as making.date; NULL: none. Owned by P's arena. */
const char *making_plan_date(struct pira *p, const struct plan *plan);

/* SOURCE_DATE_EPOCH (reproducible-builds.org) as xs:dateTime into *DATE, NULL when it is not set. False, with a message,
 * when it is wrong. */
bool making_epoch(struct pira *p, const char **date);

#endif
