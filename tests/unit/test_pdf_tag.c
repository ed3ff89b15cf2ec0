/* test_pdf_tag.c: the structure store: what is kept, in which order, with which content. */
#include <CUnit/CUnit.h>
#include <string.h>

#include "base/buf.h"
#include "expect.h"
#include "layout/page.h"
#include "pdf/pdf_file.h"
#include "pdf/pdf_tag_priv.h"
#include "suites.h"

/* A heading and a table; what is written has the rank given, the others are left out. */
static const struct { struct tag tag; int rank; } rows[] = {
    {{.role = ROLE_DOCUMENT, .parent = -1}, 0},
    {{.role = ROLE_H1, .parent = 0}, 1},         /* 1: content on two pages */
    {{.role = ROLE_P, .parent = 0}, -1},         /* 2: no content */
    {{.role = ROLE_L, .parent = 0}, -1},         /* 3: nothing below it has content */
    {{.role = ROLE_LI, .parent = 3}, -1},
    {{.role = ROLE_TABLE, .parent = 0}, 2},      /* 5: kept for its row */
    {{.role = ROLE_CAPTION, .parent = 5}, -1},
    {{.role = ROLE_TBODY, .parent = 5}, 3},
    {{.role = ROLE_TR, .parent = 7}, 4},
    {{.role = ROLE_TD, .parent = 8}, 5},         /* 9: an empty cell has its place */
    {{.role = ROLE_TR, .parent = 7}, 6},         /* 10: so has a row without cells */
    {{.role = ROLE_LINK, .parent = 0}, 7},       /* 11: kept for its annotation */
    {{.role = ROLE_NOTE, .parent = 0}, 8},       /* 12 */
};

#define TAGS (sizeof rows / sizeof *rows)

struct fixture {
    struct tag tags[TAGS];
    struct page pages[2];
    struct link link;
    struct page_list list;
    struct pdf_tags *t;
};

static void set_up(struct fixture *x)
{
    memset(x, 0, sizeof *x);
    for (size_t i = 0; i < TAGS; i++)
        x->tags[i] = rows[i].tag;
    x->link = (struct link){.page = 1, .tag = 11, .uri = "https://example.invalid/"};
    x->list = (struct page_list){.pages = x->pages, .npages = 2, .tags = x->tags, .ntags = TAGS, .links = &x->link, .nlinks = 1};
    x->t = pdf_tags_new(&x->list);
    CU_ASSERT_PTR_NOT_NULL_FATAL(x->t);
}

static void mark_all(struct fixture *x)
{
    pdf_tags_next_page(x->t);
    CU_ASSERT_EQUAL(pdf_tags_mark(x->t, 1), 0);
    CU_ASSERT_EQUAL(pdf_tags_mark(x->t, 12), 1);
    CU_ASSERT_EQUAL(pdf_tags_mark(x->t, 1), 2);
    pdf_tags_next_page(x->t);
    CU_ASSERT_EQUAL(pdf_tags_mark(x->t, 1), 0);
    pdf_tags_link(x->t, 0, 77);
}

static void test_arrange(void)
{
    struct fixture x;
    set_up(&x);
    mark_all(&x);
    pdf_tags_arrange(x.t);
    for (size_t i = 0; i < TAGS; i++)
        EXPECT_LONG(x.t->nodes[i].rank, rows[i].rank, pdf_tags_role(x.t, (int32_t)i));
    CU_ASSERT_EQUAL(x.t->nwritten, 9);
    CU_ASSERT_EQUAL(x.t->nodes[0].kid, 1);
    CU_ASSERT_EQUAL(x.t->nodes[1].sibling, 5);
    CU_ASSERT_EQUAL(x.t->nodes[11].sibling, 12);
    CU_ASSERT_EQUAL(x.t->nodes[12].sibling, NONE);
    CU_ASSERT_TRUE(x.t->nodes[12].named);
    CU_ASSERT_FALSE(x.t->nodes[1].named);
    pdf_tags_free(x.t);
}

/* Text of a node's object: the file keeps them back to back in the one buffer until there are 200. */
static void expect_object(const struct buf *objects, const char *want)
{
    EXPECT(strstr(buf_text(objects), want) != NULL, want);
}

static void test_write(void)
{
    static const uint32_t page_ids[] = {10, 11};
    struct fixture x;
    struct buf out = BUF_INIT;
    struct pdf_file *file = pdf_file_new(&out, 1);
    set_up(&x);
    mark_all(&x);
    pdf_file_number_from(file, 100);
    struct buf *objects = pdf_file_begin(file, 5);   /* opens stream 100: the nodes follow from 101 on */
    pdf_file_end(file);
    pdf_tags_write(x.t, file, 9, page_ids);
    expect_object(objects, "<</S/Document/P 9 0 R/K[102 0 R 103 0 R 108 0 R 109 0 R]>>");
    expect_object(objects, "<</S/H1/P 101 0 R/Pg 10 0 R/K[0 2 <</Type/MCR/Pg 11 0 R/MCID 0>>]>>");
    expect_object(objects, "<</S/TD/P 105 0 R>>");
    expect_object(objects, "<</S/Link/P 101 0 R/K[<</Type/OBJR/Pg 11 0 R/Obj 77 0 R>>]>>");
    expect_object(objects, "<</S/Note/P 101 0 R/Pg 10 0 R/K 1/ID(109)>>");
    expect_object(objects, "[102 0 R 109 0 R 102 0 R]");                      /* MCIDs 0, 1, 2 of the first page */
    expect_object(objects, "<</Limits[0 2]/Nums[0 110 0 R 1 111 0 R 2 108 0 R ]>>");
    expect_object(objects, "<</Limits[(109) (109)]/Names[(109) 109 0 R ]>>");
    expect_object(objects, "/ParentTreeNextKey 3/IDTree ");
    pdf_file_free(file);
    pdf_tags_free(x.t);
    buf_free(&out);
}

void suite_pdf_tag(void)
{
    CU_pSuite suite = CU_add_suite("pdf_tag", NULL, NULL);
    CU_add_test(suite, "what is kept", test_arrange);
    CU_add_test(suite, "objects of the tree", test_write);
}
