/* measure.c: reads measures and finds their values. */
#include "compute/measure.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "compute/insieme.h"
#include "compute/plan.h"

void measures_init(struct measures *m, struct plan *p, struct arena *a, const struct tables *tables)
{
    *m = (struct measures){.plan = p, .arena = a, .tables = tables};
    names_init(&m->names, a);
    names_init(&m->by_id, a);
    names_init(&m->parts, a);
}

void measures_clear(struct measures *m)
{
    for (struct misura *one = m->all; one != NULL; one = one->next)
        for (size_t i = 0; i < one->valori_count; i++)
            valore_clear(&one->valori[i].valore);
}

/* Room for COUNT values in all; false when memory is short. */
static bool make_room(struct measures *all, struct misura *m, size_t count)
{
    if (count <= m->valori_cap)
        return true;
    size_t cap = count > 2 * m->valori_cap ? count : 2 * m->valori_cap;
    struct misura_valore *list = arena_array(all->arena, cap, sizeof *list);
    if (list == NULL)
        return false;
    if (m->valori_count > 0)
        memcpy(list, m->valori, m->valori_count * sizeof *list);
    m->valori = list;
    m->valori_cap = cap;
    return true;
}

/* There is room for it. */
static struct misura_valore *add_value(struct misura *m, struct periodo quando)
{
    struct misura_valore *v = &m->valori[m->valori_count];
    v->quando = quando;
    v->ordine = m->valori_count++;
    valore_init(&v->valore);
    return v;
}

static int compare_values(const void *a, const void *b)
{
    const struct misura_valore *x = a, *y = b;
    int order = periodo_compare(x->quando, y->quando);
    return order != 0 ? order : (x->ordine > y->ordine) - (x->ordine < y->ordine);
}

static void sort_values(struct misura *m)
{
    if (m->valori_count > 1)
        qsort(m->valori, m->valori_count, sizeof *m->valori, compare_values);
}

static size_t count_values(const xmlNode *misura)
{
    size_t count = 0;
    for (const xmlNode *n = plan_child(misura, "valore"); n != NULL; n = plan_next(n, "valore"))
        count++;
    return count;
}

/* A measure, or a part of one; NULL when memory is short. */
static struct misura *new_measure(struct measures *all, xmlNode *element, const char *parte)
{
    struct misura *m = arena_alloc(all->arena, sizeof *m);
    if (m == NULL)
        return NULL;
    *m = (struct misura){.element = element, .parte = parte, .next = all->all};
    m->fine = &m->parti;
    all->all = m;
    return m;
}

struct misura *measures_part(struct measures *m, struct misura *of, const char *parte)
{
    const struct name *found = names_find(&m->parts, of->element, parte, strlen(parte));
    if (found != NULL)
        return found->value;
    struct misura *part = new_measure(m, of->element, parte);
    if (part == NULL || !names_add(&m->parts, of->element, parte, strlen(parte), part))
        return NULL;
    *of->fine = part;
    of->fine = &part->altra;
    return part;
}

/* ---------------------------------------------------------------- values made of several */

/* Whether V is of a stretch of the year that ends on a day: not of a year as a whole. */
static bool is_stretch(const struct misura_valore *v)
{
    return v->elemento != NULL && plan_attr(v->elemento, "al") != NULL;
}

/* Values of stretches, one after the other, become values of the year up to the end of each. */
static void add_stretches(struct misura *m, enum insieme_regola regola)
{
    for (size_t first = 0, i = 0; first < m->valori_count; first = i) {
        struct insieme so_far;
        insieme_init(&so_far, regola);
        for (i = first; i < m->valori_count && m->valori[i].quando.anno == m->valori[first].quando.anno; i++) {
            struct misura_valore *v = &m->valori[i];
            if (!is_stretch(v))
                continue;
            insieme_add(&so_far, &v->valore);
            if (so_far.count + so_far.rotto < 2)
                continue;
            insieme_result(&so_far, &v->valore);
            v->composto = true;
            v->elemento = NULL;
        }
        insieme_clear(&so_far);
    }
}

