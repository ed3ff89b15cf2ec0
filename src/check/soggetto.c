/* soggetto.c: the targets and values of an indicator, or of a view's entry for one, read once for all rules on values. */
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "check/rule.h"

#define FEW_VALUES 32

/* ARRAY with room for one more than COUNT, the new part zeroed; NULL, ARRAY unharmed, when memory is short. */
static void *grow(void *array, size_t count, size_t *cap, size_t size)
{
    if (count < *cap)
        return array;
    size_t larger = *cap > 0 ? *cap * 2 : 8;
    char *moved = realloc(array, larger * size);
    if (moved == NULL)
        return NULL;
    memset(moved + *cap * size, 0, (larger - *cap) * size);
    *cap = larger;
    return moved;
}

static struct richiesta *add_richiesta(struct check *c, struct soggetto *s)
{
    size_t before = s->richiesta_cap;
    struct richiesta *list = grow(s->richieste, s->richiesta_count, &s->richiesta_cap, sizeof *list);
    if (list == NULL) {
        c->no_memory = true;
        return NULL;
    }
    s->richieste = list;
    for (size_t i = before; i < s->richiesta_cap; i++)
        valore_init(&list[i].v);
    return &list[s->richiesta_count++];
}

static struct osservazione *add_osservazione(struct check *c, struct soggetto *s)
{
    size_t before = s->osservazione_cap;
    struct osservazione *list = grow(s->osservazioni, s->osservazione_count, &s->osservazione_cap, sizeof *list);
    if (list == NULL) {
        c->no_memory = true;
        return NULL;
    }
    s->osservazioni = list;
    for (size_t i = before; i < s->osservazione_cap; i++)
        valore_init(&list[i].v);
    return &list[s->osservazione_count++];
}

void soggetto_clear(struct soggetto *s)
{
    for (size_t i = 0; i < s->richiesta_cap; i++)
        valore_clear(&s->richieste[i].v);
    for (size_t i = 0; i < s->osservazione_cap; i++)
        valore_clear(&s->osservazioni[i].v);
    free(s->richieste);
    free(s->osservazioni);
    free(s->places);
}

/* ---------------------------------------------------------------- targets */

enum comparatore richiesta_comparatore(const xmlNode *target, const xmlNode *node)
{
    const char *own = plan_attr(node, "comparatore");
    return attain_comparatore(own != NULL ? own : plan_attr(target, "comparatore"));
}

/* Whether what N says is to be judged: in a view, only what its indicator does not say as well. */
static bool is_own(const struct check *c, const struct soggetto *s, const xmlNode *n, bool of_subject)
{
    return of_subject && (!s->vista || repeated_is_own(c, n, s->indicatore));
}

static bool read_richiesta(struct check *c, struct soggetto *s, xmlNode *target, xmlNode *node, bool of_subject)
{
    struct richiesta *r = add_richiesta(c, s);
    if (r == NULL)
        return false;
    r->target = target;
    r->node = node;
    r->anno = plan_attr_int(target, "anno", 0);
    r->parte = plan_attr(node, "parte");
    r->comparatore = richiesta_comparatore(target, node);
    r->propria = is_own(c, s, target, of_subject);
    valore_read(&r->v, node);
    return true;
}

static bool read_target(struct check *c, struct soggetto *s, xmlNode *target, bool of_subject)
{
    xmlNode *conditions = plan_child(target, "condizioni");
    if (conditions == NULL)
        return read_richiesta(c, s, target, target, of_subject);
    for (xmlNode *n = plan_child(conditions, "condizione"); n != NULL; n = plan_next(n, "condizione"))
        if (!read_richiesta(c, s, target, n, of_subject))
            return false;
    return true;
}

/* A target of the indicator does not count in a view that has its own for that year. */
static bool has_richiesta(const struct soggetto *s, const xmlNode *target)
{
    int anno = plan_attr_int(target, "anno", 0);
    for (size_t i = 0; i < s->richiesta_count; i++)
        if (s->richieste[i].anno == anno)
            return true;
    return false;
}

static bool read_targets(struct check *c, struct soggetto *s, xmlNode *first, bool of_subject)
{
    for (xmlNode *t = first; t != NULL; t = next_alike(t))
        if ((of_subject || !has_richiesta(s, t)) && !read_target(c, s, t, of_subject))
            return false;
    return true;
}

/* ---------------------------------------------------------------- values */

static const struct {
    const char *name;
    enum part part;
} origini[] = {
    [ORIGINE_BASE] = {"base", PART_BASE},
    [ORIGINE_ULTIMO] = {"ultimo", PART_ULTIMO},
    [ORIGINE_INTERMEDIO] = {"intermedio", PART_INTERMEDIO},
    [ORIGINE_CONSUNTIVO] = {"consuntivo", PART_CONSUNTIVO},
};

/* An exact value stands beside the rounded one. */
static void read_exact(struct valore *v, const xmlNode *n)
{
    const char *exact = plan_attr(n, "esatto");
    if (exact != NULL && valore_is_number(v))
        number_parse_fraction(v->numero, exact);
}

static bool read_osservazione(struct check *c, struct soggetto *s, xmlNode *n, enum origine origine, bool of_subject)
{
    struct osservazione *o = add_osservazione(c, s);
    if (o == NULL)
        return false;
    o->node = n;
    o->origine = origine;
    o->calcolata = plan_is(n->parent, "calcoli");
    o->ha_al = plan_attr_date(n, "al", &o->al);
    o->anno = plan_attr_int(n, "anno", 0);
    if (o->anno == 0 && origine != ORIGINE_BASE && origine != ORIGINE_ULTIMO)
        o->anno = o->ha_al ? o->al.year : c->plan->anno;
    o->parte = plan_attr(n, "parte");
    o->propria = is_own(c, s, n, of_subject);
    valore_read(&o->v, n);
    read_exact(&o->v, n);
    return true;
}

