/* batch_name.c: where the documents of many plans go, so that none takes the place of another. */
#define _XOPEN_SOURCE 700   /* realpath */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/file_read.h"
#include "batch.h"

/* What a plan is known by while names are given, and its number: lists are sorted by either. */
struct named { const char *key; size_t plan; };
struct place { dev_t device; ino_t inode; };

static int compare_keys(const void *a, const void *b)
{
    const struct named *left = a, *right = b;
    int order = strcmp(left->key, right->key);
    return order != 0 ? order : (left->plan > right->plan) - (left->plan < right->plan);
}

static int compare_places(const void *a, const void *b)
{
    const struct place *left = a, *right = b;
    if (left->device != right->device)
        return left->device < right->device ? -1 : 1;
    return (left->inode > right->inode) - (left->inode < right->inode);
}

static bool fail_memory(struct pira *p)
{
    diag_say0(p->diag, DIAG_NO_MEMORY, NULL);
    return false;
}

/* ---- pieces of a path ---- */

/* "a/b/piano.xml": "piano.xml" */
static const char *file_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* PATH without the ending of its last name. */
static const char *without_ending(struct arena *a, const char *path)
{
    const char *name = file_name(path), *dot = strrchr(name, '.');
    return arena_strndup(a, path, dot && dot != name ? (size_t)(dot - path) : strlen(path));
}

/* FOLDER receives the folder of PATH as it really is, owned by P's arena; NULL when there is none. False, with a message, when
 * that cannot be told. */
static bool real_folder(struct pira *p, const char *path, const char **folder)
{
    const char *name = file_name(path);
    const char *written = name == path ? "." : arena_strndup(p->arena, path, (size_t)(name - path));
    if (!written)
        return fail_memory(p);
    char *real = realpath(written, NULL);
    *folder = real ? arena_strdup(p->arena, real) : NULL;
    bool missing = !real && (errno == ENOENT || errno == ENOTDIR);
    if (!real && !missing)
        file_read_report(written, errno, 0, p->diag);
    free(real);
    return *folder || missing || (real && fail_memory(p));
}

/* NAME receives the name of the folder of PATH, as written where it is: "" for a file of the root; NULL when there is none.
 * False, with a message, when that cannot be told. */
static bool folder_name(struct pira *p, const char *path, const char **name)
{
    const char *end = file_name(path), *real;
    while (end > path && end[-1] == '/')
        end--;
    const char *start = end;
    while (start > path && start[-1] != '/')
        start--;
    size_t len = (size_t)(end - start);
    if (len > 0 && !(len == 1 && *start == '.') && !(len == 2 && start[0] == '.' && start[1] == '.')) {
        *name = arena_strndup(p->arena, start, len);
        return *name || fail_memory(p);
    }
    if (!real_folder(p, path, &real))
        return false;
    *name = real ? file_name(real) : NULL;
    return true;
}

/* ---- names ---- */

static const char *beside(struct arena *a, const char *plan)
{
    const char *stem = without_ending(a, plan);
    return stem ? arena_printf(a, "%s.pdf", stem) : NULL;
}

static const char *in_folder(struct arena *a, const char *folder, const char *name)
{
    size_t len = strlen(folder);
    while (len > 1 && folder[len - 1] == '/')
        len--;
    return arena_printf(a, "%.*s/%s.pdf", (int)len, folder, name);
}

/* Files of one name are called after their folders. False, with a message, when a folder has no name that can be told. */
static bool tell_apart(struct pira *p, const struct batch *b, struct named *names)
{
    qsort(names, b->nplans, sizeof *names, compare_keys);
    for (size_t first = 0, end; first < b->nplans; first = end) {
        const char *key = names[first].key;
        for (end = first + 1; end < b->nplans && strcmp(names[end].key, key) == 0; end++)
            ;
        for (size_t i = first; end - first > 1 && i < end; i++) {
            const char *folder;
            if (!folder_name(p, b->plans[names[i].plan], &folder))
                return false;
            names[i].key = folder && *folder ? folder : key;
        }
    }
    return true;
}

