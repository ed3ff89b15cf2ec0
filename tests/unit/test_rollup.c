/* test_rollup.c: gradi of nodes, totals, centres and views, by the plan's method and by default. */
#include "compute/rollup.h"

#include "computed.h"
#include "suites.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

#define LIVELLI "<livello id='area' nome='Area' natura='area'/><livello id='os' nome='Obiettivo strategico' natura='strategico'/>" \
                "<livello id='oo' nome='Obiettivo operativo' natura='operativo'/><livello id='gr' nome='Gruppo' natura='gruppo'/>"

/* An indicator of target 100, so that its consuntivo is its grado: I("a", "peso='34'", "<numero>80</numero>"). */
#define I(id, attributes, value) "<indicatore id='" id "' " attributes "><nome>N</nome>" \
    "<target anno='2017' comparatore='almeno'><numero>100</numero></target><consuntivo anno='2017'>" value "</consuntivo></indicatore>"
#define NUM(n) "<numero>" n "</numero>"
#define ND "<assente stato='non-disponibile'>n.d.</assente>"
#define MANUALE(value) "<grado anno='2017'>" value "<motivo>M</motivo></grado>"
#define NODO(id, livello, attributes, body) "<nodo id='" id "' livello='" livello "' " attributes "><titolo>T</titolo>" body "</nodo>"
#define METODO(body) "<documento tipo='rapporto'><titolo>R</titolo></documento><metodo>" body "</metodo>"

struct expected {
    const char *id, *grado;
};

static void expect_gradi(const char *head, const char *tree, const char *tail, const struct expected *want, const char *row)
{
    struct computed c;
    if (computed_parts(&c, head, LIVELLI, tree, tail))
        for (; want->id != NULL; want++)
            EXPECT_TEXT(computed_figure(&c, want->id, "grado"), want->grado, row);
    computed_close(&c);
}

/* ---------------------------------------------------------------- steps, bounds, corrections */

#define SCAGLIONI "<scaglione da='110' punteggio='120'/><scaglione da='100' punteggio='100'/><scaglione da='90' punteggio='80'/>"

/* Steps of the method hold for every target, more than the target included, but for those with steps of their own. */
static void test_method_steps(void)
{
    static const struct expected want[] = {
        {"a", "120.00% 6/5"}, {"b", "100.00% 1/1"}, {"c", "80.00% 4/5"}, {"d", "0.00% 0/1"}, {"e", "89.00% 89/100"},
        {"f", "40.00% 2/5"}, {"g", "n.d."}, {"n", "71.50% 143/200"}, {NULL, NULL},
    };
#define J(id, more, value) "<indicatore id='" id "'><nome>N</nome><target anno='2017' comparatore='almeno'><numero>100</numero>" more \
                           "</target><consuntivo anno='2017'>" value "</consuntivo></indicatore>"
    /* (1.2 + 1 + 0.8 + 0 + 0.89 + 0.4) / 6 = 0.715 */
    expect_gradi(METODO("<grado massimo='120'>" SCAGLIONI "</grado>"),
                 NODO("n", "oo", "", J("a", "", NUM("110")) J("b", "", NUM("109")) J("c", "", NUM("99.9")) J("d", "", NUM("89"))
                      J("e", "<scaglioni/>", NUM("89")) J("f", "<scaglioni><scaglione punteggio='40'><numero>10</numero></scaglione></scaglioni>", NUM("89"))
                      J("g", "", ND)), "", want, "steps");
}

/* Below the threshold a grado is the least; at it, in proportion; a late date likewise: 31 days beyond the 300th day are 1 - 31 / 300. */
static void test_threshold(void)
{
    static const struct expected want[] = {
        {"a", "10.00% 1/10"}, {"b", "70.00% 7/10"}, {"c", "100.00% 1/1"}, {"d", "89.67% 269/300"}, {"e", "10.00% 1/10"}, {"f", "n.d."}, {NULL, NULL},
    };
#define D(id, day) "<indicatore id='" id "'><nome>N</nome><target anno='2017' comparatore='entro'><data>2017-10-27</data></target>" \
                   "<consuntivo anno='2017'><data>" day "</data></consuntivo></indicatore>"
    expect_gradi(METODO("<grado soglia='70' minimo='10'/>"), NODO("n", "oo", "", I("a", "", NUM("69.99")) I("b", "", NUM("70"))
                 I("c", "", NUM("100")) D("d", "2017-11-27") D("e", "2018-02-27") I("f", "", ND)), "", want, "threshold");
}

