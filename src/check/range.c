/* range.c: exact intervals around numbers that were written rounded. */
#include "check/range.h"

#include <strings.h>

#include "base/number.h"
#include "check/rule.h"
#include "compute/plan.h"

/* 10 to the power N, which may be negative. */
static void power_of_ten(mpq_t q, long n)
{
    mpq_set_ui(q, 1, 1);
    mpz_ui_pow_ui(n >= 0 ? mpq_numref(q) : mpq_denref(q), 10, (unsigned long)(n >= 0 ? n : -n));
}

/* How many places before the comma the first digit of Q stands: 1 for 5, 0 for 0.5; Q is not 0. */
static long magnitude(const mpq_t q)
{
    long n = (long)mpz_sizeinbase(mpq_numref(q), 10) - (long)mpz_sizeinbase(mpq_denref(q), 10) - 1;
    mpq_t power, size;
    mpq_inits(power, size, NULL);
    mpq_abs(size, q);
    power_of_ten(power, n);
    while (mpq_cmp(size, power) >= 0)
        power_of_ten(power, ++n);
    mpq_clears(power, size, NULL);
    return n;
}

/* More digits than this say no more than the number itself. */
#define MOST_DIGITS 50

/* The declared number of digits of GRANDEZZA; 0 when there is none. */
static long declared_digits(const struct check *c, const char *grandezza)
{
    for (const xmlNode *p = plan_child(c->plan->metodo, "precisione"); p != NULL; p = plan_next(p, "precisione"))
        if (plan_attr_is(p, "grandezza", grandezza)) {
            int digits = plan_attr_int(p, "cifre-significative", 0);
            return digits <= MOST_DIGITS ? digits : 0;
        }
    return 0;
}

void range_printed_half(const struct check *c, const struct valore *v, const char *grandezza, mpq_t half)
{
    long last = -v->decimali - (v->tipo == VALORE_PERCENTO ? 2 : 0);
    long digits = grandezza != NULL && v->tipo != VALORE_PERCENTO ? declared_digits(c, grandezza) : 0;
    if (digits > 0 && mpq_sgn(v->numero) != 0) {
        mpq_t rounded;
        mpq_init(rounded);
        mpq_set(rounded, v->numero);
        number_round_significant(rounded, (int)digits, NULL);
        if (mpq_equal(rounded, v->numero))   /* with more digits it is known better than the document prints */
            last = magnitude(v->numero) - digits;
        mpq_clear(rounded);
    }
    power_of_ten(half, last);
    mpz_mul_ui(mpq_denref(half), mpq_denref(half), 2);
    mpq_canonicalize(half);
}

/* An integer in "N.", or without any unit, is a count. */
static bool is_count(const struct valore *v, const char *unita)
{
    if (v->unita != NULL)
        unita = v->unita;
    bool plain = unita == NULL || strcasecmp(unita, "n") == 0 || strcasecmp(unita, "n.") == 0;
    return v->tipo == VALORE_NUMERO && v->decimali == 0 && plain;
}

void range_input_half(const struct check *c, const struct valore *v, const char *unita, const char *grandezza, mpq_t half)
{
    mpq_set_ui(half, 0, 1);
    if (!valore_is_number(v))
        return;
    long digits = is_count(v, unita) && grandezza != NULL && mpq_sgn(v->numero) != 0 ? declared_digits(c, grandezza) : 0;
    if (!is_count(v, unita) || (digits > 0 && magnitude(v->numero) > digits))
        range_printed_half(c, v, grandezza, half);
}

void range_init(struct range *r)
{
    mpq_inits(r->least, r->greatest, NULL);
    r->any = false;
}

void range_clear(struct range *r)
{
    mpq_clears(r->least, r->greatest, NULL);
}

void range_add(struct range *r, const mpq_t q)
{
    if (!r->any || mpq_cmp(q, r->least) < 0)
        mpq_set(r->least, q);
    if (!r->any || mpq_cmp(q, r->greatest) > 0)
        mpq_set(r->greatest, q);
    r->any = true;
}

bool range_reaches(const struct range *r, const mpq_t q, const mpq_t half)
{
    mpq_t bound;
    mpq_init(bound);
    mpq_add(bound, q, half);
    bool reached = r->any && mpq_cmp(r->least, bound) < 0;
    mpq_sub(bound, q, half);
    reached = reached && mpq_cmp(r->greatest, bound) >= 0;
    mpq_clear(bound);
    return reached;
}

void range_of_value(const struct check *c, const struct valore *v, const char *unita, struct range *range)
{
    mpq_t half, q;
    mpq_inits(half, q, NULL);
    range_input_half(c, v, unita, NULL, half);
    mpq_sub(q, v->numero, half);
    range_add(range, q);
    mpq_add(q, v->numero, half);
    range_add(range, q);
    mpq_clears(half, q, NULL);
}
