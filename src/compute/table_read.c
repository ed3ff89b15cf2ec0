/* table_read.c: finds the tables that matter and lays their cells out in rows and columns, spans included. */
#include "compute/table.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "compute/plan.h"

/* ---------------------------------------------------------------- columns */

static size_t count_columns(const xmlNode *group)
{
    size_t count = 0;
    for (const xmlNode *n = plan_child(group, NULL); n != NULL; n = plan_next(n, NULL))
        count += plan_is(n, "colonna") ? 1 : plan_is(n, "gruppo") ? count_columns(n) : 0;
    return count;
}

/* What has no id needs no name. */
static bool name_axis(struct tables *t, struct tabella *tab, const char *id, struct asse what)
{
    struct asse *axis = id != NULL ? arena_alloc(t->arena, sizeof *axis) : NULL;
    if (axis == NULL)
        return id == NULL;
    *axis = what;
    return names_add(&t->by_id, tab->element, id, strlen(id), axis);
}

static enum valore_tipo column_type(const xmlNode *n)
{
    const char *tipo = plan_attr(n, "tipo");
    enum valore_tipo type = tipo != NULL ? valore_type_of(tipo) : VALORE_NESSUNO;
    enum valore_tipo of_unit = valore_type_of_unit(plan_attr(n, "unita"));
    return of_unit > VALORE_NUMERO ? of_unit : type == VALORE_DATA ? VALORE_NESSUNO : type;
}

static bool read_columns(struct tables *t, struct tabella *tab, const xmlNode *group)
{
    for (const xmlNode *n = plan_child(group, NULL); n != NULL; n = plan_next(n, NULL)) {
        if (plan_is(n, "gruppo") && !read_columns(t, tab, n))
            return false;
        if (!plan_is(n, "colonna"))
            continue;
        struct colonna *c = &tab->colonne[tab->colonne_count];
        *c = (struct colonna){n, column_type(n), plan_attr_int(n, "decimali", -1), plan_attr_int(n, "anno", 0)};
        if (!name_axis(t, tab, plan_attr(n, "id"), (struct asse){ASSE_COLONNA, tab->colonne_count, 0}))
            return false;
        tab->colonne_count++;
    }
    return true;
}

/* ---------------------------------------------------------------- cells */

/* Whether a cell takes part in computations, and how. */
static bool is_numeric(const xmlNode *cella, enum cella_genere *genere)
{
    for (const xmlNode *n = plan_child(cella, NULL); n != NULL; n = plan_next(n, NULL)) {
        enum valore_tipo tipo = valore_type_of((const char *)n->name);
        *genere = plan_is(n, "somma") ? CELLA_SOMMA : plan_is(n, "formula") ? CELLA_FORMULA : CELLA_SCRITTA;
        if (*genere != CELLA_SCRITTA || (tipo >= VALORE_NUMERO && tipo <= VALORE_DURATA))
            return true;
    }
    return false;
}

static size_t count_numeric(const xmlNode *riga)
{
    enum cella_genere genere;
    size_t count = 0;
    for (const xmlNode *n = plan_child(riga, "cella"); n != NULL; n = plan_next(n, "cella"))
        count += is_numeric(n, &genere);
    return count;
}

static void read_cell(struct tabella *tab, struct riga *row, xmlNode *n, size_t column, size_t width)
{
    enum cella_genere genere;
    if (!is_numeric(n, &genere))
        return;
    struct cella *c = &row->celle[row->celle_count++];
    c->element = n;
    c->tabella = tab;
    c->riga = (size_t)(row - tab->righe);
    c->colonna = column;
    c->larghezza = width;
    c->genere = genere;
    valore_init(&c->valore);
    if (genere == CELLA_SCRITTA) {
        valore_read(&c->valore, n);
        c->stato = valore_is_number(&c->valore) ? CELLA_VALORE : CELLA_VUOTA;
    }
}

static size_t span(const xmlNode *cella, const char *name)
{
    int count = plan_attr_int(cella, name, 1);
    return count > 0 ? (size_t)count : 1;
}

/* COVERED[c] is the first row that column c is free in, below a cell that spans rows. */
static bool read_cells(struct tables *t, struct tabella *tab, struct riga *row, size_t *covered)
{
    size_t index = (size_t)(row - tab->righe), column = 0;
    row->celle = arena_array(t->arena, count_numeric(row->element), sizeof *row->celle);
    if (row->celle == NULL)
        return false;
    for (xmlNode *n = plan_child(row->element, "cella"); n != NULL; n = plan_next(n, "cella")) {
        while (column < tab->colonne_count && covered[column] > index)
            column++;
        size_t width = span(n, "colonne"), height = span(n, "righe");
        if (!name_axis(t, tab, plan_attr(n, "id"), (struct asse){ASSE_CELLA, index, column}))
            return false;
        read_cell(tab, row, n, column, width);
        for (size_t end = column + width; column < end && column < tab->colonne_count; column++)
            covered[column] = index + height;
    }
    return true;
}

