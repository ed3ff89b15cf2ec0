/* rule_structure.c: what contradicts itself in a plan's structure, and the schema cannot say. */
#include <string.h>

#include "base/number.h"
#include "check/rule.h"
#include "compute/model.h"

/* ---------------------------------------------------------------- the same year twice */

#define FIRST_YEAR 1900
#define YEARS 300

/* A set of years, each of which may be met once. */
struct years {
    bool met[YEARS];
};

/* Whether ANNO was met before; it counts as met from now on. */
static bool meet(struct years *y, int anno)
{
    if (anno < FIRST_YEAR || anno >= FIRST_YEAR + YEARS)
        return false;
    bool before = y->met[anno - FIRST_YEAR];
    y->met[anno - FIRST_YEAR] = true;
    return before;
}

static void check_targets(struct check *c, const xmlNode *first)
{
    struct years y = {{false}};
    for (const xmlNode *t = first; t != NULL; t = next_alike(t))
        if (meet(&y, plan_attr_int(t, "anno", 0)))
            check_say(c, DIAG_TARGET_REPEATED, t, plan_attr(t, "anno"));
}

void rule_target_ripetuto(struct check *c)
{
    for (size_t i = 0; i < c->indicatore_count; i++)
        if (scheda_repeats(&c->indicatori[i], PART_TARGET))
            check_targets(c, c->indicatori[i].parts[PART_TARGET]);
    for (size_t i = 0; i < c->voci.count; i++)
        check_targets(c, plan_child(c->voci.list[i], "target"));
}

/* Values of whole years; those of a day, or of one part of a target, may be several. */
static void check_values(struct check *c, const xmlNode *first)
{
    struct years y = {{false}};
    for (const xmlNode *v = first; v != NULL; v = next_alike(v)) {
        if (plan_attr(v, "al") != NULL || plan_attr(v, "parte") != NULL || plan_attr(v, "etichetta") != NULL)
            continue;
        if (meet(&y, plan_attr_int(v, "anno", 0)))
            check_say(c, DIAG_YEAR_REPEATED, v, (const char *)v->name, plan_attr(v, "anno"));
    }
}

void rule_valore_ripetuto(struct check *c)
{
    for (size_t i = 0; i < c->indicatore_count; i++) {
        if (scheda_repeats(&c->indicatori[i], PART_BASE))
            check_values(c, c->indicatori[i].parts[PART_BASE]);
        if (scheda_repeats(&c->indicatori[i], PART_CONSUNTIVO))
            check_values(c, c->indicatori[i].parts[PART_CONSUNTIVO]);
    }
    for (size_t i = 0; i < c->misure.count; i++)
        check_values(c, plan_child(c->misure.list[i], "valore"));
}

/* ---------------------------------------------------------------- levels, documents, periods */

/* The nearest node above that is not a group: groups may stand at any height. */
static const struct livello *level_above(const struct item *nodo)
{
    for (const struct item *up = nodo->parent; up != NULL; up = up->parent)
        if (up->livello != NULL && up->livello->natura != NATURA_GRUPPO)
            return up->livello;
    return NULL;
}

void rule_livelli(struct check *c)
{
    for (size_t i = 0; i < c->nodi.count; i++) {
        const struct livello *l = c->nodo_items[i]->livello, *above = level_above(c->nodo_items[i]);
        if (l != NULL && above != NULL && l->natura != NATURA_GRUPPO && l <= above)   /* they stand in the order of the plan */
            check_say(c, DIAG_LEVEL_ORDER, c->nodi.list[i], l->nome, above->nome);
    }
}

void rule_documento(struct check *c)
{
    for (const xmlNode *d = plan_child(c->plan->root, "documento"); d != NULL; d = plan_next(d, "documento"))
        if (plan_attr_is(d, "tipo", c->plan->documento))
            return;
    check_say(c, DIAG_DOCUMENT_MISSING, c->plan->root, c->plan->documento);
}

