/* indicator.c: the values of indicators, by their formulas or as typed. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "compute/formula_diag.h"
#include "compute/insieme.h"
#include "compute/model.h"
#include "compute/plan.h"
#include "compute/precision.h"

/* ---------------------------------------------------------------- reading the formula */

/* The text of a formula, its <misura> elements as references. TEXT is appended to, REFS has room for all.
 * False when memory is short. */
static bool read_mixed(struct computation *c, const xmlNode *formula, struct buf *text, struct formula_ref *refs)
{
    for (const xmlNode *n = formula->children; n != NULL; n = n->next) {
        if (n->type == XML_TEXT_NODE)
            buf_str(text, (const char *)n->content);
        if (!plan_is(n, "misura"))
            continue;
        struct misura *m = measures_find(&c->measures, plan_attr(n, "rif"));
        int scarto = plan_attr_int(n, "scarto", 0);
        const char *label = m != NULL ? plan_label(m->element) : plan_attr(n, "rif"), *parte = plan_attr(n, "parte");
        if (m != NULL && parte != NULL) {
            m->parti_usate = true;
            m = measures_part(&c->measures, m, parte);
            label = m != NULL ? arena_printf(c->arena, "%s[%s]", label, parte) : NULL;
        }
        if (label != NULL && scarto != 0)
            label = arena_printf(c->arena, "%s[anno%+d]", label, scarto);
        if (label == NULL)
            return false;
        *refs++ = (struct formula_ref){m, scarto, label};
        buf_char(text, FORMULA_REF);
    }
    return true;
}

static size_t count_children(const xmlNode *n, const char *name)
{
    size_t count = 0;
    for (const xmlNode *child = plan_child(n, name); child != NULL; child = plan_next(child, name))
        count++;
    return count;
}

/* Whether F names a measure, and all references lead to one. */
static bool names_measures(const struct formula *f, bool *dangling)
{
    bool found = false;
    *dangling = false;
    for (size_t i = 0; i < f->count; i++) {
        found = found || f->steps[i].kind == FORMULA_OPERAND;
        *dangling = *dangling || (f->steps[i].kind == FORMULA_OPERAND && f->steps[i].operand == NULL);
    }
    return found;
}

static void report_no_measure(struct computation *c, const xmlNode *n, const struct formula *f)
{
    struct diag_place at = plan_place(c->plan, n);
    diag_say(c->diag, DIAG_FORMULA_NO_MEASURE, &at, f->text);
}

static bool parse_formula(struct computation *c, struct item *item, const xmlNode *n, const struct formula_source *source)
{
    struct indicatore *i = item->indicatore;
    struct formula_error e;
    bool dangling = false;
    i->ha_formula = true;
    if (!formula_parse(&i->formula, source, c->arena, &e)) {
        i->errata = true;
        if (e.fault != FORMULA_NO_MEMORY)
            formula_report(c->diag, c->plan, n, &i->formula, &e, source);
        return e.fault != FORMULA_NO_MEMORY;
    }
    if (!names_measures(&i->formula, &dangling)) {
        report_no_measure(c, n, &i->formula);
        i->errata = true;
    }
    i->errata = i->errata || dangling;
    return true;
}

static bool read_formula(struct computation *c, struct item *item, const xmlNode *n)
{
    struct buf mixed = BUF_INIT;
    struct formula_ref *refs = arena_array(c->arena, count_children(n, "misura"), sizeof *refs);
    bool ok = refs != NULL && read_mixed(c, n, &mixed, refs);
    const struct formula_source source = {buf_text(&mixed), mixed.len, refs, &c->measures.names, {item->element, NULL}, 2};
    ok = ok && !mixed.failed && parse_formula(c, item, n, &source);
    buf_free(&mixed);
    return ok;
}

/* An indicator with a single measure and no formula is that measure (compute.md 2.1). */
static bool imply_formula(struct computation *c, struct item *item, const xmlNode *misura)
{
    static const char text[] = {FORMULA_REF};
    struct formula_ref *ref = arena_alloc(c->arena, sizeof *ref);
    if (ref == NULL)
        return false;
    *ref = (struct formula_ref){measures_find(&c->measures, plan_attr(misura, "id")), 0, plan_label(misura)};
    const struct formula_source source = {text, 1, ref, &c->measures.names, {NULL, NULL}, 1};
    return parse_formula(c, item, misura, &source);
}

static bool prepare_formula(struct computation *c, struct item *item)
{
    const struct parts *parts = &item->indicatore->parts;
    if (parts->formula != NULL)
        return read_formula(c, item, parts->formula);
    return parts->misure != 1 || imply_formula(c, item, parts->misura);
}

/* ---------------------------------------------------------------- computed values */

