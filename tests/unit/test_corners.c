/* test_corners.c: figures of plans that are seldom written so: comments in values, days of documents, circles of cells, n.d. in views,
 * references that lead to a day, parts with different decimals. */
#include "base/arena.h"
#include "compute/kinds.h"
#include "compute/trace.h"
#include "computed.h"
#include "suites.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define LIVELLI "<livello id='op' nome='O' natura='operativo'/>"
#define IND(id, body) "<indicatore id='" id "'><nome>N</nome>" body "</indicatore>"
#define NODO(body) "<nodo id='n' livello='op'><titolo>T</titolo>" body "</nodo>"
#define TARGET(v) "<target anno='2017' comparatore='almeno'>" v "</target>"
#define CONS(v) "<consuntivo anno='2017'>" v "</consuntivo>"
#define PARTE(name, v) "<consuntivo anno='2017' parte='" name "'>" v "</consuntivo>"
#define NUM(n) "<numero>" n "</numero>"
#define ND "<assente stato='non-disponibile'>n.d.</assente>"

static void test_figures(void)
{
    static const struct { const char *what, *head, *body, *id, *name, *figure; } rows[] = {
        {"a comment within a value", "", IND("i", TARGET(NUM("1<!-- dieci -->0")) CONS(NUM("<!-- cinque -->5"))), "i", "grado", "50.00% 1/2"},
        {"a comment within a formula", "<misure><misura id='a' codice='A'><valore anno='2017'>" NUM("3") "</valore></misura></misure>",
         IND("i", "<formula>A <!-- doppio --> * 2</formula>"), "i", "consuntivo", "6"},
        {"a value of the document's day", "<documento tipo='rapporto' al='2017-06-30'><titolo>R</titolo></documento>",
         IND("i", TARGET(NUM("10")) "<intermedio>" NUM("4") "</intermedio>"), "i", "grado", "2017-06-30: 40.00% 2/5"},
        {"a value of the day of the second document", "<documento tipo='preventivo'><titolo>P</titolo></documento><documento tipo='rapporto' al='2017-06-30'><titolo>R</titolo></documento>",
         IND("i", TARGET(NUM("10")) "<intermedio>" NUM("4") "</intermedio>"), "i", "grado", "2017-06-30: 40.00% 2/5"},
        {"a value that is none", "", IND("i", TARGET("<percento>50</percento>") CONS("<percento>tanto</percento>")), "i", "grado", ""},
        {"the target of another day", "", IND("i", TARGET(NUM("10")) "<target-intermedio anno='2017' al='2017-03-31'>" NUM("2") "</target-intermedio>"
         "<target-intermedio anno='2017' al='2017-06-30'>" NUM("8") "</target-intermedio><intermedio al='2017-06-30'>" NUM("4") "</intermedio>"), "i", "grado",
         "2017-06-30: 50.00% 1/2"},
        {"a grado by hand of another year", "", IND("i", "<target anno='2016'>" NUM("4") "</target>" TARGET(NUM("5")) "<consuntivo anno='2016'>" NUM("1") "</consuntivo>"
         CONS(NUM("4")) "<grado anno='2017'><percento>60</percento><motivo>M</motivo></grado>"), "i", "grado", "2016: 25.00% 1/4; 60.00% 3/5"},
        {"a term below zero that grows", "", IND("i", "<base anno='2016'>" NUM("-100") "</base>" TARGET("<riferimento indicatore='i' crescita-percento='10'/>")
         CONS(NUM("-90"))), "i", "grado", "100.00% 1/1"},
        {"an interval without ends", "", IND("i", "<target anno='2017'><intervallo/></target>" CONS(NUM("5"))), "i", "grado", ""},
        {"parts, and no value for the whole", "", IND("i", TARGET(NUM("5")) "<consuntivo anno='2017' parte='x'>" NUM("4") "</consuntivo>"), "i", "grado", "80.00% 4/5"},
        {"last year's value at the same day", "<misure><misura id='a' codice='A'><valore anno='2016' al='2016-06-30'>" NUM("2") "</valore><valore anno='2016'>" NUM("4") "</valore>"
         "<valore anno='2017' al='2017-06-30'>" NUM("3") "</valore></misura></misure>",
         IND("i", "<formula>A - <misura rif='a' scarto='-1'/></formula>"), "i", "consuntivo", "2017-06-30: 1"},
        {"the least of grades, one n.d.", "<metodo><aggregazione livello='op' su='indicatori' regola='minimo'/></metodo>",
         IND("i", TARGET(NUM("10")) CONS(NUM("5"))) IND("k", TARGET(NUM("10")) CONS(NUM("8"))) IND("l", TARGET(NUM("10")) CONS(ND)), "n", "grado", "50.00% 1/2"},
        {"the greatest of grades, one n.d.", "<metodo><aggregazione livello='op' su='indicatori' regola='massimo'/></metodo>",
         IND("i", TARGET(NUM("10")) CONS(ND)) IND("k", TARGET(NUM("10")) CONS(NUM("8"))), "n", "grado", "80.00% 4/5"},
        {"the target of a day, and none of its year", "", IND("i", "<target-intermedio anno='2017' al='2017-06-30'>" NUM("8") "</target-intermedio>"
         "<intermedio al='2017-06-30'>" NUM("4") "</intermedio>"), "i", "grado", "2017-06-30: 50.00% 1/2"},
        {"a correction of one year of two", "", IND("i", "<target anno='2016'>" NUM("4") "</target>" TARGET(NUM("5")) "<consuntivo anno='2016'>" NUM("1") "</consuntivo>"
         CONS(NUM("4")) "<grado anno='2017'><rettifica>-10</rettifica><motivo>M</motivo></grado>"), "i", "grado", "2016: 25.00% 1/4; 70.00% 7/10"},
        {"parts with different decimals", "", "<indicatore id='i' parti='somma'><nome>N</nome>" PARTE("x", NUM("1.5")) PARTE("y", NUM("2.25")) "</indicatore>",
         "i", "consuntivo", "3.75"},
        {"the mean of percentages", "", "<indicatore id='i' parti='media'><nome>N</nome>" PARTE("x", "<percento>50.5</percento>") PARTE("y", "<percento>40</percento>")
         "</indicatore>", "i", "consuntivo", "45.25%"},
        {"a term that is known of a day too", "", IND("i", TARGET("<riferimento indicatore='k' anno='2016'/>") CONS(NUM("4")))
         IND("k", "<intermedio anno='2016' al='2016-06-30'>" NUM("3") "</intermedio><consuntivo anno='2016'>" NUM("8") "</consuntivo>"), "i", "grado", "50.00% 1/2"},
        /* 30 June is day 181 of 2017 */
        {"a term that is a day", "", IND("i", "<target anno='2017' comparatore='entro'><riferimento indicatore='k'/></target>" CONS("<data>2017-07-01</data>"))
         IND("k", CONS("<data>2017-06-30</data>")), "i", "grado", "99.45% 180/181"},
        {"steps of values, and a term that leads nowhere", "", IND("i", TARGET("<riferimento indicatore='manca'/><scaglioni><scaglione punteggio='60'>" NUM("8") "</scaglione>"
         "<scaglione punteggio='100'>" NUM("10") "</scaglione></scaglioni>") CONS(NUM("9"))), "i", "grado", "60.00% 3/5"},
        {"equal weights of a level that nobody declared", "<metodo><pesi livello='manca' regola='uguali'/></metodo>", IND("i", ""), "i", "peso", ""},
        {"shares of what is no mean", "<metodo><aggregazione livello='op' su='indicatori' regola='somma' apporti='si'/></metodo>",
         IND("i", TARGET(NUM("10")) CONS(NUM("5"))), "i", "apporto", ""},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct computed c;
        struct buf tree = BUF_INIT;
        buf_printf(&tree, "<nodo id='n' livello='op'><titolo>T</titolo>%s</nodo>", rows[i].body);
        computed_parts(&c, rows[i].head, LIVELLI, buf_text(&tree), "");
        EXPECT_TEXT(computed_figure(&c, rows[i].id, rows[i].name), rows[i].figure, rows[i].what);
        EXPECT_TEXT(computed_messages(&c), "", rows[i].what);
        computed_close(&c);
        buf_free(&tree);
    }
}

