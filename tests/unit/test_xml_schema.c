/* test_xml_schema.c: every error of a document is told once, where it stands, also those behind another one. */
#include "read/xml_schema.h"

#include <libxml/tree.h>

#include "base/buf.h"
#include "expect.h"
#include "suites.h"

/* A small plan: a sequence with optional and repeated parts, values of all kinds, mixed text, a unique id. */
static const char xsd[] =
    "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' xmlns='urn:prova' targetNamespace='urn:prova' elementFormDefault='qualified'>\n"
    "<xs:simpleType name='decimale'><xs:restriction base='xs:decimal'><xs:totalDigits value='6'/></xs:restriction></xs:simpleType>\n"
    "<xs:simpleType name='peso'><xs:restriction base='decimale'><xs:minInclusive value='0'/><xs:maxInclusive value='100'/></xs:restriction></xs:simpleType>\n"
    "<xs:simpleType name='missione'><xs:annotation><xs:documentation>Tre cifre: 011.</xs:documentation></xs:annotation>"
    "<xs:restriction base='xs:token'><xs:pattern value='\\d{3}'/><xs:maxLength value='3'/></xs:restriction></xs:simpleType>\n"
    "<xs:simpleType name='colore'><xs:restriction base='xs:token'><xs:enumeration value='verde'/><xs:enumeration value='rosso'/></xs:restriction></xs:simpleType>\n"
    "<xs:simpleType name='colori'><xs:list itemType='colore'/></xs:simpleType>\n"
    "<xs:simpleType name='testo'><xs:restriction base='xs:token'><xs:minLength value='1'/><xs:maxLength value='20'/></xs:restriction></xs:simpleType>\n"
    "<xs:complexType name='nodo'><xs:sequence>"
    "<xs:element name='titolo' type='testo'/><xs:element name='nota' minOccurs='0' maxOccurs='unbounded'>"
    "<xs:complexType mixed='true'><xs:sequence><xs:element name='forte' type='xs:string' minOccurs='0'/></xs:sequence></xs:complexType></xs:element>"
    "<xs:element name='nodo' type='nodo' minOccurs='0' maxOccurs='unbounded'/>"
    "<xs:element name='indicatore' type='indicatore' minOccurs='0' maxOccurs='unbounded'/></xs:sequence>"
    "<xs:attribute name='id' type='xs:ID' use='required'/><xs:attribute name='peso' type='peso'/>"
    "<xs:attribute name='missione' type='missione'/><xs:attribute name='versione' fixed='1'/></xs:complexType>\n"
    "<xs:complexType name='indicatore'><xs:sequence><xs:element name='nome' type='testo'/>"
    "<xs:element name='fonte' type='testo' minOccurs='0'/><xs:choice><xs:element name='valore' type='decimale'/>"
    "<xs:element name='scadenza' type='xs:date'/></xs:choice></xs:sequence>"
    "<xs:attribute name='id' type='xs:ID' use='required'/><xs:attribute name='anno' type='xs:integer'/>"
    "<xs:attribute name='luci' type='colori'/><xs:attribute name='pubblico' type='xs:boolean'/></xs:complexType>\n"
    "<xs:element name='piano'><xs:complexType><xs:sequence><xs:element name='ente' type='testo'/>"
    "<xs:element name='nodo' type='nodo' maxOccurs='unbounded'/><xs:element name='fine' minOccurs='0'><xs:complexType/></xs:element>"
    "</xs:sequence></xs:complexType></xs:element>\n"
    "</xs:schema>\n";

#define PIANO "<piano xmlns='urn:prova'>\n"
#define NODO PIANO "<ente>E</ente>\n<nodo id='n'><titolo>T</titolo>\n"
#define END_NODO "</nodo></piano>"
#define IND(attributes, content) NODO "<indicatore " attributes ">" content "</indicatore>\n" END_NODO

static struct xml_schema *load(const char *text)
{
    struct diag *d = diag_new(DIAG_IT);
    struct xml_schema *schema = NULL;
    EXPECT_LONG(schema_load_memory(&schema, "prova.xsd", text, strlen(text), d), READ_OK, "the test's schema");
    for (size_t i = 0; i < diag_count(d); i++)
        EXPECT_TEXT(diag_get(d, i)->text, "", "the test's schema");
    diag_free(d);
    CU_ASSERT_PTR_NOT_NULL_FATAL(schema);
    return schema;
}

