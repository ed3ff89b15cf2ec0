/* test_check_rules.c: for every rule small plans that break it, and plans like them that do not. */
#include "check/check.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "check_fixture.h"
#include "expect.h"
#include "suites.h"

/* ---------------------------------------------------------------- parts of plans */

#define LIVELLI \
    "<livelli><livello id='s' nome='Obiettivo' natura='strategico'/><livello id='o' nome='Azione' natura='operativo'/>" \
    "<livello id='g' nome='Gruppo' natura='gruppo'/></livelli>"
#define ALBERO(x) "<albero>" LIVELLI "<nodo id='n' livello='s'><titolo>Nodo</titolo>" x "</nodo></albero>"
#define ALBERO_PROGRAMMA(x) \
    "<albero>" LIVELLI "<nodo id='n' livello='s'><titolo>Nodo</titolo><collocazione><programma missione='011' codice='005'/>" \
    "</collocazione>" x "</nodo></albero>"
#define NODI(x) "<albero>" LIVELLI x "</albero>"
#define NODO(id, attr, x) "<nodo id='" id "' " attr "><titolo>Nodo " id "</titolo>" x "</nodo>"
#define INDICATORE(id, attr, x) "<indicatore id='" id "' " attr "><nome>Visite " id "</nome>" x "</indicatore>"
#define IND(attr, x) INDICATORE("i", attr, x)
#define UNO IND("unita='N.'", "")
#define TARGET(anno, op, v) "<target anno='" anno "' comparatore='" op "'>" v "</target>"
#define TARGET_NUDO(anno, v) "<target anno='" anno "'>" v "</target>"
#define CONSUNTIVO(anno, v) "<consuntivo anno='" anno "'>" v "</consuntivo>"
#define BASE(anno, v) "<base anno='" anno "'>" v "</base>"
#define NUM(v) "<numero>" v "</numero>"
#define PAROLE(v) "<parole>" v "</parole>"
#define TRA(a, b) "<intervallo><da>" NUM(a) "</da><a>" NUM(b) "</a></intervallo>"
#define PARTI "<consuntivo anno='2025' parte='x'>" NUM("4") "</consuntivo><consuntivo anno='2025' parte='y'>" NUM("5") "</consuntivo>"
#define VALORI_PARTI "<valore anno='2025' parte='x'>" NUM("4") "</valore><valore anno='2025' parte='y'>" NUM("3") "</valore>"
#define PERC(v) "<percento>" v "</percento>"
#define EURO(v) "<importo>" v "</importo>"
#define GIORNI(v) "<durata>" v "</durata>"
#define DATA(v) "<data>" v "</data>"
#define SINO(v) "<sino>" v "</sino>"
#define MISURA(id, attr, v) "<misura id='" id "' " attr "><valore anno='2025'>" v "</valore></misura>"
#define ASSENTE(stato) "<assente stato='" stato "'>–</assente>"
#define MISSIONE(programma) "<classificazione><missione codice='011'>" programma "</missione></classificazione>"
#define TABELLA(x) \
    "<tabelle><tabella id='t'><colonne><colonna id='c1'><testata>Voce</testata></colonna><colonna id='c2' tipo='importo' decimali='2'>" \
    "<testata>Euro</testata></colonna><colonna id='c3' tipo='percento'/></colonne>" x "</tabella></tabelle>"
#define RIGA(attr, a, b) "<riga " attr "><cella><testo>" a "</testo></cella><cella>" b "</cella><cella/></riga>"
#define VISTA(x) "<viste><vista id='v'><titolo>Vista</titolo>" x "</vista></viste>"
#define CENTRI "<organizzazione><centro id='k1'><nome>Uno</nome></centro><centro id='k2'><nome>Due</nome></centro></organizzazione>"

/* What the DPCM asks of an indicator. */
#define TIPOLOGIA "<tipologia classe='b'>risultato</tipologia>"
#define ALGORITMO "<algoritmo>visite fatte</algoritmo>"
#define FONTE "<fonte>registro</fonte>"

/* ---------------------------------------------------------------- the table */

/* A plan of 2025 of kind DOCUMENTO with BODY after its documents; what is reported: E, A or N (errore, avviso, nota) and the
 * rule, in alphabetical order, a blank between. */
struct row {
    const char *documento, *body, *expected;
};

static const struct row references[] = {
    {"altro", ALBERO(UNO), ""},
    {"altro", NODI(NODO("n", "livello='x'", UNO)), "E:riferimento-inesistente"},
    {"altro", NODI(NODO("n", "livello='sconosciuto'", UNO)), "E:riferimento-inesistente"},
    {"altro", NODI(NODO("n", "livello='i'", UNO)), "E:riferimento-inesistente"},
    {"altro", ALBERO(UNO "<rinvio rif='j'/>"), "E:riferimento-inesistente"},
    {"altro", ALBERO(UNO "<rinvio rif='s'/>"), "E:riferimento-inesistente"},
    {"altro", CENTRI ALBERO(IND("", "<responsabile centri='k1 k2'>U</responsabile>")), ""},
    {"altro", CENTRI ALBERO(IND("", "<responsabile centri='k1 k3'>U</responsabile>")), "E:riferimento-inesistente"},
    {"altro", "<metodo><aggregazione livello='s' regola='media' livelli='o x'/></metodo>" ALBERO(UNO), "E:riferimento-inesistente"},
    {"altro", ALBERO(UNO) VISTA("<voce rif='i'/>"), ""},
    {"altro", ALBERO(UNO) VISTA("<gruppo rif='i'><voce rif='n'/></gruppo>"), "E:riferimento-inesistente"},
    {"altro", ALBERO(UNO) TABELLA(RIGA("id='r1'", "a", EURO("1")) RIGA("id='r2' genere='totale'", "b", "<somma righe='r1'/>")), ""},
    {"altro", ALBERO(UNO) TABELLA(RIGA("id='r1'", "a", EURO("1")) RIGA("id='r2' genere='totale'", "b", "<somma righe='r9'/>")),
     "E:riferimento-inesistente"},
    {"altro", ALBERO(UNO) "<tabelle><tabella id='t'><colonne><colonna id='c1'/></colonne><riga id='r1'><cella>" NUM("1") "</cella></riga></tabella>"
     "<tabella id='u'><colonne><colonna id='d1'/></colonne><riga><cella><somma righe='r1'/></cella></riga></tabella></tabelle>",
     "E:riferimento-inesistente"},
    {"altro", ALBERO(UNO) "<testi><sezione><p>In media <dato rif='n'/>, <dato rif='q'/>.</p></sezione></testi>", "E:riferimento-inesistente"},
    {"altro", MISSIONE("<programma codice='005' cofog='04.1'/>") ALBERO(UNO), ""},
    {"altro", MISSIONE("<programma codice='009'/>") ALBERO(UNO), "A:riferimento-inesistente"},
    {"altro", MISSIONE("<programma codice='05'/>") ALBERO(UNO), "A:riferimento-inesistente"},
    {"altro", "<classificazione><missione codice='32'/></classificazione>" ALBERO(UNO), "E:riferimento-inesistente"},
    {"altro", "<classificazione><missione codice='11'/></classificazione>" ALBERO(UNO), ""},
    {"altro", "<classificazione><missione codice='012'/><missione codice='11'/></classificazione>" ALBERO(UNO), "E:riferimento-inesistente"},
    {"altro", MISSIONE("<programma codice='005' cofog='99'/>") ALBERO(UNO), "A:riferimento-inesistente"},
    {"altro", "<classificazione><missione codice='099'><programma codice='001'/></missione></classificazione>" ALBERO(UNO),
     "E:riferimento-inesistente"},
    {"altro", NODI("<nodo id='n' livello='s'><titolo>N</titolo><collocazione><programma missione='032' codice='004'/></collocazione>" UNO "</nodo>"),
     "A:riferimento-inesistente"},
};

