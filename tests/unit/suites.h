/* suites.h: the CUnit suites, one function each, as listed in suites.def. */
#ifndef PIRA_TESTS_SUITES_H
#define PIRA_TESTS_SUITES_H

/* Each registers one suite with its tests (CU_add_suite, CU_add_test). */
#define SUITE(name) void suite_##name(void);
#include "suites.def"
#undef SUITE

#endif
