/* template_load.h: what the files that load a template share: the job in hand, expressions, attributes, instructions. */
#ifndef PIRA_TEMPLATE_LOAD_H
#define PIRA_TEMPLATE_LOAD_H

#include <libxml/tree.h>

#include "bind/template_parts.h"

enum def_kind {
    DEF_FAMILY, DEF_COLOUR, DEF_STYLE, DEF_ROW_LOOK, DEF_TABLE_LOOK, DEF_PAGE, DEF_WORD,
    DEF_FRAGMENT, DEF_FRAGMENT_ROWS, DEF_FRAGMENT_TEXT, DEF_KINDS
};

/* A definition. It is read when it is first asked for, so that the order in the file does not matter. */
struct def {
    enum def_kind kind;
    const char *name;
    const xmlNode *element;
    enum { DEF_NEW, DEF_READING, DEF_DONE } state;
    void *object;
    struct def *next;
};

/* Where a variable is used. */
struct use { const struct variable *variable; const struct expr *expr; struct use *next; };

struct loader {
    struct template *t;
    struct diag *d;
    const struct file_source *source;   /* NULL: the disk */
    xmlXPathContextPtr xpath;           /* to compile in */
    struct def *defs;
    struct use *uses;
    const struct expr *compiling;       /* for the error handler */
    bool failed;
};

/* Zeroed memory of the template; NULL, remembered as failure, when memory is short. */
void *loader_new(struct loader *l, size_t count, size_t size);

/* Reports CODE at the attribute NAME (NULL: at the tag) of ELEMENT, and remembers that the template is wrong. */
void loader_error(struct loader *l, enum diag_code code, const xmlNode *element, const char *attribute,
                  const char *a, const char *b, const char *c);

/* The value of an attribute without copying it; NULL when there is none. */
const char *loader_attribute(const xmlNode *element, const char *name);

/* ---- template_expr.c ---- */

/* Compiles SOURCE, found in ATTRIBUTE (NULL: in the text) of ELEMENT. NULL, reported, when it is wrong. */
const struct expr *expr_compile(struct loader *l, const char *source, const xmlNode *element, const char *attribute);

/* Whether a name of XPath may begin with C, or go on with it. */
bool expr_is_name_start(char c);
bool expr_is_name_char(char c);

/* Compiles "Missione {@codice}". LEN bytes of SOURCE, which lives as long as the template. */
struct text text_compile(struct loader *l, const char *source, size_t len, const xmlNode *element, const char *attribute);

/* The variable called NAME (LEN bytes), made when there is none yet; the second declares it. NULL, remembered as failure, when
 * memory is short. */
struct variable *find_variable(struct loader *l, const char *name, size_t len);
const struct variable *declare_variable(struct loader *l, const char *name);

/* Reports the variables that are used and nowhere declared. */
void expr_check_variables(struct loader *l);

/* ---- template_attr.c ---- */

enum attr_type {
    ATTR_EXPR, ATTR_TEXT, ATTR_NAME, ATTR_LENGTH, ATTR_STROKE, ATTR_WIDTH, ATTR_WIDTHS, ATTR_COLOUR, ATTR_VALUE_COLOUR,
    ATTR_FAMILY, ATTR_FACE, ATTR_STYLE, ATTR_ROW_LOOK, ATTR_TABLE_LOOK, ATTR_PAGE,
    ATTR_FRAGMENT, ATTR_FRAGMENT_TEXT, ATTR_YESNO, ATTR_COUNT, ATTR_WORD, ATTR_DECLARES
};

/* How an attribute is read, and where in the object it goes. A table of these ends with a row without a name. */
struct attr {
    const char *name;
    enum attr_type type;
    size_t offset;
    const char *const *words;           /* ATTR_WORD: the words, ended by NULL; the field becomes their place + 1 */
};

/* Sets the fields that ATTRS name to "unset". */
void attr_clear(const struct attr *attrs, void *object);

/* Reads those attributes that ELEMENT has; the others stay as they are. */
void attr_read(struct loader *l, const struct attr *attrs, const xmlNode *element, void *object);

extern const char *const attr_aligns[];

/* ---- template_def.c ---- */

/* Enters the definitions that are children of ROOT. */
void def_enter_all(struct loader *l, const xmlNode *root);

/* The definition called NAME, read; NULL, reported at ATTRIBUTE of ELEMENT, when there is none. */
const void *def_find(struct loader *l, enum def_kind kind, const char *name, const xmlNode *element, const char *attribute);

/* The fragment of any kind called NAME, to be inserted below ELEMENT. */
const struct fragment *def_find_fragment(struct loader *l, const char *name, const xmlNode *element, const char *attribute);

/* Reads all that was entered, and fills the tables of the template. */
void def_read_all(struct loader *l);

/* The place of FILE among the template's faces. */
int def_face(struct loader *l, const char *file);

/* ---- template_op.c ---- */

/* The instructions below ELEMENT; NULL when there are none, or when they are wrong. */
const struct op *op_compile_children(struct loader *l, const xmlNode *element);

/* The instruction that ELEMENT itself is. */
struct op *op_compile(struct loader *l, const xmlNode *element);

#endif
