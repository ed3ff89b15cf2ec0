/* bind_try.c: a template and a plan from strings, bound. */
#include "bind_try.h"

#include "base/arena.h"
#include "bind/bind.h"
#include "compute/plan.h"
#include "expect.h"
#include "layout/page.h"
#include "read/xml_read.h"

bool try_bind(const char *definitions, const char *body, const char *plan_text, const struct file_source *pictures,
              struct diag *d, struct buf *out)
{
    struct template *t = try_template(definitions, body, d);
    struct xml_doc *xml = NULL;
    struct plan *plan = NULL;
    struct arena *a = arena_new();
    struct doc doc;
    struct bind_options o = {.pictures = pictures};
    bool ok = t != NULL && xml_read_memory(&xml, "piano.xml", plan_text, strlen(plan_text), d) == READ_OK;
    if (ok)
        plan = plan_open(xml, d);
    ok = ok && plan != NULL && bind_run(t, plan, d, &o, a, &doc);
    if (ok)
        block_dump(&doc, out);
    plan_close(plan);
    xml_free(xml);
    template_free(t);
    arena_free(a);
    return ok;
}

void check_text(const char *definitions, const char *body, const char *plan, const char *want)
{
    struct buf out = BUF_INIT;
    struct diag *d = diag_new(DIAG_IT);
    bool ok = try_bind(definitions, body, plan, NULL, d, &out);
    EXPECT(ok, diag_count(d) > 0 ? diag_get(d, 0)->text : body);
    const char *got = strchr(buf_text(&out), '\n');
    EXPECT_TEXT(got != NULL ? got + 1 : buf_text(&out), want, body);
    buf_free(&out);
    diag_free(d);
}
