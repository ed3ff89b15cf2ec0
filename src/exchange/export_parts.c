/* export_parts.c: the cells that the tables of export have in common. */
#include "exchange/export_parts.h"

#include <string.h>

#include "base/arena.h"
#include "compute/plan.h"
#include "exchange/cell.h"

void export_headings(struct export *e, const char *const *headings)
{
    for (; *headings != NULL; headings++)
        csv_put(&e->csv, *headings);
    csv_end_row(&e->csv);
}

void export_put(struct export *e)
{
    e->csv.out->failed = e->csv.out->failed || e->text.failed;
    csv_put(&e->csv, buf_text(&e->text));
    buf_clear(&e->text);
}

void export_add_words(struct export *e, const xmlNode *n)
{
    const char *words = cell_words(n, e->arena);
    e->text.failed = e->text.failed || words == NULL;
    buf_str(&e->text, words != NULL ? words : "");
}

void export_words(struct export *e, const xmlNode *n)
{
    export_add_words(e, n);
    export_put(e);
}

void export_attribute(struct export *e, const xmlNode *n, const char *name)
{
    csv_put(&e->csv, plan_attr(n, name));
}

void export_number(struct export *e, long number)
{
    buf_printf(&e->text, "%ld", number);
    export_put(e);
}

/* The child NAME of PARENT that is of that period. */
static const xmlNode *child_of_period(const struct export *e, const xmlNode *parent, const char *name, const struct periodo *quando)
{
    const xmlNode *n = plan_child(parent, name);
    while (n != NULL && quando != NULL && periodo_compare(periodo_of(n, e->plan->anno), *quando) != 0)
        n = plan_next(n, name);
    return n;
}

const xmlNode *export_figure(const struct export *e, const xmlNode *n, const char *name, const struct periodo *quando)
{
    const xmlNode *found = child_of_period(e, plan_child(n, "calcoli"), name, quando);
    if (found == NULL)
        found = child_of_period(e, n, name, quando);
    return found != NULL ? found : child_of_period(e, plan_child(n, "pubblicato"), name, quando);
}

void export_add_value(struct export *e, const xmlNode *parent)
{
    static const struct cell_context any = {0};
    struct cell_value v;
    if (parent == NULL)
        return;
    if (cell_of(&v, parent, &any, e->arena))
        cell_print(&e->text, &v);
    else
        e->text.failed = true;
}

static void add_interval(struct export *e, const xmlNode *interval)
{
    static const char *const ends[] = {"da", "a"};
    for (size_t i = 0; i < 2; i++) {
        const xmlNode *end = plan_child(interval, ends[i]);
        if (end != NULL) {
            buf_printf(&e->text, "%s%s ", e->text.len > 0 && i > 0 && plan_child(interval, ends[0]) ? " " : "", ends[i]);
            export_add_value(e, end);
        }
    }
}

/* "i-1 2024", "i-1, media 2022-2024": what a reference names, and of which years. */
static void add_named(struct export *e, const xmlNode *reference)
{
    const char *named = plan_attr(reference, "indicatore") ? plan_attr(reference, "indicatore") : plan_attr(reference, "misura");
    const char *year = plan_attr(reference, "anno"), *from = plan_attr(reference, "dal"), *to = plan_attr(reference, "al");
    const char *how = plan_attr(reference, "degli-anni");
    buf_str(&e->text, named != NULL ? named : "");
    if (from != NULL)
        buf_printf(&e->text, ", %s %s%s%s", how != NULL ? how : "media", from, to != NULL ? "-" : "", to != NULL ? to : "");
    else if (year != NULL)
        buf_printf(&e->text, " %s", year);
}

/* "media nazionale (2,4), tolleranza 5%" */
static void add_reference(struct export *e, const xmlNode *reference)
{
    static const struct { const char *attribute, *before, *after; } changes[] = {
        {"crescita-percento", ", crescita ", "%"},     {"crescita", ", crescita ", ""},
        {"tolleranza-percento", ", tolleranza ", "%"}, {"tolleranza", ", tolleranza ", ""},
    };
    const xmlNode *term = plan_child(reference, "termine"), *value = plan_child(reference, "valore");
    if (term != NULL)
        export_add_words(e, term);
    else
        add_named(e, reference);
    if (value != NULL) {
        buf_str(&e->text, " (");
        export_add_value(e, value);
        buf_char(&e->text, ')');
    }
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        const char *by = plan_attr(reference, changes[i].attribute);
        if (by == NULL)
            continue;
        buf_str(&e->text, changes[i].before);
        for (; *by != '\0'; by++)
            buf_char(&e->text, *by == '.' ? ',' : *by);
        buf_str(&e->text, changes[i].after);
    }
}

