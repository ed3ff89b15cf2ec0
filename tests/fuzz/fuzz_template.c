/* fuzz_template.c: any bytes as a template, which prints a plan when it can be loaded (libFuzzer). */
#include <errno.h>

#include "base/buf.h"
#include "base/file_read.h"
#include "base/file_source.h"
#include "bind/template.h"
#include "fuzz.h"

struct bytes {
    const uint8_t *data;
    size_t size;
};

/* Every file that the template names is the template. */
static int read_bytes(void *self, const char *name, size_t limit, struct buf *out)
{
    const struct bytes *b = self;
    (void)name;
    (void)limit;
    buf_add(out, b->data, b->size);
    return out->failed ? ENOMEM : 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct buf plan;
    struct bytes bytes = {data, size};
    const struct file_source source = {read_bytes, &bytes};
    struct diag *d = diag_new(DIAG_IT);
    if (plan.len == 0)
        FUZZ_PROMISE(file_read("tests/fuzz/seeds/plan/piano.xml", 1 << 20, &plan) == 0);
    struct template *template = template_load_from(&source, "modello.xml", "xsd/template.xsd", d);
    if (template != NULL)
        fuzz_plan((const uint8_t *)plan.data, plan.len, template, d);
    template_free(template);
    diag_free(d);
    return 0;
}
