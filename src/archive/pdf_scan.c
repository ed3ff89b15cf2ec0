/* pdf_scan.c: the syntax of PDF (ISO 32000-1, 7.2 and 7.3), read without trust. */
#include "archive/pdf_scan.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

#define MAX_DEPTH    40          /* of arrays and dictionaries inside each other */
#define MAX_TEXT     ((size_t)1 << 20)
#define WHOLE_DIGITS 12          /* of a number */
#define PART_DIGITS  6

static const struct pdf_value nothing = {.kind = PDF_NULL};

const struct pdf_value *pdf_value_find(const struct pdf_value *dict, const char *key)
{
    if (dict->kind == PDF_DICT || dict->kind == PDF_STREAM)
        for (uint32_t i = 0; i < dict->count; i++)
            if (pdf_value_is(&dict->items[2 * i], key))
                return &dict->items[2 * i + 1];
    return &nothing;
}

bool pdf_value_is(const struct pdf_value *v, const char *text)
{
    return (v->kind == PDF_NAME || v->kind == PDF_KEYWORD) && strcmp(v->bytes, text) == 0;
}

struct pdf_scan pdf_scan_begin(const void *data, size_t len, size_t at, struct arena *arena, size_t *values_left)
{
    return (struct pdf_scan){.data = data, .len = len, .at = at, .arena = arena, .values_left = values_left};
}

void pdf_scan_end(struct pdf_scan *s)
{
    free(s->stack);
    s->stack = NULL;
    s->n = s->cap = 0;
}

/* ---- troubles ---- */

static const struct pdf_value at_end = {.kind = PDF_END};

static struct pdf_value fail(struct pdf_scan *s, enum pdf_trouble trouble)
{
    if (s->trouble == PDF_FINE)
        s->trouble = trouble;
    if (trouble == PDF_MEMORY_SHORT)
        arena_starve(s->arena);
    return at_end;
}

/* ---- bytes ---- */

static bool is_white(unsigned char c)
{
    return c == 0 || c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == ' ';
}

static bool is_delimiter(unsigned char c)
{
    return c != 0 && strchr("()<>[]{}/%", c) != NULL;
}

static bool is_regular(const struct pdf_scan *s)
{
    return s->at < s->len && !is_white((unsigned char)s->data[s->at]) && !is_delimiter((unsigned char)s->data[s->at]);
}

static void skip_white(struct pdf_scan *s)
{
    for (bool comment = false; s->at < s->len; s->at++) {
        unsigned char c = (unsigned char)s->data[s->at];
        if (c == '%')
            comment = true;
        else if (c == '\n' || c == '\r')
            comment = false;
        else if (!comment && !is_white(c))
            return;
    }
}

