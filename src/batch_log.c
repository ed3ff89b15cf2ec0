/* batch_log.c: what became of many plans, as JSON lines for programs and as one line for people. */
#include "base/buf.h"
#include "base/json.h"
#include "batch.h"
#include "report.h"

void batch_log_template(struct buf *out, const struct pira_kit *kit)
{
    for (size_t i = 0; i < pira_kit_file_count(kit); i++) {
        char digest[SHA256_TEXT];
        const char *path;
        pira_kit_file(kit, i, &path, digest);
        buf_str(out, i == 0 ? "[{\"file\":" : ",{\"file\":");
        json_string(out, path);
        buf_printf(out, ",\"sha256\":\"%s\"}", digest);
    }
    buf_char(out, ']');
}

static void add_digest(struct buf *out, const char *name, const char *digest)
{
    if (*digest)
        buf_printf(out, ",\"%s\":\"%s\"", name, digest);
    else
        buf_printf(out, ",\"%s\":null", name);
}

void batch_log(struct buf *out, const struct batch_result *r, const char *template)
{
    const char *result = r->status != PIRA_DONE ? "failed" : r->unchanged ? "unchanged" : "done";
    buf_str(out, "{\"schema\":1,\"version\":\"" PIRA_VERSION "\",\"file\":");
    json_string(out, r->plan);
    buf_str(out, ",\"output\":");
    json_string(out, r->output);
    buf_printf(out, ",\"result\":\"%s\",\"status\":%d,\"ms\":%ld,\"pages\":%zu,\"bytes\":%zu", result, (int)r->status,
               r->milliseconds, r->status == PIRA_DONE ? r->rendered.pages : 0, r->bytes);
    add_digest(out, "plan_sha256", r->rendered.plan_digest);
    add_digest(out, "output_sha256", r->digest);
    buf_printf(out, ",\"template\":%s,\"messages\":{\"errore\":%zu,\"avviso\":%zu,\"nota\":%zu}}\n", template,
               r->messages[DIAG_ERRORE], r->messages[DIAG_AVVISO], r->messages[DIAG_NOTA]);
}

static void add_counts(struct buf *out, size_t done, size_t unchanged, size_t failed, enum diag_lang lang)
{
    static const char *const words[][3][2] = {
        [DIAG_IT] = {{"composto", "composti"}, {"immutato", "immutati"}, {"non riuscito", "non riusciti"}},
        [DIAG_EN] = {{"made", "made"}, {"unchanged", "unchanged"}, {"failed", "failed"}},
    };
    const size_t counts[3] = {done, unchanged, failed};
    const char *before = ": ";
    buf_printf(out, lang == DIAG_IT ? "%zu piani" : "%zu plans", done + unchanged + failed);
    for (size_t i = 0; i < 3; i++) {
        if (counts[i] == 0)
            continue;
        buf_printf(out, "%s%zu %s", before, counts[i], words[lang][i][counts[i] == 1 ? 0 : 1]);
        before = ", ";
    }
    buf_char(out, '\n');
}

void batch_summary(struct buf *out, const struct batch *b, const struct batch_result *results, enum diag_lang lang)
{
    size_t failed = 0, unchanged = 0, hidden[DIAG_ERRORE + 1] = {0};
    const char *plans = b->nplans == 1 ? b->plans[0] : lang == DIAG_IT ? "PIANO.xml ..." : "PLAN.xml ...";
    for (size_t i = 0; i < b->nplans; i++) {
        failed += results[i].status != PIRA_DONE;
        unchanged += results[i].status == PIRA_DONE && results[i].unchanged;
        for (size_t level = 0; level <= DIAG_ERRORE; level++)
            hidden[level] += results[i].hidden[level];
    }
    report_hidden_counts(out, hidden, plans, lang);
    if (b->nplans > 1)
        add_counts(out, b->nplans - failed - unchanged, unchanged, failed, lang);
}
