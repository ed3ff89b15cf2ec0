/* rule_repeated.c: ripetuto-diverso: the same thing said twice, differently: in a view, or by two indicators. */
#include <string.h>

#include "base/arena.h"
#include "base/number.h"
#include "check/fold.h"
#include "check/rule.h"

/* ---------------------------------------------------------------- contents */

/* Nothing written, a cell left blank, a dash: the same (compute.md 6.4). N may be NULL. */
static bool is_blank(const xmlNode *n, const struct valore *v)
{
    static const char *const contents[] = {"intervallo", "riferimento", "condizioni"};
    for (size_t i = 0; i < sizeof contents / sizeof *contents; i++)
        if (plan_child(n, contents[i]) != NULL)
            return false;
    return v->tipo == VALORE_NESSUNO
           || (v->tipo == VALORE_ASSENTE
               && (plan_attr_is(v->elemento, "stato", "in-bianco") || plan_attr_is(v->elemento, "stato", "non-previsto")));
}

/* All text of N, folded; blanks inside a value do not count. */
static bool same_text(const xmlNode *a, const xmlNode *b)
{
    struct buf x = BUF_INIT, y = BUF_INIT;
    xmlChar *s = xmlNodeGetContent(a), *t = xmlNodeGetContent(b);
    fold_add(&x, s != NULL ? (const char *)s : "", FOLD_BLANKS, NULL);
    fold_add(&y, t != NULL ? (const char *)t : "", FOLD_BLANKS, NULL);
    bool same = strcmp(buf_text(&x), buf_text(&y)) == 0;
    xmlFree(s);
    xmlFree(t);
    buf_free(&x);
    buf_free(&y);
    return same;
}

static bool same_numbers(const struct valore *a, const struct valore *b)
{
    if ((a->tipo == VALORE_PERCENTO) != (b->tipo == VALORE_PERCENTO))
        return false;
    mpq_t rounded;   /* a computed value is exact, the view's as it is printed */
    mpq_init(rounded);
    mpq_set(rounded, b->numero);
    number_round(rounded, a->decimali + (a->tipo == VALORE_PERCENTO ? 2 : 0));
    bool same = mpq_equal(a->numero, b->numero) || mpq_equal(a->numero, rounded);
    mpq_clear(rounded);
    return same;
}

/* Whether A, as a view gives it, says what B says. */
static bool same_content(const xmlNode *a, const struct valore *v, const xmlNode *b, const struct valore *w)
{
    if (is_blank(a, v) || is_blank(b, w))
        return is_blank(a, v) && is_blank(b, w);
    if (valore_is_number(v) && valore_is_number(w))
        return same_numbers(v, w);
    if (v->tipo != w->tipo)
        return false;
    if (v->tipo == VALORE_DATA)
        return date_compare(v->data, w->data) == 0;
    if (v->tipo == VALORE_SINO)
        return v->si == w->si;
    if (v->tipo == VALORE_ASSENTE)
        return plan_attr_is(v->elemento, "stato", plan_attr(w->elemento, "stato"));
    return v->tipo == VALORE_PAROLE ? same_text(v->elemento, w->elemento) : same_text(a, b);
}

static bool same_comparator(const xmlNode *a, const xmlNode *b)
{
    const char *x = plan_attr(a, "comparatore"), *y = plan_attr(b, "comparatore");
    return x == NULL || y == NULL || strcmp(x, y) == 0;
}

/* ---------------------------------------------------------------- a view and its indicator */

static const xmlNode *find_year(const struct check *c, const xmlNode *parent, const char *name, int anno)
{
    for (const xmlNode *n = plan_child(parent, name); n != NULL; n = plan_next(n, name))
        if (plan_attr_int(n, "anno", c->plan->anno) == anno && plan_attr(n, "parte") == NULL)
            return n;
    return NULL;
}

static const char *content_text(struct check *c, const xmlNode *n, const struct valore *v, const char *unita)
{
    struct richiesta r = {.comparatore = attain_comparatore(plan_attr(n, "comparatore"))};
    if (is_blank(n, v))
        return "–";
    r.v = *v;
    return check_richiesta(c, &r, unita);
}

/* What the indicator says where a view says N: its own target or consuntivo of that year, else the computed one. */
static const xmlNode *find_counterpart(const struct check *c, const xmlNode *n, const struct scheda *i)
{
    int anno = plan_attr_int(n, "anno", c->plan->anno);
    const xmlNode *there = find_year(c, i->node, (const char *)n->name, anno);
    return there != NULL ? there : find_year(c, i->parts[PART_CALCOLI], (const char *)n->name, anno);
}

/* Reads N and its counterpart into V and W (initialised); whether they say the same. */
static bool read_both(const xmlNode *n, struct valore *v, const xmlNode *there, struct valore *w)
{
    valore_read(v, n);
    valore_read(w, there);
    if (plan_attr(there, "esatto") != NULL && valore_is_number(w))
        number_parse_fraction(w->numero, plan_attr(there, "esatto"));
    return same_content(n, v, there, w) && same_comparator(n, there);
}

