/* pdf_syntax.h: the small words of a PDF file: numbers, references, names, strings, colours; and text for XML. */
#ifndef PIRA_PDF_SYNTAX_H
#define PIRA_PDF_SYNTAX_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "layout/metrics.h"

/* Thousandths of a point as the shortest exact decimal: 12500 is "12.5", -250 is "-.25". */
void pdf_put_mpt(struct buf *b, mpt v);

void pdf_put_uint(struct buf *b, uint32_t v);

/* V with zeros before it where it has fewer than LEAST (at most 10) digits. */
void pdf_put_digits(struct buf *b, uint32_t v, int least);

/* A reference to object ID: "12 0 R". */
void pdf_put_ref(struct buf *b, uint32_t id);

/* A name with its slash: "/text#2Fxml". */
void pdf_put_name(struct buf *b, const char *name);

/* A text string (ISO 32000-1, 7.9.2.2) of UTF-8 text: PDFDocEncoding where that can say it, else UTF-16.
 * Control characters become blanks; text beyond the limit of PDF/A (32,767 bytes) is cut. */
void pdf_put_text(struct buf *b, const char *s);
/* … its bytes alone, neither bracketed nor escaped. */
void pdf_text_bytes(struct buf *b, const char *s);

/* A web address as a string: what is not printable ASCII is percent-encoded. */
void pdf_put_uri(struct buf *b, const char *uri);

/* Sets the colour for filling: "0 g", ".078 .271 .42 rg". */
void pdf_put_fill(struct buf *b, uint32_t rgb);
/* … for strokes. */
void pdf_put_stroke(struct buf *b, uint32_t rgb);

/* One byte of a literal string, escaped where needed; the parentheses are the caller's. */
void pdf_put_escaped(struct buf *b, unsigned char c);
static inline void pdf_put_literal(struct buf *b, unsigned char c)
{
    if (c == '(' || c == ')' || c == '\\' || c == '\r')   /* a bare carriage return would be read as a line feed */
        pdf_put_escaped(b, c);
    else
        buf_char(b, (char)c);
}

/* Text as XML character data, control characters as blanks. */
void pdf_put_xml(struct buf *b, const char *s);

#endif
