/* date.c: calendar days of the proleptic Gregorian calendar. */
#include "base/date.h"

#include <string.h>
#include <strings.h>

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

/* --- days as people write them --- */

/* A number, or a word; OF how many bytes, and the first byte of what parted it from the one before. */
struct part {
    const char *s;
    size_t len;
    int number;        /* -1: a word */
    char separator;
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The next part at *S, after separators. False when there is none. */
static bool take_part(const char **s, const char *end, struct part *out)
{
    const char *p = *s;
    while (p < end && (is_blank(*p) || memchr("/-.\xC2\xB0\xBA", *p, 6) != NULL))   /* 1° or 1º */
        p++;
    out->separator = p > *s ? p[-1] : '\0';
    out->s = p;
    out->number = p < end && is_digit(*p) ? 0 : -1;
    while (p < end && (out->number < 0 ? is_letter(*p) : is_digit(*p) && p - out->s < 4)) {
        if (out->number >= 0)
            out->number = out->number * 10 + (*p - '0');
        p++;
    }
    out->len = (size_t)(p - out->s);
    *s = p;
    return out->len > 0;
}

/* The number of the month that begins with the word, of three letters at least; 0 when none does. */
static int month_of(const struct part *p)
{
    static const char *const names[] = {"gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto",
                                        "settembre", "ottobre", "novembre", "dicembre"};
    if (p->number >= 0)
        return p->number;
    for (int i = 0; i < 12; i++)
        if (p->len >= 3 && p->len <= strlen(names[i]) && strncasecmp(p->s, names[i], p->len) == 0)
            return i + 1;
    return 0;
}

/* The year in P: four digits, or two where no other part can be the year. */
static int year_of(const struct part *p)
{
    if (p->number >= 0 && p->len == 4)
        return p->number;
    return p->number >= 0 && p->len == 2 && p->separator != '-' ? 2000 + p->number : 0;
}

enum date_guess date_guess(struct date *d, const char *s, size_t len)
{
    struct part parts[3];
    trim(&s, &len);
    const char *end = s + len;
    for (int i = 0; i < 3; i++)
        if (!take_part(&s, end, &parts[i]))
            return DATE_NO_GUESS;
    bool year_first = parts[0].len == 4 && parts[0].number > 0;
    const struct part *day = &parts[year_first ? 2 : 0];
    struct date read = {year_of(&parts[year_first ? 0 : 2]), month_of(&parts[1]), day->number};
    if (s != end || day->len > 2 || read.year < 1 || read.month < 1 || read.month > 12 || read.day < 1 || read.day > 31)
        return DATE_NO_GUESS;
    bool known = is_day(&read);
    if (!known)
        read.day = days_in_month(read.year, read.month);
    *d = read;
    return known ? DATE_GUESSED : DATE_NO_SUCH_DAY;
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
