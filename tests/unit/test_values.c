/* test_values.c: the table of a plan's figures: which rows it has, and what is in them. */
#include <CUnit/CUnit.h>

#include "exchange_try.h"
#include "suites.h"

/* A plan whose current document is of DOCUMENTO, with these parts. */
#define PLAN(documento, misure, indicatori)                                                                                    \
    "<piano xmlns='urn:pira:piano:1' versione='1' anno='2026' documento='rapporto'><ente><denominazione>E</denominazione></ente>" \
    documento misure "<albero><livelli><livello id='l' nome='O' natura='operativo'/></livelli><nodo id='n' livello='l'>"          \
    "<titolo>T</titolo>" indicatori "</nodo></albero></piano>"
#define REPORT "<documento tipo='rapporto'><titolo>R</titolo></documento>"

#define HEAD "\xEF\xBB\xBF" "codice;id;nome;unità;voce;parte;periodo;valore;nota\r\n"

static void test_rows(void)
{
    static const struct { const char *plan, *want; } rows[] = {
        {PLAN(REPORT, "<misure><misura id='m' codice='M;1' unita='€'><nome>Spesa</nome></misura></misure>", ""),
         HEAD "\"M;1\";m;Spesa;€;misura;;2026;;\r\n"},
        {PLAN(REPORT, "<misure><misura id='m'><valore anno='2025'><numero>1.50</numero></valore><valore anno='2026' al='2026-06-30'>"
                      "<assente stato='nuovo'>dal 2026</assente><nota>in <corsivo>corso</corsivo></nota></valore></misura></misure>", ""),
         HEAD ";m;;;misura;;2025;1,50;\r\n;m;;;misura;;30/06/2026;nuovo: dal 2026;in corso\r\n;m;;;misura;;2026;;\r\n"},
        {PLAN(REPORT, "<misure><misura id='m'><da-tabella tabella='t' riga='r'/></misura></misure>", ""), HEAD},
        {PLAN(REPORT, "", "<indicatore id='i' codice='I1' unita='%'><nome>Indice</nome></indicatore>"),
         HEAD "I1;i;Indice;%;consuntivo;;2026;;\r\n"},
        {PLAN(REPORT, "", "<indicatore id='i' codice='I1' unita='%'><nome>Indice</nome><misura id='m'/><formula>m</formula></indicatore>"),
         HEAD "I1;m;Indice;;misura;;2026;;\r\n"},
        /* a single measure is the value; parts ask each for its own, quarters for the one that ends the year */
        {PLAN(REPORT, "", "<indicatore id='i' codice='I1' unita='N.'><nome>Indice</nome><misura id='m'/></indicatore>"), HEAD "I1;m;Indice;;misura;;2026;;\r\n"},
        {PLAN(REPORT, "<misure><misura id='m' parti='somma' periodi='somma'><valore al='2026-06-30' parte='d'><numero>4</numero></valore>"
                      "<valore al='2026-06-30' parte='u'><numero>5</numero></valore><valore al='2026-12-31' parte='d'><numero>6</numero></valore>"
                      "</misura></misure>", ""),
         HEAD ";m;;;misura;d;30/06/2026;4;\r\n;m;;;misura;u;30/06/2026;5;\r\n;m;;;misura;d;31/12/2026;6;\r\n;m;;;misura;u;31/12/2026;;\r\n"},
        {PLAN(REPORT, "", "<indicatore id='i' parti='media'><nome>A</nome><consuntivo anno='2026' parte='x'><numero>3</numero></consuntivo></indicatore>"),
         HEAD ";i;A;;consuntivo;x;2026;3;\r\n"},
        {PLAN("<documento tipo='rapporto' al='2026-06-30'><titolo>R</titolo></documento>", "",
              "<indicatore id='i' unita='N.'><nome>Indice</nome></indicatore>"),
         HEAD ";i;Indice;N.;intermedio;;30/06/2026;;\r\n"},
        {PLAN(REPORT, "", "<indicatore id='i' unita='N.'><nome>A</nome><base anno='2025'><numero>1</numero></base><ultimo al='2025-10-31'>"
                          "<numero>2</numero></ultimo><consuntivo anno='2025' al='2026-01-31'><numero>3</numero></consuntivo></indicatore>"),
         HEAD ";i;A;N.;base;;2025;1;\r\n;i;A;N.;ultimo;;31/10/2025;2;\r\n;i;A;N.;consuntivo;;2025 al 31/01/2026;3;\r\n;i;A;N.;consuntivo;;2026;;\r\n"},
        {PLAN(REPORT, "", "<indicatore id='i' unita='%; data'><nome>A</nome><target anno='2026'><condizioni><condizione parte='q'><percento>5"
                          "</percento></condizione><condizione parte='d'><data>2026-11-30</data></condizione></condizioni></target>"
                          "<consuntivo anno='2026' parte='d'><data>2026-12-15</data></consuntivo></indicatore>"),
         HEAD ";i;A;\"%; data\";consuntivo;d;2026;15/12/2026;\r\n;i;A;\"%; data\";consuntivo;q;2026;;\r\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct exchange_try t;
        if (exchange_open(&t, rows[i].plan)) {
            EXPECT(values_write(t.plan, t.codes, &t.out, t.diag), "written");
            EXPECT_TEXT(buf_text(&t.out), rows[i].want, rows[i].want);
        }
        exchange_close(&t);
    }
}

/* The table of a plan, filled into it again, changes not one byte of it. */
static void test_round_trip(void)
{
    static const char *const plans[] = {
        "samples/ferrara-2017/piano.xml", "samples/bologna-2025/piano.xml", "samples/modena-2025/piano.xml",
        "samples/pistoia-prato-2024/piano.xml", "tests/plans/altri-enti.xml", "samples/bergamo-2022/piano.xml", "xsd/piano-iniziale.xml",
        "tests/plans/mondo/ater.xml", "tests/plans/mondo/azienda-speciale.xml", "tests/plans/mondo/camera-bilingue.xml",
        "tests/plans/mondo/camera-semestre.xml", "tests/plans/mondo/comune.xml", "tests/plans/mondo/handelskammer.xml",
        "tests/plans/mondo/universita.xml", "tests/plans/mondo/camera-trimestri.xml", "tests/plans/mondo/camera-tre-province.xml",
        "tests/plans/mondo/camera-accorpata.xml", "tests/plans/mondo/parco.xml", "tests/plans/mondo/consorzio.xml",
    };
    for (size_t i = 0; i < sizeof plans / sizeof *plans; i++) {
        struct exchange_try t;
        struct buf table = BUF_INIT;
        char *text = exchange_file(plans[i]);
        if (text != NULL && exchange_open(&t, text)) {
            EXPECT(values_write(t.plan, t.codes, &table, t.diag), plans[i]);
            EXPECT(exchange_fill_bytes(&t, table.data, table.len), plans[i]);
            EXPECT_TEXT(exchange_messages(&t), "", plans[i]);
            EXPECT(strcmp(buf_text(&t.out), text) == 0, plans[i]);
            EXPECT_LONG(t.counts.written, 0, plans[i]);
            exchange_close(&t);
        }
        buf_free(&table);
        free(text);
    }
}

void suite_values(void)
{
    CU_pSuite s = CU_add_suite("values", NULL, NULL);
    CU_add_test(s, "rows", test_rows);
    CU_add_test(s, "filled in again", test_round_trip);
}
