/* pool.c: blocks of pieces of one size. A piece has no head of its own: its address tells where its block begins. */
#include "base/pool.h"

#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* BLOCK: from 64 KB glibc maps each for itself, and twice that. SLOTS: beyond 256 MB of pieces blocks share them. */
enum { STEP = 8, CLASSES = POOL_SMALL / STEP, ALIGNMENT = alignof(max_align_t), BLOCK = 32 << 10, SLOTS = 8 << 10 };

/* What a block has: less than BLOCK, so that glibc puts the next one right behind it. */
enum { BLOCK_BYTES = BLOCK - ALIGNMENT };

struct block {
    struct block *next, **link;   /* among those of its size that have room; LINK NULL: it is full */
    struct block *beside;         /* the next one of its slot */
    void *given;                  /* pieces that were given back: each begins with the address of the next */
    char *cut;                    /* where the next piece would be cut */
    size_t size, live, most;      /* of a piece; pieces taken, and how many there can be */
};

struct pool {
    struct block *with_room[CLASSES];
    struct block *slots[SLOTS];   /* all blocks, by their addresses */
};

struct pool *pool_new(void)
{
    return calloc(1, sizeof(struct pool));
}

/* --- blocks --- */

static size_t class_of(size_t size)
{
    return size > 0 ? (size - 1) / STEP : 0;
}

static struct block **slot_of(struct pool *p, const void *piece)
{
    return &p->slots[(uintptr_t)piece / BLOCK % SLOTS];
}

/* The block of PIECE; NULL: it came from malloc. */
static struct block *block_of(struct pool *p, const void *piece)
{
    struct block *b = *slot_of(p, piece);
    while (b != NULL && (uintptr_t)b / BLOCK != (uintptr_t)piece / BLOCK)
        b = b->beside;
    return b;
}

static void list(struct pool *p, struct block *b)
{
    struct block **first = &p->with_room[class_of(b->size)];
    b->next = *first;
    b->link = first;
    if (b->next != NULL)
        b->next->link = &b->next;
    *first = b;
}

static void unlist(struct block *b)
{
    *b->link = b->next;
    if (b->next != NULL)
        b->next->link = b->link;
    b->link = NULL;
}

static struct block *block_new(struct pool *p, size_t size)
{
    void *memory;
    size_t head = (sizeof(struct block) + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (posix_memalign(&memory, BLOCK, BLOCK_BYTES) != 0)
        return NULL;
    struct block *b = memory, **slot = slot_of(p, memory);
    *b = (struct block){.beside = *slot, .cut = (char *)memory + head, .size = size, .most = (BLOCK_BYTES - head) / size};
    *slot = b;
    list(p, b);
    return b;
}

static void block_free(struct pool *p, struct block *b)
{
    struct block **slot = slot_of(p, b);
    while (*slot != b)
        slot = &(*slot)->beside;
    *slot = b->beside;
    unlist(b);
    free(b);
}

/* --- pieces --- */

static void *take_small(struct pool *p, size_t class)
{
    struct block *b = p->with_room[class];
    if (b == NULL && (b = block_new(p, (class + 1) * STEP)) == NULL)
        return NULL;
    void *piece = b->given;
    if (piece != NULL) {
        b->given = *(void **)piece;
    } else {
        piece = b->cut;
        b->cut += b->size;
    }
    if (++b->live == b->most)
        unlist(b);
    return piece;
}

void *pool_take(struct pool *p, size_t size)
{
    return size <= POOL_SMALL ? take_small(p, class_of(size)) : malloc(size);
}

static bool is_only_one(struct pool *p, const struct block *b)
{
    return b->next == NULL && b->link == &p->with_room[class_of(b->size)];
}

static void give_back_small(struct pool *p, struct block *b, void *piece)
{
    *(void **)piece = b->given;
    b->given = piece;
    if (b->live-- == b->most)
        list(p, b);
    else if (b->live == 0 && !is_only_one(p, b))
        block_free(p, b);
}

void pool_give_back(struct pool *p, void *piece)
{
    struct block *b = block_of(p, piece);
    if (b != NULL)
        give_back_small(p, b, piece);
    else
        free(piece);
}

/* OLD, of the block B, or of malloc when that is NULL, moves to where SIZE bytes belong. */
static void *move(struct pool *p, struct block *b, void *old, size_t size)
{
    void *piece = pool_take(p, size);
    if (piece == NULL)
        return NULL;
    memcpy(piece, old, b != NULL && b->size < size ? b->size : size);   /* what came from malloc was larger */
    pool_give_back(p, old);
    return piece;
}

void *pool_resize(struct pool *p, void *old, size_t size)
{
    struct block *b = block_of(p, old);
    if (old == NULL)
        return pool_take(p, size);
    if (b == NULL && size > POOL_SMALL)
        return realloc(old, size);
    if (b != NULL && class_of(size) == class_of(b->size))
        return old;
    return move(p, b, old, size);
}
