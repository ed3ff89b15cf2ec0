/* pira_job.h: what the functions of pira.h share: a plan on its way through the stages, and the making of a document. */
#ifndef PIRA_PIRA_JOB_H
#define PIRA_PIRA_JOB_H

#include <stdbool.h>

#include "pira.h"

struct buf;
struct codes;
struct file_source;
struct plan;
struct xml_doc;

/* A plan on its way through the stages. Ended with job_end in every case, which gives the messages about it their source lines. */
struct job {
    const struct pira *pira;     /* whose messages they are, from number FIRST on */
    size_t first;
    struct xml_doc *doc;
    struct codes *codes;
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
    const struct file_source *files;   /* where plan, template and pictures are names; NULL: they are paths of the disk */
    const char *plan, *template;
    bool draft, attach;
    const char *date;                  /* of a plan that has none: "2017-12-31T00:00:00Z"; NULL: none */
};

/* Appends the document to OUT as PDF. False, with messages, OUT of no use, when it could not be made. */
bool pira_make(struct pira *p, const struct making *m, struct buf *out);

#endif
