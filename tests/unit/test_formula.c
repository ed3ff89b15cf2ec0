/* test_formula.c: formulas over declared names: Modena's 81, what they are worth, and what is said of wrong ones. */
#include "compute/formula.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/number.h"
#include "compute/names.h"
#include "expect.h"
#include "modena_formulas.h"
#include "suites.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Names to be declared, each standing for its own text. */
struct declared {
    struct arena *arena;
    struct names names;
};

static void declare(struct declared *d, const char *name)
{
    names_add(&d->names, NULL, name, strlen(name), (void *)(size_t)name);
}

static void open_declared(struct declared *d)
{
    d->arena = arena_new();
    names_init(&d->names, d->arena);
}

static void declare_modena(struct declared *d)
{
    open_declared(d);
    for (size_t i = 0; i < COUNT(modena_formulas); i++)
        for (const char *const *m = modena_formulas[i].measures; *m != NULL; m++)
            if (names_find(&d->names, NULL, *m, strlen(*m)) == NULL)
                declare(d, *m);
}

static bool parse(struct declared *d, const char *text, struct formula *f, struct formula_error *e)
{
    const struct formula_source source = {text, strlen(text), NULL, &d->names, {NULL, NULL}, 1};
    return formula_parse(f, &source, d->arena, e);
}

/* ---------------------------------------------------------------- Modena */

static bool names_measure(const struct formula *f, const char *measure)
{
    for (size_t i = 0; i < f->count; i++)
        if (f->steps[i].kind == FORMULA_OPERAND && strcmp(f->steps[i].operand, measure) == 0)
            return true;
    return false;
}

static void test_modena(void)
{
    struct declared d;
    declare_modena(&d);
    EXPECT_LONG(COUNT(modena_formulas), 81, "compute.md 6.1");
    EXPECT_LONG(d.names.count, 126, "compute.md 6.1");
    for (size_t i = 0; i < COUNT(modena_formulas); i++) {
        const char *row = modena_formulas[i].formula;
        struct formula f;
        struct formula_error e;
        int operands = 0;
        EXPECT(parse(&d, row, &f, &e), row);
        for (size_t k = 0; k < f.count; k++)
            operands += f.steps[k].kind == FORMULA_OPERAND;
        EXPECT_LONG(operands, modena_formulas[i].operands, row);
        for (const char *const *m = modena_formulas[i].measures; *m != NULL; m++)
            EXPECT(names_measure(&f, *m), *m);
    }
    arena_free(d.arena);
}

/* A declared name wins over a number, the longest over its beginnings, and it ends at a blank, ")" or the end. */
static void test_tokens(void)
{
    static const struct { const char *text, *first; size_t steps; } rows[] = {
        {"D2.1_MIMIT.1 * 1000 / 50", "D2.1_MIMIT.1", 5},
        {"50", "50", 1},
        {"D6.1.2.40", "D6.1.2.40", 1},
        {"N ImprAtt_UULL_Tot", "N ImprAtt_UULL_Tot", 1},
        {"N ImprAtt", "N ImprAtt", 1},
        {"  S4\n   /\t N ImprAtt_UULL_Tot  ", "S4", 3},
        {"SERV.DIG.STAT.TOT / SERV.DIG.STAT.", "SERV.DIG.STAT.TOT", 3},
        {"82.A3.1_INSTAGRAM-1 - 82.A3.1_INSTAGRAM", "82.A3.1_INSTAGRAM-1", 3},
        {"((Controlli Servizi))", "Controlli Servizi", 1},
    };
    struct declared d;
    declare_modena(&d);
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct formula f;
        struct formula_error e;
        EXPECT(parse(&d, rows[i].text, &f, &e), rows[i].text);
        EXPECT_LONG(f.count, rows[i].steps, rows[i].text);
        EXPECT_TEXT(f.steps[0].operand, rows[i].first, rows[i].text);
    }
    arena_free(d.arena);
}

/* ---------------------------------------------------------------- errors */

