/* fill.c: puts the figures of a table into the text of a plan. */
#include "exchange/fill.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "compute/plan.h"
#include "exchange/cell.h"
#include "exchange/csv.h"
#include "exchange/datum.h"
#include "exchange/fill_write.h"
#include "exchange/heading.h"
#include "exchange/lookup.h"
#include "exchange/splice.h"

enum { MOST_ERRORS = 200, FIRST_YEAR = 1900, LAST_YEAR = 2199 };

struct filling {
    struct plan *plan;
    const struct codes *codes;
    struct csv *csv;
    struct diag *diag;
    struct arena *arena;
    struct headings headings;
    struct csv_row row;
    struct lookup lookup;
    struct names slots;          /* figures that have a row: scope the owner, text what tells its figures apart */
    struct splice *splice;
    enum cell_numbers numbers;
    struct fill_counts counts;
    size_t errors;
};

/* How many rows a figure has had, and the last of them. */
struct slot {
    size_t taken, row;
};

static const char *cell(const struct filling *f, int kind)
{
    return heading_cell(&f->headings, &f->row, kind);
}

/* Reports about the cell of the column KIND; false, for the caller to hand on. */
static bool say(struct filling *f, int kind, enum diag_code code, const char *a, const char *b, const char *c)
{
    int column = f->headings.at[kind];
    struct diag_place at = csv_place(f->csv, &f->row, column >= 0 ? (size_t)column : 0);
    const char *const args[] = {a ? a : "", b ? b : "", c ? c : "", NULL};
    diag_report(f->diag, code, &at, args);
    f->errors++;
    return false;
}

static bool no_memory(struct filling *f)
{
    diag_say0(f->diag, DIAG_NO_MEMORY, NULL);
    f->errors++;
    return false;
}

/* ---------------------------------------------------------------- which figure a row is about */

static bool parse_year(const char *text, int *year)
{
    int value = 0;
    if (strlen(text) != 4 || strspn(text, "0123456789") != 4)
        return false;
    for (; *text != '\0'; text++)
        value = value * 10 + (*text - '0');
    *year = value;
    return value >= FIRST_YEAR && value <= LAST_YEAR;
}

/* "2026", "30/06/2026", "2026 al 31/01/2027". */
static bool parse_period(const char *text, struct datum *datum)
{
    char year[5] = "";
    if (parse_year(text, &datum->anno))
        return true;
    if (cell_date(&datum->al, text, strlen(text))) {
        datum->anno = datum->al.year;
        return datum->anno >= FIRST_YEAR && datum->anno <= LAST_YEAR;
    }
    if (strlen(text) < 9 || strncmp(text + 4, " al ", 4) != 0)
        return false;
    memcpy(year, text, 4);
    return parse_year(year, &datum->anno) && cell_date(&datum->al, text + 8, strlen(text + 8));
}

static bool read_period(struct filling *f, struct datum *datum)
{
    const char *period = cell(f, VALUES_PERIODO), *day = cell(f, HEADING_AL);
    datum->anno = f->plan->anno;
    if (*period != '\0' && !parse_period(period, datum))
        return say(f, VALUES_PERIODO, DIAG_FILL_PERIOD, period, NULL, NULL);
    if (*day != '\0' && !cell_date(&datum->al, day, strlen(day)) && !(*period == '\0' && parse_year(day, &datum->anno)))
        return say(f, HEADING_AL, DIAG_FILL_PERIOD, day, NULL, NULL);
    if (*day != '\0' && *period == '\0' && datum->al.year != 0)
        datum->anno = datum->al.year;
    return true;
}

static bool say_unknown(struct filling *f, int column, const char *code)
{
    const char *nearest = lookup_nearest(&f->lookup, code);
    return say(f, column, nearest != NULL ? DIAG_FILL_UNKNOWN_LIKE : DIAG_FILL_UNKNOWN, code, nearest, NULL);
}

static bool find_owner(struct filling *f, struct datum *datum)
{
    const char *id = cell(f, VALUES_ID), *code = cell(f, VALUES_CODICE);
    int column = *id != '\0' || f->headings.at[VALUES_CODICE] < 0 ? VALUES_ID : VALUES_CODICE;
    xmlNode *other = NULL;
    if (*id == '\0' && *code == '\0')
        return say(f, column, DIAG_FILL_NO_CODE, NULL, NULL, NULL);
    switch (lookup_find(&f->lookup, id, code, datum->kind, &datum->owner, &other)) {
    case LOOKUP_FOUND:
        return true;
    case LOOKUP_UNKNOWN:
        return say_unknown(f, column, *id != '\0' ? id : code);
    case LOOKUP_AMBIGUOUS:
        return say(f, column, DIAG_FILL_AMBIGUOUS, code, plan_attr(datum->owner, "id"), plan_attr(other, "id"));
    case LOOKUP_DISAGREE:
        return say(f, VALUES_CODICE, DIAG_FILL_DISAGREE, id, code, plan_attr(other, "id"));
    }
    return false;
}

