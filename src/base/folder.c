/* folder.c: folders for outputs. */
#include "base/folder.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/diag.h"

bool folder_make(const char *path, struct diag *d)
{
    struct stat st;
    if (mkdir(path, S_IRWXU | S_IRWXG | S_IRWXO) == 0)
        return true;
    if (errno == EEXIST && stat(path, &st) == 0) {
        if (S_ISDIR(st.st_mode))
            return true;
        errno = ENOTDIR;
    }
    diag_say(d, DIAG_EXTRACT_FOLDER, NULL, path, strerror(errno));
    return false;
}
