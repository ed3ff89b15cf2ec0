/* rule_formula.c: algorithms in words beside formulas: missing ones, other factors, the words of another indicator. */
#include <ctype.h>
#include <string.h>

#include "base/arena.h"
#include "base/number.h"
#include "check/fold.h"
#include "check/rule.h"
#include "compute/formula.h"
#include "compute/model.h"

/* ---------------------------------------------------------------- formula-mancante */

static bool has_formula(const struct scheda *i)
{
    return i->parts[PART_FORMULA] != NULL || collect_only_measure(i) != NULL;
}

/* Worth saying only where formulas are the custom of the plan. */
void rule_formula_mancante(struct check *c)
{
    struct elenco e = {BUF_INIT, 0};
    size_t with = 0;
    for (size_t i = 0; i < c->indicatore_count; i++) {
        if (has_formula(&c->indicatori[i]))
            with++;
        else if (c->indicatori[i].parts[PART_ALGORITMO] != NULL)
            elenco_add(c, &e, c->indicatori[i].node);
    }
    if (with * 2 < c->indicatore_count)
        e.count = 0;
    elenco_report(c, DIAG_FORMULA_MISSING, &e, c->indicatore_count);
}

/* ---------------------------------------------------------------- fattore-discorde */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

/* The number that S begins with, as Italian texts print it, into Q; false when there is none, or it runs on as a word. */
static bool leading_number(const char *s, mpq_t q)
{
    size_t len = strspn(s, "0123456789.,");
    if (len == 0 || is_word(s[len]))
        return false;
    while (len > 0 && (s[len - 1] == '.' || s[len - 1] == ','))
        len--;
    return len > 0 && number_parse_italian(q, s, len, NULL);
}

/* Multiplies FACTOR by every number that follows a sign of multiplication in WORDS. */
static void factor_of_words(const char *words, mpq_t factor)
{
    static const char times[] = "×";
    mpq_t q;
    mpq_init(q);
    for (const char *s = words; *s != '\0'; s++) {
        size_t sign = *s == '*' ? 1 : strncmp(s, times, sizeof times - 1) == 0 ? sizeof times - 1 : 0;
        if (sign == 0)
            continue;
        const char *after = s + sign;
        while (is_blank(*after))
            after++;
        if (leading_number(after, q))
            mpq_mul(factor, factor, q);
    }
    mpq_clear(q);
}

/* A step's number, read again from the formula's text. */
static bool step_number(const struct formula *f, const struct formula_step *step, mpq_t q)
{
    return step->kind == FORMULA_NUMBER && number_parse(q, f->text + step->at, step->len, NULL);
}

/* Multiplies FACTOR by every number of F that multiplies something. In reverse Polish notation the operands of a step are
 * the two values before it; a number that is one of them is the last step of that value. */
static void factor_of_formula(struct check *c, const struct formula *f, mpq_t factor)
{
    size_t *first = arena_array(c->arena, f->count, sizeof *first);   /* where the value that ends at a step begins */
    mpq_t q;
    if (first == NULL) {
        c->no_memory = true;
        return;
    }
    mpq_init(q);
    for (size_t i = 0; i < f->count; i++) {
        bool leaf = f->steps[i].kind == FORMULA_NUMBER || f->steps[i].kind == FORMULA_OPERAND;
        first[i] = leaf ? i : first[first[i - 1] - 1];
        if (f->steps[i].kind != FORMULA_MULTIPLY)
            continue;
        const size_t operands[] = {i - 1, first[i - 1] - 1};
        for (int k = 0; k < 2; k++)
            if (step_number(f, &f->steps[operands[k]], q))
                mpq_mul(factor, factor, q);
    }
    mpq_clear(q);
}

