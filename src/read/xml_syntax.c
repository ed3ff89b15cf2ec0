/* xml_syntax.c: a second reading of a text that is not well-formed, made only to say what is wrong in it. */
#include "read/xml_syntax.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "read/xml_scan.h"
#include "read/xml_syntax_priv.h"

#define MOST_WRITTEN 500   /* bytes of what is to be written or replaced */

struct slice slice(const char *from, const char *to)
{
    return (struct slice){from, (size_t)(to - from)};
}

struct slice words(const char *s)
{
    return slice(s, s + strlen(s));
}

bool slice_same(struct slice a, struct slice b)
{
    return a.len == b.len && memcmp(a.s, b.s, a.len) == 0;
}

static const char *kept(struct syntax *x, const char *text)
{
    x->no_memory = x->no_memory || text == NULL;
    return text != NULL ? text : "";
}

const char *syntax_text(struct syntax *x, struct slice piece)
{
    const char *p = piece.s, *end = piece.s + piece.len;
    for (int i = 0; i < 60 && p < end && *p != '\n' && *p != '\r'; i++)
        utf8_next(&p, end);
    return kept(x, arena_strndup(x->arena, piece.s, (size_t)(p - piece.s)));
}

const char *syntax_whole(struct syntax *x, struct slice piece)
{
    if (piece.len > MOST_WRITTEN)
        return syntax_text(x, piece);
    return kept(x, arena_strndup(x->arena, piece.s, piece.len));
}

const char *syntax_join(struct syntax *x, const char *a, const char *b, const char *c)
{
    return kept(x, arena_printf(x->arena, "%s%s%s", a, b, c));
}

void syntax_tell(struct syntax *x, const char *at, enum diag_code code, const char *const *args)
{
    struct diag_place place = source_place(x->source, (size_t)(at - x->source->text));
    diag_report(x->d, code, &place, args);
    x->errors++;
}

const char *syntax_line(struct syntax *x, const char *p)
{
    return kept(x, arena_printf(x->arena, "%ld", source_place(x->source, (size_t)(p - x->source->text)).line));
}

void *syntax_grow(struct syntax *x, void *array, size_t count, size_t *cap, size_t size)
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

/* --- text --- */

/* From P to the next "<". */
static void check_text(struct syntax *x)
{
    const char *start = x->p, *stop = memchr(start, '<', (size_t)(x->end - start));
    x->p = stop != NULL ? stop : x->end;
    const char *black = scan_blanks(start, x->p);
    if (x->depth == 0 && black < x->p) {
        if (!x->outside_told)
            syntax_say(x, black, DIAG_TEXT_OUTSIDE, syntax_text(x, slice(black, x->p)));
        x->outside_told = true;
        return;
    }
    syntax_references(x, start, x->p);
    for (const char *q = start; (q = scan_past(q, x->p, "]]>")) != NULL;)
        syntax_say0(x, q - 3, DIAG_SECTION_END_IN_TEXT);
}

/* --- comments, sections, instructions --- */

/* Moves past MARK; tells, and goes to the end, when it does not come. */
static void pass(struct syntax *x, size_t skip, const char *mark, const char *name)
{
    const char *past = scan_past(x->p + skip, x->end, mark);
    if (past == NULL) {
        syntax_say(x, x->p, DIAG_UNFINISHED_SECTION, name, mark);
        x->end_told = true;
    }
    x->p = past != NULL ? past : x->end;
}

/* The "->" between P and END, last on its line, that lacks a hyphen; NULL when there is none. */
static const char *find_short_end(const char *p, const char *end)
{
    for (const char *past; (past = scan_past(p, end, "->")) != NULL; p = past) {
        const char *next = past;
        while (next < end && (*next == ' ' || *next == '\t' || *next == '\r'))
            next++;
        if (past[-3] != '-' && (next == end || *next == '\n'))
            return past - 2;
    }
    return NULL;
}

/* The comment at x->p does not end before STOP, where another one begins, or the text is over. */
static void tell_unfinished_comment(struct syntax *x, const char *stop)
{
    const char *short_end = find_short_end(x->p + 4, stop);
    if (short_end != NULL)
        syntax_say(x, short_end, DIAG_COMMENT_END, "->", "-->");
    else if (stop < x->end)
        syntax_say(x, x->p, DIAG_COMMENT_IN_COMMENT, syntax_line(x, stop));
    else
        syntax_say0(x, x->p, DIAG_UNFINISHED_COMMENT);
    x->end_told = x->end_told || (short_end == NULL && stop == x->end);
    x->p = short_end != NULL ? short_end + 2 : stop;
}

/* The hyphens in a comment, whose end is PAST: one too many before its ">", or several amid the text. */
static void tell_hyphens(struct syntax *x, const char *hyphens, const char *past)
{
    const char *end = hyphens;
    while (*end == '-')
        end++;
    if (*end == '>' && end + 1 == past)
        syntax_say(x, hyphens, DIAG_COMMENT_END, syntax_whole(x, slice(hyphens, past)), "-->");
    else
        syntax_say(x, hyphens, DIAG_HYPHENS_IN_COMMENT, syntax_whole(x, slice(hyphens, end)));
}

