/* file_source.c: files from a folder. */
#define _XOPEN_SOURCE 700   /* realpath */
#include "base/file_source.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file_read.h"

static bool is_below(const char *path, const char *folder)
{
    size_t len = strlen(folder);
    return strncmp(path, folder, len) == 0 && (path[len] == '/' || folder[len - 1] == '/');
}

/* The file that PATH is when its links are followed, which may not lead out of FOLDER. */
static int read_real(const char *folder, const char *path, size_t limit, struct buf *out)
{
    char *real_folder = realpath(folder, NULL), *real = real_folder != NULL ? realpath(path, NULL) : NULL;
    int error = real == NULL ? errno : is_below(real, real_folder) ? file_read(real, limit, out) : ELOOP;
    free(real_folder);
    free(real);
    return error;
}

static int read_below(void *self, const char *name, size_t limit, struct buf *out)
{
    struct buf path = BUF_INIT;
    buf_printf(&path, "%s/%s", (const char *)self, name);
    int error = path.failed ? ENOMEM : read_real(self, path.data, limit, out);
    buf_free(&path);
    return error;
}

struct file_source file_source_folder(const char *dir)
{
    return (struct file_source){read_below, (void *)(uintptr_t)dir};
}