/* Indicators up to 120, objectives not above 100: the bound holds for the result, and the total is made of bounded results. */
static void test_bounds(void)
{
    static const struct expected want[] = {
        {"a", "120.00% 6/5"}, {"s", "100.00% 1/1"}, {"r", "30.00% 3/10"}, {"t", "70.00% 7/10"}, {"u", "60.00% 3/5"}, {NULL, NULL},
    };
    /* s: (120 + 90) / 2 = 105, at most 100; r: 20, at least 30; t: 65 and five more; u: at most 60 */
    expect_gradi(METODO("<grado massimo='120'/><aggregazione livello='os' regola='media' massimo='100' minimo='30'/>"
                        "<totale id='t' regola='media' livelli='os'><nome>T</nome><grado><rettifica>5</rettifica><motivo>M</motivo></grado></totale>"
                        "<totale id='u' regola='media' livelli='os' massimo='60'><nome>U</nome></totale>"),
                 NODO("s", "os", "", I("a", "", NUM("130")) I("b", "", NUM("90"))) NODO("r", "os", "", I("c", "", NUM("20"))), "", want, "bounds");
}

/* Results by class: of an indicator's own classes, of those of the nodes around it, of the classes within a class. */
static void test_classes(void)
{
    static const struct expected want[] = {
        {"eff", "50.00% 1/2"}, {"efz", "90.00% 9/10"}, {"nove", "60.00% 3/5"}, {"nodi", "60.50% 121/200"}, {"liv", "80.00% 4/5"},
        {"niente", ""}, {"v", "66.00% 33/50"}, {NULL, NULL},
    };
#define K(id, classi, peso, value) "<indicatore id='" id "' peso='" peso "'><nome>N</nome>" classi "<target anno='2017' comparatore='almeno'>" \
                                   "<numero>100</numero></target><consuntivo anno='2017'>" NUM(value) "</consuntivo></indicatore>"
#define CLASSI(rif) "<classi rif='" rif "'/>"
#define TOTALE(id, more) "<totale id='" id "' " more "><nome>T</nome></totale>"
    /* eff: a 40, d 60 and c 50, since their node is of it; efz: b 90; nove: a 40 and b 90 in the node of that class, c 50 of a class
     * within it; nodi: (40 + 90) / 2 = 65 and 60 * 60% + 50 * 40% = 56 */
    expect_gradi("<documento tipo='rapporto'><titolo>R</titolo></documento><metodo>"
                 TOTALE("eff", "su='indicatori' classi='c-eff' regola='media'") TOTALE("efz", "su='indicatori' classi='c-efz' regola='media'")
                 TOTALE("nove", "su='indicatori' classi='c-nove' regola='media'") TOTALE("nodi", "classi='c-nove c-eff' regola='media' livelli='oo'")
                 TOTALE("liv", "su='indicatori' livelli='os' regola='media'") TOTALE("niente", "classi='c-vuota' su='indicatori' regola='media'")
                 "</metodo><classificazione><sistema id='s'><nome>S</nome><classe id='c-eff'><nome>E</nome></classe><classe id='c-efz'><nome>F</nome></classe>"
                 "<classe id='c-nove'><nome>9</nome></classe><classe id='c-nove-uno' parte-di='c-nove'><nome>9.1</nome></classe>"
                 "<classe id='c-vuota'><nome>V</nome></classe></sistema></classificazione>",
                 NODO("n", "oo", "", CLASSI("c-nove") K("a", CLASSI("c-eff"), "50", "40") K("b", CLASSI("c-efz"), "50", "90"))
                 NODO("m", "oo", "", CLASSI("c-eff") K("d", "", "60", "60") K("c", CLASSI("c-nove-uno"), "40", "50"))
                 NODO("k", "os", "", K("e", "", "100", "80")),
                 "<viste><vista id='v'><titolo>V</titolo><voce rif='eff' peso='60'/><voce rif='efz' peso='40'/></vista></viste>", want, "classes");
}

/* What each brings to its mean: 30 * 85% = 25.5, 50 * 60% = 30, in all 55.5 of weights that sum to 80 once one is n.d.; of a plain
 * mean a half each; the node's own share of the total. */
