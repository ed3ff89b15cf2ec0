/* diag.c: collects messages, fills their texts from the one table, and writes them for people and for programs. */
#include "base/diag.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "base/utf8.h"

static const struct diag_entry entries[] = {
#define DIAG(name, number, rule, level, it, en, help_it, help_en) {number, rule, level, {it, en}, {help_it, help_en}},
#include "base/diag.def"
#undef DIAG
};

enum entry_index {
#define DIAG(name, number, rule, level, it, en, help_it, help_en) ENTRY_##name,
#include "base/diag.def"
#undef DIAG
    ENTRY_COUNT
};

struct stored {
    struct diag_message message;
    size_t file_rank, arrival;   /* how diag_sort keeps files together and equals in order */
};

struct diag {
    enum diag_lang lang;
    struct arena *arena;
    struct buf scratch;
    struct stored *list;
    size_t count, cap;
    const char **files;          /* each file name once, in the order of arrival */
    size_t file_count, file_cap;
    size_t by_level[DIAG_ERRORE + 1];
    bool out_of_memory;
};

/* The cases also make the compiler refuse a number that is given twice. */
const struct diag_entry *diag_lookup(int number)
{
    switch (number) {
#define DIAG(name, number, rule, level, it, en, help_it, help_en) case number: return &entries[ENTRY_##name];
#include "base/diag.def"
#undef DIAG
    default:
        return NULL;
    }
}

const struct diag_entry *diag_lookup_rule(const char *rule)
{
    if (rule[0] == '\0')
        return NULL;
    for (size_t i = 0; i < ENTRY_COUNT; i++)
        if (strcmp(entries[i].rule, rule) == 0)
            return &entries[i];
    return NULL;
}

void diag_pattern(struct buf *out, const char *text)
{
    for (; *text != '\0'; text++) {
        if (text[0] == '{' && text[1] >= '1' && text[1] <= '9' && text[2] == '}') {
            buf_str(out, "…");
            text += 2;
        } else {
            buf_char(out, *text);
        }
    }
}

struct diag *diag_new(enum diag_lang lang)
{
    struct diag *d = calloc(1, sizeof *d);
    if (d == NULL)
        return NULL;
    d->lang = lang;
    d->arena = arena_new();
    if (d->arena == NULL) {
        free(d);
        return NULL;
    }
    return d;
}

void diag_free(struct diag *d)
{
    if (d == NULL)
        return;
    arena_free(d->arena);
    buf_free(&d->scratch);
    free(d->list);
    free(d->files);
    free(d);
}

/* ARRAY with room for one more than COUNT; NULL, ARRAY unharmed, when memory is short. */
static void *grow(void *array, size_t count, size_t *cap, size_t size)
{
    if (count < *cap)
        return array;
    size_t larger = *cap > 0 ? *cap * 2 : 16;
    void *moved = larger <= SIZE_MAX / size ? realloc(array, larger * size) : NULL;
    if (moved != NULL)
        *cap = larger;
    return moved;
}

static size_t find_file(const struct diag *d, const char *file)
{
    for (size_t i = d->file_count; i > 0; i--)   /* most often the latest one */
        if (strcmp(d->files[i - 1], file) == 0)
            return i - 1;
    return SIZE_MAX;
}

/* The rank of FILE among the files reported so far; SIZE_MAX when memory is short. */
static size_t intern_file(struct diag *d, const char *file)
{
    size_t rank = find_file(d, file);
    if (rank != SIZE_MAX)
        return rank;
    const char **files = grow(d->files, d->file_count, &d->file_cap, sizeof *files);
    if (files == NULL)
        return SIZE_MAX;
    d->files = files;
    d->files[d->file_count] = arena_strdup(d->arena, file);
    return d->files[d->file_count] != NULL ? d->file_count++ : SIZE_MAX;
}

/* TEXT with {1} … {9} replaced by ARGS, in the collector's arena; NULL when memory is short. */
static const char *fill(struct diag *d, const char *text, const char *const *args)
{
    size_t given = 0;
    while (args != NULL && args[given] != NULL)
        given++;
    buf_clear(&d->scratch);
    while (*text != '\0') {
        if (text[0] == '{' && text[1] >= '1' && text[1] <= '9' && text[2] == '}') {
            size_t i = (size_t)(text[1] - '1');
            buf_str(&d->scratch, i < given ? args[i] : "");
            text += 3;
        } else {
            buf_char(&d->scratch, *text++);
        }
    }
    return d->scratch.failed ? NULL : arena_strndup(d->arena, buf_text(&d->scratch), d->scratch.len);
}