static const struct row structure[] = {
    {"altro", ALBERO(IND("", TARGET("2025", "almeno", NUM("1")) TARGET("2026", "almeno", NUM("1")))), ""},
    {"altro", ALBERO(IND("", TARGET("2025", "almeno", NUM("1")) TARGET("2025", "almeno", NUM("2")))), "E:target-ripetuto"},
    {"altro", ALBERO(IND("", BASE("2024", NUM("1")) BASE("2024", NUM("2")))), "E:valore-ripetuto"},
    {"altro", ALBERO(IND("", "<base anno='2024' al='2024-06-30'>" NUM("1") "</base>" BASE("2024", NUM("2")))), "N:dato-parziale"},
    {"altro", NODI(NODO("a", "livello='s'", NODO("b", "livello='o'", UNO))), ""},
    {"altro", NODI(NODO("a", "livello='o'", NODO("b", "livello='s'", UNO))), "E:livello-fuori-ordine"},
    {"altro", NODI(NODO("a", "livello='s'", NODO("b", "livello='g'", NODO("c", "livello='o'", UNO)))), ""},
    {"altro", NODI("<nodo id='n' livello='s'><titolo>N</titolo><arco-temporale dal='2025' al='2027'/>" UNO "</nodo>"), ""},
    {"altro", NODI("<nodo id='n' livello='s'><titolo>N</titolo><arco-temporale dal='2027' al='2025'/>" UNO "</nodo>"), "E:periodo-rovesciato"},
    {"altro", ALBERO(IND("", TARGET_NUDO("2025", "<intervallo><da>" NUM("1") "</da><a>" NUM("2") "</a></intervallo>"))), ""},
    {"altro", ALBERO(IND("", TARGET_NUDO("2025", "<intervallo><da>" NUM("3") "</da><a>" NUM("2") "</a></intervallo>"))), "E:intervallo-rovesciato"},
    {"altro", ALBERO(IND("", TARGET_NUDO("2025", "<intervallo><da>" NUM("3") "</da><a>" PERC("4") "</a></intervallo>"))), "E:intervallo-rovesciato"},
    {"altro", ALBERO(IND("", "<scala minimo='1' massimo='5'/>")), ""},
    {"altro", ALBERO(IND("", "<scala minimo='5' massimo='1'/>")), "E:scala-rovesciata"},
    {"altro", ALBERO(IND("", TARGET("2025", "almeno", "<riferimento/>"))), "A:riferimento-vuoto"},
    {"altro", ALBERO(IND("", "<intermedio al='2025-06-30'>" NUM("1") "</intermedio>")), ""},
    {"altro", ALBERO(IND("", "<intermedio anno='2025' al='2024-06-30'>" NUM("1") "</intermedio>")), "A:intermedio-fuori-anno"},
    {"altro", "<metodo><grado minimo='0' massimo='120'/></metodo>" ALBERO(UNO), ""},
    {"altro", "<metodo><grado minimo='50' massimo='20'/></metodo>" ALBERO(UNO), "E:limiti-del-grado"},
    {"altro", "<metodo><totale id='t' regola='media' minimo='50' massimo='20'><nome>T</nome></totale></metodo>" ALBERO(UNO), "E:limiti-del-grado"},
    {"altro", ALBERO(IND("", TARGET("2025", "almeno", NUM("4") "<scaglioni><scaglione da='90' punteggio='80'/></scaglioni>"))), ""},
    {"altro", ALBERO(IND("", TARGET("2025", "almeno", NUM("4") "<scaglioni><scaglione punteggio='80'/></scaglioni>"))), "E:scaglione-vuoto"},
    {"altro", ALBERO(IND("", TARGET("2025", "almeno", NUM("4")) PARTI)), "A:parti-non-riunite"},
    {"altro", ALBERO(IND("parti='somma'", TARGET("2025", "almeno", NUM("4")) PARTI)), ""},
    {"altro", ALBERO(IND("", TARGET_NUDO("2025", "<parole>monitoraggio</parole>") PARTI)), "N:target-non-calcolabile"},
    {"altro", ALBERO(IND("", "<misura id='m'>" VALORI_PARTI "</misura>" TARGET("2025", "almeno", NUM("4")))), "A:parti-non-riunite"},
    {"altro", ALBERO(IND("", "<misura id='m' parti='media'>" VALORI_PARTI "</misura>" TARGET("2025", "almeno", NUM("4")))), ""},
    {"altro", ALBERO(IND("", "<misura id='m'>" VALORI_PARTI "</misura><formula><misura rif='m' parte='x'/> - <misura rif='m' parte='y'/></formula>"
                         TARGET("2025", "almeno", NUM("1")))), ""},
    {"altro", ALBERO(IND("", TARGET("2025", "almeno", "<riferimento dal='2023' al='2021'><valore>" NUM("4") "</valore></riferimento>"))), "E:periodo-rovesciato"},
};

#define EURO_ROW(x) TABELLA("<riga><cella><testo>a</testo></cella><cella>" x "</cella><cella/></riga>")
#define PERIODO(dal, al) "<documento tipo='rapporto'><titolo>R</titolo><periodo dal='" dal "' al='" al "'/></documento>"

static const struct row slips[] = {
    {"altro", TABELLA("<riga><cella/><cella/><cella/></riga>"), ""},
    {"altro", TABELLA("<riga><cella/><cella/></riga>"), "A:celle-della-riga"},
    {"altro", TABELLA("<riga><cella/><cella/><cella/><cella/></riga>"), "A:celle-della-riga"},
    {"altro", TABELLA("<riga><cella righe='2'/><cella/><cella/></riga><riga><cella/><cella/></riga>"), ""},
    {"altro", TABELLA("<riga><cella/><cella/><cella righe='2'/></riga><riga><cella/><cella/></riga>"), ""},
    {"altro", TABELLA("<riga><cella/><cella/><cella righe='2'/></riga><riga><cella/></riga>"), "A:celle-della-riga"},
    {"altro", TABELLA("<riga><cella colonne='2'/><cella/></riga>"), ""},
    {"altro", TABELLA("<riga genere='gruppo'><cella><testo>Titolo</testo></cella></riga>"), ""},
    {"altro", TABELLA("<riga genere='gruppo'><cella/><cella/></riga>"), "A:celle-della-riga"},
    {"altro", EURO_ROW(EURO("120.000")), "A:migliaia-dubbie"},
    {"altro", EURO_ROW(EURO("120000")), ""},
    {"altro", EURO_ROW(EURO("0.125")), ""},
    {"altro", EURO_ROW(EURO("1234.500")), ""},
    {"altro", EURO_ROW("<importo unita='fte'>2.125</importo>"), ""},
    {"altro", EURO_ROW("<importo unita='€'>2.125</importo>"), "A:migliaia-dubbie"},
    {"altro", PERIODO("2025", "2027") ALBERO(IND("", TARGET("2027", "almeno", NUM("1")))), ""},
    {"altro", PERIODO("2025", "2027") ALBERO(IND("", TARGET("2022", "almeno", NUM("1")))), "A:consuntivo-mancante"},
    {"altro", PERIODO("2025", "2027") ALBERO(IND("", TARGET("2037", "almeno", NUM("1")))), ""},
    {"altro", PERIODO("2025", "2027") ALBERO(IND("", TARGET("2038", "almeno", NUM("1")))), "A:anno-fuori-periodo"},
    {"altro", PERIODO("2025", "2027") ALBERO(IND("", TARGET("2021", "almeno", NUM("1")))), "A:anno-fuori-periodo A:consuntivo-mancante"},
    {"altro", PERIODO("2025", "2027") ALBERO(UNO) VISTA("<voce rif='i'><target anno='2052'>" NUM("1") "</target></voce>"), "A:anno-fuori-periodo A:ripetuto-diverso"},
};

