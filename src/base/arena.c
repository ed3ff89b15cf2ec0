/* arena.c: blocks of memory in a list, cut from the front, freed together. */
#include "base/arena.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_BLOCK ((size_t)16 << 10)
#define LARGEST_BLOCK ((size_t)1 << 20)
#define ALIGNMENT _Alignof(max_align_t)

struct block {
    struct block *next;
    size_t used, size;
    bool single;             /* holds one piece, too large for the others */
    max_align_t data[];
};

struct arena {
    struct block *current;   /* the block being cut; older and oversized ones hang behind it */
    size_t next_size;
    bool starved;
};

struct arena *arena_new(void)
{
    struct arena *a = calloc(1, sizeof *a);
    if (a != NULL)
        a->next_size = FIRST_BLOCK;
    return a;
}

void arena_free(struct arena *a)
{
    if (a == NULL)
        return;
    while (a->current != NULL) {
        struct block *next = a->current->next;
        free(a->current);
        a->current = next;
    }
    free(a);
}

static struct block *block_new(size_t size)
{
    struct block *b = size < SIZE_MAX - sizeof *b ? calloc(1, sizeof *b + size) : NULL;
    if (b != NULL)
        b->size = size;
    return b;
}

/* An oversized piece gets a block to itself, behind the current one, which is still being cut. */
static void *alloc_oversized(struct arena *a, size_t size)
{
    struct block *b = block_new(size);
    if (b == NULL)
        return NULL;
    b->used = size;
    b->single = true;
    if (a->current == NULL) {
        a->current = b;
    } else {
        b->next = a->current->next;
        a->current->next = b;
    }
    return b->data;
}

static bool add_block(struct arena *a)
{
    struct block *b = block_new(a->next_size);
    if (b == NULL)
        return false;
    b->next = a->current;
    a->current = b;
    if (a->next_size < LARGEST_BLOCK)
        a->next_size *= 2;
    return true;
}

static void *cut(struct arena *a, size_t size)
{
    if (size > SIZE_MAX - ALIGNMENT)
        return NULL;
    size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    struct block *b = a->current;
    if (b == NULL || b->size - b->used < size) {
        if (size > a->next_size / 4)
            return alloc_oversized(a, size);
        if (!add_block(a))
            return NULL;
        b = a->current;
    }
    void *piece = (char *)b->data + b->used;
    b->used += size;
    return piece;
}

void *arena_alloc(struct arena *a, size_t size)
{
    void *piece = cut(a, size);
    a->starved = a->starved || piece == NULL;
    return piece;
}

void arena_starve(struct arena *a)
{
    a->starved = true;
}

bool arena_starved(const struct arena *a)
{
    return a->starved;
}

void arena_give_back(struct arena *a, const void *piece)
{
    for (struct block **link = &a->current; *link != NULL; link = &(*link)->next) {
        struct block *b = *link;
        if (b->single && b->data == piece) {
            *link = b->next;
            free(b);
            return;
        }
    }
}

void *arena_array(struct arena *a, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size)
        return NULL;
    return arena_alloc(a, count * size);
}

char *arena_strndup(struct arena *a, const char *s, size_t len)
{
    char *copy = len < SIZE_MAX ? arena_alloc(a, len + 1) : NULL;
    if (copy != NULL && len > 0)
        memcpy(copy, s, len);
    return copy;
}

char *arena_strdup(struct arena *a, const char *s)
{
    return arena_strndup(a, s, strlen(s));
}

/* Prints into what is left of the block at once: nearly always there is room, and printing twice takes twice as long. */
char *arena_printf(struct arena *a, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    struct block *b = a->current;
    size_t room = b != NULL ? b->size - b->used : 0;
    char *rest = room > 0 ? (char *)b->data + b->used : NULL;
    int len = vsnprintf(rest, room, format, args);
    bool fits = len >= 0 && (size_t)len < room;
    if (!fits && rest != NULL)
        memset(rest, 0, room);
    char *text = len >= 0 ? arena_alloc(a, (size_t)len + 1) : NULL;
    if (text != NULL && !fits)
        vsnprintf(text, (size_t)len + 1, format, again);
    va_end(again);
    va_end(args);
    return text;
}
