/* splice.c: changes to the text of a plan. */
#include "exchange/splice.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "compute/names.h"
#include "read/xml_read.h"
#include "read/xml_scan.h"

/* The text from FROM to TO becomes TEXT. */
struct edit {
    size_t from, to;
    const char *text;
    int rank;
    size_t order;
};

enum { RANK_OPEN = -1, RANK_CLOSE = 1000 };

struct splice {
    const struct xml_doc *doc;
    struct arena *arena;
    const char *text, *end;
    struct edit *edits;
    size_t count, cap;
    struct names opened;      /* empty elements (<a/>) that have got an end tag: by their place, as bytes */
};

struct splice *splice_new(const struct xml_doc *doc, struct arena *a)
{
    struct splice *s = arena_alloc(a, sizeof *s);
    size_t len;
    if (s == NULL)
        return NULL;
    s->doc = doc;
    s->arena = a;
    xml_text(doc, &s->text, &len);
    s->end = s->text + len;
    names_init(&s->opened, a);
    return s;
}

const char *splice_prefix(struct splice *s, const xmlNode *n)
{
    return n->ns != NULL && n->ns->prefix != NULL ? arena_printf(s->arena, "%s:", (const char *)n->ns->prefix) : "";
}

static bool add(struct splice *s, const char *from, const char *to, int rank, const char *text)
{
    if (s->count == s->cap) {
        size_t cap = s->cap > 0 ? s->cap * 2 : 64;
        struct edit *edits = arena_array(s->arena, cap, sizeof *edits);
        if (edits == NULL)
            return false;
        if (s->count > 0)
            memcpy(edits, s->edits, s->count * sizeof *edits);
        s->edits = edits;
        s->cap = cap;
    }
    s->edits[s->count] = (struct edit){(size_t)(from - s->text), (size_t)(to - s->text), text, rank, s->count};
    s->count++;
    return true;
}

/* Where ELEMENT begins in the text. */
static const char *begin_of(const struct splice *s, const xmlNode *element)
{
    size_t offset;
    xml_offset(element, &offset);
    return s->text + offset;
}

bool splice_replace(struct splice *s, const xmlNode *element, const char *text)
{
    const char *from = begin_of(s, element);
    return add(s, from, scan_element(from, s->end), 0, text);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* The line end and the blanks before P, if P is the first of its line; owned by the arena. */
static const char *indentation(struct splice *s, const char *p)
{
    const char *from = p;
    bool line = false;
    while (from > s->text && is_blank(from[-1]) && !line)
        line = *--from == '\n';
    if (line && from > s->text && from[-1] == '\r')
        from--;
    return line ? arena_strndup(s->arena, from, (size_t)(p - from)) : "";
}

/* <a/> becomes <a></a>, once; TAG is where it begins, PAST where it ends, there the children will go. */
static bool open_up(struct splice *s, const char *tag, const char *past)
{
    size_t name = (size_t)(scan_name(tag + 1, s->end) - tag - 1);
    const char *from = past - 2;
    const char *key = arena_printf(s->arena, "%zu", (size_t)(tag - s->text));
    if (key == NULL)
        return false;
    if (names_find(&s->opened, NULL, key, strlen(key)) != NULL)
        return true;
    while (is_blank(from[-1]))
        from--;
    const char *close = arena_printf(s->arena, "</%.*s>", (int)name, tag + 1);
    return close != NULL && names_add(&s->opened, NULL, key, strlen(key), s) && add(s, from, past, RANK_OPEN, ">")
        && add(s, past, past, RANK_CLOSE, close);
}

bool splice_insert(struct splice *s, const xmlNode *parent, const xmlNode *after, int rank, const char *text)
{
    const char *at, *tag = begin_of(s, parent);
    bool empty = false;
    if (after != NULL) {
        const char *from = begin_of(s, after), *indent = indentation(s, from);
        at = scan_element(from, s->end);
        text = indent != NULL && *indent != '\0' ? arena_printf(s->arena, "%s%s", indent, text) : text;
        return indent != NULL && text != NULL && add(s, at, at, rank, text);
    }
    at = scan_start_tag(tag, s->end, &empty);
    return (!empty || open_up(s, tag, at)) && add(s, at, at, rank, text);
}

static int compare(const void *left, const void *right)
{
    const struct edit *a = left, *b = right;
    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

/* A text that was no UTF-8 in the file is UTF-8 now, and its declaration must say so. */
static bool declare_utf8(struct splice *s)
{
    const char *declaration = scan_begins(s->text, s->end, "<?xml") ? scan_past(s->text, s->end, "?>") : NULL;
    const char *name = declaration != NULL ? scan_attribute(s->text + 1, declaration, "encoding") : NULL;
    if (name == NULL)
        return true;
    name += strcspn(name, "\"'");
    const char *quote = memchr(name + 1, *name, (size_t)(declaration - name - 1));
    return quote == NULL || add(s, name + 1, quote, 0, "UTF-8");
}

bool splice_apply(struct splice *s, struct buf *out)
{
    const void *bytes;
    size_t len, done = 0;
    xml_original(s->doc, &bytes, &len);
    const char *original = bytes;
    if (s->text >= original && s->text <= original + len)
        buf_add(out, original, (size_t)(s->text - original));   /* the mark of UTF-8, if there is one */
    else if (!declare_utf8(s))
        return false;
    if (s->count > 0)
        qsort(s->edits, s->count, sizeof *s->edits, compare);
    for (size_t i = 0; i < s->count; i++) {
        const struct edit *e = &s->edits[i];
        buf_add(out, s->text + done, e->from - done);
        buf_str(out, e->text);
        done = e->to;
    }
    buf_add(out, s->text + done, (size_t)(s->end - s->text) - done);
    return !out->failed;
}
