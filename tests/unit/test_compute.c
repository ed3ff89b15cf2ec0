/* test_compute.c: whole plans: every figure that the published documents printed, tables, and that computing twice is once. */
#include "compute/compute.h"

#include <libxml/xmlschemas.h>
#include <stdio.h>

#include "base/number.h"
#include "compute/model.h"
#include "computed.h"
#include "csv.h"
#include "suites.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

#define FERRARA "samples/ferrara-2017/piano.xml"
#define BOLOGNA "samples/bologna-2025/piano.xml"

/* The plan of a document that may be a sample or, as long as it is not, a plan of the tests. */
static const char *plan_path(const char *name)
{
    static const struct { const char *name, *sample, *plan; } paths[] = {
        {"pistoia", "samples/pistoia-prato-2024/piano.xml", "tests/plans/pistoia-prato-2024.xml"},
        {"modena", "samples/modena-2025/piano.xml", "tests/plans/modena-2025.xml"},
        {"bergamo", "samples/bergamo-2022/piano.xml", "tests/plans/bergamo-2022.xml"},
    };
    for (size_t i = 0; i < COUNT(paths); i++) {
        if (strcmp(paths[i].name, name) != 0)
            continue;
        FILE *file = fopen(paths[i].sample, "r");
        if (file == NULL)
            return paths[i].plan;
        fclose(file);
        return paths[i].sample;
    }
    return NULL;
}

/* ---------------------------------------------------------------- printed figures */

/* The figure calcoli/NAME (of ANNO; NULL: the first) of element N as a typed element; NULL when there is none. */
static const xmlNode *figure_of(const xmlNode *n, const char *name, const char *anno)
{
    for (n = plan_child(plan_child(n, "calcoli"), name); n != NULL; n = plan_next(n, name))
        if (anno == NULL || plan_attr_is(n, "anno", anno))
            return plan_child(n, NULL);
    return NULL;
}

/* Whether a typed element, as written in calcoli, says what a document printed: "24550,6 €", "92,51%", "30-09-2017", "n.d.".
 * A percentage must have as many decimals. */
static bool says(const xmlNode *value, const char *printed)
{
    struct valore v;
    struct date day;
    mpq_t q;
    int decimals = 0;
    bool percent = strchr(printed, '%') != NULL, same = false;
    valore_init(&v);
    mpq_init(q);
    if (value != NULL)
        valore_read_element(&v, value);
    if (strcmp(printed, "n.d.") == 0)
        same = v.tipo == VALORE_ASSENTE;
    else if (date_parse_italian(&day, printed, strlen(printed)))
        same = v.tipo == VALORE_DATA && date_compare(day, v.data) == 0;
    else if (number_parse_italian(q, printed, strcspn(printed, " %"), &decimals)) {
        if (percent)
            valore_hundredth(q);
        same = valore_is_number(&v) && mpq_equal(q, v.numero) && (v.tipo == VALORE_PERCENTO) == percent &&
               (!percent || decimals == v.decimali);
    }
    mpq_clear(q);
    valore_clear(&v);
    return same;
}

/* Printed figures that do not follow from the data, each with its reason in compute.md 9 (or 2.4, 3.1). */
struct exception {
    const char *kind, *id, *printed;
};

static bool is_exception(const struct exception *list, size_t count, const char *kind, const char *id, const char *printed)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(list[i].kind, kind) == 0 && strcmp(list[i].id, id) == 0 && strcmp(list[i].printed, printed) == 0)
            return true;
    return false;
}

static void expect_printed(const xmlNode *n, const char *name, const char *printed, const struct exception *list, size_t count,
                           const struct csv *row, int *exceptions)
{
    if (*printed == '\0')
        return;
    bool exception = is_exception(list, count, row->field[0], row->field[1], printed);
    *exceptions += exception;
    EXPECT(says(figure_of(n, name, NULL), printed) != exception, row->row);
}

/* 201 consuntivi, 201 gradi, 76 objectives, 67 entries of the final list, both totals (compute.md 0). */
static void test_ferrara(void)
{
    static const struct exception known[] = {
        {"indicatore", "i-F232", "29-09-2017"}, {"indicatore", "i-F247", "29-09-2017"}, {"indicatore", "i-F259", "29-09-2017"},
        {"indicatore", "i-F274", "29-09-2017"}, {"indicatore", "i-F166", "29-09-2017"},   /* measured on 30/09 */
        {"indicatore", "i-D1.3_06", "5,30686 €"}, {"indicatore", "i-D1.3_23", "45,8398 €"},   /* digits not printed */
        {"voce", "oo-02.O2.I3", "84,25%"},                                                   /* 84,29% in the body */
    };
    struct computed c;
    struct csv csv;
    int rows = 0, exceptions = 0;
    if (computed_file(&c, FERRARA) && csv_open(&csv, "tests/expected/ferrara-2017.csv")) {
        for (; csv_next(&csv); rows++) {
            const xmlNode *n = plan_find(c.plan, csv.field[1]);
            EXPECT(n != NULL, csv.row);
            expect_printed(n, "consuntivo", csv.field[3], known, COUNT(known), &csv, &exceptions);
            expect_printed(n, "grado", csv.field[4], known, COUNT(known), &csv, &exceptions);
        }
        csv_close(&csv);
    }
    EXPECT_LONG(rows, 201 + 76 + 2 + 67, "figures of the document");
    EXPECT_LONG(exceptions, COUNT(known), "all exceptions met");
    EXPECT_TEXT(computed_messages(&c), "", "nothing to report");
    computed_close(&c);
}

