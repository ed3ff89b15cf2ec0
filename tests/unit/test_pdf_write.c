/* test_pdf_write.c: a whole document made by hand: written to build/test-pages.pdf, which tests/pdf/run.sh looks into. */
#include <CUnit/CUnit.h>
#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/file_source.h"
#include "base/utf8.h"
#include "expect.h"
#include "layout/page.h"
#include "pdf/pdf.h"
#include "starve.h"
#include "suites.h"

#define OUT_FILE  "build/test-pages.pdf"
#define PNG_FILE  "test-logo.png"
#define MAX_ITEMS 400
#define MAX_TAGS  400

enum { REGULAR, SEMIBOLD, ITALIC };
static const char *const faces[] = {"PiraSansCondensed-Regular", "PiraSans-SemiBold", "PiraSansCondensed-Italic"};

/* A page list under construction. */
struct draft {
    struct page_list list;
    struct page pages[3];
    struct item items[MAX_ITEMS];
    struct tag tags[MAX_TAGS];
    struct tag_extra figure, table, note;
    int32_t headers[8];
    struct link links[4];
    struct bookmark bookmarks[4];
};

static int32_t add_tag(struct draft *t, enum role role, int32_t parent)
{
    t->tags[t->list.ntags] = (struct tag){.role = role, .parent = parent, .rowspan = 1, .colspan = 1};
    return (int32_t)t->list.ntags++;
}

static struct item *add_item(struct draft *t, enum item_kind kind, int32_t tag, int x, int y, int w, int h)
{
    struct item *item = &t->items[t->list.nitems++];
    *item = (struct item){.kind = kind, .tag = tag, .x = PT(x), .y = PT(y), .w = PT(w), .h = PT(h)};
    t->pages[t->list.npages - 1].count++;
    return item;
}

static void add_text(struct draft *t, int32_t tag, int face, int x, int y, const char *s)
{
    struct item *item = add_item(t, ITEM_TEXT, tag, x, y, 0, 0);
    item->text.s = s;
    item->text.len = (uint32_t)strlen(s);
    item->text.face = (int16_t)face;
    item->text.size = 8500;
}

static void add_page(struct draft *t, mpt width, mpt height, const char *foot)
{
    t->pages[t->list.npages++] = (struct page){width, height, t->list.nitems, 0};
    add_text(t, TAG_HEADER, REGULAR, 42, 35, "Camera di commercio di prova");
    add_text(t, TAG_FOOTER, REGULAR, 400, 560, foot);
}

static int32_t add_cell(struct draft *t, int32_t row, enum role role, enum scope scope, int x, int y, const char *s)
{
    int32_t cell = add_tag(t, role, row);
    t->tags[cell].scope = scope;
    if (s != NULL)
        add_text(t, cell, REGULAR, x, y, s);
    return cell;
}

static void add_head_texts(struct draft *t)
{
    add_item(t, ITEM_FILL, TAG_ARTIFACT, 42, 190, 400, 14)->colour = 0xE3EAF0;
    add_text(t, TAG_REPEAT, SEMIBOLD, 45, 200, "Obiettivo");
    add_text(t, TAG_REPEAT, SEMIBOLD, 245, 200, "Esito");
}

