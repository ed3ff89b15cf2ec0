/* utf8.c: Unicode text in bytes; case and normal form by libunistring. */
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

#include "base/arena.h"
#include "base/buf.h"

/* How many bytes the sequence begun by LEAD has, the least character it may write, and LEAD's own bits. */
static int sequence_of(unsigned char lead, uint32_t *least, uint32_t *bits)
{
    static const struct { unsigned char mask, lead; int len; uint32_t least; } forms[] = {
        {0xE0, 0xC0, 2, 0x80}, {0xF0, 0xE0, 3, 0x800}, {0xF8, 0xF0, 4, 0x10000},
    };
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        if ((lead & forms[i].mask) == forms[i].lead) {
            *least = forms[i].least;
            *bits = lead & (unsigned char)~forms[i].mask;
            return forms[i].len;
        }
    }
    return 0;
}

uint32_t utf8_next_long(const char **s, const char *end)
{
    const unsigned char *p = (const unsigned char *)*s;
    uint32_t least = 0, cp = 0;
    int len = sequence_of(p[0], &least, &cp);
    bool good = len > 0 && end - *s >= len;
    for (int i = 1; good && i < len; i++) {
        good = (p[i] & 0xC0) == 0x80;
        cp = cp << 6 | (p[i] & 0x3F);
    }
    if (!good || cp < least || cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF)) {
        *s += 1;
        return UTF8_BAD;
    }
    *s += len;
    return cp;
}

size_t utf8_put_long(uint32_t cp, char *out)
{
    static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    size_t len = cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
    for (size_t i = len - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (cp & 0x3F));
        cp >>= 6;
    }
    out[0] = (char)(lead[len] | cp);
    return len;
}

bool utf8_valid(const char *s, size_t len, size_t *bad)
{
    const char *p = s, *end = s + len;
    while (p < end) {
        const char *start = p;
        if ((unsigned char)*p < 0x80) {
            p++;
        } else if (utf8_next(&p, end) == UTF8_BAD) {
            if (bad != NULL)
                *bad = (size_t)(start - s);
            return false;
        }
    }
    return true;
}

bool utf8_is_control(uint32_t cp)
{
    static const struct { uint32_t first, last; } ranges[] = {
        {0, 0x1F}, {0x7F, 0x9F}, {0x61C, 0x61C}, {0x200E, 0x200F}, {0x2028, 0x202E}, {0x2066, 0x2069}, {0xFEFF, 0xFEFF},
    };
    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++)
        if (cp >= ranges[i].first && cp <= ranges[i].last)
            return true;
    return false;
}

size_t utf8_length(const char *s, size_t len)
{
    size_t count = 0;
    for (size_t i = 0; i < len; i++)
        count += ((unsigned char)s[i] & 0xC0) != 0x80;
    return count;
}

/* A copy in the arena of what libunistring allocated, which is freed. NULL stays NULL. */
static char *adopt(struct arena *a, uint8_t *text, size_t len)
{
    char *copy = text != NULL ? arena_strndup(a, (const char *)text, len) : NULL;
    if (text == NULL)
        arena_starve(a);
    free(text);
    return copy;
}

static char *lower(struct arena *a, const char *s, size_t len)
{
    if (len == 0 || !utf8_valid(s, len, NULL))
        return arena_strndup(a, s, len);
    size_t out = 0;
    uint8_t *text = u8_tolower((const uint8_t *)s, len, "it", NULL, NULL, &out);
    return adopt(a, text, out);
}

char *utf8_lower(struct arena *a, const char *s)
{
    return lower(a, s, strlen(s));
}

static bool is_ascii(const char *s, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)s[i] >= 0x80)
            return false;
    return true;
}

char *utf8_nfc(struct arena *a, const char *s, size_t len)
{
    if (is_ascii(s, len) || !utf8_valid(s, len, NULL))
        return arena_strndup(a, s, len);
    size_t out = 0;
    uint8_t *text = u8_normalize(UNINORM_NFC, (const uint8_t *)s, len, NULL, &out);
    return adopt(a, text, out);
}

