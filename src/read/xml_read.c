/* xml_read.c: parses a text that was found harmless, and notes at each element where its start tag is. */
#include "read/xml_read.h"

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "read/xml_error.h"
#include "read/xml_prolog.h"
#include "read/xml_scan.h"
#include "read/xml_source.h"
#include "read/xml_syntax.h"

#define MAX_NAMESPACES 200   /* in scope at once; looking up a prefix costs as much */

struct xml_doc {
    struct xml_source source;
    xmlDocPtr tree;
};

/* What the callbacks of one parse share, at ctxt->_private. */
struct reading {
    const struct xml_source *source;
    struct diag *d;
    size_t given, nodes;       /* bytes handed to the parser; what it made of them */
    const xmlChar *known_uri;  /* a namespace that was looked at: the parser has each one once */
    enum read_status status;   /* other than READ_OK once the parse was stopped, and told why */
    bool wrong;                /* the parser has found an error: the first is kept */
    int error;
    size_t error_offset;
    char error_text[160];
};

/* --- callbacks of the parser --- */

static size_t parser_offset(const xmlParserCtxt *ctxt, const struct reading *r)
{
    if (ctxt->input == NULL)
        return 0;
    size_t offset = ctxt->input->consumed + (size_t)(ctxt->input->cur - ctxt->input->base);
    return offset < r->source->len ? offset : r->source->len;
}

/* The last "<" up to OFFSET: that of the start tag whose end the parser is at, since no "<" can stand inside a tag. */
static size_t last_less(const struct xml_source *s, size_t offset)
{
    const char *p = s->text + (offset < s->len ? offset : s->len - 1);
    while (p > s->text && *p != '<')
        p--;
    return (size_t)(p - s->text);
}

static size_t tag_offset(const xmlParserCtxt *ctxt, const struct reading *r)
{
    return last_less(r->source, parser_offset(ctxt, r));
}

static void stop(xmlParserCtxtPtr ctxt, enum diag_code code, const char *arg, enum read_status status)
{
    struct reading *r = ctxt->_private;
    if (r->status == READ_OK) {
        struct diag_place at = source_place(r->source, tag_offset(ctxt, r));
        diag_say(r->d, code, &at, arg);
        r->status = status;
    }
    xmlStopParser(ctxt);
}

static void stop_at_limit(xmlParserCtxtPtr ctxt, enum diag_code code, long limit)
{
    char number[24];
    snprintf(number, sizeof number, "%ld", limit);
    stop(ctxt, code, number, READ_LIMIT);
}

/* Counts what was read; false when it was too much, and the parse has been stopped. */
static bool count_nodes(xmlParserCtxtPtr ctxt, int more)
{
    struct reading *r = ctxt->_private;
    r->nodes += (size_t)more;
    if (r->nodes > XML_MAX_NODES)
        stop_at_limit(ctxt, DIAG_TOO_MANY_NODES, XML_MAX_NODES);
    else if (ctxt->nameNr >= XML_MAX_LEVELS)
        stop_at_limit(ctxt, DIAG_TOO_DEEP, XML_MAX_LEVELS);
    else if (ctxt->nsNr / 2 > MAX_NAMESPACES)
        stop_at_limit(ctxt, DIAG_TOO_MANY_NAMESPACES, MAX_NAMESPACES);
    return r->status == READ_OK;
}

static bool is_xinclude(const xmlChar *uri)
{
    return uri != NULL && strstr((const char *)uri, "www.w3.org/") != NULL && strstr((const char *)uri, "/XInclude") != NULL;
}

/* What an identifier is, is the schema's to say: the parser need not ask of every attribute whether it is one. */
static void start_document(void *context)
{
    xmlParserCtxtPtr ctxt = context;
    ctxt->loadsubset |= XML_SKIP_IDS;
    xmlSAX2StartDocument(ctxt);
}

static void start_element(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespace_count,
                          const xmlChar **namespaces, int attribute_count, int defaulted, const xmlChar **attributes)
{
    xmlParserCtxtPtr ctxt = context;
    struct reading *r = ctxt->_private;
    if (!count_nodes(ctxt, 1 + namespace_count + attribute_count))
        return;
    if (uri != r->known_uri && is_xinclude(uri)) {
        stop(ctxt, DIAG_XINCLUDE, (const char *)name, READ_CANNOT);
        return;
    }
    r->known_uri = uri;
    xmlSAX2StartElementNs(ctxt, name, prefix, uri, namespace_count, namespaces, attribute_count, defaulted, attributes);
    if (ctxt->node != NULL && ctxt->node->_private == NULL)
        ctxt->node->_private = (void *)(uintptr_t)(parser_offset(ctxt, r) + 1);
}

