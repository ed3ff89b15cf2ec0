/* xml_write.c: a document's tree back to text, in the form that libxml2 gives it. Its own writer passes every name and sign
 * through three buffers, and took four times as long: 4 % of a large report. */
#include "read/xml_write.h"

#include <string.h>

#include "base/buf.h"
#include "read/xml_read.h"

static const char *text_of(const xmlChar *s)
{
    return (const char *)s;
}

/* ---- escaped text ---- */

static const char *entity_of(char c)
{
    static const char *const entities[] = {
        ['<'] = "&lt;", ['>'] = "&gt;", ['&'] = "&amp;", ['"'] = "&quot;", ['\t'] = "&#9;", ['\n'] = "&#10;", ['\r'] = "&#13;",
    };
    return entities[(unsigned char)c];
}

/* S, each of its characters that is in SPECIAL as an entity. */
static void put_escaped(struct buf *out, const char *s, const char *special)
{
    for (;;) {
        size_t plain = strcspn(s, special);
        buf_add(out, s, plain);
        s += plain;
        if (*s == '\0')
            return;
        buf_str(out, entity_of(*s++));
    }
}

/* What a text must not hold as it is; an attribute, whose other blanks would be read back as spaces; the name of a namespace,
 * in which libxml2 leaves entities as they were written. */
#define IN_TEXT      "<>&\r"
#define IN_ATTRIBUTE "<>&\"\t\n\r"
#define IN_NAMESPACE "\""

static void put_value(struct buf *out, const char *value, const char *special)
{
    buf_str(out, "=\"");
    put_escaped(out, value, special);
    buf_char(out, '"');
}

/* ---- nodes ---- */

static void put_name(struct buf *out, const xmlNs *ns, const xmlChar *name)
{
    if (ns != NULL && ns->prefix != NULL) {
        buf_str(out, text_of(ns->prefix));
        buf_char(out, ':');
    }
    buf_str(out, text_of(name));
}

static void put_namespaces(struct buf *out, const xmlNode *n)
{
    for (const xmlNs *ns = n->nsDef; ns != NULL; ns = ns->next) {
        buf_str(out, ns->prefix != NULL ? " xmlns:" : " xmlns");
        buf_str(out, ns->prefix != NULL ? text_of(ns->prefix) : "");
        put_value(out, ns->href != NULL ? text_of(ns->href) : "", IN_NAMESPACE);
    }
}

static void put_attributes(struct buf *out, const xmlNode *n)
{
    for (const xmlAttr *a = n->properties; a != NULL; a = a->next) {
        buf_char(out, ' ');
        put_name(out, a->ns, a->name);
        put_value(out, a->children != NULL && a->children->content != NULL ? text_of(a->children->content) : "", IN_ATTRIBUTE);
    }
}

static void put_start(struct buf *out, const xmlNode *n)
{
    buf_char(out, '<');
    put_name(out, n->ns, n->name);
    put_namespaces(out, n);
    put_attributes(out, n);
    buf_str(out, n->children != NULL ? ">" : "/>");
}

static void put_end(struct buf *out, const xmlNode *n)
{
    buf_str(out, "</");
    put_name(out, n->ns, n->name);
    buf_char(out, '>');
}

static void put_text(struct buf *out, const xmlNode *n)
{
    if (n->content != NULL)
        put_escaped(out, text_of(n->content), IN_TEXT);
}

static void put_comment(struct buf *out, const xmlNode *n)
{
    buf_str(out, "<!--");
    buf_str(out, n->content != NULL ? text_of(n->content) : "");
    buf_str(out, "-->");
}

static void put_instruction(struct buf *out, const xmlNode *n)
{
    buf_str(out, "<?");
    buf_str(out, text_of(n->name));
    if (n->content != NULL) {
        buf_char(out, ' ');
        buf_str(out, text_of(n->content));
    }
    buf_str(out, "?>");
}

/* The kinds of nodes that xml_read makes: CDATA sections are text by then, entities and DTDs were refused. */
static void put_node(struct buf *out, const xmlNode *n)
{
    static void (*const put[])(struct buf *out, const xmlNode *n) = {
        [XML_ELEMENT_NODE] = put_start, [XML_TEXT_NODE] = put_text, [XML_COMMENT_NODE] = put_comment, [XML_PI_NODE] = put_instruction,
    };
    put[n->type](out, n);
}

/* What follows N in the tree below TOP, after the end tags that stand between; NULL after the last. */
static const xmlNode *next_node(struct buf *out, const xmlNode *top, const xmlNode *n)
{
    if (n->type == XML_ELEMENT_NODE && n->children != NULL)
        return n->children;
    while (n != top && n->next == NULL) {
        n = n->parent;
        put_end(out, n);
    }
    return n != top ? n->next : NULL;
}

/* ---- the document ---- */

static void put_declaration(struct buf *out, const xmlDoc *tree)
{
    buf_str(out, "<?xml version");
    put_value(out, tree->version != NULL ? text_of(tree->version) : "1.0", IN_ATTRIBUTE);
    buf_str(out, " encoding=\"UTF-8\"");
    if (tree->standalone >= 0)
        buf_str(out, tree->standalone > 0 ? " standalone=\"yes\"" : " standalone=\"no\"");
    buf_str(out, "?>\n");
}

bool xml_write(const struct xml_doc *doc, struct buf *out)
{
    const xmlDoc *tree = xml_tree(doc);
    put_declaration(out, tree);
    for (const xmlNode *top = tree->children; top != NULL; top = top->next) {
        for (const xmlNode *n = top; n != NULL; n = next_node(out, top, n))
            put_node(out, n);
        buf_char(out, '\n');
    }
    return !out->failed;
}
