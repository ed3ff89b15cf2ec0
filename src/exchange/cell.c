/* cell.c: values of a plan as texts of cells, and back. */
#include "exchange/cell.h"

#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/number.h"
#include "compute/plan.h"
#include "read/absence.h"
#include "read/codes.h"

enum { MOST_DIGITS = 24, MOST_CHARACTERS = 60 };   /* of a number: what piano.xsd admits, and what can be one at all */

/* A piece of a text. */
struct piece {
    const char *s;
    size_t len;
};

/* A number with what stands around it. */
struct figure_text {
    struct piece number, unit;   /* the unit without blanks; of "€ 5" the sign */
    size_t sign, body;           /* of the number: the length of its sign, and of its digits and separators */
};

static const char *const states[] = {"non-disponibile", "non-previsto", "nuovo", "in-definizione", "non-applicabile", "in-bianco"};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static struct piece trim(const char *s, size_t len)
{
    while (len > 0 && is_blank(*s))
        s++, len--;
    while (len > 0 && is_blank(s[len - 1]))
        len--;
    return (struct piece){s, len};
}

static bool is_word(struct piece p, const char *word)
{
    return p.len == strlen(word) && strncasecmp(p.s, word, p.len) == 0;
}

static unsigned bit_of(enum valore_tipo tipo)
{
    const char *name = valore_name(tipo);
    return name != NULL ? codes_tipo(name) : 0;
}

static enum cell_status set_text(struct cell_value *v, struct piece p, struct arena *a)
{
    v->text = arena_strndup(a, p.s, p.len);
    return v->text != NULL ? CELL_OK : CELL_NO_MEMORY;
}

/* ---------------------------------------------------------------- numbers */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The length of a sign at P: minus, plus, U+2212. */
static size_t sign_at(struct piece p)
{
    if (p.len > 0 && (*p.s == '-' || *p.s == '+'))
        return 1;
    return p.len >= 3 && memcmp(p.s, "\xE2\x88\x92", 3) == 0 ? 3 : 0;
}

static size_t exponent_at(struct piece p)
{
    size_t n = 1;
    if (p.len < 2 || (*p.s != 'e' && *p.s != 'E'))
        return 0;
    n += p.s[n] == '+' || p.s[n] == '-';
    size_t digits = n;
    while (n < p.len && is_digit(p.s[n]))
        n++;
    return n > digits ? n : 0;
}

static struct piece skip(struct piece p, size_t n)
{
    return (struct piece){p.s + n, p.len - n};
}

/* The currency that may stand before an amount. */
static size_t currency_at(struct piece p)
{
    static const char *const signs[] = {"€", "euro", "EUR"};
    for (size_t i = 0; i < COUNT(signs); i++)
        if (p.len >= strlen(signs[i]) && strncasecmp(p.s, signs[i], strlen(signs[i])) == 0)
            return strlen(signs[i]);
    return 0;
}

/* Parts a number from its unit; false when P has no number where one should be. */
static bool split(struct piece p, struct figure_text *f)
{
    size_t currency = currency_at(p);
    *f = (struct figure_text){.unit = {p.s, currency}};
    p = trim(p.s + currency, p.len - currency);
    f->number.s = p.s;
    f->sign = sign_at(p);
    p = skip(p, f->sign);
    while (f->body < p.len && (is_digit(p.s[f->body]) || p.s[f->body] == '.' || p.s[f->body] == ','))
        f->body++;
    if (f->body == 0 || !is_digit(*p.s))
        return false;
    if (!is_digit(p.s[f->body - 1]))   /* "5." of a sentence, "12, …" */
        return false;
    p = skip(p, f->body);
    size_t exponent = exponent_at(p);
    f->number.len = f->sign + f->body + exponent;
    p = trim(p.s + exponent, p.len - exponent);
    if (currency > 0)
        return p.len == 0;
    f->unit = p;
    return true;
}

