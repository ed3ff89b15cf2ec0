/* table_eval.c: evaluates the sums and formulas of a table's cells, each after the cells it needs; names the cycles. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/number.h"
#include "compute/formula_diag.h"
#include "compute/plan.h"
#include "compute/precision.h"
#include "compute/table.h"

/* ---------------------------------------------------------------- what a cell needs */

static size_t count_ids(const char *list)
{
    const char *id;
    size_t len, count = 0;
    while (plan_next_id(&list, &id, &len))
        count++;
    return count;
}

/* Adds the cells of the rows (columns) named in LIST to the addends of C; those that do not exist add nothing. */
static void add_named(const struct tables *t, struct cella *c, const char *list, bool righe, bool meno)
{
    const char *id;
    size_t len;
    while (plan_next_id(&list, &id, &len)) {
        const struct asse *axis = table_axis(t, c->tabella, id, len);
        if (axis == NULL || axis->genere != (righe ? ASSE_RIGA : ASSE_COLONNA))
            continue;
        struct cella *found = righe ? table_cell(c->tabella, axis->indice, c->colonna) : table_cell(c->tabella, c->riga, axis->indice);
        if (found != NULL)
            c->addendi[c->addendi_count++] = (struct addendo){found, meno};
    }
}

static bool is_plain_sum(const struct cella *c)
{
    const xmlNode *n = plan_child(c->element, "somma");
    return n != NULL && !plan_attr(n, "righe") && !plan_attr(n, "meno-righe") && !plan_attr(n, "colonne") && !plan_attr(n, "meno-colonne");
}

/* A sum without attributes goes on from the one above it, so that many sums of a long column still take linear time. */
static bool link_plain_sum(struct tables *t, struct cella *c)
{
    const struct tabella *tab = c->tabella;
    struct cella *before = NULL;
    size_t first = c->riga, count = 0;
    while (first > 0 && before == NULL) {
        struct cella *above = table_cell(tab, --first, c->colonna);
        count += above != NULL;
        if (above != NULL && above->genere == CELLA_SOMMA && is_plain_sum(above))
            before = above;
    }
    c->addendi = arena_array(t->arena, count + 1, sizeof *c->addendi);
    if (c->addendi == NULL)
        return false;
    if (before != NULL)
        c->addendi[c->addendi_count++] = (struct addendo){before, false};
    for (size_t i = first; i < c->riga; i++) {
        struct cella *above = tab->righe[i].somma_voce ? table_cell(tab, i, c->colonna) : NULL;
        if (above != NULL)
            c->addendi[c->addendi_count++] = (struct addendo){above, false};
    }
    return true;
}

static bool link_sum(struct tables *t, struct cella *c)
{
    static const struct {
        const char *name;
        bool righe, meno;
    } lists[] = {{"righe", true, false}, {"meno-righe", true, true}, {"colonne", false, false}, {"meno-colonne", false, true}};
    const xmlNode *somma = plan_child(c->element, "somma");
    size_t count = 0;
    if (is_plain_sum(c))
        return link_plain_sum(t, c);
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        count += count_ids(plan_attr(somma, lists[i].name));
    c->addendi = arena_array(t->arena, count, sizeof *c->addendi);
    if (c->addendi == NULL)
        return false;
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        add_named(t, c, plan_attr(somma, lists[i].name), lists[i].righe, lists[i].meno);
    return true;
}

/* A formula that cannot be read is reported; its cell is wrong. */
static bool link_formula(struct tables *t, struct cella *c)
{
    const xmlNode *n = plan_child(c->element, "formula");
    const char *text = plan_text(t->plan, n);
    const struct formula_source source = {text, strlen(text), NULL, &t->by_id, {c->tabella->element, NULL}, 1};
    struct formula_error e;
    if (formula_parse(&c->formula, &source, t->arena, &e))
        return true;
    if (e.fault == FORMULA_NO_MEMORY)
        return false;
    c->stato = CELLA_ERRATA;
    formula_report(t->diag, t->plan, n, &c->formula, &e, &source);
    return true;
}

static bool link_cell(struct tables *t, struct cella *c)
{
    return c->genere == CELLA_SOMMA ? link_sum(t, c) : c->genere == CELLA_FORMULA ? link_formula(t, c) : true;
}

