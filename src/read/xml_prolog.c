/* xml_prolog.c: what stands before the first element. */
#include "read/xml_prolog.h"

#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "read/xml_scan.h"

static enum read_status refuse(const struct xml_source *s, size_t offset, enum diag_code code, struct diag *d)
{
    struct diag_place at = source_place(s, offset);
    diag_say0(d, code, &at);
    return READ_CANNOT;
}

enum read_status prolog_check_bytes(const struct xml_source *s, struct diag *d)
{
    static const struct { const char *bytes; size_t len; enum diag_code code; } kinds[] = {
        {"%PDF", 4, DIAG_IS_PDF},
        {"PK\3\4", 4, DIAG_IS_ZIP},
        {"\xD0\xCF\x11\xE0", 4, DIAG_IS_OFFICE},
        {"\x1F\x8B", 2, DIAG_IS_GZIP},
        {"\x89PNG", 4, DIAG_IS_PICTURE},
        {"\xFF\xD8\xFF", 3, DIAG_IS_PICTURE},
    };
    struct diag_place at = {.file = buf_text(&s->name)};
    if (s->original.len == 0) {
        diag_say0(d, DIAG_FILE_EMPTY, &at);
        return READ_CANNOT;
    }
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (s->original.len >= kinds[i].len && memcmp(s->original.data, kinds[i].bytes, kinds[i].len) == 0) {
            diag_say0(d, kinds[i].code, &at);
            return READ_CANNOT;
        }
    }
    return READ_OK;
}

/* Like scan_begins, but HTML writes its words in either case. */
static bool begins_any_case(const char *p, const char *end, const char *word)
{
    size_t len = strlen(word);
    return (size_t)(end - p) >= len && strncasecmp(p, word, len) == 0;
}

/* Past blanks, comments and processing instructions, the XML declaration among them. */
static const char *skip_prolog(const char *p, const char *end)
{
    for (;;) {
        const char *next = NULL;
        p = scan_blanks(p, end);
        if (scan_begins(p, end, "<?"))
            next = scan_past(p + 2, end, "?>");
        else if (scan_begins(p, end, "<!--"))
            next = scan_past(p + 4, end, "-->");
        if (next == NULL)
            return p;
        p = next;
    }
}

static enum read_status refuse_start(const struct xml_source *s, const char *p, struct diag *d)
{
    char start[41] = "";
    const char *end = s->text + s->len, *q = p;
    while (q < end && q - p < 24 && *q != '\n' && *q != '\r')
        utf8_next(&q, end);
    memcpy(start, p, (size_t)(q - p));
    struct diag_place at = source_place(s, (size_t)(p - s->text));
    diag_say(d, DIAG_NOT_XML, &at, start);
    return READ_CANNOT;
}

enum read_status prolog_check_text(const struct xml_source *s, struct diag *d)
{
    const char *end = s->text + s->len, *p = scan_blanks(s->text, end);
    if (p == end)
        return refuse(s, 0, DIAG_FILE_BLANK, d);
    if (*p != '<')
        return refuse_start(s, p, d);
    p = skip_prolog(p, end);
    if (begins_any_case(p, end, "<!doctype html") || begins_any_case(p, end, "<html>"))
        return refuse(s, (size_t)(p - s->text), DIAG_IS_HTML, d);
    if (begins_any_case(p, end, "<!doctype"))
        return refuse(s, (size_t)(p - s->text), DIAG_DTD, d);
    return READ_OK;
}