/* 113 performances and 123 weights; five do not follow from what is printed (compute.md 9). */
static void test_pistoia(void)
{
    static const struct exception known[] = {
        {"indicatore", "i-01_01_OS01-5", "8%"}, {"indicatore", "i-01_04_OS01-4", "84%"}, {"indicatore", "i-02_01_OS01-3", "26%"},
        {"indicatore", "i-03_01_OS05-10", "57%"}, {"indicatore", "i-03_01_OS02-4", "104%"},
    };
    struct computed c;
    struct csv csv;
    int performances = 0, weights = 0, exceptions = 0;
    if (computed_file(&c, plan_path("pistoia")) && csv_open(&csv, "tests/expected/pistoia-prato-2024.csv")) {
        while (csv_next(&csv)) {
            const xmlNode *n = plan_find(c.plan, csv.field[1]);
            expect_printed(n, "grado", csv.field[4], known, COUNT(known), &csv, &exceptions);
            expect_printed(n, "peso", csv.field[5], known, COUNT(known), &csv, &exceptions);
            performances += *csv.field[4] != '\0';
            weights += *csv.field[5] != '\0';
        }
        csv_close(&csv);
    }
    EXPECT_LONG(performances, 113, "performances");
    EXPECT_LONG(weights, 123, "weights");
    EXPECT_LONG(exceptions, COUNT(known), "all exceptions met");
    computed_close(&c);
}

/* Totals of initiatives, one of them without a row that is escluso; the weights of every settore make 100. */
static void test_bologna(void)
{
    struct computed c;
    struct csv csv;
    int rows = 0;
    if (computed_file(&c, BOLOGNA) && csv_open(&csv, "tests/expected/bologna-2025.csv")) {
        for (; csv_next(&csv); rows++) {
            const xmlNode *n = plan_find(c.plan, csv.field[1]);
            if (strcmp(csv.field[0], "centro") == 0)
                EXPECT_TEXT(computed_figure(&c, csv.field[1], "peso"), "100%", csv.row);
            else
                EXPECT(says(plan_child(plan_child(n, "calcoli"), NULL), csv.field[3]), csv.row);
        }
        csv_close(&csv);
    }
    EXPECT_LONG(rows, 8, "figures");
    computed_close(&c);
}

/* The base line of ANNO of an indicator, as its author wrote it. */
static bool add_base(struct plan *p, const char *id, size_t len, const char *anno, mpq_t sum)
{
    struct valore v;
    bool found = false;
    valore_init(&v);
    for (const xmlNode *n = plan_child(plan_find_part(p, id, len), "base"); n != NULL && !found; n = plan_next(n, "base")) {
        valore_read(&v, n);
        found = plan_attr_is(n, "anno", anno) && valore_is_number(&v);
    }
    if (found)
        mpq_add(sum, sum, v.numero);
    valore_clear(&v);
    return found;
}

/* Modena's formulas over base lines: what the terms add up to is what is printed for the sum (compute.md 6.4). */
static void test_modena(void)
{
    struct computed c;
    struct csv csv;
    int rows = 0;
    mpq_t sum, whole;
    mpq_inits(sum, whole, NULL);
    if (computed_file(&c, plan_path("modena")) && csv_open(&csv, "tests/expected/modena-2025.csv")) {
        while (csv_next(&csv)) {
            const char *list = csv.field[5], *id;
            size_t len;
            if (strcmp(csv.field[0], "somma") != 0)
                continue;
            mpq_set_ui(sum, 0, 1);
            mpq_set_ui(whole, 0, 1);
            while (plan_next_id(&list, &id, &len))
                EXPECT(add_base(c.plan, id, len, csv.field[3], sum), csv.row);
            EXPECT(add_base(c.plan, csv.field[1], strlen(csv.field[1]), csv.field[3], whole), csv.row);
            EXPECT(mpq_equal(sum, whole), csv.row);
            rows++;
        }
        csv_close(&csv);
    }
    EXPECT_LONG(rows, 9, "sums");
    EXPECT_TEXT(computed_messages(&c), "", "81 formulas without fault");
    mpq_clears(sum, whole, NULL);
    computed_close(&c);
}

static const xmlNode *cell_at(const struct computed *c, const struct csv *row)
{
    const struct cella *found = tables_find(&c->plan->computation->tables, row->field[1], row->field[2], row->field[3]);
    EXPECT(found != NULL, row->row);
    return found != NULL ? found->element : NULL;
}

/* Budget, holdings and personnel: the sums and ratios of cells, also where the document printed another figure. */
static void test_bergamo(void)
{
    struct computed c;
    struct csv csv;
    int rows = 0;
    if (computed_file(&c, plan_path("bergamo")) && csv_open(&csv, "tests/expected/bergamo-2022.csv")) {
        for (; csv_next(&csv); rows++) {
            const xmlNode *value = NULL;
            struct valore v;
            mpq_t want;
            mpq_init(want);
            valore_init(&v);
            if (strcmp(csv.field[0], "cella") == 0)
                value = plan_child(plan_child(cell_at(&c, &csv), "calcoli"), NULL);
            else if ((value = figure_of(plan_find(c.plan, csv.field[2]), "consuntivo", csv.field[3])) == NULL)
                value = figure_of(plan_find(c.plan, csv.field[2]), "base", csv.field[3]);
            EXPECT(value != NULL && valore_read_element(&v, value), csv.row);
            EXPECT(number_parse(want, csv.field[5], strlen(csv.field[5]), NULL), csv.row);
            if (v.tipo == VALORE_PERCENTO)
                valore_hundredfold(v.numero);
            EXPECT(mpq_equal(want, v.numero), csv.row);
            mpq_clear(want);
            valore_clear(&v);
        }
        csv_close(&csv);
    }
    EXPECT_LONG(rows, 73, "figures");
    computed_close(&c);
}

