/* format.h: numbers, days and percentages in Italian print, exactly from their decimal text, never through doubles. */
#ifndef PIRA_FORMAT_H
#define PIRA_FORMAT_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

/* A number in print: "−1.234" and ",50". */
struct format_number {
    const char *whole;        /* sign (U+2212) and integer part, dots between groups of three (looks.md 7) */
    const char *fraction;     /* with its comma; "" when there are no decimals */
};

/* An xs:decimal ("-1234.50", blanks around allowed) with the DECIMALS asked for (-1: those written), rounded half away
 * from zero. False when TEXT is no decimal or memory is short; strings are owned by A. */
bool format_number(struct arena *a, const char *text, int decimals, struct format_number *out);

/* An xs:date as dd/mm/yyyy. NULL when TEXT is none or memory is short. */
const char *format_date(struct arena *a, const char *text);

/* A heading in capitals as a sentence: «TOTALE OBIETTIVI» becomes «Totale obiettivi», and so does a heading that begins in
 * capitals, «OBIETTIVI STRATEGICI di ENTE». Words with dots or digits and Roman numbers stay as they are, and so does a text
 * that is a sentence already. NULL when memory is short. */
const char *format_sentence(struct arena *a, const char *text);

/* A percentage (an xs:decimal: 80 is 80 %) in thousandths of the whole, cut to 0 … 1000; 0 when TEXT is no decimal. */
int format_thousandths(const char *text);

#endif