bool repeated_is_own(const struct check *c, const xmlNode *n, const struct scheda *i)
{
    struct valore v, w;
    if (plan_attr(n, "parte") != NULL)
        return true;
    valore_init(&v);
    valore_init(&w);
    bool same = read_both(n, &v, find_counterpart(c, n, i), &w);
    valore_clear(&v);
    valore_clear(&w);
    return !same;
}

/* Compares what the voce N says with the indicator of the same year; true when the difference was reported. */
static bool compare_content(struct check *c, const xmlNode *voce, const xmlNode *n, const struct scheda *i)
{
    const char *name = (const char *)n->name;
    int anno = plan_attr_int(n, "anno", c->plan->anno);
    const xmlNode *there = find_counterpart(c, n, i);
    struct valore v, w;
    if (plan_attr(n, "parte") != NULL)
        return false;
    valore_init(&v);
    valore_init(&w);
    bool differ = !read_both(n, &v, there, &w);
    if (differ)
        check_say(c, DIAG_VIEW_DIFFERS, voce, check_print(c, "%s %d", name, anno), content_text(c, n, &v, i->unita),
                  content_text(c, there, &w, i->unita));
    valore_clear(&v);
    valore_clear(&w);
    return differ;
}

void rule_ripetuto_vista(struct check *c)
{
    for (size_t i = 0; i < c->voci.count; i++) {
        const xmlNode *voce = c->voci.list[i];
        const struct scheda *of = collect_scheda(c, plan_attr(voce, "rif"));
        bool reported = false;
        for (const xmlNode *n = of != NULL ? plan_child(voce, NULL) : NULL; n != NULL && !reported; n = plan_next(n, NULL))
            if (plan_is(n, "target") || plan_is(n, "consuntivo"))
                reported = compare_content(c, voce, n, of);
    }
}

/* ---------------------------------------------------------------- two indicators of the same algorithm */

/* "algorithm, year, value" of a base value; NULL for an absent one, or when memory is short. */
static const char *base_key(struct check *c, const char *algoritmo, const xmlNode *base, struct valore *v)
{
    const char *anno = plan_attr(base, "anno");
    valore_read(v, base);
    if (anno == NULL || (!valore_is_number(v) && v->tipo != VALORE_DATA && v->tipo != VALORE_SINO))
        return NULL;
    buf_clear(&c->scratch);
    fold_add(&c->scratch, algoritmo, FOLD_BLANKS, NULL);
    buf_printf(&c->scratch, "\037%s\037%d ", anno, (int)v->tipo);
    if (valore_is_number(v))
        number_fraction(&c->scratch, v->numero);
    else if (v->tipo == VALORE_DATA)
        date_iso(&c->scratch, v->data);
    else
        buf_str(&c->scratch, v->si ? "si" : "no");
    const char *key = arena_strdup(c->arena, buf_text(&c->scratch));
    c->no_memory |= key == NULL;
    return key;
}

/* Reports the first year in which the base of I is another than that of OTHER; true when there is one. */
static bool compare_bases(struct check *c, const struct scheda *i, const struct scheda *other)
{
    bool differ = false;
    struct valore v, w;
    valore_init(&v);
    valore_init(&w);
    for (const xmlNode *a = i->parts[PART_BASE]; a != NULL && !differ; a = next_alike(a)) {
        const xmlNode *b = find_year(c, other->node, "base", plan_attr_int(a, "anno", 0));
        if (b == NULL)
            continue;
        valore_read(&v, a);
        valore_read(&w, b);
        differ = !same_content(a, &v, b, &w);
        if (differ)
            check_say(c, DIAG_BASE_DIFFERS, i->node, check_label(c, other->node), plan_attr(a, "anno"),
                      check_valore(c, &v, i->unita), check_valore(c, &w, other->unita));
    }
    valore_clear(&v);
    valore_clear(&w);
    return differ;
}

/* Looks for an earlier indicator that agrees with I in algorithm and one year, then enters I's own years. */
static void check_base(struct check *c, struct names *met, struct scheda *i, const char *algoritmo)
{
    bool reported = false;
    struct valore v;
    valore_init(&v);
    for (const xmlNode *b = i->parts[PART_BASE]; b != NULL; b = next_alike(b)) {
        const char *key = base_key(c, algoritmo, b, &v);
        const struct name *found = key != NULL ? names_find(met, NULL, key, strlen(key)) : NULL;
        if (found != NULL && found->value != i && !reported)
            reported = compare_bases(c, i, found->value);
        if (key != NULL)
            c->no_memory |= !names_add(met, NULL, key, strlen(key), i);
    }
    valore_clear(&v);
}

void rule_ripetuto_base(struct check *c)
{
    struct names met;
    names_init(&met, c->arena);
    for (size_t i = 0; i < c->indicatore_count; i++) {
        struct scheda *s = &c->indicatori[i];
        const xmlNode *algoritmo = s->parts[PART_ALGORITMO];
        if (algoritmo != NULL && s->parts[PART_BASE] != NULL)
            check_base(c, &met, s, plan_text(c->plan, algoritmo));
    }
}
