/* export_indicators.c: the table of indicators: a row for each year and each day they have a target or a value of. */
#include <stdlib.h>

#include "base/arena.h"
#include "compute/plan.h"
#include "exchange/export_parts.h"

static const char *const headings[] = {
    "codice", "id", "codice di sistema", "codice standard", "indicatore", "livello", "codice obiettivo", "obiettivo", "tipologia", "unità",
    "peso", "anno", "al", "comparatore", "target", "target precedenti", "valore", "provvisorio", "grado", "valutazione", "fonte", "algoritmo",
    "responsabili", "nota", "causa dello scostamento", "azione correttiva", NULL,
};

/* What an indicator has for one period: in this order a computed value comes before others. */
enum entry_kind { ENTRY_TARGET, ENTRY_COMPUTED, ENTRY_WRITTEN, ENTRY_GRADO };

struct entry {
    struct periodo quando;
    enum entry_kind kind;
    size_t order;
    const xmlNode *node;
};

static const struct {
    const char *name;
    enum entry_kind kind, computed;   /* as a child of the indicator, and of its calcoli */
} children[] = {
    {"target", ENTRY_TARGET, ENTRY_TARGET},       {"base", ENTRY_WRITTEN, ENTRY_COMPUTED},
    {"ultimo", ENTRY_WRITTEN, ENTRY_COMPUTED},    {"intermedio", ENTRY_WRITTEN, ENTRY_COMPUTED},
    {"consuntivo", ENTRY_WRITTEN, ENTRY_COMPUTED}, {"grado", ENTRY_GRADO, ENTRY_GRADO},
};

/* Adds the entries among the children of PARENT to ENTRIES (NULL: only counts); returns how many there are. */
static size_t collect(const struct export *e, const xmlNode *parent, bool computed, struct entry *entries)
{
    size_t count = 0;
    for (const xmlNode *n = plan_child(parent, NULL); n != NULL; n = plan_next(n, NULL))
        for (size_t i = 0; i < sizeof children / sizeof *children; i++)
            if (plan_is(n, children[i].name) && (computed || children[i].kind != ENTRY_GRADO)) {
                if (entries != NULL)
                    entries[count] = (struct entry){periodo_of(n, e->plan->anno), computed ? children[i].computed : children[i].kind, count, n};
                count++;
            }
    return count;
}

static int compare(const void *left, const void *right)
{
    const struct entry *a = left, *b = right;
    int order = periodo_compare(a->quando, b->quando);
    if (order == 0)
        order = (int)a->kind - (int)b->kind;
    return order != 0 ? order : a->order < b->order ? -1 : a->order > b->order;
}

static void put_identity(struct export *e, const xmlNode *i)
{
    const xmlNode *node = plan_ancestor(i->parent, "nodo");
    const char *livello = plan_attr(node, "livello");
    export_attribute(e, i, "codice");
    export_attribute(e, i, "id");
    export_attribute(e, i, "codice-sistema");
    export_attribute(e, i, "codice-standard");
    export_words(e, plan_child(i, "nome"));
    export_attribute(e, livello != NULL ? plan_find(e->plan, livello) : NULL, "nome");
    export_attribute(e, node, "codice");
    export_words(e, plan_child(node, "titolo"));
    export_words(e, plan_child(i, "tipologia"));
    export_attribute(e, i, "unita");
    export_peso(e, i);
}

/* Comparatore, target, and those that it has replaced. */
static void put_target(struct export *e, const xmlNode *target)
{
    csv_put(&e->csv, export_comparatore(plan_attr(target, "comparatore")));
    export_add_target(e, target);
    export_put(e);
    for (const xmlNode *old = plan_child(target, "precedente"); old != NULL; old = plan_next(old, "precedente")) {
        const char *until = plan_attr(old, "fino-al");
        const char *comparatore = export_comparatore(plan_attr(old, "comparatore"));
        buf_printf(&e->text, "%s%s%s", e->text.len > 0 ? "; " : "", comparatore, *comparatore != '\0' ? " " : "");
        export_add_target(e, old);
        if (until != NULL)
            buf_printf(&e->text, " (fino al %.2s/%.2s/%.4s)", until + 8, until + 5, until);
    }
    export_put(e);
}

