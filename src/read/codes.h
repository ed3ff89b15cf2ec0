/* codes.h: the official lists (xsd/codici.xml): missioni, programmi valid by year, COFOG, kinds of document, units. */
#ifndef PIRA_CODES_H
#define PIRA_CODES_H

#include <stdbool.h>
#include <stddef.h>

#include "read/xml_read.h"

struct codes;

/* Reads the lists at PATH. READ_OK: *CODES is the caller's, freed with codes_free; otherwise NULL and D says why.
 * The file ships with the program and is checked against codici.xsd when the program is tested, not here. */
enum read_status codes_load(struct codes **codes, const char *path, struct diag *d);
void codes_free(struct codes *c);   /* accepts NULL */

/* Official names, owned by C; NULL when the list has no such code (or none in that plan's year).
 * A programme is named by its mission and its own code (DPCM 12/12/2012); 011-005 was renamed and 032-004
 * became 032-003 from the plans of 2016 on (MISE note 87080 of 2015). */
const char *codes_missione(const struct codes *c, const char *missione);
const char *codes_programma(const struct codes *c, const char *missione, const char *programma, int anno);
const char *codes_cofog(const struct codes *c, const char *codice);

/* Every name of every programme and period, for those who look for a name out of its time. */
struct codes_programma {
    const char *missione, *codice, *nome;
    int dal, al;                      /* years of plan, 0: open */
};
const struct codes_programma *codes_programmi(const struct codes *c, size_t *count);

/* What is asked of a kind of document; NULL for an unknown kind. */
struct codes_documento {
    const char *tipo;
    bool dpcm;                        /* the requirements of the DPCM 18/09/2012 on indicators apply */
    bool consuntivo;                  /* it shows results: deviations need their cause (art. 5 c. 1 b) */
};
const struct codes_documento *codes_documento(const struct codes *c, const char *tipo);

/* The types of value (a set of CODES_… bits) that an indicator of unit NOME may have; 0 when the unit is not in the list.
 * Case and a final dot do not count. */
enum { CODES_NUMERO = 1, CODES_PERCENTO = 2, CODES_IMPORTO = 4, CODES_DURATA = 8, CODES_DATA = 16, CODES_SINO = 32 };
unsigned codes_unita(const struct codes *c, const char *nome);

/* The bit of a typed value's element name ("numero" …); 0 for another element. */
unsigned codes_tipo(const char *element);

#endif
