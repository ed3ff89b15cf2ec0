/* bind_functions.h: the XPath functions that templates have besides XPath's own (xsd/template.xsd lists what they do). */
#ifndef PIRA_BIND_FUNCTIONS_H
#define PIRA_BIND_FUNCTIONS_H

#include <libxml/xpath.h>

struct bind;

struct bind_function { const char *name; xmlXPathFunction run; };

extern const struct bind_function bind_functions[];   /* ended by a row without a name */

#endif
