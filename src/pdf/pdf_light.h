/* pdf_light.h: the lights of tables as form XObjects: each that looks another way is written once, for all pages. */
#ifndef PIRA_PDF_LIGHT_H
#define PIRA_PDF_LIGHT_H

#include <hpdf.h>
#include <stdint.h>

#include "layout/page.h"

struct buf;
struct pdf_file;
struct pdf_lights;

/* Lights in FILE, whose object numbers HARU gives. NULL when memory is short. */
struct pdf_lights *pdf_lights_new(HPDF_Doc haru, struct pdf_file *file);
void pdf_lights_free(struct pdf_lights *l);   /* accepts NULL */

/* Number N of the resource /LN: LIGHT in the square of side SIDE above and right of the origin, in the fill colour that is set
 * where it is painted; CROSS is the colour of a crossed square's cross. Negative when memory is short. */
int pdf_lights_use(struct pdf_lights *l, enum light light, mpt side, uint32_t cross);

/* Appends "/L0 12 0 R/L1 …". */
void pdf_lights_resources(const struct pdf_lights *l, struct buf *resources);

#endif
