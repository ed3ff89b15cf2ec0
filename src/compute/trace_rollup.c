/* trace_rollup.c: the way of a grado through the tree: which nodes and totals it enters, with which weight. */
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "compute/mean.h"
#include "compute/plan.h"
#include "compute/rollup.h"
#include "compute/trace_text.h"

#define MOST_LISTED 12   /* members of a mean that are shown one by one */

/* The items that the grado has come to, in the order in which it did. Where a grado is set by hand it goes no further. */
struct reached {
    struct step {
        struct item *item;
        bool ends;
    } *list;
    size_t count;
};

static bool is_listed(const struct reached *r, const struct item *item)
{
    for (size_t i = 0; i < r->count; i++)
        if (r->list[i].item == item)
            return true;
    return false;
}

static bool is_reached(const struct reached *r, const struct item *item)
{
    for (size_t i = 0; i < r->count; i++)
        if (r->list[i].item == item)
            return !r->list[i].ends;
    return false;
}

/* Whether the computation's members contain something reached: itself, or a rinvio to it. */
static bool enters(const struct trace *t, const struct reached *r)
{
    for (size_t i = 0; i < t->c->membri.count; i++)
        if (is_reached(r, tree_meant(t->c->membri.list[i].item)))
            return true;
    return false;
}

/* ---------------------------------------------------------------- how a mean is shown */

static void print_weight(const struct trace *t, const struct membro *m)
{
    mpq_t percent;
    mpq_init(percent);
    mean_weight(t->c, m, percent);
    if (m->peso != NULL)
        valore_hundredfold(percent);
    buf_printf(t->out, "%s ", trace_word(t, TRACE_WEIGHT));
    trace_exact(t->out, percent);
    mpq_clear(percent);
}

/* ", apporto 25,5%": what it brings to this mean, when the plan asked for that. */
static void print_share(const struct trace *t, const struct membro *m, const struct aggregazione *how)
{
    if (!m->item->ha_apporto || !plan_attr_is(how->element, "apporti", "si"))
        return;
    buf_printf(t->out, ", %s ", trace_word(t, TRACE_SHARE));
    trace_percent(t->out, m->item->apporto);
}

static void print_member(const struct trace *t, const struct membro *m, const struct aggregazione *how, bool reached)
{
    bool weighted = how->regola == REGOLA_MEDIA_PESATA;
    mpq_t value;
    mpq_init(value);
    const struct item *meant = tree_meant(m->item);
    buf_printf(t->out, "    %s %s: ", reached ? "→" : " ", plan_label(meant != NULL ? meant->element : m->item->element));
    if (weighted)
        print_weight(t, m);
    buf_str(t->out, weighted ? ", " : "");
    if (mean_counts(t->c, m->grado)) {
        mean_value(m->grado, how->arrotonda, value);
        trace_percent(t->out, value);
        print_share(t, m, how);
    } else {
        trace_grado(t, m->grado, 0);
        buf_printf(t->out, " (%s)", trace_word(t, TRACE_LEFT_OUT));
    }
    buf_char(t->out, '\n');
    mpq_clear(value);
}

/* A long mean shows only the members that matter here. */
static void print_members(const struct trace *t, const struct aggregazione *how, const struct reached *r)
{
    size_t hidden = 0;
    for (size_t i = 0; i < t->c->membri.count; i++) {
        const struct membro *m = &t->c->membri.list[i];
        bool reached = is_reached(r, tree_meant(m->item));
        if (reached || t->c->membri.count <= MOST_LISTED)
            print_member(t, m, how, reached);
        else
            hidden++;
    }
    if (hidden > 0) {
        buf_str(t->out, "      ");
        trace_count(t, TRACE_ANOTHER, TRACE_OTHERS, hidden);
        buf_char(t->out, '\n');
    }
}

/* ", 0 ≤ … ≤ 100": the bounds of a result. */
static void print_bounds(const struct trace *t, const xmlNode *how)
{
    const char *least = plan_attr(how, "minimo"), *most = plan_attr(how, "massimo");
    buf_str(t->out, ", ");
    if (least != NULL)
        buf_printf(t->out, "%s %s%%", trace_word(t, TRACE_LEAST), least);
    if (most != NULL)
        buf_printf(t->out, "%s%s %s%%", least != NULL ? ", " : "", trace_word(t, TRACE_MOST), most);
}

static void print_points(const struct trace *t, const xmlNode *correction)
{
    buf_printf(t->out, "    %s ", trace_word(t, TRACE_CORRECTION));
    trace_number(t->out, plan_text(t->c->plan, plan_child(correction, "rettifica")));
    buf_printf(t->out, ": %s\n", plan_text(t->c->plan, plan_child(correction, "motivo")));
}

/* "rettifica −5: motivo", of the node or total N. */
static void print_correction(const struct trace *t, const xmlNode *n)
{
    const xmlNode *correction = rollup_correction(t->c, n);
    if (correction != NULL)
        print_points(t, correction);
}

