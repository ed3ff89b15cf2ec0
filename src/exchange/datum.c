/* datum.c: the places of a plan that figures are put into. */
#include "exchange/datum.h"

#include <string.h>
#include <strings.h>

#include "compute/plan.h"

static const struct {
    const char *name, *element;
} kinds[DATUM_KINDS] = {
    [DATUM_MISURA] = {"misura", "valore"},
    [DATUM_BASE] = {"base", "base"},
    [DATUM_ULTIMO] = {"ultimo", "ultimo"},
    [DATUM_INTERMEDIO] = {"intermedio", "intermedio"},
    [DATUM_CONSUNTIVO] = {"consuntivo", "consuntivo"},
};

const char *datum_kind_name(enum datum_kind kind)
{
    return kinds[kind].name;
}

enum datum_kind datum_kind_called(const char *name)
{
    enum datum_kind kind = DATUM_MISURA;
    while (kind < DATUM_KINDS && strcasecmp(kinds[kind].name, name) != 0)
        kind++;
    return kind;
}

const char *datum_element(enum datum_kind kind)
{
    return kinds[kind].element;
}

bool datum_is_owner(const xmlNode *n)
{
    return plan_is(n, "indicatore") || (plan_is(n, "misura") && (plan_is(n->parent, "misure") || plan_is(n->parent, "indicatore")));
}

bool datum_can_be(const xmlNode *owner, enum datum_kind kind)
{
    bool measure = plan_is(owner, "misura");
    return measure == (kind == DATUM_MISURA) && !(measure && plan_child(owner, "da-tabella"));
}

bool datum_of(struct datum *f, const struct plan *p, xmlNode *owner, const xmlNode *element)
{
    enum datum_kind kind = DATUM_MISURA;
    while (kind < DATUM_KINDS && !plan_is(element, kinds[kind].element))
        kind++;
    if (kind == DATUM_KINDS || !datum_can_be(owner, kind))
        return false;
    *f = (struct datum){.owner = owner, .kind = kind, .parte = plan_attr(element, "parte")};
    bool dated = plan_attr_date(element, "al", &f->al);
    f->anno = plan_attr_int(element, "anno", dated ? f->al.year : p->anno);
    return true;
}

static bool same_part(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static bool same_datum(const struct datum *a, const struct datum *b)
{
    return a->kind == b->kind && a->anno == b->anno && date_compare(a->al, b->al) == 0 && same_part(a->parte, b->parte);
}

xmlNode *datum_find(const struct plan *p, const struct datum *f, size_t n)
{
    const char *name = kinds[f->kind].element;
    struct datum other;
    for (xmlNode *e = plan_child(f->owner, name); e != NULL; e = plan_next(e, name))
        if (datum_of(&other, p, f->owner, e) && same_datum(&other, f) && n-- == 0)
            return e;
    return NULL;
}

void datum_current_period(struct datum *f, const struct plan *p)
{
    f->anno = p->anno;
    f->al = (struct date){0};
    for (const xmlNode *n = plan_child(p->root, "documento"); n != NULL; n = plan_next(n, "documento"))
        if (plan_attr_is(n, "tipo", p->documento) && (!plan_attr_date(n, "al", &f->al) || f->al.year != p->anno
                                                      || (f->al.month == 12 && f->al.day == 31)))
            f->al = (struct date){0};
}

static const xmlNode *target_of(const xmlNode *owner, int anno)
{
    const xmlNode *first = plan_child(owner, "target");
    for (const xmlNode *t = first; t != NULL; t = plan_next(t, "target"))
        if (plan_attr_int(t, "anno", 0) == anno)
            return t;
    return first;
}

const xmlNode *datum_condition(const xmlNode *owner, int anno, size_t n)
{
    const xmlNode *c = plan_child(plan_child(target_of(owner, anno), "condizioni"), "condizione");
    while (c != NULL && n-- > 0)
        c = plan_next(c, "condizione");
    return c;
}

/* The type of the value that CONTENT, a target or a condition, asks for: its own, of an interval's ends, of a reference's value. */
static enum valore_tipo type_asked(const xmlNode *content)
{
    for (const xmlNode *n = plan_child(content, NULL); n != NULL; n = plan_next(n, NULL)) {
        enum valore_tipo tipo = valore_type_of((const char *)n->name);
        if (tipo == VALORE_NESSUNO && (plan_is(n, "intervallo") || plan_is(n, "riferimento")))
            for (const xmlNode *end = plan_child(n, NULL); end != NULL && tipo == VALORE_NESSUNO; end = plan_next(end, NULL))
                tipo = valore_type_of((const char *)(plan_child(end, NULL) ? plan_child(end, NULL)->name : end->name));
        if (tipo != VALORE_NESSUNO)
            return tipo == VALORE_ASSENTE ? VALORE_NESSUNO : tipo;
    }
    return VALORE_NESSUNO;
}

/* A type that a text can be told to have: no words, no absence. */
static bool is_definite(enum valore_tipo tipo)
{
    return tipo >= VALORE_NUMERO && tipo <= VALORE_SINO;
}

struct cell_context datum_context(const struct datum *f, const struct codes *codes)
{
    struct cell_context context = {.codes = codes, .unita = plan_attr(f->owner, "unita"), .numbers = CELL_ITALIAN};
    const xmlNode *condition;
    if (f->kind == DATUM_MISURA)
        return context;
    context.first = type_asked(target_of(f->owner, f->anno));
    for (size_t i = 0; f->parte != NULL && (condition = datum_condition(f->owner, f->anno, i)) != NULL; i++)
        if (plan_attr_is(condition, "parte", f->parte) && is_definite(type_asked(condition))) {
            context.first = type_asked(condition);
            context.unita = NULL;   /* the indicator's, which is that of several: "%; data" */
        }
    return context;
}

const char *datum_code(const xmlNode *owner)
{
    const char *code = plan_attr(owner, "codice");
    return code == NULL && plan_is(owner->parent, "indicatore") ? plan_attr(owner->parent, "codice") : code;
}

/* The algorithm of an indicator in words, or its name: both stand before its measures, of which there may be thousands. */
static const xmlNode *words_before_measures(const xmlNode *indicator)
{
    const xmlNode *nome = NULL;
    for (const xmlNode *n = plan_child(indicator, NULL); n != NULL && !plan_is(n, "misura"); n = plan_next(n, NULL)) {
        if (plan_is(n, "algoritmo"))
            return n;
        if (nome == NULL && plan_is(n, "nome"))
            nome = n;
    }
    return nome;
}

const xmlNode *datum_name(const xmlNode *owner)
{
    const xmlNode *name = plan_child(owner, "nome"), *indicator = owner->parent;
    if (name == NULL && plan_is(indicator, "indicatore"))
        name = words_before_measures(indicator);
    return name;
}