/* An indicator in % has its factor of 100 from the unit: the words may say so, or not (compute.md 2.2). */
static void drop_hundred(const struct scheda *i, mpq_t words, const mpq_t formula)
{
    mpq_t hundredfold;
    if (i->unita == NULL || valore_type_of_unit(i->unita) != VALORE_PERCENTO)
        return;
    mpq_init(hundredfold);
    mpq_set_ui(hundredfold, 100, 1);
    mpq_mul(hundredfold, hundredfold, formula);
    if (mpq_equal(words, hundredfold))
        mpq_set(words, formula);
    mpq_clear(hundredfold);
}

static const struct formula *formula_of(const struct scheda *i)
{
    const struct indicatore *computed = i->item->indicatore;
    bool usable = computed->ha_formula && !computed->errata && i->parts[PART_FORMULA] != NULL;
    return usable ? &computed->formula : NULL;
}

static void check_factors(struct check *c, const struct scheda *i, const char *words)
{
    const struct formula *f = formula_of(i);
    struct buf text = BUF_INIT;
    mpq_t a, b;
    if (f == NULL || strpbrk(words, "*/+") == NULL)   /* a plain description is no algorithm to compare */
        return;
    mpq_inits(a, b, NULL);
    mpq_set_ui(a, 1, 1);
    mpq_set_ui(b, 1, 1);
    factor_of_words(words, a);
    factor_of_formula(c, f, b);
    drop_hundred(i, a, b);
    if (!mpq_equal(a, b)) {
        formula_excerpt(&text, f, 0, strlen(f->text));
        check_say(c, DIAG_FACTORS_DIFFER, i->node, check_number(c, a, number_places(a, 6)), check_number(c, b, number_places(b, 6)),
                  check_short(c, buf_text(&text), 120));
    }
    buf_free(&text);
    mpq_clears(a, b, NULL);
}

void rule_fattore_discorde(struct check *c)
{
    for (size_t i = 0; i < c->indicatore_count; i++) {
        const xmlNode *words = c->indicatori[i].parts[PART_ALGORITMO];
        if (words != NULL)
            check_factors(c, &c->indicatori[i], plan_text(c->plan, words));
    }
}

/* ---------------------------------------------------------------- algoritmo-di-altro */

/* The consuntivo of the plan's year, computed or typed, into V; nothing when there is none. */
static void read_consuntivo(const struct check *c, const struct scheda *s, struct valore *v)
{
    const xmlNode *rows[] = {plan_child(s->parts[PART_CALCOLI], "consuntivo"), s->parts[PART_CONSUNTIVO]};
    valore_read(v, NULL);
    for (size_t i = 0; i < 2; i++)
        for (const xmlNode *n = rows[i]; n != NULL; n = next_alike(n)) {
            const char *exact = plan_attr(n, "esatto");
            if (v->tipo != VALORE_NESSUNO || plan_attr_int(n, "anno", c->plan->anno) != c->plan->anno)
                continue;
            valore_read(v, n);
            if (exact != NULL && valore_is_number(v))
                number_parse_fraction(v->numero, exact);
        }
}

/* TEXT folded, in c->scratch: equal for the same words. */
static const char *folded(struct check *c, const char *text)
{
    buf_clear(&c->scratch);
    fold_add(&c->scratch, text, FOLD_BLANKS, NULL);
    return buf_text(&c->scratch);
}

/* TEXT folded, and V: equal for the same words with the same value. NULL when there is no value, or memory is short. */
static const char *words_and_value(struct check *c, const char *text, const struct valore *v)
{
    struct buf *key = &c->scratch;
    if (!valore_is_number(v) && v->tipo != VALORE_DATA)
        return NULL;
    folded(c, text);
    buf_char(key, '\037');
    buf_char(key, (char)('0' + v->tipo));
    if (v->tipo == VALORE_DATA)
        date_iso(key, v->data);
    else
        number_fraction(key, v->numero);
    const char *kept = arena_strdup(c->arena, buf_text(key));
    c->no_memory |= kept == NULL;
    return kept;
}