static void comment(void *context, const xmlChar *text)
{
    if (count_nodes(context, 1))
        xmlSAX2Comment(context, text);
}

static void instruction(void *context, const xmlChar *target, const xmlChar *data)
{
    if (count_nodes(context, 1))
        xmlSAX2ProcessingInstruction(context, target, data);
}

/* The prolog was searched for a DTD already; if one got past, it stops here, before anything of it is read. */
static void refuse_subset(void *context, const xmlChar *name, const xmlChar *external_id, const xmlChar *system_id)
{
    (void)name;
    (void)external_id;
    (void)system_id;
    stop(context, DIAG_DTD, "", READ_CANNOT);
}

static xmlParserInputPtr refuse_entity(void *context, const xmlChar *public_id, const xmlChar *system_id)
{
    (void)public_id;
    (void)system_id;
    stop(context, DIAG_DTD, "", READ_CANNOT);
    return NULL;
}

/* One error is enough, syntax_explain looks for the others. Here xmlStopParser would free what the parser still reads. */
static void note_error(void *context, error_pointer error)
{
    xmlParserCtxtPtr ctxt = context;
    struct reading *r = ctxt->_private;
    if (error->level < XML_ERR_ERROR || r->wrong)
        return;
    r->wrong = true;
    r->error = error->code;
    r->error_offset = parser_offset(ctxt, r);
    snprintf(r->error_text, sizeof r->error_text, "%s", error->message != NULL ? error->message : "");
    r->error_text[strcspn(r->error_text, "\n")] = '\0';
    ctxt->disableSAX = 1;
    ctxt->instate = XML_PARSER_EOF;
}

static void set_callbacks(xmlParserCtxtPtr ctxt, struct reading *r)
{
    ctxt->_private = r;
    ctxt->sax->startDocument = start_document;
    ctxt->sax->startElementNs = start_element;
    ctxt->sax->comment = comment;
    ctxt->sax->processingInstruction = instruction;
    ctxt->sax->internalSubset = refuse_subset;
    ctxt->sax->externalSubset = refuse_subset;
    ctxt->sax->resolveEntity = refuse_entity;
    ctxt->sax->serror = note_error;
}

/* --- from bytes to a tree --- */

static enum read_status out_of_memory(const struct xml_source *s, struct diag *d)
{
    struct diag_place at = {.file = buf_text(&s->name)};
    diag_say0(d, DIAG_NO_MEMORY, &at);
    return READ_LIMIT;
}

/* libxml2 tells its limits on lengths in words only. */
static bool is_length_limit(const struct reading *r)
{
    static const char *const words[] = {"too long", "too big", "huge", "Huge", "XML_PARSE_HUGE"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strstr(r->error_text, words[i]) != NULL)
            return true;
    return r->error == XML_ERR_NAME_TOO_LONG;
}

static bool is_in_declaration(const struct reading *r)
{
    const char *text = r->source->text, *end = text + r->source->len;
    const char *past = scan_begins(text, end, "<?xml") ? scan_past(text, end, ">") : NULL;
    return past != NULL && r->error_offset <= (size_t)(past - text);
}

static enum read_status explain_failure(const struct reading *r)
{
    struct diag_place at = source_place(r->source, r->error_offset);
    if (r->status != READ_OK)
        return r->status;
    if (is_length_limit(r)) {
        at = source_place(r->source, last_less(r->source, r->error_offset));
        diag_say0(r->d, DIAG_TEXT_TOO_LONG, &at);
        return READ_LIMIT;
    }
    if (r->error == XML_ERR_NO_MEMORY)
        return out_of_memory(r->source, r->d);
    size_t told = syntax_explain(r->source, r->d);
    if (told == SIZE_MAX)
        return out_of_memory(r->source, r->d);
    if (told == 0 && is_in_declaration(r))
        diag_say0(r->d, DIAG_DECLARATION_BROKEN, &at);
    else if (told == 0)
        diag_say(r->d, DIAG_SYNTAX, &at, r->error_text);
    return READ_MALFORMED;
}

