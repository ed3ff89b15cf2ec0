/* xml_syntax_value.c: the values of attributes: without quotes, with the quotes of a word processor, or with one of them lost. */
#include <string.h>

#include "base/utf8.h"
#include "read/xml_scan.h"
#include "read/xml_syntax_priv.h"

static bool is_blank(char c)
{
    return strchr(" \t\r\n", c) != NULL && c != '\0';
}

/* Reports CODE of the attribute NAME, written up to END, whose value is VALUE. */
static void tell(struct syntax *x, enum diag_code code, struct slice name, const char *end, struct slice value)
{
    const char *word = syntax_text(x, name);
    const char *mended = syntax_join(x, syntax_join(x, word, "=\"", syntax_whole(x, value)), "\"", "");
    syntax_say(x, name.s, code, word, syntax_whole(x, slice(name.s, end)), mended);
}

/* --- the quotes of word processors --- */

/* How long the quote at P is that is none to XML: typographic ones, low ones, two commas, two apostrophes; 0: there is none. */
static size_t odd_quote(const char *p, const char *end)
{
    static const char *const quotes[] = {"“", "”", "„", "‟", "″", "‘", "’", "‚", "′", "«", "»", "`", "´", ",,", "''"};
    for (size_t i = 0; i < sizeof quotes / sizeof quotes[0]; i++)
        if (scan_begins(p, end, quotes[i]))
            return strlen(quotes[i]);
    return 0;
}

/* The next quote of any kind from P on, within the line and the tag; END when there is none. *LEN is its length. */
static const char *find_quote(const char *p, const char *end, size_t *len)
{
    for (; p < end && strchr("<>\r\n", *p) == NULL; p++) {
        *len = *p == '"' ? 1 : odd_quote(p, end);
        if (*len > 0)
            return p;
    }
    return end;
}

/* VALUE without an odd quote at its end. */
static struct slice without_quote(struct slice value)
{
    const char *end = value.s + value.len;
    for (size_t len = 1; len <= 3 && len <= value.len; len++)
        if (odd_quote(end - len, end) == len)
            return slice(value.s, end - len);
    return value;
}

/* A value in odd quotes, LEN bytes the first: told. False when its end is not to be found. */
static bool check_odd(struct syntax *x, struct slice name, size_t len)
{
    size_t end_len = 0;
    const char *value = x->p + len, *quote = find_quote(value, x->end, &end_len);
    if (quote == x->end)
        return false;
    tell(x, DIAG_QUOTES_TYPOGRAPHIC, name, quote + end_len, slice(value, quote));
    x->p = quote + end_len;
    return true;
}

/* --- no quotes --- */

/* Where the value without quotes at P ends: at the blank before the next "name=", or at the end of the tag. */
static const char *end_unquoted(const char *p, const char *end)
{
    const char *stop = p, *black = p;
    for (; stop < end && strchr("<>=\r\n", *stop) == NULL && !scan_begins(stop, end, "/>"); stop++)
        if (!is_blank(*stop))
            black = stop + 1;
    if (stop == end || *stop != '=')
        return black;
    while (black > p && !is_blank(black[-1]))
        black--;
    while (black > p && is_blank(black[-1]))
        black--;
    return black;
}

static void check_unquoted(struct syntax *x, struct slice name)
{
    const char *end = end_unquoted(x->p, x->end);
    struct slice value = slice(x->p, end);
    while (value.len == 0 && is_blank(end[-1]))   /* what follows is another attribute */
        end--;
    while (value.len > 0 && strchr("\"'", value.s[value.len - 1]) != NULL)
        value.len--;
    tell(x, DIAG_ATTRIBUTE_UNQUOTED, name, end, value);
    x->p = end;
}

/* --- one quote lost --- */

/* Whether the value that opens at VALUE and holds "<" at LESS ran into the next tag, for want of its own quote. */
static bool ran_away(const char *value, const char *less)
{
    return memchr(value, '>', (size_t)(less - value)) != NULL || memchr(value, '\n', (size_t)(less - value)) != NULL;
}

/* Whether the value from VALUE to QUOTE lacks its own end, and took the quote that opens the next value: codice="A1 unita="N.". */
static bool took_next(const struct syntax *x, const char *value, const char *quote)
{
    return quote > value && quote[-1] == '=' && quote + 1 < x->end && !is_blank(quote[1]) && strchr("/>?", quote[1]) == NULL;
}

