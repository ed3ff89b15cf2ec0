/* pdf_revision.c: finds what the later revisions of a document replaced. */
#include "archive/pdf_revision.h"

#include <stdio.h>
#include <string.h>

#include "archive/pdf_compare.h"
#include "archive/pdf_open.h"
#include "base/diag.h"

#define MAX_DEPTH   40     /* as deep as values can be */
#define MARKS_TOLD  10

/* Entries that may come, go and change in a later revision, by the type of the dictionary. */
static const char *const free_of_catalog[] = {"AcroForm", "Perms", "DSS", "Extensions", "Version", "Metadata", NULL};
static const char *const free_of_page[] = {"Annots", NULL};
static const char *const free_of_none[] = {NULL};

static bool same_value(const struct pdf_value *a, const struct pdf_value *b, int depth);

static bool is_among(const char *const *list, const struct pdf_value *key)
{
    while (*list != NULL && !pdf_value_is(key, *list))
        list++;
    return *list != NULL;
}

/* Whether every entry of A but those called EXCEPT is in B, the same. */
static bool has_entries(const struct pdf_value *a, const struct pdf_value *b, const char *const *except, int depth)
{
    for (uint32_t i = 0; i < a->count; i++) {
        const struct pdf_value *key = &a->items[2 * i];
        if (!is_among(except, key) && !same_value(&a->items[2 * i + 1], pdf_value_find(b, key->bytes), depth + 1))
            return false;
    }
    return true;
}

static bool same_entries(const struct pdf_value *a, const struct pdf_value *b, const char *const *except, int depth)
{
    return (a->kind == PDF_DICT || a->kind == PDF_STREAM) && a->kind == b->kind
        && has_entries(a, b, except, depth) && has_entries(b, a, except, depth);
}

static bool same_items(const struct pdf_value *a, const struct pdf_value *b, int depth)
{
    for (uint32_t i = 0; i < a->count; i++)
        if (!same_value(&a->items[i], &b->items[i], depth + 1))
            return false;
    return true;
}

static bool same_value(const struct pdf_value *a, const struct pdf_value *b, int depth)
{
    if (a->kind != b->kind || depth > MAX_DEPTH)
        return false;
    switch (a->kind) {
    case PDF_NULL: case PDF_END:
        return true;
    case PDF_BOOLEAN: case PDF_INTEGER: case PDF_REAL: case PDF_REFERENCE:
        return a->integer == b->integer;
    case PDF_NAME: case PDF_STRING: case PDF_KEYWORD:
        return a->count == b->count && memcmp(a->bytes, b->bytes, a->count) == 0;
    case PDF_ARRAY:
        return a->count == b->count && same_items(a, b, depth);
    case PDF_STREAM:
        if (a->len != b->len || memcmp(a->data, b->data, a->len) != 0)
            return false;
        break;
    case PDF_DICT:
        break;
    }
    return same_entries(a, b, free_of_none, depth);
}

/* Whether object ID of FIRST may be what it is NOW. */
static bool may_replace(struct pdf_open *now, struct pdf_open *first, uint32_t id)
{
    const struct pdf_value *a = pdf_reader_object(first->reader, id), *b = pdf_reader_object(now->reader, id);
    const struct pdf_value *trailer = pdf_reader_trailer(first->reader);
    const struct pdf_value *root = pdf_reader_get(first->reader, trailer, "Root");
    if (same_value(a, b, 0) || a == pdf_reader_get(first->reader, trailer, "Info")
        || a == pdf_reader_get(first->reader, root, "Metadata"))
        return true;
    if (a == root)
        return same_entries(a, b, free_of_catalog, 0);
    return pdf_value_is(pdf_value_find(a, "Type"), "Page") && same_entries(a, b, free_of_page, 0);
}

static bool check_objects(struct pdf_open *now, struct pdf_open *first, struct diag *d)
{
    char number[16];
    uint32_t id = 0;
    while (pdf_reader_next_replaced(now->reader, first->reader, &id))
        if (!may_replace(now, first, id)) {
            snprintf(number, sizeof number, "%lu", (unsigned long)id);
            diag_say(d, DIAG_VERIFY_LATER_OBJECT, NULL, number);
            return false;
        }
    return pdf_reader_check(now->reader, now->name, d) && pdf_reader_check(first->reader, first->name, d);
}

/* Whether the later file begins where the first one begins: with the same root. */
static bool same_root(struct pdf_open *now, struct pdf_open *first, struct diag *d)
{
    const struct pdf_value *a = pdf_value_find(pdf_reader_trailer(first->reader), "Root");
    const struct pdf_value *b = pdf_value_find(pdf_reader_trailer(now->reader), "Root");
    if (same_value(a, b, 0))
        return true;
    diag_say(d, DIAG_VERIFY_LATER_OBJECT, NULL, "Root");
    return false;
}

static uint32_t count_annotations(struct pdf_open *p, size_t page)
{
    const struct pdf_value *annotations = pdf_reader_get(p->reader, p->facts.pages[page], "Annots");
    return annotations->kind == PDF_ARRAY ? annotations->count : 0;
}

static void tell_marks(struct pdf_open *now, struct pdf_open *first, struct diag *d)
{
    char number[24];
    for (size_t i = 0, told = 0; i < now->facts.npages && i < first->facts.npages && told < MARKS_TOLD; i++)
        if (count_annotations(now, i) != count_annotations(first, i)) {
            snprintf(number, sizeof number, "%zu", i + 1);
            diag_say(d, DIAG_VERIFY_LATER_MARK, NULL, number);
            told++;
        }
}

bool pdf_revision_check(struct pdf_open *now, struct pdf_open *first, struct diag *d)
{
    bool same = pdf_compare_pages_now(now, first, d);
    if (!pdf_open_is_well(now) || !pdf_open_is_well(first))   /* which is told: there is nothing more to be read */
        return false;
    tell_marks(now, first, d);
    return same_root(now, first, d) && check_objects(now, first, d) && same;
}
