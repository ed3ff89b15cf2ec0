/* test_bind.c: what becomes of a template and a plan: the blocks, shown as text. */
#include <CUnit/CUnit.h>

#include "bind_try.h"
#include "expect.h"
#include "suites.h"

#define WORDS "<parola nome='almeno'>≥</parola><parola nome='percento'>%</parola><parola nome='importo'>€</parola>" \
              "<parola nome='durata'>gg</parola><parola nome='si'>sì</parola><parola nome='nuovo'>nuovo</parola>" \
              "<parola nome='da'>da</parola><parola nome='a'>a</parola><parola nome='e'>e</parola>"

static void values(void)
{
    static const struct { const char *element, *attributes, *want; } rows[] = {
        {"<x><numero>1234.5</numero></x>", "", "1.234,5"},
        {"<x><numero unita='N.'>18</numero></x>", "", "18" NB "N."},
        {"<x><numero unita='N.'>18</numero></x>", "unita='no'", "18"},
        {"<x><percento>96.50</percento></x>", "", "96,50" NB "%"},
        {"<x><percento>96.50</percento></x>", "decimali='0'", "97" NB "%"},
        {"<x><importo>1241790</importo></x>", "", "1.241.790" NB "€"},
        {"<x><durata>2</durata></x>", "", "2" NB "gg"},
        {"<x><data>2017-09-30</data></x>", "", "30/09/2017"},
        {"<x><sino>si</sino></x>", "", "sì"},
        {"<x comparatore='almeno'><numero>2</numero></x>", "", "≥" NB "2"},
        {"<x comparatore='almeno'><numero>2</numero></x>", "comparatore='no'", "2"},
        {"<x comparatore='entro'><data>2017-11-30</data></x>", "", "entro" NB "30/11/2017"},
        {"<x><parole>monitoraggio dell'anno</parole></x>", "", "monitoraggio dell’anno"},
        {"<x><assente stato='nuovo'/></x>", "", "nuovo"},
        {"<x><assente stato='nuovo'>introdotto nel 2025</assente></x>", "", "introdotto nel 2025"},
        {"<x comparatore='almeno'><numero>20</numero><stampato>eventi <valore/> nell'anno</stampato></x>", "",
         "eventi ≥" NB "20 nell’anno"},
        {"<x segno='*'><numero>3</numero></x>", "", "3" NB "*"},
        {"<x><numero>3</numero><nota>(dato al 31/10)</nota></x>", "", "3 (dato al 31/10)"},
        {"<x><intervallo><da><numero>5</numero></da><a><numero>10</numero></a></intervallo></x>", "", "da" NB "5 a" NB "10"},
        {"<x><intervallo><da><numero>5</numero></da></intervallo></x>", "", "≥" NB "5"},
        {"<x><condizioni><condizione comparatore='almeno'><percento>95</percento></condizione>"
         "<condizione comparatore='entro'><data>2025-08-31</data></condizione></condizioni></x>", "",
         "≥" NB "95" NB "% e entro" NB "31/08/2025"},
        {"<indicatore unita='N.'><x><numero>4</numero></x></indicatore>", "", "4" NB "N."},
        {"<indicatore unita='N.'><x><numero>4</numero></x></indicatore>", "unita='propria'", "4"},
        {"<indicatore unita='valore assoluto'><x><numero>4</numero></x></indicatore>", "", "4"},
        {"<indicatore unita='si/no'><x parte='p'><numero>2</numero></x></indicatore>", "", "2"},
        {"<x provvisorio='si'><numero>3</numero></x>", "", "3 provvisorio"},
        {"<x provvisorio='si'><numero>3</numero><nota>(al 31/10)</nota></x>", "", "3 provvisorio (al 31/10)"},
        {"<y/>", "", "n.d."},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char plan[600], body[200], want[200];
        snprintf(plan, sizeof plan, PIANO("%s"), rows[i].element);
        snprintf(body, sizeof body, "<paragrafo stile='p'><quantita di='.//x' %s>n.d.</quantita></paragrafo>", rows[i].attributes);
        snprintf(want, sizeof want, "para \"%s\"\n", rows[i].want);
        check_text(WORDS, body, plan, want);
    }
}

