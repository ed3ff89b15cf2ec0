/* block.c: documents of blocks shown as plain text, for tests and for those who mend a template. */
#include "layout/block.h"

#include "base/buf.h"
#include "layout/page.h"

static void dump_blocks(struct buf *out, const struct block *blocks, size_t n, int depth);

static void indent(struct buf *out, int depth)
{
    for (int i = 0; i < depth; i++)
        buf_str(out, "  ");
}

/* Text in quotes: the marks of this dump within it are escaped. */
static void dump_escaped(struct buf *out, const char *s)
{
    for (; *s != '\0'; s++) {
        if (*s == '"' || *s == '\\' || *s == '<')
            buf_char(out, '\\');
        buf_char(out, *s);
    }
}

static void dump_run(struct buf *out, const struct run *r)
{
    static const char *const names[] = {"", "<br>", "<light ", "<bar ", "<page>", "<pages>", "<chapter>", "<page of "};

    buf_str(out, names[r->kind]);
    switch (r->kind) {
    case RUN_TEXT: dump_escaped(out, r->text); break;
    case RUN_LIGHT: buf_printf(out, "%d>", (int)r->light); break;
    case RUN_BAR: buf_printf(out, "%d>", r->fraction); break;
    case RUN_PAGE_OF: buf_printf(out, "%s>", r->target); break;
    case RUN_BREAK: case RUN_PAGE: case RUN_PAGES: case RUN_CHAPTER: break;
    }
    if (r->note != NULL)
        buf_str(out, "<note>");
}

static void dump_para(struct buf *out, const struct para *p);

/* The notes that the runs of a paragraph call, after it. */
static void dump_notes(struct buf *out, const struct para *p)
{
    for (size_t i = 0; i < p->nruns; i++) {
        if (p->runs[i].note == NULL)
            continue;
        buf_str(out, " note ");
        dump_para(out, p->runs[i].note->body);
    }
}

static void dump_para(struct buf *out, const struct para *p)
{
    static const char *const aligns[] = {"", " right", " centre", " axis"};

    buf_char(out, '"');
    for (size_t i = 0; p != NULL && i < p->nruns; i++)
        dump_run(out, &p->runs[i]);
    buf_printf(out, "\"%s", p == NULL ? "" : aligns[p->align]);
    if (p != NULL && p->indent > 0)
        buf_printf(out, " indent=%d", (int)p->indent);
    if (p != NULL)
        dump_notes(out, p);
}

/* What is read instead of what is seen. */
static void dump_alt(struct buf *out, const char *alt)
{
    if (alt == NULL)
        return;
    buf_str(out, " alt \"");
    dump_escaped(out, alt);
    buf_char(out, '"');
}

/* The paragraph called NAME, when there is one. */
static void dump_named(struct buf *out, const char *name, const struct para *p)
{
    if (p == NULL)
        return;
    buf_str(out, name);
    dump_para(out, p);
}

static void dump_cell(struct buf *out, const struct cell *c, int depth)
{
    indent(out, depth);
    buf_str(out, c->header ? "head" : "cell");
    if (c->colspan > 1)
        buf_printf(out, " columns=%d", c->colspan);
    if (c->rowspan > 1)
        buf_printf(out, " rows=%d", c->rowspan);
    if (c->legend)
        buf_str(out, " legend");
    if (c->heading > 0)
        buf_printf(out, " level=%d", c->heading);
    dump_alt(out, c->alt);
    for (size_t i = 0; i < c->nparas; i++) {
        buf_char(out, ' ');
        dump_para(out, &c->paras[i]);
    }
    buf_char(out, '\n');
}

static void dump_rows(struct buf *out, const char *part, const struct row *rows, size_t n, int depth)
{
    for (size_t i = 0; i < n; i++) {
        indent(out, depth);
        buf_printf(out, "%s row%s%s%s\n", part, rows[i].keep_next ? " keep-next" : "", rows[i].whole ? " whole" : "",
                   rows[i].total ? " total" : "");
        for (size_t c = 0; c < rows[i].ncells; c++)
            dump_cell(out, &rows[i].cells[c], depth + 1);
    }
}

