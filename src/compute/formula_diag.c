/* formula_diag.c: messages about formulas. */
#include "compute/formula_diag.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/number.h"
#include "base/suggest.h"

/* A plan with more wrong names than this is wrong as a whole: looking for what was meant would only cost time. */
#define MOST_SUGGESTED 20

static const enum diag_code codes[] = {
    [FORMULA_EMPTY] = DIAG_FORMULA_EMPTY,
    [FORMULA_AMBIGUOUS_NAME] = DIAG_FORMULA_AMBIGUOUS, [FORMULA_NO_OPERAND] = DIAG_FORMULA_NO_OPERAND,
    [FORMULA_NO_OPERATOR] = DIAG_FORMULA_NO_OPERATOR, [FORMULA_NOT_CLOSED] = DIAG_FORMULA_NOT_CLOSED,
    [FORMULA_NOT_OPENED] = DIAG_FORMULA_NOT_OPENED, [FORMULA_NO_BLANKS] = DIAG_FORMULA_NO_BLANKS,
    [FORMULA_COMMA] = DIAG_FORMULA_COMMA,
    [FORMULA_TOO_LONG] = DIAG_FORMULA_TOO_LONG,
};

static bool in_scope(const struct name *name, const struct formula_source *source)
{
    for (size_t i = 0; i < source->scope_count; i++)
        if (name->scope == source->scopes[i])
            return true;
    return false;
}

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The declared name nearest to WORD, the first by alphabet of several; NULL when none is near. */
static const char *nearest(const struct formula_source *source, const char *word)
{
    const struct names *names = source->names;
    const char **known = calloc(names->count + 1, sizeof *known), *found = NULL;
    size_t count = 0;
    for (size_t i = 0; known != NULL && i < names->count; i++)
        if (in_scope(names_at(names, i), source))
            known[count++] = names_at(names, i)->text;
    if (known != NULL) {
        qsort((void *)known, count, sizeof *known, compare_texts);
        found = suggest_nearest(word, known);
    }
    free((void *)known);
    return found;
}

/* The operator that CULPRIT is to people; NULL when it is none. */
static const char *operator_meant(const char *culprit)
{
    static const char *const signs[][2] = {{":", "/"}, {"÷", "/"}, {"\\", "/"}, {"x", "*"}, {"X", "*"}, {"×", "*"}, {"·", "*"}, {"−", "-"}, {"–", "-"}};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (strcmp(signs[i][0], culprit) == 0)
            return signs[i][1];
    return NULL;
}

/* Appends the number that CULPRIT, "100%", is without its last character; false when it is none. */
static bool number_meant(struct buf *out, const char *culprit)
{
    size_t len = strlen(culprit);
    if (len < 2 || culprit[len - 1] != '%' || strspn(culprit, "0123456789.") != len - 1)
        return false;
    buf_add(out, culprit, len - 1);
    return true;
}

/* Appends CULPRIT, "1.234,5", as formulas have numbers. */
static void add_decimal(struct buf *out, const char *culprit)
{
    mpq_t q;
    int decimals = 0;
    mpq_init(q);
    bool italian = number_parse_italian(q, culprit, strlen(culprit), &decimals);
    assert(italian);   /* that is what FORMULA_COMMA says */
    (void)italian;
    number_decimal(out, q, decimals);
    mpq_clear(q);
}

/* A place further along its line is not looked for: a plan that is one line would cost its square. */
#define MOST_COLUMNS 10000

/* Where the byte AT of the formula stands in the file, when its text is there as it is: otherwise where N begins. */
static struct diag_place place_in(struct plan *p, const xmlNode *n, const struct formula *f, size_t at)
{
    struct diag_place place = plan_place(p, n);
    const xmlNode *text = n->children;
    const char *line;
    size_t len, before = 0;
    long row, column;
    if (text == NULL || text->type != XML_TEXT_NODE || !xml_text_position(p->doc, text, &row, &column) ||
        column > MOST_COLUMNS || !xml_source_line(p->doc, row, &line, &len))
        return place;
    for (long i = 1; i < column && before < len; i++)   /* characters to bytes */
        for (before++; before < len && ((unsigned char)line[before] & 0xC0) == 0x80;)
            before++;
    if (len - before < at || memcmp(line + before, f->text, at) != 0)
        return place;
    place.line = row;
    place.column = column + (long)formula_column(f, at) - 1;
    return place;
}

