/* trace_text.c: words and numbers of a trace. */
#include "compute/trace_text.h"

#include <string.h>

#include "base/number.h"
#include "compute/insieme.h"
#include "compute/plan.h"

#define LABEL_WIDTH 14
#define EXACT_DECIMALS 6
#define EXACT_DIGITS 60
#define PERCENT_DECIMALS 4

static const char *const words[TRACE_WORDS][2] = {
    [TRACE_INDICATOR] = {"Indicatore", "Indicator"},
    [TRACE_MEASURES] = {"Misure", "Measures"},
    [TRACE_NO_VALUE] = {"nessun valore", "no value"},
    [TRACE_RESULT] = {"Valore", "Value"},
    [TRACE_FORMULA] = {"formula", "formula"},
    [TRACE_WITH_VALUES] = {"con i valori", "with values"},
    [TRACE_EXACT] = {"esatto", "exact"},
    [TRACE_PRINTED] = {"in stampa", "as printed"},
    [TRACE_AS_MEASURED] = {"la misura come è scritta", "the measure as it is written"},
    [TRACE_SIGNIFICANT] = {"cifre significative", "significant digits"},
    [TRACE_DECIMALS] = {"decimali", "decimals"},
    [TRACE_NOT_COMPUTABLE] = {"non si può calcolare", "cannot be computed"},
    [TRACE_DEGREE] = {"Grado di raggiungimento", "Degree of attainment"},
    [TRACE_VALUE] = {"valore c", "value c"},
    [TRACE_COMPUTED] = {"calcolato dalle misure", "computed from the measures"},
    [TRACE_COMPOSED] = {"calcolato dalle parti", "computed from the parts"},
    [TRACE_TYPED] = {"scritto nel piano", "written in the plan"},
    [TRACE_REFERENCE] = {"riferimento", "reference"},
    [TRACE_GROWTH] = {"crescita", "growth"},
    [TRACE_TOLERANCE] = {"tolleranza", "tolerance"},
    [TRACE_TARGET] = {"target t", "target t"},
    [TRACE_RULE] = {"regola", "rule"},
    [TRACE_BAND] = {"fascia", "band"},
    [TRACE_REASON] = {"motivo", "reason"},
    [TRACE_PROPORTION] = {"in proporzione", "in proportion"},
    [TRACE_STEP] = {"scaglione", "step"},
    [TRACE_CORRECTION] = {"rettifica", "correction"},
    [TRACE_SHARE] = {"apporto", "share"},
    [TRACE_LEAST] = {"non meno di", "not less than"},
    [TRACE_MOST] = {"non più di", "not more than"},
    [TRACE_CONDITION] = {"condizione", "condition"},
    [TRACE_ALL_OF] = {"tutte le condizioni: media pesata dei loro gradi", "all conditions: weighted mean of their degrees"},
    [TRACE_ONE_OF] = {"almeno una delle condizioni: il grado migliore", "one of the conditions: the best degree"},
    [TRACE_UNIT] = {"unità %: il risultato si esprime in percentuale", "unit %: the result is expressed as a percentage"},
    [TRACE_ENTERS] = {"Come entra nei risultati", "How it enters the results"},
    [TRACE_ENTERS_NOTHING] = {"in nessun risultato", "no result"},
    [TRACE_TOTAL] = {"totale", "total"},
    [TRACE_WEIGHT] = {"peso", "weight"},
    [TRACE_ROUNDED] = {"ciascuno arrotondato a ", "each rounded to "},
    [TRACE_OF_ONE] = {"di 1 grado", "of 1 degree"},
    [TRACE_OF_MANY] = {"di %zu gradi", "of %zu degrees"},
    [TRACE_ONE_DECIMAL] = {"1 decimale", "1 decimal"},
    [TRACE_MANY_DECIMALS] = {"%zu decimali", "%zu decimals"},
    [TRACE_ANOTHER] = {"e un altro", "and 1 more"},
    [TRACE_OTHERS] = {"e altri %zu", "and %zu more"},
    [TRACE_UNROUNDED] = {"esatti", "exact"},
    [TRACE_LEFT_OUT] = {"non entra: il suo peso va agli altri", "left out: its weight goes to the others"},
    [TRACE_BY_HAND] = {"stabilito a mano", "set by hand"},
    [TRACE_DEFAULT] = {"il metodo non lo dice: come d'uso", "the plan's method does not say: as usual"},
    [TRACE_NOT_AVAILABLE] = {"n.d.", "n.d."},
    [TRACE_AWAITED] = {"atteso", "awaited"},
    [TRACE_NOTHING_TO_ATTAIN] = {"nessuno", "none"},
    [TRACE_NEUTRAL] = {"neutralizzato", "put out of account"},
};

