/* metrics.h: what layout asks about fonts, through functions, so that it knows no font file and tests can fake them. */
#ifndef PIRA_METRICS_H
#define PIRA_METRICS_H

#include <stdint.h>

/* All lengths of layout are integers in thousandths of a point (mpt): A4 is 595,276 × 841,890. */
typedef int32_t mpt;

#define PT(x) ((mpt)((x) * 1000))

/* A face is a small number: its place in the document's list of faces (struct doc). */
struct metrics {
    void *ctx;
    /* Advance of a character in thousandths of the em; -1 when the face has no glyph for it. */
    int (*advance)(void *ctx, int face, uint32_t cp);
    /* Height above and depth below the baseline (both positive), thousandths of the em. */
    int (*ascent)(void *ctx, int face);
    int (*descent)(void *ctx, int face);
};

#endif
