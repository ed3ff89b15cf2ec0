/* export_nodes.c: the tables of objectives, and of the whole tree. */
#include "base/arena.h"
#include "compute/plan.h"
#include "exchange/export_parts.h"

static const char *const objective_headings[] = {
    "codice", "id", "codice di sistema", "livello", "obiettivo", "codice superiore", "missioni e programmi", "peso", "anno", "grado",
    "valutazione", "risorse previste (€)", "risorse aggiornate (€)", "risorse spese (€)", "dal", "al", "responsabili", "portatori di interesse",
    "causa dello scostamento", "azione correttiva", NULL,
};

static const char *const tree_headings[] = {
    "profondità", "livello", "codice", "id", "id superiore", "nome", "rinvio a", "unità", "peso", "anno", "comparatore", "target", "consuntivo",
    "grado", "valutazione", NULL,
};

static const xmlNode *livello_of(const struct export *e, const xmlNode *nodo)
{
    const char *livello = plan_attr(nodo, "livello");
    return livello != NULL ? plan_find(e->plan, livello) : NULL;
}

static bool is_objective(const struct export *e, const xmlNode *n)
{
    const xmlNode *livello = plan_is(n, "nodo") ? livello_of(e, n) : NULL;
    return plan_attr_is(livello, "natura", "strategico") || plan_attr_is(livello, "natura", "operativo");
}

/* "011-005; 012-004", the main one first in the plan's order. */
static void put_programmes(struct export *e, const xmlNode *n)
{
    for (const xmlNode *c = plan_child(plan_child(n, "collocazione"), NULL); c != NULL; c = plan_next(c, NULL)) {
        if (!plan_is(c, "programma") && !plan_is(c, "missione"))
            continue;
        buf_str(&e->text, e->text.len > 0 ? "; " : "");
        if (plan_is(c, "programma"))
            buf_printf(&e->text, "%s-", plan_attr(c, "missione"));
        buf_str(&e->text, plan_attr(c, "codice"));
    }
    export_put(e);
}

/* The money that N has in the plan's year, planned, updated and spent: three cells. */
static void put_resources(struct export *e, const xmlNode *n)
{
    static const char *const phases[] = {"previste", "aggiornate", "spese"};
    for (size_t i = 0; i < sizeof phases / sizeof *phases; i++) {
        for (const xmlNode *r = plan_child(n, "risorse"); r != NULL; r = plan_next(r, "risorse")) {
            const char *phase = plan_attr(r, "fase"), *kind = plan_attr(r, "natura");
            bool money = kind == NULL || plan_attr_is(r, "natura", "finanziarie");
            if (!money || plan_attr_int(r, "anno", e->plan->anno) != e->plan->anno || e->text.len > 0)
                continue;
            if (phase != NULL ? plan_attr_is(r, "fase", phases[i]) : i == 0)
                export_add_value(e, r);
        }
        export_put(e);
    }
}

/* The stakeholders that N names, and its own words for them. */
static void put_stakeholders(struct export *e, const xmlNode *n)
{
    const xmlNode *portatori = plan_child(n, "portatori");
    const char *list = plan_attr(portatori, "rif"), *id;
    size_t len;
    while (plan_next_id(&list, &id, &len)) {
        buf_str(&e->text, e->text.len > 0 ? "; " : "");
        buf_str(&e->text, plan_text(e->plan, plan_find_part(e->plan, id, len)));
    }
    const char *words = plan_text(e->plan, portatori);
    if (*words != '\0')
        buf_printf(&e->text, "%s%s", e->text.len > 0 ? "; " : "", words);
    export_put(e);
}

static void put_objective(struct export *e, const xmlNode *n)
{
    const struct periodo year = periodo_year(e->plan->anno);
    const xmlNode *span = plan_child(n, "arco-temporale");
    export_attribute(e, n, "codice");
    export_attribute(e, n, "id");
    export_attribute(e, n, "codice-sistema");
    export_attribute(e, livello_of(e, n), "nome");
    export_words(e, plan_child(n, "titolo"));
    export_attribute(e, plan_ancestor(n->parent, "nodo"), "codice");
    put_programmes(e, n);
    export_peso(e, n);
    export_number(e, e->plan->anno);
    export_grado(e, export_figure(e, n, "grado", &year));
    put_resources(e, n);
    export_attribute(e, span, "dal");
    export_attribute(e, span, "al");
    export_responsabili(e, n);
    put_stakeholders(e, n);
    export_scostamento(e, n, e->plan->anno);
    csv_end_row(&e->csv);
}

/* Whether N still lies in the tree. */
static bool in_tree(const xmlNode *n)
{
    return plan_ancestor(n, "albero") != NULL;
}

void export_objectives(struct export *e)
{
    export_headings(e, objective_headings);
    for (const xmlNode *n = e->plan->albero; n != NULL && in_tree(n); n = plan_walk(e->plan, n))
        if (is_objective(e, n))
            put_objective(e, n);
}

static long depth_of(const xmlNode *n)
{
    long depth = 0;
    while ((n = plan_ancestor(n->parent, "nodo")) != NULL)
        depth++;
    return depth + 1;
}

/* Comparatore, target and consuntivo of the plan's year: three cells, empty for a node. */
static void put_year(struct export *e, const xmlNode *n)
{
    const struct periodo year = periodo_year(e->plan->anno);
    const xmlNode *target = export_figure(e, n, "target", &year);
    csv_put(&e->csv, export_comparatore(plan_attr(target, "comparatore")));
    export_add_target(e, target);
    export_put(e);
    export_add_value(e, plan_is(n, "indicatore") ? export_figure(e, n, "consuntivo", &year) : NULL);
    export_put(e);
}

/* The row of a node, an indicator, or a rinvio, which shows what it names with the weight that it has here. */
static void put_item(struct export *e, const xmlNode *n)
{
    const struct periodo year = periodo_year(e->plan->anno);
    const xmlNode *shown = plan_is(n, "rinvio") ? plan_find(e->plan, plan_attr(n, "rif")) : n;
    export_number(e, depth_of(n));
    if (plan_is(shown, "nodo"))
        export_attribute(e, livello_of(e, shown), "nome");
    else
        csv_put(&e->csv, "Indicatore");
    export_attribute(e, shown, "codice");
    export_attribute(e, n, "id");
    export_attribute(e, plan_ancestor(n->parent, "nodo"), "id");
    export_words(e, plan_child(shown, plan_is(shown, "nodo") ? "titolo" : "nome"));
    export_attribute(e, n, "rif");
    export_attribute(e, shown, "unita");
    export_peso(e, n);
    export_number(e, e->plan->anno);
    put_year(e, shown);
    export_grado(e, export_figure(e, shown, "grado", &year));
    csv_end_row(&e->csv);
}

void export_tree(struct export *e)
{
    export_headings(e, tree_headings);
    for (const xmlNode *n = e->plan->albero; n != NULL && in_tree(n); n = plan_walk(e->plan, n))
        if (plan_is(n, "nodo") || plan_is(n, "indicatore") || plan_is(n, "rinvio"))
            put_item(e, n);
}