/* A list of one item, a figure, and links within a paragraph. */
static void add_front(struct draft *t)
{
    int32_t h1 = add_tag(t, ROLE_H1, 0), p = add_tag(t, ROLE_P, 0);
    add_text(t, h1, SEMIBOLD, 42, 70, "Piano di prova – città di Forlì");
    int32_t span = add_tag(t, ROLE_SPAN, p), link = add_tag(t, ROLE_LINK, p), inside = add_tag(t, ROLE_LINK, p);
    add_text(t, span, REGULAR, 42, 90, "Perché: à è é ì ò ù – “virgolette” € 1.234,56 ≥ ≤ ≠ Δ × ÷ ° § ² (\\) ");
    add_text(t, link, REGULAR, 42, 104, "amministra\xC2\xAD");
    add_text(t, link, REGULAR, 42, 115, "zione trasparente");
    add_text(t, inside, REGULAR, 142, 115, "vedi oltre");
    t->links[0] = (struct link){0, link, PT(42), PT(97), PT(100), PT(20), "https://example.invalid/città?a=(b)", -1, 0, "Sito"};
    t->links[1] = (struct link){0, inside, PT(142), PT(107), PT(40), PT(10), NULL, 1, PT(180), NULL};
    t->list.nlinks = 2;
    int32_t list = add_tag(t, ROLE_L, 0), li = add_tag(t, ROLE_LI, list);
    t->tags[list].marks = MARKS_DIGITS;
    int32_t lbl = add_tag(t, ROLE_LBL, li), body = add_tag(t, ROLE_LBODY, li);
    add_tag(t, ROLE_LI, list);   /* empty: left out */
    add_text(t, lbl, REGULAR, 42, 130, "1.");
    add_text(t, body, ITALIC, 52, 130, "voce dell’elenco");
    int32_t figure = add_tag(t, ROLE_FIGURE, 0);
    t->figure = (struct tag_extra){.alt = "Logo: un quadrato sfumato", .bbox = {PT(42), PT(140), PT(40), PT(40)}};
    t->tags[figure].extra = &t->figure;
    add_item(t, ITEM_IMAGE, figure, 42, 140, 40, 40)->image.file = PNG_FILE;
    add_item(t, ITEM_IMAGE, figure, 92, 140, 40, 40)->image.file = PNG_FILE;
}

static void add_row(struct draft *t, int32_t tbody, int n, int y)
{
    static const char *const names[] = {"raggiunto", "parziale", "non raggiunto", "non disponibile"};
    static const uint32_t colours[] = {0x1E6B3A, 0x8A5A00, 0xA61B1B, 0x6B747D};
    int32_t row = add_tag(t, ROLE_TR, tbody);
    int32_t th = add_cell(t, row, ROLE_TH, SCOPE_ROW, 45, y, "02.O1 semplificare gli adempimenti");
    (void)th;
    int32_t td = add_cell(t, row, ROLE_TD, SCOPE_NONE, 0, 0, NULL);
    struct item *light = add_item(t, ITEM_LIGHT, td, 245, y - 6, 6, 6);
    light->colour = colours[n % 4];
    light->light.light = (enum light)(n % 4);
    light->light.colour2 = 0xFFFFFF;
    add_text(t, td, REGULAR, 254, y, names[n % 4]);
    add_cell(t, row, ROLE_TD, SCOPE_NONE, 0, 0, NULL);   /* an empty cell */
    add_item(t, ITEM_FILL, TAG_ARTIFACT, 42, y + 3, 400, 1)->colour = 0xB5BCC3;
}

/* Six rows, of which the third goes on upon the second page; a head of two levels. */
static void add_table(struct draft *t)
{
    int32_t table = add_tag(t, ROLE_TABLE, 0), caption = add_tag(t, ROLE_CAPTION, table);
    int32_t thead = add_tag(t, ROLE_THEAD, table), tbody = add_tag(t, ROLE_TBODY, table);
    t->table = (struct tag_extra){.summary = "Obiettivi ed esiti", .bbox_page = -1};
    t->tags[table].extra = &t->table;
    add_item(t, ITEM_FILL, TAG_ARTIFACT, 42, 190, 400, 14)->colour = 0xE3EAF0;
    int32_t top = add_tag(t, ROLE_TR, thead), low = add_tag(t, ROLE_TR, thead);
    int32_t h1 = add_cell(t, top, ROLE_TH, SCOPE_COLUMN, 45, 200, "Obiettivo");
    int32_t h2 = add_cell(t, top, ROLE_TH, SCOPE_COLUMN, 245, 200, "Esito");
    t->tags[h1].rowspan = 2;
    t->tags[h2].colspan = 2;
    add_cell(t, low, ROLE_TH, SCOPE_COLUMN, 245, 212, "2017");
    add_cell(t, low, ROLE_TH, SCOPE_COLUMN, 345, 212, "2018");
    for (int i = 0; i < 2; i++)
        add_row(t, tbody, i, 230 + 14 * i);
    int32_t row = add_tag(t, ROLE_TR, tbody), th = add_cell(t, row, ROLE_TH, SCOPE_ROW, 45, 260, "prima parte della cella, ");
    add_page(t, PT(842), PT(595), "pagina 2 di 2");
    add_head_texts(t);
    add_text(t, th, REGULAR, 45, 214, "che continua");
    int32_t td = add_cell(t, row, ROLE_TD, SCOPE_NONE, 245, 214, "42");
    t->tags[td].colspan = 2;
    t->headers[0] = h2;
    t->headers[1] = th;
    t->list.nheaders = 2;
    t->tags[td].headers = 0;
    t->tags[td].nheaders = 2;
    for (int i = 2; i < 4; i++)
        add_row(t, tbody, i, 210 + 14 * i);
    add_text(t, caption, ITALIC, 42, 280, "Tabella 1. Esiti");
    int32_t note = add_tag(t, ROLE_NOTE, 0);
    t->note = (struct tag_extra){.lang = "en-GB", .actual = "A note", .bbox_page = -1};
    t->tags[note].extra = &t->note;
    add_text(t, note, REGULAR, 42, 300, "a note");
}

