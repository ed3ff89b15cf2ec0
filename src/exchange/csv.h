/* csv.h: tables as CSV (RFC 4180): read as spreadsheets write them, within bounds, and written as they open them best. */
#ifndef PIRA_CSV_H
#define PIRA_CSV_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/diag.h"
#include "read/xml_source.h"

/* A row may have so many cells, a file so many bytes. */
enum { CSV_MAX_CELLS = 256 };
#define CSV_LIMIT ((size_t)64 << 20)

struct csv_cell {
    const char *text;    /* LEN bytes and a NUL, without quotes and blanks around them; valid until the next csv_next */
    size_t len, offset;  /* where it begins in the file's text */
};

struct csv_row {
    struct csv_cell cells[CSV_MAX_CELLS];
    size_t count;        /* never 0 */
    size_t number;       /* from 1, as a spreadsheet numbers it */
};

/* A table that is read row by row. */
struct csv {
    struct xml_source source;
    struct diag *diag;       /* borrowed */
    size_t first;            /* the messages about the table begin with that number */
    struct buf texts;        /* of the cells of the last row, each ended by a NUL */
    char cell_name[32];      /* that csv_place gave last */
    char separator;          /* ';', ',' or tab: the one of which the first row has most, outside of quotes */
    size_t at, row;          /* where the next row begins; the number of the last one */
    bool failed;             /* something was wrong, and has been reported */
};

/* Opens the file PATH ("-": standard input), or LEN bytes called NAME. UTF-8 and UTF-16 (with or without mark, with mark)
 * or else Windows-1252. False, with messages, when it cannot be read or is no CSV. Ended by csv_close in either case,
 * which gives the messages about it their source lines. */
bool csv_open(struct csv *c, const char *path, struct diag *d);
bool csv_open_memory(struct csv *c, const char *name, const void *data, size_t len, struct diag *d);
void csv_close(struct csv *c);

/* The next row that is not blank. False at the end, or when C has failed: quotes that do not close, or too many cells. */
bool csv_next(struct csv *c, struct csv_row *row);

/* Back to the first row. */
void csv_rewind(struct csv *c);

/* Where cell I of ROW is (beyond its last cell: that one): file, line, column, and "cella F12", which is
 * valid until the next call. */
struct diag_place csv_place(struct csv *c, const struct csv_row *row, size_t i);

/* Writes tables: UTF-8 with its mark, without which Italian spreadsheets take the file for Windows-1252; semicolons, since
 * the comma is theirs for decimals; lines end in CR LF. */
struct csv_out {
    struct buf *out;     /* borrowed */
    bool midst;          /* in the midst of a row */
};

/* Begins a table in OUT; adds a cell (NULL counts as ""); ends the row. A text that a spreadsheet would run as a formula
 * (it begins with = + - or @ and is no number) gets an apostrophe before it, which csv_next takes away again. */
void csv_begin(struct csv_out *w, struct buf *out);
void csv_put(struct csv_out *w, const char *text);
void csv_end_row(struct csv_out *w);

#endif
