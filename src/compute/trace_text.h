/* trace_text.h: the words of a trace in both languages, and how it writes numbers. For trace.c and trace_rollup.c. */
#ifndef PIRA_TRACE_TEXT_H
#define PIRA_TRACE_TEXT_H

#include "base/buf.h"
#include "base/diag.h"
#include "compute/model.h"

struct trace {
    struct computation *c;
    enum diag_lang lang;
    struct buf *out;
};

enum trace_word {
    TRACE_INDICATOR, TRACE_MEASURES, TRACE_NO_VALUE, TRACE_RESULT, TRACE_FORMULA, TRACE_WITH_VALUES, TRACE_EXACT, TRACE_PRINTED,
    TRACE_AS_MEASURED, TRACE_SIGNIFICANT, TRACE_DECIMALS, TRACE_NOT_COMPUTABLE, TRACE_DEGREE, TRACE_VALUE, TRACE_COMPUTED, TRACE_COMPOSED,
    TRACE_TYPED, TRACE_REFERENCE, TRACE_GROWTH, TRACE_TOLERANCE, TRACE_TARGET, TRACE_RULE, TRACE_BAND, TRACE_REASON, TRACE_PROPORTION, TRACE_STEP, TRACE_CORRECTION, TRACE_SHARE, TRACE_LEAST, TRACE_MOST, TRACE_CONDITION, TRACE_ALL_OF, TRACE_ONE_OF, TRACE_UNIT,
    TRACE_ENTERS, TRACE_ENTERS_NOTHING, TRACE_TOTAL, TRACE_WEIGHT, TRACE_ROUNDED, TRACE_UNROUNDED, TRACE_LEFT_OUT,
    TRACE_OF_ONE, TRACE_OF_MANY, TRACE_ONE_DECIMAL, TRACE_MANY_DECIMALS, TRACE_ANOTHER, TRACE_OTHERS,
    TRACE_BY_HAND, TRACE_DEFAULT, TRACE_NOT_AVAILABLE, TRACE_AWAITED, TRACE_NOTHING_TO_ATTAIN, TRACE_NEUTRAL,
    TRACE_WORDS
};

/* The word, or sentence, in the language of T. */
const char *trace_word(const struct trace *t, enum trace_word w);
const char *trace_rule(const struct trace *t, enum attain_rule rule);
const char *trace_regola(const struct trace *t, enum regola regola);

/* The word for how several values are taken together ("media", "somma" …; NULL: media), in the language of T. */
const char *trace_insieme(const struct trace *t, const char *how);

/* Appends the number that TEXT is, as people write it: "−2,5". */
void trace_number(struct buf *out, const char *text);

/* Appends "  label       " (one column of labels for the whole trace), to be followed by its text and a line break. */
void trace_label(const struct trace *t, enum trace_word label);

/* Appends Q in full when it has few decimals, else as a fraction; "…" stands for one that is too long to read. */
void trace_exact(struct buf *out, const mpq_t q);

/* Appends Q as a fraction ("4/5", "1"). */
void trace_fraction(struct buf *out, const mpq_t q);

/* Appends Q as a percentage, "…" after its first decimals when it has more. */
void trace_percent(struct buf *out, const mpq_t q);

/* Appends ONE, or COUNT and MANY. */
void trace_count(const struct trace *t, enum trace_word one, enum trace_word many, size_t count);

/* Appends the grado: "80,00%", "n.d." … */
void trace_grado(const struct trace *t, const struct grado *g, int decimali);

/* Appends a periodo: "2026", "30/06/2026". */
void trace_periodo(struct buf *out, struct periodo p);

/* Appends what people call an item: its codice and, in guillemets, its name. */
void trace_name(const struct trace *t, const struct item *item);

/* Appends how the grado of ITEM, an indicator, enters all that contains it. */
void trace_rollup(const struct trace *t, struct item *item);

#endif