static void test_shares(void)
{
    static const struct expected grado[] = {{"n", "69.38% 111/160"}, {"m", "40.00% 2/5"}, {NULL, NULL}};
    static const struct { const char *id, *apporto; } want[] = {
        {"a", "31.88% 51/160"}, {"b", "37.50%"}, {"c", ""}, {"d", "10.00%"}, {"e", "30.00%"}, {"n", "48.56% 777/1600"}, {"m", "12.00%"},
    };
    const char *head = METODO("<aggregazione livello='oo' su='indicatori' regola='media-pesata' apporti='si'/>"
                              "<aggregazione livello='gr' su='indicatori' regola='media' apporti='si'/>"
                              "<totale id='t' regola='media-pesata' apporti='si'><nome>T</nome></totale>");
    const char *tree = NODO("n", "oo", "peso='70'", I("a", "peso='30'", NUM("85")) I("b", "peso='50'", NUM("60")) I("c", "peso='20'", ND))
                       NODO("m", "gr", "peso='30'", I("d", "", NUM("20")) I("e", "", NUM("60")));
    struct computed c;
    expect_gradi(head, tree, "", grado, "shares");
    if (computed_parts(&c, head, LIVELLI, tree, ""))
        for (size_t i = 0; i < COUNT(want); i++)
            EXPECT_TEXT(computed_figure(&c, want[i].id, "apporto"), want[i].apporto, want[i].id);
    computed_close(&c);
}

/* A node's own correction, after its mean: 80 less 7.5; never above the method's bound. */
static void test_corrections(void)
{
    static const struct expected want[] = {{"n", "72.50% 29/40"}, {"m", "100.00% 1/1"}, {"o", "80.00% 4/5"}, {NULL, NULL}};
#define RETTIFICA(year, points) "<grado anno='" year "'><rettifica>" points "</rettifica><motivo>M</motivo></grado>"
    expect_gradi("", NODO("n", "oo", "", RETTIFICA("2017", "-7.5") I("a", "", NUM("80")))
                 NODO("m", "oo", "", RETTIFICA("2017", "25") I("b", "", NUM("80"))) NODO("o", "oo", "", RETTIFICA("2016", "25") I("c", "", NUM("80"))),
                 "", want, "corrections");
}

/* A sheet of a manager: 50% of the total (70), 30% of the centre (80), 20% of an objective of one's own (100). */
static void test_view_of_results(void)
{
    static const struct expected want[] = {{"v", "79.00% 79/100"}, {NULL, NULL}};
    expect_gradi("<documento tipo='rapporto'><titolo>R</titolo></documento>"
                 "<metodo><totale id='t' regola='media' livelli='os'><nome>T</nome></totale></metodo>"
                 "<organizzazione><centro id='c'><nome>C</nome></centro></organizzazione>",
                 NODO("n", "os", "", I("a", "", NUM("60")) "<indicatore id='b'><nome>N</nome><target anno='2017' comparatore='almeno'>" NUM("100") "</target>"
                      "<consuntivo anno='2017'>" NUM("80") "</consuntivo><responsabile centri='c' peso='100'>C</responsabile></indicatore>")
                 NODO("m", "gr", "", I("d", "", NUM("100"))),
                 "<viste><vista id='v'><titolo>V</titolo><voce rif='t' peso='50'/><voce rif='c' peso='30'/><voce rif='m' peso='20'/></vista></viste>",
                 want, "a sheet of results");
}

/* ---------------------------------------------------------------- where the plan says nothing */

/* Exact weighted mean; unrounded gradi (compute.md 4.1). */
static void test_default_indicators(void)
{
    static const struct expected weighted[] = {{"n", "44.33% 17733/40000"}, {NULL, NULL}};
    static const struct expected equal[] = {{"n", "44.33% 133/300"}, {NULL, NULL}};
    /* from gradi rounded to two decimals it would be 44.34 */
    expect_gradi("", NODO("n", "oo", "", I("a", "peso='50'", NUM("33")) I("b", "peso='25'", NUM("33.335"))
                      I("c", "peso='25'", NUM("77.995"))), "", weighted, "exact");
    expect_gradi("", NODO("n", "oo", "", I("a", "", NUM("10")) I("b", "", NUM("33")) I("c", "", NUM("90"))), "", equal, "no weights");
}

