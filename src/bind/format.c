/* format.c: numbers, days and percentages in Italian print. */
#include "bind/format.h"

#include <string.h>
#include <unictype.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/number.h"
#include "base/utf8.h"

#define MINUS "\xE2\x88\x92"
#define MAX_DECIMALS 12

/* ---- numbers ---- */

/* The parts of a decimal's text: digits before and after the point, zeros in front left out. */
struct decimal { bool negative; const char *whole, *fraction; size_t nwhole, nfraction; };

static size_t digits(const char *s)
{
    return strspn(s, "0123456789");
}

static bool split(const char *s, struct decimal *d)
{
    s += strspn(s, " \t\r\n");
    d->negative = *s == '-';
    s += *s == '-' || *s == '+';
    d->whole = s;
    d->nwhole = digits(s);
    s += d->nwhole;
    d->fraction = *s == '.' ? s + 1 : s;
    d->nfraction = *s == '.' ? digits(d->fraction) : 0;
    s = d->fraction + d->nfraction;
    if (d->nwhole + d->nfraction == 0 || s[strspn(s, " \t\r\n")] != '\0')
        return false;
    size_t zeros = strspn(d->whole, "0");
    zeros = zeros > d->nwhole ? d->nwhole : zeros;
    d->whole += zeros;
    d->nwhole -= zeros;
    return true;
}

static bool is_zero(const struct decimal *d)
{
    return d->nwhole == 0 && strspn(d->fraction, "0") >= d->nfraction;
}

static const char *group(struct arena *a, const struct decimal *d)
{
    char *out = arena_alloc(a, sizeof MINUS + d->nwhole + d->nwhole / 3 + 2);
    if (out == NULL)
        return NULL;
    char *p = out;
    if (d->negative && !is_zero(d)) {
        memcpy(p, MINUS, sizeof MINUS - 1);
        p += sizeof MINUS - 1;
    }
    for (size_t i = 0; i < d->nwhole; i++) {
        if (i > 0 && (d->nwhole - i) % 3 == 0)
            *p++ = '.';
        *p++ = d->whole[i];
    }
    if (d->nwhole == 0)
        *p++ = '0';
    return out;
}

/* The text rounded to fewer decimals: the only case that needs arithmetic. */
static const char *rounded(struct arena *a, const char *text, int decimals)
{
    const char *out = NULL;
    struct buf buf = BUF_INIT;
    mpq_t q;
    mpq_init(q);
    if (number_parse(q, text, strlen(text), NULL)) {
        number_decimal(&buf, q, decimals);
        out = buf.failed ? NULL : arena_strdup(a, buf_text(&buf));
        if (buf.failed)
            arena_starve(a);
    }
    mpq_clear(q);
    buf_free(&buf);
    return out;
}

bool format_number(struct arena *a, const char *text, int decimals, struct format_number *out)
{
    struct decimal d;
    if (!split(text, &d))
        return false;
    if (decimals > MAX_DECIMALS)
        decimals = MAX_DECIMALS;
    if (decimals >= 0 && (size_t)decimals < d.nfraction) {
        text = rounded(a, text, decimals);
        if (text == NULL || !split(text, &d))
            return false;
    }
    size_t places = decimals >= 0 ? (size_t)decimals : d.nfraction;
    char *fraction = arena_alloc(a, places + 2);
    out->whole = group(a, &d);
    out->fraction = fraction;
    if (fraction == NULL || out->whole == NULL)
        return false;
    if (places > 0) {
        fraction[0] = ',';
        memset(fraction + 1, '0', places);
        memcpy(fraction + 1, d.fraction, d.nfraction);
    }
    return true;
}

int format_thousandths(const char *text)
{
    struct decimal d;
    if (!split(text, &d) || d.negative)
        return 0;
    if (d.nwhole > 3)
        return 1000;
    int value = 0;
    for (size_t i = 0; i < d.nwhole; i++)
        value = value * 10 + (d.whole[i] - '0');
    value = value * 10 + (d.nfraction > 0 ? d.fraction[0] - '0' : 0);
    return value > 1000 ? 1000 : value;
}

const char *format_date(struct arena *a, const char *text)
{
    struct date date;
    if (!date_parse(&date, text, strlen(text)))
        return NULL;
    return arena_printf(a, "%02d/%02d/%04d", date.day, date.month, date.year);
}

/* ---- sentences ---- */

/* Whether a word is written in capitals, and is long enough not to be an abbreviation. */
static bool is_capitals(const char *s, size_t len)
{
    size_t capitals = 0;
    for (const char *end = s + len; s < end;) {
        uint32_t cp = utf8_next(&s, end);
        if (cp != UTF8_BAD && uc_is_lower(cp))
            return false;
        capitals += cp != UTF8_BAD && uc_is_upper(cp);
    }
    return capitals >= 3;
}

static bool has_small(const char *s, size_t len)
{
    for (const char *end = s + len; s < end;) {
        uint32_t cp = utf8_next(&s, end);
        if (cp != UTF8_BAD && uc_is_lower(cp))
            return true;
    }
    return false;
}

/* A word within a sentence: made small by the rules for whole headings, as if it were not the first. */
static const char *inner_word(struct arena *a, const char *word, size_t len)
{
    const char *behind = arena_printf(a, "A %.*s", (int)len, word);
    const char *small = behind != NULL ? utf8_sentence(a, behind) : NULL;
    return small != NULL ? small + 2 : NULL;
}

static const char *first_word(struct arena *a, const char *word, size_t len)
{
    const char *copy = arena_strndup(a, word, len);
    return copy != NULL ? utf8_sentence(a, copy) : NULL;
}

/* A heading with a few small words: each word in capitals is made small by itself. */
static const char *mixed_sentence(struct arena *a, const char *text)
{
    struct buf out = BUF_INIT;
    for (bool first = true; *text != '\0'; first = false) {
        size_t blanks = strspn(text, " ");
        size_t len = strcspn(text + blanks, " ");
        const char *word = text + blanks;
        buf_add(&out, text, blanks);
        const char *small = has_small(word, len) ? arena_strndup(a, word, len)
                                                 : first ? first_word(a, word, len) : inner_word(a, word, len);
        if (small == NULL)
            out.failed = true;
        else
            buf_str(&out, small);
        text = word + len;
    }
    const char *result = out.failed ? NULL : arena_strdup(a, buf_text(&out));
    buf_free(&out);
    return result;
}

#define LONGEST_ACRONYM 4

/* Whether TEXT begins with a short word in capitals that stands alone: "PIRA 2025", "PEG del Comune", not "PER L'ANNO". */
static bool begins_with_acronym(const char *text)
{
    size_t len = strcspn(text, " ");
    const char *next = text + len + strspn(text + len, " ");
    return len <= LONGEST_ACRONYM && !is_capitals(next, strcspn(next, " "));
}

const char *format_sentence(struct arena *a, const char *text)
{
    if (!has_small(text, strlen(text)))
        return utf8_sentence(a, text);
    return is_capitals(text, strcspn(text, " ")) && !begins_with_acronym(text) ? mixed_sentence(a, text) : text;
}
