/* pdf_content.c: turns the items of a page into the operators of its content stream.
 *
 * Consecutive items of one tag share a marked-content sequence. Lines of text, of many sequences, share a text object, whose
 * positions are written as steps from the one before: row after row of a table has the same steps, which deflate well.
 * Font and colour are set when they change.
 */
#include "pdf/pdf_content.h"

#include <stdio.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/utf8.h"
#include "layout/page.h"
#include "pdf/pdf_font.h"
#include "pdf/pdf_image.h"
#include "pdf/pdf_light.h"
#include "pdf/pdf_shape.h"
#include "pdf/pdf_syntax.h"
#include "pdf/pdf_tag.h"

#define NO_TAG INT32_MIN
#define NO_COLOUR UINT32_MAX

struct painter {
    const struct pdf_content *c;
    struct buf *out, codes;
    size_t page;
    mpt height;
    int32_t tag;                 /* of the sequence that is open, or NO_TAG */
    bool in_text;
    bool inside;                 /* the sequence began inside the text object, and ends there: the two nest (14.6.1) */
    mpt x, y;                    /* where the line of the text object begins */
    int font; mpt size;          /* as set; -1: not yet */
    uint32_t colour;             /* as set, for filling; black at first */
    struct pdf_cuts *cuts;
};

/* Where Y of layout, which counts from the top, lies in the PDF. */
static mpt up(const struct painter *p, mpt y)
{
    return p->height - y;
}

/* ---- marked content ---- */

static void begin_text(struct painter *p)
{
    if (p->in_text)
        return;
    buf_str(p->out, "BT\n");
    p->in_text = true;
    p->x = p->y = 0;
}

static void end_text(struct painter *p)
{
    if (p->in_text)
        buf_str(p->out, "ET\n");
    p->in_text = false;
}

/* Other pages may have the sequence, too. */
static bool is_shared(int32_t tag)
{
    return tag == TAG_HEADER || tag == TAG_REPEAT;
}

static void add_cut(struct painter *p, int32_t tag)
{
    if (is_shared(tag) && p->cuts->n < PDF_CUTS)
        p->cuts->at[p->cuts->n++] = p->out->len;
}

static void end_sequence(struct painter *p)
{
    if (!p->inside)
        end_text(p);
    if (p->tag != NO_TAG)
        buf_str(p->out, "EMC\n");
    p->inside = false;
    add_cut(p, p->tag);
    p->tag = NO_TAG;
}

static bool begin_node(struct painter *p, int32_t tag)
{
    int32_t mcid = pdf_tags_mark(p->c->tags, tag);
    if (mcid < 0) {
        diag_say0(p->c->d, DIAG_NO_MEMORY, NULL);
        return false;
    }
    buf_char(p->out, '/');
    buf_str(p->out, pdf_tags_role(p->c->tags, tag));
    buf_str(p->out, "<</MCID ");
    pdf_put_uint(p->out, (uint32_t)mcid);
    buf_str(p->out, ">>BDC\n");
    return true;
}

/* TEXT_ONLY: nothing but text will be in the sequence. */
static bool begin_sequence(struct painter *p, int32_t tag, bool text_only)
{
    static const char *const artifacts[] = {
        [-TAG_ARTIFACT] = "/Artifact<</Type/Layout>>BDC\n",
        [-TAG_HEADER] = "/Artifact<</Type/Pagination/Subtype/Header>>BDC\n",
        [-TAG_FOOTER] = "/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n",
        [-TAG_REPEAT] = "/Artifact<</Type/Pagination>>BDC\n",
        [-TAG_SEGUE] = "/Artifact<</Type/Pagination>>BDC\n",
    };
    end_sequence(p);
    p->tag = tag;
    p->inside = text_only && !is_shared(tag);
    if (p->inside)
        begin_text(p);
    else
        end_text(p);
    if (tag >= 0)
        return begin_node(p, tag);
    add_cut(p, tag);
    if (is_shared(tag)) {   /* its bytes must not depend on what is before it */
        p->font = -1;
        p->colour = NO_COLOUR;
    }
    buf_str(p->out, artifacts[-tag]);
    return true;
}

/* ---- text ---- */

static void set_colour(struct painter *p, uint32_t colour)
{
    if (p->colour != colour)
        pdf_put_fill(p->out, colour);
    p->colour = colour;
}

static void set_font(struct painter *p, int font, mpt size)
{
    if (p->font == font && p->size == size)
        return;
    buf_str(p->out, "/F");
    pdf_put_uint(p->out, (uint32_t)font);
    buf_char(p->out, ' ');
    pdf_put_mpt(p->out, size);
    buf_str(p->out, " Tf\n");
    p->font = font;
    p->size = size;
}

/* To the hundredth of a point, which nobody sees: a digit less in every step. */
static mpt round_place(mpt v)
{
    return (v >= 0 ? v + 5 : v - 5) / 10 * 10;
}

static void move_text(struct painter *p, mpt x, mpt y)
{
    x = round_place(x);
    y = round_place(y);
    begin_text(p);
    pdf_put_mpt(p->out, x - p->x);
    buf_char(p->out, ' ');
    pdf_put_mpt(p->out, y - p->y);
    buf_str(p->out, " Td\n");
    p->x = x;
    p->y = y;
}

/* The character at S, as a message names it: "U+2610 «☐»". */
static void report_glyph(const struct painter *p, const char *s, const char *end)
{
    char page[24], name[32], bytes[5] = {0};
    uint32_t cp = utf8_next(&s, end);
    if (cp != UTF8_BAD)
        utf8_put(cp, bytes);
    snprintf(page, sizeof page, "%zu", p->page + 1);
    snprintf(name, sizeof name, "U+%04X «%s»", (unsigned)cp, bytes);
    diag_say(p->c->d, DIAG_PDF_NO_GLYPH, NULL, page, name);
}

