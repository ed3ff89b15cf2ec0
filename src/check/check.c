/* check.c: the table of rules, and how they are called: on the plan as a whole, or on each thing that has targets and values. */
#include "check/check.h"

#include <assert.h>
#include <string.h>

#include "base/arena.h"
#include "check/rule.h"
#include "compute/model.h"

/* Which kinds of document a rule is for; what a kind asks is data (codici.xml). */
enum holds { ALWAYS, DPCM, DPCM_CONSUNTIVO };

/* One of RUN (the plan as a whole) and JUDGE (each indicator, and each entry of a view with values of its own). */
static const struct rule {
    enum holds holds;
    rule_function *run;
    rule_value_function *judge;
} rules[] = {
    {ALWAYS, rule_riferimenti, NULL},
    {ALWAYS, rule_codici_ufficiali, NULL},
    {ALWAYS, rule_target_ripetuto, NULL},
    {ALWAYS, rule_valore_ripetuto, NULL},
    {ALWAYS, rule_livelli, NULL},
    {ALWAYS, rule_documento, NULL},
    {ALWAYS, rule_periodi, NULL},
    {ALWAYS, rule_celle_della_riga, NULL},
    {ALWAYS, rule_migliaia_dubbie, NULL},
    {ALWAYS, rule_anno_fuori_periodo, NULL},
    {ALWAYS, NULL, rule_intervallo},
    {ALWAYS, NULL, rule_scala},
    {ALWAYS, rule_parti_misure, NULL},
    {ALWAYS, NULL, rule_parti},
    {ALWAYS, NULL, rule_scaglioni},
    {ALWAYS, NULL, rule_riferimento},
    {ALWAYS, NULL, rule_intermedio},
    {ALWAYS, rule_totale_diverso, NULL},
    {ALWAYS, rule_pubblicato, NULL},
    {ALWAYS, rule_totale_non_ricavabile, NULL},
    {ALWAYS, rule_ripetuto_vista, NULL},
    {ALWAYS, rule_ripetuto_base, NULL},
    {ALWAYS, rule_pesi_figli, NULL},
    {ALWAYS, rule_pesi_centri, NULL},
    {ALWAYS, rule_codice_ripetuto, NULL},
    {ALWAYS, rule_codice_fuori_ambito, NULL},
    {ALWAYS, rule_codice_quasi_uguale, NULL},
    {ALWAYS, NULL, rule_unita_discordi},
    {ALWAYS, NULL, rule_tipo_discorde},
    {ALWAYS, NULL, rule_tipo_target_cambia},
    {ALWAYS, NULL, rule_ordine_di_grandezza},
    {ALWAYS, NULL, rule_fuori_scala},
    {ALWAYS, NULL, rule_verso_discorde},
    {ALWAYS, NULL, rule_comparatore_stretto},
    {ALWAYS, rule_comparatore_mancante, NULL},
    {ALWAYS, NULL, rule_target_non_calcolabile},
    {ALWAYS, NULL, rule_triennio_incompleto},
    {ALWAYS, NULL, rule_scadenza_fuori_esercizio},
    {ALWAYS, NULL, rule_intestazione_target},
    {ALWAYS, rule_intestazione_risorse, NULL},
    {ALWAYS, NULL, rule_anno_nome_target},
    {ALWAYS, NULL, rule_dato_parziale},
    {ALWAYS, NULL, rule_consuntivo_mancante},
    {ALWAYS, rule_nd_escluso, NULL},
    {DPCM_CONSUNTIVO, rule_scostamento_senza_causa, NULL},
    {DPCM, rule_fonte_mancante, NULL},
    {DPCM, rule_algoritmo_mancante, NULL},
    {ALWAYS, rule_formula_mancante, NULL},
    {DPCM, rule_tipologia_mancante, NULL},
    {DPCM, rule_programma_mancante, NULL},
    {ALWAYS, rule_nome_programma, NULL},
    {ALWAYS, rule_algoritmo_di_altro, NULL},
    {ALWAYS, rule_fattore_discorde, NULL},
    {ALWAYS, rule_solo_realizzazione_finanziaria, NULL},
    {ALWAYS, rule_obiettivo_senza_indicatori, NULL},
};

#define RULES (sizeof rules / sizeof *rules)

static bool is_due(const struct check *c, const struct rule *r)
{
    switch (r->holds) {
    case ALWAYS:
        return true;
    case DPCM:
        return c->dpcm;
    case DPCM_CONSUNTIVO:
        return c->dpcm && c->consuntivo;
    }
    return false;
}

static void judge(struct check *c, struct soggetto *s, xmlNode *node, const struct scheda *i)
{
    if (!soggetto_read(c, s, node, i))
        return;
    for (size_t k = 0; k < RULES; k++)
        if (rules[k].judge != NULL && is_due(c, &rules[k]))
            rules[k].judge(c, s);
}

/* An entry of a view is judged for values of its own only. */
static void judge_all(struct check *c)
{
    struct soggetto s = {0};
    for (size_t i = 0; i < c->indicatore_count; i++)
        judge(c, &s, c->indicatori[i].node, &c->indicatori[i]);
    for (size_t i = 0; i < c->voci.count; i++) {
        xmlNode *voce = c->voci.list[i];
        const struct scheda *of = collect_scheda(c, plan_attr(voce, "rif"));
        if (of != NULL && (plan_child(voce, "target") != NULL || plan_child(voce, "consuntivo") != NULL))
            judge(c, &s, voce, of);
    }
    soggetto_clear(&s);
}

static void run_all(struct check *c)
{
    for (size_t k = 0; k < RULES; k++)
        if (rules[k].run != NULL && is_due(c, &rules[k]))
            rules[k].run(c);
    judge_all(c);
}

bool check_run(struct plan *p, const struct codes *codes, struct diag *d)
{
    struct check c = {.plan = p, .codes = codes, .diag = d, .scratch = BUF_INIT};
    size_t errors = diag_count_level(d, DIAG_ERRORE);
    const struct codes_documento *asked = p->documento != NULL ? codes_documento(codes, p->documento) : NULL;
    assert(p->computation != NULL);   /* compute_run was called */
    c.method = &p->computation->method;
    c.dpcm = asked != NULL && asked->dpcm;
    c.consuntivo = asked != NULL && asked->consuntivo;
    c.arena = arena_new();
    c.no_memory = c.arena == NULL || !collect_parts(&c);
    if (!c.no_memory)
        run_all(&c);
    if (c.no_memory || c.scratch.failed || arena_starved(c.arena))
        diag_say0(d, DIAG_NO_MEMORY, NULL);
    buf_free(&c.scratch);
    arena_free(c.arena);
    return diag_count_level(d, DIAG_ERRORE) == errors;
}