static const struct row totals[] = {
    {"altro", TABELLA(RIGA("", "a", EURO("1.50")) RIGA("", "b", EURO("2.50")) RIGA("genere='totale'", "T", EURO("4.00"))), ""},
    {"altro", TABELLA(RIGA("", "a", EURO("1.50")) RIGA("", "b", EURO("2.50")) RIGA("genere='totale'", "T", EURO("4.01"))), "E:totale-diverso"},
    {"altro", TABELLA(RIGA("", "a", EURO("1.50")) RIGA("", "b", EURO("2.50")) RIGA("escluso='si'", "c", EURO("9"))
                      RIGA("genere='totale'", "T", EURO("4"))), ""},
    {"altro", TABELLA(RIGA("", "a", EURO("1")) RIGA("", "b", EURO("2")) RIGA("genere='totale'", "T", EURO("3")) RIGA("", "c", EURO("5"))
                      RIGA("", "d", EURO("6")) RIGA("genere='totale'", "U", EURO("11"))), ""},
    {"altro", TABELLA(RIGA("", "a", EURO("1")) RIGA("", "b", EURO("2")) RIGA("genere='totale'", "T", "<somma/><pubblicato>" EURO("3") "</pubblicato>")), ""},
    {"altro", TABELLA(RIGA("", "a", EURO("1")) RIGA("", "b", EURO("2")) RIGA("genere='totale'", "T", "<somma/><pubblicato>" EURO("2") "</pubblicato>")),
     "A:totale-diverso"},
    {"altro", TABELLA(RIGA("id='a'", "a", EURO("10")) RIGA("id='b'", "b", EURO("4"))
                      RIGA("genere='subtotale'", "saldo", "<somma righe='a' meno-righe='b'/><pubblicato>" EURO("7") "</pubblicato>")),
     "A:totale-diverso"},
    {"altro", TABELLA(RIGA("id='a'", "a", EURO("10")) RIGA("id='b'", "b", EURO("4"))
                      RIGA("genere='subtotale'", "quota", "<formula>b / a</formula><pubblicato>" PERC("41") "</pubblicato>")),
     "A:pubblicato-diverso"},
    {"altro", "<metodo><totale id='x' regola='manuale'><nome>T</nome><grado>" PERC("90") "<motivo>m</motivo></grado></totale></metodo>" ALBERO(UNO),
     "A:totale-non-ricavabile"},
    {"altro", "<metodo><totale id='x' regola='manuale' livelli='s'><nome>T</nome><grado>" PERC("90") "<motivo>m</motivo></grado></totale></metodo>" ALBERO(UNO), ""},
};

/* 2 of 3 visits are 66,67%; from measures in thousands of euro, written rounded, 33 may be printed for 1/3.0. */
#define RAPPORTO(a, b) MISURA("a", "unita='€'", a) MISURA("b", "unita='€'", b) "<formula>a / b</formula>"
#define PUBBLICATO(x) "<pubblicato>" x "</pubblicato>"
#define GRADO(v) "<grado anno='2025'>" PERC(v) "</grado>"

static const struct row published[] = {
    {"altro", ALBERO(IND("unita='%'", RAPPORTO(EURO("200.00"), EURO("300.00")) PUBBLICATO(CONSUNTIVO("2025", PERC("66.67"))))), ""},
    {"altro", ALBERO(IND("unita='%'", RAPPORTO(EURO("200.00"), EURO("300.00")) PUBBLICATO(CONSUNTIVO("2025", PERC("67"))))), ""},
    {"altro", ALBERO(IND("unita='%'", RAPPORTO(EURO("200.00"), EURO("300.00")) PUBBLICATO(CONSUNTIVO("2025", PERC("66.77"))))), "A:pubblicato-diverso"},
    {"altro", ALBERO(IND("unita='%'", RAPPORTO(EURO("200"), EURO("300")) PUBBLICATO(CONSUNTIVO("2025", PERC("66.77"))))), "N:pubblicato-entro-arrotondamento"},
    {"altro", "<metodo><precisione grandezza='misura' cifre-significative='3'/></metodo>"
     ALBERO(IND("unita='%'", RAPPORTO(EURO("20000"), EURO("30000")) PUBBLICATO(CONSUNTIVO("2025", PERC("66.77"))))), "N:pubblicato-entro-arrotondamento"},
    {"altro", ALBERO(IND("unita='%'", RAPPORTO(EURO("20000"), EURO("30000")) PUBBLICATO(CONSUNTIVO("2025", PERC("66.77"))))), "A:pubblicato-diverso"},
    {"altro", ALBERO(IND("unita='N.'", TARGET("2025", "almeno", NUM("3")) CONSUNTIVO("2025", NUM("2")) PUBBLICATO(GRADO("67")))), ""},
    {"altro", ALBERO(IND("unita='N.'", TARGET("2025", "almeno", NUM("3")) CONSUNTIVO("2025", NUM("2")) PUBBLICATO(GRADO("70")))), "A:pubblicato-diverso"},
    {"altro", ALBERO(IND("unita='%'", TARGET("2025", "almeno", PERC("80")) CONSUNTIVO("2025", PERC("50")) PUBBLICATO(GRADO("62")))),
     "N:pubblicato-entro-arrotondamento"},
    {"altro", ALBERO(IND("unita='%'", TARGET("2025", "almeno", PERC("80")) CONSUNTIVO("2025", PERC("50")) PUBBLICATO(GRADO("60")))), "A:pubblicato-diverso"},
    {"altro", ALBERO(IND("unita='data'", MISURA("a", "", DATA("2025-05-31")) TARGET("2025", "entro", DATA("2025-06-30"))
                         PUBBLICATO(CONSUNTIVO("2025", DATA("2025-05-30"))))), "A:pubblicato-diverso"},
    {"altro", ALBERO(IND("unita='N.'", MISURA("a", "unita='N.'", NUM("5")) CONSUNTIVO("2025", NUM("6")))), "E:pubblicato-diverso"},
    {"altro", ALBERO(IND("unita='N.'", MISURA("a", "unita='N.'", NUM("5")) CONSUNTIVO("2025", NUM("5")))), ""},
    {"altro", NODI("<nodo id='n' livello='s'><titolo>N</titolo>" PUBBLICATO(GRADO("50.00"))
                   IND("unita='N.'", TARGET("2025", "almeno", NUM("2")) CONSUNTIVO("2025", NUM("1"))) "</nodo>"), ""},
    {"altro", NODI("<nodo id='n' livello='s'><titolo>N</titolo>" PUBBLICATO(GRADO("50.10"))
                   IND("unita='N.'", TARGET("2025", "almeno", NUM("2")) CONSUNTIVO("2025", NUM("1"))) "</nodo>"), "A:pubblicato-diverso"},
    {"altro", NODI("<nodo id='n' livello='s'><titolo>N</titolo>" PUBBLICATO(GRADO("50.10"))
                   IND("unita='€'", TARGET("2025", "almeno", EURO("200")) CONSUNTIVO("2025", EURO("100"))) "</nodo>"),
     "N:pubblicato-entro-arrotondamento"},
    {"altro", ALBERO(IND("unita='N.'", TARGET("2025", "almeno", NUM("2")) CONSUNTIVO("2025", NUM("1")))) VISTA("<voce rif='i'>" PUBBLICATO(GRADO("51")) "</voce>"),
     "A:pubblicato-diverso"},
    {"altro", ALBERO(IND("unita='N.'", TARGET("2025", "almeno", NUM("2")) CONSUNTIVO("2025", ASSENTE("non-disponibile")) PUBBLICATO("<grado anno='2025'>"
                         ASSENTE("non-disponibile") "</grado>"))), "N:nd-escluso"},
    {"altro", ALBERO(IND("", MISURA("a", "", SINO("si")) PUBBLICATO(CONSUNTIVO("2025", SINO("si"))))), ""},
    {"altro", ALBERO(IND("", MISURA("a", "", SINO("si")) PUBBLICATO(CONSUNTIVO("2025", SINO("no"))))), "A:pubblicato-diverso"},
    {"altro", ALBERO(IND("", MISURA("a", "", SINO("si")) PUBBLICATO(CONSUNTIVO("2025", DATA("2025-05-30"))))), "A:pubblicato-diverso"},
    {"altro", ALBERO(IND("unita='N.'", MISURA("a", "unita='N.'", NUM("5")))) VISTA("<voce rif='i'>" PUBBLICATO(CONSUNTIVO("2025", NUM("6"))) "</voce>"),
     "A:pubblicato-diverso"},
    {"altro", ALBERO(IND("unita='N.'", MISURA("a", "unita='N.'", NUM("5")))) VISTA("<voce rif='i'>" PUBBLICATO(CONSUNTIVO("2025", NUM("5"))) "</voce>"), ""},
};

