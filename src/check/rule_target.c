/* rule_target.c: targets: their size against the value, their scale, their comparator, whether they can be computed. */
#include <string.h>
#include <strings.h>

#include "base/number.h"
#include "check/rule.h"
#include "compute/model.h"

static const char *year(struct check *c, const struct richiesta *r)
{
    return check_print(c, "%d", r->anno);
}

static bool is_less(enum comparatore op)
{
    return op == COMPARATORE_AL_MASSIMO || op == COMPARATORE_SOTTO;
}

static bool is_more(enum comparatore op)
{
    return op == COMPARATORE_ALMENO || op == COMPARATORE_OLTRE;
}

/* ---------------------------------------------------------------- ordine-di-grandezza */

/* The standard threshold: a factor of 10, which the words say. */
#define MAGNITUDE 10

/* Numbers that can be divided by each other: a percentage by a percentage, others by others. */
static bool comparable(const struct valore *v, const struct valore *t)
{
    return valore_is_number(v) && valore_is_number(t) && (v->tipo == VALORE_PERCENTO) == (t->tipo == VALORE_PERCENTO)
           && mpq_sgn(v->numero) != 0 && mpq_sgn(t->numero) != 0;
}

/* During the year a value is as yet small: only one that satisfies the target already says something. */
static bool says_something(const struct check *c, const struct soggetto *s, const struct osservazione *o, const struct richiesta *r)
{
    if (o->origine != ORIGINE_INTERMEDIO && !osservazione_early(o))
        return true;
    struct attain_target t = {.comparatore = r->comparatore, .verso = attain_verso(plan_attr(s->indicatore->node, "verso")), .t = r->v};
    struct grado g;
    grado_init(&g);
    attain(&g, &c->method->grado, &o->v, &t);
    bool met = g.stato == GRADO_VALORE && (g.regola == ATTAIN_MET || g.regola == ATTAIN_BETTER);
    grado_clear(&g);
    return met;
}

/* "12,00" or "1/52,4": the ratio Q of value to target, above or below 1. */
static const char *print_ratio(struct check *c, mpq_t q)
{
    bool below = mpz_cmp(mpq_numref(q), mpq_denref(q)) < 0;
    if (below)
        mpq_inv(q, q);
    const char *text = check_number(c, q, number_places(q, 0) == 0 ? 0 : 2);
    return below ? check_print(c, "1 : %s", text) : check_print(c, "%s : 1", text);
}

static bool check_magnitude(struct check *c, const struct soggetto *s, const struct richiesta *r, const struct osservazione *o, const mpq_t limit)
{
    mpq_t ratio, inverse;
    if (!soggetto_answers(r, o) || !soggetto_judges(s, r, o) || !comparable(&o->v, &r->v) || !says_something(c, s, o, r))
        return false;
    mpq_inits(ratio, inverse, NULL);
    mpq_div(ratio, o->v.numero, r->v.numero);
    mpq_abs(ratio, ratio);
    mpq_inv(inverse, ratio);
    bool off = mpq_cmp(ratio, limit) >= 0 || mpq_cmp(inverse, limit) >= 0;
    if (off)
        check_say(c, DIAG_MAGNITUDE, s->node, year(c, r), check_valore(c, &o->v, s->indicatore->unita),
                  check_richiesta(c, r, s->indicatore->unita), print_ratio(c, ratio));
    mpq_clears(ratio, inverse, NULL);
    return off;
}

void rule_ordine_di_grandezza(struct check *c, const struct soggetto *s)
{
    bool reported = false;
    mpq_t limit;
    if (s->richiesta_count == 0 || s->osservazione_count == 0)
        return;
    mpq_init(limit);
    check_soglia(c, "ordine-di-grandezza", MAGNITUDE, limit);
    for (size_t i = 0; i < s->richiesta_count && !reported; i++)
        for (size_t k = 0; k < s->osservazione_count && !reported; k++)
            reported = check_magnitude(c, s, &s->richieste[i], &s->osservazioni[k], limit);
    mpq_clear(limit);
}

/* ---------------------------------------------------------------- fuori-scala */