static void figures(void)
{
    static const char plan[] = PIANO(
        "<albero><nodo id='a'><grado><percento>1</percento></grado></nodo>"
        "<nodo id='b'><grado><percento>1</percento></grado><calcoli><grado><percento>84.29</percento></grado></calcoli></nodo>"
        "<nodo id='c'><pubblicato><grado><percento>84.25</percento></grado></pubblicato>"
        "<calcoli><grado esatto='843/1000'><percento>84.30</percento></grado></calcoli></nodo>"
        "<nodo id='d'><pubblicato><grado><percento>84.3</percento></grado></pubblicato>"
        "<calcoli><grado esatto='8428/10000'><percento>84.28</percento></grado></calcoli></nodo></albero>"
        "<voce rif='b'/>");
    const char *note = "<frammento-testo nome='n'>Pubblicato <quantita di='$pubblicato'/>, calcolato <quantita di='$calcolato'/>.</frammento-testo>";
    check_text(note, "<per-ogni di='albero/nodo | voce'><paragrafo stile='p'><quantita di='.' cifra='grado' unita='no' diverso='n'/></paragrafo></per-ogni>",
               plan, "para \"1\"\npara \"84,29\"\npara \"84,25<note>\" note \"Pubblicato 84,25\xC2\xA0" "percento, calcolato 84,30\xC2\xA0" "percento.\"\npara \"84,3\"\npara \"84,29\"\n");
}

/* The one or the other figure only, the band it is in, that of what has none. */
static void functions(void)
{
    static const char plan[] = PIANO(
        "<metodo><valutazione><fascia id='f1' da='80'>buono</fascia><fascia id='f0'>non valutato</fascia></valutazione></metodo>"
        "<albero><nodo><grado><percento>1</percento></grado></nodo>"
        "<nodo id='c'><pubblicato><grado><percento>84.25</percento></grado></pubblicato><calcoli><grado fascia='f1'><percento>84.30</percento></grado></calcoli></nodo>"
        "<nodo><calcoli><grado><assente stato='non-disponibile'/></grado></calcoli></nodo></albero><voce rif='c'/>");
    check_text("", "<per-ogni di='albero/nodo | voce'><paragrafo stile='p'>[{calcolata(., \"grado\", 2025)}] [{pubblicata(., \"grado\", 2025)}] "
               "[{cifra(., \"grado\", 2025)}] [{fascia(.)}]</paragrafo></per-ogni>", plan,
               "para \"[] [] [1] []\"\npara \"[84.30] [84.25] [84.25] [buono]\"\npara \"[] [] [] [non valutato]\"\npara \"[84.30] [84.25] [84.25] [buono]\"\n");
}