static const struct row repeated[] = {
    {"altro", ALBERO(IND("", TARGET("2025", "almeno", NUM("5")))) VISTA("<voce rif='i'>" TARGET("2025", "almeno", NUM("5.0")) "</voce>"), ""},
    {"altro", ALBERO(IND("", TARGET("2025", "almeno", NUM("5")))) VISTA("<voce rif='i'>" TARGET("2025", "almeno", NUM("6")) "</voce>"), "A:ripetuto-diverso"},
    {"altro", ALBERO(IND("", TARGET("2025", "almeno", NUM("5")))) VISTA("<voce rif='i'>" TARGET("2025", "uguale", NUM("5")) "</voce>"), "A:ripetuto-diverso"},
    {"altro", ALBERO(IND("", TARGET_NUDO("2025", ASSENTE("in-bianco")))) VISTA("<voce rif='i'>" TARGET_NUDO("2025", ASSENTE("non-previsto")) "</voce>"), ""},
    {"altro", ALBERO(UNO) VISTA("<voce rif='i'>" CONSUNTIVO("2025", SINO("si")) "</voce>"), "A:ripetuto-diverso"},
    {"altro", ALBERO(INDICATORE("i", "", ALGORITMO BASE("2023", NUM("5")) BASE("2024", NUM("7")))
                     INDICATORE("j", "", ALGORITMO BASE("2023", NUM("5")) BASE("2024", NUM("7")))), ""},
    {"altro", ALBERO(INDICATORE("i", "", ALGORITMO BASE("2023", NUM("5")) BASE("2024", NUM("7")))
                     INDICATORE("j", "", ALGORITMO BASE("2023", NUM("5")) BASE("2024", NUM("8")))), "A:ripetuto-diverso"},
    {"altro", ALBERO(INDICATORE("i", "", ALGORITMO BASE("2023", NUM("5")) BASE("2024", NUM("7")))
                     INDICATORE("j", "", ALGORITMO BASE("2023", NUM("5")) BASE("2024", ASSENTE("non-disponibile")))), "A:ripetuto-diverso"},
    {"altro", ALBERO(INDICATORE("i", "", ALGORITMO BASE("2023", NUM("5")) BASE("2024", NUM("7")))
                     INDICATORE("j", "", ALGORITMO BASE("2023", NUM("6")) BASE("2024", NUM("8")))), ""},
    /* contents of every kind: the same, and another */
    {"altro", ALBERO(IND("", TARGET("2025", "entro", DATA("2025-06-30")))) VISTA("<voce rif='i'>" TARGET("2025", "entro", DATA("2025-06-30")) "</voce>"), ""},
    {"altro", ALBERO(IND("", TARGET("2025", "entro", DATA("2025-06-30")))) VISTA("<voce rif='i'>" TARGET("2025", "entro", DATA("2025-07-31")) "</voce>"), "A:ripetuto-diverso"},
    {"altro", ALBERO(IND("", TARGET_NUDO("2025", SINO("si")))) VISTA("<voce rif='i'>" TARGET_NUDO("2025", SINO("si")) "</voce>"), ""},
    {"altro", ALBERO(IND("", TARGET_NUDO("2025", SINO("si")))) VISTA("<voce rif='i'>" TARGET_NUDO("2025", SINO("no")) "</voce>"), "A:ripetuto-diverso"},
    {"altro", ALBERO(IND("", TARGET_NUDO("2025", PAROLE("Avvio del servizio")))) VISTA("<voce rif='i'>" TARGET_NUDO("2025", PAROLE("avvio\n  del servizio")) "</voce>"),
     "N:target-non-calcolabile"},
    {"altro", ALBERO(IND("", TARGET_NUDO("2025", PAROLE("Avvio del servizio")))) VISTA("<voce rif='i'>" TARGET_NUDO("2025", PAROLE("Fine del servizio")) "</voce>"),
     "A:ripetuto-diverso N:target-non-calcolabile N:target-non-calcolabile"},
    {"altro", ALBERO(IND("", TARGET_NUDO("2025", TRA("4", "6")))) VISTA("<voce rif='i'>" TARGET_NUDO("2025", TRA("4", "6")) "</voce>"), ""},
    {"altro", ALBERO(IND("", TARGET_NUDO("2025", TRA("4", "6")))) VISTA("<voce rif='i'>" TARGET_NUDO("2025", TRA("4", "7")) "</voce>"), "A:ripetuto-diverso"},
    {"altro", ALBERO(IND("", CONSUNTIVO("2025", ASSENTE("in-definizione")))) VISTA("<voce rif='i'>" CONSUNTIVO("2025", ASSENTE("in-definizione")) "</voce>"), ""},
    {"altro", ALBERO(IND("", CONSUNTIVO("2025", ASSENTE("in-definizione")))) VISTA("<voce rif='i'>" CONSUNTIVO("2025", ASSENTE("non-disponibile")) "</voce>"), "A:ripetuto-diverso"},
    /* what is computed is exact, what is printed is not; a part is not the whole */
    {"altro", ALBERO(IND("unita='%'", RAPPORTO(EURO("200.00"), EURO("300.00")))) VISTA("<voce rif='i'>" CONSUNTIVO("2025", PERC("66.667")) "</voce>"), ""},
    {"altro", ALBERO(IND("unita='%'", RAPPORTO(EURO("200.00"), EURO("300.00")))) VISTA("<voce rif='i'>" CONSUNTIVO("2025", PERC("66.7")) "</voce>"), ""},
    {"altro", ALBERO(IND("unita='%'", RAPPORTO(EURO("200.00"), EURO("300.00")))) VISTA("<voce rif='i'>" CONSUNTIVO("2025", PERC("66.8")) "</voce>"), "A:ripetuto-diverso"},
    {"altro", ALBERO(IND("", CONSUNTIVO("2025", NUM("5")))) VISTA("<voce rif='i'><consuntivo anno='2025' parte='x'>" NUM("4") "</consuntivo></voce>"), ""},
    /* base lines of an algorithm that agree in a yes, or a day */
    {"altro", ALBERO(INDICATORE("i", "", ALGORITMO BASE("2023", SINO("si")) BASE("2024", NUM("7")))
                     INDICATORE("j", "", ALGORITMO BASE("2023", SINO("si")) BASE("2024", NUM("8")))), "A:ripetuto-diverso"},
    {"altro", ALBERO(INDICATORE("i", "", ALGORITMO BASE("2023", DATA("2023-05-31")) BASE("2024", NUM("7")))
                     INDICATORE("j", "", ALGORITMO BASE("2022", NUM("4")) BASE("2023", DATA("2023-05-31")) BASE("2024", NUM("7")))), ""},
};

