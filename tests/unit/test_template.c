/* test_template.c: loading templates: every mistake gets its message, at its place. */
#include <CUnit/CUnit.h>

#include "bind_try.h"
#include "expect.h"
#include "starve.h"
#include "suites.h"

/* Lines: definitions stand on line 3, the body on line 6 (bind_try.h). */
static const struct {
    const char *definitions, *body;
    enum diag_code code;
    long line, column;
    const char *culprit;
} mistakes[] = {
    {"", "<paragrafo stile='p'>{ente/denominazione[}</paragrafo>", DIAG_TEMPLATE_XPATH, 6, 1, "ente/denominazione["},
    {"", "<se test='nodo and'><spazio altezza='1pt'/></se>", DIAG_TEMPLATE_XPATH, 6, 5, "nodo and"},
    {"", "<se test='cifre(.)'><spazio altezza='1pt'/></se>", DIAG_TEMPLATE_FUNCTION, 6, 5, "cifre"},
    {"", "<se test='$x'><spazio altezza='1pt'/></se>", DIAG_TEMPLATE_VARIABLE, 6, 5, "$x"},
    {"", "<paragrafo stile='pp'>x</paragrafo>", DIAG_TEMPLATE_NAME_LIKE, 6, 12, "pp"},
    {"", "<paragrafo stile='intestazione'>x</paragrafo>", DIAG_TEMPLATE_NAME, 6, 12, "intestazione"},
    {"", "<inserisci frammento='manca'/>", DIAG_TEMPLATE_NAME, 6, 12, "manca"},
    {"<frammento-righe nome='righe'/>", "<inserisci frammento='righe'/>", DIAG_TEMPLATE_FRAGMENT_KIND, 6, 12, "righe"},
    {"<stile nome='a' come='b'/><stile nome='b' come='a'/>", "", DIAG_TEMPLATE_CYCLE, 3, 0, ""},
    {"<stile nome='a' come='a'/>", "", DIAG_TEMPLATE_CYCLE, 3, 17, "a"},
    {"<stile nome='a' colore='blu'/>", "", DIAG_TEMPLATE_NAME, 3, 17, "blu"},
    {"", "<paragrafo stile='p'>{codice</paragrafo>", DIAG_TEMPLATE_BRACE, 6, 1, "{codice"},
    {"", "<paragrafo stile='p'>codice}</paragrafo>", DIAG_TEMPLATE_BRACE, 6, 1, "codice}"},
    {"", "<filetto tratto='0.5pt rosa'/>", DIAG_TEMPLATE_NAME, 6, 10, "rosa"},
};

static void report_mistakes(void)
{
    for (size_t i = 0; i < sizeof mistakes / sizeof mistakes[0]; i++) {
        struct diag *d = diag_new(DIAG_IT);
        const char *row = mistakes[i].body[0] != '\0' ? mistakes[i].body : mistakes[i].definitions;
        struct template *t = try_template(mistakes[i].definitions, mistakes[i].body, d);
        EXPECT(t == NULL, row);
        EXPECT_LONG(diag_count(d), 1, row);
        const struct diag_message *m = diag_get(d, 0);
        if (m != NULL && diag_count(d) > 0) {
            EXPECT_LONG(m->code, mistakes[i].code, row);
            EXPECT_LONG(m->at.line, mistakes[i].line, row);
            if (mistakes[i].column > 0)
                EXPECT_LONG(m->at.column, mistakes[i].column, row);
            EXPECT(strstr(m->text, mistakes[i].culprit) != NULL, m->text);
        }
        template_free(t);
        diag_free(d);
    }
}

static void all_mistakes_in_one_run(void)
{
    struct diag *d = diag_new(DIAG_IT);
    struct template *t = try_template("", "<paragrafo stile='x1'>{@</paragrafo><paragrafo stile='x2'>{a[}</paragrafo>", d);
    EXPECT(t == NULL, "wrong");
    EXPECT_LONG(diag_count(d), 4, "two styles, a brace, an expression");
    template_free(t);
    diag_free(d);
}

