/* pdf_font.c: reads the faces, answers layout's questions about them, and gives each character its one-byte code. */
#include "pdf/pdf_font_priv.h"

#include <assert.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/file_read.h"
#include "base/utf8.h"
#include "pdf/pdf_syntax.h"

#define SOFT_HYPHEN 0xAD
#define SFNT_SUM    0xB1B0AFBAu   /* the sum of all 32-bit words of a whole TrueType file (OpenType, table head) */
#define MAX_FILE    (16u << 20)       /* beyond reason for a font */

/* ---- reading ---- */

static uint32_t word_at(const void *p)
{
    const unsigned char *bytes = p;
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

/* The sum of all words; what is missing of the last one is zero. */
static uint32_t sum_words(const struct buf *b)
{
    char last[4] = {0};
    uint32_t sum = 0;
    size_t whole = b->len / 4 * 4;
    for (size_t at = 0; at < whole; at += 4)
        sum += word_at(b->data + at);
    memcpy(last, buf_text(b) + whole, b->len - whole);
    return sum + word_at(last);
}

/* A TrueType file carries a checksum of itself: one that was cut or changed does not pass. */
static bool is_whole_font(const struct buf *b)
{
    return b->len > 12 && word_at(b->data) == 0x00010000 && sum_words(b) == SFNT_SUM;
}

static bool check_face(const char *path, struct diag *d)
{
    struct buf file = BUF_INIT;
    int error = file_read(path, MAX_FILE, &file);
    bool whole = error == 0 && is_whole_font(&file);
    if (error == ENOMEM)
        diag_say0(d, DIAG_NO_MEMORY, NULL);
    else if (error != 0)
        diag_say(d, DIAG_PDF_FONT_UNREADABLE, NULL, path);
    else if (!whole)
        diag_say(d, DIAG_PDF_FONT_DAMAGED, NULL, path);
    buf_free(&file);
    return whole;
}

/* The file of the face NAME, the caller's; NULL, reported, when memory is short. */
static char *path_of(const char *dir, const char *name, struct diag *d)
{
    struct buf path = BUF_INIT;
    buf_printf(&path, "%s/%s.ttf", dir, name);
    if (!path.failed)
        return path.data;
    diag_say0(d, DIAG_NO_MEMORY, NULL);
    buf_free(&path);
    return NULL;
}

bool pdf_fonts_check(const char *dir, const char *const *faces, size_t nfaces, struct diag *d)
{
    bool usable = true;
    for (size_t i = 0; i < nfaces; i++) {
        char *path = path_of(dir, faces[i], d);
        usable = path != NULL && check_face(path, d) && usable;
        free(path);
    }
    return usable;
}

/* Told once; layout then goes on with characters of no width, and nothing is written (pdf_fonts_good). */
void pdf_face_fail(struct pdf_fonts *f, const char *path)
{
    HPDF_STATUS status = HPDF_GetError(f->haru);
    if (!f->failed && (status == HPDF_FAILD_TO_ALLOC_MEM || errno == ENOMEM))   /* libharu's errors mislead */
        diag_say0(f->diag, DIAG_NO_MEMORY, NULL);
    else if (!f->failed)
        diag_say(f->diag, DIAG_PDF_FONT_UNREADABLE, NULL, path);
    f->failed = true;
}

/* libharu reads the face when the first character is asked for: a document rarely needs all. */
static struct face *load_face(struct pdf_fonts *f, int number)
{
    if (number < 0 || (size_t)number >= f->nfaces)
        return NULL;
    struct face *face = &f->faces[number];
    if (!face->tried) {
        face->tried = true;
        errno = 0;
        const char *name = HPDF_LoadTTFontFromFile(f->haru, face->path, HPDF_TRUE);
        face->def = name != NULL ? HPDF_GetFontDef(f->haru, name) : NULL;
        if (face->def == NULL)
            pdf_face_fail(f, face->path);
    }
    return face->def != NULL ? face : NULL;
}

/* ---- glyphs and widths ---- */

/* A soft hyphen that layout prints is a hyphen to the eye. */
static uint32_t shown_as(uint32_t cp)
{
    return cp == SOFT_HYPHEN ? '-' : cp;
}

/* Glyph of CP; 0 when the face has none. libharu knows the Basic Multilingual Plane only. */
static uint16_t glyph_of(const struct face *face, uint32_t cp)
{
    const HPDF_TTFontDefAttr_Rec *attr = face->def->attr;
    if (cp > 0xFFFF)
        return 0;
    uint16_t gid = HPDF_TTFontDef_GetGlyphid(face->def, (HPDF_UINT16)shown_as(cp));
    return gid < attr->num_glyphs ? gid : 0;
}

int pdf_face_width(const struct face *face, uint16_t gid)
{
    const HPDF_TTFontDefAttr_Rec *attr = face->def->attr;
    unsigned em = attr->header.units_per_em;
    return em > 0 ? (int)((attr->h_metric[gid].advance_width * 1000u + em / 2) / em) : 0;
}

/* Characters come in blocks of 256, made when the first of a block is asked for. */
static struct block *block_of(struct face *face, uint32_t cp)
{
    struct block **slot = &face->blocks[cp >> 8];
    if (*slot != NULL)
        return *slot;
    struct block *block = calloc(1, sizeof *block);
    if (block == NULL)
        return NULL;
    for (uint32_t i = 0; i < 256; i++) {
        uint16_t gid = glyph_of(face, (cp & ~0xFFu) + i);
        block->advance[i] = (int16_t)(gid != 0 ? pdf_face_width(face, gid) : -1);
    }
    return *slot = block;
}

static int advance(void *ctx, int number, uint32_t cp)
{
    struct face *face = load_face(ctx, number);
    struct pdf_fonts *f = ctx;
    if (f->failed || face == NULL || cp > 0xFFFF)
        return f->failed ? 0 : -1;
    struct block *block = block_of(face, cp);
    if (block == NULL)
        pdf_face_fail(f, face->path);
    return block != NULL ? block->advance[cp & 0xFF] : 0;
}

static int ascent(void *ctx, int number)
{
    const struct face *face = load_face(ctx, number);
    return face != NULL ? face->def->ascent : 0;
}

static int descent(void *ctx, int number)
{
    const struct face *face = load_face(ctx, number);
    return face != NULL ? -face->def->descent : 0;
}

/* ---- the collection ---- */

bool pdf_fonts_good(const struct pdf_fonts *f)
{
    return !f->failed;
}

struct pdf_fonts *pdf_fonts_new_checked(HPDF_Doc haru, const char *dir, const char *const *faces, size_t nfaces, struct diag *d)
{
    struct pdf_fonts *f = calloc(1, sizeof *f);
    if (f != NULL)
        f->faces = calloc(nfaces + 1, sizeof *f->faces);
    if (f == NULL || f->faces == NULL) {
        diag_say0(d, DIAG_NO_MEMORY, NULL);
        pdf_fonts_free(f);
        return NULL;
    }
    f->haru = haru;
    f->diag = d;
    f->metrics = (struct metrics){f, advance, ascent, descent};
    for (size_t i = 0; i < nfaces; i++) {
        f->faces[f->nfaces].path = path_of(dir, faces[i], d);
        if (f->faces[f->nfaces++].path == NULL) {
            pdf_fonts_free(f);
            return NULL;
        }
    }
    return f;
}

struct pdf_fonts *pdf_fonts_new(HPDF_Doc haru, const char *dir, const char *const *faces, size_t nfaces, struct diag *d)
{
    return pdf_fonts_check(dir, faces, nfaces, d) ? pdf_fonts_new_checked(haru, dir, faces, nfaces, d) : NULL;
}

static void free_face(struct face *face)
{
    for (size_t i = 0; i < 256; i++)
        free(face->blocks[i]);
    free(face->path);
}

void pdf_fonts_free(struct pdf_fonts *f)
{
    if (f == NULL)
        return;
    for (size_t i = 0; i < f->nfaces; i++)
        free_face(&f->faces[i]);
    for (size_t i = 0; i < f->nsets; i++)
        free(f->sets[i]);
    free(f->sets);
    free(f->faces);
    free(f);
}

const struct metrics *pdf_fonts_metrics(const struct pdf_fonts *f)
{
    return &f->metrics;
}

/* ---- codes ---- */

static struct font_set *add_set(struct pdf_fonts *f, struct face *face)
{
    struct font_set **sets = realloc(f->sets, (f->nsets + 1) * sizeof *sets);
    if (sets == NULL)
        return NULL;
    f->sets = sets;
    struct font_set *set = calloc(1, sizeof *set);
    if (set == NULL)
        return NULL;
    set->face = face;
    set->number = f->nsets;
    set->ascii = face->set == NULL;
    set->next = set->ascii ? 0x80 : 1;
    face->set = set;
    return f->sets[f->nsets++] = set;
}

/* A code of SET that no character has; 0 when all are taken. In the first font of a face ASCII keeps its own codes,
 * so that a page's content can be read by people; the others come after it, then before it. */
static unsigned take_code(struct font_set *set, uint32_t cp)
{
    if (set->ascii && cp >= 0x20 && cp < 0x7F)
        return cp;
    if (set->next == 0)
        return 0;
    unsigned code = set->next++;
    if (set->next == 0x100)
        set->next = set->ascii ? 1 : 0;
    else if (set->ascii && set->next == 0x20)
        set->next = 0;
    return code;
}

/* A new character of FACE: the font and code that say it, as number << 8 | code; 0 when memory is short. */
static uint32_t new_code(struct pdf_fonts *f, struct face *face, uint32_t cp)
{
    struct font_set *set = face->set != NULL ? face->set : add_set(f, face);
    unsigned code = set != NULL ? take_code(set, cp) : 0;
    if (set != NULL && code == 0) {
        set = add_set(f, face);
        code = set != NULL ? take_code(set, cp) : 0;
    }
    if (code == 0)
        return 0;
    (void)HPDF_TTFontDef_GetCharWidth(face->def, (HPDF_UINT16)shown_as(cp));   /* marks the glyph for the subset; reads the file */
    if (HPDF_GetError(f->haru) != HPDF_OK) {
        pdf_face_fail(f, face->path);
        return 0;
    }
    set->cp[code] = (uint16_t)cp;
    set->gid[code] = glyph_of(face, cp);
    if (set->ascii && code == cp) {
        face->plain[code] = strchr("()\\", (int)code) == NULL;   /* those are escaped */
        face->plain_font = set->number;
    }
    return (uint32_t)set->number << 8 | code;
}

/* Number << 8 | code of the character CP, or a negative number. */
static int64_t code_of(struct pdf_fonts *f, struct face *face, uint32_t cp)
{
    struct block *block = cp <= 0xFFFF ? block_of(face, cp) : NULL;
    if (cp > 0xFFFF || (block != NULL && block->advance[cp & 0xFF] < 0))
        return PDF_FONT_NO_GLYPH;
    if (block == NULL)
        return PDF_FONT_NO_MEMORY;
    uint32_t *code = &block->code[cp & 0xFF];
    if (*code == 0)
        *code = new_code(f, face, cp);
    return *code != 0 ? (int64_t)*code : PDF_FONT_NO_MEMORY;
}

/* The first character from S on, before END, that is not written as it is. */
static const char *plain_end(const struct face *face, const char *s, const char *end)
{
    while (s < end && face->plain[(unsigned char)*s])
        s++;
    return s;
}

int pdf_fonts_encode(struct pdf_fonts *f, int face_number, const char **s, const char *end, struct buf *out)
{
    struct face *face = load_face(f, face_number);
    int font = face != NULL ? -3 : PDF_FONT_NO_MEMORY;
    while (face != NULL && *s < end) {
        const char *next = plain_end(face, *s, end);
        bool plain = next > *s;
        int64_t code = plain ? (int64_t)face->plain_font << 8 : code_of(f, face, utf8_next(&next, end));
        if (code < 0)
            return font >= 0 && code != PDF_FONT_NO_MEMORY ? font : (int)code;
        if (font >= 0 && code >> 8 != font)
            break;
        font = (int)(code >> 8);
        if (plain)
            buf_add(out, *s, (size_t)(next - *s));
        else
            pdf_put_literal(out, (unsigned char)(code & 0xFF));
        *s = next;
    }
    assert(face == NULL || font >= 0);
    return font;
}
