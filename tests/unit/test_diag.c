/* test_diag.c: messages are copied, filled, ordered and written; the table is sound. */
#include "base/diag.h"

#include "base/buf.h"
#include "base/diag_pack.h"
#include "expect.h"
#include "suites.h"

#include <stdlib.h>

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

static void expect_same(const struct diag_message *got, const struct diag_message *want, const char *file)
{
    EXPECT_LONG(got->code, want->code, want->text);
    EXPECT_LONG(got->level, want->level, want->text);
    EXPECT_TEXT(got->rule, want->rule, want->text);
    EXPECT_TEXT(got->text, want->text, want->text);
    EXPECT_TEXT(got->help, want->help, want->text);
    EXPECT_TEXT(got->at.file, want->at.file != NULL ? want->at.file : file, want->text);
    EXPECT_TEXT(got->at.place, want->at.place, want->text);
    EXPECT_TEXT(got->excerpt, want->excerpt, want->text);
    EXPECT_LONG(got->at.line, want->at.line, want->text);
    EXPECT_LONG(got->at.column, want->at.column, want->text);
    EXPECT_LONG(got->mark.indent, want->mark.indent, want->text);
    EXPECT_LONG(got->mark.width, want->mark.width, want->text);
}

/* Three messages: all fields, no place, another level than the table's and an argument that looks like a place of one. */
static struct diag *three_messages(struct buf *packed)
{
    struct diag *d = diag_new(DIAG_IT);
    diag_say(d, DIAG_CANNOT_OPEN, &in_plan, "a", "b");
    diag_quote(d, 0, "<tittolo>", 9, 0);
    diag_say0(d, DIAG_NO_MEMORY, NULL);
    diag_report_level(d, DIAG_CANNOT_OPEN, DIAG_NOTA, &in_plan, (const char *const[]){"{2}", "x", NULL});
    for (size_t i = 0; i < diag_count(d); i++)
        diag_pack(packed, diag_get(d, i));
    return d;
}

static void test_messages_as_bytes(void)
{
    struct buf packed = BUF_INIT;
    struct diag *d = three_messages(&packed), *again = diag_new(DIAG_EN);
    EXPECT(diag_unpack(again, packed.data, packed.len, "altro.xml"), "whole");
    EXPECT_LONG(diag_count(again), 3, "all");
    for (size_t i = 0; i < diag_count(again); i++)
        expect_same(diag_get(again, i), diag_get(d, i), "altro.xml");
    for (int level = DIAG_NOTA; level <= DIAG_ERRORE; level++)
        EXPECT_LONG(diag_count_level(again, (enum diag_level)level), diag_count_level(d, (enum diag_level)level), "level");
    EXPECT(!diag_out_of_memory(again), "memory");
    diag_free(again);
    diag_free(d);
    buf_free(&packed);
}

/* Cut anywhere, the messages before the cut arrive, and nothing is read beyond it. */
static void test_cut_bytes(void)
{
    struct buf packed = BUF_INIT;
    struct diag *d = three_messages(&packed);
    size_t arrived = 0;
    for (size_t len = 0; len < packed.len; len++) {
        struct diag *again = diag_new(DIAG_IT);
        char *cut = malloc(len > 0 ? len : 1);
        memcpy(cut, packed.data, len);
        bool whole = diag_unpack(again, cut, len, NULL);
        EXPECT(diag_count(again) >= arrived && diag_count(again) < 3, "cut");
        EXPECT(!whole || diag_count(again) > arrived || len == 0, "whole only between messages");
        arrived = diag_count(again);
        free(cut);
        diag_free(again);
    }
    EXPECT_LONG(arrived, 2, "two before the last");
    diag_free(d);
    buf_free(&packed);
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
    CU_add_test(s, "messages as bytes", test_messages_as_bytes);
    CU_add_test(s, "bytes cut off", test_cut_bytes);
}