static bool name_in_folder(struct pira *p, const struct batch *b, struct batch_result *results, struct named *names)
{
    bool named = true;
    for (size_t i = 0; i < b->nplans; i++) {
        names[i] = (struct named){without_ending(p->arena, file_name(b->plans[i])), i};
        if (!names[i].key)
            return fail_memory(p);
    }
    if (!tell_apart(p, b, names))
        return false;
    for (size_t i = 0; i < b->nplans; i++) {
        const char *output = in_folder(p->arena, b->folder, names[i].key);
        results[names[i].plan].output = output;
        named = named && output;
    }
    return named || fail_memory(p);
}

static bool name_beside(struct pira *p, const struct batch *b, struct batch_result *results)
{
    for (size_t i = 0; i < b->nplans; i++) {
        bool from_input = strcmp(b->plans[i], "-") == 0;
        results[i].output = b->output ? b->output : from_input ? "-" : beside(p->arena, b->plans[i]);
        if (!results[i].output)
            return fail_memory(p);
    }
    return true;
}

static bool have_names(struct pira *p, const struct batch *b)
{
    for (size_t i = 0; i < b->nplans; i++)
        if (strcmp(b->plans[i], "-") == 0 && (b->folder || b->nplans > 1)) {
            diag_say0(p->diag, DIAG_USAGE_NO_NAME, NULL);
            return false;
        }
    return true;
}

/* ---- places ---- */

/* However it is written, a place is one place. False, with a message, when it cannot be told. */
static bool real_place(struct pira *p, const char *output, const char **place)
{
    const char *folder;
    if (!real_folder(p, output, &folder))
        return false;
    *place = folder ? arena_printf(p->arena, "%s/%s", folder, file_name(output)) : output;
    return *place || fail_memory(p);
}

static bool are_apart(struct pira *p, const struct batch *b, const struct batch_result *results, struct named *names)
{
    bool apart = true;
    for (size_t i = 0; i < b->nplans; i++) {
        names[i] = (struct named){results[i].output, i};
        if (!b->folder && !real_place(p, results[i].output, &names[i].key))
            return false;
    }
    qsort(names, b->nplans, sizeof *names, compare_keys);
    for (size_t i = 1; i < b->nplans; i++) {
        if (strcmp(names[i - 1].key, names[i].key) != 0)
            continue;
        size_t one = names[i - 1].plan, other = names[i].plan;
        diag_say(p->diag, DIAG_USAGE_SAME_OUTPUT, NULL, b->plans[one], b->plans[other], results[other].output);
        apart = false;
    }
    return apart;
}

/* A document must not replace a plan, its own or that of another. */
static bool spare_plans(struct pira *p, const struct batch *b, const struct batch_result *results)
{
    struct place *places = arena_array(p->arena, b->nplans, sizeof *places), here;
    struct stat st;
    size_t n = 0;
    bool spared = true;
    if (!places)
        return fail_memory(p);
    for (size_t i = 0; i < b->nplans; i++)
        if (strcmp(b->plans[i], "-") != 0 && stat(b->plans[i], &st) == 0)
            places[n++] = (struct place){st.st_dev, st.st_ino};
    qsort(places, n, sizeof *places, compare_places);
    for (size_t i = 0; i < b->nplans; i++) {
        if (strcmp(results[i].output, "-") == 0 || stat(results[i].output, &st) != 0)
            continue;
        here = (struct place){st.st_dev, st.st_ino};
        if (!bsearch(&here, places, n, sizeof *places, compare_places))
            continue;
        diag_say(p->diag, DIAG_OUTPUT_IS_INPUT, NULL, results[i].output);
        spared = false;
    }
    return spared;
}

bool batch_name(struct pira *p, const struct batch *b, struct batch_result *results)
{
    struct named *names = arena_array(p->arena, b->nplans, sizeof *names);
    if (!names)
        return fail_memory(p);
    if (!have_names(p, b) || !(b->folder ? name_in_folder(p, b, results, names) : name_beside(p, b, results)))
        return false;
    return are_apart(p, b, results, names) && spare_plans(p, b, results);
}
