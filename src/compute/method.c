/* method.c: reads metodo: bounds of the grado, aggregation by level, totals, bands, precision. */
#include "compute/method.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/number.h"
#include "compute/plan.h"

/* The row of TABLE whose text is TEXT (it is one of them: the schema says so); MISSING when TEXT is NULL. */
static int choose(const char *const *table, const char *text, int missing)
{
    for (int i = 0; text != NULL && table[i] != NULL; i++)
        if (strcmp(table[i], text) == 0)
            return i;
    return missing;
}

static const char *const regole[] = {"media-pesata", "media", "somma", "minimo", "massimo", "manuale", "nessuna", NULL};
static const char *const ambiti[] = {"figli", "indicatori", "nodi", "discendenti", NULL};
static const char *const nature[] = {"area", "strategico", "operativo", "gruppo", NULL};

static size_t count_children(const xmlNode *parent, const char *name)
{
    size_t count = 0;
    for (const xmlNode *n = plan_child(parent, name); n != NULL; n = plan_next(n, name))
        count++;
    return count;
}

static void read_percent(const xmlNode *n, const char *name, mpq_t q)
{
    if (plan_attr_number(n, name, q))
        valore_hundredth(q);
}

static void read_grado(struct method *m, const xmlNode *metodo)
{
    const xmlNode *n = plan_child(metodo, "grado");
    read_percent(n, "massimo", m->grado.massimo);
    read_percent(n, "minimo", m->grado.minimo);
    read_percent(n, "soglia", m->grado.soglia);
    m->grado.tutto_o_niente = plan_attr_is(n, "ritardo", "tutto-o-niente");
    m->grado.assenti_zero = plan_attr_is(n, "assenti", "zero");
    m->grado.decimali = plan_attr_int(n, "decimali", 2);
    m->scaglioni = plan_child(n, "scaglione") != NULL ? n : NULL;
}

static void read_precisione(struct method *m, const xmlNode *metodo)
{
    m->consuntivo = (struct precisione){0, -1};
    m->percentuale = 2;
    for (const xmlNode *n = plan_child(metodo, "precisione"); n != NULL; n = plan_next(n, "precisione")) {
        if (plan_attr_is(n, "grandezza", "consuntivo")) {
            m->consuntivo.significative = plan_attr_int(n, "cifre-significative", 0);
            m->consuntivo.decimali = plan_attr_int(n, "decimali", -1);
        } else if (plan_attr_is(n, "grandezza", "percentuale")) {
            m->percentuale = plan_attr_int(n, "decimali", 2);
        }
    }
}

/* ---------------------------------------------------------------- levels and how they are summed up */

static bool read_livelli(struct method *m, struct plan *p, struct arena *a)
{
    m->livelli = arena_array(a, count_children(p->livelli, "livello"), sizeof *m->livelli);
    if (m->livelli == NULL)
        return false;
    for (const xmlNode *n = plan_child(p->livelli, "livello"); n != NULL; n = plan_next(n, "livello")) {
        struct livello *l = &m->livelli[m->livelli_count++];
        l->id = plan_attr(n, "id");
        l->nome = plan_attr(n, "nome");
        l->natura = (enum natura)choose(nature, plan_attr(n, "natura"), NATURA_AREA);
        if (l->id != NULL && !names_add(&m->livelli_by_id, NULL, l->id, strlen(l->id), l))
            return false;
    }
    return true;
}

struct livello *method_livello(const struct method *m, const char *id)
{
    const struct name *found = id != NULL ? names_find(&m->livelli_by_id, NULL, id, strlen(id)) : NULL;
    return found != NULL ? found->value : NULL;
}

static int compare_addresses(const void *a, const void *b)
{
    uintptr_t x = (uintptr_t)*(const struct livello *const *)a, y = (uintptr_t)*(const struct livello *const *)b;
    return (x > y) - (x < y);
}

/* The levels named in LIST; those that nobody declared count as named, so that a misspelt list does not mean "all". */
static bool read_level_list(struct method *m, struct aggregazione *to, const char *list, struct arena *a)
{
    size_t len, count = 0;
    const char *id;
    for (const char *rest = list; plan_next_id(&rest, &id, &len);)
        count++;
    to->livelli = arena_array(a, count, sizeof *to->livelli);
    if (to->livelli == NULL)
        return false;
    while (plan_next_id(&list, &id, &len)) {
        const struct name *found = names_find(&m->livelli_by_id, NULL, id, len);
        to->livelli[to->livelli_count++] = found != NULL ? found->value : NULL;
    }
    qsort(to->livelli, to->livelli_count, sizeof *to->livelli, compare_addresses);
    return true;
}

bool method_includes(const struct aggregazione *a, const struct livello *l)
{
    return a->livelli_count == 0 ||
           (l != NULL && bsearch(&l, a->livelli, a->livelli_count, sizeof *a->livelli, compare_addresses) != NULL);
}