static const char *const rules[][2] = {
    [ATTAIN_NONE] = {"", ""},
    [ATTAIN_MET] = {"il target è raggiunto: 100%", "the target is met: 100%"},
    [ATTAIN_BETTER] = {"meglio del target, e il metodo ammette più di 100%: 1 + |c − t| / |t|",
                       "better than the target, and the method admits more than 100%: 1 + |c − t| / |t|"},
    [ATTAIN_SHORT] = {"il target non è raggiunto: 1 − |c − t| / |t|", "the target is not met: 1 − |c − t| / |t|"},
    [ATTAIN_FLOOR] = {"il target non è raggiunto, e il metodo non scende più in basso",
                      "the target is not met, and the method goes no lower"},
    [ATTAIN_BELOW] = {"il target non è raggiunto, e sotto la soglia del metodo vale il minimo",
                      "the target is not met, and below the threshold of the method it counts the least"},
    [ATTAIN_ZERO_TARGET] = {"il target è zero e non è raggiunto: 0%", "the target is zero and not met: 0%"},
    [ATTAIN_LATE] = {"in ritardo: 1 − giorni di ritardo / giorno dell'anno della scadenza",
                     "late: 1 − days late / day of the year of the deadline"},
    [ATTAIN_LATE_NOTHING] = {"in ritardo, e per il metodo vale tutto o niente: 0%", "late, and by the method it is all or nothing: 0%"},
    [ATTAIN_NOT_DONE] = {"non fatto: 0%", "not done: 0%"},
    [ATTAIN_ANSWER] = {"la risposta non è quella attesa: 0%", "not the answer that was asked for: 0%"},
    [ATTAIN_ABSENT] = {"il valore non è disponibile", "the value is not available"},
    [ATTAIN_WORDS] = {"il valore è in parole: non si calcola", "the value is in words: it cannot be computed"},
    [ATTAIN_TYPES] = {"valore e target sono di tipo diverso: non si confrontano",
                      "value and target are of different types: they cannot be compared"},
    [ATTAIN_CONDITIONS] = {"più condizioni", "several conditions"},
    [ATTAIN_STEP] = {"a scaglioni: il punteggio più alto tra quelli raggiunti", "by steps: the best score among those reached"},
    [ATTAIN_NO_STEP] = {"a scaglioni: nessuno è raggiunto", "by steps: none is reached"},
    [ATTAIN_NO_VALUE] = {"il valore non c'è ancora", "there is no value yet"},
    [ATTAIN_NO_TARGET] = {"nessun target da raggiungere", "no target to attain"},
    [ATTAIN_TARGET_WORDS] = {"il target è in parole: non si calcola", "the target is in words: it cannot be computed"},
    [ATTAIN_NO_REFERENCE] = {"il valore a cui il target si riferisce non è noto", "the value that the target refers to is not known"},
    [ATTAIN_BY_HAND] = {"stabilito a mano", "set by hand"},
    [ATTAIN_NEUTRAL] = {"neutralizzato a mano: non entra nelle medie", "put out of account by hand: it enters no mean"},
};

static const char *const regole[][2] = {
    [REGOLA_MEDIA_PESATA] = {"media pesata", "weighted mean"}, [REGOLA_MEDIA] = {"media semplice", "plain mean"},
    [REGOLA_SOMMA] = {"somma", "sum"},                         [REGOLA_MINIMO] = {"minimo", "least"},
    [REGOLA_MASSIMO] = {"massimo", "greatest"},                [REGOLA_MANUALE] = {"a mano", "by hand"},
    [REGOLA_NESSUNA] = {"nessuna", "none"},
};

const char *trace_word(const struct trace *t, enum trace_word w)
{
    return words[w][t->lang == DIAG_EN];
}

const char *trace_rule(const struct trace *t, enum attain_rule rule)
{
    return rules[rule][t->lang == DIAG_EN];
}

