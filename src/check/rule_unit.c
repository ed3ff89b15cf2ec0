/* rule_unit.c: units and types: what the indicator says, what its measure, its targets and its values are. */
#include <string.h>
#include <strings.h>

#include "check/rule.h"

/* ---------------------------------------------------------------- unita-discordi */

/* Whether two units are the same: spelt alike but for case and a final dot, or two spellings of one (%, €, days). */
static bool same_unit(const char *a, const char *b)
{
    enum valore_tipo type = valore_type_of_unit(a);
    if (type != VALORE_NESSUNO && type == valore_type_of_unit(b))
        return true;
    size_t la = strlen(a), lb = strlen(b);
    la -= la > 1 && a[la - 1] == '.';
    lb -= lb > 1 && b[lb - 1] == '.';
    return la == lb && strncasecmp(a, b, la) == 0;
}

/* The type of a measure's first value; NULL when it has none that is typed. */
static const char *measured_type(const xmlNode *misura)
{
    for (const xmlNode *v = plan_child(misura, "valore"); v != NULL; v = plan_next(v, "valore"))
        for (const xmlNode *n = plan_child(v, NULL); n != NULL; n = plan_next(n, NULL))
            if (codes_tipo((const char *)n->name) != 0)
                return (const char *)n->name;
    return NULL;
}

/* A formula of one measure hands its value on as it is: the units must be the same. True when that was reported. */
static bool check_measure(struct check *c, const struct scheda *i)
{
    const xmlNode *misura = i->unita != NULL ? collect_only_measure(i) : NULL;
    const char *unita = plan_attr(misura, "unita");
    if (misura == NULL || strchr(i->unita, ';') != NULL)
        return false;
    const char *type = unita == NULL && i->tipi != 0 ? measured_type(misura) : NULL;
    if (unita != NULL ? same_unit(unita, i->unita) : type == NULL || (codes_tipo(type) & i->tipi))
        return false;
    check_say(c, DIAG_UNIT_MEASURE, i->node, unita != NULL ? unita : type, i->unita);
    return true;
}

/* Whether a target of V's type may stand under a unit of these types. A plain number takes the unit of days or of money
 * from the indicator; a value that has a unit of its own answers for itself. */
static bool is_admitted(const struct valore *v, unsigned types)
{
    const char *name = valore_name(v->tipo);
    unsigned bit = name != NULL ? codes_tipo(name) : 0;
    if (bit == 0 || types == 0 || v->unita != NULL)
        return true;
    return (bit & types) || (bit == CODES_NUMERO && (types & (CODES_DURATA | CODES_IMPORTO)));
}

static bool check_target(struct check *c, const struct soggetto *s)
{
    const struct scheda *i = s->indicatore;
    for (size_t k = 0; k < s->richiesta_count; k++) {
        const struct richiesta *r = &s->richieste[k];
        if (!r->propria || is_admitted(&r->v, i->tipi) || (r->parte != NULL && strchr(i->unita, ';') == NULL))
            continue;   /* conditions are of several quantities: only units that are several too speak of them */
        check_say(c, DIAG_UNIT_TARGET, s->node, check_print(c, "%d", r->anno), check_richiesta(c, r, NULL), i->unita);
        return true;
    }
    return false;
}

/* A plain number against a percentage. */
static bool check_value(struct check *c, const struct soggetto *s, const struct richiesta *r)
{
    for (size_t i = 0; r->v.tipo == VALORE_PERCENTO && i < s->osservazione_count; i++) {
        const struct osservazione *o = &s->osservazioni[i];
        if (o->v.tipo != VALORE_NUMERO || !soggetto_answers(r, o) || !soggetto_judges(s, r, o))
            continue;
        check_say(c, DIAG_UNIT_VALUE, s->node, check_print(c, "%d", r->anno), check_valore(c, &o->v, NULL), check_richiesta(c, r, NULL));
        return true;
    }
    return false;
}

void rule_unita_discordi(struct check *c, const struct soggetto *s)
{
    if ((!s->vista && check_measure(c, s->indicatore)) || check_target(c, s))
        return;
    for (size_t i = 0; i < s->richiesta_count; i++)
        if (check_value(c, s, &s->richieste[i]))
            return;
}

