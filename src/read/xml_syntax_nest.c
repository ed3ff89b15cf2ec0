/* xml_syntax_nest.c: which elements are open, and which end tags do not fit them. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/suggest.h"
#include "base/utf8.h"
#include "read/xml_scan.h"
#include "read/xml_syntax_priv.h"

/* With more of them than anybody writes, looking each name up would take too long: then none is. */
#define MAX_PREFIXES 1000

/* ARRAY with room for one more than COUNT; ARRAY itself, and no_memory, when there is none. */
static void *grow(struct syntax *x, void *array, size_t count, size_t *cap, size_t size)
{
    if (count < *cap)
        return array;
    void *moved = realloc(array, (*cap * 2 + 16) * size);
    x->no_memory = x->no_memory || moved == NULL;
    if (moved == NULL)
        return array;
    *cap = *cap * 2 + 16;
    return moved;
}

/* --- prefixes of namespaces --- */

static void declare_prefixes(struct syntax *x, const struct start_tag *tag)
{
    for (size_t i = 0; i < tag->count; i++) {
        struct slice name = tag->attributes[i];
        if (name.len <= 6 || memcmp(name.s, "xmlns:", 6) != 0)
            continue;
        x->prefixes = grow(x, x->prefixes, x->prefix_count, &x->prefix_cap, sizeof *x->prefixes);
        if (x->prefix_count < x->prefix_cap)
            x->prefixes[x->prefix_count++] = slice(name.s + 6, name.s + name.len);
    }
}

static void check_prefix(struct syntax *x, struct slice name)
{
    const char *colon = memchr(name.s, ':', name.len);
    if (colon == NULL || colon == name.s)
        return;
    struct slice prefix = slice(name.s, colon);
    if (x->prefix_count > MAX_PREFIXES)
        return;
    if (slice_same(prefix, words("xml")) || slice_same(prefix, words("xmlns")))
        return;
    for (size_t i = x->prefix_count; i > 0; i--)
        if (slice_same(x->prefixes[i - 1], prefix))
            return;
    syntax_say(x, name.s, DIAG_UNKNOWN_PREFIX, prefix, name, 0);
}

/* --- elements --- */

static void check_root(struct syntax *x, struct slice name)
{
    if (x->root.len > 0 && !x->root_told) {
        syntax_say(x, name.s - 1, DIAG_SECOND_ROOT, x->root, name, 0);
        x->root_told = true;
    }
    x->root = name;
}

void syntax_open(struct syntax *x, const struct start_tag *tag)
{
    size_t prefixes = x->prefix_count;
    if (x->depth == 0)
        check_root(x, tag->name);
    declare_prefixes(x, tag);
    check_prefix(x, tag->name);
    for (size_t i = 0; i < tag->count; i++)
        check_prefix(x, tag->attributes[i]);
    if (tag->empty) {
        x->prefix_count = prefixes;
        return;
    }
    x->open = grow(x, x->open, x->depth, &x->open_cap, sizeof *x->open);
    if (x->depth < x->open_cap)
        x->open[x->depth++] = (struct open_tag){tag->name, prefixes, tag->doubtful};
}

static void close_innermost(struct syntax *x)
{
    x->prefix_count = x->open[--x->depth].prefixes;
}

/* How many elements are open from the one called NAME inwards; 0 when none is called so. */
static size_t open_from(const struct syntax *x, struct slice name)
{
    for (size_t i = x->depth; i > 0; i--)
        if (slice_same(x->open[i - 1].name, name))
            return x->depth - i + 1;
    return 0;
}

/* How much a "<" at P, of the text from P to END, opens (1) or closes (-1) elements called NAME. */
static int effect_on(const char *p, const char *end, struct slice name)
{
    bool closes = end - p > 1 && p[1] == '/';
    const char *from = p + (closes ? 2 : 1);
    if (!slice_same(slice(from, scan_name(from, end)), name))
        return 0;
    const char *close = memchr(p, '>', (size_t)(end - p));
    return closes ? -1 : close != NULL && close[-1] == '/' ? 0 : 1;
}

/* Whether an end tag of NAME comes that is not that of an element which opens from here on. */
static bool is_closed_later(const struct syntax *x, struct slice name)
{
    long open = 1;
    for (const char *p = x->p; open > 0 && (p = memchr(p, '<', (size_t)(x->end - p))) != NULL; p++)
        open += effect_on(p, x->end, name);
    return open == 0;
}

