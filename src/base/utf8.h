/* utf8.h: Unicode text in bytes: decoding, checking, counting. */
#ifndef PIRA_UTF8_H
#define PIRA_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define UTF8_BAD UINT32_MAX

/* The following two for characters that are not ASCII; ASCII is most of every text and is done where it is met. */
uint32_t utf8_next_long(const char **s, const char *end);
size_t utf8_put_long(uint32_t cp, char *out);

/* Decodes the character at *S (before END) and moves *S past it.
 * A malformed byte gives UTF8_BAD and moves by one. */
static inline uint32_t utf8_next(const char **s, const char *end)
{
    return (unsigned char)**s < 0x80 ? (unsigned char)*(*s)++ : utf8_next_long(s, end);
}

/* The character as bytes in OUT (at least 4); returns how many. */
static inline size_t utf8_put(uint32_t cp, char *out)
{
    if (cp >= 0x80)
        return utf8_put_long(cp, out);
    *out = (char)cp;
    return 1;
}

/* Whether S is well-formed UTF-8; otherwise *BAD is the offset of the first malformed byte. */
bool utf8_valid(const char *s, size_t len, size_t *bad);

/* How many characters LEN bytes of well-formed text hold. */
size_t utf8_length(const char *s, size_t len);

/* Whether a character moves the cursor, turns the direction of the text around it or ends the line, and so must not reach
 * a terminal: controls (C0, DEL, C1), U+061C, U+200E and F, U+2028 to 202E, U+2066 to 2069, U+FEFF. */
bool utf8_is_control(uint32_t cp);

/* Small letters of an Italian text, by Unicode's rules, appended to nothing but OUT's arena:
 * used to set capitals of headings in sentence case (looks.md 1.6) and to compare names.
 * Result owned by the arena; NULL when memory is short. */
struct arena;
char *utf8_lower(struct arena *a, const char *s);
char *utf8_sentence(struct arena *a, const char *s);

/* The letter CP small and without its accents: "È" is "e". */
uint32_t utf8_plain(uint32_t cp);

/* S in normal form C; NULL when memory is short. */
char *utf8_nfc(struct arena *a, const char *s, size_t len);

#endif
