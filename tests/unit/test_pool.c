/* test_pool.c: pieces of any size are apart from each other, keep what they hold when they are resized, and are used again. */
#include "base/pool.h"

#include <stdint.h>
#include <stdlib.h>

#include "expect.h"
#include "starve.h"
#include "suites.h"

enum { MOST = 3 * POOL_SMALL, TESTS = 5 };

/* A pool lasts as long as the process, and is known until then. */
static struct pool *lasting_pool(void)
{
    static struct pool *pools[TESTS];
    static size_t count;
    pools[count] = pool_new();
    CU_ASSERT_PTR_NOT_NULL_FATAL(pools[count]);
    return pools[count++];
}

static void test_pieces_are_aligned(void)
{
    struct pool *p = lasting_pool();
    for (size_t size = 0; size <= MOST; size++) {
        void *piece = pool_take(p, size), *second = pool_take(p, size);
        size_t alignment = size > 0 && size % 16 == 0 ? 16 : 8;
        EXPECT(piece != NULL && second != NULL && piece != second, "no piece");
        EXPECT((uintptr_t)piece % alignment == 0 && (uintptr_t)second % alignment == 0, "not aligned");
        pool_give_back(p, piece);
        pool_give_back(p, second);
    }
    pool_give_back(p, NULL);
}

static void fill(unsigned char *piece, size_t size)
{
    for (size_t i = 0; i < size; i++)
        piece[i] = (unsigned char)(size + i);
}

/* Whether the first COUNT bytes are what fill wrote into a piece of SIZE. */
static bool holds(const unsigned char *piece, size_t size, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (piece[i] != (unsigned char)(size + i))
            return false;
    return true;
}

/* Taken, resized and given back by chance: each keeps what was written into it. */
static void test_pieces_do_not_overlap(void)
{
    enum { COUNT = 3000, ROUNDS = 200000 };
    static unsigned char *pieces[COUNT];
    static size_t sizes[COUNT];
    struct pool *p = lasting_pool();
    uint32_t chance = 1;
    for (size_t round = 0; round < ROUNDS; round++) {
        chance = chance * 1664525u + 1013904223u;
        size_t i = (chance >> 8) % COUNT, size = (chance >> 20) % MOST;
        EXPECT(pieces[i] == NULL || holds(pieces[i], sizes[i], sizes[i]), "a piece was written over");
        if (chance >> 31) {
            pool_give_back(p, pieces[i]);
            pieces[i] = NULL;
            continue;
        }
        bool was = pieces[i] != NULL;
        pieces[i] = pool_resize(p, pieces[i], size);
        EXPECT(pieces[i] != NULL, "no piece");
        EXPECT(!was || holds(pieces[i], sizes[i], sizes[i] < size ? sizes[i] : size), "resizing lost bytes");
        fill(pieces[i], sizes[i] = size);
    }
    for (size_t i = 0; i < COUNT; i++)
        pool_give_back(p, pieces[i]);
}

static void test_pieces_are_used_again(void)
{
    struct pool *p = lasting_pool();
    void *first = pool_take(p, 40), *second = pool_take(p, 40);
    pool_give_back(p, first);
    CU_ASSERT_PTR_EQUAL(pool_take(p, 33), first);
    CU_ASSERT_PTR_EQUAL(pool_resize(p, first, 40), first);
    pool_give_back(p, first);
    pool_give_back(p, second);
    starve_at(1);   /* the last block of its size is kept */
    CU_ASSERT_PTR_NOT_NULL(pool_take(p, 40));
    starve_at(0);
}

/* Takes COUNT pieces, and gives them back in the order of STEP (prime to COUNT); how often malloc and its like were asked. */
static size_t blocks_asked(struct pool *p, size_t count, size_t step)
{
    void **pieces = calloc(count, sizeof *pieces);
    starve_at(0);
    for (size_t i = 0; i < count; i++)
        pieces[i] = pool_take(p, 120);
    size_t asked = starve_count();
    for (size_t i = 0; i < count; i++)
        pool_give_back(p, pieces[i * step % count]);
    free(pieces);
    return asked;
}

static void test_empty_blocks_go_back(void)
{
    struct pool *p = lasting_pool();
    size_t asked = blocks_asked(p, 10007, 1);
    CU_ASSERT(asked > 10 && asked < 100);
    CU_ASSERT_EQUAL(blocks_asked(p, 10007, 4999), asked - 1);
    CU_ASSERT_EQUAL(blocks_asked(p, 10007, 10006), asked - 1);
}

static void test_memory_runs_out(void)
{
    static const size_t sizes[] = {1, POOL_SMALL, POOL_SMALL + 1};
    starve_at(1);
    CU_ASSERT_PTR_NULL(pool_new());
    starve_at(0);
    struct pool *p = lasting_pool();
    unsigned char *piece = pool_take(p, 24), *large = pool_take(p, MOST);
    fill(piece, 24);
    fill(large, MOST);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        starve_at(1);
        CU_ASSERT_PTR_NULL(pool_take(p, sizes[i]));
        starve_at(1);
        CU_ASSERT_PTR_NULL(pool_resize(p, piece, sizes[i]));
        CU_ASSERT(holds(piece, 24, 24));
        starve_at(1);
        CU_ASSERT_PTR_NULL(pool_resize(p, large, sizes[i]));
        CU_ASSERT(holds(large, MOST, MOST));
    }
    starve_at(0);
    CU_ASSERT_PTR_NOT_NULL(pool_take(p, 1));
    pool_give_back(p, piece);
    pool_give_back(p, large);
}

void suite_pool(void)
{
    CU_pSuite s = CU_add_suite("pool", NULL, NULL);
    CU_add_test(s, "pieces are aligned", test_pieces_are_aligned);
    CU_add_test(s, "pieces do not overlap", test_pieces_do_not_overlap);
    CU_add_test(s, "pieces are used again", test_pieces_are_used_again);
    CU_add_test(s, "empty blocks go back", test_empty_blocks_go_back);
    CU_add_test(s, "memory runs out", test_memory_runs_out);
}