/* The value from VALUE to END, which lacks its quote. */
static void tell_unclosed(struct syntax *x, struct slice name, const char *value, const char *end)
{
    struct slice whole = slice(value, end), bare = without_quote(whole);
    tell(x, bare.len < whole.len ? DIAG_QUOTES_TYPOGRAPHIC : DIAG_ATTRIBUTE_UNCLOSED, name, end, bare);
}

/* The value that took the quote of the next one: told, and the reading goes back to the next attribute. */
static void check_taken(struct syntax *x, struct slice name, const char *value, const char *quote)
{
    const char *p = quote;
    while (p > value && !is_blank(p[-1]))
        p--;
    while (p > value && is_blank(p[-1]))
        p--;
    tell_unclosed(x, name, value, p);
    x->p = p > value ? p : quote + 1;
}

/* The value from VALUE to STOP, at most, has no end: in this tag, at least. */
static void check_endless(struct syntax *x, struct slice name, const char *value, const char *stop)
{
    const char *close = memchr(value, '>', (size_t)(stop - value));
    const char *end = close != NULL ? close : stop, *line = memchr(value, '\n', (size_t)(end - value));
    x->p = end;
    if (syntax_is_cut_off(x))
        return;
    if (line != NULL)
        end = line;
    else if (close != NULL && close[-1] == '/')
        end = x->p = close - 1;
    while (end > value && is_blank(end[-1]))
        end--;
    tell_unclosed(x, name, value, end);
}

/* The value behind the quote at x->p. Moves past it; false when its end is not to be found. */
static bool check_quoted(struct syntax *x, struct slice name)
{
    const char *value = x->p + 1;
    const char *quote = memchr(value, *x->p, (size_t)(x->end - value));
    const char *stop = quote != NULL ? quote : x->end;
    const char *less = memchr(value, '<', (size_t)(stop - value));
    if (quote == NULL || (less != NULL && ran_away(value, less))) {
        check_endless(x, name, value, less != NULL ? less : stop);
        return false;
    }
    if (took_next(x, value, quote)) {
        check_taken(x, name, value, quote);
        return true;
    }
    if (less != NULL)
        syntax_say(x, less, DIAG_LESS_IN_ATTRIBUTE, syntax_text(x, name));
    syntax_references(x, value, stop);
    x->p = quote + 1;
    return true;
}

/* CODE of the attribute NAME, and moves past the quotes that follow, if any. */
static void tell_quoted(struct syntax *x, enum diag_code code, struct slice name)
{
    const char *p = scan_blanks(x->p, x->end);
    const char *quote = p < x->end && (*p == '"' || *p == '\'') ? memchr(p + 1, *p, (size_t)(x->end - p - 1)) : NULL;
    bool quoted = quote != NULL && memchr(p, '<', (size_t)(quote - p)) == NULL && memchr(p, '>', (size_t)(quote - p)) == NULL;
    if (quoted)
        x->p = quote + 1;
    tell(x, code, name, quoted ? x->p : name.s + name.len, quoted ? slice(p + 1, quote) : words("…"));
}

/* Two apostrophes before a letter are meant as one quote. */
static bool is_doubled(const struct syntax *x)
{
    return scan_begins(x->p, x->end, "''") && x->end - x->p > 2 && !is_blank(x->p[2]) && strchr("/>", x->p[2]) == NULL;
}

bool syntax_value(struct syntax *x, struct slice name)
{
    bool plain = x->p < x->end && (*x->p == '"' || (*x->p == '\'' && !is_doubled(x)));
    if (plain)
        return check_quoted(x, name);
    size_t len = odd_quote(x->p, x->end);
    if (x->p < x->end && *x->p == '=') {
        x->p++;
        tell_quoted(x, DIAG_ATTRIBUTE_UNQUOTED, name);
    } else if (len == 0 || !check_odd(x, name, len))
        check_unquoted(x, name);
    return true;
}

void syntax_no_equals(struct syntax *x, struct slice name)
{
    tell_quoted(x, DIAG_ATTRIBUTE_NO_VALUE, name);
}
