/* test_format.c: numbers, percentages, days and sentences in Italian print. */
#include <CUnit/CUnit.h>

#include "base/arena.h"
#include "bind/format.h"
#include "expect.h"
#include "suites.h"

#define MINUS "\xE2\x88\x92"

static void numbers(void)
{
    static const struct { const char *text; int decimals; const char *whole, *fraction; } rows[] = {
        {"0", -1, "0", ""}, {"7", -1, "7", ""}, {"1000", -1, "1.000", ""}, {"999", -1, "999", ""},
        {"1241790", -1, "1.241.790", ""}, {"17533900000", -1, "17.533.900.000", ""},
        {"34985.3", -1, "34.985", ",3"}, {"96.50", -1, "96", ",50"}, {"0.21187", -1, "0", ",21187"}, {".5", -1, "0", ",5"},
        {"-34471", -1, MINUS "34.471", ""}, {"-23.24", -1, MINUS "23", ",24"}, {"-0.00", -1, "0", ",00"}, {"+3", -1, "3", ""},
        {"007", -1, "7", ""}, {" 12 ", -1, "12", ""}, {"12.", -1, "12", ""},
        {"40.74", 2, "40", ",74"}, {"40.7", 2, "40", ",70"}, {"40", 2, "40", ",00"}, {"100", 0, "100", ""},
        {"95.015", 2, "95", ",02"}, {"59.375", 2, "59", ",38"}, {"-0.004", 2, "0", ",00"}, {"999.995", 2, "1.000", ",00"},
        {"67.5", 0, "68", ""}, {"0.1", 30, "0", ",100000000000"},
        {"123456789012345678901234.5", -1, "123.456.789.012.345.678.901.234", ",5"},
    };
    struct arena *a = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct format_number n = {"", ""};
        EXPECT(format_number(a, rows[i].text, rows[i].decimals, &n), rows[i].text);
        EXPECT_TEXT(n.whole, rows[i].whole, rows[i].text);
        EXPECT_TEXT(n.fraction, rows[i].fraction, rows[i].text);
    }
    arena_free(a);
}

static void no_numbers(void)
{
    static const char *const rows[] = {"", " ", "-", ".", "1,5", "1e3", "N.", "12a", "1.2.3", "--1"};
    struct arena *a = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct format_number n;
        EXPECT(!format_number(a, rows[i], -1, &n), rows[i]);
    }
    arena_free(a);
}

static void dates(void)
{
    struct arena *a = arena_new();
    EXPECT_TEXT(format_date(a, "2017-09-30"), "30/09/2017", "a day");
    EXPECT_TEXT(format_date(a, " 2024-02-29 "), "29/02/2024", "a leap day");
    EXPECT(format_date(a, "2023-02-29") == NULL, "no leap day");
    EXPECT(format_date(a, "30/09/2017") == NULL, "another form");
    arena_free(a);
}

static void sentences(void)
{
    static const struct { const char *from, *to; } rows[] = {
        {"TOTALE RAGGIUNGIMENTO OBIETTIVI OPERATIVI", "Totale raggiungimento obiettivi operativi"},
        {"INIZIATIVE PER L'ECONOMIA 2025", "Iniziative per l'economia 2025"},
        {"RAGGIUNGIMENTO OBIETTIVI STRATEGICI di ENTE", "Raggiungimento obiettivi strategici di ente"},
        {"PREVENTIVO 2017 aggiornato", "Preventivo 2017 aggiornato"},
        {"TOTALE (escluso invest)", "Totale (escluso invest)"},
        {"D.P.C.M. 12/12/2012", "D.P.C.M. 12/12/2012"},
        {"PIRA 2025 – Terza revisione", "PIRA 2025 – Terza revisione"}, {"PER L'ANNO 2025 (bozza)", "Per l'anno 2025 (bozza)"},
        {"Mission", "Mission"}, {"Missione e Programma", "Missione e Programma"},
        {"Presidio del Servizio RISORSE", "Presidio del Servizio RISORSE"},
        {"P.I.R.A. del 2017", "P.I.R.A. del 2017"}, {"", ""},
    };
    struct arena *a = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        EXPECT_TEXT(format_sentence(a, rows[i].from), rows[i].to, rows[i].from);
    arena_free(a);
}

static void bars(void)
{
    static const struct { const char *text; int thousandths; } rows[] = {
        {"0", 0}, {"80", 800}, {"96.65", 966}, {"100.00", 1000}, {"1800", 1000}, {"-5", 0}, {"x", 0}, {"0.1", 1}
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        EXPECT_LONG(format_thousandths(rows[i].text), rows[i].thousandths, rows[i].text);
}

void suite_format(void)
{
    CU_pSuite s = CU_add_suite("format", NULL, NULL);
    CU_add_test(s, "numbers", numbers);
    CU_add_test(s, "texts that are no numbers", no_numbers);
    CU_add_test(s, "days", dates);
    CU_add_test(s, "headings in capitals as sentences", sentences);
    CU_add_test(s, "lengths of bars", bars);
}
