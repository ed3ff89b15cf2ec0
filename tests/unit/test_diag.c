/* test_diag.c: messages are copied, filled, ordered and written; the table is sound. */
#include "base/diag.h"

#include "base/buf.h"
#include "expect.h"
#include "suites.h"

static const struct diag_place in_plan = {"piano.xml", 45, 9, "obiettivo 02.O2.O3"};

static void test_reports_are_copied(void)
{
    char file[] = "piano.xml", place[] = "obiettivo 1";
    struct diag *d = diag_new(DIAG_IT);
    struct diag_place at = {file, 3, 4, place};
    diag_say0(d, DIAG_NO_MEMORY, &at);
    diag_report_level(d, DIAG_NO_MEMORY, DIAG_AVVISO, NULL, NULL);
    memset(file, 'x', sizeof file - 1);
    memset(place, 'x', sizeof place - 1);
    CU_ASSERT_EQUAL(diag_count(d), 2);
    CU_ASSERT_EQUAL(diag_count_level(d, DIAG_ERRORE), 1);
    CU_ASSERT_EQUAL(diag_count_level(d, DIAG_AVVISO), 1);
    CU_ASSERT_EQUAL(diag_count_level(d, DIAG_NOTA), 0);
    CU_ASSERT_PTR_NULL(diag_get(d, 2));
    const struct diag_message *m = diag_get(d, 0);
    EXPECT_TEXT(m->at.file, "piano.xml", "file");
    EXPECT_TEXT(m->at.place, "obiettivo 1", "place");
    EXPECT_TEXT(m->text, "memoria esaurita", "text");
    EXPECT_TEXT(diag_get(d, 1)->at.file, NULL, "no place");
    diag_free(d);
    diag_free(NULL);
}

static void test_arguments_fill_the_text(void)
{
    struct diag *d = diag_new(DIAG_EN);
    diag_say(d, DIAG_CANNOT_OPEN, &in_plan, "{2}", "no such file");
    const struct diag_message *m = diag_get(d, 0);
    EXPECT(strstr(m->text, "{2}") != NULL, "an argument is not filled again");
    EXPECT(strstr(m->text, "no such file") != NULL, "the second argument");
    EXPECT(strstr(m->text, "{1}") == NULL, "the first place is filled");
    diag_free(d);
}

static void test_order(void)
{
    static const struct diag_place places[] = {
        {"b.xml", 9, 1, "0"}, {"a.xml", 2, 1, "1"}, {"b.xml", 0, 0, "2"}, {"b.xml", 9, 1, "3"},
        {"b.xml", 2, 7, "4"}, {"a.xml", 1, 9, "5"}, {"b.xml", 2, 3, "6"},
    };
    static const char *const expected[] = {"6", "4", "0", "3", "2", "5", "1"};
    struct diag *d = diag_new(DIAG_IT);
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++)
        diag_say0(d, DIAG_NO_MEMORY, &places[i]);
    diag_sort(d);
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++)
        EXPECT_TEXT(diag_get(d, i)->at.place, expected[i], expected[i]);
    diag_free(d);
}

static void test_text_form(void)
{
    struct diag_message m = {DIAG_NO_MEMORY, DIAG_AVVISO, "totale-diverso", {"piano.xml", 45, 9, "obiettivo 1"}, "il totale\033[2J\ndiverge", "correggere", NULL, {0}};
    struct buf out = BUF_INIT;
    diag_format_text(&out, &m, DIAG_IT, false);
    EXPECT_TEXT(buf_text(&out),
                "piano.xml:45:9: avviso: il totale\xEF\xBF\xBD[2J diverge [PIRA-9001 totale-diverso]\n"
                "  luogo: obiettivo 1\n  rimedio: correggere\n", "whole, with an escape in a value");
    buf_clear(&out);
    m = (struct diag_message){DIAG_NO_MEMORY, DIAG_ERRORE, "", {NULL, 0, 0, NULL}, "out of memory", "", NULL, {0}};
    diag_format_text(&out, &m, DIAG_EN, false);
    EXPECT_TEXT(buf_text(&out), "pira: error: out of memory [PIRA-9001]\n", "bare");
    buf_clear(&out);
    m.help = "retry";
    diag_format_text(&out, &m, DIAG_EN, true);
    EXPECT_TEXT(buf_text(&out), "\033[1mpira:\033[0m \033[1;31merror\033[0m: out of memory [PIRA-9001]\n  hint: retry\n", "colour");
    buf_free(&out);
}