/* Whether two texts differ at the first letter that is not the same, blanks apart: nearly always, and soon. */
static bool surely_differ(const char *a, const char *b)
{
    for (;; a++, b++) {
        while (is_blank(*a))
            a++;
        while (is_blank(*b))
            b++;
        if ((unsigned char)*a >= 0x80 || (unsigned char)*b >= 0x80)
            return false;
        if (tolower((unsigned char)*a) != tolower((unsigned char)*b))
            return true;
        if (*a == '\0')
            return false;
    }
}

static bool same_words(struct check *c, const char *a, const char *b)
{
    struct buf x = BUF_INIT, y = BUF_INIT;
    if (surely_differ(a, b))
        return false;
    fold_add(&x, a, FOLD_BLANKS, NULL);
    fold_add(&y, b, FOLD_BLANKS, NULL);
    bool same = strcmp(a, b) == 0 || strcmp(buf_text(&x), buf_text(&y)) == 0;
    c->no_memory |= x.failed || y.failed;
    buf_free(&x);
    buf_free(&y);
    return same;
}

/* The algorithm of I when it is other than its name; NULL otherwise. */
static const char *other_words(struct check *c, const struct scheda *i)
{
    const char *words = i->parts[PART_ALGORITMO] != NULL ? plan_text(c->plan, i->parts[PART_ALGORITMO]) : i->nome;
    return strcmp(words, i->nome) != 0 && !same_words(c, words, i->nome) ? words : NULL;
}

static void enter_words(struct check *c, struct names *asked, const char *words)
{
    const char *key = arena_strdup(c->arena, folded(c, words));
    c->no_memory |= key == NULL || !names_add(asked, NULL, key, strlen(key), NULL);
}

/* Enters I by its name and value if its name is ASKED for: few are, and values are many. */
static void enter_name(struct check *c, struct names *by_name, const struct names *asked, struct scheda *i, struct valore *v)
{
    const char *name = folded(c, i->nome);
    if (names_find(asked, NULL, name, strlen(name)) == NULL)
        return;
    read_consuntivo(c, i, v);
    const char *key = words_and_value(c, i->nome, v);
    if (key != NULL)
        c->no_memory |= !names_add(by_name, NULL, key, strlen(key), i);
}

static void check_words(struct check *c, const struct names *by_name, const struct scheda *i, const char *words, struct valore *v)
{
    read_consuntivo(c, i, v);
    const char *key = words_and_value(c, words, v);
    const struct name *found = key != NULL ? names_find(by_name, NULL, key, strlen(key)) : NULL;
    if (found != NULL)
        check_say(c, DIAG_ALGORITHM_OF_OTHER, i->node, check_label(c, ((const struct scheda *)found->value)->node),
                  check_valore(c, v, i->unita));
}

/* Checks each indicator that has WORDS of its own against the names of all. */
static void check_all_words(struct check *c, const char *const *words)
{
    struct names asked, by_name;
    struct valore v;
    valore_init(&v);
    names_init(&asked, c->arena);
    names_init(&by_name, c->arena);
    for (size_t i = 0; i < c->indicatore_count; i++)
        if (words[i] != NULL)
            enter_words(c, &asked, words[i]);
    for (size_t i = 0; i < c->indicatore_count; i++)
        enter_name(c, &by_name, &asked, &c->indicatori[i], &v);
    for (size_t i = 0; by_name.count > 0 && i < c->indicatore_count; i++)
        if (words[i] != NULL)
            check_words(c, &by_name, &c->indicatori[i], words[i], &v);
    valore_clear(&v);
}

/* Names are entered only where an algorithm might be one: most say what the indicator is called. */
void rule_algoritmo_di_altro(struct check *c)
{
    const char **words = arena_array(c->arena, c->indicatore_count, sizeof *words);
    bool any = false;
    c->no_memory |= words == NULL;
    for (size_t i = 0; words != NULL && i < c->indicatore_count; i++) {
        words[i] = other_words(c, &c->indicatori[i]);
        any = any || words[i] != NULL;
    }
    if (any)
        check_all_words(c, words);
}
