/* file_name.c: names of files that may be trusted with a place in a folder. */
#include "base/file_name.h"

#include <string.h>

#include "base/utf8.h"

#define MAX_NAME 200

bool file_name_is_safe(const char *name)
{
    size_t len = strlen(name), bad;
    bool at_start = true;
    if (len == 0 || len > MAX_NAME || name[len - 1] == '/' || !utf8_valid(name, len, &bad))
        return false;
    for (const unsigned char *s = (const unsigned char *)name; *s != '\0'; s++) {
        if (*s < ' ' || *s == 0x7F || *s == '\\' || *s == ':')
            return false;
        if (at_start && (*s == '/' || *s == '.' || *s == '-'))
            return false;
        at_start = *s == '/';
    }
    return true;
}