static struct xml_doc *parse(const char *xml)
{
    struct diag *d = diag_new(DIAG_IT);
    struct xml_doc *doc = NULL;
    EXPECT_LONG(xml_read_memory(&doc, "prova.xml", xml, strlen(xml), d), READ_OK, xml);
    diag_free(d);
    CU_ASSERT_PTR_NOT_NULL_FATAL(doc);
    return doc;
}

static void expect_messages(const struct diag *d, const char *want, const char *row)
{
    struct buf got = BUF_INIT;
    for (size_t i = 0; i < diag_count(d); i++) {
        const struct diag_message *m = diag_get(d, i);
        buf_printf(&got, "%s%d@%ld:%ld", i > 0 ? " " : "", (int)m->code, m->at.line, m->at.column);
    }
    EXPECT_TEXT(buf_text(&got), want, row);
    buf_free(&got);
}

/* The tree as text, to see that validating leaves it as it was. */
static void dump(struct buf *out, const struct xml_doc *doc)
{
    xmlChar *text = NULL;
    int len = 0;
    xmlDocDumpMemory(xml_tree(doc), &text, &len);
    buf_add(out, text, (size_t)len);
    xmlFree(text);
}

static void expect_errors(const struct xml_schema *schema, const char *xml, const char *want)
{
    struct diag *d = diag_new(DIAG_IT);
    struct xml_doc *doc = parse(xml);
    struct buf before = BUF_INIT, after = BUF_INIT;
    dump(&before, doc);
    bool valid = schema_validate(schema, doc, NULL, d);
    dump(&after, doc);
    EXPECT(valid == (want[0] == '\0'), xml);
    expect_messages(d, want, xml);
    EXPECT_TEXT(buf_text(&after), buf_text(&before), xml);
    buf_free(&before);
    buf_free(&after);
    xml_free(doc);
    diag_free(d);
}

struct row {
    const char *xml, *messages;
};

static void expect_rows(const struct row *rows, size_t count)
{
    struct xml_schema *schema = load(xsd);
    for (size_t i = 0; i < count; i++)
        expect_errors(schema, rows[i].xml, rows[i].messages);
    schema_free(schema);
}

#define COUNT(rows) (sizeof(rows) / sizeof(rows)[0])

static void test_values(void)
{
    static const struct row rows[] = {
        {NODO END_NODO, ""},
        {IND("id='i' anno='2017' luci='verde rosso' pubblico='true'", "<nome>N</nome><valore>1234.5</valore>"), ""},
        {IND("id='i'", "<nome>N</nome>\n<valore>1.234,5</valore>"), "2021@5:1"},
        {IND("id='i'", "<nome>N</nome>\n<valore>95%</valore>"), "2048@5:1"},
        {IND("id='i'", "<nome>N</nome>\n<valore/>"), "2029@5:1"},
        {IND("id='i'", "<nome>N</nome>\n<valore>1234567</valore>"), "2034@5:1"},
        {IND("id='i'", "<nome>N</nome>\n<scadenza>30/09/2017</scadenza>"), "2024@5:1"},
        {IND("id='i'", "<nome>N</nome>\n<scadenza>2017-09-31</scadenza>"), "2025@5:1"},
        {IND("id='i'", "<nome>N</nome>\n<scadenza>settembre</scadenza>"), "2023@5:1"},
        {IND("id='i'", "<nome></nome>\n<valore>1</valore>"), "2029@4:20"},
        {IND("id='i'", "<nome>Un nome più lungo di venti</nome>\n<valore>1</valore>"), "2030@4:20"},
        {IND("id='i' anno='17,5'", "<nome>N</nome><valore>1</valore>"), "2022@4:20"},
        {IND("id='i' anno='x'", "<nome>N</nome><valore>1</valore>"), "2022@4:20"},
        {IND("id='i' luci='verde rossi'", "<nome>N</nome><valore>1</valore>"), "2027@4:20"},
        {IND("id='i' luci='giallo'", "<nome>N</nome><valore>1</valore>"), "2026@4:20"},
        {IND("id='i' pubblico='sì'", "<nome>N</nome><valore>1</valore>"), "2037@4:20"},
        {IND("id='1 i'", "<nome>N</nome><valore>1</valore>"), "2036@4:13"},
        {NODO "<nodo id='m' peso='101' missione='12' versione='2'><titolo>T</titolo></nodo>" END_NODO, "2033@4:14 2052@4:25 2039@4:39"},
        {NODO "<nodo id='m' peso='-1' missione='12345'><titolo>T</titolo></nodo>" END_NODO, "2032@4:14 2030@4:24"},
        {NODO "<nodo id='n'><titolo>T</titolo></nodo>" END_NODO, "2040@4:7"},
        {NODO "<nodo id='n'><titolo>T</titolo>\n<nodo id='n'><titolo>T</titolo></nodo></nodo><nodo id='n'><titolo>T</titolo></nodo>" END_NODO,
         "2040@4:7 2040@5:7 2040@5:52"},
    };
    expect_rows(rows, COUNT(rows));
}

