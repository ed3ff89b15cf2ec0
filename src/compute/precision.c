/* precision.c: digits of computed values: declared by the plan, or as usual. */
#include "compute/precision.h"

#include "base/number.h"

#define USUAL_DIGITS 6

static struct precisione with_decimals(int decimali)
{
    return (struct precisione){0, decimali};
}

/* Places after the point for USUAL_DIGITS significant digits, trailing zeros dropped. */
static int usual_places(const mpq_t q)
{
    int places = USUAL_DIGITS;
    mpq_t rounded;
    mpq_init(rounded);
    mpq_set(rounded, q);
    if (number_places(q, USUAL_DIGITS) > USUAL_DIGITS)
        number_round_significant(rounded, USUAL_DIGITS, &places);
    else
        places = number_places(q, USUAL_DIGITS);
    mpq_clear(rounded);
    return places;
}

struct precisione precision_usual(const struct valore *v, const struct method *m)
{
    if (v->tipo == VALORE_PERCENTO)
        return with_decimals(m->percentuale);
    if (mpz_cmp_ui(mpq_denref(v->numero), 1) == 0)
        return with_decimals(0);
    return with_decimals(v->tipo == VALORE_IMPORTO ? 2 : usual_places(v->numero));
}

struct precisione precision_consuntivo(const struct valore *v, const struct method *m)
{
    bool declared = m->consuntivo.significative > 0 || m->consuntivo.decimali >= 0;
    return v->tipo != VALORE_PERCENTO && declared ? m->consuntivo : precision_usual(v, m);
}

void precision_apply(struct precisione how, mpq_t q, int *decimali)
{
    if (how.significative > 0) {
        number_round_significant(q, how.significative, decimali);
        return;
    }
    *decimali = how.decimali > 0 ? how.decimali : 0;
    number_round(q, *decimali);
}
