/* template.h: templates: XML that says how a document looks and what of the plan goes where (xsd/template.xsd).
 *
 * A template is loaded once, checked whole, and may then serve any number of plans (bind.h).
 */
#ifndef PIRA_TEMPLATE_H
#define PIRA_TEMPLATE_H

#include <stdbool.h>
#include <stddef.h>

struct diag;
struct file_source;
struct template;

/* Reads the template at PATH with the files it uses (elements "usa", from the same folder), validates them against the
 * schema at XSD_PATH, compiles every expression and resolves every name. All errors found are reported to D, at file, line
 * and column (numbers 2000 to 2999 from the schema, 5000 to 5999 from here).
 * The template is the caller's, freed with template_free. NULL when anything was wrong with it. */
struct template *template_load(const char *path, const char *xsd_path, struct diag *d);

/* The same with files from SOURCE, where PATH and the files it uses are names; NULL: from the disk. */
struct template *template_load_from(const struct file_source *source, const char *path, const char *xsd_path, struct diag *d);

/* Whether the file at PATH (NULL: no) is a template that makes a document (it has a "corpo"); others only hold what
 * templates share. Nothing is reported. */
bool template_makes_document(const char *path);

/* Gives the messages of D about the files of T (may be NULL), from number FIRST on, the source lines they point to (xml_quote).
 * What template_load reports has them already. */
void template_quote(const struct template *t, struct diag *d, size_t first);

void template_free(struct template *t);   /* accepts NULL */

/* How many files T was read from, and the path and bytes of number I, as they were read; borrowed. The first is the
 * template itself. */
size_t template_file_count(const struct template *t);
void template_file(const struct template *t, size_t i, const char **path, const void **data, size_t *len);

/* The names of the font files, without folder and ending, that documents of T are set in; borrowed. */
void template_faces(const struct template *t, const char *const **faces, size_t *count);

#endif