/* What the operands of a formula have to say of a period. */
struct operands {
    struct periodo quando;
    bool complete, absent;             /* every one has a value, be it n.d.; one of them is n.d. */
    const struct formula_step *wrong;  /* the first that is no number */
    const struct valore *wrong_value;
};

static const struct valore *operand(const struct formula_step *step, struct periodo quando)
{
    return measure_shifted(step->operand, quando, step->scarto);
}

static struct operands look_up(const struct formula *f, struct periodo quando)
{
    struct operands o = {quando, true, false, NULL, NULL};
    for (size_t i = 0; i < f->count; i++) {
        const struct valore *v = f->steps[i].kind == FORMULA_OPERAND ? operand(&f->steps[i], quando) : NULL;
        if (f->steps[i].kind != FORMULA_OPERAND)
            continue;
        o.complete = o.complete && v != NULL && v->tipo != VALORE_NESSUNO;
        o.absent = o.absent || (v != NULL && v->tipo == VALORE_ASSENTE);
        if (v != NULL && v->tipo != VALORE_ASSENTE && v->tipo != VALORE_NESSUNO && !valore_is_number(v) && o.wrong == NULL) {
            o.wrong = &f->steps[i];
            o.wrong_value = v;
        }
    }
    return o;
}

/* look_up has found a number for each. */
static bool operand_number(void *self, const struct formula_step *step, mpq_t value)
{
    const struct operands *o = self;
    mpq_set(value, operand(step, o->quando)->numero);
    return true;
}

/* The type of the first numeric target: what a unit that says nothing may still mean. */
static enum valore_tipo type_of_targets(const struct indicatore *i)
{
    for (const xmlNode *t = i->parts.target; t != NULL; t = plan_next(t, "target"))
        for (const xmlNode *n = plan_child(t, NULL); n != NULL; n = plan_next(n, NULL)) {
            enum valore_tipo tipo = valore_type_of((const char *)n->name);
            if (tipo >= VALORE_NUMERO && tipo <= VALORE_DURATA)
                return tipo;
        }
    return VALORE_NESSUNO;
}

/* The type of a number that was MEASURED with that type (VALORE_NESSUNO: follows from several measures). Only the unit of
 * the indicator decides (compute.md 2.2, 2.3), but a percentage measured as such stays one. */
static enum valore_tipo result_type(const struct item *item, enum valore_tipo measured)
{
    enum valore_tipo tipo = valore_type_of_unit(item->indicatore->unita);
    if (measured == VALORE_PERCENTO)
        return VALORE_PERCENTO;
    if (tipo == VALORE_NESSUNO && measured != VALORE_NESSUNO)
        return measured;
    if (tipo == VALORE_NESSUNO)
        tipo = type_of_targets(item->indicatore);
    return tipo != VALORE_NESSUNO ? tipo : VALORE_NUMERO;
}

static void set_print(const struct computation *c, const struct item *item, struct consuntivo *v, bool as_measured)
{
    int declared = plan_attr_int(item->element, "decimali", -1);
    if (declared >= 0)
        v->stampa = (struct precisione){0, declared};
    else if (as_measured)
        v->stampa = (struct precisione){0, v->valore.decimali};
    else
        v->stampa = precision_consuntivo(&v->valore, &c->method);
}

/* A single measure is the consuntivo as it stands (compute.md 2.1); its unit is the indicator's. */
static void take_measure(const struct computation *c, const struct item *item, const struct formula_step *step, struct consuntivo *v)
{
    const struct misura *m = step->operand;
    valore_copy(&v->valore, operand(step, v->quando));
    if (v->valore.tipo == VALORE_PAROLE)
        v->valore.tipo = VALORE_ASSENTE;
    if (v->valore.unita == NULL)
        v->valore.unita = plan_attr(m->element, "unita");
    if (item->indicatore->unita != NULL)
        v->valore.unita = NULL;
    if (!valore_is_number(&v->valore))
        return;
    enum valore_tipo measured = v->valore.tipo;
    v->valore.tipo = result_type(item, measured);
    set_print(c, item, v, (measured == VALORE_PERCENTO) == (v->valore.tipo == VALORE_PERCENTO));
}

static void report_not_number(struct computation *c, const struct item *item, const struct operands *o)
{
    const struct formula *f = &item->indicatore->formula;
    struct buf text = BUF_INIT, name = BUF_INIT, value = BUF_INIT;
    struct diag_place at = plan_place(c->plan, item->indicatore->parts.formula);
    formula_excerpt(&text, f, 0, strlen(f->text));
    formula_excerpt(&name, f, o->wrong->at, o->wrong->len);
    valore_print(&value, o->wrong_value, NULL);
    diag_say(c->diag, DIAG_FORMULA_NOT_NUMBER, &at, buf_text(&text), buf_text(&name), buf_text(&value));
    buf_free(&text);
    buf_free(&name);
    buf_free(&value);
}

