/* csv.c: reads and writes tables as CSV. */
#include "exchange/csv.h"

#include <stdio.h>
#include <string.h>


/* ---------------------------------------------------------------- opening */

/* What a file that is no table begins with. */
static const struct {
    const char *bytes;
    size_t len;
    enum diag_code code;
} strangers[] = {
    {"PK\003\004", 4, DIAG_CSV_SPREADSHEET}, {"\xD0\xCF\x11\xE0", 4, DIAG_CSV_SPREADSHEET},
    {"%PDF-", 5, DIAG_CSV_OTHER},            {"<?xml", 5, DIAG_CSV_OTHER},
    {"<!DOCTYPE", 9, DIAG_CSV_OTHER},        {"<piano", 6, DIAG_CSV_OTHER},
};

static bool is_table(struct csv *c)
{
    const struct buf *raw = &c->source.original;
    struct diag_place at = {.file = buf_text(&c->source.name)};
    for (size_t i = 0; i < sizeof strangers / sizeof *strangers; i++)
        if (raw->len >= strangers[i].len && memcmp(raw->data, strangers[i].bytes, strangers[i].len) == 0) {
            diag_say0(c->diag, strangers[i].code, &at);
            return false;
        }
    return true;
}

/* How often SEPARATOR stands in the first row, outside of quotes. */
static size_t count_separator(const struct xml_source *s, char separator)
{
    size_t count = 0;
    bool quoted = false;
    for (size_t i = 0; i < s->len && (quoted || (s->text[i] != '\n' && s->text[i] != '\r')); i++) {
        if (s->text[i] == '"')
            quoted = !quoted;
        count += !quoted && s->text[i] == separator;
    }
    return count;
}

static char find_separator(const struct xml_source *s)
{
    static const char separators[] = {';', '\t', ','};
    size_t most = 0;
    char found = ';';
    for (size_t i = 0; i < sizeof separators; i++) {
        size_t count = count_separator(s, separators[i]);
        if (count > most) {
            most = count;
            found = separators[i];
        }
    }
    return found;
}

static bool finish_opening(struct csv *c, enum read_status status)
{
    if (status != READ_OK || !is_table(c) || source_decode_plain(&c->source, c->diag) != READ_OK) {
        c->failed = true;
        return false;
    }
    c->separator = find_separator(&c->source);
    return true;
}

bool csv_open(struct csv *c, const char *path, struct diag *d)
{
    *c = (struct csv){.diag = d, .first = diag_count(d)};
    return finish_opening(c, source_load(&c->source, path, CSV_LIMIT, d));
}

bool csv_open_memory(struct csv *c, const char *name, const void *data, size_t len, struct diag *d)
{
    *c = (struct csv){.diag = d, .first = diag_count(d)};
    return finish_opening(c, source_load_memory(&c->source, name, data, len, d));
}

void csv_close(struct csv *c)
{
    if (c->diag != NULL)
        source_quote(&c->source, c->diag, c->first, DIAG_NOTA);
    source_free(&c->source);
    buf_free(&c->texts);
}

void csv_rewind(struct csv *c)
{
    c->at = c->row = 0;
}

/* ---------------------------------------------------------------- rows and cells */

static bool fail(struct csv *c, enum diag_code code, size_t offset, const char *arg)
{
    struct diag_place at = source_place(&c->source, offset);
    diag_say(c->diag, code, &at, arg);
    c->failed = true;
    return false;
}

static bool is_line_end(char ch)
{
    return ch == '\n' || ch == '\r';
}

/* The blank at P: a space, a tab that separates nothing, a no-break space; its length, or 0. */
static size_t blank_at(const char *p, const char *end)
{
    if (p < end && (*p == ' ' || *p == '\t'))
        return 1;
    return end - p >= 2 && memcmp(p, "\xC2\xA0", 2) == 0 ? 2 : 0;
}

static void trim(const char **from, const char **to)
{
    size_t n;
    while ((n = blank_at(*from, *to)) > 0)
        *from += n;
    while (*to > *from && (blank_at(*to - 1, *to) == 1 || is_line_end((*to)[-1])))
        --*to;
    while (*to - *from >= 2 && blank_at(*to - 2, *to) == 2)
        *to -= 2;
}

static bool is_formula_mark(char ch)
{
    return ch == '=' || ch == '+' || ch == '-' || ch == '@';
}

/* CELL becomes what stands between FROM and TO, doubled quotes single when QUOTED. Its text is an offset until the row is read. */
static void set_cell(struct csv *c, struct csv_cell *cell, const char *from, const char *to, bool quoted)
{
    size_t start = c->texts.len;
    trim(&from, &to);
    if (to - from >= 2 && *from == '\'' && is_formula_mark(from[1]))
        from++;
    for (const char *quote; quoted && (quote = memchr(from, '"', (size_t)(to - from))) != NULL; from = quote + 2)
        buf_add(&c->texts, from, (size_t)(quote + 1 - from));
    if (from < to)
        buf_add(&c->texts, from, (size_t)(to - from));
    cell->len = c->texts.len - start;
    buf_char(&c->texts, '\0');
}

/* The few characters at P, for a message. */
static void show(char shown[24], const char *p, const char *end)
{
    size_t len = 0;
    while (p + len < end && len < 16 && !is_line_end(p[len]))
        len++;
    while (len > 0 && p + len < end && ((unsigned char)p[len] & 0xC0) == 0x80)
        len--;
    memcpy(shown, p, len);
    shown[len] = '\0';
}

