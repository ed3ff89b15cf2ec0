/* test_trace.c: how a figure came about, as people read it, in both languages. */
#include "compute/trace.h"

#include <stdio.h>

#include "computed.h"
#include "suites.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

#define FERRARA "samples/ferrara-2017/piano.xml"
#define MONDO "tests/plans/mondo/"
#define ALTRI "tests/plans/altri-enti.xml"

static void read_file(const char *path, struct buf *out)
{
    char part[4096];
    size_t len;
    FILE *file = fopen(path, "r");
    EXPECT(file != NULL, path);
    while (file != NULL && (len = fread(part, 1, sizeof part, file)) > 0)
        buf_add(out, part, len);
    if (file != NULL)
        fclose(file);
}

/* Whole traces, looked at line by line when they were written down. */
static void test_golden(void)
{
    static const struct { const char *plan, *name; enum diag_lang lang; const char *golden; } rows[] = {
        {FERRARA, "F187", DIAG_IT, "tests/expected/ferrara-2017.F187.txt"},
        {ALTRI, "VIG2", DIAG_EN, "tests/expected/altri-enti.VIG2.en.txt"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct computed c;
        struct buf want = BUF_INIT, got = BUF_INIT;
        read_file(rows[i].golden, &want);
        computed_file(&c, rows[i].plan);
        EXPECT(trace_indicator(c.plan, rows[i].name, rows[i].lang, &got), rows[i].name);
        EXPECT(want.len > 0 && strcmp(buf_text(&got), buf_text(&want)) == 0, buf_text(&got));
        buf_free(&want);
        buf_free(&got);
        computed_close(&c);
    }
}

/* What a trace must say, for every kind of figure. */
static void test_lines(void)
{
    static const struct { const char *plan, *name; enum diag_lang lang; const char *line; } rows[] = {
        {MONDO "camera-tre-province.xml", "1.2", DIAG_IT,
         "  riferimento   450 N.   media (2021: 410 N.; 2022: 450 N.; 2023: 490 N.)   crescita 2%\n  target t      ≥ 459 N.\n"},
        {MONDO "regione.xml", "E2", DIAG_EN, "  reference     15,2%   tolerance 0,5\n  target t      15,7%\n"},
        {MONDO "asl.xml", "1", DIAG_IT, "  in proporzione 91,6705…%   (1970/2149)\n  scaglione     ≥ 100%: 100\n  scaglione     ≥ 90%: 80\n"},
        {MONDO "asl.xml", "1", DIAG_IT, "    rettifica −2,5: Malus: tempi di pagamento oltre i 60 giorni.\n"},
        {MONDO "parco.xml", "B1", DIAG_IT, "  somma: [nord] 31.200 N. [sud] 21.000 N.\n  esatto        52.200\n"},
        {MONDO "parco.xml", "A2", DIAG_EN, "    weighted mean of 2 degrees, exact, not more than 110%\n"},
        {MONDO "camera-trimestri.xml", "I2", DIAG_IT, "  PART[donne] «Partecipanti ai corsi»: 31/03/2025: 40 N.; 30/06/2025: 105 N.;"},
        {FERRARA, "B2.2_01", DIAG_IT, "  con i valori  23.354,2 € / 434.538 €\n"},
        {FERRARA, "B2.2_01", DIAG_IT, "  esatto        116771/2172690   (unità %: il risultato si esprime in percentuale)\n"},
        {FERRARA, "B2.2_01", DIAG_IT, "  in stampa     5,37%   (decimali: 2)\n"},
        {FERRARA, "B2.2_01", DIAG_IT, " = 1 − |116771/2172690 − 0,05| / |0,05|\n"},
        {FERRARA, "B2.2_01", DIAG_IT, "  esatto        200996/217269\n"},
        {FERRARA, "B2.2_01", DIAG_IT, "    → B2.2_01: peso 33, 92,5102…%\n"},
        {FERRARA, "C2.5_04", DIAG_IT, "  in stampa     24.550,6 €   (cifre significative: 6)\n"},
        {FERRARA, "F243", DIAG_EN, "  value c       31/07/2017   (computed from the measures)\n"},
        {FERRARA, "F243", DIAG_EN, "  target t      by 30/09/2017\n"},
        {FERRARA, "F243", DIAG_EN, "  rule          the target is met: 100%\n"},
        {ALTRI, "CAN1", DIAG_IT, "  formula       (FOLL - FOLL[anno-1]) / FOLL[anno-1]\n"},
        {ALTRI, "CAN1", DIAG_IT, "  con i valori  (4.200 - 4.000) / 4.000\n"},
        {ALTRI, "CAN1", DIAG_IT, "Grado di raggiungimento 30/06/2026\n"},
        {ALTRI, "CAN2", DIAG_IT, "  target t      > 4,2 N.\n"},
        {ALTRI, "CAN2", DIAG_IT, "  obiettivo operativo A.1.2.a «Vigilanza»: 91,4%   (esatto: 32/35)\n"},   /* through a rinvio */
        {ALTRI, "EV1", DIAG_IT, "  target t      20 N. – 30 N.\n"},
        {ALTRI, "EV1", DIAG_IT, "  target t      ≥ 25 N.\n"},
        {ALTRI, "VIG4", DIAG_IT, "  motivo        I mercati sono rimasti chiusi dopo l'alluvione: il peso va agli altri indicatori.\n"},
        {ALTRI, "VIG4", DIAG_IT, "neutralizzato (non entra: il suo peso va agli altri)\n"},
        {ALTRI, "VIG5", DIAG_IT, "  regola        il target è in parole: non si calcola\n"},
        {ALTRI, "EV2", DIAG_IT, "  totale «Performance dell'ente»: 92,0%   (esatto: 23/25)\n"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct computed c;
        struct buf got = BUF_INIT;
        computed_file(&c, rows[i].plan);
        EXPECT(trace_indicator(c.plan, rows[i].name, rows[i].lang, &got), rows[i].name);
        EXPECT(strstr(buf_text(&got), rows[i].line) != NULL, rows[i].line);
        buf_free(&got);
        computed_close(&c);
    }
}

/* A grado by hand goes no further than the node where it was set. */
static void test_stops(void)
{
    struct computed c;
    struct buf got = BUF_INIT;
    computed_file(&c, ALTRI);
    trace_indicator(c.plan, "VIG1", DIAG_IT, &got);
    EXPECT(strstr(buf_text(&got), "stabilito a mano: Grado stabilito dopo il riesame dell'OIV.\n") != NULL, "told");
    EXPECT(strstr(buf_text(&got), "totale «") == NULL, "not followed");
    buf_free(&got);
    computed_close(&c);
}

static void test_names(void)
{
    static const struct { const char *name; int found; } rows[] = {
        {"A2.3_02", 2}, {"i-F187", 1}, {"F187", 1}, {"F1877", 0}, {"os-02.O1", 0}, {"", 0},
    };
    struct computed c;
    computed_file(&c, FERRARA);
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct buf got = BUF_INIT;
        int count = 0;
        EXPECT(trace_indicator(c.plan, rows[i].name, DIAG_IT, &got) == (rows[i].found > 0), rows[i].name);
        for (const char *s = strstr(buf_text(&got), "Indicatore "); s != NULL; s = strstr(s + 1, "Indicatore "))
            count++;
        EXPECT_LONG(count, rows[i].found, rows[i].name);
        buf_free(&got);
    }
    const char *nearest = NULL;
    EXPECT(trace_nearest(c.plan, "F1877", &nearest), "memory");
    EXPECT_TEXT(nearest, "F187", "nearest");
    EXPECT(trace_nearest(c.plan, "###########", &nearest) && nearest == NULL, "none is near");
    computed_close(&c);
}

/* Wrong formulas and missing values are traced too. */
static void test_wrong(void)
{
    static const char *const tree =
        "<nodo id='n' livello='op'><titolo>T</titolo>"
        "<indicatore id='a'><nome>N</nome><formula>x + y</formula><target anno='2017'><numero>1</numero></target></indicatore>"
        "<indicatore id='b'><nome>N</nome><formula><misura rif='manca'/> / 2</formula></indicatore>"
        "<indicatore id='c'><nome>N</nome><misura id='m'/></indicatore></nodo>";
    struct computed c;
    struct buf got = BUF_INIT;
    computed_parts(&c, "", "<livello id='op' nome='O' natura='operativo'/>", tree, "");
    for (const char *name = "a\0b\0c\0"; *name != '\0'; name += 2)
        EXPECT(trace_indicator(c.plan, name, DIAG_IT, &got), name);
    EXPECT(strstr(buf_text(&got), "  formula       x + y\n  in stampa     non si può calcolare\n") != NULL, buf_text(&got));
    EXPECT(strstr(buf_text(&got), "  formula       manca / 2\n") != NULL, "a reference that leads nowhere");
    EXPECT(strstr(buf_text(&got), "  m: nessun valore\n") != NULL, "a measure without values");
    buf_free(&got);
    computed_close(&c);
}

void suite_trace(void)
{
    CU_pSuite s = CU_add_suite("trace", NULL, NULL);
    CU_add_test(s, "whole traces", test_golden);
    CU_add_test(s, "every kind of figure", test_lines);
    CU_add_test(s, "by hand", test_stops);
    CU_add_test(s, "names", test_names);
    CU_add_test(s, "wrong and missing", test_wrong);
}
