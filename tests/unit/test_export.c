/* test_export.c: computed plans as tables: their rows, the figures in them, the plan's own tables. */
#include <CUnit/CUnit.h>

#include "compute/compute.h"
#include "exchange_try.h"
#include "suites.h"

/* The table of the plan at PATH, computed. */
static void export_file(struct exchange_try *t, const char *path, const char *table)
{
    char *text = exchange_file(path);
    if (text != NULL && exchange_open(t, text)) {
        EXPECT(compute_run(t->plan, t->diag), path);
        EXPECT(export_write(t->plan, t->codes, table, &t->out, t->diag), table);
    }
    free(text);
}

static void test_contents(void)
{
    static const struct { const char *path, *table, *want; } rows[] = {
        /* Ferrara's report prints 100,00% for F179, 95,93% over all is elsewhere; the tree has each once */
        {"samples/ferrara-2017/piano.xml", "indicatori", "\r\nF179;i-F179;;;"},
        {"samples/ferrara-2017/piano.xml", "indicators", ";34%;2017;;almeno;2;;3;;100,00%;raggiunto;"},
        {"samples/ferrara-2017/piano.xml", "albero", ";Indicatore;F179;i-F179;oo-02.O1.I1;"},
        {"samples/ferrara-2017/piano.xml", "obiettivi", "\r\n02.O1.I1;oo-02.O1.I1;;Obbiettivo operativo;"},
        {"samples/ferrara-2017/piano.xml", "raccordo", ";totale;;"},
        {"samples/bologna-2025/piano.xml", "iniziative", "INIZIATIVE PER L'ECONOMIA 2025;2025;011;005;voce;;"},
        {"samples/bologna-2025/piano.xml", "initiatives", ";300000,00\r\n"},
        {"samples/bologna-2025/piano.xml", "quadro-sinottico", ";Competitività "},
        /* the made-up body: conditions, intervals, references, replaced targets, days, resources, deviations */
        {"tests/plans/altri-enti.xml", "indicatori", ";2026;30/06/2026;;da 20 a 30;;22;;"},
        {"tests/plans/altri-enti.xml", "indicatori", ";\"controlli almeno 95%; relazione entro 30/11/2026\";;\"controlli: 96%; relazione: 15/12/2026\";"},
        {"tests/plans/altri-enti.xml", "indicatori", ";1800;\"2000 (fino al 20/07/2026); entro 31/12/2026 (fino al 31/03/2026)\";1750,00;;100,0%;in linea;"},
        {"tests/plans/altri-enti.xml", "indicatori", ";media nazionale (2,4), tolleranza 5%;"},
        {"tests/plans/altri-enti.xml", "indicatori", "\"Ufficio promozione (40%); Ufficio tutela del mercato (10%)\""},
        {"tests/plans/altri-enti.xml", "indicatori", ";La relazione ha atteso l'ultimo sopralluogo.;Dal 2027 i sopralluoghi finiscono in ottobre.\r\n"},
        {"tests/plans/altri-enti.xml", "indicatori", ";2028;;;sarà fissato dalla Giunta entro giugno 2027;"},
        {"tests/plans/altri-enti.xml", "obiettivi", ";\"011-005; 012-004\";60%;2026;"},
        {"tests/plans/altri-enti.xml", "obiettivi", ";120000;110000;104250,75;2024;2028;Area servizi alle imprese;"},
        {"tests/plans/altri-enti.xml", "objectives", "Tre fiere sono state annullate per l'alluvione.;Le fiere sono in calendario nel 2027.\r\n"},
        {"tests/plans/altri-enti.xml", "tree", ";i-soddisfazione;N.;10%;"},
        {"tests/plans/altri-enti.xml", "spesa", ";totale;;Totale;90000,00;87500,00;2500,00;97,2%\r\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct exchange_try t;
        export_file(&t, rows[i].path, rows[i].table);
        EXPECT(strstr(buf_text(&t.out), rows[i].want) != NULL, rows[i].want);
        exchange_close(&t);
    }
}

/* Each row has as many cells as there are headings. */
static void test_shape(void)
{
    static const struct { const char *path, *table; size_t rows; } cases[] = {
        {"samples/ferrara-2017/piano.xml", "indicatori", 201}, {"samples/ferrara-2017/piano.xml", "albero", 0},
        {"samples/bologna-2025/piano.xml", "iniziative", 0},   {"samples/modena-2025/piano.xml", "indicatori", 0},
        {"samples/bergamo-2022/piano.xml", "bilancio", 0},       {"tests/plans/altri-enti.xml", "obiettivi", 5},
    };
    static struct csv_row row;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct exchange_try t;
        struct csv c;
        size_t width = 0, count = 0;
        export_file(&t, cases[i].path, cases[i].table);
        EXPECT(csv_open_memory(&c, "t.csv", buf_text(&t.out), t.out.len, t.diag), cases[i].table);
        for (; csv_next(&c, &row); count++) {
            width = width == 0 ? row.count : width;
            EXPECT_LONG(row.count, width, cases[i].table);
        }
        EXPECT(cases[i].rows == 0 || count == cases[i].rows + 1, cases[i].path);
        csv_close(&c);
        exchange_close(&t);
    }
}

static void test_unknown(void)
{
    struct exchange_try t;
    static const char plan[] = "<piano xmlns='urn:pira:piano:1' versione='1' anno='2026' documento='altro'/>";
    static const char *const tables[] = {"iniziative", "indicatorii", ""};
    for (size_t i = 0; i < 3; i++) {
        if (exchange_open(&t, plan)) {
            EXPECT(!export_write(t.plan, t.codes, tables[i], &t.out, t.diag), tables[i]);
            EXPECT_TEXT(exchange_messages(&t), "7231 0:0", tables[i]);
            EXPECT_LONG(t.out.len, 0, tables[i]);
        }
        exchange_close(&t);
    }
}

void suite_export(void)
{
    CU_pSuite s = CU_add_suite("export", NULL, NULL);
    CU_add_test(s, "contents", test_contents);
    CU_add_test(s, "shape", test_shape);
    CU_add_test(s, "tables that are not there", test_unknown);
}
