/* mean.c: exact means of gradi (compute.md 4). */
#include "compute/mean.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/number.h"

void membri_reset(struct membri *m)
{
    m->count = 0;
}

void membri_clear(struct membri *m)
{
    free(m->list);
    *m = (struct membri){NULL, 0, 0, false};
}

void membri_add(struct membri *m, struct item *item, const struct grado *grado, mpq_srcptr peso)
{
    if (m->count == m->cap) {
        size_t cap = m->cap > 0 ? m->cap * 2 : 64;
        struct membro *list = cap < SIZE_MAX / sizeof *list ? realloc(m->list, cap * sizeof *list) : NULL;
        if (list == NULL) {
            m->failed = true;
            return;
        }
        m->list = list;
        m->cap = cap;
    }
    m->list[m->count++] = (struct membro){item, grado, peso};
}

bool mean_counts(const struct computation *c, const struct grado *g)
{
    bool missing = g->stato == GRADO_ND || g->stato == GRADO_ATTESO;
    return g->stato == GRADO_VALORE || (missing && c->method.grado.assenti_zero);
}

void mean_value(const struct grado *g, int arrotonda, mpq_t q)
{
    if (g->stato != GRADO_VALORE) {
        mpq_set_ui(q, 0, 1);
        return;
    }
    mpq_set(q, g->valore);
    if (arrotonda >= 0)
        number_round(q, arrotonda + 2);
}

static bool any_weight(const struct membri *m)
{
    for (size_t i = 0; i < m->count; i++)
        if (m->list[i].peso != NULL)
            return true;
    return false;
}

static void weight_of(const struct membro *m, bool any, mpq_t q)
{
    if (m->peso != NULL)
        mpq_set(q, m->peso);
    else
        mpq_set_ui(q, any ? 0 : 1, 1);
}

void mean_weight(const struct computation *c, const struct membro *m, mpq_t q)
{
    weight_of(m, any_weight(&c->membri), q);
}

/* What the members without a value make of the whole. */
static enum grado_stato state_without_value(const struct membri *m)
{
    enum grado_stato state = GRADO_NESSUNO;
    for (size_t i = 0; i < m->count; i++) {
        enum grado_stato one = m->list[i].grado->stato;
        if (one != GRADO_NESSUNO && one != GRADO_ATTESO)   /* a value too: its weight is 0 */
            return GRADO_ND;
        if (one == GRADO_ATTESO)
            state = GRADO_ATTESO;
    }
    return state;
}

/* Whether anything is known of any member: while all are awaited, none counts as zero. */
static bool anything_known(const struct membri *m)
{
    for (size_t i = 0; i < m->count; i++)
        if (m->list[i].grado->stato == GRADO_VALORE || m->list[i].grado->stato == GRADO_ND)
            return true;
    return false;
}

/* Sums weight * value and weight over the members that count; false when none does or they weigh nothing. */
static bool add_up(struct computation *c, bool weighted, int arrotonda)
{
    bool any = any_weight(&c->membri);
    mpq_t value, weight;
    mpq_inits(value, weight, NULL);
    sum_reset(&c->numerator);
    sum_reset(&c->denominator);
    for (size_t i = 0; i < c->membri.count; i++) {
        const struct membro *m = &c->membri.list[i];
        if (!mean_counts(c, m->grado))
            continue;
        mean_value(m->grado, arrotonda, value);
        if (weighted)
            weight_of(m, any, weight);
        else
            mpq_set_ui(weight, 1, 1);
        mpq_mul(value, value, weight);
        sum_add(&c->numerator, value);
        sum_add(&c->denominator, weight);
    }
    sum_total(&c->denominator, weight);
    bool ok = mpq_sgn(weight) != 0;
    mpq_clears(value, weight, NULL);
    return ok;
}

static void least_or_greatest(struct computation *c, bool greatest, int arrotonda, mpq_t best)
{
    bool first = true;
    mpq_t value;
    mpq_init(value);
    for (size_t i = 0; i < c->membri.count; i++) {
        if (!mean_counts(c, c->membri.list[i].grado))
            continue;
        mean_value(c->membri.list[i].grado, arrotonda, value);
        int order = mpq_cmp(value, best);
        if (first || (greatest ? order > 0 : order < 0))
            mpq_set(best, value);
        first = false;
    }
    mpq_clear(value);
}

static bool is_mean(enum regola regola)
{
    return regola == REGOLA_MEDIA_PESATA || regola == REGOLA_MEDIA;
}

/* The members are added up already. */
static void set_result(struct computation *c, enum regola regola, int arrotonda, mpq_t q)
{
    mpq_t weight;
    if (regola == REGOLA_MINIMO || regola == REGOLA_MASSIMO) {
        least_or_greatest(c, regola == REGOLA_MASSIMO, arrotonda, q);
        return;
    }
    sum_total(&c->numerator, q);
    if (!is_mean(regola))
        return;
    mpq_init(weight);
    sum_total(&c->denominator, weight);
    mpq_div(q, q, weight);
    mpq_clear(weight);
}

void mean_of(struct computation *c, enum regola regola, int arrotonda, struct grado *g)
{
    bool counts = anything_known(&c->membri) && add_up(c, regola == REGOLA_MEDIA_PESATA, arrotonda);
    g->regola = ATTAIN_NONE;
    g->stato = counts ? GRADO_VALORE : state_without_value(&c->membri);
    if (counts)
        set_result(c, regola, arrotonda, g->valore);
}

/* The share of a member of weight WEIGHT among ALL. */
static void set_share(const struct membro *m, int arrotonda, const mpq_t weight, const mpq_t all)
{
    mean_value(m->grado, arrotonda, m->item->apporto);
    mpq_mul(m->item->apporto, m->item->apporto, weight);
    mpq_div(m->item->apporto, m->item->apporto, all);
    m->item->ha_apporto = true;
}

void mean_shares(struct computation *c, enum regola regola, int arrotonda)
{
    bool weighted = regola == REGOLA_MEDIA_PESATA, any = any_weight(&c->membri);
    mpq_t all, weight;
    if (!is_mean(regola) || !anything_known(&c->membri) || !add_up(c, weighted, arrotonda))
        return;
    mpq_inits(all, weight, NULL);
    sum_total(&c->denominator, all);
    mpq_set_ui(weight, 1, 1);
    for (size_t i = 0; i < c->membri.count; i++) {
        const struct membro *m = &c->membri.list[i];
        if (m->item == NULL || m->item->ha_apporto || !mean_counts(c, m->grado))
            continue;
        if (weighted)
            weight_of(m, any, weight);
        set_share(m, arrotonda, weight, all);
    }
    mpq_clears(all, weight, NULL);
}
