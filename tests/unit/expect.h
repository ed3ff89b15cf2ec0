/* expect.h: expectations that name the row of a table when they fail, and what was got instead. */
#ifndef PIRA_TESTS_EXPECT_H
#define PIRA_TESTS_EXPECT_H

#include <CUnit/CUnit.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* OK must hold; ROW (any string) says which case of a table it was. */
#define EXPECT(ok, row) expect_at((ok), #ok, (row), __FILE__, __LINE__)

/* The string GOT must be WANT; the long GOT must be WANT. */
#define EXPECT_TEXT(got, want, row) expect_text_at((got), (want), (row), __FILE__, __LINE__)
#define EXPECT_LONG(got, want, row) expect_long_at((long)(got), (long)(want), (row), __FILE__, __LINE__)

static inline void expect_at(bool ok, const char *condition, const char *row, const char *file, int line)
{
    char text[400];
    snprintf(text, sizeof text, "%s (%s)", condition, row);
    CU_assertImplementation(ok, (unsigned)line, text, file, "", CU_FALSE);
}

static inline void expect_text_at(const char *got, const char *want, const char *row, const char *file, int line)
{
    char text[800];
    bool same = got != NULL && want != NULL ? strcmp(got, want) == 0 : got == want;
    snprintf(text, sizeof text, "got \"%s\", want \"%s\" (%s)", got ? got : "NULL", want ? want : "NULL", row);
    CU_assertImplementation(same, (unsigned)line, text, file, "", CU_FALSE);
}

static inline void expect_long_at(long got, long want, const char *row, const char *file, int line)
{
    char text[400];
    snprintf(text, sizeof text, "got %ld, want %ld (%s)", got, want, row);
    CU_assertImplementation(got == want, (unsigned)line, text, file, "", CU_FALSE);
}

#endif