static void test_names(void)
{
    static const struct row rows[] = {
        {IND("id='i' ano='2017'", "<nome>N</nome><valore>1</valore>"), "2011@4:20"},
        {IND("id='i' quantità='2017'", "<nome>N</nome><valore>1</valore>"), "2010@4:20"},
        {IND("anno='2017'", "<nome>N</nome><valore>1</valore>"), "2012@4:1"},
        {NODO END_NODO, ""},
        {PIANO "<ente>E</ente><nodo id='n'><titolo>T</titolo></nodo><fine a='1'/></piano>", "2013@2:59"},
        {PIANO "<ente>E</ente><nodo id='n'><titolo>T</titolo></nodo><fine>x</fine></piano>", "2043@2:53"},
        {PIANO "<ente>E</ente><nodo id='n'><titolo>T</titolo></nodo><fine/>x</piano>", "2041@2:60"},
        {NODO "<nota>Un <forte>testo</forte> misto.</nota>" END_NODO, ""},
        {IND("id='i'", "<nome>N</nome>\n<valore>1<nome/></valore>"), "2042@5:10"},
        {"<piano xmlns='urn:prova'/>", "2006@1:1"},
        {NODO "<indicatore id='i'><nome>N</nome></indicatore>" END_NODO, "2015@4:1"},
    };
    expect_rows(rows, COUNT(rows));
}

/* libxml2 skips what follows an unexpected element: here it must be validated nevertheless. */
static void test_errors_behind_an_unexpected_element(void)
{
    static const struct row rows[] = {
        /* unknown, and three errors behind it */
        {NODO "<pippo/>\n<indicatore id='i'><nome>N</nome><valore>1,5</valore></indicatore>\n"
              "<indicatore><nome>N</nome><valore>1</valore></indicatore>\n<indicatore id='k' anno='x'><nome>N</nome><valore>1</valore></indicatore>" END_NODO,
         "2001@4:1 2021@5:34 2012@6:1 2022@7:20"},
        /* misspelt: what is inside it counts too */
        {NODO "<indicatre ano='1'><nme>N</nme><valore>1,5</valore></indicatre>\n<indicatore id='k'><nome/><valore>1</valore></indicatore>" END_NODO,
         "2002@4:1 2012@4:1 2011@4:12 2002@4:20 2021@4:32 2029@5:20"},
        /* the same misspelling many times */
        {NODO "<indicatre id='a'><nome>N</nome><valore>1,5</valore></indicatre>\n<indicatre id='b'><nome>N</nome><valore>1</valore></indicatre>\n"
              "<indicatre id='a'><nome>N</nome><valore>1</valore></indicatre>" END_NODO,
         "2002@4:1 2021@4:33 2002@5:1 2002@6:1 2040@6:12"},
        /* something is missing before */
        {PIANO "<nodo id='n'><titolo>T</titolo></nodo>\n<nodo id='n'/></piano>", "2005@2:1 2006@3:1 2040@3:7"},
        {IND("id='i'", "<fonte>F</fonte><valore>x</valore>"), "2005@4:20 2020@4:36"},
        /* out of order: one error, not one for each that follows */
        {IND("id='i'", "<fonte>F</fonte><nome>N</nome><valore>1,5</valore>"), "2019@4:20 2021@4:50"},
        {IND("id='i'", "<nome>N</nome><valore>1</valore>\n<fonte>F</fonte>"), "2018@5:1"},
        {NODO "<indicatore id='i'><nome>N</nome><valore>1</valore></indicatore>\n<titolo>T</titolo>\n<nodo/>" END_NODO, "2018@5:1 2018@6:1"},
        /* more than one in the same parent */
        {NODO "<pippo/><pluto/><titolo>T</titolo><nodo id='m'><titolo/></nodo>" END_NODO, "2001@4:1 2001@4:9 2044@4:17 2029@4:48"},
        /* nothing more may come */
        {PIANO "<ente>E</ente><nodo id='n'><titolo>T</titolo></nodo><fine/><ente>E</ente></piano>", "2018@2:60"},
        {PIANO "<ente>E</ente><nodo id='n'><titolo>T</titolo></nodo><fine/><pippo/></piano>", "2014@2:60"},
        /* what lost an unknown child is not said to lack one */
        {PIANO "<ente>E</ente><pippo/></piano>", "2001@2:15"},
        /* of another namespace, with what is inside */
        {PIANO "<ente>E</ente>\n<nodo xmlns='' id='n'><titolo>T</titolo><indicatore id='i'><nome>N</nome><valore>1,5</valore></indicatore></nodo></piano>",
         "2007@3:1 2021@3:74"},
    };
    expect_rows(rows, COUNT(rows));
}

