/* json.c: text as JSON strings (RFC 8259, section 7). */
#include "base/json.h"

#include <stddef.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"

void json_string(struct buf *out, const char *text)
{
    const char *end = text ? text + strlen(text) : NULL;
    buf_char(out, '"');
    while (text < end) {
        const char *start = text;
        uint32_t cp = utf8_next(&text, end);
        if (cp == '"' || cp == '\\')
            buf_printf(out, "\\%c", (char)cp);
        else if (cp == UTF8_BAD)
            buf_str(out, "\xEF\xBF\xBD");   /* U+FFFD */
        else if (cp < 0x20 || (cp >= 0x7F && cp < 0xA0))
            buf_printf(out, "\\u%04x", (unsigned)cp);
        else
            buf_add(out, start, (size_t)(text - start));
    }
    buf_char(out, '"');
}