static const struct row weights[] = {
    {"altro", ALBERO(INDICATORE("i", "peso='33.3'", "") INDICATORE("j", "peso='33.3'", "") INDICATORE("k", "peso='33.3'", "")), ""},
    {"altro", ALBERO(INDICATORE("i", "peso='33.3'", "") INDICATORE("j", "peso='33.3'", "") INDICATORE("k", "peso='33.2'", "")), "A:pesi-non-cento"},
    {"altro", ALBERO(INDICATORE("i", "peso='100'", "") NODO("a", "livello='o' peso='100'", INDICATORE("j", "", ""))), ""},
    {"altro", ALBERO(INDICATORE("i", "peso='60'", "") NODO("a", "livello='o' peso='40'", INDICATORE("j", "", ""))), ""},
    {"altro", ALBERO(INDICATORE("i", "peso='60'", "") NODO("a", "livello='o' peso='50'", INDICATORE("j", "", ""))), "A:pesi-non-cento"},
    {"altro", CENTRI ALBERO(INDICATORE("i", "", "<responsabile centri='k1 k2' peso='40'>U</responsabile>")
                            INDICATORE("j", "", "<responsabile centri='k1' peso='60'>U</responsabile><responsabile centri='k2' peso='60'>U</responsabile>")), ""},
    {"altro", CENTRI ALBERO(INDICATORE("i", "", "<responsabile centri='k1 k2' peso='40'>U</responsabile>")
                            INDICATORE("j", "", "<responsabile centri='k1' peso='60'>U</responsabile><responsabile centri='k2' peso='50'>U</responsabile>")),
     "A:pesi-non-cento"},
};

static const struct row codes[] = {
    {"altro", NODI(NODO("a", "livello='s' codice='O1'", INDICATORE("i", "", "")) NODO("b", "livello='s' codice='O2'", INDICATORE("j", "", ""))), ""},
    {"altro", NODI(NODO("a", "livello='s' codice='O1'", INDICATORE("i", "", "")) NODO("b", "livello='s' codice='0I'", INDICATORE("j", "", ""))), "A:codice-ripetuto"},
    {"altro", ALBERO(INDICATORE("i", "codice='X1'", "") INDICATORE("j", "codice='X1'", "")), "A:codice-ripetuto"},
    {"altro", ALBERO("<indicatore id='i' codice='X1'><nome>Visite</nome></indicatore><indicatore id='j' codice='X1'><nome>visite </nome></indicatore>"),
     "N:indicatore-ripetuto"},
    {"altro", ALBERO(UNO NODO("a", "livello='o'", "<rinvio rif='i'/>")), "N:indicatore-ripetuto"},
    {"altro", ALBERO(UNO) VISTA("<voce rif='i'/><voce rif='i'/>"), ""},
    {"altro", NODI(NODO("a", "livello='s' codice='3'", NODO("b", "livello='o' codice='3.1'", INDICATORE("i", "", "")) NODO("c", "livello='o' codice='3.2'", INDICATORE("j", "", ""))
                        NODO("d", "livello='o' codice='4.1'", INDICATORE("k", "", "")))), "A:codice-fuori-ambito"},
    {"altro", NODI(NODO("a", "livello='s' codice='3'", NODO("b", "livello='o' codice='3.1'", INDICATORE("i", "", ""))
                        NODO("d", "livello='o' codice='4.1'", INDICATORE("k", "", "")))), ""},
    {"altro", ALBERO(INDICATORE("i", "codice='D1.1_A'", "") INDICATORE("j", "codice='D.1.1 a'", "")), "N:codice-quasi-uguale"},
    {"altro", ALBERO(INDICATORE("i", "codice='D1.1+3'", "") INDICATORE("j", "codice='D1.13'", "")), ""},
    {"altro", "<misure><misura id='m' codice='D1.1.'/></misure>" ALBERO(INDICATORE("i", "codice='D1.1'", "<formula>D1.1.</formula>")), "N:codice-quasi-uguale"},
};

static const struct row units[] = {
    {"altro", ALBERO(IND("unita='N.'", MISURA("a", "unita='n'", NUM("5")))), ""},
    {"altro", ALBERO(IND("unita='gg'", MISURA("a", "unita='N.'", NUM("5")))), "A:unita-discordi"},
    {"altro", ALBERO(IND("unita='%'", MISURA("a", "", NUM("5")))), "A:unita-discordi"},
    {"altro", ALBERO(IND("unita='percentuale'", MISURA("a", "unita='%'", PERC("5")))), ""},
    {"altro", ALBERO(IND("unita='n.'", TARGET("2025", "almeno", PERC("5")))), "A:unita-discordi"},
    {"altro", ALBERO(IND("unita='valore assoluto'", TARGET("2025", "al-massimo", GIORNI("5")))), ""},
    {"altro", ALBERO(IND("unita='valore assoluto'", TARGET("2025", "almeno", PERC("5")))), "A:unita-discordi"},
    {"altro", ALBERO(IND("unita='%; data'", TARGET("2025", "entro", DATA("2025-06-30")))), ""},
    {"altro", ALBERO(IND("unita='gg'", TARGET("2025", "al-massimo", NUM("5")))), ""},
    {"altro", ALBERO(IND("unita='punti'", TARGET("2025", "almeno", PERC("5")))), ""},
    {"altro", ALBERO(IND("unita='%'", TARGET("2025", "almeno", PERC("15")) CONSUNTIVO("2025", NUM("0")))), "A:unita-discordi"},
    {"altro", ALBERO(IND("unita='%'", TARGET("2025", "almeno", PERC("15")) CONSUNTIVO("2025", PERC("0")))), ""},
    {"altro", ALBERO(IND("", TARGET("2025", "almeno", NUM("15")) CONSUNTIVO("2025", SINO("no")))), "A:tipo-discorde"},
    {"altro", ALBERO(IND("", TARGET("2025", "almeno", PERC("15")) CONSUNTIVO("2025", SINO("si")))), "N:nd-escluso A:tipo-discorde"},
    {"altro", ALBERO(IND("", TARGET("2025", "entro", DATA("2025-06-30")) CONSUNTIVO("2025", NUM("0")))), "A:tipo-discorde"},
    {"altro", ALBERO(IND("", TARGET("2025", "entro", DATA("2025-06-30")) CONSUNTIVO("2025", SINO("no")))), ""},
    {"altro", ALBERO(IND("", TARGET("2025", "entro", DATA("2025-06-30")) CONSUNTIVO("2025", SINO("si")))), "N:nd-escluso A:tipo-discorde"},
    {"altro", ALBERO(IND("", TARGET("2025", "almeno", SINO("si")))), "A:tipo-discorde"},
    {"altro", ALBERO(IND("", TARGET("2025", "uguale", SINO("si")))), ""},
    {"altro", ALBERO(IND("", TARGET("2025", "almeno", NUM("5")) TARGET("2026", "almeno", NUM("6")))), ""},
    {"altro", ALBERO(IND("", TARGET("2025", "entro", DATA("2025-06-30")) TARGET("2026", "almeno", NUM("6")))), "N:tipo-target-cambia"},
    {"altro", ALBERO(IND("", TARGET("2025", "almeno", PERC("5")) TARGET_NUDO("2026", ASSENTE("non-disponibile")) TARGET("2027", "almeno", NUM("6")))), ""},
};

