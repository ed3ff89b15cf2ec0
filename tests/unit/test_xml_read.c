/* test_xml_read.c: what is read, what is refused and how that is told, and the true place of elements and attributes. */
#include "read/xml_read.h"

#include <libxml/tree.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "expect.h"
#include "read/xml_write.h"
#include "suites.h"

/* All messages of D as "1040@1:6 1041@1:10". */
static void list_messages(struct buf *out, const struct diag *d)
{
    for (size_t i = 0; i < diag_count(d); i++) {
        const struct diag_message *m = diag_get(d, i);
        buf_printf(out, "%s%d@%ld:%ld", i > 0 ? " " : "", (int)m->code, m->at.line, m->at.column);
    }
}

static void expect_messages(const struct diag *d, const char *want, const char *row)
{
    struct buf got = BUF_INIT;
    list_messages(&got, d);
    EXPECT_TEXT(buf_text(&got), want, row);
    buf_free(&got);
}

static void expect_reading(const char *bytes, size_t len, enum read_status status, const char *messages, const char *row)
{
    struct diag *d = diag_new(DIAG_IT);
    struct xml_doc *doc = NULL;
    EXPECT_LONG(xml_read_memory(&doc, "prova.xml", bytes, len, d), status, row);
    EXPECT((doc != NULL) == (status == READ_OK), row);
    expect_messages(d, messages, row);
    xml_free(doc);
    diag_free(d);
}