static bool read_rows(struct tables *t, struct tabella *tab)
{
    size_t *covered = calloc(tab->colonne_count + 1, sizeof *covered);
    bool ok = covered != NULL;
    for (xmlNode *n = plan_child(tab->element, "riga"); ok && n != NULL; n = plan_next(n, "riga")) {
        const char *genere = plan_attr(n, "genere");
        struct riga *row = &tab->righe[tab->righe_count];
        row->element = n;
        row->somma_voce = (genere == NULL || strcmp(genere, "voce") == 0) && !plan_attr_is(n, "escluso", "si");
        ok = name_axis(t, tab, plan_attr(n, "id"), (struct asse){ASSE_RIGA, tab->righe_count, 0}) && read_cells(t, tab, row, covered);
        tab->righe_count++;
    }
    free(covered);
    return ok;
}

static size_t count_rows(const xmlNode *tabella)
{
    size_t count = 0;
    for (const xmlNode *n = plan_child(tabella, "riga"); n != NULL; n = plan_next(n, "riga"))
        count++;
    return count;
}

static bool add_table(struct tables *t, struct tabella *tab)
{
    if (t->count == t->cap) {
        size_t cap = t->cap > 0 ? t->cap * 2 : 16;
        struct tabella **list = arena_array(t->arena, cap, sizeof *list);
        if (list == NULL)
            return false;
        if (t->count > 0)
            memcpy(list, t->list, t->count * sizeof *list);
        t->list = list;
        t->cap = cap;
    }
    t->list[t->count++] = tab;
    return true;
}

bool table_read(struct tables *t, xmlNode *element)
{
    const char *id = plan_attr(element, "id");
    const xmlNode *columns = plan_child(element, "colonne");
    struct tabella *tab = arena_alloc(t->arena, sizeof *tab);
    if (tab == NULL)
        return false;
    tab->element = element;
    tab->colonne = arena_array(t->arena, count_columns(columns), sizeof *tab->colonne);
    tab->righe = arena_array(t->arena, count_rows(element), sizeof *tab->righe);
    if (tab->colonne == NULL || tab->righe == NULL || !add_table(t, tab))
        return false;
    return (id == NULL || names_add(&t->by_id, NULL, id, strlen(id), tab)) && read_columns(t, tab, columns) && read_rows(t, tab);
}

/* ---------------------------------------------------------------- finding */

static int compare_columns(const void *key, const void *element)
{
    const size_t column = *(const size_t *)key;
    const struct cella *c = element;
    return column < c->colonna ? -1 : column >= c->colonna + c->larghezza;
}

struct cella *table_cell(const struct tabella *tab, size_t riga, size_t colonna)
{
    const struct riga *row = &tab->righe[riga];
    return bsearch(&colonna, row->celle, row->celle_count, sizeof *row->celle, compare_columns);
}

const struct asse *table_axis(const struct tables *t, const struct tabella *tab, const char *id, size_t len)
{
    const struct name *found = names_find(&t->by_id, tab->element, id, len);
    return found != NULL ? found->value : NULL;
}

static const struct tabella *find_table(const struct tables *t, const char *id)
{
    const struct name *found = id != NULL ? names_find(&t->by_id, NULL, id, strlen(id)) : NULL;
    return found != NULL ? found->value : NULL;
}

/* The row or column called ID; NULL when there is none. */
static const struct asse *find_axis(const struct tables *t, const struct tabella *tab, const char *id, enum asse_genere genere)
{
    const struct asse *axis = tab != NULL && id != NULL ? table_axis(t, tab, id, strlen(id)) : NULL;
    return axis != NULL && axis->genere == genere ? axis : NULL;
}

const struct cella *tables_find(const struct tables *t, const char *tabella, const char *riga, const char *colonna)
{
    const struct tabella *tab = find_table(t, tabella);
    const struct asse *row = find_axis(t, tab, riga, ASSE_RIGA), *column = find_axis(t, tab, colonna, ASSE_COLONNA);
    return row != NULL && column != NULL ? table_cell(tab, row->indice, column->indice) : NULL;
}

const struct cella *tables_next_year(const struct tables *t, const char *tabella, const char *riga, size_t *from, int *anno)
{
    const struct tabella *tab = find_table(t, tabella);
    const struct asse *row = find_axis(t, tab, riga, ASSE_RIGA);
    for (; row != NULL && *from < tab->colonne_count; ++*from) {
        const struct cella *c = tab->colonne[*from].anno != 0 ? table_cell(tab, row->indice, *from) : NULL;
        if (c == NULL)
            continue;
        *anno = tab->colonne[(*from)++].anno;
        return c;
    }
    return NULL;
}

int tables_year(const struct tables *t, const char *tabella, const char *colonna, int missing)
{
    const struct tabella *tab = find_table(t, tabella);
    const struct asse *column = find_axis(t, tab, colonna, ASSE_COLONNA);
    if (column != NULL && tab->colonne[column->indice].anno != 0)
        return tab->colonne[column->indice].anno;
    return tab != NULL ? plan_attr_int(tab->element, "anno", missing) : missing;
}
