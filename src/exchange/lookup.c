/* lookup.c: the measures and indicators of a plan by the codes that people write. */
#include "exchange/lookup.h"

#include <stdint.h>
#include <string.h>

#include "base/suggest.h"
#include "compute/plan.h"

enum { MOST_SUGGESTIONS = 20 };

static const char measures[] = "misure", indicators[] = "indicatori";   /* scopes of names */

static const void *scope_of(const xmlNode *owner)
{
    return plan_is(owner, "misura") ? measures : indicators;
}

bool lookup_init(struct lookup *l, struct plan *p, struct arena *a)
{
    *l = (struct lookup){.plan = p};
    names_init(&l->codes, a);
    for (xmlNode *n = p->root; n != NULL; n = plan_walk(p, n)) {
        const char *code = datum_is_owner(n) ? plan_attr(n, "codice") : NULL;
        if (code != NULL && !names_add(&l->codes, scope_of(n), code, strlen(code), n))
            return false;
    }
    return true;
}

static xmlNode *owner_of_id(const struct lookup *l, const char *id)
{
    xmlNode *n = plan_find(l->plan, id);
    return n != NULL && datum_is_owner(n) ? n : NULL;
}

/* Another element of FIRST's kind and code. */
static xmlNode *another(const struct lookup *l, const xmlNode *first)
{
    for (xmlNode *n = l->plan->root; n != NULL; n = plan_walk(l->plan, n))
        if (n != first && datum_is_owner(n) && scope_of(n) == scope_of(first) && plan_attr_is(n, "codice", plan_attr(first, "codice")))
            return n;
    return NULL;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* The measure of its own that alone makes up the formula of an indicator; NULL when there is more to it. */
static xmlNode *only_measure(const struct lookup *l, const xmlNode *indicator)
{
    const xmlNode *formula = plan_child(indicator, "formula"), *reference = plan_child(formula, "misura");
    xmlNode *measure = plan_child(indicator, "misura");
    if (formula == NULL || measure == NULL || plan_next(measure, "misura") != NULL)
        return NULL;
    const char *text = plan_text(l->plan, formula);
    while (is_blank(*text))
        text++;
    size_t len = strlen(text);
    while (len > 0 && is_blank(text[len - 1]))
        len--;
    if (reference != NULL)
        return len == 0 && plan_attr_is(reference, "rif", plan_attr(measure, "id")) && !plan_attr(reference, "scarto") ? measure : NULL;
    const char *names[] = {plan_attr(measure, "codice"), plan_attr(measure, "id")};
    for (size_t i = 0; i < 2; i++)
        if (names[i] != NULL && strlen(names[i]) == len && strncmp(names[i], text, len) == 0)
            return measure;
    return NULL;
}

static enum lookup_status find_code(const struct lookup *l, const char *code, enum datum_kind kind, xmlNode **found, xmlNode **other)
{
    size_t len = strlen(code);
    const struct name *m = kind == DATUM_MISURA || kind == DATUM_KINDS ? names_find(&l->codes, measures, code, len) : NULL;
    const struct name *i = kind != DATUM_MISURA ? names_find(&l->codes, indicators, code, len) : NULL;
    const struct name *name = m != NULL ? m : i;
    *found = name != NULL ? name->value : owner_of_id(l, code);
    *other = NULL;
    if (*found == NULL)
        return LOOKUP_UNKNOWN;
    if (name != NULL && name->ambiguous)
        *other = another(l, *found);
    else if (m != NULL && i != NULL && plan_child(i->value, "formula") == NULL)
        *other = i->value;
    return *other != NULL ? LOOKUP_AMBIGUOUS : LOOKUP_FOUND;
}

enum lookup_status lookup_find(struct lookup *l, const char *id, const char *code, enum datum_kind kind, xmlNode **found, xmlNode **other)
{
    enum lookup_status status;
    *other = NULL;
    if (*id == '\0') {
        status = find_code(l, code, kind, found, other);
    } else {
        *found = owner_of_id(l, id);
        status = *found != NULL ? LOOKUP_FOUND : LOOKUP_UNKNOWN;
        const char *own = status == LOOKUP_FOUND ? datum_code(*found) : NULL;
        bool same = *code == '\0' || (own != NULL && strcmp(own, code) == 0);
        if (status == LOOKUP_FOUND && !same && find_code(l, code, DATUM_KINDS, other, &(xmlNode *){NULL}) == LOOKUP_FOUND && *other != *found)
            return LOOKUP_DISAGREE;
    }
    xmlNode *measure = status == LOOKUP_FOUND && kind == DATUM_KINDS && plan_is(*found, "indicatore") ? only_measure(l, *found) : NULL;
    if (measure != NULL)
        *found = measure;
    return status;
}

const char *lookup_nearest(struct lookup *l, const char *code)
{
    const char *nearest = NULL;
    if (l->suggestions++ >= MOST_SUGGESTIONS)
        return NULL;
    for (const xmlNode *n = l->plan->root; n != NULL; n = plan_walk(l->plan, n)) {
        const char *two[] = {datum_is_owner(n) ? datum_code(n) : NULL, nearest, NULL};
        const char *better = two[0] != NULL ? suggest_nearest(code, two) : NULL;
        nearest = better != NULL ? better : nearest;
    }
    return nearest;
}
