/* attain.c: value against target: satisfied first, else by how far it falls short (compute.md 3). */
#include "compute/attain.h"

#include <string.h>

void grado_init(struct grado *g)
{
    memset(g, 0, sizeof *g);
    mpq_init(g->valore);
}

void grado_clear(struct grado *g)
{
    mpq_clear(g->valore);
}

void grado_copy(struct grado *to, const struct grado *from)
{
    mpq_set(to->valore, from->valore);
    to->stato = from->stato;
    to->regola = from->regola;
}

void attain_method_init(struct attain_method *m)
{
    memset(m, 0, sizeof *m);
    mpq_inits(m->massimo, m->minimo, m->soglia, NULL);
    mpq_set_ui(m->massimo, 1, 1);
    m->decimali = 2;
}

void attain_method_clear(struct attain_method *m)
{
    mpq_clears(m->massimo, m->minimo, m->soglia, NULL);
}

static const struct {
    const char *text, *sign;
} comparatori[] = {
    [COMPARATORE_NESSUNO] = {"", ""},          [COMPARATORE_ALMENO] = {"almeno", "≥"},
    [COMPARATORE_OLTRE] = {"oltre", ">"},      [COMPARATORE_AL_MASSIMO] = {"al-massimo", "≤"},
    [COMPARATORE_SOTTO] = {"sotto", "<"},      [COMPARATORE_UGUALE] = {"uguale", "="},
    [COMPARATORE_ENTRO] = {"entro", "entro"},
};

enum comparatore attain_comparatore(const char *text)
{
    for (int i = COMPARATORE_ALMENO; text != NULL && i <= COMPARATORE_ENTRO; i++)
        if (strcmp(comparatori[i].text, text) == 0)
            return (enum comparatore)i;
    return COMPARATORE_NESSUNO;
}

const char *attain_sign(enum comparatore c)
{
    return comparatori[c].sign;
}

enum verso attain_verso(const char *text)
{
    if (text == NULL)
        return VERSO_NESSUNO;
    return strcmp(text, "decrescente") == 0 ? VERSO_DECRESCENTE : VERSO_CRESCENTE;
}

/* ---------------------------------------------------------------- results */

static void give(struct grado *g, enum grado_stato stato, enum attain_rule rule)
{
    g->stato = stato;
    g->regola = rule;
    mpq_set_ui(g->valore, 0, 1);
}

void attain_bound(struct grado *g, const struct attain_method *m, enum attain_rule rule)
{
    g->stato = GRADO_VALORE;
    bool short_of = rule == ATTAIN_SHORT || rule == ATTAIN_LATE;
    g->regola = rule;
    if (short_of && mpq_sgn(m->soglia) > 0 && mpq_cmp(g->valore, m->soglia) < 0) {
        mpq_set(g->valore, m->minimo);
        g->regola = ATTAIN_BELOW;
    } else if (mpq_cmp(g->valore, m->minimo) < 0) {
        mpq_set(g->valore, m->minimo);
        if (short_of)
            g->regola = ATTAIN_FLOOR;
    }
    if (mpq_cmp(g->valore, m->massimo) > 0)
        mpq_set(g->valore, m->massimo);
}

static void give_whole(struct grado *g, const struct attain_method *m, unsigned long value, enum attain_rule rule)
{
    mpq_set_ui(g->valore, value, 1);
    attain_bound(g, m, rule);
}

/* ---------------------------------------------------------------- numbers */

/* D = |c - t| / |t|; t is not 0. */
static void distance(mpq_t d, const mpq_t c, const mpq_t t)
{
    mpq_sub(d, c, t);
    mpq_div(d, d, t);
    mpq_abs(d, d);
}

/* Not satisfied: 1 - |c - t| / |t|. */
static void fall_short(struct grado *g, const struct attain_method *m, const mpq_t c, const mpq_t t)
{
    if (mpq_sgn(t) == 0) {
        give_whole(g, m, 0, ATTAIN_ZERO_TARGET);
        return;
    }
    mpq_t one;
    mpq_init(one);
    mpq_set_ui(one, 1, 1);
    distance(g->valore, c, t);
    mpq_sub(g->valore, one, g->valore);
    attain_bound(g, m, ATTAIN_SHORT);
    mpq_clear(one);
}

