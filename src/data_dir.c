/* data_dir.c: where the program's data is: xsd/, templates/ and fonts/ in one folder. */
#include "data_dir.h"

#include <errno.h>
#include <dirent.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/suggest.h"
#include "bind/template.h"

enum { PATH_BYTES = 4096, TEMPLATES_LISTED = 100 };

/* The folder of the program's file; NULL when the system does not tell. */
static const char *program_folder(struct arena *a)
{
    char path[PATH_BYTES];
    ssize_t n = readlink("/proc/self/exe", path, sizeof path);
    if (n <= 0 || (size_t)n >= sizeof path)
        return NULL;
    while (n > 1 && path[n - 1] != '/')
        n--;
    return arena_strndup(a, path, n > 1 ? (size_t)n - 1 : 1);
}

static bool holds_schema(struct arena *a, const char *folder)
{
    const char *schema = folder ? arena_printf(a, "%s/xsd/piano.xsd", folder) : NULL;
    return schema && access(schema, R_OK) == 0;
}

const char *data_dir_find(struct arena *a, const char *from_environment, const char *compiled_in, struct diag *d)
{
    const char *program = program_folder(a);
    const char *folders[] = {
        program ? arena_printf(a, "%s/..", program) : NULL,
        program ? arena_printf(a, "%s/../..", program) : NULL,
        program ? arena_printf(a, "%s/../share/pira", program) : NULL,
        compiled_in,
    };
    if (from_environment && holds_schema(a, from_environment))
        return from_environment;
    for (size_t i = 0; !from_environment && i < sizeof folders / sizeof *folders; i++)
        if (holds_schema(a, folders[i]))
            return folders[i];
    const char *last = from_environment ? from_environment : compiled_in ? compiled_in : "";
    diag_say(d, DIAG_NO_DATA, NULL, last);
    return NULL;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool ends_in_xml(const char *name)
{
    size_t length = strlen(name);
    return length > 4 && strcmp(name + length - 4, ".xml") == 0;
}

/* The names of the templates of DATA_DIR that make documents, in order, ended by NULL; owned by A. */
static void read_templates(struct arena *a, const char *data_dir, const char *names[TEMPLATES_LISTED + 1])
{
    const char *path = arena_printf(a, "%s/templates", data_dir);
    DIR *dir = path ? opendir(path) : NULL;
    size_t n = 0;
    for (const struct dirent *e; dir && n < TEMPLATES_LISTED && (e = readdir(dir)) != NULL;)
        if (ends_in_xml(e->d_name) && e->d_name[0] != '.' && template_makes_document(arena_printf(a, "%s/%s", path, e->d_name))) {
            names[n] = arena_strndup(a, e->d_name, strlen(e->d_name) - 4);
            n += names[n] != NULL;
        }
    if (dir)
        closedir(dir);
    names[n] = NULL;
    qsort(names, n, sizeof *names, compare_names);
}

static void join(struct buf *out, const char *const *names)
{
    for (size_t i = 0; names[i]; i++)
        buf_printf(out, "%s%s", i ? ", " : "", names[i]);
}

void data_dir_list_templates(const char *data_dir, struct buf *out)
{
    const char *names[TEMPLATES_LISTED + 1];
    struct arena *a = arena_new();
    if (!a)
        return;
    read_templates(a, data_dir, names);
    join(out, names);
    arena_free(a);
}

static void report_unknown(struct arena *a, const char *data_dir, const char *template, struct diag *d)
{
    const char *names[TEMPLATES_LISTED + 1];
    struct buf all = BUF_INIT;
    read_templates(a, data_dir, names);
    const char *nearest = suggest_nearest(template, names);
    join(&all, names);
    if (nearest)
        diag_say(d, DIAG_NO_SUCH_TEMPLATE_LIKE, NULL, template, nearest);
    else
        diag_say(d, DIAG_NO_SUCH_TEMPLATE, NULL, template, buf_text(&all));
    buf_free(&all);
}

const char *data_dir_template(struct arena *a, const char *data_dir, const char *template, struct diag *d)
{
    if (strchr(template, '/') || ends_in_xml(template))
        return template;
    const char *path = arena_printf(a, "%s/templates/%s.xml", data_dir, template);
    if (!path) {
        diag_say0(d, DIAG_NO_MEMORY, NULL);
        return NULL;
    }
    if (access(path, F_OK) == 0 || (errno != ENOENT && errno != ENOTDIR))   /* who reads it says what is in the way */
        return path;
    report_unknown(a, data_dir, template, d);
    return NULL;
}