/* The kind that a row means when it does not say: by its day or year, and by what the plan has. */
static enum datum_kind likely_kind(const struct filling *f, struct datum datum)
{
    bool dated = datum.al.year != 0 && !(datum.al.month == 12 && datum.al.day == 31 && datum.al.year >= datum.anno);
    if (plan_is(datum.owner, "misura"))
        return DATUM_MISURA;
    if (dated)
        return datum.al.year < f->plan->anno ? DATUM_ULTIMO : DATUM_INTERMEDIO;
    datum.kind = DATUM_CONSUNTIVO;
    return datum.anno >= f->plan->anno || datum_find(f->plan, &datum, 0) != NULL ? DATUM_CONSUNTIVO : DATUM_BASE;
}

/* Whether the owner can have such a figure at all. */
static bool check_kind(struct filling *f, const struct datum *datum)
{
    const xmlNode *owner = datum->owner, *table = plan_child(owner, "da-tabella"), *formula = plan_child(owner, "formula");
    int column = *cell(f, VALUES_ID) != '\0' ? VALUES_ID : VALUES_CODICE;
    if (table != NULL)
        return say(f, column, DIAG_FILL_FROM_TABLE, plan_label(owner), plan_attr(table, "tabella"), NULL);
    if (!datum_can_be(owner, datum->kind))
        return say(f, VALUES_VOCE, DIAG_FILL_KIND, cell(f, VALUES_VOCE), plan_label(owner), NULL);
    bool computed = formula != NULL && (datum->kind == DATUM_CONSUNTIVO || datum->kind == DATUM_INTERMEDIO);
    if (computed && datum_find(f->plan, datum, 0) == NULL)
        return say(f, column, DIAG_FILL_COMPUTED, plan_label(owner), cell_words(formula, f->arena), NULL);
    return true;
}

#define LONGEST_LIST 200   /* bytes of names in a message */

/* The next child of OWNER after N (NULL: the first) that is of a part no child before it is of. */
static const xmlNode *next_part(const xmlNode *owner, const xmlNode *n)
{
    for (n = n != NULL ? plan_next(n, NULL) : plan_child(owner, NULL); n != NULL; n = plan_next(n, NULL)) {
        const char *parte = plan_attr(n, "parte");
        const xmlNode *before = parte != NULL ? plan_child(owner, NULL) : n;
        while (before != n && !plan_attr_is(before, "parte", parte))
            before = plan_next(before, NULL);
        if (parte != NULL && before == n)
            return n;
    }
    return NULL;
}

/* Whether DATUM is of a part that its owner has values of, or of the first part of an owner that is made of parts. */
static bool is_own_part(const struct datum *datum)
{
    const xmlNode *first = next_part(datum->owner, NULL);
    if (first == NULL)
        return plan_attr(datum->owner, "parti") != NULL;
    for (const xmlNode *n = plan_child(datum->owner, NULL); n != NULL; n = plan_next(n, NULL))
        if (datum->parte != NULL && plan_attr_is(n, "parte", datum->parte))
            return plan_is(datum->owner, "misura") || plan_attr(datum->owner, "parti") != NULL;
    return false;
}

/* The parts that a value of DATUM may be of, "controlli, relazione", for a message. */
static const char *parts_of(struct filling *f, const struct datum *datum)
{
    struct buf parts = BUF_INIT;
    const xmlNode *condition;
    for (size_t i = 0; (condition = datum_condition(datum->owner, datum->anno, i)) != NULL; i++)
        buf_printf(&parts, "%s%s", i > 0 ? ", " : "", plan_attr(condition, "parte"));
    if (parts.len == 0)
        for (const xmlNode *n = next_part(datum->owner, NULL); n != NULL && parts.len < LONGEST_LIST; n = next_part(datum->owner, n))
            buf_printf(&parts, "%s%s", parts.len > 0 ? ", " : "", plan_attr(n, "parte"));
    const char *copy = arena_strdup(f->arena, parts.len > 0 ? buf_text(&parts) : "–");
    buf_free(&parts);
    return copy;
}

static bool check_part(struct filling *f, const struct datum *datum)
{
    const xmlNode *condition;
    bool outcome = datum->kind == DATUM_CONSUNTIVO || datum->kind == DATUM_INTERMEDIO, found = datum->parte == NULL;
    bool several = outcome && datum_condition(datum->owner, datum->anno, 0) != NULL;
    for (size_t i = 0; several && (condition = datum_condition(datum->owner, datum->anno, i)) != NULL; i++)
        found = (i > 0 && found) || (datum->parte != NULL && plan_attr_is(condition, "parte", datum->parte));
    if (found || is_own_part(datum) || datum_find(f->plan, datum, 0) != NULL)
        return true;
    return say(f, f->headings.at[VALUES_PARTE] >= 0 ? VALUES_PARTE : VALUES_VALORE, DIAG_FILL_PART, plan_label(datum->owner),
               datum->parte, parts_of(f, datum));
}

