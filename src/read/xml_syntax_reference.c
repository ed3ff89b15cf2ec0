/* xml_syntax_reference.c: "&" and what follows it. */
#include <stdlib.h>
#include <string.h>

#include "read/xml_scan.h"
#include "read/xml_syntax_priv.h"

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

/* The character that HTML, from which texts are copied, calls so; NULL when it is not one of an Italian text. */
static const char *html_character(struct slice name)
{
    static const char *const names[][2] = {
        {"nbsp", " "},   {"agrave", "à"}, {"egrave", "è"}, {"eacute", "é"}, {"igrave", "ì"}, {"ograve", "ò"}, {"ugrave", "ù"},
        {"Agrave", "À"}, {"Egrave", "È"}, {"Eacute", "É"}, {"Igrave", "Ì"}, {"Ograve", "Ò"}, {"Ugrave", "Ù"}, {"euro", "€"},
        {"lsquo", "‘"},  {"rsquo", "’"},  {"ldquo", "“"},  {"rdquo", "”"},  {"laquo", "«"},  {"raquo", "»"},  {"ndash", "–"},
        {"mdash", "—"},  {"hellip", "…"}, {"deg", "°"},    {"bull", "•"},   {"times", "×"},  {"le", "≤"},     {"ge", "≥"},
    };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (slice_same(name, words(names[i][0])))
            return names[i][1];
    return NULL;
}

static void tell_unknown(struct syntax *x, const char *p, struct slice name)
{
    const char *character = html_character(name), *written = syntax_whole(x, name);
    syntax_say(x, p, DIAG_UNKNOWN_ENTITY, written, character != NULL ? character : syntax_join(x, "&amp;", written, ";"));
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
        syntax_say(x, p, DIAG_BAD_REFERENCE, syntax_text(x, slice(p, name_end + ended)));
    else if (!number && (!ended || name_end == p + 1))
        syntax_say0(x, p, DIAG_BARE_AMPERSAND);
    else if (!number && !is_predefined(slice(p + 1, name_end)))
        tell_unknown(x, p, slice(p + 1, name_end));
}

void syntax_references(struct syntax *x, const char *from, const char *to)
{
    while ((from = memchr(from, '&', (size_t)(to - from))) != NULL)
        check_reference(x, from++);
}