static bool draw_text(struct painter *p, const struct item *item)
{
    const char *s = item->text.s, *end = s + item->text.len;
    set_colour(p, item->colour);
    move_text(p, item->x, up(p, item->y));
    while (s < end) {
        buf_clear(&p->codes);
        int font = pdf_fonts_encode(p->c->fonts, item->text.face, &s, end, &p->codes);
        if (font == PDF_FONT_NO_GLYPH)
            report_glyph(p, s, end);
        else if ((font < 0 || p->codes.failed) && pdf_fonts_good(p->c->fonts))
            diag_say0(p->c->d, DIAG_NO_MEMORY, NULL);
        if (font < 0 || p->codes.failed)
            return false;
        set_font(p, font, item->text.size);
        buf_char(p->out, '(');
        buf_add(p->out, p->codes.data, p->codes.len);
        buf_str(p->out, ")Tj\n");
    }
    return true;
}

/* ---- shapes ---- */

static bool draw_fill(struct painter *p, const struct item *item)
{
    end_text(p);
    set_colour(p, item->colour);
    pdf_shape_rectangle(p->out, item->x, up(p, item->y + item->h), item->w, item->h);
    buf_str(p->out, "f\n");
    return true;
}

static bool draw_light(struct painter *p, const struct item *item)
{
    int light = pdf_lights_use(p->c->lights, item->light.light, item->w, item->light.colour2);
    if (light < 0) {
        diag_say0(p->c->d, DIAG_NO_MEMORY, NULL);
        return false;
    }
    end_text(p);
    set_colour(p, item->colour);
    buf_str(p->out, "q\n1 0 0 1 ");
    pdf_put_mpt(p->out, round_place(item->x));
    buf_char(p->out, ' ');
    pdf_put_mpt(p->out, round_place(up(p, item->y + item->h)));
    buf_str(p->out, " cm\n/L");
    pdf_put_uint(p->out, (uint32_t)light);
    buf_str(p->out, " Do\nQ\n");
    return true;
}

static bool draw_image(struct painter *p, const struct item *item)
{
    int image = pdf_images_use(p->c->images, item->image.file, p->c->file, p->c->d);
    if (image < 0)
        return false;
    end_text(p);
    const mpt matrix[6] = {item->w, 0, 0, item->h, item->x, up(p, item->y + item->h)};
    buf_str(p->out, "q\n");
    for (int i = 0; i < 6; i++) {
        pdf_put_mpt(p->out, matrix[i]);
        buf_char(p->out, ' ');
    }
    buf_printf(p->out, "cm\n/Im%d Do\nQ\n", image);
    return true;
}

/* ---- the page ---- */

/* A page is painted in passes, so that text is not interrupted: what belongs to no content (fills, rules, lights), then the
 * content and the foot, whose page number is its own, then the line that says what goes on, and last the repeated and running
 * heads, which other pages have, too: there they do not cut the content in two. */
enum pass { PASS_GROUND, PASS_TEXT, PASS_SEGUE, PASS_SHARED, PASSES };

static enum pass pass_of(int32_t tag)
{
    if (is_shared(tag))
        return PASS_SHARED;
    return tag == TAG_ARTIFACT ? PASS_GROUND : tag == TAG_SEGUE ? PASS_SEGUE : PASS_TEXT;
}

/* Whether the items from number I to END that have its tag, one after the other, are all text. */
static bool is_text_only(const struct item *items, size_t i, size_t end)
{
    int32_t tag = items[i].tag;
    for (; i < end; i++) {
        if (pass_of(items[i].tag) != pass_of(tag))
            continue;
        if (items[i].tag != tag || items[i].kind != ITEM_TEXT)
            return items[i].tag != tag;
    }
    return true;
}

/* Item number I of the items before END. */
static bool draw_item(struct painter *p, const struct item *items, size_t i, size_t end)
{
    static bool (*const draw[])(struct painter *, const struct item *) = {
        [ITEM_TEXT] = draw_text, [ITEM_FILL] = draw_fill, [ITEM_LIGHT] = draw_light, [ITEM_IMAGE] = draw_image,
    };
    const struct item *item = &items[i];
    if (item->tag != p->tag && !begin_sequence(p, item->tag, is_text_only(items, i, end)))
        return false;
    return draw[item->kind](p, item);
}

static bool draw_items(struct painter *p, const struct page *page, enum pass pass)
{
    const struct item *items = p->c->pages->items;
    size_t end = page->first + page->count;
    for (size_t i = page->first; i < end; i++)
        if (pass_of(items[i].tag) == pass && !draw_item(p, items, i, end))
            return false;
    return true;
}

bool pdf_content_page(const struct pdf_content *c, size_t number, struct buf *out, struct pdf_cuts *cuts)
{
    const struct page *page = &c->pages->pages[number];
    struct painter p = {
        .c = c, .out = out, .codes = BUF_INIT, .page = number, .height = page->height, .tag = NO_TAG, .font = -1,
        .cuts = cuts,
    };
    cuts->n = 0;
    pdf_tags_next_page(c->tags);
    bool drawn = true;
    for (int pass = PASS_GROUND; pass < PASSES && drawn; pass++)
        drawn = draw_items(&p, page, (enum pass)pass);
    end_sequence(&p);
    end_text(&p);
    buf_free(&p.codes);
    if (drawn && out->failed)
        diag_say0(c->d, DIAG_NO_MEMORY, NULL);
    return drawn && !out->failed;
}