static void good_templates(void)
{
    static const struct { const char *definitions, *body; } good[] = {
        {"", "<paragrafo stile='p'>{{testo}} {ente/denominazione}</paragrafo>"},
        {"<stile nome='p' come='p' corpo='10pt'/>", ""},
        {"<frammento nome='f1'><inserisci frammento='f1' di='nodo'/></frammento>", "<inserisci frammento='f1'/>"},
        {"", "<per-ogni di='albero/nodo' come='n'><se test='$n/@peso &gt; 0 and not(self::rinvio)'><salto-pagina/></se></per-ogni>"},
        {"", "<se test='child::ente/attribute::id or .//div[@mod = 3] div 2 * 4'><salto-pagina/></se>"},
        {"", "<se test=\"concat('}', &quot;p:x&quot;) = '$y'\"><salto-pagina/></se>"},
    };
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        struct diag *d = diag_new(DIAG_IT);
        struct template *t = try_template(good[i].definitions, good[i].body, d);
        EXPECT(t != NULL, good[i].body);
        EXPECT_LONG(diag_count(d), 0, good[i].body);
        template_free(t);
        diag_free(d);
    }
}

static void shipped_templates(void)
{
    static const char *const names[] = {"templates/rapporto.xml", "templates/preventivo.xml"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct diag *d = diag_new(DIAG_IT);
        struct template *t = template_load(names[i], "xsd/template.xsd", d);
        EXPECT(t != NULL, names[i]);
        EXPECT_LONG(diag_count(d), 0, names[i]);
        template_free(t);
        diag_free(d);
    }
}

static void definitions_alone(void)
{
    struct diag *d = diag_new(DIAG_IT);
    EXPECT(template_load("templates/stile.xml", "xsd/template.xsd", d) == NULL, "no body");
    EXPECT_LONG(diag_count(d) > 0 ? diag_get(d, 0)->code : DIAG_OK, DIAG_TEMPLATE_NO_BODY, "no body");
    diag_free(d);
}

/* Loads a template, allocation FAILING failing; the number of allocations. It has four mistakes when it is WRONG. */
static size_t load_starved(const char *definitions, const char *body, size_t failing, bool wrong)
{
    char row[80];
    struct diag *d = diag_new(DIAG_IT);
    starve_at(failing);
    struct template *t = try_template(definitions, body, d);
    size_t count = starve_count();
    starve_at(0);
    bool told = diag_out_of_memory(d) || diag_count_code(d, DIAG_NO_MEMORY) > 0;
    snprintf(row, sizeof row, "allocation %zu of %zu", failing, count);
    EXPECT(told ? t == NULL : (t == NULL) == wrong && diag_count(d) == (wrong ? 4 : 0), row);
    template_free(t);
    diag_free(d);
    return count;
}

/* Each allocation fails while a template is loaded that is right, and one with four mistakes: that is told. */
static void memory(void)
{
    static const struct { const char *definitions, *body; bool wrong; } rows[] = {
        {"<parola nome='si'>sì</parola><stile nome='q' come='p' corpo='10pt'/><frammento nome='f1'><paragrafo stile='q'>{@id}</paragrafo></frammento>",
         "<per-ogni di='albero/nodo' come='n'><se test='$n/@peso &gt; 0 and not(self::rinvio)'><inserisci frammento='f1' di='$n'/></se></per-ogni>"
         "<paragrafo stile='p'>{{testo}} {concat(ente/denominazione, &quot;x&quot;)}</paragrafo>", false},
        {"", "<paragrafo stile='x1'>{@</paragrafo><paragrafo stile='x2'>{a[}</paragrafo>", true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        size_t count = load_starved(rows[i].definitions, rows[i].body, 0, rows[i].wrong);
        for (size_t k = 1; k <= count; k++)
            load_starved(rows[i].definitions, rows[i].body, k, rows[i].wrong);
    }
}

void suite_template(void)
{
    CU_pSuite s = CU_add_suite("template", NULL, NULL);
    CU_add_test(s, "mistakes have their message and place", report_mistakes);
    CU_add_test(s, "all mistakes come in one run", all_mistakes_in_one_run);
    CU_add_test(s, "good templates load in silence", good_templates);
    CU_add_test(s, "the templates that ship load in silence", shipped_templates);
    CU_add_test(s, "definitions alone are no document", definitions_alone);
    CU_add_test(s, "memory", memory);
}
