/* view.c: centres of responsibility and views. */
#include "compute/view.h"

#include <string.h>

#include "base/arena.h"
#include "compute/mean.h"
#include "compute/plan.h"
#include "compute/rollup.h"

/* ---------------------------------------------------------------- centres */

static bool read_centri(struct computation *c, struct centri *to)
{
    size_t count = 0;
    for (const xmlNode *n = plan_child(c->plan->organizzazione, "centro"); n != NULL; n = plan_next(n, "centro"))
        count++;
    names_init(&to->by_id, c->arena);
    to->list = arena_array(c->arena, count, sizeof *to->list);
    if (to->list == NULL)
        return false;
    for (xmlNode *n = plan_child(c->plan->organizzazione, "centro"); n != NULL; n = plan_next(n, "centro")) {
        struct centro *one = &to->list[to->count++];
        const char *id = plan_attr(n, "id");
        one->element = n;
        mpq_init(one->peso);
        sum_init(&one->numerator);
        sum_init(&one->denominator);
        grado_init(&one->grado);
        if (id != NULL && !names_add(&to->by_id, NULL, id, strlen(id), one))
            return false;
    }
    return true;
}

/* Adds a grado of weight PESO (lost) to a centre. */
static void add_to_centro(struct computation *c, struct centro *one, const struct grado *g, mpq_t peso)
{
    mpq_t value;
    one->ha_peso = true;
    mpq_add(one->peso, one->peso, peso);
    if (g->stato != GRADO_NESSUNO && one->stato != GRADO_ND)
        one->stato = g->stato == GRADO_ATTESO ? GRADO_ATTESO : GRADO_ND;
    if (!mean_counts(c, g))
        return;
    mpq_init(value);
    mean_value(g, -1, value);
    mpq_mul(value, value, peso);
    sum_add(&one->numerator, value);
    sum_add(&one->denominator, peso);
    mpq_clear(value);
}

static void add_responsabile(struct computation *c, struct centri *to, struct item *item, const xmlNode *responsabile)
{
    const char *list = plan_attr(responsabile, "centri"), *id;
    size_t len;
    mpq_t peso;
    mpq_init(peso);
    while (plan_next_id(&list, &id, &len)) {
        const struct name *found = names_find(&to->by_id, NULL, id, len);
        if (found == NULL || !plan_attr_number(responsabile, "peso", peso))
            continue;
        valore_hundredth(peso);
        add_to_centro(c, found->value, rollup_grado(c, item), peso);
    }
    mpq_clear(peso);
}

static void finish_centro(struct centro *one)
{
    mpq_t weight;
    mpq_init(weight);
    sum_total(&one->numerator, one->grado.valore);
    sum_total(&one->denominator, weight);
    bool known = one->stato == GRADO_ND && mpq_sgn(weight) != 0;   /* while all is awaited nothing counts as zero */
    one->grado.stato = known ? GRADO_VALORE : one->stato;
    if (known)
        mpq_div(one->grado.valore, one->grado.valore, weight);
    mpq_clear(weight);
}

bool view_centri(struct computation *c, struct centri *to)
{
    *to = (struct centri){.list = NULL};
    if (!read_centri(c, to))
        return false;
    for (size_t i = 0; to->count > 0 && i < c->items_count; i++)
        for (const xmlNode *r = plan_child(c->items[i]->element, "responsabile"); r != NULL; r = plan_next(r, "responsabile"))
            add_responsabile(c, to, c->items[i], r);
    for (size_t i = 0; i < to->count; i++)
        finish_centro(&to->list[i]);
    return true;
}

void view_centri_clear(struct centri *centri)
{
    for (size_t i = 0; i < centri->count; i++) {
        mpq_clear(centri->list[i].peso);
        sum_clear(&centri->list[i].numerator);
        sum_clear(&centri->list[i].denominator);
        grado_clear(&centri->list[i].grado);
    }
}

/* ---------------------------------------------------------------- views */

struct item *view_item(const struct computation *c, const xmlNode *voce)
{
    struct item *found = tree_find(c, plan_attr(voce, "rif"));
    return found != NULL ? tree_meant(found) : NULL;
}

