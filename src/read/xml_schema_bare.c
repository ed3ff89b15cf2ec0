/* xml_schema_bare.c: a value without the element that says of which kind it is: <consuntivo anno="2026">4</consuntivo>. */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "read/absence.h"
#include "read/xml_schema_mend.h"
#include "read/xml_schema_priv.h"

#define BLANKS " \t\r\n"
#define NEIGHBOURS 20   /* that are asked which kind their values are of */

static bool is_among(const char *name, const char *const *names)
{
    for (; *names != NULL; names++)
        if (strcmp(*names, name) == 0)
            return true;
    return false;
}

/* Appends TEXT as the element NAME would have it; false when it cannot. */
static bool fits(struct buf *out, const struct validation *v, const char *name, const char *text)
{
    const struct schema_names *n = &v->schema->names;
    const char *type = names_type(n, name, NULL), *builtin = type != NULL ? names_builtin(n, type) : NULL;
    const char **words = type != NULL ? names_enumeration(n, v->arena, type) : NULL, *word;
    if (builtin == NULL || words == NULL)
        return false;
    bool number = strcmp(builtin, "decimal") == 0 || mend_is_integer(builtin);
    if (words[0] != NULL) {
        word = mend_word(text, words);
        buf_str(out, word != NULL ? word : "");
        return word != NULL;
    }
    if (number && mend_is_plain(text, true)) {
        buf_str(out, text);
        return true;
    }
    if (number || strcmp(builtin, "date") == 0)
        return mend_value(out, text, builtin) != MEND_NONE;
    buf_str(out, text);
    return true;
}

/* The element that TEXT in PARENT may stand in: as in the elements before, as its unit says, or the first that has it. */
static const char *find_kind(struct buf *out, const struct validation *v, const xmlNode *parent, const char *const *expected, const char *text)
{
    int left = NEIGHBOURS;
    const char *kind = mend_kind(text);
    if (kind != NULL && is_among(kind, expected) && fits(out, v, kind, text))
        return kind;
    for (const xmlNode *p = parent->prev; p != NULL && left > 0; p = p->prev, left--) {
        const xmlNode *value = schema_first_element(p);
        if (value != NULL && is_among((const char *)value->name, expected) && fits(out, v, (const char *)value->name, text))
            return (const char *)value->name;
    }
    for (; *expected != NULL; expected++)
        if (fits(out, v, *expected, text))
            return *expected;
    return NULL;
}

bool schema_explain_bare(struct validation *v, const struct schema_error *e, const char *const *expected)
{
    const xmlNode *node = schema_first_text(e->element);
    if (node == NULL || schema_first_element(e->element) != NULL)
        return false;
    const char *text = (const char *)node->content + strspn((const char *)node->content, BLANKS), *kind, *stato;
    size_t len = strlen(text);
    while (len > 0 && strchr(BLANKS, text[len - 1]) != NULL)
        len--;
    text = schema_kept(v, arena_strndup(v->arena, text, len));
    struct buf value = BUF_INIT, written = BUF_INIT;
    stato = absence_stato(text, len);
    if (stato != NULL && is_among("assente", expected))
        buf_printf(&written, "<assente stato=\"%s\">%s</assente>", stato, text);
    else if ((kind = find_kind(&value, v, e->element, expected, text)) != NULL)
        buf_printf(&written, "<%s>%s</%s>", kind, buf_text(&value), kind);
    bool found = written.len > 0;
    v->no_memory = v->no_memory || value.failed || written.failed;
    if (found) {
        schema_add_names(v, e, DIAG_VALUE_BARE, (const char *)e->element->name, text, buf_text(&written), "");
        schema_at_text(v, node);
    }
    buf_free(&value);
    buf_free(&written);
    return found;
}
