/* folder.c: folders for outputs. */
#include "base/folder.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/diag.h"

bool folder_make(const char *path, struct diag *d)
{
    if (mkdir(path, S_IRWXU | S_IRWXG | S_IRWXO) == 0 || errno == EEXIST)
        return true;
    diag_say(d, DIAG_EXTRACT_FOLDER, NULL, path, strerror(errno));
    return false;
}
