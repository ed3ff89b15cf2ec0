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
    struct buf *out;     /* with room for as many bytes as the text has */
    unsigned how;
    const char *keep;
    size_t start;        /* of the folded text in OUT */
    size_t last;         /* where the last letter of the current word begins in OUT */
    bool blank_due, in_word;
};

static void end_word(struct folder *f)
{
    if (f->in_word && (f->how & FOLD_ENDINGS))
        f->out->len = f->last;
    f->in_word = false;
}

/* Before a character that stays: the blank that stands for all that was left out since the last one. */
static void begin(struct folder *f, bool letter)
{
    if (f->blank_due && f->out->len > f->start && !(f->how & FOLD_BLANKS))
        f->out->data[f->out->len++] = ' ';
    f->blank_due = false;
    f->last = f->out->len;
    f->in_word = letter;
}

static bool stays(const struct folder *f, enum class class, uint32_t cp)
{
    if (class == CLASS_OTHER && (f->how & FOLD_PUNCTUATION))
        return f->keep != NULL && cp < 0x80 && strchr(f->keep, (int)cp) != NULL;
    return class != CLASS_BLANK;
}

static void fold_ascii(struct folder *f, char c)
{
    if (c >= 'A' && c <= 'Z')
        c = (char)(c - 'A' + 'a');
    enum class class = class_of((unsigned char)c);
    if (class != CLASS_LETTER)
        end_word(f);
    if (!stays(f, class, (unsigned char)c)) {
        f->blank_due = true;
        return;
    }
    begin(f, class == CLASS_LETTER);
    f->out->data[f->out->len++] = c;
}

/* Past the small letters at S that go on a word: nearly all of any text, and nothing is due before them. */
static const char *fold_letters(struct folder *f, const char *s)
{
    for (; f->in_word && *s >= 'a' && *s <= 'z'; s++) {
        f->last = f->out->len;
        f->out->data[f->out->len++] = *s;
    }
    return s;
}

/* A letter may need more bytes small than large: REST bytes of text are still to come. */
static void fold_other(struct folder *f, uint32_t cp, size_t rest)
{
    cp = utf8_plain(cp);
    if (uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_M))
        return;
    enum class class = class_of(cp);
    if (class != CLASS_LETTER)
        end_word(f);
    if (!stays(f, class, cp)) {
        f->blank_due = true;
        return;
    }
    if (!buf_reserve(f->out, rest + 8))
        return;
    begin(f, class == CLASS_LETTER);
    f->out->len += utf8_put(cp, f->out->data + f->out->len);
}

void fold_add(struct buf *out, const char *s, unsigned how, const char *keep)
{
    struct folder f = {out, how, keep, out->len, out->len, false, false};
    const char *text = s, *end = s + strlen(s);
    if (!buf_reserve(out, (size_t)(end - s) + 8))
        return;
    while (s < end && !out->failed) {
        if ((how & FOLD_YEARS) && is_digit(*s) && is_year(text, s)) {
            begin(&f, true);
            out->data[out->len++] = '#';
            s += 4;
        } else if ((unsigned char)*s < 0x80) {
            fold_ascii(&f, *s);
            s = fold_letters(&f, s + 1);
        } else {
            uint32_t cp = utf8_next(&s, end);
            fold_other(&f, cp, (size_t)(end - s));
        }
    }
    end_word(&f);
    if (!out->failed)
        out->data[out->len] = '\0';
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
