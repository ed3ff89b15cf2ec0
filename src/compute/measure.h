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
    const xmlNode *elemento;     /* that holds it: a `valore`, or a cell of a table; of a composed one, once it is written, the
                                  * figure in `calcoli`, NULL before */
    bool composto;               /* made of several: of parts, or of stretches of the year */
};

struct misura {
    xmlNode *element;
    const char *parte;           /* of a part of a measure: its name; NULL: the measure itself */
    struct misura_valore *valori;   /* by period */
    size_t valori_count, valori_cap;
    struct misura *parti, *altra;   /* its parts, in the order of the document */
    bool parti_usate;            /* a formula names one of its parts */
    int contata;                 /* of a part: the last year it was counted in */
    struct misura **fine;        /* where the next part is to hang */
    struct misura *next;         /* of all measures and parts */
};

struct measures {
    struct plan *plan;
    struct arena *arena;
    const struct tables *tables;
    struct misura *all;
    struct names names;          /* codici and ids; scope: the indicator a measure belongs to, and everywhere */
    struct names by_id;
    struct names parts;          /* of measures; scope: the measure's element */
};

/* An empty collection; to be cleared. TABLES are evaluated already. */
void measures_init(struct measures *m, struct plan *p, struct arena *a, const struct tables *tables);
void measures_clear(struct measures *m);

/* Reads the measure FIRST and its siblings: the plan's common ones, or an indicator's, whose own they are: there they
 * take precedence over others of the same codice. False when memory is short. FIRST may be NULL. */
bool measures_read(struct measures *m, xmlNode *first);

/* The measure of that id; NULL when there is none. */
struct misura *measures_find(const struct measures *m, const char *id);

/* The part PARTE of M, a measure in itself, without values when the plan has none; NULL when memory is short. */
struct misura *measures_part(struct measures *m, struct misura *of, const char *parte);

/* The value of a period; NULL when the measure has none. */
const struct valore *measure_value(const struct misura *m, struct periodo quando);

/* The value for a formula that asks for QUANDO moved by SCARTO years: of the same day of that year if there is one, else
 * of the whole year. NULL when there is none. */
const struct valore *measure_shifted(const struct misura *m, struct periodo quando, int scarto);

#endif
