/* path_list.c: a growing list of paths; short, so that looking for one means looking at all. */
#include "base/path_list.h"

#include <string.h>

#include "base/arena.h"

static bool has_room(struct path_list *l)
{
    if (l->n + 1 < l->cap)
        return true;
    size_t cap = l->cap > 0 ? 2 * l->cap : 16;
    const char **grown = arena_array(l->arena, cap, sizeof *grown);
    if (grown == NULL)
        return false;
    if (l->n > 0)
        memcpy(grown, l->paths, l->n * sizeof *grown);
    l->paths = grown;
    l->cap = cap;
    return true;
}

bool path_list_add(struct path_list *l, const char *path)
{
    for (size_t i = 0; i < l->n; i++)
        if (strcmp(l->paths[i], path) == 0)
            return true;
    const char *copy = has_room(l) ? arena_strndup(l->arena, path, strlen(path)) : NULL;
    if (copy == NULL)
        return false;
    l->paths[l->n++] = copy;
    l->paths[l->n] = NULL;
    return true;
}
