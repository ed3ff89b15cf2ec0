/* pdf_image.c: reads PNG files with libpng and writes them as image objects, transparency as a soft mask. */
#include "pdf/pdf_image.h"

#include <errno.h>
#include <png.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/file_name.h"
#include "base/file_source.h"
#include "pdf/pdf.h"
#include "pdf/pdf_file.h"
#include "pdf/pdf_haru.h"
#include "pdf/pdf_syntax.h"

#define MAX_SIDE 5000   /* A3 at 300 dots an inch; four bytes a pixel are 100 MB */
#define MAX_FILE ((size_t)100 << 20)

struct image { char *name; uint32_t id; struct buf file; };

struct pdf_images {
    HPDF_Doc haru;
    const struct file_source *source;
    bool keep;
    struct image *images; size_t n, cap;
};

/* Pixels of a PNG: COLOURS bytes of colour each, then one of opacity when there is ALPHA. */
struct pixels {
    unsigned char *data;
    size_t count;
    unsigned width, height, colours;
    bool alpha;
};

struct pdf_images *pdf_images_new(HPDF_Doc haru, const struct file_source *source, bool keep)
{
    struct pdf_images *m = calloc(1, sizeof *m);
    if (m == NULL)
        return NULL;
    m->haru = haru;
    m->source = source;
    m->keep = keep;
    return m;
}

void pdf_images_free(struct pdf_images *m)
{
    if (m == NULL)
        return;
    for (size_t i = 0; i < m->n; i++) {
        free(m->images[i].name);
        buf_free(&m->images[i].file);
    }
    free(m->images);
    free(m);
}

/* ---- reading ---- */

static bool check_size(const char *name, const png_image *png, struct diag *d)
{
    if (png->width <= MAX_SIDE && png->height <= MAX_SIDE)
        return true;
    char width[16], height[16], most[16];
    snprintf(width, sizeof width, "%u", (unsigned)png->width);
    snprintf(height, sizeof height, "%u", (unsigned)png->height);
    snprintf(most, sizeof most, "%d", MAX_SIDE);
    diag_say(d, DIAG_IMAGE_TOO_LARGE, NULL, name, width, height, most);
    return false;
}

/* The second half of reading: 8 bits a component, in sRGB. */
static bool read_pixels(png_image *png, struct pixels *p)
{
    bool colour = png->format & PNG_FORMAT_FLAG_COLOR;
    p->alpha = png->format & PNG_FORMAT_FLAG_ALPHA;
    p->colours = colour ? 3 : 1;
    png->format = (colour ? PNG_FORMAT_RGB : PNG_FORMAT_GRAY) | (p->alpha ? PNG_FORMAT_FLAG_ALPHA : 0);
    p->width = png->width;
    p->height = png->height;
    p->count = (size_t)p->width * p->height;
    p->data = malloc(PNG_IMAGE_SIZE(*png));
    return p->data != NULL && png_image_finish_read(png, NULL, p->data, 0, NULL);
}

static bool read_png(const struct buf *file, const char *name, struct pixels *p, struct diag *d)
{
    png_image png;
    memset(&png, 0, sizeof png);
    png.version = PNG_IMAGE_VERSION;
    errno = 0;   /* libpng tells failures of malloc in words only */
    bool begun = png_image_begin_read_from_memory(&png, buf_text(file), file->len);
    if (begun && !check_size(name, &png, d)) {
        png_image_free(&png);
        return false;
    }
    bool read = begun && read_pixels(&png, p);
    if (!read && errno == ENOMEM)
        diag_say0(d, DIAG_NO_MEMORY, NULL);
    else if (!read)
        diag_say(d, DIAG_IMAGE_UNREADABLE, NULL, name, png.message);
    png_image_free(&png);
    return read;
}

/* ---- writing ---- */

static void write_plane(struct pdf_file *file, uint32_t id, const struct pixels *p, const unsigned char *data, unsigned colours, uint32_t mask)
{
    struct buf entries = BUF_INIT;
    buf_printf(&entries, "/Type/XObject/Subtype/Image/Width %u/Height %u/BitsPerComponent 8/ColorSpace/%s",
               p->width, p->height, colours == 3 ? "DeviceRGB" : "DeviceGray");
    if (mask != 0) {
        buf_str(&entries, "/SMask ");
        pdf_put_ref(&entries, mask);
    }
    if (entries.failed)
        pdf_file_fail(file);
    else
        pdf_file_stream(file, id, entries.data, data, p->count * colours);
    buf_free(&entries);
}

