/* lay_text.h: paragraphs to lines: characters, breaks, hyphens, alignment. */
#ifndef PIRA_LAY_TEXT_H
#define PIRA_LAY_TEXT_H

#include "layout/lay.h"

/* ---- characters of one paragraph (lay_chars.c) ---- */

enum {
    CHAR_MAY_BREAK = 1,                /* a line may end before it */
    CHAR_BLANK     = 2,                /* no width at the end of a line */
    CHAR_SILENT    = 4,                /* not printed: soft hyphens, joiners, forced breaks */
    CHAR_SOFT      = 8,                /* a hyphen is printed when the line ends after it */
    CHAR_FORCED    = 16,               /* the line ends after it */
    CHAR_OBJECT    = 32,               /* stands for a light, a bar, a note letter, a page number */
    CHAR_HANG      = 64                /* a note letter: no width at the end of a line */
};

/* Widths are summed in thousandths of mpt and rounded once, so that a long line ends where the PDF reader ends it. */
#define FINE 1000

struct lay_char {
    uint32_t cp;
    uint32_t run;                      /* its run in the paragraph */
    int32_t fine;                      /* advance, thousandths of mpt */
    uint8_t flags;
};

/* A stretch of characters set on one line. */
struct stretch { size_t from, to; bool hyphen, forced, ellipsis, broken; };   /* broken: within a word, for want of room */

struct lay_chars {
    const struct para *para;
    struct lay_char *v; size_t n, cap;
    size_t wide;                       /* how many of them are not ASCII */
    size_t axis;                       /* first character right of the axis */
    bool forced, objects;              /* a forced break is among them; a character that stands for something else than text */
    bool analysed;                     /* CHAR_MAY_BREAK is known */
    uint32_t *codes; char *breaks; size_t work_cap;   /* for the analysis */
    struct stretch *lines; size_t nlines, lines_cap;  /* what lay_lines found */
};

/* A paragraph of more characters, or higher, is not set. */
#define PARA_CHARS 1000000
#define PARA_HEIGHT PT(200000)
/* Reports that P is too long; returns false. */
bool lay_too_long(struct lay *l, const struct para *p);

/* Takes P's characters into L->chars, measured. False when memory is short, or they are too many (reported). */
bool lay_chars_load(struct lay *l, const struct para *p);
void lay_chars_free(struct lay_chars *c);   /* accepts NULL */

/* The note letter reserved for in the middle of a line; layout knows the letter only when the page is made. */
#define NOTE_LETTER 'a'
/* Number of figures reserved for a page number that is not yet known. */
#define PAGE_FIGURES "000"

/* ---- where lines may end (lay_break.c) ---- */

/* Marks where lines may end (UAX 14, then the paragraph's own rules). False when memory is short. */
bool lay_chars_analyse(struct lay *l);

/* What u32_possible_linebreaks says of C in BREAKS, but of the first character. False when the text is not plain: BREAKS is then of no use. */
bool lay_break_plain(const struct lay_chars *c, char *breaks);

/* ---- lines (lay_line.c) ---- */

/* Deals the loaded characters out to lines (L->chars->lines) of WIDTH; the paragraph's indents are taken off here.
 * False when memory is short. */
bool lay_lines(struct lay *l, mpt width);
/* Where line I of P begins, and its room in a measure of WIDTH. */
mpt lay_line_start(const struct para *p, size_t i);
mpt lay_line_room(const struct para *p, size_t i, mpt width);
/* The end of S without the blanks and note letters that hang over it. */
size_t lay_visible_end(const struct lay_chars *c, const struct stretch *s);
/* Advance of the hyphen, or of any CP, in the style of character I: thousandths of mpt. */
int32_t lay_fine_of(struct lay *l, size_t i, uint32_t cp);

/* ---- pieces (lay_seg.c) ---- */

/* A piece of a line in one style: text, or a shape, or a note letter. */
enum seg_kind { SEG_TEXT, SEG_LIGHT, SEG_BAR, SEG_NOTE, SEG_PAGE_OF };
struct seg {
    const struct run *run;
    union { const char *s; struct lay_note *note; };
    uint32_t len;
    mpt x, w;                          /* from the left edge of the box; w without blanks at the end of the line */
    uint8_t kind;
};

/* A line being cut into pieces: S is given, the rest found. */
struct cutting {
    struct stretch s;
    size_t visible;                    /* end of what has width */
    struct seg *segs; uint32_t nsegs;
    char *text; size_t len;            /* of all pieces, one after the other */
    int64_t x;                         /* of the next character, thousandths of mpt */
};

/* Cuts C->s of the loaded characters into pieces. False when memory is short. */
bool lay_cut(struct lay *l, struct cutting *c);

/* FINE rounded to mpt. */
static inline mpt lay_rounded(int64_t fine) { return (mpt)((fine + FINE / 2) / FINE); }

/* ---- boxes (lay_text.c) ---- */

struct line {
    struct seg *segs;
    uint32_t nsegs, para;              /* para: which of the box's */
    mpt y, height, base;               /* y from the top of the box; base from the top of the line */
    enum align align;
};

/* A paragraph and its place in the structure tree, once it is drawn. */
struct lay_para {
    const struct para *para;
    bool mixed;                        /* links, notes or another language within: its runs get nodes of their own */
    int32_t tag;                       /* -1 until drawn */
    int32_t child; const struct run *child_run;   /* the node of the run drawn last */
};

/* Paragraphs set one below the other in a column. */
struct box {
    struct line *lines; uint32_t nlines, nparas;
    struct lay_para *paras;
    mpt height;
};

/* A note called somewhere; its letter is known when the page is made. */
struct lay_note {
    const struct note *note;
    struct box body;
    struct lay_note *next;
    int letter;                        /* 0 is "a" */
};

/* Sets PARAS in WIDTH, with a decimal axis at AXIS from the left (0: none). False when memory is short, or it is too long (reported). */
bool lay_box(struct lay *l, const struct para *paras, size_t n, mpt width, mpt axis, struct box *out);

/* Gives BOX the paragraphs that its lines, set or still to be set, are of. False when memory is short. */
bool lay_box_paras(struct lay *l, const struct para *paras, size_t n, struct box *box);

/* Sets the bodies of the notes from FIRST on, in WIDTH, each right of its letter. False when memory is short. */
bool lay_note_bodies(struct lay *l, struct lay_note *first, mpt width);

/* The width PARAS would take if no line were broken but where it must; and the width of their widest word. */
bool lay_natural(struct lay *l, const struct para *paras, size_t n, mpt *widest_line, mpt *widest_word);

/* Height of the lines FROM up to TO of BOX, set alone. */
mpt lay_box_span(const struct box *b, uint32_t from, uint32_t to);

/* ---- boxes that recur (lay_known.c) ---- */

/* The memory of boxes; NULL, reported, when memory is short. */
struct lay_known *lay_known_new(struct lay *l);
void lay_known_free(struct lay_known *k);   /* accepts NULL */

/* The same as lay_box, for PARAS that stay as they are until layout ends: boxes that are alike share their lines. */
bool lay_box_known(struct lay *l, const struct para *paras, size_t n, mpt width, mpt axis, struct box *out);

#endif
