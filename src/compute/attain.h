/* attain.h: the grado di raggiungimento of one value against one target (compute.md 3), exact, on plain data. */
#ifndef PIRA_ATTAIN_H
#define PIRA_ATTAIN_H

#include <gmp.h>
#include <stdbool.h>

#include "compute/valore.h"

/* The comparators of the schema. oltre and sotto are scored as almeno and al-massimo (compute.md 3.7). */
enum comparatore {
    COMPARATORE_NESSUNO, COMPARATORE_ALMENO, COMPARATORE_OLTRE, COMPARATORE_AL_MASSIMO, COMPARATORE_SOTTO,
    COMPARATORE_UGUALE, COMPARATORE_ENTRO
};

/* Whether a higher value is better. */
enum verso { VERSO_NESSUNO, VERSO_CRESCENTE, VERSO_DECRESCENTE };

/* What metodo/grado says. Percentages are fractions of the whole. */
struct attain_method {
    mpq_t massimo, minimo;     /* the grado is never above, never below (1 and 0 when the plan says nothing) */
    mpq_t soglia;              /* below it what falls short counts nothing, that is minimo (0 when the plan says nothing) */
    bool tutto_o_niente;       /* a late date counts nothing; else in proportion to the day of the year */
    bool assenti_zero;         /* n.d. counts as 0 in means; else it is left out */
    int decimali;              /* with which a grado is printed */
};

/* A target: a value with its comparator, or the interval from T to A (either may be VALORE_NESSUNO). */
struct attain_target {
    enum comparatore comparatore;
    enum verso verso;
    bool intervallo;
    struct valore t, a;
};

enum grado_stato {
    GRADO_NESSUNO,     /* nothing to attain: no target of that year, or none that can be computed */
    GRADO_ATTESO,      /* there is a target, the value is still to come */
    GRADO_ND,          /* not available */
    GRADO_VALORE,
    GRADO_NEUTRO       /* put out of account by hand */
};

/* By which branch of the rule a grado came about, for those who ask. */
enum attain_rule {
    ATTAIN_NONE,
    ATTAIN_MET,            /* satisfied: 100% */
    ATTAIN_BETTER,         /* satisfied and better than asked, where the method admits more than 100%: 1 + |c - t| / |t| */
    ATTAIN_SHORT,          /* not satisfied: 1 - |c - t| / |t| */
    ATTAIN_FLOOR,          /* the same, below the least that the method admits */
    ATTAIN_BELOW,          /* the same, or late, below the method's threshold: the least */
    ATTAIN_ZERO_TARGET,    /* not satisfied, target 0: 0% */
    ATTAIN_LATE,           /* late: 1 - days late / day of the year of the deadline */
    ATTAIN_LATE_NOTHING,   /* late, all or nothing: 0% */
    ATTAIN_NOT_DONE,       /* "no", or 0, where something was to be done: 0% */
    ATTAIN_ANSWER,         /* yes where no was wanted, or the reverse: 0% */
    ATTAIN_ABSENT,         /* the value is absent: n.d. */
    ATTAIN_WORDS,          /* the value is in words: n.d. */
    ATTAIN_TYPES,          /* value and target cannot be compared: n.d. */
    ATTAIN_CONDITIONS,     /* several conditions */
    ATTAIN_STEP,           /* by steps (scaglioni): the best score among those reached */
    ATTAIN_NO_STEP,        /* by steps, none of them reached */
    ATTAIN_NO_VALUE,       /* no value yet */
    ATTAIN_NO_TARGET,      /* no target for that year, or an absent one */
    ATTAIN_TARGET_WORDS,   /* the target is in words */
    ATTAIN_NO_REFERENCE,   /* the value that the target refers to is not known */
    ATTAIN_BY_HAND,        /* set by hand, with a reason */
    ATTAIN_NEUTRAL         /* put out of account by hand */
};

struct grado {
    enum grado_stato stato;
    mpq_t valore;              /* exact, of GRADO_VALORE: 4/5 for 80% */
    enum attain_rule regola;
};

void grado_init(struct grado *g);
void grado_clear(struct grado *g);
void grado_copy(struct grado *to, const struct grado *from);

/* 100% at most, 0% at least, days in proportion, n.d. left out, two decimals: as in Ferrara's report (compute.md 3, 4). */
void attain_method_init(struct attain_method *m);
void attain_method_clear(struct attain_method *m);

/* The text of a comparatore ("almeno"; NULL: none) and of a verso, as the schema spells them. */
enum comparatore attain_comparatore(const char *text);
enum verso attain_verso(const char *text);

/* The sign of a comparatore for people: "≥", "entro", "". */
const char *attain_sign(enum comparatore c);

/* The grado of the value C against T into G (initialised).
 *
 * Satisfied first: 1; otherwise max(minimo, 1 - |c - t| / |t|), never more than massimo. Without a comparator the verso
 * decides, without that a target is met when it is reached. A date is met on or before its day (the comparator almeno: on
 * or after). "no" counts 0 against a yes, a date, a number; 0 counts 0 against a date. An absent value, words, or a value
 * of another type is n.d.; a plain number and a percentage are of different types, unless the number is 0. */
void attain(struct grado *g, const struct attain_method *m, const struct valore *c, const struct attain_target *t);

/* Whether G says that its target was met. */
bool attain_is_met(const struct grado *g);

/* Makes the value already in G a grado of that rule, within the bounds of the method. */
void attain_bound(struct grado *g, const struct attain_method *m, enum attain_rule rule);

#endif
