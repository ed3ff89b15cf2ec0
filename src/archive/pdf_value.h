/* pdf_value.h: the values that a PDF file is made of (ISO 32000-1, 7.3), as they were read from it. */
#ifndef PIRA_PDF_VALUE_H
#define PIRA_PDF_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum pdf_kind {
    PDF_NULL, PDF_BOOLEAN, PDF_INTEGER, PDF_REAL, PDF_NAME, PDF_STRING, PDF_ARRAY, PDF_DICT, PDF_STREAM, PDF_REFERENCE,
    PDF_KEYWORD,         /* of a file ("obj") or an operator of a page ("Tj") */
    PDF_END              /* nothing follows */
};

struct pdf_value {
    enum pdf_kind kind;
    uint32_t count;                      /* ARRAY: its items; DICT, STREAM: its pairs; NAME, STRING, KEYWORD: its bytes */
    union {
        int64_t integer;                 /* BOOLEAN, INTEGER; REAL: millionths; REFERENCE: number of the object */
        const char *bytes;               /* NAME (without its slash), STRING, KEYWORD: ended by a NUL that is not counted */
        const struct pdf_value *items;   /* ARRAY; DICT and STREAM: key, value, key, value … */
    };
    const char *data; size_t len;        /* STREAM: its bytes, still encoded, inside the file */
};

/* The value of KEY of a dictionary or stream, as it stands there; one of kind PDF_NULL when there is none. */
const struct pdf_value *pdf_value_find(const struct pdf_value *dict, const char *key);

/* Whether V is the name, or the keyword, TEXT. */
bool pdf_value_is(const struct pdf_value *v, const char *text);

#endif
