/* test_bind_parts.c: what bind makes of names in capitals, dashes, columns, sums above their parts, charts, pictures, notes. */
#include <CUnit/CUnit.h>
#include <errno.h>

#include "base/file_source.h"
#include "bind_try.h"
#include "expect.h"
#include "suites.h"

#define COLUMNS(list) "<tabella aspetto='t'><colonne>" list "</colonne>"

static void sentences(void)
{
    static const struct { const char *title, *want; } rows[] = {
        {"PRESENTAZIONE DELLA CAMERA DI COMMERCIO DI BERGAMO", "Presentazione della Camera di Commercio di Bergamo"},
        {"CRUSCOTTO DEL SERVIZIO AFFARI GENERALI", "Cruscotto del Servizio Affari generali"},
        {"SERVIZIO AFFARI GENERALISTI", "Servizio affari generalisti"},
        {"UFFICIO PROTESTI", "Ufficio protesti"},
        {"Già una frase della CAMERA", "Già una frase della CAMERA"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char plan[900], want[200];
        snprintf(plan, sizeof plan, PIANO("<ente><denominazione>Camera di Commercio di Bergamo</denominazione></ente>"
                 "<organizzazione><centro id='a'><nome>Servizio Affari generali</nome></centro>"
                 "<centro id='b'><nome>PROTESTI</nome></centro></organizzazione><titolo>%s</titolo>"), rows[i].title);
        snprintf(want, sizeof want, "para \"%s\"\npara \"%s\"\n", rows[i].want, rows[i].want);
        check_text("", "<paragrafo stile='p'><valore di='titolo' frase='si'/></paragrafo><paragrafo stile='p'>{frase(titolo)}</paragrafo>",
                   plan, want);
    }
}

/* parti() finds children by name in the plan's order, senza() leaves out what the other set has. */
static void sets_of_elements(void)
{
    const char *plan = PIANO("<x><b>1</b><a>2</a><c>3</c><a>4</a></x><x><c>5</c></x><y><a>6</a></y>");
    static const struct { const char *of, *want; } rows[] = {
        {"parti(x, 'a c')", "2 3 4 5"}, {"parti(x[1], 'b')", "1"}, {"parti(x, 'd')", ""}, {"parti(nulla, 'a')", ""},
        {"parti(x, '')", ""}, {"senza(//a, y/a)", "2 4"}, {"senza(x/*, nulla)", "1 2 3 4 5"}, {"senza(nulla, x)", ""},
        {"senza(x/a | y/a, //c | //a[. = 4])", "2 6"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char body[200], want[60];
        snprintf(body, sizeof body, "<paragrafo stile='p'>[<per-ogni di=\"%s\" tra=' '><valore di='.'/></per-ogni>]</paragrafo>", rows[i].of);
        snprintf(want, sizeof want, "para \"[%s]\"\n", rows[i].want);
        check_text("", body, plan, want);
    }
}

/* A dash stands where a figure would, whether the plan or the template says it; other words are flush right. */
static void dashes(void)
{
    check_text("<parola nome='non-previsto'>–</parola>",
               COLUMNS("<colonna nome='v' larghezza='20mm' asse='30pt'/>") "<corpo><per-ogni di='x'><riga><cella colonna='v'>"
               "<quantita di='.'/></cella></riga></per-ogni><riga><cella colonna='v'><quantita di='y'>–</quantita></cella></riga></corpo></tabella>",
               PIANO("<x><numero>12</numero></x><x><assente stato='non-previsto'/></x><x><assente stato='non-previsto'>n.d.</assente></x>"),
               "table 1 columns\n  body row\n    cell \"12\" axis\n  body row\n    cell \"–\" axis\n"
               "  body row\n    cell \"n.d.\" right\n  body row\n    cell \"–\" axis\n");
}

static void columns_with_one_name(void)
{
    const char *body = COLUMNS("<colonna nome='c' larghezza='1*'/><colonna nome='v' larghezza='30mm' allinea='destra' se='lungo'/>"
                               "<colonna nome='v' larghezza='20mm'/><colonna nome='w' larghezza='20mm'/>")
        "<corpo><riga><cella colonna='c'>C</cella><cella colonna='v'>V</cella><cella colonna='w' livello='2'>W</cella></riga>"
        "<riga><cella colonna='v' fino-a='w'>VW</cella></riga></corpo></tabella>";
    check_text("", body, PIANO("<lungo/>"),
               "table 3 columns\n  body row\n    cell \"C\"\n    cell \"V\" right\n    cell level=2 \"W\"\n"
               "  body row\n    cell\n    cell columns=2 \"VW\"\n");
    check_text("", body, PIANO(""),
               "table 3 columns\n  body row\n    cell \"C\"\n    cell \"V\"\n    cell level=2 \"W\"\n"
               "  body row\n    cell\n    cell columns=2 \"VW\"\n");
}

#define AMOUNT(n) "<cella><importo>" n "</importo></cella>"

/* The parts of a sum that stands above them are set in; a sum below its parts sets nothing in. Labels in capitals are sentences. */
static void sums_above_their_parts(void)
{
    check_text("<aspetto-riga nome='capo' stile='p' con-seguente='si'/><aspetto-tabella nome='conti' come='t' capofila='capo' rientro-parti='9pt'/>",
               "<tabella-del-piano di='tabella' aspetto='conti' frase='si'/>",
               PIANO("<tabella id='t'><colonne><colonna id='v' etichette='si'/><colonna id='e' tipo='importo'/></colonne>"
                     "<riga id='p' genere='subtotale'><cella><testo>PERSONALE</testo></cella><cella><somma righe='a b'/></cella></riga>"
                     "<riga id='a'><cella><testo>ONERI SOCIALI</testo></cella>" AMOUNT("1") "</riga>"
                     "<riga id='b'><cella><testo>TFR</testo></cella>" AMOUNT("2") "</riga>"
                     "<riga id='c'><cella><testo>INFOCAMERE S.c.p.A.</testo></cella>" AMOUNT("3") "</riga>"
                     "<riga id='d' genere='subtotale'><cella><testo>ONERI</testo></cella><cella><somma righe='p c'/></cella></riga>"
                     "<riga id='e'><cella><testo>Altro</testo></cella>" AMOUNT("4") "</riga></tabella>"),
               "table #t 2 columns\n  body row keep-next\n    head \"Personale\"\n    cell\n"
               "  body row\n    head \"Oneri sociali\" indent=9000\n    cell \"1\" right\n"
               "  body row\n    head \"TFR\" indent=9000\n    cell \"2\" right\n"
               "  body row\n    head \"INFOCAMERE S.c.p.A.\"\n    cell \"3\" right\n"
               "  body row\n    head \"Oneri\"\n    cell\n  body row\n    head \"Altro\"\n    cell \"4\" right\n");
}

/* Stacked bars are measured by their sum, others by the longest. */
static void charts(void)
{
    static const char plan[] = "<tabella id='t'><colonne><colonna id='n'/><colonna id='d'/><colonna id='u'/></colonne>"
        "<riga><cella><testo>A</testo></cella><cella><numero>6</numero></cella><cella><numero>4</numero></cella></riga>"
        "<riga><cella><testo>B</testo></cella><cella><numero>5</numero></cella><cella><numero>0</numero></cella></riga></tabella>";
    static const struct { const char *type, *want; } rows[] = {
        {"impilate", "table 3 columns\n  head row keep-next\n    head\n    head columns=2 \"<bar 1000> Donne\xE2\x80\x83<bar 1000> Uomini\"\n"
                     "  body row\n    head \"A\" right\n    cell columns=2 \"<bar 1000><bar 1000>\xE2\x80\x82" "6 + 4\"\n"
                     "  body row\n    head \"B\" right\n    cell columns=2 \"<bar 1000>\xE2\x80\x82" "5 + 0\"\n"},
        {"affiancate", "table 3 columns\n  head row keep-next\n    head\n    head columns=2 \"<bar 1000> Donne\xE2\x80\x83<bar 1000> Uomini\"\n"
                       "  body row keep-next\n    head rows=2 \"A\" right\n    cell columns=2 \"<bar 1000>\xE2\x80\x82" "6\"\n"
                       "  body row\n    cell columns=2 \"<bar 1000>\xE2\x80\x82" "4\"\n"
                       "  body row keep-next\n    head rows=2 \"B\" right\n    cell columns=2 \"<bar 1000>\xE2\x80\x82" "5\"\n"
                       "  body row\n    cell columns=2 \"\xE2\x80\x82" "0\"\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char text[1600];
        snprintf(text, sizeof text, PIANO("%s<grafico tipo='%s'><serie tabella='t' colonna='d'>Donne</serie>"
                 "<serie tabella='t' colonna='u'>Uomini</serie></grafico>"), plan, rows[i].type);
        check_text("", "<grafico-del-piano di='grafico' aspetto='t' etichette='30mm' barre='100mm' altezza='8pt' colore-1='nero' colore-2='nero' colore-3='nero'/>",
                   text, rows[i].want);
    }
}

/* What a view shows of an indicator is what the document published of it; the view's own comes first. */
static void figures_of_entries(void)
{
    check_text("<frammento-testo nome='n'>Calcolato <quantita di='$calcolato'/></frammento-testo>",
               "<per-ogni di='voce'><paragrafo stile='p'><quantita di='.' cifra='consuntivo' anno='2024' diverso='n'/></paragrafo></per-ogni>",
               PIANO("<albero><nodo><indicatore id='i'><pubblicato><consuntivo anno='2024'><numero>115.55</numero></consuntivo></pubblicato>"
                     "<calcoli><consuntivo anno='2024'><numero>109.62</numero></consuntivo></calcoli></indicatore></nodo></albero>"
                     "<voce rif='i'/><voce rif='i'><pubblicato><consuntivo anno='2024'><numero>110</numero></consuntivo></pubblicato></voce>"),
               "para \"115,55<note>\" note \"Calcolato 109,62\"\npara \"110\"\n");
}

static void notes_by_sign(void)
{
    check_text("", "<paragrafo stile='p'><valore di='x'/></paragrafo>",
               PIANO("<x>30/06<rimando-nota rif='a'/> e <rimando-nota rif='b'/></x><avvertenza id='a' segno='*'>al 31.3</avvertenza><avvertenza id='b'>nota</avvertenza>"),
               "para \"30/06* e<note>\" note \"nota\"\n");
}

/* ---- pictures ---- */

/* A PNG file of W by H pixels as far as its header goes; with PHYS, 10 pixels a millimetre. */
struct png { unsigned w, h; bool phys; };

static void put_number(struct buf *out, unsigned n)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        buf_char(out, (char)(n >> shift & 0xFF));
}

static int read_png(void *self, const char *name, size_t limit, struct buf *out)
{
    const struct png *p = self;
    (void)limit;
    if (strcmp(name, "manca.png") == 0)
        return ENOENT;
    buf_add(out, "\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16);
    put_number(out, p->w);
    put_number(out, p->h);
    buf_add(out, "\x08\x02\0\0\0crc.", 9);
    if (p->phys) {
        buf_add(out, "\0\0\0\tpHYs", 8);
        put_number(out, 10000);
        put_number(out, 10000);
        buf_add(out, "\x01" "crc.", 5);
    }
    buf_add(out, "\0\0\0\0IDATcrc.", 12);
    return 0;
}

#define MM(n) ((int)(((long)(n) * 720000 + 127) / 254))   /* in thousandths of a point */

static void pictures(void)
{
    static const struct { struct png png; const char *attributes; int width, height; } rows[] = {
        {{200, 100, false}, "larghezza='100mm'", MM(100), MM(100) / 2},
        {{200, 100, false}, "larghezza='60mm' altezza='22mm'", 2 * MM(22), MM(22)},
        {{200, 100, false}, "altezza='22mm'", 2 * MM(22), MM(22)},
        {{500, 100, true}, "", MM(50), MM(50) / 5},
        {{9000, 900, true}, "", MM(146), MM(146) / 10},
        {{100, 900, false}, "larghezza='100mm'", MM(220) / 9, MM(220)},
        {{0, 100, false}, "larghezza='100mm'", MM(100), 0},
        {{200, 100, false}, "larghezza='100mm' file='manca.png'", MM(100), 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct png png = rows[i].png;
        const struct file_source source = {read_png, &png};
        const char *file = strstr(rows[i].attributes, "file=") != NULL ? "" : "file='x.png'";
        struct buf out = BUF_INIT;
        struct diag *d = diag_new(DIAG_IT);
        char body[200], want[100];
        snprintf(body, sizeof body, "<figura %s alternativa='a' %s/>", file, rows[i].attributes);
        snprintf(want, sizeof want, " %dx%d alt \"a\"\n", rows[i].width, rows[i].height);
        EXPECT(try_bind("", body, PIANO(""), &source, d, &out), body);
        const char *size = strstr(buf_text(&out), ".png ");
        EXPECT_TEXT(size != NULL ? size + strlen(".png") : "", want, body);
        diag_free(d);
        buf_free(&out);
    }
}

void suite_bind_parts(void)
{
    CU_pSuite s = CU_add_suite("bind_parts", NULL, NULL);
    CU_add_test(s, "titles in capitals, and the names in them", sentences);
    CU_add_test(s, "sets of elements", sets_of_elements);
    CU_add_test(s, "dashes on the axis", dashes);
    CU_add_test(s, "columns with one name", columns_with_one_name);
    CU_add_test(s, "sums above their parts", sums_above_their_parts);
    CU_add_test(s, "charts", charts);
    CU_add_test(s, "figures of what a view names", figures_of_entries);
    CU_add_test(s, "notes with a sign of their own", notes_by_sign);
    CU_add_test(s, "sizes of pictures", pictures);
}
