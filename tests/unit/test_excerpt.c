/* test_excerpt.c: what of a source line a message shows, and what the mark below it covers. */
#include "base/excerpt.h"

#include <stdlib.h>
#include <uniwidth.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "expect.h"
#include "suites.h"

static const struct {
    const char *line;
    size_t at;
    const char *excerpt;
    int indent, width;
} rows[] = {
    {"<piano>", 0, "<piano>", 0, 6},
    {"   \t<piano>", 4, "<piano>", 0, 6},
    {"  <a b=\"1\"/>", 5, "<a b=\"1\"/>", 3, 5},                 /* an attribute with its value */
    {"<a b='x y' c='2'>", 3, "<a b='x y' c='2'>", 3, 7},
    {"<a b='x", 3, "<a b='x", 3, 4},                               /* its quote is missing */
    {"</nodo>", 0, "</nodo>", 0, 6},
    {"<a/>testo", 4, "<a/>testo", 4, 1},
    {"<a>", 3, "<a>", 3, 1},                                       /* the end of the line */
    {"", 0, "", 0, 1},
    {"<a>perch\xC3\xA9 <b>", 11, "<a>perch\xC3\xA9 <b>", 10, 2},   /* a column is a character, not a byte */
    {"<a>\xE4\xB8\xAD<b>", 6, "<a>\xE4\xB8\xAD<b>", 5, 2},         /* a wide character takes two */
    {"<a>e\xCC\x80<b>", 6, "<a>e\xCC\x80<b>", 4, 2},               /* an accent on its own none */
    {"a\tb", 2, "a b", 2, 1},
    {"x\xE2\x80\xAEy", 4, "x\xEF\xBF\xBDy", 2, 1},                 /* a mark that turns the text around is not shown */
    {"x\033[2J", 1, "x\xEF\xBF\xBD[2J", 1, 1},
    {"\xFFq", 1, "\xEF\xBF\xBDq", 1, 1},
};

static void test_lines(void)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf out = BUF_INIT;
        struct excerpt_mark mark;
        excerpt_add(&out, rows[i].line, strlen(rows[i].line), rows[i].at, &mark);
        EXPECT_TEXT(buf_text(&out), rows[i].excerpt, rows[i].line);
        EXPECT_LONG(mark.indent, rows[i].indent, rows[i].line);
        EXPECT_LONG(mark.width, rows[i].width, rows[i].line);
        buf_free(&out);
    }
}

static int columns(const char *s)
{
    return u8_strwidth((const uint8_t *)s, "UTF-8");
}

/* Wherever the place is in a line of whatever length, the excerpt is narrow, and the mark stands below the place. */
static void test_long_lines(void)
{
    static const char *const fillings[] = {"x", "\xC3\xA8", "\xE4\xB8\xAD", "e\xCC\x80", " "};
    for (size_t f = 0; f < sizeof fillings / sizeof *fillings; f++) {
        size_t step = strlen(fillings[f]), count = 3000 / step;
        for (size_t n = 0; n <= count; n += 37) {
            struct buf line = BUF_INIT, out = BUF_INIT;
            struct excerpt_mark mark;
            for (size_t i = 0; i < n; i++)
                buf_str(&line, fillings[f]);
            size_t at = line.len;
            buf_str(&line, "<qui");
            for (size_t i = n; i < count; i++)
                buf_str(&line, fillings[f]);
            excerpt_add(&out, line.data, line.len, at, &mark);
            EXPECT(columns(buf_text(&out)) <= EXCERPT_WIDTH, fillings[f]);
            const char *place = strstr(buf_text(&out), "<qui");
            CU_ASSERT_PTR_NOT_NULL_FATAL(place);
            EXPECT(utf8_valid(buf_text(&out), out.len, NULL), fillings[f]);
            *(char *)place = '\0';
            EXPECT_LONG(mark.indent, columns(buf_text(&out)), fillings[f]);
            EXPECT(mark.indent + mark.width <= EXCERPT_WIDTH, fillings[f]);
            buf_free(&line);
            buf_free(&out);
        }
    }
}

void suite_excerpt(void)
{
    CU_pSuite s = CU_add_suite("excerpt", NULL, NULL);
    CU_add_test(s, "lines and marks", test_lines);
    CU_add_test(s, "long lines", test_long_lines);
}
