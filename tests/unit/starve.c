/* starve.c: malloc and its like, and what arenas give, each of which may fail; the linker puts these before the true ones. */
#include "starve.h"

#include <errno.h>
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

static bool fails(void)
{
    return ++counted == failing;
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

void *__wrap_arena_alloc(struct arena *a, size_t size)
{
    return fails() ? NULL : __real_arena_alloc(a, size);
}

void *__wrap_arena_array(struct arena *a, size_t count, size_t size)
{
    return fails() ? NULL : __real_arena_array(a, count, size);
}

char *__wrap_arena_strdup(struct arena *a, const char *s)
{
    return fails() ? NULL : __real_arena_strndup(a, s, strlen(s));
}

char *__wrap_arena_strndup(struct arena *a, const char *s, size_t len)
{
    return fails() ? NULL : __real_arena_strndup(a, s, len);
}

char *__wrap_arena_printf(struct arena *a, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *text = fails() || len < 0 ? NULL : __real_arena_alloc(a, (size_t)len + 1);
    va_start(args, format);
    if (text != NULL)
        vsnprintf(text, (size_t)len + 1, format, args);
    va_end(args);
    return text;
}
