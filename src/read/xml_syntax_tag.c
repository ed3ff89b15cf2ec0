/* xml_syntax_tag.c: what may be wrong inside a start tag. */
#include <string.h>

#include "base/utf8.h"
#include "read/xml_scan.h"
#include "read/xml_syntax_priv.h"

/* Whether the tag that the reading is in meets the next one before its end. */
static bool is_unfinished(const struct syntax *x)
{
    const char *less = memchr(x->p, '<', (size_t)(x->end - x->p));
    return less != NULL && memchr(x->p, '>', (size_t)(less - x->p)) == NULL;
}

/* A word of the text that no other tag has for its name, no attribute behind it, and the next tag before any ">". */
bool syntax_is_bare_less(const struct syntax *x)
{
    struct syntax behind = *x;
    behind.p++;
    if (!is_unfinished(&behind) || x->depth == 0)
        return false;
    const char *less = memchr(behind.p, '<', (size_t)(x->end - behind.p));
    if (memchr(x->p, '=', (size_t)(less - x->p)) != NULL)
        return false;
    return syntax_count_tags(x, slice(behind.p, syntax_name_end(behind.p, x->end))) == 1;
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
        syntax_no_equals(x, name);
}

/* The "=" and the value of the attribute NAME. False when the rest of the tag cannot be trusted. */
static bool check_assignment(struct syntax *x, struct start_tag *tag, struct slice name)
{
    const char *equals = scan_blanks(x->p, x->end);
    bool sound = true;
    if (equals == x->end || *equals != '=') {
        check_bare(x, name);
        if (x->p < x->end && *x->p == '<')
            return true;
    } else {
        x->p = scan_blanks(equals + 1, x->end);
        sound = syntax_value(x, name);
    }
    tag->sound = x->p;
    return sound;
}

/* The attribute NAME and its value, quotes and all. */
static struct slice written_attribute(const struct syntax *x, struct slice name)
{
    const char *p = scan_blanks(name.s + name.len, x->end);
    p = p < x->end && *p == '=' ? scan_blanks(p + 1, x->end) : x->end;
    const char *quote = p < x->end && (*p == '"' || *p == '\'') ? memchr(p + 1, *p, (size_t)(x->end - p - 1)) : NULL;
    return quote != NULL ? slice(name.s, quote + 1) : name;
}

static void remember_attribute(struct syntax *x, struct start_tag *tag, struct slice name)
{
    for (size_t i = 0; i < tag->count; i++) {
        if (slice_same(tag->attributes[i], name)) {
            syntax_say(x, name.s, DIAG_ATTRIBUTE_REPEATED, syntax_text(x, name), syntax_text(x, tag->name),
                       syntax_whole(x, written_attribute(x, name)));
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
        if (!syntax_is_cut_off(x) && !tag->doubtful)
            syntax_say(x, tag->sound, DIAG_TAG_UNFINISHED, syntax_text(x, tag->name));
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
    syntax_say(x, bad, DIAG_TAG_CHARACTER, syntax_text(x, slice(bad, x->p)), syntax_text(x, tag->name));
    while (x->p < x->end && strchr(" \t\r\n<>/", *x->p) == NULL)
        x->p++;
}

static void check_attribute(struct syntax *x, struct start_tag *tag, bool separated)
{
    struct slice name = slice(x->p, syntax_name_end(x->p, x->end));
    if (name.len == 0) {
        check_stray(x, tag);
        return;
    }
    if (!separated)
        syntax_say(x, name.s, DIAG_SPACE_MISSING, syntax_text(x, name));
    x->p += name.len;
    remember_attribute(x, tag, name);
    tag->doubtful = !check_assignment(x, tag, name) || tag->doubtful;
}

void syntax_start_tag(struct syntax *x, const char *from)
{
    struct start_tag tag = {.at = x->p, .name = slice(from, syntax_name_end(from, x->end))};
    x->p = tag.sound = tag.name.s + tag.name.len;
    for (;;) {
        const char *before = x->p;
        syntax_skip_blanks(x);
        if (check_tag_end(x, &tag))
            break;
        check_attribute(x, &tag, x->p > before);
    }
    syntax_open(x, &tag);
}