/* The content of a target, or of one of its conditions. */
static void add_content(struct export *e, const xmlNode *content)
{
    const xmlNode *interval = plan_child(content, "intervallo"), *reference = plan_child(content, "riferimento");
    if (interval != NULL)
        add_interval(e, interval);
    else if (reference != NULL)
        add_reference(e, reference);
    else
        export_add_value(e, content);
}

const char *export_comparatore(const char *name)
{
    static const char *const words[][2] = {{"al-massimo", "al massimo"}, {"uguale", "uguale a"}};
    for (size_t i = 0; name != NULL && i < 2; i++)
        if (strcmp(words[i][0], name) == 0)
            return words[i][1];
    return name != NULL ? name : "";
}

void export_add_target(struct export *e, const xmlNode *target)
{
    const xmlNode *conditions = plan_child(target, "condizioni");
    const char *between = plan_attr_is(conditions, "operatore", "o") ? "; oppure " : "; ";
    if (target == NULL)
        return;
    if (conditions == NULL) {
        add_content(e, target);
        return;
    }
    for (const xmlNode *c = plan_child(conditions, "condizione"); c != NULL; c = plan_next(c, "condizione")) {
        buf_printf(&e->text, "%s%s %s ", c == plan_child(conditions, "condizione") ? "" : between, plan_attr(c, "parte"),
                   export_comparatore(plan_attr(c, "comparatore")));
        add_content(e, c);
    }
}

void export_grado(struct export *e, const xmlNode *grado)
{
    const char *fascia = plan_attr(grado, "fascia");
    export_add_value(e, grado);
    export_put(e);
    export_words(e, fascia != NULL ? plan_find(e->plan, fascia) : NULL);
}

void export_peso(struct export *e, const xmlNode *n)
{
    const char *own = plan_attr(n, "peso");
    if (own == NULL)
        export_add_value(e, export_figure(e, n, "peso", NULL));
    for (; own != NULL && *own != '\0'; own++)
        buf_char(&e->text, *own == '.' ? ',' : *own);
    if (e->text.len > 0 && e->text.data[e->text.len - 1] != '%')
        buf_char(&e->text, '%');
    export_put(e);
}

/* The names of the centres of a responsabile without words. */
static void add_centres(struct export *e, const xmlNode *responsabile)
{
    const char *list = plan_attr(responsabile, "centri"), *id;
    size_t len;
    for (bool first = true; plan_next_id(&list, &id, &len); first = false) {
        buf_str(&e->text, first ? "" : ", ");
        export_add_words(e, plan_child(plan_find_part(e->plan, id, len), "nome"));
    }
}

void export_responsabili(struct export *e, const xmlNode *n)
{
    for (const xmlNode *r = plan_child(n, "responsabile"); r != NULL; r = plan_next(r, "responsabile")) {
        size_t before;
        buf_str(&e->text, e->text.len > 0 ? "; " : "");
        before = e->text.len;
        export_add_words(e, r);
        if (e->text.len == before)
            add_centres(e, r);
        if (plan_attr(r, "peso") != NULL)
            buf_printf(&e->text, " (%s%%)", plan_attr(r, "peso"));
    }
    export_put(e);
}

void export_scostamento(struct export *e, const xmlNode *n, int anno)
{
    static const char *const parts[] = {"causa", "azione-correttiva"};
    for (size_t i = 0; i < 2; i++) {
        for (const xmlNode *s = plan_child(n, "scostamento"); s != NULL; s = plan_next(s, "scostamento")) {
            const xmlNode *part = plan_child(s, parts[i]);
            if (part == NULL || plan_attr_int(s, "anno", e->plan->anno) != anno)
                continue;
            buf_str(&e->text, e->text.len > 0 ? " " : "");
            export_add_words(e, part);
        }
        export_put(e);
    }
}
