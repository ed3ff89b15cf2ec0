/* bind_job.h: what the files of the bind stage share: the job in hand, evaluation, control flow, paragraphs.
 *
 *   bind.c            the document: pages, words, body
 *   bind_eval.c       expressions, variables, texts            bind_functions.c   the templates' XPath functions
 *   bind_walk.c       expressions without libxml2 (walk.h)
 *   bind_flow.c       per-ogni, se, scegli, poni, inserisci    bind_block.c       blocks
 *   bind_pen.c        paragraphs from runs and styles          bind_text.c        what stands in a line of a template
 *   bind_value.c      typed values                             bind_light.c       lights, bars, measures
 *   bind_rich.c       the plan's own lines of text             bind_story.c       its sections
 *   bind_table.c      tables of a template                     bind_plan_table.c  tables of the plan
 *   bind_chart.c      bars                                 bind_contents.c    the table of contents
 *   bind_picture.c    sizes of figures                     bind_sentence.c   titles in capitals
 */
#ifndef PIRA_BIND_JOB_H
#define PIRA_BIND_JOB_H

#include <libxml/xpath.h>

#include "bind/bind.h"
#include "bind/template_parts.h"
#include "compute/plan.h"

#define MAX_DEPTH 60                    /* fragments within fragments */
#define MAX_STEPS 20000000              /* instructions carried out; 18,000 indicators in a report take 1,300,000 */
#define XPATH_OPERATIONS 20000000       /* of one evaluation: // over the largest plan takes some 5,000,000 */
#define XPATH_TOTAL 2000000000u         /* of all together */

/* A growing array used as a stack: a builder remembers where it began and takes what was pushed since. */
struct stack { char *data; size_t len, cap, size; };

struct binding { const struct variable *variable; xmlXPathObjectPtr value; size_t covered; };   /* COVERED: as in struct bind, below it */

struct contents_entry { int level; const char *number, *title, *anchor; };
struct contents_hole { const struct op_contents *op; struct block *block; };

struct bind {
    const struct template *t;
    struct plan *plan;
    struct diag *d;
    const struct bind_options *o;
    struct arena *a;

    const char *lang;                   /* of the plan's texts, where it is not that of the template; NULL: the same */

    struct date day;                    /* of the document (figure_day) */

    xmlXPathContextPtr xpath;
    xmlNode *node;                      /* the current node, its place and how many there are */
    int position, size;

    struct stack variables;             /* struct binding */
    size_t *bound;                      /* by variable: the place + 1 on that stack of what it is bound to; 0: to nothing */
    struct stack runs, paras, cells, rows, blocks, items, columns;
    struct stack contents;              /* struct contents_entry, in the order of the document */
    struct stack holes;                 /* struct contents_hole: where tables of contents go */
    struct stack found;                 /* xmlNode *: what a path found so far */
    struct stack reported;              /* const void *: what was reported once */

    const struct text_style **styles;   /* interned, open addressing */
    size_t nstyles, cap_styles;

    int depth;
    long steps;                         /* instructions carried out so far, and XPath's operations */
    uint64_t operations;
    int anchors;                        /* how many anchors were made up */
    int sections;                       /* how many sections of the highest level were numbered */
    const struct plan_rule *rule;       /* the rule that is being applied */
    bool failed;                        /* an error was reported; binding goes on to find others */
    bool stopped;                       /* there is no going on */
    bool starved;                       /* because memory ran out */
};

/* ---- memory (bind.c) ---- */

/* Reports, once, that memory is short; nothing more is bound. */
void bind_starve(struct bind *b);

/* Zeroed memory of the result; NULL, remembered, when memory is short. */
void *bind_new(struct bind *b, size_t count, size_t size);
char *bind_copy(struct bind *b, const char *s, size_t len);
char *bind_copy_buf(struct bind *b, const struct buf *text);   /* NULL also when TEXT has failed */
/* A text that was made for the result as it is, or "" when it is NULL: memory was short. */
const char *bind_made(struct bind *b, const char *text);
#define bind_printf(b, ...) bind_made((b), arena_printf((b)->a, __VA_ARGS__))
/* S of the plan as the result's own; NULL stays NULL. */
const char *bind_own(struct bind *b, const char *s);

