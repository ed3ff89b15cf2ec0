/* rule_reference.c: riferimento-inesistente: every reference leads to a thing of the right kind, every official code exists. */
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/suggest.h"
#include "check/rule.h"

/* ---------------------------------------------------------------- kinds of things that have an id */

enum kind {
    K_LIVELLO = 1, K_CENTRO = 2, K_TOTALE = 4, K_FASCIA = 8, K_NODO = 16, K_INDICATORE = 32, K_MISURA = 64, K_TABELLA = 128,
    K_RIGA = 256, K_COLONNA = 512, K_VISTA = 1024, K_FIGURA = 2048, K_GRAFICO = 4096, K_CELLA = 8192, K_NOTA = 16384,
    K_PORTATORE = 32768, K_CLASSE = 65536, K_OTHER = 131072, K_ANY = 262143
};

static const struct {
    const char *element;
    unsigned kind;
} kinds[] = {
    {"livello", K_LIVELLO}, {"centro", K_CENTRO},       {"totale", K_TOTALE},   {"fascia", K_FASCIA},
    {"nodo", K_NODO},       {"indicatore", K_INDICATORE}, {"misura", K_MISURA}, {"tabella", K_TABELLA},
    {"riga", K_RIGA},       {"colonna", K_COLONNA},     {"vista", K_VISTA},     {"figura", K_FIGURA},
    {"grafico", K_GRAFICO}, {"cella", K_CELLA},         {"avvertenza", K_NOTA}, {"portatore", K_PORTATORE},
    {"classe", K_CLASSE},
};

static unsigned kind_of(const xmlNode *n)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (plan_is(n, kinds[i].element))
            return kinds[i].kind;
    return K_OTHER;
}

/* "nodo o indicatore" */
static const char *kind_names(struct check *c, unsigned wanted)
{
    const char *names = "";
    if (wanted == K_ANY)
        return "id";
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (kinds[i].kind & wanted)
            names = check_print(c, "%s%s%s", names, *names != '\0' ? "/" : "", kinds[i].element);
    return names;
}

/* ---------------------------------------------------------------- where references stand */

struct reference {
    const char *element, *attribute;
    unsigned wanted;
    const char *table;    /* rows and columns: attribute that names their table; "": the table around; NULL: any */
};

/* Rows of one element stand together. */
static const struct reference references[] = {
    {"nodo", "livello", K_LIVELLO, NULL},
    {"aggregazione", "livello", K_LIVELLO, NULL},
    {"aggregazione", "livelli", K_LIVELLO, NULL},
    {"totale", "livelli", K_LIVELLO, NULL},
    {"totale", "classi", K_CLASSE, NULL},
    {"pesi", "livello", K_LIVELLO, NULL},
    {"responsabile", "centri", K_CENTRO, NULL},
    {"centro", "parte-di", K_CENTRO, NULL},
    {"vista", "centro", K_CENTRO, NULL},
    {"vista", "totale", K_TOTALE, NULL},
    {"gruppo", "rif", K_NODO, NULL},
    {"voce", "rif", K_NODO | K_INDICATORE | K_TOTALE | K_CENTRO, NULL},
    {"rinvio", "rif", K_NODO | K_INDICATORE, NULL},
    {"classe", "parte-di", K_CLASSE, NULL},
    {"classi", "rif", K_CLASSE, NULL},
    {"portatori", "rif", K_PORTATORE, NULL},
    {"grado", "fascia", K_FASCIA, NULL},
    {"misura", "rif", K_MISURA, NULL},
    {"riferimento", "indicatore", K_INDICATORE, NULL},
    {"riferimento", "misura", K_MISURA, NULL},
    {"da-tabella", "tabella", K_TABELLA, NULL},
    {"da-tabella", "riga", K_RIGA, "tabella"},
    {"da-tabella", "colonna", K_COLONNA, "tabella"},
    {"somma", "righe", K_RIGA, ""},
    {"somma", "meno-righe", K_RIGA, ""},
    {"somma", "colonne", K_COLONNA, ""},
    {"somma", "meno-colonne", K_COLONNA, ""},
    {"serie", "tabella", K_TABELLA, NULL},
    {"serie", "colonna", K_COLONNA, "tabella"},
    {"serie", "righe", K_RIGA, "tabella"},
    {"serie", "elementi", K_NODO | K_INDICATORE | K_CENTRO | K_TOTALE, NULL},
    {"dato", "rif", K_NODO | K_INDICATORE | K_TOTALE | K_CENTRO | K_CELLA, NULL},
    {"inserisci", "rif", K_TABELLA | K_FIGURA | K_VISTA | K_GRAFICO, NULL},
    {"rimando-nota", "rif", K_NOTA, NULL},
    {"collegamento", "rif", K_ANY, NULL},
    {"sezione", "dopo-di", K_ANY, NULL},
};