/* Lists of a template: their marks, entries that are told one by one, one without any words. */
static void lists(void)
{
    static const struct { const char *numbering, *kind, *marks[4]; } rows[] = {
        {"numeri", " digits", {"1.", "2.", "3.", "4."}}, {"lettere", " letters", {"a.", "b.", "c.", "d."}},
        {"romani", " roman", {"i.", "ii.", "iii.", "iv."}}, {"trattino", "", {"–", "–", "–", "–"}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char body[400], want[400];
        const char *const *m = rows[i].marks;
        snprintf(body, sizeof body, "<elenco stile='p' numerazione='%s'><per-ogni di='nodo'><voce>{@codice}</voce></per-ogni><se test='true()'><voce>fine</voce></se></elenco>",
                 rows[i].numbering);
        snprintf(want, sizeof want, "list%s\n  item \"%s\"\n    para \"A\"\n  item \"%s\"\n    para \"B\"\n  item \"%s\"\n    para \"C\"\n  item \"%s\"\n    para \"fine\"\n",
                 rows[i].kind, m[0], m[1], m[2], m[3]);
        check_text("<parola nome='trattino'>–</parola>", body, PIANO("<nodo codice='A'/><nodo codice='B'/><nodo codice=''/><nodo codice='C'/>"), want);
    }
}

/* A heading with a number of its own. */
static void headings(void)
{
    check_text("", "<titolo livello='2' stile='p' numero='{@anno}'>Risultati di {ente}</titolo><titolo livello='1' stile='p'>Altro</titolo>",
               PIANO("<ente>E</ente>"), "heading #titolo-1 2 \"2025\xE2\x80\x82Risultati di E\"\nheading #titolo-2 1 \"Altro\"\n");
}

/* A document of a day has the figures of that day; values that answer to several conditions stand together. */
static void figures_of_a_day(void)
{
#define INDICATORS                                                                                                             \
    "<indicatore><calcoli><consuntivo al='2026-03-31'><numero>1</numero></consuntivo><consuntivo al='2026-06-30'><numero>2</numero></consuntivo>" \
    "<consuntivo anno='2026'><numero>3</numero></consuntivo></calcoli></indicatore>"                                          \
    "<indicatore><consuntivo anno='2026' parte='a'><percento>96</percento></consuntivo><consuntivo anno='2026' parte='b'><data>2026-12-15</data></consuntivo>" \
    "<consuntivo anno='2025' parte='b'><data>2025-12-15</data></consuntivo></indicatore>"
#define OF_A_DAY(al) "<piano xmlns='urn:pira:piano:1' anno='2026' documento='d'><documento tipo='d' " al "/>" INDICATORS "</piano>"
    static const char body[] = "<per-ogni di='indicatore'><paragrafo stile='p'><quantita di='.' cifra='consuntivo' anno='2026'/></paragrafo></per-ogni>";
    check_text(WORDS, body, OF_A_DAY(""), "para \"3\"\npara \"96" NB "%; 15/12/2026\"\n");
    check_text(WORDS, body, OF_A_DAY("al='2026-06-30'"), "para \"2\"\npara \"96" NB "%; 15/12/2026\"\n");
    check_text(WORDS, body, OF_A_DAY("al='2026-09-30'"), "para \"3\"\npara \"96" NB "%; 15/12/2026\"\n");
}

static void control(void)
{
    static const char plan[] = PIANO("<nodo codice='A'><nodo codice='B'><nodo codice='C'/></nodo></nodo><nodo codice='D'/>");
    check_text("<frammento nome='albero'><paragrafo stile='p'>{@codice}{$dove}</paragrafo>"
               "<per-ogni di='nodo'><inserisci frammento='albero'><con nome='dove' valore='concat($dove, \".\")'/></inserisci></per-ogni></frammento>",
               "<per-ogni di='nodo'><inserisci frammento='albero'><con nome='dove' valore='\"\"'/></inserisci></per-ogni>",
               plan, "para \"A\"\npara \"B.\"\npara \"C..\"\npara \"D\"\n");
    check_text("", "<per-ogni di='nodo'><se test='nodo'><paragrafo stile='p'>con {@codice}</paragrafo>"
               "<altrimenti><paragrafo stile='p'>senza {@codice}</paragrafo></altrimenti></se></per-ogni>",
               plan, "para \"con A\"\npara \"senza D\"\n");
    check_text("", "<paragrafo stile='p'><per-ogni di='.//nodo' tra=', '><scegli><quando test='@codice = \"A\"'>primo</quando>"
               "<quando test='position() = last()'>ultimo</quando><altrimenti>{@codice}</altrimenti></scegli></per-ogni></paragrafo>",
               plan, "para \"primo, B, C, ultimo\"\n");
    check_text("", "<poni nome='x' valore='nodo[2]'/><paragrafo stile='p'>{$x/@codice}</paragrafo><paragrafo stile='p'>{nulla}</paragrafo>",
               plan, "para \"D\"\n");
}

static void tables(void)
{
    static const char plan[] = PIANO("<nodo codice='A'><v>1</v></nodo><nodo codice='B'><v>2</v><w>due</w></nodo>");
    const char *columns = "<colonne><colonna nome='c' larghezza='1*'/><colonna nome='x' larghezza='1*' se='.//w'/>"
                          "<colonna nome='z' larghezza='1*' se='false()'/><colonna nome='v' larghezza='20mm' asse='30pt'/></colonne>";
    char body[1200];
    snprintf(body, sizeof body, "<tabella aspetto='t'>%s<testa><riga><cella colonna='v'>V</cella><cella colonna='c' fino-a='z'>C</cella></riga></testa>"
             "<corpo><per-ogni di='nodo'><riga><cella colonna='c' intestazione='si'>{@codice}</cella><cella colonna='x'>{w}</cella>"
             "<cella colonna='z'>mai</cella><cella colonna='v'><quantita di='v'/></cella></riga><riga><cella colonna='x'>{nulla}</cella></riga></per-ogni></corpo></tabella>", columns);
    check_text("", body, plan,
               "table 3 columns\n  head row\n    head columns=2 \"C\"\n    head \"V\" right\n"
               "  body row\n    head \"A\"\n    cell\n    cell \"1\" axis\n"
               "  body row\n    head \"B\"\n    cell \"due\"\n    cell \"2\" axis\n");
    snprintf(body, sizeof body, "<tabella aspetto='t'>%s<corpo><per-ogni di='nodo/nulla'><riga><cella>{.}</cella></riga></per-ogni></corpo></tabella>"
             "<paragrafo stile='p'>fine</paragrafo>", columns);
    check_text("", body, plan, "para \"fine\"\n");
}

static void cells_that_go_down(void)
{
    static const char plan[] = PIANO("<r>1</r><r>2</r><r>3</r>");
    check_text("", "<tabella aspetto='t'><colonne><colonna nome='a' larghezza='1*'/><colonna nome='b' larghezza='1*'/></colonne><corpo>"
               "<riga><cella colonna='a' scende='si'>A</cella><cella colonna='b'>0</cella></riga>"
               "<per-ogni di='r'><riga><cella colonna='b'>{.}</cella></riga></per-ogni>"
               "<riga><cella colonna='a' scende='si'>B</cella><cella colonna='b'>4</cella></riga></corpo></tabella>", plan,
               "table 2 columns\n  body row\n    cell rows=4 \"A\"\n    cell \"0\"\n  body row\n    cell \"1\"\n"
               "  body row\n    cell \"2\"\n  body row\n    cell \"3\"\n  body row\n    cell \"B\"\n    cell \"4\"\n");
}

static void tables_of_the_plan(void)
{
    static const char plan[] = PIANO(
        "<tabella id='t'><colonne><gruppo><testata>DUE COLONNE</testata><colonna id='n' etichette='si'><testata>N.</testata></colonna>"
        "<colonna id='v'><testata>Voce</testata></colonna></gruppo><colonna id='e' tipo='importo' decimali='2'><testata>Euro</testata></colonna></colonne>"
        "<riga><cella righe='2'><testo>1</testo></cella><cella><testo>Prima</testo></cella><cella><importo>1000</importo></cella></riga>"
        "<riga><cella><testo>Seconda</testo></cella><cella><assente stato='nuovo'/></cella></riga>"
        "<riga genere='totale'><cella colonne='2' etichetta='si'><testo>TOTALE</testo></cella>"
        "<cella><somma/><pubblicato><importo>900.00</importo></pubblicato><calcoli><importo>1000.00</importo></calcoli></cella></riga></tabella>");
    check_text(WORDS "<frammento-testo nome='n'>La somma è <quantita di='$calcolato'/></frammento-testo>",
               "<tabella-del-piano di='tabella' aspetto='t' frase='si' diverso='n'/>", plan,
               "table #t 3 columns\n  head row\n    head columns=2 \"Due colonne\" centre\n    head rows=2 \"Euro\" right\n"
               "  head row\n    head \"N.\"\n    head \"Voce\"\n"
               "  body row\n    head rows=2 \"1\"\n    cell \"Prima\"\n    cell \"1.000,00\" right\n"
               "  body row\n    cell \"Seconda\"\n    cell \"nuovo\" right\n"
               "  body row\n    head columns=2 \"Totale\"\n    cell \"900,00<note>\" right note \"La somma è 1.000,00\xC2\xA0€\"\n");
}

static void texts_of_the_plan(void)
{
    static const char plan[] = PIANO(
        "<documento tipo='rapporto'><impaginazione prima-sezione='2.4'/></documento>"
        "<testi><sezione><titolo>PREMESSA METODOLOGICA</titolo><p>Testo <forte>in\n evidenza</forte>, <corsivo>e oltre</corsivo>.</p>"
        "<sezione><titolo>Sotto</titolo><elenco numerazione='lettere'><voce>uno <elenco><voce>interno</voce></elenco></voce><voce>due</voce></elenco></sezione></sezione>"
        "<sezione numero='9'><p>Fine<nota>in nota</nota></p></sezione><sezione per='preventivo'><p>di un altro documento</p></sezione></testi>");
    check_text("<parola nome='trattino'>–</parola><stile nome='titolo-1' come='p'/>", "<testo-del-piano di='testi/sezione' frase='si' numera='si'/>", plan,
               "heading #titolo-1 1 \"2.4\xE2\x80\x82Premessa metodologica\"\npara \"Testo in evidenza, e oltre.\"\n"
               "heading #titolo-2 2 \"2.4.1\xE2\x80\x82Sotto\"\n"
               "list letters\n  item \"a.\"\n    para \"uno\"\n    list\n      item \"–\"\n        para \"interno\"\n  item \"b.\"\n    para \"due\"\n"
               "para \"Fine<note>\" note \"in nota\"\n");
}

static void lights(void)
{
    static const char plan[] = PIANO(
        "<metodo><valutazione><fascia id='r' da='100' forma='cerchio' colore='verde'>raggiunto</fascia>"
        "<fascia id='n' da='0' forma='croce' colore='rosso'>non raggiunto</fascia><fascia id='v' forma='vuoto' colore='grigio'>non disponibile</fascia></valutazione></metodo>"
        "<albero><nodo><calcoli><grado fascia='n'><percento>3</percento></grado></calcoli></nodo>"
        "<nodo><calcoli><grado><assente stato='nuovo'/></grado></calcoli></nodo><nodo/></albero>");
    check_text("", "<per-ogni di='albero/nodo'><paragrafo stile='p'><luce di='.'>–</luce></paragrafo></per-ogni>", plan,
               "para \"<light 2>non raggiunto\"\npara \"<light 3>non disponibile\"\npara \"–\"\n");
}

static void mistakes(void)
{
    static const struct { const char *definitions, *body; enum diag_code code; } rows[] = {
        {"", "<tabella aspetto='t'><colonne><colonna nome='a' larghezza='1*'/></colonne><corpo><riga><cella colonna='b'>x</cella></riga></corpo></tabella>", DIAG_BIND_NO_COLUMN},
        {"", "<tabella aspetto='t'><colonne><colonna nome='a' larghezza='1*'/></colonne><corpo><riga><cella colonna='a'>x</cella><cella colonna='a'>y</cella></riga></corpo></tabella>",
         DIAG_BIND_COLUMN_TAKEN},
        {"<frammento nome='f'><inserisci frammento='f'/></frammento>", "<inserisci frammento='f'/>", DIAG_BIND_RECURSION},
        {"", "<paragrafo stile='p'>{rif(1, 2)}</paragrafo>", DIAG_BIND_XPATH},
        {"", "<paragrafo stile='p'><quantita di='nodo'/></paragrafo>", DIAG_BIND_NOT_VALUE},
        {"<stile nome='q' taglio='neretto'/>", "<paragrafo stile='q'>x</paragrafo>", DIAG_BIND_NO_FACE},
        {"", "<per-ogni di='//*'><per-ogni di='//*'><per-ogni di='//*'><per-ogni di='//*'><per-ogni di='//*'><per-ogni di='//*'>"
             "<per-ogni di='//*'><per-ogni di='//*'><per-ogni di='//*'><se test='false()'><salto-pagina/></se></per-ogni></per-ogni></per-ogni>"
             "</per-ogni></per-ogni></per-ogni></per-ogni></per-ogni></per-ogni>", DIAG_BIND_STEPS},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct buf out = BUF_INIT;
        struct diag *d = diag_new(DIAG_IT);
        EXPECT(!try_bind(rows[i].definitions, rows[i].body, PIANO("<nodo><a/><b/><c/><d/><e/></nodo><nodo/>"), NULL, d, &out), rows[i].body);
        EXPECT_LONG(diag_count(d), 1, rows[i].body);
        EXPECT_LONG(diag_count(d) > 0 ? diag_get(d, 0)->code : DIAG_OK, rows[i].code, rows[i].body);
        diag_free(d);
        buf_free(&out);
    }
}

void suite_bind(void)
{
    CU_pSuite s = CU_add_suite("bind", NULL, NULL);
    CU_add_test(s, "typed values in print", values);
    CU_add_test(s, "published, computed and own figures", figures);
    CU_add_test(s, "functions of figures", functions);
    CU_add_test(s, "lists", lists);
    CU_add_test(s, "headings", headings);
    CU_add_test(s, "figures of a day, values of several parts", figures_of_a_day);
    CU_add_test(s, "repetition, choice, variables, fragments", control);
    CU_add_test(s, "tables whose cells find their column by name", tables);
    CU_add_test(s, "cells that go down over the rows below", cells_that_go_down);
    CU_add_test(s, "tables of the plan", tables_of_the_plan);
    CU_add_test(s, "long texts of the plan", texts_of_the_plan);
    CU_add_test(s, "lights", lights);
    CU_add_test(s, "mistakes are reported once", mistakes);
}
