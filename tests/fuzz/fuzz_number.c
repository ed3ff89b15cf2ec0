/* fuzz_number.c: any text as a number or a date: what can be read is printed and read again to the same value (libFuzzer). */
#include <string.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/number.h"
#include "fuzz.h"

/* Q printed with DECIMALS places, as XML and in Italian, reads back as Q. */
static void expect_round_trip(const mpq_t q, int decimals)
{
    mpq_t again;
    struct buf text = BUF_INIT;
    int places = 0;
    mpq_init(again);
    number_decimal(&text, q, decimals);
    FUZZ_PROMISE(number_parse(again, text.data, text.len, &places) && mpq_equal(q, again) && places == decimals);
    buf_clear(&text);
    number_italian(&text, q, decimals);
    FUZZ_PROMISE(number_parse_italian(again, text.data, text.len, &places) && mpq_equal(q, again) && places == decimals);
    buf_clear(&text);
    number_fraction(&text, q);
    FUZZ_PROMISE(number_parse_fraction(again, buf_text(&text)) && mpq_equal(q, again));
    buf_free(&text);
    mpq_clear(again);
}

/* Rounding keeps within half a unit, and twice is once. */
static void expect_rounding(const mpq_t q)
{
    for (int decimals = 0; decimals < 4; decimals++) {
        mpq_t once, twice;
        mpq_init(once);
        mpq_init(twice);
        mpq_set(once, q);
        number_round(once, decimals);
        mpq_set(twice, once);
        number_round(twice, decimals);
        FUZZ_PROMISE(mpq_equal(once, twice));
        FUZZ_PROMISE(number_places(once, decimals) <= decimals);
        mpq_clear(once);
        mpq_clear(twice);
    }
}

static void try_number(const char *s, size_t len)
{
    mpq_t q;
    int decimals = 0;
    mpq_init(q);
    if (number_parse(q, s, len, &decimals) && decimals <= 1000) {
        expect_round_trip(q, decimals);
        expect_rounding(q);
    }
    if (number_parse_italian(q, s, len, &decimals))
        expect_rounding(q);
    mpq_clear(q);
}

static void try_date(const char *s, size_t len)
{
    struct date d, again;
    struct buf text = BUF_INIT;
    if (date_parse(&d, s, len) || date_parse_italian(&d, s, len)) {
        date_iso(&text, d);
        FUZZ_PROMISE(date_parse(&again, text.data, text.len) && date_compare(d, again) == 0);
        buf_clear(&text);
        date_italian(&text, d);
        FUZZ_PROMISE(date_parse_italian(&again, text.data, text.len) && date_compare(d, again) == 0);
    }
    buf_free(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char text[6000];
    if (size >= sizeof text)
        return 0;
    memcpy(text, data, size);
    text[size] = '\0';
    mpq_t q;
    mpq_init(q);
    number_parse_fraction(q, text);
    mpq_clear(q);
    try_number(text, size);
    try_date(text, size);
    return 0;
}
