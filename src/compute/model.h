/* model.h: what the computation keeps about a plan: its tree with values, gradi and weights. For the compute
 * stage, and the rules that judge it. */
#ifndef PIRA_MODEL_H
#define PIRA_MODEL_H

#include <gmp.h>
#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

#include "compute/attain.h"
#include "compute/formula.h"
#include "compute/measure.h"
#include "compute/method.h"
#include "compute/names.h"
#include "compute/periodo.h"
#include "compute/sum.h"
#include "compute/table.h"
#include "compute/valore.h"

struct arena;
struct diag;
struct plan;

/* A value of an indicator: computed by its formula, or typed by the author. */
struct consuntivo {
    struct periodo quando;
    struct valore valore;          /* exact */
    struct precisione stampa;      /* of a computed one */
    bool calcolato;
    bool composto;                 /* computed from the values of several parts, not by a formula */
    bool base;                     /* an author's `base`: serves references, is no outcome */
    const char *parte;             /* which condition it answers to; NULL: none in particular */
    size_t ordine;
};

/* A grado of an indicator, and what it was computed from. */
struct grado_periodo {
    struct periodo quando;
    struct grado grado;
    const struct consuntivo *da;   /* NULL: none, or several conditions */
    const xmlNode *target;         /* NULL: by hand */
    const xmlNode *rettifica;      /* the element grado whose points were added; NULL: none */
};

/* The children of an indicator that the computation asks for: the first of each kind (NULL: none), and how many. */
struct parts {
    xmlNode *misura, *formula, *target, *intermedio, *typed, *grado;   /* intermedio: target-intermedio */
    size_t misure, targets, typed_count;   /* targets: of both kinds; typed: base, ultimo, intermedio, consuntivo */
};

struct indicatore {
    struct parts parts;
    const char *unita;             /* NULL: none */
    bool ha_formula;
    bool errata;                   /* its formula cannot be computed: consuntivo of the plan's year n.d. */
    struct formula formula;
    struct consuntivo *valori;     /* by period; of one period the computed one first */
    size_t valori_count;
    struct grado_periodo *gradi;   /* by period */
    size_t gradi_count;
};

enum item_kind { ITEM_NODO, ITEM_INDICATORE, ITEM_RINVIO };
enum item_stato { ITEM_DA_FARE, ITEM_IN_CORSO, ITEM_FATTO };

/* A node of the tree, an indicator, or a rinvio to one of them. */
struct item {
    enum item_kind kind;
    xmlNode *element;
    struct item *parent, *first, *next;
    struct item *verso;            /* of a rinvio: what it names; NULL: nothing that can be named */
    const struct livello *livello; /* of a node; NULL: not declared */
    mpq_t peso;                    /* its own, or 1/n, as a fraction of the whole */
    bool ha_peso, peso_uguale;     /* a weight is known; it is not written but follows from metodo/pesi */
    struct indicatore *indicatore;
    struct grado grado;            /* of a node, of the period of the rollups */
    const xmlNode *manuale;        /* of a node: its grado by hand for the plan's year; NULL: none */
    int peso_decimali;             /* digits after the point with which its own weight is written, as a percentage */
    int decimali;                  /* with which a node's grado is printed */
    mpq_t apporto;                 /* the points it brings to the mean that asked for them, as a fraction of the whole */
    bool ha_apporto;
    enum item_stato stato;
    struct item *cursor;           /* of the rollup: the next child to look at */
};

/* What enters a mean. */
struct membro {
    struct item *item;             /* NULL: a condition */
    const struct grado *grado;
    mpq_srcptr peso;               /* NULL: none */
};

struct membri {
    struct membro *list;
    size_t count, cap;
    bool failed;                   /* memory was short */
};

enum computation_read { COMPUTATION_NOTHING, COMPUTATION_METHOD, COMPUTATION_TABLES, COMPUTATION_MEASURES };

struct computation {
    struct plan *plan;
    struct arena *arena;
    struct diag *diag;             /* only during compute_run */
    struct method method;
    struct tables tables;
    struct measures measures;
    struct formula_machine machine;
    struct sum numerator, denominator;
    struct membri membri;
    struct grado nessuno, non_disponibile;
    struct periodo periodo;        /* of the rollups */
    struct item **items;           /* in document order */
    size_t items_count, items_cap;
    struct item *first;            /* node of the first level */
    struct names by_id;            /* id -> struct item * */
    enum computation_read read;    /* how far it came: what is to be cleared */
};

