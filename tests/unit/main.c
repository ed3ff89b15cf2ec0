/* main.c: the one runner of all CUnit suites; its exit status is the number of failures (255 stands for more). */
#include <CUnit/Basic.h>
#include <CUnit/CUnit.h>
#include <stdio.h>
#include <string.h>

#include "suites.h"

struct suite {
    const char *name;
    void (*add)(void);
};

/* SUITE_ONLY: `make unit SUITE=name` links a single suite. The prototype is repeated for a suite not yet in suites.def. */
#define SUITE(name) {#name, suite_##name},
#define SUITE_OF(name) SUITE(name)
#define SUITE_PROTOTYPE(name) void suite_##name(void);
#define SUITE_PROTOTYPE_OF(name) SUITE_PROTOTYPE(name)
#ifdef SUITE_ONLY
SUITE_PROTOTYPE_OF(SUITE_ONLY)
#endif
static const struct suite suites[] = {
#ifdef SUITE_ONLY
    SUITE_OF(SUITE_ONLY)
#else
#include "suites.def"
#endif
    {NULL, NULL},
};

static int is_wanted(const char *name, char **wanted) {
    if (!*wanted)
        return 1;
    for (; *wanted; wanted++)
        if (strcmp(name, *wanted) == 0)
            return 1;
    return 0;
}

/* The exit status; arguments are names of suites, none means all. */
int main(int argc, char **argv) {
    (void)argc;
    if (CU_initialize_registry() != CUE_SUCCESS) {
        fprintf(stderr, "%s\n", CU_get_error_msg());
        return 255;
    }
    for (const struct suite *s = suites; s->name; s++)
        if (is_wanted(s->name, argv + 1))
            s->add();
    CU_basic_set_mode(CU_BRM_NORMAL);
    CU_basic_run_tests();

    unsigned failures = CU_get_number_of_failures();
    unsigned failed = CU_get_number_of_tests_failed();
    unsigned passed = CU_get_number_of_tests_run() - failed;
    if (failures > 0 && failed == 0)   /* a suite that could not even begin */
        failed = failures;
    CU_cleanup_registry();
    printf("\n%u passed, %u failed\n", passed, failed);
    return failures > 255 ? 255 : (int)failures;
}
