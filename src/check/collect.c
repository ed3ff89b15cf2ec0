/* collect.c: one walk through the plan gathers the parts that the rules look at again and again. */
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/number.h"
#include "check/rule.h"
#include "compute/model.h"

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

static const char *const part_names[PARTS] = {
    [PART_NOME] = "nome",           [PART_COSA_MISURA] = "cosa-misura", [PART_TIPOLOGIA] = "tipologia",
    [PART_ALGORITMO] = "algoritmo", [PART_MISURA] = "misura",           [PART_FORMULA] = "formula",
    [PART_FONTE] = "fonte",         [PART_SCALA] = "scala",             [PART_BASE] = "base",
    [PART_ULTIMO] = "ultimo",       [PART_TARGET] = "target",           [PART_INTERMEDIO] = "intermedio",
    [PART_CONSUNTIVO] = "consuntivo", [PART_RESPONSABILE] = "responsabile", [PART_SCOSTAMENTO] = "scostamento",
    [PART_PUBBLICATO] = "pubblicato", [PART_CALCOLI] = "calcoli",
};

/* The children stand in the order of the parts, so each name is looked for from where the last one was found. */
static void find_parts(struct scheda *i)
{
    size_t part = 0;
    for (xmlNode *n = plan_child(i->node, NULL); n != NULL; n = plan_next(n, NULL)) {
        size_t k = part;
        while (k < PARTS && strcmp(part_names[k], (const char *)n->name) != 0)
            k++;
        if (k == PARTS)
            continue;
        if (i->parts[k] == NULL)
            i->parts[k] = n;
        else
            i->rows |= 1u << k;
        part = k;
    }
}

/* The computation has its indicators in the order of the document too: the next one of them is N's. */
static const struct item *next_item(struct check *c, const xmlNode *n)
{
    const struct computation *computed = c->plan->computation;
    while (c->next_item < computed->items_count && computed->items[c->next_item]->element != n)
        c->next_item++;
    return c->next_item < computed->items_count ? computed->items[c->next_item] : NULL;
}

/* Enters an indicator while the walk is at it: later its parts would have to be fetched from memory again. */
static bool add_indicatore(struct check *c, xmlNode *n)
{
    const struct item *item = next_item(c, n);
    struct scheda *i = &c->indicatori[c->indicatore_count];
    const char *id = plan_attr(n, "id");
    if (item == NULL)   /* outside the tree: the schema has none there */
        return true;
    i->node = n;
    i->nodo = n->parent;
    i->item = item;
    find_parts(i);
    i->codice = plan_attr(n, "codice");
    i->nome = plan_text(c->plan, i->parts[PART_NOME]);
    i->unita = plan_attr(n, "unita");
    i->tipi = unit_types(c, i->unita);
    c->indicatore_count++;
    return id == NULL || names_add(&c->by_id, NULL, id, strlen(id), i);
}

/* What is done with the elements of a name. */
struct sort {
    const char *name;
    struct nodes *list;     /* NULL: none of their own */
    const char *refers;     /* the attribute with which one refers to others; "": there are several; NULL: none does */
    bool coded;
    bool indicatore;
};

static bool refers(const struct sort *sort, const xmlNode *n)
{
    if (sort->refers == NULL)
        return false;
    return *sort->refers != '\0' ? plan_attr(n, sort->refers) != NULL : n->properties != NULL;
}

/* Elements that only name a thing declared elsewhere (formula/misura), and voci that are not of a view. */
static bool is_mention(const xmlNode *n)
{
    return (plan_is(n, "misura") && plan_attr(n, "rif") != NULL) || (plan_is(n, "voce") && plan_attr(n, "rif") == NULL);
}

static bool sort_element(struct check *c, const struct sort *sort, xmlNode *n)
{
    bool ok = !sort->indicatore || add_indicatore(c, n);
    if (sort->list != NULL && !is_mention(n))
        ok = nodes_add(c, sort->list, n);
    if (refers(sort, n))
        ok = ok && nodes_add(c, &c->referring, n);
    if (sort->coded && n->properties != NULL)
        ok = ok && nodes_add(c, &c->coded, n);
    return ok;
}

/* The element after N and all it contains; NULL after the last. */
static xmlNode *after(const struct plan *p, const xmlNode *n)
{
    xmlNode *next = NULL;
    for (; next == NULL && n != p->root; n = n->parent)
        next = plan_next(n, NULL);
    return next;
}

