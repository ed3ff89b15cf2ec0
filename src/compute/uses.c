/* uses.c: lists the measures of a formula, from the formula as it was read for the computation. */
#include "compute/uses.h"

#include <string.h>

#include "base/arena.h"
#include "compute/model.h"
#include "compute/plan.h"

/* The element of the value of ANNO: of the whole year, else of its last day with one. */
static const xmlNode *value_of_year(const struct misura *m, int anno)
{
    const xmlNode *last = NULL;
    for (size_t i = 0; i < m->valori_count; i++)
        if (anno == 0 || m->valori[i].quando.anno == anno) {
            last = m->valori[i].elemento;
            if (anno == 0 || periodo_is_whole(m->valori[i].quando))
                break;
        }
    return last;
}

/* The operator that stands, between blanks, nearest before AT. */
static char sign_before(const struct formula *f, size_t at)
{
    for (size_t i = at; i > 1; i--)
        if (f->text[i - 1] == ' ' && strchr("+-*/", f->text[i - 2]) != NULL && (i == 2 || f->text[i - 3] == ' '))
            return f->text[i - 2];
    return '/';
}

static bool is_repeated(const struct formula *f, size_t step)
{
    for (size_t i = 0; i < step; i++)
        if (f->steps[i].operand == f->steps[step].operand && f->steps[i].scarto == f->steps[step].scarto)
            return true;
    return false;
}

size_t measure_uses(const struct plan *p, const xmlNode *indicatore, int anno, struct arena *a, const struct measure_use **list)
{
    struct item *item = p->computation != NULL ? tree_find(p->computation, plan_attr(indicatore, "id")) : NULL;
    const struct formula *f = item != NULL && item->kind == ITEM_INDICATORE ? &item->indicatore->formula : NULL;
    struct measure_use *uses = f != NULL && f->count > 0 ? arena_array(a, f->count, sizeof *uses) : NULL;
    size_t count = 0;
    for (size_t i = 0; uses != NULL && i < f->count; i++) {
        const struct misura *m = f->steps[i].kind == FORMULA_OPERAND ? f->steps[i].operand : NULL;
        if (m == NULL || is_repeated(f, i))
            continue;
        uses[count] = (struct measure_use){.misura = m->element, .sign = count > 0 ? sign_before(f, f->steps[i].at) : '\0'};
        uses[count++].valore = value_of_year(m, anno != 0 ? anno + f->steps[i].scarto : 0);
    }
    *list = uses;
    return count;
}
