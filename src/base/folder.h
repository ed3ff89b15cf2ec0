/* folder.h: folders for outputs. */
#ifndef PIRA_FOLDER_H
#define PIRA_FOLDER_H

#include <stdbool.h>

struct diag;

/* Makes the folder PATH when there is none; the folder it is in must be there, so that a slip of the pen makes no tree.
 * False, with a message in D, when it cannot be made. */
bool folder_make(const char *path, struct diag *d);

#endif
