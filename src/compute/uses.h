/* uses.h: which measures the formula of an indicator names, with their values: for those who print them. */
#ifndef PIRA_USES_H
#define PIRA_USES_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

struct arena;
struct computation;
struct plan;

struct measure_use {
    const xmlNode *misura;
    const xmlNode *valore;   /* the element that holds the value: a `valore` of the measure, or a cell of a table; NULL: none */
    char sign;               /* the operator before it in the formula: + - * / */
};

/* Keeps with the plan which measures its formulas name, for as long as the plan lives: only for indicators whose formula
 * names others than their own, cells of tables, or measures made of parts; all else stands with the indicator. False when memory is short. */
bool uses_keep(struct computation *c);

/* The measures of the formula of INDICATORE in the order in which it names them, each once for each year it is asked for, with
 * their values of ANNO (moved by the formula's scarto; 0: the first value there is). P has been computed; the list is A's.
 * 0 when the formula names only measures that the indicator itself holds, or memory is short. */
size_t measure_uses(const struct plan *p, const xmlNode *indicatore, int anno, struct arena *a, const struct measure_use **list);

#endif