static bool same_key(const struct osservazione *a, const struct osservazione *b)
{
    if (a->origine != b->origine || a->anno != b->anno || a->ha_al != b->ha_al || (a->ha_al && date_compare(a->al, b->al) != 0))
        return false;
    return a->parte == b->parte || (a->parte != NULL && b->parte != NULL && strcmp(a->parte, b->parte) == 0);
}

static size_t hash_key(const struct osservazione *o)
{
    size_t hash = (size_t)o->origine * 10000 + (size_t)o->anno;
    if (o->ha_al)
        hash = ((hash * 10000 + (size_t)o->al.year) * 13 + (size_t)o->al.month) * 32 + (size_t)o->al.day;
    for (const char *p = o->parte; p != NULL && *p != '\0'; p++)
        hash = hash * 31 + (unsigned char)*p;
    return hash * 2654435761u;
}

/* The place in the table of the value with KEY, or where it would stand. */
static size_t place_of(const struct soggetto *s, const struct osservazione *key)
{
    size_t i = hash_key(key) % s->place_cap;
    while (s->places[i] != 0 && !same_key(&s->osservazioni[s->places[i] - 1], key))
        i = (i + 1) % s->place_cap;
    return i;
}

/* Brings the table up to the values there are. False when memory is short. */
static bool index_values(struct check *c, struct soggetto *s)
{
    if (s->place_cap < 2 * (s->osservazione_count + 1)) {
        size_t cap = 4 * (s->osservazione_count + 1), *places = realloc(s->places, cap * sizeof *places);
        if (places == NULL) {
            c->no_memory = true;
            return false;
        }
        s->places = places;
        s->place_cap = cap;
        s->placed = 0;
    }
    if (s->placed == 0)
        memset(s->places, 0, s->place_cap * sizeof *s->places);
    for (; s->placed < s->osservazione_count; s->placed++)
        s->places[place_of(s, &s->osservazioni[s->placed])] = s->placed + 1;
    return true;
}

static bool is_among(const struct soggetto *s, const struct osservazione *key)
{
    for (size_t i = 0; i < s->osservazione_count; i++)
        if (same_key(&s->osservazioni[i], key))
            return true;
    return false;
}

/* Whether S has a value of N's kind, year, day and part already; computed ones come first, then those a view gives. Many are
 * looked up in a table: each compared with all would cost the square. */
static bool has_osservazione(struct check *c, struct soggetto *s, const xmlNode *n, enum origine origine)
{
    struct osservazione key = {.origine = origine, .parte = plan_attr(n, "parte")};
    key.ha_al = plan_attr_date(n, "al", &key.al);
    key.anno = plan_attr_int(n, "anno", key.ha_al ? key.al.year : c->plan->anno);
    if (s->osservazione_count <= FEW_VALUES)
        return is_among(s, &key);
    return index_values(c, s) && s->places[place_of(s, &key)] != 0;
}

/* The values from FIRST on, all of one kind. */
static bool read_row(struct check *c, struct soggetto *s, xmlNode *first, enum origine origine, bool of_subject)
{
    for (xmlNode *n = first; n != NULL; n = next_alike(n))
        if (!has_osservazione(c, s, n, origine) && !read_osservazione(c, s, n, origine, of_subject))
            return false;
    return true;
}

/* Those of a voce, or computed ones. */
static bool read_values(struct check *c, struct soggetto *s, const xmlNode *parent, bool of_subject)
{
    for (int k = ORIGINE_BASE; parent != NULL && k <= ORIGINE_CONSUNTIVO; k++)
        if (!read_row(c, s, plan_child(parent, origini[k].name), (enum origine)k, of_subject))
            return false;
    return true;
}

static bool read_own_values(struct check *c, struct soggetto *s, const struct scheda *i, bool of_subject)
{
    for (int k = ORIGINE_BASE; k <= ORIGINE_CONSUNTIVO; k++)
        if (!read_row(c, s, i->parts[origini[k].part], (enum origine)k, of_subject))
            return false;
    return true;
}

/* ---------------------------------------------------------------- subjects */

bool soggetto_read(struct check *c, struct soggetto *s, xmlNode *node, const struct scheda *i)
{
    s->node = node;
    s->indicatore = i;
    s->vista = node != i->node;
    s->richiesta_count = s->osservazione_count = s->placed = 0;
    if (s->vista && (!read_targets(c, s, plan_child(node, "target"), true) || !read_values(c, s, node, true)))
        return false;
    return read_targets(c, s, i->parts[PART_TARGET], !s->vista) && read_values(c, s, i->parts[PART_CALCOLI], !s->vista)
           && read_own_values(c, s, i, !s->vista);
}

bool soggetto_answers(const struct richiesta *r, const struct osservazione *o)
{
    if (o->origine != ORIGINE_CONSUNTIVO && o->origine != ORIGINE_INTERMEDIO)
        return false;
    if (r->anno != o->anno)
        return false;
    if (r->parte == NULL || o->parte == NULL)
        return r->parte == o->parte;
    return strcmp(r->parte, o->parte) == 0;
}

bool soggetto_judges(const struct soggetto *s, const struct richiesta *r, const struct osservazione *o)
{
    return !s->vista || (r != NULL && r->propria) || (o != NULL && o->propria);
}

bool osservazione_early(const struct osservazione *o)
{
    return o->ha_al && date_compare(o->al, (struct date){o->anno, 12, 31}) < 0;
}
