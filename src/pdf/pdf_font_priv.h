/* pdf_font_priv.h: what pdf_font.c (reading, codes) and pdf_font_write.c (font objects) share. */
#ifndef PIRA_PDF_FONT_PRIV_H
#define PIRA_PDF_FONT_PRIV_H

#include <hpdf.h>
#include <hpdf_fontdef.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "pdf/pdf_font.h"

/* 256 characters of a face. */
struct block {
    int16_t advance[256];    /* -1: no glyph */
    uint32_t code[256];      /* font number << 8 | code; 0: not used yet */
};

struct face {
    char *path;
    bool tried;
    HPDF_FontDef def;            /* NULL: not loaded */
    struct block *blocks[256];   /* by cp >> 8 */
    struct font_set *set;        /* the font that takes new characters; NULL: the face is not used */
    bool plain[256];             /* ASCII that its first font has, and says by itself: nearly all of every text … */
    size_t plain_font;           /* … and the number of that font */
};

/* A font of the file: up to 255 characters of a face. Code 0 stays unused. */
struct font_set {
    struct face *face;
    size_t number;
    bool ascii;                  /* codes 0x20 … 0x7E are ASCII */
    unsigned next;               /* the next free code; 0: none */
    uint16_t cp[256], gid[256];
};

struct pdf_fonts {
    HPDF_Doc haru;
    struct face *faces; size_t nfaces;
    struct font_set **sets; size_t nsets;
    struct metrics metrics;
    struct diag *diag;
    bool failed;             /* a face could not be loaded, and that was told */
};

/* Tells, once, that libharu could not read the face of PATH, for want of memory or of the file. */
void pdf_face_fail(struct pdf_fonts *f, const char *path);

/* Advance of a glyph in thousandths of the em, rounded: what layout measured with and what the file says. */
int pdf_face_width(const struct face *face, uint16_t gid);

#endif
