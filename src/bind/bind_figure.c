/* bind_figure.c: which figure of a node or an indicator is printed (published, computed, the author's own), and which name. */
#include "bind/bind_job.h"

#include <string.h>

#include "base/date.h"
#include "base/number.h"
#include "compute/valore.h"
#include "read/codes.h"

struct date figure_day(const struct plan *plan)
{
    struct date day = {0};
    for (const xmlNode *d = plan_child(plan->root, "documento"); d != NULL; d = plan_next(d, "documento"))
        if (plan_attr_is(d, "tipo", plan->documento) && plan_attr_date(d, "al", &day))
            break;
    return day.year == plan->anno ? day : (struct date){0};
}

/* The figure WHAT among the children of PARENT that is of YEAR: in a document of a day that of this day, else that of the
 * whole year, else an interim one (al). */
static const xmlNode *pick(const struct bind *b, const xmlNode *parent, const char *what, int year)
{
    const xmlNode *whole = NULL, *interim = NULL;
    for (const xmlNode *c = plan_child(parent, what); c != NULL; c = plan_next(c, what)) {
        struct date al;
        bool dated = plan_attr_date(c, "al", &al);
        int of = plan_attr_int(c, "anno", dated ? al.year : 0);
        if (year != 0 && of != 0 && of != year)
            continue;
        if (dated && b->day.year != 0 && date_compare(al, b->day) == 0)
            return c;
        if (dated)
            interim = c;
        else if (whole == NULL)
            whole = c;
    }
    return whole != NULL ? whole : interim;
}

/* What an entry of a view or a reference stands for; NULL for anything else. */
static const xmlNode *named(struct bind *b, const xmlNode *n)
{
    const char *rif = plan_is(n, "voce") || plan_is(n, "rinvio") ? plan_attr(n, "rif") : NULL;
    return rif != NULL ? plan_find(b->plan, rif) : NULL;
}

const xmlNode *figure_published(struct bind *b, const xmlNode *n, const char *what, int year)
{
    const xmlNode *f = pick(b, plan_child(n, "pubblicato"), what, year);
    const xmlNode *other = f == NULL ? named(b, n) : NULL;
    return other != NULL ? pick(b, plan_child(other, "pubblicato"), what, year) : f;
}

const xmlNode *figure_computed(struct bind *b, const xmlNode *n, const char *what, int year)
{
    const xmlNode *f = pick(b, plan_child(n, "calcoli"), what, year);
    const xmlNode *other = f == NULL ? named(b, n) : NULL;
    return other != NULL ? pick(b, plan_child(other, "calcoli"), what, year) : f;
}

const xmlNode *figure_own(struct bind *b, const xmlNode *n, const char *what, int year)
{
    const xmlNode *f = pick(b, n, what, year);
    const xmlNode *other = f == NULL ? named(b, n) : NULL;
    return other != NULL ? pick(b, other, what, year) : f;
}

const xmlNode *figure_find(struct bind *b, const xmlNode *n, const char *what, int year)
{
    const xmlNode *f = figure_published(b, n, what, year);
    if (f == NULL)
        f = figure_computed(b, n, what, year);
    return f != NULL ? f : figure_own(b, n, what, year);
}

/* The band without a lower end: for what has no grado. */
static const xmlNode *band_of_nothing(struct bind *b)
{
    const xmlNode *f = plan_child(plan_child(b->plan->metodo, "valutazione"), "fascia");
    while (f != NULL && plan_attr(f, "da") != NULL)
        f = plan_next(f, "fascia");
    return f;
}

const xmlNode *figure_band(struct bind *b, const xmlNode *n)
{
    if (plan_is(n, "fascia"))
        return n;
    const char *id = plan_attr(n, "fascia");
    const xmlNode *grado = id == NULL ? figure_computed(b, n, "grado", 0) : NULL;
    if (grado != NULL)
        id = plan_attr(grado, "fascia");
    if (id != NULL)
        return plan_find(b->plan, id);
    return grado != NULL && plan_child(grado, "assente") != NULL ? band_of_nothing(b) : NULL;
}

/* ---- names ---- */

/* The name that the plan prints for a missione, or for a programma of it; NULL when it has none of its own. */
static const char *printed_name(struct bind *b, const char *missione, const char *programma)
{
    const xmlNode *m = plan_child(plan_child(b->plan->root, "classificazione"), "missione");
    while (m != NULL && !plan_attr_is(m, "codice", missione))
        m = plan_next(m, "missione");
    if (m != NULL && programma != NULL) {
        m = plan_child(m, "programma");
        while (m != NULL && !plan_attr_is(m, "codice", programma))
            m = plan_next(m, "programma");
    }
    const xmlNode *name = m != NULL ? plan_child(m, "nome") : NULL;
    return name != NULL ? node_string(b, name) : NULL;
}

const char *name_missione(struct bind *b, const char *code)
{
    const char *name = printed_name(b, code, NULL);
    if (name == NULL && b->o->codes != NULL)
        name = codes_missione(b->o->codes, code);
    return name != NULL ? name : "";
}

const char *name_programma(struct bind *b, const char *missione, const char *code)
{
    const char *name = printed_name(b, missione, code);
    if (name == NULL && b->o->codes != NULL)
        name = codes_programma(b->o->codes, missione, code, b->plan->anno);
    return name != NULL ? name : "";
}

/* ---- comparing ---- */

/* Numbers differ when the computed one, rounded as the published one is written, is another; its exact value counts. */
static bool numbers_differ(const struct valore *published, const struct valore *computed, const char *exact)
{
    mpq_t a, c;
    mpq_inits(a, c, NULL);
    mpq_set(a, published->numero);
    mpq_set(c, computed->numero);
    if (exact != NULL)
        number_parse_fraction(c, exact);
    number_round(c, published->decimali + (published->tipo == VALORE_PERCENTO ? 2 : 0));
    bool differ = !mpq_equal(a, c);
    mpq_clears(a, c, NULL);
    return differ;
}

bool figure_differs(const xmlNode *published, const xmlNode *computed)
{
    struct valore p, c;
    bool differ = false;
    valore_init(&p);
    valore_init(&c);
    valore_read(&p, published);
    valore_read(&c, computed);
    if (valore_is_number(&p) && valore_is_number(&c))
        differ = numbers_differ(&p, &c, plan_attr(computed, "esatto"));
    else if (p.tipo == VALORE_DATA && c.tipo == VALORE_DATA)
        differ = date_compare(p.data, c.data) != 0;
    else
        differ = p.tipo != c.tipo && p.tipo != VALORE_NESSUNO && c.tipo != VALORE_NESSUNO;
    valore_clear(&p);
    valore_clear(&c);
    return differ;
}
