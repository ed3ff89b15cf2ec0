/* test_number.c: exact numbers in and out; ties go away from zero (compute.md 1.2). */
#include "base/number.h"

#include <stdlib.h>

#include "base/buf.h"
#include "expect.h"
#include "suites.h"

typedef bool parse_function(mpq_t q, const char *s, size_t len, int *decimals);

struct parse_row {
    const char *text, *fraction;   /* NULL: not a number */
    int decimals;
};

static void check_parse(parse_function *parse, const struct parse_row *row)
{
    mpq_t q;
    int decimals = -1;
    struct buf out = BUF_INIT;
    mpq_init(q);
    mpq_set_si(q, 7, 3);
    bool good = parse(q, row->text, strlen(row->text), &decimals);
    number_fraction(&out, q);
    EXPECT(good == (row->fraction != NULL), row->text);
    EXPECT_TEXT(buf_text(&out), good ? row->fraction : "7/3", row->text);
    if (good)
        EXPECT_LONG(decimals, row->decimals, row->text);
    mpq_clear(q);
    buf_free(&out);
}

static void test_xml_decimals(void)
{
    static const struct parse_row rows[] = {
        {"0", "0/1", 0},           {"-12.50", "-25/2", 2},  {"+3", "3/1", 0},        {" 1.5\n", "3/2", 1},   {".5", "1/2", 1},
        {"5.", "5/1", 0},          {"007", "7/1", 0},       {"0.10", "1/10", 2},     {"-0.0", "0/1", 1},     {"874963.09", "87496309/100", 2},
        {"17533900000", "17533900000/1", 0},
        {"", NULL, 0},             {".", NULL, 0},          {"-", NULL, 0},          {"1,5", NULL, 0},       {"1.2.3", NULL, 0},
        {"1e3", NULL, 0},          {"1 2", NULL, 0},        {"0x10", NULL, 0},       {"--1", NULL, 0},       {"NaN", NULL, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        check_parse(number_parse, &rows[i]);
}

static void test_italian_numbers(void)
{
    static const struct parse_row rows[] = {
        {"1.234,56", "30864/25", 2},    {"1.136", "1136/1", 0},       {"17.533.900.000", "17533900000/1", 0}, {"12,5", "25/2", 1},
        {"1234,5", "2469/2", 1},        {"\xE2\x88\x92""3", "-3/1", 0}, {"-23,24", "-581/25", 2},             {"0,21187", "21187/100000", 5},
        {"1,24179e+006", "1241790/1", 0}, {"1,4e+006", "1400000/1", 0}, {"1,5E-2", "3/200", 3},               {"2e1", "20/1", 0},
        {"0", "0/1", 0},
        {"1.5", NULL, 0},               {"1.2345", NULL, 0},          {"1234.567", NULL, 0},                  {"0.123", NULL, 0},
        {"1,", NULL, 0},                {",5", NULL, 0},              {"", NULL, 0},                          {"1,5e", NULL, 0},
        {"1e9999999", NULL, 0},         {"1e99999999999999999999", NULL, 0}, {"1.234.56", NULL, 0},           {"n.d.", NULL, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        check_parse(number_parse_italian, &rows[i]);
}

static void test_too_many_digits(void)
{
    char *digits = malloc(4002);
    mpq_t q;
    CU_ASSERT_PTR_NOT_NULL_FATAL(digits);
    mpq_init(q);
    memset(digits, '9', 4001);
    digits[4001] = '\0';
    CU_ASSERT_TRUE(number_parse(q, digits, 4000, NULL));
    CU_ASSERT_FALSE(number_parse(q, digits, 4001, NULL));
    CU_ASSERT_FALSE(number_parse_italian(q, digits, 4001, NULL));
    digits[1] = '.';
    CU_ASSERT_TRUE(number_parse(q, digits, 4001, NULL));
    mpq_clear(q);
    free(digits);
}

static void test_fractions(void)
{
    static const char *const rows[][2] = {
        {"1/3", "1/3"}, {"2/6", "1/3"}, {"-4/2", "-2/1"}, {"5", "5/1"}, {" 1/2 ", "1/2"}, {"0/5", "0/1"},
        {"1/0", NULL},  {"1/00", NULL}, {"", NULL},       {"/2", NULL}, {"1/", NULL},     {"1/-2", NULL}, {"1/2/3", NULL}, {"1.5", NULL}, {"+1", NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        mpq_t q;
        struct buf out = BUF_INIT;
        mpq_init(q);
        bool good = number_parse_fraction(q, rows[i][0]);
        number_fraction(&out, q);
        EXPECT(good == (rows[i][1] != NULL), rows[i][0]);
        EXPECT_TEXT(buf_text(&out), good ? rows[i][1] : "0/1", rows[i][0]);
        mpq_clear(q);
        buf_free(&out);
    }
}

static void test_printing(void)
{
    static const struct { const char *fraction; int decimals; const char *xml, *italian; } rows[] = {
        {"114018/1200", 2, "95.02", "95,02"},     /* compute.md 1.1: a mean of 12 percentages, 95.015 exactly */
        {"95/160", 4, "0.5938", "0,5938"},        /* a tie */
        {"-95/160", 4, "-0.5938", "−0,5938"},     /* away from zero */
        {"87496309/100", 2, "874963.09", "874.963,09"},
        {"1400000", 2, "1400000.00", "1.400.000,00"},
        {"1136", 0, "1136", "1.136"},             {"999", 0, "999", "999"},
        {"-1000", 0, "-1000", "−1.000"},          {"1/3", 3, "0.333", "0,333"},
        {"2/3", 0, "1", "1"},                     {"1/1000", 2, "0.00", "0,00"},
        {"-1/1000", 2, "0.00", "0,00"},           {"9999/10000", 2, "1.00", "1,00"},
        {"0", 0, "0", "0"},                       {"1/100", 2, "0.01", "0,01"},
        {"12345678901234567890", 1, "12345678901234567890.0", "12.345.678.901.234.567.890,0"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        mpq_t q;
        struct buf xml = BUF_INIT, italian = BUF_INIT;
        mpq_init(q);
        CU_ASSERT_TRUE(number_parse_fraction(q, rows[i].fraction));
        number_decimal(&xml, q, rows[i].decimals);
        number_italian(&italian, q, rows[i].decimals);
        EXPECT_TEXT(buf_text(&xml), rows[i].xml, rows[i].fraction);
        EXPECT_TEXT(buf_text(&italian), rows[i].italian, rows[i].fraction);
        mpq_clear(q);
        buf_free(&xml);
        buf_free(&italian);
    }
}

static void test_rounding(void)
{
    static const struct { const char *text; int decimals; const char *fraction; } rows[] = {
        {"59.375", 2, "2969/50"}, {"95.015", 2, "4751/50"}, {"67.5", 0, "68/1"}, {"-67.5", 0, "-68/1"}, {"0.4999", 0, "0/1"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        mpq_t q;
        struct buf out = BUF_INIT;
        mpq_init(q);
        CU_ASSERT_TRUE(number_parse(q, rows[i].text, strlen(rows[i].text), NULL));
        number_round(q, rows[i].decimals);
        number_fraction(&out, q);
        EXPECT_TEXT(buf_text(&out), rows[i].fraction, rows[i].text);
        mpq_clear(q);
        buf_free(&out);
    }
}

/* The measures of Ferrara print six significant digits (compute.md 1.4, 2.4). */
static void test_significant_digits(void)
{
    static const struct { const char *fraction; int digits, decimals; const char *xml; } rows[] = {
        {"170064/32046", 6, 5, "5.30687"}, {"1241792/1", 6, 0, "1241790"},  {"201719", 6, 0, "201719"},   {"7/2", 6, 1, "3.5"},
        {"21187/100000", 6, 5, "0.21187"}, {"999999/100", 3, 0, "10000"},   {"9996/10000", 3, 0, "1"},    {"-1/3", 2, 2, "-0.33"},
        {"1/300", 3, 5, "0.00333"},        {"0", 6, 0, "0"},                {"1000", 1, 0, "1000"},       {"15", 1, 0, "20"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        mpq_t q;
        int decimals = -1;
        struct buf out = BUF_INIT;
        mpq_init(q);
        CU_ASSERT_TRUE(number_parse_fraction(q, rows[i].fraction));
        number_round_significant(q, rows[i].digits, &decimals);
        EXPECT_LONG(decimals, rows[i].decimals, rows[i].fraction);
        number_decimal(&out, q, decimals);
        EXPECT_TEXT(buf_text(&out), rows[i].xml, rows[i].fraction);
        mpq_clear(q);
        buf_free(&out);
    }
}

static void test_places(void)
{
    static const struct { const char *fraction; int max, places; } rows[] = {
        {"1", 10, 0}, {"1/2", 10, 1}, {"1/8", 10, 3}, {"1/125", 10, 3}, {"3/40", 10, 3}, {"1/3", 10, 11}, {"1/6", 4, 5}, {"1/8", 2, 3}, {"1/8", 3, 3}, {"0", 0, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        mpq_t q;
        mpq_init(q);
        CU_ASSERT_TRUE(number_parse_fraction(q, rows[i].fraction));
        EXPECT_LONG(number_places(q, rows[i].max), rows[i].places, rows[i].fraction);
        mpq_clear(q);
    }
}

void suite_number(void)
{
    CU_pSuite s = CU_add_suite("number", NULL, NULL);
    CU_add_test(s, "XML decimals", test_xml_decimals);
    CU_add_test(s, "Italian numbers", test_italian_numbers);
    CU_add_test(s, "too many digits", test_too_many_digits);
    CU_add_test(s, "fractions", test_fractions);
    CU_add_test(s, "printing", test_printing);
    CU_add_test(s, "rounding", test_rounding);
    CU_add_test(s, "significant digits", test_significant_digits);
    CU_add_test(s, "places", test_places);
}
