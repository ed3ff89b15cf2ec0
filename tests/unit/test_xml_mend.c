/* test_xml_mend.c: numbers, days and words as people write them, and what they were meant to be. */
#include "read/xml_schema_mend.h"

#include "base/arena.h"
#include "base/buf.h"
#include "expect.h"
#include "read/xml_schema_names.h"
#include "read/xml_read.h"
#include "suites.h"

static void test_numbers(void)
{
    static const struct { const char *value; enum mend mend; const char *number; } rows[] = {
        {"4,6", MEND_ITALIAN, "4.6"},           {"1.234,56", MEND_ITALIAN, "1234.56"}, {"1.200.000", MEND_ITALIAN, "1200000"},
        {"1 200 000", MEND_ITALIAN, "1200000"}, {"1'200,5", MEND_ITALIAN, "1200.5"},   {"−3", MEND_ITALIAN, "-3"},
        {"1\u00a0000,50", MEND_ITALIAN, "1000.50"}, {"\u00a05", MEND_ITALIAN, "5"},    {"1,24179e+006", MEND_ITALIAN, "1241790"},
        {"95%", MEND_UNIT, "95"},               {"95,5 %", MEND_UNIT, "95.5"},         {"€ 120.000,00", MEND_UNIT, "120000.00"},
        {"120000 €", MEND_UNIT, "120000"},      {"120.000 euro", MEND_UNIT, "120000"}, {"EUR 5", MEND_UNIT, "5"},
        {"4,6 gg", MEND_UNIT, "4.6"},           {"-2,5 punti", MEND_UNIT, "-2.5"},     {"0.5 %", MEND_UNIT, "0.5"},
        {"circa 5", MEND_NONE, ""},             {"5/10", MEND_NONE, ""},               {"10²", MEND_NONE, ""},
        {"1.2.3", MEND_NONE, ""},               {"12 su 24", MEND_NONE, ""},           {"", MEND_NONE, ""},
        {"> 5", MEND_NONE, ""},                 {"cinque", MEND_NONE, ""},             {"1e5", MEND_NONE, ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct buf out = BUF_INIT;
        EXPECT_LONG(mend_value(&out, rows[i].value, "decimal"), rows[i].mend, rows[i].value);
        EXPECT_TEXT(buf_text(&out), rows[i].number, rows[i].value);
        buf_free(&out);
    }
}

/* Whole numbers have no decimals; a day is one only where a day may be; a text is neither. */
static void test_types(void)
{
    static const struct { const char *value, *builtin; enum mend mend; const char *written; } rows[] = {
        {"1.234", "integer", MEND_ITALIAN, "1234"}, {"17,5", "integer", MEND_NONE, ""},        {"2026 circa", "positiveInteger", MEND_UNIT, "2026"},
        {"30/9/2026", "date", MEND_DATE, "2026-09-30"}, {"30/2/2026", "date", MEND_NO_SUCH_DAY, "2026-02-28"}, {"presto", "date", MEND_NONE, ""},
        {"30/9/2026", "decimal", MEND_NONE, ""},    {"30/9/2026", NULL, MEND_DATE, "2026-09-30"}, {"4,5", NULL, MEND_ITALIAN, "4.5"},
        {"4,5", "token", MEND_NONE, ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct buf out = BUF_INIT;
        EXPECT_LONG(mend_value(&out, rows[i].value, rows[i].builtin), rows[i].mend, rows[i].value);
        EXPECT_TEXT(buf_text(&out), rows[i].written, rows[i].value);
        buf_free(&out);
    }
}

static void test_words(void)
{
    static const char *const comparators[] = {"almeno", "oltre", "al-massimo", "sotto", "uguale", "entro", NULL}, *const answers[] = {"si", "no", NULL};
    static const struct { const char *word; const char *const *known; const char *meant; } rows[] = {
        {">=", comparators, "almeno"},      {"≥", comparators, "almeno"},   {"Al Massimo", comparators, "al-massimo"}, {"massimo", comparators, "al-massimo"},
        {"Non più di", comparators, "al-massimo"}, {"<", comparators, "sotto"}, {"almneo", comparators, "almeno"},   {"maggiore", comparators, "oltre"},
        {"!", comparators, NULL},           {"sì", answers, "si"},          {"SI", answers, "si"},                     {"vero", answers, "si"},
        {"forse", answers, NULL},           {"ok", answers, NULL},          {">=", answers, NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const char *meant = mend_word(rows[i].word, rows[i].known);
        EXPECT_TEXT(meant != NULL ? meant : "", rows[i].meant != NULL ? rows[i].meant : "", rows[i].word);
    }
    EXPECT_TEXT(mend_kind("95 %"), "percento", "%");
    EXPECT_TEXT(mend_kind("5 giorni"), "durata", "giorni");
    CU_ASSERT_PTR_NULL(mend_kind("5"));
}

static void test_identifiers(void)
{
    static const char *const rows[][2] = {
        {"i tempo", "i-tempo"}, {"1.2.a", "x-1.2.a"}, {"  due  parole ", "due-parole"}, {"a/b:c", "a-b-c"}, {"è", "è"}, {"(uno)", "x-uno"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct buf out = BUF_INIT;
        mend_name(&out, rows[i][0], 'x');
        EXPECT_TEXT(buf_text(&out), rows[i][1], rows[i][0]);
        buf_free(&out);
    }
}

/* In which order children come: alternatives alike, groups and base types looked into. */
static void test_order(void)
{
    static const char xsd[] =
        "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>"
        "<xs:group name='g'><xs:choice><xs:element name='b' type='xs:string'/><xs:element name='c' type='xs:string'/></xs:choice></xs:group>"
        "<xs:complexType name='base'><xs:sequence><xs:element name='a' type='xs:string'/><xs:group ref='g'/></xs:sequence></xs:complexType>"
        "<xs:complexType name='more'><xs:complexContent><xs:extension base='base'><xs:sequence><xs:element name='d' type='xs:string'/>"
        "</xs:sequence></xs:extension></xs:complexContent></xs:complexType>"
        "<xs:simpleType name='s'><xs:restriction base='xs:token'><xs:enumeration value='si'/><xs:enumeration value='no'/></xs:restriction></xs:simpleType>"
        "<xs:element name='r' type='more'/><xs:element name='q'><xs:complexType><xs:sequence><xs:element name='z' type='xs:string'/>"
        "</xs:sequence><xs:attribute name='id' use='required'/><xs:attribute name='al'/></xs:complexType></xs:element></xs:schema>";
    static const struct { const char *parent, *child; int order; } rows[] = {
        {"r", "a", 0}, {"r", "b", 1}, {"r", "c", 1}, {"r", "d", 2}, {"r", "z", -1}, {"q", "z", 0}, {"q", "a", -1}, {"s", "a", -1},
    };
    struct diag *d = diag_new(DIAG_IT);
    struct arena *a = arena_new();
    struct xml_doc *doc = NULL;
    struct schema_names n;
    CU_ASSERT_EQUAL_FATAL(xml_read_memory(&doc, "prova.xsd", xsd, sizeof xsd - 1, d), READ_OK);
    CU_ASSERT_TRUE_FATAL(names_load(&n, a, xml_root(doc)));
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        EXPECT_LONG(names_order(&n, rows[i].parent, rows[i].child), rows[i].order, rows[i].child);
    const char **words = names_enumeration(&n, a, "s"), **required = names_required(&n, a, "q");
    EXPECT_TEXT(words[0], "si", "the first word");
    EXPECT_TEXT(words[1], "no", "the second word");
    CU_ASSERT_PTR_NULL(words[2]);
    CU_ASSERT_PTR_NULL(names_enumeration(&n, a, "base")[0]);
    EXPECT_TEXT(required[0], "id", "the required attribute");
    CU_ASSERT_PTR_NULL(required[1]);
    xml_free(doc);
    arena_free(a);
    diag_free(d);
}

void suite_xml_mend(void)
{
    CU_pSuite s = CU_add_suite("xml_mend", NULL, NULL);
    CU_add_test(s, "numbers", test_numbers);
    CU_add_test(s, "types", test_types);
    CU_add_test(s, "words", test_words);
    CU_add_test(s, "identifiers", test_identifiers);
    CU_add_test(s, "the order of children", test_order);
}