/* Appends *ITEM; all elements of a stack are of one type. */
#define stack_push(b, s, item) stack_push_bytes((b), (s), (item), sizeof *(item))
void stack_push_bytes(struct bind *b, struct stack *s, const void *item, size_t size);

/* Element I of S; valid until the next push. */
void *stack_at(const struct stack *s, size_t i);

/* Moves the elements from MARK on into the result's memory; *COUNT is how many. NULL when there are none. */
const void *stack_take(struct bind *b, struct stack *s, size_t mark, size_t *count);

/* Reports CODE, once for WHAT (an expression, an instruction's element, a style), and remembers the failure. */
void bind_error(struct bind *b, const void *what, enum diag_code code, const struct diag_place *at, const char *a1, const char *a2);

/* The place of an instruction. */
struct diag_place bind_place(const struct op *op);

/* Whether LIST, words with blanks between them, holds WORD (may be NULL). */
bool list_holds(const char *list, const char *word);

/* ---- expressions (bind_eval.c) ---- */

bool eval_open(struct bind *b);
void eval_close(struct bind *b);

bool eval_boolean(struct bind *b, const struct expr *e);
int eval_integer(struct bind *b, const struct expr *e, int missing);

/* What is printed of a value: of nodes the first in document order (NULL: there are none), of anything else its text. */
struct answer { bool nodes; xmlNode *node; const char *text; };
struct answer eval_answer(struct bind *b, const struct expr *e);

xmlNode *eval_node(struct bind *b, const struct expr *e);                  /* the first; NULL */
xmlNode **eval_nodes(struct bind *b, const struct expr *e, size_t *count);
xmlXPathObjectPtr eval_object(struct bind *b, const struct expr *e);       /* the caller's; NULL, reported, when it fails */

/* The value as a string, blanks collapsed, as print wants it; "" for nothing. */
const char *eval_string(struct bind *b, const struct expr *e);
const char *eval_text(struct bind *b, const struct text *text);             /* the result's own, or the template's */

/* Variables are those bound since a mark; release gives back those above it. BIND takes over VALUE. */
size_t variables_mark(const struct bind *b);
void variables_bind(struct bind *b, const struct variable *v, xmlXPathObjectPtr value);
void variables_bind_node(struct bind *b, const struct variable *v, xmlNode *node);
void variables_release(struct bind *b, size_t mark);
const xmlXPathObject *variables_find(const struct bind *b, const struct variable *v);   /* NULL when it is not bound */

/* S as print wants it: blanks collapsed to one, apostrophes between letters curly where the template wants that.
 * S itself when nothing changes. KEEP_ENDS: a blank at either end stays one blank, else it vanishes. */
const char *text_tidy(struct bind *b, const char *s, bool keep_ends);

/* S as a sentence where it is written in capitals; the names of the body and of its centres keep theirs (bind_sentence.c). */
const char *sentence_of(struct bind *b, const char *s);

/* The text of N where it is a single piece, as it is, borrowed; NULL where it has to be joined. */
const char *node_text(const xmlNode *n);

/* All text below N, joined and tidied. */
const char *node_string(struct bind *b, const xmlNode *n);

/* ---- the plan's figures (bind_figure.c) ---- */

/* The day of the current document within the plan's year; its year is 0 when the document is of the whole year. */
struct date figure_day(const struct plan *plan);

/* The published figure WHAT ("grado" …) of a node, an indicator, a total, an entry of a view; the computed one; the author's own.
 * YEAR 0: of any year. A reference stands for what it names where it has none itself. NULL when there is none. */
