/* export_table.c: the tables that the author of a plan has drawn up, those of one kind in one. */
#include <string.h>

#include "check/grid.h"
#include "compute/plan.h"
#include "exchange/cell.h"
#include "exchange/export_parts.h"
#include "read/codes.h"

/* Columns of several tables, each heading once. */
struct columns {
    const char *headings[GRID_COLUMNS];
    size_t count;
};

/* A row of a table while its cells are met. */
struct row {
    struct export *e;
    const xmlNode *table, *riga;
    const struct columns *columns;
    const size_t *places;            /* of the table's columns among the columns */
    const xmlNode *cells[GRID_COLUMNS];
};

static const char *const fixed[] = {"tabella", "anno", "missione", "programma", "riga", "fuori dal totale", NULL};

static bool is_meant(const xmlNode *table, const char *name)
{
    return plan_attr_is(table, "genere", name) || plan_attr_is(table, "id", name);
}

/* The heading of a column: its own, else its id. */
static const char *heading_of(struct export *e, const xmlNode *column)
{
    const char *words = cell_words(plan_child(column, "testata"), e->arena);
    if (words == NULL || *words == '\0')
        words = plan_attr(column, "id");
    return words != NULL ? words : "";
}

/* The place of HEADING among the columns, the OCCURRENCE-th of that name; a new one at the end if need be. */
static size_t place_of(struct columns *columns, const char *heading, size_t occurrence)
{
    for (size_t i = 0; i < columns->count; i++)
        if (strcmp(columns->headings[i], heading) == 0 && occurrence-- == 0)
            return i;
    if (columns->count == GRID_COLUMNS)
        return GRID_COLUMNS - 1;
    columns->headings[columns->count] = heading;
    return columns->count++;
}

/* Where the columns of TABLE go. */
static void place_columns(struct export *e, const xmlNode *table, struct columns *columns, size_t places[GRID_COLUMNS])
{
    const char *own[GRID_COLUMNS];
    const xmlNode *column;
    for (int i = 0; i < GRID_COLUMNS && (column = grid_column(table, i)) != NULL; i++) {
        size_t occurrence = 0;
        own[i] = heading_of(e, column);
        for (int before = 0; before < i; before++)
            occurrence += strcmp(own[before], own[i]) == 0;
        places[i] = place_of(columns, own[i], occurrence);
    }
}

/* The name of a missione or programma as this plan prints it, else the official one. */
static const char *official_name(struct export *e, const xmlNode *name)
{
    const char *missione = plan_attr(name, plan_is(name, "nome-missione") ? "codice" : "missione"), *programma = plan_attr(name, "codice");
    const xmlNode *found = plan_child(plan_child(e->plan->root, "classificazione"), "missione");
    while (found != NULL && !plan_attr_is(found, "codice", missione))
        found = plan_next(found, "missione");
    if (plan_is(name, "nome-programma")) {
        found = plan_child(found, "programma");
        while (found != NULL && !plan_attr_is(found, "codice", programma))
            found = plan_next(found, "programma");
    }
    const char *printed = plan_text(e->plan, plan_child(found, "nome"));
    if (*printed != '\0')
        return printed;
    return plan_is(name, "nome-missione") ? codes_missione(e->codes, missione) : codes_programma(e->codes, missione, programma, e->plan->anno);
}

static void put_cell(struct export *e, const xmlNode *cella)
{
    const xmlNode *text = plan_child(cella, "testo"), *name = plan_child(cella, "nome-missione");
    if (name == NULL)
        name = plan_child(cella, "nome-programma");
    if (text != NULL)
        export_words(e, text);
    else if (name != NULL)
        csv_put(&e->csv, official_name(e, name));
    else {
        export_add_value(e, plan_child(cella, "calcoli") ? plan_child(cella, "calcoli") : cella);
        export_put(e);
    }
}

static void put_row(struct row *r)
{
    struct export *e = r->e;
    const xmlNode *programma = plan_child(plan_child(r->riga, "collocazione"), "programma");
    const xmlNode *missione = plan_child(plan_child(r->riga, "collocazione"), "missione");
    const char *genere = plan_attr(r->riga, "genere");
    if (plan_child(r->table, "titolo") != NULL)
        export_words(e, plan_child(r->table, "titolo"));
    else
        export_attribute(e, r->table, "id");
    export_attribute(e, r->table, "anno");
    if (programma != NULL || missione != NULL)
        export_attribute(e, programma ? programma : missione, programma ? "missione" : "codice");
    else
        export_attribute(e, r->table, "missione");
    export_attribute(e, programma, "codice");
    csv_put(&e->csv, genere != NULL ? genere : "voce");
    csv_put(&e->csv, plan_attr_is(r->riga, "escluso", "si") ? "sì" : "");
    for (size_t i = 0; i < r->columns->count; i++)
        put_cell(e, r->cells[i]);
    csv_end_row(&e->csv);
    memset(r->cells, 0, sizeof r->cells);
}

/* Keeps CELLA until the last of its row has come. */
static bool take_cell(void *self, const xmlNode *riga, const xmlNode *cella, int column)
{
    struct row *r = self;
    r->riga = riga;
    r->cells[r->places[column]] = cella;
    if (plan_next(cella, "cella") == NULL)
        put_row(r);
    return true;
}

static void put_table(struct export *e, const xmlNode *table, struct columns *columns)
{
    size_t places[GRID_COLUMNS] = {0};
    place_columns(e, table, columns, places);
    struct row row = {.e = e, .table = table, .columns = columns, .places = places};
    grid_walk(table, take_cell, &row);
}

bool export_tables(struct export *e, const char *name)
{
    struct columns columns = {.count = 0};
    size_t places[GRID_COLUMNS], found = 0;
    for (size_t i = 0; i < e->plan->all_tables.count; i++)
        if (is_meant(e->plan->all_tables.list[i], name)) {
            place_columns(e, e->plan->all_tables.list[i], &columns, places);
            found++;
        }
    if (found == 0)
        return false;
    for (size_t i = 0; fixed[i] != NULL; i++)
        csv_put(&e->csv, fixed[i]);
    for (size_t i = 0; i < columns.count; i++)
        csv_put(&e->csv, columns.headings[i]);
    csv_end_row(&e->csv);
    for (size_t i = 0; i < e->plan->all_tables.count; i++)
        if (is_meant(e->plan->all_tables.list[i], name))
            put_table(e, e->plan->all_tables.list[i], &columns);
    return true;
}
