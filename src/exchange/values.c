/* values.c: the figures of a plan as a table to be filled in. */
#include "exchange/values.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "compute/plan.h"
#include "exchange/csv.h"
#include "exchange/datum.h"

static const char *const headings[VALUES_COLUMNS] = {
    [VALUES_CODICE] = "codice", [VALUES_ID] = "id",       [VALUES_NOME] = "nome",       [VALUES_UNITA] = "unità",   [VALUES_VOCE] = "voce",
    [VALUES_PARTE] = "parte",   [VALUES_PERIODO] = "periodo", [VALUES_VALORE] = "valore", [VALUES_NOTA] = "nota",
};

const char *values_heading(enum values_column column)
{
    return headings[column];
}

struct writing {
    struct plan *plan;
    const struct codes *codes;
    struct csv_out csv;
    struct arena *arena;
    struct buf text;      /* of one cell */
};

/* "2026", "30/06/2026", or "2026 al 31/01/2027" of a day beyond its year. */
static void write_period(struct buf *out, const struct datum *f)
{
    if (f->al.year == 0 || f->al.year != f->anno)
        buf_printf(out, "%d%s", f->anno, f->al.year != 0 ? " al " : "");
    if (f->al.year != 0)
        date_italian(out, f->al);
}

static void put(struct writing *w)
{
    csv_put(&w->csv, buf_text(&w->text));
    buf_clear(&w->text);
}

/* The row of F, whose value is in ELEMENT (NULL: none yet). */
static bool write_row(struct writing *w, const struct datum *f, const xmlNode *element)
{
    const struct cell_context context = datum_context(f, w->codes);
    struct cell_value value = {0};
    if (element != NULL && !cell_of(&value, element, &context, w->arena))
        return false;
    csv_put(&w->csv, datum_code(f->owner));
    csv_put(&w->csv, plan_attr(f->owner, "id"));
    csv_put(&w->csv, cell_words(datum_name(f->owner), w->arena));
    csv_put(&w->csv, plan_attr(f->owner, "unita"));
    csv_put(&w->csv, datum_kind_name(f->kind));
    csv_put(&w->csv, f->parte);
    write_period(&w->text, f);
    put(w);
    cell_write(&w->text, &value, &context, w->arena);
    put(w);
    csv_put(&w->csv, cell_words(plan_child(element, "nota"), w->arena));
    csv_end_row(&w->csv);
    return !w->text.failed;
}

/* The row of F, unless the plan has its value. */
static bool write_missing(struct writing *w, const struct datum *f)
{
    return datum_find(w->plan, f, 0) != NULL || write_row(w, f, NULL);
}

/* Whether the value of OWNER follows from measures: by its formula, or because it has a single measure. */
static bool is_computed(const xmlNode *owner)
{
    const xmlNode *misura = plan_child(owner, "misura");
    return plan_child(owner, "formula") != NULL || (misura != NULL && plan_next(misura, "misura") == NULL);
}

/* Whether values of OWNER like those to be filled are given by parts, so that each part asks for its own. */
static bool has_parts(const xmlNode *owner, enum datum_kind kind)
{
    const char *name = datum_element(kind);
    for (const xmlNode *e = plan_attr(owner, "parti") != NULL ? plan_child(owner, name) : NULL; e != NULL; e = plan_next(e, name))
        if (plan_attr(e, "parte") != NULL)
            return true;
    return false;
}

/* Whether an element before E names the same part. */
static bool is_named_before(const xmlNode *owner, const xmlNode *e, const char *parte)
{
    const xmlNode *before = plan_child(owner, (const char *)e->name);
    while (before != e && !plan_attr_is(before, "parte", parte))
        before = plan_next(before, (const char *)e->name);
    return before != e;
}

/* A row for each part that the values of OWNER name and that has none of F's period. */
static bool write_missing_parts(struct writing *w, const xmlNode *owner, struct datum f)
{
    const char *name = datum_element(f.kind);
    bool ok = true;
    for (const xmlNode *e = plan_child(owner, name); ok && e != NULL; e = plan_next(e, name)) {
        f.parte = plan_attr(e, "parte");
        if (f.parte != NULL && !is_named_before(owner, e, f.parte))
            ok = write_missing(w, &f);
    }
    return ok;
}

/* The rows of OWNER that are to be filled: one, or one for each condition of its target, or for each part. */
static bool write_to_fill(struct writing *w, xmlNode *owner)
{
    struct datum f = {.owner = owner};
    const xmlNode *condition;
    bool ok = true;
    datum_current_period(&f, w->plan);
    f.kind = plan_is(owner, "misura") ? DATUM_MISURA : f.al.year != 0 ? DATUM_INTERMEDIO : DATUM_CONSUNTIVO;
    if (!datum_can_be(owner, f.kind) || is_computed(owner))
        return true;
    if (f.al.year == 0 && plan_attr(owner, "periodi") != NULL)   /* the last stretch ends with the year */
        f.al = (struct date){f.anno, 12, 31};
    if (has_parts(owner, f.kind))
        return write_missing_parts(w, owner, f);
    if (f.kind == DATUM_MISURA || datum_condition(owner, f.anno, 0) == NULL)
        return write_missing(w, &f);
    for (size_t i = 0; ok && (condition = datum_condition(owner, f.anno, i)) != NULL; i++) {
        f.parte = plan_attr(condition, "parte");
        ok = write_missing(w, &f);
    }
    return ok;
}

static bool write_owner(struct writing *w, xmlNode *owner)
{
    struct datum f;
    for (const xmlNode *e = plan_child(owner, NULL); e != NULL; e = plan_next(e, NULL))
        if (datum_of(&f, w->plan, owner, e) && !write_row(w, &f, e))
            return false;
    return write_to_fill(w, owner);
}

bool values_write(struct plan *p, const struct codes *codes, struct buf *out, struct diag *d)
{
    struct writing w = {.plan = p, .codes = codes, .arena = arena_new()};
    bool ok = w.arena != NULL;
    csv_begin(&w.csv, out);
    for (int i = 0; i < VALUES_COLUMNS; i++)
        csv_put(&w.csv, headings[i]);
    csv_end_row(&w.csv);
    for (xmlNode *n = p->root; ok && n != NULL; n = plan_walk(p, n))
        if (datum_is_owner(n))
            ok = write_owner(&w, n);
    ok = ok && !out->failed && !arena_starved(w.arena);
    if (!ok)
        diag_say0(d, DIAG_NO_MEMORY, NULL);
    buf_free(&w.text);
    arena_free(w.arena);
    return ok;
}