/* tree.c: reads nodes, indicators (with their measures), rinvii. False when memory is short. */
bool tree_read(struct computation *c);
void tree_clear(struct computation *c);

/* The item of that id; NULL when there is none. */
struct item *tree_find(const struct computation *c, const char *id);

/* Whether N is a value that the author of an indicator wrote: base, ultimo, intermedio, consuntivo. */
bool tree_is_typed(const xmlNode *n);

/* What a rinvio stands for, itself for any other; NULL for a rinvio that leads nowhere. */
struct item *tree_meant(struct item *item);

/* indicator.c: the formula of every indicator and the values that follow from it. False when memory is short. */
bool indicator_values(struct computation *c);

/* indicator.c: the place of the first value at or after the beginning of ANNO; valori_count when there is none. */
size_t indicator_first_of_year(const struct indicatore *i, int anno);

/* indicator_grado.c: the gradi of every indicator. False when memory is short. */
bool indicator_gradi(struct computation *c);

/* indicator_grado.c: the grado that the element MANUALE (grado with its motivo) sets by hand, into G. */
void grado_by_hand(const xmlNode *manuale, struct grado *g);

/* indicator_grado.c: whether such an element corrects the computed grado (rettifica) instead; and G with its points added,
 * within the bounds of the method, when G is a value. */
bool grado_is_correction(const xmlNode *manuale);
void grado_correct(const struct computation *c, const xmlNode *manuale, struct grado *g);

/* indicator_grado.c: the grado that INDICATORE brings to rollups of the computation's period: of that very period, else of the
 * last day before it, else of the year; never NULL. */
const struct grado *indicator_grado(const struct computation *c, const struct indicatore *i);

/* indicator.c: the value that a reference from year ANNO finds; NULL when there is none. */
const struct valore *indicator_reference(const struct indicatore *i, int anno);

/* target.c: the grado against TARGET of the values COUNT from FIRST on, all of one period. ITEM is their indicator.
 * False when memory is short. */
bool target_grado(struct computation *c, const struct item *item, const xmlNode *target, const struct consuntivo *first,
                  size_t count, struct grado_periodo *to);

/* target.c: the grado of one condition of a target into G (initialised); *DA is the value that answers to it, or NULL. */
void target_condition(const struct computation *c, const struct item *item, const xmlNode *condizione,
                      const struct consuntivo *first, size_t count, struct grado *g, const struct consuntivo **da);

/* target.c: the target's value, references resolved, into T (initialised by target_init). Returns ATTAIN_NONE, or why there
 * is none. CONTENT holds the value: a target or a condition of it. */
void target_init(struct attain_target *t);
void target_clear(struct attain_target *t);
enum attain_rule target_resolve(const struct computation *c, const struct item *item, const xmlNode *content, struct attain_target *t);

/* target.c: the value that RIFERIMENTO, of a target of ITEM, refers to, before growth and tolerance, into V (initialised); and
 * that of one of the years ANNO it takes together. False when it is not known. */
bool target_term(const struct computation *c, const struct item *item, const xmlNode *riferimento, struct valore *v);
const struct valore *target_term_of_year(const struct computation *c, const xmlNode *riferimento, int anno);

/* target.c: the first and the last of the years that RIFERIMENTO takes together; false when it takes one value only. */
bool target_term_years(const xmlNode *riferimento, int *from, int *to);

/* target.c: the element with the steps by which CONTENT, a target or a condition, is scored: its own, else the method's; NULL:
 * in proportion. */
const xmlNode *target_steps(const struct computation *c, const xmlNode *content);

/* target.c: the value of a step of the target T, with its comparator, into STEP (initialised by target_init). A step with the
 * attribute da has no value: it asks for so much of target_proportion. */
void target_step(const struct attain_target *t, const xmlNode *scaglione, struct attain_target *step);

/* target.c: the grado of VALUE against the target T that CONTENT resolved to: by steps, or in proportion. */
void target_attain(const struct computation *c, const struct attain_target *t, const xmlNode *content, const struct valore *value,
                   struct grado *g);

/* target.c: the grado in proportion that steps look at, which no maximum bounds. */
void target_proportion(const struct computation *c, const struct attain_target *t, const struct valore *value, struct grado *g);

#endif
