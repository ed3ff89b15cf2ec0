/* formula.h: formulas over declared names: reading with exact positions of errors, exact evaluation.
 *
 * The grammar (compute.md 6.3): operands, joined by + - * / with a blank before and after, and parentheses. An operand is
 * the longest declared name that is followed by a blank, ")" or the end; else a decimal number; a name wins over a number
 * that is spelt the same. Signs, dots, blanks inside a declared name belong to it ("82.A3.1_INSTAGRAM-1", "N ImprAtt").
 * Time grows with the length of the text, memory is the arena's. */
#ifndef PIRA_FORMULA_H
#define PIRA_FORMULA_H

#include <gmp.h>
#include <stdbool.h>
#include <stddef.h>

struct arena;
struct buf;
struct names;

/* Stands in a formula's text for a reference given by other means than a name (<misura rif="…"/>). */
#define FORMULA_REF '\001'

struct formula_ref {
    void *operand;         /* NULL: it leads nowhere; the formula is then read, but has no value */
    int scarto;            /* years to add to the period */
    const char *label;     /* how messages call it */
};

struct formula_source {
    const char *text;                  /* LEN bytes; blanks of any kind and number count as one */
    size_t len;
    const struct formula_ref *refs;    /* one for each FORMULA_REF, in order */
    const struct names *names;         /* the declared names; their values are the operands */
    const void *scopes[2];             /* where names are looked for; of equally long ones the first scope's counts; NULL: everywhere */
    size_t scope_count;
};

enum formula_kind { FORMULA_NUMBER, FORMULA_OPERAND, FORMULA_ADD, FORMULA_SUBTRACT, FORMULA_MULTIPLY, FORMULA_DIVIDE };

/* A step of reverse Polish notation: operands before their operator. */
struct formula_step {
    enum formula_kind kind;
    size_t at, len;        /* where it stands in the formula's text */
    void *operand;         /* of FORMULA_OPERAND; NULL: a reference that leads nowhere */
    int scarto;
};

struct formula {
    const char *text;      /* as read, blanks collapsed */
    const struct formula_ref *refs;
    struct formula_step *steps;
    size_t count;
    size_t depth;          /* most values needed at a time */
};

enum formula_fault {
    FORMULA_GOOD, FORMULA_EMPTY, FORMULA_UNKNOWN_NAME, FORMULA_AMBIGUOUS_NAME, FORMULA_NO_OPERAND, FORMULA_NO_OPERATOR,
    FORMULA_NOT_CLOSED, FORMULA_NOT_OPENED, FORMULA_NO_BLANKS, FORMULA_COMMA, FORMULA_TOO_LONG, FORMULA_NO_MEMORY
};

/* Bytes of a formula's text; longer ones are FORMULA_TOO_LONG. */
#define FORMULA_MAX_LENGTH 20000

struct formula_error {
    enum formula_fault fault;
    size_t at, len;        /* the culprit in the formula's text, in bytes; LEN may be 0 */
};

/* Reads SOURCE into F; refs and names must live as long as F. False, with E filled, when it is wrong; F->text and
 * F->refs are set even then (unless memory is short). */
bool formula_parse(struct formula *f, const struct formula_source *source, struct arena *a, struct formula_error *e);

/* The only operand, when F is a single name or reference; NULL otherwise. */
const struct formula_step *formula_single(const struct formula *f);

/* Appends the text of F, references by their labels, a mark (▸) before the byte AT; far parts of a long text are left out. */
void formula_quote(struct buf *out, const struct formula *f, size_t at);

/* Appends LEN bytes of the text from AT, references by their labels. */
void formula_excerpt(struct buf *out, const struct formula *f, size_t at, size_t len);

/* The byte AT of the text as a position in characters, from 1. */
size_t formula_column(const struct formula *f, size_t at);

/* Numbers may not need more bits than this, numerator or denominator: no formula may exhaust the machine. */
#define FORMULA_MAX_BITS 8192

/* Whether Q is within FORMULA_MAX_BITS. */
bool formula_fits(const mpq_t q);

enum formula_result {
    FORMULA_VALUE,
    FORMULA_MISSING,       /* an operand has no value */
    FORMULA_BY_ZERO,       /* a divisor is 0 */
    FORMULA_TOO_LARGE,
    FORMULA_SHORT          /* of memory */
};

/* Puts the value of a FORMULA_OPERAND step into VALUE; false when it has none. */
typedef bool formula_value(void *self, const struct formula_step *step, mpq_t value);

/* Working memory for evaluations, used again and again. */
struct formula_machine {
    mpq_t *values;
    size_t size;
};
void formula_machine_init(struct formula_machine *m);
void formula_machine_clear(struct formula_machine *m);

/* The value of F into Q (initialised); every operand's value is asked of GET. Unless FORMULA_VALUE, Q is of no use and
 * *CULPRIT (may be NULL) is the step that failed. */
enum formula_result formula_eval(const struct formula *f, struct formula_machine *m, formula_value *get, void *self,
                                 mpq_t q, const struct formula_step **culprit);

#endif
