/* excerpt.c: cuts a source line to what a terminal shows, and finds the mark's place in it. */
#include "base/excerpt.h"

#include <string.h>
#include <uniwidth.h>

#include "base/buf.h"
#include "base/utf8.h"

#define REACH 512          /* bytes on either side of the place that are looked at */
#define MOST_BEFORE 56     /* columns before the place that are kept when the line is long */

static int width_of(uint32_t cp)
{
    int width = cp == UTF8_BAD || utf8_is_control(cp) ? 1 : uc_width(cp, "UTF-8");
    return width > 0 ? width : 0;
}

static int width_between(const char *p, const char *end)
{
    int width = 0;
    while (p < end)
        width += width_of(utf8_next(&p, end));
    return width;
}

/* Appends the character at *P as it may be shown, and moves past it. */
static void add_character(struct buf *out, const char **p, const char *end)
{
    const char *start = *p;
    uint32_t cp = utf8_next(p, end);
    if (cp == '\t')
        buf_char(out, ' ');
    else if (cp == UTF8_BAD || utf8_is_control(cp))
        buf_str(out, "\xEF\xBF\xBD");   /* U+FFFD */
    else
        buf_add(out, start, (size_t)(*p - start));
}

static const char *boundary(const char *p, const char *line)
{
    while (p > line && ((unsigned char)*p & 0xC0) == 0x80)
        p--;
    return p;
}

/* Where the excerpt begins: at the first letter, or so that no more than MOST_BEFORE columns stand before AT. */
static const char *find_start(const char *line, const char *at)
{
    const char *start = at - line > REACH ? boundary(at - REACH, line) : line;
    if (start == line)
        while (start < at && (*start == ' ' || *start == '\t'))
            start++;
    int before = width_between(start, at);
    while (before > MOST_BEFORE)
        before -= width_of(utf8_next(&start, at));
    return start;
}

/* The end of what the message is about: the name in "<name" or "</name", an attribute with its value, a character. */
static const char *find_end(const char *at, const char *end)
{
    static const char name_ends[] = " \t/>=\"'<";
    const char *p = at;
    if (at == end)
        return end;
    if (*p == '<')
        p += p + 1 < end && p[1] == '/' ? 2 : 1;
    while (p < end && strchr(name_ends, *p) == NULL)
        p++;
    if (*at == '<')
        return p;
    if (p + 1 < end && *p == '=' && (p[1] == '"' || p[1] == '\'')) {
        const char *quote = memchr(p + 2, p[1], (size_t)(end - p - 2));
        return quote != NULL ? quote + 1 : end;
    }
    p = at;
    utf8_next(&p, end);
    return p;
}

void excerpt_add(struct buf *out, const char *line, size_t len, size_t at, struct excerpt_mark *mark)
{
    const char *place = line + (at < len ? at : len);
    const char *end = line + len - place > REACH ? boundary(place + REACH, line) : line + len;
    const char *p = find_start(line, place), *marked = find_end(place, end);
    int used = 0;
    mark->indent = mark->width = 0;
    if (p > line && p[-1] != ' ' && p[-1] != '\t') {
        buf_str(out, "…");
        used = 1;
    }
    mark->indent = used;
    while (p < end && used + 3 <= EXCERPT_WIDTH) {   /* room for a wide character, and "…" */
        const char *character = p;
        add_character(out, &p, end);
        used += width_between(character, p);
        if (p <= place)
            mark->indent = used;
        else if (p <= marked)
            mark->width = used - mark->indent;
    }
    if (p < line + len)
        buf_str(out, "…");
    if (mark->width < 1)
        mark->width = 1;
}
