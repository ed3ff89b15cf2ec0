/* pdf_icc.c: an ICC profile of sRGB, written here because its numbers are the standard's own.
 *
 * Of version 2 (ICC.1:1998-09), which every part of PDF/A and every validator accepts.
 */
#include "pdf/pdf_meta.h"

#include <stdint.h>
#include <string.h>

#include "base/buf.h"

/* Numbers are s15Fixed16: 1,0 is 0x10000. */
static const uint32_t d50[] = {0xF6D6, 0x10000, 0xD32D};
static const uint32_t red[] = {0x6FA2, 0x38F5, 0x0390};      /* primaries of sRGB, adapted to D50 */
static const uint32_t green[] = {0x6299, 0xB785, 0x18DA};
static const uint32_t blue[] = {0x24A0, 0x0F84, 0xB6CF};
/* What 64 evenly spaced values of a colour, from 0 to 1, are in linear light, in parts of 65,535 (IEC 61966-2-1):
 * ((v + 0,055) / 1,055)^2,4, and v / 12,92 below 0,04045. */
static const uint16_t curve[] = {
    0, 81, 161, 244, 345, 466, 609, 776, 965, 1180, 1420, 1687, 1980, 2301, 2651, 3030,
    3439, 3879, 4349, 4851, 5386, 5953, 6554, 7189, 7858, 8562, 9302, 10078, 10890, 11739, 12626, 13551,
    14513, 15515, 16556, 17636, 18757, 19918, 21120, 22363, 23648, 24974, 26344, 27756, 29211, 30710, 32253, 33840,
    35471, 37148, 38870, 40638, 42452, 44312, 46219, 48173, 50174, 52223, 54320, 56465, 58659, 60901, 63193, 65535,
};

struct element {
    const char *signature;
    const uint32_t *colour;      /* of type XYZ: three numbers; NULL otherwise */
    const char *text;            /* of type desc or text; NULL otherwise */
};

/* The curve comes first of those that share it. */
static const struct element elements[] = {
    {"desc", NULL, "sRGB IEC61966-2.1"},
    {"cprt", NULL, "Public domain"},
    {"wtpt", d50, NULL},
    {"rXYZ", red, NULL},
    {"gXYZ", green, NULL},
    {"bXYZ", blue, NULL},
    {"rTRC", NULL, NULL},
    {"gTRC", NULL, NULL},
    {"bTRC", NULL, NULL},
};

#define ELEMENTS (sizeof elements / sizeof *elements)

static void put16(struct buf *b, uint32_t v)
{
    buf_char(b, (char)(v >> 8 & 0xFF));
    buf_char(b, (char)(v & 0xFF));
}

static void put32(struct buf *b, uint32_t v)
{
    put16(b, v >> 16);
    put16(b, v & 0xFFFF);
}

static void put_zeros(struct buf *b, size_t n)
{
    while (n-- > 0)
        buf_char(b, '\0');
}

/* A description has places for other scripts, too, which stay empty. */
static void put_text(struct buf *b, const struct element *e)
{
    bool description = strcmp(e->signature, "desc") == 0;
    buf_str(b, description ? "desc" : "text");
    put32(b, 0);
    if (description)
        put32(b, (uint32_t)strlen(e->text) + 1);
    buf_str(b, e->text);
    put_zeros(b, description ? 1 + 4 + 4 + 2 + 1 + 67 : 1);
}

static void put_colour(struct buf *b, const uint32_t *numbers)
{
    buf_str(b, "XYZ ");
    put32(b, 0);
    for (size_t i = 0; i < 3; i++)
        put32(b, numbers[i]);
}

static void put_curve(struct buf *b)
{
    buf_str(b, "curv");
    put32(b, 0);
    put32(b, sizeof curve / sizeof *curve);
    for (size_t i = 0; i < sizeof curve / sizeof *curve; i++)
        put16(b, curve[i]);
}

static void put_element(struct buf *b, const struct element *e)
{
    if (e->text != NULL)
        put_text(b, e);
    else if (e->colour != NULL)
        put_colour(b, e->colour);
    else
        put_curve(b);
    put_zeros(b, (4 - b->len % 4) % 4);
}

static bool is_curve(const struct element *e)
{
    return e->text == NULL && e->colour == NULL;
}

static void put_header(struct buf *b, uint32_t size)
{
    put32(b, size);
    put32(b, 0);
    put32(b, 0x02100000);               /* version 2.1 */
    buf_str(b, "mntrRGB XYZ ");         /* a monitor; its colours; the connection space */
    put16(b, 2000); put16(b, 1); put16(b, 1);
    put_zeros(b, 6);
    buf_str(b, "acsp");
    put_zeros(b, 28);                   /* platform, flags, maker, model, attributes, intent: none */
    for (size_t i = 0; i < 3; i++)
        put32(b, d50[i]);
    put_zeros(b, 48);                   /* creator, profile ID, reserved */
}

void pdf_icc_srgb(struct buf *b)
{
    struct buf table = BUF_INIT, body = BUF_INIT;
    const uint32_t begin = 128 + 4 + 12 * ELEMENTS;
    put32(&table, ELEMENTS);
    uint32_t at = 0;
    for (size_t i = 0; i < ELEMENTS; i++) {
        const struct element *e = &elements[i];
        if (i == 0 || !is_curve(e) || !is_curve(e - 1)) {
            at = (uint32_t)body.len;
            put_element(&body, e);
        }
        buf_str(&table, e->signature);
        put32(&table, begin + at);
        put32(&table, (uint32_t)body.len - at);
    }
    put_header(b, begin + (uint32_t)body.len);
    buf_add(b, table.data, table.len);
    buf_add(b, body.data, body.len);
    b->failed |= table.failed || body.failed;
    buf_free(&table);
    buf_free(&body);
}
