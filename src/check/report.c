/* report.c: how rules report: places in the plan's words, figures as Italian documents print them, lists kept short. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/number.h"
#include "base/utf8.h"
#include "check/place.h"
#include "check/rule.h"
#include "read/xml_read.h"

/* How many things a message about the whole document names. */
#define MOST_NAMED 40

/* ---------------------------------------------------------------- messages */

static const char *words(struct check *c, const xmlNode *node)
{
    buf_clear(&c->scratch);
    place_words(&c->scratch, node);
    return c->scratch.len > 0 ? buf_text(&c->scratch) : NULL;
}

void check_report(struct check *c, enum diag_code code, const xmlNode *node, const char *const *args)
{
    struct diag_place at = xml_place(c->plan->doc, node, words(c, node));
    diag_report(c->diag, code, &at, args);
}

void check_report_attr(struct check *c, enum diag_code code, const xmlNode *node, const char *attr, const char *const *args)
{
    struct diag_place at = xml_attribute_place(c->plan->doc, node, attr, words(c, node));
    diag_report(c->diag, code, &at, args);
}

/* ---------------------------------------------------------------- strings */

/* What B holds, as a string of the check. B is freed. */
static const char *keep(struct check *c, struct buf *b)
{
    const char *text = b->failed ? NULL : arena_strdup(c->arena, buf_text(b));
    buf_free(b);
    if (text == NULL)
        c->no_memory = true;
    return text != NULL ? text : "";
}

const char *check_print(struct check *c, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *text = len >= 0 ? arena_alloc(c->arena, (size_t)len + 1) : NULL;
    if (text == NULL) {
        c->no_memory = true;
        return "";
    }
    va_start(args, format);
    vsnprintf(text, (size_t)len + 1, format, args);
    va_end(args);
    return text;
}

static void add_text_of(struct buf *b, const xmlNode *n)
{
    xmlChar *text = xmlNodeGetContent(n);
    buf_str(b, text != NULL ? (const char *)text : "");
    xmlFree(text);
}

/* Words and absences as they are printed; a computed fraction with the decimals it needs, at most 4. */
static void add_valore(struct buf *b, const struct valore *v, const char *unita)
{
    if (v->elemento != NULL && (v->tipo == VALORE_PAROLE || v->tipo == VALORE_ASSENTE)) {
        size_t before = b->len;
        add_text_of(b, v->elemento);
        if (b->len > before)
            return;
    }
    if (v->tipo == VALORE_ASSENTE)
        buf_str(b, "–");
    else
        valore_print(b, v, unita);
}

const char *check_valore(struct check *c, const struct valore *v, const char *unita)
{
    struct buf b = BUF_INIT;
    add_valore(&b, v, unita);
    return keep(c, &b);
}

const char *check_richiesta(struct check *c, const struct richiesta *r, const char *unita)
{
    struct buf b = BUF_INIT;
    const char *sign = attain_sign(r->comparatore);
    buf_printf(&b, "%s%s", sign, *sign != '\0' ? " " : "");
    add_valore(&b, &r->v, unita);
    return keep(c, &b);
}

const char *check_number(struct check *c, const mpq_t q, int decimals)
{
    struct buf b = BUF_INIT;
    number_italian(&b, q, decimals);
    return keep(c, &b);
}

const char *check_label(struct check *c, const xmlNode *n)
{
    struct buf b = BUF_INIT;
    place_label(&b, n);
    return keep(c, &b);
}

const char *check_short(struct check *c, const char *text, size_t most)
{
    const char *s = text, *end = text + strlen(text);
    for (size_t n = 0; n < most && s < end; n++)
        utf8_next(&s, end);
    return s == end ? text : check_print(c, "%.*s…", (int)(s - text), text);
}

/* ---------------------------------------------------------------- once for the document */

void elenco_add(const struct check *c, struct elenco *e, const xmlNode *n)
{
    long line = 0, column = 0;
    if (e->count++ >= MOST_NAMED)
        return;
    if (e->count > 1)
        buf_str(&e->names, ", ");
    place_label(&e->names, n);
    if (plan_attr(n, "codice") == NULL && xml_position(c->plan->doc, n, &line, &column))
        buf_printf(&e->names, ":%ld", line);   /* several things may have one name */
}

void elenco_report(struct check *c, enum diag_code code, struct elenco *e, size_t of)
{
    if (e->count > MOST_NAMED)
        buf_printf(&e->names, " … (+%zu)", e->count - MOST_NAMED);
    if (e->names.failed)
        c->no_memory = true;
    if (e->count > 0)
        check_say(c, code, c->plan->root, check_print(c, "%zu", e->count), check_print(c, "%zu", of), buf_text(&e->names));
    buf_free(&e->names);
}
