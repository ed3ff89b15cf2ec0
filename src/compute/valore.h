/* valore.h: the typed values of a plan: numbers exact, percentages as fractions of the whole, days, yes and no, absences. */
#ifndef PIRA_VALORE_H
#define PIRA_VALORE_H

#include <gmp.h>
#include <libxml/tree.h>
#include <stdbool.h>

#include "base/date.h"

enum valore_tipo {
    VALORE_NESSUNO,                                              /* nothing is written */
    VALORE_NUMERO, VALORE_PERCENTO, VALORE_IMPORTO, VALORE_DURATA,   /* numbers */
    VALORE_DATA, VALORE_SINO,
    VALORE_PAROLE,                                               /* words, which cannot be computed */
    VALORE_ASSENTE                                               /* absent, which is a fact (n.d.) */
};

struct valore {
    enum valore_tipo tipo;
    mpq_t numero;              /* of a number; <percento>80</percento> is 4/5 */
    int decimali;              /* digits written after the point: 2 for 96.50, be it a percentage or not */
    struct date data;
    bool si;
    const char *unita;         /* written with the value, borrowed; NULL when it is that of the indicator */
    const xmlNode *elemento;   /* from which it was read; NULL when computed */
};

/* Every valore is initialised once (to nothing) and cleared once. */
void valore_init(struct valore *v);
void valore_clear(struct valore *v);
void valore_copy(struct valore *to, const struct valore *from);

/* Reads the first typed value, parole or assente among the children of PARENT (may be NULL); nothing when there is none. */
void valore_read(struct valore *v, const xmlNode *parent);

/* Reads ELEMENTO itself; false, V nothing, when it is not a typed value. */
bool valore_read_element(struct valore *v, const xmlNode *elemento);

/* Q / 100 and Q * 100: a percentage as written, and as the fraction of the whole that it means. */
void valore_hundredth(mpq_t q);
void valore_hundredfold(mpq_t q);

/* Whether it is one of the four numbers. */
bool valore_is_number(const struct valore *v);

/* The element of a type ("percento"), and the type of an element's name (VALORE_NESSUNO for another). */
const char *valore_name(enum valore_tipo tipo);
enum valore_tipo valore_type_of(const char *element);

/* The type that a unit of measure calls for: "%" percento, "€" importo, "gg" durata, "N." numero; VALORE_NESSUNO for a
 * unit that says nothing about it. UNITA may be NULL. */
enum valore_tipo valore_type_of_unit(const char *unita);

/* Appends V as people read it in Italian: "80,00%", "1.241.790 €", "30/09/2017", "sì", "n.d.". UNITA (may be NULL) when V has none. */
struct buf;
void valore_print(struct buf *out, const struct valore *v, const char *unita);

#endif