#define REFERENCES (sizeof references / sizeof *references)

/* ---------------------------------------------------------------- suggestions */

/* How many known names may be compared with mistaken ones in all: a plan full of mistakes must not take minutes. */
#define MOST_COMPARISONS 60000

/* The ids of some kinds, gathered once: walking the plan for each mistake would cost its square. */
struct known {
    unsigned wanted;
    const char **ids;        /* ended by NULL */
    size_t count;
    const char *listed;      /* the first of them, for a message */
    struct known *next;
};

struct finder {
    struct check *check;
    struct names first;      /* element -> its first row of the table */
    struct known *known;
    size_t comparisons;
};

#define MOST_LISTED 8   /* ids in a message */

/* "promozione, registro": the first of the known ids. */
static const char *list_ids(struct check *c, const char *const *known)
{
    const char *text = "";
    size_t count = 0;
    for (; known != NULL && known[count] != NULL && count < MOST_LISTED; count++)
        text = check_print(c, "%s%s%s", text, count > 0 ? ", " : "", known[count]);
    if (count == 0)
        return "–";
    return known[count] != NULL ? check_print(c, "%s, …", text) : text;
}

static const char **ids_of(struct check *c, const struct nodes *nodes)
{
    const char **ids = arena_array(c->arena, nodes->count + 1, sizeof *ids);
    for (size_t i = 0; ids != NULL && i < nodes->count; i++)
        ids[i] = plan_attr(nodes->list[i], "id");
    return ids;
}

/* NULL when memory is short. */
static const struct known *gather(struct finder *f, unsigned wanted)
{
    struct check *c = f->check;
    struct nodes found = {0};
    struct known *k = arena_alloc(c->arena, sizeof *k);
    for (xmlNode *n = c->plan->root; n != NULL; n = plan_walk(c->plan, n))
        if (plan_attr(n, "id") != NULL && (kind_of(n) & wanted) && !nodes_add(c, &found, n))
            return NULL;
    if (k == NULL)
        return NULL;
    *k = (struct known){.wanted = wanted, .ids = ids_of(c, &found), .count = found.count, .next = f->known};
    if (k->ids == NULL)
        return NULL;
    k->listed = list_ids(c, k->ids);
    return f->known = k;
}

/* The ids of the kinds WANTED; NULL when memory is short or there were too many comparisons. */
static const struct known *known_ids(struct finder *f, unsigned wanted)
{
    const struct known *k = f->known;
    while (k != NULL && k->wanted != wanted)
        k = k->next;
    if (k == NULL)
        k = gather(f, wanted);
    f->comparisons += k != NULL ? k->count : 0;
    return k != NULL && f->comparisons <= MOST_COMPARISONS ? k : NULL;
}

static void report_missing(struct finder *f, xmlNode *n, const struct reference *r, const char *id)
{
    struct check *c = f->check;
    const struct known *known = f->comparisons < MOST_COMPARISONS ? known_ids(f, r->wanted) : NULL;
    const char *near = known != NULL ? suggest_nearest(id, known->ids) : NULL;
    const char *args[] = {id, r->attribute, kind_names(c, r->wanted), near != NULL ? near : known != NULL ? known->listed : "–", NULL};
    check_report_attr(c, near != NULL ? DIAG_RIF_LIKE : DIAG_RIF_MISSING, n, r->attribute, args);
}

/* ---------------------------------------------------------------- references */

