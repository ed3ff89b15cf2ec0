/* explain_code.h: what is known of a message besides its text: why its rule is, and examples. */
#ifndef PIRA_EXPLAIN_CODE_H
#define PIRA_EXPLAIN_CODE_H

#include "base/diag.h"

/* What the parts of a plan of 2025 that make an example stand in. */
enum example_place {
    PLACE_FILE,              /* a whole plan */
    PLACE_PIANO,             /* after the documents of a plan of kind "altro" */
    PLACE_ALBERO,            /* after the levels of its tree: s (strategic), t (the same, targets for three years), o, g (group) */
    PLACE_NODO,              /* in a strategic node of that tree */
    PLACE_ALBERO_RAPPORTO,   /* the same in a plan of kind "rapporto" */
    PLACE_RAPPORTO,
    PLACE_TABELLA            /* the rows of a table with a column of text and one of amounts */
};

struct example {
    int code;
    enum example_place place;
    const char *wrong, *right;   /* the first gives the code, the second does not */
};

/* The example of a code; NULL when it has none (every code of a rule or a formula has one, and those of the schema that a plan
 * can break). */
const struct example *explain_example(int code);

/* Why the rule RULE is; NULL for an unknown one. */
const char *explain_reason(const char *rule, enum diag_lang lang);

#endif