/* A value of a part. */
struct part_value {
    struct misura *part;
    const struct misura_valore *value;
};

static int compare_parts(const void *a, const void *b)
{
    const struct part_value *x = a, *y = b;
    int order = periodo_compare(x->value->quando, y->value->quando);
    if (order == 0)
        order = strcmp(x->part->parte, y->part->parte);
    return order != 0 ? order : (x->value->ordine > y->value->ordine) - (x->value->ordine < y->value->ordine);
}

/* All values of M's parts, by period and part; *COUNT is how many. NULL when memory is short. */
static struct part_value *gather_parts(struct measures *all, const struct misura *m, size_t *count)
{
    struct part_value *list = arena_array(all->arena, count_values(m->element), sizeof *list);
    *count = 0;
    for (struct misura *part = m->parti; list != NULL && part != NULL; part = part->altra)
        for (size_t i = 0; i < part->valori_count; i++)
            list[(*count)++] = (struct part_value){part, &part->valori[i]};
    if (list != NULL && *count > 1)
        qsort(list, *count, sizeof *list, compare_parts);
    return list;
}

/* How many of the values COUNT from FIRST on are of the first one's period, or of its year. */
static size_t same_period(const struct part_value *first, size_t count)
{
    size_t i = 0;
    while (i < count && periodo_compare(first[i].value->quando, first->value->quando) == 0)
        i++;
    return i;
}

static size_t same_year(const struct part_value *first, size_t count)
{
    size_t i = 0;
    while (i < count && first[i].value->quando.anno == first->value->quando.anno)
        i++;
    return i;
}

/* How many parts the COUNT values from FIRST on, all of a year, are of. */
static size_t count_parts(const struct part_value *first, size_t count)
{
    size_t parts = 0;
    for (size_t i = 0; i < count; i++) {
        parts += first[i].part->contata != first[i].value->quando.anno;
        first[i].part->contata = first[i].value->quando.anno;
    }
    return parts;
}

/* The COUNT values from FIRST on, all of one period, make one of M, if they are of all PARTS. Of several values of one part the
 * first counts. */
static void compose(struct misura *m, const struct part_value *first, size_t count, size_t parts, enum insieme_regola regola)
{
    struct insieme together;
    size_t found = 0;
    insieme_init(&together, regola);
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && first[i].part == first[i - 1].part)
            continue;
        insieme_add(&together, &first[i].value->valore);
        found++;
    }
    if (found == parts) {
        struct misura_valore *v = add_value(m, first->value->quando);
        insieme_result(&together, &v->valore);
        v->composto = true;
    }
    insieme_clear(&together);
}

/* A value for each period that all parts of its year have one of, and M itself has not. */
static bool add_parts(struct measures *all, struct misura *m, enum insieme_regola regola)
{
    size_t count;
    const struct part_value *list = gather_parts(all, m, &count);
    if (list == NULL || !make_room(all, m, m->valori_count + count))
        return false;
    const struct misura own = *m;   /* without those that are added */
    for (size_t year = 0, i = 0; year < count; year = i) {
        size_t end = year + same_year(&list[year], count - year), parts = count_parts(&list[year], end - year);
        for (size_t n; i < end; i += n) {
            n = same_period(&list[i], end - i);
            if (measure_value(&own, list[i].value->quando) == NULL)
                compose(m, &list[i], n, parts, regola);
        }
    }
    return true;
}

/* Each value to the measure, or to the part it is of. */
static bool sort_out_values(struct measures *all, struct misura *m)
{
    for (const xmlNode *n = plan_child(m->element, "valore"); n != NULL; n = plan_next(n, "valore")) {
        const char *parte = plan_attr(n, "parte");
        struct misura *to = parte != NULL ? measures_part(all, m, parte) : m;
        if (to == NULL || !make_room(all, to, to->valori_count + 1))
            return false;
        struct misura_valore *v = add_value(to, periodo_of(n, all->plan->anno));
        v->elemento = n;
        valore_read(&v->valore, n);
    }
    return true;
}

