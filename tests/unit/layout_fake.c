/* layout_fake.c: small documents for the tests of layout. */
#include "layout_fake.h"

#include <stdlib.h>
#include <string.h>

static int advance(void *ctx, int face, uint32_t cp)
{
    (void)ctx;
    if (cp >= 0x400 && !(cp >= 0x2000 && cp < 0x2300))
        return -1;
    if (face == FAKE_POOR && cp >= 0x7F && cp != 0xA0)
        return -1;
    return face == FAKE_BOLD ? 600 : 500;
}

static int ascent(void *ctx, int face)
{
    (void)ctx, (void)face;
    return 800;
}

static int descent(void *ctx, int face)
{
    (void)ctx, (void)face;
    return 200;
}

const struct metrics fake_metrics = {NULL, advance, ascent, descent};
const struct text_style fake_style = {FAKE_PLAIN, PT(10), PT(12), 0, 0};
const struct text_style fake_bold = {FAKE_BOLD, PT(10), PT(12), 0x111111, 0};
const struct text_style fake_poor = {FAKE_POOR, PT(10), PT(12), 0, 0};
const struct text_style fake_small = {FAKE_PLAIN, PT(6), PT(12), 0x222222, PT(3)};

static const char *const faces[] = {"Plain", "Bold", "Poor"};

struct fake *fake_new(int width, int height)
{
    struct fake *f = calloc(1, sizeof *f);

    f->a = arena_new();
    f->page.width = PT(width);
    f->page.height = PT(height);
    f->diag = diag_new(DIAG_IT);
    f->doc = (struct doc){.faces = faces, .nfaces = 3, .page_styles = &f->page, .npage_styles = 1,
                          .blocks = f->blocks, .first_page = 1, .lang = "it-IT"};
    return f;
}

void fake_free(struct fake *f)
{
    page_list_free(f->pages);
    diag_free(f->diag);
    arena_free(f->a);
    free(f);
}

bool fake_run(struct fake *f)
{
    return layout_run(&f->doc, &fake_metrics, f->diag, &f->pages);
}

/* ---- building ---- */

struct run *fake_run_at(struct para *p, size_t i)
{
    return (struct run *)&p->runs[i];
}

struct run *fake_run_add(struct para *p, const char *text, const struct text_style *style)
{
    struct run *r = fake_run_at(p, p->nruns++);

    *r = (struct run){.kind = RUN_TEXT, .text = text, .style = style};
    return r;
}

struct para *fake_para(struct fake *f, const char *text)
{
    struct para *p = arena_alloc(f->a, sizeof *p);

    p->runs = arena_array(f->a, 8, sizeof(struct run));
    if (text != NULL)
        fake_run_add(p, text, &fake_style);
    return p;
}

struct block *fake_block(struct fake *f, enum block_kind kind)
{
    struct block *b = &f->blocks[f->doc.nblocks++];

    b->kind = kind;
    return b;
}

struct block *fake_text(struct fake *f, const char *text)
{
    struct block *b = fake_block(f, BLOCK_PARA);

    b->para.para = fake_para(f, text);
    b->para.split = true;
    return b;
}

struct block *fake_heading(struct fake *f, const char *text)
{
    struct block *b = fake_block(f, BLOCK_HEADING);

    b->heading.para = fake_para(f, text);
    b->heading.level = 1;
    b->keep_next = true;
    return b;
}

#define MOST_ROWS 64

struct table *fake_table(struct fake *f, int columns, int width)
{
    struct table *t = arena_alloc(f->a, sizeof *t);
    struct column *c = arena_array(f->a, (size_t)columns, sizeof *c);

    for (int i = 0; i < columns; i++)
        c[i] = (struct column){.kind = WIDTH_FIXED, .width = PT(width), .fill = COLOUR_NONE};
    t->columns = c;
    t->ncolumns = (size_t)columns;
    t->head = arena_array(f->a, MOST_ROWS, sizeof(struct row));
    t->body = arena_array(f->a, MOST_ROWS, sizeof(struct row));
    t->foot = arena_array(f->a, MOST_ROWS, sizeof(struct row));
    t->repeat_head = true;
    return t;
}

