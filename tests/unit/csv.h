/* csv.h: the tables of expected figures under tests/expected: fields separated by semicolons, quoted where they must be. */
#ifndef PIRA_TESTS_CSV_H
#define PIRA_TESTS_CSV_H

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "expect.h"

#define CSV_FIELDS 8

struct csv {
    FILE *file;
    char line[4096];              /* the fields, each ended by NUL */
    const char *field[CSV_FIELDS];   /* "" beyond the last */
    char row[200];                /* how the line begins, for messages */
};

/* Splits the line in place. */
static inline void csv_split(struct csv *c)
{
    char *in = c->line, *out = c->line;
    for (int i = 0; i < CSV_FIELDS; i++) {
        bool quoted = *in == '"';
        in += quoted;
        c->field[i] = out;
        for (; *in != '\0' && *in != '\n' && *in != '\r' && (quoted || *in != ';'); in++) {
            if (quoted && *in == '"' && *++in != '"')
                break;
            *out++ = *in;
        }
        bool more = *in == ';';
        in += more;
        *out++ = '\0';
        if (!more)
            in = strchr("", '\0');
    }
}

/* Opens PATH and skips its head. */
static inline bool csv_open(struct csv *c, const char *path)
{
    c->file = fopen(path, "r");
    EXPECT(c->file != NULL, path);
    return c->file != NULL && fgets(c->line, sizeof c->line, c->file) != NULL;
}

static inline bool csv_next(struct csv *c)
{
    if (fgets(c->line, sizeof c->line, c->file) == NULL)
        return false;
    snprintf(c->row, sizeof c->row, "%.199s", c->line);
    c->row[strcspn(c->row, "\r\n")] = '\0';
    csv_split(c);
    return true;
}

static inline void csv_close(struct csv *c)
{
    if (c->file != NULL)
        fclose(c->file);
}

#endif