const char *trace_insieme(const struct trace *t, const char *how)
{
    static const char *const wordings[][2] = {
        [INSIEME_MEDIA] = {"media", "mean"}, [INSIEME_SOMMA] = {"somma", "sum"},
        [INSIEME_MINIMO] = {"minimo", "least"}, [INSIEME_MASSIMO] = {"massimo", "greatest"},
    };
    return wordings[insieme_regola(how)][t->lang == DIAG_EN];
}

void trace_number(struct buf *out, const char *text)
{
    mpq_t q;
    mpq_init(q);
    if (number_parse(q, text, strlen(text), NULL))
        trace_exact(out, q);
    mpq_clear(q);
}

const char *trace_regola(const struct trace *t, enum regola regola)
{
    return regole[regola][t->lang == DIAG_EN];
}

void trace_label(const struct trace *t, enum trace_word label)
{
    const char *text = trace_word(t, label);
    size_t width = 0;
    for (const char *s = text; *s != '\0'; s++)
        width += ((unsigned char)*s & 0xC0) != 0x80;
    buf_printf(t->out, "  %s%*s", text, width < LABEL_WIDTH ? (int)(LABEL_WIDTH - width) : 1, "");
}

void trace_exact(struct buf *out, const mpq_t q)
{
    int places = number_places(q, EXACT_DECIMALS);
    if (places <= EXACT_DECIMALS)
        number_italian(out, q, places);
    else if (mpz_sizeinbase(mpq_numref(q), 10) + mpz_sizeinbase(mpq_denref(q), 10) <= EXACT_DIGITS)
        number_fraction(out, q);
    else
        buf_str(out, "…");
}

void trace_fraction(struct buf *out, const mpq_t q)
{
    if (mpz_sizeinbase(mpq_numref(q), 10) + mpz_sizeinbase(mpq_denref(q), 10) > EXACT_DIGITS)
        buf_str(out, "…");
    else if (mpz_cmp_ui(mpq_denref(q), 1) == 0)
        number_italian(out, q, 0);
    else
        number_fraction(out, q);
}

void trace_percent(struct buf *out, const mpq_t q)
{
    mpq_t percent;
    mpq_init(percent);
    mpq_set(percent, q);
    valore_hundredfold(percent);
    int places = number_places(percent, PERCENT_DECIMALS);
    bool exact = places <= PERCENT_DECIMALS;
    number_italian(out, percent, exact ? places : PERCENT_DECIMALS);
    buf_str(out, exact ? "%" : "…%");
    mpq_clear(percent);
}

/* The number stands where the words have "%zu". */
void trace_count(const struct trace *t, enum trace_word one, enum trace_word many, size_t count)
{
    const char *text = trace_word(t, count == 1 ? one : many), *mark = strstr(text, "%zu");
    if (mark == NULL)
        buf_str(t->out, text);
    else
        buf_printf(t->out, "%.*s%zu%s", (int)(mark - text), text, count, mark + strlen("%zu"));
}

void trace_grado(const struct trace *t, const struct grado *g, int decimali)
{
    static const enum trace_word states[] = {
        [GRADO_NESSUNO] = TRACE_NOTHING_TO_ATTAIN, [GRADO_ATTESO] = TRACE_AWAITED, [GRADO_ND] = TRACE_NOT_AVAILABLE,
        [GRADO_VALORE] = TRACE_WORDS,              [GRADO_NEUTRO] = TRACE_NEUTRAL,
    };
    mpq_t percent;
    if (g->stato != GRADO_VALORE) {
        buf_str(t->out, trace_word(t, states[g->stato]));
        return;
    }
    mpq_init(percent);
    mpq_set(percent, g->valore);
    valore_hundredfold(percent);
    number_italian(t->out, percent, decimali);
    buf_char(t->out, '%');
    mpq_clear(percent);
}

void trace_periodo(struct buf *out, struct periodo p)
{
    if (periodo_is_whole(p))
        buf_printf(out, "%d", p.anno);
    else
        date_italian(out, p.al);
}

void trace_name(const struct trace *t, const struct item *item)
{
    const xmlNode *name = plan_child(item->element, item->kind == ITEM_INDICATORE ? "nome" : "titolo");
    buf_printf(t->out, "%s «%s»", plan_label(item->element), plan_text(t->c->plan, name));
}