static bool read_datum(struct filling *f, struct datum *datum)
{
    const char *voce = cell(f, VALUES_VOCE), *parte = cell(f, VALUES_PARTE);
    *datum = (struct datum){.kind = *voce != '\0' ? datum_kind_called(voce) : DATUM_KINDS};
    if (*voce != '\0' && datum->kind == DATUM_KINDS)
        return say(f, VALUES_VOCE, DIAG_FILL_KIND, voce, *cell(f, VALUES_ID) != '\0' ? cell(f, VALUES_ID) : cell(f, VALUES_CODICE), NULL);
    if (*parte != '\0' && !(datum->parte = arena_strdup(f->arena, parte)))
        return no_memory(f);
    bool ok = read_period(f, datum);
    ok = find_owner(f, datum) && ok;
    if (!ok)
        return false;
    if (datum->kind == DATUM_KINDS)
        datum->kind = likely_kind(f, *datum);
    return check_kind(f, datum) && check_part(f, datum);
}

/* ---------------------------------------------------------------- its value */

/* "1.234" without its separator, and as a fraction: what it may mean. */
static bool say_either(struct filling *f, const char *text)
{
    char whole[64], part[64];
    size_t w = 0, p = 0;
    for (; *text != '\0' && w < sizeof whole - 1; text++) {
        bool separator = *text == '.' || *text == ',';
        part[p++] = separator ? ',' : *text;
        if (!separator)
            whole[w++] = *text;
    }
    whole[w] = part[p] = '\0';
    return say(f, VALUES_VALORE, DIAG_FILL_NUMBER_EITHER, cell(f, VALUES_VALORE), whole, part);
}

static bool read_value(struct filling *f, const struct cell_context *context, struct cell_value *value)
{
    static const enum diag_code codes[] = {
        [CELL_NOT_NUMBER] = DIAG_FILL_NOT_NUMBER, [CELL_NOT_DATE] = DIAG_FILL_NOT_DATE, [CELL_NOT_SINO] = DIAG_FILL_NOT_SINO,
        [CELL_NOT_VALUE] = DIAG_FILL_NOT_VALUE, [CELL_NUMBER_LONG] = DIAG_FILL_NUMBER_LONG, [CELL_UNIT] = DIAG_FILL_UNIT,
    };
    const char *text = cell(f, VALUES_VALORE);
    enum cell_status status = cell_read(value, text, context, f->arena);
    if (status == CELL_OK)
        return true;
    if (status == CELL_NO_MEMORY)
        return no_memory(f);
    if (status == CELL_NUMBER_EITHER)
        return say_either(f, text);
    return say(f, VALUES_VALORE, codes[status], text, context->unita, NULL);
}

/* How many rows there were for DATUM so far; NULL when memory is short. */
static struct slot *slot_of(struct filling *f, const struct datum *datum)
{
    const char *key = arena_printf(f->arena, "%d %d %d-%d-%d %s", (int)datum->kind, datum->anno, datum->al.year, datum->al.month,
                                   datum->al.day, datum->parte != NULL ? datum->parte : "");
    const struct name *known = key != NULL ? names_find(&f->slots, datum->owner, key, strlen(key)) : NULL;
    if (known != NULL)
        return known->value;
    struct slot *slot = key != NULL ? arena_alloc(f->arena, sizeof *slot) : NULL;
    return slot != NULL && names_add(&f->slots, datum->owner, key, strlen(key), slot) ? slot : NULL;
}

/* The plan may have several values of one figure, each with its own label: the rows stand for them in their order. */
static bool find_element(struct filling *f, const struct datum *datum, xmlNode **element)
{
    struct slot *slot = slot_of(f, datum);
    char row[24];
    if (slot == NULL)
        return no_memory(f);
    *element = datum_find(f->plan, datum, slot->taken);
    if (*element == NULL && slot->taken > 0) {
        snprintf(row, sizeof row, "%zu", slot->row);
        const char *period = cell(f, VALUES_PERIODO);
        return say(f, VALUES_VALORE, DIAG_FILL_TWICE, plan_label(datum->owner), *period != '\0' ? period : plan_attr(f->plan->root, "anno"), row);
    }
    slot->taken++;
    slot->row = f->row.number;
    return true;
}

/* ---------------------------------------------------------------- rows */

