/* rule_year.c: years and days: deadlines, headings, names, targets of three years, values of part of a year. */
#include <stdlib.h>
#include <string.h>

#include "check/fold.h"
#include "check/rule.h"

static const char *number(struct check *c, int n)
{
    return check_print(c, "%d", n);
}

static const char *day(struct check *c, struct date d)
{
    return check_print(c, "%02d/%02d/%d", d.day, d.month, d.year);
}

/* ---------------------------------------------------------------- triennio-incompleto */

/* For how many years a level declares targets; a group has those of the node it divides. 0: it does not say. */
static int years_due(const struct check *c, const xmlNode *nodo)
{
    for (; plan_is(nodo, "nodo"); nodo = nodo->parent) {
        const char *id = plan_attr(nodo, "livello");
        const xmlNode *livello = id != NULL ? plan_find(c->plan, id) : NULL;
        int years = plan_attr_int(livello, "anni-target", 0);
        if (years > 0 || !plan_attr_is(livello, "natura", "gruppo"))
            return years;
    }
    return 0;
}

/* Blank: nothing is written, or the printed cell was left blank. */
static bool has_target(const struct soggetto *s, int anno)
{
    for (size_t i = 0; i < s->richiesta_count; i++) {
        const struct valore *v = &s->richieste[i].v;
        if (s->richieste[i].anno == anno && !(v->tipo == VALORE_ASSENTE && plan_attr_is(v->elemento, "stato", "in-bianco")))
            return true;
    }
    return false;
}

void rule_triennio_incompleto(struct check *c, const struct soggetto *s)
{
    int years = s->vista ? 0 : years_due(c, s->indicatore->nodo);
    const char *missing = "";
    if (years > 10)
        years = 10;
    for (int anno = c->plan->anno; anno < c->plan->anno + years; anno++)
        if (!has_target(s, anno))
            missing = check_print(c, "%s%s%d", missing, *missing != '\0' ? ", " : "", anno);
    if (*missing != '\0')
        check_say(c, DIAG_YEARS_MISSING, s->node, missing, number(c, years));
}

/* ---------------------------------------------------------------- scadenza-fuori-esercizio */

void rule_scadenza_fuori_esercizio(struct check *c, const struct soggetto *s)
{
    for (size_t i = 0; i < s->richiesta_count; i++) {
        const struct richiesta *r = &s->richieste[i];
        if (!r->propria || r->v.tipo != VALORE_DATA || r->v.data.year == r->anno)
            continue;
        check_say(c, DIAG_DEADLINE_OUTSIDE, s->node, number(c, r->anno), day(c, r->v.data));
        return;
    }
}

/* ---------------------------------------------------------------- anno-intestazione */

#define MOST_YEARS 8

/* Reports a heading at NODE that names years, but not the plan's. */
static bool check_heading(struct check *c, const xmlNode *node, const char *heading)
{
    int years[MOST_YEARS];
    size_t count = heading != NULL ? fold_years(heading, years, MOST_YEARS) : 0;
    for (size_t i = 0; i < count; i++)
        if (years[i] == c->plan->anno)
            return false;
    if (count > 0)
        check_say(c, DIAG_HEADING_YEAR, node, check_short(c, heading, 80), number(c, years[0]), number(c, c->plan->anno));
    return count > 0;
}

void rule_intestazione_target(struct check *c, const struct soggetto *s)
{
    for (size_t i = 0; i < s->richiesta_count; i++) {
        const struct richiesta *r = &s->richieste[i];
        if (r->propria && r->anno == c->plan->anno && check_heading(c, s->node, plan_attr(r->target, "etichetta")))
            return;
    }
}

void rule_intestazione_risorse(struct check *c)
{
    for (size_t i = 0; i < c->nodi.count; i++)
        for (const xmlNode *r = plan_part(c->nodi.list[i], "risorse"); r != NULL; r = plan_next(r, "risorse"))
            if (plan_attr_int(r, "anno", c->plan->anno) == c->plan->anno
                && check_heading(c, c->nodi.list[i], plan_attr(r, "etichetta")))
                break;
}

/* ---------------------------------------------------------------- anno-nome-target */

/* The printed wording of a target, its value in the place that is kept for it. */
static void add_wording(struct check *c, struct buf *out, const xmlNode *n, const struct valore *v, const char *unita)
{
    for (const xmlNode *child = n->children; child != NULL; child = child->next) {
        if (child->type == XML_TEXT_NODE)
            buf_str(out, (const char *)child->content);
        else if (plan_is(child, "valore"))
            buf_str(out, check_valore(c, v, unita));
        else if (child->type == XML_ELEMENT_NODE)
            add_wording(c, out, child, v, unita);
    }
}

