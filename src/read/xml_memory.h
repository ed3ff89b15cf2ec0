/* xml_memory.h: where libxml2 takes its memory from. */
#ifndef PIRA_XML_MEMORY_H
#define PIRA_XML_MEMORY_H

#include <stddef.h>

/* Makes libxml2 take its memory with these functions, for the whole process; to be called before anything is read. libxml2 does
 * not survive a failed allocation everywhere: functions that never return NULL are what a program should give it. */
void xml_use_memory(void *(*take)(size_t size), void *(*resize)(void *old, size_t size), char *(*copy)(const char *s),
                    void (*give_back)(void *memory));

#endif
