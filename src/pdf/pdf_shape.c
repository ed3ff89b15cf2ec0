/* pdf_shape.c: paths of rectangles and lights. */
#include "pdf/pdf_shape.h"

#include "base/buf.h"
#include "pdf/pdf_syntax.h"

static void put_point(struct buf *b, mpt x, mpt y)
{
    pdf_put_mpt(b, x);
    buf_char(b, ' ');
    pdf_put_mpt(b, y);
    buf_char(b, ' ');
}

static void put_move(struct buf *b, mpt x, mpt y)
{
    put_point(b, x, y);
    buf_str(b, "m\n");
}

static void put_line(struct buf *b, mpt x, mpt y)
{
    put_point(b, x, y);
    buf_str(b, "l\n");
}

void pdf_shape_rectangle(struct buf *b, mpt x, mpt y, mpt w, mpt h)
{
    put_point(b, x, y);
    put_point(b, w, h);
    buf_str(b, "re\n");
}

/* Four Bézier curves around the centre; their handles are 4/3 · (√2 − 1) of the radius long. */
static void put_circle(struct buf *b, mpt x, mpt y, mpt radius)
{
    static const int corner[5][2] = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}, {1, 0}};
    mpt handle = (mpt)((int64_t)radius * 5523 / 10000);
    put_move(b, x + radius, y);
    for (int i = 0; i < 4; i++) {
        const int *from = corner[i], *to = corner[i + 1];
        put_point(b, x + radius * from[0] + handle * to[0], y + radius * from[1] + handle * to[1]);
        put_point(b, x + radius * to[0] + handle * from[0], y + radius * to[1] + handle * from[1]);
        put_point(b, x + radius * to[0], y + radius * to[1]);
        buf_str(b, "c\n");
    }
    buf_str(b, "h\n");
}

static void full_circle(struct buf *b, mpt side, uint32_t cross)
{
    (void)cross;
    put_circle(b, side / 2, side / 2, side / 2);
    buf_str(b, "f\n");
}

/* The ring is 0,55 pt wide where the circle is 6 pt (looks.md 7), and lies inside it. */
static void empty_circle(struct buf *b, mpt side, uint32_t cross)
{
    (void)cross;
    mpt ring = (mpt)((int64_t)side * 55 / 600);
    put_circle(b, side / 2, side / 2, side / 2);
    put_circle(b, side / 2, side / 2, side / 2 - ring);
    buf_str(b, "f*\n");
}

static void triangle(struct buf *b, mpt side, uint32_t cross)
{
    (void)cross;
    put_move(b, 0, 0);
    put_line(b, side, 0);
    put_line(b, side / 2, side);
    buf_str(b, "f\n");
}

/* The strokes of the cross are 1,7/12 of the side wide (looks.md 7). */
static void crossed_square(struct buf *b, mpt side, uint32_t cross)
{
    mpt near = side / 4, far = side - side / 4;
    pdf_shape_rectangle(b, 0, 0, side, side);
    buf_str(b, "f\n");
    pdf_put_stroke(b, cross);
    pdf_put_mpt(b, (mpt)((int64_t)side * 17 / 120));
    buf_str(b, " w\n");
    put_move(b, near, near);
    put_line(b, far, far);
    put_move(b, near, far);
    put_line(b, far, near);
    buf_str(b, "S\n");
}

void pdf_shape_light(struct buf *b, enum light light, mpt side, uint32_t cross)
{
    static void (*const draw[])(struct buf *, mpt, uint32_t) = {
        [LIGHT_FULL_CIRCLE] = full_circle, [LIGHT_TRIANGLE] = triangle,
        [LIGHT_CROSSED_SQUARE] = crossed_square, [LIGHT_EMPTY_CIRCLE] = empty_circle,
    };
    draw[light](b, side, cross);
}