/* A strategic objective: mean of all objectives below, each rounded first, sub-objectives like the others (4.2). */
static void test_default_strategic(void)
{
    static const struct expected want[] = {
        {"o1", "33.34% 66671/200000"}, {"o2", "100.00% 1/1"}, {"s", "66.67% 6667/10000"}, {"a", ""}, {NULL, NULL},
    };
    expect_gradi("", NODO("a", "area", "", NODO("s", "os", "", NODO("o1", "oo", "", I("i", "", NUM("33.3355"))
                      NODO("o2", "oo", "", I("j", "", NUM("100"))) NODO("g", "gr", "", "")))), "", want, "rounded children");
}

/* Child nodes with weights: their weighted mean, each rounded as it is printed, even in an area (4.8). */
static void test_default_weighted_nodes(void)
{
    static const struct expected want[] = {
        {"g1", "33.34% 66671/200000"}, {"s", "50.01% 10001/20000"}, {"a", "50.01% 5001/10000"}, {NULL, NULL},
    };
    expect_gradi("", NODO("a", "area", "", NODO("s", "os", "peso='100'", NODO("g1", "gr", "peso='75'", I("i", "", NUM("33.3355")))
                      NODO("g2", "gr", "peso='25'", I("j", "", NUM("100"))))), "", want, "weighted nodes");
}

/* Where some siblings carry weights, those without count nothing. */
static void test_partial_weights(void)
{
    static const struct expected want[] = {{"n", "20.00% 1/5"}, {NULL, NULL}};
    expect_gradi("", NODO("n", "oo", "", I("a", "peso='10'", NUM("20")) I("b", "", NUM("90"))), "", want, "a weight is missing");
}

/* ---------------------------------------------------------------- by the plan's method */

static void test_method(void)
{
    static const char *const tree =
        NODO("s", "os", "", I("x", "peso='50'", NUM("10")) NODO("o", "oo", "peso='25'", I("i", "peso='20'", NUM("33.335"))
             I("j", "peso='80'", NUM("50"))) NODO("p", "gr", "peso='25'", I("k", "", NUM("100"))));
    static const struct { const char *aggregazione, *grado; } rows[] = {
        /* o: 33.335 * .2 + 50 * .8 = 46.667; s: (50 * 10 + 25 * 46.667 + 25 * 100) / 100 = 41.66675 */
        {"regola='media-pesata' su='figli'", "41.67% 166667/400000"},
        {"regola='media-pesata'", "41.67% 166667/400000"},
        {"regola='media-pesata' su='indicatori'", "10.00% 1/10"},
        {"regola='media' su='indicatori'", "10.00% 1/10"},
        {"regola='media-pesata' su='nodi'", "73.33% 146667/200000"},
        {"regola='media' su='nodi' livelli='gr'", "100.00% 1/1"},
        {"regola='media' su='nodi' livelli='gr oo' arrotonda='0' decimali='1'", "73.5% 147/200"},
        {"regola='media' su='discendenti' livelli='oo'", "46.67% 46667/100000"},
        {"regola='minimo' su='figli'", "10.00% 1/10"},
        {"regola='massimo' su='figli'", "100.00% 1/1"},
        {"regola='somma' su='figli' arrotonda='0'", "157.00% 157/100"},
        {"regola='manuale'", ""},
        {"regola='nessuna'", ""},
        {"regola='media' su='nodi' livelli='manca'", ""},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct computed c;
        struct buf head = BUF_INIT;
        buf_printf(&head, "<documento tipo='rapporto'><titolo>R</titolo></documento><metodo><aggregazione livello='os' %s/></metodo>",
                   rows[i].aggregazione);
        if (computed_parts(&c, buf_text(&head), LIVELLI, tree, ""))
            EXPECT_TEXT(computed_figure(&c, "s", "grado"), rows[i].grado, rows[i].aggregazione);
        computed_close(&c);
        buf_free(&head);
    }
}