static bool take_result(struct computation *c, const struct item *item, struct operands *o, struct consuntivo *v)
{
    const struct formula *f = &item->indicatore->formula;
    const struct formula_step *culprit = NULL;
    v->valore.tipo = VALORE_ASSENTE;
    if (o->absent)
        return true;
    if (o->wrong != NULL) {
        report_not_number(c, item, o);
        return true;
    }
    enum formula_result result = formula_eval(f, &c->machine, operand_number, o, v->valore.numero, &culprit);
    if (result == FORMULA_VALUE) {
        v->valore.tipo = result_type(item, VALORE_NESSUNO);
        set_print(c, item, v, false);
    } else if (result != FORMULA_SHORT) {
        formula_report_result(c->diag, c->plan, item->indicatore->parts.formula, f, result, culprit);
    }
    return result != FORMULA_SHORT;
}

static struct consuntivo *add_value(struct indicatore *i, struct periodo quando)
{
    struct consuntivo *v = &i->valori[i->valori_count];
    v->quando = quando;
    v->ordine = i->valori_count++;
    valore_init(&v->valore);
    return v;
}

static bool compute_period(struct computation *c, struct item *item, struct periodo quando)
{
    struct indicatore *i = item->indicatore;
    const struct formula_step *single = formula_single(&i->formula);
    struct operands o = look_up(&i->formula, quando);
    if (!o.complete)
        return true;
    struct consuntivo *v = add_value(i, quando);
    v->calcolato = true;
    if (single == NULL)
        return take_result(c, item, &o, v);
    take_measure(c, item, single, v);
    return true;
}

/* The operand whose periods are looked at: all others must have a value there too. */
static const struct formula_step *leading_operand(const struct formula *f)
{
    const struct formula_step *first = NULL;
    for (size_t i = 0; i < f->count; i++) {
        if (f->steps[i].kind != FORMULA_OPERAND)
            continue;
        if (f->steps[i].scarto == 0)
            return &f->steps[i];
        if (first == NULL)
            first = &f->steps[i];
    }
    return first;
}

static bool compute_values(struct computation *c, struct item *item)
{
    struct indicatore *i = item->indicatore;
    if (i->errata) {
        struct consuntivo *v = add_value(i, periodo_year(c->plan->anno));
        v->calcolato = true;
        v->valore.tipo = VALORE_ASSENTE;
        return true;
    }
    const struct formula_step *lead = leading_operand(&i->formula);
    const struct misura *m = lead->operand;
    bool ok = true;
    for (size_t k = 0; ok && k < m->valori_count; k++) {
        struct periodo quando = m->valori[k].quando;
        bool again = k > 0 && periodo_compare(quando, m->valori[k - 1].quando) == 0;
        quando.anno -= lead->scarto;
        if (!again && (lead->scarto == 0 || periodo_is_whole(quando)))
            ok = compute_period(c, item, quando);
    }
    return ok;
}

/* ---------------------------------------------------------------- values of the author */

/* The day that values "in corso d'anno" belong to when they do not say it: that of the document. */
static struct periodo interim_period(const struct computation *c, const xmlNode *n)
{
    struct date al;
    if (plan_attr(n, "al") != NULL)
        return periodo_of(n, c->plan->anno);
    const xmlNode *d = plan_child(c->plan->root, "documento");
    while (d != NULL && !plan_attr_is(d, "tipo", c->plan->documento))
        d = plan_next(d, "documento");
    return plan_attr_date(d, "al", &al) ? periodo_at(al.year, al) : periodo_of(n, c->plan->anno);
}

static void read_typed(const struct computation *c, struct item *item, const xmlNode *n)
{
    bool interim = plan_is(n, "intermedio"), last = plan_is(n, "ultimo");
    struct periodo quando = periodo_of(n, c->plan->anno);
    if (interim)
        quando = interim_period(c, n);
    else if (!last)
        quando = periodo_year(quando.anno);
    if (last && !periodo_is_whole(quando))
        return;
    struct consuntivo *v = add_value(item->indicatore, quando);
    valore_read(&v->valore, n);
    v->base = last || plan_is(n, "base");
    v->parte = plan_attr(n, "parte");
}

/* Of one period: computed, typed, computed but n.d., base. */
static int rank(const struct consuntivo *v)
{
    if (v->base)
        return 3;
    return !v->calcolato ? 1 : v->valore.tipo == VALORE_ASSENTE ? 2 : 0;
}

static int compare_values(const void *a, const void *b)
{
    const struct consuntivo *x = a, *y = b;
    int order = periodo_compare(x->quando, y->quando);
    if (order == 0)
        order = rank(x) - rank(y);
    return order != 0 ? order : (x->ordine > y->ordine) - (x->ordine < y->ordine);
}

