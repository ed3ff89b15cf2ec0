/* test_cell.c: values as the text of cells: types by unit, Italian and plain numbers, absences, what is wrong. */
#include <CUnit/CUnit.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "exchange/cell.h"
#include "expect.h"
#include "read/codes.h"
#include "suites.h"

static struct codes *load_codes(void)
{
    struct codes *codes = NULL;
    struct diag *d = diag_new(DIAG_IT);
    EXPECT_LONG(codes_load(&codes, "xsd/codici.xml", d), READ_OK, "codici.xml");
    diag_free(d);
    return codes;
}

/* "percento 80.5", "durata 5 [mesi]", "assente(nuovo) dal 2025", or the number of the status: "#1". */
static const char *read_as(struct buf *got, const char *text, const struct cell_context *context, struct arena *a)
{
    struct cell_value v;
    enum cell_status status = cell_read(&v, text, context, a);
    buf_clear(got);
    if (status != CELL_OK)
        buf_printf(got, "#%d", (int)status);
    else if (v.tipo != VALORE_NESSUNO)
        buf_printf(got, "%s%s%s%s %s%s%s%s", valore_name(v.tipo), v.stato ? "(" : "", v.stato ? v.stato : "", v.stato ? ")" : "", v.text,
                   v.unita ? " [" : "", v.unita ? v.unita : "", v.unita ? "]" : "");
    return buf_text(got);
}

struct reading {
    const char *unita;
    enum valore_tipo first;
    const char *text, *want;
};

static void check_readings(const struct reading *rows, size_t count, enum cell_numbers numbers)
{
    struct codes *codes = load_codes();
    struct arena *a = arena_new();
    struct buf got = BUF_INIT;
    for (size_t i = 0; i < count; i++) {
        const struct cell_context context = {codes, rows[i].unita, rows[i].first, numbers};
        EXPECT_TEXT(read_as(&got, rows[i].text, &context, a), rows[i].want, rows[i].text);
    }
    buf_free(&got);
    arena_free(a);
    codes_free(codes);
}

#define CHECK_READINGS(rows, numbers) check_readings((rows), sizeof(rows) / sizeof *(rows), (numbers))

static void test_types(void)
{
    static const struct reading rows[] = {
        {"N.", VALORE_NESSUNO, "", ""},
        {"N.", VALORE_NESSUNO, "3", "numero 3"},
        {"%", VALORE_NESSUNO, "80", "percento 80"},
        {"%", VALORE_NESSUNO, "80,50%", "percento 80.50"},
        {"€", VALORE_NESSUNO, "1.234,50", "importo 1234.50"},
        {"€", VALORE_NESSUNO, "€ 1.234,50", "importo 1234.50"},
        {"€", VALORE_NESSUNO, "1234,5 euro", "importo 1234.5"},
        {"gg", VALORE_NESSUNO, "5", "durata 5"},
        {"gg", VALORE_NESSUNO, "5 gg", "durata 5"},
        {"gg", VALORE_NESSUNO, "2 mesi", "durata 2 [mesi]"},
        {"fte", VALORE_NESSUNO, "0,21187", "numero 0.21187"},
        {"data", VALORE_NESSUNO, "30/09/2026", "data 2026-09-30"},
        {"data", VALORE_NESSUNO, "30/09/26", "data 2026-09-30"},
        {"data", VALORE_NESSUNO, "2026-09-30", "data 2026-09-30"},
        {"entro", VALORE_NESSUNO, "1.3.2026", "data 2026-03-01"},
        {"si/no", VALORE_NESSUNO, "SÌ", "sino si"},
        {"si/no", VALORE_NESSUNO, "No", "sino no"},
        {"valore assoluto", VALORE_NESSUNO, "5", "numero 5"},
        {"valore assoluto", VALORE_IMPORTO, "5", "importo 5"},      /* the target says which of several */
        {"%; data", VALORE_DATA, "30/09/2026", "data 2026-09-30"},
        {NULL, VALORE_NESSUNO, "30/11/2017", "data 2017-11-30"},    /* no unit: the text tells */
        {NULL, VALORE_NESSUNO, "80%", "percento 80"},
        {NULL, VALORE_NESSUNO, "€ 5", "importo 5"},
        {NULL, VALORE_NESSUNO, "sì", "sino si"},
        {NULL, VALORE_NESSUNO, "-3,5", "numero -3.5"},
        {NULL, VALORE_NESSUNO, "\xE2\x88\x92" "3,5", "numero -3.5"},
        {"N.", VALORE_NESSUNO, "1,24179e+006", "numero 1241790"},
        {NULL, VALORE_PAROLE, "attivo, con due rapporti", "parole attivo, con due rapporti"},
        {"N.", VALORE_NESSUNO, "parole: quasi tutti", "parole quasi tutti"},
        {"data", VALORE_NESSUNO, "numero: 0", "numero 0"},
        {"N.", VALORE_NESSUNO, "percento: 5%", "percento 5"},
    };
    CHECK_READINGS(rows, CELL_ITALIAN);
}

