/* test_date.c: which texts are days, and the arithmetic of days (the spans were checked against python3's datetime). */
#include "base/date.h"

#include "base/buf.h"
#include "expect.h"
#include "suites.h"

typedef bool parse_function(struct date *d, const char *s, size_t len);

static void check_parse(parse_function *parse, const char *text, const char *iso)
{
    struct date d = {1, 2, 3};
    struct buf out = BUF_INIT;
    bool good = parse(&d, text, strlen(text));
    EXPECT(good == (iso != NULL), text);
    date_iso(&out, d);
    EXPECT_TEXT(buf_text(&out), good ? iso : "0001-02-03", text);
    buf_free(&out);
}

static void test_xml_dates(void)
{
    static const char *const rows[][2] = {
        {"2017-09-30", "2017-09-30"}, {" \n2017-09-30\t", "2017-09-30"}, {"2016-02-29", "2016-02-29"},
        {"2000-02-29", "2000-02-29"}, {"0001-01-01", "0001-01-01"},      {"9999-12-31", "9999-12-31"},
        {"2017-02-29", NULL},         {"1900-02-29", NULL},              {"2017-09-31", NULL},
        {"2017-13-01", NULL},         {"2017-00-01", NULL},              {"2017-01-00", NULL},
        {"0000-01-01", NULL},         {"17-09-30", NULL},                {"2017-9-30", NULL},
        {"2017-09-30Z", NULL},        {"2017-09-30+01:00", NULL},        {"-2017-09-30", NULL},
        {"30/09/2017", NULL},         {"2017-09-", NULL},                {"", NULL},
        {"12017-09-30", NULL},        {"2017 -09-30", NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        check_parse(date_parse, rows[i][0], rows[i][1]);
}

static void test_italian_dates(void)
{
    static const char *const rows[][2] = {
        {"31-12-2017", "2017-12-31"}, {"31/12/2024", "2024-12-31"}, {"24.01.2024", "2024-01-24"}, {"30/6/2021", "2021-06-30"},
        {"31.3.2022", "2022-03-31"},  {" 1/1/2022 ", "2022-01-01"}, {"31/6/2021", NULL},          {"31/06-2021", NULL},
        {"2021-06-30", NULL},         {"1/1/22", NULL},             {"1 1 2022", NULL},           {"1/1/2022x", NULL},
        {"", NULL},                   {"1", NULL},                  {"/", NULL},                  {"001/1/2022", NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        check_parse(date_parse_italian, rows[i][0], rows[i][1]);
}

static void test_day_of_year(void)
{
    static const struct { struct date d; int year; long day; } rows[] = {
        {{2017, 1, 1}, 2017, 1},    {{2017, 12, 31}, 2017, 365}, {{2016, 12, 31}, 2016, 366}, {{2017, 9, 30}, 2017, 273},
        {{2016, 3, 1}, 2016, 61},   {{2018, 1, 1}, 2017, 366},   {{2018, 3, 31}, 2017, 455},  {{2016, 12, 31}, 2017, 0},
        {{2100, 3, 1}, 2000, 36585},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct buf row = BUF_INIT;
        date_iso(&row, rows[i].d);
        EXPECT_LONG(date_day_of_year(rows[i].d, rows[i].year), rows[i].day, buf_text(&row));
        buf_free(&row);
    }
}

static void test_order_and_print(void)
{
    struct date a = {2017, 9, 30}, b = {2017, 10, 1}, c = {2018, 1, 1};
    CU_ASSERT_TRUE(date_compare(a, b) < 0);
    CU_ASSERT_TRUE(date_compare(c, b) > 0);
    CU_ASSERT_TRUE(date_compare(b, (struct date){2017, 10, 2}) < 0);
    CU_ASSERT_EQUAL(date_compare(a, a), 0);
    struct buf out = BUF_INIT;
    date_italian(&out, b);
    EXPECT_TEXT(buf_text(&out), "01/10/2017", "Italian print");
    buf_free(&out);
}

static void test_guesses(void)
{
    static const struct { const char *text; enum date_guess guess; const char *day; } rows[] = {
        {"30/9/26", DATE_GUESSED, "2026-09-30"},       {"2026-9-5", DATE_GUESSED, "2026-09-05"},
        {"1° gennaio 2026", DATE_GUESSED, "2026-01-01"}, {" 20 Nov. 2026 ", DATE_GUESSED, "2026-11-20"},
        {"31.12.2025", DATE_GUESSED, "2025-12-31"},    {"2026/06/30", DATE_GUESSED, "2026-06-30"},
        {"2026-02-30", DATE_NO_SUCH_DAY, "2026-02-28"}, {"31/11/2026", DATE_NO_SUCH_DAY, "2026-11-30"},
        {"29 febbraio 2028", DATE_GUESSED, "2028-02-29"},
        {"06/30/2025", DATE_NO_GUESS, ""}, {"25-06-30", DATE_NO_GUESS, ""}, {"2025-06", DATE_NO_GUESS, ""},
        {"2025-06-30T12:00", DATE_NO_GUESS, ""}, {"5 di maggio", DATE_NO_GUESS, ""}, {"", DATE_NO_GUESS, ""},
        {"5 ma 2026", DATE_NO_GUESS, ""}, {"100/5/2026", DATE_NO_GUESS, ""}, {"5/5/202", DATE_NO_GUESS, ""}, {"0/5/2026", DATE_NO_GUESS, ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct date d;
        struct buf out = BUF_INIT;
        EXPECT_LONG(date_guess(&d, rows[i].text, strlen(rows[i].text)), rows[i].guess, rows[i].text);
        if (rows[i].guess != DATE_NO_GUESS)
            date_iso(&out, d);
        EXPECT_TEXT(buf_text(&out), rows[i].day, rows[i].text);
        buf_free(&out);
    }
}

void suite_date(void)
{
    CU_pSuite s = CU_add_suite("date", NULL, NULL);
    CU_add_test(s, "XML dates", test_xml_dates);
    CU_add_test(s, "Italian dates", test_italian_dates);
    CU_add_test(s, "guesses", test_guesses);
    CU_add_test(s, "day of the year", test_day_of_year);
    CU_add_test(s, "order and print", test_order_and_print);
}
