/* layout_fake.h: small documents for the tests of layout, and metrics in which every character is half an em wide. */
#ifndef PIRA_TESTS_LAYOUT_FAKE_H
#define PIRA_TESTS_LAYOUT_FAKE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "layout/page.h"

/* Faces of the fake metrics: ascent 0.8 em, descent 0.2 em. Letters of other scripts (from U+0400) are in none of them. */
enum {
    FAKE_PLAIN,                        /* every character 0.5 em wide */
    FAKE_BOLD,                         /* every character 0.6 em wide */
    FAKE_POOR                          /* like PLAIN, but only with ASCII and the no-break space */
};
extern const struct metrics fake_metrics;

/* A document being made, and what came of it. */
struct fake {
    struct arena *a;
    struct doc doc;
    struct page_style page;
    struct block blocks[64];
    struct diag *diag;
    struct page_list *pages;           /* NULL: layout failed */
};

/* A document of one page style: a text block WIDTH by HEIGHT points, without margins, heads or feet. */
struct fake *fake_new(int width, int height);
void fake_free(struct fake *f);
/* Lays it out; true when there are pages. */
bool fake_run(struct fake *f);

/* Size 10, leading 12, PLAIN: a character is 5 pt wide, its baseline 9 pt below the top of the line. */
extern const struct text_style fake_style, fake_bold, fake_poor, fake_small;

/* A paragraph of one run; more runs are added to it (at most 8 in all). */
struct para *fake_para(struct fake *f, const char *text);
struct run *fake_run_add(struct para *p, const char *text, const struct text_style *style);
struct run *fake_run_at(struct para *p, size_t i);

/* Blocks appended to the document. */
struct block *fake_block(struct fake *f, enum block_kind kind);
struct block *fake_text(struct fake *f, const char *text);
struct block *fake_heading(struct fake *f, const char *text);

/* Tables: COLUMNS fixed columns of WIDTH points, no paddings; body rows given as "cell|cell". */
struct table *fake_table(struct fake *f, int columns, int width);
struct row *fake_row(struct fake *f, struct table *t, const char *cells);
struct row *fake_head(struct fake *f, struct table *t, const char *cells);
struct row *fake_foot(struct fake *f, struct table *t, const char *cells);
struct cell *fake_cell(struct row *r, size_t i);
struct block *fake_add_table(struct fake *f, struct table *t);

/* The texts of the pages: "|" between lines, " // " between pages; what is no content of the document stands in brackets. */
const char *fake_texts(struct fake *f);
/* The whole dump, or the lines of it that begin with PREFIX (after blanks). */
const char *fake_dump(struct fake *f, const char *prefix);
/* Item I of the texts (counted over all pages). NULL: there are not so many. */
const struct item *fake_item(const struct fake *f, size_t i);
/* The text of message I; "" when there is none. */
const char *fake_message(const struct fake *f, size_t i);

#endif