static bool has_weight(const xmlNode *group)
{
    for (const xmlNode *n = plan_child(group, NULL); n != NULL; n = plan_next(n, NULL))
        if ((plan_is(n, "voce") || plan_is(n, "gruppo")) && plan_attr(n, "peso") != NULL)
            return true;
    return false;
}

const struct grado *view_result(const struct computation *c, const struct centri *centri, const xmlNode *voce, int *decimali)
{
    const char *rif = plan_attr(voce, "rif");
    const struct name *found = rif != NULL ? names_find(&centri->by_id, NULL, rif, strlen(rif)) : NULL;
    *decimali = c->method.grado.decimali;
    if (found != NULL)
        return &((const struct centro *)found->value)->grado;
    for (size_t i = 0; rif != NULL && i < c->method.totali_count; i++)
        if (plan_attr_is(c->method.totali[i].element, "id", rif)) {
            *decimali = c->method.totali[i].aggregazione.decimali;
            return &c->method.totali[i].grado;
        }
    return NULL;
}

static void group_grado(struct computation *c, const struct centri *centri, const xmlNode *group, struct grado *g);

/* The grado of an entry, or of a group within; a group of entries without weights is their plain mean. */
static void part_grado(struct computation *c, const struct centri *centri, const xmlNode *n, struct grado *g)
{
    int decimali;
    struct item *item = plan_is(n, "voce") ? view_item(c, n) : NULL;
    const struct grado *result = item != NULL ? rollup_grado(c, item) : view_result(c, centri, n, &decimali);
    if (plan_is(n, "gruppo"))
        group_grado(c, centri, n, g);
    else
        grado_copy(g, result != NULL ? result : &c->non_disponibile);
}

struct total {
    struct sum numerator, denominator;
    mpq_t value, weight;
    bool known, awaited;
};

static void add_part(struct computation *c, const struct centri *centri, const xmlNode *n, bool weighted, struct total *t)
{
    struct grado g;
    grado_init(&g);
    part_grado(c, centri, n, &g);
    mpq_set_ui(t->weight, weighted ? 0 : 1, 1);
    if (weighted && plan_attr_number(n, "peso", t->weight))
        valore_hundredth(t->weight);
    if (mean_counts(c, &g)) {
        mean_value(&g, -1, t->value);
        mpq_mul(t->value, t->value, t->weight);
        sum_add(&t->numerator, t->value);
        sum_add(&t->denominator, t->weight);
    }
    t->known = t->known || g.stato == GRADO_ND || g.stato == GRADO_VALORE || g.stato == GRADO_NEUTRO;
    t->awaited = t->awaited || g.stato == GRADO_ATTESO;
    grado_clear(&g);
}

static void group_grado(struct computation *c, const struct centri *centri, const xmlNode *group, struct grado *g)
{
    struct total t = {.known = false};
    bool weighted = has_weight(group);
    mpq_inits(t.value, t.weight, NULL);
    for (const xmlNode *n = plan_child(group, NULL); n != NULL; n = plan_next(n, NULL))
        if (plan_is(n, "voce") || plan_is(n, "gruppo"))
            add_part(c, centri, n, weighted, &t);
    sum_total(&t.numerator, t.value);
    sum_total(&t.denominator, t.weight);
    if (t.known && mpq_sgn(t.weight) != 0) {
        mpq_div(g->valore, t.value, t.weight);
        g->stato = GRADO_VALORE;
    } else {
        g->stato = t.known ? GRADO_ND : t.awaited ? GRADO_ATTESO : GRADO_NESSUNO;
    }
    mpq_clears(t.value, t.weight, NULL);
    sum_clear(&t.numerator);
    sum_clear(&t.denominator);
}

static bool has_weight_anywhere(const xmlNode *group)
{
    for (const xmlNode *n = plan_child(group, "gruppo"); n != NULL; n = plan_next(n, "gruppo"))
        if (has_weight_anywhere(n))
            return true;
    return has_weight(group);
}

void view_grado(struct computation *c, const struct centri *centri, const xmlNode *vista, struct grado *g)
{
    g->stato = GRADO_NESSUNO;
    if (has_weight_anywhere(vista))
        group_grado(c, centri, vista, g);
}