static void test_errors(void)
{
    static const struct { const char *text; enum formula_fault fault; size_t at, len; } rows[] = {
        {"", FORMULA_EMPTY, 0, 0},
        {"  \n ", FORMULA_EMPTY, 0, 0},
        {"D6.1.2.401", FORMULA_UNKNOWN_NAME, 0, 10},
        {"S4 + N ImprXtt + K33", FORMULA_UNKNOWN_NAME, 5, 9},
        {"(S4 + Ignota)", FORMULA_UNKNOWN_NAME, 6, 6},
        {"S4 +", FORMULA_NO_OPERAND, 4, 0},
        {"S4 + + K33", FORMULA_NO_OPERAND, 5, 1},
        {"* K33", FORMULA_NO_OPERAND, 0, 1},
        {"S4 + ( )", FORMULA_NO_OPERAND, 7, 0},
        {"S4 K33", FORMULA_NO_OPERATOR, 3, 3},
        {"S4 (K33 + K35)", FORMULA_NO_OPERATOR, 3, 4},
        {"(S4 + K33) K35", FORMULA_NO_OPERATOR, 11, 3},
        {"(S4 + K33", FORMULA_NOT_CLOSED, 0, 1},
        {"((S4) + K33", FORMULA_NOT_CLOSED, 0, 1},
        {"S4 + K33)", FORMULA_NOT_OPENED, 8, 1},
        {"K35/K33", FORMULA_NO_BLANKS, 3, 1},
        {"N ImprAtt/50", FORMULA_NO_BLANKS, 9, 1},
        {"1000/K33", FORMULA_NO_BLANKS, 4, 1},
        {"K35 /K33", FORMULA_NO_BLANKS, 4, 1},
        {"K35 + /K33", FORMULA_NO_BLANKS, 6, 1},
        {"(K35)/ K33", FORMULA_NO_BLANKS, 5, 1},
        {"-K33", FORMULA_NO_BLANKS, 0, 1},
        {"K35 * 1,5", FORMULA_COMMA, 6, 3},
        {"K35 * 1.000.000", FORMULA_COMMA, 6, 9},
    };
    struct declared d;
    declare_modena(&d);
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct formula f;
        struct formula_error e;
        EXPECT(!parse(&d, rows[i].text, &f, &e), rows[i].text);
        EXPECT_LONG(e.fault, rows[i].fault, rows[i].text);
        EXPECT_LONG(e.at, rows[i].at, rows[i].text);
        EXPECT_LONG(e.len, rows[i].len, rows[i].text);
    }
    arena_free(d.arena);
}

static void test_ambiguous(void)
{
    struct declared d;
    struct formula f;
    struct formula_error e;
    const char *first = "una", *second = "altra", *own = "propria";
    int owner;
    open_declared(&d);
    names_add(&d.names, NULL, "A", 1, (void *)(size_t)first);
    names_add(&d.names, NULL, "A", 1, (void *)(size_t)first);
    EXPECT(parse(&d, "A", &f, &e), "twice the same is not ambiguous");
    names_add(&d.names, NULL, "A", 1, (void *)(size_t)second);
    EXPECT(!parse(&d, "2 * A", &f, &e), "two different ones are");
    EXPECT_LONG(e.fault, FORMULA_AMBIGUOUS_NAME, "A");
    EXPECT_LONG(e.at, 4, "A");
    names_add(&d.names, &owner, "A", 1, (void *)(size_t)own);
    const struct formula_source source = {"A", 1, NULL, &d.names, {&owner, NULL}, 2};
    EXPECT(formula_parse(&f, &source, d.arena, &e), "one's own wins");
    EXPECT_TEXT(f.steps[0].operand, own, "one's own wins");
    arena_free(d.arena);
}

static void test_quoting(void)
{
    static const struct { const char *text, *quote; size_t column; } rows[] = {
        {"S4 + Ignota", "S4 + ▸Ignota", 6},
        {"S4 + Età K", "S4 + ▸Età K", 6},
        {"Metà", "▸Metà", 1},
        {"(S4 + K33", "▸(S4 + K33", 1},
    };
    struct declared d;
    declare_modena(&d);
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct formula f;
        struct formula_error e;
        struct buf quote = BUF_INIT;
        EXPECT(!parse(&d, rows[i].text, &f, &e), rows[i].text);
        formula_quote(&quote, &f, e.at);
        EXPECT_TEXT(buf_text(&quote), rows[i].quote, rows[i].text);
        EXPECT_LONG(formula_column(&f, e.at), rows[i].column, rows[i].text);
        buf_free(&quote);
    }
    arena_free(d.arena);
}