/* The code of E, and in WORD what CULPRIT was meant to be. */
static enum diag_code find_code(struct buf *word, const struct diag *d, const struct formula_error *e,
                                const struct formula_source *source, bool cell, const char *culprit)
{
    const char *meant = e->fault == FORMULA_NO_OPERATOR ? operator_meant(culprit) : NULL;
    if (meant != NULL) {
        buf_str(word, meant);
        return DIAG_FORMULA_SIGN;
    }
    if (e->fault == FORMULA_COMMA)
        add_decimal(word, culprit);
    if (e->fault != FORMULA_UNKNOWN_NAME)
        return codes[e->fault];
    if (number_meant(word, culprit))
        return DIAG_FORMULA_PERCENT;
    if (diag_count_level(d, DIAG_ERRORE) < MOST_SUGGESTED)
        meant = nearest(source, culprit);
    buf_str(word, meant != NULL ? meant : "");
    if (cell)
        return meant != NULL ? DIAG_CELL_UNKNOWN_LIKE : DIAG_CELL_UNKNOWN;
    return meant != NULL ? DIAG_FORMULA_UNKNOWN_LIKE : DIAG_FORMULA_UNKNOWN;
}

void formula_report(struct diag *d, struct plan *p, const xmlNode *n, const struct formula *f, const struct formula_error *e,
                    const struct formula_source *source)
{
    struct buf quote = BUF_INIT, culprit = BUF_INIT, column = BUF_INIT, word = BUF_INIT;
    formula_quote(&quote, f, e->at);
    formula_excerpt(&culprit, f, e->at, e->len);
    buf_printf(&column, "%zu", formula_column(f, e->at));
    enum diag_code code = find_code(&word, d, e, source, plan_is(n->parent, "cella"), buf_text(&culprit));
    struct diag_place at = place_in(p, n, f, e->at);
    if (e->fault == FORMULA_TOO_LONG) {
        buf_clear(&quote);
        buf_printf(&quote, "%d", FORMULA_MAX_LENGTH);
    }
    diag_say(d, code, &at, buf_text(&quote), buf_text(&column), buf_text(&culprit), buf_text(&word));
    buf_free(&quote);
    buf_free(&culprit);
    buf_free(&column);
    buf_free(&word);
}

/* Whether " op " begins at AT. */
static bool is_operator_between_blanks(const struct formula *f, size_t at)
{
    const char *s = f->text + at;
    return s[0] == ' ' && s[1] != '\0' && strchr("+-*/", s[1]) != NULL && s[2] == ' ';
}

/* How long the right side of the operator is that ends before AT: to its own closing parenthesis, or the next operator. */
static size_t operand_length(const struct formula *f, size_t at)
{
    size_t end = at, depth = 0;
    for (; f->text[end] != '\0'; end++) {
        char c = f->text[end];
        if (depth == 0 && (c == ')' || is_operator_between_blanks(f, end)))
            break;
        depth += c == '(';
        depth -= c == ')';
    }
    return end - at;
}

void formula_report_result(struct diag *d, struct plan *p, const xmlNode *n, const struct formula *f, enum formula_result result,
                           const struct formula_step *culprit)
{
    struct buf text = BUF_INIT, divisor = BUF_INIT;
    struct diag_place at = plan_place(p, n);
    formula_excerpt(&text, f, 0, strlen(f->text));
    if (result == FORMULA_BY_ZERO) {
        formula_excerpt(&divisor, f, culprit->at + 2, operand_length(f, culprit->at + 2));
        diag_say(d, DIAG_FORMULA_BY_ZERO, &at, buf_text(&text), buf_text(&divisor));
    } else {
        diag_say(d, DIAG_FORMULA_TOO_LARGE, &at, buf_text(&text));
    }
    buf_free(&text);
    buf_free(&divisor);
}
