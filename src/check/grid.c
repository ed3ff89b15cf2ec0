/* grid.c: columns of cells, by going through the rows with what each column still owes to cells from above. */
#include "check/grid.h"

#include <stdlib.h>
#include <string.h>

#include "compute/plan.h"

static int span(const xmlNode *cella, const char *name)
{
    int n = plan_attr_int(cella, name, 1);
    return n < 1 ? 1 : n;
}

/* The first free column from COLUMN on; the others are covered by a cell from above. */
static int free_column(const int *covered, int column)
{
    while (column < GRID_COLUMNS - 1 && covered[column] > 0)
        column++;
    return column;
}

static bool walk_row(const xmlNode *riga, int *covered, grid_cell *call, void *self)
{
    int below[GRID_COLUMNS] = {0}, column = 0;
    for (const xmlNode *cella = plan_child(riga, "cella"); cella != NULL; cella = plan_next(cella, "cella")) {
        column = free_column(covered, column);
        if (!call(self, riga, cella, column))
            return false;
        int columns = span(cella, "colonne"), rows = span(cella, "righe");
        for (; columns > 0 && column < GRID_COLUMNS - 1; columns--)
            below[column++] = rows;
    }
    for (int i = 0; i < GRID_COLUMNS; i++) {
        int rows = below[i] > covered[i] ? below[i] : covered[i];
        covered[i] = rows > 0 ? rows - 1 : 0;
    }
    return true;
}

void grid_walk(const xmlNode *tabella, grid_cell *call, void *self)
{
    int covered[GRID_COLUMNS] = {0};
    for (const xmlNode *riga = plan_child(tabella, "riga"); riga != NULL; riga = plan_next(riga, "riga"))
        if (!walk_row(riga, covered, call, self))
            return;
}

/* The colonna that is LEFT columns further in PARENT, or NULL, LEFT diminished by those passed. */
static const xmlNode *find_column(const xmlNode *parent, int *left)
{
    for (const xmlNode *n = plan_child(parent, NULL); n != NULL; n = plan_next(n, NULL)) {
        const xmlNode *found = NULL;
        if (plan_is(n, "colonna"))
            found = (*left)-- == 0 ? n : NULL;
        else if (plan_is(n, "gruppo"))
            found = find_column(n, left);
        if (found != NULL)
            return found;
    }
    return NULL;
}

const xmlNode *grid_column(const xmlNode *tabella, int column)
{
    return column >= 0 ? find_column(plan_child(tabella, "colonne"), &column) : NULL;
}

struct search {
    const xmlNode *cella;
    int column;
};

static bool is_searched(void *self, const xmlNode *riga, const xmlNode *cella, int column)
{
    struct search *search = self;
    (void)riga;
    if (cella != search->cella)
        return true;
    search->column = column;
    return false;
}

int grid_find(const xmlNode *cella)
{
    struct search search = {cella, -1};
    grid_walk(plan_ancestor(cella, "tabella"), is_searched, &search);
    return search.column;
}

const xmlNode *grid_label(const xmlNode *riga)
{
    const xmlNode *first = NULL;
    for (const xmlNode *cella = plan_child(riga, "cella"); cella != NULL; cella = plan_next(cella, "cella")) {
        const xmlNode *testo = plan_child(cella, "testo");
        if (testo != NULL && plan_attr_is(cella, "etichetta", "si"))
            return testo;
        if (first == NULL)
            first = testo;
    }
    return first;
}