/* The source line stands between the message and its place, the mark below it. */
static void test_quotes(void)
{
    struct diag *d = diag_new(DIAG_IT);
    struct buf out = BUF_INIT;
    diag_say0(d, DIAG_NO_MEMORY, &in_plan);
    diag_quote(d, 0, "  <titolo>Uno</titolo>", 22, 2);
    diag_quote(d, 1, "", 0, 0);   /* there is no such message */
    diag_format_text(&out, diag_get(d, 0), DIAG_IT, false);
    EXPECT(strstr(buf_text(&out), "[PIRA-9001]\n    45 | <titolo>Uno</titolo>\n       | ^~~~~~~\n  luogo: ") != NULL, buf_text(&out));
    buf_free(&out);
    diag_free(d);
}

static void test_json_form(void)
{
    struct diag_message m = {DIAG_NO_MEMORY, DIAG_AVVISO, "totale-diverso", {"pi\"ano.xml", 45, 9, NULL}, "a\\b\n\xFF à", "\x01", NULL, {0}};
    struct buf out = BUF_INIT;
    diag_format_json(&out, &m);
    EXPECT_TEXT(buf_text(&out),
                "{\"schema\":1,\"code\":\"PIRA-9001\",\"rule\":\"totale-diverso\",\"level\":\"avviso\",\"file\":\"pi\\\"ano.xml\","
                "\"line\":45,\"column\":9,\"place\":\"\",\"message\":\"a\\\\b\\u000a\xEF\xBF\xBD à\",\"help\":\"\\u0001\"}\n", "json");
    buf_free(&out);
}

static bool same_places(const char *a, const char *b)
{
    for (char n = '1'; n <= '9'; n++) {
        char mark[] = {'{', n, '}', '\0'};
        if ((strstr(a, mark) == NULL) != (strstr(b, mark) == NULL))
            return false;
    }
    return true;
}

/* Every row has both languages, with the same {n}, and no line break. */
static void test_the_table_is_sound(void)
{
    for (int number = 1000; number < 10000; number++) {
        const struct diag_entry *e = diag_lookup(number);
        if (e == NULL)
            continue;
        char row[24];
        snprintf(row, sizeof row, "PIRA-%d", number);
        EXPECT_LONG(e->number, number, row);
        EXPECT(e->text[DIAG_IT][0] != '\0' && e->text[DIAG_EN][0] != '\0', row);
        EXPECT(same_places(e->text[DIAG_IT], e->text[DIAG_EN]), row);
        EXPECT(same_places(e->help[DIAG_IT], e->help[DIAG_EN]), row);
        EXPECT((e->help[DIAG_IT][0] == '\0') == (e->help[DIAG_EN][0] == '\0'), row);
        EXPECT(strchr(e->text[DIAG_IT], '\n') == NULL && strchr(e->text[DIAG_EN], '\n') == NULL, row);
        EXPECT(e->rule[0] == '\0' || diag_lookup_rule(e->rule)->number <= number, row);   /* the first of its rows */
    }
    CU_ASSERT_PTR_NULL(diag_lookup(0));
    CU_ASSERT_PTR_NULL(diag_lookup(1));
    CU_ASSERT_PTR_NULL(diag_lookup_rule(""));
    CU_ASSERT_PTR_NULL(diag_lookup_rule("regola-inesistente"));
    EXPECT_TEXT(diag_lookup(9001)->text[DIAG_EN], "out of memory", "9001");
}

void suite_diag(void)
{
    CU_pSuite s = CU_add_suite("diag", NULL, NULL);
    CU_add_test(s, "reports are copied", test_reports_are_copied);
    CU_add_test(s, "arguments fill the text", test_arguments_fill_the_text);
    CU_add_test(s, "order", test_order);
    CU_add_test(s, "text form", test_text_form);
    CU_add_test(s, "source lines", test_quotes);
    CU_add_test(s, "JSON form", test_json_form);
    CU_add_test(s, "the table is sound", test_the_table_is_sound);
}
