/* fuzz_formula.c: any text as a formula over some odd names: read, quoted, evaluated (libFuzzer). */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "compute/formula.h"
#include "compute/names.h"
#include "fuzz.h"

static const char *const declared[] = {"A", "M1", "A B", "N ImprAtt", "82.A-3/b*c", "100", "1.5", "(x)", "+", "è", "A+B", "82.ACCESSIBILITA'"};

static bool value_of(void *self, const struct formula_step *step, mpq_t value)
{
    (void)self;
    mpq_set_si(value, (long)step->len - 3, 7);   /* 0 for some */
    mpq_canonicalize(value);
    return step->len != 1;
}

static void read_and_evaluate(const struct formula_source *source, struct arena *a, struct formula_machine *machine)
{
    struct formula f;
    struct formula_error e;
    struct buf quote = BUF_INIT;
    mpq_t q;
    mpq_init(q);
    bool good = formula_parse(&f, source, a, &e);
    if (good) {
        const struct formula_step *culprit = NULL;
        enum formula_result result = formula_eval(&f, machine, value_of, NULL, q, &culprit);
        FUZZ_PROMISE(result != FORMULA_VALUE || formula_fits(q));
        FUZZ_PROMISE(f.count > 0 && f.depth > 0 && f.depth <= f.count);
    } else if (e.fault != FORMULA_NO_MEMORY) {
        FUZZ_PROMISE(e.at + e.len <= strlen(f.text));
        formula_quote(&quote, &f, e.at);
        FUZZ_PROMISE(utf8_valid(buf_text(&quote), quote.len, NULL));
        FUZZ_PROMISE(formula_column(&f, e.at) >= 1);
    }
    mpq_clear(q);
    buf_free(&quote);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct formula_ref refs[8] = {{(void *)"A", 0, "a"}, {NULL, 1, "b"}, {NULL, 0, "c"}, {NULL, 0, "d"},
                                                {(void *)"B", -1, "e"}, {NULL, 0, "f"}, {NULL, 0, "g"}, {NULL, 0, "h"}};
    struct names names;
    struct arena *a = arena_new();
    struct formula_machine machine;
    size_t refs_used = 0;
    for (size_t i = 0; i < size; i++)
        if (data[i] == 0 || (refs_used += data[i] == FORMULA_REF) > 8)
            size = i;
    if (!utf8_valid((const char *)data, size, NULL)) {
        arena_free(a);
        return 0;
    }
    names_init(&names, a);
    for (size_t i = 0; i < sizeof declared / sizeof *declared; i++)
        names_add(&names, NULL, declared[i], strlen(declared[i]), (void *)(uintptr_t)declared[i]);
    names_add(&names, NULL, "A", 1, (void *)(uintptr_t)"other");   /* ambiguous */
    const struct formula_source source = {(const char *)data, size, refs, &names, {NULL, NULL}, 1};
    formula_machine_init(&machine);
    read_and_evaluate(&source, a, &machine);
    formula_machine_clear(&machine);
    arena_free(a);
    return 0;
}
