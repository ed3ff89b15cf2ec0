/* status.c: which exit status a message calls for, by the range of its code. */
#include "pira.h"

/* A file that cannot be had, or is no XML, cannot be read; what well-formed XML says wrongly is an error of the plan.
 * The first row that holds a code counts. */
static const struct {
    int first, last;
    enum pira_status status;
} ranges[] = {
    {1001, 1999, PIRA_CANNOT_READ},
    {2001, 4999, PIRA_PLAN_HAS_ERRORS},
    {DIAG_BIND_XPATH_LIMIT, DIAG_BIND_RECURSION, PIRA_LIMIT},
    {DIAG_BIND_STEPS, DIAG_BIND_STEPS, PIRA_LIMIT},
    {DIAG_PARA_TOO_LONG, DIAG_PARA_TOO_LONG, PIRA_LIMIT},
    {5001, 5999, PIRA_CANNOT_READ},        /* a template that does not load */
    {6001, 6999, PIRA_PLAN_HAS_ERRORS},    /* what cannot be laid out */
    {DIAG_PDF_FONT_UNREADABLE, DIAG_PDF_FONT_DAMAGED, PIRA_CANNOT_READ},
    {DIAG_PDF_TOO_LARGE, DIAG_PDF_TOO_LARGE, PIRA_LIMIT},
    {DIAG_PDF_LIBRARY, DIAG_PDF_LIBRARY, PIRA_FAULT},
    {DIAG_IMAGE_UNREADABLE, DIAG_IMAGE_UNREADABLE, PIRA_CANNOT_READ},
    {DIAG_IMAGE_TOO_LARGE, DIAG_IMAGE_TOO_LARGE, PIRA_LIMIT},
    {DIAG_PDF_READ_LIMIT, DIAG_PDF_READ_LIMIT, PIRA_LIMIT},
    {7101, 7110, PIRA_CANNOT_READ},
    {DIAG_EXTRACT_NAME, DIAG_EXTRACT_NAME, PIRA_CANNOT_READ},
    {DIAG_EXTRACT_EXISTS, DIAG_EXTRACT_FOLDER, PIRA_CANNOT_WRITE},
    {7001, 7899, PIRA_PLAN_HAS_ERRORS},    /* text that no font has; a document that does not agree with its data */
    {7900, 7999, PIRA_CANNOT_WRITE},
    {8001, 8999, PIRA_LIMIT},
    {DIAG_NO_MEMORY, DIAG_NO_MEMORY, PIRA_LIMIT},
    {DIAG_FAULT, DIAG_FAULT, PIRA_FAULT},
    {DIAG_WORKER_ENDED, DIAG_WORKER_ENDED, PIRA_FAULT},
    {DIAG_NO_DATA, DIAG_NO_DATA, PIRA_CANNOT_READ},
    {DIAG_DATA_CHANGED, DIAG_DATA_CHANGED, PIRA_CANNOT_READ},
    {9010, 9099, PIRA_USAGE},
};

static enum pira_status status_of_code(int code)
{
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (code >= ranges[i].first && code <= ranges[i].last)
            return ranges[i].status;
    return PIRA_FAULT;
}

enum pira_status pira_status_of(const struct diag *d)
{
    enum pira_status gravest = diag_out_of_memory(d) ? PIRA_LIMIT : PIRA_DONE;
    for (size_t i = 0; i < diag_count(d); i++) {
        const struct diag_message *m = diag_get(d, i);
        enum pira_status status = m->level == DIAG_ERRORE ? status_of_code((int)m->code) : PIRA_DONE;
        if (status > gravest)
            gravest = status;
    }
    return gravest;
}