/* ---------------------------------------------------------------- twice is once, and valid */

enum { PLANS = 6 };

static const char *plan_number(size_t i)
{
    const char *const plans[PLANS] = {
        FERRARA, BOLOGNA, plan_path("pistoia"), plan_path("modena"), plan_path("bergamo"), "tests/plans/altri-enti.xml",
    };
    return plans[i];
}

static void test_twice(void)
{
    for (size_t i = 0; i < PLANS; i++) {
        const char *path = plan_number(i);
        struct computed c, again;
        struct buf once = BUF_INIT, twice = BUF_INIT, read = BUF_INIT;
        bool ok = computed_file(&c, path);
        EXPECT(ok && xml_write(c.doc, &once), path);
        EXPECT(ok && compute_run(c.plan, c.diag) && xml_write(c.doc, &twice), path);
        EXPECT(once.len > 0 && strcmp(buf_text(&once), buf_text(&twice)) == 0, path);
        computed_text(&again, buf_text(&once));
        EXPECT(xml_write(again.doc, &read) && strcmp(buf_text(&once), buf_text(&read)) == 0, path);
        computed_close(&again);
        computed_close(&c);
        buf_free(&once);
        buf_free(&twice);
        buf_free(&read);
    }
}

static void test_valid(void)
{
    xmlSchemaParserCtxtPtr parser = xmlSchemaNewParserCtxt("xsd/piano.xsd");
    xmlSchemaPtr schema = xmlSchemaParse(parser);
    CU_ASSERT_PTR_NOT_NULL_FATAL(schema);
    for (size_t i = 0; i < PLANS; i++) {
        struct computed c;
        xmlSchemaValidCtxtPtr valid = xmlSchemaNewValidCtxt(schema);
        if (computed_file(&c, plan_number(i)))
            EXPECT_LONG(xmlSchemaValidateDoc(valid, xml_tree(c.doc)), 0, plan_number(i));
        xmlSchemaFreeValidCtxt(valid);
        computed_close(&c);
    }
    xmlSchemaFree(schema);
    xmlSchemaFreeParserCtxt(parser);
}

/* Figures of an input that claims to be computed are thrown away, wherever they stand. */
static void test_discarded(void)
{
    static const char *const tree =
        "<nodo id='n' livello='op'><titolo>T</titolo><calcoli><grado anno='2017'><percento>99</percento></grado></calcoli>"
        "<indicatore id='i'><nome>N</nome><target anno='2017'><numero>2</numero></target><consuntivo anno='2017'><numero>1</numero></consuntivo>"
        "<calcoli><grado anno='2017'><percento>98</percento></grado></calcoli></indicatore></nodo>"
        "<nodo id='m' livello='op'><titolo>T</titolo><calcoli><grado anno='2017'><percento>97</percento></grado></calcoli></nodo>";
    struct computed c;
    computed_parts(&c, "", "<livello id='op' nome='O' natura='operativo'/>", tree, "");
    EXPECT_TEXT(computed_figure(&c, "n", "grado"), "50.00% 1/2", "n");
    EXPECT_TEXT(computed_figure(&c, "i", "grado"), "50.00% 1/2", "i");
    EXPECT_TEXT(computed_figure(&c, "m", "grado"), "", "nothing follows for m");
    computed_close(&c);
}

/* Blanks that the schema ignores, and comments in the midst of values, change nothing. */
static void test_blanks(void)
{
    static const char *const tree =
        "<nodo id=' n ' livello=' op '><titolo>T</titolo><indicatore id='&#9;i' peso=' 40 '><nome>N</nome><misura id='m ' codice=' N  Impr &#10; A '>"
        "<valore anno=' 2017 '><numero> 1<!-- dieci -->2 </numero></valore></misura><formula>2 * N Impr<!-- x -->\n A</formula>"
        "<target anno='2017' comparatore=' almeno '><numero>\n 30 \n</numero></target></indicatore><rinvio rif=' i '/></nodo>";
    struct computed c;
    computed_parts(&c, "", "<livello id='op' nome='O' natura='operativo'/>", tree, "");
    EXPECT_TEXT(computed_figure(&c, "i", "consuntivo"), "24", "value");
    EXPECT_TEXT(computed_figure(&c, "n", "grado"), "80.00% 4/5", "node");
    EXPECT_TEXT(plan_attr(plan_find(c.plan, "m"), "codice"), "N Impr A", "collapsed");
    EXPECT_TEXT(computed_messages(&c), "", "nothing to report");
    computed_close(&c);
}

/* ---------------------------------------------------------------- one measure changes */

/* How often PART occurs in TEXT. */
static int occurrences(const char *text, const char *part)
{
    int count = 0;
    for (const char *s = strstr(text, part); s != NULL; s = strstr(s + 1, part))
        count++;
    return count;
}

