/* rule_code.c: codes: repeated, nearly equal, out of their place; every comparison by hash, none by pairs. */
#include <string.h>

#include "base/arena.h"
#include "check/fold.h"
#include "check/rule.h"
#include "compute/model.h"
#include "read/xml_read.h"

/* ---------------------------------------------------------------- keys */

/* O is read as 0 and I as 1, which text layers confuse (compute.md 9). */
static char settled_letter(char c)
{
    return c == 'O' ? '0' : c == 'I' ? '1' : c;
}

/* CODICE with all its letters so; "" when memory is short. */
static const char *settled(struct check *c, const char *codice)
{
    char *key = arena_strdup(c->arena, codice);
    c->no_memory |= key == NULL;
    for (char *s = key; s != NULL && *s != '\0'; s++)
        *s = settled_letter(*s);
    return key != NULL ? key : "";
}

static const char *folded(struct check *c, const char *text, unsigned how, const char *keep)
{
    buf_clear(&c->scratch);
    fold_add(&c->scratch, text, how, keep);
    const char *key = arena_strdup(c->arena, buf_text(&c->scratch));
    c->no_memory |= key == NULL;
    return key != NULL ? key : "";
}

static bool same_name(struct check *c, const char *a, const char *b)
{
    return strcmp(a, b) == 0 || strcmp(folded(c, a, FOLD_BLANKS, NULL), folded(c, b, FOLD_BLANKS, NULL)) == 0;
}

static const char *line_of(struct check *c, const xmlNode *n)
{
    long line = 0, column = 0;
    xml_position(c->plan->doc, n, &line, &column);
    return check_print(c, "%ld", line);
}

/* The first thing that bore KEY; N itself, entered now, when none did. */
static xmlNode *first_of(struct check *c, struct names *names, const char *key, xmlNode *n)
{
    const struct name *found = names_find(names, NULL, key, strlen(key));
    if (found != NULL)
        return found->value;
    c->no_memory |= !names_add(names, NULL, key, strlen(key), n);
    return n;
}

/* ---------------------------------------------------------------- codice-ripetuto, indicatore-ripetuto */

static void report_repeated(struct check *c, const xmlNode *n, const xmlNode *first, const char *first_name)
{
    check_say(c, DIAG_CODE_REPEATED, n, plan_attr(n, "codice"), check_print(c, "«%s»", check_short(c, first_name, 80)),
              line_of(c, first));
}

#define LONGEST_ORDINAL 3

/* Whether CODICE only numbers among brothers ("1", "b", "F2"): it says nothing of what stands above, and begins anew there. */
static bool is_ordinal(const char *codice)
{
    size_t len = strlen(codice);
    return len <= LONGEST_ORDINAL && strpbrk(codice, "._-/ ") == NULL;
}

static bool begins_anew(const xmlNode *n, const xmlNode *first)
{
    return n->parent != first->parent && is_ordinal(plan_attr(n, "codice"));
}

static void check_nodes(struct check *c)
{
    struct names names;
    names_init(&names, c->arena);
    for (size_t i = 0; i < c->nodi.count; i++) {
        xmlNode *n = c->nodi.list[i];
        const char *codice = plan_attr(n, "codice");
        const xmlNode *first = codice != NULL ? first_of(c, &names, settled(c, codice), n) : n;
        if (first == n || begins_anew(n, first))
            continue;
        const char *there = plan_text(c->plan, plan_child(first, "titolo"));
        if (!same_name(c, plan_text(c->plan, plan_child(n, "titolo")), there))
            report_repeated(c, n, first, there);
    }
}

static void check_indicators(struct check *c)
{
    struct names names;
    names_init(&names, c->arena);
    for (size_t i = 0; i < c->indicatore_count; i++) {
        xmlNode *n = c->indicatori[i].node;
        const char *codice = c->indicatori[i].codice;
        const xmlNode *first = codice != NULL ? first_of(c, &names, settled(c, codice), n) : n;
        if (first == n)
            continue;
        const char *there = plan_text(c->plan, plan_child(first, "nome"));
        if (same_name(c, c->indicatori[i].nome, there))
            check_say(c, DIAG_INDICATOR_REPEATED, n, codice, line_of(c, first));
        else if (!begins_anew(n, first))
            report_repeated(c, n, first, there);
    }
}

