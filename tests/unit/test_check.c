/* test_check.c: on whole documents the rules report what an auditor found in them: nothing less and nothing more. */
#include "check/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "check_fixture.h"
#include "expect.h"
#include "suites.h"

/* The documents, and what was found in each on paper: rule, level, subject, a line each. */
static const struct { const char *plan, *expected; } documents[] = {
    {"samples/ferrara-2017/piano.xml", "tests/expected/ferrara-2017.validate.txt"},
    {"samples/bologna-2025/piano.xml", "tests/expected/bologna-2025.validate.txt"},
    {"samples/modena-2025/piano.xml", "tests/expected/modena-2025.validate.txt"},
    {"samples/pistoia-prato-2024/piano.xml", "tests/expected/pistoia-prato-2024.validate.txt"},
};

#define DOCUMENTS (sizeof documents / sizeof documents[0])
#define MOST_LINES 400

struct lines {
    char *list[MOST_LINES];
    size_t count;
};

static void lines_add(struct lines *l, const char *text)
{
    char *copy = l->count < MOST_LINES ? malloc(strlen(text) + 1) : NULL;
    if (copy != NULL)
        l->list[l->count++] = strcpy(copy, text);
}

static int compare_lines(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void lines_sort(struct lines *l)
{
    qsort(l->list, l->count, sizeof l->list[0], compare_lines);
}

static void lines_free(struct lines *l)
{
    for (size_t i = 0; i < l->count; i++)
        free(l->list[i]);
}

/* What a message is about: the indicator, else the whole place; "documento" for what holds for all of it. */
static const char *subject(const struct diag_message *m)
{
    const char *indicator = m->at.place != NULL ? strstr(m->at.place, ", indicatore ") : NULL;
    if (m->at.place == NULL || *m->at.place == '\0')
        return "documento";
    return indicator != NULL ? indicator + 2 : m->at.place;
}

static void read_messages(struct lines *l, const struct diag *d)
{
    struct buf line = BUF_INIT;
    for (size_t i = 0; i < diag_count(d); i++) {
        const struct diag_message *m = diag_get(d, i);
        buf_clear(&line);
        buf_printf(&line, "%s\t%s\t%s", m->rule, diag_level_name(m->level, DIAG_IT), subject(m));
        lines_add(l, buf_text(&line));
        EXPECT(m->at.line > 0, buf_text(&line));
    }
    buf_free(&line);
    lines_sort(l);
}

static void read_expected(struct lines *l, const char *path)
{
    char line[600];
    FILE *f = fopen(path, "r");
    EXPECT(f != NULL, path);
    while (f != NULL && fgets(line, sizeof line, f) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        lines_add(l, line);
    }
    if (f != NULL)
        fclose(f);
    lines_sort(l);
}

/* Both are sorted: every line of one that the other lacks is named. */
static void expect_same(const struct lines *got, const struct lines *want, const char *plan)
{
    size_t i = 0, k = 0;
    char text[300];
    while (i < got->count || k < want->count) {
        int order = i == got->count ? 1 : k == want->count ? -1 : strcmp(got->list[i], want->list[k]);
        snprintf(text, sizeof text, "%s: %s %s", plan, order < 0 ? "not expected:" : "missing:", order < 0 ? got->list[i] : k < want->count ? want->list[k] : "");
        EXPECT(order == 0, text);
        i += order <= 0;
        k += order >= 0;
    }
}

static void test_documents(void)
{
    for (size_t i = 0; i < DOCUMENTS; i++) {
        struct lines got = {{NULL}, 0}, want = {{NULL}, 0};
        struct diag *d = fixture_check_file(documents[i].plan, DIAG_IT);
        read_messages(&got, d);
        read_expected(&want, documents[i].expected);
        EXPECT(want.count > 0, documents[i].expected);
        expect_same(&got, &want, documents[i].plan);
        EXPECT_LONG(diag_count_level(d, DIAG_ERRORE), 0, documents[i].plan);
        lines_free(&got);
        lines_free(&want);
        diag_free(d);
    }
}

/* The count and the places that a message about the whole document names: those on paper. */
static void test_counts(void)
{
    static const struct { size_t document; const char *rule, *text; } rows[] = {
        {0, "comparatore-mancante", "15 su 201 (F237, F242, F255, F269, F272, F277, F293, F298, F299, F126, F132, F155, F160, F161, F171)"},
        {0, "scostamento-senza-causa", "34 su 201 ("},
        {0, "fonte-mancante", "201 su 201 ("},
        {0, "tipologia-mancante", "201 su 201 ("},
        {0, "programma-mancante", "9 su 9 (02.O1, 02.O2, 03.O1, 03.O2, 03.O3, 01.O1, 01.O2, 01.O3, 01.O4)"},
        {1, "programma-mancante", "1 su 18 («Infrastrutture e Società partecipate."},
        {2, "comparatore-mancante", "2 su 103 (C2.5.2_RINNOVO, 82.ACCESSIBILITA')"},
        {2, "formula-mancante", "22 su 103 (82.A.1.3_BENESSERE,"},
        {2, "programma-mancante", "10 su 10 ("},
        {3, "nd-escluso", "31 su 123 ("},
        {3, "fonte-mancante", "123 su 123 ("},
        {3, "tipologia-mancante", "1 su 123 («Presentazione dei bandi»"},
    };
    for (size_t document = 0; document < DOCUMENTS; document++) {
        struct diag *d = fixture_check_file(documents[document].plan, DIAG_IT);
        for (size_t k = 0; k < sizeof rows / sizeof rows[0]; k++) {
            bool found = rows[k].document != document;
            for (size_t i = 0; i < diag_count(d); i++)
                found = found || (strcmp(diag_get(d, i)->rule, rows[k].rule) == 0 && strstr(diag_get(d, i)->text, rows[k].text) != NULL);
            EXPECT(found, rows[k].text);
        }
        diag_free(d);
    }
}

/* The figures that messages quote, and the places they name, as they stand in the documents. */
static void test_texts(void)
{
    static const struct { size_t document; const char *place, *text; } rows[] = {
        {0, "obbiettivo operativo 02.O1.I1, indicatore F181", "il valore del 2017 è 24 N., il target ≥ 2 N.: stanno tra loro come 12 : 1"},
        {0, "obbiettivo operativo 03.O2.O1.T1, indicatore A2.1_02", "26,7232 €, il target ≤ 1.400 €: stanno tra loro come 1 : 52,39"},
        {0, "tabella «BILANCIO D'ESERCIZIO 2017», riga «TOTALE INTERVENTI PROMOZIONALI 2017», colonna «CONSUNTIVO 2017»",
         "874.963,09 €, ma le celle che riassume danno 1.141.872,09 € (differenza 266.909,00 €)"},
        {0, "indicatore F289", "F286, e anche il valore è il suo: 9.959,3 €"},
        {0, "indicatore D1.3_06", "la cifra pubblicata è 5,30686 €, quella che segue dai dati è 5,30687 €; la spiegano i dati"},
        {0, "voce oo-02.O2.I3", "la cifra pubblicata è 84,25%, quella che segue dai dati è 84,29%"},
        {0, "missione 032, programma 003", "quello del programma 032-004"},
        {1, "indicatore «Revisione ≤ data»", "il target del 2025 ha per scadenza il 31/12/2024"},
        {1, "indicatore «iscrizione della cancellazione per 100% delle posizioni»", "= 100%, ma l'unità dell'indicatore è «valore assoluto»"},
        {2, "indicatore 402.52", "l'algoritmo in parole moltiplica per 10, la formula per 1"},
        {2, "indicatore 83.A1.2_MISURE.RISCH", "lo stesso algoritmo di 803.S3, e in un altro anno lo stesso valore: ma nel 2022 qui è N/D, là 100,00%"},
        {3, "indicatore «Grado di utilizzo delle risorse»", "grado al 30/06/2024: la cifra pubblicata è 8%, quella che segue dai dati è 9%"},
        {3, "obiettivo 03_04_OS04", "non comincia con 03_01, il codice del nodo che lo contiene, come fanno 16 dei 18 codici"},
    };
    for (size_t document = 0; document < DOCUMENTS; document++) {
        struct diag *d = fixture_check_file(documents[document].plan, DIAG_IT);
        for (size_t k = 0; k < sizeof rows / sizeof rows[0]; k++) {
            bool found = rows[k].document != document;
            for (size_t i = 0; i < diag_count(d); i++) {
                const struct diag_message *m = diag_get(d, i);
                found = found || (m->at.place != NULL && strstr(m->at.place, rows[k].place) != NULL && strstr(m->text, rows[k].text) != NULL);
            }
            EXPECT(found, rows[k].text);
        }
        diag_free(d);
    }
}

/* Every message is filled in, in both languages. */
static void test_no_argument_is_left(void)
{
    for (size_t i = 0; i < DOCUMENTS; i++)
        for (int lang = DIAG_IT; lang <= DIAG_EN; lang++) {
            struct diag *d = fixture_check_file(documents[i].plan, (enum diag_lang)lang);
            for (size_t k = 0; k < diag_count(d); k++) {
                EXPECT(strstr(diag_get(d, k)->text, "{") == NULL, diag_get(d, k)->text);
                EXPECT(strstr(diag_get(d, k)->help, "{") == NULL, diag_get(d, k)->help);
            }
            diag_free(d);
        }
}

void suite_check(void)
{
    CU_pSuite s = CU_add_suite("check", NULL, NULL);
    CU_add_test(s, "what was found in each document", test_documents);
    CU_add_test(s, "counts and places of rules reported once", test_counts);
    CU_add_test(s, "places and figures in messages", test_texts);
    CU_add_test(s, "no argument is left out", test_no_argument_is_left);
}