/* Ferrara's F187 with 3 in the place of 4: its grado, its objective, the strategic one and the total change, nothing else. */
static void test_one_change(void)
{
    static const struct { const char *id, *name, *value; } changed[] = {
        {"i-F187", "consuntivo", "3"}, {"i-F187", "grado", "60.00"}, {"oo-02.O1.O1.T1", "grado", "86.80"}, {"os-02.O1", "grado", "95.00"},
        {"totale-operativi", "grado", "95.83"},
    };
    struct computed before, after;
    struct buf first = BUF_INIT, second = BUF_INIT;
    computed_file(&before, FERRARA);
    computed_file(&after, FERRARA);
    xmlNode *valore = plan_child(plan_child(plan_find(after.plan, "m-F187"), "valore"), "numero");
    CU_ASSERT_PTR_NOT_NULL_FATAL(valore);
    EXPECT_TEXT(plan_text(after.plan, valore), "4", "as published");
    xmlNodeSetContent(valore, (const xmlChar *)"3");
    EXPECT(compute_run(after.plan, after.diag), "computed again");
    for (size_t i = 0; i < COUNT(changed); i++)
        EXPECT_TEXT(plan_text(after.plan, figure_of(plan_find(after.plan, changed[i].id), changed[i].name, NULL)), changed[i].value, changed[i].id);
    EXPECT(xml_write(before.doc, &first) && xml_write(after.doc, &second), "written");
    /* the lines that differ: the measure and the five figures, and the objective's entry in the final list */
    int differing = 0;
    for (const char *a = buf_text(&first), *b = buf_text(&second); *a != '\0' && *b != '\0';) {
        size_t la = strcspn(a, "\n"), lb = strcspn(b, "\n");
        differing += la != lb || memcmp(a, b, la) != 0;
        a += la + (a[la] == '\n');
        b += lb + (b[lb] == '\n');
    }
    EXPECT_LONG(differing, 1 + COUNT(changed) + 1, "lines that differ");
    EXPECT_LONG(occurrences(buf_text(&first), "\n"), occurrences(buf_text(&second), "\n"), "lines");
    buf_free(&first);
    buf_free(&second);
    computed_close(&before);
    computed_close(&after);
}

/* ---------------------------------------------------------------- tables of amounts */

#define LIVELLI "<livello id='op' nome='O' natura='operativo'/>"
#define COLONNE(more) "<colonne><colonna id='nome'/><gruppo><testata>G</testata><colonna id='a' tipo='importo' decimali='2'/>" \
                      "<colonna id='b'/></gruppo><colonna id='p' tipo='percento' decimali='1'/>" more "</colonne>"
#define RIGA(attributes, cells) "<riga " attributes ">" cells "</riga>"
#define CELLA(id, body) "<cella id='" id "'>" body "</cella>"
#define TESTO "<cella><testo>x</testo></cella>"
#define IMP(n) "<cella><importo>" n "</importo></cella>"
#define NUM(n) "<cella><numero>" n "</numero></cella>"
#define VUOTA "<cella/>"
#define TABELLA(colonne, righe) "<tabelle><tabella id='t'>" colonne righe "</tabella></tabelle>"

struct cell {
    const char *id, *want;
};

static void expect_cells(const char *tables, const struct cell *cells, const char *messages, const char *row)
{
    struct computed c;
    if (computed_parts(&c, "", LIVELLI, "", tables)) {
        for (; cells->id != NULL; cells++)
            EXPECT_TEXT(computed_cell(&c, cells->id), cells->want, cells->id);
        EXPECT_TEXT(computed_messages(&c), messages, row);
    }
    computed_close(&c);
}

static void test_sums(void)
{
    static const struct cell cells[] = {
        {"s1", "35.50"}, {"s1b", "7"}, {"s2", "40.50"}, {"s2b", "7"}, {"s3", "1040.50"}, {"s4", "30.50"}, {"s5", "n.d."},
        {"s6", "1225.0%"}, {"s6b", "1225.0%"}, {NULL, NULL},
    };
    expect_cells(TABELLA(COLONNE(""),
                 RIGA("id='r1'", TESTO IMP("10") NUM("3"))
                 RIGA("id='r2'", TESTO IMP("25.5") NUM("4"))
                 RIGA("id='r3' escluso='si'", TESTO IMP("1000") NUM("1000"))
                 RIGA("genere='gruppo'", TESTO IMP("7") VUOTA)
                 RIGA("genere='subtotale'", TESTO CELLA("s1", "<somma/>") CELLA("s1b", "<somma/>"))
                 RIGA("id='r4'", TESTO IMP("5") VUOTA)
                 RIGA("", TESTO "<cella><assente stato='non-previsto'>--</assente></cella>" "<cella><testo>y</testo></cella>")
                 RIGA("genere='totale'", TESTO CELLA("s2", "<somma/>") CELLA("s2b", "<somma/>"))
                 RIGA("genere='totale'", TESTO CELLA("s3", "<somma righe='r1 r2 r3 r4'/>") VUOTA)
                 RIGA("genere='totale'", TESTO CELLA("s4", "<somma righe='r1 r2' meno-righe='r4 manca b'/>") CELLA("s5", "<somma righe='manca'/>"))
                 RIGA("genere='totale'", TESTO IMP("10.25") NUM("2") CELLA("s6", "<somma colonne='a b'/>"))
                 RIGA("genere='totale'", TESTO IMP("10.25") "<cella><numero>-2</numero></cella>" CELLA("s6b", "<somma colonne='a' meno-colonne='b'/>"))), cells, "", "sums");
}

/* Spans move the cells after them; cells below a span are not written. */
static void test_spans(void)
{
    static const struct cell cells[] = {{"x", "6.00"}, {"y", "11"}, {"z", "100.0%"}, {NULL, NULL}};
    expect_cells(TABELLA(COLONNE(""),
                 RIGA("", "<cella righe='3'><testo>x</testo></cella>" IMP("1") NUM("5"))
                 RIGA("", IMP("2") NUM("6"))
                 RIGA("", IMP("3"))
                 RIGA("", "<cella colonne='3'><testo>x</testo></cella>" CELLA("z", "<formula>p2 / p2</formula>") NUM("8"))
                 RIGA("id='p2'", TESTO TESTO TESTO NUM("2"))
                 RIGA("genere='totale'", TESTO CELLA("x", "<somma/>") CELLA("y", "<somma/>"))), cells, "", "spans");
}

