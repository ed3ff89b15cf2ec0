/* bind.c: binds a template to a plan: faces, pages, words, then the body. */
#include "bind/bind_job.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "read/xml_read.h"

/* ---- memory ---- */

void bind_starve(struct bind *b)
{
    if (!b->starved)
        diag_say0(b->d, DIAG_NO_MEMORY, NULL);
    b->starved = b->stopped = b->failed = true;
}

void *bind_new(struct bind *b, size_t count, size_t size)
{
    void *p = arena_array(b->a, count, size);
    if (p == NULL)
        bind_starve(b);
    return p;
}

char *bind_copy(struct bind *b, const char *s, size_t len)
{
    char *p = arena_strndup(b->a, s, len);
    if (p == NULL)
        bind_starve(b);
    return p;
}

char *bind_copy_buf(struct bind *b, const struct buf *text)
{
    if (!text->failed)
        return bind_copy(b, buf_text(text), text->len);
    bind_starve(b);
    return NULL;
}

const char *bind_made(struct bind *b, const char *text)
{
    if (text == NULL)
        bind_starve(b);
    return text != NULL ? text : "";
}

const char *bind_own(struct bind *b, const char *s)
{
    return s != NULL ? bind_copy(b, s, strlen(s)) : NULL;
}

void stack_push_bytes(struct bind *b, struct stack *s, const void *item, size_t size)
{
    s->size = size;
    if (s->len == s->cap) {
        size_t cap = s->cap > 0 ? 2 * s->cap : 64;
        char *data = realloc(s->data, cap * size);
        if (data == NULL) {
            bind_starve(b);
            return;
        }
        s->data = data;
        s->cap = cap;
    }
    memcpy(s->data + s->len++ * size, item, size);
}

void *stack_at(const struct stack *s, size_t i)
{
    return s->data + i * s->size;
}

const void *stack_take(struct bind *b, struct stack *s, size_t mark, size_t *count)
{
    size_t n = s->len > mark ? s->len - mark : 0;
    void *copy = n > 0 ? bind_new(b, n, s->size) : NULL;
    *count = 0;
    if (copy != NULL) {
        memcpy(copy, stack_at(s, mark), n * s->size);
        *count = n;
    }
    s->len = n > 0 ? mark : s->len;
    return copy;
}

static void free_stacks(struct bind *b)
{
    struct stack *all[] = {&b->variables, &b->runs, &b->paras, &b->cells, &b->rows, &b->blocks, &b->items, &b->columns,
                           &b->contents, &b->holes, &b->found, &b->reported};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        free(all[i]->data);
}

/* ---- messages ---- */

void bind_error(struct bind *b, const void *what, enum diag_code code, const struct diag_place *at, const char *a1, const char *a2)
{
    b->failed = true;
    for (size_t i = 0; i < b->reported.len; i++)
        if (*(const void **)stack_at(&b->reported, i) == what)
            return;
    stack_push(b, &b->reported, &what);
    diag_say(b->d, code, at, a1, a2);
}

struct diag_place bind_place(const struct op *op)
{
    return xml_place(xml_doc_of(op->element), op->element, NULL);
}

bool list_holds(const char *list, const char *word)
{
    size_t len = word != NULL ? strlen(word) : 0;
    for (const char *at = list; at != NULL && len > 0 && (at = strstr(at, word)) != NULL; at += len)
        if ((at == list || at[-1] == ' ') && (at[len] == ' ' || at[len] == '\0'))
            return true;
    return false;
}

/* ---- pages ---- */

static void bind_band(struct bind *b, const struct page_band *look, struct band *band)
{
    struct band_item *items = bind_new(b, 3, sizeof *items);
    if (items == NULL || !look->present)
        return;
    band->items = items;
    for (int i = 0; i < 3; i++) {
        const struct op_span *op = look->item[i];
        const struct para *para = op != NULL ? text_para(b, op->op.child, op->style) : NULL;
        if (para != NULL)
            items[band->nitems++] = (struct band_item){para, (enum align)i};
    }
    band->y = look->distance;
    band->rule = rule_or_none(look->rule);
    band->rule_y = length_or(look->rule_distance, 0);
}

static void bind_page(struct bind *b, const struct page_look *look, struct page_style *page)
{
    struct rect_fill *fills = bind_new(b, look->nfills, sizeof *fills);
    *page = (struct page_style){.width = look->width, .height = look->height, .margin_left = look->left,
                                .margin_right = look->right, .top = look->top, .bottom = look->bottom,
                                .fills = fills, .nfills = fills != NULL ? look->nfills : 0};
    for (size_t i = 0; i < page->nfills; i++) {
        const struct page_fill *f = &look->fills[i];
        fills[i] = (struct rect_fill){f->x, f->y, f->width, f->height, f->colour};
    }
    bind_band(b, &look->head, &page->head);
    bind_band(b, &look->foot, &page->foot);
    page->no_number = page->head.nitems == 0 && page->foot.nitems == 0;
}