static void test_roots(void)
{
    static const struct row rows[] = {
        {"<html/>", "2008@1:1"},
        {"<pianno xmlns='urn:prova'><ente/></pianno>", "2046@1:1 2006@1:1 2029@1:27"},
        {"<piano><ente/><nodo id='n'><titolo>T</titolo></nodo></piano>", "2009@1:1 2029@1:8"},
        {"<p:piano xmlns:p='urn:prova'><p:ente>E</p:ente><p:nodo id='n'><p:titolo/></p:nodo></p:piano>", "2029@1:63"},
    };
    expect_rows(rows, COUNT(rows));
}

/* Text and help, Italian and English, of the messages that carry suggestions. */
static void test_wording(void)
{
    static const struct { enum diag_lang lang; const char *xml, *text, *help; } rows[] = {
        {DIAG_IT, NODO "<indicatre id='i'><nome>N</nome><valore>1</valore></indicatre>" END_NODO,
         "l'elemento «indicatre» non esiste: forse si intendeva «indicatore»",
         "scrivere «indicatore» al posto di «indicatre», all'apertura e alla chiusura"},
        {DIAG_EN, NODO "<pippo/>" END_NODO, "there is no element 'pippo'", "remove 'pippo'; in 'nodo' these can stand here: nota, nodo, indicatore"},
        {DIAG_IT, IND("id='i'", "<nome>N</nome><valore>1.234,50</valore>"), "il numero «1.234,50» è scritto all'italiana, in <valore>",
         "scrivere «1234.50» al posto di «1.234,50»: il punto per i decimali, nessun segno per le migliaia"},
        {DIAG_IT, IND("id='i'", "<nome>N</nome><scadenza>30/9/2017</scadenza>"), "la data «30/9/2017» non è scritta nella forma anno-mese-giorno, in <scadenza>",
         "scrivere «2017-09-30» al posto di «30/9/2017»"},
        {DIAG_IT, IND("id='i' luci='verdi'", "<nome>N</nome><valore>1</valore>"),
         "«verdi» non è fra i valori ammessi, in <indicatore luci=\"verdi\">: forse si intendeva «verde»",
         "scrivere «verde» al posto di «verdi» (valori ammessi: verde, rosso)"},
        {DIAG_IT, IND("id='i' ano='1'", "<nome>N</nome><valore>1</valore>"), "«indicatore» non ha l'attributo «ano»: forse si intendeva «anno»",
         "scrivere «anno» al posto di «ano»"},
        {DIAG_IT, NODO "<nodo id='m' missione='12'><titolo>T</titolo></nodo>" END_NODO, "«12» non ha la forma voluta, in <nodo missione=\"12\">: forse ha perduto gli zeri davanti",
         "scrivere «012» al posto di «12»"},
        {DIAG_IT, NODO "<nodo id='m' missione='A'><titolo>T</titolo></nodo>" END_NODO, "«A» non ha la forma voluta, in <nodo missione=\"A\">",
         "Tre cifre: 011."},
        {DIAG_IT, NODO "<nodo id='n'><titolo>T</titolo></nodo>" END_NODO, "«n», in <nodo id=\"n\">, è già alla riga 3: ogni elemento vuole un identificativo suo",
         "scrivere per esempio «n-2» al posto di «n»"},
        {DIAG_IT, IND("id='i'", "<fonte>F</fonte><valore>1</valore>"), "in «indicatore», prima di «fonte», manca «nome»",
         "aggiungere qui «<nome>…</nome>», prima di «<fonte»"},
        {DIAG_IT, PIANO "<ente>E</ente>testo <nodo id='n'><titolo>T</titolo></nodo></piano>", "in «piano» non può stare del testo fuori dei suoi elementi: «testo»",
         "togliere «testo», o spostarlo in un elemento"},
        {DIAG_IT, "<piano xmlns='urn:prova'/>", "in «piano» manca «ente»", "aggiungere «<ente>…</ente>» dentro «piano»"},
    };
    struct xml_schema *schema = load(xsd);
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct diag *d = diag_new(rows[i].lang);
        struct xml_doc *doc = parse(rows[i].xml);
        CU_ASSERT_FALSE(schema_validate(schema, doc, NULL, d));
        const struct diag_message *m = diag_get(d, diag_count(d) - 1);
        EXPECT_TEXT(m->text, rows[i].text, rows[i].xml);
        EXPECT_TEXT(m->help, rows[i].help, rows[i].xml);
        EXPECT_TEXT(m->at.file, "prova.xml", rows[i].xml);
        xml_free(doc);
        diag_free(d);
    }
    schema_free(schema);
}

