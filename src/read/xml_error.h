/* xml_error.h: the type of libxml2's errors, which became a pointer to const with 2.12. */
#ifndef PIRA_XML_ERROR_H
#define PIRA_XML_ERROR_H

#include <libxml/xmlerror.h>
#include <libxml/xmlversion.h>

#if LIBXML_VERSION >= 21200
typedef const xmlError *error_pointer;
#else
typedef xmlErrorPtr error_pointer;
#endif

#endif
