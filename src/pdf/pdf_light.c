/* pdf_light.c: remembers which lights were asked for, and writes each the first time. */
#include "pdf/pdf_light.h"

#include <stdlib.h>

#include "base/buf.h"
#include "pdf/pdf_file.h"
#include "pdf/pdf_haru.h"
#include "pdf/pdf_shape.h"
#include "pdf/pdf_syntax.h"

#define MARGIN PT(1)   /* of the box that clips: readers smooth the edges of the shape */

struct form { enum light light; mpt side; uint32_t cross, id; };

struct pdf_lights {
    HPDF_Doc haru;
    struct pdf_file *file;
    struct form *forms; size_t n, cap;
};

struct pdf_lights *pdf_lights_new(HPDF_Doc haru, struct pdf_file *file)
{
    struct pdf_lights *l = calloc(1, sizeof *l);
    if (l == NULL)
        return NULL;
    l->haru = haru;
    l->file = file;
    return l;
}

void pdf_lights_free(struct pdf_lights *l)
{
    if (l != NULL)
        free(l->forms);
    free(l);
}

static void write_form(struct pdf_file *file, const struct form *form)
{
    struct buf entries = BUF_INIT, content = BUF_INIT;
    const mpt box[4] = {-MARGIN, -MARGIN, form->side + MARGIN, form->side + MARGIN};
    buf_str(&entries, "/Type/XObject/Subtype/Form/BBox[");
    for (int i = 0; i < 4; i++) {
        pdf_put_mpt(&entries, box[i]);
        buf_char(&entries, i < 3 ? ' ' : ']');
    }
    pdf_shape_light(&content, form->light, form->side, form->cross);
    pdf_file_stream_of(file, form->id, &entries, &content);
    buf_free(&entries);
    buf_free(&content);
}

/* A new form, written; false when memory is short. */
static bool add_form(struct pdf_lights *l, struct form form)
{
    if (l->n == l->cap) {
        size_t cap = l->cap > 0 ? l->cap * 2 : 8;
        struct form *forms = realloc(l->forms, cap * sizeof *forms);
        if (forms == NULL)
            return false;
        l->forms = forms;
        l->cap = cap;
    }
    form.id = pdf_haru_number(pdf_haru_reserve(l->haru));
    if (form.id == 0)
        return false;
    write_form(l->file, &form);
    l->forms[l->n++] = form;
    return true;
}

int pdf_lights_use(struct pdf_lights *l, enum light light, mpt side, uint32_t cross)
{
    for (size_t i = 0; i < l->n; i++)
        if (l->forms[i].light == light && l->forms[i].side == side && l->forms[i].cross == cross)
            return (int)i;
    return add_form(l, (struct form){light, side, cross, 0}) ? (int)(l->n - 1) : -1;
}

void pdf_lights_resources(const struct pdf_lights *l, struct buf *resources)
{
    for (size_t i = 0; i < l->n; i++) {
        buf_printf(resources, "/L%zu ", i);
        pdf_put_ref(resources, l->forms[i].id);
    }
}
