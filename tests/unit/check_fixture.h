/* check_fixture.h: a plan read, computed and checked, and its messages as lines of text that do not change with its layout. */
#ifndef PIRA_TESTS_CHECK_FIXTURE_H
#define PIRA_TESTS_CHECK_FIXTURE_H

#include "base/diag.h"

/* Reads the plan at PATH, computes and checks it. The messages of reading, computing and checking: the caller's. */
struct diag *fixture_check_file(const char *path, enum diag_lang lang);

/* The same for a plan in memory. */
struct diag *fixture_check_text(const char *xml, enum diag_lang lang);

#endif