/* n.d. is left out, or counts zero; what has no target, or is put out of account, never counts (compute.md 4.7). */
static void test_absent(void)
{
    static const char words[] = "<indicatore id='w' peso='20'><nome>N</nome><target anno='2017'><parole>p</parole></target></indicatore>";
    static const char awaited[] =
        "<indicatore id='v' peso='20'><nome>N</nome><target anno='2017' comparatore='almeno'><numero>1</numero></target></indicatore>";
    static const char neutral[] = "<indicatore id='u' peso='20'><nome>N</nome>"
        "<target anno='2017' comparatore='almeno'><numero>1</numero></target>" MANUALE(ND) "</indicatore>";
    static const struct { const char *body, *excluded, *zero; } rows[] = {
        {I("a", "peso='60'", NUM("50")), "50.00% 1/2", "50.00% 1/2"},
        {I("a", "peso='60'", NUM("50")) I("b", "peso='40'", ND), "50.00% 1/2", "30.00% 3/10"},
        {I("b", "peso='40'", ND), "n.d.", "0.00% 0/1"},
        {I("a", "peso='60'", NUM("50")) "WORDS", "50.00% 1/2", "50.00% 1/2"},
        {I("a", "peso='60'", NUM("50")) "AWAITED", "50.00% 1/2", "37.50% 3/8"},
        {I("a", "peso='60'", NUM("50")) "NEUTRAL", "50.00% 1/2", "50.00% 1/2"},
        {"AWAITED", "", ""},
        {"WORDS", "", ""},
        {"NEUTRAL", "n.d.", "n.d."},
        {"AWAITED" I("b", "peso='40'", ND), "n.d.", "0.00% 0/1"},
        {I("a", "peso='0'", NUM("50")), "n.d.", "n.d."},
    };
    for (size_t i = 0; i < 2 * COUNT(rows); i++) {
        const char *body = rows[i / 2].body;
        bool zero = i % 2 == 1;
        char row[40];
        struct computed c;
        struct buf tree = BUF_INIT;
        buf_str(&tree, "<nodo id='n' livello='oo'><titolo>t</titolo>");
        while (*body != '\0') {
            const char *mark = strncmp(body, "WORDS", 5) == 0 ? words : strncmp(body, "AWAITED", 7) == 0 ? awaited
                             : strncmp(body, "NEUTRAL", 7) == 0 ? neutral : NULL;
            if (mark != NULL)
                buf_str(&tree, mark);
            else
                buf_char(&tree, *body);
            body += mark == words ? 5 : mark != NULL ? 7 : 1;
        }
        buf_str(&tree, "</nodo>");
        snprintf(row, sizeof row, "row %zu, n.d. %s", i / 2, zero ? "zero" : "excluded");
        const char *head = zero ? METODO("<grado assenti='zero'/>") : METODO("<grado assenti='esclusi'/>");
        if (computed_parts(&c, head, LIVELLI, buf_text(&tree), ""))
            EXPECT_TEXT(computed_figure(&c, "n", "grado"), zero ? rows[i / 2].zero : rows[i / 2].excluded, row);
        computed_close(&c);
        buf_free(&tree);
    }
}

/* Weights that follow from their number; n kinds apart unless one mean takes both. */
static void test_equal_weights(void)
{
    static const char *const tree = NODO("s", "os", "", I("a", "", NUM("10")) I("b", "", NUM("20")) I("c", "", NUM("40"))
                                         NODO("o", "oo", "", I("i", "", NUM("90"))));
    struct computed c;
    computed_parts(&c, METODO("<pesi livello='os' regola='uguali' decimali='1'/>"), LIVELLI, tree, "");
    EXPECT_TEXT(computed_figure(&c, "a", "peso"), "33.3% 1/3", "a third");
    EXPECT_TEXT(computed_figure(&c, "o", "peso"), "100.0%", "the only node");
    EXPECT_TEXT(computed_figure(&c, "s", "grado"), "23.33% 7/30", "mean of indicators");
    EXPECT_TEXT(computed_figure(&c, "i", "peso"), "", "another level");
    computed_close(&c);
    computed_parts(&c, METODO("<aggregazione livello='os' regola='media-pesata'/><pesi livello='os' regola='uguali'/>"), LIVELLI, tree, "");
    EXPECT_TEXT(computed_figure(&c, "a", "peso"), "25.00%", "of four");
    EXPECT_TEXT(computed_figure(&c, "s", "grado"), "40.00% 2/5", "mean of all children");
    computed_close(&c);
}

/* ---------------------------------------------------------------- by hand, totals */