static void check_period(struct check *c, const xmlNode *n)
{
    const char *dal = plan_attr(n, "dal"), *al = plan_attr(n, "al");
    if (dal != NULL && al != NULL && plan_attr_int(n, "dal", 0) > plan_attr_int(n, "al", 0))
        check_say(c, DIAG_PERIOD_REVERSED, n, dal, al);
}

static void check_limits(struct check *c, const xmlNode *grado)
{
    mpq_t least, most;
    mpq_inits(least, most, NULL);
    mpq_set_ui(most, 100, 1);
    plan_attr_number(grado, "minimo", least);
    plan_attr_number(grado, "massimo", most);
    if (grado != NULL && mpq_cmp(least, most) > 0)
        check_say(c, DIAG_GRADE_LIMITS, grado, check_number(c, least, number_places(least, 4)),
                  check_number(c, most, number_places(most, 4)));
    mpq_clears(least, most, NULL);
}

void rule_periodi(struct check *c)
{
    for (const xmlNode *d = plan_child(c->plan->root, "documento"); d != NULL; d = plan_next(d, "documento"))
        check_period(c, plan_child(d, "periodo"));
    for (size_t i = 0; i < c->nodi.count; i++)
        check_period(c, plan_part(c->nodi.list[i], "arco-temporale"));
    check_limits(c, plan_child(c->plan->metodo, "grado"));
    for (const xmlNode *n = plan_child(c->plan->metodo, NULL); n != NULL; n = plan_next(n, NULL))
        if (plan_is(n, "aggregazione") || plan_is(n, "totale"))
            check_limits(c, n);
}

/* ---------------------------------------------------------------- values */

/* Negative, 0 or positive as A is before, equal to or after B, of the same type. */
static int compare(const struct valore *a, const struct valore *b)
{
    if (a->tipo == VALORE_DATA)
        return date_compare(a->data, b->data);
    return valore_is_number(a) ? mpq_cmp(a->numero, b->numero) : 0;
}

static void check_interval(struct check *c, const xmlNode *interval, const char *unita)
{
    struct valore from, to;
    valore_init(&from);
    valore_init(&to);
    valore_read(&from, plan_child(interval, "da"));
    valore_read(&to, plan_child(interval, "a"));
    if (from.tipo != VALORE_NESSUNO && to.tipo != VALORE_NESSUNO) {
        const char *a = check_valore(c, &from, unita), *b = check_valore(c, &to, unita);
        if (from.tipo != to.tipo)
            check_say(c, DIAG_INTERVAL_TYPES, interval, a, b);
        else if (compare(&from, &to) > 0)
            check_say(c, DIAG_INTERVAL_REVERSED, interval, a, b);
    }
    valore_clear(&from);
    valore_clear(&to);
}

void rule_intervallo(struct check *c, const struct soggetto *s)
{
    for (size_t i = 0; i < s->richiesta_count; i++) {
        const xmlNode *interval = plan_child(s->richieste[i].node, "intervallo");
        if (interval != NULL && s->richieste[i].propria)
            check_interval(c, interval, s->indicatore->unita);
    }
}

void rule_scala(struct check *c, const struct soggetto *s)
{
    const xmlNode *scala = s->vista ? NULL : s->indicatore->parts[PART_SCALA];
    if (scala == NULL)
        return;
    mpq_t from, to;
    mpq_inits(from, to, NULL);
    if (plan_attr_number(scala, "minimo", from) && plan_attr_number(scala, "massimo", to) && mpq_cmp(from, to) >= 0)
        check_say(c, DIAG_SCALE_REVERSED, scala, check_number(c, from, number_places(from, 6)),
                  check_number(c, to, number_places(to, 6)));
    mpq_clears(from, to, NULL);
}

/* ---------------------------------------------------------------- parts */