/* How the digits and separators of BODY are meant. */
static enum cell_numbers style_of(struct piece body, bool *either)
{
    size_t dots = 0, commas = 0, last = 0;
    for (size_t i = 0; i < body.len; i++) {
        dots += body.s[i] == '.';
        commas += body.s[i] == ',';
        if (!is_digit(body.s[i]))
            last = i;
    }
    *either = dots + commas == 1 && body.len - last - 1 == 3 && last <= 3 && *body.s != '0';
    if (*either || dots + commas == 0)
        return CELL_UNSURE;
    if (dots > 0 && commas > 0)
        return body.s[last] == ',' ? CELL_ITALIAN : CELL_PLAIN;
    return commas == 1 || dots > 1 ? CELL_ITALIAN : CELL_PLAIN;
}

enum cell_numbers cell_number_style(const char *text, bool *either)
{
    struct figure_text f;
    *either = false;
    if (!split(trim(text, strlen(text)), &f))
        return CELL_UNSURE;
    return style_of((struct piece){f.number.s + f.sign, f.body}, either);
}

/* "1,234.5" as "1234,5"; false when the commas are not before groups of three. */
static bool to_italian(struct piece number, char out[MOST_CHARACTERS + 1])
{
    size_t kept = 0;
    for (size_t i = 0; i < number.len; i++) {
        bool group = i + 3 < number.len && is_digit(number.s[i + 1]) && is_digit(number.s[i + 2]) && is_digit(number.s[i + 3])
                     && !(i + 4 < number.len && is_digit(number.s[i + 4]));
        if (number.s[i] == ',' && !group)
            return false;
        if (number.s[i] != ',')
            out[kept++] = number.s[i] == '.' ? ',' : number.s[i];
    }
    out[kept] = '\0';
    return true;
}

/* The number of F into Q. */
static enum cell_status parse_number(mpq_t q, int *decimals, const struct figure_text *f, enum cell_numbers numbers)
{
    char plain[MOST_CHARACTERS + 1];
    bool either;
    enum cell_numbers style = style_of((struct piece){f->number.s + f->sign, f->body}, &either);
    if (f->number.len > MOST_CHARACTERS)
        return CELL_NUMBER_LONG;
    if (either && numbers == CELL_UNSURE)
        return CELL_NUMBER_EITHER;
    if (style == CELL_UNSURE)
        style = either ? numbers : CELL_ITALIAN;
    if (style == CELL_ITALIAN)
        return number_parse_italian(q, f->number.s, f->number.len, decimals) ? CELL_OK : CELL_NOT_NUMBER;
    if (!to_italian(f->number, plain))
        return CELL_NOT_NUMBER;
    return number_parse_italian(q, plain, strlen(plain), decimals) ? CELL_OK : CELL_NOT_NUMBER;
}

/* Q as the plan writes it into V. */
static enum cell_status write_number(struct cell_value *v, const mpq_t q, int decimals, struct arena *a)
{
    struct buf text = BUF_INIT;
    size_t digits = 0;
    number_decimal(&text, q, decimals);
    for (size_t i = 0; i < text.len; i++)
        digits += is_digit(text.data[i]);
    v->text = text.failed ? NULL : arena_strdup(a, buf_text(&text));
    buf_free(&text);
    if (v->text == NULL)
        return CELL_NO_MEMORY;
    return digits > MOST_DIGITS ? CELL_NUMBER_LONG : CELL_OK;
}

static enum cell_status set_number(struct cell_value *v, enum valore_tipo tipo, const struct figure_text *f,
                                   enum cell_numbers numbers, struct arena *a)
{
    mpq_t q;
    int decimals = 0;
    mpq_init(q);
    enum cell_status status = parse_number(q, &decimals, f, numbers);
    if (status == CELL_OK)
        status = write_number(v, q, decimals, a);
    mpq_clear(q);
    v->tipo = tipo;
    return status;
}

/* ---------------------------------------------------------------- days, yes and no, absences */

bool cell_date(struct date *date, const char *text, size_t len)
{
    struct piece p = trim(text, len);
    char full[16];
    if (date_parse(date, p.s, p.len) || date_parse_italian(date, p.s, p.len))
        return true;
    if (p.len < 6 || p.len > 8 || (p.s[p.len - 3] != '/' && p.s[p.len - 3] != '-' && p.s[p.len - 3] != '.'))
        return false;
    size_t head = p.len - 2;   /* spreadsheets cut the year to two digits */
    memcpy(full, p.s, head);
    memcpy(full + head, "20", 2);
    memcpy(full + head + 2, p.s + head, 2);
    return date_parse_italian(date, full, p.len + 2);
}

