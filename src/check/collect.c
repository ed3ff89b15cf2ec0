/* collect.c: one walk through the plan gathers the parts that the rules look at again and again. */
#include <string.h>

#include "base/arena.h"
#include "base/number.h"
#include "check/rule.h"

bool nodes_add(struct check *c, struct nodes *nodes, xmlNode *n)
{
    if (nodes->count == nodes->cap) {
        size_t cap = nodes->cap > 0 ? nodes->cap * 2 : 32;
        xmlNode **list = arena_array(c->arena, cap, sizeof(xmlNode *));
        if (list == NULL) {
            c->no_memory = true;
            return false;
        }
        if (nodes->count > 0)
            memcpy(list, nodes->list, nodes->count * sizeof *list);
        nodes->list = list;
        nodes->cap = cap;
    }
    nodes->list[nodes->count++] = n;
    return true;
}

/* A voce with a rif is that of a view; lists and resources have voci too. */
static struct nodes *list_for(struct check *c, const xmlNode *n, struct nodes *indicatori)
{
    const struct {
        const char *name;
        struct nodes *nodes;
    } lists[] = {
        {"indicatore", indicatori}, {"nodo", &c->nodi},       {"rinvio", &c->rinvii}, {"vista", &c->viste},
        {"misura", &c->misure},     {"tabella", &c->tabelle}, {"cella", &c->celle},   {"voce", &c->voci},
    };
    const char *name = (const char *)n->name;
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (name[0] == lists[i].name[0] && strcmp(name, lists[i].name) == 0)
            return lists[i].nodes;
    return NULL;
}

/* Elements that only name a thing declared elsewhere (formula/misura), and voci that are not of a view. */
static bool is_mention(const xmlNode *n)
{
    return (plan_is(n, "misura") && plan_attr(n, "rif") != NULL) || (plan_is(n, "voce") && plan_attr(n, "rif") == NULL);
}

/* The types that a unit admits; one of several ("%; data") admits those of each. 0 when one is not in the list. */
static unsigned unit_types(const struct check *c, const char *unita)
{
    unsigned types = 0;
    char one[64];
    while (unita != NULL && *unita != '\0') {
        unita += strspn(unita, " ;");
        size_t len = strcspn(unita, ";"), trimmed = len;
        while (trimmed > 0 && unita[trimmed - 1] == ' ')
            trimmed--;
        if (trimmed == 0 || trimmed >= sizeof one)
            return 0;
        memcpy(one, unita, trimmed);
        one[trimmed] = '\0';
        unsigned known = codes_unita(c->codes, one);
        if (known == 0)
            return 0;
        types |= known;
        unita += len;
    }
    return types;
}

static bool fill_indicatore(struct check *c, struct scheda *i, xmlNode *n)
{
    i->node = n;
    i->nodo = n->parent;
    i->codice = plan_attr(n, "codice");
    i->nome = plan_text(c->plan, plan_child(n, "nome"));
    i->unita = plan_attr(n, "unita");
    i->tipi = unit_types(c, i->unita);
    const char *id = plan_attr(n, "id");
    return id == NULL || names_add(&c->by_id, NULL, id, strlen(id), i);
}

static bool fill_indicatori(struct check *c, const struct nodes *nodes)
{
    c->indicatori = arena_array(c->arena, nodes->count, sizeof *c->indicatori);
    if (c->indicatori == NULL)
        return false;
    for (size_t i = 0; i < nodes->count; i++)
        if (!fill_indicatore(c, &c->indicatori[i], nodes->list[i]))
            return false;
    c->indicatore_count = nodes->count;
    return true;
}

/* Formulas call a measure by its codice or its id; the indicator's own come first. */
static bool name_measures(struct check *c)
{
    static const char *const names[] = {"codice", "id"};
    names_init(&c->misure_by_name, c->arena);
    for (size_t i = 0; i < c->misure.count; i++) {
        xmlNode *m = c->misure.list[i];
        const void *scope = plan_is(m->parent, "indicatore") ? m->parent : NULL;
        for (size_t k = 0; k < 2; k++) {
            const char *name = plan_attr(m, names[k]);
            if (name != NULL && !names_add(&c->misure_by_name, scope, name, strlen(name), m))
                return false;
        }
    }
    return true;
}

bool collect_parts(struct check *c)
{
    struct nodes indicatori = {0};
    names_init(&c->by_id, c->arena);
    for (xmlNode *n = c->plan->root; n != NULL; n = plan_walk(c->plan, n)) {
        struct nodes *list = list_for(c, n, &indicatori);
        if (list != NULL && !is_mention(n) && !nodes_add(c, list, n))
            return false;
    }
    return fill_indicatori(c, &indicatori) && name_measures(c);
}

const struct scheda *collect_scheda(const struct check *c, const char *id)
{
    const struct name *found = id != NULL ? names_find(&c->by_id, NULL, id, strlen(id)) : NULL;
    return found != NULL ? found->value : NULL;
}

static const xmlNode *measure_called(const struct check *c, const xmlNode *indicatore, const char *text)
{
    text += strspn(text, " \t\r\n");
    size_t len = strlen(text);
    while (len > 0 && strchr(" \t\r\n", text[len - 1]) != NULL)
        len--;
    const struct name *own = names_find(&c->misure_by_name, indicatore, text, len);
    const struct name *found = own != NULL ? own : names_find(&c->misure_by_name, NULL, text, len);
    return found != NULL ? found->value : NULL;
}

const xmlNode *collect_only_measure(struct check *c, const xmlNode *indicatore)
{
    const xmlNode *formula = plan_child(indicatore, "formula"), *mention = plan_child(formula, "misura");
    if (formula == NULL) {   /* a single measure of its own stands for the formula too */
        const xmlNode *own = plan_child(indicatore, "misura");
        return own != NULL && plan_next(own, "misura") == NULL ? own : NULL;
    }
    const char *text = plan_text(c->plan, formula);
    if (mention == NULL)
        return measure_called(c, indicatore, text);
    const char *rif = plan_attr(mention, "rif");
    bool alone = plan_next(mention, "misura") == NULL && text[strspn(text, " \t\r\n")] == '\0';
    const xmlNode *found = alone && rif != NULL ? plan_find(c->plan, rif) : NULL;
    return plan_is(found, "misura") ? found : NULL;
}

const struct livello *nodo_livello(const struct check *c, const xmlNode *nodo)
{
    const char *id = plan_attr(nodo, "livello");
    return id != NULL ? method_livello(&c->method, id) : NULL;
}

bool nodo_is_obiettivo(const struct check *c, const xmlNode *nodo)
{
    const struct livello *l = nodo_livello(c, nodo);
    return l != NULL && (l->natura == NATURA_STRATEGICO || l->natura == NATURA_OPERATIVO);
}

static xmlNode *first_counting(xmlNode *n)
{
    while (n != NULL && !plan_is(n, "nodo") && !plan_is(n, "indicatore") && !plan_is(n, "rinvio"))
        n = n->next;
    return n;
}

xmlNode *nodo_child(const xmlNode *nodo)
{
    return first_counting(nodo->children);
}

xmlNode *nodo_next(const xmlNode *child)
{
    return first_counting(child->next);
}

void check_soglia(const struct check *c, const char *rule, unsigned standard, mpq_t q)
{
    mpq_set_ui(q, standard, 1);
    for (const xmlNode *s = plan_child(c->plan->metodo, "soglia"); s != NULL; s = plan_next(s, "soglia"))
        if (plan_attr_is(s, "regola", rule))
            plan_attr_number(s, "valore", q);
}