/* The quoted cell whose first quote is at C->at; C->at moves to what ends it. */
static bool quoted_cell(struct csv *c, struct csv_cell *cell)
{
    const char *text = c->source.text, *end = text + c->source.len, *from = text + c->at + 1, *p = from;
    while ((p = memchr(p, '"', (size_t)(end - p))) != NULL && p + 1 < end && p[1] == '"')
        p += 2;
    if (p == NULL)
        return fail(c, DIAG_CSV_QUOTE_OPEN, c->at, NULL);
    const char *after = p + 1;
    while (after < end && *after != c->separator && blank_at(after, end) > 0)
        after += blank_at(after, end);
    if (after < end && *after != c->separator && !is_line_end(*after)) {
        char shown[24];
        show(shown, after, end);
        return fail(c, DIAG_CSV_QUOTE_AFTER, (size_t)(after - text), shown);
    }
    c->at = (size_t)(after - text);
    set_cell(c, cell, from, p, true);
    return true;
}

static void plain_cell(struct csv *c, struct csv_cell *cell)
{
    const char *text = c->source.text;
    size_t from = c->at;
    while (c->at < c->source.len && text[c->at] != c->separator && !is_line_end(text[c->at]))
        c->at++;
    set_cell(c, cell, text + from, text + c->at, false);
}

/* The cell at C->at, the next of ROW. */
static bool read_cell(struct csv *c, struct csv_row *row)
{
    const char *text = c->source.text, *end = text + c->source.len;
    if (row->count == CSV_MAX_CELLS) {
        char most[24];
        snprintf(most, sizeof most, "%d", CSV_MAX_CELLS);
        return fail(c, DIAG_CSV_TOO_WIDE, c->at, most);
    }
    struct csv_cell *cell = &row->cells[row->count++];
    while (c->at < c->source.len && text[c->at] != c->separator && blank_at(text + c->at, end) > 0)
        c->at += blank_at(text + c->at, end);
    cell->offset = c->at;
    if (c->at < c->source.len && text[c->at] == '"')
        return quoted_cell(c, cell);
    plain_cell(c, cell);
    return true;
}

static bool set_texts(struct csv *c, struct csv_row *row)
{
    const char *text = c->texts.data;
    if (c->texts.failed) {
        diag_say0(c->diag, DIAG_NO_MEMORY, NULL);
        c->failed = true;
        return false;
    }
    for (size_t i = 0; i < row->count; text += row->cells[i++].len + 1)
        row->cells[i].text = text;
    return true;
}

/* The row at C->at, which is not the end. */
static bool read_row(struct csv *c, struct csv_row *row)
{
    buf_clear(&c->texts);
    row->count = 0;
    row->number = ++c->row;
    for (;;) {
        if (!read_cell(c, row))
            return false;
        if (c->at == c->source.len || c->source.text[c->at] != c->separator)
            break;
        c->at++;
    }
    if (c->at < c->source.len && c->source.text[c->at] == '\r')
        c->at++;
    if (c->at < c->source.len && c->source.text[c->at] == '\n')
        c->at++;
    return set_texts(c, row);
}

static bool is_blank_row(const struct csv_row *row)
{
    for (size_t i = 0; i < row->count; i++)
        if (row->cells[i].len > 0)
            return false;
    return true;
}

bool csv_next(struct csv *c, struct csv_row *row)
{
    while (!c->failed && c->at < c->source.len)
        if (read_row(c, row) && !is_blank_row(row))
            return true;
    return false;
}

struct diag_place csv_place(struct csv *c, const struct csv_row *row, size_t i)
{
    if (i >= row->count)
        i = row->count - 1;
    struct diag_place at = source_place(&c->source, row->cells[i].offset);
    char letters[3] = {(char)('A' + i % 26), '\0', '\0'};
    if (i >= 26) {
        letters[1] = letters[0];
        letters[0] = (char)('A' + i / 26 - 1);
    }
    snprintf(c->cell_name, sizeof c->cell_name, "cella %s%zu", letters, row->number);
    at.place = c->cell_name;
    return at;
}

/* ---------------------------------------------------------------- writing */

void csv_begin(struct csv_out *w, struct buf *out)
{
    *w = (struct csv_out){.out = out};
    buf_str(out, "\xEF\xBB\xBF");
}

/* A minus before a digit makes a number, one alone is the sign of an absence. */
static bool is_formula(const char *text)
{
    if (!is_formula_mark(*text))
        return false;
    bool sign = *text == '+' || *text == '-';
    return !(sign && ((text[1] >= '0' && text[1] <= '9') || strspn(text, "-") == strlen(text)));
}

void csv_put(struct csv_out *w, const char *text)
{
    if (text == NULL)
        text = "";
    size_t len = strlen(text);
    const char *guard = is_formula(text) ? "'" : "";
    bool edges = len > 0 && (text[0] == ' ' || text[len - 1] == ' ');
    buf_str(w->out, w->midst ? ";" : "");
    w->midst = true;
    if (!edges && strpbrk(text, ";\"\t\r\n") == NULL) {
        buf_printf(w->out, "%s%s", guard, text);
        return;
    }
    buf_printf(w->out, "\"%s", guard);
    for (const char *quote; (quote = strchr(text, '"')) != NULL; text = quote + 1) {
        buf_add(w->out, text, (size_t)(quote - text));
        buf_str(w->out, "\"\"");
    }
    buf_printf(w->out, "%s\"", text);
}

void csv_end_row(struct csv_out *w)
{
    buf_str(w->out, "\r\n");
    w->midst = false;
}
