/* data_dir.h: where the program's data is: xsd/, templates/ and fonts/ in one folder. */
#ifndef PIRA_DATA_DIR_H
#define PIRA_DATA_DIR_H

struct arena;
struct buf;
struct diag;

/* The first of these that holds xsd/piano.xsd: FROM_ENVIRONMENT (PIRA_DATA; then nothing else is tried), the folder
 * above the program's own or the one above that (build/ or build/san-… in the sources), ../share/pira from it (an
 * installation that was moved), COMPILED_IN.
 * The first and the last may be NULL. Owned by A. NULL, with a message in D, when none does. */
const char *data_dir_find(struct arena *a, const char *from_environment, const char *compiled_in, struct diag *d);

/* Appends the names of the installed templates that make documents, "preventivo, rapporto", in order of the alphabet. */
void data_dir_list_templates(const char *data_dir, struct buf *out);

/* The file of TEMPLATE: itself when it is a path (it has a '/' or ends in .xml), else DATA_DIR/templates/TEMPLATE.xml.
 * Owned by A. NULL, with a message in D, when there is no template of that name. */
const char *data_dir_template(struct arena *a, const char *data_dir, const char *template, struct diag *d);

#endif
