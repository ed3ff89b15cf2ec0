/* rule_rollup.c: nd-escluso: indicators that are left out of the means because they have no value. */
#include "check/rule.h"
#include "compute/model.h"
#include "compute/rollup.h"

/* Whether the node above sums up what it contains. */
static bool is_summed(const struct item *item)
{
    return item->parent != NULL && rollup_method(item->parent).regola != REGOLA_NESSUNA;
}

void rule_nd_escluso(struct check *c)
{
    const struct computation *computed = c->plan->computation;
    struct elenco e = {BUF_INIT, 0};
    if (c->method->grado.assenti_zero)
        return;
    for (size_t i = 0; i < computed->items_count; i++) {
        const struct item *item = computed->items[i];
        if (item->kind == ITEM_INDICATORE && indicator_grado(computed, item->indicatore)->stato == GRADO_ND && is_summed(item))
            elenco_add(c, &e, item->element);
    }
    elenco_report(c, DIAG_ND_LEFT_OUT, &e, c->indicatore_count);
}
