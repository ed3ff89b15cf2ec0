/* template_parts.h: what a loaded template consists of; shared by the files that load it and those that bind it.
 *
 * Everything is resolved: names are pointers, lengths are mpt, expressions are compiled. Nothing is changed by binding.
 * An attribute that was left out reads LENGTH_UNSET, COLOUR_UNSET, UNSET or NULL by its type.
 */
#ifndef PIRA_TEMPLATE_PARTS_H
#define PIRA_TEMPLATE_PARTS_H

#include <libxml/xpath.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "bind/template.h"
#include "bind/walk.h"
#include "layout/block.h"

#define PLAN_NAMESPACE "urn:pira:piano:1"
#define TEMPLATE_NAMESPACE "urn:pira:modello:1"

#define LENGTH_UNSET INT32_MIN
#define COLOUR_UNSET (UINT32_MAX - 1)   /* COLOUR_NONE, "nessuno", is a choice; this is none */

enum yesno { UNSET, NO, YES };

/* ---- expressions and texts ---- */

/* A variable: one object for each name. */
struct variable {
    const char *name;
    size_t number;                      /* its place among the template's */
    bool declared;
    struct variable *next;
};

struct expr {
    xmlXPathCompExprPtr compiled;
    const struct walk *walk;            /* the same for walking; NULL: libxml2 alone evaluates it */
    const char *source;                 /* as the author wrote it */
    struct diag_place at;
    size_t number;                      /* its place among the template's expressions: an error is reported once */
};

/* "Missione {@codice}": literal pieces and expressions in turn. */
struct text_part { const char *literal; const struct expr *expr; };   /* one of the two */
struct text { const struct text_part *parts; size_t count; };

/* ---- looks ---- */

enum cut { CUT_UNSET, CUT_ROMAN, CUT_ITALIC, CUT_BOLD };

struct family { const char *name; int face[CUT_BOLD + 1]; };   /* by enum cut: places in template.faces */

/* A style says what differs from what is around it. Bases ("come") are already merged in. */
struct style {
    const char *name;
    const struct family *family;
    enum cut cut;
    mpt size, leading, rise;
    uint32_t colour;
    int align;                          /* enum align + 1; 0: unset */
    enum yesno hyphenate, one_line, full_end, keep_words;
    mpt before, after, indent, hang, max_width;
};

struct row_look {
    const char *name;
    const struct style *style;
    uint32_t fill;
    mpt pad, pad_top, pad_bottom;       /* pad: both, where the others are unset */
    struct rule above, below;           /* width LENGTH_UNSET: unset */
    mpt bonus;
    enum yesno keep_next, whole, total;
};

enum row_kind { ROW_HEAD, ROW_GROUP_HEAD, ROW_ENTRY, ROW_GROUP, ROW_LEAD, ROW_SUBTOTAL, ROW_TOTAL, ROW_KINDS };   /* LEAD: a sum above its parts */

struct table_look {
    const char *name;
    const struct style *style;
    mpt cell_pad;
    struct rule end, cont;
    const struct row_look *rows[ROW_KINDS];   /* for tables of the plan */
    struct rule group_end, group_rule;
    mpt group_rule_inset, part_indent;  /* PART_INDENT: of labels below the sum that they are parts of */
    int group_align;                    /* enum align + 1; 0: unset */
    const struct style *label, *subhead;
};

struct page_band {
    mpt distance;
    struct rule rule;
    mpt rule_distance;
    const struct op_span *item[3];      /* by enum align: left, right, centre; NULL */
    bool present;
};

struct page_fill { mpt x, y, width, height; uint32_t colour; };

struct page_look {
    const char *name;
    mpt width, height, left, right, top, bottom;
    struct page_band head, foot;
    struct page_fill *fills; size_t nfills;
};

/* ---- instructions: the body of a template, of a fragment, of a rule ---- */

enum op_kind {
    /* control */
    OP_EACH, OP_IF, OP_CHOOSE, OP_WHEN, OP_OTHERWISE, OP_LET, OP_CALL,
    /* lines of text */
    OP_TEXT, OP_SPAN, OP_VALUE, OP_QUANTITY, OP_MEASURES, OP_LIGHT, OP_BAR, OP_BREAK, OP_PAGE_NUMBER, OP_PAGE_COUNT,
    OP_CHAPTER, OP_LINK, OP_NOTE, OP_CELL_PARA,
    /* tables */
    OP_COLUMNS, OP_COLUMN, OP_HEAD, OP_BODY, OP_FOOT, OP_CAPTION, OP_ROW, OP_CELL,
    /* blocks */
    OP_HEADING, OP_PARA, OP_LIST, OP_ITEM, OP_TABLE, OP_PLAN_TABLE, OP_CHART, OP_STORY, OP_FIGURE, OP_SPACE, OP_RULE, OP_PAGE_BREAK,
    OP_PAGE, OP_GROUP, OP_NEED, OP_CANVAS, OP_CONTENTS, OP_CONTENTS_LEVEL
};

struct op {
    enum op_kind kind;
    const xmlNode *element;             /* for its place */
    const struct op *child, *next;
};

enum fragment_kind { FRAGMENT_BLOCKS, FRAGMENT_ROWS, FRAGMENT_TEXT };
struct fragment { const char *name; enum fragment_kind kind; const struct op *body; };

struct op_each { struct op op; const struct expr *of; const struct variable *as; struct text between; };
struct op_if { struct op op; const struct expr *test; };                       /* IF, WHEN */
struct op_let { struct op op; const struct variable *variable; const struct expr *value; };
struct op_call { struct op op; const struct fragment *fragment; const struct expr *of; };   /* children: LET */