static void check_comment(struct syntax *x)
{
    const char *past = scan_past(x->p + 4, x->end, "-->");
    const char *inner = scan_past(x->p + 4, past != NULL ? past : x->end, "<!--");
    const char *hyphens = past != NULL && inner == NULL ? scan_past(x->p + 4, past - 2, "--") : NULL;
    if (past == NULL || inner != NULL) {
        tell_unfinished_comment(x, inner != NULL ? inner - 4 : x->end);
        return;
    }
    if (hyphens != NULL)
        tell_hyphens(x, hyphens - 2, past);
    x->p = past;
}

static void check_cdata(struct syntax *x)
{
    if (x->depth == 0 && !x->outside_told)
        syntax_say(x, x->p, DIAG_TEXT_OUTSIDE, "<![CDATA[");
    pass(x, 9, "]]>", "<![CDATA[");
}

/* Behind the first element a declaration begins a second one, which will be told. */
static void check_instruction(struct syntax *x)
{
    const char *name_end = scan_name(x->p + 2, x->end);
    bool second = x->depth == 0 && x->root.len > 0;
    if (slice_same(slice(x->p + 2, name_end), words("xml")) && x->p != x->source->text && !second)
        syntax_say0(x, x->p, DIAG_DECLARATION_MISPLACED);
    pass(x, 2, "?>", "<?");
}

/* "<![cdata[" and the like: what was meant goes on to "]]>". */
static void check_section(struct syntax *x)
{
    const char *past = scan_past(x->p, x->end, "]]>");
    syntax_say0(x, x->p, DIAG_BARE_LESS);
    x->p = past != NULL ? past : x->p + 1;
}

static void check_doctype(struct syntax *x)
{
    syntax_say0(x, x->p, DIAG_DTD);
    x->p++;
}

/* --- the reading --- */

/* The name of the tag at x->p, blanks before it left out; *CLOSES for an end tag. Empty: no tag is meant. */
static struct slice find_tag(const struct syntax *x, bool *closes)
{
    const char *p = scan_blanks(x->p + 1, x->end);
    *closes = p < x->end && *p == '/';
    if (*closes)
        p = scan_blanks(p + 1, x->end);
    return slice(p, syntax_name_end(p, x->end));
}

/* A tag, or a "<" that is meant as such. A blank behind the "<" is one or the other: other tags of that name tell. */
static void check_tag(struct syntax *x)
{
    bool closes;
    struct slice name = find_tag(x, &closes);
    bool blank = name.s > x->p + 1 + closes;
    if (closes && name.s == x->end && x->depth > 0) {   /* cut off: syntax_at_end tells it */
        x->p = x->end;
        return;
    }
    if (name.len == 0 || (blank && x->p[1] != '/' && syntax_count_tags(x, name) == 0) ||
        (!closes && syntax_is_bare_less(x))) {
        syntax_say0(x, x->p, DIAG_BARE_LESS);
        x->p += closes && x->p[1] == '/' ? 2 : 1;
        return;
    }
    if (blank)
        syntax_say(x, x->p, DIAG_BLANK_IN_TAG, syntax_whole(x, slice(x->p, name.s + name.len)),
                   syntax_join(x, closes ? "</" : "<", syntax_whole(x, name), ""));
    if (closes)
        syntax_end_tag(x, name.s);
    else
        syntax_start_tag(x, name.s);
}

/* What stands at the "<" where the text stopped. */
static void check_markup(struct syntax *x)
{
    static const struct { const char *begin; void (*check)(struct syntax *x); } kinds[] = {
        {"<!--", check_comment},   {"<![CDATA[", check_cdata}, {"<![", check_section}, {"<!DOCTYPE", check_doctype},
        {"<?", check_instruction}, {"<", check_tag},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (scan_begins(x->p, x->end, kinds[i].begin)) {
            kinds[i].check(x);
            return;
        }
    }
}

size_t syntax_explain(const struct xml_source *s, struct diag *d)
{
    struct syntax x = {.source = s, .d = d, .p = s->text, .end = s->text + s->len, .root = words("")};
    x.crossed = x.surplus = x.root;
    x.arena = arena_new();
    x.no_memory = x.arena == NULL;
    while (x.p < x.end && x.errors < SYNTAX_MAX_ERRORS && !x.no_memory) {
        check_text(&x);
        if (x.p < x.end)
            check_markup(&x);
    }
    if (x.p == x.end && !x.no_memory)
        syntax_at_end(&x);
    free(x.open);
    free(x.prefixes);
    free(x.taken);
    arena_free(x.arena);
    return x.no_memory ? SIZE_MAX : x.errors;
}