/* One walk for all lists: in a large plan it takes longer than most rules. What was computed is right by itself. */
static bool sort_plan(struct check *c, const struct sort *sorts, size_t count)
{
    struct names by_name;
    names_init(&by_name, c->arena);
    for (size_t i = 0; i < count; i++)
        if (!names_add(&by_name, NULL, sorts[i].name, strlen(sorts[i].name), (void *)(uintptr_t)&sorts[i]))
            return false;
    for (xmlNode *n = c->plan->root; n != NULL; n = plan_is(n, "calcoli") ? after(c->plan, n) : plan_walk(c->plan, n)) {
        const struct name *found = names_find(&by_name, NULL, (const char *)n->name, strlen((const char *)n->name));
        if (found != NULL && !sort_element(c, found->value, n))
            return false;
    }
    return true;
}

/* The nodes of the tree, as the computation found them. */
static bool list_nodi(struct check *c)
{
    const struct computation *computed = c->plan->computation;
    c->nodo_items = arena_array(c->arena, computed->items_count, sizeof(struct item *));
    for (size_t i = 0; c->nodo_items != NULL && i < computed->items_count; i++) {
        if (computed->items[i]->kind != ITEM_NODO)
            continue;
        c->nodo_items[c->nodi.count] = computed->items[i];
        if (!nodes_add(c, &c->nodi, computed->items[i]->element))
            return false;
    }
    return c->nodo_items != NULL;
}

bool collect_parts(struct check *c)
{
    const struct sort sorts[] = {
        {.name = "indicatore", .indicatore = true},
        {.name = "nodo", .refers = "livello"},
        {.name = "rinvio", .list = &c->rinvii, .refers = "rif"},
        {.name = "vista", .list = &c->viste, .refers = ""},
        {.name = "voce", .list = &c->voci, .refers = "rif"},
        {.name = "misura", .list = &c->misure, .refers = "rif"},
        {.name = "tabella", .list = &c->tabelle, .coded = true},
        {.name = "cella", .list = &c->celle},
        {.name = "importo", .list = &c->importi},
        {.name = "missione", .coded = true},
        {.name = "programma", .coded = true},
        {.name = "nome-missione", .coded = true},
        {.name = "nome-programma", .coded = true},
        {.name = "aggregazione", .refers = ""},
        {.name = "totale", .refers = ""},
        {.name = "pesi", .refers = "livello"},
        {.name = "responsabile", .refers = "centri"},
        {.name = "centro", .refers = "parte-di"},
        {.name = "classe", .refers = "parte-di"},
        {.name = "classi", .refers = "rif"},
        {.name = "gruppo", .refers = "rif"},
        {.name = "portatori", .refers = "rif"},
        {.name = "grado", .refers = "fascia"},
        {.name = "riferimento", .refers = ""},
        {.name = "da-tabella", .refers = ""},
        {.name = "somma", .refers = ""},
        {.name = "serie", .refers = ""},
        {.name = "dato", .refers = "rif"},
        {.name = "inserisci", .refers = "rif"},
        {.name = "rimando-nota", .refers = "rif"},
        {.name = "collegamento", .refers = "rif"},
        {.name = "sezione", .refers = "dopo-di"},
    };
    names_init(&c->by_id, c->arena);
    c->indicatori = arena_array(c->arena, c->plan->computation->items_count, sizeof *c->indicatori);
    return c->indicatori != NULL && list_nodi(c) && sort_plan(c, sorts, sizeof sorts / sizeof *sorts);
}

const struct scheda *collect_scheda(const struct check *c, const char *id)
{
    const struct name *found = id != NULL ? names_find(&c->by_id, NULL, id, strlen(id)) : NULL;
    return found != NULL ? found->value : NULL;
}

xmlNode *next_alike(const xmlNode *n)
{
    xmlNode *next = plan_next(n, NULL);
    return plan_is(next, (const char *)n->name) ? next : NULL;
}

const xmlNode *collect_only_measure(const struct scheda *i)
{
    const struct indicatore *computed = i->item->indicatore;
    if (!computed->ha_formula || computed->errata)
        return NULL;
    const struct formula_step *single = formula_single(&computed->formula);
    return single != NULL && single->operand != NULL ? ((const struct misura *)single->operand)->element : NULL;
}

bool nodo_is_obiettivo(const struct item *nodo)
{
    const struct livello *l = nodo->livello;
    return l != NULL && (l->natura == NATURA_STRATEGICO || l->natura == NATURA_OPERATIVO);
}

static xmlNode *first_counting(xmlNode *n)
{
    while (n != NULL && !plan_is_item(n))
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