/* A heading that already mixes small letters in was not set in capitals: it is left alone. */
static bool has_small_letter(const char *s)
{
    const char *end = s + strlen(s);
    while (s < end) {
        uint32_t cp = utf8_next(&s, end);
        if (cp != UTF8_BAD && uc_is_lower(cp))
            return true;
    }
    return false;
}

static bool has_letter(const char *s, size_t len)
{
    const char *end = s + len;
    while (s < end) {
        uint32_t cp = utf8_next(&s, end);
        if (cp != UTF8_BAD && uc_is_alpha(cp))
            return true;
    }
    return false;
}

static bool has_digit(const char *s, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (s[i] >= '0' && s[i] <= '9')
            return true;
    return false;
}

/* "II", "XIV:"; a lone "I" is the article. */
static bool is_roman(const char *word, size_t len)
{
    const char *end = word + len;
    size_t letters = 0;
    while (word < end) {
        uint32_t cp = utf8_next(&word, end);
        bool numeral = cp == 'I' || cp == 'V' || cp == 'X';
        if (!numeral && cp != UTF8_BAD && uc_is_alpha(cp))
            return false;
        letters += numeral;
    }
    return letters > 1;
}

/* "P.I.R.A.", "D.LGS.": a dot between letters. */
static bool has_inner_dot(const char *word, size_t len)
{
    const char *dot = memchr(word, '.', len);
    return dot != NULL && has_letter(word, (size_t)(dot - word)) && has_letter(dot, len - (size_t)(dot - word));
}

/* Appends the word SMALL with its first letter made a capital. */
static void add_capitalised(struct buf *out, const char *small)
{
    const char *p = small, *end = small + strlen(small);
    while (p < end) {
        const char *start = p;
        uint32_t cp = utf8_next(&p, end);
        if (cp != UTF8_BAD && uc_is_alpha(cp)) {
            char big[4];
            buf_add(out, small, (size_t)(start - small));
            buf_add(out, big, utf8_put(uc_toupper(cp), big));
            break;
        }
    }
    buf_str(out, p);
}

/* Codes, abbreviations and Roman numerals have no small form; a code or number before the first word does not begin the sentence. */
static void add_word(struct buf *out, struct arena *a, const char *word, size_t len, bool *begun)
{
    if (has_digit(word, len)) {
        buf_add(out, word, len);
        return;
    }
    bool letters = has_letter(word, len);
    if (is_roman(word, len) || has_inner_dot(word, len)) {
        buf_add(out, word, len);
    } else {
        const char *small = lower(a, word, len);
        if (small == NULL)
            out->failed = true;
        else if (letters && !*begun)
            add_capitalised(out, small);
        else
            buf_str(out, small);
    }
    *begun = *begun || letters;
}

char *utf8_sentence(struct arena *a, const char *s)
{
    if (has_small_letter(s))
        return arena_strdup(a, s);
    struct buf out = BUF_INIT;
    bool begun = false;
    while (*s != '\0') {
        size_t blanks = strspn(s, " \t\r\n");
        size_t word = strcspn(s + blanks, " \t\r\n");
        buf_add(&out, s, blanks);
        add_word(&out, a, s + blanks, word, &begun);
        s += blanks + word;
    }
    char *copy = out.failed ? NULL : arena_strndup(a, buf_text(&out), out.len);
    if (out.failed)
        arena_starve(a);
    buf_free(&out);
    return copy;
}

uint32_t utf8_plain(uint32_t cp)
{
    ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
    if (cp < 0x80)
        return cp >= 'A' && cp <= 'Z' ? cp - 'A' + 'a' : cp;
    int count = uc_canonical_decomposition(cp, parts);
    while (count > 0) {
        cp = parts[0];
        count = uc_canonical_decomposition(cp, parts);
    }
    return uc_tolower(cp);
}
