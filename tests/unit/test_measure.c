/* test_measure.c: measures by year and day, in formulas, from tables, and the consuntivi that follow from them. */
#include "compute/measure.h"

#include "computed.h"
#include "suites.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

#define LIVELLI "<livello id='op' nome='Obiettivo' natura='operativo'/>"
#define NODO(indicatori) "<nodo id='n' livello='op'><titolo>T</titolo>" indicatori "</nodo>"
#define INDICATORE(attributes, body) "<indicatore id='i' " attributes "><nome>N</nome>" body "</indicatore>"
#define MISURA(id, attributes, values) "<misura id='" id "' " attributes ">" values "</misura>"
#define VALORE(attributes, value) "<valore " attributes ">" value "</valore>"
#define V17(value) VALORE("anno='2017'", value)

/* Measures A = 12 (2016: 8), B = 4, at 30/06 3 and 2; C percentage; D day; E yes; F absent; G words; H nothing; Z 0. */
#define MISURE "<misure>" \
    MISURA("m-a", "codice='A' unita='N.'", V17("<numero>12</numero>") VALORE("anno='2016'", "<numero>8</numero>") \
           VALORE("anno='2017' al='2017-06-30'", "<numero>3</numero>")) \
    MISURA("m-b", "codice='B B'", VALORE("al='2017-06-30'", "<numero>2</numero>") VALORE("anno='2017' al='2017-12-31'", "<numero>4</numero>")) \
    MISURA("m-c", "codice='C'", V17("<percento>83.30</percento>")) \
    MISURA("m-d", "codice='D'", V17("<data>2017-09-30</data>")) \
    MISURA("m-e", "codice='E'", V17("<sino>si</sino>")) \
    MISURA("m-f", "codice='F'", V17("<assente stato='non-previsto'>--</assente>")) \
    MISURA("m-g", "codice='G'", V17("<parole>molto</parole>")) \
    MISURA("m-h", "codice='H'", "") \
    MISURA("m-i", "codice='I'", V17("<importo>1241790.49</importo>")) \
    MISURA("m-t", "codice='TRE'", V17("<numero>3</numero>")) \
    MISURA("m-z", "codice='Z'", V17("<numero>0</numero>")) \
    MISURA("m-a2", "codice='DUE'", V17("<numero>1</numero>")) \
    MISURA("m-b2", "codice='DUE'", V17("<numero>2</numero>")) "</misure>"

/* By quarters and by parts: women 10, 15, 5, 20, in all 50; men 20, 25, 15, 10, in all 70; the year 2016 as a whole. */
#define TRATTO(parte, al, n) VALORE("parte='" parte "' al='2017-" al "'", "<numero>" n "</numero>")
#define PARTI TRATTO("d", "03-31", "10") TRATTO("d", "06-30", "15") TRATTO("d", "09-30", "5") TRATTO("d", "12-31", "20") \
              TRATTO("u", "12-31", "10") TRATTO("u", "09-30", "15") TRATTO("u", "06-30", "25") TRATTO("u", "03-31", "20")

static void expect_measure(const char *misura, const char *formula, const char *consuntivo, const char *messages)
{
    struct computed c;
    struct buf tree = BUF_INIT;
    buf_printf(&tree, "<nodo id='n' livello='op'><titolo>T</titolo><indicatore id='i' unita='N.'><nome>N</nome>%s<formula>%s</formula></indicatore></nodo>",
               misura, formula);
    if (computed_parts(&c, "", LIVELLI, buf_text(&tree), "")) {
        EXPECT_TEXT(computed_figure(&c, "i", "consuntivo"), consuntivo, formula);
        EXPECT_TEXT(computed_messages(&c), messages, formula);
    }
    computed_close(&c);
    buf_free(&tree);
}

