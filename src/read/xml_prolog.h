/* xml_prolog.h: refuses, before any parser sees it, what is not XML at all and what carries a DTD. */
#ifndef PIRA_XML_PROLOG_H
#define PIRA_XML_PROLOG_H

#include "read/xml_source.h"

/* Looks at the first bytes of a file that was loaded but not decoded. READ_CANNOT for another kind of file, or an empty one. */
enum read_status prolog_check_bytes(const struct xml_source *s, struct diag *d);

/* Looks at the decoded text up to its first element. READ_CANNOT when it does not begin with "<", or has a DTD. */
enum read_status prolog_check_text(const struct xml_source *s, struct diag *d);

#endif
