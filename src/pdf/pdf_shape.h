/* pdf_shape.h: paths: rectangles, and the lights of a table (looks.md 7), a shape for each state. */
#ifndef PIRA_PDF_SHAPE_H
#define PIRA_PDF_SHAPE_H

#include <stdint.h>

#include "layout/page.h"

struct buf;

/* The path of a rectangle whose lower left corner is X, Y. Not painted yet. */
void pdf_shape_rectangle(struct buf *b, mpt x, mpt y, mpt w, mpt h);

/* Paints LIGHT into the square of side SIDE above and right of the origin, in the fill colour that is set;
 * CROSS is the colour of a crossed square's cross. */
void pdf_shape_light(struct buf *b, enum light light, mpt side, uint32_t cross);

#endif