/* The text is handed over in pieces: from memory libxml2 would copy it whole, and refuse a tag at the end of a large one. */
static int give_text(void *context, char *buffer, int size)
{
    struct reading *r = context;
    size_t left = r->source->len - r->given;
    size_t len = left < (size_t)size ? left : (size_t)size;
    memcpy(buffer, r->source->text + r->given, len);
    r->given += len;
    return (int)len;
}

/* IGNORE_ENC: the text is UTF-8 by now, whatever its declaration says. COMPACT: texts of up to 15 bytes stand within their
 * nodes (3 % of the time of a large plan). */
static enum read_status parse(struct xml_doc *doc, struct diag *d)
{
    struct reading r = {.source = &doc->source, .d = d};
    xmlParserCtxtPtr ctxt = xmlNewParserCtxt();
    if (ctxt == NULL)
        return out_of_memory(&doc->source, d);
    set_callbacks(ctxt, &r);
    doc->tree = xmlCtxtReadIO(ctxt, give_text, NULL, &r, NULL, NULL,
                              XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_IGNORE_ENC | XML_PARSE_COMPACT);
    xmlFreeParserCtxt(ctxt);
    if (doc->tree == NULL || r.wrong || r.status != READ_OK)
        return explain_failure(&r);
    doc->tree->_private = doc;
    return READ_OK;
}

static enum read_status check_tags(const struct xml_doc *doc, struct diag *d)
{
    const struct xml_source *s = &doc->source;
    const char *crowded = scan_crowded_tag(s->text, s->len, XML_MAX_ATTRIBUTES);
    if (crowded == NULL)
        return READ_OK;
    char number[24];
    struct diag_place at = source_place(s, (size_t)(crowded - s->text));
    snprintf(number, sizeof number, "%d", XML_MAX_ATTRIBUTES);
    diag_say(d, DIAG_TOO_MANY_ATTRIBUTES, &at, number);
    return READ_LIMIT;
}

/* DOC, whose source was loaded with STATUS, becomes the caller's, or is freed. */
static enum read_status finish(struct xml_doc **out, struct xml_doc *doc, enum read_status status, struct diag *d)
{
    size_t first = diag_count(d);
    if (status == READ_OK)
        status = prolog_check_bytes(&doc->source, d);
    if (status == READ_OK)
        status = source_decode(&doc->source, d);
    if (status == READ_OK)
        status = prolog_check_text(&doc->source, d);
    if (status == READ_OK)
        status = check_tags(doc, d);
    if (status == READ_OK)
        status = parse(doc, d);
    if (status == READ_OK) {
        *out = doc;
    } else {
        xml_quote(doc, d, first, DIAG_NOTA);
        xml_free(doc);
    }
    return status;
}

static struct xml_doc *doc_new(struct xml_doc **out, struct diag *d)
{
    struct xml_doc *doc = calloc(1, sizeof *doc);
    *out = NULL;
    if (doc == NULL)
        diag_say0(d, DIAG_NO_MEMORY, NULL);
    return doc;
}

enum read_status xml_read(struct xml_doc **out, const char *path, size_t limit, struct diag *d)
{
    struct xml_doc *doc = doc_new(out, d);
    return doc != NULL ? finish(out, doc, source_load(&doc->source, path, limit, d), d) : READ_LIMIT;
}

enum read_status xml_read_memory(struct xml_doc **out, const char *name, const void *data, size_t len, struct diag *d)
{
    struct xml_doc *doc = doc_new(out, d);
    return doc != NULL ? finish(out, doc, source_load_memory(&doc->source, name, data, len, d), d) : READ_LIMIT;
}

void xml_drop_tree(struct xml_doc *doc)
{
    xmlFreeDoc(doc->tree);
    doc->tree = NULL;
}

void xml_free(struct xml_doc *doc)
{
    if (doc == NULL)
        return;
    xmlFreeDoc(doc->tree);
    source_free(&doc->source);
    free(doc);
}

/* --- questions about a document --- */

xmlDocPtr xml_tree(const struct xml_doc *doc)
{
    return doc->tree;
}

xmlNodePtr xml_root(const struct xml_doc *doc)
{
    return xmlDocGetRootElement(doc->tree);
}

const struct xml_doc *xml_doc_of(const xmlNode *node)
{
    return node->doc != NULL ? node->doc->_private : NULL;
}