/* ---------------------------------------------------------------- tipo-discorde */

enum class { CLASS_NONE, CLASS_NUMBER, CLASS_PERCENT, CLASS_DATE, CLASS_YES_NO, CLASS_DAYS, CLASS_WORDS };

static enum class class_of(const struct valore *v)
{
    switch (v->tipo) {
    case VALORE_NUMERO:
    case VALORE_IMPORTO:
        return CLASS_NUMBER;
    case VALORE_DURATA:
        return CLASS_DAYS;
    case VALORE_PERCENTO:
        return CLASS_PERCENT;
    case VALORE_DATA:
        return CLASS_DATE;
    case VALORE_SINO:
        return CLASS_YES_NO;
    case VALORE_PAROLE:
        return CLASS_WORDS;
    case VALORE_NESSUNO:
    case VALORE_ASSENTE:
        break;
    }
    return CLASS_NONE;
}

static bool is_quantity(enum class class)
{
    return class == CLASS_NUMBER || class == CLASS_PERCENT || class == CLASS_DAYS;
}

/* Words and absences are of no type; a "no" where something was due by a day means that it was not done (compute.md 3). */
static bool types_clash(const struct valore *value, const struct valore *target)
{
    enum class v = class_of(value), t = class_of(target);
    if (v == CLASS_NONE || t == CLASS_NONE || v == CLASS_WORDS || t == CLASS_WORDS || v == t)
        return false;
    if (is_quantity(v) && is_quantity(t))
        return false;
    return !(v == CLASS_YES_NO && !value->si && t == CLASS_DATE);
}

static bool check_types(struct check *c, const struct soggetto *s, const struct richiesta *r)
{
    for (size_t i = 0; i < s->osservazione_count; i++) {
        const struct osservazione *o = &s->osservazioni[i];
        if (!soggetto_answers(r, o) || !soggetto_judges(s, r, o) || !types_clash(&o->v, &r->v))
            continue;
        check_say(c, DIAG_TYPES_DIFFER, s->node, check_print(c, "%d", r->anno), check_valore(c, &o->v, NULL),
                  check_richiesta(c, r, s->indicatore->unita));
        return true;
    }
    return false;
}

static bool is_order(enum comparatore op)
{
    return op == COMPARATORE_ALMENO || op == COMPARATORE_OLTRE || op == COMPARATORE_AL_MASSIMO || op == COMPARATORE_SOTTO;
}

void rule_tipo_discorde(struct check *c, const struct soggetto *s)
{
    for (size_t i = 0; i < s->richiesta_count; i++) {
        const struct richiesta *r = &s->richieste[i];
        if (check_types(c, s, r))
            return;
        if (r->propria && r->v.tipo == VALORE_SINO && is_order(r->comparatore)) {
            check_say(c, DIAG_TYPES_COMPARATOR, s->node, check_richiesta(c, r, NULL), check_print(c, "%d", r->anno));
            return;
        }
    }
}

/* ---------------------------------------------------------------- tipo-target-cambia */

/* The subject's own target of ANNO, when it is of a type; NULL otherwise. */
static const struct richiesta *target_of_year(const struct soggetto *s, int anno)
{
    for (size_t i = 0; i < s->richiesta_count; i++) {
        const struct richiesta *r = &s->richieste[i];
        if (r->anno == anno && r->propria && r->parte == NULL && class_of(&r->v) != CLASS_NONE)
            return r;
    }
    return NULL;
}

void rule_tipo_target_cambia(struct check *c, const struct soggetto *s)
{
    for (size_t i = 0; i < s->richiesta_count; i++) {
        const struct richiesta *a = target_of_year(s, s->richieste[i].anno), *b = target_of_year(s, s->richieste[i].anno + 1);
        if (a == NULL || b == NULL || class_of(&a->v) == class_of(&b->v))
            continue;
        const char *unita = s->indicatore->unita;
        check_say(c, DIAG_TARGET_TYPE_CHANGES, s->node, check_print(c, "%d", a->anno), check_richiesta(c, a, unita),
                  check_print(c, "%d", b->anno), check_richiesta(c, b, unita));
        return;
    }
}
