/* xml_syntax_word.c: names in tags, and the blanks between them that only look like blanks. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "read/xml_scan.h"
#include "read/xml_syntax_priv.h"

/* The character at P when it is a blank to people and not to XML; 0 otherwise. Word processors write them. */
static uint32_t special_blank(const char *p, const char *end)
{
    static const uint32_t blanks[] = {0xA0, 0xAD, 0x1680, 0x202F, 0x205F, 0x2060, 0x3000};
    uint32_t cp = p < end && (unsigned char)*p >= 0x80 ? utf8_next(&p, end) : 0;
    if (cp >= 0x2000 && cp <= 0x200B)
        return cp;
    for (size_t i = 0; i < sizeof blanks / sizeof blanks[0]; i++)
        if (blanks[i] == cp)
            return cp;
    return 0;
}

bool syntax_is_special_blank(const char *p, const char *end)
{
    return special_blank(p, end) != 0;
}

const char *syntax_name_end(const char *p, const char *end)
{
    const char *stop = scan_name(p, end);
    for (; p < stop; p++)
        if ((unsigned char)*p >= 0x80 && syntax_is_special_blank(p, end))
            return p;
    return stop;
}

size_t syntax_count_tags(const struct syntax *x, struct slice name)
{
    size_t count = 0;
    const char *p = x->source->text;
    for (; (p = memchr(p, '<', (size_t)(x->end - p))) != NULL; p++) {
        const char *from = p + 1 < x->end && p[1] == '/' ? p + 2 : p + 1;
        count += slice_same(slice(from, scan_name(from, x->end)), name);
    }
    return count;
}

void syntax_skip_blanks(struct syntax *x)
{
    bool told = false;
    uint32_t cp;
    x->p = scan_blanks(x->p, x->end);
    while ((cp = special_blank(x->p, x->end)) != 0) {
        const char *at = x->p;
        char number[12];
        utf8_next(&x->p, x->end);
        snprintf(number, sizeof number, "U+%04X", (unsigned)cp);
        if (!told)
            syntax_say(x, at, DIAG_SPACE_SPECIAL, number, syntax_whole(x, slice(at, x->p)));
        told = true;
        x->p = scan_blanks(x->p, x->end);
    }
}
