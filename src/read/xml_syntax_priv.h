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

struct open_tag {
    struct slice name;
    size_t prefixes;   /* how many were declared outside of it */
    bool doubtful;     /* its start tag was broken: who knows whether it was to be empty */
};

struct start_tag {
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
    bool root_told, outside_told, end_told, no_memory;
    size_t errors;
};

/* xml_syntax.c */
struct slice slice(const char *from, const char *to);
struct slice words(const char *s);
bool slice_same(struct slice a, struct slice b);
void syntax_say(struct syntax *x, const char *at, enum diag_code code, struct slice first, struct slice second, long third);
void syntax_say1(struct syntax *x, const char *at, enum diag_code code, struct slice first);
long syntax_line(const struct syntax *x, const char *p);
const char *syntax_text(struct syntax *x, struct slice piece);   /* cut to 60 characters and one line */
void syntax_references(struct syntax *x, const char *from, const char *to);

/* xml_syntax_tag.c: the start tag at x->p. */
void syntax_start_tag(struct syntax *x);

/* xml_syntax_nest.c: elements open and close, prefixes with them. */
void syntax_open(struct syntax *x, const struct start_tag *tag);
void syntax_end_tag(struct syntax *x);
void syntax_at_end(struct syntax *x);

/* Whether the text ended in the middle of something inside an element: syntax_at_end will tell it. */
bool syntax_is_cut_off(const struct syntax *x);

#endif