static enum cell_status set_date(struct cell_value *v, const struct date *date, struct arena *a)
{
    struct buf text = BUF_INIT;
    date_iso(&text, *date);
    v->tipo = VALORE_DATA;
    enum cell_status status = text.failed ? CELL_NO_MEMORY : set_text(v, (struct piece){text.data, text.len}, a);
    buf_free(&text);
    return status;
}

static bool set_sino(struct cell_value *v, struct piece p)
{
    static const char *const yes[] = {"si", "sì", "sÌ", "si'", "si`"};
    for (size_t i = 0; i < COUNT(yes); i++)
        if (is_word(p, yes[i]))
            v->text = "si";
    if (is_word(p, "no"))
        v->text = "no";
    if (v->text != NULL)
        v->tipo = VALORE_SINO;
    return v->text != NULL;
}

static enum cell_status set_absence(struct cell_value *v, const char *stato, struct piece words, struct arena *a)
{
    v->tipo = VALORE_ASSENTE;
    v->stato = stato;
    return set_text(v, words, a);
}

/* The state of that name; NULL for another word. */
static const char *state_called(struct piece p)
{
    for (size_t i = 0; i < COUNT(states); i++)
        if (is_word(p, states[i]))
            return states[i];
    return NULL;
}

/* ---------------------------------------------------------------- reading */

/* The value P of the type that was said outright. */
static enum cell_status read_typed(struct cell_value *v, enum valore_tipo tipo, struct piece p, const struct cell_context *context,
                                   struct arena *a)
{
    struct figure_text f;
    struct date date;
    v->tipo = tipo;
    if (tipo == VALORE_PAROLE)
        return p.len > 0 ? set_text(v, p, a) : CELL_NOT_VALUE;
    if (tipo == VALORE_DATA)
        return cell_date(&date, p.s, p.len) ? set_date(v, &date, a) : CELL_NOT_DATE;
    if (tipo == VALORE_SINO)
        return set_sino(v, p) ? CELL_OK : CELL_NOT_SINO;
    if (!split(p, &f))
        return CELL_NOT_NUMBER;
    if (tipo == VALORE_PERCENTO && f.unit.len > 0 && *f.unit.s == '%')
        f.unit = trim(f.unit.s + 1, f.unit.len - 1);
    if (tipo == VALORE_IMPORTO && currency_at(f.unit) == f.unit.len)
        f.unit.len = 0;
    if (f.unit.len > 0 && !(context->unita && is_word(f.unit, context->unita)) && !(v->unita = arena_strndup(a, f.unit.s, f.unit.len)))
        return CELL_NO_MEMORY;
    return set_number(v, tipo, &f, context->numbers, a);
}

/* "TIPO: …", "STATO: …" or a STATO alone; false when P is none of them. */
static bool read_outright(struct cell_value *v, struct piece p, const struct cell_context *context, struct arena *a,
                          enum cell_status *status)
{
    const char *colon = memchr(p.s, ':', p.len);
    struct piece word = trim(p.s, colon != NULL ? (size_t)(colon - p.s) : p.len);
    struct piece rest = colon != NULL ? trim(colon + 1, p.len - (size_t)(colon + 1 - p.s)) : (struct piece){"", 0};
    const char *stato = state_called(word);
    if (stato != NULL) {
        *status = set_absence(v, stato, rest, a);
        return true;
    }
    for (enum valore_tipo tipo = VALORE_NUMERO; colon != NULL && tipo <= VALORE_PAROLE; tipo++)
        if (is_word(word, valore_name(tipo))) {
            *status = read_typed(v, tipo, rest, context, a);
            return true;
        }
    return false;
}

