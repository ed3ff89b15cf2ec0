/* rule_slip.c: slips of the pen that the schema lets pass: rows with cells too few or too many, points for thousands, odd years. */
#include <string.h>

#include "base/number.h"
#include "check/grid.h"
#include "check/rule.h"

/* ---------------------------------------------------------------- celle-della-riga */

struct table {
    struct check *check;
    int columns;
};

/* The title of a group may be the only cell of its row. */
static bool is_title(const xmlNode *riga)
{
    const xmlNode *cella = plan_child(riga, "cella");
    return plan_attr_is(riga, "genere", "gruppo") && cella != NULL && plan_next(cella, "cella") == NULL;
}

static void check_row(void *self, const xmlNode *riga, int columns)
{
    const struct table *t = self;
    if (columns == t->columns || is_title(riga))
        return;
    check_say(t->check, columns < t->columns ? DIAG_ROW_SHORT : DIAG_ROW_LONG, riga, check_print(t->check, "%d", columns),
              check_print(t->check, "%d", t->columns));
}

void rule_celle_della_riga(struct check *c)
{
    for (size_t i = 0; i < c->tabelle.count; i++) {
        struct table t = {c, grid_width(c->tabelle.list[i])};
        if (t.columns > 0 && t.columns < GRID_COLUMNS - 1)
            grid_rows(c->tabelle.list[i], check_row, &t);
    }
}

/* ---------------------------------------------------------------- migliaia-dubbie */

/* Whether TEXT is "120.000": an amount of euro has cents, so that three decimals are thousands. */
static bool is_grouped(const char *text)
{
    size_t whole = strspn(text, "0123456789");
    return whole >= 1 && whole <= 3 && text[0] != '0' && text[whole] == '.' && strspn(text + whole + 1, "0123456789") == 3 &&
           text[whole + 4] == '\0';
}

void rule_migliaia_dubbie(struct check *c)
{
    mpq_t q;
    mpq_init(q);
    for (size_t i = 0; i < c->importi.count; i++) {
        const xmlNode *n = c->importi.list[i];
        const char *unita = plan_attr(n, "unita"), *text = plan_text(c->plan, n);
        if ((unita != NULL && strcmp(unita, "€") != 0) || !is_grouped(text))
            continue;
        if (number_parse(q, text, strlen(text), NULL))
            check_say(c, DIAG_AMOUNT_THOUSANDS, n, text, check_number(c, q, 2),
                      check_print(c, "%.*s%s", (int)strcspn(text, "."), text, text + strcspn(text, ".") + 1));
    }
    mpq_clear(q);
}

/* ---------------------------------------------------------------- anno-fuori-periodo */

#define YEARS_BEFORE 3    /* a document may repeat the targets of the years before */
#define YEARS_AFTER 10    /* and name aims that lie beyond it: those of 2030, of 2035 */

/* The years that the plan's documents say they are of; false when none does. */
static bool find_period(const struct check *c, int *dal, int *al)
{
    *dal = *al = 0;
    for (const xmlNode *d = plan_child(c->plan->root, "documento"); d != NULL; d = plan_next(d, "documento")) {
        const xmlNode *p = plan_child(d, "periodo");
        int from = plan_attr_int(p, "dal", 0), to = plan_attr_int(p, "al", 0);
        if (p == NULL || from == 0 || to < from)
            continue;
        *dal = *dal == 0 || from < *dal ? from : *dal;
        *al = to > *al ? to : *al;
    }
    return *dal > 0;
}

static void check_years(struct check *c, const xmlNode *first, int dal, int al)
{
    for (const xmlNode *t = first; t != NULL; t = next_alike(t)) {
        int anno = plan_attr_int(t, "anno", dal);
        if (anno < dal - YEARS_BEFORE || anno > al + YEARS_AFTER)
            check_say(c, DIAG_TARGET_YEAR, t, plan_attr(t, "anno"), check_print(c, "%d", dal), check_print(c, "%d", al));
    }
}

void rule_anno_fuori_periodo(struct check *c)
{
    int dal, al;
    if (!find_period(c, &dal, &al))
        return;
    for (size_t i = 0; i < c->indicatore_count; i++)
        check_years(c, c->indicatori[i].parts[PART_TARGET], dal, al);
    for (size_t i = 0; i < c->voci.count; i++)
        check_years(c, plan_child(c->voci.list[i], "target"), dal, al);
}
