/* compute.c: the steps of the computation, from the plan's data to the figures written into it. */
#include "compute/compute.h"

#include <stdlib.h>

#include "base/arena.h"
#include "compute/calcoli.h"
#include "compute/mean.h"
#include "compute/model.h"
#include "compute/plan.h"
#include "compute/rollup.h"
#include "compute/uses.h"

static void prepare(struct computation *c, struct plan *p, struct diag *d)
{
    c->plan = p;
    c->diag = d;
    formula_machine_init(&c->machine);
    sum_init(&c->numerator);
    sum_init(&c->denominator);
    grado_init(&c->nessuno);
    grado_init(&c->non_disponibile);
    c->non_disponibile.stato = GRADO_ND;
    c->periodo = periodo_year(p->anno);
}

static struct computation *computation_new(struct plan *p, struct diag *d)
{
    struct arena *arena = arena_new();
    struct computation *c = arena != NULL ? arena_alloc(arena, sizeof *c) : NULL;
    if (c == NULL) {
        arena_free(arena);
        return NULL;
    }
    c->arena = arena;
    prepare(c, p, d);
    return c;
}

void compute_free(struct computation *c)
{
    if (c == NULL)
        return;
    tree_clear(c);
    if (c->read >= COMPUTATION_METHOD)
        method_clear(&c->method);
    if (c->read >= COMPUTATION_TABLES)
        tables_clear(&c->tables);
    if (c->read >= COMPUTATION_MEASURES)
        measures_clear(&c->measures);
    formula_machine_clear(&c->machine);
    sum_clear(&c->numerator);
    sum_clear(&c->denominator);
    grado_clear(&c->nessuno);
    grado_clear(&c->non_disponibile);
    membri_clear(&c->membri);
    arena_free(c->arena);
}

void compute_forget(struct plan *p)
{
    compute_free(p->computation);
    p->computation = NULL;
}

static bool read_method(struct computation *c)
{
    c->read = COMPUTATION_METHOD;
    return method_read(&c->method, c->plan, c->arena);
}

static bool compute_tables(struct computation *c)
{
    c->read = COMPUTATION_TABLES;
    return tables_compute(&c->tables, c->plan, &c->method, c->arena, c->diag);
}

static bool read_tree(struct computation *c)
{
    c->read = COMPUTATION_MEASURES;
    measures_init(&c->measures, c->plan, c->arena, &c->tables);
    return tree_read(c);
}

static bool roll_up(struct computation *c)
{
    rollup_choose_period(c);
    if (!rollup_nodes(c))
        return false;
    rollup_totals(c);
    return !c->membri.failed;
}

/* Every step may rely on all those before it. */
static bool (*const steps[])(struct computation *) = {
    read_method, compute_tables, read_tree, indicator_values, indicator_gradi, roll_up, calcoli_write, uses_keep, NULL,
};

bool compute_run(struct plan *p, struct diag *d)
{
    struct computation *c = computation_new(p, d);
    bool ok = c != NULL;
    calcoli_erase(p);
    compute_forget(p);
    p->computation = c;
    for (size_t i = 0; ok && steps[i] != NULL; i++)
        ok = steps[i](c);
    if (c != NULL)
        c->diag = NULL;
    if (!ok)
        diag_say0(d, DIAG_NO_MEMORY, NULL);
    return ok;
}