const xmlNode *figure_published(struct bind *b, const xmlNode *n, const char *what, int year);
const xmlNode *figure_computed(struct bind *b, const xmlNode *n, const char *what, int year);
const xmlNode *figure_own(struct bind *b, const xmlNode *n, const char *what, int year);

/* The one to print: the first of the three. */
const xmlNode *figure_find(struct bind *b, const xmlNode *n, const char *what, int year);

/* The band of assessment of a figure, or of what has a grado; NULL when there is none. */
const xmlNode *figure_band(struct bind *b, const xmlNode *n);

/* Whether two figures differ at the precision of the first. */
bool figure_differs(const xmlNode *published, const xmlNode *computed);

/* The name of a missione, of a programma: the plan's own, else the official one of the plan's year; "" when there is none. */
const char *name_missione(struct bind *b, const char *code);
const char *name_programma(struct bind *b, const char *missione, const char *code);

/* ---- control flow (bind_flow.c) ---- */

/* Who receives the instructions that are not control: a builder of text, cells, rows, blocks … */
struct sink {
    void (*take)(struct bind *b, const struct op *op, struct sink *sink);
    void (*between)(struct bind *b, const struct text *text, struct sink *sink);   /* NULL: nothing stands between */
};

void flow_run(struct bind *b, const struct op *first, struct sink *sink);

/* The first child of OP that is KIND; NULL. */
const struct op *op_child(const struct op *op, enum op_kind kind);

/* ---- paragraphs (bind_pen.c) ---- */

/* Writes paragraphs. STYLE is what surrounds the text in hand; runs and paragraphs gather on the job's stacks. */
struct pen {
    struct sink sink;
    struct style style;
    bool in_cell;                       /* several paragraphs may come of it */
    bool axis;                          /* figures stand on the column's axis, words flush right */
    size_t runs, paras;                 /* where it began on the stacks */
    bool inked;                         /* the paragraph in hand prints something */
    bool blank;                         /* … and ends in a blank, or has not begun */
    int figures;                        /* how many figures it holds, and whether anything else */
    bool words;
    size_t length, axis_at;             /* bytes of its text; where the axis divides it */
    bool nobreak;
    const char *uri, *target, *lang;
    const struct note *note;
};

/* Lays ADD (may be NULL) over ONTO. */
void style_over(struct style *onto, const struct style *add);
void style_text_over(struct style *onto, const struct style *add);   /* only what belongs to the letters */

/* The style of a part that the program itself writes ("nota"): the template's, else the one called OTHER; NULL. */
const struct style *style_or(const struct bind *b, const char *name, const char *other);

/* Nothing set. */
extern const struct style style_empty;

void pen_begin(struct bind *b, struct pen *pen, const struct style *style, bool in_cell);

/* S, tidied by the pen, with STYLE over what surrounds it (NULL: nothing over). */
void pen_text(struct bind *b, struct pen *pen, const char *s, const struct style *style);

/* S as it is: parts of a figure, which do not break. */
void pen_figure(struct bind *b, struct pen *pen, const char *s, const struct style *style);
void pen_own_figure(struct bind *b, struct pen *pen, const char *own, const struct style *style);   /* of the result's memory */
void pen_run(struct bind *b, struct pen *pen, struct run run, const struct style *style);

/* Hangs NOTE on the run written last. */
void pen_note(struct bind *b, struct pen *pen, const struct note *note);

/* Ends the paragraph in hand; an empty one vanishes. */
void pen_paragraph(struct bind *b, struct pen *pen);

/* Ends the pen; the paragraphs, or NULL when there are none. */
const struct para *pen_end(struct bind *b, struct pen *pen, size_t *count);

/* The text of a paragraph, for bookmarks and contents. */
const char *para_string(struct bind *b, const struct para *p);

/* ---- lines of text (bind_text.c) ---- */

/* One paragraph from the text below OP; NULL when it prints nothing. */
const struct para *text_para(struct bind *b, const struct op *first, const struct style *style);

