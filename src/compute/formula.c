/* formula.c: formulas over declared names, read by a state machine (operand due, operator due) into reverse Polish notation. */
#include "compute/formula.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/number.h"
#include "base/utf8.h"
#include "compute/names.h"

struct parser {
    const struct formula_source *source;
    struct formula *formula;
    struct formula_error *error;
    const char *text;
    size_t len, at;
    struct formula_step *pending;   /* operators and open parentheses (PARENTHESIS) that wait for their right side */
    size_t pending_count;
    size_t values;                  /* on the stack, were the steps so far evaluated */
    size_t refs_seen;
};

#define PARENTHESIS FORMULA_NUMBER   /* the kind of a pending "(": no number is ever pending */

static const struct {
    char sign;
    enum formula_kind kind;
    int rank;
} operators[] = {
    {'+', FORMULA_ADD, 1}, {'-', FORMULA_SUBTRACT, 1}, {'*', FORMULA_MULTIPLY, 2}, {'/', FORMULA_DIVIDE, 2},
};

#define OPERATORS (sizeof operators / sizeof *operators)

static bool fail(struct parser *p, enum formula_fault fault, size_t at, size_t len)
{
    *p->error = (struct formula_error){fault, at, len};
    return false;
}

static int operator_at(const struct parser *p, size_t at)
{
    for (size_t i = 0; at < p->len && i < OPERATORS; i++)
        if (operators[i].sign == p->text[at])
            return (int)i;
    return -1;
}

static int rank_of(enum formula_kind kind)
{
    size_t i = 0;
    while (operators[i].kind != kind)
        i++;
    assert(i < OPERATORS);
    return operators[i].rank;
}

/* Whether a token may end before AT: at a blank, ")" or the end. */
static bool is_boundary(const struct parser *p, size_t at)
{
    return at >= p->len || p->text[at] == ' ' || p->text[at] == ')';
}

static void skip_blank(struct parser *p)
{
    if (p->at < p->len && p->text[p->at] == ' ')
        p->at++;
}

/* ---------------------------------------------------------------- preparing the text */

/* The text with runs of blanks as one, none at the ends; the formula's own from now on. */
static bool collapse(struct parser *p, struct arena *a)
{
    const char *s = p->source->text;
    char *text = arena_alloc(a, p->source->len + 1);
    size_t len = 0;
    if (text == NULL)
        return fail(p, FORMULA_NO_MEMORY, 0, 0);
    for (size_t i = 0; i < p->source->len; i++) {
        bool blank = s[i] == ' ' || s[i] == '\t' || s[i] == '\r' || s[i] == '\n';
        if (!blank)
            text[len++] = s[i];
        else if (len > 0 && text[len - 1] != ' ')
            text[len++] = ' ';
    }
    if (len > 0 && text[len - 1] == ' ')
        len--;
    text[len] = '\0';
    p->formula->text = p->text = text;
    p->len = len;
    return true;
}

/* Room for all steps: no formula has more tokens than words and parentheses. */
static bool make_room(struct parser *p, struct arena *a)
{
    size_t tokens = 1;
    for (size_t i = 0; i < p->len; i++)
        tokens += p->text[i] == ' ' || p->text[i] == '(' || p->text[i] == ')' || p->text[i] == FORMULA_REF;
    p->formula->steps = arena_array(a, tokens, sizeof *p->formula->steps);
    p->pending = tokens > 1 ? arena_array(a, tokens, sizeof *p->pending) : p->formula->steps;
    if (p->formula->steps == NULL || p->pending == NULL)
        return fail(p, FORMULA_NO_MEMORY, 0, 0);
    return true;
}

/* ---------------------------------------------------------------- steps */

static void emit(struct parser *p, struct formula_step step)
{
    p->formula->steps[p->formula->count++] = step;
    if (step.kind == FORMULA_NUMBER || step.kind == FORMULA_OPERAND)
        p->values++;
    else
        p->values--;
    if (p->values > p->formula->depth)
        p->formula->depth = p->values;
}

