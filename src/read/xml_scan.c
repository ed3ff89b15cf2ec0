/* xml_scan.c: small steps over the text of an XML file. */
#include "read/xml_scan.h"

#include <string.h>

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static bool is_name_start(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' || (unsigned char)c >= 0x80;
}

static bool is_name(char c)
{
    return is_name_start(c) || (c >= '0' && c <= '9') || c == '-' || c == '.';
}

const char *scan_blanks(const char *p, const char *end)
{
    while (p < end && is_blank(*p))
        p++;
    return p;
}

const char *scan_name(const char *p, const char *end)
{
    if (p == end || !is_name_start(*p))
        return p;
    while (p < end && is_name(*p))
        p++;
    return p;
}

bool scan_begins(const char *p, const char *end, const char *word)
{
    size_t len = strlen(word);
    return (size_t)(end - p) >= len && memcmp(p, word, len) == 0;
}

const char *scan_past(const char *p, const char *end, const char *mark)
{
    for (; (p = memchr(p, mark[0], (size_t)(end - p))) != NULL; p++)
        if (scan_begins(p, end, mark))
            return p + strlen(mark);
    return NULL;
}

/* Past the comment, CDATA section or processing instruction at P; P when there is none, END when it does not end. */
static const char *skip_section(const char *p, const char *end)
{
    static const char *const sections[][2] = {{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}};
    if (end - p < 2 || (p[1] != '!' && p[1] != '?'))   /* nearly always */
        return p;
    for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++) {
        if (scan_begins(p, end, sections[i][0])) {
            const char *past = scan_past(p + strlen(sections[i][0]), end, sections[i][1]);
            return past != NULL ? past : end;
        }
    }
    return p;
}

/* Past the attribute at P and its value; NULL when there is none (any more). *NAME_END is where its name ends. */
static const char *skip_attribute(const char *p, const char *end, const char **name_end)
{
    *name_end = scan_name(p, end);
    if (*name_end == p)
        return NULL;
    p = scan_blanks(*name_end, end);
    if (p == end || *p != '=')
        return NULL;
    p = scan_blanks(p + 1, end);
    if (p == end || (*p != '"' && *p != '\''))
        return NULL;
    const char *quote = memchr(p + 1, *p, (size_t)(end - p - 1));
    return quote != NULL ? scan_blanks(quote + 1, end) : NULL;
}

static bool is_crowded(const char *tag, const char *end, size_t most)
{
    const char *name_end, *p = scan_blanks(scan_name(tag + 1, end), end);
    size_t count = 0;
    while (count <= most && (p = skip_attribute(p, end, &name_end)) != NULL)
        count++;
    return count > most;
}

/* An attribute takes five bytes at least ( a=""), and a tag has no "<" inside: most tags need no closer look. */
const char *scan_crowded_tag(const char *text, size_t len, size_t most)
{
    const char *p = text, *end = text + len;
    while ((p = memchr(p, '<', (size_t)(end - p))) != NULL) {
        const char *past = skip_section(p, end);
        if (past == p) {
            past = memchr(p + 1, '<', (size_t)(end - p - 1));
            if (past == NULL)
                past = end;
            if ((size_t)(past - p) > most * 5 && is_crowded(p, past, most))
                return p;
        }
        p = past;
    }
    return NULL;
}

static bool is_called(const char *p, const char *name_end, const char *name)
{
    size_t len = strlen(name), written = (size_t)(name_end - p);
    if (written < len || memcmp(name_end - len, name, len) != 0)
        return false;
    return written == len || name_end[-(ptrdiff_t)len - 1] == ':';
}

const char *scan_attribute(const char *p, const char *end, const char *name)
{
    const char *name_end, *next;
    p = scan_blanks(scan_name(p + 1, end), end);
    while ((next = skip_attribute(p, end, &name_end)) != NULL) {
        if (is_called(p, name_end, name))
            return p;
        p = next;
    }
    return NULL;
}

const char *scan_start_tag(const char *p, const char *end, bool *empty)
{
    char quote = '\0';
    for (; p < end && (quote != '\0' || *p != '>'); p++) {
        if (quote == '\0' && (*p == '"' || *p == '\''))
            quote = *p;
        else if (*p == quote)
            quote = '\0';
    }
    *empty = p < end && p[-1] == '/';
    return p < end ? p + 1 : end;
}

const char *scan_element(const char *p, const char *end)
{
    size_t open = 0;
    bool empty;
    do {
        const char *past = skip_section(p, end);
        if (past == p && scan_begins(p, end, "</")) {
            past = scan_past(p, end, ">");
            open--;
        } else if (past == p) {
            past = scan_start_tag(p, end, &empty);
            open += !empty;
        }
        if (open == 0 || past == NULL)
            return past != NULL ? past : end;
        p = memchr(past, '<', (size_t)(end - past));
    } while (p != NULL);
    return end;
}
