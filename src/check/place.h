/* place.h: where something stands, in the plan's own words: "obiettivo operativo 02.O2.O3, indicatore C2.2_05". */
#ifndef PIRA_PLACE_H
#define PIRA_PLACE_H

#include <libxml/tree.h>

struct buf;

/* Appends the words for the place of ELEMENT; nothing when it has none of its own. Needs no valid plan, so that it serves
 * as the schema_place_function of read/xml_schema.h too. The name of a level is looked up in the plan's livelli. */
void place_words(struct buf *out, const xmlNode *element);

/* Appends what people call ELEMENT: its codice, else its name or title in quotes (shortened), else its id. */
void place_label(struct buf *out, const xmlNode *element);

#endif
