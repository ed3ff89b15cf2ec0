/* rule.h: what the rules share: the plan's parts collected once, how they look at a value, how they report. */
#ifndef PIRA_RULE_H
#define PIRA_RULE_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/diag.h"
#include "compute/attain.h"
#include "compute/method.h"
#include "compute/names.h"
#include "compute/plan.h"
#include "compute/valore.h"
#include "read/codes.h"

struct arena;
struct item;
struct tally;

/* ---------------------------------------------------------------- the plan's parts */

struct nodes {
    xmlNode **list;
    size_t count, cap;
};

/* The children of an indicator that rules look at; those of one name stand together, as the schema has it. */
enum part {
    PART_NOME, PART_COSA_MISURA, PART_TIPOLOGIA, PART_ALGORITMO, PART_MISURA, PART_FORMULA, PART_FONTE, PART_SCALA, PART_BASE,
    PART_ULTIMO, PART_TARGET, PART_INTERMEDIO, PART_CONSUNTIVO, PART_RESPONSABILE, PART_SCOSTAMENTO, PART_PUBBLICATO,
    PART_CALCOLI, PARTS
};

/* An indicator where it is defined. Strings are borrowed from the plan. */
struct scheda {
    xmlNode *node;
    xmlNode *nodo;          /* the node of the tree it belongs to */
    const char *codice;     /* NULL: none is printed */
    const char *nome;
    const char *unita;      /* NULL: none is printed */
    unsigned tipi;          /* CODES_… bits that the unit admits; 0: the unit is not in the list */
    unsigned rows;          /* by 1 << enum part: there is more than one child of that name */
    const struct item *item;   /* what the computation keeps about it (compute/model.h) */
    xmlNode *parts[PARTS];  /* the first child of each name, by enum part; NULL: it has none */
};

struct check {
    struct plan *plan;
    const struct codes *codes;
    struct diag *diag;
    struct arena *arena;    /* for as long as the check lasts */
    struct buf scratch;
    bool dpcm, consuntivo;  /* what is asked of the plan's kind of document (codes.h) */
    struct scheda *indicatori;   /* in document order */
    size_t indicatore_count;
    size_t next_item;                /* of the computation, while they are collected */
    struct nodes nodi, rinvii, voci, viste, misure, tabelle, celle;   /* the same; voci are those of views */
    const struct item **nodo_items;  /* what the computation keeps about each of nodi */
    struct nodes importi;
    struct nodes referring;          /* elements that may refer to others by id */
    struct nodes coded;              /* elements that may name a mission, a programme, a COFOG code */
    struct names by_id;     /* id of an indicator -> struct scheda * */
    struct tally *tallies;           /* of c->nodi, once they are asked for (rule_dpcm.c) */
    const struct method *method;     /* how the plan computes */
    bool no_memory;
};

/* Whether I has more than one PART. Asked before its parts, which may lie cold in memory, are looked at. */
static inline bool scheda_repeats(const struct scheda *i, enum part part)
{
    return (i->rows & 1u << part) != 0;
}

/* Fills the parts of C from its plan; false when memory is short. */
bool collect_parts(struct check *c);

/* The indicator of that id (may be NULL); NULL when there is none. */
const struct scheda *collect_scheda(const struct check *c, const char *id);

bool nodes_add(struct check *c, struct nodes *nodes, xmlNode *n);

/* Whether a node of the tree is an objective, strategic or operative. */
bool nodo_is_obiettivo(const struct item *nodo);

/* The next element after N when it has N's name; NULL when the row of such elements is over. */
xmlNode *next_alike(const xmlNode *n);

/* The measure that is all of an indicator's formula, or stands for it; NULL when there is none, or more than one measure. */
const xmlNode *collect_only_measure(const struct scheda *i);

/* The first and the next child of a node that counts in it: nodo, indicatore, rinvio. */
xmlNode *nodo_child(const xmlNode *nodo);
xmlNode *nodo_next(const xmlNode *child);

/* The threshold that the plan sets for a rule (metodo/soglia), else STANDARD. */
void check_soglia(const struct check *c, const char *rule, unsigned standard, mpq_t q);

/* ---------------------------------------------------------------- targets and values */

/* Which element an observed value stands in. */
enum origine { ORIGINE_BASE, ORIGINE_ULTIMO, ORIGINE_INTERMEDIO, ORIGINE_CONSUNTIVO };

/* What is asked: a target, or one condition of a target that has several. */
struct richiesta {
    xmlNode *target, *node;      /* NODE is the target or the condizione */
    int anno;
    const char *parte;           /* NULL: the whole */
    enum comparatore comparatore;
    struct valore v;             /* VALORE_NESSUNO: an interval, a reference, conditions */
    bool propria;                /* of the subject itself: in a view, other than the indicator has it */
};

struct osservazione {
    xmlNode *node;
    enum origine origine;
    int anno;                    /* 0: none is given */
    bool ha_al;
    struct date al;
    const char *parte;
    struct valore v;             /* exact */
    bool calcolata;              /* from measures, by compute */
    bool propria;
};

/* An indicator, or an entry of a view that gives values of its own to one: what rules on values look at. */
struct soggetto {
    xmlNode *node;
    const struct scheda *indicatore;
    bool vista;
    struct richiesta *richieste;
    size_t richiesta_count, richiesta_cap;
    struct osservazione *osservazioni;
    size_t osservazione_count, osservazione_cap;
    size_t *places, place_cap, placed;   /* where the first PLACED of them are found by what they are of, when they are many (soggetto.c) */
};

