/* exchange_try.h: plans with tables going in and out, for the tests of exchange. */
#ifndef PIRA_TESTS_EXCHANGE_TRY_H
#define PIRA_TESTS_EXCHANGE_TRY_H

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "compute/plan.h"
#include "exchange/csv.h"
#include "exchange/export.h"
#include "exchange/fill.h"
#include "exchange/values.h"
#include "expect.h"
#include "read/codes.h"
#include "read/xml_read.h"

struct exchange_try {
    struct diag *diag;
    struct codes *codes;
    struct xml_doc *doc;
    struct plan *plan;
    struct fill_counts counts;
    struct buf out, messages;
};

static inline void exchange_close(struct exchange_try *t)
{
    plan_close(t->plan);
    xml_free(t->doc);
    codes_free(t->codes);
    diag_free(t->diag);
    buf_free(&t->out);
    buf_free(&t->messages);
}

/* Opens the LEN bytes XML as a plan; to be closed. */
static inline bool exchange_open_bytes(struct exchange_try *t, const char *xml, size_t len)
{
    *t = (struct exchange_try){.diag = diag_new(DIAG_IT)};
    bool ok = codes_load(&t->codes, "xsd/codici.xml", t->diag) == READ_OK
              && xml_read_memory(&t->doc, "piano.xml", xml, len, t->diag) == READ_OK && (t->plan = plan_open(t->doc, t->diag)) != NULL;
    EXPECT(ok, "the plan of a test");
    return ok;
}

static inline bool exchange_open(struct exchange_try *t, const char *xml)
{
    return exchange_open_bytes(t, xml, strlen(xml));
}

/* The file PATH as it is; NULL and failed when it cannot be read. To be freed. */
static inline char *exchange_file(const char *path)
{
    FILE *f = fopen(path, "rb");
    char *text = f != NULL ? calloc(1, 1 << 20) : NULL;
    bool ok = text != NULL && fread(text, 1, (1 << 20) - 1, f) > 0;
    EXPECT(ok, path);
    if (f != NULL)
        fclose(f);
    return text;
}

/* Fills the LEN bytes of CSV in. The filled plan is in T->out. */
static inline bool exchange_fill_bytes(struct exchange_try *t, const char *csv, size_t len)
{
    struct csv table = {0};
    buf_clear(&t->out);
    bool ok = csv_open_memory(&table, "valori.csv", csv, len, t->diag) && fill_run(t->plan, t->codes, &table, &t->out, &t->counts, t->diag);
    csv_close(&table);
    return ok;
}

static inline bool exchange_fill(struct exchange_try *t, const char *csv)
{
    return exchange_fill_bytes(t, csv, strlen(csv));
}

/* All messages as "7210 2:5; 7205 3:1"; "" when there are none. */
static inline const char *exchange_messages(struct exchange_try *t)
{
    buf_clear(&t->messages);
    for (size_t i = 0; i < diag_count(t->diag); i++) {
        const struct diag_message *m = diag_get(t->diag, i);
        buf_printf(&t->messages, "%s%d %ld:%ld", i > 0 ? "; " : "", (int)m->code, m->at.line, m->at.column);
    }
    return buf_text(&t->messages);
}

#endif