/* Satisfied: 1, and more only where the method admits more than the whole. */
static void satisfy(struct grado *g, const struct attain_method *m, const mpq_t c, const mpq_t t, bool may_exceed)
{
    if (!may_exceed || mpq_sgn(t) == 0 || mpq_cmp_ui(m->massimo, 1, 1) <= 0 || mpq_equal(c, t)) {
        give_whole(g, m, 1, ATTAIN_MET);
        return;
    }
    mpq_t one;
    mpq_init(one);
    mpq_set_ui(one, 1, 1);
    distance(g->valore, c, t);
    mpq_add(g->valore, one, g->valore);
    attain_bound(g, m, ATTAIN_BETTER);
    mpq_clear(one);
}

/* Whether less is better: said by the comparator, else by the verso. */
static bool wants_less(const struct attain_target *t)
{
    switch (t->comparatore) {
    case COMPARATORE_AL_MASSIMO:
    case COMPARATORE_SOTTO:
    case COMPARATORE_ENTRO:
        return true;
    case COMPARATORE_ALMENO:
    case COMPARATORE_OLTRE:
        return false;
    case COMPARATORE_UGUALE:
    case COMPARATORE_NESSUNO:
        break;
    }
    return t->verso == VERSO_DECRESCENTE;
}

static void attain_number(struct grado *g, const struct attain_method *m, const mpq_t c, const struct attain_target *t)
{
    int order = mpq_cmp(c, t->t.numero);
    bool reached = wants_less(t) ? order <= 0 : order >= 0;
    bool exact = t->comparatore == COMPARATORE_UGUALE || (t->comparatore == COMPARATORE_NESSUNO && t->verso == VERSO_NESSUNO);
    if (reached)
        satisfy(g, m, c, t->t.numero, !exact);
    else
        fall_short(g, m, c, t->t.numero);
}

/* ---------------------------------------------------------------- dates */

/* |days from the deadline| / day of the year of the deadline: the rule of numbers with the day of the year as magnitude. */
static void attain_off_date(struct grado *g, const struct attain_method *m, struct date c, struct date t)
{
    if (m->tutto_o_niente) {
        give_whole(g, m, 0, ATTAIN_LATE_NOTHING);
        return;
    }
    long deadline = date_day_of_year(t, t.year);
    long late = date_day_of_year(c, t.year) - deadline;
    mpq_set_si(g->valore, deadline - (late < 0 ? -late : late), (unsigned long)deadline);
    mpq_canonicalize(g->valore);
    attain_bound(g, m, ATTAIN_LATE);
}

static void attain_date(struct grado *g, const struct attain_method *m, struct date c, const struct attain_target *t)
{
    int order = date_compare(c, t->t.data);
    bool not_before = t->comparatore == COMPARATORE_ALMENO || t->comparatore == COMPARATORE_OLTRE;
    if (not_before ? order >= 0 : order <= 0)
        give_whole(g, m, 1, ATTAIN_MET);
    else
        attain_off_date(g, m, c, t->t.data);
}

/* ---------------------------------------------------------------- what can be compared with what */

static bool is_zero(const struct valore *v)
{
    return valore_is_number(v) && mpq_sgn(v->numero) == 0;
}

/* Numbers compare with numbers, percentages with percentages, and 0 with both. */
static bool comparable(const struct valore *c, const struct valore *t)
{
    if (valore_is_number(c) && valore_is_number(t))
        return (c->tipo == VALORE_PERCENTO) == (t->tipo == VALORE_PERCENTO) || is_zero(c);
    return c->tipo == t->tipo && (c->tipo == VALORE_DATA || c->tipo == VALORE_SINO);
}

