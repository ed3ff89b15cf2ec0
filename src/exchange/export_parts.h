/* export_parts.h: what the tables of export have in common: their cells. For the files of export only. */
#ifndef PIRA_EXPORT_PARTS_H
#define PIRA_EXPORT_PARTS_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "compute/periodo.h"
#include "exchange/csv.h"

struct codes;
struct plan;

struct export {
    struct plan *plan;
    const struct codes *codes;
    struct arena *arena;
    struct csv_out csv;
    struct buf text;             /* of the cell that is being made */
};

/* The row of headings, ended by NULL. */
void export_headings(struct export *e, const char *const *headings);

/* Puts what stands in E->text as a cell, and empties it. */
void export_put(struct export *e);

/* Appends the words within N (may be NULL) to E->text. */
void export_add_words(struct export *e, const xmlNode *n);

/* Cells: the words within N; an attribute of N; a number. N may be NULL, and the cell empty. */
void export_words(struct export *e, const xmlNode *n);
void export_attribute(struct export *e, const xmlNode *n, const char *name);
void export_number(struct export *e, long number);

/* The figure NAME (grado, peso …) of N: computed, else of its own, else as published; of QUANDO, or of any period when NULL.
 * NULL when there is none. */
const xmlNode *export_figure(const struct export *e, const xmlNode *n, const char *name, const struct periodo *quando);

/* Appends the value in PARENT (an osservato, a figure, a target …) to E->text; nothing when PARENT is NULL or has none. */
void export_add_value(struct export *e, const xmlNode *parent);

/* Appends what TARGET asks for, in words: "1800", "da 20 a 30", "controlli almeno 95%; relazione entro 30/11/2026". */
void export_add_target(struct export *e, const xmlNode *target);

/* A comparatore in words: "al massimo"; "" for NULL. */
const char *export_comparatore(const char *name);

/* Two cells: a grado, and the words of the fascia it is in. */
void export_grado(struct export *e, const xmlNode *grado);

/* A cell: the weight of N, its own or computed. */
void export_peso(struct export *e, const xmlNode *n);

/* A cell: who answers for N, each with the weight: "Ufficio promozione (40%); …". */
void export_responsabili(struct export *e, const xmlNode *n);

/* Two cells: the causes of N's deviations in ANNO, and what is done about them. */
void export_scostamento(struct export *e, const xmlNode *n, int anno);

/* The tables themselves. */
void export_indicators(struct export *e);
void export_objectives(struct export *e);
void export_tree(struct export *e);

/* All tables of the plan with that id or genere in one; false when there are none. */
bool export_tables(struct export *e, const char *name);

#endif
