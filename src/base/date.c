/* date.c: calendar days of the proleptic Gregorian calendar. */
#include "base/date.h"

#include <string.h>

#include "base/buf.h"

static bool is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[month - 1] + (month == 2 && is_leap(year));
}

static bool is_day(const struct date *d)
{
    return d->year >= 1 && d->month >= 1 && d->month <= 12 && d->day >= 1 && d->day <= days_in_month(d->year, d->month);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static void trim(const char **s, size_t *len)
{
    while (*len > 0 && is_blank(**s)) {
        ++*s;
        --*len;
    }
    while (*len > 0 && is_blank((*s)[*len - 1]))
        --*len;
}

/* The LEAST to MOST digits at *S, which moves past them. */
static bool take_number(const char **s, const char *end, int least, int most, int *value)
{
    int count = 0;
    *value = 0;
    for (; count < most && *s < end && **s >= '0' && **s <= '9'; ++*s, ++count)
        *value = *value * 10 + (**s - '0');
    return count >= least;
}

static bool take_char(const char **s, const char *end, char c)
{
    if (*s == end || **s != c)
        return false;
    ++*s;
    return true;
}

bool date_parse(struct date *d, const char *s, size_t len)
{
    struct date read;
    trim(&s, &len);
    const char *end = s + len;
    if (!take_number(&s, end, 4, 4, &read.year) || !take_char(&s, end, '-') ||
        !take_number(&s, end, 2, 2, &read.month) || !take_char(&s, end, '-') ||
        !take_number(&s, end, 2, 2, &read.day) || s != end || !is_day(&read))
        return false;
    *d = read;
    return true;
}

bool date_parse_italian(struct date *d, const char *s, size_t len)
{
    struct date read;
    trim(&s, &len);
    const char *end = s + len;
    if (!take_number(&s, end, 1, 2, &read.day) || s == end || memchr("/-.", *s, 3) == NULL)
        return false;
    char separator = *s++;
    if (!take_number(&s, end, 1, 2, &read.month) || !take_char(&s, end, separator) ||
        !take_number(&s, end, 4, 4, &read.year) || s != end || !is_day(&read))
        return false;
    *d = read;
    return true;
}

int date_compare(struct date a, struct date b)
{
    if (a.year != b.year)
        return a.year < b.year ? -1 : 1;
    if (a.month != b.month)
        return a.month < b.month ? -1 : 1;
    return (a.day > b.day) - (a.day < b.day);
}

/* Days before 1 January of YEAR, counted from 1 January of year 1. */
static long days_before(int year)
{
    long past = (long)year - 1;
    return past * 365 + past / 4 - past / 100 + past / 400;
}

long date_day_of_year(struct date d, int year)
{
    long days = days_before(d.year) - days_before(year) + d.day;
    for (int month = 1; month < d.month; month++)
        days += days_in_month(d.year, month);
    return days;
}

void date_italian(struct buf *out, struct date d)
{
    buf_printf(out, "%02d/%02d/%04d", d.day, d.month, d.year);
}

void date_iso(struct buf *out, struct date d)
{
    buf_printf(out, "%04d-%02d-%02d", d.year, d.month, d.day);
}
