/* layout.c: blocks in, pages out: the steps of the stage. */
#include <stdlib.h>

#include "base/arena.h"
#include "layout/lay_draw.h"
#include "layout/lay_font.h"
#include "layout/lay_hyphen.h"
#include "layout/lay_text.h"
#include "layout/page.h"

static bool begin(struct lay *l, const struct metrics *m)
{
    l->work = arena_new();
    l->chars = calloc(1, sizeof *l->chars);
    if (l->work == NULL || l->chars == NULL) {
        lay_starve(l);
        return false;
    }
    l->font = lay_font_new(l, m);
    l->hyphen = lay_hyphen_new(l, l->doc->lang);
    l->known = lay_known_new(l);
    return l->font != NULL && l->hyphen != NULL && l->known != NULL;
}

static void end(struct lay *l)
{
    lay_font_free(l->font);
    lay_hyphen_free(l->hyphen);
    lay_known_free(l->known);
    lay_chars_free(l->chars);
    arena_free(l->work);
}

static struct page_list *new_list(struct lay *l)
{
    struct page_list *list = calloc(1, sizeof *list);

    if (list != NULL && (list->arena = arena_new()) != NULL) {
        l->keep = list->arena;
        return list;
    }
    free(list);
    lay_starve(l);
    return NULL;
}

bool layout_run(const struct doc *doc, const struct metrics *m, struct diag *d, struct page_list **out)
{
    struct lay l = {.doc = doc, .diag = d};
    struct flow flow = {NULL, 0, 0, NULL, 0, 0};
    struct plans plans = {NULL, 0, 0};
    struct page_list *pages = new_list(&l);

    *out = NULL;
    if (pages != NULL && begin(&l, m) && flow_build(&l, &flow) && !l.failed && plans_make(&l, &flow, &plans) &&
        !l.failed && draw_pages(&l, &flow, &plans, pages) && !l.failed) {
        *out = pages;
        pages = NULL;
    }
    page_list_free(pages);
    plans_free(&plans);
    flow_free(&flow);
    end(&l);
    return *out != NULL;
}
