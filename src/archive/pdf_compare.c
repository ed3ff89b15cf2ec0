/* pdf_compare.c: compares the pages and attachments of two documents. */
#include "archive/pdf_compare.h"

#include <stdio.h>
#include <string.h>

#include "archive/pdf_text.h"
#include "base/diag.h"

#define PAGES_TOLD 10
#define PART_TOLD  80    /* bytes of a line in a message */

/* ---- parts of a text ---- */

/* The next part of TEXT from *S on, its length in *LEN, *S moved past it; NULL at the end. */
typedef const char *(*part_finder)(const char *text, const char **s, size_t *len);

static const char *next_line(const char *text, const char **s, size_t *len)
{
    (void)text;
    const char *begin = *s;
    if (*begin == '\0')
        return NULL;
    *len = strcspn(begin, "\n");
    *s = begin + *len + (begin[*len] == '\n');
    return begin;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* "−3" after a blank: the length of the sign that ends before DIGIT, somewhere in TEXT. */
static size_t sign_before(const char *text, const char *digit)
{
    static const char *const signs[] = {"-", "+", "\xE2\x88\x92"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t n = strlen(signs[i]);
        if ((size_t)(digit - text) < n || memcmp(digit - n, signs[i], n) != 0)
            continue;
        const char *before = digit - n;
        return before == text || before[-1] == ' ' || before[-1] == '\n' || before[-1] == '(' ? n : 0;
    }
    return 0;
}

/* "1.241.790,50" with its sign: digits, with a point or comma between two of them. */
static const char *next_figure(const char *text, const char **s, size_t *len)
{
    const char *digit = *s + strcspn(*s, "0123456789"), *end = digit;
    if (*digit == '\0')
        return NULL;
    while (is_digit(*end) || ((*end == '.' || *end == ',') && is_digit(end[1])))
        end++;
    const char *figure = digit - sign_before(text, digit);
    *len = (size_t)(end - figure);
    *s = end;
    return figure;
}

static size_t count_figures(const char *text)
{
    const char *s = text;
    size_t n = 0, len;
    while (next_figure(text, &s, &len) != NULL)
        n++;
    return n;
}

/* ---- differences ---- */

/* A comparison of the pages of two files. */
struct comparison {
    struct pdf_open *file, *made;
    struct pdf_texts *file_texts, *made_texts;
    struct diag *d;
    size_t told, untold;        /* pages that differ */
};

static bool begin_comparison(struct comparison *c, struct pdf_open *file, struct pdf_open *made, struct diag *d)
{
    *c = (struct comparison){.file = file, .made = made, .d = d};
    c->file_texts = pdf_texts_new(file->reader);
    c->made_texts = pdf_texts_new(made->reader);
    if (c->file_texts != NULL && c->made_texts != NULL)
        return true;
    diag_say0(d, DIAG_NO_MEMORY, NULL);
    return false;
}

static void end_comparison(struct comparison *c)
{
    pdf_texts_free(c->file_texts);
    pdf_texts_free(c->made_texts);
}

/* Reports why a page could not be read. Always false. */
static bool fail(struct comparison *c)
{
    if (pdf_reader_check(c->file->reader, c->file->name, c->d) && pdf_reader_check(c->made->reader, c->made->name, c->d))
        diag_say0(c->d, DIAG_NO_MEMORY, NULL);
    return false;
}

/* A line as a message shows it: cut at the border of a character. */
static void cut(char out[PART_TOLD + 4], const char *part, size_t len)
{
    size_t n = part == NULL ? 0 : len < PART_TOLD ? len : PART_TOLD;
    while (n > 0 && n < len && ((unsigned char)part[n] & 0xC0) == 0x80)
        n--;
    snprintf(out, PART_TOLD + 4, "%.*s%s", (int)n, n > 0 ? part : "", n < len && part != NULL ? "…" : "");
}

/* Whether page PAGE may still be told; otherwise it is only counted. */
static bool may_tell(struct comparison *c)
{
    bool may = c->told < PAGES_TOLD;
    c->told += may;
    c->untold += !may;
    return may;
}

static void tell(struct comparison *c, size_t page, enum diag_code code, const char *a, size_t a_len, const char *b, size_t b_len)
{
    char number[24], here[PART_TOLD + 4], there[PART_TOLD + 4];
    if (!may_tell(c))
        return;
    snprintf(number, sizeof number, "%zu", page + 1);
    cut(here, a, a_len);
    cut(there, b, b_len);
    diag_say(c->d, code, NULL, number, here, there);
}

/* Whether the parts of two texts agree; the first that do not are told. */
static bool same_parts(struct comparison *c, size_t page, const char *a, const char *b, part_finder next, enum diag_code code)
{
    const char *a_rest = a, *b_rest = b;
    for (;;) {
        size_t a_len = 0, b_len = 0;
        const char *here = next(a, &a_rest, &a_len), *there = next(b, &b_rest, &b_len);
        if (here == NULL && there == NULL)
            return true;
        if (here == NULL || there == NULL || a_len != b_len || memcmp(here, there, a_len) != 0) {
            tell(c, page, code, here, a_len, there, b_len);
            return false;
        }
    }
}

static bool same_bytes(const struct buf *a, const struct buf *b)
{
    return a->len == b->len && memcmp(buf_text(a), buf_text(b), a->len) == 0;
}

/* Whether the operators of the two pages are the same, too. False, unreported, also when one cannot be read. */
static bool same_content(struct comparison *c, size_t page)
{
    struct buf a = BUF_INIT, b = BUF_INIT;
    bool same = pdf_page_content(c->file->reader, c->file->facts.pages[page], &a)
             && pdf_page_content(c->made->reader, c->made->facts.pages[page], &b) && same_bytes(&a, &b);
    buf_free(&a);
    buf_free(&b);
    return same;
}

/* What is compared of a page, and what a difference is called. */
struct measure {
    part_finder next;
    enum diag_code differs, drawn;      /* DRAWN: the text agrees, the operators do not; DIAG_OK: they need not */
};

static bool same_page(struct comparison *c, size_t page, const struct measure *m, size_t *figures)
{
    struct buf a = BUF_INIT, b = BUF_INIT;
    bool read = pdf_page_text(c->file_texts, c->file->facts.pages[page], &a)
             && pdf_page_text(c->made_texts, c->made->facts.pages[page], &b);
    bool same = read && same_parts(c, page, buf_text(&a), buf_text(&b), m->next, m->differs);
    *figures += read ? count_figures(buf_text(&a)) : 0;
    buf_free(&a);
    buf_free(&b);
    if (!read)
        return fail(c);
    if (!same || m->drawn == DIAG_OK || same_content(c, page))
        return same;
    if (!pdf_open_is_well(c->file) || !pdf_open_is_well(c->made))
        return fail(c);
    tell(c, page, m->drawn, NULL, 0, NULL, 0);
    return false;
}

static bool same_pages(struct comparison *c, const struct measure *m, size_t *figures)
{
    size_t n = c->file->facts.npages < c->made->facts.npages ? c->file->facts.npages : c->made->facts.npages;
    bool same = true;
    char more[24];
    for (size_t i = 0; i < n; i++) {
        same = same_page(c, i, m, figures) && same;
        if (!pdf_open_is_well(c->file) || !pdf_open_is_well(c->made))
            return false;
    }
    snprintf(more, sizeof more, "%zu", c->untold);
    if (c->untold > 0)
        diag_say(c->d, DIAG_VERIFY_MORE, NULL, more);
    return same;
}

/* CODE says that the one has so many pages, the other so many. */
static bool same_number(struct comparison *c, size_t a, size_t b, enum diag_code code)
{
    char here[24], there[24];
    if (a == b)
        return true;
    snprintf(here, sizeof here, "%zu", a);
    snprintf(there, sizeof there, "%zu", b);
    diag_say(c->d, code, NULL, here, there);
    return false;
}

/* ---- the contract ---- */

bool pdf_compare_made(struct pdf_open *file, struct pdf_open *made, bool figures_only, size_t *figures, struct diag *d)
{
    static const struct measure texts = {next_line, DIAG_VERIFY_TEXT, DIAG_VERIFY_DRAWING};
    static const struct measure numbers = {next_figure, DIAG_VERIFY_FIGURE, DIAG_OK};
    struct comparison c;
    *figures = 0;
    bool same = begin_comparison(&c, file, made, d);
    if (same) {
        same = same_number(&c, file->facts.npages, made->facts.npages, DIAG_VERIFY_PAGES);
        same = same_pages(&c, figures_only ? &numbers : &texts, figures) && same;
    }
    end_comparison(&c);
    return same;
}

bool pdf_compare_pages_now(struct pdf_open *now, struct pdf_open *first, struct diag *d)
{
    static const struct measure all = {next_line, DIAG_VERIFY_LATER_PAGE, DIAG_VERIFY_LATER_PAGE};
    struct comparison c;
    size_t figures = 0;
    bool same = begin_comparison(&c, now, first, d);
    if (same) {
        same = same_number(&c, first->facts.npages, now->facts.npages, DIAG_VERIFY_LATER_PAGES);
        same = same_pages(&c, &all, &figures) && same;
    }
    end_comparison(&c);
    return same;
}

bool pdf_compare_attached(struct pdf_open *a, struct pdf_open *b, const char **name, struct diag *d)
{
    bool same = a->facts.nattached == b->facts.nattached, read = true;
    *name = a->facts.nattached > 0 ? a->facts.attached[0].name : "";
    for (size_t i = 0; i < a->facts.nattached && i < b->facts.nattached && same && read; i++) {
        const struct pdf_attached *here = &a->facts.attached[i], *there = &b->facts.attached[i];
        struct buf x = BUF_INIT, y = BUF_INIT;
        *name = here->name;
        read = pdf_open_attached(a, here, &x, d) && pdf_open_attached(b, there, &y, d);
        same = strcmp(here->name, there->name) == 0 && strcmp(here->relation, there->relation) == 0 && same_bytes(&x, &y);
        buf_free(&x);
        buf_free(&y);
    }
    if (!read)
        *name = NULL;
    return same && read;
}
