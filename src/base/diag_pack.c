/* diag_pack.c: messages as bytes, between processes that run the same program: numbers as they lie in memory. */
#include "base/diag_pack.h"

#include <string.h>

#include "base/buf.h"

enum { TEXT, HELP, FILE_NAME, PLACE, EXCERPT, STRINGS };
#define NOT_THERE ((size_t)-1)

/* What stands before the strings, each ended by a NUL. */
struct packed {
    enum diag_code code;
    enum diag_level level;
    long line, column;
    struct excerpt_mark mark;
    size_t len[STRINGS];      /* without the NUL; NOT_THERE: NULL, no bytes */
};

void diag_pack(struct buf *out, const struct diag_message *m)
{
    const char *const strings[STRINGS] = {m->text, m->help, m->at.file, m->at.place, m->excerpt};
    struct packed p;
    memset(&p, 0, sizeof p);   /* the padding too */
    p.code = m->code;
    p.level = m->level;
    p.line = m->at.line;
    p.column = m->at.column;
    p.mark = m->mark;
    for (size_t i = 0; i < STRINGS; i++)
        p.len[i] = strings[i] != NULL ? strlen(strings[i]) : NOT_THERE;
    buf_add(out, &p, sizeof p);
    for (size_t i = 0; i < STRINGS; i++)
        if (strings[i] != NULL)
            buf_add(out, strings[i], p.len[i] + 1);
}

/* The strings of P from *AT on, moved past them. False when they are not there. */
static bool take_strings(const struct packed *p, const char **at, const char *end, const char *strings[STRINGS])
{
    for (size_t i = 0; i < STRINGS; i++) {
        strings[i] = NULL;
        if (p->len[i] == NOT_THERE)
            continue;
        if (p->len[i] >= (size_t)(end - *at) || (*at)[p->len[i]] != '\0')
            return false;
        strings[i] = *at;
        *at += p->len[i] + 1;
    }
    return strings[TEXT] != NULL && strings[HELP] != NULL;
}

bool diag_unpack(struct diag *d, const void *data, size_t len, const char *file)
{
    const char *at = data, *end = at + len;
    while (at < end) {
        const char *strings[STRINGS];
        struct packed p;
        if ((size_t)(end - at) < sizeof p)
            return false;
        memcpy(&p, at, sizeof p);
        at += sizeof p;
        if (!take_strings(&p, &at, end, strings))
            return false;
        const struct diag_message m = {
            .code = p.code, .level = p.level, .at = {strings[FILE_NAME], p.line, p.column, strings[PLACE]},
            .text = strings[TEXT], .help = strings[HELP], .excerpt = strings[EXCERPT], .mark = p.mark,
        };
        diag_repeat(d, &m, file);
    }
    return true;
}