static void dump_table(struct buf *out, const struct table *t, int depth)
{
    buf_printf(out, " %zu columns%s\n", t->ncolumns, t->contents ? " contents" : "");
    dump_rows(out, "head", t->head, t->nhead, depth);
    dump_rows(out, "body", t->body, t->nbody, depth);
    dump_rows(out, "foot", t->foot, t->nfoot, depth);
    if (t->caption != NULL) {
        indent(out, depth);
        dump_named(out, "caption ", t->caption);
        buf_char(out, '\n');
    }
}

static void dump_list(struct buf *out, const struct block *b, int depth)
{
    static const char *const marks[] = {"\n", " digits\n", " letters\n", " roman\n"};

    buf_str(out, marks[b->list.marks]);
    for (size_t i = 0; i < b->list.nitems; i++) {
        indent(out, depth);
        buf_str(out, "item ");
        dump_para(out, b->list.items[i].mark);
        buf_char(out, '\n');
        dump_blocks(out, b->list.items[i].blocks, b->list.items[i].nblocks, depth + 1);
    }
}

static void dump_text(struct buf *out, const struct para *p)
{
    buf_char(out, ' ');
    dump_para(out, p);
    buf_char(out, '\n');
}

static void dump_figure(struct buf *out, const struct block *b)
{
    buf_printf(out, " %s %dx%d", b->figure.file, (int)b->figure.width, (int)b->figure.height);
    dump_alt(out, b->figure.alt);
    dump_named(out, " caption ", b->figure.caption);
    buf_char(out, '\n');
}

/* What stands in the line of the block's name, and the blocks within it. */
static void dump_content(struct buf *out, const struct block *b, int depth)
{
    switch (b->kind) {
    case BLOCK_HEADING: buf_printf(out, " %d", b->heading.level); dump_text(out, b->heading.para); return;
    case BLOCK_PARA: dump_text(out, b->para.para); return;
    case BLOCK_LIST: dump_list(out, b, depth); return;
    case BLOCK_TABLE: dump_table(out, b->table, depth); return;
    case BLOCK_FIGURE: dump_figure(out, b); return;
    case BLOCK_SPACE: buf_printf(out, " %d\n", (int)b->space.height); return;
    case BLOCK_RULE: case BLOCK_PAGE_BREAK: buf_char(out, '\n'); return;
    case BLOCK_PAGE_STYLE: buf_printf(out, " %d\n", b->page_style.style); return;
    case BLOCK_NEED: buf_printf(out, " %d\n", (int)b->need.height); return;
    case BLOCK_GROUP:
        buf_str(out, b->group.together ? " together\n" : "\n");
        dump_blocks(out, b->group.blocks, b->group.nblocks, depth);
        return;
    case BLOCK_CANVAS:
        buf_printf(out, " %d %d\n", (int)b->canvas.x, (int)b->canvas.y);
        dump_blocks(out, b->canvas.blocks, b->canvas.nblocks, depth);
        return;
    }
}

static void dump_blocks(struct buf *out, const struct block *blocks, size_t n, int depth)
{
    static const char *const names[] = {"heading", "para", "list", "table", "figure", "space", "rule",
                                        "page-break", "page-style", "group", "need", "canvas"};

    for (size_t i = 0; i < n; i++) {
        indent(out, depth);
        buf_str(out, names[blocks[i].kind]);
        if (blocks[i].anchor != NULL)
            buf_printf(out, " #%s", blocks[i].anchor);
        dump_content(out, &blocks[i], depth + 1);
    }
}

void block_dump(const struct doc *doc, struct buf *out)
{
    dump_blocks(out, doc->blocks, doc->nblocks, 0);
}