static void test_syntax_errors(void)
{
    static const struct { const char *xml, *messages; } rows[] = {
        {"<a>\n  <b>\n    <c>x</d>\n  </b>\n</a>", "1052@3:9"},
        {"<a>\n<b>\n<c>x\n</b></a>\n", "1051@4:1"},
        {"<a>\n<b><c></a>", "1051@2:7 1051@2:7"},
        {"<a>\n<b>\n<c>x\n", "1054@4:1"},
        {"<a>\n<b x=\"1\" y", "1054@2:11"},
        {"<r><a b=\"x", "1054@1:11"},
        {"<r b=\"x", "1048@1:4"},
        {"<a></b></a>", "1053@1:4"},
        {"<a></a></a>", "1053@1:8"},
        {"<a>A & B</a>", "1040@1:6"},
        {"<a b=\"A&B\"/>", "1040@1:8"},
        {"<a>è &egrave; &#0; &#xZ; &#65 ]]> <3 </a>", "1041@1:6 1042@1:15 1042@1:20 1042@1:26 1061@1:31 1043@1:35"},
        {"<a x=\"1\" x=\"2\"/>", "1045@1:10"},
        {"<a y z=3 k=\"5\"j=\"3\"/>", "1046@1:4 1047@1:6 1064@1:15"},
        {"<a w=\"a<b\"/>", "1044@1:8"},
        {"<a ! x=\"1\"/>", "1049@1:4"},
        {"<a>\n<b n=\"uno>\n<c m=\"due\"/></b>\n</a>", "1048@2:4"},
        {"<a>\n<b n=\"uno\"\n<c m=\"due\"/></b>\n</a>", "1050@2:11"},
        {"<a>\n<b n=\"uno\"\n<c m=\"due\"/>\n</a>", "1050@2:11"},
        {"<a/>\n<b/>", "1055@2:1"},
        {"<a/>\ntesto", "1056@2:1"},
        {"<a/><![CDATA[x]]>", "1056@1:5"},
        {"\n<?xml version=\"1.0\"?>\n<a/>", "1060@2:1"},
        {"<?xml encoding=\"UTF-8\"?>\n<a/>", "1065@1:7"},
        {"<?xml version=\"1.0\"><a/>", "1059@1:1"},
        {"<a><!-- x -- y --></a>", "1058@1:11"},
        {"<a><!-- x", "1057@1:4"},
        {"<a><![CDATA[ x", "1059@1:4"},
        {"<a><?x", "1059@1:4"},
        {"<!-- x -->", "1063@1:11"},
        {"<a><!-- x ---></a>", "1075@1:11"},
        {"<p:a q:x=\"1\"><p:b xmlns:p=\"u\"><p:c/></p:b></p:a>", "1062@1:2 1062@1:6"},
        {"<a><1/></a>", "1043@1:4"},
        {"<a>&#x110000;</a>", "1042@1:4"},
        {"<a></a ", "1054@1:8"},
        {"<a><b>x</b></b></a>", "1053@1:12"},
        {"<r><a><b>x</a>y</b></r>", "1051@1:11"},
        {"<r><a>x</c></a></r>", "1053@1:8"},
        {"<r><a>x</c><a/></r>", "1052@1:8"},
        {"<a x=\"1 y=\"2\"/>", "1048@1:4"},
        {"<a x=\"1' y=\"2\" z='3'/>", "1048@1:4"},
        {"<a x=\"http://e?y=\" y=\"2\"><</a>", "1043@1:26"},
        {"<a x \"1\" y=\"2\"/>", "1046@1:4"},
        {"<a><b uno due</b></a>", "1050@1:6"},
        {"<a></a x=\"1\">", "1066@1:8"},
        {"<a></ a>", "1068@1:4"},
        {"<a>< a>x</a></a>", "1068@1:4"},
        {"<r><a>x< /a></r>", "1068@1:8"},
        {"<r>< b></r>", "1043@1:4"},
        {"<r><a>1</a><aa>2</a></r>", "1072@1:12"},
        {"<r><a>1</a>2</a></r>", "1074@1:12"},
        {"<r><a>1<a></r>", "1073@1:8"},
        {"<r><a>x <due y</a></r>", "1043@1:9"},
        {"<r x=“1” y='2'/>", "1067@1:4"},
        {"<r x=“1 y='2'/>", "1047@1:4"},
        {"<r x=''1'' y='2'/>", "1067@1:4"},
        {"<r x=\"1” y=\"2\"/>", "1067@1:4"},
        {"<r x==\"1\"/>", "1047@1:4"},
        {"<r x=uno due y=\"2\"/>", "1047@1:4"},
        {"<r x= y=\"2\"/>", "1047@1:4"},
        {"<r>\n<a x=\"1/>\n<b/></r>", "1048@2:4"},
        {"<r\xC2\xA0x=\"1\"/>", "1077@1:3"},
        {"<r\xE2\x80\x83\xE2\x80\x83x=\"1\"/>", "1077@1:3"},
        {"<r><!-- a ->\n<b/></r>", "1075@1:11"},
        {"<r><!-- a -> b <!-- c --></r>", "1076@1:4"},
        {"<r><!-- a\n<b/>\n<!-- c --></r>", "1076@1:4"},
        {"<r>&amp;&nbsp;&Sviluppo;&x</r>", "1041@1:9 1041@1:15 1040@1:25"},
        {"<a></></a>", "1043@1:4"},
        {"<a><![cdata[x]]></a>", "1043@1:4"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        expect_reading(rows[i].xml, strlen(rows[i].xml), READ_MALFORMED, rows[i].messages, rows[i].xml);
}

/* A text indented by what contains what: the place where an end tag is missing, or the one that is too many. */
static void test_indents(void)
{
#define R "<r>\n  <x>\n    <y>1</y>\n  </x>\n  <x>\n    <y>2</y>\n  </x>\n"
    static const struct { const char *xml, *messages; } rows[] = {
        {R "  <x>\n    <y>3\n    <z>4</z>\n  </x>\n</r>", "1051@9:9"},                       /* a brother at the same indent */
        {R "  <x>\n    <y>3</y>\n  <x>\n    <y>4</y>\n  </x>\n</r>", "1051@9:13"},
        {R "  <x>\n    <x>\n      <y>3</y>\n  </x>\n  <x>\n    <y>4</y>\n  </x>\n</r>", "1051@10:15"},   /* an end where an outer one began */
        {R "  <x>\n    <y>3</y>\n    </x>\n  </x>\n</r>", "1053@10:5"},                        /* one too many, deeper than what it closes */
        {R "  <x>\n    <y>3<y>\n  </x>\n</r>", "1073@9:9"},
        {R "  <x>\n<y>3</y>\n  <x>\n    <y>4</y>\n  </x>\n</r>", "1051@9:9"},                 /* pasted at the margin */
        {"<r>\n<x>\n<y>1\n<z>2</z>\n</x>\n</r>", "1051@5:1"},                               /* no indents: nothing is known */
        {"<r>\n<x>\n<y>1</y>\n<x>\n<y>2</y>\n</x>\n</r>", "1051@7:1"},
    };
#undef R
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        expect_reading(rows[i].xml, strlen(rows[i].xml), READ_MALFORMED, rows[i].messages, rows[i].xml);
}

static void test_what_cannot_be_read(void)
{
    static const struct { const char *bytes; size_t len; const char *messages; } rows[] = {
        {"", 0, "1006@0:0"},
        {" \n\n ", 4, "1008@1:1"},
        {"\n ciao a tutti", 14, "1007@2:2"},
        {"%PDF-1.7", 8, "1009@0:0"},
        {"PK\3\4\0\0", 6, "1010@0:0"},
        {"\xD0\xCF\x11\xE0\xA1", 5, "1011@0:0"},
        {"\x1F\x8B\x08", 3, "1012@0:0"},
        {"<!doctype HTML><html>", 21, "1013@1:1"},
        {"<a>\n\xE0</a>", 9, "1026@2:1"},
        {"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a>\xE0</a>", 47, "1025@2:4"},
        {"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<a>\xC3\xA8</a>", 53, "1024@0:0"},
        {"\xFF\xD8\xFF\xE0", 4, "1014@0:0"},
        {"<a>\xC3\xA8\xC0\xAF</a>", 11, "1020@1:5"},
        {"<a>x\x01</a>", 9, "1021@1:5"},
        {"<a>x\0</a>", 9, "1021@1:5"},
        {"<a>\xC2\x92</a>", 9, "1021@1:4"},
        {"<a>\xEF\xBF\xBE</a>", 10, "1021@1:4"},
        {"<?xml version='1.0' encoding='windows-1252'?><a>\x81</a>", 53, "1022@1:49"},
        {"\xFF\xFE<\0a\0/", 7, "1022@1:3"},
        {"\xFF\xFE<\0\0\xD8>\0", 8, "1022@1:2"},
        {"<?xml version='1.0' encoding='KOI8-R'?><a/>", 43, "1023@0:0"},
        {"\xFF\xFE\0\0<\0\0\0", 8, "1023@0:0"},
        {"<?xml version='1.0' encoding='UTF-16'?><a/>", 43, "1024@0:0"},
        {"<?xml version='1.0'?>\n<!-- c -->\n<!DOCTYPE a [<!ENTITY x 'y'>]>\n<a>&x;</a>", 74, "1030@3:1"},
        {"<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", 44, "1030@1:1"},
        {"<a xmlns:xi='http://www.w3.org/2001/XInclude'>\n<xi:include href='/etc/passwd'/></a>", 82, "1031@2:1"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        expect_reading(rows[i].bytes, rows[i].len, READ_CANNOT, rows[i].messages, rows[i].messages);
}

/* OPEN, then N times UNIT, then CLOSE, must give this status and this message. */
static void test_limits(void)
{
    static const struct { const char *open, *unit; int n; const char *close; enum read_status status; const char *messages; } rows[] = {
        {"", "<a>", 201, "", READ_LIMIT, "8002@1:601"},
        {"", "<a>", 300000, "", READ_LIMIT, "8002@1:601"},
        {"<a", " x%d=''", 101, "/>", READ_LIMIT, "8004@1:1"},
        {"<a", " x%d=''", 100, "/>", READ_OK, ""},
        {"<r>\n<!-- <a", " x%d=''", 200, "/> --></r>", READ_OK, ""},
        {"<r><a b='", "xxxxxxxxxx", 1000100, "'/></r>", READ_LIMIT, "8005@1:4"},
        {"<r><a", "xxxxxxxxxx", 6000, "/></r>", READ_LIMIT, "8005@1:4"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct buf xml = BUF_INIT;
        buf_str(&xml, rows[i].open);
        const char *number = strstr(rows[i].unit, "%d");
        for (int k = 0; k < rows[i].n; k++) {
            if (number == NULL)
                buf_str(&xml, rows[i].unit);
            else
                buf_printf(&xml, "%.*s%d%s", (int)(number - rows[i].unit), rows[i].unit, k, number + 2);
        }
        buf_str(&xml, rows[i].close);
        expect_reading(buf_text(&xml), xml.len, rows[i].status, rows[i].messages, rows[i].unit);
        buf_free(&xml);
    }
}

static void test_namespaces_in_scope_are_limited(void)
{
    struct buf xml = BUF_INIT;
    for (int level = 0; level < 5; level++) {
        buf_str(&xml, "<a");
        for (int i = 0; i < 60; i++)
            buf_printf(&xml, " xmlns:p%d_%d='u'", level, i);
        buf_str(&xml, ">\n");
    }
    expect_reading(buf_text(&xml), xml.len, READ_LIMIT, "8006@4:1", "300 namespaces");
    buf_free(&xml);
}

static void test_encodings(void)
{
    static const struct { const char *what, *bytes; size_t len; } rows[] = {
        {"UTF-8", "<a>\xE2\x82\xAC\xC3\xA0</a>", 12},
        {"UTF-8 with mark", "\xEF\xBB\xBF<a>\xE2\x82\xAC\xC3\xA0</a>", 15},
        {"UTF-8 declared", "<?xml version='1.0' encoding='utf-8'?><a>\xE2\x82\xAC\xC3\xA0</a>", 50},
        {"Windows-1252", "<?xml version='1.0' encoding='windows-1252'?><a>\x80\xE0</a>", 54},
        {"ISO-8859-1, read as Windows-1252", "<?xml version='1.0' encoding = \"ISO-8859-1\"?><a>\x80\xE0</a>", 54},
        {"ISO-8859-15", "<?xml version='1.0' encoding='ISO-8859-15'?><a>\xA4\xE0</a>", 53},
        {"UTF-16LE with mark", "\xFF\xFE<\0a\0>\0\xAC\x20\xE0\0<\0/\0a\0>\0", 20},
        {"UTF-16BE with mark", "\xFE\xFF\0<\0a\0>\x20\xAC\0\xE0\0<\0/\0a\0>", 20},
        {"UTF-16LE", "<\0a\0>\0\xAC\x20\xE0\0<\0/\0a\0>\0", 18},
        {"UTF-16BE", "\0<\0a\0>\x20\xAC\0\xE0\0<\0/\0a\0>", 18},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct diag *d = diag_new(DIAG_IT);
        struct xml_doc *doc = NULL;
        const void *data;
        size_t len;
        EXPECT_LONG(xml_read_memory(&doc, "prova.xml", rows[i].bytes, rows[i].len, d), READ_OK, rows[i].what);
        expect_messages(d, "", rows[i].what);
        if (doc != NULL) {
            xmlChar *text = xmlNodeGetContent(xml_root(doc));
            EXPECT_TEXT((const char *)text, "€à", rows[i].what);
            xmlFree(text);
            xml_original(doc, &data, &len);
            EXPECT(len == rows[i].len && memcmp(data, rows[i].bytes, len) == 0, rows[i].what);
        }
        xml_free(doc);
        diag_free(d);
    }
}

/* A character beyond the first plane is two units of UTF-16. */
static void test_surrogate_pair(void)
{
    struct diag *d = diag_new(DIAG_IT);
    struct xml_doc *doc = NULL;
    CU_ASSERT_EQUAL(xml_read_memory(&doc, "x", "\xFF\xFE<\0a\0>\0\x3D\xD8\x00\xDE<\0/\0a\0>\0", 20, d), READ_OK);
    CU_ASSERT_PTR_NOT_NULL_FATAL(doc);
    xmlChar *text = xmlNodeGetContent(xml_root(doc));
    EXPECT_TEXT((const char *)text, "\xF0\x9F\x98\x80", "U+1F600");
    xmlFree(text);
    xml_free(doc);
    diag_free(d);
}

static xmlNodePtr find(xmlNodePtr node, const char *name)
{
    for (; node != NULL; node = node->next) {
        if (node->type != XML_ELEMENT_NODE)
            continue;
        xmlNodePtr found = strcmp((const char *)node->name, name) == 0 ? node : find(node->children, name);
        if (found != NULL)
            return found;
    }
    return NULL;
}

static struct xml_doc *read_text(const char *xml)
{
    struct diag *d = diag_new(DIAG_IT);
    struct xml_doc *doc = NULL;
    EXPECT_LONG(xml_read_memory(&doc, "prova.xml", xml, strlen(xml), d), READ_OK, xml);
    diag_free(d);
    CU_ASSERT_PTR_NOT_NULL_FATAL(doc);
    return doc;
}

static void test_places(void)
{
    static const char xml[] = "<a>\n  <b x='>' y=\"é\"/>è<c/>\r\n<d\n  p:uno='1'\r  due = '<'/>\n<![CDATA[<e>]]><f>t</f><!--<g>--><?h <i>?><l/></a>";
    static const struct { const char *name; long line, column; } rows[] = {
        {"a", 1, 1}, {"b", 2, 3}, {"c", 2, 20}, {"d", 3, 1}, {"f", 6, 16}, {"l", 6, 43},
    };
    char *fixed = strdup(xml);
    char *less = strstr(fixed, "'<'");
    less[1] = 'k';
    memcpy(strstr(fixed, "p:uno"), "xml:u", 5);
    struct xml_doc *doc = read_text(fixed);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        long line, column;
        xmlNodePtr node = find(xml_root(doc), rows[i].name);
        CU_ASSERT_PTR_NOT_NULL_FATAL(node);
        EXPECT(xml_position(doc, node, &line, &column), rows[i].name);
        EXPECT_LONG(line, rows[i].line, rows[i].name);
        EXPECT_LONG(column, rows[i].column, rows[i].name);
    }
    free(fixed);
    xml_free(doc);
}

static void test_places_of_attributes(void)
{
    static const struct { const char *name; long line, column; } rows[] = {
        {"uno", 2, 10}, {"due", 3, 3}, {"e", 2, 4}, {"tre", 3, 14}, {"x:tre", 3, 14}, {"manca", 2, 1},
    };
    struct xml_doc *doc = read_text("<a xmlns:x='u'>\n<b e='é' uno = 'due=\"1\"'\n  due='2>'   x:tre='3'/></a>");
    xmlNodePtr b = find(xml_root(doc), "b");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct diag_place at = xml_attribute_place(doc, b, rows[i].name, "posto");
        EXPECT_LONG(at.line, rows[i].line, rows[i].name);
        EXPECT_LONG(at.column, rows[i].column, rows[i].name);
        EXPECT_TEXT(at.file, "prova.xml", rows[i].name);
        EXPECT_TEXT(at.place, "posto", rows[i].name);
    }
    long line, column;
    CU_ASSERT_TRUE(xml_position(doc, (xmlNodePtr)xmlHasProp(b, BAD_CAST "due"), &line, &column));
    CU_ASSERT_EQUAL(line * 100 + column, 303);
    xml_free(doc);
}

static void test_places_of_what_was_not_read(void)
{
    struct xml_doc *doc = read_text("<a>\n <b>testo</b></a>");
    xmlNodePtr b = find(xml_root(doc), "b");
    xmlNodePtr added = xmlNewTextChild(b, NULL, BAD_CAST "nuovo", BAD_CAST "x");
    long line, column;
    CU_ASSERT_TRUE(xml_position(doc, added->children, &line, &column));
    CU_ASSERT_EQUAL(line * 100 + column, 202);
    CU_ASSERT_TRUE(xml_attribute_position(doc, added, "x", &line, &column));
    CU_ASSERT_EQUAL(line * 100 + column, 202);
    CU_ASSERT_FALSE(xml_position(doc, (xmlNodePtr)xml_tree(doc), &line, &column));
    CU_ASSERT_EQUAL(line + column, 0);
    CU_ASSERT_FALSE(xml_position(doc, NULL, &line, &column));
    CU_ASSERT_PTR_EQUAL(xml_doc_of(b), doc);
    xml_free(doc);
    xml_free(NULL);
}

/* libxml2's own line numbers stop at 65,535; and a long line must not make columns slow or wrong. */
static void test_large_documents(void)
{
    enum { COUNT = 70000 };
    struct buf xml = BUF_INIT;
    buf_str(&xml, "<r>\n");
    for (int i = 0; i < COUNT; i++)
        buf_str(&xml, "<è>àèì</è>\n");
    for (int i = 0; i < COUNT; i++)
        buf_str(&xml, "<è>à</è>");
    buf_str(&xml, "</r>");
    struct xml_doc *doc = read_text(buf_text(&xml));
    long expected_line = 2, expected_column = 1, wrong = 0;
    int i = 0;
    for (xmlNodePtr n = xml_root(doc)->children; n != NULL; n = n->next) {
        long line, column;
        if (n->type != XML_ELEMENT_NODE)
            continue;
        wrong += !xml_position(doc, n, &line, &column) || line != expected_line || column != expected_column;
        if (++i < COUNT + 1)
            expected_line++;
        else
            expected_column += 8;
    }
    CU_ASSERT_EQUAL(i, 2 * COUNT);
    CU_ASSERT_EQUAL(wrong, 0);
    xml_free(doc);
    buf_free(&xml);
}

/* libxml2 refuses from memory a large document whose last tag is longer than its look-ahead. */
static void test_long_tag_at_the_end_of_a_large_document(void)
{
    struct buf xml = BUF_INIT;
    buf_str(&xml, "<r>");
    while (xml.len < 11000000)
        buf_str(&xml, "<a>un testo di qualche parola, per riempire</a>\n");
    buf_str(&xml, "<b");
    for (int i = 0; i < 60; i++)
        buf_printf(&xml, " attributo%d='valore'", i);
    buf_str(&xml, "/></r>");
    expect_reading(buf_text(&xml), xml.len, READ_OK, "", "11 MB");
    buf_free(&xml);
}

static void test_source_lines(void)
{
    static const struct { long number; const char *text; } rows[] = {{1, "<a>"}, {2, " due"}, {3, ""}, {4, "quattro</a>"}, {5, ""}, {6, NULL}, {0, NULL}};
    struct xml_doc *doc = read_text("<a>\r\n due\n\rquattro</a>\n");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const char *text = NULL;
        size_t len = 0;
        char copy[40] = "", row[24];
        snprintf(row, sizeof row, "line %ld", rows[i].number);
        EXPECT(xml_source_line(doc, rows[i].number, &text, &len) == (rows[i].text != NULL), row);
        if (rows[i].text != NULL) {
            memcpy(copy, text, len);
            EXPECT_TEXT(copy, rows[i].text, row);
        }
    }
    xml_free(doc);
}

static void expect_file(const char *path, size_t limit, enum read_status status, const char *messages)
{
    struct diag *d = diag_new(DIAG_IT);
    struct xml_doc *doc = NULL;
    EXPECT_LONG(xml_read(&doc, path, limit, d), status, path);
    expect_messages(d, messages, path);
    if (doc != NULL)
        EXPECT_TEXT(xml_name(doc), path, path);
    xml_free(doc);
    diag_free(d);
}

static void test_files(void)
{
    char folder[] = "/tmp/pira-test-XXXXXX", file[64], fifo[64], none[64];
    CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(folder));
    snprintf(file, sizeof file, "%s/piano.xml", folder);
    snprintf(fifo, sizeof fifo, "%s/fifo", folder);
    snprintf(none, sizeof none, "%s/manca.xml", folder);
    FILE *f = fopen(file, "wb");
    CU_ASSERT_PTR_NOT_NULL_FATAL(f);
    fputs("<piano>12345</piano>", f);
    fclose(f);
    CU_ASSERT_EQUAL(mkfifo(fifo, 0600), 0);
    expect_file(file, 0, READ_OK, "");
    expect_file(file, 20, READ_OK, "");
    expect_file(file, 19, READ_LIMIT, "8001@0:0");
    expect_file(none, 0, READ_CANNOT, "1002@0:0");
    expect_file(folder, 0, READ_CANNOT, "1004@0:0");
    expect_file(fifo, 0, READ_CANNOT, "1005@0:0");
    expect_file("/dev/zero", 0, READ_CANNOT, "1005@0:0");
    unlink(fifo);
    unlink(file);
    rmdir(folder);
}

static void test_messages_name_the_culprit(void)
{
    static const char xml[] = "<piano>\n<nome>x</piano>";
    struct diag *d = diag_new(DIAG_IT);
    struct xml_doc *doc;
    CU_ASSERT_EQUAL(xml_read_memory(&doc, "prova.xml", xml, strlen(xml), d), READ_MALFORMED);
    EXPECT_TEXT(diag_get(d, 0)->text, "manca la chiusura di «nome», aperto alla riga 2", "text");
    EXPECT_TEXT(diag_get(d, 0)->help, "aggiungere qui «</nome>», prima di «</piano>»", "help");
    diag_free(d);
}

/* Errors without number: the list is cut. */
static void test_many_errors(void)
{
    struct buf xml = BUF_INIT;
    struct diag *d = diag_new(DIAG_EN);
    struct xml_doc *doc;
    for (int i = 0; i < 100000; i++)
        buf_str(&xml, "<<&");
    CU_ASSERT_EQUAL(xml_read_memory(&doc, "prova.xml", buf_text(&xml), xml.len, d), READ_MALFORMED);
    CU_ASSERT_TRUE(diag_count(d) >= 50 && diag_count(d) <= 52);
    diag_free(d);
    buf_free(&xml);
}

/* Whatever a document holds is written so that it is read back as the same; a document already written so stays as it is. */
static void test_written_back(void)
{
#define FIRST_LINE "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    static const struct { const char *read, *written; } rows[] = {
        {"<a/>", FIRST_LINE "<a/>\n"},
        {"<a></a>", FIRST_LINE "<a/>\n"},
        {"<?xml version='1.0' standalone='yes'?><!-- x & <y> --><?p <q> \"r\"?><?s?><a> </a><!--z-->",
         "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<!-- x & <y> -->\n<?p <q> \"r\"?>\n<?s?>\n<a> </a>\n<!--z-->\n"},
        {"<a>\t1 &lt; 2 &gt; 0 &amp; \"x\" &#13;\n <b/>è<![CDATA[<c>&]]><d>€</d></a>",
         FIRST_LINE "<a>\t1 &lt; 2 &gt; 0 &amp; \"x\" &#13;\n <b/>è&lt;c&gt;&amp;<d>€</d></a>\n"},
        {"<a b='\"è&lt;&amp;>' c=\"'&#9;&#10;&#13;\td\" e=''/>",
         FIRST_LINE "<a b=\"&quot;è&lt;&amp;&gt;\" c=\"'&#9;&#10;&#13; d\" e=\"\"/>\n"},
        {"<a xmlns='urn:x' xmlns:p='http://y/?c=1&#38;d=2' p:b='1'><p:c/><d xmlns=''/></a>",
         FIRST_LINE "<a xmlns=\"urn:x\" xmlns:p=\"http://y/?c=1&#38;d=2\" p:b=\"1\"><p:c/><d xmlns=\"\"/></a>\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct diag *d = diag_new(DIAG_IT);
        struct xml_doc *doc = NULL, *again = NULL;
        struct buf once = BUF_INIT, twice = BUF_INIT;
        EXPECT_LONG(xml_read_memory(&doc, "prova.xml", rows[i].read, strlen(rows[i].read), d), READ_OK, rows[i].read);
        EXPECT(doc != NULL && xml_write(doc, &once), rows[i].read);
        EXPECT_TEXT(buf_text(&once), rows[i].written, rows[i].read);
        EXPECT_LONG(xml_read_memory(&again, "prova.xml", buf_text(&once), once.len, d), READ_OK, rows[i].read);
        EXPECT(again != NULL && xml_write(again, &twice), rows[i].read);
        EXPECT_TEXT(buf_text(&twice), buf_text(&once), rows[i].read);
        buf_free(&once);
        buf_free(&twice);
        xml_free(doc);
        xml_free(again);
        diag_free(d);
    }
#undef FIRST_LINE
}

void suite_xml_read(void)
{
    CU_pSuite s = CU_add_suite("xml_read", NULL, NULL);
    CU_add_test(s, "syntax errors", test_syntax_errors);
    CU_add_test(s, "indents", test_indents);
    CU_add_test(s, "what cannot be read", test_what_cannot_be_read);
    CU_add_test(s, "limits", test_limits);
    CU_add_test(s, "namespaces in scope are limited", test_namespaces_in_scope_are_limited);
    CU_add_test(s, "encodings", test_encodings);
    CU_add_test(s, "surrogate pair", test_surrogate_pair);
    CU_add_test(s, "places", test_places);
    CU_add_test(s, "places of attributes", test_places_of_attributes);
    CU_add_test(s, "places of what was not read", test_places_of_what_was_not_read);
    CU_add_test(s, "large documents", test_large_documents);
    CU_add_test(s, "a long tag at the end of a large document", test_long_tag_at_the_end_of_a_large_document);
    CU_add_test(s, "source lines", test_source_lines);
    CU_add_test(s, "files", test_files);
    CU_add_test(s, "messages name the culprit", test_messages_name_the_culprit);
    CU_add_test(s, "many errors", test_many_errors);
    CU_add_test(s, "written back", test_written_back);
}
