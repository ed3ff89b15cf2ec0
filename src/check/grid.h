/* grid.h: which column each cell of a table stands in, cells of several rows and columns reckoned with. */
#ifndef PIRA_GRID_H
#define PIRA_GRID_H

#include <libxml/tree.h>
#include <stdbool.h>

/* Columns beyond this number are not told apart. */
#define GRID_COLUMNS 256

/* Called with every cella, its riga and its column (from 0), row by row; returns false to stop. */
typedef bool grid_cell(void *self, const xmlNode *riga, const xmlNode *cella, int column);

void grid_walk(const xmlNode *tabella, grid_cell *call, void *self);

/* Called with every riga and how many columns its cells take, those that cells from above cover included. */
typedef void grid_row(void *self, const xmlNode *riga, int columns);

void grid_rows(const xmlNode *tabella, grid_row *call, void *self);

/* How many columns the table declares. */
int grid_width(const xmlNode *tabella);

/* The colonna at COLUMN (from 0), groups of columns looked into; NULL when there is none. */
const xmlNode *grid_column(const xmlNode *tabella, int column);

/* The column of CELLA in its table; -1 when it is in none. */
int grid_find(const xmlNode *cella);

/* The testo that heads RIGA: of the cell marked as its label, else of the first cell that has one; NULL: none. */
const xmlNode *grid_label(const xmlNode *riga);

#endif