/* The type of a number without a mark of its own: the first of those that are ADMITTED (all when 0). */
static enum valore_tipo number_type(const struct cell_context *context, unsigned admitted)
{
    if (context->first >= VALORE_NUMERO && context->first <= VALORE_DURATA && (admitted == 0 || (admitted & bit_of(context->first))))
        return context->first;
    for (enum valore_tipo tipo = VALORE_NUMERO; tipo <= VALORE_DURATA; tipo++)
        if (admitted == 0 || (admitted & bit_of(tipo)))
            return tipo;
    return VALORE_NESSUNO;
}

/* The type that F's own unit calls for; VALORE_NESSUNO when it does not go with those ADMITTED. *KNOWN: it is a unit at all. */
static enum valore_tipo marked_type(const struct figure_text *f, const struct cell_context *context, unsigned admitted, bool *known,
                                    bool *own)
{
    char unit[MOST_CHARACTERS + 1];
    *known = true;
    *own = false;
    if (is_word(f->unit, "%"))
        return admitted == 0 || (admitted & CODES_PERCENTO) ? VALORE_PERCENTO : VALORE_NESSUNO;
    if (f->unit.len > 0 && currency_at(f->unit) == f->unit.len)
        return admitted == 0 || (admitted & CODES_IMPORTO) ? VALORE_IMPORTO : VALORE_NESSUNO;
    if (f->unit.len == 0 || (context->unita != NULL && is_word(f->unit, context->unita)))
        return number_type(context, admitted);
    *known = f->unit.len <= MOST_CHARACTERS;
    if (!*known)
        return VALORE_NESSUNO;
    memcpy(unit, f->unit.s, f->unit.len);
    unit[f->unit.len] = '\0';
    unsigned types = codes_unita(context->codes, unit);
    *known = types != 0;
    *own = true;
    types = admitted != 0 ? types & admitted : types;
    return types != 0 ? number_type(context, types) : VALORE_NESSUNO;
}

/* What is wrong with a text that is none of the types ADMITTED. */
static enum cell_status not_admitted(unsigned admitted)
{
    const unsigned numbers = CODES_NUMERO | CODES_PERCENTO | CODES_IMPORTO | CODES_DURATA;
    if (admitted == CODES_DATA)
        return CELL_NOT_DATE;
    if (admitted == CODES_SINO)
        return CELL_NOT_SINO;
    return admitted != 0 && (admitted & ~numbers) == 0 ? CELL_NOT_NUMBER : CELL_NOT_VALUE;
}

static enum cell_status read_number(struct cell_value *v, const struct figure_text *f, const struct cell_context *context,
                                    unsigned admitted, struct arena *a)
{
    const unsigned numbers = CODES_NUMERO | CODES_PERCENTO | CODES_IMPORTO | CODES_DURATA;
    bool known, own;
    enum valore_tipo tipo = marked_type(f, context, admitted, &known, &own);
    if (!known || (admitted != 0 && !(admitted & numbers)))
        return not_admitted(admitted);
    if (tipo == VALORE_NESSUNO)
        return CELL_UNIT;
    if (own && !(v->unita = arena_strndup(a, f->unit.s, f->unit.len)))
        return CELL_NO_MEMORY;
    return set_number(v, tipo, f, context->numbers, a);
}

enum cell_status cell_read(struct cell_value *v, const char *text, const struct cell_context *context, struct arena *a)
{
    struct piece p = trim(text, strlen(text));
    struct figure_text f;
    struct date date;
    enum cell_status status = CELL_OK;
    *v = (struct cell_value){0};
    if (p.len == 0 || read_outright(v, p, context, a, &status))
        return status;
    const char *stato = absence_stato(p.s, p.len);
    if (stato != NULL)
        return set_absence(v, stato, p, a);
    unsigned admitted = (context->unita != NULL ? codes_unita(context->codes, context->unita) : 0) | bit_of(context->first);
    if ((admitted == 0 || (admitted & CODES_SINO)) && set_sino(v, p))
        return CELL_OK;
    if ((admitted == 0 || (admitted & CODES_DATA)) && cell_date(&date, p.s, p.len))
        return set_date(v, &date, a);
    if (split(p, &f))
        status = read_number(v, &f, context, admitted, a);
    else
        status = not_admitted(admitted);
    return status != CELL_OK && context->first == VALORE_PAROLE ? read_typed(v, VALORE_PAROLE, p, context, a) : status;
}

