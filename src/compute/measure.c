/* measure.c: reads measures and finds their values. */
#include "compute/measure.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "compute/plan.h"

void measures_init(struct measures *m, struct plan *p, struct arena *a, const struct tables *tables)
{
    *m = (struct measures){.plan = p, .arena = a, .tables = tables};
    names_init(&m->names, a);
    names_init(&m->by_id, a);
}

void measures_clear(struct measures *m)
{
    for (struct misura *one = m->all; one != NULL; one = one->next)
        for (size_t i = 0; i < one->valori_count; i++)
            valore_clear(&one->valori[i].valore);
}

static struct misura_valore *add_value(struct misura *m, struct periodo quando)
{
    struct misura_valore *v = &m->valori[m->valori_count];
    v->quando = quando;
    v->ordine = m->valori_count++;
    valore_init(&v->valore);
    return v;
}

static bool read_values(struct measures *all, struct misura *m)
{
    size_t count = 0;
    for (const xmlNode *n = plan_child(m->element, "valore"); n != NULL; n = plan_next(n, "valore"))
        count++;
    m->valori = arena_array(all->arena, count, sizeof *m->valori);
    if (m->valori == NULL)
        return false;
    for (const xmlNode *n = plan_child(m->element, "valore"); n != NULL; n = plan_next(n, "valore")) {
        struct misura_valore *v = add_value(m, periodo_of(n, all->plan->anno));
        v->elemento = n;
        valore_read(&v->valore, n);
    }
    return true;
}

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
    m->valori = arena_array(all->arena, count, sizeof *m->valori);
    if (m->valori == NULL)
        return false;
    c = colonna != NULL ? tables_find(all->tables, tabella, riga, colonna) : NULL;
    if (c != NULL)
        add_cell(m, tables_year(all->tables, tabella, colonna, anno), c);
    for (from = 0; colonna == NULL && (c = tables_next_year(all->tables, tabella, riga, &from, &anno)) != NULL;)
        add_cell(m, anno, c);
    return true;
}

static int compare_values(const void *a, const void *b)
{
    const struct misura_valore *x = a, *y = b;
    int order = periodo_compare(x->quando, y->quando);
    return order != 0 ? order : (x->ordine > y->ordine) - (x->ordine < y->ordine);
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
    struct misura *m = arena_alloc(all->arena, sizeof *m);
    if (m == NULL)
        return false;
    m->element = n;
    m->next = all->all;
    all->all = m;
    if (!(source != NULL ? read_from_table(all, m, source) : read_values(all, m)))
        return false;
    if (m->valori_count > 1)
        qsort(m->valori, m->valori_count, sizeof *m->valori, compare_values);
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
