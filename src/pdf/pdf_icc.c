/* pdf_icc.c: an ICC profile of sRGB (ICC.1:2004-10), written here because its thirty numbers are the standard's own. */
#include "pdf/pdf_meta.h"

#include <stdint.h>
#include <string.h>

#include "base/buf.h"

/* Numbers are s15Fixed16: 1,0 is 0x10000. */
static const uint32_t d50[] = {0xF6D6, 0x10000, 0xD32D};
static const uint32_t red[] = {0x6FA2, 0x38F5, 0x0390};      /* primaries of sRGB, adapted to D50 */
static const uint32_t green[] = {0x6299, 0xB785, 0x18DA};
static const uint32_t blue[] = {0x24A0, 0x0F84, 0xB6CF};
static const uint32_t bradford[] = {                          /* D65 to D50 */
    0x10C42, 0x05DE, 0xFFFFF325, 0x0793, 0xFD90, 0xFFFFFBA1, 0xFFFFFDA2, 0x03DC, 0xC06E,
};
/* (a·x + b)^g from d on, c·x below (IEC 61966-2-1): g = 2,4, a = 1/1,055, b = 0,055/1,055, c = 1/12,92, d = 0,04045. */
static const uint32_t curve[] = {0x26666, 0xF2A7, 0x0D59, 0x13D0, 0x0A5B};

struct element {
    const char *signature, *type;
    const uint32_t *numbers;
    size_t count;
    const char *text;            /* of type mluc; NULL otherwise */
};

static const struct element elements[] = {
    {"desc", "mluc", NULL, 0, "sRGB IEC61966-2.1"},
    {"cprt", "mluc", NULL, 0, "Public domain"},
    {"wtpt", "XYZ ", d50, 3, NULL},
    {"chad", "sf32", bradford, 9, NULL},
    {"rXYZ", "XYZ ", red, 3, NULL},
    {"gXYZ", "XYZ ", green, 3, NULL},
    {"bXYZ", "XYZ ", blue, 3, NULL},
    {"rTRC", "para", curve, 5, NULL},
    {"gTRC", "para", curve, 5, NULL},
    {"bTRC", "para", curve, 5, NULL},
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

/* One English text, in UTF-16. */
static void put_mluc(struct buf *b, const char *text)
{
    put32(b, 1);
    put32(b, 12);
    buf_str(b, "enUS");
    put32(b, (uint32_t)(2 * strlen(text)));
    put32(b, 28);
    for (; *text != '\0'; text++)
        put16(b, (unsigned char)*text);
}

static void put_element(struct buf *b, const struct element *e)
{
    buf_str(b, e->type);
    put32(b, 0);
    if (e->text != NULL)
        put_mluc(b, e->text);
    if (strcmp(e->type, "para") == 0)
        put32(b, 3u << 16);   /* function type 3 */
    for (size_t i = 0; i < e->count; i++)
        put32(b, e->numbers[i]);
    put_zeros(b, (4 - b->len % 4) % 4);
}

static void put_header(struct buf *b, uint32_t size)
{
    put32(b, size);
    put32(b, 0);
    put32(b, 0x04200000);               /* version 4.2 */
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
    for (size_t i = 0; i < ELEMENTS; i++) {
        const struct element *e = &elements[i];
        uint32_t at = (uint32_t)body.len;
        put_element(&body, e);
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