/* The table in which the rows and columns of R must be; NULL when it is not known, or does not matter. */
static const xmlNode *table_of(const struct check *c, const xmlNode *n, const struct reference *r)
{
    if (r->table == NULL)
        return NULL;
    if (*r->table == '\0')
        return plan_ancestor(n, "tabella");
    const char *id = plan_attr(n, r->table);
    return id != NULL ? plan_find(c->plan, id) : NULL;
}

static void check_id(struct finder *f, xmlNode *n, const struct reference *r, const char *id)
{
    struct check *c = f->check;
    const xmlNode *found = plan_find(c->plan, id), *table = table_of(c, n, r);
    if (found == NULL) {
        report_missing(f, n, r, id);
    } else if (!(kind_of(found) & r->wanted)) {
        const char *args[] = {id, (const char *)found->name, r->attribute, kind_names(c, r->wanted), NULL};
        check_report_attr(c, DIAG_RIF_KIND, n, r->attribute, args);
    } else if (table != NULL && plan_ancestor(found, "tabella") != table) {
        const char *args[] = {id, plan_attr(table, "id"), NULL};
        check_report_attr(c, DIAG_RIF_TABLE, n, r->attribute, args);
    }
}

static void check_reference(struct finder *f, xmlNode *n, const struct reference *r)
{
    const char *list = plan_attr(n, r->attribute), *id = NULL;
    size_t len = 0;
    while (plan_next_id(&list, &id, &len)) {
        const char *one = id[len] == '\0' ? id : arena_strndup(f->check->arena, id, len);
        if (one != NULL)
            check_id(f, n, r, one);
        f->check->no_memory |= one == NULL;
    }
}

static bool index_references(struct finder *f)
{
    names_init(&f->first, f->check->arena);
    for (size_t i = 0; i < REFERENCES; i++) {
        const char *element = references[i].element;
        if (!names_add(&f->first, NULL, element, strlen(element), (void *)(uintptr_t)&references[i]))
            return false;
    }
    return true;
}

void rule_riferimenti(struct check *c)
{
    struct finder f = {.check = c};
    if (!index_references(&f)) {
        c->no_memory = true;
        return;
    }
    for (size_t i = 0; i < c->referring.count; i++) {
        xmlNode *n = c->referring.list[i];
        const char *name = (const char *)n->name;
        const struct name *first = names_find(&f.first, NULL, name, strlen(name));
        const struct reference *r = first != NULL ? first->value : NULL;
        for (; r != NULL && r < references + REFERENCES && strcmp(r->element, name) == 0; r++)
            check_reference(&f, n, r);
    }
}

/* ---------------------------------------------------------------- official codes */

/* "011, 012", or the programmes of a mission in the plan's year. */
static const char *list_codes(struct check *c, const char *missione)
{
    size_t count = 0;
    const struct codes_programma *list = codes_programmi(c->codes, &count);
    const char *text = "";
    for (size_t i = 0; i < count; i++) {
        bool of_year = (list[i].dal == 0 || c->plan->anno >= list[i].dal) && (list[i].al == 0 || c->plan->anno <= list[i].al);
        bool repeated = i > 0 && strcmp(list[i].missione, list[i - 1].missione) == 0;
        const char *comma = *text != '\0' ? ", " : "";
        if (missione == NULL && !repeated)
            text = check_print(c, "%s%s%s", text, comma, list[i].missione);
        else if (missione != NULL && of_year && strcmp(list[i].missione, missione) == 0)
            text = check_print(c, "%s%s%s", text, comma, list[i].codice);
    }
    return *text != '\0' ? text : "–";
}

/* The child NAME of PARENT with that codice, if the plan itself says what it is called: ministries, regions, municipalities
 * and others have their own. */
static const xmlNode *named_by_plan(const xmlNode *parent, const char *name, const char *codice)
{
    for (const xmlNode *n = plan_child(parent, name); n != NULL; n = plan_next(n, name))
        if (plan_attr_is(n, "codice", codice))
            return plan_child(n, "nome") != NULL ? n : NULL;
    return NULL;
}

static const xmlNode *classified(const struct check *c, const char *missione)
{
    const xmlNode *m = plan_child(plan_child(c->plan->root, "classificazione"), "missione");
    while (m != NULL && !plan_attr_is(m, "codice", missione))
        m = plan_next(m, "missione");
    return m;
}

