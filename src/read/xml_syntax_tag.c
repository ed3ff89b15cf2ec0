/* xml_syntax_tag.c: what may be wrong inside a start tag. */
#include <string.h>

#include "base/utf8.h"
#include "read/xml_scan.h"
#include "read/xml_syntax_priv.h"

/* Whether the value that opens at VALUE and holds "<" at LESS ran into the next tag, for want of its own quote. */
static bool ran_away(const char *value, const char *less)
{
    return memchr(value, '>', (size_t)(less - value)) != NULL || memchr(value, '\n', (size_t)(less - value)) != NULL;
}

/* Whether the value from VALUE to QUOTE lacks its own end, and took the quote that opens the next value: codice="A1 unita="N.". */
static bool took_next(const struct syntax *x, const char *value, const char *quote)
{
    return quote > value && quote[-1] == '=' && quote + 1 < x->end && strchr(" \t\r\n/>?", quote[1]) == NULL;
}

/* The value that took the quote of the next one: told, and the reading goes back to the next attribute. */
static void check_taken(struct syntax *x, struct slice name, const char *value, const char *quote)
{
    syntax_say1(x, name.s, DIAG_ATTRIBUTE_UNCLOSED, name);
    for (x->p = quote; x->p > value && strchr(" \t\r\n", x->p[-1]) == NULL;)
        x->p--;
    if (x->p == value)
        x->p = quote + 1;
    else
        x->p--;   /* the blank: what follows is separated */
}

/* The value after the quote at P. Moves past it; false when its end is not to be found. */
static bool check_value(struct syntax *x, struct slice name)
{
    const char *value = x->p + 1;
    const char *quote = memchr(value, *x->p, (size_t)(x->end - value));
    const char *stop = quote != NULL ? quote : x->end;
    const char *less = memchr(value, '<', (size_t)(stop - value));
    if (quote == NULL || (less != NULL && ran_away(value, less))) {
        const char *close = memchr(value, '>', (size_t)((less != NULL ? less : stop) - value));
        x->p = close != NULL ? close : less != NULL ? less : stop;
        if (!syntax_is_cut_off(x))
            syntax_say1(x, name.s, DIAG_ATTRIBUTE_UNCLOSED, name);
        return false;
    }
    if (took_next(x, value, quote)) {
        check_taken(x, name, value, quote);
        return true;
    }
    if (less != NULL)
        syntax_say1(x, less, DIAG_LESS_IN_ATTRIBUTE, name);
    syntax_references(x, value, stop);
    x->p = quote + 1;
    return true;
}

/* Past the value of an attribute without "=": codice "A1". */
static void skip_value(struct syntax *x)
{
    const char *p = scan_blanks(x->p, x->end);
    const char *quote = p < x->end && (*p == '"' || *p == '\'') ? memchr(p + 1, *p, (size_t)(x->end - p - 1)) : NULL;
    if (quote != NULL && memchr(p, '<', (size_t)(quote - p)) == NULL && memchr(p, '>', (size_t)(quote - p)) == NULL)
        x->p = quote + 1;
}

/* Whether the tag that the reading is in meets the next one before its end. */
static bool is_unfinished(const struct syntax *x)
{
    const char *less = memchr(x->p, '<', (size_t)(x->end - x->p));
    return less != NULL && memchr(x->p, '>', (size_t)(less - x->p)) == NULL;
}

/* An attribute without "=". */
static void check_bare(struct syntax *x, struct slice name)
{
    const char *p = scan_blanks(x->p, x->end);
    bool cut_off = p == x->end && x->depth > 0;
    if (is_unfinished(x)) {   /* the words behind the name of a tag without end: check_tag_end tells it */
        x->p = memchr(x->p, '<', (size_t)(x->end - x->p));
        return;
    }
    if (!cut_off)
        syntax_say1(x, name.s, DIAG_ATTRIBUTE_NO_VALUE, name);
    skip_value(x);
}

/* The "=" and the value of the attribute NAME. False when the rest of the tag cannot be trusted. */
static bool check_assignment(struct syntax *x, struct slice name)
{
    const char *equals = scan_blanks(x->p, x->end);
    if (equals == x->end || *equals != '=') {
        check_bare(x, name);
        return true;
    }
    x->p = scan_blanks(equals + 1, x->end);
    if (x->p < x->end && (*x->p == '"' || *x->p == '\''))
        return check_value(x, name);
    syntax_say1(x, name.s, DIAG_ATTRIBUTE_UNQUOTED, name);
    while (x->p < x->end && strchr(" \t\r\n<>", *x->p) == NULL)
        x->p++;
    return true;
}

static void remember_attribute(struct syntax *x, struct start_tag *tag, struct slice name)
{
    for (size_t i = 0; i < tag->count; i++) {
        if (slice_same(tag->attributes[i], name)) {
            syntax_say(x, name.s, DIAG_ATTRIBUTE_REPEATED, name, tag->name, 0);
            return;
        }
    }
    if (tag->count < XML_MAX_ATTRIBUTES)
        tag->attributes[tag->count++] = name;
}

/* The end of the tag at P, or of the text, or the "<" of the next tag. False when the tag goes on. */
static bool check_tag_end(struct syntax *x, struct start_tag *tag)
{
    if (x->p == x->end || *x->p == '<') {
        if (!syntax_is_cut_off(x))
            syntax_say1(x, tag->name.s - 1, DIAG_TAG_UNFINISHED, tag->name);
        tag->doubtful = true;
        return true;
    }
    tag->empty = scan_begins(x->p, x->end, "/>");
    if (!tag->empty && *x->p != '>')
        return false;
    x->p += tag->empty ? 2 : 1;
    return true;
}

/* A character that begins no name: told, and left behind with what is glued to it. */
static void check_stray(struct syntax *x, const struct start_tag *tag)
{
    const char *bad = x->p;
    utf8_next(&x->p, x->end);
    syntax_say(x, bad, DIAG_TAG_CHARACTER, slice(bad, x->p), tag->name, 0);
    while (x->p < x->end && strchr(" \t\r\n<>/", *x->p) == NULL)
        x->p++;
}

static void check_attribute(struct syntax *x, struct start_tag *tag, bool separated)
{
    struct slice name = slice(x->p, scan_name(x->p, x->end));
    if (name.len == 0) {
        check_stray(x, tag);
        return;
    }
    if (!separated)
        syntax_say1(x, name.s, DIAG_SPACE_MISSING, name);
    x->p += name.len;
    remember_attribute(x, tag, name);
    tag->doubtful = !check_assignment(x, name) || tag->doubtful;
}

void syntax_start_tag(struct syntax *x)
{
    struct start_tag tag = {.name = slice(x->p + 1, scan_name(x->p + 1, x->end))};
    x->p += 1 + tag.name.len;
    for (;;) {
        const char *before = x->p;
        x->p = scan_blanks(x->p, x->end);
        if (check_tag_end(x, &tag))
            break;
        check_attribute(x, &tag, x->p > before);
    }
    syntax_open(x, &tag);
}