/* Latin Extended-A and Greek: with the rest more than the 255 characters that one font holds. */
static void add_alphabet(struct draft *t)
{
    static const uint32_t first[] = {0xC0, 0x100, 0x140, 0x391, 0x3A3}, last[] = {0xFF, 0x13F, 0x17F, 0x3A1, 0x3CE};
    static char lines[5][2 * 64 + 1];
    int32_t p = add_tag(t, ROLE_P, 0);
    for (int line = 0; line < 5; line++) {
        size_t len = 0;
        for (uint32_t cp = first[line]; cp <= last[line]; cp++)
            len += utf8_put(cp, lines[line] + len);
        add_text(t, p, REGULAR, 42, 330 + 12 * line, lines[line]);
    }
}

static void draft_fill(struct draft *t)
{
    memset(t, 0, sizeof *t);
    t->list = (struct page_list){.pages = t->pages, .items = t->items, .tags = t->tags, .headers = t->headers,
                                 .links = t->links, .bookmarks = t->bookmarks};
    add_tag(t, ROLE_DOCUMENT, -1);
    add_page(t, 595276, 841890, "pagina 1 di 2");
    add_front(t);
    add_table(t);
    add_alphabet(t);
    t->bookmarks[0] = (struct bookmark){"Piano di prova – Forlì", 1, 0, PT(60)};
    t->bookmarks[1] = (struct bookmark){"Tabella ≥ 80", 3, 1, PT(180)};
    t->bookmarks[2] = (struct bookmark){"Nota", 1, 1, PT(290)};
    t->list.nbookmarks = 3;
}

/* 8 × 8 pixels, half of them translucent. */
static void write_png(void)
{
    png_image png;
    unsigned char pixels[8 * 8 * 4];
    memset(&png, 0, sizeof png);
    png.version = PNG_IMAGE_VERSION;
    png.width = png.height = 8;
    png.format = PNG_FORMAT_RGBA;
    for (size_t i = 0; i < sizeof pixels; i++)
        pixels[i] = (unsigned char)(i % 4 == 3 ? (i < 128 ? 255 : 128) : i);
    CU_ASSERT_TRUE_FATAL(png_image_write_to_file(&png, "build/" PNG_FILE, 0, pixels, 0, NULL));
}

static const struct pdf_meta meta = {
    .title = "Piano di prova – città di Forlì & dintorni", .author = "Camera di commercio di prova", .subject = "Prova",
    .keywords = "piano, indicatori", .lang = "it-IT", .creator = "pira 1.0.0", .date = "2017-12-31T00:00:00Z",
};

/* libharu does not survive that it gets none. */
static void *take(unsigned size)
{
    return starve_never(size);
}

static bool write_draft(const struct draft *t, struct buf *out, struct diag *d)
{
    static const char data[] = "<piano/>\n";
    struct buf deflated = BUF_INIT;
    if (!pdf_deflate("a;b\n", 4, &deflated))
        diag_say0(d, DIAG_NO_MEMORY, NULL);
    const struct pdf_attachment att[] = {
        {"piano.xml", "text/xml", "Il piano", PDF_SOURCE, data, sizeof data - 1, 0},
        {"Allegato – più.csv", "text/csv", NULL, PDF_DATA, deflated.data, deflated.len, 4},
    };
    struct pdf *pdf = pdf_new("fonts", faces, 3, take, d);
    const struct file_source images = file_source_folder("build");
    bool written = !deflated.failed && pdf != NULL && pdf_write(pdf, &t->list, &meta, att, 2, &images, out, d);
    pdf_free(pdf);
    buf_free(&deflated);
    return written;
}

static struct draft draft;

