/* trace.c: the figures of one indicator: measures, formula, value, target, grado. */
#include "compute/trace.h"

#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "base/suggest.h"
#include "compute/plan.h"
#include "compute/precision.h"
#include "compute/trace_text.h"

/* ---------------------------------------------------------------- measures and formula */

static void trace_measure_values(const struct trace *t, const struct misura *m)
{
    const char *unita = plan_attr(m->element, "unita");
    for (size_t i = 0; i < m->valori_count; i++) {
        buf_str(t->out, i > 0 ? "; " : "");
        trace_periodo(t->out, m->valori[i].quando);
        buf_str(t->out, ": ");
        valore_print(t->out, &m->valori[i].valore, unita);
    }
    if (m->valori_count == 0)
        buf_str(t->out, trace_word(t, TRACE_NO_VALUE));
}

/* Whether an earlier operand of F is the same measure. */
static bool is_repeated(const struct formula *f, size_t step)
{
    for (size_t i = 0; i < step; i++)
        if (f->steps[i].kind == FORMULA_OPERAND && f->steps[i].operand == f->steps[step].operand)
            return true;
    return false;
}

static void trace_measures(const struct trace *t, const struct formula *f)
{
    buf_printf(t->out, "\n%s\n", trace_word(t, TRACE_MEASURES));
    for (size_t i = 0; i < f->count; i++) {
        const struct misura *m = f->steps[i].kind == FORMULA_OPERAND ? f->steps[i].operand : NULL;
        if (m == NULL || is_repeated(f, i))
            continue;
        buf_printf(t->out, "  %s", plan_label(m->element));
        if (plan_child(m->element, "nome") != NULL)
            buf_printf(t->out, " «%s»", plan_text(t->c->plan, plan_child(m->element, "nome")));
        buf_str(t->out, ": ");
        trace_measure_values(t, m);
        buf_char(t->out, '\n');
    }
}

/* The next operand or number of F in the order of its text, which is that of the steps. */
static size_t next_operand(const struct formula *f, size_t i)
{
    while (i < f->count && f->steps[i].kind != FORMULA_OPERAND && f->steps[i].kind != FORMULA_NUMBER)
        i++;
    return i;
}

/* The text of F with values in the place of measures. */
static void trace_substituted(const struct trace *t, const struct formula *f, struct periodo quando)
{
    size_t at = 0;
    for (size_t i = next_operand(f, 0); i < f->count; i = next_operand(f, i + 1)) {
        const struct formula_step *step = &f->steps[i];
        const struct valore *v = step->operand != NULL ? measure_shifted(step->operand, quando, step->scarto) : NULL;
        formula_excerpt(t->out, f, at, step->at - at);
        if (step->kind == FORMULA_NUMBER)
            formula_excerpt(t->out, f, step->at, step->len);
        else if (v != NULL)
            valore_print(t->out, v, NULL);
        else
            buf_str(t->out, trace_word(t, TRACE_NOT_AVAILABLE));
        at = step->at + step->len;
    }
    formula_excerpt(t->out, f, at, strlen(f->text) - at);
}

/* ---------------------------------------------------------------- values */

static void print_value(const struct trace *t, const struct item *item, const struct consuntivo *v)
{
    struct valore printed;
    valore_init(&printed);
    valore_copy(&printed, &v->valore);
    if (v->calcolato && valore_is_number(&printed)) {
        if (printed.tipo == VALORE_PERCENTO)
            valore_hundredfold(printed.numero);
        precision_apply(v->stampa, printed.numero, &printed.decimali);
        if (printed.tipo == VALORE_PERCENTO)
            valore_hundredth(printed.numero);
    }
    valore_print(t->out, &printed, item->indicatore->unita);
    valore_clear(&printed);
}

