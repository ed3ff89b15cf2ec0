/* bind_picture.c: how large a figure is printed: as the plan or the template asks, in the proportions of its PNG file. */
#include "bind/bind_job.h"

#include <errno.h>
#include <string.h>

#include "base/buf.h"
#include "base/file_name.h"
#include "base/file_source.h"

#define MAX_FILE ((size_t)100 << 20)
#define MM(n) ((mpt)((int64_t)(n) * 720000 / 254))
#define MOST_WIDTH MM(146)              /* of a figure for which nobody says how wide it is: the measure of prose */
#define MOST_HEIGHT MM(220)             /* of a figure as wide as asked: more fits no page */
#define USUAL_DENSITY 3780              /* pixels a metre, when the file does not say: 96 an inch */
#define LARGEST 100000                  /* pixels of a side that is believed */

struct picture { uint32_t width, height, density; };

static uint32_t number_at(const unsigned char *s)
{
    return (uint32_t)s[0] << 24 | (uint32_t)s[1] << 16 | (uint32_t)s[2] << 8 | s[3];
}

/* PNG, 11.3.5.3: pixels a unit in both directions, then 1 when the unit is the metre. */
static uint32_t density_of(const unsigned char *s, size_t len)
{
    size_t at = 8;
    while (at + 12 <= len && memcmp(s + at + 4, "IDAT", 4) != 0) {
        size_t data = number_at(s + at);
        if (data > len - at - 12)
            break;
        if (data == 9 && memcmp(s + at + 4, "pHYs", 4) == 0 && s[at + 16] == 1 && number_at(s + at + 8) > 0)
            return number_at(s + at + 8);
        at += data + 12;
    }
    return USUAL_DENSITY;
}

static bool is_png(const struct buf *file)
{
    static const char signature[] = "\x89PNG\r\n\x1a\n";
    return file->len >= 8 && memcmp(file->data, signature, 8) == 0;
}

static bool read_header(const struct buf *file, struct picture *p)
{
    const unsigned char *s = (const unsigned char *)file->data;
    if (file->len < 33 || memcmp(s + 12, "IHDR", 4) != 0)
        return false;
    *p = (struct picture){number_at(s + 16), number_at(s + 20), density_of(s, file->len)};
    return p->width > 0 && p->width <= LARGEST && p->height > 0 && p->height <= LARGEST;
}

/* The largest size in the picture's proportions within WIDTH and HEIGHT. */
static void fit(const struct picture *p, mpt width, mpt height, struct block *block)
{
    int64_t w = width, h = w * p->height / p->width;
    if (h > height) {
        h = height;
        w = h * p->width / p->height;
    }
    block->figure.width = (mpt)w;
    block->figure.height = (mpt)h;
}

static mpt natural_width(const struct picture *p)
{
    int64_t mm = (int64_t)p->width * 1000 / p->density;
    return mm < 1 ? MM(1) : mm < 146 ? MM(mm) : MOST_WIDTH;
}

/* The element of the plan that names the file; NULL: the template does. */
static const xmlNode *find_mention(const struct bind *b, const char *file)
{
    for (xmlNode *n = b->plan->root; n != NULL; n = plan_walk(b->plan, n))
        if (plan_attr_is(n, "file", file))
            return n;
    return NULL;
}

static void tell(struct bind *b, const char *file, enum diag_code code, const char *kind)
{
    const xmlNode *n = find_mention(b, file);
    struct diag_place at = {0};
    if (n != NULL)
        at = plan_attr_place(b->plan, n, "file");
    bind_error(b, n != NULL ? (const void *)n : file, code, n != NULL ? &at : NULL, file, kind);
}

/* Of what kind a file is that begins so, for people: " (JPEG)"; "" when nobody knows. */
static const char *kind_of(const struct buf *file)
{
    static const struct { const char *bytes, *kind; } kinds[] = {
        {"\xFF\xD8\xFF", " (JPEG)"}, {"GIF8", " (GIF)"}, {"%PDF", " (PDF)"}, {"<svg", " (SVG)"}, {"<?xml", " (SVG)"},
        {"BM", " (BMP)"}, {"II*", " (TIFF)"}, {"RIFF", " (WebP)"},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (file->len >= strlen(kinds[i].bytes) && memcmp(file->data, kinds[i].bytes, strlen(kinds[i].bytes)) == 0)
            return kinds[i].kind;
    return "";
}

void picture_fit(struct bind *b, struct block *block)
{
    mpt width = block->figure.width, height = block->figure.height;
    const struct file_source *source = b->o->pictures;
    const char *name = block->figure.file;
    struct buf file = BUF_INIT;
    struct picture p;
    if (source == NULL || !file_name_is_safe(name))   /* a name that leads elsewhere the PDF stage refuses */
        return;
    int error = source->read(source->self, name, MAX_FILE, &file);
    if (error == ENOMEM)
        bind_starve(b);
    else if (error == ENOENT)
        tell(b, name, DIAG_IMAGE_MISSING, "");
    else if (error != 0 && error != ELOOP)            /* a link it refuses, too */
        bind_error(b, name, DIAG_IMAGE_UNREADABLE, NULL, name, strerror(error));
    else if (error == 0 && !is_png(&file))
        tell(b, name, DIAG_IMAGE_NOT_PNG, kind_of(&file));
    else if (error == 0 && read_header(&file, &p))
        fit(&p, width > 0 ? width : height > 0 ? PT(LARGEST) : natural_width(&p), height > 0 ? height : MOST_HEIGHT, block);
    buf_free(&file);
}