static bool set_place(struct diag *d, struct stored *s, const struct diag_place *at)
{
    if (at == NULL)
        return true;
    s->message.at.line = at->line;
    s->message.at.column = at->column;
    if (at->file != NULL) {
        size_t rank = intern_file(d, at->file);
        if (rank == SIZE_MAX)
            return false;
        s->message.at.file = d->files[rank];
        s->file_rank = rank + 1;
    }
    if (at->place != NULL)
        s->message.at.place = arena_strdup(d->arena, at->place);
    return at->place == NULL || s->message.at.place != NULL;
}

static bool store(struct diag *d, const struct diag_entry *entry, enum diag_level level,
                  const struct diag_place *at, const char *const *args)
{
    struct stored *list = grow(d->list, d->count, &d->cap, sizeof *list);
    if (list == NULL)
        return false;
    d->list = list;
    struct stored s = {.arrival = d->count};
    s.message.code = (enum diag_code)entry->number;
    s.message.level = level;
    s.message.rule = entry->rule;
    s.message.text = fill(d, entry->text[d->lang], args);
    s.message.help = fill(d, entry->help[d->lang], args);
    if (s.message.text == NULL || s.message.help == NULL || !set_place(d, &s, at))
        return false;
    d->list[d->count++] = s;
    return true;
}

void diag_report_level(struct diag *d, enum diag_code code, enum diag_level level,
                       const struct diag_place *at, const char *const *args)
{
    const struct diag_entry *entry = diag_lookup((int)code);
    if (d == NULL || entry == NULL)
        return;
    if (!store(d, entry, level, at, args))
        d->out_of_memory = true;
    d->by_level[level]++;   /* an error that could not be kept still is one */
}

/* TEXT (may be NULL) in the collector's arena; memory that is short is remembered. */
static const char *keep(struct diag *d, const char *text)
{
    const char *copy = text != NULL ? arena_strdup(d->arena, text) : NULL;
    d->out_of_memory = d->out_of_memory || (text != NULL && copy == NULL);
    return copy;
}

void diag_repeat(struct diag *d, const struct diag_message *m, const char *file)
{
    struct diag_place at = m->at;
    if (at.file == NULL)
        at.file = file;
    size_t before = d->count;
    diag_report_level(d, m->code, m->level, &at, NULL);
    if (d->count == before)
        return;
    struct diag_message *copy = &d->list[before].message;
    copy->text = keep(d, m->text);
    copy->help = keep(d, m->help);
    copy->excerpt = keep(d, m->excerpt);
    copy->mark = m->mark;
    if (copy->text == NULL || copy->help == NULL)
        d->count--;
}

void diag_report(struct diag *d, enum diag_code code, const struct diag_place *at, const char *const *args)
{
    const struct diag_entry *entry = diag_lookup((int)code);
    if (entry != NULL)
        diag_report_level(d, code, entry->level, at, args);
}

size_t diag_count(const struct diag *d)
{
    return d->count;
}

size_t diag_count_code(const struct diag *d, enum diag_code code)
{
    size_t count = 0;
    for (size_t i = 0; i < d->count; i++)
        count += d->list[i].message.code == code;
    return count;
}

size_t diag_count_level(const struct diag *d, enum diag_level level)
{
    return d->by_level[level];
}

const struct diag_message *diag_get(const struct diag *d, size_t i)
{
    return i < d->count ? &d->list[i].message : NULL;
}

bool diag_out_of_memory(const struct diag *d)
{
    return d->out_of_memory;
}

void diag_quote(struct diag *d, size_t i, const char *line, size_t len, size_t at)
{
    if (i >= d->count)
        return;
    struct diag_message *m = &d->list[i].message;
    buf_clear(&d->scratch);
    excerpt_add(&d->scratch, line, len, at, &m->mark);
    m->excerpt = d->scratch.failed ? NULL : arena_strndup(d->arena, buf_text(&d->scratch), d->scratch.len);
    d->out_of_memory = d->out_of_memory || m->excerpt == NULL;
}

static int compare_long(long a, long b)
{
    return (a > b) - (a < b);
}

static int compare_size(size_t a, size_t b)
{
    return (a > b) - (a < b);
}

static int compare_stored(const void *left, const void *right)
{
    const struct stored *a = left, *b = right;
    int order = compare_size(a->file_rank, b->file_rank);
    if (order == 0)
        order = compare_long(a->message.at.line == 0, b->message.at.line == 0);
    if (order == 0)
        order = compare_long(a->message.at.line, b->message.at.line);
    if (order == 0)
        order = compare_long(a->message.at.column, b->message.at.column);
    if (order == 0)
        order = compare_long((long)a->message.code, (long)b->message.code);
    return order != 0 ? order : compare_size(a->arrival, b->arrival);
}

