/* test_buf.c: the buffer grows, stays ended by a NUL, and its first failure sticks. */
#include "base/buf.h"

#include <stdint.h>

#include "expect.h"
#include "suites.h"

static void test_it_grows(void)
{
    struct buf b = BUF_INIT;
    EXPECT_TEXT(buf_text(&b), "", "new");
    buf_str(&b, "anno ");
    buf_printf(&b, "%d%c", 2017, ';');
    buf_char(&b, ' ');
    buf_add(&b, "a\0b", 3);
    CU_ASSERT_EQUAL(b.len, 14);
    CU_ASSERT_EQUAL(memcmp(b.data, "anno 2017; a\0b", 15), 0);
    for (int i = 0; i < 10000; i++)
        buf_printf(&b, "%04d", i);
    CU_ASSERT_EQUAL(b.len, 14 + 40000);
    EXPECT_TEXT(b.data + b.len - 8, "99989999", "the last two numbers");
    CU_ASSERT_FALSE(b.failed);
    buf_free(&b);
}

static void test_failure_sticks(void)
{
    struct buf b = BUF_INIT;
    buf_str(&b, "prima");
    CU_ASSERT_FALSE(buf_reserve(&b, SIZE_MAX));
    CU_ASSERT_FALSE(buf_reserve(&b, SIZE_MAX / 2 + 1));
    CU_ASSERT_TRUE(b.failed);
    buf_str(&b, " dopo");
    EXPECT_TEXT(buf_text(&b), "prima", "nothing is added after a failure");
    buf_clear(&b);
    CU_ASSERT_TRUE(b.failed);
    EXPECT_TEXT(buf_text(&b), "", "cleared");
    buf_str(&b, "dopo");
    EXPECT_TEXT(buf_text(&b), "", "the failure stays, to be asked about at the end");
    buf_free(&b);
    CU_ASSERT_FALSE(b.failed);
    EXPECT_TEXT(buf_text(&b), "", "freed");
    buf_char(&b, 'x');
    EXPECT_TEXT(buf_text(&b), "x", "usable after being freed");
    buf_free(&b);
}

static void test_reserve_alone(void)
{
    struct buf b = BUF_INIT;
    CU_ASSERT_TRUE(buf_reserve(&b, 1000));
    CU_ASSERT_TRUE(b.cap > 1000);
    EXPECT_TEXT(buf_text(&b), "", "reserved, nothing written");
    buf_add(&b, NULL, 0);
    CU_ASSERT_EQUAL(b.len, 0);
    buf_free(&b);
}

static void test_cut(void)
{
    struct buf b = BUF_INIT;
    buf_cut(&b, 0);
    buf_str(&b, "anno 2017");
    buf_cut(&b, 20);
    EXPECT_TEXT(buf_text(&b), "anno 2017", "nothing to take away");
    buf_cut(&b, 4);
    buf_str(&b, ";");
    EXPECT_TEXT(buf_text(&b), "anno;", "cut");
    buf_free(&b);
}

void suite_buf(void)
{
    CU_pSuite s = CU_add_suite("buf", NULL, NULL);
    CU_add_test(s, "it grows", test_it_grows);
    CU_add_test(s, "failure sticks", test_failure_sticks);
    CU_add_test(s, "reserve alone", test_reserve_alone);
    CU_add_test(s, "cut", test_cut);
}
