/* test_calcoli.c: figures as elements of the plan's tree: where they stand, what they carry, and memory that ends while they are written. */
#include <string.h>

#include "computed.h"
#include "starve.h"
#include "suites.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define LIVELLI "<livello id='op' nome='O' natura='operativo'/>"
#define NODO(body) "<nodo id='n' livello='op'><titolo>T</titolo>" body "</nodo>"
#define BLANKS16 "                "
#define BLANKS256 BLANKS16 BLANKS16 BLANKS16 BLANKS16 BLANKS16 BLANKS16 BLANKS16 BLANKS16 \
                  BLANKS16 BLANKS16 BLANKS16 BLANKS16 BLANKS16 BLANKS16 BLANKS16 BLANKS16

/* Figures follow the last element, indented as it is; where it begins no line, or too far to the right, they are not. */
static void test_places(void)
{
#define TARGET "<target anno='2017'><numero>4</numero></target>"
#define CONS "<consuntivo anno='2017'><numero>3</numero></consuntivo>"
#define WRITTEN "<consuntivo anno=\"2017\"><numero>3</numero></consuntivo>"
#define GRADO "<grado anno=\"2017\" esatto=\"3/4\"><percento>75.00</percento></grado>"
    static const struct { const char *what, *head, *body, *want; } rows[] = {
        {"a line", "", "<indicatore id='i'>\n   <nome>N</nome>\n   " TARGET "\n   " CONS "\n</indicatore>",
         WRITTEN "\n   <calcoli>\n     " GRADO "\n   </calcoli>\n</indicatore>"},
        {"no line", "", "<indicatore id='i'><nome>N</nome> " TARGET " " CONS " </indicatore>", WRITTEN "<calcoli>" GRADO "</calcoli> </indicatore>"},
        {"far right", "", "<indicatore id='i'><nome>N</nome>" TARGET "\n" BLANKS256 CONS "\n</indicatore>", WRITTEN "<calcoli>" GRADO "</calcoli>\n</indicatore>"},
        {"an element that was empty", "<metodo><pesi livello='op' regola='uguali'/></metodo>", "<indicatore id='i'><nome>N</nome></indicatore><rinvio rif='i'/>",
         "<rinvio rif=\"i\"><calcoli><peso><percento>50.00</percento></peso></calcoli></rinvio>"},
        {"an element that had only words of the author", "<metodo><pesi livello='op' regola='uguali'/></metodo>",
         "<indicatore id='i'><nome>N</nome></indicatore><rinvio rif='i'><!-- per ora --></rinvio>",
         "<rinvio rif=\"i\"><calcoli><peso><percento>50.00</percento></peso></calcoli><!-- per ora --></rinvio>"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct computed c;
        struct buf tree = BUF_INIT, out = BUF_INIT;
        buf_printf(&tree, NODO("%s"), rows[i].body);
        computed_parts(&c, rows[i].head, LIVELLI, buf_text(&tree), "");
        EXPECT(xml_write(c.doc, &out), rows[i].what);
        if (strstr(buf_text(&out), rows[i].want) == NULL)
            EXPECT_TEXT(buf_text(&out), rows[i].want, rows[i].what);
        computed_close(&c);
        buf_free(&tree);
        buf_free(&out);
    }
}

/* C / B to the power of N, where C is B + 1 and B is 10 to the power of 23: each of both terms of the fraction has 23 N + 1 digits.
 * One of 3,958 is written, one of 4,004 is not. */
static void test_longest_fraction(void)
{
    static const struct { int times; bool written; } rows[] = {{86, true}, {87, false}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct computed c;
        struct buf tree = BUF_INIT;
        buf_str(&tree, "<nodo id='n' livello='op'><titolo>T</titolo><indicatore id='i' decimali='2'><nome>N</nome><formula>C / B");
        for (int k = 1; k < rows[i].times; k++)
            buf_str(&tree, " * C / B");
        buf_str(&tree, "</formula></indicatore></nodo>");
        computed_parts(&c, "<misure><misura id='b' codice='B'><valore anno='2017'><numero>100000000000000000000000</numero></valore></misura>"
                           "<misura id='c' codice='C'><valore anno='2017'><numero>100000000000000000000001</numero></valore></misura></misure>",
                       LIVELLI, buf_text(&tree), "");
        const xmlNode *figure = plan_child(plan_child(plan_find(c.plan, "i"), "calcoli"), "consuntivo");
        const char *exact = plan_attr(figure, "esatto");
        EXPECT_TEXT(plan_text(c.plan, plan_child(figure, "numero")), "1.00", "rounded");
        EXPECT_LONG(exact != NULL ? strcspn(exact, "/") : 0, rows[i].written ? 23 * rows[i].times + 1 : 0, "digits of the numerator");
        computed_close(&c);
        buf_free(&tree);
    }
}

/* ---------------------------------------------------------------- memory of libxml2 */

/* A plan with figures of every kind, words longer than a node has room for, and blanks that are to go. */
static const char *const every_kind =
    "<piano xmlns='urn:pira:piano:1' versione='1' anno='2017' documento='rapporto'><ente><denominazione>E</denominazione></ente>"
    "<metodo><grado decimali='1'/><pesi livello='op' regola='uguali'/><aggregazione livello='op' su='indicatori' regola='media-pesata' apporti='si'/>"
    "<totale id='t' regola='media' livelli='op'><nome>T</nome></totale><fascia id='f' da='50'>buono</fascia></metodo>"
    "<organizzazione><centro id='c'><nome>C</nome></centro></organizzazione>"
    "<misure><misura id='m' codice='A' parti='somma'><valore anno='2017' parte='nord'><numero>5</numero></valore>"
    "<valore anno='2017' parte='sud'><numero>2</numero></valore></misura></misure>"
    "<albero><livelli>" LIVELLI "</livelli>\n <nodo id='n' livello=' op '>\n  <titolo>T</titolo>\n"
    "  <indicatore id='i'>\n   <nome>N</nome>\n   <responsabile centri='c' peso='100'/>\n   <target anno='2017'><numero>4</numero></target>\n"
    "   <formula>A / 3</formula>\n  </indicatore>\n"
    "  <indicatore id='k'><nome>N</nome><target anno='2017'><numero>4</numero></target><consuntivo anno='2017'>"
    "<assente stato='in-definizione'>si saprà soltanto dopo il mese di giugno</assente></consuntivo></indicatore>\n"
    "  <rinvio rif='i'/></nodo></albero>"
    "<viste><vista id='v'><titolo>V</titolo><voce rif='i' peso='50'/><voce rif='n' peso='50'/></vista></viste>"
    "<tabelle><tabella id='x'><colonne><colonna id='a' tipo='importo' decimali='2'/></colonne>"
    "<riga id='r'><cella><importo>12345678901234567.25</importo></cella></riga><riga genere='totale'><cella><somma/></cella></riga></tabella></tabelle></piano>";

/* Reads and computes the plan, allocation FAILING of libxml2 failing meanwhile; how many there were. */
static size_t compute_starved(size_t failing, struct buf *written, bool *done, bool *told)
{
    struct diag *d = diag_new(DIAG_IT);
    struct xml_doc *doc = NULL;
    starve_xml_begin();
    EXPECT_LONG(xml_read_memory(&doc, "prova.xml", every_kind, strlen(every_kind), d), READ_OK, "well-formed");
    starve_xml_at(failing);
    struct plan *p = plan_open(doc, d);
    *done = p != NULL && compute_run(p, d);
    size_t count = starve_xml_count();
    starve_xml_at(0);
    *told = diag_count_code(d, DIAG_NO_MEMORY) == 1;
    EXPECT(!*done || xml_write(doc, written), "written");
    plan_close(p);
    xml_free(doc);
    diag_free(d);
    EXPECT_LONG(starve_xml_end(), 0, "given back");
    return count;
}

static void test_memory(void)
{
    struct buf whole = BUF_INIT;
    bool done, told;
    size_t count = compute_starved(0, &whole, &done, &told);
    EXPECT(done && !told, "with memory enough");
    EXPECT(strstr(buf_text(&whole), "<calcoli") != NULL && count > 0, buf_text(&whole));
    for (size_t i = 1; i <= count; i++) {
        struct buf written = BUF_INIT;
        char row[100];
        snprintf(row, sizeof row, "allocation %zu of %zu", i, count);
        compute_starved(i, &written, &done, &told);
        EXPECT(done != told, row);
        if (done)
            EXPECT_TEXT(buf_text(&written), buf_text(&whole), row);
        buf_free(&written);
    }
    buf_free(&whole);
}

void suite_calcoli(void)
{
    CU_pSuite s = CU_add_suite("calcoli", NULL, NULL);
    CU_add_test(s, "places", test_places);
    CU_add_test(s, "the longest fraction", test_longest_fraction);
    CU_add_test(s, "memory of libxml2", test_memory);
}
