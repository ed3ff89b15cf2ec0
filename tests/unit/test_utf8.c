/* test_utf8.c: decoding by the Unicode standard's table 3-7; case and normal form of Italian text. */
#include "base/utf8.h"

#include "base/arena.h"
#include "expect.h"
#include "suites.h"

static void test_good_characters(void)
{
    static const struct { const char *bytes; uint32_t cp; } rows[] = {
        {"A", 'A'}, {"\x7F", 0x7F}, {"\xC2\x80", 0x80}, {"\xC3\xA0", 0xE0}, {"\xDF\xBF", 0x7FF}, {"\xE0\xA0\x80", 0x800},
        {"\xE2\x82\xAC", 0x20AC}, {"\xED\x9F\xBF", 0xD7FF}, {"\xEE\x80\x80", 0xE000}, {"\xEF\xBF\xBD", 0xFFFD},
        {"\xF0\x90\x80\x80", 0x10000}, {"\xF4\x8F\xBF\xBF", 0x10FFFF},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const char *p = rows[i].bytes, *end = p + strlen(p);
        char out[4], row[16];
        snprintf(row, sizeof row, "U+%04X", (unsigned)rows[i].cp);
        EXPECT(utf8_next(&p, end) == rows[i].cp, row);
        EXPECT(p == end, row);
        EXPECT(utf8_valid(rows[i].bytes, strlen(rows[i].bytes), NULL), row);
        EXPECT_LONG(utf8_put(rows[i].cp, out), strlen(rows[i].bytes), row);
        EXPECT(memcmp(out, rows[i].bytes, strlen(rows[i].bytes)) == 0, row);
    }
}

static void test_bad_bytes(void)
{
    static const struct { const char *what, *bytes; size_t bad; } rows[] = {
        {"lone continuation", "a\x80", 1},          {"lead at the end", "ab\xC3", 2},
        {"truncated of three", "\xE2\x82", 0},      {"truncated of four", "x\xF0\x90\x80", 1},
        {"overlong slash", "\xC0\xAF", 0},          {"overlong of three", "\xE0\x9F\xBF", 0},
        {"overlong of four", "\xF0\x8F\xBF\xBF", 0}, {"surrogate", "\xED\xA0\x80", 0},
        {"beyond U+10FFFF", "\xF4\x90\x80\x80", 0}, {"byte FF", "abc\xFF", 3},
        {"F8 lead", "\xF8\x88\x80\x80\x80", 0},     {"latin-1 in a word", "attivit\xE0 ", 7},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        size_t bad = 999;
        const char *p = rows[i].bytes + rows[i].bad, *start = p, *end = rows[i].bytes + strlen(rows[i].bytes);
        EXPECT(!utf8_valid(rows[i].bytes, strlen(rows[i].bytes), &bad), rows[i].what);
        EXPECT_LONG(bad, rows[i].bad, rows[i].what);
        EXPECT(utf8_next(&p, end) == UTF8_BAD, rows[i].what);
        EXPECT_LONG(p - start, 1, rows[i].what);
    }
}

static void test_length(void)
{
    CU_ASSERT_EQUAL(utf8_length("", 0), 0);
    CU_ASSERT_EQUAL(utf8_length("attivit\xC3\xA0 \xE2\x82\xAC", 12), 10);
    CU_ASSERT_EQUAL(utf8_length("\xF0\x9F\x98\x80", 4), 1);
}

static void test_lower(void)
{
    struct arena *a = arena_new();
    EXPECT_TEXT(utf8_lower(a, "ATTIVITÀ È PERCHÉ 2017"), "attività è perché 2017", "accents");
    EXPECT_TEXT(utf8_lower(a, ""), "", "empty");
    EXPECT_TEXT(utf8_lower(a, "\xFF""A"), "\xFF""A", "not UTF-8: as it is");
    arena_free(a);
}

static void test_sentence(void)
{
    static const char *const rows[][2] = {
        {"OBIETTIVI STRATEGICI", "Obiettivi strategici"},
        {"È L'ATTIVITÀ DELL'ENTE", "È l'attività dell'ente"},
        {"«QUALITÀ» DEI SERVIZI", "«Qualità» dei servizi"},
        {"IL P.I.R.A. DELL'ANNO", "Il P.I.R.A. dell'anno"},
        {"P.I.R.A. 2024 E RISULTATI.", "P.I.R.A. 2024 e risultati."},
        {"1. PREMESSA", "1. Premessa"},
        {"C2.2_05 TEMPI MEDI", "C2.2_05 Tempi medi"},
        {"TITOLO II: I SERVIZI", "Titolo II: i servizi"},
        {"Già in minuscolo: CCIAA", "Già in minuscolo: CCIAA"},
        {"  DUE  SPAZI ", "  Due  spazi "},
        {"2024", "2024"},
        {"", ""},
    };
    struct arena *a = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        EXPECT_TEXT(utf8_sentence(a, rows[i][0]), rows[i][1], rows[i][0]);
    arena_free(a);
}

static void test_normal_form(void)
{
    struct arena *a = arena_new();
    EXPECT_TEXT(utf8_nfc(a, "attivita\xCC\x80", 10), "attività", "a and grave accent");
    EXPECT_TEXT(utf8_nfc(a, "attività", strlen("attività")), "attività", "composed already");
    EXPECT_TEXT(utf8_nfc(a, "ascii", 3), "asc", "ascii, part of a string");
    arena_free(a);
}

void suite_utf8(void)
{
    CU_pSuite s = CU_add_suite("utf8", NULL, NULL);
    CU_add_test(s, "good characters", test_good_characters);
    CU_add_test(s, "bad bytes", test_bad_bytes);
    CU_add_test(s, "length", test_length);
    CU_add_test(s, "lower", test_lower);
    CU_add_test(s, "sentence", test_sentence);
    CU_add_test(s, "normal form", test_normal_form);
}
