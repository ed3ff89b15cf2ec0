/* file_source.c: files from a folder. */
#include "base/file_source.h"

#include <errno.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/file_read.h"

static int read_below(void *self, const char *name, size_t limit, struct buf *out)
{
    struct buf path = BUF_INIT;
    buf_printf(&path, "%s/%s", (const char *)self, name);
    int error = path.failed ? ENOMEM : file_read(path.data, limit, out);
    buf_free(&path);
    return error;
}

struct file_source file_source_folder(const char *dir)
{
    return (struct file_source){read_below, (void *)(uintptr_t)dir};
}
