/* test_exchange_starve.c: each allocation in turn fails while tables go into a plan and come out of it: that is told, and nothing is
 * written. */
#include "compute/compute.h"
#include "exchange_try.h"
#include "starve.h"
#include "suites.h"

static const char plan[] =
    "<piano xmlns='urn:pira:piano:1' versione='1' anno='2026' documento='rapporto'>\n<ente><denominazione>E</denominazione></ente>\n"
    "<documento tipo='rapporto'><titolo>R</titolo></documento>\n"
    "<misure>\n <misura id='m1' codice='P1' unita='N.'><nome>Pratiche, \"evase\"</nome>\n  <valore anno='2025'><numero>3</numero></valore>\n </misura>\n"
    " <misura id='m2' codice='P2' unita='€' parti='somma'>\n  <valore anno='2026' parte='nord'><importo>10</importo><nota>vecchia</nota></valore>\n </misura>\n</misure>\n"
    "<albero><livelli><livello id='op' nome='O' natura='operativo'/></livelli>\n <nodo id='n' livello='op' codice='N1'><titolo>T</titolo>\n"
    "  <risorse anno='2026' fase='spese' natura='economiche'><importo>120</importo></risorse>\n"
    "  <indicatore id='i1' codice='A1' unita='%'>\n   <nome>Uno</nome>\n   <target anno='2026' comparatore='almeno'><percento>80</percento></target>\n"
    "   <consuntivo anno='2026'><percento>70</percento></consuntivo>\n  </indicatore>\n"
    "  <indicatore id='i2' codice='A2'>\n   <nome>Due</nome>\n   <formula>P1 / P2</formula>\n"
    "   <target anno='2026' comparatore='almeno'><riferimento indicatore='i1' dal='2024' al='2025' degli-anni='massimo'/></target>\n  </indicatore>\n"
    "  <indicatore id='i3' codice='A3'>\n   <nome>Tre</nome>\n   <target anno='2026'><condizioni><condizione parte='x' comparatore='entro' peso='60'><data>2026-06-30</data></condizione>"
    "<condizione parte='y'><riferimento misura='m1' anno='2025'/></condizione></condizioni></target>\n"
    "   <target-intermedio anno='2026' al='2026-06-30'><numero>4</numero></target-intermedio>\n   <intermedio al='2026-06-30'><numero>2</numero></intermedio>\n  </indicatore>\n"
    " </nodo></albero>\n"
    "<tabelle><tabella id='t'><titolo>Spesa</titolo><colonne><colonna id='c'><testata>Voce</testata></colonna><colonna id='d' tipo='importo'><testata>Euro</testata></colonna></colonne>"
    "<riga><cella><testo>a</testo></cella><cella><importo>5</importo></cella></riga><riga genere='totale'><cella><testo>b</testo></cella><cella><somma/></cella></riga></tabella></tabelle>\n"
    "</piano>\n";

static const char table[] =
    "codice;parte;periodo;valore;nota\nP1;;2026;5;\nP1;;30/06/2026;2;a giugno\nP2;nord;2026;1.234,50 €;nuova\nP2;nord;30/06/2026;7;\nA1;;2026;75%;\n";

static bool fill_table(struct exchange_try *t)
{
    return exchange_fill(t, table);
}

static bool values_table(struct exchange_try *t)
{
    return values_write(t->plan, t->codes, &t->out, t->diag);
}

static bool export_parts(struct exchange_try *t)
{
    return export_write(t->plan, t->codes, "indicatori", &t->out, t->diag) && export_write(t->plan, t->codes, "obiettivi", &t->out, t->diag)
        && export_write(t->plan, t->codes, "albero", &t->out, t->diag) && export_write(t->plan, t->codes, "t", &t->out, t->diag);
}

/* Runs WORK on the plan, computed or not, allocation FAILING failing; the number of allocations. */
static size_t run_starved(struct exchange_try *t, bool (*work)(struct exchange_try *), bool computed, size_t failing, bool *done, bool *told)
{
    exchange_open(t, plan);
    EXPECT(!computed || compute_run(t->plan, t->diag), "computed");
    starve_at(failing);
    *done = work(t) && !t->out.failed;
    size_t count = starve_count();
    starve_at(0);
    *told = diag_out_of_memory(t->diag) || diag_count_code(t->diag, DIAG_NO_MEMORY) > 0 || t->out.failed;
    return count;
}

static void test_allocations(void)
{
    static const struct { const char *what; bool (*work)(struct exchange_try *); bool computed; } rows[] = {
        {"fill", fill_table, false}, {"values", values_table, true}, {"export", export_parts, true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct exchange_try whole, t;
        bool done, told;
        size_t count = run_starved(&whole, rows[i].work, rows[i].computed, 0, &done, &told);
        EXPECT(done && !told && whole.out.len > 0, exchange_messages(&whole));
        for (size_t k = 1; k <= count; k++) {
            char row[60];
            snprintf(row, sizeof row, "%s, allocation %zu of %zu", rows[i].what, k, count);
            run_starved(&t, rows[i].work, rows[i].computed, k, &done, &told);
            EXPECT(done != told, row);
            if (done)
                EXPECT_TEXT(buf_text(&t.out), buf_text(&whole.out), row);
            exchange_close(&t);
        }
        exchange_close(&whole);
    }
}

void suite_exchange_starve(void)
{
    CU_add_test(CU_add_suite("exchange_starve", NULL, NULL), "each allocation fails", test_allocations);
}
