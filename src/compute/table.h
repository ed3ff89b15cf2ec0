/* table.h: tables of amounts: which cell stands where, sums and formulas of cells in the order of their dependence.
 *
 * A sum without attributes adds the cells above it, in its column, of rows of genere voce that are not escluso; with
 * righe or colonne those that are named, whether escluso or not, less meno-righe and meno-colonne. Cells that are blank,
 * absent or text add nothing; a sum of nothing is n.d., and so is a formula one of whose cells has no number. */
#ifndef PIRA_TABLE_H
#define PIRA_TABLE_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

#include "compute/formula.h"
#include "compute/method.h"
#include "compute/names.h"
#include "compute/periodo.h"
#include "compute/valore.h"

struct arena;
struct diag;
struct plan;
struct tabella;

enum cella_genere { CELLA_SCRITTA, CELLA_SOMMA, CELLA_FORMULA };
enum cella_stato { CELLA_DA_FARE, CELLA_IN_CORSO, CELLA_VALORE, CELLA_VUOTA, CELLA_ERRATA };

struct cella;

/* A cell that a sum adds or subtracts. */
struct addendo {
    struct cella *cella;
    bool meno;
};

struct cella {
    xmlNode *element;
    struct tabella *tabella;
    size_t riga, colonna, larghezza;   /* from 0; columns it spans */
    enum cella_genere genere;
    enum cella_stato stato;
    struct valore valore;              /* exact; tipo and decimali are those of print */
    struct addendo *addendi;
    size_t addendi_count;
    struct formula formula;
    size_t cursor;                     /* of the evaluation: which operand comes next */
};

struct colonna {
    const xmlNode *element;
    enum valore_tipo tipo;             /* VALORE_NESSUNO: text, or not said */
    int decimali;                      /* -1: not said */
    int anno;                          /* 0: none */
};

struct riga {
    const xmlNode *element;
    struct cella *celle;               /* those with a number, a sum, a formula, from left to right */
    size_t celle_count;
    bool somma_voce;                   /* genere voce, not escluso */
};

enum asse_genere { ASSE_COLONNA, ASSE_RIGA, ASSE_CELLA };

/* What an id stands for in formulas: of a column the cell in the formula's row, of a row the one in its column, of a cell
 * that very cell, wherever in the table it stands. */
struct asse {
    enum asse_genere genere;
    size_t indice;             /* of the column, the row, the row of the cell */
    size_t colonna;            /* of the cell */
};

struct tabella {
    xmlNode *element;
    struct colonna *colonne;
    size_t colonne_count;
    struct riga *righe;
    size_t righe_count;
};

/* The tables of a plan. */
struct tables {
    struct plan *plan;
    struct arena *arena;
    const struct method *method;
    struct diag *diag;
    struct tabella **list;
    size_t count, cap;
    struct names by_id;                /* id -> struct tabella *; scope an element `tabella`: ids of its rows and columns */
    struct formula_machine machine;
};

/* Reads every table of P, wherever it stands, and evaluates its cells. False when memory is short; to be cleared in either case. */
bool tables_compute(struct tables *t, struct plan *p, const struct method *m, struct arena *a, struct diag *d);
void tables_clear(struct tables *t);

/* The cell of RIGA and COLONNA (ids) of the table TABELLA; NULL when there is none with a number. */
const struct cella *tables_find(const struct tables *t, const char *tabella, const char *riga, const char *colonna);

/* The next column from *FROM (0 at first) that bears a year, with its cell in RIGA; NULL when there are no more. */
const struct cella *tables_next_year(const struct tables *t, const char *tabella, const char *riga, size_t *from, int *anno);

/* The year of a column of a table: its own, else the table's, else MISSING. */
int tables_year(const struct tables *t, const char *tabella, const char *colonna, int missing);

/* Steps between table_read.c and table_eval.c. */
bool table_read(struct tables *t, xmlNode *element);
bool table_evaluate(struct tables *t, struct tabella *tab);
struct cella *table_cell(const struct tabella *tab, size_t riga, size_t colonna);
const struct asse *table_axis(const struct tables *t, const struct tabella *tab, const char *id, size_t len);

#endif