static void test_absences(void)
{
    static const struct reading rows[] = {
        {"N.", VALORE_NESSUNO, "n.d.", "assente(non-disponibile) n.d."},
        {"N.", VALORE_NESSUNO, "N/D", "assente(non-disponibile) N/D"},
        {"N.", VALORE_NESSUNO, "–", "assente(non-previsto) –"},
        {"N.", VALORE_NESSUNO, "-", "assente(non-previsto) -"},
        {"N.", VALORE_NESSUNO, "nuovo", "assente(nuovo) "},
        {"N.", VALORE_NESSUNO, "nuovo: introdotto nel 2025", "assente(nuovo) introdotto nel 2025"},
        {"N.", VALORE_NESSUNO, "in-definizione: dalla Giunta: a giugno", "assente(in-definizione) dalla Giunta: a giugno"},
        {"data", VALORE_NESSUNO, "in-bianco", "assente(in-bianco) "},
    };
    CHECK_READINGS(rows, CELL_ITALIAN);
}

static void test_wrong(void)
{
    static const struct { const char *unita, *text; enum cell_status want; } rows[] = {
        {"N.", "molti", CELL_NOT_NUMBER},   {"N.", "3 su 5", CELL_NOT_NUMBER},      {"N.", "12,", CELL_NOT_NUMBER},
        {"N.", "1.23.4", CELL_NOT_NUMBER},  {"N.", "30/09/2026", CELL_NOT_NUMBER},  {"data", "31/02/2026", CELL_NOT_DATE},
        {"data", "settembre", CELL_NOT_DATE}, {"data", "5", CELL_NOT_DATE},         {"si/no", "forse", CELL_NOT_SINO},
        {"si/no", "1", CELL_NOT_SINO},      {NULL, "quasi", CELL_NOT_VALUE},        {"N.", "80%", CELL_UNIT},
        {"N.", "5 gg", CELL_UNIT},          {"€", "80%", CELL_UNIT},                {"N.", "1234567890123456789012345", CELL_NUMBER_LONG},
        {"N.", "1e30", CELL_NUMBER_LONG},   {"N.", "parole:", CELL_NOT_VALUE},      {"N.", "data: ieri", CELL_NOT_DATE},
        {"N.", "1000000000000000000000000000000000000000000000000000000000000000000", CELL_NUMBER_LONG},
    };
    struct codes *codes = load_codes();
    struct arena *a = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct cell_context context = {codes, rows[i].unita, VALORE_NESSUNO, CELL_ITALIAN};
        struct cell_value v;
        EXPECT_LONG(cell_read(&v, rows[i].text, &context, a), rows[i].want, rows[i].text);
    }
    arena_free(a);
    codes_free(codes);
}