static void test_parts(void)
{
    static const struct { const char *misura, *formula, *consuntivo; } rows[] = {
        {MISURA("m", "parti='somma' periodi='somma'", PARTI), "m", "2017-03-31: 30; 2017-06-30: 70; 2017-09-30: 90; 120"},
        {MISURA("m", "periodi='somma'", PARTI), "<misura rif='m' parte='d'/>", "2017-03-31: 10; 2017-06-30: 25; 2017-09-30: 30; 50"},
        {MISURA("m", "parti='somma' periodi='somma'", PARTI), "<misura rif='m' parte='d'/> / <misura rif='m'/>",
         "2017-03-31: 0.333333 1/3; 2017-06-30: 0.357143 5/14; 2017-09-30: 0.333333 1/3; 0.416667 5/12"},
        /* without periodi a value of a day is of the year up to it */
        {MISURA("m", "parti='somma'", PARTI), "m", "2017-03-31: 30; 2017-06-30: 40; 2017-09-30: 20; 30"},
        {MISURA("m", "parti='massimo'", PARTI), "m", "2017-03-31: 20; 2017-06-30: 25; 2017-09-30: 15; 20"},
        {MISURA("m", "parti='minimo' periodi='massimo'", PARTI), "m", "2017-03-31: 10; 2017-06-30: 15; 2017-09-30: 15; 20"},
        {MISURA("m", "parti='media' periodi='media'", PARTI), "m", "2017-03-31: 15; 2017-06-30: 17.5; 2017-09-30: 15; 15.0"},
        /* the whole wins over its parts; a part that is absent makes the whole absent; the first of two values of a part counts */
        {MISURA("m", "parti='somma'", VALORE("parte='a'", "<numero>1</numero>") V17("<numero>9</numero>")), "m", "9"},
        {MISURA("m", "parti='somma'", VALORE("parte='a'", "<numero>1</numero>") VALORE("parte='b'", "<assente stato='nuovo'/>")), "m", "n.d."},
        {MISURA("m", "parti='somma'", VALORE("parte='a'", "<numero>1</numero>") VALORE("parte='a'", "<numero>4</numero>")), "m", "1"},
        {MISURA("m", "parti='somma'", VALORE("parte='a'", "<numero>1</numero>") VALORE("parte='b'", "<percento>4</percento>")), "m", "n.d."},
        /* while a part is still to come there is no whole: here in December; in 2018 there is one part only */
        {MISURA("m", "parti='somma'", TRATTO("a", "06-30", "1") TRATTO("b", "06-30", "2") TRATTO("a", "12-31", "4") VALORE("anno='2018' parte='c'", "<numero>7</numero>")),
         "m", "2017-06-30: 3; 2018: 7"},
        /* a part that has no value yet; parts of a measure that is not made of them */
        {MISURA("m", "parti='somma'", VALORE("parte='a'", "<numero>1</numero>")), "<misura rif='m' parte='b'/>", ""},
        {MISURA("m", "", VALORE("parte='a'", "<numero>1</numero>")), "m", ""},
        /* of a year as a whole nothing is added up; a year of which the last stretch is missing is not whole */
        {MISURA("m", "periodi='somma'", VALORE("al='2017-06-30'", "<numero>4</numero>") V17("<numero>9</numero>")), "m", "2017-06-30: 4; 9"},
        {MISURA("m", "periodi='somma'", VALORE("al='2017-06-30'", "<numero>4</numero>") VALORE("al='2017-09-30'", "<numero>5</numero>")
                VALORE("al='2018-06-30'", "<numero>7</numero>")), "m", "2017-06-30: 4; 2017-09-30: 9; 2018-06-30: 7"},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        expect_measure(rows[i].misura, rows[i].formula, rows[i].consuntivo, "");
}

static void test_consuntivi(void)
{
    static const struct { const char *attributes, *formula, *consuntivo, *messages; } rows[] = {
        /* one measure is the consuntivo as it stands; only the unit of the indicator decides (compute.md 2) */
        {"unita='N.'", "A", "2017-06-30: 3; 12", ""},
        {"unita='N.'", "m-a", "2017-06-30: 3; 12", ""},
        {"unita='%'", "A", "2017-06-30: 300.00%; 1200.00%", ""},
        {"unita='%'", "C", "83.30%", ""},
        {"", "C", "83.30%", ""},
        {"unita='N.'", "C", "83.30%", ""},
        {"", "D", "2017-09-30", ""},
        {"", "E", "si", ""},
        {"unita='N.'", "F", "n.d.", ""},
        {"unita='N.'", "G", "n.d.", ""},
        {"unita='N.'", "H", "", ""},
        {"unita='€'", "I", "1241790.49", ""},
        {"unita='N.' decimali='1'", "I", "1241790.5 124179049/100", ""},
        /* several: by the periods that all have */
        {"unita='N.'", "A / B B", "2017-06-30: 1.5; 3", ""},
        {"unita='%'", "B B / A", "2017-06-30: 66.67% 2/3; 33.33% 1/3", ""},
        {"unita='€'", "A / TRE", "4", ""},
        {"unita='€'", "TRE / A", "0.25", ""},
        {"unita='€'", "TRE / A / TRE", "0.08 1/12", ""},
        {"unita='N.'", "TRE / A / TRE", "0.0833333 1/12", ""},
        {"unita='N.' decimali='0'", "TRE / A / TRE", "0 1/12", ""},
        {"unita='fte'", "I / TRE", "413930 124179049/300", ""},
        {"unita='N.'", "A * C", "9.996", ""},
        {"unita='%'", "A / H", "", ""},
        {"unita='%'", "A / F", "n.d.", ""},
        {"unita='%'", "A / Z", "n.d.", "4013"},
        {"unita='N.'", "A + D", "n.d.", "4012"},
        {"unita='N.'", "A + G", "n.d.", "4012"},
        /* the year before, by reference */
        {"unita='%'", "(<misura rif='m-a'/> - <misura rif='m-a' scarto='-1'/>) / <misura rif='m-a' scarto='-1'/>",
         "2017-06-30: -62.50%; 50.00%", ""},
        {"unita='N.'", "<misura rif='m-a' scarto='-1'/>", "8; 2018: 12", ""},
        /* wrong formulas: n.d., and told */
        {"unita='N.'", "DUE", "n.d.", "4003"},
        {"unita='N.'", "<misura rif='m-a2'/>", "1", ""},
        {"unita='N.'", "<misura rif='manca'/>", "n.d.", ""},
        {"unita='N.'", "A + Q", "n.d.", "4002"},
        {"unita='N.'", "A +", "n.d.", "4004"},
        {"unita='N.'", "A B B", "n.d.", "4005"},
        {"unita='N.'", "(A", "n.d.", "4006"},
        {"unita='N.'", "A)", "n.d.", "4007"},
        {"unita='N.'", "A/Z", "n.d.", "4008"},
        {"unita='N.'", "A * 1,5", "n.d.", "4009"},
        {"unita='N.'", " ", "n.d.", "4010"},
        {"unita='N.'", "2 * 3", "n.d.", "4011"},
        {"unita='N.'", "A * Controlli Speciali", "n.d.", "4001"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct computed c;
        struct buf tree = BUF_INIT;
        buf_printf(&tree, "<nodo id='n' livello='op'><titolo>T</titolo><indicatore id='i' %s><nome>N</nome><formula>%s</formula>"
                          "</indicatore></nodo>", rows[i].attributes, rows[i].formula);
        if (computed_parts(&c, MISURE, LIVELLI, buf_text(&tree), "")) {
            EXPECT_TEXT(computed_figure(&c, "i", "consuntivo"), rows[i].consuntivo, rows[i].formula);
            EXPECT_TEXT(computed_messages(&c), rows[i].messages, rows[i].formula);
        }
        computed_close(&c);
        buf_free(&tree);
    }
}

/* Values of past years are base lines, unless a target was set for them. */
static void test_base(void)
{
    struct computed c;
    computed_parts(&c, "", LIVELLI, NODO(INDICATORE("unita='N.'",
                   MISURA("x", "", VALORE("anno='2015' al='2015-10-31'", "<numero>1</numero>") VALORE("anno='2015'", "<numero>2</numero>")
                          VALORE("anno='2016'", "<numero>3</numero>") VALORE("", "<numero>4</numero>"))
                   "<formula>x</formula><target anno='2016' comparatore='almeno'><numero>6</numero></target>")), "");
    EXPECT_TEXT(computed_figure(&c, "i", "base"), "2015-10-31: 1; 2015: 2", "base lines");
    EXPECT_TEXT(computed_figure(&c, "i", "consuntivo"), "2016: 3; 4", "results");
    EXPECT_TEXT(computed_figure(&c, "i", "grado"), "2016: 50.00% 1/2", "of the year with a target");
    computed_close(&c);
}

/* An indicator's own measures come before others of the same codice; alone it needs no formula. */
static void test_own(void)
{
    static const char *const tree =
        "<nodo id='n' livello='op'><titolo>T</titolo>"
        "<indicatore id='i' unita='N.'><nome>N</nome><misura id='i-a' codice='A'><valore anno='2017'><numero>1</numero></valore></misura>"
        "<formula>A</formula></indicatore>"
        "<indicatore id='k' unita='N.'><nome>N</nome><misura id='k-a' codice='A'><valore anno='2017'><numero>2</numero></valore></misura>"
        "</indicatore>"
        "<indicatore id='l' unita='N.'><nome>N</nome><formula>A</formula></indicatore>"
        "<indicatore id='o' unita='N.'><nome>N</nome><misura id='o-a'/><misura id='o-b'/></indicatore></nodo>";
    struct computed c;
    computed_parts(&c, "", LIVELLI, tree, "");
    EXPECT_TEXT(computed_figure(&c, "i", "consuntivo"), "1", "its own A");
    EXPECT_TEXT(computed_figure(&c, "k", "consuntivo"), "2", "a single measure, no formula");
    EXPECT_TEXT(computed_figure(&c, "l", "consuntivo"), "n.d.", "A of two others");
    EXPECT_TEXT(computed_figure(&c, "o", "consuntivo"), "", "two measures, no formula");
    EXPECT_TEXT(computed_messages(&c), "4003", "A is ambiguous elsewhere");
    computed_close(&c);
}

#define TABELLA "<tabelle><tabella id='t' anno='2015'><colonne>" \
    "<colonna id='voce'/><colonna id='c16' anno='2016'/><colonna id='c17' anno='2017' tipo='importo'/>" \
    "<colonna id='c17b' anno='2017'/><colonna id='senza'/></colonne>" \
    "<riga id='r'><cella><testo>R</testo></cella><cella><numero>5</numero></cella><cella><somma righe='s'/></cella>" \
    "<cella><numero>9</numero></cella><cella><numero>4</numero></cella></riga>" \
    "<riga id='s'><cella/><cella/><cella><importo>7.50</importo></cella><cella/><cella/></riga></tabella></tabelle>"

static void test_from_table(void)
{
    static const struct { const char *source, *base, *consuntivo; } rows[] = {
        {"tabella='t' riga='r'", "2016: 5", "7.50"},
        {"tabella='t' riga='r' colonna='c16'", "2016: 5", ""},
        {"tabella='t' riga='r' colonna='c17b'", "", "9"},
        {"tabella='t' riga='r' colonna='senza'", "2015: 4", ""},
        {"tabella='t' riga='s'", "", "7.50"},
        {"tabella='t' riga='manca'", "", ""},
        {"tabella='manca' riga='r'", "", ""},
        {"tabella='t' riga='r' colonna='manca'", "", ""},
        {"tabella='t' riga='r' colonna='s'", "", ""},
        {"tabella='i' riga='r'", "", ""},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct computed c;
        struct buf tree = BUF_INIT;
        buf_printf(&tree, "<nodo id='n' livello='op'><titolo>T</titolo><indicatore id='i'><nome>N</nome>"
                          "<misura id='m'><da-tabella %s/></misura></indicatore></nodo>", rows[i].source);
        if (computed_parts(&c, "", LIVELLI, buf_text(&tree), TABELLA)) {
            EXPECT_TEXT(computed_figure(&c, "i", "base"), rows[i].base, rows[i].source);
            EXPECT_TEXT(computed_figure(&c, "i", "consuntivo"), rows[i].consuntivo, rows[i].source);
        }
        computed_close(&c);
        buf_free(&tree);
    }
}

/* What the plan declares about digits (compute.md 1.4), and what holds where it declares nothing. */
static void test_precision(void)
{
    static const struct { const char *metodo, *unita, *formula, *consuntivo; } rows[] = {
        {"<precisione grandezza='consuntivo' cifre-significative='6'/>", "€", "G1 / U", "1241790 124179049/100"},
        {"<precisione grandezza='consuntivo' cifre-significative='6'/>", "€", "G2 / SETTE", "17.1429 120/7"},
        {"<precisione grandezza='consuntivo' decimali='1'/>", "€", "G2 / SETTE", "17.1 120/7"},
        {"<precisione grandezza='percentuale' decimali='0'/>", "%", "G2 / SETTE", "1714% 120/7"},
        {"<precisione grandezza='misura' cifre-significative='3'/>", "€", "G2 / SETTE", "17.14 120/7"},
        {"", "€", "G1 / U", "1241790.49"},
        {"", "N.", "G1 / U", "1241790.49"},
        {"", "N.", "G1 / SETTE", "177399 124179049/700"},
        {"", "N.", "G1 * G1 / SETTE", "220291945865 15420436210544401/70000"},
        {"", "N.", "U / G1", "0.000000805289 100/124179049"},
        {"", "", "G2 / SETTE", "17.1429 120/7"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct computed c;
        struct buf head = BUF_INIT, tree = BUF_INIT;
        buf_printf(&head, "<documento tipo='rapporto'><titolo>R</titolo></documento><metodo>%s</metodo><misure>"
                   MISURA("u", "codice='U'", V17("<numero>1</numero>")) MISURA("s", "codice='SETTE'", V17("<numero>7</numero>"))
                   MISURA("g1", "codice='G1'", V17("<numero>1241790.49</numero>")) MISURA("g2", "codice='G2'", V17("<numero>120</numero>"))
                   "</misure>", rows[i].metodo);
        buf_printf(&tree, "<nodo id='n' livello='op'><titolo>T</titolo><indicatore id='i' %s%s%s><nome>N</nome><formula>%s</formula>"
                   "</indicatore></nodo>", *rows[i].unita ? "unita='" : "", rows[i].unita, *rows[i].unita ? "'" : "", rows[i].formula);
        if (computed_parts(&c, buf_text(&head), LIVELLI, buf_text(&tree), ""))
            EXPECT_TEXT(computed_figure(&c, "i", "consuntivo"), rows[i].consuntivo, rows[i].formula);
        computed_close(&c);
        buf_free(&head);
        buf_free(&tree);
    }
}

void suite_measure(void)
{
    CU_pSuite s = CU_add_suite("measure", NULL, NULL);
    CU_add_test(s, "parts and stretches of the year", test_parts);
    CU_add_test(s, "consuntivi from measures", test_consuntivi);
    CU_add_test(s, "past years", test_base);
    CU_add_test(s, "an indicator's own measures", test_own);
    CU_add_test(s, "from a table", test_from_table);
    CU_add_test(s, "digits", test_precision);
}