/* "no" where a yes, a day or a number was wanted, and 0 where a day was, mean: not done (compute.md 3, Pistoia). */
static bool is_not_done(const struct valore *c, const struct valore *t)
{
    if (c->tipo == VALORE_SINO && !c->si)
        return t->tipo == VALORE_DATA || valore_is_number(t) || (t->tipo == VALORE_SINO && t->si);
    return is_zero(c) && t->tipo == VALORE_DATA;
}

static void attain_value(struct grado *g, const struct attain_method *m, const struct valore *c, const struct attain_target *t)
{
    if (is_not_done(c, &t->t))
        give_whole(g, m, 0, ATTAIN_NOT_DONE);
    else if (!comparable(c, &t->t))
        give(g, GRADO_ND, ATTAIN_TYPES);
    else if (c->tipo == VALORE_DATA)
        attain_date(g, m, c->data, t);
    else if (c->tipo == VALORE_SINO)
        give_whole(g, m, c->si == t->t.si, c->si == t->t.si ? ATTAIN_MET : ATTAIN_ANSWER);
    else
        attain_number(g, m, c->numero, t);
}

/* Negative, 0 or positive as C lies before, at or after END, of the same type. */
static int order_of(const struct valore *c, const struct valore *end)
{
    return c->tipo == VALORE_DATA ? date_compare(c->data, end->data) : mpq_cmp(c->numero, end->numero);
}

/* Outside an interval the nearer end is what was to be attained. */
static void attain_outside(struct grado *g, const struct attain_method *m, const struct valore *c, const struct valore *end)
{
    if (c->tipo == VALORE_DATA)
        attain_off_date(g, m, c->data, end->data);
    else
        fall_short(g, m, c->numero, end->numero);
}

/* The interval T has one end at least. */
static void attain_range(struct grado *g, const struct attain_method *m, const struct valore *c, const struct attain_target *t)
{
    const struct valore *from = t->t.tipo != VALORE_NESSUNO ? &t->t : NULL;
    const struct valore *to = t->a.tipo != VALORE_NESSUNO ? &t->a : NULL;
    if (is_not_done(c, from ? from : to))
        give_whole(g, m, 0, ATTAIN_NOT_DONE);
    else if (c->tipo == VALORE_SINO || (from && !comparable(c, from)) || (to && !comparable(c, to)))
        give(g, GRADO_ND, ATTAIN_TYPES);
    else if (from && order_of(c, from) < 0)
        attain_outside(g, m, c, from);
    else if (to && order_of(c, to) > 0)
        attain_outside(g, m, c, to);
    else
        give_whole(g, m, 1, ATTAIN_MET);
}

static void attain_computable(struct grado *g, const struct attain_method *m, const struct valore *c, const struct attain_target *t)
{
    if (t->intervallo)
        attain_range(g, m, c, t);
    else
        attain_value(g, m, c, t);
}

void attain(struct grado *g, const struct attain_method *m, const struct valore *c, const struct attain_target *t)
{
    enum valore_tipo wanted = t->intervallo && t->t.tipo == VALORE_NESSUNO ? t->a.tipo : t->t.tipo;
    if (wanted == VALORE_NESSUNO || wanted == VALORE_ASSENTE)
        give(g, GRADO_NESSUNO, ATTAIN_NO_TARGET);
    else if (wanted == VALORE_PAROLE)
        give(g, GRADO_NESSUNO, ATTAIN_TARGET_WORDS);
    else if (c->tipo == VALORE_NESSUNO)
        give(g, GRADO_ATTESO, ATTAIN_NO_VALUE);
    else if (c->tipo == VALORE_ASSENTE)
        give(g, GRADO_ND, ATTAIN_ABSENT);
    else if (c->tipo == VALORE_PAROLE)
        give(g, GRADO_ND, ATTAIN_WORDS);
    else
        attain_computable(g, m, c, t);
}

bool attain_is_met(const struct grado *g)
{
    return g->stato == GRADO_VALORE && (g->regola == ATTAIN_MET || g->regola == ATTAIN_BETTER);
}
