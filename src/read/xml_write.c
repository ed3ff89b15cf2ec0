/* xml_write.c: a document's tree back to text. */
#include "read/xml_write.h"

#include <libxml/xmlsave.h>

#include "base/buf.h"
#include "read/xml_read.h"

static int append(void *context, const char *data, int len)
{
    struct buf *out = context;
    buf_add(out, data, (size_t)len);
    return out->failed ? -1 : len;
}

bool xml_write(const struct xml_doc *doc, struct buf *out)
{
    xmlSaveCtxtPtr save = xmlSaveToIO(append, NULL, out, "UTF-8", 0);
    if (!save)
        return false;
    long written = xmlSaveDoc(save, xml_tree(doc));
    return xmlSaveClose(save) >= 0 && written >= 0 && !out->failed;
}