/* Emits the pending operators of at least RANK, up to an open parenthesis. */
static void emit_pending(struct parser *p, int rank)
{
    while (p->pending_count > 0 && p->pending[p->pending_count - 1].kind != PARENTHESIS &&
           rank_of(p->pending[p->pending_count - 1].kind) >= rank)
        emit(p, p->pending[--p->pending_count]);
}

static void push(struct parser *p, enum formula_kind kind)
{
    p->pending[p->pending_count++] = (struct formula_step){.kind = kind, .at = p->at, .len = 1};
    p->at++;
}

/* ---------------------------------------------------------------- operands */

/* The longest declared name at AT whose end satisfies ENDS, in the first scope that has one; NULL when none does. */
static const struct name *longest_name(const struct parser *p, size_t at, bool (*ends)(const struct parser *, size_t))
{
    const struct formula_source *s = p->source;
    const struct name *longest = NULL;
    size_t most = p->len - at < s->names->longest ? p->len - at : s->names->longest;
    for (size_t k = 0; k < s->scope_count; k++) {
        uint64_t hash = names_hash_start(s->names, s->scopes[k]);
        for (size_t len = 1; len <= most && p->text[at + len - 1] != FORMULA_REF; len++) {
            hash = names_hash_next(hash, p->text[at + len - 1]);
            if (!ends(p, at + len))
                continue;
            const struct name *found = names_find_hashed(s->names, s->scopes[k], p->text + at, len, hash);
            if (found != NULL && (longest == NULL || found->len > longest->len))
                longest = found;
        }
    }
    return longest;
}

static bool is_operator_boundary(const struct parser *p, size_t at)
{
    return operator_at(p, at) >= 0;
}

/* How far an unknown name reaches: to " + ", ")", or the end. */
static size_t unknown_length(const struct parser *p, size_t at)
{
    size_t end = at;
    while (end < p->len && p->text[end] != ')' && p->text[end] != FORMULA_REF) {
        if (p->text[end] == ' ' && operator_at(p, end + 1) >= 0 && is_boundary(p, end + 2))
            break;
        end++;
    }
    return end - at;
}

static size_t word_length(const struct parser *p, size_t at)
{
    size_t end = at;
    while (!is_boundary(p, end) && p->text[end] != FORMULA_REF)
        end++;
    return end - at;
}

static bool is_number(const char *s, size_t len, bool italian)
{
    mpq_t q;
    mpq_init(q);
    bool ok = italian ? number_parse_italian(q, s, len, NULL) : number_parse(q, s, len, NULL);
    mpq_clear(q);
    return ok;
}

/* Says what is wrong where an operand was due and neither a name nor a number stands. */
static bool explain_operand(struct parser *p)
{
    size_t at = p->at, word = word_length(p, at);
    const struct name *glued = longest_name(p, at, is_operator_boundary);
    if (at >= p->len || p->text[at] == ')')
        return fail(p, FORMULA_NO_OPERAND, at, 0);
    if (operator_at(p, at) >= 0 && is_boundary(p, at + 1))
        return fail(p, FORMULA_NO_OPERAND, at, 1);
    if (glued != NULL)
        return fail(p, FORMULA_NO_BLANKS, at + glued->len, 1);
    for (size_t i = 0; i < word; i++)
        if (operator_at(p, at + i) >= 0 && (i == 0 || is_number(p->text + at, i, false)))
            return fail(p, FORMULA_NO_BLANKS, at + i, 1);
    if (is_number(p->text + at, word, true))
        return fail(p, FORMULA_COMMA, at, word);
    return fail(p, FORMULA_UNKNOWN_NAME, at, unknown_length(p, at));
}

