/* test_fill.c: tables put into plans: what is written where, what stays as it was, what is refused and how. */
#include <CUnit/CUnit.h>

#include "compute/compute.h"
#include "exchange/fill_write.h"
#include "exchange_try.h"
#include "read/xml_schema.h"
#include "suites.h"

/* A small plan: MISURE in misure, INDICATORE within the only indicator, after its name. */
#define PLAN(misure, indicatore)                                                                                              \
    "<piano xmlns=\"urn:pira:piano:1\" versione=\"1\" anno=\"2026\" documento=\"rapporto\"><ente><denominazione>E</denominazione></ente>" \
    "<documento tipo=\"rapporto\"><titolo>R</titolo></documento><misure>" misure "</misure><albero><livelli>"                 \
    "<livello id=\"l\" nome=\"O\" natura=\"operativo\"/></livelli><nodo id=\"n\" livello=\"l\"><titolo>T</titolo>"            \
    "<indicatore id=\"i\" codice=\"I1\" unita=\"%\"><nome>A</nome>" indicatore "</indicatore></nodo></albero></piano>"

#define M(attributes, content) "<misura id=\"m\" codice=\"M 1\"" attributes ">" content "</misura>"
#define T80 "<target anno=\"2026\" comparatore=\"almeno\"><percento>80</percento></target>"

static void check_filled(const char *plan, const char *table, const char *want)
{
    struct exchange_try t;
    if (exchange_open(&t, plan)) {
        EXPECT(exchange_fill(&t, table), table);
        EXPECT_TEXT(exchange_messages(&t), "", table);
        EXPECT_TEXT(buf_text(&t.out), want, table);
    }
    exchange_close(&t);
}

