/* test_starve.c: each allocation in turn fails while plans are computed, explained and checked: that is told, and nothing is lost. */
#include "starve.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "check/check.h"
#include "check/place.h"
#include "compute/compute.h"
#include "compute/plan.h"
#include "compute/trace.h"
#include "expect.h"
#include "read/codes.h"
#include "read/xml_read.h"
#include "read/xml_schema.h"
#include "read/xml_write.h"
#include "suites.h"

/* What a run has made of a plan. */
struct outcome {
    bool told;            /* that memory was short */
    bool done;            /* every stage says so */
    struct buf said, plan, trace;
};

static void outcome_free(struct outcome *o)
{
    buf_free(&o->said);
    buf_free(&o->plan);
    buf_free(&o->trace);
}

static void list_messages(struct outcome *o, const struct diag *d)
{
    for (size_t i = 0; i < diag_count(d); i++)
        buf_printf(&o->said, "%d@%ld:%ld %s\n", (int)diag_get(d, i)->code, diag_get(d, i)->at.line, diag_get(d, i)->at.column, diag_get(d, i)->text);
    o->told = diag_out_of_memory(d) || diag_count_code(d, DIAG_NO_MEMORY) > 0;
}

/* TEXT computed, explained and checked, allocation FAILING failing; the number of allocations. */
static size_t run(const struct buf *text, const struct codes *codes, const char *name, size_t failing, struct outcome *o)
{
    struct diag *d = diag_new(DIAG_IT);
    struct xml_doc *doc = NULL;
    struct plan *p = NULL;
    *o = (struct outcome){false, false, BUF_INIT, BUF_INIT, BUF_INIT};
    CU_ASSERT_EQUAL_FATAL(xml_read_memory(&doc, "prova.xml", buf_text(text), text->len, d), READ_OK);
    starve_at(failing);
    o->done = (p = plan_open(doc, d)) != NULL && compute_run(p, d);
    bool traced = o->done && (name[0] == '\0' || trace_indicator(p, name, DIAG_IT, &o->trace));
    if (o->done)
        check_run(p, codes, d);
    size_t count = starve_count();
    starve_at(0);
    o->done = o->done && traced && !o->trace.failed;
    if (o->done)
        xml_write(doc, &o->plan);
    list_messages(o, d);
    plan_close(p);
    xml_free(doc);
    diag_free(d);
    return count;
}

static void read_file(struct buf *out, const char *path)
{
    FILE *file = fopen(path, "rb");
    char piece[4096];
    size_t len;
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    while ((len = fread(piece, 1, sizeof piece, file)) > 0)
        buf_add(out, piece, len);
    fclose(file);
}

/* A failure is told; if none is, all is as without it. */
static void expect_outcome(const struct outcome *o, const struct outcome *whole, const char *row)
{
    bool same = strcmp(buf_text(&o->said), buf_text(&whole->said)) == 0 && strcmp(buf_text(&o->plan), buf_text(&whole->plan)) == 0 &&
                strcmp(buf_text(&o->trace), buf_text(&whole->trace)) == 0;
    EXPECT(o->told || !o->done || same, row);
}

/* The plan TEXT, which is called WHAT: every allocation, or one in STEP. */
static void starve_text(const struct buf *text, const char *what, const char *name, size_t step)
{
    struct outcome whole, o;
    struct codes *codes = NULL;
    struct diag *d = diag_new(DIAG_IT);
    CU_ASSERT_EQUAL_FATAL(codes_load(&codes, "xsd/codici.xml", d), READ_OK);
    size_t count = run(text, codes, name, 0, &whole);
    EXPECT(whole.done && !whole.told, what);
    for (size_t i = 1; i <= count; i += step) {
        char row[100];
        snprintf(row, sizeof row, "%s, allocation %zu of %zu", what, i, count);
        run(text, codes, name, i, &o);
        expect_outcome(&o, &whole, row);
        outcome_free(&o);
    }
    outcome_free(&whole);
    codes_free(codes);
    diag_free(d);
}

static void starve_plan(const char *path, const char *name, size_t step)
{
    struct buf text = BUF_INIT;
    read_file(&text, path);
    starve_text(&text, path, name, step);
    buf_free(&text);
}

