/* xml_lines.c: one pass over the text finds its lines, counts its characters and stops at the first bad one. */
#include "read/xml_lines.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

#define STEP 4096

/* What a byte of the text asks for. DEL and the C1 characters are refused like the others that print nothing. */
enum byte_class { ORDINARY, LINE_FEED, RETURN, LEAD, REFUSED };

static enum byte_class class_of(unsigned char c)
{
    if (c >= 0x20 && c < 0x7F)
        return ORDINARY;
    if (c >= 0x80)
        return LEAD;
    if (c == '\n')
        return LINE_FEED;
    if (c == '\r')
        return RETURN;
    return c == '\t' ? ORDINARY : REFUSED;
}

static bool add_line(struct xml_lines *l, size_t offset)
{
    if (l->count == l->cap) {
        size_t cap = l->cap > 0 ? l->cap * 2 : 1024;
        uint32_t *starts = realloc(l->starts, cap * sizeof *starts);
        if (starts == NULL)
            return false;
        l->starts = starts;
        l->cap = cap;
    }
    l->starts[l->count++] = (uint32_t)offset;
    return true;
}

/* Marks that turn the direction of the text between them: with one nobody sees a figure can be shown backwards. */
static bool turns_text(uint32_t cp)
{
    return (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069);
}

/* Moves L->len past the character of several bytes that begins there. */
static enum lines_status pass_sequence(struct xml_lines *l, size_t len)
{
    const char *p = l->text + l->len;
    uint32_t cp = utf8_next(&p, l->text + len);
    if (cp == UTF8_BAD || cp < 0xA0 || cp == 0xFFFE || cp == 0xFFFF || turns_text(cp))
        return LINES_BAD;
    l->len = (size_t)(p - l->text);
    return LINES_OK;
}

/* Moves L->len past the end of a line. Of CR LF the LF counts; a CR alone ends a line too (XML 1.0, 2.11). */
static enum lines_status pass_line_end(struct xml_lines *l, size_t len)
{
    bool pair = l->text[l->len] == '\r' && l->len + 1 < len && l->text[l->len + 1] == '\n';
    l->len++;
    return pair || add_line(l, l->len) ? LINES_OK : LINES_NO_MEMORY;
}

/* Whether the eight bytes at P are printable ASCII, none below a blank, none above "~": asked of all at once, since nearly
 * all bytes of all plans are, and one by one it took six times as long. */
static bool are_printable(const char *p)
{
    const uint64_t each = 0x0101010101010101u;
    uint64_t v;
    memcpy(&v, p, sizeof v);
    return (((v - each * ' ') | (v + each) | v) & each * 0x80) == 0;   /* highest bits: borrowed, carried into, there */
}

static size_t ordinary_until(const struct xml_lines *l, size_t end)
{
    size_t i = l->len;
    while (end - i >= sizeof(uint64_t) && are_printable(l->text + i))
        i += sizeof(uint64_t);
    while (i < end && class_of((unsigned char)l->text[i]) == ORDINARY)
        i++;
    return i;
}

/* Moves L->len past the character that begins there, and is not ordinary. */
static enum lines_status pass_other(struct xml_lines *l, size_t len)
{
    switch (class_of((unsigned char)l->text[l->len])) {
    case ORDINARY:
        break;
    case LINE_FEED:
    case RETURN:
        return pass_line_end(l, len);
    case LEAD:
        return pass_sequence(l, len);
    case REFUSED:
        return LINES_BAD;
    }
    return LINES_OK;
}

/* Moves L->len to END, or a little past it when a character reaches over it, counting characters. */
static enum lines_status index_step(struct xml_lines *l, size_t end, size_t len, uint32_t *characters)
{
    enum lines_status status = LINES_OK;
    while (l->len < end && status == LINES_OK) {
        size_t stop = ordinary_until(l, end);
        *characters += (uint32_t)(stop - l->len);
        l->len = stop;
        if (l->len < end) {
            status = pass_other(l, len);
            ++*characters;
        }
    }
    return status;
}

enum lines_status lines_build(struct xml_lines *l, const char *text, size_t len)
{
    uint32_t characters = 0;
    l->text = text;
    l->steps = malloc((len / STEP + 1) * sizeof *l->steps);
    if (l->steps == NULL || !add_line(l, 0))
        return LINES_NO_MEMORY;
    for (size_t step = 0; step <= len / STEP; step++) {
        size_t end = step < len / STEP ? (step + 1) * STEP : len;
        l->steps[step] = characters;
        enum lines_status status = index_step(l, end, len, &characters);
        if (status != LINES_OK)
            return status;
    }
    return LINES_OK;
}

static size_t characters_before(const struct xml_lines *l, size_t offset)
{
    size_t step = offset / STEP;
    return l->steps[step] + utf8_length(l->text + step * STEP, offset % STEP);
}

/* Most lines are short, and counted at once; the steps are for those that are not. */
static size_t characters_between(const struct xml_lines *l, size_t from, size_t to)
{
    if (to - from < STEP)
        return utf8_length(l->text + from, to - from);
    return characters_before(l, to) - characters_before(l, from);
}

/* The index of the line that holds OFFSET: the last one that starts at or before it. */
static size_t find_line(const struct xml_lines *l, size_t offset)
{
    size_t low = 0, high = l->count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (l->starts[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

void lines_position(const struct xml_lines *l, size_t offset, long *line, long *column)
{
    size_t i = find_line(l, offset);
    *line = (long)i + 1;
    *column = (long)characters_between(l, l->starts[i], offset) + 1;
}

/* The last step that begins with at most so many characters before it. */
static size_t find_step(const struct xml_lines *l, size_t characters)
{
    size_t low = 0, high = l->len / STEP + 1;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (l->steps[middle] <= characters)
            low = middle;
        else
            high = middle;
    }
    return low;
}

size_t lines_offset(const struct xml_lines *l, long line, long column)
{
    if (line < 1 || column < 1 || (size_t)line > l->count)
        return l->len;
    size_t start = l->starts[line - 1];
    size_t wanted = characters_before(l, start) + (size_t)column - 1;
    size_t step = find_step(l, wanted), offset = step * STEP;
    for (size_t n = l->steps[step]; offset < l->len; offset++) {
        n += ((unsigned char)l->text[offset] & 0xC0) != 0x80;
        if (n > wanted)
            break;
    }
    return offset > start ? offset : start;
}

bool lines_get(const struct xml_lines *l, long line, const char **text, size_t *len)
{
    if (line < 1 || (size_t)line > l->count)
        return false;
    size_t start = l->starts[line - 1];
    size_t end = (size_t)line < l->count ? l->starts[line] : l->len;
    while (end > start && (l->text[end - 1] == '\n' || l->text[end - 1] == '\r'))
        end--;
    *text = l->text + start;
    *len = end - start;
    return true;
}

void lines_free(struct xml_lines *l)
{
    free(l->starts);
    free(l->steps);
}