/* A cell beyond the columns that are named: most likely a number with a comma fell into two. */
static bool check_width(struct filling *f)
{
    for (size_t i = f->headings.count; i < f->row.count; i++)
        if (f->row.cells[i].len > 0) {
            struct diag_place at = csv_place(f->csv, &f->row, i);
            diag_say(f->diag, DIAG_FILL_CELLS, &at, f->row.cells[i].text);
            f->errors++;
            return false;
        }
    return true;
}

static bool write_value(struct filling *f, const struct datum *datum, const struct cell_value *value, const struct cell_context *context)
{
    const char *note = cell(f, VALUES_NOTA);
    xmlNode *element = NULL;
    if (!find_element(f, datum, &element))
        return false;
    if (element == NULL && value->tipo == VALORE_NESSUNO)
        return say(f, VALUES_NOTA, DIAG_FILL_NOTE_ALONE, NULL, NULL, NULL);
    enum fill_outcome outcome = element != NULL ? fill_change(f->splice, f->plan, element, value, context, note, f->arena, f->diag)
                                                : fill_add(f->splice, datum, value, note, f->arena);
    f->counts.written += outcome == FILL_WRITTEN;
    f->counts.unchanged += outcome == FILL_UNCHANGED;
    return outcome != FILL_NO_MEMORY || no_memory(f);
}

static bool fill_row(struct filling *f)
{
    struct datum datum;
    struct cell_value value;
    bool empty = *cell(f, VALUES_VALORE) == '\0' && *cell(f, VALUES_NOTA) == '\0';
    f->counts.empty += empty;
    if (!check_width(f) || empty || !read_datum(f, &datum))
        return false;
    struct cell_context context = datum_context(&datum, f->codes);
    const xmlNode *there = datum_find(f->plan, &datum, 0);
    struct cell_value old = {0};
    if (there != NULL && !cell_of(&old, there, &context, f->arena))
        return no_memory(f);
    if (context.first == VALORE_NESSUNO && old.tipo != VALORE_ASSENTE)
        context.first = old.tipo;
    context.numbers = f->numbers;
    return read_value(f, &context, &value) && write_value(f, &datum, &value, &context);
}

/* How the numbers of the table are written, as far as any of them tells; the separator of its cells decides otherwise. */
static enum cell_numbers find_numbers(struct filling *f)
{
    bool italian = false, plain = false, comma = false, either;
    while (csv_next(f->csv, &f->row)) {
        const char *text = cell(f, VALUES_VALORE);
        enum cell_numbers style = cell_number_style(text, &either);
        italian = italian || style == CELL_ITALIAN;
        plain = plain || style == CELL_PLAIN;
        comma = comma || (either && strchr(text, ',') != NULL);
    }
    if (italian != plain)
        return italian ? CELL_ITALIAN : CELL_PLAIN;
    if (italian || (comma && f->csv->separator == ','))
        return CELL_UNSURE;
    return f->csv->separator == ',' ? CELL_PLAIN : CELL_ITALIAN;
}

/* All rows but that of the names. */
static bool fill_rows(struct filling *f)
{
    struct diag_place whole = {.file = buf_text(&f->csv->source.name)};
    if (!csv_next(f->csv, &f->row)) {
        if (!f->csv->failed)
            diag_say0(f->diag, DIAG_CSV_NO_ROWS, &whole);
        return false;
    }
    if (!headings_find(&f->headings, f->csv, &f->row, f->diag))
        return false;
    if (!f->headings.named)
        csv_rewind(f->csv);
    f->numbers = find_numbers(f);
    csv_rewind(f->csv);
    if (f->headings.named)
        csv_next(f->csv, &f->row);
    while (f->errors < MOST_ERRORS && csv_next(f->csv, &f->row))
        fill_row(f);
    if (f->errors >= MOST_ERRORS)
        diag_say0(f->diag, DIAG_FILL_MORE, &whole);
    return f->errors == 0 && !f->csv->failed;
}

bool fill_run(struct plan *p, const struct codes *codes, struct csv *table, struct buf *out, struct fill_counts *counts, struct diag *d)
{
    struct filling *f = NULL;
    struct arena *a = arena_new();
    bool ok = a != NULL && (f = arena_alloc(a, sizeof *f)) != NULL && lookup_init(&f->lookup, p, a)
              && (f->splice = splice_new(p->doc, a)) != NULL;
    if (!ok) {
        diag_say0(d, DIAG_NO_MEMORY, NULL);
        goto end;
    }
    f->plan = p;
    f->codes = codes;
    f->csv = table;
    f->diag = d;
    f->arena = a;
    names_init(&f->slots, a);
    ok = fill_rows(f);
    *counts = f->counts;
    if (ok && !splice_apply(f->splice, out)) {
        diag_say0(d, DIAG_NO_MEMORY, NULL);
        ok = false;
    }
end:
    arena_free(a);
    return ok;
}
