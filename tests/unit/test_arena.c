/* test_arena.c: pieces of memory are zeroed, aligned, apart from each other, and live until the arena is freed. */
#include "base/arena.h"

#include <stdint.h>
#include <stdlib.h>

#include "expect.h"
#include "suites.h"

static void test_pieces_are_zeroed_and_aligned(void)
{
    static const size_t sizes[] = {0, 1, 7, 8, 31, 4096, 5000, 16384, 100000, 3u << 20, 5};
    struct arena *a = arena_new();
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        unsigned char *p = arena_alloc(a, sizes[i]);
        CU_ASSERT_PTR_NOT_NULL_FATAL(p);
        CU_ASSERT_EQUAL((uintptr_t)p % _Alignof(max_align_t), 0);
        for (size_t j = 0; j < sizes[i]; j++)
            if (p[j] != 0)
                EXPECT(false, "a byte is not zero");
        memset(p, 0xAA, sizes[i]);
    }
    arena_free(a);
}

static void test_pieces_do_not_overlap(void)
{
    enum { COUNT = 20000 };
    struct arena *a = arena_new();
    size_t **pieces = arena_array(a, COUNT, sizeof *pieces);
    CU_ASSERT_PTR_NOT_NULL_FATAL(pieces);
    for (size_t i = 0; i < COUNT; i++) {
        pieces[i] = arena_array(a, 1 + i % 13, sizeof(size_t));
        CU_ASSERT_PTR_NOT_NULL_FATAL(pieces[i]);
        for (size_t j = 0; j <= i % 13; j++)
            pieces[i][j] = i;
    }
    size_t wrong = 0;
    for (size_t i = 0; i < COUNT; i++)
        for (size_t j = 0; j <= i % 13; j++)
            wrong += pieces[i][j] != i;
    CU_ASSERT_EQUAL(wrong, 0);
    arena_free(a);
}

static void test_sizes_that_overflow_give_null(void)
{
    struct arena *a = arena_new();
    CU_ASSERT_PTR_NOT_NULL(arena_alloc(a, 1000000));
    CU_ASSERT_FALSE(arena_starved(a));
    CU_ASSERT_PTR_NULL(arena_alloc(a, SIZE_MAX));
    CU_ASSERT_TRUE(arena_starved(a));
    CU_ASSERT_PTR_NULL(arena_array(a, SIZE_MAX / 2, 3));
    CU_ASSERT_PTR_NULL(arena_alloc(a, SIZE_MAX - 40));
    CU_ASSERT_PTR_NULL(arena_strndup(a, "x", SIZE_MAX));
    CU_ASSERT_PTR_NOT_NULL(arena_alloc(a, 10));
    arena_free(a);
}

static void test_strings(void)
{
    struct arena *a = arena_new();
    EXPECT_TEXT(arena_strdup(a, "piano"), "piano", "strdup");
    EXPECT_TEXT(arena_strdup(a, ""), "", "strdup of nothing");
    EXPECT_TEXT(arena_strndup(a, "obiettivo", 4), "obie", "strndup");
    EXPECT_TEXT(arena_printf(a, "%s %d", "anno", 2017), "anno 2017", "printf");
    char big[3000];
    memset(big, 'x', sizeof big - 1);
    big[sizeof big - 1] = '\0';
    EXPECT(strcmp(arena_printf(a, "%s", big), big) == 0, "long printf");
    arena_free(a);
    arena_free(NULL);
}

void suite_arena(void)
{
    CU_pSuite s = CU_add_suite("arena", NULL, NULL);
    CU_add_test(s, "pieces are zeroed and aligned", test_pieces_are_zeroed_and_aligned);
    CU_add_test(s, "pieces do not overlap", test_pieces_do_not_overlap);
    CU_add_test(s, "sizes that overflow give NULL", test_sizes_that_overflow_give_null);
    CU_add_test(s, "strings", test_strings);
}
