/* test_explain.c: every example that `pira explain` shows breaks what it says it breaks, and its remedy keeps it. */
#include "explain_code.h"

#include <errno.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file_source.h"
#include "expect.h"
#include "pira.h"
#include "pira_job.h"
#include "suites.h"

#define HEAD(kind) \
    "<piano xmlns='urn:pira:piano:1' versione='1' anno='2025' documento='" kind "'><ente><denominazione>Ente</denominazione></ente>" \
    "<documento tipo='" kind "'><titolo>Piano</titolo></documento>"
#define TREE \
    "<albero><livelli><livello id='s' nome='Obiettivo' natura='strategico'/>" \
    "<livello id='t' nome='Obiettivo triennale' natura='strategico' anni-target='3'/>" \
    "<livello id='o' nome='Azione' natura='operativo'/><livello id='g' nome='Gruppo' natura='gruppo'/></livelli>"
#define NODE "<nodo id='nodo' livello='s'><titolo>Nodo</titolo>"
#define PLACED "<collocazione><programma missione='011' codice='005'/></collocazione>"
#define TABLE \
    "<tabelle><tabella id='tabella'><colonne><colonna id='voce'><testata>Voce</testata></colonna>" \
    "<colonna id='euro' tipo='importo' decimali='2'><testata>Euro</testata></colonna></colonne>"

static const struct {
    const char *before, *after;
} places[] = {
    [PLACE_FILE] = {"", ""},
    [PLACE_PIANO] = {HEAD("altro"), "</piano>"},
    [PLACE_ALBERO] = {HEAD("altro") TREE, "</albero></piano>"},
    [PLACE_NODO] = {HEAD("altro") TREE NODE, "</nodo></albero></piano>"},
    [PLACE_ALBERO_RAPPORTO] = {HEAD("rapporto") TREE, "</albero></piano>"},
    [PLACE_RAPPORTO] = {HEAD("rapporto") TREE NODE PLACED, "</nodo></albero></piano>"},
    [PLACE_TABELLA] = {HEAD("altro") TABLE, "</tabella></tabelle></piano>"},
};

struct text_file {
    const char *before, *text, *after;
};

static int read_text(void *self, const char *name, size_t limit, struct buf *out)
{
    const struct text_file *f = self;
    (void)name;
    buf_printf(out, "%s%s%s", f->before, f->text, f->after);
    return out->failed ? ENOMEM : out->len > limit ? EFBIG : 0;
}

/* What is said of a plan that holds TEXT at PLACE. */
static struct diag *validate(enum example_place place, const char *text, enum diag_lang lang)
{
    struct text_file file = {places[place].before, text, places[place].after};
    struct file_source source = {read_text, &file};
    struct diag *d = diag_new(lang);
    struct pira p = {.lang = lang, .data_dir = ".", .arena = arena_new(), .diag = d};
    struct job j = {0};
    job_prepare(&p, &source, "esempio.xml", false, &j);
    job_end(&j);
    arena_free(p.arena);
    return d;
}

static bool has_own_example(int code)
{
    const struct diag_entry *e = diag_lookup(code);
    return e != NULL && ((code >= 3000 && code < 5000) || explain_example(code) != NULL);
}

/* Codes of formulas that a short example cannot give. */
static bool is_excused(int code)
{
    return code == DIAG_FORMULA_TOO_LARGE;
}

static void expect_example(int code)
{
    const struct example *x = explain_example(code);
    char row[24];
    snprintf(row, sizeof row, "PIRA-%d", code);
    EXPECT(x != NULL || is_excused(code), row);
    if (x == NULL)
        return;
    struct diag *wrong = validate(x->place, x->wrong, DIAG_IT), *right = validate(x->place, x->right, DIAG_IT);
    EXPECT(diag_count_code(wrong, (enum diag_code)code) > 0, row);
    EXPECT(diag_count_code(right, (enum diag_code)code) == 0, row);
    EXPECT(diag_count_level(right, DIAG_ERRORE) == 0, row);
    for (size_t i = 0; i < diag_count(wrong); i++)
        if (diag_get(wrong, i)->level > diag_lookup(code)->level)
            EXPECT_TEXT(diag_get(wrong, i)->text, "nothing graver", row);
    for (size_t i = 0; i < diag_count(right); i++)
        if (diag_get(right, i)->level == DIAG_ERRORE)
            EXPECT_TEXT(diag_get(right, i)->text, "no error", row);
    diag_free(wrong);
    diag_free(right);
}

static void test_examples(void)
{
    for (int code = 1; code <= DIAG_LAST; code++)
        if (has_own_example(code))
            expect_example(code);
}

static void test_reasons(void)
{
    for (int code = 1; code <= DIAG_LAST; code++) {
        const struct diag_entry *e = diag_lookup(code);
        if (e != NULL && e->rule[0] != '\0') {
            EXPECT(explain_reason(e->rule, DIAG_IT) != NULL, e->rule);
            EXPECT(explain_reason(e->rule, DIAG_EN) != NULL, e->rule);
        }
    }
    CU_ASSERT_PTR_NULL(explain_reason("", DIAG_IT));
}

/* By code, with or without its prefix, and by rule: then all its messages are told. */
static void test_texts(void)
{
    static const struct { const char *code; enum diag_lang lang; const char *texts[4]; } rows[] = {
        {"PIRA-2021", DIAG_IT, {"PIRA-2021 (errore)", "sbagliato:", "<numero>1.234,5</numero>", "giusto:"}},
        {"pira-3101", DIAG_IT, {"PIRA-3101 totale-diverso (errore)", "il totale è scritto …", "perché: I totali", "    <riga>"}},
        {"3101", DIAG_EN, {"totale-diverso (error)", "hint:", "wrong:\n    <riga>", "why: Totals"}},
        {"totale-diverso", DIAG_EN, {"PIRA-3101", "PIRA-3102", "why:", "right:"}},
        {"9001", DIAG_IT, {"PIRA-9001 (errore)", "memoria esaurita", "rimedio:", ""}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf out = BUF_INIT;
        struct pira p = {.lang = rows[i].lang, .diag = diag_new(rows[i].lang)};
        EXPECT(pira_explain_code(&p, rows[i].code, &out), rows[i].code);
        for (size_t k = 0; k < 4; k++)
            EXPECT(strstr(buf_text(&out), rows[i].texts[k]) != NULL, rows[i].texts[k]);
        EXPECT(!pira_explain_code(&p, "PIRA-31012", &out) && diag_count(p.diag) == 1, "unknown");
        buf_free(&out);
        diag_free(p.diag);
    }
}

void suite_explain(void)
{
    CU_pSuite s = CU_add_suite("explain", NULL, NULL);
    CU_add_test(s, "every example breaks and mends", test_examples);
    CU_add_test(s, "every rule has its reason", test_reasons);
    CU_add_test(s, "texts", test_texts);
}