/* A column counts characters, not bytes; a long formula is quoted around the error only. */
static void test_long_quote(void)
{
    struct declared d;
    struct buf text = BUF_INIT, quote = BUF_INIT;
    struct formula f;
    struct formula_error e;
    open_declared(&d);
    declare(&d, "città");
    for (int i = 0; i < 40; i++)
        buf_str(&text, "città + ");
    buf_str(&text, "? + città + città + città + città + città + città + città + città + città + città");
    EXPECT(!parse(&d, buf_text(&text), &f, &e), "unknown");
    EXPECT_LONG(formula_column(&f, e.at), 40 * 8 + 1, "characters");
    formula_quote(&quote, &f, e.at);
    EXPECT(strncmp(buf_text(&quote), "…", 3) == 0, buf_text(&quote));
    EXPECT(strstr(buf_text(&quote), "città + ▸? + città") != NULL, buf_text(&quote));
    EXPECT(strcmp(buf_text(&quote) + quote.len - 3, "…") == 0, buf_text(&quote));
    EXPECT(quote.len < 150, buf_text(&quote));
    buf_clear(&quote);
#define TEN "àààààààààà"
    declare(&d, TEN TEN TEN TEN);
    EXPECT(!parse(&d, TEN TEN TEN TEN " + ?", &f, &e), "unknown");
    formula_quote(&quote, &f, e.at);
    EXPECT_TEXT(buf_text(&quote), "…" TEN TEN "ààààààààà + ▸?", "60 bytes before the error begin within a letter, which is shown whole");
    buf_free(&text);
    buf_free(&quote);
    arena_free(d.arena);
}

/* ---------------------------------------------------------------- values */

/* One letter names are worth: A 7, B 2, C 0, D nothing. */
static bool letter_value(void *self, const struct formula_step *step, mpq_t value)
{
    const char *name = step->operand;
    (void)self;
    if (*name == 'D')
        return false;
    mpq_set_si(value, *name == 'A' ? 7 : *name == 'B' ? 2 : 0, 1);
    return true;
}

static enum formula_result evaluate(struct declared *d, const char *text, struct buf *out, size_t *at)
{
    struct formula f;
    struct formula_error e;
    struct formula_machine machine;
    const struct formula_step *culprit = NULL;
    mpq_t q;
    enum formula_result result = FORMULA_SHORT;
    mpq_init(q);
    formula_machine_init(&machine);
    buf_clear(out);
    if (parse(d, text, &f, &e))
        result = formula_eval(&f, &machine, letter_value, NULL, q, &culprit);
    if (result == FORMULA_VALUE)
        number_fraction(out, q);
    *at = culprit != NULL ? culprit->at : 0;
    formula_machine_clear(&machine);
    mpq_clear(q);
    return result;
}

static void test_values(void)
{
    static const struct { const char *text, *value; } rows[] = {
        {"A", "7/1"},                {"A + B * B", "11/1"},        {"(A + B) * B", "18/1"},      {"A - B - B", "3/1"},
        {"A / B / B", "7/4"},        {"A - (B - B)", "7/1"},       {"A / (B / B)", "7/1"},       {"A * 1000 / B", "3500/1"},
        {"-2 * A", "-14/1"},         {"A - -0.5", "15/2"},         {"(A - B) / B", "5/2"},       {"C / A", "0/1"},
        {"0.1 + 0.2", "3/10"},       {"((((A))))", "7/1"},         {"A + B / (A - B * (3 - B)) - C", "37/5"},
        {"1 / 3 + 1 / 3 + 1 / 3", "1/1"},
    };
    struct declared d;
    struct buf got = BUF_INIT;
    size_t at;
    open_declared(&d);
    for (const char *name = "A\0B\0C\0D\0"; *name != '\0'; name += 2)
        declare(&d, name);
    for (size_t i = 0; i < COUNT(rows); i++) {
        EXPECT_LONG(evaluate(&d, rows[i].text, &got, &at), FORMULA_VALUE, rows[i].text);
        EXPECT_TEXT(buf_text(&got), rows[i].value, rows[i].text);
    }
    buf_free(&got);
    arena_free(d.arena);
}