static bool take_name(struct parser *p, const struct name *name)
{
    if (name->ambiguous)
        return fail(p, FORMULA_AMBIGUOUS_NAME, p->at, name->len);
    emit(p, (struct formula_step){FORMULA_OPERAND, p->at, name->len, name->value, 0});
    p->at += name->len;
    return true;
}

static bool take_ref(struct parser *p)
{
    const struct formula_ref *ref = &p->source->refs[p->refs_seen++];
    emit(p, (struct formula_step){FORMULA_OPERAND, p->at, 1, ref->operand, ref->scarto});
    p->at++;
    return true;
}

/* Takes one operand, with the parentheses that open before it. */
static bool take_operand(struct parser *p)
{
    for (skip_blank(p); p->at < p->len && p->text[p->at] == '('; skip_blank(p))
        push(p, PARENTHESIS);
    if (p->at < p->len && p->text[p->at] == FORMULA_REF)
        return take_ref(p);
    const struct name *name = longest_name(p, p->at, is_boundary);
    if (name != NULL)
        return take_name(p, name);
    size_t word = word_length(p, p->at);
    if (!is_number(p->text + p->at, word, false))
        return explain_operand(p);
    emit(p, (struct formula_step){FORMULA_NUMBER, p->at, word, NULL, 0});
    p->at += word;
    return true;
}

/* ---------------------------------------------------------------- operators */

static bool take_closing(struct parser *p)
{
    emit_pending(p, 0);
    if (p->pending_count == 0)
        return fail(p, FORMULA_NOT_OPENED, p->at, 1);
    p->pending_count--;
    p->at++;
    return true;
}

/* Takes closing parentheses and one operator; *END when the text is over instead. */
static bool take_operator(struct parser *p, bool *end)
{
    for (skip_blank(p); p->at < p->len && p->text[p->at] == ')'; skip_blank(p))
        if (!take_closing(p))
            return false;
    *end = p->at >= p->len;
    if (*end)
        return true;
    int op = operator_at(p, p->at);
    if (op < 0)
        return fail(p, FORMULA_NO_OPERATOR, p->at, word_length(p, p->at));
    if (p->text[p->at - 1] != ' ' || (p->at + 1 < p->len && p->text[p->at + 1] != ' '))
        return fail(p, FORMULA_NO_BLANKS, p->at, 1);
    emit_pending(p, operators[op].rank);
    push(p, operators[op].kind);
    return true;
}

static bool finish(struct parser *p)
{
    emit_pending(p, 0);
    if (p->pending_count > 0)
        return fail(p, FORMULA_NOT_CLOSED, p->pending[p->pending_count - 1].at, 1);
    return true;
}

bool formula_parse(struct formula *f, const struct formula_source *source, struct arena *a, struct formula_error *e)
{
    struct parser p = {.source = source, .formula = f, .error = e};
    *f = (struct formula){.refs = source->refs};
    *e = (struct formula_error){FORMULA_GOOD, 0, 0};
    if (!collapse(&p, a) || !make_room(&p, a))
        return false;
    if (p.len == 0)
        return fail(&p, FORMULA_EMPTY, 0, 0);
    if (p.len > FORMULA_MAX_LENGTH)
        return fail(&p, FORMULA_TOO_LONG, 0, 0);
    for (bool end = false; !end;)
        if (!take_operand(&p) || !take_operator(&p, &end))
            return false;
    return finish(&p);
}

const struct formula_step *formula_single(const struct formula *f)
{
    return f->count == 1 && f->steps[0].kind == FORMULA_OPERAND ? &f->steps[0] : NULL;
}

/* ---------------------------------------------------------------- showing */

#define AROUND 60   /* bytes of a long formula shown on each side of an error */

/* How many references stand before AT. */
static size_t refs_before(const struct formula *f, size_t at)
{
    size_t count = 0;
    for (size_t i = 0; i < at; i++)
        count += f->text[i] == FORMULA_REF;
    return count;
}

