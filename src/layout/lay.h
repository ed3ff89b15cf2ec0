/* lay.h: what the files of the layout stage share: the job in hand, its memory, its failures.
 *
 * The stage in three steps, each with its own header:
 *   lay_flow.h   blocks become units (lines, table rows, figures …) of known height     (lay_text.h, lay_table.h)
 *   lay_page.h   units are dealt out to pages: only here it is decided where a page ends
 *   lay_draw.h   pages become items and tags: nothing is decided any more
 */
#ifndef PIRA_LAY_H
#define PIRA_LAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "layout/block.h"
#include "layout/metrics.h"

struct arena;
struct lay_font;
struct lay_hyphen;
struct lay_chars;
struct lay_known;
struct lay_note;

/* What the fields of a running head print; texts, so that layout formats each once. NULL: nothing. */
struct lay_fields { const char *page, *pages, *chapter; };

struct lay {
    const struct doc *doc;
    struct diag *diag;
    struct arena *work;                /* lines, rows, units: given back when layout ends */
    struct arena *keep;                /* strings of the result */
    struct lay_font *font;
    struct lay_hyphen *hyphen;
    struct lay_chars *chars;           /* working memory of the paragraph in hand */
    struct lay_known *known;           /* boxes that may recur */
    struct lay_note **note_sink;       /* where a note that is called in the text being set is appended; NULL: not kept */
    struct lay_fields fields;
    bool narrow;                       /* a letter that does not fit its room was reported */
    int broken_words;                  /* how many words that are wider than their column were reported */
    bool failed;                       /* an error was reported; layout goes on to find the others, and gives no pages */
    bool starved;                      /* memory ran out (reported once) */
};

/* COUNT zeroed objects of SIZE bytes that live until layout ends; NULL, reported, when memory is short. */
void *lay_new(struct lay *l, size_t count, size_t size);

/* What lay_grow does where there is no room. */
void *lay_regrow(struct lay *l, void *data, size_t *cap, size_t need, size_t size);

/* A growing array: DATA with room for NEED elements, *CAP adjusted; from malloc, freed by its owner.
 * NULL, reported, when memory is short: DATA is then still valid. */
static inline void *lay_grow(struct lay *l, void *data, size_t *cap, size_t need, size_t size)
{
    return need <= *cap && data != NULL ? data : lay_regrow(l, data, cap, need, size);
}

/* Remembers, and reports the first time, that memory ran out. */
void lay_starve(struct lay *l);

/* Reports an error of the document and remembers that there will be no pages. */
void lay_error(struct lay *l, enum diag_code code, const char *a, const char *b, const char *c);

/* A length for a message, in millimetres with one decimal ("24,5"). OUT holds at least 24 bytes. */
const char *lay_millimetres(mpt length, char *out, size_t size);

/* Heights are cut off here, far beyond any page, so that sums of them stay in range. */
#define LENGTH_MOST PT(500000)
static inline mpt lay_add(mpt a, mpt b) { return (int64_t)a + b < LENGTH_MOST ? a + b : LENGTH_MOST; }

static inline mpt lay_max(mpt a, mpt b) { return a > b ? a : b; }
static inline mpt lay_min(mpt a, mpt b) { return a < b ? a : b; }

#endif
