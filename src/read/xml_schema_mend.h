/* xml_schema_mend.h: what a value or a word that the schema refuses was meant to be. */
#ifndef PIRA_XML_SCHEMA_MEND_H
#define PIRA_XML_SCHEMA_MEND_H

#include <stdbool.h>

struct buf;

enum mend {
    MEND_NONE,
    MEND_ITALIAN,       /* a number written the Italian way */
    MEND_UNIT,          /* a number with a unit or a sign beside it */
    MEND_DATE,
    MEND_NO_SUCH_DAY    /* the last day of the month is given */
};

/* Appends to OUT the XML form of VALUE for the built-in type (NULL: unknown); nothing for MEND_NONE. */
enum mend mend_value(struct buf *out, const char *value, const char *builtin);

/* The word of KNOWN (ended by NULL) that WORD stands for, as a slip of the pen or by another name ("≥" for "almeno"), borrowed
 * from KNOWN; NULL when there is none. */
const char *mend_word(const char *word, const char *const *known);

/* The same by another name only. */
const char *mend_synonym(const char *word, const char *const *known);

/* Appends an identifier like VALUE that may stand in XML; INITIAL comes before one that begins with none of its letters. */
void mend_name(struct buf *out, const char *value, char initial);

/* The element that says of which kind a value with this sign or unit is ("%": percento); NULL when none does. */
const char *mend_kind(const char *value);

/* Whether NAME is a whole number, or one with a point and decimals too. */
bool mend_is_integer(const char *builtin);
bool mend_is_plain(const char *value, bool point);

#endif
