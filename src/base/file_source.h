/* file_source.h: where the files come from that a document is made of: a folder, or the attachments of a document. */
#ifndef PIRA_FILE_SOURCE_H
#define PIRA_FILE_SOURCE_H

#include <stddef.h>

struct buf;

struct file_source {
    /* Appends the bytes of the file NAME, of at most LIMIT bytes, to OUT: 0, or an errno value as file_read gives it. */
    int (*read)(void *self, const char *name, size_t limit, struct buf *out);
    void *self;
};

/* The files of the folder DIR, which must outlive the source; names with a path are looked for below it. Links are followed
 * as long as they stay below DIR: otherwise reading gives ELOOP. */
struct file_source file_source_folder(const char *dir);

#endif
