/* file_name.h: names of files that may be trusted with a place in a folder. */
#ifndef PIRA_FILE_NAME_H
#define PIRA_FILE_NAME_H

#include <stdbool.h>

/* Whether a file may be read and written under NAME: a path of at most 200 bytes that stays below its folder, hides nothing
 * and can be typed: its parts neither begin with a dot or a hyphen nor have control characters, backslashes or colons. */
bool file_name_is_safe(const char *name);

#endif
