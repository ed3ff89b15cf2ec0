/* bind_try.h: for tests: a template and a plan from strings. */
#ifndef PIRA_TESTS_BIND_TRY_H
#define PIRA_TESTS_BIND_TRY_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/diag.h"
#include "bind/template.h"

struct file_source;

#define PIANO(content) "<piano xmlns='urn:pira:piano:1' anno='2025' documento='rapporto'>" content "</piano>"
#define NB "\xC2\xA0"

/* The least that text needs: a family, styles, a page. */
#define TRY_LOOKS \
    "<famiglia nome='f' tondo='Roman' corsivo='Italic' neretto='Bold'/><colore nome='nero' valore='#000000'/>" \
    "<stile nome='p' famiglia='f' corpo='9pt' interlinea='10pt' colore='nero'/>" \
    "<aspetto-riga nome='r' stile='p'/><aspetto-tabella nome='t' stile='p' testa='r' voce='r'/>" \
    "<stile-pagina nome='a4' larghezza='210mm' altezza='297mm' sinistra='18mm' destra='18mm' alto='20mm' basso='16mm'/>"

/* A template with DEFINITIONS after those of TRY_LOOKS and BODY after the page; NULL, and messages in D, when it is wrong. */
static inline struct template *try_template(const char *definitions, const char *body, struct diag *d)
{
    char path[] = "/tmp/pira-test-XXXXXX";
    int fd = mkstemp(path);
    FILE *f = fd >= 0 ? fdopen(fd, "w") : NULL;
    if (f == NULL)
        return NULL;
    fprintf(f, "<modello xmlns='urn:pira:modello:1' versione='1'>\n" TRY_LOOKS "\n%s\n<corpo>\n<pagina stile='a4'/>\n%s\n</corpo>\n</modello>\n",
            definitions, body);
    fclose(f);
    struct template *t = template_load(path, "xsd/template.xsd", d);
    unlink(path);
    return t;
}

/* Binds BODY with DEFINITIONS to PLAN; false when it fails. What the blocks are is appended to OUT. PICTURES may be NULL. */
bool try_bind(const char *definitions, const char *body, const char *plan, const struct file_source *pictures,
              struct diag *d, struct buf *out);

/* Expects the dump WANT, without its first line, the page; and that memory that ends on the way to it is told. */
void check_text(const char *definitions, const char *body, const char *plan, const char *want);

#endif