/* Many tables: each has its own sum, the last one too. */
static void test_tables(void)
{
    struct computed c;
    struct buf tail = BUF_INIT;
    buf_str(&tail, "<tabelle>");
    for (int i = 1; i <= 100; i++)
        buf_printf(&tail, "<tabella id='t%d'><colonne><colonna id='c' tipo='importo'/></colonne><riga><cella><importo>%d</importo></cella></riga>"
                   "<riga><cella><importo>1000</importo></cella></riga><riga genere='totale'><cella id='s%d'><somma/></cella></riga></tabella>", i, i, i);
    buf_str(&tail, "</tabelle>");
    computed_parts(&c, "", LIVELLI, NODO(""), buf_text(&tail));
    EXPECT_TEXT(computed_cell(&c, "s1"), "1001", "the first");
    EXPECT_TEXT(computed_cell(&c, "s100"), "1100", "the last");
    computed_close(&c);
    buf_free(&tail);
}

/* Cells in a circle are named by what they have: their own id, those of row and column, the number of the row. */
static void test_circles(void)
{
    static const struct { const char *rows, *said; } rows[] = {
        {"<riga><cella id='x'><somma colonne='b'/></cella><cella id='y'><somma colonne='a'/></cella></riga>", "x → y → x"},
        {"<riga id='r'><cella><somma colonne='b'/></cella><cella><somma colonne='a'/></cella></riga>", "r/a → r/b → r/a"},
        {"<riga><cella><somma colonne='b'/></cella><cella><somma colonne='a'/></cella></riga>", "riga 1/a → riga 1/b → riga 1/a"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct computed c;
        struct buf tail = BUF_INIT;
        buf_printf(&tail, "<tabelle><tabella id='t'><colonne><colonna id='a' tipo='importo'/><colonna id='b' tipo='importo'/></colonne>%s</tabella></tabelle>",
                   rows[i].rows);
        computed_parts(&c, "", LIVELLI, NODO(""), buf_text(&tail));
        const struct diag_message *m = diag_get(c.diag, 0);
        EXPECT(m != NULL && m->code == DIAG_CELL_CYCLE && strstr(m->text, rows[i].said) != NULL, rows[i].said);
        if (m != NULL && strstr(m->text, rows[i].said) == NULL)
            EXPECT_TEXT(m->text, rows[i].said, "the circle");
        computed_close(&c);
        buf_free(&tail);
    }
}

/* Circles of 150 nodes, and of 150 cells: a hundred are named. */
static void test_large_circles(void)
{
    struct computed c;
    struct buf tree = BUF_INIT, tail = BUF_INIT;
    for (int i = 0; i < 150; i++) {
        buf_printf(&tree, "<nodo id='n%d' livello='op'><titolo>T</titolo><rinvio rif='n%d'/></nodo>", i, (i + 1) % 150);
        buf_printf(&tail, "<riga id='r%d'><cella id='x%d'><formula>r%d + 1</formula></cella></riga>", i, i, (i + 1) % 150);
    }
    struct buf table = BUF_INIT;
    buf_printf(&table, "<tabelle><tabella id='t'><colonne><colonna id='c' tipo='numero'/></colonne>%s</tabella></tabelle>", buf_text(&tail));
    computed_parts(&c, "", LIVELLI, buf_text(&tree), buf_text(&table));
    for (size_t i = 0; i < diag_count(c.diag); i++) {
        const struct diag_message *m = diag_get(c.diag, i);
        bool cells = m->code == DIAG_CELL_CYCLE;
        EXPECT(strstr(m->text, cells ? "x0 → x1 → " : "n0 → n1 → ") != NULL, m->text);
        EXPECT(strstr(m->text, cells ? " → x99 → … → x0" : " → n99 → … → n0") != NULL, m->text);
    }
    EXPECT_LONG(diag_count_code(c.diag, DIAG_CELL_CYCLE), 1, "cells");
    EXPECT_LONG(diag_count_code(c.diag, DIAG_NODE_CYCLE), 1, "nodes");
    EXPECT_LONG(diag_count(c.diag), 2, "nothing else");
    computed_close(&c);
    buf_free(&tree);
    buf_free(&tail);
    buf_free(&table);
}

/* A formula may have 20,000 characters. */
static void test_longest_formula(void)
{
    struct computed c;
    struct buf tree = BUF_INIT;
    for (int more = 0; more < 2; more++) {
        buf_clear(&tree);
        buf_printf(&tree, "<nodo id='n' livello='op'><titolo>T</titolo><indicatore id='i'><nome>N</nome><formula>%s", more ? "AAA" : "AA");
        for (int i = 0; i < (20000 - 2) / 6; i++)
            buf_str(&tree, " - AAA");
        buf_str(&tree, "</formula></indicatore></nodo>");
        computed_parts(&c, "<misure><misura id='a' codice='AA'><valore anno='2017'><numero>1</numero></valore></misura>"
                           "<misura id='b' codice='AAA'><valore anno='2017'><numero>0</numero></valore></misura></misure>", LIVELLI, buf_text(&tree), "");
        const struct diag_message *m = diag_get(c.diag, 0);
        EXPECT_LONG(diag_count(c.diag), more, "messages");
        if (more && m != NULL)
            EXPECT(m->code == DIAG_FORMULA_TOO_LONG && strstr(m->text, "20000") != NULL, m->text);
        computed_close(&c);
    }
    buf_free(&tree);
}

/* A title with a comment in it, as a message calls the node; a value's own unit goes with it. */
static void test_words(void)
{
    struct computed c;
    computed_parts(&c, "<misure><misura id='a' codice='A'><valore anno='2017'><durata unita='ore'>3</durata></valore></misura></misure>", LIVELLI,
                   "<nodo id='n' livello='op'><titolo>Servizi <!-- per ora -->vari</titolo><indicatore id='i'><nome>N</nome><formula>A / Z</formula></indicatore>"
                   "<indicatore id='k'><nome>K</nome><formula>A</formula></indicatore></nodo>", "");
    const struct diag_message *m = diag_get(c.diag, 0);
    EXPECT_TEXT(m != NULL ? m->at.place : "", "o «Servizi vari», indicatore i", "the place");
    const xmlNode *calcoli = plan_child(plan_find(c.plan, "k"), "calcoli");
    EXPECT_TEXT(plan_attr(plan_child(plan_child(calcoli, "consuntivo"), "durata"), "unita"), "ore", "the unit");
    computed_close(&c);
}

/* Views whose entries are weighed: what is n.d. is left out, and a view of nothing else is n.d.; what is awaited, or has nothing to
 * attain, gives a view no grado. */
static void test_views(void)
{
    static const struct { const char *id, *entries, *grado; } rows[] = {
        {"v1", "<voce rif='j' peso='40'/><voce rif='i' peso='60'/>", "50.00% 1/2"},
        {"v2", "<voce rif='i' peso='100'/>", "n.d."},
        {"v3", "<voce rif='k' peso='100'/>", ""},
        {"v4", "<voce rif='l' peso='100'/>", ""},
        {"v5", "<gruppo id='g' rif='n' peso='100'><voce rif='i'/></gruppo><voce rif='k' peso='0'/>", "n.d."},
    };
    struct computed c;
    struct buf views = BUF_INIT;
    for (size_t i = 0; i < COUNT(rows); i++)
        buf_printf(&views, "<vista id='%s'><titolo>V</titolo>%s</vista>", rows[i].id, rows[i].entries);
    struct buf tail = BUF_INIT;
    buf_printf(&tail, "<viste>%s</viste>", buf_text(&views));
    computed_parts(&c, "", LIVELLI, NODO(IND("i", TARGET(NUM("10")) CONS(ND)) IND("j", TARGET(NUM("10")) CONS(NUM("5"))) IND("k", TARGET(NUM("10"))) IND("l", "")),
                   buf_text(&tail));
    for (size_t i = 0; i < COUNT(rows); i++)
        EXPECT_TEXT(computed_figure(&c, rows[i].id, "grado"), rows[i].grado, rows[i].entries);
    EXPECT_TEXT(computed_messages(&c), "", "no message");
    computed_close(&c);
    buf_free(&views);
    buf_free(&tail);
}

/* What a trace says of numbers in formulas, of measures without a value, of numbers too long to print, of what enters nothing. */
static void test_traces(void)
{
    static const struct { const char *head, *body, *line; } rows[] = {
        {"<misure><misura id='a' codice='A'><valore anno='2017'>" NUM("3") "</valore></misura></misure>", IND("i", "<formula>A * 100 / 4</formula>"), "con i valori  3 * 100 / 4"},
        {"<misure><misura id='a' codice='A'><valore anno='2017'>" NUM("3") "</valore></misura><misura id='b' codice='B'><valore anno='2017'>" ND "</valore></misura></misure>", IND("i", "<formula>A / B</formula>"), "3 / n.d."},
        {"", IND("i", "<target anno='2017' comparatore='entro'><data>2017-09-30</data></target>" CONS("<data>2017-11-20</data>")), "1 − 51 / 273"},
        {"<metodo><aggregazione livello='op' regola='nessuna'/></metodo>", IND("i", TARGET(NUM("10")) CONS(NUM("5"))), "Come entra nei risultati"},
        {"", IND("i", TARGET("<intervallo><da>" NUM("4") "</da><a>" NUM("6") "</a></intervallo>") CONS(NUM("3"))), "target t      "},
        {"", IND("i", "<base anno='2016'>" NUM("4") "</base><target anno='2016'>" NUM("4") "</target>" TARGET(NUM("5")) CONS(NUM("5"))), "valore c      5"},
        {"<misure><misura id='a' codice='A'><valore anno='2017'>" NUM("123456789012345678901") "</valore></misura>"
         "<misura id='b' codice='B'><valore anno='2017'>" NUM("987654321098765432109") "</valore></misura></misure>",
         IND("i", "<formula>A / B / A / B / A</formula>" TARGET(NUM("5"))), "…"},
        {"", IND("i", "<target anno='2017' comparatore='almeno'>" NUM("10") "<scaglioni><scaglione punteggio='60'>" NUM("8") "</scaglione></scaglioni></target>" CONS(NUM("9"))), "scaglione     ≥ 8: 60"},
        {"", IND("i", "<target anno='2017' comparatore='almeno'><importo>10</importo></target>" CONS("<importo>5</importo>")), "5 €"},
        {"", IND("i", "<target anno='2017' comparatore='al-massimo'><durata>10</durata></target>" CONS("<durata unita='ore'>12</durata>")), "12 ore"},
        /* 10 days after 30 June, day 181: from the nearer end of an interval, without the sum in numbers */
        {"", IND("i", TARGET("<intervallo><da><data>2017-03-01</data></da><a><data>2017-06-30</data></a></intervallo>") CONS("<data>2017-07-10</data>")),
         "  regola        in ritardo: 1 − giorni di ritardo / giorno dell'anno della scadenza\n  esatto        171/181\n"},
        {"", IND("i", "<base anno='2014'>" NUM("410") "</base><base anno='2016'>" NUM("490") "</base>" TARGET("<riferimento indicatore='i' dal='2014'/>") CONS(NUM("5"))),
         "  riferimento   n.d.   media (2014: 410; 2015: n.d.; 2016: 490)\n"},
        {"", IND("i", "<consuntivo anno='2016' parte='x'>" NUM("1") "</consuntivo><target anno='2017'><condizioni><condizione parte='x'>" NUM("4") "</condizione></condizioni></target>"
         PARTE("x", NUM("2"))), "  condizione    x\n  valore c      2   (scritto nel piano)\n"},
        {"", IND("i", TARGET(NUM("10")) CONS(NUM("5")) "<grado anno='2017'><rettifica>-10</rettifica><motivo>Dati in ritardo</motivo></grado>"),
         "  rettifica     −10   (Dati in ritardo)\n  esatto        2/5\n"},
        {"<metodo><aggregazione livello='op' su='indicatori' regola='media-pesata' apporti='si'/></metodo>",
         "<indicatore id='i' peso='30'><nome>N</nome>" TARGET(NUM("10")) CONS(NUM("5")) "</indicatore>"
         "<indicatore id='k' peso='70'><nome>N</nome>" TARGET(NUM("10")) CONS(NUM("8")) "</indicatore>",
         "    → i: peso 30, 50%, apporto 15%\n      k: peso 70, 80%, apporto 56%\n"},
        {"<metodo><aggregazione livello='op' su='indicatori' regola='media' minimo='60'/></metodo>", IND("i", TARGET(NUM("10")) CONS(NUM("5"))),
         "60,00%   (esatto: 3/5)\n    media semplice di 1 grado, esatti, non meno di 60%\n"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct computed c;
        struct buf tree = BUF_INIT, out = BUF_INIT;
        buf_printf(&tree, "<nodo id='n' livello='op'><titolo>T</titolo>%s</nodo>", rows[i].body);
        computed_parts(&c, rows[i].head, LIVELLI, buf_text(&tree), "");
        EXPECT(trace_indicator(c.plan, "i", DIAG_IT, &out), rows[i].line);
        if (strstr(buf_text(&out), rows[i].line) == NULL)
            EXPECT_TEXT(buf_text(&out), rows[i].line, "the trace");
        computed_close(&c);
        buf_free(&tree);
        buf_free(&out);
    }
}

/* Where in a formula the error is: behind blanks, accents and entities the element is named instead of a wrong place. */
static void test_formula_places(void)
{
    static const struct { const char *formula; int code; long column; } rows[] = {
        {"<!-- perché --><formula>A / Z</formula>", 4002, 42},
        {"<formula>A / Z</formula>", 4002, 27}, {"<formula>A + 1,5</formula>", 4009, 27}, {"<formula>A + Ààà</formula>", 4001, 27},
        {"<formula>A  /  Z</formula>", 4002, 14}, {"<formula>A &lt; A</formula>", 4005, 25},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct computed c;
        struct buf tree = BUF_INIT;
        buf_printf(&tree, "<nodo id='n' livello='op'><titolo>T</titolo><indicatore id='i'><nome>N</nome>\n             %s</indicatore></nodo>", rows[i].formula);
        computed_parts(&c, "<misure><misura id='a' codice='A'><valore anno='2017'><numero>3</numero></valore></misura></misure>", LIVELLI, buf_text(&tree), "");
        const struct diag_message *m = diag_get(c.diag, 0);
        EXPECT(m != NULL, rows[i].formula);
        EXPECT_LONG(m != NULL ? (int)m->code : 0, rows[i].code, rows[i].formula);
        EXPECT_LONG(m != NULL ? m->at.column : 0, rows[i].column, rows[i].formula);
        computed_close(&c);
        buf_free(&tree);
    }
}

/* More pairs of names than any plan has, each of an address of its own. */
static void test_kinds(void)
{
    static const xmlChar names[200];
    struct arena *a = arena_new();
    struct kinds k;
    kinds_init(&k, a);
    EXPECT(!kinds_has(&k, names, names, false), "nothing is in an empty one");
    for (size_t i = 0; i < 200; i++)
        for (size_t j = i % 3; j < 200; j += 3)
            EXPECT(kinds_add(&k, names + i, names + j, i % 2 == 0), "entered");
    for (size_t i = 0; i < 200; i++)
        for (size_t j = 0; j < 200; j++) {
            EXPECT(kinds_has(&k, names + i, names + j, i % 2 == 0) == (j % 3 == i % 3), "found, or not, as entered");
            EXPECT(!kinds_has(&k, names + i, names + j, i % 2 != 0), "an attribute is no child");
        }
    EXPECT(!kinds_has(&k, NULL, names, false) && !kinds_has(&k, names, NULL, false), "an unknown name");
    arena_free(a);
}

void suite_corners(void)
{
    CU_pSuite s = CU_add_suite("corners", NULL, NULL);
    CU_add_test(s, "figures", test_figures);
    CU_add_test(s, "many tables", test_tables);
    CU_add_test(s, "circles of cells", test_circles);
    CU_add_test(s, "large circles", test_large_circles);
    CU_add_test(s, "the longest formula", test_longest_formula);
    CU_add_test(s, "views", test_views);
    CU_add_test(s, "words", test_words);
    CU_add_test(s, "traces", test_traces);
    CU_add_test(s, "places in formulas", test_formula_places);
    CU_add_test(s, "kinds", test_kinds);
}