static void trace_precision(const struct trace *t, const struct item *item, const struct consuntivo *v)
{
    bool as_measured = formula_single(&item->indicatore->formula) != NULL && v->stampa.decimali == v->valore.decimali;
    if (!valore_is_number(&v->valore))
        return;
    if (v->stampa.significative > 0)
        buf_printf(t->out, "   (%s: %d)", trace_word(t, TRACE_SIGNIFICANT), v->stampa.significative);
    else if (as_measured && plan_attr(item->element, "decimali") == NULL)
        buf_printf(t->out, "   (%s)", trace_word(t, TRACE_AS_MEASURED));
    else
        buf_printf(t->out, "   (%s: %d)", trace_word(t, TRACE_DECIMALS), v->stampa.decimali);
}

static void trace_line(const struct trace *t, enum trace_word label, const char *text)
{
    trace_label(t, label);
    buf_printf(t->out, "%s\n", text);
}

static void trace_computed(const struct trace *t, const struct item *item, const struct consuntivo *v)
{
    const struct formula *f = &item->indicatore->formula;
    buf_printf(t->out, "\n%s ", trace_word(t, TRACE_RESULT));
    trace_periodo(t->out, v->quando);
    buf_char(t->out, '\n');
    trace_label(t, TRACE_FORMULA);
    formula_excerpt(t->out, f, 0, strlen(f->text));
    buf_char(t->out, '\n');
    if (item->indicatore->errata) {
        trace_line(t, TRACE_PRINTED, trace_word(t, TRACE_NOT_COMPUTABLE));
        return;
    }
    trace_label(t, TRACE_WITH_VALUES);
    trace_substituted(t, f, v->quando);
    if (valore_is_number(&v->valore)) {
        buf_char(t->out, '\n');
        trace_label(t, TRACE_EXACT);
        trace_exact(t->out, v->valore.numero);
        if (v->valore.tipo == VALORE_PERCENTO && formula_single(f) == NULL)
            buf_printf(t->out, "   (%s)", trace_word(t, TRACE_UNIT));
    }
    buf_char(t->out, '\n');
    trace_label(t, TRACE_PRINTED);
    print_value(t, item, v);
    trace_precision(t, item, v);
    buf_char(t->out, '\n');
}

/* ---------------------------------------------------------------- grado */

static void print_target_value(const struct trace *t, const struct item *item, const struct attain_target *target)
{
    const char *unita = item->indicatore->unita, *sign = attain_sign(target->comparatore);
    bool from = target->t.tipo != VALORE_NESSUNO, to = target->intervallo && target->a.tipo != VALORE_NESSUNO;
    if (target->comparatore == COMPARATORE_ENTRO && t->lang == DIAG_EN)
        sign = "by";
    if (target->intervallo)
        sign = from && to ? "" : from ? "≥" : "≤";
    buf_printf(t->out, "%s%s", sign, *sign != '\0' ? " " : "");
    if (from)
        valore_print(t->out, &target->t, unita);
    buf_str(t->out, from && to ? " – " : "");
    if (to)
        valore_print(t->out, &target->a, unita);
}

/* 1 − |4 − 5| / 5, with the numbers of this indicator. */
static void print_shortfall(const struct trace *t, const struct consuntivo *da, const struct attain_target *target)
{
    if (da == NULL || target->intervallo || !valore_is_number(&da->valore) || !valore_is_number(&target->t))
        return;
    buf_str(t->out, " = 1 − |");
    trace_exact(t->out, da->valore.numero);
    buf_str(t->out, " − ");
    trace_exact(t->out, target->t.numero);
    buf_str(t->out, "| / |");
    trace_exact(t->out, target->t.numero);
    buf_char(t->out, '|');
}

static void print_lateness(const struct trace *t, const struct consuntivo *da, const struct attain_target *target)
{
    if (da == NULL || target->intervallo || da->valore.tipo != VALORE_DATA || target->t.tipo != VALORE_DATA)
        return;
    long deadline = date_day_of_year(target->t.data, target->t.data.year);
    long late = date_day_of_year(da->valore.data, target->t.data.year) - deadline;
    buf_printf(t->out, " = 1 − %ld / %ld", late, deadline);
}