static void test_numbers(void)
{
    static const struct { const char *text, *italian, *plain, *unsure; } rows[] = {
        {"1234", "numero 1234", "numero 1234", "numero 1234"},
        {"1.234", "numero 1234", "numero 1.234", "#5"},
        {"1,234", "numero 1.234", "numero 1234", "#5"},
        {"12,5", "numero 12.5", "numero 12.5", "numero 12.5"},
        {"12.5", "numero 12.5", "numero 12.5", "numero 12.5"},
        {"0.125", "numero 0.125", "numero 0.125", "numero 0.125"},
        {"1.234,5", "numero 1234.5", "numero 1234.5", "numero 1234.5"},
        {"1,234.5", "numero 1234.5", "numero 1234.5", "numero 1234.5"},
        {"1.234.567", "numero 1234567", "numero 1234567", "numero 1234567"},
        {"1,234,567", "numero 1234567", "numero 1234567", "numero 1234567"},
        {"96.50", "numero 96.50", "numero 96.50", "numero 96.50"},
        {"1,23,456", "#1", "#1", "#1"},
        {"1234.567", "numero 1234.567", "numero 1234.567", "numero 1234.567"},
    };
    struct codes *codes = load_codes();
    struct arena *a = arena_new();
    struct buf got = BUF_INIT;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct cell_context context = {codes, "N.", VALORE_NESSUNO, CELL_ITALIAN};
        EXPECT_TEXT(read_as(&got, rows[i].text, &context, a), rows[i].italian, rows[i].text);
        context.numbers = CELL_PLAIN;
        EXPECT_TEXT(read_as(&got, rows[i].text, &context, a), rows[i].plain, rows[i].text);
        context.numbers = CELL_UNSURE;
        EXPECT_TEXT(read_as(&got, rows[i].text, &context, a), rows[i].unsure, rows[i].text);
    }
    buf_free(&got);
    arena_free(a);
    codes_free(codes);
}

/* Whatever is written reads back as the same value, said outright where the unit would mislead. */
static void test_write(void)
{
    static const struct { const char *unita; struct cell_value v; const char *want; } rows[] = {
        {"N.", {VALORE_NUMERO, "1234.50", NULL, NULL}, "1234,50"},
        {"N.", {VALORE_NUMERO, "-1.234", NULL, NULL}, "-1,234"},
        {"%", {VALORE_PERCENTO, "80.5", NULL, NULL}, "80,5%"},
        {"N.", {VALORE_PERCENTO, "80.5", NULL, NULL}, "percento: 80,5%"},
        {"%", {VALORE_NUMERO, "80", NULL, NULL}, "numero: 80"},
        {"€", {VALORE_IMPORTO, "5", NULL, NULL}, "5"},
        {"€", {VALORE_IMPORTO, "5", "migliaia di €", NULL}, "importo: 5 migliaia di €"},
        {"gg", {VALORE_DURATA, "5", "ore", NULL}, "5 ore"},
        {"data", {VALORE_DATA, "2026-09-30", NULL, NULL}, "30/09/2026"},
        {"data", {VALORE_NUMERO, "0", NULL, NULL}, "numero: 0"},
        {"si/no", {VALORE_SINO, "si", NULL, NULL}, "sì"},
        {"N.", {VALORE_PAROLE, "in corso", NULL, NULL}, "parole: in corso"},
        {"N.", {VALORE_ASSENTE, "n.d.", NULL, "non-disponibile"}, "n.d."},
        {"N.", {VALORE_ASSENTE, "n.d.", NULL, "nuovo"}, "nuovo: n.d."},
        {"N.", {VALORE_ASSENTE, "", NULL, "in-bianco"}, "in-bianco"},
        {"N.", {VALORE_NESSUNO, NULL, NULL, NULL}, ""},
    };
    struct codes *codes = load_codes();
    struct arena *a = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct cell_context context = {codes, rows[i].unita, VALORE_NESSUNO, CELL_ITALIAN};
        struct buf out = BUF_INIT;
        struct cell_value again;
        cell_write(&out, &rows[i].v, &context, a);
        EXPECT_TEXT(buf_text(&out), rows[i].want, rows[i].want);
        EXPECT_LONG(cell_read(&again, buf_text(&out), &context, a), CELL_OK, rows[i].want);
        EXPECT(cell_same(&again, &rows[i].v), rows[i].want);
        buf_free(&out);
    }
    arena_free(a);
    codes_free(codes);
}

void suite_cell(void)
{
    CU_pSuite s = CU_add_suite("cell", NULL, NULL);
    CU_add_test(s, "types by unit", test_types);
    CU_add_test(s, "absences", test_absences);
    CU_add_test(s, "what is wrong", test_wrong);
    CU_add_test(s, "Italian and plain numbers", test_numbers);
    CU_add_test(s, "writing and reading back", test_write);
}
