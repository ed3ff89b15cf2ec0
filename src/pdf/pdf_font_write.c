/* pdf_font_write.c: the font objects: composite fonts with an own one-byte CMap, widths, ToUnicode and the subset.
 *
 * Code = CID: with CIDs that are glyph numbers MuPDF rejects the ToUnicode map. No CIDSet: PDF/A-3 needs none, and
 * PDF/UA-1 punishes an incomplete one.
 */
#include "pdf/pdf_font_priv.h"

#include <hpdf_streams.h>
#include <string.h>

#include "base/buf.h"
#include "pdf/pdf_file.h"
#include "pdf/pdf_haru.h"
#include "pdf/pdf_sfnt.h"
#include "pdf/pdf_syntax.h"

#define BFCHAR_MAX 100   /* entries in one beginbfchar (Adobe TN 5014) */
#define STEM_V     80

static const char cid_info[] = "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>";

static void begin_cmap(struct buf *b, const char *ordering, const char *name, int type)
{
    buf_printf(b, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
               "/CIDSystemInfo << /Registry (Adobe) /Ordering (%s) /Supplement 0 >> def\n"
               "/CMapName /%s def\n/CMapType %d def\n/WMode 0 def\n"
               "1 begincodespacerange\n<00> <FF>\nendcodespacerange\n", ordering, name, type);
}

