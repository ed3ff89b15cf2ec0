/* xml_syntax.c: a second reading of a text that is not well-formed, made only to say what is wrong in it. */
#include "read/xml_syntax.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "read/xml_scan.h"
#include "read/xml_syntax_priv.h"

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

/* A slice as a string of at most 60 characters on one line. */
const char *syntax_text(struct syntax *x, struct slice piece)
{
    const char *p = piece.s, *end = piece.s + piece.len;
    for (int i = 0; i < 60 && p < end && *p != '\n' && *p != '\r'; i++)
        utf8_next(&p, end);
    const char *text = arena_strndup(x->arena, piece.s, (size_t)(p - piece.s));
    x->no_memory = x->no_memory || text == NULL;
    return text != NULL ? text : "";
}

void syntax_say(struct syntax *x, const char *at, enum diag_code code, struct slice first, struct slice second, long third)
{
    struct diag_place place = source_place(x->source, (size_t)(at - x->source->text));
    char number[32];
    snprintf(number, sizeof number, "%ld", third);
    diag_say(x->d, code, &place, syntax_text(x, first), syntax_text(x, second), number);
    x->errors++;
}

void syntax_say1(struct syntax *x, const char *at, enum diag_code code, struct slice first)
{
    syntax_say(x, at, code, first, words(""), 0);
}

long syntax_line(const struct syntax *x, const char *p)
{
    return source_place(x->source, (size_t)(p - x->source->text)).line;
}

/* --- text and references --- */

static bool is_character(unsigned long cp)
{
    return cp == 9 || cp == 10 || cp == 13 || (cp >= 0x20 && cp < 0xD800) || (cp >= 0xE000 && cp < 0xFFFE) ||
           (cp >= 0x10000 && cp <= 0x10FFFF);
}

/* "&#224;" or "&#xE0;" at P: digits, and one of XML's characters. */
static bool is_good_number(const char *p, const char *semicolon)
{
    char digits[12];
    size_t skip = p[2] == 'x' ? 3 : 2, len = (size_t)(semicolon - p) - skip;
    const char *allowed = skip == 3 ? "0123456789abcdefABCDEF" : "0123456789";
    if (len == 0 || len >= sizeof digits)
        return false;
    memcpy(digits, p + skip, len);
    digits[len] = '\0';
    return strspn(digits, allowed) == len && is_character(strtoul(digits, NULL, skip == 3 ? 16 : 10));
}

static bool is_predefined(struct slice name)
{
    static const char *const names[] = {"amp", "lt", "gt", "quot", "apos"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (slice_same(name, words(names[i])))
            return true;
    return false;
}

/* The "&" at P. */
static void check_reference(struct syntax *x, const char *p)
{
    bool number = scan_begins(p, x->end, "&#");
    const char *name_end = p + 1 + number;
    if (number)
        while (name_end < x->end && strchr("xABCDEFabcdef0123456789", *name_end) != NULL && *name_end != '\0')
            name_end++;
    else
        name_end = scan_name(p + 1, x->end);
    bool ended = name_end < x->end && *name_end == ';';
    if (number && (!ended || !is_good_number(p, name_end)))
        syntax_say1(x, p, DIAG_BAD_REFERENCE, slice(p, name_end + ended));
    else if (!number && (!ended || name_end == p + 1))
        syntax_say1(x, p, DIAG_BARE_AMPERSAND, words(""));
    else if (!number && !is_predefined(slice(p + 1, name_end)))
        syntax_say1(x, p, DIAG_UNKNOWN_ENTITY, slice(p + 1, name_end));
}

void syntax_references(struct syntax *x, const char *from, const char *to)
{
    while ((from = memchr(from, '&', (size_t)(to - from))) != NULL)
        check_reference(x, from++);
}

/* From P to the next "<". */
static void check_text(struct syntax *x)
{
    const char *start = x->p, *stop = memchr(start, '<', (size_t)(x->end - start));
    x->p = stop != NULL ? stop : x->end;
    const char *black = scan_blanks(start, x->p);
    if (x->depth == 0 && black < x->p) {
        if (!x->outside_told)
            syntax_say1(x, black, DIAG_TEXT_OUTSIDE, slice(black, x->p));
        x->outside_told = true;
        return;
    }
    syntax_references(x, start, x->p);
    for (const char *q = start; (q = scan_past(q, x->p, "]]>")) != NULL;)
        syntax_say1(x, q - 3, DIAG_SECTION_END_IN_TEXT, words(""));
}

/* --- comments, sections, instructions --- */

/* Moves past MARK; tells, and goes to the end, when it does not come. */
static bool pass(struct syntax *x, size_t skip, const char *mark, enum diag_code code, const char *name)
{
    const char *past = scan_past(x->p + skip, x->end, mark);
    if (past == NULL) {
        syntax_say(x, x->p, code, words(name), words(mark), 0);
        x->end_told = true;
    }
    x->p = past != NULL ? past : x->end;
    return past != NULL;
}

static void check_comment(struct syntax *x)
{
    const char *start = x->p;
    if (!pass(x, 4, "-->", DIAG_UNFINISHED_COMMENT, ""))
        return;
    const char *hyphens = scan_past(start + 4, x->p - 2, "--");
    if (hyphens != NULL)
        syntax_say1(x, hyphens - 2, DIAG_HYPHENS_IN_COMMENT, words(""));
}

static void check_cdata(struct syntax *x)
{
    if (x->depth == 0 && !x->outside_told)
        syntax_say1(x, x->p, DIAG_TEXT_OUTSIDE, words("<![CDATA["));
    pass(x, 9, "]]>", DIAG_UNFINISHED_SECTION, "<![CDATA[");
}

static void check_instruction(struct syntax *x)
{
    const char *name_end = scan_name(x->p + 2, x->end);
    if (slice_same(slice(x->p + 2, name_end), words("xml")) && x->p != x->source->text)
        syntax_say1(x, x->p, DIAG_DECLARATION_MISPLACED, words(""));
    pass(x, 2, "?>", DIAG_UNFINISHED_SECTION, "<?");
}

/* "<![cdata[" and the like: what was meant goes on to "]]>". */
static void check_section(struct syntax *x)
{
    const char *past = scan_past(x->p, x->end, "]]>");
    syntax_say1(x, x->p, DIAG_BARE_LESS, words(""));
    x->p = past != NULL ? past : x->p + 1;
}

static void check_doctype(struct syntax *x)
{
    syntax_say1(x, x->p, DIAG_DTD, words(""));
    x->p++;
}

/* --- the reading --- */

/* What stands at the "<" where the text stopped. */
static void check_markup(struct syntax *x)
{
    static const struct { const char *begin; void (*check)(struct syntax *x); } kinds[] = {
        {"<!--", check_comment},   {"<![CDATA[", check_cdata}, {"<![", check_section}, {"<!DOCTYPE", check_doctype},
        {"<?", check_instruction}, {"</", syntax_end_tag},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (scan_begins(x->p, x->end, kinds[i].begin)) {
            kinds[i].check(x);
            return;
        }
    }
    if (scan_name(x->p + 1, x->end) > x->p + 1) {
        syntax_start_tag(x);
    } else {
        syntax_say1(x, x->p, DIAG_BARE_LESS, words(""));
        x->p++;
    }
}

size_t syntax_explain(const struct xml_source *s, struct diag *d)
{
    struct syntax x = {.source = s, .d = d, .p = s->text, .end = s->text + s->len, .root = words(""), .crossed = words("")};
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
    arena_free(x.arena);
    return x.no_memory ? SIZE_MAX : x.errors;
}