static void test_no_value(void)
{
    static const struct { const char *text; enum formula_result result; size_t at; } rows[] = {
        {"A / C", FORMULA_BY_ZERO, 2},      {"A / (B - 2)", FORMULA_BY_ZERO, 2}, {"A + D", FORMULA_MISSING, 4},
        {"C * (A / (B - B))", FORMULA_BY_ZERO, 7},
    };
    struct declared d;
    struct buf got = BUF_INIT, huge = BUF_INIT;
    size_t at;
    open_declared(&d);
    for (const char *name = "A\0B\0C\0D\0"; *name != '\0'; name += 2)
        declare(&d, name);
    for (size_t i = 0; i < COUNT(rows); i++) {
        EXPECT_LONG(evaluate(&d, rows[i].text, &got, &at), rows[i].result, rows[i].text);
        EXPECT_LONG(at, rows[i].at, rows[i].text);
    }
    buf_str(&huge, "A");
    for (int i = 0; i < 4000; i++)
        buf_str(&huge, " * A");
    EXPECT_LONG(evaluate(&d, buf_text(&huge), &got, &at), FORMULA_TOO_LARGE, "7 to the power of 4001");
    buf_free(&got);
    buf_free(&huge);
    arena_free(d.arena);
}

/* Neither depth nor length of a formula, up to the limit, may exhaust the stack or take more than linear time. */
static void test_large(void)
{
    struct declared d;
    struct buf text = BUF_INIT, got = BUF_INIT;
    size_t at;
    open_declared(&d);
    declare(&d, "A");
    for (int i = 0; i < 9999; i++)
        buf_char(&text, '(');
    buf_str(&text, "A");
    for (int i = 0; i < 9999; i++)
        buf_char(&text, ')');
    EXPECT_LONG(evaluate(&d, buf_text(&text), &got, &at), FORMULA_VALUE, "9,999 parentheses");
    buf_clear(&text);
    buf_str(&text, "A");
    for (int i = 0; i < 4999; i++)
        buf_str(&text, " - A");
    EXPECT_LONG(evaluate(&d, buf_text(&text), &got, &at), FORMULA_VALUE, "5,000 operands");
    EXPECT_TEXT(buf_text(&got), "-34986/1", "5,000 operands");
    buf_free(&text);
    buf_free(&got);
    arena_free(d.arena);
}

/* <misura rif="…"/> elements stand in the text as FORMULA_REF. */
static void test_references(void)
{
    struct declared d;
    struct formula f;
    struct formula_error e;
    struct buf shown = BUF_INIT;
    char first[] = "prima", second[] = "seconda";
    const struct formula_ref refs[] = {{first, 0, "m-1"}, {second, -1, "m-2"}, {NULL, 0, "m-3"}};
    struct formula_source source = {"(\001 - \001) / 2", 11, refs, NULL, {NULL, NULL}, 1};
    open_declared(&d);
    source.names = &d.names;
    EXPECT(formula_parse(&f, &source, d.arena, &e), "references");
    EXPECT_LONG(f.count, 5, "references");
    EXPECT_TEXT(f.steps[1].operand, "seconda", "second reference");
    EXPECT_LONG(f.steps[1].scarto, -1, "second reference");
    formula_excerpt(&shown, &f, 0, strlen(f.text));
    EXPECT_TEXT(buf_text(&shown), "(m-1 - m-2) / 2", "shown by their labels");
    EXPECT(formula_single(&f) == NULL, "not a single measure");
    source.text = "\001";
    source.len = 1;
    EXPECT(formula_parse(&f, &source, d.arena, &e) && formula_single(&f) != NULL, "a single measure");
    source.text = "\001 \001";
    source.len = 3;
    EXPECT(!formula_parse(&f, &source, d.arena, &e) && e.fault == FORMULA_NO_OPERATOR, "no operator between references");
    buf_free(&shown);
    arena_free(d.arena);
}

void suite_formula(void)
{
    CU_pSuite s = CU_add_suite("formula", NULL, NULL);
    CU_add_test(s, "all formulas of Modena", test_modena);
    CU_add_test(s, "names and numbers", test_tokens);
    CU_add_test(s, "every error, at its place", test_errors);
    CU_add_test(s, "ambiguous names", test_ambiguous);
    CU_add_test(s, "quoting an error", test_quoting);
    CU_add_test(s, "quoting in a long formula", test_long_quote);
    CU_add_test(s, "values", test_values);
    CU_add_test(s, "no value", test_no_value);
    CU_add_test(s, "very deep, very long", test_large);
    CU_add_test(s, "references", test_references);
}