static void test_document(void)
{
    struct buf first = BUF_INIT, second = BUF_INIT;
    struct diag *d = diag_new(DIAG_IT);
    write_png();
    draft_fill(&draft);
    CU_ASSERT_TRUE_FATAL(write_draft(&draft, &first, d));
    CU_ASSERT_TRUE_FATAL(write_draft(&draft, &second, d));
    CU_ASSERT_EQUAL(diag_count(d), 0);
    CU_ASSERT_EQUAL_FATAL(first.len, second.len);
    CU_ASSERT_EQUAL(memcmp(first.data, second.data, first.len), 0);
    FILE *file = fopen(OUT_FILE, "wb");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    CU_ASSERT_EQUAL(fwrite(first.data, 1, first.len, file), first.len);
    CU_ASSERT_EQUAL(fclose(file), 0);
    buf_free(&first);
    buf_free(&second);
    diag_free(d);
}

/* Each allocation fails once: that is told, once, or the bytes are the same. */
static void test_memory(void)
{
    struct buf whole = BUF_INIT;
    struct diag *d = diag_new(DIAG_IT);
    draft_fill(&draft);
    starve_at(0);
    CU_ASSERT_TRUE_FATAL(write_draft(&draft, &whole, d));
    size_t count = starve_count();
    diag_free(d);
    for (size_t i = 1; i <= count; i++) {
        struct buf out = BUF_INIT;
        char row[60];
        snprintf(row, sizeof row, "allocation %zu of %zu", i, count);
        d = diag_new(DIAG_IT);
        starve_at(i);
        bool written = write_draft(&draft, &out, d) && !out.failed;
        starve_at(0);
        bool told = diag_out_of_memory(d) || diag_count_code(d, DIAG_NO_MEMORY) == 1;
        EXPECT(written != told && diag_count(d) <= 1, row);
        EXPECT(!written || (out.len == whole.len && memcmp(out.data, whole.data, out.len) == 0), row);
        buf_free(&out);
        diag_free(d);
    }
    buf_free(&whole);
}

/* What must fail does so with one message that names the culprit. */
static void expect_failure(enum diag_code code, const char *culprit)
{
    struct buf out = BUF_INIT;
    struct diag *d = diag_new(DIAG_IT);
    CU_ASSERT_FALSE(write_draft(&draft, &out, d));
    CU_ASSERT_EQUAL_FATAL(diag_count(d), 1);
    CU_ASSERT_EQUAL(diag_get(d, 0)->code, code);
    CU_ASSERT_PTR_NOT_NULL(strstr(diag_get(d, 0)->text, culprit));
    buf_free(&out);
    diag_free(d);
}

static void test_glyph(void)
{
    draft_fill(&draft);
    add_text(&draft, 1, REGULAR, 42, 400, "spunta ☑");
    expect_failure(DIAG_PDF_NO_GLYPH, "U+2611 «☑»");
}

static void test_image(void)
{
    draft_fill(&draft);
    add_item(&draft, ITEM_IMAGE, 1, 42, 400, 10, 10)->image.file = "manca.png";
    expect_failure(DIAG_IMAGE_UNREADABLE, "manca.png");
    draft_fill(&draft);
    add_item(&draft, ITEM_IMAGE, 1, 42, 400, 10, 10)->image.file = "../Makefile";
    expect_failure(DIAG_IMAGE_OUTSIDE, "../Makefile");
    draft_fill(&draft);
    add_item(&draft, ITEM_IMAGE, 1, 42, 400, 10, 10)->image.file = "test-changed.ttf";
    expect_failure(DIAG_IMAGE_UNREADABLE, "test-changed.ttf");
}

static void test_page_size(void)
{
    draft_fill(&draft);
    draft.pages[1].width = PT(14401);
    expect_failure(DIAG_PDF_PAGE_SIZE, "14401");
    draft.pages[1].width = PT(2);
    expect_failure(DIAG_PDF_PAGE_SIZE, "pagina 2");
}

void suite_pdf_write(void)
{
    CU_pSuite suite = CU_add_suite("pdf_write", NULL, NULL);
    CU_add_test(suite, "a document by hand, twice the same bytes", test_document);
    CU_add_test(suite, "memory", test_memory);
    CU_add_test(suite, "a character without a glyph", test_glyph);
    CU_add_test(suite, "images that cannot be read", test_image);
    CU_add_test(suite, "pages beyond the limits", test_page_size);
}
