/* xml_schema_mend.c: numbers and days as people write them, names and words by which they call things. */
#include "read/xml_schema_mend.h"

#include <string.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/number.h"
#include "base/suggest.h"
#include "base/utf8.h"

#define BLANKS " \t\r\n"
#define DIGITS "0123456789"
#define COUNT(array) (sizeof(array) / sizeof *(array))

/* --- words --- */

/* What people write for the words of the schema: signs, words of every day, tags of HTML. */
static const struct { const char *word, *meant; } synonyms[] = {
    {">=", "almeno"},      {"=>", "almeno"},    {"≥", "almeno"},        {"minimo", "almeno"},    {"min", "almeno"},
    {"non meno di", "almeno"}, {"maggiore o uguale", "almeno"},         {">", "oltre"},          {"maggiore", "oltre"},
    {"più di", "oltre"},   {"<=", "al-massimo"}, {"=<", "al-massimo"},  {"≤", "al-massimo"},     {"massimo", "al-massimo"},
    {"max", "al-massimo"}, {"non più di", "al-massimo"}, {"minore o uguale", "al-massimo"},      {"<", "sotto"},
    {"minore", "sotto"},   {"meno di", "sotto"}, {"=", "uguale"},       {"==", "uguale"},        {"pari a", "uguale"},
    {"entro il", "entro"}, {"s", "si"},         {"yes", "si"},          {"y", "si"},             {"true", "si"},
    {"vero", "si"},        {"x", "si"},         {"n", "no"},            {"false", "no"},         {"falso", "no"},
    {"relazione", "rapporto"}, {"consuntivo", "rapporto"}, {"previsione", "preventivo"},         {"budget", "preventivo"},
    {"obiettivo", "nodo"}, {"obbiettivo", "nodo"}, {"b", "forte"},      {"strong", "forte"},     {"grassetto", "forte"},
    {"neretto", "forte"},  {"i", "corsivo"},    {"em", "corsivo"},      {"italic", "corsivo"},   {"br", "a-capo"},
    {"ul", "elenco"},      {"ol", "elenco"},    {"lista", "elenco"},    {"li", "voce"},          {"h1", "titolo"},
    {"h2", "titolo"},      {"h3", "titolo"},    {"sup", "apice"},       {"sub", "pedice"},       {"table", "tabella"},
    {"tr", "riga"},        {"td", "cella"},     {"th", "cella"},        {"img", "figura"},       {"paragrafo", "p"},
    {"valore-atteso", "target"}, {"risultato", "consuntivo"}, {"percentuale", "percento"},       {"euro", "importo"},
    {"giorni", "durata"},  {"testo", "p"},
};

const char *mend_synonym(const char *word, const char *const *known)
{
    for (size_t i = 0; i < COUNT(synonyms); i++) {
        const char *meant = suggest_distance(word, synonyms[i].word) == 0 ? suggest_same(synonyms[i].meant, known) : NULL;
        if (meant != NULL)
            return meant;
    }
    return NULL;
}

/* Of a word of two letters any other is near. */
const char *mend_word(const char *word, const char *const *known)
{
    const char *found = suggest_same(word, known);
    if (found == NULL)
        found = mend_synonym(word, known);
    if (found == NULL && strlen(word) > 2)
        found = suggest_nearest(word, known);
    return found;
}

const char *mend_kind(const char *value)
{
    static const struct { const char *sign, *kind; } kinds[] = {
        {"%", "percento"}, {"€", "importo"}, {"euro", "importo"}, {"gg", "durata"}, {"giorni", "durata"}, {"giorno", "durata"},
    };
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (strstr(value, kinds[i].sign) != NULL)
            return kinds[i].kind;
    return NULL;
}

/* --- names --- */

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (unsigned char)c >= 0x80;
}

void mend_name(struct buf *out, const char *value, char initial)
{
    value += strspn(value, BLANKS);
    if (!is_letter(*value))
        buf_printf(out, "%c-", initial);
    while (*value != '\0' && !is_letter(*value) && strchr(DIGITS, *value) == NULL)
        value++;
    for (bool gap = false; *value != '\0'; value++) {
        bool good = is_letter(*value) || strchr(DIGITS ".-", *value) != NULL;
        if (good && gap)
            buf_char(out, '-');
        if (good)
            buf_char(out, *value);
        gap = !good;
    }
}

/* --- numbers --- */

bool mend_is_integer(const char *builtin)
{
    static const char *const integers[] = {"integer", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger",
                                           "negativeInteger", "int", "long", "short", "byte", "unsignedInt", "unsignedLong",
                                           "unsignedShort", "unsignedByte"};
    for (size_t i = 0; builtin != NULL && i < COUNT(integers); i++)
        if (strcmp(integers[i], builtin) == 0)
            return true;
    return false;
}