/* Moves colours to the front of the data, in place; OPACITY receives the rest. True when a pixel is not opaque. */
static bool split_alpha(struct pixels *p, unsigned char *opacity)
{
    bool translucent = false;
    unsigned step = p->colours + 1;
    for (size_t i = 0; i < p->count; i++) {
        opacity[i] = p->data[i * step + p->colours];
        translucent |= opacity[i] != 0xFF;
        memmove(p->data + i * p->colours, p->data + i * step, p->colours);
    }
    return translucent;
}

/* The object's number; 0 when memory is short. */
static uint32_t write_image(struct pdf_images *m, struct pixels *p, struct pdf_file *file)
{
    uint32_t id = pdf_haru_number(pdf_haru_reserve(m->haru)), mask = 0;
    unsigned char *opacity = p->alpha ? malloc(p->count) : NULL;
    if (id == 0 || (p->alpha && opacity == NULL)) {
        free(opacity);
        return 0;
    }
    if (p->alpha && split_alpha(p, opacity)) {
        mask = pdf_haru_number(pdf_haru_reserve(m->haru));
        write_plane(file, mask, p, opacity, 1, 0);
    }
    write_plane(file, id, p, p->data, p->colours, mask);
    free(opacity);
    return id;
}

/* A new image of this name, not yet written; NULL when memory is short. */
static struct image *add_image(struct pdf_images *m, const char *name)
{
    if (m->n == m->cap) {
        size_t cap = m->cap > 0 ? m->cap * 2 : 8;
        struct image *images = realloc(m->images, cap * sizeof *images);
        if (images == NULL)
            return NULL;
        m->images = images;
        m->cap = cap;
    }
    struct image *image = &m->images[m->n];
    *image = (struct image){strdup(name), 0, BUF_INIT};
    if (image->name == NULL)
        return NULL;
    m->n++;
    return image;
}

/* The file of IMAGE into its buffer. False, with a message. */
static bool read_file(const struct pdf_images *m, struct image *image, struct diag *d)
{
    if (!file_name_is_safe(image->name)) {
        diag_say(d, DIAG_IMAGE_OUTSIDE, NULL, image->name);
        return false;
    }
    int error = m->source->read(m->source->self, image->name, MAX_FILE, &image->file);
    if (error == ENOMEM)
        diag_say0(d, DIAG_NO_MEMORY, NULL);
    else if (error == ELOOP)
        diag_say(d, DIAG_IMAGE_OUTSIDE, NULL, image->name);
    else if (error != 0)
        diag_say(d, DIAG_IMAGE_UNREADABLE, NULL, image->name, strerror(error));
    return error == 0;
}

static bool load_image(struct pdf_images *m, struct image *image, struct pdf_file *file, struct diag *d)
{
    struct pixels pixels = {0};
    bool read = read_file(m, image, d) && read_png(&image->file, image->name, &pixels, d);
    if (read)
        image->id = write_image(m, &pixels, file);
    if (read && image->id == 0)
        diag_say0(d, DIAG_NO_MEMORY, NULL);
    free(pixels.data);
    if (!m->keep)
        buf_free(&image->file);
    return image->id != 0;
}

int pdf_images_use(struct pdf_images *m, const char *name, struct pdf_file *file, struct diag *d)
{
    for (size_t i = 0; i < m->n; i++)
        if (strcmp(m->images[i].name, name) == 0)
            return m->images[i].id != 0 ? (int)i : -1;
    struct image *image = add_image(m, name);
    if (image == NULL) {
        diag_say0(d, DIAG_NO_MEMORY, NULL);
        return -1;
    }
    return load_image(m, image, file, d) ? (int)(m->n - 1) : -1;
}

size_t pdf_images_count(const struct pdf_images *m)
{
    return m->n;
}

struct pdf_attachment pdf_images_attachment(const struct pdf_images *m, size_t i)
{
    const struct image *image = &m->images[i];
    return (struct pdf_attachment){
        .name = image->name, .mime = "image/png", .description = "Un'immagine del documento", .relation = PDF_SUPPLEMENT,
        .data = buf_text(&image->file), .len = image->file.len,
    };
}

void pdf_images_resources(const struct pdf_images *m, struct buf *resources)
{
    for (size_t i = 0; i < m->n; i++) {
        if (m->images[i].id == 0)
            continue;
        buf_printf(resources, "/Im%zu ", i);
        pdf_put_ref(resources, m->images[i].id);
    }
}