static void bind_pages(struct bind *b, struct doc *out)
{
    struct page_style *pages = bind_new(b, b->t->npages, sizeof *pages);
    for (size_t i = 0; pages != NULL && i < b->t->npages; i++)
        bind_page(b, b->t->pages[i], &pages[i]);
    out->page_styles = pages;
    out->npage_styles = b->t->npages;
}

/* ---- words of the document ---- */

/* The letters of a style that the program itself uses; a style that the template lacks gives none. */
static const struct text_style *named_style(struct bind *b, const char *name)
{
    const struct style *style = template_style(b->t, name);
    struct pen pen;
    size_t count;
    if (style == NULL)
        return NULL;
    pen_begin(b, &pen, style, false);
    pen_text(b, &pen, "x", NULL);
    const struct para *p = pen_end(b, &pen, &count);
    return p != NULL ? p->runs[0].style : NULL;
}

static void bind_words(struct bind *b, struct doc *out)
{
    const struct template *t = b->t;
    out->lang = t->lang;
    out->title = eval_text(b, &t->title);
    out->subject = eval_text(b, &t->subject);
    out->author = eval_text(b, &t->author);
    out->keywords = eval_text(b, &t->keywords);
    out->first_page = t->first_page != NULL ? eval_integer(b, t->first_page, 1) : 1;
    out->segue = template_word(t, "segue");
    out->segue_style = named_style(b, "segue");
    if (!b->o->draft)
        return;
    const struct text_style *draft = named_style(b, "bozza");
    if (draft != NULL)
        out->draft_style = *draft;
    out->draft = template_word(t, "bozza");
    out->draft_fill = template_colour(t, "fondo-bozza", 0);
}

/* ---- the whole ---- */

/* The plan's language, when it is another than the template's: compared without the country, "it" and "it-IT" are one. */
static const char *other_language(struct bind *b)
{
    const char *lang = plan_attr(b->plan->root, "lingua");
    size_t len = lang != NULL ? strcspn(lang, "-") : 0;
    bool same = lang == NULL || (strncmp(lang, b->t->lang, len) == 0 && (b->t->lang[len] == '\0' || b->t->lang[len] == '-'));
    return same ? NULL : bind_own(b, lang);
}

static void bind_globals(struct bind *b)
{
    for (size_t i = 0; i < b->t->nlets; i++) {
        const struct op_let *let = (const struct op_let *)(const void *)b->t->lets[i];
        variables_bind(b, let->variable, eval_object(b, let->value));
    }
}

/* Whether nothing but the choice of pages is in the document. */
static bool is_empty(const struct doc *d)
{
    for (size_t i = 0; i < d->nblocks; i++)
        if (d->blocks[i].kind != BLOCK_PAGE_STYLE && d->blocks[i].kind != BLOCK_PAGE_BREAK)
            return false;
    return true;
}

static void bind_body(struct bind *b, struct doc *out)
{
    size_t mark = b->blocks.len;
    blocks_run(b, b->t->body);
    contents_fill(b);
    out->blocks = block_list(b, mark, &out->nblocks);
    if (b->failed)
        return;
    if (is_empty(out))
        bind_error(b, b, DIAG_BIND_EMPTY, NULL, NULL, NULL);
    else if (out->blocks[0].kind != BLOCK_PAGE_STYLE) {
        struct diag_place at = bind_place(b->t->body);
        bind_error(b, b, DIAG_BIND_NO_PAGE, &at, NULL, NULL);
    }
}

bool bind_run(const struct template *t, struct plan *plan, struct diag *d, const struct bind_options *o,
              struct arena *a, struct doc *out)
{
    struct bind b = {.t = t, .plan = plan, .d = d, .o = o, .a = a, .day = figure_day(plan), .node = plan->root, .position = 1, .size = 1};
    memset(out, 0, sizeof *out);
    if (!eval_open(&b)) {
        bind_starve(&b);
        goto done;
    }
    b.lang = other_language(&b);
    out->faces = t->faces;
    out->nfaces = t->nfaces;
    bind_globals(&b);
    bind_words(&b, out);
    bind_pages(&b, out);
    bind_body(&b, out);
    if (arena_starved(a))
        bind_starve(&b);
done:
    eval_close(&b);
    free_stacks(&b);
    return !b.failed;
}
