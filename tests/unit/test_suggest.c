/* test_suggest.c: mistyped words find the one they were meant to be, and strange ones find none. */
#include <CUnit/CUnit.h>
#include <stdint.h>
#include <string.h>

#include "base/suggest.h"
#include "suites.h"

static void test_distance(void)
{
    static const struct { const char *a, *b; size_t distance; } rows[] = {
        {"", "", 0},           {"a", "", 1},           {"", "abc", 3},      {"peso", "peso", 0}, {"peso", "pesa", 1},
        {"peso", "pso", 1},    {"peso", "peeso", 1},   {"peso", "pseo", 1}, {"render", "redner", 1},
        {"kitten", "sitting", 3}, {"target", "obiettivo", 8},
        {"sì", "SI", 0},       {"unità", "unita", 0},  {"Titolo", "titolo", 0}, {"perché", "perche'", 1},
    };
    char much[66];
    memset(much, 'a', 65);
    much[65] = '\0';
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        CU_ASSERT_EQUAL(suggest_distance(rows[i].a, rows[i].b), rows[i].distance);
        CU_ASSERT_EQUAL(suggest_distance(rows[i].b, rows[i].a), rows[i].distance);
    }
    CU_ASSERT_EQUAL(suggest_distance(much, "a"), SIZE_MAX);
    CU_ASSERT_EQUAL(suggest_distance(much + 1, "a"), 63);
    CU_ASSERT_PTR_NULL(suggest_nearest(much, (const char *const[]){much, NULL}));
}

static void test_nearest(void)
{
    static const char *const known[] = {"validate", "compute", "render", "explain", NULL};
    static const struct { const char *word, *nearest; } rows[] = {
        {"vaildate", "validate"}, {"valida", "validate"}, {"compure", "compute"}, {"redner", "render"},
        {"spiega", NULL},         {"", NULL},             {"xx", NULL},           {"explain", "explain"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *nearest = suggest_nearest(rows[i].word, known);
        CU_ASSERT((nearest == NULL) == (rows[i].nearest == NULL));
        if (nearest && rows[i].nearest)
            CU_ASSERT_STRING_EQUAL(nearest, rows[i].nearest);
    }
}

/* "sì" is "si", but "so" is neither "si" nor "no". */
static void test_same(void)
{
    static const char *const known[] = {"si", "no", NULL};
    CU_ASSERT_PTR_EQUAL(suggest_same("Sì", known), known[0]);
    CU_ASSERT_PTR_EQUAL(suggest_same("NO", known), known[1]);
    CU_ASSERT_PTR_NULL(suggest_same("so", known));
}

void suite_suggest(void)
{
    CU_pSuite s = CU_add_suite("suggest", NULL, NULL);
    CU_add_test(s, "distance of two words", test_distance);
    CU_add_test(s, "the same but for capitals and accents", test_same);
    CU_add_test(s, "the nearest known word", test_nearest);
}
