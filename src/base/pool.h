/* pool.h: memory in small pieces, each given back for itself, at less cost than malloc's in instructions and in bytes. */
#ifndef PIRA_POOL_H
#define PIRA_POOL_H

#include <stddef.h>

struct pool;

/* A new, empty pool, that lasts as long as the process; NULL when memory is short. */
struct pool *pool_new(void);

enum { POOL_SMALL = 160 };

/* SIZE bytes, not zeroed, aligned for any object of that size; NULL when memory is short. Up to POOL_SMALL bytes they are cut
 * from a block of pieces of their size, more come from malloc. SIZE 0 gives a valid pointer to nothing. */
void *pool_take(struct pool *p, size_t size);

/* The piece with its contents in SIZE bytes, there or elsewhere; NULL when memory is short: then OLD is as it was. OLD may be
 * NULL. */
void *pool_resize(struct pool *p, void *old, size_t size);

/* PIECE came from the pool, or is NULL. A block whose pieces are all given back goes back to malloc, but the last of its size. */
void pool_give_back(struct pool *p, void *piece);

#endif
