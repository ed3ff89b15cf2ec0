/* file_write.h: output that is whole or not there: written beside its place, synced, then renamed into it. */
#ifndef PIRA_FILE_WRITE_H
#define PIRA_FILE_WRITE_H

#include <stdbool.h>
#include <stddef.h>

struct diag;

/* Who removes the temporary file when a signal ends the program: remember() is told its path before it comes into
 * being, and NULL after it is gone. The path is valid until the next call. */
struct file_write_guard {
    void (*remember)(void *self, const char *path);
    void *self;
};

/* Writes LEN bytes of DATA as the file PATH; "-" is standard output.
 *
 * A file that was there keeps its permissions and stands untouched until the new one is complete and on the disk.
 * A symbolic link is followed when it names a file of its own folder. Refused are a folder, a device, a pipe, a link
 * that leads elsewhere, a file the user may not write, and any of INPUTS (paths, ended by NULL; may be NULL itself).
 * What runs that were killed have left in the folder is removed. GUARD may be NULL.
 *
 * False, with a message in D, when the file could not be written; then the old file stands and nothing else is left.
 * (One exception: when only the last step fails, the syncing of the folder, the new file is in place and whole.) */
bool file_write(const char *path, const void *data, size_t len, const char *const *inputs,
                const struct file_write_guard *guard, struct diag *d);

#endif
