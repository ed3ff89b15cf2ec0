/* xml_syntax_priv.h: what the files of xml_syntax share: the state of the reading, and how an error is told. */
#ifndef PIRA_XML_SYNTAX_PRIV_H
#define PIRA_XML_SYNTAX_PRIV_H

#include <stdbool.h>
#include <stddef.h>

#include "read/xml_source.h"

struct arena;

/* A piece of the text, borrowed. */
struct slice {
    const char *s;
    size_t len;
};

/* A place where an element ought to have been closed, and the tag that stands behind it. */
struct suspect {
    const char *at;      /* where its end tag would stand; NULL: nothing is suspected */
    struct slice next;   /* "<nodo" or "</nodo" */
};

struct open_tag {
    struct slice name;
    size_t prefixes;     /* how many were declared outside of it */
    bool doubtful;       /* its start tag was broken: who knows whether it was to be empty */
    bool bare;           /* its start tag has no attributes */
    bool has_child, is_first;   /* is_first: of its parent's children */
    long indent;         /* blanks before its start tag; -1: it is not the first on its line */
    struct suspect suspect;
};

struct start_tag {
    const char *at;      /* its "<" */
    const char *sound;   /* behind the last of its attributes, or its name */
    struct slice name;
    struct slice attributes[XML_MAX_ATTRIBUTES];
    size_t count;
    bool empty, doubtful;
};

struct syntax {
    const struct xml_source *source;
    struct diag *d;
    struct arena *arena;
    const char *p, *end;         /* where the reading is, and where the text ends */
    struct open_tag *open;       /* the open elements, outermost first */
    size_t depth, open_cap;
    struct slice *prefixes;      /* of namespaces, declared by open elements */
    size_t prefix_count, prefix_cap;
    struct slice root;
    struct slice crossed;        /* the element closed last because its parent was: its own end tag may still come */
    struct open_tag *taken;      /* elements whose end tag was another one's, to judge by the indents */
    size_t taken_count, taken_cap;
    struct slice surplus;        /* the first end tag that by its indent closes nothing */
    size_t deeper, level;        /* elements whose first child is indented more than they are; not more */
    bool root_told, outside_told, end_told, no_memory;
    size_t errors;
};

/* xml_syntax.c */
struct slice slice(const char *from, const char *to);
struct slice words(const char *s);
bool slice_same(struct slice a, struct slice b);
/* Reports CODE at AT; ARGS, ended by NULL, fill its texts. */
void syntax_tell(struct syntax *x, const char *at, enum diag_code code, const char *const *args);
#define syntax_say0(x, at, code)     syntax_tell((x), (at), (code), (const char *const[]){NULL})
#define syntax_say(x, at, code, ...) syntax_tell((x), (at), (code), (const char *const[]){__VA_ARGS__, NULL})
const char *syntax_text(struct syntax *x, struct slice piece);   /* cut to 60 characters and one line */
const char *syntax_whole(struct syntax *x, struct slice piece);  /* what is to be written or replaced: cut only when it is huge */
const char *syntax_join(struct syntax *x, const char *a, const char *b, const char *c);   /* "" when memory is short */
const char *syntax_line(struct syntax *x, const char *p);        /* the number of its line */

/* xml_syntax_word.c: names, and what is taken for blanks. */
const char *syntax_name_end(const char *p, const char *end);     /* past a name; special blanks do not belong to it */
bool syntax_is_special_blank(const char *p, const char *end);    /* no-break spaces and the like, which separate nothing */
/* How many tags of the text, start tags and end tags, have this name. */
size_t syntax_count_tags(const struct syntax *x, struct slice name);
/* Past blanks; special ones among them are told. */
void syntax_skip_blanks(struct syntax *x);

/* xml_syntax_reference.c: the references between FROM and TO. */
void syntax_references(struct syntax *x, const char *from, const char *to);

/* xml_syntax_tag.c: the start tag at x->p, whose name begins at NAME. */
void syntax_start_tag(struct syntax *x, const char *name);
/* Whether the "<" at x->p is meant as that sign: a word follows that is no tag. */
bool syntax_is_bare_less(const struct syntax *x);

/* xml_syntax_value.c: the value behind the "=" of the attribute NAME, where x->p is. False when the rest of the tag cannot
 * be trusted. */
bool syntax_value(struct syntax *x, struct slice name);
/* Something quoted behind the attribute NAME that has no "=": told. */
void syntax_no_equals(struct syntax *x, struct slice name);

/* xml_syntax_nest.c: elements open and close, prefixes with them. */
void syntax_open(struct syntax *x, const struct start_tag *tag);
void syntax_end_tag(struct syntax *x, const char *name);   /* the end tag at x->p, whose name begins at NAME */
void syntax_at_end(struct syntax *x);

/* Whether the text ended in the middle of something inside an element: syntax_at_end will tell it. */
bool syntax_is_cut_off(const struct syntax *x);

/* xml_syntax_indent.c: what the indents of a text say about tags that are missing, or too many. */
long indent_of(const struct syntax *x, const char *at);
/* The start tag AT, or the end tag AT that closes the element open at INDEX: whoever it stands too far out for is suspected. */
void indent_at_start(struct syntax *x, const char *at, struct slice name);
void indent_at_end(struct syntax *x, const char *at, size_t index, struct slice name);
/* Where the end tag of the open element TOP, or of one inside it that took it, is missed; NULL at: nobody knows. */
struct open_tag indent_missing(struct syntax *x, const struct open_tag *top);
/* The end tag NAME that is too many; NULL: nobody knows. */
const char *indent_surplus(const struct syntax *x, struct slice name);

/* ARRAY with room for one more than COUNT; ARRAY itself, and no_memory, when there is none. */
void *syntax_grow(struct syntax *x, void *array, size_t count, size_t *cap, size_t size);

#endif