static const struct row targets[] = {
    {"altro", ALBERO(IND("", TARGET("2025", "almeno", NUM("5")) CONSUNTIVO("2025", NUM("49")))), ""},
    {"altro", ALBERO(IND("", TARGET("2025", "almeno", NUM("5")) CONSUNTIVO("2025", NUM("50")))), "A:ordine-di-grandezza"},
    {"altro", ALBERO(IND("", TARGET("2025", "al-massimo", NUM("50")) CONSUNTIVO("2025", NUM("5")))), "A:ordine-di-grandezza"},
    {"altro", "<metodo><soglia regola='ordine-di-grandezza' valore='20'/></metodo>"
     ALBERO(IND("", TARGET("2025", "almeno", NUM("5")) CONSUNTIVO("2025", NUM("50")))), ""},
    {"altro", ALBERO(IND("", TARGET("2025", "almeno", NUM("50")) "<intermedio al='2025-03-31'>" NUM("2") "</intermedio>")), ""},
    {"altro", ALBERO(IND("", TARGET("2025", "almeno", NUM("2")) "<intermedio al='2025-03-31'>" NUM("50") "</intermedio>")), "A:ordine-di-grandezza"},
    {"altro", ALBERO(IND("", TARGET("2025", "almeno", NUM("5")) CONSUNTIVO("2025", NUM("0")))), ""},
    {"altro", ALBERO(IND("", "<scala minimo='1' massimo='5'/>" TARGET("2025", "almeno", NUM("4")))), ""},
    {"altro", ALBERO(IND("", "<scala minimo='1' massimo='5'/>" TARGET("2025", "almeno", NUM("6")))), "A:fuori-scala"},
    {"altro", ALBERO(IND("", "<scala minimo='1' massimo='5'/>" TARGET("2025", "almeno", NUM("4")) CONSUNTIVO("2025", NUM("0.5")))), "A:fuori-scala"},
    {"altro", ALBERO("<indicatore id='i'><nome>Costi di struttura</nome>" TARGET("2025", "almeno", NUM("6")) "</indicatore>"), "A:verso-discorde"},
    {"altro", ALBERO("<indicatore id='i'><nome>Costi di struttura</nome>" TARGET("2025", "al-massimo", NUM("6")) "</indicatore>"), ""},
    {"altro", ALBERO("<indicatore id='i' verso='crescente'><nome>Costi di struttura</nome>" TARGET("2025", "almeno", NUM("6")) "</indicatore>"), ""},
    {"altro", ALBERO("<indicatore id='i'><nome>Tempi di realizzo</nome>" TARGET("2025", "almeno", NUM("6")) "</indicatore>"), ""},
    {"altro", ALBERO("<indicatore id='i' unita='gg'><nome>Tempi di realizzo</nome>" TARGET("2025", "almeno", GIORNI("6")) "</indicatore>"), "A:verso-discorde"},
    {"altro", ALBERO(IND("verso='decrescente'", TARGET("2025", "oltre", NUM("6")))), "A:verso-discorde N:comparatore-stretto"},
    {"altro", ALBERO(IND("verso='crescente'", TARGET("2025", "al-massimo", NUM("6")))), "A:verso-discorde"},
    {"altro", ALBERO(IND("", TARGET("2025", "sotto", NUM("6")))), "N:comparatore-stretto"},
    {"altro", ALBERO(IND("", TARGET_NUDO("2025", NUM("6")))), "N:comparatore-mancante"},
    {"altro", ALBERO(IND("", TARGET_NUDO("2025", DATA("2025-06-30")))), ""},
    {"altro", ALBERO(IND("", TARGET_NUDO("2026", NUM("6")))), ""},
    {"altro", ALBERO(IND("", TARGET_NUDO("2025", "<parole>SI/NO</parole>"))), "N:target-non-calcolabile"},
    {"altro", ALBERO(IND("", TARGET_NUDO("2026", "<parole>SI/NO</parole>"))), ""},
    {"altro", ALBERO(IND("", TARGET_NUDO("2025", ASSENTE("in-definizione")))), "N:target-non-calcolabile"},
    {"altro", ALBERO(IND("", TARGET("2025", "almeno", "<riferimento><termine>media nazionale</termine></riferimento>"))), "N:target-non-calcolabile"},
    {"altro", ALBERO(IND("", TARGET("2025", "almeno", "<riferimento><termine>media nazionale</termine><valore>" PERC("9") "</valore></riferimento>"))), ""},
    {"altro", ALBERO(IND("", BASE("2024", NUM("5")) TARGET("2025", "almeno", "<riferimento indicatore='i' crescita='1'/>"))), ""},
};

#define TRE_ANNI "<livelli><livello id='s' nome='Obiettivo' natura='strategico' anni-target='3'/><livello id='g' nome='Gruppo' natura='gruppo'/></livelli>"
#define TRIENNIO(x) "<albero>" TRE_ANNI NODO("n", "livello='s'", NODO("m", "livello='g'", IND("", x))) "</albero>"

static const struct row years[] = {
    {"altro", TRIENNIO(TARGET("2025", "almeno", NUM("5")) TARGET("2026", "almeno", NUM("5")) TARGET("2027", "almeno", NUM("5"))), ""},
    {"altro", TRIENNIO(TARGET("2025", "almeno", NUM("5")) TARGET("2026", "almeno", NUM("5"))), "N:triennio-incompleto"},
    {"altro", TRIENNIO(TARGET("2025", "almeno", NUM("5")) TARGET("2026", "almeno", NUM("5")) TARGET_NUDO("2027", ASSENTE("non-disponibile"))), ""},
    {"altro", TRIENNIO(TARGET("2025", "almeno", NUM("5")) TARGET("2026", "almeno", NUM("5")) TARGET_NUDO("2027", ASSENTE("in-bianco"))), "N:triennio-incompleto"},
    {"altro", ALBERO(IND("", TARGET("2025", "entro", DATA("2025-12-31")))), ""},
    {"altro", ALBERO(IND("", TARGET("2025", "entro", DATA("2026-01-31")))), "A:scadenza-fuori-esercizio"},
    {"altro", ALBERO(IND("", "<target anno='2025' comparatore='almeno' etichetta='Atteso 2025'>" NUM("5") "</target>")), ""},
    {"altro", ALBERO(IND("", "<target anno='2025' comparatore='almeno' etichetta='Atteso 2024'>" NUM("5") "</target>")), "A:anno-intestazione"},
    {"altro", ALBERO(IND("", "<target anno='2025' comparatore='almeno' etichetta='Triennio 2024-2026, anno 2025'>" NUM("5") "</target>")), ""},
    {"altro", ALBERO(IND("", "<target anno='2026' comparatore='almeno' etichetta='Atteso 2026'>" NUM("5") "</target>")), ""},
    {"altro", NODI("<nodo id='n' livello='s'><titolo>N</titolo><risorse anno='2025' etichetta='Risorse 2024'><importo>5</importo></risorse>" UNO "</nodo>"),
     "A:anno-intestazione"},
    {"altro", NODI("<nodo id='n' livello='s'><titolo>N</titolo><risorse anno='2024' etichetta='Risorse 2024'><importo>5</importo></risorse>" UNO "</nodo>"), ""},
    {"altro", ALBERO("<indicatore id='i'><nome>Chiusura liti del 2020: = 5</nome><target anno='2025' comparatore='uguale'>" NUM("5")
                     "<stampato>Si chiede: chiusura liti del 2021: <valore/> in tutto</stampato></target></indicatore>"), "A:anno-nome-target"},
    {"altro", ALBERO("<indicatore id='i'><nome>Chiusura liti del 2020</nome><target anno='2025' comparatore='uguale'>" NUM("5")
                     "<stampato>Chiusura liti del 2020: <valore/></stampato></target></indicatore>"), ""},
    {"altro", ALBERO("<indicatore id='i'><nome>Chiusura liti del 2020</nome><target anno='2025' comparatore='uguale'>" NUM("5")
                     "<stampato>Apertura liti del 2021: <valore/></stampato></target></indicatore>"), ""},
    {"altro", ALBERO(IND("", "<base anno='2024' al='2024-10-31'>" NUM("5") "</base>")), "N:dato-parziale"},
    {"altro", ALBERO(IND("", "<base anno='2024' al='2024-12-31'>" NUM("5") "</base><ultimo al='2024-08-31'>" NUM("5") "</ultimo>")), ""},
    {"altro", ALBERO(IND("", TARGET("2024", "almeno", NUM("5")) CONSUNTIVO("2024", NUM("5")))), ""},
    {"altro", ALBERO(IND("", TARGET("2024", "almeno", NUM("5")))), "A:consuntivo-mancante"},
    {"altro", ALBERO(IND("", TARGET("2024", "almeno", NUM("5")) CONSUNTIVO("2024", ASSENTE("non-previsto")))), "A:consuntivo-mancante"},
    {"altro", ALBERO(IND("", TARGET("2024", "almeno", NUM("5")) CONSUNTIVO("2024", ASSENTE("non-disponibile")))), ""},
    {"altro", ALBERO(IND("", TARGET_NUDO("2024", "<parole>monitoraggio</parole>"))), ""},
};

#define COMPLETO TIPOLOGIA ALGORITMO FONTE
#define SOTTO TARGET("2025", "almeno", NUM("4")) CONSUNTIVO("2025", NUM("3"))
#define DUE_TIPI(a, b) \
    ALBERO(INDICATORE("i", "", "<tipologia classe='" a "'>x</tipologia>") INDICATORE("j", "", "<tipologia classe='" b "'>x</tipologia>"))