static void end_cmap(struct buf *b)
{
    buf_str(b, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
}

/* One for all fonts: every code is its own CID. */
static void write_cmap(struct pdf_file *file, uint32_t id)
{
    struct buf b = BUF_INIT, entries = BUF_INIT;
    begin_cmap(&b, "Identity", "OneByte", 1);
    buf_str(&b, "1 begincidrange\n<00> <FF> 0\nendcidrange\n");
    end_cmap(&b);
    buf_printf(&entries, "/Type/CMap/CMapName/OneByte/WMode 0%s", cid_info);
    pdf_file_stream_of(file, id, &entries, &b);
    buf_free(&b);
    buf_free(&entries);
}

/* Whether CODE is in use and its meaning must be said by itself. */
static bool needs_bfchar(const struct font_set *set, unsigned code)
{
    return set->gid[code] != 0 && !(set->ascii && code >= 0x20 && code < 0x7F);
}

static unsigned count_bfchars(const struct font_set *set)
{
    unsigned n = 0;
    for (unsigned code = 1; code < 256; code++)
        n += needs_bfchar(set, code);
    return n;
}

static void write_to_unicode(const struct font_set *set, struct pdf_file *file, uint32_t id)
{
    struct buf b = BUF_INIT, entries = BUF_INIT;
    begin_cmap(&b, "UCS", "Adobe-Identity-UCS", 2);
    unsigned left = count_bfchars(set), in_group = 0;
    if (set->ascii)
        buf_str(&b, "1 beginbfrange\n<20> <7E> <0020>\nendbfrange\n");
    for (unsigned code = 1; code < 256; code++) {
        if (!needs_bfchar(set, code))
            continue;
        if (in_group == 0) {
            in_group = left < BFCHAR_MAX ? left : BFCHAR_MAX;
            left -= in_group;
            buf_printf(&b, "%u beginbfchar\n", in_group);
        }
        buf_printf(&b, "<%02X> <%04X>\n", code, (unsigned)set->cp[code]);
        if (--in_group == 0)
            buf_str(&b, "endbfchar\n");
    }
    end_cmap(&b);
    pdf_file_stream_of(file, id, &entries, &b);
    buf_free(&b);
}

static void write_gid_map(const struct font_set *set, struct pdf_file *file, uint32_t id)
{
    unsigned char map[512] = {0};
    size_t codes = 0;
    for (size_t code = 1; code < 256; code++) {
        if (set->gid[code] == 0)
            continue;
        map[2 * code] = (unsigned char)(set->gid[code] >> 8);
        map[2 * code + 1] = (unsigned char)set->gid[code];
        codes = code + 1;
    }
    pdf_file_stream(file, id, "", map, 2 * codes);
}

/* "/W[32[212 …]48[…]]": one list for each run of codes in use. */
static void put_widths(struct buf *b, const struct font_set *set)
{
    bool open = false;
    buf_str(b, "/W[");
    for (unsigned code = 1; code < 256; code++) {
        bool used = set->gid[code] != 0;
        if (used) {
            if (!open)
                pdf_put_uint(b, code);
            buf_char(b, open ? ' ' : '[');
            pdf_put_uint(b, (uint32_t)pdf_face_width(set->face, set->gid[code]));
        } else if (open) {
            buf_char(b, ']');
        }
        open = used;
    }
    buf_str(b, open ? "]]" : "]");
}

/* All of STREAM, a file that libharu has open, into OUT. */
static bool read_whole(HPDF_Stream stream, struct buf *out)
{
    HPDF_UINT len = HPDF_Stream_Size(stream);
    if (!buf_reserve(out, len) || HPDF_Stream_Seek(stream, 0, HPDF_SEEK_SET) != HPDF_OK
        || HPDF_Stream_Read(stream, (HPDF_BYTE *)out->data, &len) != HPDF_OK)
        return false;
    out->len = len;
    return true;
}

/* The glyphs that libharu has marked. What it makes of them itself took 2 % of a report of one chamber. */
static bool write_font_file(const struct face *face, struct pdf_file *file, uint32_t id)
{
    const HPDF_TTFontDefAttr_Rec *attr = face->def->attr;
    struct buf whole = BUF_INIT, font = BUF_INIT, entries = BUF_INIT;
    bool done = read_whole(attr->stream, &whole)
        && pdf_sfnt_reduce(&font, whole.data, whole.len, attr->glyph_tbl.flgs, attr->num_glyphs);
    if (done) {
        buf_printf(&entries, "/Length1 %zu", font.len);
        pdf_file_stream_of(file, id, &entries, &font);
    }
    buf_free(&whole);
    buf_free(&font);
    buf_free(&entries);
    return done;
}

/* The name in the font file itself: libharu puts ",Italic" after it. */
static void put_font_name(struct buf *b, const struct face *face)
{
    const HPDF_TTFontDefAttr_Rec *attr = face->def->attr;
    char name[sizeof attr->base_font];
    size_t len = strcspn(attr->base_font, ",");
    memcpy(name, attr->base_font, len);
    name[len] = '\0';
    pdf_put_name(b, name);
}

/* Flags 4: symbolic, as every font with an own encoding; 64: italic. */
static void write_descriptor(const struct face *face, struct pdf_file *file, uint32_t id, uint32_t font_file)
{
    const HPDF_FontDef_Rec *def = face->def;
    struct buf *b = pdf_file_begin(file, id);
    buf_str(b, "<</Type/FontDescriptor/FontName");
    put_font_name(b, face);
    buf_printf(b, "/Flags %d/FontBBox[%d %d %d %d]/ItalicAngle %d/Ascent %d/Descent %d/CapHeight %d/StemV %d/FontFile2 ",
               def->italic_angle != 0 ? 4 | 64 : 4,
               (int)def->font_bbox.left, (int)def->font_bbox.bottom, (int)def->font_bbox.right, (int)def->font_bbox.top,
               (int)def->italic_angle, (int)def->ascent, (int)def->descent, (int)def->cap_height, STEM_V);
    pdf_put_ref(b, font_file);
    buf_str(b, ">>");
    pdf_file_end(file);
}

static void write_cid_font(const struct font_set *set, struct pdf_file *file, uint32_t id, uint32_t descriptor, uint32_t gid_map)
{
    struct buf *b = pdf_file_begin(file, id);
    buf_str(b, "<</Type/Font/Subtype/CIDFontType2/BaseFont");
    put_font_name(b, set->face);
    buf_str(b, cid_info);
    buf_str(b, "/FontDescriptor ");
    pdf_put_ref(b, descriptor);
    buf_str(b, "/CIDToGIDMap ");
    pdf_put_ref(b, gid_map);
    put_widths(b, set);
    buf_str(b, ">>");
    pdf_file_end(file);
}

static void write_font(const struct font_set *set, struct pdf_file *file, uint32_t id, uint32_t cmap, uint32_t cid_font, uint32_t to_unicode)
{
    struct buf *b = pdf_file_begin(file, id);
    buf_str(b, "<</Type/Font/Subtype/Type0/BaseFont");
    put_font_name(b, set->face);
    buf_str(b, "/Encoding ");
    pdf_put_ref(b, cmap);
    buf_str(b, "/DescendantFonts[");
    pdf_put_ref(b, cid_font);
    buf_str(b, "]/ToUnicode ");
    pdf_put_ref(b, to_unicode);
    buf_str(b, ">>");
    pdf_file_end(file);
}

/* The fonts of one face share its descriptor and font file. */
static bool write_face(struct pdf_fonts *f, const struct face *face, struct pdf_file *file, uint32_t cmap, struct buf *resources)
{
    uint32_t font_file = pdf_file_reserve(file, 2), descriptor = font_file + 1;
    if (!write_font_file(face, file, font_file)) {
        pdf_face_fail(f, face->path);
        return false;
    }
    write_descriptor(face, file, descriptor, font_file);
    for (size_t i = 0; i < f->nsets; i++) {
        const struct font_set *set = f->sets[i];
        if (set->face != face)
            continue;
        uint32_t id = pdf_file_reserve(file, 4);
        write_font(set, file, id, cmap, id + 1, id + 2);
        write_cid_font(set, file, id + 1, descriptor, id + 3);
        write_to_unicode(set, file, id + 2);
        write_gid_map(set, file, id + 3);
        buf_printf(resources, "/F%zu ", set->number);
        pdf_put_ref(resources, id);
    }
    return true;
}

bool pdf_fonts_write(struct pdf_fonts *f, struct pdf_file *file, struct buf *resources)
{
    uint32_t cmap = pdf_file_reserve(file, 1);
    write_cmap(file, cmap);
    for (size_t i = 0; i < f->nfaces; i++)
        if (f->faces[i].set != NULL && !write_face(f, &f->faces[i], file, cmap, resources))
            return false;
    return !resources->failed;
}