/* The byte OFFSET further on; 0 beyond the end. */
static char peek(const struct pdf_scan *s, size_t offset)
{
    return offset < s->len - s->at ? s->data[s->at + offset] : 0;
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Room for text of at most LEN bytes; NULL when there is none. */
static char *text_room(struct pdf_scan *s, size_t len)
{
    char *room = len <= MAX_TEXT ? arena_alloc(s->arena, len + 1) : NULL;
    if (room == NULL)
        fail(s, len > MAX_TEXT ? PDF_TOO_MUCH : PDF_MEMORY_SHORT);
    return room;
}

/* ---- names, keywords, numbers ---- */

static struct pdf_value read_name(struct pdf_scan *s)
{
    size_t begin = ++s->at, n = 0;
    while (is_regular(s))
        s->at++;
    char *name = text_room(s, s->at - begin);
    if (name == NULL)
        return at_end;
    for (size_t i = begin; i < s->at; i++) {
        int high = s->data[i] == '#' && i + 2 < s->at ? hex_digit(s->data[i + 1]) : -1;
        int low = high >= 0 ? hex_digit(s->data[i + 2]) : -1;
        name[n++] = low >= 0 ? (char)(high * 16 + low) : s->data[i];
        i += low >= 0 ? 2 : 0;
    }
    return (struct pdf_value){.kind = PDF_NAME, .count = (uint32_t)n, .bytes = name};
}

/* Appends the digits at *TEXT to *VALUE, at most MOST of them, and moves *TEXT past all. How many there were. */
static int take_digits(const char **text, int64_t *value, int most)
{
    int n = 0;
    for (; **text >= '0' && **text <= '9'; ++*text, n++)
        if (n < most)
            *value = *value * 10 + (**text - '0');
    return n;
}

/* "12", "-3", "+4", "4.5", "-.5": whether TEXT is a number, and its value. Digits beyond any use are dropped. */
static bool read_number(const char *text, struct pdf_value *v)
{
    bool minus = *text == '-';
    int64_t value = 0;
    text += *text == '-' || *text == '+';
    int whole = take_digits(&text, &value, WHOLE_DIGITS), parts = 0;
    v->kind = *text == '.' ? PDF_REAL : PDF_INTEGER;
    if (*text == '.') {
        text++;
        parts = take_digits(&text, &value, PART_DIGITS);
        for (int i = parts; i < PART_DIGITS; i++)
            value *= 10;
    }
    v->integer = minus ? -value : value;
    return whole + parts > 0 && *text == '\0';
}

static struct pdf_value read_word(struct pdf_scan *s)
{
    static const struct { const char *word; struct pdf_value value; } constants[] = {
        {"true", {.kind = PDF_BOOLEAN, .integer = 1}}, {"false", {.kind = PDF_BOOLEAN}}, {"null", {.kind = PDF_NULL}},
    };
    size_t begin = s->at;
    while (is_regular(s))
        s->at++;
    size_t len = s->at - begin;
    char begins[32] = "";   /* no number or constant is longer */
    memcpy(begins, s->data + begin, len < sizeof begins ? len : sizeof begins - 1);
    struct pdf_value number = {.kind = PDF_INTEGER};
    if (len < sizeof begins && read_number(begins, &number))
        return number;
    for (size_t i = 0; i < sizeof constants / sizeof *constants; i++)
        if (strcmp(begins, constants[i].word) == 0)
            return constants[i].value;
    char *word = text_room(s, len);
    if (word == NULL)
        return at_end;
    memcpy(word, s->data + begin, len);
    return (struct pdf_value){.kind = PDF_KEYWORD, .count = (uint32_t)len, .bytes = word};
}

/* ---- strings ---- */

static size_t read_octal(struct pdf_scan *s, char *out)
{
    unsigned value = 0;
    size_t digits = 0;
    for (; digits < 3 && peek(s, 0) >= '0' && peek(s, 0) <= '7'; digits++)
        value = value * 8 + (unsigned)(s->data[s->at++] - '0');
    *out = (char)value;
    return 1;
}

/* What follows a backslash; how many bytes it stands for. */
static size_t read_escape(struct pdf_scan *s, char *out)
{
    static const char from[] = "nrtbf", to[] = "\n\r\t\b\f";
    char c = peek(s, 0);
    const char *place = c != 0 ? strchr(from, c) : NULL;
    if (c >= '0' && c <= '7')
        return read_octal(s, out);
    s->at++;
    if (c == '\r' && peek(s, 0) == '\n')
        s->at++;
    if (c == '\r' || c == '\n')
        return 0;
    *out = place != NULL ? to[place - from] : c;
    return 1;
}

/* Where the string that begins here ends: the length of what stands between its brackets. */
static size_t literal_length(const struct pdf_scan *s)
{
    size_t depth = 1, i = s->at;
    for (; i < s->len; i++) {
        if (s->data[i] == '\\')
            i++;
        else if (s->data[i] == '(')
            depth++;
        else if (s->data[i] == ')' && --depth == 0)
            return i - s->at;
    }
    return SIZE_MAX;
}

static struct pdf_value read_literal(struct pdf_scan *s)
{
    s->at++;
    size_t len = literal_length(s), n = 0;
    if (len == SIZE_MAX)
        return fail(s, PDF_DAMAGED);
    char *text = text_room(s, len);
    if (text == NULL)
        return at_end;
    for (size_t end = s->at + len; s->at < end;) {
        char c = s->data[s->at++];
        if (c == '\\') {
            n += read_escape(s, text + n);
        } else {
            if (c == '\r' && peek(s, 0) == '\n')
                s->at++;
            text[n++] = c == '\r' ? '\n' : c;
        }
    }
    s->at++;
    return (struct pdf_value){.kind = PDF_STRING, .count = (uint32_t)n, .bytes = text};
}

static struct pdf_value read_hex(struct pdf_scan *s)
{
    const char *end = memchr(s->data + s->at, '>', s->len - s->at);
    size_t n = 0;
    char *text = end != NULL ? text_room(s, (size_t)(end - s->data) - s->at) : NULL;
    if (text == NULL)
        return fail(s, PDF_DAMAGED);
    for (s->at++; s->data + s->at < end; s->at++) {
        int digit = hex_digit(s->data[s->at]);
        if (digit < 0 && !is_white((unsigned char)s->data[s->at]))
            return fail(s, PDF_DAMAGED);
        if (digit >= 0) {
            text[n / 2] = (char)(n % 2 ? text[n / 2] | digit : digit << 4);
            n++;
        }
    }
    s->at++;
    text[(n + 1) / 2] = '\0';
    return (struct pdf_value){.kind = PDF_STRING, .count = (uint32_t)((n + 1) / 2), .bytes = text};
}

/* ---- arrays and dictionaries ---- */

static struct pdf_value read_value(struct pdf_scan *s, int depth);

static bool push(struct pdf_scan *s, struct pdf_value v)
{
    if (*s->values_left == 0) {
        fail(s, PDF_TOO_MUCH);
        return false;
    }
    --*s->values_left;
    if (s->n == s->cap) {
        size_t cap = s->cap > 0 ? s->cap * 2 : 64;
        struct pdf_value *stack = realloc(s->stack, cap * sizeof *stack);
        if (stack == NULL) {
            fail(s, PDF_MEMORY_SHORT);
            return false;
        }
        s->stack = stack;
        s->cap = cap;
    }
    s->stack[s->n++] = v;
    return true;
}

/* "12 0 R": the two numbers on the stack become a reference. False when they are no such numbers. */
static bool make_reference(struct pdf_scan *s, size_t first)
{
    if (s->n < first + 2 || s->stack[s->n - 1].kind != PDF_INTEGER || s->stack[s->n - 2].kind != PDF_INTEGER
        || s->stack[s->n - 2].integer < 0)
        return false;
    s->n--;
    s->stack[s->n - 1].kind = PDF_REFERENCE;
    return true;
}

/* Pushes values up to the closing bracket CLOSE, which is "]" or ">>". False after trouble. */
static bool read_items(struct pdf_scan *s, const char *close, int depth)
{
    size_t first = s->n;
    for (;;) {
        skip_white(s);
        if (peek(s, 0) == close[0] && (close[1] == '\0' || peek(s, 1) == close[1])) {
            s->at += strlen(close);
            return true;
        }
        struct pdf_value v = read_value(s, depth + 1);
        if (v.kind == PDF_END)
            fail(s, PDF_DAMAGED);
        else if (v.kind != PDF_KEYWORD)
            push(s, v);
        else if (!pdf_value_is(&v, "R") || !make_reference(s, first))
            fail(s, PDF_DAMAGED);
        if (s->trouble != PDF_FINE)
            return false;
    }
}

/* Takes what was pushed from FIRST on off the stack. NULL when memory is short. */
static const struct pdf_value *pop(struct pdf_scan *s, size_t first)
{
    struct pdf_value *items = arena_array(s->arena, s->n - first, sizeof *items);
    if (items == NULL)
        fail(s, PDF_MEMORY_SHORT);
    else if (s->n > first)
        memcpy(items, s->stack + first, (s->n - first) * sizeof *items);
    s->n = first;
    return items;
}

static bool keys_are_names(const struct pdf_value *items, size_t pairs)
{
    for (size_t i = 0; i < pairs; i++)
        if (items[2 * i].kind != PDF_NAME)
            return false;
    return true;
}

static struct pdf_value read_container(struct pdf_scan *s, enum pdf_kind kind, int depth)
{
    size_t first = s->n;
    s->at += kind == PDF_DICT ? 2 : 1;
    if (depth >= MAX_DEPTH)
        return fail(s, PDF_TOO_MUCH);
    if (!read_items(s, kind == PDF_DICT ? ">>" : "]", depth))
        return at_end;
    size_t n = s->n - first;
    const struct pdf_value *items = pop(s, first);
    if (items == NULL)
        return at_end;
    if (kind == PDF_DICT && (n % 2 != 0 || !keys_are_names(items, n / 2)))
        return fail(s, PDF_DAMAGED);
    return (struct pdf_value){.kind = kind, .count = (uint32_t)(kind == PDF_DICT ? n / 2 : n), .items = items};
}

static struct pdf_value read_value(struct pdf_scan *s, int depth)
{
    if (s->trouble != PDF_FINE)
        return at_end;
    skip_white(s);
    if (s->at >= s->len)
        return at_end;
    switch (s->data[s->at]) {
    case '/': return read_name(s);
    case '(': return read_literal(s);
    case '[': return read_container(s, PDF_ARRAY, depth);
    case '<': return peek(s, 1) == '<' ? read_container(s, PDF_DICT, depth) : read_hex(s);
    default:  return is_regular(s) ? read_word(s) : fail(s, PDF_DAMAGED);
    }
}

/* ---- the contract ---- */

struct pdf_value pdf_scan_next(struct pdf_scan *s)
{
    return read_value(s, 0);
}

int64_t pdf_scan_integer(struct pdf_scan *s, int64_t most)
{
    struct pdf_value v = pdf_scan_next(s);
    if (v.kind == PDF_INTEGER && v.integer >= 0 && v.integer <= most)
        return v.integer;
    fail(s, PDF_DAMAGED);
    return 0;
}

bool pdf_scan_expect(struct pdf_scan *s, const char *word)
{
    struct pdf_value v = pdf_scan_next(s);
    if (v.kind == PDF_KEYWORD && pdf_value_is(&v, word))
        return true;
    fail(s, PDF_DAMAGED);
    return false;
}
