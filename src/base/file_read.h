/* file_read.h: a whole file, or standard input, into memory, within a limit. */
#ifndef PIRA_FILE_READ_H
#define PIRA_FILE_READ_H

#include <stddef.h>

struct buf;
struct diag;

/* Appends the bytes of the regular file PATH, or of standard input for "-", to OUT, which may hold LIMIT bytes.
 * 0, or what was in the way, as errno says it: EISDIR for a folder, ENXIO for a device or a pipe, EFBIG beyond the limit,
 * ENOMEM. Then OUT is of no use. */
int file_read(const char *path, size_t limit, struct buf *out);

/* Reports ERROR, which file_read gave for the file that messages call NAME. */
void file_read_report(const char *name, int error, size_t limit, struct diag *d);

#endif
