/* fuzz_plan.c: any bytes as a plan, through to its PDF; every message can be written (libFuzzer). */
#include "base/buf.h"
#include "base/utf8.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct diag *d = diag_new(DIAG_IT);
    struct buf text = BUF_INIT;
    fuzz_plan(data, size, fuzz_data()->template, d);
    for (size_t i = 0; i < diag_count(d); i++) {
        buf_clear(&text);
        diag_format_text(&text, diag_get(d, i), DIAG_IT, true);
        diag_format_json(&text, diag_get(d, i));
        FUZZ_PROMISE(utf8_valid(buf_text(&text), text.len, NULL));
    }
    buf_free(&text);
    diag_free(d);
    return 0;
}