void diag_sort(struct diag *d)
{
    if (d->count > 1)
        qsort(d->list, d->count, sizeof *d->list, compare_stored);
    for (size_t i = 0; i < d->count; i++)
        d->list[i].arrival = i;
}

const char *diag_level_name(enum diag_level level, enum diag_lang lang)
{
    static const char *const names[][2] = {
        [DIAG_NOTA] = {"nota", "note"}, [DIAG_AVVISO] = {"avviso", "warning"}, [DIAG_ERRORE] = {"errore", "error"},
    };
    return names[level][lang];
}

void diag_plain(struct buf *out, const char *text)
{
    const char *end = text + strlen(text);
    while (text < end) {
        const char *start = text;
        uint32_t cp = utf8_next(&text, end);
        if (cp == '\n' || cp == '\r' || cp == '\t')
            buf_char(out, ' ');
        else if (cp == UTF8_BAD || utf8_is_control(cp))
            buf_str(out, "\xEF\xBF\xBD");   /* U+FFFD */
        else
            buf_add(out, start, (size_t)(text - start));
    }
}

static void add_coloured(struct buf *out, const char *escape, const char *text, bool colour)
{
    if (colour)
        buf_str(out, escape);
    diag_plain(out, text);
    if (colour)
        buf_str(out, "\033[0m");
}

static void add_location(struct buf *out, const struct diag_place *at, bool colour)
{
    struct buf where = BUF_INIT;
    buf_str(&where, at->file != NULL ? at->file : "pira");
    if (at->line > 0)
        buf_printf(&where, ":%ld", at->line);
    if (at->line > 0 && at->column > 0)
        buf_printf(&where, ":%ld", at->column);
    buf_char(&where, ':');
    add_coloured(out, "\033[1m", buf_text(&where), colour);
    out->failed = out->failed || where.failed;
    buf_free(&where);
}

static void add_line(struct buf *out, const char *label, const char *text)
{
    if (text == NULL || text[0] == '\0')
        return;
    buf_printf(out, "  %s: ", label);
    diag_plain(out, text);
    buf_char(out, '\n');
}

/* The source line and, below it, the mark:
 *    18 | <tittolo>Servizi</tittolo>
 *       | ^~~~~~~~ */
static void add_excerpt(struct buf *out, const struct diag_message *m, bool colour)
{
    if (m->excerpt == NULL)
        return;
    buf_printf(out, "%6ld | ", m->at.line);
    buf_str(out, m->excerpt);
    buf_printf(out, "\n%6s | %*s%s^", "", m->mark.indent, "", colour ? "\033[1;32m" : "");
    for (int i = 1; i < m->mark.width; i++)
        buf_char(out, '~');
    buf_str(out, colour ? "\033[0m\n" : "\n");
}

void diag_format_text(struct buf *out, const struct diag_message *m, enum diag_lang lang, bool colour)
{
    static const char *const escapes[] = {
        [DIAG_NOTA] = "\033[1;36m", [DIAG_AVVISO] = "\033[1;33m", [DIAG_ERRORE] = "\033[1;31m",
    };
    add_location(out, &m->at, colour);
    buf_char(out, ' ');
    add_coloured(out, escapes[m->level], diag_level_name(m->level, lang), colour);
    buf_str(out, ": ");
    diag_plain(out, m->text);
    buf_printf(out, " [PIRA-%04d%s%s]\n", (int)m->code, m->rule[0] != '\0' ? " " : "", m->rule);
    add_excerpt(out, m, colour);
    add_line(out, lang == DIAG_IT ? "luogo" : "place", m->at.place);
    add_line(out, lang == DIAG_IT ? "rimedio" : "hint", m->help);
}

void diag_format_json(struct buf *out, const struct diag_message *m)
{
    buf_printf(out, "{\"schema\":1,\"code\":\"PIRA-%04d\",\"rule\":", (int)m->code);
    json_string(out, m->rule);
    buf_printf(out, ",\"level\":\"%s\",\"file\":", diag_level_name(m->level, DIAG_IT));
    json_string(out, m->at.file);
    buf_printf(out, ",\"line\":%ld,\"column\":%ld,\"place\":", m->at.line, m->at.column);
    json_string(out, m->at.place);
    buf_str(out, ",\"message\":");
    json_string(out, m->text);
    buf_str(out, ",\"help\":");
    json_string(out, m->help);
    buf_str(out, "}\n");
}
