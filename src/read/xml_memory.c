/* xml_memory.c: where libxml2 takes its memory from. */
#include "read/xml_memory.h"

#include <libxml/parser.h>
#include <libxml/xmlmemory.h>

void xml_use_memory(void *(*take)(size_t size), void *(*resize)(void *old, size_t size), char *(*copy)(const char *s),
                    void (*give_back)(void *memory))
{
    xmlMemSetup(give_back, take, resize, copy);
    xmlInitParser();   /* otherwise what it prepares when first used is not what it frees in the end */
}