bool mend_is_plain(const char *value, bool point)
{
    value += strspn(value, BLANKS);
    value += *value == '-' || *value == '+';
    size_t whole = strspn(value, DIGITS);
    value += whole;
    size_t decimals = point && *value == '.' ? strspn(value + 1, DIGITS) : 0;
    value += decimals > 0 ? decimals + 1 : 0;
    return whole > 0 && value[strspn(value, BLANKS)] == '\0';
}

static const char minus[] = "\xE2\x88\x92", no_break[] = "\xC2\xA0", narrow[] = "\xE2\x80\xAF", quote[] = "\xE2\x80\x99";

/* How many of the bytes at P are one of the signs, a list ended by NULL. */
static size_t one_of(const char *p, const char *const *signs)
{
    for (; *signs != NULL; signs++)
        if (strncmp(p, *signs, strlen(*signs)) == 0)
            return strlen(*signs);
    return 0;
}

static size_t blank_at(const char *p)
{
    static const char *const blanks[] = {" ", "\t", "\r", "\n", no_break, narrow, NULL};
    return one_of(p, blanks);
}

/* What stands between groups of digits besides points and commas. */
static size_t gap_at(const char *p)
{
    static const char *const gaps[] = {" ", "'", no_break, narrow, quote, NULL};
    return one_of(p, gaps);
}

/* Past the currency, and the blanks around it, that may stand before an amount. */
static const char *skip_currency(const char *p, bool *unit)
{
    static const char *const signs[] = {"€", "euro", "Euro", "EUR", "EURO", NULL};
    size_t len;
    while ((len = blank_at(p)) > 0)
        p += len;
    len = one_of(p, signs);
    *unit = *unit || len > 0;
    p += len;
    while ((len = blank_at(p)) > 0)
        p += len;
    return p;
}

/* Appends sign, digits and separators at P to OUT; returns where they end. */
static const char *take_number(struct buf *out, const char *p)
{
    size_t sign = one_of(p, (const char *const[]){"-", "+", minus, NULL});
    buf_add(out, p, sign);
    p += sign;
    while (*p != '\0') {
        size_t gap = gap_at(p);
        bool separator = (*p == '.' || *p == ',') && strchr(DIGITS, p[1]) != NULL && p[1] != '\0';
        if (strchr(DIGITS, *p) == NULL && !separator && (gap == 0 || p[gap] == '\0' || strchr(DIGITS, p[gap]) == NULL))
            break;
        if (gap == 0)
            buf_char(out, *p);
        p += gap > 0 ? gap : 1;
    }
    return p;
}

/* Whether what follows a number can be its unit: words, "%", "€"; not "²", which changes it. */
static bool is_unit(const char *p)
{
    static const char *const signs[] = {"%", "€", "°", ".", no_break, NULL};
    while (*p != '\0') {
        size_t len = one_of(p, signs);
        if (len == 0 && ((unsigned char)*p >= 0x80 || (!is_letter(*p) && strchr(" \t\r\n", *p) == NULL)))
            return false;
        p += len > 0 ? len : 1;
    }
    return true;
}

static bool is_blank(const char *p)
{
    for (size_t len; (len = blank_at(p)) > 0;)
        p += len;
    return *p == '\0';
}

static enum mend mend_number(struct buf *out, const char *value, bool whole)
{
    struct buf number = BUF_INIT;
    bool unit = false;
    int decimals = 0;
    mpq_t q;
    mpq_init(q);
    const char *rest = take_number(&number, skip_currency(value, &unit));
    bool plain = !unit && is_blank(rest), read = is_unit(rest);
    read = read && (number_parse_italian(q, buf_text(&number), number.len, &decimals) ||
                    number_parse(q, buf_text(&number), number.len, &decimals));
    read = read && (decimals == 0 || !whole);
    if (!read && !unit && strchr(value, ',') != NULL)   /* 1,24179e+006 */
        plain = read = number_parse_italian(q, value, strlen(value), &decimals) && (decimals == 0 || !whole);
    if (read)
        number_decimal(out, q, decimals);
    mpq_clear(q);
    out->failed = out->failed || number.failed;
    buf_free(&number);
    return !read ? MEND_NONE : plain ? MEND_ITALIAN : MEND_UNIT;
}

enum mend mend_value(struct buf *out, const char *value, const char *builtin)
{
    struct date day;
    bool date = builtin != NULL && strcmp(builtin, "date") == 0;
    enum date_guess guess = date || builtin == NULL ? date_guess(&day, value, strlen(value)) : DATE_NO_GUESS;
    if (guess != DATE_NO_GUESS) {
        date_iso(out, day);
        return guess == DATE_GUESSED ? MEND_DATE : MEND_NO_SUCH_DAY;
    }
    if (builtin != NULL && strcmp(builtin, "decimal") != 0 && !mend_is_integer(builtin))
        return MEND_NONE;
    return mend_number(out, value, mend_is_integer(builtin));
}
