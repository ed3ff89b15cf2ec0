/* xml_encoding.c: byte order marks, the encoding declaration, and conversion to UTF-8. */
#include "read/xml_encoding.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/utf8.h"

#define NOT_A_CHARACTER 0

struct mark {
    const char *bytes;
    size_t len, skip;
    enum encoding encoding;
};

/* The longer ones first: UTF-32's little-endian mark begins with UTF-16's. The last two are "<" without a mark. */
static const struct mark marks[] = {
    {"\xFF\xFE\0\0", 4, 4, ENCODING_UNKNOWN}, {"\0\0\xFE\xFF", 4, 4, ENCODING_UNKNOWN},
    {"\xEF\xBB\xBF", 3, 3, ENCODING_UTF8},    {"\xFF\xFE", 2, 2, ENCODING_UTF16LE},
    {"\xFE\xFF", 2, 2, ENCODING_UTF16BE},     {"<\0", 2, 0, ENCODING_UTF16LE},
    {"\0<", 2, 0, ENCODING_UTF16BE},
};

static const struct {
    const char *name;
    enum encoding encoding;
} names[] = {
    {"", ENCODING_UTF8},
    {"UTF-8", ENCODING_UTF8},
    {"UTF8", ENCODING_UTF8},
    {"US-ASCII", ENCODING_UTF8},
    {"ASCII", ENCODING_UTF8},
    {"ISO-8859-1", ENCODING_WINDOWS_1252},
    {"ISO8859-1", ENCODING_WINDOWS_1252},
    {"ISO_8859-1", ENCODING_WINDOWS_1252},
    {"LATIN1", ENCODING_WINDOWS_1252},
    {"LATIN-1", ENCODING_WINDOWS_1252},
    {"WINDOWS-1252", ENCODING_WINDOWS_1252},
    {"CP1252", ENCODING_WINDOWS_1252},
    {"ISO-8859-15", ENCODING_ISO_8859_15},
    {"ISO8859-15", ENCODING_ISO_8859_15},
    {"LATIN-9", ENCODING_ISO_8859_15},
    {"UTF-16", ENCODING_MISDECLARED},
    {"UTF-16LE", ENCODING_MISDECLARED},
    {"UTF-16BE", ENCODING_MISDECLARED},
};

static const struct mark *find_mark(const char *raw, size_t len)
{
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (len >= marks[i].len && memcmp(raw, marks[i].bytes, marks[i].len) == 0)
            return &marks[i];
    return NULL;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Where "encoding" and the value after its "=" stand between P and END; NULL when there is none. */
static const char *find_value(const char *p, const char *end)
{
    static const char word[] = "encoding";
    for (; end - p > (ptrdiff_t)sizeof word; p++) {
        if (!is_blank(p[0]) || memcmp(p + 1, word, sizeof word - 1) != 0)
            continue;
        const char *q = p + sizeof word;
        while (q < end && is_blank(*q))
            q++;
        if (q == end || *q++ != '=')
            continue;
        while (q < end && is_blank(*q))
            q++;
        return q < end && (*q == '"' || *q == '\'') ? q : NULL;
    }
    return NULL;
}

/* The name in <?xml … encoding="name"?>, of a text whose declaration is ASCII. */
static void read_declaration(const char *raw, size_t len, char *declared, size_t size)
{
    declared[0] = '\0';
    if (len < 6 || memcmp(raw, "<?xml", 5) != 0 || !is_blank(raw[5]))
        return;
    const char *end = memchr(raw, '>', len);
    const char *value = end != NULL ? find_value(raw + 5, end) : NULL;
    const char *quote = value != NULL ? memchr(value + 1, *value, (size_t)(end - value - 1)) : NULL;
    if (quote == NULL)
        return;
    size_t length = (size_t)(quote - value - 1);
    if (length >= size)
        length = size - 1;
    memcpy(declared, value + 1, length);
    declared[length] = '\0';
}

enum encoding encoding_detect(const char *raw, size_t len, size_t *skip, char *declared, size_t size)
{
    const struct mark *mark = find_mark(raw, len);
    *skip = mark != NULL ? mark->skip : 0;
    read_declaration(raw + *skip, len - *skip, declared, size);
    if (mark != NULL)
        return mark->encoding;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcasecmp(declared, names[i].name) == 0)
            return names[i].encoding;
    return ENCODING_UNKNOWN;
}

/* Windows-1252, codes 80 to 9F. */
static const uint16_t windows_1252[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
    0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

static uint32_t windows_1252_character(unsigned char byte)
{
    return byte >= 0x80 && byte < 0xA0 ? windows_1252[byte - 0x80] : byte;
}

/* The eight places where it is not ISO-8859-1. */
static uint32_t iso_8859_15_character(unsigned char byte)
{
    static const struct { unsigned char byte; uint16_t cp; } others[] = {
        {0xA4, 0x20AC}, {0xA6, 0x0160}, {0xA8, 0x0161}, {0xB4, 0x017D}, {0xB8, 0x017E}, {0xBC, 0x0152}, {0xBD, 0x0153}, {0xBE, 0x0178},
    };
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (others[i].byte == byte)
            return others[i].cp;
    return byte;
}

static void add_character(struct buf *out, uint32_t cp)
{
    char bytes[4];
    buf_add(out, bytes, utf8_put(cp, bytes));
}

static bool convert_bytes(enum encoding encoding, const char *raw, size_t len, struct buf *out, size_t *bad)
{
    for (size_t i = 0; i < len; i++) {
        unsigned char byte = (unsigned char)raw[i];
        uint32_t cp = encoding == ENCODING_ISO_8859_15 ? iso_8859_15_character(byte) : windows_1252_character(byte);
        if (byte < 0x80)
            buf_char(out, raw[i]);
        else if (cp != NOT_A_CHARACTER)
            add_character(out, cp);
        else {
            *bad = i;
            return false;
        }
    }
    return !out->failed;
}

static uint32_t unit_at(const char *raw, bool little)
{
    unsigned char first = (unsigned char)raw[0], second = (unsigned char)raw[1];
    return little ? (uint32_t)(second << 8 | first) : (uint32_t)(first << 8 | second);
}

/* The character at RAW (LEN bytes follow) and how many bytes it takes; UTF8_BAD for half a character. */
static uint32_t utf16_character(const char *raw, size_t len, bool little, size_t *taken)
{
    if (len < 2)
        return UTF8_BAD;
    uint32_t high = unit_at(raw, little);
    *taken = 2;
    if (high < 0xD800 || high > 0xDFFF)
        return high;
    uint32_t low = high <= 0xDBFF && len >= 4 ? unit_at(raw + 2, little) : 0;
    if (low < 0xDC00 || low > 0xDFFF)
        return UTF8_BAD;
    *taken = 4;
    return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
}

static bool convert_utf16(bool little, const char *raw, size_t len, struct buf *out, size_t *bad)
{
    for (size_t i = 0, taken = 0; i < len; i += taken) {
        uint32_t cp = utf16_character(raw + i, len - i, little, &taken);
        if (cp == UTF8_BAD) {
            *bad = i;
            return false;
        }
        add_character(out, cp);
    }
    return !out->failed;
}

bool encoding_convert(enum encoding encoding, const char *raw, size_t len, struct buf *out, size_t *bad)
{
    *bad = 0;
    if (!buf_reserve(out, len))
        return false;
    if (encoding == ENCODING_UTF16LE || encoding == ENCODING_UTF16BE)
        return convert_utf16(encoding == ENCODING_UTF16LE, raw, len, out, bad);
    return convert_bytes(encoding, raw, len, out, bad);
}
