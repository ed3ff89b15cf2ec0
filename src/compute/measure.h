/* measure.h: the measures of a plan: their values by year or day, and the names by which formulas call them. */
#ifndef PIRA_MEASURE_H
#define PIRA_MEASURE_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

#include "compute/names.h"
#include "compute/periodo.h"
#include "compute/table.h"
#include "compute/valore.h"

struct arena;
struct plan;

struct misura_valore {
    struct periodo quando;
    size_t ordine;               /* in the document: of several values of one period the first counts */
    struct valore valore;
    const xmlNode *elemento;     /* that holds it: a `valore`, or a cell of a table */
};

struct misura {
    xmlNode *element;
    struct misura_valore *valori;   /* by period */
    size_t valori_count;
    struct misura *next;         /* of all measures */
};

struct measures {
    struct plan *plan;
    struct arena *arena;
    const struct tables *tables;
    struct misura *all;
    struct names names;          /* codici and ids; scope: the indicator a measure belongs to, and everywhere */
    struct names by_id;
};

/* An empty collection; to be cleared. TABLES are evaluated already. */
void measures_init(struct measures *m, struct plan *p, struct arena *a, const struct tables *tables);
void measures_clear(struct measures *m);

/* Reads the measure FIRST and its siblings: the plan's common ones, or an indicator's, whose own they are: there they
 * take precedence over others of the same codice. False when memory is short. FIRST may be NULL. */
bool measures_read(struct measures *m, xmlNode *first);

/* The measure of that id; NULL when there is none. */
struct misura *measures_find(const struct measures *m, const char *id);

/* The value of a period; NULL when the measure has none. */
const struct valore *measure_value(const struct misura *m, struct periodo quando);

/* The value for a formula that asks for QUANDO moved by SCARTO years: of the same day of that year if there is one, else
 * of the whole year. NULL when there is none. */
const struct valore *measure_shifted(const struct misura *m, struct periodo quando, int scarto);

#endif
