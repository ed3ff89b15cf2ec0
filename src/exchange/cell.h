/* cell.h: one value of a plan as the text of a spreadsheet's cell, and back: its type follows from the unit of measure. */
#ifndef PIRA_CELL_H
#define PIRA_CELL_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

#include "compute/valore.h"

struct arena;
struct buf;
struct codes;

/* How numbers are written: "1.234,5", "1,234.5" (or 1234.5), or who knows. */
enum cell_numbers { CELL_ITALIAN, CELL_PLAIN, CELL_UNSURE };

/* What is known of a value before its text is read. */
struct cell_context {
    const struct codes *codes;   /* borrowed: which units there are */
    const char *unita;           /* of the measure or indicator; NULL: none */
    enum valore_tipo first;      /* what its target is, or what is there already; VALORE_NESSUNO: nothing is known */
    enum cell_numbers numbers;
};

/* A value as the plan writes it. */
struct cell_value {
    enum valore_tipo tipo;       /* VALORE_NESSUNO: the cell is empty */
    const char *text;            /* "1234.5", "2017-09-30", "si", words, the words of an absence (may be "") */
    const char *unita;           /* of its own; NULL: that of the context */
    const char *stato;           /* of an absence; else NULL */
};

enum cell_status {
    CELL_OK, CELL_NOT_NUMBER, CELL_NOT_DATE, CELL_NOT_SINO, CELL_NOT_VALUE, CELL_NUMBER_EITHER, CELL_NUMBER_LONG,
    CELL_UNIT, CELL_NO_MEMORY
};

/* Reads TEXT into V, whose strings A owns.
 *
 * "1.234,5", "1234.5", "80%", "€ 5", "5 gg", "30/09/2017" (30/09/17, 2017-09-30), "sì", "n.d.", "–". An unknown unit leaves
 * the type to the text. "TIPO: …" and "STATO: …" say it outright: "parole: in corso", "in-definizione: dalla Giunta". */
enum cell_status cell_read(struct cell_value *v, const char *text, const struct cell_context *context, struct arena *a);

/* How the number in TEXT is written, when that can be seen: as Italian or as plain as nothing else can be.
 * CELL_UNSURE when it could be both, or holds no number; *EITHER says that it could be both. */
enum cell_numbers cell_number_style(const char *text, bool *either);

/* The value of an osservato ELEMENT of a plan that has passed the schema; false when memory is short. A unit that is the
 * CONTEXT's own is left out. */
bool cell_of(struct cell_value *v, const xmlNode *element, const struct cell_context *context, struct arena *a);

/* Appends V as Italian people write it, so that cell_read gives V back in the same CONTEXT. */
void cell_write(struct buf *out, const struct cell_value *v, const struct cell_context *context, struct arena *a);

/* The same for people to read only: nothing tells the type when the unit does not. */
void cell_print(struct buf *out, const struct cell_value *v);

/* The same value, however it was written. */
bool cell_same(const struct cell_value *a, const struct cell_value *b);

/* A day as people or spreadsheets write it: 30/09/2017, 30-9-17, 2017-09-30. */
bool cell_date(struct date *date, const char *text, size_t len);

/* The text of N and all within, blanks collapsed, owned by A; NULL when memory is short. */
const char *cell_words(const xmlNode *n, struct arena *a);

#endif
