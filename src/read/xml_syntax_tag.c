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
    if (less != NULL)
        syntax_say1(x, less, DIAG_LESS_IN_ATTRIBUTE, name);
    syntax_references(x, value, stop);
    x->p = quote + 1;
    return true;
}

/* The "=" and the value of the attribute NAME. False when the rest of the tag cannot be trusted. */
static bool check_assignment(struct syntax *x, struct slice name)
{
    const char *equals = scan_blanks(x->p, x->end);
    if (equals == x->end || *equals != '=') {
        syntax_say1(x, name.s, DIAG_ATTRIBUTE_NO_VALUE, name);
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