/* The parts that FIRST and the elements of its name after it are of, for people; NULL when they are of one or none. */
static const char *parts_of(struct check *c, const xmlNode *first, int anno)
{
    const char *parts = NULL;
    int count = 0;
    for (const xmlNode *n = first; n != NULL && count < 4; n = next_alike(n)) {
        const char *parte = plan_attr(n, "parte");
        if (parte == NULL || (anno != 0 && plan_attr_int(n, "anno", c->plan->anno) != anno))
            continue;
        parts = count++ > 0 ? check_print(c, "%s, %s", parts, count > 3 ? "…" : check_short(c, parte, 40)) : check_short(c, parte, 40);
    }
    return count > 1 ? parts : NULL;
}

/* Outcomes of several parts against a target without conditions, and nothing that says how they make one. */
void rule_parti(struct check *c, const struct soggetto *s)
{
    if (s->vista || !scheda_repeats(s->indicatore, PART_CONSUNTIVO) || plan_attr(s->node, "parti") != NULL)
        return;
    for (size_t i = 0; i < s->richiesta_count; i++) {
        const struct richiesta *r = &s->richieste[i];
        bool asked = r->parte == NULL && r->v.tipo != VALORE_PAROLE && r->v.tipo != VALORE_ASSENTE
                     && plan_child(r->node, "condizioni") == NULL;
        const char *parts = asked ? parts_of(c, s->indicatore->parts[PART_CONSUNTIVO], r->anno) : NULL;
        if (parts == NULL)
            continue;
        check_say(c, DIAG_PARTS_APART, s->node, parts);
        return;
    }
}

/* Parts of a measure that is not made of them, and whose parts no formula names. */
void rule_parti_misure(struct check *c)
{
    const struct computation *computed = c->plan->computation;
    for (const struct misura *m = computed->measures.all; m != NULL; m = m->next) {
        const char *parts = m->parte == NULL && m->parti != NULL && plan_attr(m->element, "parti") == NULL && !m->parti_usate
                            ? parts_of(c, plan_child(m->element, "valore"), 0) : NULL;
        if (parts != NULL)
            check_say(c, DIAG_PARTS_APART, m->element, parts);
    }
}

/* A step asks for a value, an interval, or so much of the target. */
void rule_scaglioni(struct check *c, const struct soggetto *s)
{
    for (size_t i = 0; i < s->richiesta_count; i++) {
        const xmlNode *scaglioni = s->richieste[i].propria ? plan_child(s->richieste[i].node, "scaglioni") : NULL;
        for (const xmlNode *n = plan_child(scaglioni, "scaglione"); n != NULL; n = plan_next(n, "scaglione"))
            if (plan_attr(n, "da") == NULL && plan_child(n, NULL) == NULL)
                check_say(c, DIAG_STEP_EMPTY, n, plan_attr(n, "punteggio"));
    }
}

void rule_riferimento(struct check *c, const struct soggetto *s)
{
    for (size_t i = 0; i < s->richiesta_count; i++) {
        const xmlNode *r = plan_child(s->richieste[i].node, "riferimento");
        if (r != NULL && s->richieste[i].propria && plan_attr(r, "indicatore") == NULL && plan_attr(r, "misura") == NULL
            && plan_child(r, NULL) == NULL)
            check_say0(c, DIAG_REFERENCE_EMPTY, r);
        if (r != NULL && s->richieste[i].propria)
            check_period(c, r);
    }
}

void rule_intermedio(struct check *c, const struct soggetto *s)
{
    for (size_t i = 0; i < s->osservazione_count; i++) {
        const struct osservazione *o = &s->osservazioni[i];
        if (o->origine != ORIGINE_INTERMEDIO || !o->propria || o->calcolata || !o->ha_al)
            continue;
        int anno = plan_attr_int(o->node, "anno", c->plan->anno);
        if (o->al.year != anno)
            check_say(c, DIAG_INTERIM_OUTSIDE, o->node, check_print(c, "%02d/%02d/%d", o->al.day, o->al.month, o->al.year),
                      check_print(c, "%d", anno));
    }
}