static void test_written(void)
{
    static const struct { const char *plan, *table, *want; } rows[] = {
        /* a new value: at the end of the measure, whatever shape that has */
        {PLAN("<misura id=\"m\" codice=\"M 1\"/>", ""), "codice;anno;valore\nM 1;2026;5\n",
         PLAN("<misura id=\"m\" codice=\"M 1\"><valore anno=\"2026\"><numero>5</numero></valore></misura>", "")},
        {PLAN("<misura id=\"m\" codice=\"M 1\"  />", ""), "codice;anno;valore\nm;2025;4\nm;2026;5\n",
         PLAN("<misura id=\"m\" codice=\"M 1\"><valore anno=\"2025\"><numero>4</numero></valore><valore anno=\"2026\"><numero>5</numero></valore></misura>", "")},
        {PLAN(M("", "<nome>x</nome><!-- qui -->"), ""), "codice;anno;valore\nM 1;2026;5\n",
         PLAN(M("", "<nome>x</nome><valore anno=\"2026\"><numero>5</numero></valore><!-- qui -->"), "")},
        {PLAN(M("", "\r\n    <fonte>a &gt; b</fonte>\r\n  "), ""), "codice;anno;valore\nM 1;2026;5\n",
         PLAN(M("", "\r\n    <fonte>a &gt; b</fonte>\r\n    <valore anno=\"2026\"><numero>5</numero></valore>\r\n  "), "")},
        /* a value that is there: its place, its attributes and its note stay */
        {PLAN(M("", "<valore anno = '2026' provvisorio=\"si\"><numero>4</numero><nota>n</nota></valore>"), ""), "codice;anno;valore\nM 1;2026;5,50\n",
         PLAN(M("", "<valore anno = '2026' provvisorio=\"si\"><numero>5.50</numero><nota>n</nota></valore>"), "")},
        {PLAN(M("", "<valore anno=\"2026\"><numero>4</numero></valore>"), ""), "codice;anno;valore\nM 1;2026;n.d.\n",
         PLAN(M("", "<valore anno=\"2026\"><assente stato=\"non-disponibile\">n.d.</assente></valore>"), "")},
        {PLAN(M("", "<valore anno=\"2026\"><numero>+04</numero></valore>"), ""), "codice;anno;valore\nM 1;2026;4\n",
         PLAN(M("", "<valore anno=\"2026\"><numero>+04</numero></valore>"), "")},
        /* a day; a day beyond its year; notes; texts that XML must escape */
        {PLAN(M("", ""), ""), "codice;data;valore;nota\nM 1;30/06/2026;5;\"così, \"\"più o meno\"\" & <poco>\"\n",
         PLAN(M("", "<valore anno=\"2026\" al=\"2026-06-30\"><numero>5</numero><nota>così, &quot;più o meno&quot; &amp; &lt;poco&gt;</nota></valore>"), "")},
        {PLAN(M("", ""), ""), "codice;periodo;valore\nM 1;2025 al 31/01/2026;5\n",
         PLAN(M("", "<valore anno=\"2025\" al=\"2026-01-31\"><numero>5</numero></valore>"), "")},
        {PLAN(M("", "<valore anno=\"2026\"><numero>5</numero><nota>a  b</nota></valore>"), ""), "codice;anno;valore;nota\nM 1;2026;5;a b\n",
         PLAN(M("", "<valore anno=\"2026\"><numero>5</numero><nota>a  b</nota></valore>"), "")},
        {PLAN(M("", "<valore anno=\"2026\"><numero>5</numero><nota>a</nota></valore>"), ""), "codice;anno;valore;nota\nM 1;2026;;b\n",
         PLAN(M("", "<valore anno=\"2026\"><numero>5</numero><nota>b</nota></valore>"), "")},
        /* an indicator: each kind in its place, the type by unit and target */
        {PLAN("<misura id=\"m\"/>", T80), "codice;anno;valore\nI1;2026;75\n",
         PLAN("<misura id=\"m\"/>", T80 "<consuntivo anno=\"2026\"><percento>75</percento></consuntivo>")},
        {PLAN("<misura id=\"m\"/>", T80), "codice;anno;valore\nI1;2026;75\nI1;30/06/2026;70\nI1;2025;60\nI1;31/10/2025;65\n",
         PLAN("<misura id=\"m\"/>", "<base anno=\"2025\"><percento>60</percento></base><ultimo al=\"2025-10-31\"><percento>65</percento></ultimo>" T80
              "<intermedio anno=\"2026\" al=\"2026-06-30\"><percento>70</percento></intermedio><consuntivo anno=\"2026\"><percento>75</percento></consuntivo>")},
        {PLAN("<misura id=\"m\"/>", "<target anno=\"2026\"><parole>fatto</parole></target>"), "codice;anno;valore\nI1;2026;quasi fatto\n",
         PLAN("<misura id=\"m\"/>", "<target anno=\"2026\"><parole>fatto</parole></target><consuntivo anno=\"2026\"><parole>quasi fatto</parole></consuntivo>")},
        /* the indicator stands for the only measure of its formula */
        {PLAN("<misura id=\"x\"/>", "<misura id=\"m\"/><formula>m</formula>"), "codice;anno;valore\nI1;2026;75%\n",
         PLAN("<misura id=\"x\"/>", "<misura id=\"m\"><valore anno=\"2026\"><percento>75</percento></valore></misura><formula>m</formula>")},
        /* tables without headings, with points, with commas */
        {PLAN(M("", ""), ""), "M 1;2026;5\n", PLAN(M("", "<valore anno=\"2026\"><numero>5</numero></valore>"), "")},
        {PLAN(M("", ""), ""), "code,year,value\nM 1,2026,1234.5\n", PLAN(M("", "<valore anno=\"2026\"><numero>1234.5</numero></valore>"), "")},
        {PLAN(M("", ""), ""), "code,year,value\nM 1,2026,\"1234,5\"\n", PLAN(M("", "<valore anno=\"2026\"><numero>1234.5</numero></valore>"), "")},
        {PLAN(M("", ""), ""), "codice;valore\nM 1;1.234\n", PLAN(M("", "<valore anno=\"2026\"><numero>1234</numero></valore>"), "")},
        {PLAN(M("", ""), ""), "code,value\nM 1,1.234\n", PLAN(M("", "<valore anno=\"2026\"><numero>1.234</numero></valore>"), "")},
        {PLAN(M("", ""), ""), "codice;anno;valore\nM 1;2026;\n", PLAN(M("", ""), "")},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        check_filled(rows[i].plan, rows[i].table, rows[i].want);
}

static void test_prefix_and_encoding(void)
{
    check_filled("<p:piano xmlns:p='urn:pira:piano:1' versione='1' anno='2026' documento='altro'><p:misure><p:misura id='m'/></p:misure></p:piano>",
                 "id;valore\nm;5\n",
                 "<p:piano xmlns:p='urn:pira:piano:1' versione='1' anno='2026' documento='altro'><p:misure><p:misura id='m'>"
                 "<p:valore anno=\"2026\"><p:numero>5</p:numero></p:valore></p:misura></p:misure></p:piano>");
    check_filled("\xEF\xBB\xBF<?xml version='1.0'?><piano xmlns='urn:pira:piano:1' anno='2026'><misure><misura id='m'/></misure></piano>", "id;valore\nm;5\n",
                 "\xEF\xBB\xBF<?xml version='1.0'?><piano xmlns='urn:pira:piano:1' anno='2026'><misure><misura id='m'>"
                 "<valore anno=\"2026\"><numero>5</numero></valore></misura></misure></piano>");
    check_filled("<?xml version='1.0' encoding='windows-1252'?><piano xmlns='urn:pira:piano:1' anno='2026'><!-- citt\xE0 --><misure><misura id='m'/></misure></piano>",
                 "id;valore;nota\nm;5;perch\xE9\n",
                 "<?xml version='1.0' encoding='UTF-8'?><piano xmlns='urn:pira:piano:1' anno='2026'><!-- città --><misure><misura id='m'>"
                 "<valore anno=\"2026\"><numero>5</numero><nota>perché</nota></valore></misura></misure></piano>");
}

/* Every bad row and cell is told in one run, at its place; nothing is written. */
static void test_refused(void)
{
    static const char plan[] = PLAN(M(" unita=\"N.\"", "<valore anno=\"2026\"><numero>1</numero></valore>")
        "<misura id=\"d1\" codice=\"DOPPIO\"/><misura id=\"d2\" codice=\"DOPPIO\"/><misura id=\"tab\"><da-tabella tabella=\"t\" riga=\"r\"/></misura>", "");
    static const struct { const char *table, *want; } rows[] = {
        {"codice;anno;valore\nM 1;2026;molti\nM 1;20026;5\nBO;2026;5\n;2026;5\n", "7210 2:10; 7209 3:5; 7205 4:1; 7204 5:1"},
        {"codice;anno;valore\nM 2;2026;5\n", "7206 2:1"},
        {"codice;anno;valore\nDOPPIO;2026;5\n", "7207 2:1"},
        {"codice;id;valore\nI1;m;5\n", "7208 2:1"},
        {"codice;id;valore\nmai visto;m;5\n", ""},                      /* a spreadsheet may have mangled the code: the id decides */
        {"codice;anno;valore\nM 1;2026;5\nM 1;2026;6\n", "7219 3:10"},
        {"codice;anno;valore\ntab;2026;5\n", "7218 2:1"},
        {"codice;voce;valore\nM 1;consuntivo;5\n", "7206 2:1"},
        {"id;voce;valore\nm;consuntivo;5\n", "7220 2:3"},
        {"codice;voce;valore\nM 1;risultati;5\n", "7220 2:5"},
        {"codice;parte;valore\nM 1;q;5\n", "7221 2:5"},
        {"codice;anno;valore;nota\nM 1;2025;;nota sola\n", "7222 2:11"},
        {"codice,anno,valore\nM 1,2026,1,5\n", "7203 2:12"},
        {"codice;anno;valore\nM 1;2026;1.5\nDOPPIO;2026;5\nd1;2026;1,5\nd2;2026;1.234\n", "7207 3:1; 7214 5:9"},
        {"codice;anno;valore\nM 1;2026;80%\n", "7216 2:10"},
        {"codice;anno;valore\nM 1;2026;1234567890123456789012345\n", "7215 2:10"},
        {"codice;anno\nM 1;2026\n", "7201 1:1"},
        {"anno;valore\n2026;5\n", "7201 1:1"},
        {"a;b;c;d;e\n", "7201 1:1; 7201 1:1"},
        {"Codice indicatore;Anno;Valore 2026\n", "7226 1:1; 7226 1:24"},
        {"indicatore;anno;valore atteso\n", "7201 1:1; 7226 1:17"},
        {"codice;valore;valore\nM 1;5;5\n", "7202 1:15"},
        {"", "1105 0:0"},
        {"codice;valore\nM 1;\"5\n", "1103 2:5"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct exchange_try t;
        if (exchange_open(&t, plan)) {
            EXPECT(exchange_fill(&t, rows[i].table) == (*rows[i].want == '\0'), rows[i].table);
            EXPECT_TEXT(exchange_messages(&t), rows[i].want, rows[i].table);
            EXPECT((t.out.len == 0) == (*rows[i].want != '\0'), rows[i].table);
        }
        exchange_close(&t);
    }
}

static void test_indicator_refused(void)
{
    static const struct { const char *indicator, *table, *want; } rows[] = {
        {"<formula>M1 / M2</formula>", "codice;anno;valore\nI1;2026;5\n", "7217 2:1"},
        {"<target anno=\"2026\"><condizioni><condizione parte=\"q\"><percento>5</percento></condizione><condizione parte=\"d\"><data>2026-11-30</data>"
         "</condizione></condizioni></target>", "codice;parte;valore\nI1;q;5\nI1;d;5\nI1;;5\nI1;x;5\n", "7211 3:6; 7221 4:4; 7221 5:4"},
        {"<target anno=\"2026\"><condizioni><condizione parte=\"q\"><percento>5</percento></condizione><condizione parte=\"d\"><percento>5</percento>"
         "</condizione></condizioni></target><consuntivo anno=\"2026\" parte=\"q\"><percento>5</percento></consuntivo>", "codice;valore\nI1;5\n", "7221 2:4"},
        {"<misura id=\"q\"><valore anno=\"2025\" parte=\"d\"><numero>1</numero></valore></misura>",
         "id;voce;parte;anno;valore\nq;misura;d;2026;5\nq;misura;z;2026;5\n", "7221 3:10"},
        {"<misura id=\"q\" parti=\"somma\"/>", "id;voce;parte;anno;valore\nq;misura;d;2026;5\nq;misura;z;2026;5\n", ""},
        {"<consuntivo anno=\"2026\"><percento>5</percento><stampato>appena cinque</stampato></consuntivo>", "codice;valore\nI1;6\n", "7224 1:414"},
        {"<consuntivo anno=\"2026\"><percento>5</percento><stampato>appena il <valore/></stampato></consuntivo>", "codice;valore\nI1;6\n", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf plan = BUF_INIT;
        struct exchange_try t;
        buf_printf(&plan, "%.*s%s%s", (int)(strstr(PLAN("", "@"), "@") - PLAN("", "@")), PLAN("", "@"), rows[i].indicator,
                   strstr(PLAN("", "@"), "@") + 1);
        if (exchange_open(&t, buf_text(&plan))) {
            bool ok = exchange_fill(&t, rows[i].table);
            EXPECT_TEXT(exchange_messages(&t), rows[i].want, rows[i].table);
            EXPECT(ok == (diag_count_level(t.diag, DIAG_ERRORE) == 0), rows[i].table);
        }
        exchange_close(&t);
        buf_free(&plan);
    }
}

/* The child elements of the type TYPE of piano.xsd have ranks that grow in their order, up to LAST. */
static void check_ranks(const struct plan *xsd, const char *type, const char *last)
{
    const xmlNode *n = plan_child(xsd->root, "complexType");
    int rank = -1;
    bool reached = false;
    while (n != NULL && !plan_attr_is(n, "name", type))
        n = plan_next(n, "complexType");
    EXPECT(n != NULL, type);
    for (const xmlNode *e = plan_child(plan_child(n, "sequence"), NULL); e != NULL && !reached; e = plan_next(e, NULL)) {
        const xmlNode *element = plan_is(e, "choice") ? plan_child(e, "element") : e;
        EXPECT(fill_rank(plan_attr(element, "name")) > rank, plan_attr(element, "name"));
        rank = fill_rank(plan_attr(element, "name"));
        reached = plan_attr_is(element, "name", last);
    }
    EXPECT(reached && rank < fill_rank("grado"), last);
}

static void test_order_of_the_schema(void)
{
    struct exchange_try t;
    char *xsd = exchange_file("xsd/piano.xsd");
    if (xsd != NULL && exchange_open(&t, xsd)) {
        check_ranks(t.plan, "indicatore", "consuntivo");
        check_ranks(t.plan, "misura", "valore");
        exchange_close(&t);
    }
    free(xsd);
}

/* More wrong rows than anybody reads: 200 are told. */
static void test_many_errors(void)
{
    struct exchange_try t;
    struct buf table = BUF_INIT;
    buf_str(&table, "codice;valore\n");
    for (int i = 0; i < 5000; i++)
        buf_printf(&table, "ignoto %d;5\n", i);
    if (exchange_open(&t, PLAN(M("", ""), ""))) {
        EXPECT(!exchange_fill_bytes(&t, table.data, table.len), "refused");
        EXPECT_LONG(diag_count(t.diag), 201, "200 and one that says that there are more");
        EXPECT_LONG(diag_get(t.diag, 200)->code, DIAG_FILL_MORE, "the last");
    }
    exchange_close(&t);
    buf_free(&table);
}

/* TEXT without anything between FROM and TO, these included. */
static void cut_all(char *text, const char *from, const char *to)
{
    for (char *begin; (begin = strstr(text, from)) != NULL;) {
        char *end = strstr(begin, to);
        if (end == NULL)
            return;
        memmove(begin, end + strlen(to), strlen(end + strlen(to)) + 1);
    }
}

/* The figure of the element ID: calcoli/grado/percento. */
static void check_grado(const char *xml, size_t len, const char *id, const char *want)
{
    struct exchange_try t;
    if (exchange_open_bytes(&t, xml, len)) {
        EXPECT(compute_run(t.plan, t.diag), "computed");
        const xmlNode *grado = plan_child(plan_child(plan_find(t.plan, id), "calcoli"), "grado");
        EXPECT_TEXT(plan_text(t.plan, plan_child(grado, "percento")), want, id);
    }
    exchange_close(&t);
}

/* Ferrara's plan without its values, filled from its own table: byte for byte what it was, and 95,93% again. */
static void test_ferrara(void)
{
    static const char path[] = "samples/ferrara-2017/piano.xml";
    struct exchange_try t;
    struct buf table = BUF_INIT;
    char *text = exchange_file(path), *emptied = exchange_file(path);
    if (text == NULL || emptied == NULL)
        goto end;
    cut_all(emptied, "<valore ", "</valore>");
    EXPECT(strstr(emptied, "<valore") == NULL, "nothing left");
    check_grado(emptied, strlen(emptied), "totale-operativi", "");
    if (exchange_open(&t, text))
        EXPECT(values_write(t.plan, t.codes, &table, t.diag), path);
    exchange_close(&t);
    if (exchange_open(&t, emptied)) {
        EXPECT(exchange_fill_bytes(&t, table.data, table.len), path);
        EXPECT_LONG(t.counts.written, 228, "as many measures as the report prints");
        EXPECT(strcmp(buf_text(&t.out), text) == 0, "byte for byte");
        check_grado(t.out.data, t.out.len, "totale-operativi", "95.93");
    }
    exchange_close(&t);
end:
    buf_free(&table);
    free(text);
    free(emptied);
}

/* Modena's and the made-up body's plan, emptied of values of every kind, filled again: the same tables, valid plans. */
static void test_other_plans(void)
{
    static const struct { const char *path, *from, *to; } rows[] = {
        {"samples/modena-2025/piano.xml", "<valore ", "</valore>"},
        {"tests/plans/altri-enti.xml", "<consuntivo ", "</consuntivo>"},
        {"tests/plans/altri-enti.xml", "<intermedio ", "</intermedio>"},
        {"samples/pistoia-prato-2024/piano.xml", "<intermedio ", "</intermedio>"},
    };
    struct diag *d = diag_new(DIAG_IT);
    struct xml_schema *schema = NULL;
    EXPECT_LONG(schema_load(&schema, "xsd/piano.xsd", d), READ_OK, "piano.xsd");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf before = BUF_INIT, after = BUF_INIT;
        struct exchange_try t;
        char *text = exchange_file(rows[i].path);
        if (text != NULL && exchange_open(&t, text)) {
            values_write(t.plan, t.codes, &before, t.diag);
            exchange_close(&t);
            cut_all(text, rows[i].from, rows[i].to);
            exchange_open(&t, text);
            EXPECT(exchange_fill_bytes(&t, before.data, before.len), rows[i].from);
            struct exchange_try filled;
            if (exchange_open_bytes(&filled, buf_text(&t.out), t.out.len)) {
                EXPECT(schema_validate(schema, filled.doc, NULL, d), rows[i].path);
                values_write(filled.plan, filled.codes, &after, filled.diag);
                EXPECT(strcmp(buf_text(&before), buf_text(&after)) == 0, rows[i].path);
            }
            exchange_close(&filled);
            exchange_close(&t);
        }
        buf_free(&before);
        buf_free(&after);
        free(text);
    }
    schema_free(schema);
    diag_free(d);
}

void suite_fill(void)
{
    CU_pSuite s = CU_add_suite("fill", NULL, NULL);
    CU_add_test(s, "what is written", test_written);
    CU_add_test(s, "prefixes and encodings", test_prefix_and_encoding);
    CU_add_test(s, "what is refused", test_refused);
    CU_add_test(s, "what is refused of indicators", test_indicator_refused);
    CU_add_test(s, "the order of the schema", test_order_of_the_schema);
    CU_add_test(s, "many errors", test_many_errors);
    CU_add_test(s, "Ferrara emptied and filled again", test_ferrara);
    CU_add_test(s, "other plans emptied and filled again", test_other_plans);
}
