/* pdf_syntax.c: numbers, names, strings and colours as a PDF file writes them. */
#include "pdf/pdf_syntax.h"

#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"

/* PDF/A-2 and -3, 6.1.13: no string is longer than 32,767 bytes. */
#define STRING_MAX 32767

/* Numbers are written where they will stand: a large document has some ten million of them, and those that were put together
 * elsewhere and copied, with as many bytes as the longest has, made the processor wait for what it had just written. */
enum { LONGEST = 16 };

/* Where a number goes, and behind it what belongs to it: LONGEST bytes at most. NULL when memory is short. */
static char *begin_number(struct buf *b)
{
    bool room = !b->failed && b->cap - b->len > LONGEST;
    return room || buf_reserve(b, LONGEST) ? b->data + b->len : NULL;
}

static void end_number(struct buf *b, char *end)
{
    *end = '\0';
    b->len = (size_t)(end - b->data);
}

static int count_digits(uint32_t v)
{
    if (v < 100)
        return v < 10 ? 1 : 2;
    if (v < 10000)
        return v < 1000 ? 3 : 4;
    return 4 + count_digits(v / 10000);
}

static const char pairs[] =
    "0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849"
    "5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899";

/* The digits of V, two at a time; where they end. */
static char *write_digits(char *at, uint32_t v)
{
    char *end = at + count_digits(v), *p = end;
    for (; v >= 100; v /= 100)
        memcpy(p -= 2, pairs + v % 100 * 2, 2);
    if (v >= 10)
        memcpy(at, pairs + v * 2, 2);
    else
        *at = (char)('0' + v);
    return end;
}

void pdf_put_digits(struct buf *b, uint32_t v, int least)
{
    char *at = begin_number(b);
    if (at == NULL)
        return;
    for (int digits = count_digits(v); digits < least; digits++)
        *at++ = '0';
    end_number(b, write_digits(at, v));
}

void pdf_put_uint(struct buf *b, uint32_t v)
{
    char *at = begin_number(b);
    if (at != NULL)
        end_number(b, write_digits(at, v));
}

/* A point and the digits of V thousandths, 1 … 999, that count; where they end. */
static char *write_fraction(char *at, uint32_t v)
{
    at[0] = '.';
    at[1] = (char)('0' + v / 100);
    memcpy(at + 2, pairs + v % 100 * 2, 2);
    return at + (v % 100 == 0 ? 2 : v % 10 == 0 ? 3 : 4);
}

/* V thousandths, MINUS or not. */
static void put_thousandths(struct buf *b, uint32_t v, bool minus)
{
    char *at = begin_number(b);
    uint32_t whole = v / 1000, rest = v % 1000;
    if (at == NULL)
        return;
    if (minus)
        *at++ = '-';
    if (whole > 0 || rest == 0)
        at = write_digits(at, whole);
    end_number(b, rest > 0 ? write_fraction(at, rest) : at);
}

void pdf_put_mpt(struct buf *b, mpt v)
{
    put_thousandths(b, v < 0 ? -(uint32_t)v : (uint32_t)v, v < 0);
}

void pdf_put_ref(struct buf *b, uint32_t id)
{
    char *at = begin_number(b);
    if (at == NULL)
        return;
    at = write_digits(at, id);
    memcpy(at, " 0 R", 4);
    end_number(b, at + 4);
}

static void put_hex(struct buf *b, unsigned char c)
{
    static const char digit[] = "0123456789ABCDEF";
    buf_char(b, digit[c >> 4]);
    buf_char(b, digit[c & 15]);
}

void pdf_put_name(struct buf *b, const char *name)
{
    buf_char(b, '/');
    for (const unsigned char *s = (const unsigned char *)name; *s != '\0'; s++) {
        if (*s > ' ' && *s < 0x7F && strchr("()<>[]{}/%#", *s) == NULL) {
            buf_char(b, (char)*s);
        } else {
            buf_char(b, '#');
            put_hex(b, *s);
        }
    }
}

/* ---- strings ---- */

void pdf_put_escaped(struct buf *b, unsigned char c)
{
    buf_char(b, '\\');
    buf_char(b, c == '\r' ? 'r' : (char)c);
}

/* The characters of PDFDocEncoding outside Latin-1 (ISO 32000-1, annex D.3), from code 0x80. */
static const uint16_t pdfdoc_high[] = {
    0x2022, 0x2020, 0x2021, 0x2026, 0x2014, 0x2013, 0x0192, 0x2044, 0x2039, 0x203A, 0x2212,
    0x2030, 0x201E, 0x201C, 0x201D, 0x2018, 0x2019, 0x201A, 0x2122,
};

/* Next character of a text string: control characters and malformed bytes made harmless. */
static uint32_t next_plain(const char **s, const char *end)
{
    uint32_t cp = utf8_next(s, end);
    if (cp == UTF8_BAD)
        return 0xFFFD;
    return cp < 0x20 || cp == 0x7F ? ' ' : cp;
}