/* Reads the targets and values of NODE, an indicatore or a voce that refers to I. Memory is kept from call to call.
 * False when memory is short. */
bool soggetto_read(struct check *c, struct soggetto *s, xmlNode *node, const struct scheda *i);
void soggetto_clear(struct soggetto *s);

/* The comparatore of NODE, TARGET itself or a condition of it; a condition without one has that of its target. */
enum comparatore richiesta_comparatore(const xmlNode *target, const xmlNode *node);

/* Whether O answers R: same year and part, a consuntivo or a value taken during the year. */
bool soggetto_answers(const struct richiesta *r, const struct osservazione *o);

/* Whether the subject is to be judged for R and O (may be NULL): a view only for what it gives itself. */
bool soggetto_judges(const struct soggetto *s, const struct richiesta *r, const struct osservazione *o);

/* Whether O was taken before the year it belongs to was over. */
bool osservazione_early(const struct osservazione *o);

/* ---------------------------------------------------------------- reporting */

/* Reports CODE at NODE; the arguments fill the text. */
#define check_say0(c, code, node) check_report((c), (code), (node), (const char *const[]){NULL})
#define check_say(c, code, node, ...) check_report((c), (code), (node), (const char *const[]){__VA_ARGS__, NULL})
void check_report(struct check *c, enum diag_code code, const xmlNode *node, const char *const *args);
void check_report_attr(struct check *c, enum diag_code code, const xmlNode *node, const char *attr, const char *const *args);

/* Strings for arguments, owned by the check; "" when memory is short. */
const char *check_print(struct check *c, const char *format, ...) __attribute__((format(printf, 2, 3)));
const char *check_valore(struct check *c, const struct valore *v, const char *unita);
const char *check_richiesta(struct check *c, const struct richiesta *r, const char *unita);
const char *check_number(struct check *c, const mpq_t q, int decimals);

/* What people call N: its codice, else its name, shortened, in quotes. */
const char *check_label(struct check *c, const xmlNode *n);

/* A text of at most MOST characters, the rest given as "…". */
const char *check_short(struct check *c, const char *text, size_t most);

/* Things that break a rule which is reported once for the document: how many, and what the first ones are called. */
struct elenco {
    struct buf names;
    size_t count;
};
void elenco_add(const struct check *c, struct elenco *e, const xmlNode *n);

/* Reports CODE for the document with the arguments: how many, of how many, their names. Nothing when E is empty. Frees E. */
void elenco_report(struct check *c, enum diag_code code, struct elenco *e, size_t of);

/* ---------------------------------------------------------------- rules, by topic */

typedef void rule_function(struct check *c);
typedef void rule_value_function(struct check *c, const struct soggetto *s);

rule_function rule_riferimenti, rule_codici_ufficiali;                                       /* rule_reference.c */
rule_function rule_target_ripetuto, rule_valore_ripetuto, rule_livelli, rule_documento, rule_periodi, rule_parti_misure;   /* rule_structure.c */
rule_function rule_celle_della_riga, rule_migliaia_dubbie, rule_anno_fuori_periodo;          /* rule_slip.c */
rule_value_function rule_intervallo, rule_scala, rule_scaglioni, rule_parti, rule_riferimento, rule_intermedio;

/* Whether N, a target or consuntivo of an entry of a view, says anything other than its indicator I does (rule_repeated.c). */
bool repeated_is_own(const struct check *c, const xmlNode *n, const struct scheda *i);

/* Whether a cell of a table only adds and subtracts other cells (rule_total.c). */
bool total_is_sum(struct check *c, const xmlNode *cella);

rule_function rule_totale_diverso;                                                           /* rule_total.c */
rule_function rule_pubblicato, rule_totale_non_ricavabile;                                   /* rule_published.c */
rule_function rule_ripetuto_vista, rule_ripetuto_base;                                       /* rule_repeated.c */
rule_function rule_pesi_figli, rule_pesi_centri;                                             /* rule_weight.c */
rule_function rule_codice_ripetuto, rule_codice_fuori_ambito, rule_codice_quasi_uguale;      /* rule_code.c */
rule_value_function rule_unita_discordi, rule_tipo_discorde, rule_tipo_target_cambia;        /* rule_unit.c */
rule_value_function rule_ordine_di_grandezza, rule_fuori_scala, rule_verso_discorde, rule_comparatore_stretto,
    rule_target_non_calcolabile;                                                             /* rule_target.c */
rule_function rule_comparatore_mancante;
rule_value_function rule_triennio_incompleto, rule_scadenza_fuori_esercizio, rule_intestazione_target, rule_anno_nome_target,
    rule_dato_parziale, rule_consuntivo_mancante;                                            /* rule_year.c */
rule_function rule_intestazione_risorse;
rule_function rule_fonte_mancante, rule_algoritmo_mancante, rule_tipologia_mancante, rule_programma_mancante,
    rule_scostamento_senza_causa, rule_solo_realizzazione_finanziaria, rule_obiettivo_senza_indicatori;   /* rule_dpcm.c */
rule_function rule_formula_mancante, rule_fattore_discorde, rule_algoritmo_di_altro;         /* rule_formula.c */
rule_function rule_nome_programma;                                                           /* rule_name.c */
rule_function rule_nd_escluso;                                                               /* rule_rollup.c */

#endif