/* The cell that an operand of C's formula means; NULL when it has no number. */
static struct cella *operand_cell(const struct cella *c, const struct formula_step *step)
{
    const struct asse *axis = step->operand;
    if (axis->genere == ASSE_CELLA)
        return table_cell(c->tabella, axis->indice, axis->colonna);
    return axis->genere == ASSE_RIGA ? table_cell(c->tabella, axis->indice, c->colonna) : table_cell(c->tabella, c->riga, axis->indice);
}

/* The next cell that C needs; NULL when it needs no more. */
static struct cella *next_needed(struct cella *c)
{
    if (c->genere == CELLA_SOMMA)
        return c->cursor < c->addendi_count ? c->addendi[c->cursor++].cella : NULL;
    while (c->cursor < c->formula.count) {
        const struct formula_step *step = &c->formula.steps[c->cursor++];
        struct cella *needed = step->kind == FORMULA_OPERAND ? operand_cell(c, step) : NULL;
        if (needed != NULL)
            return needed;
    }
    return NULL;
}

/* ---------------------------------------------------------------- values */

static void set_type(const struct cella *c, enum valore_tipo otherwise, struct valore *v)
{
    enum valore_tipo declared = c->colonna < c->tabella->colonne_count ? c->tabella->colonne[c->colonna].tipo : VALORE_NESSUNO;
    v->tipo = declared != VALORE_NESSUNO ? declared : otherwise;
}

static int declared_decimals(const struct cella *c)
{
    return c->colonna < c->tabella->colonne_count ? c->tabella->colonne[c->colonna].decimali : -1;
}

static void evaluate_sum(struct cella *c)
{
    struct valore *sum = &c->valore;
    enum valore_tipo type = VALORE_NESSUNO;
    c->stato = CELLA_VUOTA;
    for (size_t i = 0; i < c->addendi_count && c->stato != CELLA_ERRATA; i++) {
        const struct cella *from = c->addendi[i].cella;
        if (from->stato == CELLA_ERRATA)
            c->stato = CELLA_ERRATA;
        if (from->stato != CELLA_VALORE)
            continue;
        (c->addendi[i].meno ? mpq_sub : mpq_add)(sum->numero, sum->numero, from->valore.numero);
        sum->decimali = from->valore.decimali > sum->decimali ? from->valore.decimali : sum->decimali;
        type = type == VALORE_NESSUNO ? from->valore.tipo : type;
        c->stato = formula_fits(sum->numero) ? CELLA_VALORE : CELLA_ERRATA;
    }
    set_type(c, type, sum);
    sum->decimali = declared_decimals(c) >= 0 ? declared_decimals(c) : sum->decimali;
}

static bool operand_value(void *self, const struct formula_step *step, mpq_t value)
{
    const struct cella *found = operand_cell(self, step);
    if (found == NULL || found->stato != CELLA_VALORE)
        return false;
    mpq_set(value, found->valore.numero);
    return true;
}

static bool needs_wrong_cell(const struct cella *c)
{
    for (size_t i = 0; i < c->formula.count; i++) {
        const struct formula_step *step = &c->formula.steps[i];
        const struct cella *needed = step->kind == FORMULA_OPERAND ? operand_cell(c, step) : NULL;
        if (needed != NULL && needed->stato == CELLA_ERRATA)
            return true;
    }
    return false;
}

static bool evaluate_formula(struct tables *t, struct cella *c)
{
    const struct formula_step *culprit = NULL;
    if (needs_wrong_cell(c)) {
        c->stato = CELLA_ERRATA;
        return true;
    }
    enum formula_result result = formula_eval(&c->formula, &t->machine, operand_value, c, c->valore.numero, &culprit);
    set_type(c, VALORE_NUMERO, &c->valore);
    c->valore.decimali = declared_decimals(c) >= 0 ? declared_decimals(c) : precision_usual(&c->valore, t->method).decimali;
    c->stato = result == FORMULA_VALUE ? CELLA_VALORE : result == FORMULA_TOO_LARGE ? CELLA_ERRATA : CELLA_VUOTA;
    if (result == FORMULA_BY_ZERO || result == FORMULA_TOO_LARGE)
        formula_report_result(t->diag, t->plan, plan_child(c->element, "formula"), &c->formula, result, culprit);
    return result != FORMULA_SHORT;
}

static bool evaluate(struct tables *t, struct cella *c)
{
    if (c->stato == CELLA_ERRATA)   /* part of a cycle */
        return true;
    if (c->genere == CELLA_FORMULA)
        return evaluate_formula(t, c);
    evaluate_sum(c);
    return true;
}

