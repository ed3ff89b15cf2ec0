/* insieme.c: mean, sum, least and greatest of exact values. */
#include "compute/insieme.h"

#include <string.h>

#include "base/number.h"

enum insieme_regola insieme_regola(const char *text)
{
    static const char *const names[] = {"media", "somma", "minimo", "massimo"};
    for (int i = INSIEME_MEDIA; text != NULL && i <= INSIEME_MASSIMO; i++)
        if (strcmp(names[i], text) == 0)
            return (enum insieme_regola)i;
    return INSIEME_MEDIA;
}

void insieme_init(struct insieme *i, enum insieme_regola regola)
{
    *i = (struct insieme){.regola = regola};
    valore_init(&i->valore);
}

void insieme_clear(struct insieme *i)
{
    valore_clear(&i->valore);
}

static void take(struct insieme *i, const struct valore *v)
{
    int order = mpq_cmp(v->numero, i->valore.numero);
    switch (i->regola) {
    case INSIEME_MEDIA:
    case INSIEME_SOMMA:
        mpq_add(i->valore.numero, i->valore.numero, v->numero);
        break;
    case INSIEME_MINIMO:
    case INSIEME_MASSIMO:
        if (i->regola == INSIEME_MINIMO ? order < 0 : order > 0)
            mpq_set(i->valore.numero, v->numero);
        break;
    }
    if (v->decimali > i->valore.decimali)
        i->valore.decimali = v->decimali;
}

void insieme_add(struct insieme *i, const struct valore *v)
{
    i->rotto = i->rotto || v == NULL || !valore_is_number(v) || (i->count > 0 && v->tipo != i->valore.tipo);
    if (i->rotto)
        return;
    if (i->count++ == 0)
        valore_copy(&i->valore, v);
    else
        take(i, v);
}

/* V / COUNT, with one decimal more than its values had where it needs it, and two at least. */
static void divide(struct valore *v, size_t count)
{
    int most = v->decimali > 1 ? v->decimali + 1 : 2;
    mpq_t q;
    mpq_init(q);
    mpq_set_ui(q, count, 1);
    mpq_div(v->numero, v->numero, q);
    mpq_set(q, v->numero);
    if (v->tipo == VALORE_PERCENTO)
        valore_hundredfold(q);
    int needed = number_places(q, most);
    needed = needed > most ? most : needed;
    v->decimali = needed > v->decimali ? needed : v->decimali;
    mpq_clear(q);
}

bool insieme_result(const struct insieme *i, struct valore *to)
{
    if (i->rotto || i->count == 0) {
        to->tipo = VALORE_ASSENTE;
        to->elemento = NULL;
        return false;
    }
    valore_copy(to, &i->valore);
    to->elemento = i->count == 1 ? to->elemento : NULL;
    if (i->regola == INSIEME_MEDIA)
        divide(to, i->count);
    return true;
}
