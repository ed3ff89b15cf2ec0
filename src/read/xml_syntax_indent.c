/* xml_syntax_indent.c: people and editors indent a plan by what contains what; where the tags say otherwise, one is missing.
 *
 * The tags alone show a missing end tag only where an outer element ends, often a thousand lines further down. A start tag
 * that stands no deeper than an open element, or an end tag that stands where an outer one of its name began, shows it at once. */
#include "read/xml_scan.h"
#include "read/xml_syntax_priv.h"

#define MOST_TAKEN 1000   /* elements that are remembered */

long indent_of(const struct syntax *x, const char *at)
{
    const char *p = at;
    while (p > x->source->text && (p[-1] == ' ' || p[-1] == '\t'))
        p--;
    bool first = p == x->source->text || p[-1] == '\n' || p[-1] == '\r';
    return first ? at - p : -1;
}

/* Behind what stands before AT, blanks left out. */
static const char *behind(const struct syntax *x, const char *at)
{
    while (at > x->source->text && (at[-1] == ' ' || at[-1] == '\t' || at[-1] == '\n' || at[-1] == '\r'))
        at--;
    return at;
}

/* The open elements from INDEX inwards should have been closed before the tag AT. */
static void suspect_from(struct syntax *x, size_t index, const char *at, struct slice next)
{
    for (size_t i = index; i < x->depth; i++)
        if (x->open[i].suspect.at == NULL)
            x->open[i].suspect = (struct suspect){behind(x, at), next};
}

static void note_first_child(struct syntax *x, struct open_tag *parent, long indent)
{
    if (parent->has_child || parent->indent < 0 || indent < 0)
        return;
    x->deeper += indent > parent->indent;
    x->level += indent <= parent->indent;
}

void indent_at_start(struct syntax *x, const char *at, struct slice name)
{
    long indent = indent_of(x, at);
    if (x->depth == 0)
        return;
    note_first_child(x, &x->open[x->depth - 1], indent);
    x->open[x->depth - 1].has_child = true;
    for (size_t i = x->depth; indent >= 0 && i > 1; i--) {   /* the outermost contains everything */
        if (x->open[i - 1].indent >= 0 && x->open[i - 1].indent < indent)
            return;
        if (x->open[i - 1].indent == indent)
            suspect_from(x, i - 1, at, slice(at, name.s + name.len));
    }
}

/* The open element called NAME, other than the one at INDEX, that began with this indent; INDEX when there is none. */
static size_t find_outer(const struct syntax *x, size_t index, struct slice name, long indent)
{
    for (size_t i = index; i > 0; i--)
        if (x->open[i - 1].indent == indent && slice_same(x->open[i - 1].name, name))
            return i - 1;
    return index;
}

void indent_at_end(struct syntax *x, const char *at, size_t index, struct slice name)
{
    long indent = indent_of(x, at), own = x->open[index].indent;
    if (indent >= 0 && own >= 0 && indent != own) {
        size_t outer = find_outer(x, index, name, indent);
        if (outer < index)
            suspect_from(x, outer + 1, at, slice(at, name.s + name.len));
        else if (indent > own && x->surplus.len == 0)
            x->surplus = slice(at, name.s + name.len);
    }
    if (x->open[index].suspect.at == NULL || x->taken_count == MOST_TAKEN)
        return;
    x->taken = syntax_grow(x, x->taken, x->taken_count, &x->taken_cap, sizeof *x->taken);
    if (x->taken_count < x->taken_cap)
        x->taken[x->taken_count++] = x->open[index];
}

/* Of a text that is not indented the indents say nothing. */
static bool is_indented(const struct syntax *x)
{
    return x->deeper > 3 * x->level;
}

struct open_tag indent_missing(struct syntax *x, const struct open_tag *top)
{
    struct open_tag found = *top;
    if (!is_indented(x))
        found.suspect.at = NULL;
    for (size_t i = 0; i < x->taken_count && is_indented(x); i++) {
        struct open_tag *taken = &x->taken[i];
        if (taken->suspect.at == NULL || taken->name.s < top->name.s || !slice_same(taken->name, top->name))
            continue;
        found = *taken;
        taken->suspect.at = NULL;   /* told once */
        break;
    }
    return found;
}

const char *indent_surplus(const struct syntax *x, struct slice name)
{
    bool same = x->surplus.len == name.len + 2 && slice_same(slice(x->surplus.s + 2, x->surplus.s + x->surplus.len), name);
    return same && is_indented(x) ? x->surplus.s : NULL;
}