/* An indicator that another node refers to counts in both. */
static void check_references(struct check *c)
{
    for (size_t i = 0; i < c->rinvii.count; i++) {
        const struct scheda *to = collect_scheda(c, plan_attr(c->rinvii.list[i], "rif"));
        if (to != NULL)
            check_say(c, DIAG_INDICATOR_REPEATED, c->rinvii.list[i], check_label(c, to->node), line_of(c, to->node));
    }
}

void rule_codice_ripetuto(struct check *c)
{
    check_nodes(c);
    check_indicators(c);
    check_references(c);
}

/* ---------------------------------------------------------------- codice-fuori-ambito */

/* The codice of the nearest node above that has one: groups without are skipped. NULL when there is none. */
static const char *codice_above(const xmlNode *nodo)
{
    for (const xmlNode *up = nodo->parent; plan_is(up, "nodo"); up = up->parent)
        if (plan_attr(up, "codice") != NULL)
            return plan_attr(up, "codice");
    return NULL;
}

static bool begins_with(const char *codice, const char *above)
{
    while (*above != '\0' && settled_letter(*codice) == settled_letter(*above)) {
        codice++;
        above++;
    }
    return *above == '\0';
}

struct habit {
    size_t all, inside;     /* nodes of a level with a codice below one with a codice; those whose codice shows it */
};

static void check_outside(struct check *c, const xmlNode *n, const struct livello *l, const struct habit *habits)
{
    const char *codice = plan_attr(n, "codice"), *above = codice_above(n);
    if (l == NULL || codice == NULL || above == NULL)
        return;
    const struct habit *h = &habits[l - c->method->livelli];
    if (h->inside * 2 > h->all && !begins_with(codice, above))
        check_say(c, DIAG_CODE_OUTSIDE, n, codice, above, check_print(c, "%zu", h->inside), check_print(c, "%zu", h->all));
}

void rule_codice_fuori_ambito(struct check *c)
{
    struct habit *habits = arena_array(c->arena, c->method->livelli_count, sizeof *habits);
    if (habits == NULL) {
        c->no_memory = true;
        return;
    }
    for (size_t i = 0; i < c->nodi.count; i++) {
        const struct livello *l = c->nodo_items[i]->livello;
        const char *codice = plan_attr(c->nodi.list[i], "codice"), *above = codice_above(c->nodi.list[i]);
        if (l == NULL || codice == NULL || above == NULL)
            continue;
        habits[l - c->method->livelli].all++;
        habits[l - c->method->livelli].inside += begins_with(codice, above);
    }
    for (size_t i = 0; i < c->nodi.count; i++)
        check_outside(c, c->nodi.list[i], c->nodo_items[i]->livello, habits);
}

/* ---------------------------------------------------------------- codice-quasi-uguale */

struct codes_met {
    struct names near;      /* without punctuation, blanks, capitals; + stays: D1.1.2+3 is no D1.1.23 */
    struct names reported;  /* exact, once */
};

/* Measures are entered before indicators, so that of a measure and an indicator the indicator is blamed. */
static void check_near(struct check *c, struct codes_met *met, xmlNode *n, const char *codice)
{
    const char *key = codice != NULL ? folded(c, codice, FOLD_BLANKS | FOLD_PUNCTUATION, "+") : "";
    const xmlNode *first = *key != '\0' ? first_of(c, &met->near, key, n) : n;
    if (first == n || strcmp(plan_attr(first, "codice"), codice) == 0 || first_of(c, &met->reported, codice, n) != n)
        return;
    check_say(c, DIAG_CODE_NEAR, n, codice, plan_attr(first, "codice"), line_of(c, first));
}

void rule_codice_quasi_uguale(struct check *c)
{
    struct codes_met met;
    names_init(&met.near, c->arena);
    names_init(&met.reported, c->arena);
    for (size_t i = 0; i < c->misure.count; i++)
        check_near(c, &met, c->misure.list[i], plan_attr(c->misure.list[i], "codice"));
    for (size_t i = 0; i < c->indicatore_count; i++)
        check_near(c, &met, c->indicatori[i].node, c->indicatori[i].codice);
}