/* ---------------------------------------------------------------- order */

#define MOST_NAMED 100

static void name_cell(struct buf *out, const struct cella *c)
{
    const char *riga = plan_attr(c->tabella->righe[c->riga].element, "id"), *id = plan_attr(c->element, "id");
    const char *colonna = c->colonna < c->tabella->colonne_count ? plan_attr(c->tabella->colonne[c->colonna].element, "id") : NULL;
    if (id != NULL)
        buf_str(out, id);
    else if (riga != NULL && colonna != NULL)
        buf_printf(out, "%s/%s", riga, colonna);
    else
        buf_printf(out, "riga %zu/%s", c->riga + 1, colonna != NULL ? colonna : "?");
}

/* The cells of STACK from FROM on need each other: they are wrong, and named. */
static void report_cycle(struct tables *t, struct cella **stack, size_t from, size_t count)
{
    struct buf names = BUF_INIT;
    for (size_t i = from; i < count; i++) {
        stack[i]->stato = CELLA_ERRATA;
        if (i - from < MOST_NAMED) {
            name_cell(&names, stack[i]);
            buf_str(&names, " → ");
        }
    }
    if (count - from > MOST_NAMED)
        buf_str(&names, "… → ");
    name_cell(&names, stack[from]);
    struct diag_place at = plan_place(t->plan, stack[from]->element);
    diag_say(t->diag, DIAG_CELL_CYCLE, &at, buf_text(&names));
    buf_free(&names);
}

/* Evaluates START after all that it needs. STACK has room for every cell of the table. */
static bool evaluate_in_order(struct tables *t, struct cella *start, struct cella **stack)
{
    size_t count = 0;
    stack[count++] = start;
    start->stato = CELLA_IN_CORSO;
    while (count > 0) {
        struct cella *c = stack[count - 1], *needed = next_needed(c);
        if (needed == NULL) {
            if (!evaluate(t, c))
                return false;
            count--;
        } else if (needed->stato == CELLA_DA_FARE) {
            needed->stato = CELLA_IN_CORSO;
            stack[count++] = needed;
        } else if (needed->stato == CELLA_IN_CORSO) {
            size_t from = count;
            while (stack[--from] != needed)
                ;
            report_cycle(t, stack, from, count);
        }
    }
    return true;
}

static size_t count_cells(const struct tabella *tab)
{
    size_t count = 0;
    for (size_t i = 0; i < tab->righe_count; i++)
        count += tab->righe[i].celle_count;
    return count;
}

bool table_evaluate(struct tables *t, struct tabella *tab)
{
    struct cella **stack = calloc(count_cells(tab) + 1, sizeof *stack);
    bool ok = stack != NULL;
    for (size_t i = 0; ok && i < tab->righe_count; i++)
        for (size_t k = 0; ok && k < tab->righe[i].celle_count; k++)
            ok = link_cell(t, &tab->righe[i].celle[k]);
    for (size_t i = 0; ok && i < tab->righe_count; i++)
        for (size_t k = 0; ok && k < tab->righe[i].celle_count; k++)
            if (tab->righe[i].celle[k].stato == CELLA_DA_FARE)
                ok = evaluate_in_order(t, &tab->righe[i].celle[k], stack);
    free(stack);
    return ok;
}

/* ---------------------------------------------------------------- all tables */

static bool read_tables(struct tables *t)
{
    for (size_t i = 0; i < t->plan->all_tables.count; i++)
        if (!table_read(t, t->plan->all_tables.list[i]))
            return false;
    return true;
}

bool tables_compute(struct tables *t, struct plan *p, const struct method *m, struct arena *a, struct diag *d)
{
    *t = (struct tables){.plan = p, .arena = a, .method = m, .diag = d};
    names_init(&t->by_id, a);
    formula_machine_init(&t->machine);
    bool ok = read_tables(t);
    for (size_t i = 0; ok && i < t->count; i++)
        ok = table_evaluate(t, t->list[i]);
    return ok;
}

void tables_clear(struct tables *t)
{
    for (size_t i = 0; i < t->count; i++)
        for (size_t r = 0; r < t->list[i]->righe_count; r++)
            for (size_t c = 0; c < t->list[i]->righe[r].celle_count; c++)
                valore_clear(&t->list[i]->righe[r].celle[c].valore);
    formula_machine_clear(&t->machine);
}
