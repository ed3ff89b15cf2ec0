/* heading.c: which column of a table is which. */
#include "exchange/heading.h"

#include <string.h>
#include <strings.h>

static const struct {
    const char *name;
    int kind;
} known[] = {
    {"codice", VALUES_CODICE},   {"code", VALUES_CODICE},      {"cod.", VALUES_CODICE},    {"cod", VALUES_CODICE},
    {"id", VALUES_ID},           {"identificativo", VALUES_ID}, {"nome", VALUES_NOME},     {"name", VALUES_NOME},
    {"descrizione", VALUES_NOME}, {"unità", VALUES_UNITA},     {"unita", VALUES_UNITA},    {"unit", VALUES_UNITA},
    {"unità di misura", VALUES_UNITA}, {"u.m.", VALUES_UNITA}, {"voce", VALUES_VOCE},      {"kind", VALUES_VOCE},
    {"parte", VALUES_PARTE},     {"part", VALUES_PARTE},       {"periodo", VALUES_PERIODO}, {"period", VALUES_PERIODO},
    {"anno", VALUES_PERIODO},    {"year", VALUES_PERIODO},     {"al", HEADING_AL},         {"data", HEADING_AL},
    {"date", HEADING_AL},        {"giorno", HEADING_AL},       {"valore", VALUES_VALORE},  {"value", VALUES_VALORE},
    {"consuntivo", VALUES_VALORE}, {"risultato", VALUES_VALORE}, {"nota", VALUES_NOTA},    {"note", VALUES_NOTA},
};

/* The kind of column of that name; HEADING_KINDS for another. */
static int kind_of(const char *name)
{
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcasecmp(known[i].name, name) == 0)
            return known[i].kind;
    return HEADING_KINDS;
}

static bool take_names(struct headings *h, struct csv *c, const struct csv_row *row, struct diag *d)
{
    bool ok = true;
    for (size_t i = 0; i < row->count; i++) {
        int kind = kind_of(row->cells[i].text);
        if (kind == HEADING_KINDS)
            continue;
        h->named = true;
        if (h->at[kind] >= 0) {
            struct diag_place at = csv_place(c, row, i);
            diag_say(d, DIAG_FILL_COLUMN_TWICE, &at, row->cells[i].text);
            ok = false;
        }
        h->at[kind] = (int)i;
    }
    return ok;
}

static void take_places(struct headings *h)
{
    static const int short_table[] = {VALUES_CODICE, VALUES_PERIODO, VALUES_VALORE, VALUES_NOTA};
    for (size_t i = 0; i < h->count && i < VALUES_COLUMNS; i++) {
        if (h->count == VALUES_COLUMNS)
            h->at[i] = (int)i;
        else if (h->count == 3 || h->count == 4)
            h->at[short_table[i]] = (int)i;
    }
}

/* The column whose heading begins with NAME, "Valore 2026"; -1 when none does, or it is another's. */
static int find_alike(const struct csv_row *row, const char *name)
{
    for (size_t i = 0; i < row->count; i++)
        if (strncasecmp(row->cells[i].text, name, strlen(name)) == 0 && kind_of(row->cells[i].text) == HEADING_KINDS)
            return (int)i;
    return -1;
}

static void report_missing(struct csv *c, const struct csv_row *row, int kind, struct diag *d)
{
    const char *name = values_heading(kind);
    int alike = find_alike(row, name);
    struct diag_place at = csv_place(c, row, alike >= 0 ? (size_t)alike : 0);
    if (alike >= 0)
        diag_say(d, DIAG_FILL_COLUMN_LIKE, &at, name, row->cells[alike].text);
    else
        diag_say(d, DIAG_FILL_NO_COLUMN, &at, name);
}

static bool require(const struct headings *h, struct csv *c, const struct csv_row *row, struct diag *d)
{
    bool identified = h->at[VALUES_CODICE] >= 0 || h->at[VALUES_ID] >= 0;
    if (!identified)
        report_missing(c, row, VALUES_CODICE, d);
    if (h->at[VALUES_VALORE] < 0)
        report_missing(c, row, VALUES_VALORE, d);
    return identified && h->at[VALUES_VALORE] >= 0;
}

bool headings_find(struct headings *h, struct csv *c, const struct csv_row *row, struct diag *d)
{
    *h = (struct headings){.count = row->count};
    for (int i = 0; i < HEADING_KINDS; i++)
        h->at[i] = -1;
    bool ok = take_names(h, c, row, d);
    if (!h->named)
        take_places(h);
    return require(h, c, row, d) && ok;
}

const char *heading_cell(const struct headings *h, const struct csv_row *row, int kind)
{
    int at = h->at[kind];
    return at >= 0 && (size_t)at < row->count ? row->cells[at].text : "";
}