void formula_excerpt(struct buf *out, const struct formula *f, size_t at, size_t len)
{
    size_t ref = refs_before(f, at);
    for (size_t i = at; i < at + len && f->text[i] != '\0'; i++) {
        if (f->text[i] == FORMULA_REF)
            buf_str(out, f->refs[ref++].label);
        else
            buf_char(out, f->text[i]);
    }
}

/* The nearest start of a character at or before AT. */
static size_t character_start(const struct formula *f, size_t at)
{
    while (at > 0 && ((unsigned char)f->text[at] & 0xC0) == 0x80)
        at--;
    return at;
}

void formula_quote(struct buf *out, const struct formula *f, size_t at)
{
    size_t len = strlen(f->text);
    size_t from = at > AROUND ? character_start(f, at - AROUND) : 0;
    size_t to = len - at > AROUND ? character_start(f, at + AROUND) : len;
    if (from > 0)
        buf_str(out, "…");
    formula_excerpt(out, f, from, at - from);
    buf_str(out, "▸");
    formula_excerpt(out, f, at, to - at);
    if (to < len)
        buf_str(out, "…");
}

size_t formula_column(const struct formula *f, size_t at)
{
    return utf8_length(f->text, at) + 1;
}

/* ---------------------------------------------------------------- evaluating */

void formula_machine_init(struct formula_machine *m)
{
    *m = (struct formula_machine){NULL, 0};
}

void formula_machine_clear(struct formula_machine *m)
{
    for (size_t i = 0; i < m->size; i++)
        mpq_clear(m->values[i]);
    free(m->values);
    formula_machine_init(m);
}

static bool machine_reserve(struct formula_machine *m, size_t depth)
{
    if (depth <= m->size)
        return true;
    mpq_t *values = depth < SIZE_MAX / sizeof *values ? realloc(m->values, depth * sizeof *values) : NULL;
    if (values == NULL)
        return false;
    m->values = values;
    for (; m->size < depth; m->size++)
        mpq_init(m->values[m->size]);
    return true;
}

bool formula_fits(const mpq_t q)
{
    return mpz_sizeinbase(mpq_numref(q), 2) <= FORMULA_MAX_BITS && mpz_sizeinbase(mpq_denref(q), 2) <= FORMULA_MAX_BITS;
}

/* LEFT = LEFT op RIGHT */
static enum formula_result apply(enum formula_kind kind, mpq_t left, const mpq_t right)
{
    static void (*const operations[])(mpq_t, const mpq_t, const mpq_t) = {
        [FORMULA_ADD] = mpq_add, [FORMULA_SUBTRACT] = mpq_sub, [FORMULA_MULTIPLY] = mpq_mul, [FORMULA_DIVIDE] = mpq_div,
    };
    if (kind == FORMULA_DIVIDE && mpq_sgn(right) == 0)
        return FORMULA_BY_ZERO;
    operations[kind](left, left, right);
    return formula_fits(left) ? FORMULA_VALUE : FORMULA_TOO_LARGE;
}

enum formula_result formula_eval(const struct formula *f, struct formula_machine *m, formula_value *get, void *self,
                                 mpq_t q, const struct formula_step **culprit)
{
    size_t top = 0;
    enum formula_result result = machine_reserve(m, f->depth) ? FORMULA_VALUE : FORMULA_SHORT;
    for (size_t i = 0; i < f->count && result == FORMULA_VALUE; i++) {
        const struct formula_step *step = &f->steps[i];
        if (culprit != NULL)
            *culprit = step;
        if (step->kind == FORMULA_NUMBER)
            number_parse(m->values[top++], f->text + step->at, step->len, NULL);
        else if (step->kind == FORMULA_OPERAND)
            result = step->operand != NULL && get(self, step, m->values[top++]) ? FORMULA_VALUE : FORMULA_MISSING;
        else {
            top--;
            result = apply(step->kind, m->values[top - 1], m->values[top]);
        }
    }
    if (result == FORMULA_VALUE)
        mpq_set(q, m->values[0]);
    return result;
}
