/* method.h: the rules of computation that a plan declares in `metodo`, with the defaults where it declares none.
 *
 * Defaults, as proved on Ferrara's report of 2017 (compute.md 4):
 * - a node with indicators of its own: mean of their exact gradi, weighted by peso (67 of 67 objectives);
 * - a node without, whose child nodes carry weights: mean of the child nodes, weighted, each first rounded as it is printed;
 * - any other node: plain mean over all descendants that have indicators of their own, each first rounded as it is printed
 *   (9 of 9 strategic objectives: sub-objectives count like objectives); but a node of a level of natura "area" then has
 *   no grado (compute.md 4.5);
 * - where no sibling carries a weight all weigh the same, otherwise one without a weight weighs 0;
 * - n.d. is left out and the other weights fill its place (compute.md 4.7);
 * - a grado is printed with 2 decimals, never above 100% or below 0%. */
#ifndef PIRA_METHOD_H
#define PIRA_METHOD_H

#include <gmp.h>
#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

#include "compute/attain.h"
#include "compute/names.h"

struct plan;

enum regola {
    REGOLA_MEDIA_PESATA, REGOLA_MEDIA, REGOLA_SOMMA, REGOLA_MINIMO, REGOLA_MASSIMO, REGOLA_MANUALE, REGOLA_NESSUNA
};

enum su { SU_FIGLI, SU_INDICATORI, SU_NODI, SU_DISCENDENTI };

enum natura { NATURA_AREA, NATURA_STRATEGICO, NATURA_OPERATIVO, NATURA_GRUPPO };

struct livello;

struct aggregazione {
    bool dichiarata;               /* by the plan; otherwise a default */
    enum regola regola;
    enum su su;
    bool con_indicatori;           /* only nodes with indicators of their own (a default) */
    const struct livello **livelli;   /* sorted by address; only nodes of these */
    size_t livelli_count;          /* 0: of all */
    int arrotonda;                 /* decimals of a percentage to which gradi are rounded before; -1: exact */
    int decimali;                  /* with which the result is printed */
    const xmlNode *element;        /* that declares it; NULL: a default */
};

struct livello {
    const char *id, *nome;
    enum natura natura;
    struct aggregazione aggregazione;
    bool pesi_uguali;              /* the children of its nodes weigh 1/n */
    int pesi_decimali;
};

struct totale {
    xmlNode *element;
    struct aggregazione aggregazione;
    struct grado grado;
};

struct fascia {
    const char *id;
    bool has_da;
    mpq_t da;                      /* a fraction of the whole */
};

/* With how many digits computed values are printed. */
struct precisione {
    int significative;             /* 0: not declared */
    int decimali;                  /* -1: not declared */
};

struct method {
    struct attain_method grado;
    const xmlNode *scaglioni;      /* the element with the steps of all targets without their own; NULL: none */
    struct precisione consuntivo;
    int percentuale;               /* decimals of percentages */
    struct livello *livelli;
    size_t livelli_count;
    struct names livelli_by_id;
    struct totale *totali;
    size_t totali_count;
    struct fascia *fasce;          /* with a limit: the highest first; without: last */
    size_t fasce_count;
};

/* Reads the metodo and the livelli of P into M; memory of the arena A. False when memory is short; M is to be cleared
 * in either case. */
bool method_read(struct method *m, struct plan *p, struct arena *a);
void method_clear(struct method *m);

/* The declared level; NULL when there is none. */
struct livello *method_livello(const struct method *m, const char *id);

/* Brings G, a result of A, within the bounds that A sets. */
void method_bound(const struct aggregazione *a, struct grado *g);

/* Whether nodes of L (may be NULL) enter A. */
bool method_includes(const struct aggregazione *a, const struct livello *l);

/* The id of the fascia of G, printed with DECIMALI; NULL when none fits. The printed figure decides, not the exact one:
 * who reads 60,00% looks for the band of 60. */
const char *method_fascia(const struct method *m, const struct grado *g, int decimali);

#endif
