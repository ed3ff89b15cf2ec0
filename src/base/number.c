/* number.c: exact numbers over GMP: lexical forms in and out, rounding half away from zero (compute.md 1.2). */
#include "base/number.h"

#include <string.h>

#include "base/buf.h"

#define MAX_DIGITS 4000
#define MAX_EXPONENT 1000

/* A number's sign and digits as they were read: VALUE = ±digits / 10^decimals. */
struct reading {
    bool negative;
    int count, decimals;
    char digits[MAX_DIGITS + 1];
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static void trim(const char **s, const char **end)
{
    while (*s < *end && is_blank(**s))
        ++*s;
    while (*s < *end && is_blank((*end)[-1]))
        --*end;
}

/* Takes a run of digits into R; false when there are too many. */
static bool take_digits(struct reading *r, const char **s, const char *end)
{
    for (; *s < end && is_digit(**s); ++*s) {
        if (r->count == MAX_DIGITS)
            return false;
        r->digits[r->count++] = **s;
    }
    return true;
}

static bool take_fraction(struct reading *r, const char **s, const char *end)
{
    int before = r->count;
    if (!take_digits(r, s, end))
        return false;
    r->decimals = r->count - before;
    return true;
}

/* Z = Z * 10^POWER. */
static void shift(mpz_t z, unsigned long power)
{
    static const unsigned long small[] = {1, 10, 100, 1000, 10000, 100000, 1000000};
    if (power < sizeof small / sizeof *small) {
        mpz_mul_ui(z, z, small[power]);
        return;
    }
    mpz_t ten;
    mpz_init(ten);
    mpz_ui_pow_ui(ten, 10, power);
    mpz_mul(z, z, ten);
    mpz_clear(ten);
}

/* Q = Q * 10^POWER, POWER of either sign. */
static void scale(mpq_t q, long power)
{
    if (power == 0)
        return;
    if (power < 0)
        shift(mpq_denref(q), (unsigned long)-power);
    else
        shift(mpq_numref(q), (unsigned long)power);
    mpq_canonicalize(q);
}

#define FEW_DIGITS 9   /* that any unsigned long holds */

static void set_digits(mpz_t z, const struct reading *r)
{
    unsigned long value = 0;
    if (r->count > FEW_DIGITS) {
        mpz_set_str(z, r->digits, 10);
        return;
    }
    for (int i = 0; i < r->count; i++)
        value = value * 10 + (unsigned long)(r->digits[i] - '0');
    mpz_set_ui(z, value);
}

static void set_from_reading(mpq_t q, struct reading *r, int exponent)
{
    r->digits[r->count] = '\0';
    set_digits(mpq_numref(q), r);
    mpz_set_ui(mpq_denref(q), 1);
    if (r->negative)
        mpz_neg(mpq_numref(q), mpq_numref(q));
    scale(q, (long)exponent - r->decimals);
}

bool number_parse(mpq_t q, const char *s, size_t len, int *decimals)
{
    struct reading r;
    const char *end = s + len;
    r.negative = false;
    r.count = r.decimals = 0;
    trim(&s, &end);
    if (s < end && (*s == '-' || *s == '+'))
        r.negative = *s++ == '-';
    if (!take_digits(&r, &s, end))
        return false;
    if (s < end && *s == '.') {
        s++;
        if (!take_fraction(&r, &s, end))
            return false;
    }
    if (s != end || r.count == 0)
        return false;
    set_from_reading(q, &r, 0);
    if (decimals != NULL)
        *decimals = r.decimals;
    return true;
}

/* Skips at least one digit; *ZERO tells whether all of them were 0. */
static bool skip_digits(const char **s, const char *end, bool *zero)
{
    const char *start = *s;
    *zero = true;
    for (; *s < end && is_digit(**s); ++*s)
        *zero = *zero && **s == '0';
    return *s > start;
}

bool number_parse_fraction(mpq_t q, const char *s)
{
    const char *p = s, *end = s + strlen(s);
    bool zero;
    trim(&p, &end);
    if (p < end && *p == '-')
        p++;
    if (!skip_digits(&p, end, &zero))
        return false;
    if (p < end) {
        if (*p++ != '/' || !skip_digits(&p, end, &zero) || p != end || zero)
            return false;
    }
    if (mpq_set_str(q, s, 10) != 0)   /* ignores the blanks around */
        return false;
    mpq_canonicalize(q);
    return true;
}

/* Whether Q has no decimals to round: most numbers of a plan are counted. */
static bool is_whole(const mpq_t q, long places)
{
    return places >= 0 && mpz_cmp_ui(mpq_denref(q), 1) == 0;
}

/* R = Q * 10^PLACES to the nearest integer, ties away from zero. */
static void round_scaled(mpz_t r, const mpq_t q, long places)
{
    mpz_t divisor;
    if (is_whole(q, places)) {
        mpz_set(r, mpq_numref(q));
        shift(r, (unsigned long)places);
        return;
    }
    mpz_init_set(divisor, mpq_denref(q));
    mpz_abs(r, mpq_numref(q));
    if (places < 0)
        shift(divisor, (unsigned long)-places);
    else
        shift(r, (unsigned long)places);
    mpz_mul_2exp(r, r, 1);
    mpz_add(r, r, divisor);
    mpz_mul_2exp(divisor, divisor, 1);
    mpz_fdiv_q(r, r, divisor);
    if (mpq_sgn(q) < 0)
        mpz_neg(r, r);
    mpz_clear(divisor);
}

static void round_places(mpq_t q, long places)
{
    mpz_t r;
    if (is_whole(q, places))
        return;
    mpz_init(r);
    round_scaled(r, q, places);
    mpq_set_z(q, r);
    scale(q, -places);
    mpz_clear(r);
}

void number_round(mpq_t q, int decimals)
{
    round_places(q, decimals);
}

/* Whether |Q| >= 10^E. */
static bool reaches_power(const mpq_t q, long e)
{
    mpq_t power, size;
    mpq_inits(power, size, NULL);
    mpq_set_ui(power, 1, 1);
    scale(power, e);
    mpq_abs(size, q);
    bool reached = mpq_cmp(size, power) >= 0;
    mpq_clears(power, size, NULL);
    return reached;
}

/* The decimal exponent of Q (not 0): 10^e <= |Q| < 10^(e+1). */
static long exponent_of(const mpq_t q)
{
    long e = (long)mpz_sizeinbase(mpq_numref(q), 10) - (long)mpz_sizeinbase(mpq_denref(q), 10);
    while (!reaches_power(q, e))
        e--;
    while (reaches_power(q, e + 1))
        e++;
    return e;
}

void number_round_significant(mpq_t q, int digits, int *decimals)
{
    long places = 0;
    if (mpq_sgn(q) != 0) {
        places = digits - 1 - exponent_of(q);
        round_places(q, places);
    }
    if (decimals != NULL)
        *decimals = number_places(q, places > 0 ? (int)places : 0);
}

int number_places(const mpq_t q, int max)
{
    mpz_t rest, five;
    mpz_inits(rest, five, NULL);
    mpz_set_ui(five, 5);
    mp_bitcnt_t twos = mpz_scan1(mpq_denref(q), 0);
    mp_bitcnt_t fives = mpz_remove(rest, mpq_denref(q), five);
    mp_bitcnt_t places = twos > fives ? twos : fives;
    mpz_fdiv_q_2exp(rest, rest, twos);
    bool exact = mpz_cmp_ui(rest, 1) == 0 && places <= (mp_bitcnt_t)max;
    mpz_clears(rest, five, NULL);
    return exact ? (int)places : max + 1;
}

static void add_integer(struct buf *out, const mpz_t z)
{
    if (!buf_reserve(out, mpz_sizeinbase(z, 10) + 2))
        return;
    mpz_get_str(out->data + out->len, 10, z);
    out->len += strlen(out->data + out->len);
}

/* Zeros before the digits from START on until there are COUNT of them. */
static void pad_left(struct buf *out, size_t start, size_t count)
{
    size_t digits = out->len - start, zeros = count - digits;
    if (digits >= count || !buf_reserve(out, zeros))
        return;
    memmove(out->data + start + zeros, out->data + start, digits + 1);
    memset(out->data + start, '0', zeros);
    out->len += zeros;
}

struct marks {
    const char *minus, *point, *group;   /* group "" = thousands are not grouped */
};

/* Moves the digits from START on apart, the last ones first, to put the marks between them. */
static void put_marks(struct buf *out, size_t start, size_t decimals, const struct marks *marks)
{
    size_t digits = out->len - start, group = strlen(marks->group), point = decimals > 0 ? strlen(marks->point) : 0;
    size_t extra = (digits - decimals - 1) / 3 * group + point;
    if (extra == 0 || !buf_reserve(out, extra))
        return;
    char *from = out->data + out->len - decimals, *to = from + extra;
    memmove(to, from, decimals + 1);
    memcpy(to -= point, marks->point, point);
    for (size_t i = 0; to > from; i++) {
        if (i > 0 && i % 3 == 0)
            memcpy(to -= group, marks->group, group);
        *--to = *--from;
    }
    out->len += extra;
}

/* Q with DECIMALS places, at least one digit before the point. */
static void write_number(struct buf *out, const mpq_t q, int decimals, const struct marks *marks)
{
    mpz_t r;
    mpz_init(r);
    round_scaled(r, q, decimals);
    if (mpz_sgn(r) < 0)
        buf_str(out, marks->minus);
    mpz_abs(r, r);
    size_t start = out->len;
    add_integer(out, r);
    pad_left(out, start, (size_t)decimals + 1);
    mpz_clear(r);
    if (!out->failed)
        put_marks(out, start, (size_t)decimals, marks);
}

void number_decimal(struct buf *out, const mpq_t q, int decimals)
{
    static const struct marks xml = {"-", ".", ""};
    write_number(out, q, decimals, &xml);
}

void number_italian(struct buf *out, const mpq_t q, int decimals)
{
    static const struct marks italian = {"\xE2\x88\x92", ",", "."};   /* U+2212 MINUS SIGN */
    write_number(out, q, decimals, &italian);
}

void number_fraction(struct buf *out, const mpq_t q)
{
    add_integer(out, mpq_numref(q));
    buf_char(out, '/');
    add_integer(out, mpq_denref(q));
}

/* Takes "-", "+" or U+2212. */
static bool take_sign(const char **s, const char *end)
{
    if (end - *s >= 3 && memcmp(*s, "\xE2\x88\x92", 3) == 0) {
        *s += 3;
        return true;
    }
    if (*s < end && (**s == '-' || **s == '+'))
        return *(*s)++ == '-';
    return false;
}

/* Takes the integer part; dots are right only as 1.234.567: one to three digits, not a lone 0, then groups of three. */
static bool take_grouped(struct reading *r, const char **s, const char *end)
{
    if (!take_digits(r, s, end) || r->count == 0)
        return false;
    if (*s < end && **s == '.' && (r->count > 3 || r->digits[0] == '0'))
        return false;
    while (*s < end && **s == '.') {
        int before = r->count;
        ++*s;
        if (!take_digits(r, s, end) || r->count != before + 3)
            return false;
    }
    return true;
}

/* Takes "e+006", if there is one. */
static bool take_exponent(const char **s, const char *end, int *exponent)
{
    *exponent = 0;
    if (*s == end || (**s != 'e' && **s != 'E'))
        return true;
    ++*s;
    bool negative = take_sign(s, end);
    if (*s == end)
        return false;
    for (; *s < end && is_digit(**s) && *exponent <= MAX_EXPONENT; ++*s)
        *exponent = *exponent * 10 + (**s - '0');
    if (*exponent > MAX_EXPONENT)
        return false;
    if (negative)
        *exponent = -*exponent;
    return true;
}

bool number_parse_italian(mpq_t q, const char *s, size_t len, int *decimals)
{
    struct reading r;
    int exponent;
    const char *end = s + len;
    r.count = r.decimals = 0;
    trim(&s, &end);
    r.negative = take_sign(&s, end);
    if (!take_grouped(&r, &s, end))
        return false;
    if (s < end && *s == ',') {
        s++;
        if (!take_fraction(&r, &s, end) || r.decimals == 0)
            return false;
    }
    if (!take_exponent(&s, end, &exponent) || s != end)
        return false;
    set_from_reading(q, &r, exponent);
    if (decimals != NULL)
        *decimals = r.decimals > exponent ? r.decimals - exponent : 0;
    return true;
}
