/* pdf_sample.h: a small PDF file, put together by hand, for the tests of those that read it. */
#ifndef PIRA_TEST_PDF_SAMPLE_H
#define PIRA_TEST_PDF_SAMPLE_H

#include "base/buf.h"

/* Its objects. The one page has the font /F0, whose codes are ASCII, but A, which is À, and B, which is U+1F600. */
enum { SAMPLE_CATALOG = 1, SAMPLE_PAGES, SAMPLE_PAGE, SAMPLE_CONTENT, SAMPLE_FONT, SAMPLE_MAP, SAMPLE_INFO, SAMPLE_SPEC, SAMPLE_FILE,
       SAMPLE_OBJECTS };

/* The bytes of the attached piano.xml, and the text of the page as it is to be read. */
extern const char sample_plan[], sample_text[];

/* The text of object ID; NULL for streams. */
const char *sample_object(int id);

/* The document with a classic table; with CONTENT (NULL: its own) as the page's content. */
struct buf sample_classic(const char *content);

/* The document as pira writes it: object streams and a cross-reference stream. */
struct buf sample_modern(void);

/* A revision that replaces object ID, with a classic table. */
void sample_append(struct buf *b, int id, const char *text);

#endif