static void test_manual(void)
{
    static const struct expected want[] = {
        {"a", "70.00% 7/10"}, {"n", "70.00% 7/10"}, {"m", "55.50% 111/200"}, {"k", "n.d."}, {"s", "62.75% 251/400"},
        {"t", "99.00% 99/100"}, {"u", "62.75% 251/400"}, {NULL, NULL},
    };
    expect_gradi(METODO("<totale id='t' regola='manuale'><nome>T</nome>" MANUALE("<percento>99</percento>") "</totale>"
                        "<totale id='u' regola='media' livelli='oo'><nome>U</nome></totale>"
                        "<totale id='v' regola='manuale'><nome>V</nome></totale>"),
                 NODO("s", "os", "", NODO("n", "oo", "", "<indicatore id='a'><nome>N</nome>" MANUALE("<percento>70</percento>") "</indicatore>")
                      "<nodo id='m' livello='oo'><titolo>T</titolo>" MANUALE("<percento>55.5</percento>") I("b", "", NUM("1")) "</nodo>"
                      "<nodo id='k' livello='oo'><titolo>T</titolo>" MANUALE(ND) I("c", "", NUM("1")) "</nodo>"), "", want, "by hand");
}

static void test_totals(void)
{
    static const struct expected want[] = {
        {"all", "50.00% 1/2"}, {"oo", "75.00% 3/4"}, {"w", "60.00% 3/5"}, {"min", "50.0% 1/2"}, {NULL, NULL},
    };
    expect_gradi(METODO("<aggregazione livello='os' regola='media-pesata' su='indicatori'/>"
                        "<totale id='all' regola='media'><nome>U</nome></totale><totale id='oo' regola='media' livelli='oo'><nome>U</nome></totale>"
                        "<totale id='w' regola='media-pesata' livelli='oo'><nome>U</nome></totale>"
                        "<totale id='min' regola='minimo' livelli='oo' decimali='1'><nome>U</nome></totale>"),
                 NODO("s", "os", "", I("x", "", NUM("0")) NODO("n", "oo", "peso='80'", I("a", "", NUM("50")))
                      NODO("m", "oo", "peso='20'", I("b", "", NUM("100")))), "", want, "totals");
}

/* ---------------------------------------------------------------- rinvii */

static void test_rinvii(void)
{
    static const struct expected want[] = {
        {"n", "50.00% 1/2"}, {"m", "58.00% 29/50"}, {"r", "50.00% 1/2"}, {"rn", "50.00% 1/2"}, {"s", "54.00% 27/50"}, {"q", "n.d."}, {NULL, NULL},
    };
    expect_gradi("", NODO("s", "os", "", NODO("m", "oo", "", I("b", "peso='20'", NUM("90")) "<rinvio id='r' rif='a' peso='80'/>")
                          "<rinvio id='rn' rif='n'/>")
                     NODO("z", "os", "", NODO("n", "oo", "", I("a", "", NUM("50"))))
                     NODO("q", "oo", "", "<rinvio id='manca' rif='nulla'/><rinvio id='rr' rif='r'/>"), "", want, "rinvii");
}

static void test_cycle(void)
{
    struct computed c;
    computed_parts(&c, "", LIVELLI, NODO("a", "os", "codice='A'", NODO("b", "oo", "codice='B'", I("i", "", NUM("50")) "<rinvio rif='c'/>"))
                   NODO("c", "os", "codice='C'", NODO("d", "oo", "codice='D'", "<rinvio rif='a'/>") NODO("e", "oo", "", I("k", "", NUM("40")))), "");
    EXPECT_TEXT(computed_messages(&c), "4018", "one cycle");
    EXPECT(strstr(diag_get(c.diag, 0)->text, "A → B → C → D → A") != NULL, diag_get(c.diag, 0)->text);
    EXPECT_TEXT(computed_figure(&c, "a", "grado"), "n.d.", "in the cycle");
    EXPECT_TEXT(computed_figure(&c, "d", "grado"), "n.d.", "in the cycle");
    EXPECT_TEXT(computed_figure(&c, "e", "grado"), "40.00% 2/5", "beside the cycle");
    computed_close(&c);
}

/* A long chain of rinvii must not exhaust the stack. */
static void test_chain(void)
{
    enum { LENGTH = 50000 };
    struct computed c;
    struct buf tree = BUF_INIT;
    for (int i = 0; i < LENGTH; i++)
        buf_printf(&tree, "<nodo id='n%d' livello='os'><titolo>T</titolo><rinvio rif='n%d'/></nodo>", i, i + 1);
    buf_printf(&tree, "<nodo id='n%d' livello='oo'><titolo>T</titolo>" I("a", "", NUM("50")) "</nodo>", LENGTH);
    computed_parts(&c, METODO("<aggregazione livello='os' regola='media'/>"), LIVELLI, buf_text(&tree), "");
    EXPECT_TEXT(computed_figure(&c, "n0", "grado"), "50.00% 1/2", "the first of the chain");
    computed_close(&c);
    buf_free(&tree);
}

