/* number.h: exact numbers (GMP rationals): reading, rounding, writing. Never binary floating point. */
#ifndef PIRA_NUMBER_H
#define PIRA_NUMBER_H

#include <gmp.h>
#include <stdbool.h>
#include <stddef.h>

struct buf;

/* Reads an xs:decimal ("-12.50", blanks around allowed) into Q (initialised by the caller).
 * *DECIMALS, when not NULL, receives the digits written after the point.
 * False, Q unchanged, when the text is not one or has more than 4,000 digits. */
bool number_parse(mpq_t q, const char *s, size_t len, int *decimals);

/* Reads "n/d" or "n", canonicalised. False when it is neither or d is 0. */
bool number_parse_fraction(mpq_t q, const char *s);

/* Q rounded to DECIMALS places (0 … 1000), half away from zero (compute.md 1.2: half up). */
void number_round(mpq_t q, int decimals);

/* Q rounded to DIGITS significant digits, half away from zero; *DECIMALS (not NULL) is the number of
 * places after the point that then remain, trailing zeros dropped (compute.md 1.4). */
void number_round_significant(mpq_t q, int digits, int *decimals);

/* Appends Q as an xs:decimal with exactly DECIMALS places ("-12.50"); rounds half away from zero when it has more. */
void number_decimal(struct buf *out, const mpq_t q, int decimals);

/* The least number of places (at most MAX) that writes Q exactly; MAX + 1 when none does. */
int number_places(const mpq_t q, int max);

/* Appends Q in Italian print: dots group thousands, comma, exactly DECIMALS places, U+2212 as minus (looks.md 7). */
void number_italian(struct buf *out, const mpq_t q, int decimals);

/* Appends "n/d" in lowest terms. */
void number_fraction(struct buf *out, const mpq_t q);

/* Reads a number as Italian documents print it ("1.234,56", "−3", "1,24179e+006"); compute.md 1.3. */
bool number_parse_italian(mpq_t q, const char *s, size_t len, int *decimals);

#endif
