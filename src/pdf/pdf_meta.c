/* pdf_meta.c: information dictionary, XMP packet and output intent. PDF/A-3, 6.6.2: the first two agree. */
#include "pdf/pdf_meta.h"

#include <string.h>

#include "base/buf.h"
#include "pdf/pdf_file.h"
#include "pdf/pdf_haru.h"
#include "pdf/pdf_syntax.h"

#define DESCRIPTION "<rdf:Description rdf:about=\"\" xmlns:"

void pdf_meta_date(struct buf *b, const char *date)
{
    buf_str(b, "D:");
    for (; *date != '\0'; date++)
        if (*date >= '0' && *date <= '9')
            buf_char(b, *date);
    buf_char(b, 'Z');
}

/* ---- information dictionary ---- */

static bool add_info(HPDF_Doc haru, const char *key, const char *text)
{
    return text == NULL || *text == '\0' || HPDF_Dict_Add(haru->info, key, pdf_haru_text(haru, text)) == HPDF_OK;
}

bool pdf_meta_info(HPDF_Doc haru, const struct pdf_meta *meta)
{
    struct buf date = BUF_INIT;
    if (meta->date != NULL)
        pdf_meta_date(&date, meta->date);
    bool added = !date.failed
        && add_info(haru, "Title", meta->title) && add_info(haru, "Author", meta->author)
        && add_info(haru, "Subject", meta->subject) && add_info(haru, "Keywords", meta->keywords)
        && add_info(haru, "Creator", meta->creator)
        && add_info(haru, "CreationDate", date.data) && add_info(haru, "ModDate", date.data);
    buf_free(&date);
    return added;
}

/* ---- XMP ---- */

static void put_property(struct buf *b, const char *before, const char *text, const char *after)
{
    if (text == NULL)
        return;
    buf_str(b, before);
    pdf_put_xml(b, text);
    buf_str(b, after);
}

static void put_dublin_core(struct buf *b, const struct pdf_meta *meta)
{
    buf_str(b, DESCRIPTION "dc=\"http://purl.org/dc/elements/1.1/\">\n<dc:format>application/pdf</dc:format>\n");
    put_property(b, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">", meta->title, "</rdf:li></rdf:Alt></dc:title>\n");
    put_property(b, "<dc:creator><rdf:Seq><rdf:li>", meta->author, "</rdf:li></rdf:Seq></dc:creator>\n");
    put_property(b, "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">", meta->subject,
                 "</rdf:li></rdf:Alt></dc:description>\n");
    put_property(b, "<dc:language><rdf:Bag><rdf:li>", meta->lang, "</rdf:li></rdf:Bag></dc:language>\n");
    buf_str(b, "</rdf:Description>\n");
}

static void put_basic(struct buf *b, const struct pdf_meta *meta, const char *producer)
{
    buf_str(b, DESCRIPTION "xmp=\"http://ns.adobe.com/xap/1.0/\">\n");
    put_property(b, "<xmp:CreatorTool>", meta->creator, "</xmp:CreatorTool>\n");
    put_property(b, "<xmp:CreateDate>", meta->date, "</xmp:CreateDate>\n");
    put_property(b, "<xmp:ModifyDate>", meta->date, "</xmp:ModifyDate>\n");
    buf_str(b, "</rdf:Description>\n" DESCRIPTION "pdf=\"http://ns.adobe.com/pdf/1.3/\">\n");
    put_property(b, "<pdf:Producer>", producer, "</pdf:Producer>\n");
    put_property(b, "<pdf:Keywords>", meta->keywords, "</pdf:Keywords>\n");
    buf_str(b, "</rdf:Description>\n");
}

/* PDF/A-3, 6.6.4 and 6.6.2.3: the claim, and a description of each schema that XMP itself does not know. */
static void put_claims(struct buf *b, int part)
{
    buf_printf(b, DESCRIPTION "pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n"
               "<pdfaid:part>%d</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>\n</rdf:Description>\n", part);
    buf_str(b,
        DESCRIPTION "pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n"
        "<pdfuaid:part>1</pdfuaid:part>\n</rdf:Description>\n"
        DESCRIPTION "pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""
        " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\""
        " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
        "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"
        "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\n"
        "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\n"
        "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
        "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"
        "<pdfaProperty:name>part</pdfaProperty:name>\n"
        "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"
        "<pdfaProperty:category>internal</pdfaProperty:category>\n"
        "<pdfaProperty:description>Part of ISO 14289 the file conforms to</pdfaProperty:description>\n"
        "</rdf:li></rdf:Seq></pdfaSchema:property>\n"
        "</rdf:li></rdf:Bag></pdfaExtension:schemas>\n</rdf:Description>\n");
}

void pdf_meta_xmp(struct buf *b, const struct pdf_meta *meta, const char *producer, int part)
{
    buf_str(b, "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
               "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
               "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n");
    put_dublin_core(b, meta);
    put_basic(b, meta, producer);
    put_claims(b, part);
    buf_str(b, "</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>");
}

/* Not deflated: programs that know no PDF find the packet by its marks. */
void pdf_meta_write_xmp(struct pdf_file *file, uint32_t xmp, const struct pdf_meta *meta, const char *producer, int part)
{
    struct buf b = BUF_INIT;
    pdf_meta_xmp(&b, meta, producer, part);
    if (b.failed)
        pdf_file_fail(file);
    else
        pdf_file_plain_stream(file, xmp, "/Type/Metadata/Subtype/XML", b.data, b.len);
    buf_free(&b);
}

/* ---- output intent ---- */

void pdf_meta_write_intents(struct pdf_file *file, uint32_t intents)
{
    struct buf profile = BUF_INIT, entries = BUF_INIT;
    uint32_t id = pdf_file_reserve(file, 1);
    pdf_icc_srgb(&profile);
    buf_str(&entries, "/N 3");
    pdf_file_stream_of(file, id, &entries, &profile);
    buf_free(&profile);
    buf_free(&entries);
    struct buf *b = pdf_file_begin(file, intents);
    buf_str(b, "[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB IEC61966-2.1)"
               "/RegistryName(http://www.color.org)/DestOutputProfile ");
    pdf_put_ref(b, id);
    buf_str(b, ">>]");
    pdf_file_end(file);
}
