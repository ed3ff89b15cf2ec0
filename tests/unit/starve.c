/* starve.c: malloc and its like, and what arenas give, each of which may fail; the linker puts these before the true ones. */
#include "starve.h"

#include <errno.h>
#include <errno.h>
#include <libxml/parser.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlmemory.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *piece, size_t size);
int __real_posix_memalign(void **piece, size_t alignment, size_t size);
void *__real_arena_alloc(struct arena *a, size_t size);
void *__real_arena_array(struct arena *a, size_t count, size_t size);
char *__real_arena_strndup(struct arena *a, const char *s, size_t len);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *piece, size_t size);
int __wrap_posix_memalign(void **piece, size_t alignment, size_t size);
void *__wrap_arena_alloc(struct arena *a, size_t size);
void *__wrap_arena_array(struct arena *a, size_t count, size_t size);
char *__wrap_arena_strdup(struct arena *a, const char *s);
char *__wrap_arena_strndup(struct arena *a, const char *s, size_t len);
char *__wrap_arena_printf(struct arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));

static size_t counted, failing;

void starve_at(size_t n)
{
    counted = 0;
    failing = n;
}

size_t starve_count(void)
{
    return counted;
}

void *starve_never(size_t size)
{
    return __real_malloc(size);
}

/* Who fails says why, as malloc does. */
static bool fails(void)
{
    if (++counted != failing)
        return false;
    errno = ENOMEM;
    return true;
}

void *__wrap_malloc(size_t size)
{
    return fails() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return fails() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *piece, size_t size)
{
    return fails() ? NULL : __real_realloc(piece, size);
}

int __wrap_posix_memalign(void **piece, size_t alignment, size_t size)
{
    return fails() ? ENOMEM : __real_posix_memalign(piece, alignment, size);
}

/* The same of an arena, which remembers. */
static bool arena_fails(struct arena *a)
{
    bool now = fails();
    if (now)
        arena_starve(a);
    return now;
}

void *__wrap_arena_alloc(struct arena *a, size_t size)
{
    return arena_fails(a) ? NULL : __real_arena_alloc(a, size);
}

void *__wrap_arena_array(struct arena *a, size_t count, size_t size)
{
    return arena_fails(a) ? NULL : __real_arena_array(a, count, size);
}

char *__wrap_arena_strdup(struct arena *a, const char *s)
{
    return arena_fails(a) ? NULL : __real_arena_strndup(a, s, strlen(s));
}

char *__wrap_arena_strndup(struct arena *a, const char *s, size_t len)
{
    return arena_fails(a) ? NULL : __real_arena_strndup(a, s, len);
}

char *__wrap_arena_printf(struct arena *a, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *text = arena_fails(a) || len < 0 ? NULL : __real_arena_alloc(a, (size_t)len + 1);
    va_start(args, format);
    if (text != NULL)
        vsnprintf(text, (size_t)len + 1, format, args);
    va_end(args);
    return text;
}

/* ---------------------------------------------------------------- libxml2 */

static size_t xml_counted, xml_failing;
static long xml_held;

static struct {
    xmlFreeFunc free;
    xmlMallocFunc malloc;
    xmlReallocFunc realloc;
    xmlStrdupFunc strdup;
} usual;

static bool xml_fails(void)
{
    return ++xml_counted == xml_failing;
}

static void *hold(void *piece)
{
    xml_held += piece != NULL;
    return piece;
}

static void *xml_malloc(size_t size)
{
    return xml_fails() ? NULL : hold(__real_malloc(size));
}

static void *xml_realloc(void *piece, size_t size)
{
    if (xml_fails())
        return NULL;
    return piece == NULL ? hold(__real_malloc(size)) : __real_realloc(piece, size);
}

static char *xml_strdup(const char *s)
{
    size_t size = strlen(s) + 1;
    char *copy = xml_malloc(size);
    return copy != NULL ? memcpy(copy, s, size) : NULL;
}

static void xml_free_piece(void *piece)
{
    xml_held -= piece != NULL;
    free(piece);
}

static void ignore_error(void *self, xmlErrorPtr error)
{
    (void)self;
    (void)error;
}

/* What libxml2 keeps for the whole process is made before. */
void starve_xml_begin(void)
{
    xmlInitParser();
    xmlResetLastError();
    xml_counted = xml_failing = 0;
    xml_held = 0;
    xmlMemGet(&usual.free, &usual.malloc, &usual.realloc, &usual.strdup);
    xmlMemSetup(xml_free_piece, xml_malloc, xml_realloc, xml_strdup);
    xmlSetStructuredErrorFunc(NULL, ignore_error);
}

void starve_xml_at(size_t n)
{
    xml_counted = 0;
    xml_failing = n;
}

size_t starve_xml_count(void)
{
    return xml_counted;
}

long starve_xml_end(void)
{
    xmlResetLastError();
    xmlSetStructuredErrorFunc(NULL, NULL);
    xmlMemSetup(usual.free, usual.malloc, usual.realloc, usual.strdup);
    return xml_held;
}