/* An end tag that no open element has: that of one closed for it already, the innermost one's, misspelt, or a stray one. */
static void close_other(struct syntax *x, const char *at, struct slice name)
{
    const struct open_tag *top = x->depth > 0 ? &x->open[x->depth - 1] : NULL;
    bool stray = top == NULL;
    if (slice_same(name, x->crossed)) {
        x->crossed = words("");
        return;
    }
    if (top != NULL && suggest_distance(syntax_text(x, name), syntax_text(x, top->name)) > top->name.len / 3)
        stray = is_closed_later(x, top->name);
    if (stray) {
        syntax_say1(x, at, DIAG_END_TAG_STRAY, name);
        return;
    }
    syntax_say(x, at, DIAG_END_TAG_MISMATCH, name, top->name, syntax_line(x, top->name.s));
    close_innermost(x);
}

/* Moves from behind the name of the end tag AT past its ">"; what stands between is told. False when the text ends there. */
static bool pass_end(struct syntax *x, const char *at, struct slice name)
{
    const char *p = scan_blanks(x->p, x->end), *less = NULL, *close = NULL;
    if (p == x->end && x->depth > 0) {   /* cut off: syntax_at_end tells it */
        x->p = x->end;
        return false;
    }
    if (p < x->end && *p == '>') {
        x->p = p + 1;
        return true;
    }
    less = memchr(p, '<', (size_t)(x->end - p));
    close = memchr(p, '>', (size_t)((less != NULL ? less : x->end) - p));
    if (close == NULL) {
        syntax_say1(x, at, DIAG_TAG_UNFINISHED, slice(at + 1, name.s + name.len));
        return true;
    }
    const char *after = p;
    utf8_next(&after, x->end);
    syntax_say(x, p, DIAG_END_TAG_CHARACTER, slice(p, after), name, 0);
    x->p = close + 1;
    return true;
}

/* The name of the end tag AT; blanks before it are told. Empty when it has none. */
static struct slice end_tag_name(struct syntax *x, const char *at)
{
    const char *from = scan_blanks(at + 2, x->end);
    struct slice name = slice(from, scan_name(from, x->end));
    if (name.len == 0)
        syntax_say1(x, at, DIAG_BARE_LESS, words(""));
    else if (from > at + 2)
        syntax_say(x, at + 2, DIAG_END_TAG_CHARACTER, words(" "), name, 0);
    x->p = name.len > 0 ? name.s + name.len : at + 2;
    return name;
}

void syntax_end_tag(struct syntax *x)
{
    const char *at = x->p;
    if (at + 2 == x->end && x->depth > 0) {
        x->p = x->end;
        return;
    }
    struct slice name = end_tag_name(x, at);
    if (name.len == 0 || !pass_end(x, at, name))
        return;
    size_t count = open_from(x, name);
    if (count == 0) {
        close_other(x, at, name);
        return;
    }
    for (; count > 1; count--) {
        const struct open_tag *top = &x->open[x->depth - 1];
        if (!top->doubtful)
            syntax_say(x, at, DIAG_END_TAG_CROSSED, name, top->name, syntax_line(x, top->name.s));
        x->crossed = top->name;
        close_innermost(x);
    }
    close_innermost(x);
}

bool syntax_is_cut_off(const struct syntax *x)
{
    return x->p == x->end && x->depth > 0;
}

/* An element whose start tag was broken is not missed: that was told already. */
static void tell_unclosed(struct syntax *x)
{
    size_t sound = x->depth;
    while (sound > 0 && x->open[sound - 1].doubtful)
        sound--;
    if (sound == 0 || x->end_told)
        return;
    struct slice name = x->open[sound - 1].name;
    const char *line = arena_printf(x->arena, "%ld", syntax_line(x, name.s));
    syntax_say(x, x->end, DIAG_UNCLOSED_AT_END, name, words(line != NULL ? line : ""), (long)x->depth);
}

void syntax_at_end(struct syntax *x)
{
    tell_unclosed(x);
    if (x->root.len == 0 && x->errors == 0)
        syntax_say1(x, x->end, DIAG_NO_ROOT, words(""));
}