static bool off_scale(const struct valore *v, const mpq_t from, const mpq_t to)
{
    return valore_is_number(v) && v->tipo != VALORE_PERCENTO && (mpq_cmp(v->numero, from) < 0 || mpq_cmp(v->numero, to) > 0);
}

/* What of S is off the scale into *WHAT and *TEXT; false when nothing is. */
static bool find_off_scale(struct check *c, const struct soggetto *s, const mpq_t from, const mpq_t to, const char **what, const char **text)
{
    for (size_t i = 0; i < s->osservazione_count; i++) {
        const struct osservazione *o = &s->osservazioni[i];
        if (o->propria && off_scale(&o->v, from, to)) {
            *what = (const char *)o->node->name;
            *text = check_valore(c, &o->v, s->indicatore->unita);
            return true;
        }
    }
    for (size_t i = 0; i < s->richiesta_count; i++) {
        const struct richiesta *r = &s->richieste[i];
        if (r->propria && off_scale(&r->v, from, to)) {
            *what = "target";
            *text = check_richiesta(c, r, s->indicatore->unita);
            return true;
        }
    }
    return false;
}

void rule_fuori_scala(struct check *c, const struct soggetto *s)
{
    const xmlNode *scala = s->indicatore->parts[PART_SCALA];
    const char *what = NULL, *text = NULL;
    mpq_t from, to;
    if (scala == NULL)
        return;
    mpq_inits(from, to, NULL);
    if (plan_attr_number(scala, "minimo", from) && plan_attr_number(scala, "massimo", to) && find_off_scale(c, s, from, to, &what, &text))
        check_say(c, DIAG_OFF_SCALE, s->node, what, text, check_number(c, from, number_places(from, 6)),
                  check_number(c, to, number_places(to, 6)));
    mpq_clears(from, to, NULL);
}

/* ---------------------------------------------------------------- verso-discorde */

/* First words of names of things of which less is better; for some only when they are counted in days. */
static const struct {
    const char *word;
    bool days;
} less_is_better[] = {
    {"costo", false}, {"costi", false}, {"oneri", false}, {"tempo", true}, {"tempi", true}, {"giorni", true}, {"ritardo", true},
};

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

/* The first word of the name when it says that less is better; NULL otherwise. */
static const char *less_by_name(struct check *c, const struct scheda *i)
{
    const char *name = i->nome;
    while (*name != '\0' && !is_letter(*name))
        name++;
    for (size_t k = 0; k < sizeof less_is_better / sizeof *less_is_better; k++) {
        size_t len = strlen(less_is_better[k].word);
        if (strncasecmp(name, less_is_better[k].word, len) != 0 || is_letter(name[len]))
            continue;
        bool days = i->unita != NULL && valore_type_of_unit(i->unita) == VALORE_DURATA;
        return days || !less_is_better[k].days ? check_print(c, "%.*s", (int)len, name) : NULL;
    }
    return NULL;
}

void rule_verso_discorde(struct check *c, const struct soggetto *s)
{
    enum verso verso = attain_verso(plan_attr(s->indicatore->node, "verso"));
    const char *why = verso == VERSO_NESSUNO && s->richiesta_count > 0 ? less_by_name(c, s->indicatore) : NULL;
    bool less = verso == VERSO_DECRESCENTE || why != NULL, more = verso == VERSO_CRESCENTE;
    for (size_t i = 0; i < s->richiesta_count; i++) {
        const struct richiesta *r = &s->richieste[i];
        if (!r->propria || !((less && is_more(r->comparatore)) || (more && is_less(r->comparatore))))
            continue;
        check_say(c, less ? DIAG_DIRECTION_LESS : DIAG_DIRECTION_MORE, s->node, year(c, r), check_richiesta(c, r, s->indicatore->unita),
                  why != NULL ? why : plan_attr(s->indicatore->node, "verso"));
        return;
    }
}

/* ---------------------------------------------------------------- comparators */