struct op_text { struct op op; struct text text; };
struct op_span { struct op op; const struct style *style; enum yesno whole; };   /* SPAN, NOTE, CELL_PARA, ITEM, CAPTION */
struct op_value { struct op op; const struct expr *of; const struct style *style; enum yesno sentence, whole; };
enum unit_use { UNIT_NO = 1, UNIT_YES, UNIT_OWN };
struct op_quantity {
    struct op op;
    const struct expr *of, *year;
    const char *figure;                 /* "grado" …; NULL: OF is the value itself */
    const struct fragment *differs;
    const char *type;                   /* of an attribute or string: "percento" …; NULL */
    int unit;                           /* enum unit_use; 0: unset, which is UNIT_YES */
    enum yesno comparator;
    int decimals;                       /* -1: as written */
    const struct style *style, *unit_style;
    int space;                          /* before the unit: 2 narrow, else a full blank */
};
struct op_measures { struct op op; const struct expr *of, *year; const struct style *style, *unit_style; };
struct op_light { struct op op; const struct expr *of; const struct style *style; };
struct op_bar { struct op op; const struct expr *of; const char *figure; mpt width, height; uint32_t colour, track; };
struct op_link { struct op op; struct text uri, anchor; };

struct width { enum width_kind kind; mpt width; int share; bool set; };

struct op_column {                      /* of a table, and of a table of the plan */
    struct op op;
    struct text name;
    const char *id;
    struct width width;
    mpt axis;
    int align;                          /* enum align + 1; 0: unset */
    const struct style *style;
    uint32_t fill;
    const struct expr *test;
};
struct op_row {
    struct op op;
    const struct row_look *look, *other;   /* OTHER where WHEN is true */
    const struct expr *when;
    struct row_look own;
    const struct expr *group_end;
    struct text segue, anchor, bookmark, chapter;
    int bookmark_level;
};
struct op_cell {
    struct op op;
    struct text column, upto;
    const struct style *style;
    uint32_t fill;
    enum yesno header, descends, legend;
    int heading;                        /* level; 0: none */
    int valign;                         /* enum valign + 1; 0: unset */
    mpt pad_left, pad_right;
    struct rule below;
    mpt below_inset;
};
struct op_table {
    struct op op;                       /* children: COLUMNS, HEAD, BODY, FOOT, CAPTION */
    const struct table_look *look;
    mpt width, indent, before, after;
    struct text summary, segue;
    enum yesno keep_next;
};
struct op_plan_table {
    struct op op;                       /* children: COLUMN */
    const struct expr *of;
    const struct table_look *look;
    const struct width *widths; size_t nwidths;
    enum yesno sentence, unit;
    const struct fragment *differs;
    mpt before, after;
};

#define CHART_COLOURS 3
struct op_chart {
    struct op op;
    const struct expr *of;
    const struct table_look *look;
    mpt label_width, bar_width, bar_height, before, after;
    uint32_t colours[CHART_COLOURS];
};

struct op_heading { struct op op; int level; const struct style *style; enum yesno chapter, bookmark; struct text number, anchor; };
struct op_para { struct op op; const struct style *style; enum yesno keep_next; struct text anchor; };
enum numbering { NUMBER_DASH, NUMBER_DIGITS, NUMBER_LETTERS, NUMBER_ROMAN, NUMBER_NONE, NUMBERINGS };
struct op_list { struct op op; const struct style *style; int numbering; mpt indent; };   /* numbering: + 1; 0: unset */
struct op_story { struct op op; const struct expr *of; int level; enum yesno number, sentence; const struct style *style; };
struct op_figure { struct op op; struct text file, alt; mpt width, height; int align; };
struct op_length { struct op op; mpt height; };                                /* SPACE, NEED */
struct op_rule { struct op op; struct rule stroke; mpt width, before, after; };
struct op_page { struct op op; const struct page_look *page; };
struct op_group { struct op op; enum yesno together; };
struct op_canvas { struct op op; mpt x, y, width; };
struct op_contents { struct op op; const struct table_look *look; mpt width, number_width, page_width; };
struct op_contents_level { struct op op; const struct row_look *look; mpt indent; };

struct plan_rule { const char *element; const struct expr *test; const struct op *body; };

/* ---- the whole ---- */

struct word { const char *name, *text; };

struct template {
    struct arena *arena;
    struct xml_doc **docs; size_t ndocs;      /* the files; strings are borrowed from them */
    struct expr **exprs; size_t nexprs;       /* their compiled form is freed with the template */
    struct variable *variables; size_t nvariables;
    const char **faces; size_t nfaces;
    struct page_look **pages; size_t npages;  /* in the order of struct doc.page_styles */
    struct style **styles; size_t nstyles;    /* by name */
    struct word *words; size_t nwords;
    struct word *colour_names; uint32_t *colours; size_t ncolours;
    struct op **lets; size_t nlets;           /* global variables: struct op_let */
    struct plan_rule *rules; size_t nrules;
    struct text title, subject, author, keywords;
    const struct expr *first_page;
    const struct op *body;
    bool curly_apostrophes;
    const char *lang;
};

/* The style, or colour, of a name that the program itself uses; NULL, or FALLBACK, when the template has none. */
const struct style *template_style(const struct template *t, const char *name);
uint32_t template_colour(const struct template *t, const char *name, uint32_t fallback);

/* The variable called NAME; NULL when there is none. */
const struct variable *template_variable(const struct template *t, const char *name);

/* The word that the template prints for NAME; NAME itself when it has none. */
const char *template_word(const struct template *t, const char *name);

#endif