/* How many "#" stand before END. */
static size_t marks_before(const char *text, const char *end)
{
    size_t count = 0;
    for (; text < end; text++)
        count += *text == '#';
    return count;
}

static const char *print_years(struct check *c, const int *years, size_t count)
{
    const char *text = "";
    for (size_t i = 0; i < count; i++)
        text = check_print(c, "%s%s%d", text, i > 0 ? ", " : "", years[i]);
    return text;
}

/* NAME, its years masked, stands in WORDING, its years masked, but the years are others. */
static bool check_years(struct check *c, const struct soggetto *s, const char *name, const char *wording)
{
    struct buf a = BUF_INIT, b = BUF_INIT;
    int in_name[MOST_YEARS], in_wording[4 * MOST_YEARS];
    size_t count = fold_years(name, in_name, MOST_YEARS), all = fold_years(wording, in_wording, 4 * MOST_YEARS);
    bool differ = false;
    fold_add(&a, name, FOLD_BLANKS | FOLD_PUNCTUATION | FOLD_YEARS, NULL);
    fold_add(&b, wording, FOLD_BLANKS | FOLD_PUNCTUATION | FOLD_YEARS, NULL);
    const char *found = count > 0 ? strstr(buf_text(&b), buf_text(&a)) : NULL;
    if (found != NULL) {
        size_t from = marks_before(buf_text(&b), found);
        differ = from + count <= all && memcmp(in_name, in_wording + from, count * sizeof *in_name) != 0;
        if (differ)
            check_say(c, DIAG_NAME_YEAR, s->node, print_years(c, in_name, count), print_years(c, in_wording + from, count));
    }
    buf_free(&a);
    buf_free(&b);
    return differ;
}

void rule_anno_nome_target(struct check *c, const struct soggetto *s)
{
    int year;
    if (fold_years(s->indicatore->nome, &year, 1) == 0)
        return;
    for (size_t i = 0; i < s->richiesta_count; i++) {
        const struct richiesta *r = &s->richieste[i];
        const xmlNode *stampato = r->propria ? plan_child(r->target, "stampato") : NULL;
        struct buf wording = BUF_INIT;
        if (stampato != NULL)
            add_wording(c, &wording, stampato, &r->v, s->indicatore->unita);
        bool reported = check_years(c, s, s->indicatore->nome, buf_text(&wording));
        buf_free(&wording);
        if (reported)
            return;
    }
}

/* ---------------------------------------------------------------- dato-parziale, consuntivo-mancante */

void rule_dato_parziale(struct check *c, const struct soggetto *s)
{
    for (size_t i = 0; i < s->osservazione_count; i++) {
        const struct osservazione *o = &s->osservazioni[i];
        bool whole = o->origine == ORIGINE_BASE || o->origine == ORIGINE_CONSUNTIVO;
        if (!whole || !o->propria || o->calcolata || o->anno == 0 || o->anno >= c->plan->anno || !osservazione_early(o))
            continue;
        check_say(c, DIAG_VALUE_PARTIAL, s->node, number(c, o->anno), day(c, o->al));
        return;
    }
}

/* A cell left blank, or with a dash: nothing is said about the value. */
static bool is_blank(const struct valore *v)
{
    return v->tipo == VALORE_NESSUNO
           || (v->tipo == VALORE_ASSENTE
               && (plan_attr_is(v->elemento, "stato", "in-bianco") || plan_attr_is(v->elemento, "stato", "non-previsto")));
}

/* Whether S has an outcome of R's year that says something, be it "n.d."; *OWN, whether the subject gave any for that year. */
static bool has_outcome(const struct soggetto *s, const struct richiesta *r, bool *own)
{
    bool found = false;
    for (size_t i = 0; i < s->osservazione_count; i++) {
        const struct osservazione *o = &s->osservazioni[i];
        if ((o->origine != ORIGINE_CONSUNTIVO && o->origine != ORIGINE_BASE) || o->anno != r->anno)
            continue;
        *own = *own || o->propria;
        found = found || !is_blank(&o->v);
    }
    return found;
}

void rule_consuntivo_mancante(struct check *c, const struct soggetto *s)
{
    for (size_t i = 0; i < s->richiesta_count; i++) {
        const struct richiesta *r = &s->richieste[i];
        bool own = r->propria;
        if (r->anno >= c->plan->anno || r->v.tipo == VALORE_ASSENTE || r->v.tipo == VALORE_PAROLE || has_outcome(s, r, &own) || !own)
            continue;
        check_say(c, DIAG_OUTCOME_MISSING, s->node, number(c, r->anno), check_richiesta(c, r, s->indicatore->unita));
        return;
    }
}
