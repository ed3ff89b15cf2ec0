/* path_list.h: paths of files, each once, ended by NULL as file_write wants its inputs. */
#ifndef PIRA_PATH_LIST_H
#define PIRA_PATH_LIST_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

struct path_list {
    struct arena *arena;         /* borrowed; owns what is listed */
    const char **paths;          /* N of them and a NULL; NULL while the list is empty */
    size_t n, cap;
};

/* Adds a copy of PATH, unless it is there. False when memory is short. */
bool path_list_add(struct path_list *l, const char *path);

#endif