static void put_in_order(struct misura *m, const char *periodi)
{
    sort_values(m);
    if (periodi != NULL)
        add_stretches(m, insieme_regola(periodi));
}

static bool read_values(struct measures *all, struct misura *m)
{
    const char *periodi = plan_attr(m->element, "periodi"), *parti = plan_attr(m->element, "parti");
    if (!sort_out_values(all, m))
        return false;
    put_in_order(m, periodi);
    for (struct misura *part = m->parti; part != NULL; part = part->altra)
        put_in_order(part, periodi);
    return parti == NULL || add_parts(all, m, insieme_regola(parti));
}

/* ---------------------------------------------------------------- values from a table */

static void add_cell(struct misura *m, int anno, const struct cella *c)
{
    struct misura_valore *v = add_value(m, periodo_year(anno));
    v->elemento = c->element;
    if (c->stato == CELLA_VALORE)
        valore_copy(&v->valore, &c->valore);
    else
        v->valore.tipo = VALORE_ASSENTE;
}

/* A value for each year that the table has a column of, or that of the one column named. */
static bool read_from_table(struct measures *all, struct misura *m, const xmlNode *source)
{
    const char *tabella = plan_attr(source, "tabella"), *riga = plan_attr(source, "riga"), *colonna = plan_attr(source, "colonna");
    const struct cella *c;
    size_t from = 0, count = colonna != NULL;
    int anno = all->plan->anno;
    while (colonna == NULL && tables_next_year(all->tables, tabella, riga, &from, &anno))
        count++;
    if (!make_room(all, m, count))
        return false;
    c = colonna != NULL ? tables_find(all->tables, tabella, riga, colonna) : NULL;
    if (c != NULL)
        add_cell(m, tables_year(all->tables, tabella, colonna, anno), c);
    for (from = 0; colonna == NULL && (c = tables_next_year(all->tables, tabella, riga, &from, &anno)) != NULL;)
        add_cell(m, anno, c);
    return true;
}

static bool enter_name(struct measures *all, struct misura *m, const char *name)
{
    if (name == NULL)
        return true;
    const xmlNode *owner = plan_is(m->element->parent, "indicatore") ? m->element->parent : NULL;
    size_t len = strlen(name);
    return (owner == NULL || names_add(&all->names, owner, name, len, m)) && names_add(&all->names, NULL, name, len, m);
}

static bool read_measure(struct measures *all, xmlNode *n)
{
    const char *id = plan_attr(n, "id");
    const xmlNode *source = plan_child(n, "da-tabella");
    struct misura *m = new_measure(all, n, NULL);
    if (m == NULL || !(source != NULL ? read_from_table(all, m, source) : read_values(all, m)))
        return false;
    sort_values(m);
    return enter_name(all, m, plan_attr(n, "codice")) && enter_name(all, m, id) &&
           (id == NULL || names_add(&all->by_id, NULL, id, strlen(id), m));
}

bool measures_read(struct measures *m, xmlNode *first)
{
    for (xmlNode *n = first; n != NULL; n = plan_next(n, "misura"))
        if (!read_measure(m, n))
            return false;
    return true;
}

struct misura *measures_find(const struct measures *m, const char *id)
{
    const struct name *found = id != NULL ? names_find(&m->by_id, NULL, id, strlen(id)) : NULL;
    return found != NULL ? found->value : NULL;
}

const struct valore *measure_value(const struct misura *m, struct periodo quando)
{
    size_t low = 0, high = m->valori_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (periodo_compare(m->valori[middle].quando, quando) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < m->valori_count && periodo_compare(m->valori[low].quando, quando) == 0;
    return found ? &m->valori[low].valore : NULL;
}

const struct valore *measure_shifted(const struct misura *m, struct periodo quando, int scarto)
{
    if (scarto == 0)
        return measure_value(m, quando);
    quando.anno += scarto;
    if (!periodo_is_whole(quando)) {
        quando.al.year += scarto;
        const struct valore *same_day = measure_value(m, quando);
        if (same_day != NULL)
            return same_day;
    }
    return measure_value(m, periodo_year(quando.anno));
}