static void test_formulas(void)
{
    static const struct cell cells[] = {
        {"q", "33.3% 1/3"}, {"four", "8.00"}, {"d", "6"}, {"m", "0.333333 1/3"}, {"n", "n.d."}, {"z", "n.d."}, {"u", "n.d."}, {"w", "n.d."},
        {"v", "n.d."}, {NULL, NULL},
    };
    expect_cells(TABELLA(COLONNE("<colonna id='c'/>"),
                 RIGA("id='r1'", TESTO IMP("2") NUM("6") CELLA("q", "<formula>a / b</formula>") CELLA("m", "<formula>a / b</formula>"))
                 RIGA("id='r2'", TESTO CELLA("four", "<formula>r1 * 4</formula>") CELLA("d", "<formula>tot - r1</formula>"))
                 RIGA("id='tot'", TESTO VUOTA NUM("12") VUOTA CELLA("w", "<formula>r3 / 2</formula>"))
                 RIGA("", TESTO IMP("1") VUOTA CELLA("n", "<formula>a / b</formula>") CELLA("u", "<formula>a + ignota</formula>"))
                 RIGA("", TESTO IMP("1") NUM("0") CELLA("z", "<formula>a / b</formula>") CELLA("v", "<somma righe='r9'/>"))
                 RIGA("id='r9'", TESTO VUOTA VUOTA VUOTA CELLA("u9", "<formula>a +</formula>"))), cells, "4016 4015 4004 4013", "formulas");
}

/* A formula may name one cell, wherever it stands: 25 of 100 is a quarter; (30 - 25) / 25 a fifth more; an index of base 100. */
static void test_named_cells(void)
{
    static const struct cell cells[] = {
        {"total", "100.00"}, {"part", "25.0%"}, {"rest", "75.0%"}, {"all", "100.0%"}, {"index", "112.5"}, {"blank", "n.d."},
        {NULL, NULL},
    };
    expect_cells(TABELLA(COLONNE("<colonna id='i' decimali='1'/>"),
                 RIGA("id='r1'", TESTO CELLA("first", "<importo>25</importo>") CELLA("base", "<numero>80</numero>")
                                 CELLA("part", "<formula>a / total</formula>") CELLA("blank", "<formula>b / text</formula>"))
                 RIGA("id='r2'", TESTO IMP("75") NUM("90") CELLA("rest", "<formula>( total - first ) / total</formula>")
                                 CELLA("index", "<formula>b * 100 / base</formula>"))
                 RIGA("genere='totale'", TESTO CELLA("total", "<somma/>") CELLA("text", "<testo>x</testo>") CELLA("all", "<somma/>"))),
                 cells, "", "named cells");
}

/* A cell may need others that stand after it; a circle is named, and only those in it are wrong. */
static void test_order(void)
{
    static const struct cell cells[] = {
        {"first", "16.00"}, {"second", "8.00"}, {"third", "4.00"}, {"x", "n.d."}, {"y", "n.d."}, {"z", "n.d."}, {"on", "n.d."}, {"self", "n.d."},
        {NULL, NULL},
    };
    struct computed c;
    const char *table = TABELLA(COLONNE(""),
        RIGA("id='r1'", TESTO CELLA("first", "<formula>r2 * 2</formula>") CELLA("x", "<formula>r2 + 1</formula>"))
        RIGA("id='r2'", TESTO CELLA("second", "<formula>r3 * 2</formula>") CELLA("y", "<somma righe='r3 r4'/>"))
        RIGA("id='r3'", TESTO CELLA("third", "<somma righe='r4'/>") CELLA("z", "<formula>r1 / 2</formula>"))
        RIGA("id='r4'", TESTO IMP("4") NUM("4"))
        RIGA("id='r5'", TESTO CELLA("self", "<formula>r5</formula>") CELLA("on", "<somma righe='r1 r4'/>")));
    expect_cells(table, cells, "4017 4017", "order");
    computed_parts(&c, "", LIVELLI, "", table);
    EXPECT(strstr(diag_get(c.diag, 0)->text, "x → y → z → x") != NULL, diag_get(c.diag, 0)->text);
    EXPECT(strstr(diag_get(c.diag, 1)->text, "self → self") != NULL, diag_get(c.diag, 1)->text);
    computed_close(&c);
}

/* Every row a sum of all above, every second cell a formula on the last row: linear, and no number grows beyond its bound. */
static void test_large_table(void)
{
    struct computed c;
    struct buf table = BUF_INIT;
    buf_str(&table, "<tabelle><tabella id='t'><colonne><colonna id='a'/><colonna id='b'/></colonne>");
    for (int i = 0; i < 20000; i++)
        buf_printf(&table, "<riga id='r%d' genere='%s'><cella id='c%d'>%s</cella><cella id='d%d'><formula>%s%d * %s%d</formula></cella></riga>",
                   i, i % 2 ? "totale" : "voce", i, i % 2 ? "<somma/>" : "<numero>1</numero>", i, i < 19999 ? "r" : "", i < 19999 ? i + 1 : 3,
                   i < 19999 ? "r" : "", i < 19999 ? i + 1 : 3);
    buf_str(&table, "</tabella></tabelle>");
    computed_parts(&c, "", LIVELLI, "", buf_text(&table));
    EXPECT_TEXT(computed_cell(&c, "c19999"), "10000", "the last sum");
    EXPECT_TEXT(computed_cell(&c, "d19999"), "9", "3 * 3");
    EXPECT_TEXT(computed_cell(&c, "d19998"), "81", "9 * 9");
    EXPECT_TEXT(computed_cell(&c, "d0"), "n.d.", "3 to the power of 2 to the power of 20000");
    EXPECT_LONG(diag_count_code(c.diag, DIAG_FORMULA_TOO_LARGE), 1, "told once");
    EXPECT_LONG(diag_count_code(c.diag, DIAG_FIGURE_TOO_LONG), 7, "3 to the power of 64, 128 … 4096: more digits than a plan may hold");
    computed_close(&c);
    buf_free(&table);
}