static bool has_programmes(const struct check *c, const char *missione)
{
    size_t count = 0;
    const struct codes_programma *list = codes_programmi(c->codes, &count);
    for (size_t i = 0; i < count; i++)
        if (strcmp(list[i].missione, missione) == 0)
            return true;
    return false;
}

/* Whether the plan classifies by the missions of the State, whose codes have three digits; those of local bodies have two. */
static bool is_of_state(const struct check *c)
{
    const xmlNode *m = plan_child(plan_child(c->plan->root, "classificazione"), "missione");
    while (m != NULL && (plan_attr(m, "codice") == NULL || strlen(plan_attr(m, "codice")) != 3))
        m = plan_next(m, "missione");
    return m != NULL;
}

/* The mission with the zero in front that a spreadsheet takes away. NULL when there is none, or the short one is meant. */
static const char *missione_meant(struct check *c, const char *missione)
{
    const char *longer = check_print(c, "0%s", missione);
    bool short_one = codes_missione(c->codes, missione) != NULL && !is_of_state(c);
    return codes_missione(c->codes, longer) != NULL && !short_one ? longer : NULL;
}

/* True when the mission is an official one and its programmes are known. */
static bool check_missione(struct check *c, const xmlNode *n, const char *attribute)
{
    const char *missione = plan_attr(n, attribute);
    if (missione == NULL)
        return false;
    if (named_by_plan(plan_child(c->plan->root, "classificazione"), "missione", missione) != NULL)
        return codes_missione(c->codes, missione) != NULL && has_programmes(c, missione);
    const char *longer = missione_meant(c, missione);
    if (longer == NULL && codes_missione(c->codes, missione) != NULL)
        return has_programmes(c, missione);
    const char *args[] = {missione, longer != NULL ? longer : list_codes(c, NULL), NULL};
    check_report_attr(c, longer != NULL ? DIAG_MISSIONE_ZEROS : DIAG_MISSIONE_UNKNOWN, n, attribute, args);
    return false;
}

static void check_programma(struct check *c, const xmlNode *n, const char *missione)
{
    const char *codice = plan_attr(n, "codice");
    if (codice == NULL || codes_programma(c->codes, missione, codice, c->plan->anno) != NULL
        || named_by_plan(classified(c, missione), "programma", codice) != NULL)
        return;
    const char *longer = check_print(c, "0%s", codice);   /* a spreadsheet takes zeros away */
    bool known = codes_programma(c->codes, missione, longer, c->plan->anno) != NULL;
    const char *args[] = {missione, codice, check_print(c, "%d", c->plan->anno), known ? longer : list_codes(c, missione), NULL};
    check_report_attr(c, known ? DIAG_PROGRAMMA_ZEROS : DIAG_PROGRAMMA_UNKNOWN, n, "codice", args);
}

static void check_cofog(struct check *c, const xmlNode *n)
{
    const char *codice = plan_attr(n, "cofog");
    if (codice != NULL && codes_cofog(c->codes, codice) == NULL) {
        const char *args[] = {codice, NULL};
        check_report_attr(c, DIAG_COFOG_UNKNOWN, n, "cofog", args);
    }
}

/* A programma names its mission itself, or stands in it (classificazione). */
static void check_codes_of_programma(struct check *c, const xmlNode *n)
{
    check_cofog(c, n);
    if (plan_attr(n, "missione") != NULL) {
        if (check_missione(c, n, "missione"))
            check_programma(c, n, plan_attr(n, "missione"));
    } else if (plan_is(n->parent, "missione")) {
        const char *missione = plan_attr(n->parent, "codice");
        if (missione != NULL && has_programmes(c, missione))
            check_programma(c, n, missione);
    }
}

void rule_codici_ufficiali(struct check *c)
{
    for (size_t i = 0; i < c->coded.count; i++) {
        const xmlNode *n = c->coded.list[i];
        if (plan_is(n, "missione") || plan_is(n, "nome-missione"))
            check_missione(c, n, "codice");
        else if (plan_is(n, "tabella"))
            check_missione(c, n, "missione");
        else if (plan_is(n, "programma") || plan_is(n, "nome-programma"))
            check_codes_of_programma(c, n);
    }
}
