/* file_read.c: a whole file, or standard input, into memory, within a limit. */
#include "base/file_read.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/diag.h"

/* Reads to the end of FD, or until one byte more than LIMIT has come. */
static int read_descriptor(int fd, size_t limit, struct buf *out)
{
    for (;;) {
        if (!buf_reserve(out, 1))
            return ENOMEM;
        size_t room = out->cap - out->len - 1;
        if (room > limit + 1 - out->len)
            room = limit + 1 - out->len;
        ssize_t got = read(fd, out->data + out->len, room);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return errno;
        if (got == 0)
            return 0;
        out->len += (size_t)got;
        out->data[out->len] = '\0';
        if (out->len > limit)
            return EFBIG;
    }
}

/* What is not a regular file is refused before it is read; a large one before memory is taken for it. */
static int read_regular(int fd, size_t limit, struct buf *out)
{
    struct stat status;
    if (fstat(fd, &status) != 0)
        return errno;
    if (!S_ISREG(status.st_mode))
        return S_ISDIR(status.st_mode) ? EISDIR : ENXIO;
    if (status.st_size > 0 && (uintmax_t)status.st_size > limit)
        return EFBIG;
    return buf_reserve(out, (size_t)status.st_size + 1) ? read_descriptor(fd, limit, out) : ENOMEM;
}

int file_read(const char *path, size_t limit, struct buf *out)
{
    if (strcmp(path, "-") == 0)
        return read_descriptor(STDIN_FILENO, limit, out);
    int fd;
    do
        fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);   /* a FIFO must not make us wait */
    while (fd < 0 && errno == EINTR);
    if (fd < 0)
        return errno;
    int error = read_regular(fd, limit, out);
    close(fd);
    return error;
}

static void report_too_large(const char *name, size_t limit, struct diag *d)
{
    struct buf size = BUF_INIT;
    if (limit % (1 << 20) == 0)
        buf_printf(&size, "%zu MB", limit >> 20);
    else
        buf_printf(&size, "%zu byte", limit);
    diag_say(d, DIAG_FILE_TOO_LARGE, &(struct diag_place){.file = name}, buf_text(&size));
    buf_free(&size);
}

void file_read_report(const char *name, int error, size_t limit, struct diag *d)
{
    static const struct { int error; enum diag_code code; } known[] = {
        {ENOENT, DIAG_NO_SUCH_FILE}, {ENOTDIR, DIAG_NO_SUCH_FILE}, {EACCES, DIAG_READ_DENIED}, {EPERM, DIAG_READ_DENIED},
        {EISDIR, DIAG_IS_FOLDER},    {ENXIO, DIAG_NOT_REGULAR},    {ENOMEM, DIAG_NO_MEMORY},
    };
    enum diag_code code = DIAG_CANNOT_OPEN;
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (known[i].error == error)
            code = known[i].code;
    if (error == EFBIG)
        report_too_large(name, limit, d);
    else
        diag_say(d, code, &(struct diag_place){.file = name}, name, strerror(error));
}