static const struct row dpcm[] = {
    {"preventivo", ALBERO_PROGRAMMA(IND("", COMPLETO)), ""},
    {"preventivo", ALBERO_PROGRAMMA(IND("", TIPOLOGIA ALGORITMO)), "A:fonte-mancante"},
    {"performance", ALBERO(IND("", "")), ""},
    {"preventivo", ALBERO_PROGRAMMA(IND("", TIPOLOGIA ALGORITMO "<misura id='a'><fonte>registro</fonte></misura>")), ""},
    {"preventivo", ALBERO_PROGRAMMA(IND("", TIPOLOGIA FONTE)), "A:algoritmo-mancante"},
    {"preventivo", ALBERO_PROGRAMMA(IND("", "<cosa-misura>Le visite</cosa-misura>" TIPOLOGIA FONTE)), ""},
    {"preventivo", ALBERO_PROGRAMMA(IND("", ALGORITMO FONTE)), "A:tipologia-mancante"},
    {"preventivo", ALBERO_PROGRAMMA(IND("", "<tipologia>data</tipologia>" ALGORITMO FONTE)), "A:tipologia-mancante"},
    {"preventivo", ALBERO_PROGRAMMA(IND("", "<tipologia>Efficienza</tipologia>" ALGORITMO FONTE)), ""},
    {"preventivo", ALBERO(IND("", COMPLETO)), "A:programma-mancante"},
    {"preventivo", NODI("<nodo id='n' livello='s'><titolo>N</titolo><collocazione><missione codice='032'/></collocazione>" IND("", COMPLETO) "</nodo>"),
     "A:programma-mancante"},
    {"preventivo", NODI(NODO("a", "livello='s'", "<nodo id='n' livello='o'><titolo>N</titolo><collocazione><programma missione='011' codice='005'/></collocazione>"
                             IND("", COMPLETO) "</nodo>")), ""},
    {"rapporto", ALBERO_PROGRAMMA(IND("", COMPLETO SOTTO)), "A:scostamento-senza-causa"},
    {"rapporto", ALBERO_PROGRAMMA(IND("", COMPLETO SOTTO "<scostamento><causa>pioggia</causa></scostamento>")), ""},
    {"preventivo", ALBERO_PROGRAMMA(IND("", COMPLETO SOTTO)), ""},
    {"relazione", ALBERO(IND("", SOTTO)), ""},
    {"altro", DUE_TIPI("d", "d"), "A:solo-realizzazione-finanziaria"},
    {"altro", DUE_TIPI("d", "a"), ""},
    {"altro", NODI(NODO("a", "livello='s'", "")), "A:obiettivo-senza-indicatori"},
    {"altro", NODI(NODO("a", "livello='s'", NODO("b", "livello='o'", UNO))), ""},
};

#define FORMULA(words, formula) \
    "<misure><misura id='a' codice='A'/><misura id='b' codice='50'/></misure>" \
    ALBERO(IND("unita='N.'", "<algoritmo>" words "</algoritmo><formula>" formula "</formula>"))

static const struct row formulas[] = {
    {"altro", FORMULA("Visite * 1000 / imprese", "A * 1000 / 50"), ""},
    {"altro", FORMULA("Visite*10 / imprese", "A / 50"), "A:fattore-discorde"},
    {"altro", FORMULA("Visite per mille imprese", "1000 * A / 50"), ""},
    {"altro", FORMULA("Visite / imprese", "(A + 50) * 2"), "A:fattore-discorde"},
    {"altro", "<misure><misura id='a' codice='A'/><misura id='b' codice='B'/></misure>"
     ALBERO(IND("unita='%'", "<algoritmo>Visite * 100 / imprese</algoritmo><formula>A / B</formula>")), ""},
    {"altro", "<misure><misura id='a' codice='A'/></misure>" ALBERO(INDICATORE("i", "", "<algoritmo>x</algoritmo><formula>A</formula>") INDICATORE("j", "", ALGORITMO)),
     "N:formula-mancante"},
    {"altro", "<misure><misura id='a' codice='A'/></misure>" ALBERO(INDICATORE("i", "", "<formula>A</formula>") INDICATORE("j", "", ALGORITMO) INDICATORE("k", "", ALGORITMO)), ""},
    {"altro", ALBERO("<indicatore id='i'><nome>Costo A</nome>" CONSUNTIVO("2025", NUM("5")) "</indicatore>"
                     "<indicatore id='j'><nome>Costo B</nome><algoritmo>costo  a</algoritmo>" CONSUNTIVO("2025", NUM("5.0")) "</indicatore>"), "A:algoritmo-di-altro"},
    {"altro", ALBERO("<indicatore id='i'><nome>Costo A</nome>" CONSUNTIVO("2025", NUM("5")) "</indicatore>"
                     "<indicatore id='j'><nome>Costo B</nome><algoritmo>Costo A</algoritmo>" CONSUNTIVO("2025", NUM("6")) "</indicatore>"), ""},
    {"altro", MISSIONE("<programma codice='005'><nome>Politiche di sviluppo</nome></programma>") ALBERO(UNO), ""},
    {"altro", "<classificazione><missione codice='032'><programma codice='003'><nome>INDIRIZZO POLITICO</nome></programma></missione></classificazione>" ALBERO(UNO),
     "A:nome-programma-superato"},
    {"altro", "<classificazione><missione codice='032'><programma codice='003'><nome>Servizi e affari generali, per le amministrazione di competenze</nome></programma></missione></classificazione>"
     ALBERO(UNO), ""},
    {"altro", "<classificazione><missione codice='032'><programma codice='002'/><programma codice='003'/><scheda programmi='002-003'><nome>Indirizzo politico</nome></scheda></missione></classificazione>"
     ALBERO(UNO), ""},
    {"altro", MISSIONE("<programma codice='005'><nome>Regolamentazione, incentivazione dei settori imprenditoriali, riassetti industriali, sperimentazione tecnologica, "
                       "lotta alla contraffazione, tutela della proprietà intellettuale</nome></programma>") ALBERO(UNO), "A:nome-programma-superato"},
    {"altro", ALBERO(IND("", TARGET("2025", "almeno", NUM("2")) CONSUNTIVO("2025", ASSENTE("non-disponibile")))), "N:nd-escluso"},
    {"altro", "<metodo><grado assenti='zero'/></metodo>" ALBERO(IND("", TARGET("2025", "almeno", NUM("2")) CONSUNTIVO("2025", ASSENTE("non-disponibile")))), ""},
};

/* Values of its own that a view gives are judged; those of the indicator are not judged again. */
static const struct row views[] = {
    {"altro", ALBERO(IND("", TARGET("2025", "sotto", NUM("6")))) VISTA("<voce rif='i'>" CONSUNTIVO("2025", NUM("5")) "</voce>"),
     "N:comparatore-stretto A:ripetuto-diverso"},
    {"altro", ALBERO(IND("unita='n.'", TARGET("2025", "almeno", NUM("6")))) VISTA("<voce rif='i'>" TARGET("2025", "almeno", PERC("6")) "</voce>"),
     "A:ripetuto-diverso A:unita-discordi"},
    {"altro", ALBERO(IND("", TARGET_NUDO("2024", ASSENTE("non-previsto")))) VISTA("<voce rif='i'>" TARGET("2024", "almeno", PERC("100"))
     "<consuntivo anno='2024'>" ASSENTE("non-previsto") "</consuntivo></voce>"), "A:consuntivo-mancante A:ripetuto-diverso"},
};

static const struct { const struct row *rows; size_t count; } tables[] = {
#define TABLE(t) {t, sizeof t / sizeof t[0]}
    TABLE(references), TABLE(structure), TABLE(slips), TABLE(totals), TABLE(published), TABLE(repeated), TABLE(weights), TABLE(codes), TABLE(units),
    TABLE(targets), TABLE(years), TABLE(dpcm), TABLE(formulas), TABLE(views),
};

