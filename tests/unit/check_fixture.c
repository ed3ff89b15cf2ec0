/* check_fixture.c: the stages up to the rules, one after the other. */
#include "check_fixture.h"

#include <string.h>

#include "check/check.h"
#include "compute/compute.h"
#include "compute/plan.h"
#include "expect.h"
#include "read/codes.h"
#include "read/xml_read.h"

static void check_doc(struct xml_doc *doc, struct diag *d)
{
    struct codes *codes = NULL;
    struct plan *p = NULL;
    bool ok = codes_load(&codes, "xsd/codici.xml", d) == READ_OK && (p = plan_open(doc, d)) != NULL && compute_run(p, d);
    if (ok)
        check_run(p, codes, d);
    EXPECT(ok, "read and computed");
    plan_close(p);
    codes_free(codes);
}

struct diag *fixture_check_file(const char *path, enum diag_lang lang)
{
    struct diag *d = diag_new(lang);
    struct xml_doc *doc = NULL;
    if (xml_read(&doc, path, 0, d) == READ_OK)
        check_doc(doc, d);
    EXPECT(doc != NULL, path);
    xml_free(doc);
    return d;
}

struct diag *fixture_check_text(const char *xml, enum diag_lang lang)
{
    struct diag *d = diag_new(lang);
    struct xml_doc *doc = NULL;
    if (xml_read_memory(&doc, "prova.xml", xml, strlen(xml), d) == READ_OK)
        check_doc(doc, d);
    EXPECT(doc != NULL, xml);
    xml_free(doc);
    return d;
}
