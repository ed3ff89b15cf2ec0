/* valore.c: typed values: reading them from a plan, copying, Italian print. */
#include "compute/valore.h"

#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/number.h"

static const struct {
    const char *name;
    enum valore_tipo tipo;
} types[] = {
    {"numero", VALORE_NUMERO}, {"percento", VALORE_PERCENTO}, {"importo", VALORE_IMPORTO}, {"durata", VALORE_DURATA},
    {"data", VALORE_DATA},     {"sino", VALORE_SINO},         {"parole", VALORE_PAROLE},   {"assente", VALORE_ASSENTE},
};

/* Units that say of which type a computed number is. */
static const struct {
    const char *unit;
    enum valore_tipo tipo;
} units[] = {
    {"%", VALORE_PERCENTO},   {"percentuale", VALORE_PERCENTO}, {"€", VALORE_IMPORTO},     {"euro", VALORE_IMPORTO},
    {"gg", VALORE_DURATA},    {"gg.", VALORE_DURATA},           {"giorni", VALORE_DURATA}, {"n.", VALORE_NUMERO},
    {"n", VALORE_NUMERO},     {"numero", VALORE_NUMERO},        {"fte", VALORE_NUMERO},    {"ore", VALORE_NUMERO},
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

void valore_init(struct valore *v)
{
    memset(v, 0, sizeof *v);
    mpq_init(v->numero);
}

void valore_clear(struct valore *v)
{
    mpq_clear(v->numero);
}

/* Makes V nothing, keeping its memory. */
static void reset(struct valore *v)
{
    v->tipo = VALORE_NESSUNO;
    v->decimali = 0;
    v->si = false;
    v->unita = NULL;
    v->elemento = NULL;
    mpq_set_ui(v->numero, 0, 1);
}

void valore_copy(struct valore *to, const struct valore *from)
{
    mpq_set(to->numero, from->numero);
    to->tipo = from->tipo;
    to->decimali = from->decimali;
    to->data = from->data;
    to->si = from->si;
    to->unita = from->unita;
    to->elemento = from->elemento;
}

void valore_hundredth(mpq_t q)
{
    mpz_mul_ui(mpq_denref(q), mpq_denref(q), 100);
    mpq_canonicalize(q);
}

void valore_hundredfold(mpq_t q)
{
    mpz_mul_ui(mpq_numref(q), mpq_numref(q), 100);
    mpq_canonicalize(q);
}

bool valore_is_number(const struct valore *v)
{
    return v->tipo >= VALORE_NUMERO && v->tipo <= VALORE_DURATA;
}

const char *valore_name(enum valore_tipo tipo)
{
    for (size_t i = 0; i < COUNT(types); i++)
        if (types[i].tipo == tipo)
            return types[i].name;
    return NULL;
}

enum valore_tipo valore_type_of(const char *element)
{
    for (size_t i = 0; i < COUNT(types); i++)
        if (strcmp(types[i].name, element) == 0)
            return types[i].tipo;
    return VALORE_NESSUNO;
}

enum valore_tipo valore_type_of_unit(const char *unita)
{
    for (size_t i = 0; unita != NULL && i < COUNT(units); i++)
        if (strcasecmp(units[i].unit, unita) == 0)
            return units[i].tipo;
    return VALORE_NESSUNO;
}

/* The attribute "unita" of an element; NULL when there is none. */
static const char *unit_of(const xmlNode *n)
{
    for (const xmlAttr *a = n->properties; a != NULL; a = a->next)
        if (strcmp((const char *)a->name, "unita") == 0 && a->children != NULL)
            return (const char *)a->children->content;
    return NULL;
}

static bool parse(struct valore *v, const char *text)
{
    size_t len = strlen(text);
    switch (v->tipo) {
    case VALORE_PERCENTO:
        if (!number_parse(v->numero, text, len, &v->decimali))
            return false;
        valore_hundredth(v->numero);
        return true;
    case VALORE_NUMERO:
    case VALORE_IMPORTO:
    case VALORE_DURATA:
        return number_parse(v->numero, text, len, &v->decimali);
    case VALORE_DATA:
        return date_parse(&v->data, text, len);
    case VALORE_SINO:
        text += strspn(text, " \t\r\n");
        v->si = strncmp(text, "si", 2) == 0;
        return true;
    case VALORE_PAROLE:
    case VALORE_ASSENTE:
    case VALORE_NESSUNO:
        break;
    }
    return true;
}

/* The text of ELEMENTO is nearly always one piece; a comment in its midst makes a copy necessary. */
static bool parse_element(struct valore *v, const xmlNode *elemento)
{
    const xmlNode *first = elemento->children;
    if (first == NULL)
        return parse(v, "");
    if (first->type == XML_TEXT_NODE && first->next == NULL)
        return parse(v, (const char *)first->content);
    xmlChar *copy = xmlNodeGetContent(elemento);
    bool ok = copy != NULL && parse(v, (const char *)copy);
    xmlFree(copy);
    return ok;
}

bool valore_read_element(struct valore *v, const xmlNode *elemento)
{
    reset(v);
    v->tipo = valore_type_of((const char *)elemento->name);
    if (v->tipo == VALORE_NESSUNO)
        return false;
    v->elemento = elemento;
    if (parse_element(v, elemento)) {
        v->unita = unit_of(elemento);
        return true;
    }
    reset(v);
    return false;
}

void valore_read(struct valore *v, const xmlNode *parent)
{
    reset(v);
    for (const xmlNode *n = parent ? parent->children : NULL; n != NULL; n = n->next)
        if (n->type == XML_ELEMENT_NODE && valore_read_element(v, n))
            return;
}

static void print_number(struct buf *out, const struct valore *v, const char *unita)
{
    if (v->tipo == VALORE_PERCENTO) {
        mpq_t hundredfold;
        mpq_init(hundredfold);
        mpq_set(hundredfold, v->numero);
        valore_hundredfold(hundredfold);
        number_italian(out, hundredfold, v->decimali);
        buf_char(out, '%');
        mpq_clear(hundredfold);
        return;
    }
    number_italian(out, v->numero, v->decimali);
    if (v->unita != NULL)
        unita = v->unita;
    if (unita == NULL && v->tipo == VALORE_IMPORTO)
        unita = "€";
    if (unita == NULL && v->tipo == VALORE_DURATA)
        unita = "gg";
    if (unita != NULL && strcmp(unita, "%") != 0)
        buf_printf(out, " %s", unita);
}

void valore_print(struct buf *out, const struct valore *v, const char *unita)
{
    if (valore_is_number(v))
        print_number(out, v, unita);
    else if (v->tipo == VALORE_DATA)
        date_italian(out, v->data);
    else if (v->tipo == VALORE_SINO)
        buf_str(out, v->si ? "sì" : "no");
    else if (v->tipo == VALORE_PAROLE && v->elemento->children && v->elemento->children->content)
        buf_printf(out, "«%s»", (const char *)v->elemento->children->content);
    else
        buf_str(out, "n.d.");
}