/* Code of CP in PDFDocEncoding; 0 when it has none. */
static unsigned char pdfdoc_code(uint32_t cp)
{
    if ((cp >= 0x20 && cp < 0x7F) || (cp > 0xA0 && cp <= 0xFF && cp != 0xAD))
        return (unsigned char)cp;
    if (cp == 0x20AC)
        return 0xA0;
    for (size_t i = 0; i < sizeof pdfdoc_high / sizeof *pdfdoc_high; i++)
        if (pdfdoc_high[i] == cp)
            return (unsigned char)(0x80 + i);
    return 0;
}

/* Whether PDFDocEncoding can say S. A first letter above U+00EE could be taken for a byte order mark. */
static bool is_pdfdoc(const char *s, const char *end)
{
    bool first = true;
    while (s < end) {
        unsigned char code = pdfdoc_code(next_plain(&s, end));
        if (code == 0 || (first && code > 0xEE))
            return false;
        first = false;
    }
    return true;
}

typedef void (*byte_writer)(struct buf *b, unsigned char c);

static void put_byte(struct buf *b, unsigned char c)
{
    buf_char(b, (char)c);
}

static void put_unit(struct buf *b, uint32_t unit, byte_writer put)
{
    put(b, (unsigned char)(unit >> 8));
    put(b, (unsigned char)unit);
}

static void put_utf16(struct buf *b, const char *s, const char *end, byte_writer put)
{
    put_unit(b, 0xFEFF, put);
    for (size_t bytes = 2; s < end && bytes + 4 <= STRING_MAX; bytes += 2) {
        uint32_t cp = next_plain(&s, end);
        if (cp > 0xFFFF) {
            put_unit(b, 0xD800 + ((cp - 0x10000) >> 10), put);
            cp = 0xDC00 + (cp & 0x3FF);
            bytes += 2;
        }
        put_unit(b, cp, put);
    }
}

static void put_pdfdoc(struct buf *b, const char *s, const char *end, byte_writer put)
{
    for (size_t bytes = 0; s < end && bytes < STRING_MAX; bytes++)
        put(b, pdfdoc_code(next_plain(&s, end)));
}

void pdf_put_text(struct buf *b, const char *s)
{
    const char *end = s + strlen(s);
    bool single = is_pdfdoc(s, end);
    buf_char(b, single ? '(' : '<');
    if (single)
        put_pdfdoc(b, s, end, pdf_put_literal);
    else
        put_utf16(b, s, end, put_hex);
    buf_char(b, single ? ')' : '>');
}

void pdf_text_bytes(struct buf *b, const char *s)
{
    const char *end = s + strlen(s);
    if (is_pdfdoc(s, end))
        put_pdfdoc(b, s, end, put_byte);
    else
        put_utf16(b, s, end, put_byte);
}

void pdf_put_uri(struct buf *b, const char *uri)
{
    buf_char(b, '(');
    size_t bytes = 0;
    for (const unsigned char *s = (const unsigned char *)uri; *s != '\0' && bytes + 3 <= STRING_MAX; s++) {
        if (*s > ' ' && *s < 0x7F) {
            pdf_put_literal(b, *s);
            bytes++;
        } else {
            buf_char(b, '%');
            put_hex(b, *s);
            bytes += 3;
        }
    }
    buf_char(b, ')');
}

/* ---- colours ---- */

static void put_component(struct buf *b, uint32_t c)
{
    put_thousandths(b, ((c & 0xFF) * 2000 + 255) / 510, false);
    buf_char(b, ' ');
}

static void put_colour(struct buf *b, uint32_t rgb, const char *grey, const char *colour)
{
    uint32_t red = rgb >> 16 & 0xFF, green = rgb >> 8 & 0xFF, blue = rgb & 0xFF;
    put_component(b, red);
    if (red == green && green == blue) {
        buf_str(b, grey);
        return;
    }
    put_component(b, green);
    put_component(b, blue);
    buf_str(b, colour);
}

void pdf_put_fill(struct buf *b, uint32_t rgb)
{
    put_colour(b, rgb, "g\n", "rg\n");
}

void pdf_put_stroke(struct buf *b, uint32_t rgb)
{
    put_colour(b, rgb, "G\n", "RG\n");
}

/* ---- XML ---- */

void pdf_put_xml(struct buf *b, const char *s)
{
    for (const char *end = s + strlen(s); s < end;) {
        char bytes[4];
        uint32_t cp = next_plain(&s, end);
        if (cp == '&')
            buf_str(b, "&amp;");
        else if (cp == '<')
            buf_str(b, "&lt;");
        else if (cp == '>')
            buf_str(b, "&gt;");
        else
            buf_add(b, bytes, utf8_put(cp, bytes));
    }
}