/* Valore and provvisorio: the computed one, else all that were written, each with its part. */
static void put_values(struct export *e, const struct entry *first, const struct entry *end)
{
    bool provisional = false, computed = false;
    for (const struct entry *v = first; v < end; v++) {
        const char *part = plan_attr(v->node, "parte");
        if ((v->kind != ENTRY_COMPUTED && v->kind != ENTRY_WRITTEN) || computed)
            continue;
        computed = v->kind == ENTRY_COMPUTED;
        provisional = provisional || plan_attr_is(v->node, "provvisorio", "si");
        buf_printf(&e->text, "%s%s%s", e->text.len > 0 ? "; " : "", part ? part : "", part ? ": " : "");
        export_add_value(e, v->node);
    }
    export_put(e);
    csv_put(&e->csv, provisional ? "sì" : "");
}

static void put_notes(struct export *e, const struct entry *first, const struct entry *end)
{
    for (const struct entry *v = first; v < end; v++) {
        const xmlNode *note = plan_child(v->node, "nota");
        buf_str(&e->text, note != NULL && e->text.len > 0 ? " " : "");
        export_add_words(e, note);
    }
    export_put(e);
}

/* The target that values of QUANDO answer to: that of the very day, else that of the year. */
static const xmlNode *target_for(const struct export *e, const xmlNode *i, struct periodo quando)
{
    const xmlNode *t = periodo_is_whole(quando) ? NULL : plan_child(i, "target-intermedio");
    while (t != NULL && periodo_compare(periodo_of(t, e->plan->anno), quando) != 0)
        t = plan_next(t, "target-intermedio");
    if (t != NULL)
        return t;
    t = plan_child(i, "target");
    while (t != NULL && plan_attr_int(t, "anno", 0) != quando.anno)
        t = plan_next(t, "target");
    return t;
}

/* The row of one period, whose entries are those from FIRST on. */
static void put_period(struct export *e, const xmlNode *i, const struct entry *first, const struct entry *end)
{
    const xmlNode *target = target_for(e, i, first->quando), *grado = NULL;
    for (const struct entry *v = first; v < end; v++)
        grado = v->kind == ENTRY_GRADO ? v->node : grado;
    put_identity(e, i);
    export_number(e, first->quando.anno);
    if (!periodo_is_whole(first->quando))
        date_italian(&e->text, first->quando.al);
    export_put(e);
    put_target(e, target);
    put_values(e, first, end);
    export_grado(e, grado);
    export_words(e, plan_child(i, "fonte"));
    export_words(e, plan_child(i, "algoritmo"));
    export_responsabili(e, i);
    put_notes(e, first, end);
    export_scostamento(e, i, first->quando.anno);
    csv_end_row(&e->csv);
}

static void put_indicator(struct export *e, const xmlNode *i)
{
    const xmlNode *calcoli = plan_child(i, "calcoli");
    size_t written = collect(e, i, false, NULL), count = written + collect(e, calcoli, true, NULL);
    struct entry *entries = arena_array(e->arena, count, sizeof *entries);
    if (entries == NULL) {
        e->text.failed = true;
        return;
    }
    collect(e, i, false, entries);
    collect(e, calcoli, true, entries + written);
    if (count > 0)
        qsort(entries, count, sizeof *entries, compare);
    for (const struct entry *first = entries, *end = entries; first < entries + count; first = end) {
        while (end < entries + count && periodo_compare(end->quando, first->quando) == 0)
            end++;
        put_period(e, i, first, end);
    }
}

void export_indicators(struct export *e)
{
    export_headings(e, headings);
    for (const xmlNode *n = e->plan->albero; n != NULL && plan_ancestor(n, "albero") != NULL; n = plan_walk(e->plan, n))
        if (plan_is(n, "indicatore"))
            put_indicator(e, n);
}
