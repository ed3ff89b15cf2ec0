/* rule_name.c: nome-programma-superato: printed names of programmes that are official for another one, or another time. */
#include <string.h>

#include "base/arena.h"
#include "check/fold.h"
#include "check/rule.h"

/* Names are equal but for case, accents, punctuation and the last letter of each word: any other wording is free. */
static const char *folded(struct check *c, const char *name)
{
    buf_clear(&c->scratch);
    fold_add(&c->scratch, name, FOLD_PUNCTUATION | FOLD_ENDINGS, NULL);
    const char *kept = arena_strdup(c->arena, buf_text(&c->scratch));
    c->no_memory |= kept == NULL;
    return kept != NULL ? kept : "";
}

static bool of_year(const struct codes_programma *p, int anno)
{
    return (p->dal == 0 || anno >= p->dal) && (p->al == 0 || anno <= p->al);
}

/* Whether CODICE is among CODICI ("002-003", or "003"). */
static bool is_among(const char *codici, const char *codice)
{
    return strstr(codici, codice) != NULL;
}

/* The programme, of any time, that bears NAME officially; one of CODICI in the plan's year comes first. NULL: none. */
static const struct codes_programma *find_name(struct check *c, const char *missione, const char *codici, const char *name)
{
    size_t count = 0;
    const struct codes_programma *list = codes_programmi(c->codes, &count), *other = NULL;
    const char *key = folded(c, name);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(folded(c, list[i].nome), key) != 0)
            continue;
        if (strcmp(list[i].missione, missione) == 0 && is_among(codici, list[i].codice) && of_year(&list[i], c->plan->anno))
            return &list[i];
        other = &list[i];
    }
    return other;
}

static void check_name(struct check *c, const xmlNode *n, const char *missione, const char *codici)
{
    const xmlNode *nome = plan_child(n, "nome");
    if (nome == NULL || missione == NULL || codici == NULL)
        return;
    const char *name = plan_text(c->plan, nome);
    const struct codes_programma *found = find_name(c, missione, codici, name);
    if (found == NULL)
        return;
    bool own = strcmp(found->missione, missione) == 0 && is_among(codici, found->codice);
    if (own && of_year(found, c->plan->anno))
        return;
    const char *right = codes_programma(c->codes, missione, codici, c->plan->anno);
    check_say(c, own ? DIAG_PROGRAMME_NAME_OLD : DIAG_PROGRAMME_NAME, n, check_print(c, "%s-%s", missione, codici),
              check_print(c, "%s-%s", found->missione, found->codice), check_short(c, name, 160), check_print(c, "%d", c->plan->anno),
              right != NULL ? right : "–");
}

void rule_nome_programma(struct check *c)
{
    const xmlNode *list = plan_child(c->plan->root, "classificazione");
    for (const xmlNode *m = plan_child(list, "missione"); m != NULL; m = plan_next(m, "missione")) {
        const xmlNode *scheda = plan_child(m, "scheda");
        for (const xmlNode *p = plan_child(m, "programma"); p != NULL; p = plan_next(p, "programma"))
            check_name(c, p, plan_attr(m, "codice"), plan_attr(p, "codice"));
        if (scheda != NULL)
            check_name(c, scheda, plan_attr(m, "codice"), plan_attr(scheda, "programmi"));
    }
}
