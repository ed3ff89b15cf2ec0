/* date.h: calendar days: reading, comparing, the day of the year, Italian print. */
#ifndef PIRA_DATE_H
#define PIRA_DATE_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct date { int year, month, day; };   /* proleptic Gregorian, year 1 … 9999 */

/* Reads an xs:date without zone ("2017-09-30", blanks around allowed). False when it is not a day of the calendar. */
bool date_parse(struct date *d, const char *s, size_t len);

/* Reads a day as Italian documents print it: d/m/yyyy, d-m-yyyy or d.m.yyyy (compute.md 1.3). */
bool date_parse_italian(struct date *d, const char *s, size_t len);

enum date_guess {
    DATE_NO_GUESS,
    DATE_GUESSED,
    DATE_NO_SUCH_DAY   /* like 30 February: *D is the last day of that month */
};

/* What day a text means that is none in XML: 30/9/26, 2026-9-5, 1° gennaio 2026. */
enum date_guess date_guess(struct date *d, const char *s, size_t len);

/* Negative, 0 or positive as A is before, the same as, or after B. */
int date_compare(struct date a, struct date b);

/* The day of YEAR on which D falls, 1 January = 1; later years go on counting (compute.md 3, dates). */
long date_day_of_year(struct date d, int year);

/* Appends "30/09/2017", or "2017-09-30". */
void date_italian(struct buf *out, struct date d);
void date_iso(struct buf *out, struct date d);

#endif