/* The sink of pens. */
void text_take(struct bind *b, const struct op *op, struct sink *sink);
void text_between(struct bind *b, const struct text *text, struct sink *sink);

/* A note with that text (NULL: none); one whose text is what OPS write. */
const struct note *note_of(struct bind *b, const struct para *body);
const struct note *text_note(struct bind *b, const struct op *ops);

/* ---- values (bind_value.c, bind_light.c) ---- */

void value_take(struct bind *b, const struct op_quantity *op, struct pen *pen);
void measures_take(struct bind *b, const struct op_measures *op, struct pen *pen);
void light_take(struct bind *b, const struct op_light *op, struct pen *pen);
void bar_take(struct bind *b, const struct op_bar *op, struct pen *pen);

/* Prints a value (an element that holds one, or is one) as OP says. False when there is none. */
bool value_print(struct bind *b, const xmlNode *n, const struct op_quantity *op, struct pen *pen);

/* OP with nothing asked for. */
extern const struct op_quantity value_plain;

/* A note, by FRAGMENT, on a published figure that differs from the computed one; NULL when they do not differ. */
const struct note *value_note(struct bind *b, const struct fragment *fragment, const xmlNode *published, const xmlNode *computed);

/* ---- the plan's texts (bind_rich.c, bind_story.c) ---- */

/* The content of N: text, emphasis, notes, links; VALUE (may be NULL) prints the place of the typed value. */
struct rich_value { void (*print)(struct bind *b, struct pen *pen, void *self); void *self; };
void rich_take(struct bind *b, const xmlNode *n, struct pen *pen, const struct rich_value *value);

/* One child, text or element, of such a content. */
void rich_child(struct bind *b, const xmlNode *c, struct pen *pen, const struct rich_value *value);

void story_take(struct bind *b, const struct op_story *op);

/* ---- blocks and tables ---- */

/* Carries out the blocks of a template from FIRST on. */
void blocks_run(struct bind *b, const struct op *first);
void block_push(struct bind *b, struct block block);

/* Blocks pushed since MARK, taken. */
const struct block *block_list(struct bind *b, size_t mark, size_t *count);

/* A paragraph as a block; the space that STYLE asks for around it becomes the block's. */
struct block para_block(struct bind *b, const struct para *para, const struct style *style);

/* Item N of a list: its mark, and the blocks pushed since MARK. Then the list of the items since ITEMS. */
void item_push(struct bind *b, size_t mark, enum numbering numbering, int n, const struct style *style);
void list_push(struct bind *b, size_t items, mpt indent, const struct style *style);

void table_take(struct bind *b, const struct op_table *op);
void plan_table_take(struct bind *b, const struct op_plan_table *op);
void chart_take(struct bind *b, const struct op_chart *op);

/* A heading, its bookmark, its entry in the contents. NUMBER may be NULL. */
struct heading { const char *number, *anchor; int level; bool chapter, bookmark; };
void heading_push(struct bind *b, const struct para *para, const struct heading *h, const struct style *style);

/* Gives a figure the largest size in the proportions of its file that its width and height (0: not asked for) allow.
 * A file that is not there, or is no PNG, is told where the plan names it; one that is broken leaves the size as it is, and the
 * PDF stage says why. */
void picture_fit(struct bind *b, struct block *block);

/* A rule, none where it is unset. */
struct rule rule_or_none(struct rule r);

/* A row that looks like LOOK with OWN laid over it (either may be NULL); its cells are the caller's. */
struct row row_of_look(const struct row_look *look, const struct row_look *own);

void contents_take(struct bind *b, const struct op_contents *op);
void contents_fill(struct bind *b);

/* A number of XPath as one of ours; MISSING when it is none. */
static inline int integer_or(double number, int missing)
{
    return number >= 0 && number < 1000000 ? (int)number : missing;
}

/* A length or its default where it is unset. */
static inline mpt length_or(mpt length, mpt unset)
{
    return length != LENGTH_UNSET ? length : unset;
}

#endif