static void trace_value(const struct trace *t, const struct item *item, const struct consuntivo *da)
{
    if (da == NULL)
        return;
    trace_label(t, TRACE_VALUE);
    print_value(t, item, da);
    buf_printf(t->out, "   (%s)\n", trace_word(t, da->calcolato ? TRACE_COMPUTED : TRACE_TYPED));
}

static void trace_exact_grado(const struct trace *t, const struct grado *g)
{
    if (g->stato != GRADO_VALORE)
        return;
    trace_label(t, TRACE_EXACT);
    trace_fraction(t->out, g->valore);
    buf_char(t->out, '\n');
}

/* The steps of a target, each with the score it gives. */
static void trace_steps(const struct trace *t, const struct item *item, const xmlNode *scaglioni, const struct attain_target *target)
{
    for (const xmlNode *n = plan_child(scaglioni, "scaglione"); n != NULL; n = plan_next(n, "scaglione")) {
        const char *score = plan_attr(n, "punteggio");
        struct attain_target step;
        target_init(&step);
        target_step(target, n, &step);
        trace_label(t, TRACE_STEP);
        print_target_value(t, item, &step);
        buf_printf(t->out, ": %s\n", score != NULL ? score : "");
        target_clear(&step);
    }
}

static void trace_comparison(const struct trace *t, const struct item *item, const xmlNode *content, const struct consuntivo *da,
                             const struct grado *g)
{
    struct attain_target target;
    target_init(&target);
    trace_value(t, item, da);
    if (target_resolve(t->c, item, content, &target) == ATTAIN_NONE) {
        trace_label(t, TRACE_TARGET);
        print_target_value(t, item, &target);
        buf_char(t->out, '\n');
    }
    trace_steps(t, item, plan_child(content, "scaglioni"), &target);
    trace_label(t, TRACE_RULE);
    buf_str(t->out, trace_rule(t, g->regola));
    if (g->regola == ATTAIN_SHORT)
        print_shortfall(t, da, &target);
    if (g->regola == ATTAIN_LATE)
        print_lateness(t, da, &target);
    buf_char(t->out, '\n');
    trace_exact_grado(t, g);
    target_clear(&target);
}

/* The values of the period of G among those of ITEM. */
static const struct consuntivo *values_of(const struct indicatore *i, struct periodo quando, size_t *count)
{
    const struct consuntivo *first = NULL;
    *count = 0;
    for (size_t k = 0; k < i->valori_count; k++) {
        if (i->valori[k].base || periodo_compare(i->valori[k].quando, quando) != 0)
            continue;
        first = first != NULL ? first : &i->valori[k];
        ++*count;
    }
    return first;
}

static void trace_conditions(const struct trace *t, const struct item *item, const struct grado_periodo *g, const xmlNode *condizioni)
{
    struct grado one;
    const struct consuntivo *da;
    size_t count;
    const struct consuntivo *first = values_of(item->indicatore, g->quando, &count);
    grado_init(&one);
    for (const xmlNode *n = plan_child(condizioni, "condizione"); n != NULL; n = plan_next(n, "condizione")) {
        const char *parte = plan_attr(n, "parte"), *peso = plan_attr(n, "peso");
        trace_label(t, TRACE_CONDITION);
        buf_str(t->out, parte != NULL ? parte : "");
        if (peso != NULL)
            buf_printf(t->out, ", %s %s", trace_word(t, TRACE_WEIGHT), peso);
        buf_char(t->out, '\n');
        target_condition(t->c, item, n, first, count, &one, &da);
        trace_comparison(t, item, n, da, &one);
    }
    grado_clear(&one);
    trace_line(t, TRACE_RULE, trace_word(t, plan_attr_is(condizioni, "operatore", "o") ? TRACE_ONE_OF : TRACE_ALL_OF));
    trace_exact_grado(t, &g->grado);
}

