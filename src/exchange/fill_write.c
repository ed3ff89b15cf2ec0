/* fill_write.c: one value of a table, written into a plan's text. */
#include "exchange/fill_write.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "compute/plan.h"
#include "exchange/splice.h"

static void add_escaped(struct buf *out, const char *text)
{
    static const char *const escapes[] = {['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;"};
    for (; *text != '\0'; text++) {
        unsigned char c = (unsigned char)*text;
        if (c < sizeof escapes / sizeof *escapes && escapes[c] != NULL)
            buf_str(out, escapes[c]);
        else
            buf_char(out, *text);
    }
}

static void add_attribute(struct buf *out, const char *name, const char *value)
{
    if (value == NULL)
        return;
    buf_printf(out, " %s=\"", name);
    add_escaped(out, value);
    buf_char(out, '"');
}

/* <numero>3</numero> */
static void add_value(struct buf *out, const char *prefix, const struct cell_value *v)
{
    const char *name = valore_name(v->tipo);
    buf_printf(out, "<%s%s", prefix, name);
    add_attribute(out, "unita", v->unita);
    add_attribute(out, "stato", v->stato);
    buf_char(out, '>');
    add_escaped(out, v->text);
    buf_printf(out, "</%s%s>", prefix, name);
}

static void add_note(struct buf *out, const char *prefix, const char *note)
{
    buf_printf(out, "<%snota>", prefix);
    add_escaped(out, note);
    buf_printf(out, "</%snota>", prefix);
}

/* The text of BUF, owned by A; NULL when memory is short. */
static const char *finish(struct buf *b, struct arena *a)
{
    const char *text = b->failed ? NULL : arena_strdup(a, buf_text(b));
    buf_free(b);
    return text;
}

/* The child of an osservato that is its value. */
static const xmlNode *value_of(const xmlNode *element)
{
    const xmlNode *n = plan_child(element, NULL);
    while (n != NULL && valore_type_of((const char *)n->name) == VALORE_NESSUNO)
        n = plan_next(n, NULL);
    return n;
}

static void report_wording(struct plan *p, const xmlNode *element, struct arena *a, struct diag *d)
{
    const xmlNode *wording = plan_child(element, "stampato");
    if (wording == NULL || plan_child(wording, "valore") != NULL)
        return;
    struct diag_place at = plan_place(p, wording);
    diag_say(d, DIAG_FILL_STAMPATO, &at, cell_words(wording, a));
}

/* Replaces or adds the note; *CHANGED when there is anything to do. */
static bool change_note(struct splice *s, const xmlNode *element, const char *prefix, const char *note, struct arena *a, bool *changed)
{
    const xmlNode *there = plan_child(element, "nota"), *after = plan_child(element, "stampato");
    const char *old = there != NULL ? cell_words(there, a) : "";
    struct buf text = BUF_INIT;
    if (old == NULL)
        return false;
    *changed = *note != '\0' && strcmp(old, note) != 0;
    if (!*changed)
        return true;
    add_note(&text, prefix, note);
    const char *nota = finish(&text, a);
    if (nota == NULL)
        return false;
    return there != NULL ? splice_replace(s, there, nota) : splice_insert(s, element, after ? after : value_of(element), 0, nota);
}

enum fill_outcome fill_change(struct splice *s, struct plan *p, xmlNode *element, const struct cell_value *value,
                              const struct cell_context *context, const char *note, struct arena *a, struct diag *d)
{
    const char *prefix = splice_prefix(s, element), *text = NULL;
    struct cell_value old;
    struct buf b = BUF_INIT;
    bool note_changed = false;
    if (prefix == NULL || !cell_of(&old, element, context, a) || !change_note(s, element, prefix, note, a, &note_changed))
        return FILL_NO_MEMORY;
    if (value->tipo == VALORE_NESSUNO || cell_same(&old, value))
        return note_changed ? FILL_WRITTEN : FILL_UNCHANGED;
    report_wording(p, element, a, d);
    add_value(&b, prefix, value);
    text = finish(&b, a);
    return text != NULL && splice_replace(s, value_of(element), text) ? FILL_WRITTEN : FILL_NO_MEMORY;
}

/* The children of an indicator and of a measure up to its values, in the order of the schema. */
static const char *const order[] = {
    "nome", "traduzione", "classi", "cosa-misura", "tipologia", "algoritmo", "misura", "formula", "fonte", "scala", "base", "ultimo", "target",
    "target-intermedio", "intermedio", "consuntivo", "valore",
};
enum { ORDERED = sizeof order / sizeof *order };

int fill_rank(const char *name)
{
    int rank = 0;
    while (rank < ORDERED && strcmp(order[rank], name) != 0)
        rank++;
    return rank;
}

static void add_date(struct buf *out, const char *name, struct date date)
{
    buf_printf(out, " %s=\"", name);
    date_iso(out, date);
    buf_char(out, '"');
}

enum fill_outcome fill_add(struct splice *s, const struct datum *datum, const struct cell_value *value, const char *note, struct arena *a)
{
    const char *prefix = splice_prefix(s, datum->owner), *name = datum_element(datum->kind);
    const xmlNode *after = NULL;
    struct buf b = BUF_INIT;
    int rank = fill_rank(name);
    if (prefix == NULL)
        return FILL_NO_MEMORY;
    for (const xmlNode *n = plan_child(datum->owner, NULL); n != NULL && fill_rank((const char *)n->name) <= rank; n = plan_next(n, NULL))
        after = n;
    buf_printf(&b, "<%s%s", prefix, name);
    if (datum->kind != DATUM_ULTIMO || datum->al.year != datum->anno)
        buf_printf(&b, " anno=\"%d\"", datum->anno);
    if (datum->al.year != 0)
        add_date(&b, "al", datum->al);
    add_attribute(&b, "parte", datum->parte);
    buf_char(&b, '>');
    add_value(&b, prefix, value);
    if (*note != '\0')
        add_note(&b, prefix, note);
    buf_printf(&b, "</%s%s>", prefix, name);
    const char *text = finish(&b, a);
    return text != NULL && splice_insert(s, datum->owner, after, rank, text) ? FILL_WRITTEN : FILL_NO_MEMORY;
}
