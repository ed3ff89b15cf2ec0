/* test_report.c: the sums and the documents that people and programs get, and the exit status that messages call for. */
#include <CUnit/CUnit.h>

#include "base/buf.h"
#include "expect.h"
#include "pira.h"
#include "report.h"
#include "suites.h"

/* So many messages of each level; the notes have no place. */
static struct diag *some_messages(size_t errors, size_t warnings, size_t notes, enum diag_lang lang)
{
    static const struct diag_place at = {.file = "piano è.xml", .line = 3, .column = 7, .place = "indicatore \"A\""};
    struct diag *d = diag_new(lang);
    const char *const args[] = {"x", NULL};
    for (size_t i = 0; i < errors; i++)
        diag_report_level(d, DIAG_NO_SUCH_CODE, DIAG_ERRORE, &at, args);
    for (size_t i = 0; i < warnings; i++)
        diag_report_level(d, DIAG_NO_SUCH_CODE, DIAG_AVVISO, &at, args);
    for (size_t i = 0; i < notes; i++)
        diag_report_level(d, DIAG_NO_SUCH_CODE, DIAG_NOTA, NULL, args);
    return d;
}

static void test_summary(void)
{
    char *const one[] = {"piano.xml", NULL}, *const two[] = {"a.xml", "b.xml", NULL};
    const struct { size_t errors, warnings, notes; enum diag_lang lang; char *const *files; const char *text; } rows[] = {
        {3, 2, 5, DIAG_IT, one, "3 errori, 2 avvisi, 5 note in piano.xml\n"},
        {1, 1, 1, DIAG_IT, one, "1 errore, 1 avviso, 1 nota in piano.xml\n"},
        {0, 0, 0, DIAG_IT, one, "nessun errore, nessun avviso, nessuna nota in piano.xml\n"},
        {3, 1, 0, DIAG_EN, one, "3 errors, 1 warning, no notes in piano.xml\n"},
        {0, 2, 1, DIAG_IT, two, "nessun errore, 2 avvisi, 1 nota in 2 file\n"},
        {1, 0, 2, DIAG_EN, two, "1 error, no warnings, 2 notes in 2 files\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct diag *d = some_messages(rows[i].errors, rows[i].warnings, rows[i].notes, rows[i].lang);
        struct buf out = BUF_INIT;
        report_summary(&out, d, rows[i].files, rows[i].lang);
        EXPECT_TEXT(buf_text(&out), rows[i].text, rows[i].text);
        buf_free(&out);
        diag_free(d);
    }
}

static void test_sarif(void)
{
    struct diag *d = some_messages(1, 0, 1, DIAG_IT);
    struct buf out = BUF_INIT;
    report_sarif(&out, d, DIAG_IT);
    EXPECT(strstr(buf_text(&out), "\"ruleId\":\"PIRA-9030\",\"level\":\"error\"") != NULL, "an error");
    EXPECT(strstr(buf_text(&out), "\"level\":\"note\"") != NULL, "a note");
    EXPECT(strstr(buf_text(&out), "\"uri\":\"piano%20%C3%A8.xml\"") != NULL, "the file is a URI");
    EXPECT(strstr(buf_text(&out), "\"startLine\":3,\"startColumn\":7") != NULL, "the place");
    EXPECT(strstr(buf_text(&out), "indicatore \\\"A\\\"") != NULL, "the words of the place");
    buf_free(&out);
    diag_free(d);
}

/* Of many messages alike some are shown, file by file, and the others counted, unless all are wanted. */
static void test_many_alike(void)
{
    const struct { size_t a, b; bool all; size_t shown; const char *left_out; } rows[] = {
        {20, 20, false, 40, ""},
        {21, 5, false, 25, "a.xml: segnalazioni PIRA-9030 in più: 1; l'opzione --all le mostra tutte\n"},
        {5, 30, false, 25, "b.xml: segnalazioni PIRA-9030 in più: 10; l'opzione --all le mostra tutte\n"},
        {50, 30, true, 80, ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct diag *d = diag_new(DIAG_IT);
        struct report_shown shown = {0};
        const struct report_style style = {DIAG_IT, false, rows[i].all};
        struct buf out = BUF_INIT;
        size_t lines = 0;
        for (size_t k = 0; k < rows[i].a + rows[i].b; k++) {
            struct diag_place at = {.file = k < rows[i].a ? "a.xml" : "b.xml", .line = 1};
            diag_say(d, DIAG_NO_SUCH_CODE, &at, "x");
            report_message(&out, &shown, diag_get(d, k), &style);
        }
        report_left_out(&out, &shown, &style);
        for (const char *p = buf_text(&out); (p = strstr(p, ": errore:")) != NULL; p++)
            lines++;
        EXPECT_LONG(lines, rows[i].shown, "shown");
        EXPECT(strstr(buf_text(&out), rows[i].left_out) != NULL, rows[i].left_out);
        EXPECT((strstr(buf_text(&out), "--all") != NULL) == (*rows[i].left_out != '\0'), "left out");
        report_shown_free(&shown);
        buf_free(&out);
        diag_free(d);
    }
}

/* Only avvisi and note of rules are left to validate; the messages of other stages are always shown. */
static void test_hidden(void)
{
    static const struct { const char *rule; enum diag_level level; bool hidden; } rows[] = {
        {"totale-diverso", DIAG_ERRORE, false}, {"totale-diverso", DIAG_AVVISO, true},
        {"codice-ripetuto", DIAG_NOTA, true},   {"", DIAG_AVVISO, false},
        {"", DIAG_ERRORE, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct diag_message m = {.rule = rows[i].rule, .level = rows[i].level};
        EXPECT(report_is_hidden(&m) == rows[i].hidden, rows[i].rule);
    }
}

static void test_status(void)
{
    static const struct { enum diag_code code; enum pira_status status; } rows[] = {
        {DIAG_NO_SUCH_FILE, PIRA_CANNOT_READ},  {DIAG_NOT_XML, PIRA_CANNOT_READ},      {DIAG_OUTPUT_FULL, PIRA_CANNOT_WRITE},
        {DIAG_NO_MEMORY, PIRA_LIMIT},           {DIAG_FAULT, PIRA_FAULT},              {DIAG_NO_DATA, PIRA_CANNOT_READ},
        {DIAG_USAGE_COMMAND, PIRA_USAGE},       {DIAG_NO_SUCH_INDICATOR, PIRA_USAGE},  {DIAG_PDF_TOO_LARGE, PIRA_LIMIT},
        {DIAG_PDF_LIBRARY, PIRA_FAULT},         {DIAG_PDF_NO_GLYPH, PIRA_PLAN_HAS_ERRORS},
        {DIAG_GLYPH_MISSING, PIRA_PLAN_HAS_ERRORS}, {DIAG_IMAGE_UNREADABLE, PIRA_CANNOT_READ},
    };
    const char *const args[] = {"x", "y", "z", NULL};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct diag *d = diag_new(DIAG_IT);
        EXPECT_LONG(pira_status_of(d), PIRA_DONE, "no message");
        diag_report_level(d, rows[i].code, DIAG_AVVISO, NULL, args);
        EXPECT_LONG(pira_status_of(d), PIRA_DONE, "an avviso");
        diag_report_level(d, rows[i].code, DIAG_ERRORE, NULL, args);
        EXPECT_LONG(pira_status_of(d), rows[i].status, diag_get(d, 0)->text);
        diag_free(d);
    }
}

/* Every number of the table of messages belongs to a status: none is called a fault for want of a row. */
static void test_every_error_has_a_status(void)
{
    const char *const args[] = {"x", NULL};
    for (int number = 1000; number < 10000; number++) {
        if (!diag_lookup(number) || number == DIAG_FAULT || number == DIAG_PDF_LIBRARY || number == DIAG_WORKER_ENDED)
            continue;
        struct diag *d = diag_new(DIAG_IT);
        diag_report_level(d, (enum diag_code)number, DIAG_ERRORE, NULL, args);
        EXPECT(pira_status_of(d) != PIRA_FAULT, diag_get(d, 0)->text);
        diag_free(d);
    }
}

void suite_report(void)
{
    CU_pSuite s = CU_add_suite("report", NULL, NULL);
    CU_add_test(s, "the line that counts", test_summary);
    CU_add_test(s, "SARIF", test_sarif);
    CU_add_test(s, "many alike", test_many_alike);
    CU_add_test(s, "what is left to validate", test_hidden);
    CU_add_test(s, "the status of a message", test_status);
    CU_add_test(s, "every error has a status", test_every_error_has_a_status);
}