/* FULL: every allocation of the large plan too. */
static void test_plans(void)
{
    static const struct { const char *path, *indicator; size_t step; } rows[] = {
        {"tests/plans/mondo/camera-rapporto.xml", "r1", 1},  {"tests/plans/mondo/camera-semestre.xml", "s2", 1}, {"tests/plans/mondo/ater.xml", "h11", 1},
        {"tests/plans/mondo/universita.xml", "g2", 1},       {"tests/plans/mondo/camera-lago.xml", "", 1},       {"tests/plans/altri-enti.xml", "VIG2", 1},
        {"tests/plans/modena-frammento.xml", "", 1},         {"tests/plans/pistoia-frammento.xml", "", 1},       {"samples/ciclo-di-vita/piano.xml", "1.1.c", 1},
        {"samples/ferrara-2017/piano.xml", "F187", 7},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        starve_plan(rows[i].path, rows[i].indicator, getenv("FULL") != NULL ? 1 : rows[i].step);
}

/* What none of those has: blanks around an attribute, a measure that is the value, parts of measures and of values, conditions of a
 * day and of nothing else in its year, cells with names. */
static void test_seldom(void)
{
    struct buf text = BUF_INIT;
    buf_str(&text, "<piano xmlns='urn:pira:piano:1' versione='1' anno='2017' documento='rapporto'><ente><denominazione>E</denominazione></ente>"
        "<documento tipo='rapporto'><titolo>R</titolo></documento>"
        "<misure><misura id='m' parti='somma'><valore anno='2017' parte='x'><numero>2</numero></valore><valore anno='2017' parte='y'><numero>3</numero></valore></misura></misure>"
        "<albero><livelli><livello id='op' nome='O' natura='operativo'/></livelli><nodo id='n' livello=' op '><titolo>T</titolo>"
        "<indicatore id='i'><nome>A</nome><misura id='k'><valore anno='2017'><numero>3</numero></valore></misura></indicatore>"
        "<indicatore id='j'><nome>B</nome><formula><misura rif='m'/> / <misura rif='m' parte='x'/></formula></indicatore>"
        "<indicatore id='l' parti='somma'><nome>C</nome><base anno='2016' parte='x'><numero>1</numero></base>"
        "<consuntivo anno='2017' parte='x'><numero>2</numero></consuntivo><consuntivo anno='2017' parte='y'><numero>2</numero></consuntivo></indicatore>"
        "<indicatore id='h'><nome>D</nome><target-intermedio anno='2017' al='2017-06-30'><condizioni><condizione><numero>4</numero></condizione></condizioni></target-intermedio>"
        "<intermedio al='2017-06-30'><numero>2</numero></intermedio></indicatore></nodo></albero>"
        "<tabelle><tabella id='t'><colonne><colonna id='c' tipo='importo'/></colonne><riga id='r'><cella id='x'><importo>1</importo></cella></riga>"
        "<riga genere='totale'><cella id='y'><formula>x * 2</formula></cella></riga></tabella></tabelle></piano>");
    starve_text(&text, "what is seldom", "j", 1);
    buf_free(&text);
}

/* The first name that is noted is then a child's. */
static void test_no_attributes(void)
{
    struct buf text = BUF_INIT;
    buf_str(&text, "<piano xmlns='urn:pira:piano:1'><ente><denominazione>E</denominazione></ente></piano>");
    starve_text(&text, "a plan without attributes", "", 1);
    buf_free(&text);
}

/* TEXT read and validated, allocation FAILING failing. */
static size_t read_run(const struct xml_schema *schema, const char *text, size_t failing, struct outcome *o)
{
    struct diag *d = diag_new(DIAG_IT);
    struct xml_doc *doc = NULL;
    *o = (struct outcome){false, false, BUF_INIT, BUF_INIT, BUF_INIT};
    starve_at(failing);
    bool read = xml_read_memory(&doc, "prova.xml", text, strlen(text), d) == READ_OK;
    o->done = read && schema_validate(schema, doc, place_words, d);
    size_t count = starve_count();
    starve_at(0);
    list_messages(o, d);
    xml_free(doc);
    diag_free(d);
    return count;
}

#define PIANO "<piano xmlns='urn:pira:piano:1' versione='1' anno='2025' documento='altro'>" \
    "<ente><denominazione>E</denominazione></ente><documento tipo='altro'><titolo>P</titolo></documento>"
#define NODO PIANO "<albero><livelli><livello id='s' nome='S' natura='strategico'/></livelli><nodo id='n' livello='s'><titolo>N</titolo>"
#define END "</nodo></albero></piano>"

/* Texts with errors of every kind: each message needs memory too. */
static void test_reading(void)
{
    static const char *const rows[] = {
        NODO "<indicatore id='i'><nome>A</nome><target anno='2025' comparatore='>='><numero>4,5</numero></target></indicatore>" END,
        NODO "<indicatore id='i' pesi='4'><cosa-misura>A</cosa-misura><nome>B</nome><commento/><target anno='25'><percento>80%</percento></target></indicatore>"
            "<indicatore id='i'><nome>A</nome><consuntivo anno='2025'>4</consuntivo></indicatore>" END,
        NODO "<indicatori id='1 2'><obbiettivo>A</obbiettivo></indicatori><indicatore id='k'><nome>A</nome><indicatore id='l'><nome>B</nome></indicatore></indicatore>" END,
        PIANO "\n <albero>\n  <livelli a=“b” c=d e=\"f>\n  <nodo>\n   <titolo>A & B < C &agrave;</titolo>\n  <nodo>\n  </nodo>\n <!-- a -- b --->\n </albero>\n</piano>\n",
        "<x:piano><a></b></a></piano>",
    };
    struct diag *d = diag_new(DIAG_IT);
    struct xml_schema *schema = NULL;
    CU_ASSERT_EQUAL_FATAL(schema_load(&schema, "xsd/piano.xsd", d), READ_OK);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct outcome whole, o;
        size_t count = read_run(schema, rows[i], 0, &whole);
        EXPECT(!whole.done && !whole.told && whole.said.len > 0, rows[i]);
        for (size_t k = 1; k <= count; k++) {
            char row[100];
            snprintf(row, sizeof row, "text %zu, allocation %zu of %zu", i, k, count);
            read_run(schema, rows[i], k, &o);
            if (!o.told)
                EXPECT_TEXT(buf_text(&o.said), buf_text(&whole.said), row);
            outcome_free(&o);
        }
        outcome_free(&whole);
    }
    schema_free(schema);
    diag_free(d);
}

void suite_starve(void)
{
    CU_pSuite s = CU_add_suite("starve", NULL, NULL);
    CU_add_test(s, "plans", test_plans);
    CU_add_test(s, "what is seldom in plans", test_seldom);
    CU_add_test(s, "a plan without attributes", test_no_attributes);
    CU_add_test(s, "texts with errors", test_reading);
}