static size_t most_values(const struct item *item)
{
    const struct indicatore *i = item->indicatore;
    size_t count = 1 + 2 * i->parts.typed_count;   /* twice: parts may make a value of each period */
    if (i->ha_formula && !i->errata)
        count += ((const struct misura *)leading_operand(&i->formula)->operand)->valori_count;
    return count;
}

static void sort_values(struct indicatore *i)
{
    if (i->valori_count > 1)
        qsort(i->valori, i->valori_count, sizeof *i->valori, compare_values);
}

/* The value that the COUNT values from FIRST on, all of one period, make together: outcomes, or base lines. */
static void compose(struct indicatore *i, size_t first, size_t count, enum insieme_regola regola)
{
    struct insieme parts;
    insieme_init(&parts, regola);
    for (size_t k = first; k < first + count; k++)
        insieme_add(&parts, &i->valori[k].valore);
    struct consuntivo *v = add_value(i, i->valori[first].quando);
    insieme_result(&parts, &v->valore);
    v->calcolato = v->composto = true;
    v->base = i->valori[first].base;
    v->stampa = (struct precisione){0, v->valore.decimali};
    insieme_clear(&parts);
}

/* How many parts the values from FIRST to END, all of a year, are of: outcomes, or base lines. SEEN knows them by year and
 * kind. False when memory is short. */
static bool count_parts(struct names *seen, const struct indicatore *i, size_t first, size_t end, bool base, size_t *count)
{
    const void *scope = (const char *)&i->valori[first] + base;
    *count = 0;
    for (size_t k = first; k < end; k++) {
        const char *parte = i->valori[k].parte;
        if (parte == NULL || i->valori[k].base != base || names_find(seen, scope, parte, strlen(parte)) != NULL)
            continue;
        if (!names_add(seen, scope, parte, strlen(parte), &i->valori[k]))
            return false;
        ++*count;
    }
    return true;
}

/* The values of the year from FIRST to END: where one kind of a period has all PARTS, and no value of the whole, they make one. */
static void compose_year(struct indicatore *i, size_t first, size_t end, const size_t parts[2], enum insieme_regola regola)
{
    for (size_t from = first, k = first; from < end; from = k) {
        bool whole = false;
        const struct consuntivo *v = &i->valori[from];
        for (; k < end && i->valori[k].base == v->base && periodo_compare(i->valori[k].quando, v->quando) == 0; k++)
            whole = whole || i->valori[k].parte == NULL;
        if (!whole && k - from == parts[v->base])
            compose(i, from, k - from, regola);
    }
}

/* Values of parts make one of their period, when all parts of the year have theirs. The values are in order. */
static bool compose_parts(struct computation *c, struct item *item)
{
    struct indicatore *i = item->indicatore;
    const char *parti = plan_attr(item->element, "parti");
    size_t count = parti != NULL ? i->valori_count : 0, parts[2];
    struct names seen;
    names_init(&seen, c->arena);
    for (size_t first = 0, end = 0; first < count; first = end) {
        while (end < count && i->valori[end].quando.anno == i->valori[first].quando.anno)
            end++;
        if (!count_parts(&seen, i, first, end, false, &parts[0]) || !count_parts(&seen, i, first, end, true, &parts[1]))
            return false;
        compose_year(i, first, end, parts, insieme_regola(parti));
    }
    sort_values(i);
    return true;
}
static bool read_values(struct computation *c, struct item *item)
{
    struct indicatore *i = item->indicatore;
    if (!prepare_formula(c, item))
        return false;
    i->valori = arena_array(c->arena, most_values(item), sizeof *i->valori);
    if (i->valori == NULL || (i->ha_formula && !compute_values(c, item)))
        return false;
    for (const xmlNode *n = i->parts.typed; n != NULL; n = plan_next(n, NULL))
        if (tree_is_typed(n))
            read_typed(c, item, n);
    sort_values(i);
    return compose_parts(c, item);
}

bool indicator_values(struct computation *c)
{
    for (size_t i = 0; i < c->items_count; i++)
        if (c->items[i]->kind == ITEM_INDICATORE && !read_values(c, c->items[i]))
            return false;
    return true;
}

size_t indicator_first_of_year(const struct indicatore *i, int anno)
{
    size_t low = 0, high = i->valori_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (i->valori[middle].quando.anno < anno)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const struct valore *indicator_reference(const struct indicatore *i, int anno)
{
    const struct valore *part = NULL;
    size_t parts = 0;
    for (size_t k = indicator_first_of_year(i, anno); k < i->valori_count && i->valori[k].quando.anno == anno; k++) {
        const struct consuntivo *v = &i->valori[k];
        if (!periodo_is_whole(v->quando) || v->valore.tipo == VALORE_ASSENTE)
            continue;
        if (v->parte == NULL)
            return &v->valore;
        part = &v->valore;
        parts++;
    }
    return parts == 1 ? part : NULL;
}
