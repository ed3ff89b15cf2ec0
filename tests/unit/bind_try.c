/* bind_try.c: a template and a plan from strings, bound. */
#include "bind_try.h"

#include "base/arena.h"
#include "bind/bind.h"
#include "compute/plan.h"
#include "expect.h"
#include "layout/page.h"
#include "read/xml_read.h"
#include "starve.h"

/* A template and a plan, ready to be bound. */
struct trial {
    struct template *template;
    struct xml_doc *xml;
    struct plan *plan;
};

static bool open_trial(struct trial *t, const char *definitions, const char *body, const char *plan, struct diag *d)
{
    *t = (struct trial){.template = try_template(definitions, body, d)};
    return t->template != NULL && xml_read_memory(&t->xml, "piano.xml", plan, strlen(plan), d) == READ_OK && (t->plan = plan_open(t->xml, d)) != NULL;
}

static void close_trial(struct trial *t)
{
    plan_close(t->plan);
    xml_free(t->xml);
    template_free(t->template);
}

/* Binds T, allocation FAILING failing; the blocks go to OUT, *COUNT is the number of allocations. */
static bool run_trial(const struct trial *t, const struct file_source *pictures, size_t failing, struct diag *d, struct buf *out, size_t *count)
{
    struct arena *a = arena_new();
    struct doc doc;
    const struct bind_options o = {.pictures = pictures};
    starve_at(failing);
    bool ok = bind_run(t->template, t->plan, d, &o, a, &doc);
    *count = starve_count();
    starve_at(0);
    if (ok)
        block_dump(&doc, out);
    arena_free(a);
    return ok;
}

bool try_bind(const char *definitions, const char *body, const char *plan, const struct file_source *pictures,
              struct diag *d, struct buf *out)
{
    struct trial t;
    size_t count;
    bool ok = open_trial(&t, definitions, body, plan, d) && run_trial(&t, pictures, 0, d, out, &count);
    close_trial(&t);
    return ok;
}

/* Each of COUNT allocations fails: that is told, or the blocks are as they are without it. */
static void check_starved(const struct trial *t, size_t count, const struct buf *whole, const char *body)
{
    for (size_t i = 1, again; i <= count; i++) {
        struct diag *d = diag_new(DIAG_IT);
        struct buf out = BUF_INIT;
        bool ok = run_trial(t, NULL, i, d, &out, &again);
        EXPECT(ok != (diag_out_of_memory(d) || diag_count_code(d, DIAG_NO_MEMORY) > 0), body);
        if (ok)
            EXPECT_TEXT(buf_text(&out), buf_text(whole), body);
        buf_free(&out);
        diag_free(d);
    }
}

void check_text(const char *definitions, const char *body, const char *plan, const char *want)
{
    struct buf out = BUF_INIT;
    struct diag *d = diag_new(DIAG_IT);
    struct trial t;
    size_t count = 0;
    bool ok = open_trial(&t, definitions, body, plan, d) && run_trial(&t, NULL, 0, d, &out, &count);
    EXPECT(ok, diag_count(d) > 0 ? diag_get(d, 0)->text : body);
    const char *got = strchr(buf_text(&out), '\n');
    EXPECT_TEXT(got != NULL ? got + 1 : buf_text(&out), want, body);
    if (ok)
        check_starved(&t, count, &out, body);
    close_trial(&t);
    buf_free(&out);
    diag_free(d);
}
