/* fold.c: folding by Unicode's own tables, with a short way for ASCII, of which plans are made. */
#include "check/fold.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

#include "base/buf.h"
#include "base/utf8.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Whether a year begins at S: four figures, 1900 to 2199, no figure on either side. */
static bool is_year(const char *text, const char *s)
{
    for (int i = 0; i < 4; i++)
        if (!is_digit(s[i]))
            return false;
    bool century = (s[0] == '1' && s[1] == '9') || (s[0] == '2' && s[1] <= '1');
    return century && !is_digit(s[4]) && (s == text || !is_digit(s[-1]));
}

/* The letter without its accents, small. */
static uint32_t plain(uint32_t cp)
{
    ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
    int count = uc_canonical_decomposition(cp, parts);
    while (count > 0) {
        cp = parts[0];
        count = uc_canonical_decomposition(cp, parts);
    }
    return uc_tolower(cp);
}

enum class { CLASS_BLANK, CLASS_LETTER, CLASS_OTHER };

static enum class class_of(uint32_t cp)
{
    if (cp < 0x80) {
        bool letter = (cp >= 'a' && cp <= 'z') || (cp >= '0' && cp <= '9');
        return letter ? CLASS_LETTER : cp <= ' ' ? CLASS_BLANK : CLASS_OTHER;
    }
    if (uc_is_property_white_space(cp))
        return CLASS_BLANK;
    return uc_is_property_alphabetic(cp) || uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_N) ? CLASS_LETTER : CLASS_OTHER;
}

struct folder {
    struct buf *out;
    unsigned how;
    const char *keep;
    size_t start;        /* of the folded text in OUT */
    size_t last;         /* where the last letter of the current word begins in OUT */
    bool blank_due, in_word;
};

static void end_word(struct folder *f)
{
    if (f->in_word && (f->how & FOLD_ENDINGS) && !f->out->failed) {
        f->out->len = f->last;
        f->out->data[f->last] = '\0';
    }
    f->in_word = false;
}

static void put(struct folder *f, uint32_t cp, bool letter)
{
    char bytes[4];
    if (f->blank_due && f->out->len > f->start && !(f->how & FOLD_BLANKS))
        buf_char(f->out, ' ');
    f->blank_due = false;
    f->last = f->out->len;
    f->in_word = letter;
    buf_add(f->out, bytes, utf8_put(cp, bytes));
}

static void fold_character(struct folder *f, uint32_t cp)
{
    enum class class = class_of(cp);
    bool kept = class == CLASS_LETTER || (f->keep != NULL && cp < 0x80 && strchr(f->keep, (int)cp) != NULL);
    if (class == CLASS_OTHER && !(f->how & FOLD_PUNCTUATION))
        kept = true;
    if (class != CLASS_LETTER)
        end_word(f);
    if (kept && class != CLASS_BLANK)
        put(f, cp, class == CLASS_LETTER);
    else
        f->blank_due = true;
}

void fold_add(struct buf *out, const char *s, unsigned how, const char *keep)
{
    struct folder f = {out, how, keep, out->len, out->len, false, false};
    const char *text = s, *end = s + strlen(s);
    while (s < end) {
        if ((how & FOLD_YEARS) && is_digit(*s) && is_year(text, s)) {
            put(&f, '#', true);
            s += 4;
        } else if ((unsigned char)*s < 0x80) {
            fold_character(&f, (uint32_t)(*s >= 'A' && *s <= 'Z' ? *s - 'A' + 'a' : *s));
            s++;
        } else {
            uint32_t cp = plain(utf8_next(&s, end));
            if (!uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_M))
                fold_character(&f, cp);
        }
    }
    end_word(&f);
}

size_t fold_years(const char *s, int *years, size_t most)
{
    size_t count = 0;
    for (const char *c = s; *c != '\0' && count < most; c++)
        if (is_digit(*c) && is_year(s, c)) {
            years[count++] = (c[0] - '0') * 1000 + (c[1] - '0') * 100 + (c[2] - '0') * 10 + (c[3] - '0');
            c += 3;
        }
    return count;
}