const char *xml_name(const struct xml_doc *doc)
{
    return buf_text(&doc->source.name);
}

static bool was_read(const xmlNode *node)
{
    return node->type == XML_ELEMENT_NODE && node->_private != NULL;
}

/* Where the start tag begins, looked for from its end, which is what was noted: few elements are ever asked. */
static size_t offset_of(const struct xml_doc *doc, const xmlNode *element)
{
    return last_less(&doc->source, (size_t)(uintptr_t)element->_private - 1);
}

/* A zeroed place and false for an OFFSET that is none. */
static bool answer(const struct xml_doc *doc, bool known, size_t offset, long *line, long *column)
{
    *line = *column = 0;
    if (known)
        lines_position(&doc->source.lines, offset, line, column);
    return known;
}

bool xml_position(const struct xml_doc *doc, const xmlNode *node, long *line, long *column)
{
    if (node != NULL && node->type == XML_NAMESPACE_DECL)   /* not a node: it has no parent */
        node = NULL;
    if (node != NULL && node->type == XML_ATTRIBUTE_NODE)
        return xml_attribute_position(doc, node->parent, (const char *)node->name, line, column);
    while (node != NULL && !was_read(node))
        node = node->type == XML_DOCUMENT_NODE ? NULL : node->parent;
    return answer(doc, node != NULL, node != NULL ? offset_of(doc, node) : 0, line, column);
}

bool xml_attribute_position(const struct xml_doc *doc, const xmlNode *element, const char *name, long *line, long *column)
{
    if (element == NULL || !was_read(element))
        return xml_position(doc, element, line, column);
    const struct xml_source *s = &doc->source;
    const char *tag = s->text + offset_of(doc, element);
    const char *attribute = scan_attribute(tag, s->text + s->len, name);
    return answer(doc, true, (size_t)((attribute != NULL ? attribute : tag) - s->text), line, column);
}

/* Behind the element before TEXT, or behind its parent's start tag when it is the first; NULL when neither was read. */
static const char *text_start(const struct xml_doc *doc, const xmlNode *text)
{
    const char *begin = doc->source.text, *end = begin + doc->source.len;
    const xmlNode *before = text->prev;
    bool empty;
    while (before != NULL && before->type != XML_ELEMENT_NODE)
        before = before->prev;
    if (before != NULL)
        return was_read(before) ? scan_element(begin + offset_of(doc, before), end) : NULL;
    return was_read(text->parent) ? scan_start_tag(begin + offset_of(doc, text->parent), end, &empty) : NULL;
}

bool xml_text_position(const struct xml_doc *doc, const xmlNode *text, long *line, long *column)
{
    const char *end = doc->source.text + doc->source.len;
    const char *p = text_start(doc, text), *past;
    if (p == NULL)
        return xml_position(doc, text->parent, line, column);
    for (p = scan_blanks(p, end); scan_begins(p, end, "<!--") && (past = scan_past(p, end, "-->")) != NULL;)
        p = scan_blanks(past, end);
    return answer(doc, true, (size_t)(p - doc->source.text), line, column);
}

struct diag_place xml_place(const struct xml_doc *doc, const xmlNode *node, const char *place)
{
    struct diag_place at = {.file = xml_name(doc), .place = place};
    xml_position(doc, node, &at.line, &at.column);
    return at;
}

struct diag_place xml_attribute_place(const struct xml_doc *doc, const xmlNode *element, const char *name, const char *place)
{
    struct diag_place at = {.file = xml_name(doc), .place = place};
    xml_attribute_position(doc, element, name, &at.line, &at.column);
    return at;
}

bool xml_source_line(const struct xml_doc *doc, long line, const char **text, size_t *len)
{
    return lines_get(&doc->source.lines, line, text, len);
}

void xml_text(const struct xml_doc *doc, const char **text, size_t *len)
{
    *text = doc->source.text;
    *len = doc->source.len;
}

bool xml_offset(const xmlNode *element, size_t *offset)
{
    bool known = was_read(element);
    *offset = known ? offset_of(xml_doc_of(element), element) : 0;
    return known;
}

void xml_quote(const struct xml_doc *doc, struct diag *d, size_t first, enum diag_level least)
{
    source_quote(&doc->source, d, first, least);
}

void xml_original(const struct xml_doc *doc, const void **data, size_t *len)
{
    *data = buf_text(&doc->source.original);
    *len = doc->source.original.len;
}