void rule_comparatore_stretto(struct check *c, const struct soggetto *s)
{
    for (size_t i = 0; i < s->richiesta_count; i++) {
        const struct richiesta *r = &s->richieste[i];
        if (!r->propria || (r->comparatore != COMPARATORE_OLTRE && r->comparatore != COMPARATORE_SOTTO))
            continue;
        bool more = r->comparatore == COMPARATORE_OLTRE;
        check_say(c, DIAG_STRICT, s->node, year(c, r), attain_sign(r->comparatore),
                  attain_sign(more ? COMPARATORE_ALMENO : COMPARATORE_AL_MASSIMO));
        return;
    }
}

static bool lacks_comparator(const xmlNode *target, const xmlNode *content, struct valore *v)
{
    if (richiesta_comparatore(target, content) != COMPARATORE_NESSUNO)
        return false;
    valore_read(v, content);
    return valore_is_number(v);
}

/* Whether the target of the plan's year is a number without a comparator, or has such a condition. */
static bool target_lacks_comparator(const struct check *c, const xmlNode *first, struct valore *v)
{
    for (const xmlNode *t = first; t != NULL; t = next_alike(t)) {
        if (plan_attr_int(t, "anno", 0) != c->plan->anno)
            continue;
        if (lacks_comparator(t, t, v))
            return true;
        for (const xmlNode *n = plan_child(plan_child(t, "condizioni"), "condizione"); n != NULL; n = plan_next(n, "condizione"))
            if (lacks_comparator(t, n, v))
                return true;
    }
    return false;
}

void rule_comparatore_mancante(struct check *c)
{
    struct elenco e = {BUF_INIT, 0};
    struct valore v;
    valore_init(&v);
    for (size_t i = 0; i < c->indicatore_count; i++)
        if (target_lacks_comparator(c, c->indicatori[i].parts[PART_TARGET], &v))
            elenco_add(c, &e, c->indicatori[i].node);
    valore_clear(&v);
    elenco_report(c, DIAG_COMPARATOR_MISSING, &e, c->indicatore_count);
}

/* ---------------------------------------------------------------- target-non-calcolabile */

/* Whether the plan holds the value that a reference is made to, looked for as the computation does. */
static bool reference_known(const struct check *c, const struct soggetto *s, const struct richiesta *r)
{
    struct attain_target t;
    target_init(&t);
    bool known = target_resolve(c->plan->computation, s->indicatore->item, r->node, &t) != ATTAIN_NO_REFERENCE;
    target_clear(&t);
    return known;
}

static const char *reference_name(struct check *c, const xmlNode *riferimento)
{
    const xmlNode *termine = plan_child(riferimento, "termine");
    const char *id = plan_attr(riferimento, "indicatore");
    if (termine != NULL)
        return check_print(c, "«%s»", check_short(c, plan_text(c->plan, termine), 80));
    const xmlNode *to = plan_find(c->plan, id != NULL ? id : plan_attr(riferimento, "misura"));
    return to != NULL ? check_label(c, to) : "–";
}

static bool check_computable(struct check *c, const struct soggetto *s, const struct richiesta *r)
{
    const xmlNode *riferimento = plan_child(r->node, "riferimento");
    bool named = riferimento != NULL && (plan_child(riferimento, "termine") != NULL || plan_attr(riferimento, "indicatore") != NULL
                                         || plan_attr(riferimento, "misura") != NULL);
    if (r->v.tipo == VALORE_PAROLE)
        check_say(c, DIAG_TARGET_WORDS, s->node, year(c, r), check_short(c, plan_text(c->plan, r->v.elemento), 120));
    else if (r->v.tipo == VALORE_ASSENTE && plan_attr_is(r->v.elemento, "stato", "in-definizione"))
        check_say(c, DIAG_TARGET_PENDING, s->node, year(c, r), check_valore(c, &r->v, NULL));
    else if (named && !reference_known(c, s, r))
        check_say(c, DIAG_TARGET_UNKNOWN, s->node, year(c, r), reference_name(c, riferimento));
    else
        return false;
    return true;
}

void rule_target_non_calcolabile(struct check *c, const struct soggetto *s)
{
    for (size_t i = 0; i < s->richiesta_count; i++)
        if (s->richieste[i].propria && s->richieste[i].anno == c->plan->anno && check_computable(c, s, &s->richieste[i]))
            return;
}