/* ---------------------------------------------------------------- targets of every kind */

#define CONSUNTIVO(attributes, value) "<consuntivo anno='2017' " attributes ">" value "</consuntivo>"

#define TRIENNIO "<base anno='2014'><numero>410</numero></base><base anno='2015'><numero>450</numero></base><base anno='2016'><numero>490</numero></base>"
#define GRADINI "<scaglioni><scaglione da='100' punteggio='100'/><scaglione da='90' punteggio='80'/><scaglione da='75' punteggio='50'/></scaglioni>"

static void test_targets(void)
{
    static const struct { const char *name, *body, *grado; } rows[] = {
        {"interval", "<target anno='2017'><intervallo><da><numero>20</numero></da><a><numero>30</numero></a></intervallo></target>"
                     CONSUNTIVO("", "<numero>33</numero>"), "90.00% 9/10"},
        {"both conditions", "<target anno='2017'><condizioni><condizione parte='x' comparatore='almeno' peso='70'><percento>95</percento></condizione>"
                     "<condizione parte='y' comparatore='entro' peso='30'><data>2017-06-30</data></condizione></condizioni></target>"
                     CONSUNTIVO("parte='x'", "<percento>76</percento>") CONSUNTIVO("parte='y'", "<data>2017-06-30</data>"), "86.00% 43/50"},
        {"one condition", "<target anno='2017'><condizioni operatore='o'><condizione parte='x'><numero>4</numero></condizione>"
                     "<condizione parte='y'><sino>si</sino></condizione></condizioni></target>"
                     CONSUNTIVO("parte='x'", "<numero>3</numero>") CONSUNTIVO("parte='y'", "<sino>no</sino>"), "75.00% 3/4"},
        {"a part is missing", "<target anno='2017'><condizioni><condizione parte='x'><numero>4</numero></condizione>"
                     "<condizione parte='y'><numero>4</numero></condizione></condizioni></target>"
                     CONSUNTIVO("parte='x'", "<numero>2</numero>"), "50.00% 1/2"},
        {"one value for all", "<target anno='2017'><condizioni><condizione parte='x' comparatore='almeno'><numero>2</numero></condizione>"
                     "<condizione parte='y' comparatore='al-massimo'><numero>4</numero></condizione></condizioni></target>"
                     CONSUNTIVO("", "<numero>3</numero>"), "100.00% 1/1"},
        {"the year before", "<base anno='2016'><numero>100</numero></base><target anno='2017' comparatore='almeno'>"
                     "<riferimento indicatore='i' crescita-percento='7'/></target>" CONSUNTIVO("", "<numero>53.5</numero>"), "50.00% 1/2"},
        {"another indicator", "<target anno='2017' comparatore='al-massimo'><riferimento indicatore='k' crescita='-2' tolleranza='1'/></target>"
                     CONSUNTIVO("", "<numero>10</numero>"), "88.89% 8/9"},
        {"tolerance", "<target anno='2017' comparatore='almeno'><riferimento tolleranza='5'><termine>media</termine><valore anno='2017'>"
                     "<percento>94.2</percento></valore></riferimento></target>" CONSUNTIVO("", "<percento>89.2</percento>"), "100.00% 1/1"},
        {"tolerance, less is better", "<target anno='2017'><riferimento tolleranza-percento='5'><valore><durata>2.4</durata></valore></riferimento>"
                     "</target>" CONSUNTIVO("", "<durata>2.6</durata>"), "96.83% 61/63"},
        {"a measure", "<misura id='m'><valore anno='2016'><numero>8</numero></valore></misura><target anno='2017' comparatore='almeno'>"
                     "<riferimento misura='m' anno='2016' crescita='2'/></target>" CONSUNTIVO("", "<numero>5</numero>"), "50.00% 1/2"},
        /* the mean of 410, 450 and 490 is 450, and 2% more 459 */
        {"mean of years", TRIENNIO "<target anno='2017' comparatore='almeno'><riferimento indicatore='i' dal='2014' al='2016' crescita-percento='2'/></target>"
                          CONSUNTIVO("", "<numero>153</numero>"), "33.33% 1/3"},
        {"mean of the years before", TRIENNIO "<target anno='2017' comparatore='almeno'><riferimento indicatore='i' dal='2015'/></target>"
                                     CONSUNTIVO("", "<numero>235</numero>"), "50.00% 1/2"},
        {"best of years", TRIENNIO "<target anno='2017' comparatore='almeno'><riferimento indicatore='i' dal='2014' degli-anni='massimo'/></target>"
                          CONSUNTIVO("", "<numero>245</numero>"), "50.00% 1/2"},
        {"least of years", TRIENNIO "<target anno='2017' comparatore='almeno'><riferimento indicatore='i' dal='2014' degli-anni='minimo'/></target>"
                           CONSUNTIVO("", "<numero>205</numero>"), "50.00% 1/2"},
        {"sum of years", TRIENNIO "<target anno='2017' comparatore='almeno'><riferimento indicatore='i' dal='2014' degli-anni='somma'/></target>"
                         CONSUNTIVO("", "<numero>135</numero>"), "10.00% 1/10"},
        {"a year is missing", TRIENNIO "<target anno='2017' comparatore='almeno'><riferimento indicatore='i' dal='2013'/></target>"
                              CONSUNTIVO("", "<numero>135</numero>"), ""},
        {"an unknown term", "<target anno='2017'><riferimento><termine>media nazionale</termine></riferimento></target>"
                     CONSUNTIVO("", "<numero>5</numero>"), ""},
        {"a term that leads nowhere", "<target anno='2017'><riferimento indicatore='manca'/></target>" CONSUNTIVO("", "<numero>5</numero>"), ""},
        {"words", "<target anno='2017'><parole>monitoraggio</parole></target>" CONSUNTIVO("", "<numero>5</numero>"), ""},
        {"absent", "<target anno='2017'><assente stato='in-definizione'/></target>" CONSUNTIVO("", "<numero>5</numero>"), ""},
        {"n.d.", "<target anno='2017'><numero>5</numero></target>" CONSUNTIVO("", "<assente stato='non-disponibile'>n.d.</assente>"), "n.d."},
        {"in words", "<target anno='2017'><numero>5</numero></target>" CONSUNTIVO("", "<parole>quasi</parole>"), "n.d."},
        {"several years", "<target anno='2016'><numero>4</numero></target><target anno='2017'><numero>5</numero></target>"
                     "<target anno='2018'><numero>6</numero></target><consuntivo anno='2016'><numero>1</numero></consuntivo>"
                     CONSUNTIVO("", "<numero>4</numero>"), "2016: 25.00% 1/4; 80.00% 4/5"},
        {"the same year twice", "<target anno='2017'><numero>5</numero></target><target anno='2017'><numero>50</numero></target>"
                     CONSUNTIVO("", "<numero>4</numero>"), "80.00% 4/5"},
        {"in the year", "<target anno='2017'><numero>5</numero></target><intermedio al='2017-06-30'><numero>1</numero></intermedio>"
                     "<intermedio al='2017-03-31'><numero>2</numero></intermedio>", "2017-03-31: 40.00% 2/5; 2017-06-30: 20.00% 1/5"},
        {"by hand", "<target anno='2017'><numero>5</numero></target>" CONSUNTIVO("", "<numero>4</numero>")
                     "<grado anno='2017'><percento>66.6</percento><motivo>M</motivo></grado>", "66.60% 333/500"},
        {"steps in proportion", "<target anno='2017'><numero>200</numero>" GRADINI "</target>" CONSUNTIVO("", "<numero>180</numero>"), "80.00% 4/5"},
        {"just below a step", "<target anno='2017'><numero>200</numero>" GRADINI "</target>" CONSUNTIVO("", "<numero>179.999</numero>"), "50.00% 1/2"},
        {"below all steps", "<target anno='2017'><numero>200</numero>" GRADINI "</target>" CONSUNTIVO("", "<numero>149</numero>"), "0.00% 0/1"},
        {"steps, at most", "<target anno='2017' comparatore='al-massimo'><numero>20</numero>" GRADINI "</target>" CONSUNTIVO("", "<numero>22</numero>"),
         "80.00% 4/5"},
        {"steps of a mean", TRIENNIO "<target anno='2017' comparatore='almeno'><riferimento indicatore='i' dal='2014' crescita-percento='2'/>" GRADINI
                            "</target>" CONSUNTIVO("", "<numero>414</numero>"), "80.00% 4/5"},   /* 414 of 459: 0.902 */
        {"steps without a term", "<target anno='2017'><riferimento indicatore='manca'/>" GRADINI "</target>" CONSUNTIVO("", "<numero>5</numero>"), ""},
        {"step of a value, step in proportion", "<target anno='2017' comparatore='almeno'><numero>200</numero><scaglioni>"
         "<scaglione punteggio='70'><numero>150</numero></scaglione><scaglione da='120' punteggio='100'/></scaglioni></target>"
         CONSUNTIVO("", "<numero>239</numero>"), "70.00% 7/10"},
        {"steps, n.d.", "<target anno='2017'><numero>200</numero>" GRADINI "</target>" CONSUNTIVO("", "<assente stato='nuovo'/>"), "n.d."},
        {"a correction", "<target anno='2017'><numero>5</numero></target>" CONSUNTIVO("", "<numero>4</numero>")
                     "<grado anno='2017'><rettifica>-12.5</rettifica><motivo>M</motivo></grado>", "67.50% 27/40"},
        {"a correction within bounds", "<target anno='2017'><numero>5</numero></target>" CONSUNTIVO("", "<numero>4</numero>")
                     "<grado anno='2017'><rettifica>30</rettifica><motivo>M</motivo></grado>", "100.00% 1/1"},
        {"a correction of nothing", "<target anno='2017'><numero>5</numero></target><grado><rettifica>30</rettifica><motivo>M</motivo></grado>", ""},
        {"parts added up", "<target anno='2017'><numero>20</numero></target>" CONSUNTIVO("parte='x'", "<numero>7</numero>") CONSUNTIVO("parte='y'", "<numero>8</numero>"),
         "75.00% 3/4"},
        {"the whole before its parts", "<target anno='2017'><numero>20</numero></target>" CONSUNTIVO("parte='x'", "<numero>7</numero>") CONSUNTIVO("", "<numero>10</numero>"),
         "50.00% 1/2"},
        {"parts in the year", "<target anno='2017'><numero>20</numero></target><intermedio al='2017-06-30' parte='x'><numero>2</numero></intermedio>"
         "<intermedio al='2017-06-30' parte='y'><numero>3</numero></intermedio>", "2017-06-30: 25.00% 1/4"},
        {"a part is not known", "<target anno='2017'><numero>20</numero></target>" CONSUNTIVO("parte='x'", "<numero>7</numero>")
         CONSUNTIVO("parte='y'", "<assente stato='non-disponibile'>n.d.</assente>"), "n.d."},
        {"a part is still to come", "<target anno='2017'><numero>20</numero></target>" CONSUNTIVO("parte='x'", "<numero>7</numero>")
         "<intermedio al='2017-06-30' parte='x'><numero>2</numero></intermedio><intermedio al='2017-06-30' parte='y'><numero>3</numero></intermedio>",
         "2017-06-30: 25.00% 1/4"},
        {"a missing part takes not the whole", "<target anno='2017'><condizioni><condizione parte='x'><numero>4</numero></condizione>"
         "<condizione parte='y'><numero>4</numero></condizione></condizioni></target>" CONSUNTIVO("parte='x'", "<numero>2</numero>"), "50.00% 1/2"},
        {"two bases before a merger", "<base anno='2016' parte='x'><numero>40</numero></base><base anno='2016' parte='y'><numero>60</numero></base>"
         "<target anno='2017' comparatore='almeno'><riferimento indicatore='i' crescita-percento='20'/></target>" CONSUNTIVO("", "<numero>90</numero>"),
         "75.00% 3/4"},
        {"computed before typed", "<misura id='m'><valore anno='2017'><numero>4</numero></valore></misura><target anno='2017'><numero>5</numero></target>"
                     CONSUNTIVO("", "<numero>5</numero>"), "80.00% 4/5"},
        {"typed where the measure is n.d.", "<misura id='m'><valore anno='2017'><assente stato='nuovo'/></valore></misura>"
                     "<target anno='2017'><numero>5</numero></target>" CONSUNTIVO("", "<numero>5</numero>"), "100.00% 1/1"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct computed c;
        struct buf tree = BUF_INIT;
        buf_printf(&tree, "<nodo id='n' livello='op'><titolo>T</titolo><indicatore id='i' parti='somma' verso='decrescente'><nome>N</nome>%s</indicatore>"
                   "<indicatore id='k'><nome>N</nome>" CONSUNTIVO("", "<numero>10</numero>") "</indicatore></nodo>", rows[i].body);
        if (strstr(rows[i].name, "less") == NULL) {   /* only there the verso is wanted */
            char *verso = strstr(tree.data, " verso='decrescente'");
            memset(verso, ' ', strlen(" verso='decrescente'"));
        }
        computed_parts(&c, "", LIVELLI, buf_text(&tree), "");
        EXPECT_TEXT(computed_figure(&c, "i", "grado"), rows[i].grado, rows[i].name);
        EXPECT_TEXT(computed_messages(&c), "", rows[i].name);
        computed_close(&c);
        buf_free(&tree);
    }
}

/* A message says where: the line and column of the formula, the place in the plan's words, the spot in the text. */
static void test_place_of_message(void)
{
    static const char *const xml =
        "<piano xmlns='urn:pira:piano:1' versione='1' anno='2017' documento='rapporto'>\n"
        "<misure><misura id='m' codice='Visite'/></misure>\n"
        "<albero><livelli><livello id='op' nome='Obiettivo operativo' natura='operativo'/></livelli>\n"
        "<nodo id='n' livello='op' codice='1.A'><titolo>T</titolo><indicatore id='i' codice='F1'><nome>N</nome>\n"
        "  <formula>Visite * 2\n + Visiti</formula></indicatore></nodo></albero></piano>";
    struct computed c;
    computed_text(&c, xml);
    EXPECT_LONG(diag_count(c.diag), 1, "one message");
    const struct diag_message *m = diag_get(c.diag, 0);
    EXPECT_LONG(m->at.line, 5, "line");
    EXPECT_LONG(m->at.column, 3, "column");
    EXPECT_TEXT(m->at.place, "obiettivo operativo 1.A, indicatore F1", "place");
    EXPECT(strstr(m->text, "al carattere 14, «Visiti»") != NULL, m->text);
    EXPECT(strstr(m->text, "«Visite * 2 + ▸Visiti»") != NULL, m->text);
    EXPECT(strstr(m->help, "«Visite»") != NULL, m->help);
    computed_close(&c);
}

void suite_compute(void)
{
    CU_pSuite s = CU_add_suite("compute", NULL, NULL);
    CU_add_test(s, "Ferrara: every printed figure", test_ferrara);
    CU_add_test(s, "Pistoia-Prato: performances and weights", test_pistoia);
    CU_add_test(s, "Bologna: totals and weights", test_bologna);
    CU_add_test(s, "Modena: sums of base lines", test_modena);
    CU_add_test(s, "Bergamo: cells", test_bergamo);
    CU_add_test(s, "twice is once", test_twice);
    CU_add_test(s, "the result is valid", test_valid);
    CU_add_test(s, "computed figures of the input", test_discarded);
    CU_add_test(s, "blanks and comments", test_blanks);
    CU_add_test(s, "one measure changes", test_one_change);
    CU_add_test(s, "sums of cells", test_sums);
    CU_add_test(s, "cells that span others", test_spans);
    CU_add_test(s, "formulas of cells", test_formulas);
    CU_add_test(s, "cells named in formulas", test_named_cells);
    CU_add_test(s, "order and circles of cells", test_order);
    CU_add_test(s, "a large table", test_large_table);
    CU_add_test(s, "targets of every kind", test_targets);
    CU_add_test(s, "the place of a message", test_place_of_message);
}
