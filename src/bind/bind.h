/* bind.h: a template and a plan become a document of blocks for layout: what is printed, in which words and looks. */
#ifndef PIRA_BIND_H
#define PIRA_BIND_H

#include <stdbool.h>

#include "bind/template.h"
#include "layout/block.h"

struct arena;
struct codes;
struct diag;
struct file_source;
struct plan;

struct bind_options {
    bool draft;                     /* every page is marked with the template's word "bozza" */
    const struct codes *codes;      /* official names of missioni, programmi, COFOG; NULL: the plan's own names only */
    const struct file_source *pictures;   /* where figures are, for their proportions; NULL: nowhere */
};

/* Binds T to PLAN, whose `calcoli` have been computed, into OUT.
 *
 * Everything in OUT is owned by A, or borrowed from T, which must outlive it; nothing is PLAN's. Neither is changed.
 * What the plan lacks is printed in the template's words or left out. Errors of the template that show only now (an
 * expression that fails, an unknown column, endless recursion) are reported once each, at their place in the template
 * (5100 to 5199). False when there was one, or when memory is short; OUT is then of no use.
 * Time and memory are linear in what is printed. */
bool bind_run(const struct template *t, struct plan *plan, struct diag *d, const struct bind_options *o,
              struct arena *a, struct doc *out);

#endif