static struct row *add_row(struct fake *f, const struct row *rows, size_t *n, const char *cells, bool header)
{
    struct row *r = (struct row *)&rows[(*n)++];
    struct cell *c = arena_array(f->a, 16, sizeof *c);

    r->cells = c;
    r->fill = COLOUR_NONE;
    for (const char *s = cells; s != NULL; r->ncells++) {
        const char *end = strchr(s, '|');
        size_t len = end == NULL ? strlen(s) : (size_t)(end - s);

        c[r->ncells] = (struct cell){.paras = fake_para(f, arena_strndup(f->a, s, len)), .nparas = 1, .header = header,
                                     .fill = COLOUR_NONE, .pad_left = -1, .pad_right = -1};
        s = end == NULL ? NULL : end + 1;
    }
    return r;
}

struct row *fake_row(struct fake *f, struct table *t, const char *cells)
{
    return add_row(f, t->body, &t->nbody, cells, false);
}

struct row *fake_head(struct fake *f, struct table *t, const char *cells)
{
    return add_row(f, t->head, &t->nhead, cells, true);
}

struct row *fake_foot(struct fake *f, struct table *t, const char *cells)
{
    return add_row(f, t->foot, &t->nfoot, cells, false);
}

struct cell *fake_cell(struct row *r, size_t i)
{
    return (struct cell *)&r->cells[i];
}

struct block *fake_add_table(struct fake *f, struct table *t)
{
    struct block *b = fake_block(f, BLOCK_TABLE);

    b->table = t;
    return b;
}

/* ---- looking ---- */

static void show_text(struct buf *out, const struct item *i)
{
    if (i->tag < 0)
        buf_char(out, '[');
    if (i->text.len >= 2 && memcmp(i->text.s + i->text.len - 2, "\xC2\xAD", 2) == 0) {
        buf_add(out, i->text.s, i->text.len - 2);
        buf_str(out, "¬");
    } else {
        buf_add(out, i->text.s, i->text.len);
    }
    if (i->tag < 0)
        buf_char(out, ']');
}

const char *fake_texts(struct fake *f)
{
    struct buf out = BUF_INIT;
    const char *text;

    for (size_t p = 0; f->pages != NULL && p < f->pages->npages; p++) {
        bool first = true;
        mpt y = 0;

        if (p > 0)
            buf_str(&out, " // ");
        for (size_t k = 0; k < f->pages->pages[p].count; k++) {
            const struct item *i = &f->pages->items[f->pages->pages[p].first + k];
            if (i->kind != ITEM_TEXT)
                continue;
            if (!first && i->y != y)
                buf_char(&out, '|');
            show_text(&out, i);
            y = i->y;
            first = false;
        }
    }
    text = arena_strdup(f->a, buf_text(&out));
    buf_free(&out);
    return text;
}

const char *fake_dump(struct fake *f, const char *prefix)
{
    struct buf all = BUF_INIT, out = BUF_INIT;
    const char *text;

    if (f->pages != NULL)
        page_dump(f->pages, &all);
    for (const char *s = buf_text(&all), *end; *s != '\0'; s = end + 1) {
        const char *start = s + strspn(s, " ");
        end = strchr(s, '\n');
        if (prefix == NULL || strncmp(start, prefix, strlen(prefix)) == 0) {
            buf_add(&out, start, (size_t)(end - start));
            buf_char(&out, '\n');
        }
    }
    text = arena_strdup(f->a, buf_text(&out));
    buf_free(&all);
    buf_free(&out);
    return text;
}

const struct item *fake_item(const struct fake *f, size_t i)
{
    for (size_t k = 0; f->pages != NULL && k < f->pages->nitems; k++)
        if (f->pages->items[k].kind == ITEM_TEXT && i-- == 0)
            return &f->pages->items[k];
    return NULL;
}

const char *fake_message(const struct fake *f, size_t i)
{
    return i < diag_count(f->diag) ? diag_get(f->diag, i)->text : "";
}
