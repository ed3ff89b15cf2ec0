/* arena.h: memory that is taken piece by piece and given back all at once. */
#ifndef PIRA_ARENA_H
#define PIRA_ARENA_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

/* A new, empty arena; NULL when memory is short. Freed with arena_free. */
struct arena *arena_new(void);

/* Gives back the arena and everything taken from it. Accepts NULL. */
void arena_free(struct arena *a);

/* SIZE zeroed bytes, aligned for any object, owned by the arena; NULL when memory is short.
 * SIZE 0 gives a valid pointer to nothing. */
void *arena_alloc(struct arena *a, size_t size);

/* Whether memory was short for a piece at any time: asked once at the end, where single pieces were not. */
bool arena_starved(const struct arena *a);

/* Remembers that memory was short for something on its way into the arena. */
void arena_starve(struct arena *a);

/* Gives PIECE, which A no longer needs, back at once if it is large (a table that has grown); else it stays until the end. */
void arena_give_back(struct arena *a, const void *piece);

/* A zeroed array of COUNT elements of SIZE bytes; NULL when memory is short or the product overflows. */
void *arena_array(struct arena *a, size_t count, size_t size);

/* Copies of a string, or of its first LEN bytes (a NUL is added); NULL when memory is short. */
char *arena_strdup(struct arena *a, const char *s);
char *arena_strndup(struct arena *a, const char *s, size_t len);

/* Like printf, into a string of the arena; NULL when memory is short. */
char *arena_printf(struct arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