/* ---------------------------------------------------------------- centres, views, the day of the document */

/* A row that names several centres counts in full for each (compute.md 7). */
static void test_centri(void)
{
    static const char *const head = METODO("") "<organizzazione><centro id='x'><nome>X</nome></centro><centro id='y'><nome>Y</nome></centro>"
                                    "<centro id='z'><nome>Z</nome></centro></organizzazione>";
    struct computed c;
    struct buf tree = BUF_INIT;
    buf_str(&tree, "<nodo id='n' livello='oo'><titolo>T</titolo><responsabile centri='z'>Z</responsabile>"
                   "<indicatore id='a'><nome>N</nome><target anno='2017' comparatore='almeno'><numero>4</numero></target>"
                   "<consuntivo anno='2017'><numero>1</numero></consuntivo>"
                   "<responsabile centri='x y' peso='60'>X, Y</responsabile><responsabile centri='y' peso='7.5'>Y</responsabile></indicatore>"
                   "<indicatore id='b'><nome>N</nome><target anno='2017' comparatore='almeno'><numero>4</numero></target>"
                   "<consuntivo anno='2017'><numero>4</numero></consuntivo><responsabile centri='x nessuno' peso='40'>X</responsabile>"
                   "</indicatore></nodo>");
    computed_parts(&c, head, LIVELLI, buf_text(&tree), "");
    EXPECT_TEXT(computed_figure(&c, "x", "peso"), "100%", "60 + 40");
    EXPECT_TEXT(computed_figure(&c, "x", "grado"), "55.00% 11/20", "(60 * 25 + 40 * 100) / 100");
    EXPECT_TEXT(computed_figure(&c, "y", "peso"), "67.5%", "60 + 7.5");
    EXPECT_TEXT(computed_figure(&c, "y", "grado"), "25.00% 1/4", "y");
    EXPECT_TEXT(computed_figure(&c, "z", "peso"), "", "no weight");
    EXPECT_TEXT(computed_figure(&c, "z", "grado"), "", "no weight");
    computed_close(&c);
    buf_free(&tree);
}

static void test_views(void)
{
    static const char *const tree = NODO("n", "oo", "", I("a", "", NUM("20")) I("b", "", NUM("60")));
    static const char *const views =
        "<viste><vista id='v'><titolo>V</titolo><gruppo peso='75'><titolo>G</titolo><voce rif='a' peso='50'/><voce rif='b' peso='50'/></gruppo>"
        "<gruppo peso='25'><titolo>H</titolo><voce rif='n'/><voce rif='b'/></gruppo></vista>"
        "<vista id='w'><titolo>W</titolo><voce rif='a'/></vista>"
        "<vista id='x'><titolo>X</titolo><voce rif='a' peso='50'/><voce rif='manca' peso='50'/></vista></viste>";
    struct computed c;
    const xmlNode *voce;
    computed_parts(&c, "", LIVELLI, tree, views);
    EXPECT_TEXT(computed_figure(&c, "v", "grado"), "42.50% 17/40", "75 * 40 + 25 * 50");
    EXPECT_TEXT(computed_figure(&c, "w", "grado"), "", "no weights");
    EXPECT_TEXT(computed_figure(&c, "x", "grado"), "20.00% 1/5", "an entry that leads nowhere is n.d.");
    voce = plan_child(plan_find(c.plan, "w"), "voce");
    EXPECT_TEXT(plan_text(c.plan, plan_child(plan_child(plan_child(voce, "calcoli"), "grado"), "percento")), "20.00", "entry");
    computed_close(&c);
}

#define INTERIM(id, al, value) "<indicatore id='" id "'><nome>N</nome><target anno='2017' comparatore='almeno'><numero>100</numero></target>" \
                               "<intermedio al='" al "'>" value "</intermedio></indicatore>"

