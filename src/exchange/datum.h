/* datum.h: the places of a plan that figures are put into: a measure, or a value of an indicator, for a year or a day. */
#ifndef PIRA_DATUM_H
#define PIRA_DATUM_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "exchange/cell.h"

struct plan;

/* What a figure is ("voce" in tables): the valore of a misura, or one of an indicator's children of that name. */
enum datum_kind { DATUM_MISURA, DATUM_BASE, DATUM_ULTIMO, DATUM_INTERMEDIO, DATUM_CONSUNTIVO, DATUM_KINDS };

struct datum {
    xmlNode *owner;              /* a misura or an indicatore */
    enum datum_kind kind;
    const char *parte;           /* which condition of the target it answers to; NULL: none */
    int anno;
    struct date al;              /* year 0: the whole year */
};

/* "misura", "base" …, and the kind of that name; DATUM_KINDS for another word. */
const char *datum_kind_name(enum datum_kind kind);
enum datum_kind datum_kind_called(const char *name);

/* The element in which the plan writes the kind: "valore", "base" … */
const char *datum_element(enum datum_kind kind);

/* Whether N is a misura or an indicatore of the plan itself, whose figures these are. */
bool datum_is_owner(const xmlNode *n);

/* Whether OWNER can have figures of that kind: a measure no others than its own, and none when it is a cell of a table. */
bool datum_can_be(const xmlNode *owner, enum datum_kind kind);

/* The figure that the osservato ELEMENT of OWNER writes; false when it is none. */
bool datum_of(struct datum *f, const struct plan *p, xmlNode *owner, const xmlNode *element);

/* The element number N (from 0) of OWNER that writes exactly the figure F; NULL when there is none. */
xmlNode *datum_find(const struct plan *p, const struct datum *f, size_t n);

/* The period that the plan's current document asks for, into ANNO and AL of F: the day of the document, if it is one
 * within the plan's year, else that year. */
void datum_current_period(struct datum *f, const struct plan *p);

/* The condition number N (from 0) of OWNER's target for ANNO; NULL when there are not so many. */
const xmlNode *datum_condition(const xmlNode *owner, int anno, size_t n);

/* What is known of the value of F before it is read: unit, and the type that the target has. */
struct cell_context datum_context(const struct datum *f, const struct codes *codes);

/* The code and the name by which people know OWNER; a measure without its own is known by its indicator's. Codice may be NULL. */
const char *datum_code(const xmlNode *owner);
const xmlNode *datum_name(const xmlNode *owner);

#endif