static void print_method(const struct trace *t, const struct aggregazione *how)
{
    buf_printf(t->out, "    %s ", trace_regola(t, how->regola));
    trace_count(t, TRACE_OF_ONE, TRACE_OF_MANY, t->c->membri.count);
    buf_printf(t->out, ", %s", trace_word(t, how->arrotonda >= 0 ? TRACE_ROUNDED : TRACE_UNROUNDED));
    if (how->arrotonda >= 0)
        trace_count(t, TRACE_ONE_DECIMAL, TRACE_MANY_DECIMALS, (size_t)how->arrotonda);
    if (plan_attr(how->element, "minimo") != NULL || plan_attr(how->element, "massimo") != NULL)
        print_bounds(t, how->element);
    if (!how->dichiarata)
        buf_printf(t->out, " (%s)", trace_word(t, TRACE_DEFAULT));
    buf_char(t->out, '\n');
}

static void print_result(const struct trace *t, const struct grado *g, int decimali)
{
    buf_str(t->out, ": ");
    trace_grado(t, g, decimali);
    if (g->stato == GRADO_VALORE) {
        buf_printf(t->out, "   (%s: ", trace_word(t, TRACE_EXACT));
        trace_fraction(t->out, g->valore);
        buf_char(t->out, ')');
    }
    buf_char(t->out, '\n');
}

/* ---------------------------------------------------------------- nodes */

static void print_node(const struct trace *t, struct item *node, const struct aggregazione *how, const struct reached *r)
{
    buf_printf(t->out, "\n  %s", plan_words(t->c->plan, node->element));
    if (plan_attr(node->element, "codice") != NULL)   /* otherwise the words name the title */
        buf_printf(t->out, " «%s»", plan_text(t->c->plan, plan_child(node->element, "titolo")));
    print_result(t, &node->grado, node->decimali);
    if (node->manuale != NULL) {
        buf_printf(t->out, "    %s: %s\n", trace_word(t, TRACE_BY_HAND), plan_text(t->c->plan, plan_child(node->manuale, "motivo")));
        return;
    }
    print_method(t, how);
    print_members(t, how, r);
    print_correction(t, node->element);
}

/* Follows the grado into NODE, when it enters there. */
static void enter_node(const struct trace *t, struct item *node, struct reached *r)
{
    const struct aggregazione how = rollup_method(node);
    if (is_listed(r, node) || how.regola == REGOLA_NESSUNA || how.regola == REGOLA_MANUALE)
        return;
    rollup_members(t->c, node, &how);
    if (!enters(t, r))
        return;
    print_node(t, node, &how, r);
    r->list[r->count++] = (struct step){node, node->manuale != NULL};
}

static void enter_above(const struct trace *t, const struct item *item, struct reached *r)
{
    for (struct item *node = item->parent; node != NULL; node = node->parent)
        enter_node(t, node, r);
}

/* A grado goes up from where it stands, and from every rinvio that names it. */
static void follow(const struct trace *t, struct reached *r)
{
    for (size_t next = 0; next < r->count; next++) {
        const struct item *item = r->list[next].item;
        if (r->list[next].ends)
            continue;
        enter_above(t, item, r);
        for (size_t i = 0; i < t->c->items_count; i++)
            if (t->c->items[i]->kind == ITEM_RINVIO && t->c->items[i]->verso == item)
                enter_above(t, t->c->items[i], r);
    }
}

static bool follow_totals(const struct trace *t, const struct reached *r)
{
    bool any = false;
    for (size_t i = 0; i < t->c->method.totali_count; i++) {
        const struct totale *total = &t->c->method.totali[i];
        rollup_total_members(t->c, total);
        if (rollup_manual(t->c, total->element) != NULL || total->aggregazione.regola >= REGOLA_MANUALE || !enters(t, r))
            continue;
        buf_printf(t->out, "\n  %s «%s»", trace_word(t, TRACE_TOTAL), plan_text(t->c->plan, plan_child(total->element, "nome")));
        print_result(t, &total->grado, total->aggregazione.decimali);
        print_method(t, &total->aggregazione);
        print_members(t, &total->aggregazione, r);
        print_correction(t, total->element);
        any = true;
    }
    return any;
}

void trace_rollup(const struct trace *t, struct item *item)
{
    struct reached r = {calloc(t->c->items_count + 1, sizeof *r.list), 0};
    if (r.list == NULL) {
        t->out->failed = true;
        return;
    }
    buf_printf(t->out, "\n%s (", trace_word(t, TRACE_ENTERS));
    trace_periodo(t->out, t->c->periodo);
    buf_str(t->out, ")\n");
    r.list[r.count++] = (struct step){item, false};
    follow(t, &r);
    if (!follow_totals(t, &r) && r.count == 1)
        buf_printf(t->out, "  %s\n", trace_word(t, TRACE_ENTERS_NOTHING));
    free(r.list);
}