/* An update sums up the gradi of its day, or of the last day before it. */
static void test_interim(void)
{
    static const char *const tree = NODO("n", "oo", "", INTERIM("a", "2017-06-30", NUM("50")) INTERIM("b", "2017-03-31", NUM("10"))
                                         INTERIM("c", "2017-09-30", NUM("90")) INTERIM("d", "2017-06-30", ND));
    static const struct { const char *documento, *grado; } rows[] = {
        {"<documento tipo='rapporto' al='2017-06-30'><titolo>A</titolo></documento>", "2017-06-30: 30.00% 3/10"},
        {"<documento tipo='rapporto' al='2017-09-30'><titolo>A</titolo></documento>", "2017-09-30: 50.00% 1/2"},
        {"<documento tipo='preventivo' al='2017-06-30'><titolo>A</titolo></documento>", "2017-09-30: 50.00% 1/2"},
        {"<documento tipo='rapporto' al='2017-12-31'><titolo>A</titolo></documento>", ""},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct computed c;
        if (computed_parts(&c, rows[i].documento, LIVELLI, tree, ""))
            EXPECT_TEXT(computed_figure(&c, "n", "grado"), rows[i].grado, rows[i].documento);
        EXPECT_TEXT(computed_figure(&c, "a", "grado"), "2017-06-30: 50.00% 1/2", rows[i].documento);
        computed_close(&c);
    }
}

/* The printed figure decides the band, and each band holds from its limit on. */
static void test_bands(void)
{
    static const struct { const char *value, *fascia; } rows[] = {
        {NUM("100"), "verde"}, {NUM("90"), "verde"}, {NUM("89.996"), "verde"}, {NUM("89.99"), "ambra"}, {NUM("60"), "ambra"},
        {NUM("1"), "rosso"},   {NUM("0"), "rosso"},  {ND, "grigia"},
    };
    static const char *const head = METODO("<valutazione><fascia id='rosso' da='0' forma='croce' colore='rosso'>r</fascia>"
        "<fascia id='grigia' forma='vuoto' colore='grigio'>g</fascia><fascia id='verde' da='90' forma='cerchio' colore='verde'>v</fascia>"
        "<fascia id='ambra' da='60' forma='triangolo' colore='ambra'>a</fascia></valutazione>");
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct computed c;
        struct buf tree = BUF_INIT;
        buf_printf(&tree, "<nodo id='n' livello='oo'><titolo>T</titolo><indicatore id='a'><nome>N</nome><target anno='2017'>"
                          "<numero>100</numero></target><consuntivo anno='2017'>%s</consuntivo></indicatore></nodo>", rows[i].value);
        computed_parts(&c, head, LIVELLI, buf_text(&tree), "");
        EXPECT_TEXT(plan_attr(plan_child(plan_child(plan_find(c.plan, "n"), "calcoli"), "grado"), "fascia"), rows[i].fascia, rows[i].value);
        computed_close(&c);
        buf_free(&tree);
    }
}

void suite_rollup(void)
{
    CU_pSuite s = CU_add_suite("rollup", NULL, NULL);
    CU_add_test(s, "steps of the method", test_method_steps);
    CU_add_test(s, "threshold of the method", test_threshold);
    CU_add_test(s, "bounds of results", test_bounds);
    CU_add_test(s, "results by class", test_classes);
    CU_add_test(s, "what each brings to its mean", test_shares);
    CU_add_test(s, "corrections", test_corrections);
    CU_add_test(s, "views of totals and centres", test_view_of_results);
    CU_add_test(s, "default: indicators", test_default_indicators);
    CU_add_test(s, "default: objectives below", test_default_strategic);
    CU_add_test(s, "default: weighted nodes", test_default_weighted_nodes);
    CU_add_test(s, "a weight is missing", test_partial_weights);
    CU_add_test(s, "the plan's method", test_method);
    CU_add_test(s, "n.d., awaited, neutral", test_absent);
    CU_add_test(s, "equal weights", test_equal_weights);
    CU_add_test(s, "by hand", test_manual);
    CU_add_test(s, "totals", test_totals);
    CU_add_test(s, "rinvii", test_rinvii);
    CU_add_test(s, "a cycle of rinvii", test_cycle);
    CU_add_test(s, "a long chain of rinvii", test_chain);
    CU_add_test(s, "centres", test_centri);
    CU_add_test(s, "views", test_views);
    CU_add_test(s, "updates", test_interim);
    CU_add_test(s, "bands", test_bands);
}