static void name_place(struct buf *out, const xmlNode *element)
{
    buf_printf(out, "nel %s", (const char *)element->parent->name);
}

static void test_the_place_is_asked_for(void)
{
    struct xml_schema *schema = load(xsd);
    struct diag *d = diag_new(DIAG_IT);
    struct xml_doc *doc = parse(IND("", "<nme>N</nme><valore>1</valore>"));
    CU_ASSERT_FALSE(schema_validate(schema, doc, name_place, d));
    EXPECT_TEXT(diag_get(d, 0)->at.place, "nel nodo", "missing id");
    EXPECT_TEXT(diag_get(d, 1)->at.place, "nel indicatore", "misspelt name");
    xml_free(doc);
    diag_free(d);
    schema_free(schema);
}

/* As many errors of a kind as a long plan may have: all are told, in few rounds. */
static void test_many_errors(void)
{
    enum { MANY = 3000 };
    struct xml_schema *schema = load(xsd);
    struct buf xml = BUF_INIT;
    struct diag *d = diag_new(DIAG_IT);
    buf_str(&xml, NODO);
    for (int i = 0; i < MANY; i++)
        buf_printf(&xml, "<indicatre id='i%d'><nme>N</nme><valore>1,5</valore></indicatre>\n", i);
    buf_str(&xml, END_NODO);
    struct xml_doc *doc = parse(buf_text(&xml));
    CU_ASSERT_FALSE(schema_validate(schema, doc, NULL, d));
    EXPECT_LONG(diag_count(d), 3 * MANY, "three errors in each");
    for (size_t i = 0; i < diag_count(d); i++)
        if (diag_get(d, i)->at.line != (long)(4 + i / 3))
            EXPECT(false, "a message out of order");
    xml_free(doc);
    diag_free(d);
    buf_free(&xml);
    schema_free(schema);
}

static void test_bad_schemas(void)
{
#define XS "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>"
    static const struct { const char *text; enum read_status status; const char *messages; } rows[] = {
        {XS "<xs:element name='a' type='manca'/></xs:schema>", READ_MALFORMED, "1070@1:56"},
        {XS "\n<xs:include schemaLocation='/etc/passwd'/></xs:schema>", READ_MALFORMED, "1071@2:1"},
        {XS "\n<xs:import namespace='u' schemaLocation='http://example.org/u.xsd'/></xs:schema>", READ_MALFORMED, "1071@2:1"},
        {"<piano/>", READ_MALFORMED, "1070@0:0"},
        {"<piano>", READ_MALFORMED, "1054@1:8"},
        {"", READ_CANNOT, "1006@0:0"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct diag *d = diag_new(DIAG_IT);
        struct xml_schema *schema = NULL;
        EXPECT_LONG(schema_load_memory(&schema, "prova.xsd", rows[i].text, strlen(rows[i].text), d), rows[i].status, rows[i].text);
        CU_ASSERT_PTR_NULL(schema);
        expect_messages(d, rows[i].messages, rows[i].text);
        diag_free(d);
    }
    schema_free(NULL);
}

void suite_xml_schema(void)
{
    CU_pSuite s = CU_add_suite("xml_schema", NULL, NULL);
    CU_add_test(s, "values", test_values);
    CU_add_test(s, "names", test_names);
    CU_add_test(s, "errors behind an unexpected element", test_errors_behind_an_unexpected_element);
    CU_add_test(s, "roots", test_roots);
    CU_add_test(s, "wording", test_wording);
    CU_add_test(s, "the place is asked for", test_the_place_is_asked_for);
    CU_add_test(s, "many errors", test_many_errors);
    CU_add_test(s, "bad schemas", test_bad_schemas);
}