#define TABLES (sizeof tables / sizeof tables[0])

/* ---------------------------------------------------------------- running them */

static struct diag *check_row(const struct row *r, enum diag_lang lang)
{
    struct buf xml = BUF_INIT;
    buf_printf(&xml, "<piano xmlns='urn:pira:piano:1' versione='1' anno='2025' documento='%s'><ente><denominazione>Ente</denominazione></ente>"
                     "<documento tipo='%s'><titolo>Piano</titolo></documento>%s</piano>", r->documento, r->documento, r->body);
    struct diag *d = fixture_check_text(buf_text(&xml), lang);
    buf_free(&xml);
    return d;
}

static int compare_words(const void *a, const void *b)
{
    const char *x = *(const char *const *)a, *y = *(const char *const *)b;
    return strcmp(x + 2, y + 2) != 0 ? strcmp(x + 2, y + 2) : strcmp(x, y);
}

/* WORDS with a blank between, in alphabetical order of the rules. */
static void join_sorted(struct buf *out, char **words, size_t count)
{
    qsort(words, count, sizeof *words, compare_words);
    for (size_t i = 0; i < count; i++)
        buf_printf(out, "%s%s", i > 0 ? " " : "", words[i]);
}

#define MOST_MESSAGES 20

static void describe(struct buf *out, const struct diag *d)
{
    static const char letters[] = {[DIAG_NOTA] = 'N', [DIAG_AVVISO] = 'A', [DIAG_ERRORE] = 'E'};
    char texts[MOST_MESSAGES][80], *words[MOST_MESSAGES];
    size_t count = diag_count(d) < MOST_MESSAGES ? diag_count(d) : MOST_MESSAGES;
    for (size_t i = 0; i < count; i++) {
        const struct diag_message *m = diag_get(d, i);
        snprintf(texts[i], sizeof texts[i], "%c:%s", letters[m->level], *m->rule != '\0' ? m->rule : m->text);
        words[i] = texts[i];
    }
    join_sorted(out, words, count);
}

static void sort_expected(struct buf *out, const char *expected)
{
    char text[400], *words[MOST_MESSAGES];
    size_t count = 0;
    snprintf(text, sizeof text, "%s", expected);
    for (char *word = text; *word != '\0' && count < MOST_MESSAGES;) {
        words[count++] = word;
        word += strcspn(word, " ");
        if (*word != '\0')
            *word++ = '\0';
    }
    join_sorted(out, words, count);
}

static void test_rows(void)
{
    for (size_t t = 0; t < TABLES; t++)
        for (size_t i = 0; i < tables[t].count; i++) {
            const struct row *r = &tables[t].rows[i];
            struct buf got = BUF_INIT, want = BUF_INIT;
            struct diag *d = check_row(r, DIAG_IT);
            describe(&got, d);
            sort_expected(&want, r->expected);
            EXPECT_TEXT(buf_text(&got), buf_text(&want), r->body);
            buf_free(&got);
            buf_free(&want);
            diag_free(d);
        }
}

#define FIRST_RULE 3000
#define LAST_RULE 3999

/* Every message of the rules is met by a row, filled in, in both languages. */
static void test_all_messages(void)
{
    bool met[LAST_RULE + 1] = {false};
    for (int lang = DIAG_IT; lang <= DIAG_EN; lang++)
        for (size_t t = 0; t < TABLES; t++)
            for (size_t i = 0; i < tables[t].count; i++) {
                struct diag *d = check_row(&tables[t].rows[i], (enum diag_lang)lang);
                for (size_t k = 0; k < diag_count(d); k++) {
                    const struct diag_message *m = diag_get(d, k);
                    EXPECT(strchr(m->text, '{') == NULL && strchr(m->help, '{') == NULL, m->text);
                    met[(int)m->code <= LAST_RULE ? (int)m->code : 0] = true;
                }
                diag_free(d);
            }
    for (int number = FIRST_RULE; number <= LAST_RULE; number++)
        if (diag_lookup(number) != NULL) {
            char row[24];
            snprintf(row, sizeof row, "PIRA-%d", number);
            EXPECT(met[number] || number == DIAG_DOCUMENT_MISSING, row);
        }
}

/* Culprits, suggestions and places. */
static void test_texts(void)
{
    static const struct { struct row row; long column; const char *place, *text, *help; } rows[] = {
        {{"altro", NODI(NODO("nodo-1", "livello='s'", UNO)) VISTA("<voce rif='nodo-2'/>"), ""}, 0, "vista «Vista», voce nodo-2",
         "«nodo-2» non esiste: l'attributo rif deve dare l'identificativo (id) di un elemento centro/totale/nodo/indicatore del piano",
         "scrivere «nodo-1» al posto di «nodo-2»"},
        {{"altro", MISSIONE("<programma codice='009'/>") ALBERO(UNO), ""}, 0, "missione 011, programma 009",
         "nel 2025 la missione 011 non ha un programma 009", "i suoi programmi di quell'anno sono 005"},
        {{"altro", "<classificazione><missione codice='099'/></classificazione>" ALBERO(UNO), ""}, 0, "missione 099", "la missione 099 non esiste",
         "le missioni delle Camere sono 011, 012, 016, 032, 033, 090, 091"},
        {{"altro", ALBERO(IND("codice='X.1' unita='€'", TARGET("2025", "almeno", EURO("1000")) CONSUNTIVO("2025", EURO("12345.60")))), ""}, 0,
         "obiettivo «Nodo», indicatore X.1", "il valore del 2025 è 12.345,60 €, il target ≥ 1.000 €: stanno tra loro come 12,35 : 1", "verificare le unità"},
        {{"altro", ALBERO(INDICATORE("i", "peso='50'", "") INDICATORE("j", "peso='49.5'", "")), ""}, 0, "obiettivo «Nodo»",
         "i pesi di ciò che sta sotto questo nodo sommano a 99,5, non a 100: 50 + 49.5", "correggere i pesi"},
        {{"altro", TABELLA(RIGA("", "a", EURO("1.50")) RIGA("", "b", EURO("1000")) RIGA("genere='totale'", "Totale", EURO("1000.00"))), ""}, 0,
         "tabella t, riga «Totale», colonna «Euro»", "il totale è scritto 1.000,00 €, ma le righe sommano a 1.001,50 € (differenza 1,50 €)", "escluso"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct diag *d = check_row(&rows[i].row, DIAG_IT);
        const struct diag_message *m = diag_get(d, 0);
        EXPECT(m != NULL, rows[i].text);
        if (m != NULL) {
            EXPECT_TEXT(m->at.place, rows[i].place, rows[i].text);
            EXPECT(strstr(m->text, rows[i].text) != NULL, m->text);
            EXPECT(strstr(m->help, rows[i].help) != NULL, m->help);
            EXPECT(m->at.line == 1 && m->at.column > 1, rows[i].text);
        }
        diag_free(d);
    }
}

/* The plan has come to a document that it does not describe. */
static void test_document(void)
{
    struct diag *d = fixture_check_text("<piano xmlns='urn:pira:piano:1' versione='1' anno='2025' documento='piao'><ente><denominazione>E</denominazione></ente>"
                                        "<documento tipo='altro'><titolo>T</titolo></documento></piano>", DIAG_EN);
    EXPECT_LONG(diag_count(d), 1, "one message");
    EXPECT(diag_get(d, 0) != NULL && diag_get(d, 0)->code == DIAG_DOCUMENT_MISSING, "document not described");
    diag_free(d);
}

void suite_check_rules(void)
{
    CU_pSuite s = CU_add_suite("check_rules", NULL, NULL);
    CU_add_test(s, "each rule, broken and kept", test_rows);
    CU_add_test(s, "each message, in both languages", test_all_messages);
    CU_add_test(s, "culprits, remedies and places", test_texts);
    CU_add_test(s, "the document the plan has come to", test_document);
}