/* ---------------------------------------------------------------- the plan's own values */

static void add_words(struct buf *out, const xmlNode *n)
{
    for (const xmlNode *c = n->children; c != NULL; c = c->next) {
        if (c->type == XML_ELEMENT_NODE)
            add_words(out, c);
        for (const char *s = c->type == XML_TEXT_NODE ? (const char *)c->content : ""; *s != '\0'; s++) {
            if (!is_blank(*s))
                buf_char(out, *s);
            else if (out->len > 0 && out->data[out->len - 1] != ' ')
                buf_char(out, ' ');
        }
    }
}

const char *cell_words(const xmlNode *n, struct arena *a)
{
    struct buf words = BUF_INIT;
    if (n != NULL)
        add_words(&words, n);
    struct piece p = trim(buf_text(&words), words.len);
    const char *copy = words.failed ? NULL : arena_strndup(a, p.s, p.len);
    if (words.failed)
        arena_starve(a);
    buf_free(&words);
    return copy;
}

/* The number in TEXT with the digits that it shows, and nothing else. */
static bool normalise(struct cell_value *v, struct arena *a)
{
    mpq_t q;
    int decimals;
    mpq_init(q);
    bool ok = !number_parse(q, v->text, strlen(v->text), &decimals) || write_number(v, q, decimals, a) != CELL_NO_MEMORY;
    mpq_clear(q);
    return ok;
}

bool cell_of(struct cell_value *v, const xmlNode *element, const struct cell_context *context, struct arena *a)
{
    const xmlNode *n = plan_child(element, NULL);
    *v = (struct cell_value){0};
    while (n != NULL && valore_type_of((const char *)n->name) == VALORE_NESSUNO)
        n = plan_next(n, NULL);
    if (n == NULL)
        return true;
    v->tipo = valore_type_of((const char *)n->name);
    v->stato = plan_attr(n, "stato");
    v->unita = plan_attr(n, "unita");
    if (v->unita != NULL && context->unita != NULL && strcasecmp(v->unita, context->unita) == 0)
        v->unita = NULL;
    v->text = cell_words(n, a);
    if (v->text == NULL)
        return false;
    return v->tipo > VALORE_DURATA || normalise(v, a);
}

static bool same_text(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

bool cell_same(const struct cell_value *a, const struct cell_value *b)
{
    return a->tipo == b->tipo && same_text(a->text, b->text) && same_text(a->unita, b->unita) && same_text(a->stato, b->stato);
}

/* ---------------------------------------------------------------- writing */

void cell_print(struct buf *out, const struct cell_value *v)
{
    struct date date;
    if (v->tipo == VALORE_NESSUNO)
        return;
    if (v->tipo == VALORE_DATA && date_parse(&date, v->text, strlen(v->text))) {
        date_italian(out, date);
    } else if (v->tipo == VALORE_SINO) {
        buf_str(out, strcmp(v->text, "si") == 0 ? "sì" : "no");
    } else if (v->tipo == VALORE_ASSENTE) {
        buf_str(out, *v->text != '\0' ? v->text : v->stato);
    } else if (v->tipo == VALORE_PAROLE) {
        buf_str(out, v->text);
    } else {
        for (const char *s = v->text; *s != '\0'; s++)
            buf_char(out, *s == '.' ? ',' : *s);
        buf_str(out, v->tipo == VALORE_PERCENTO ? "%" : "");
    }
    if (v->unita != NULL)
        buf_printf(out, " %s", v->unita);
}

void cell_write(struct buf *out, const struct cell_value *v, const struct cell_context *context, struct arena *a)
{
    struct buf plain = BUF_INIT;
    struct cell_value again;
    if (v->tipo == VALORE_NESSUNO)
        return;
    cell_print(&plain, v);
    enum cell_status status = cell_read(&again, buf_text(&plain), context, a);
    if (status != CELL_OK || !cell_same(&again, v))
        buf_printf(out, "%s: ", v->tipo == VALORE_ASSENTE ? v->stato : valore_name(v->tipo));
    buf_str(out, buf_text(&plain));
    out->failed = out->failed || plain.failed || status == CELL_NO_MEMORY;
    buf_free(&plain);
}
