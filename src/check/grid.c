/* grid.c: columns of cells, by going through the rows with what each column still owes to cells from above. */
#include "check/grid.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "compute/plan.h"

static int span(const xmlNode *cella, const char *name)
{
    int n = plan_attr_int(cella, name, 1);
    return n < 1 ? 1 : n;
}

/* What each column still owes to cells from above: for how many rows it is covered. */
struct cover {
    int rows[GRID_COLUMNS];
    int width;               /* columns met so far */
    int last;                /* columns of the last row, covered ones included */
};

/* Of a row that is done, one row less; the last column takes whatever is too wide. */
static void end_row(struct cover *c, const int *below, int width)
{
    if (width > c->width)
        c->width = width;
    for (int i = 0; i < c->width; i++) {
        int rows = i < width && below[i] > c->rows[i] ? below[i] : c->rows[i];
        c->rows[i] = rows > 0 ? rows - 1 : 0;
    }
}

static bool walk_row(const xmlNode *riga, struct cover *c, grid_cell *call, void *self)
{
    int below[GRID_COLUMNS], column = 0;
    for (const xmlNode *cella = plan_child(riga, "cella"); cella != NULL; cella = plan_next(cella, "cella")) {
        for (; column < GRID_COLUMNS - 1 && c->rows[column] > 0; column++)
            below[column] = 0;
        if (!call(self, riga, cella, column))
            return false;
        int columns = span(cella, "colonne"), rows = span(cella, "righe");
        for (; columns > 0 && column < GRID_COLUMNS - 1; columns--)
            below[column++] = rows;
    }
    for (c->last = column; c->last < GRID_COLUMNS - 1 && c->rows[c->last] > 0;)
        c->last++;
    end_row(c, below, column);
    return true;
}

static void walk_from(const xmlNode *first, grid_cell *call, void *self)
{
    struct cover c = {{0}, 0, 0};
    for (const xmlNode *riga = first; riga != NULL; riga = plan_next(riga, "riga"))
        if (!walk_row(riga, &c, call, self))
            return;
}

void grid_walk(const xmlNode *tabella, grid_cell *call, void *self)
{
    walk_from(plan_child(tabella, "riga"), call, self);
}

static bool pass_cell(void *self, const xmlNode *riga, const xmlNode *cella, int column)
{
    (void)self;
    (void)riga;
    (void)cella;
    (void)column;
    return true;
}

void grid_rows(const xmlNode *tabella, grid_row *call, void *self)
{
    struct cover c = {{0}, 0, 0};
    for (const xmlNode *riga = plan_child(tabella, "riga"); riga != NULL; riga = plan_next(riga, "riga")) {
        walk_row(riga, &c, pass_cell, NULL);
        call(self, riga, c.last);
    }
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

int grid_width(const xmlNode *tabella)
{
    int left = INT_MAX;
    find_column(plan_child(tabella, "colonne"), &left);
    return INT_MAX - left;
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

/* No cell reaches further down than this: a table may be long, and each of its cells be asked for. */
#define LONGEST_SPAN 100

int grid_find(const xmlNode *cella)
{
    struct search search = {cella, -1};
    const xmlNode *first = plan_ancestor(cella, "riga");
    int rows = 0;
    for (const xmlNode *n = first != NULL ? first->prev : NULL; n != NULL && rows < LONGEST_SPAN; n = n->prev)
        if (plan_is(n, "riga")) {
            first = n;
            rows++;
        }
    walk_from(first, is_searched, &search);
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
