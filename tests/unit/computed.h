/* computed.h: plans opened and computed for tests, and their figures as short texts. */
#ifndef PIRA_TESTS_COMPUTED_H
#define PIRA_TESTS_COMPUTED_H

#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "compute/compute.h"
#include "compute/plan.h"
#include "expect.h"
#include "read/xml_read.h"
#include "read/xml_write.h"

struct computed {
    struct diag *diag;
    struct xml_doc *doc;
    struct plan *plan;
    struct buf text;      /* of the last figure asked for */
};

static inline void computed_close(struct computed *c)
{
    plan_close(c->plan);
    xml_free(c->doc);
    diag_free(c->diag);
    buf_free(&c->text);
}

static inline bool computed_run(struct computed *c, const char *row)
{
    c->plan = c->doc != NULL ? plan_open(c->doc, c->diag) : NULL;
    bool ok = c->plan != NULL && compute_run(c->plan, c->diag);
    EXPECT(ok, row);
    return ok;
}

/* The file PATH, computed. False (and failed) when it cannot be; to be closed in either case. */
static inline bool computed_file(struct computed *c, const char *path)
{
    *c = (struct computed){.diag = diag_new(DIAG_IT)};
    EXPECT_LONG(xml_read(&c->doc, path, 0, c->diag), READ_OK, path);
    return computed_run(c, path);
}

/* The XML text, computed. */
static inline bool computed_text(struct computed *c, const char *xml)
{
    *c = (struct computed){.diag = diag_new(DIAG_IT)};
    EXPECT_LONG(xml_read_memory(&c->doc, "prova.xml", xml, strlen(xml), c->diag), READ_OK, "the plan of a test");
    return computed_run(c, "the plan of a test");
}

/* A plan of 2017 with these parts; the parts may not contain a percent sign. */
static inline bool computed_parts(struct computed *c, const char *head, const char *livelli, const char *albero, const char *tail)
{
    struct buf xml = BUF_INIT;
    buf_str(&xml, "<piano xmlns='urn:pira:piano:1' versione='1' anno='2017' documento='rapporto'>"
                  "<ente><denominazione>E</denominazione></ente>");
    buf_str(&xml, strstr(head, "<documento") == NULL ? "<documento tipo='rapporto'><titolo>R</titolo></documento>" : "");
    buf_printf(&xml, "%s<albero><livelli>%s</livelli>%s</albero>%s</piano>", head, livelli, albero, tail);
    bool ok = computed_text(c, buf_text(&xml));
    buf_free(&xml);
    return ok;
}

/* What the element of ID has as calcoli/NAME: "80.00% 4/5", "12.5", "n.d.", several joined by "; " and preceded by their
 * day when they have one ("2017-06-30: 5"), or by their year when that is not 2017. "" when there is none. */
static inline const char *computed_figure(struct computed *c, const char *id, const char *name)
{
    const xmlNode *calcoli = plan_child(plan_find(c->plan, id), "calcoli");
    buf_clear(&c->text);
    for (const xmlNode *n = plan_child(calcoli, name); n != NULL; n = plan_next(n, name)) {
        const xmlNode *value = plan_child(n, NULL);
        const char *al = plan_attr(n, "al"), *anno = plan_attr(n, "anno"), *esatto = plan_attr(n, "esatto");
        buf_str(&c->text, c->text.len > 0 ? "; " : "");
        if (al != NULL || (anno != NULL && strcmp(anno, "2017") != 0))
            buf_printf(&c->text, "%s: ", al != NULL ? al : anno);
        buf_str(&c->text, plan_is(value, "assente") ? "n.d." : plan_text(c->plan, value));
        buf_str(&c->text, plan_is(value, "percento") ? "%" : "");
        if (esatto != NULL)
            buf_printf(&c->text, " %s", esatto);
    }
    return buf_text(&c->text);
}

/* The same for a cell, whose calcoli is itself the figure. */
static inline const char *computed_cell(struct computed *c, const char *id)
{
    const xmlNode *calcoli = plan_child(plan_find(c->plan, id), "calcoli"), *value = plan_child(calcoli, NULL);
    const char *esatto = plan_attr(calcoli, "esatto");
    buf_clear(&c->text);
    if (value != NULL)
        buf_str(&c->text, plan_is(value, "assente") ? "n.d." : plan_text(c->plan, value));
    buf_str(&c->text, plan_is(value, "percento") ? "%" : "");
    if (esatto != NULL)
        buf_printf(&c->text, " %s", esatto);
    return buf_text(&c->text);
}

/* All messages as "4001 4013"; "" when there are none. */
static inline const char *computed_messages(struct computed *c)
{
    buf_clear(&c->text);
    for (size_t i = 0; i < diag_count(c->diag); i++)
        buf_printf(&c->text, "%s%d", i > 0 ? " " : "", (int)diag_get(c->diag, i)->code);
    return buf_text(&c->text);
}

#endif
