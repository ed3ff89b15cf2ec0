/* lay_hyphen.c: where the words of a language may be parted, asked of libhyphen. */
#include "layout/lay_hyphen.h"

#include <ctype.h>
#include <errno.h>
#include <hyphen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>

#include "base/buf.h"
#include "base/file_read.h"
#include "base/utf8.h"
#include "layout/page.h"

#ifndef HYPHEN_DIR
#define HYPHEN_DIR "/usr/share/hyphen"
#endif

#define MAX_PATTERNS (16u << 20)

const char *layout_patterns_folder(void)
{
    return HYPHEN_DIR;
}

struct lay_hyphen {
    struct lay *lay;
    char file[128];                    /* "": no patterns */
    HyphenDict *dict;
    bool tried;
};

/* "it-IT" names hyph_it_IT.dic, "it" hyph_it.dic; anything but letters is no language. */
static void name_file(struct lay_hyphen *h, const char *lang)
{
    char name[12];
    size_t n = 0;

    for (; lang[n] != '\0' && n < sizeof name - 1; n++) {
        if (!isalpha((unsigned char)lang[n]) && lang[n] != '-')
            return;
        name[n] = lang[n] == '-' ? '_' : lang[n];
    }
    name[n] = '\0';
    if (n > 0 && lang[n] == '\0')
        snprintf(h->file, sizeof h->file, HYPHEN_DIR "/hyph_%s.dic", name);
}

struct lay_hyphen *lay_hyphen_new(struct lay *l, const char *lang)
{
    struct lay_hyphen *h = calloc(1, sizeof *h);

    if (h == NULL)
        lay_starve(l);
    else if (lang != NULL)
        name_file(h, lang);
    if (h != NULL)
        h->lay = l;
    return h;
}

void lay_hyphen_free(struct lay_hyphen *h)
{
    if (h != NULL && h->dict != NULL)
        hnj_hyphen_free(h->dict);
    free(h);
}

/* Through memory: libhyphen takes a file that cannot be read to its end for one that ends there. */
static HyphenDict *load(struct lay_hyphen *h)
{
    struct buf text = BUF_INIT;
    HyphenDict *dict = NULL;
    int error = file_read(h->file, MAX_PATTERNS, &text);
    FILE *file = error == 0 && text.len > 0 ? fmemopen(text.data, text.len, "r") : NULL;

    if (file != NULL) {
        dict = hnj_hyphen_load_file(file);
        fclose(file);
    }
    if (error == ENOMEM || (error == 0 && text.len > 0 && file == NULL)) {
        lay_starve(h->lay);
    } else if (error != 0 && error != ENOENT) {   /* a language that nobody has patterns for is not hyphenated */
        file_read_report(h->file, error, MAX_PATTERNS, h->lay->diag);
        h->lay->failed = true;
    }
    buf_free(&text);
    return dict;
}

static HyphenDict *patterns(struct lay_hyphen *h)
{
    if (!h->tried && h->file[0] != '\0')
        h->dict = load(h);
    h->tried = true;
    return h->dict;
}

/* The word in small letters, as the patterns are written. Returns its bytes. */
static size_t lower(const uint32_t *letters, size_t n, char *out)
{
    size_t len = 0;

    for (size_t i = 0; i < n; i++)
        len += utf8_put(uc_tolower(letters[i]), out + len);
    out[len] = '\0';
    return len;
}

/* Replacements belong to languages that change letters at a break; Italian has none, so they are only given back. */
static void drop_replacements(char **rep, int *pos, int *cut, size_t n)
{
    for (size_t i = 0; rep != NULL && i < n; i++)
        free(rep[i]);
    free(rep);
    free(pos);
    free(cut);
}

bool lay_hyphenate(struct lay_hyphen *h, const uint32_t *letters, size_t n, bool *after)
{
    HyphenDict *dict = patterns(h);
    char word[HYPHEN_WORD * 4 + 1], marks[HYPHEN_WORD * 4 + 8];
    char **rep = NULL;
    int *pos = NULL, *cut = NULL;
    size_t len;
    bool any = false;

    if (dict == NULL || n < 2 * HYPHEN_SIDE || n > HYPHEN_WORD)
        return false;
    len = lower(letters, n, word);
    memset(marks, 0, sizeof marks);
    if (hnj_hyphen_hyphenate3(dict, word, (int)len, marks, NULL, &rep, &pos, &cut,
                              HYPHEN_SIDE, HYPHEN_SIDE, HYPHEN_SIDE, HYPHEN_SIDE) == 0) {
        for (size_t i = 0; i < n; i++) {
            after[i] = (marks[i] & 1) && i + 1 >= HYPHEN_SIDE && n - i - 1 >= HYPHEN_SIDE;
            any = any || after[i];
        }
    }
    drop_replacements(rep, pos, cut, len);
    return any;
}
