/* xml_syntax_nest.c: which elements are open, and which end tags do not fit them. */
#include <stdio.h>
#include <string.h>

#include "base/suggest.h"
#include "read/xml_scan.h"
#include "read/xml_syntax_priv.h"

/* With more of them than anybody writes, looking each name up would take too long: then none is. */
#define MAX_PREFIXES 1000

/* --- prefixes of namespaces --- */

static void declare_prefixes(struct syntax *x, const struct start_tag *tag)
{
    for (size_t i = 0; i < tag->count; i++) {
        struct slice name = tag->attributes[i];
        if (name.len <= 6 || memcmp(name.s, "xmlns:", 6) != 0)
            continue;
        x->prefixes = syntax_grow(x, x->prefixes, x->prefix_count, &x->prefix_cap, sizeof *x->prefixes);
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
    syntax_say(x, name.s, DIAG_UNKNOWN_PREFIX, syntax_text(x, prefix), syntax_text(x, name),
               syntax_text(x, slice(colon + 1, name.s + name.len)));
}

/* --- elements --- */

static void check_root(struct syntax *x, struct slice name)
{
    if (x->root.len > 0 && !x->root_told) {
        syntax_say(x, name.s - 1, DIAG_SECOND_ROOT, syntax_text(x, x->root), syntax_text(x, name));
        x->root_told = true;
    }
    x->root = name;
}

void syntax_open(struct syntax *x, const struct start_tag *tag)
{
    size_t prefixes = x->prefix_count;
    bool first = x->depth > 0 && !x->open[x->depth - 1].has_child;
    indent_at_start(x, tag->at, tag->name);
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
    x->open = syntax_grow(x, x->open, x->depth, &x->open_cap, sizeof *x->open);
    if (x->depth < x->open_cap)
        x->open[x->depth++] = (struct open_tag){.name = tag->name, .prefixes = prefixes, .doubtful = tag->doubtful,
                                                .bare = tag->count == 0, .is_first = first, .indent = indent_of(x, tag->at)};
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

/* --- end tags that fit nothing that is open --- */

/* The end tag AT is not that of TOP, which nobody else closes: one of the two is misspelt, the one that is seldom written so. */
static void tell_mismatch(struct syntax *x, const char *at, struct slice name, const struct open_tag *top)
{
    const char *closing = syntax_text(x, name), *opening = syntax_text(x, top->name);
    if (syntax_count_tags(x, top->name) < syntax_count_tags(x, name))
        syntax_say(x, top->name.s - 1, DIAG_START_TAG_MISMATCH, opening, closing, syntax_line(x, at));
    else
        syntax_say(x, at, DIAG_END_TAG_MISMATCH, closing, opening, syntax_line(x, top->name.s));
}

/* The beginning of the text that stands right before the end tag AT; NULL when a tag does. */
static const char *text_before(const struct syntax *x, const char *at)
{
    const char *from = at;
    while (from > x->source->text && from[-1] != '>')
        from--;
    from = scan_blanks(from, at);
    return from < at ? from : NULL;
}

/* An end tag without its start tag: that was forgotten before the text, or this is one too many, or an earlier one is. */
static void tell_stray(struct syntax *x, const char *at, struct slice name)
{
    const char *text = x->depth > 0 ? text_before(x, at) : NULL, *surplus = indent_surplus(x, name);
    if (text != NULL && syntax_count_tags(x, name) > 1)
        syntax_say(x, text, DIAG_START_TAG_MISSING, syntax_text(x, name));
    else
        syntax_say(x, surplus != NULL ? surplus : at, DIAG_END_TAG_STRAY, syntax_text(x, name));
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
        tell_stray(x, at, name);
        return;
    }
    tell_mismatch(x, at, name, top);
    close_innermost(x);
}

/* --- elements that are not closed --- */

/* TOP is open where the end tag NEXT of an outer one stands: its own is missing, or was taken by it, somewhere before. */
static void tell_unclosed(struct syntax *x, const struct open_tag *top, struct slice next)
{
    struct open_tag missing = indent_missing(x, top);
    const char *at = missing.suspect.at != NULL ? missing.suspect.at : next.s;
    if (missing.suspect.at != NULL)
        next = missing.suspect.next;
    syntax_say(x, at, DIAG_END_TAG_MISSING, syntax_text(x, next), syntax_text(x, missing.name), syntax_line(x, missing.name.s));
}

/* "<nome>Visite<nome>": the innermost element was to be the end of the one around it. Both are open, COUNT in all. */
static bool close_doubled(struct syntax *x, size_t count)
{
    const struct open_tag *top = &x->open[x->depth - 1];
    if (count < 3 || !top->bare || !top->is_first || top->doubtful || !slice_same(top->name, top[-1].name))
        return false;
    const char *name = syntax_text(x, top->name);
    syntax_say(x, top->name.s - 1, DIAG_SLASH_MISSING, name, syntax_line(x, top[-1].name.s));
    close_innermost(x);
    close_innermost(x);
    return true;
}

/* The end tag NEXT of an element inside which COUNT - 1 others are still open. */
static void close_crossed(struct syntax *x, struct slice next, size_t count)
{
    for (; count > 1; count--) {
        const struct open_tag *top = &x->open[x->depth - 1];
        if (close_doubled(x, count)) {
            count--;
            continue;
        }
        if (!top->doubtful)
            tell_unclosed(x, top, next);
        x->crossed = top->name;
        close_innermost(x);
    }
}

/* --- end tags --- */

/* Moves from behind the name of the end tag AT past its ">"; what stands between is told. False when the text ends there. */
static bool pass_end(struct syntax *x, struct slice name)
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
        syntax_say(x, name.s + name.len, DIAG_TAG_UNFINISHED, syntax_join(x, "/", syntax_text(x, name), ""));
        return true;
    }
    syntax_say(x, p, DIAG_END_TAG_CHARACTER, syntax_text(x, slice(p, close)), syntax_text(x, name));
    x->p = close + 1;
    return true;
}

void syntax_end_tag(struct syntax *x, const char *from)
{
    const char *at = x->p;
    struct slice name = slice(from, syntax_name_end(from, x->end));
    x->p = name.s + name.len;
    if (!pass_end(x, name))
        return;
    size_t count = open_from(x, name);
    if (count == 0) {
        close_other(x, at, name);
        return;
    }
    close_crossed(x, slice(at, x->p), count);
    indent_at_end(x, at, x->depth - 1, name);
    close_innermost(x);
}

bool syntax_is_cut_off(const struct syntax *x)
{
    return x->p == x->end && x->depth > 0;
}

/* An element whose start tag was broken is not missed: that was told already. */
static void tell_open_at_end(struct syntax *x)
{
    size_t sound = x->depth;
    while (sound > 0 && x->open[sound - 1].doubtful)
        sound--;
    if (sound == 0 || x->end_told)
        return;
    struct slice name = x->open[sound - 1].name;
    char count[32];
    snprintf(count, sizeof count, "%zu", x->depth);
    syntax_say(x, x->end, DIAG_UNCLOSED_AT_END, syntax_text(x, name), syntax_line(x, name.s), count);
}

void syntax_at_end(struct syntax *x)
{
    tell_open_at_end(x);
    if (x->root.len == 0 && x->errors == 0)
        syntax_say0(x, x->end, DIAG_NO_ROOT);
}