static bool read_aggregazione(struct method *m, struct aggregazione *to, const xmlNode *n, struct arena *a)
{
    to->dichiarata = true;
    to->element = n;
    to->regola = (enum regola)choose(regole, plan_attr(n, "regola"), REGOLA_NESSUNA);
    to->su = (enum su)choose(ambiti, plan_attr(n, "su"), SU_FIGLI);
    to->arrotonda = plan_attr_int(n, "arrotonda", -1);
    to->decimali = plan_attr_int(n, "decimali", m->grado.decimali);
    return read_level_list(m, to, plan_attr(n, "livelli"), a);
}

static bool read_aggregazioni(struct method *m, const xmlNode *metodo, struct arena *a)
{
    for (const xmlNode *n = plan_child(metodo, "aggregazione"); n != NULL; n = plan_next(n, "aggregazione")) {
        struct livello *l = method_livello(m, plan_attr(n, "livello"));
        if (l != NULL && !read_aggregazione(m, &l->aggregazione, n, a))
            return false;
    }
    for (const xmlNode *n = plan_child(metodo, "pesi"); n != NULL; n = plan_next(n, "pesi")) {
        struct livello *l = method_livello(m, plan_attr(n, "livello"));
        if (l == NULL)
            continue;
        l->pesi_uguali = true;
        l->pesi_decimali = plan_attr_int(n, "decimali", 2);
    }
    return true;
}

static bool read_totali(struct method *m, const xmlNode *metodo, struct arena *a)
{
    m->totali = arena_array(a, count_children(metodo, "totale"), sizeof *m->totali);
    if (m->totali == NULL)
        return false;
    for (xmlNode *n = plan_child(metodo, "totale"); n != NULL; n = plan_next(n, "totale")) {
        struct totale *t = &m->totali[m->totali_count++];
        t->element = n;
        grado_init(&t->grado);
        if (!read_aggregazione(m, &t->aggregazione, n, a))
            return false;
    }
    return true;
}

void method_bound(const struct aggregazione *a, struct grado *g)
{
    mpq_t limit;
    if (g->stato != GRADO_VALORE)
        return;
    mpq_init(limit);
    if (plan_attr_number(a->element, "minimo", limit)) {
        valore_hundredth(limit);
        if (mpq_cmp(g->valore, limit) < 0)
            mpq_set(g->valore, limit);
    }
    if (plan_attr_number(a->element, "massimo", limit)) {
        valore_hundredth(limit);
        if (mpq_cmp(g->valore, limit) > 0)
            mpq_set(g->valore, limit);
    }
    mpq_clear(limit);
}

/* ---------------------------------------------------------------- bands */

static int compare_fasce(const void *a, const void *b)
{
    const struct fascia *x = a, *y = b;
    if (x->has_da != y->has_da)
        return y->has_da - x->has_da;
    return x->has_da ? mpq_cmp(y->da, x->da) : 0;
}

static bool read_fasce(struct method *m, const xmlNode *metodo, struct arena *a)
{
    const xmlNode *valutazione = plan_child(metodo, "valutazione");
    m->fasce = arena_array(a, count_children(valutazione, "fascia"), sizeof *m->fasce);
    if (m->fasce == NULL)
        return false;
    for (const xmlNode *n = plan_child(valutazione, "fascia"); n != NULL; n = plan_next(n, "fascia")) {
        struct fascia *f = &m->fasce[m->fasce_count++];
        f->id = plan_attr(n, "id");
        mpq_init(f->da);
        f->has_da = plan_attr_number(n, "da", f->da);
        valore_hundredth(f->da);
    }
    qsort(m->fasce, m->fasce_count, sizeof *m->fasce, compare_fasce);
    return true;
}

const char *method_fascia(const struct method *m, const struct grado *g, int decimali)
{
    mpq_t printed;
    mpq_init(printed);
    mpq_set(printed, g->valore);
    number_round(printed, decimali + 2);
    const char *id = NULL;
    for (size_t i = 0; i < m->fasce_count && id == NULL; i++) {
        const struct fascia *f = &m->fasce[i];
        if (g->stato == GRADO_VALORE ? f->has_da && mpq_cmp(printed, f->da) >= 0 : !f->has_da)
            id = f->id;
    }
    mpq_clear(printed);
    return id;
}

/* ---------------------------------------------------------------- all of it */

bool method_read(struct method *m, struct plan *p, struct arena *a)
{
    memset(m, 0, sizeof *m);
    attain_method_init(&m->grado);
    names_init(&m->livelli_by_id, a);
    read_grado(m, p->metodo);
    read_precisione(m, p->metodo);
    return read_livelli(m, p, a) && read_aggregazioni(m, p->metodo, a) && read_totali(m, p->metodo, a) &&
           read_fasce(m, p->metodo, a);
}

void method_clear(struct method *m)
{
    for (size_t i = 0; i < m->totali_count; i++)
        grado_clear(&m->totali[i].grado);
    for (size_t i = 0; i < m->fasce_count; i++)
        mpq_clear(m->fasce[i].da);
    attain_method_clear(&m->grado);
}