static void trace_by_hand(const struct trace *t, const struct item *item, const struct grado *g)
{
    const xmlNode *motivo = plan_child(plan_child(item->element, "grado"), "motivo");
    trace_line(t, TRACE_RULE, trace_rule(t, g->regola));
    trace_line(t, TRACE_REASON, plan_text(t->c->plan, motivo));
    trace_exact_grado(t, g);
}

/* The word of a band. */
static const char *band_word(const struct trace *t, const struct grado *g)
{
    const char *id = method_fascia(&t->c->method, g, t->c->method.grado.decimali);
    return id != NULL ? plan_text(t->c->plan, plan_find(t->c->plan, id)) : NULL;
}

static void trace_degree(const struct trace *t, const struct item *item, const struct grado_periodo *g)
{
    const xmlNode *condizioni = plan_child(g->target, "condizioni");
    const char *band = band_word(t, &g->grado);
    buf_printf(t->out, "\n%s ", trace_word(t, TRACE_DEGREE));
    trace_periodo(t->out, g->quando);
    buf_char(t->out, '\n');
    if (g->target == NULL)
        trace_by_hand(t, item, &g->grado);
    else if (condizioni != NULL)
        trace_conditions(t, item, g, condizioni);
    else
        trace_comparison(t, item, g->target, g->da, &g->grado);
    trace_label(t, TRACE_PRINTED);
    trace_grado(t, &g->grado, t->c->method.grado.decimali);
    if (band != NULL && (g->grado.stato == GRADO_VALORE || g->grado.stato == GRADO_ND))
        buf_printf(t->out, "   (%s: %s)", trace_word(t, TRACE_BAND), band);
    buf_char(t->out, '\n');
}

/* ---------------------------------------------------------------- one indicator, or all of a name */

static void trace_item(const struct trace *t, struct item *item)
{
    const struct indicatore *i = item->indicatore;
    buf_printf(t->out, "%s ", trace_word(t, TRACE_INDICATOR));
    trace_name(t, item);
    buf_printf(t->out, "\n%s\n", plan_words(t->c->plan, item->element));
    if (i->ha_formula && i->formula.count > 0)
        trace_measures(t, &i->formula);
    for (size_t k = 0; k < i->valori_count; k++)
        if (i->valori[k].calcolato)
            trace_computed(t, item, &i->valori[k]);
    for (size_t k = 0; k < i->gradi_count; k++)
        trace_degree(t, item, &i->gradi[k]);
    trace_rollup(t, item);
}

static bool is_called(const struct item *item, const char *name)
{
    return item->kind == ITEM_INDICATORE && (plan_attr_is(item->element, "id", name) || plan_attr_is(item->element, "codice", name));
}

bool trace_indicator(struct plan *p, const char *name, enum diag_lang lang, struct buf *out)
{
    const struct trace t = {p->computation, lang, out};
    bool found = false;
    for (size_t i = 0; t.c != NULL && i < t.c->items_count; i++) {
        if (!is_called(t.c->items[i], name))
            continue;
        if (found)
            buf_char(out, '\n');
        trace_item(&t, t.c->items[i]);
        found = true;
    }
    return found;
}

bool trace_nearest(const struct plan *p, const char *name, const char **nearest)
{
    const struct computation *c = p->computation;
    const char **known = c != NULL ? calloc(2 * c->items_count + 1, sizeof *known) : NULL;
    size_t count = 0;
    *nearest = NULL;
    for (size_t i = 0; known != NULL && i < c->items_count; i++) {
        if (c->items[i]->kind != ITEM_INDICATORE)
            continue;
        if (plan_attr(c->items[i]->element, "codice") != NULL)
            known[count++] = plan_attr(c->items[i]->element, "codice");
        known[count++] = plan_attr(c->items[i]->element, "id");
    }
    if (known != NULL)
        *nearest = suggest_nearest(name, known);
    bool lasted = c == NULL || known != NULL;
    free((void *)known);
    return lasted;
}
