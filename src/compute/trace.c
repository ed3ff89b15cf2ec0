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

/* The parts that make up a measure, each with its values. */
static void trace_parts(const struct trace *t, const struct misura *m)
{
    const char *parti = plan_attr(m->element, "parti");
    for (const struct misura *part = parti != NULL ? m->parti : NULL; part != NULL; part = part->altra) {
        buf_printf(t->out, "    %s [%s]: ", trace_insieme(t, parti), part->parte);
        trace_measure_values(t, part);
        buf_char(t->out, '\n');
    }
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
        if (m->parte != NULL)
            buf_printf(t->out, "[%s]", m->parte);
        if (plan_child(m->element, "nome") != NULL)
            buf_printf(t->out, " «%s»", plan_text(t->c->plan, plan_child(m->element, "nome")));
        buf_str(t->out, ": ");
        trace_measure_values(t, m);
        buf_char(t->out, '\n');
        trace_parts(t, m);
    }
}

/* The next operand or number of F in the order of its text, which is that of the steps. */
static size_t next_operand(const struct formula *f, size_t i)
{
    while (i < f->count && f->steps[i].kind != FORMULA_OPERAND && f->steps[i].kind != FORMULA_NUMBER)
        i++;
    return i;
}

/* The text of F with values in the place of measures: each has one, otherwise F would have no result. */
static void trace_substituted(const struct trace *t, const struct formula *f, struct periodo quando)
{
    size_t at = 0;
    for (size_t i = next_operand(f, 0); i < f->count; i = next_operand(f, i + 1)) {
        const struct formula_step *step = &f->steps[i];
        formula_excerpt(t->out, f, at, step->at - at);
        if (step->kind == FORMULA_NUMBER)
            formula_excerpt(t->out, f, step->at, step->len);
        else
            valore_print(t->out, measure_shifted(step->operand, quando, step->scarto), NULL);
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

/* Of a value made of parts: each of them. */
static void trace_composed(const struct trace *t, const struct item *item, const struct consuntivo *v)
{
    const struct indicatore *i = item->indicatore;
    buf_printf(t->out, "\n%s ", trace_word(t, TRACE_RESULT));
    trace_periodo(t->out, v->quando);
    buf_printf(t->out, "\n  %s:", trace_insieme(t, plan_attr(item->element, "parti")));
    for (size_t k = 0; k < i->valori_count; k++) {
        const struct consuntivo *part = &i->valori[k];
        if (part->parte == NULL || part->base != v->base || periodo_compare(part->quando, v->quando) != 0)
            continue;
        buf_printf(t->out, " [%s] ", part->parte);
        print_value(t, item, part);
    }
    buf_char(t->out, '\n');
    if (valore_is_number(&v->valore)) {
        trace_label(t, TRACE_EXACT);
        trace_exact(t->out, v->valore.numero);
        buf_char(t->out, '\n');
    }
    trace_label(t, TRACE_PRINTED);
    print_value(t, item, v);
    buf_char(t->out, '\n');
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
    buf_printf(t->out, "   (%s)\n", trace_word(t, da->composto ? TRACE_COMPOSED : da->calcolato ? TRACE_COMPUTED : TRACE_TYPED));
}

static void trace_exact_grado(const struct trace *t, const struct grado *g)
{
    if (g->stato != GRADO_VALORE)
        return;
    trace_label(t, TRACE_EXACT);
    trace_fraction(t->out, g->valore);
    buf_char(t->out, '\n');
}

static void trace_step_value(const struct trace *t, const struct item *item, const xmlNode *scaglione, const struct attain_target *target)
{
    struct attain_target step;
    target_init(&step);
    target_step(target, scaglione, &step);
    print_target_value(t, item, &step);
    target_clear(&step);
}

/* The steps of a target, each with the score it gives. */
static void trace_steps(const struct trace *t, const struct item *item, const xmlNode *scaglioni, const struct attain_target *target)
{
    for (const xmlNode *n = plan_child(scaglioni, "scaglione"); n != NULL; n = plan_next(n, "scaglione")) {
        const char *score = plan_attr(n, "punteggio"), *from = plan_attr(n, "da");
        trace_label(t, TRACE_STEP);
        buf_str(t->out, from != NULL ? "≥ " : "");
        if (from != NULL)
            trace_number(t->out, from);
        else
            trace_step_value(t, item, n, target);
        buf_str(t->out, from != NULL ? "%: " : ": ");
        trace_number(t->out, score != NULL ? score : "");
        buf_char(t->out, '\n');
    }
}

/* The grado in proportion, where steps look at it. */
static void trace_proportion(const struct trace *t, const xmlNode *scaglioni, const struct consuntivo *da, const struct attain_target *target)
{
    struct grado g;
    const xmlNode *n = plan_child(scaglioni, "scaglione");
    while (n != NULL && plan_attr(n, "da") == NULL)
        n = plan_next(n, "scaglione");
    if (n == NULL || da == NULL)
        return;
    grado_init(&g);
    target_proportion(t->c, target, &da->valore, &g);
    if (g.stato == GRADO_VALORE) {
        trace_label(t, TRACE_PROPORTION);
        trace_percent(t->out, g.valore);
        buf_str(t->out, "   (");
        trace_fraction(t->out, g.valore);
        buf_str(t->out, ")\n");
    }
    grado_clear(&g);
}

/* "media 2021: 410 N.; 2022: 450 N.": the values of the years that a reference takes together. */
static void trace_term_years(const struct trace *t, const struct item *item, const xmlNode *riferimento)
{
    const char *before = " (";
    int from, to;
    if (!target_term_years(riferimento, &from, &to) || plan_child(riferimento, "valore") != NULL)
        return;
    buf_printf(t->out, "   %s", trace_insieme(t, plan_attr(riferimento, "degli-anni")));
    for (int anno = from; anno <= to; anno++) {
        const struct valore *v = target_term_of_year(t->c, riferimento, anno);
        buf_printf(t->out, "%s%d: ", before, anno);
        if (v != NULL)
            valore_print(t->out, v, item->indicatore->unita);
        else
            buf_str(t->out, trace_word(t, TRACE_NOT_AVAILABLE));
        before = "; ";
    }
    buf_str(t->out, from <= to ? ")" : "");
}

/* What the target refers to, and by how much it lies above it. */
static void trace_reference(const struct trace *t, const struct item *item, const xmlNode *riferimento)
{
    static const struct { const char *name, *unit; enum trace_word word; } changes[] = {
        {"crescita", "", TRACE_GROWTH}, {"crescita-percento", "%", TRACE_GROWTH},
        {"tolleranza", "", TRACE_TOLERANCE}, {"tolleranza-percento", "%", TRACE_TOLERANCE},
    };
    struct valore v;
    valore_init(&v);
    trace_label(t, TRACE_REFERENCE);
    if (target_term(t->c, item, riferimento, &v))
        valore_print(t->out, &v, item->indicatore->unita);
    else
        buf_str(t->out, trace_word(t, TRACE_NOT_AVAILABLE));
    trace_term_years(t, item, riferimento);
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        const char *by = plan_attr(riferimento, changes[i].name);
        if (by == NULL)
            continue;
        buf_printf(t->out, "   %s ", trace_word(t, changes[i].word));
        trace_number(t->out, by);
        buf_str(t->out, changes[i].unit);
    }
    buf_char(t->out, '\n');
    valore_clear(&v);
}

static void trace_comparison(const struct trace *t, const struct item *item, const xmlNode *content, const struct consuntivo *da,
                             const struct grado *g)
{
    struct attain_target target;
    target_init(&target);
    trace_value(t, item, da);
    if (plan_child(content, "riferimento") != NULL)
        trace_reference(t, item, plan_child(content, "riferimento"));
    if (target_resolve(t->c, item, content, &target) == ATTAIN_NONE) {
        trace_label(t, TRACE_TARGET);
        print_target_value(t, item, &target);
        buf_char(t->out, '\n');
    }
    trace_proportion(t, target_steps(t->c, content), da, &target);
    trace_steps(t, item, target_steps(t->c, content), &target);
    trace_label(t, TRACE_RULE);
    buf_str(t->out, trace_rule(t, g->regola));
    if (g->regola == ATTAIN_SHORT)
        print_shortfall(t, da, &target);
    if (g->regola == ATTAIN_LATE)
        print_lateness(t, da, &target);
    buf_char(t->out, '\n');
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
        trace_exact_grado(t, &one);
    }
    grado_clear(&one);
    trace_line(t, TRACE_RULE, trace_word(t, plan_attr_is(condizioni, "operatore", "o") ? TRACE_ONE_OF : TRACE_ALL_OF));
}

static void trace_correction(const struct trace *t, const xmlNode *correction)
{
    if (correction == NULL)
        return;
    trace_label(t, TRACE_CORRECTION);
    trace_number(t->out, plan_text(t->c->plan, plan_child(correction, "rettifica")));
    buf_printf(t->out, "   (%s)\n", plan_text(t->c->plan, plan_child(correction, "motivo")));
}

static void trace_by_hand(const struct trace *t, const struct item *item, const struct grado *g)
{
    const xmlNode *motivo = plan_child(plan_child(item->element, "grado"), "motivo");
    trace_line(t, TRACE_RULE, trace_rule(t, g->regola));
    trace_line(t, TRACE_REASON, plan_text(t->c->plan, motivo));
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
    trace_correction(t, g->rettifica);
    trace_exact_grado(t, &g->grado);
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
    buf_char(t->out, '\n');
    plan_add_words(t->c->plan, t->out, item->element);
    buf_char(t->out, '\n');
    if (i->ha_formula && i->formula.count > 0)
        trace_measures(t, &i->formula);
    for (size_t k = 0; k < i->valori_count; k++)
        if (i->valori[k].calcolato)
            (i->valori[k].composto ? trace_composed : trace_computed)(t, item, &i->valori[k]);
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
