/* codes.c: the official lists, read once into small arrays. */
#include "read/codes.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"

struct name { const char *code, *name; };
struct unit { const char *name; unsigned types; };

struct codes {
    struct arena *arena;
    struct name *missioni, *cofog;
    struct codes_programma *programmi;
    struct codes_documento *documenti;
    struct unit *unita;
    size_t nmissioni, ncofog, nprogrammi, ndocumenti, nunita;
    bool failed;
};

static const struct { const char *element; unsigned bit; } TYPES[] = {
    {"numero", CODES_NUMERO}, {"percento", CODES_PERCENTO}, {"importo", CODES_IMPORTO},
    {"durata", CODES_DURATA}, {"data", CODES_DATA}, {"sino", CODES_SINO},
};

unsigned codes_tipo(const char *element)
{
    for (size_t i = 0; i < sizeof TYPES / sizeof *TYPES; i++)
        if (strcmp(TYPES[i].element, element) == 0)
            return TYPES[i].bit;
    return 0;
}

static const char *attribute(struct codes *c, xmlNodePtr node, const char *name)
{
    xmlChar *value = xmlGetNoNsProp(node, BAD_CAST name);
    if (value == NULL)
        return NULL;
    const char *copy = arena_strdup(c->arena, (const char *)value);
    xmlFree(value);
    c->failed |= copy == NULL;
    return copy;
}

static int attribute_year(struct codes *c, xmlNodePtr node, const char *name)
{
    const char *value = attribute(c, node, name);
    return value != NULL ? atoi(value) : 0;
}

static bool attribute_yes(struct codes *c, xmlNodePtr node, const char *name)
{
    const char *value = attribute(c, node, name);
    return value != NULL && strcmp(value, "si") == 0;
}

/* The set of the types named in a list of words. */
static unsigned types_of(const char *words)
{
    unsigned set = 0;
    char word[16];
    while (words != NULL && *words != '\0') {
        size_t n = strcspn(words, " ");
        if (n > 0 && n < sizeof word) {
            memcpy(word, words, n);
            word[n] = '\0';
            set |= codes_tipo(word);
        }
        words += n + (words[n] == ' ');
    }
    return set;
}

static void add_missione(struct codes *c, xmlNodePtr node)
{
    struct name *m = &c->missioni[c->nmissioni++];
    m->code = attribute(c, node, "codice");
    m->name = attribute(c, node, "nome");
}

static void add_programma(struct codes *c, xmlNodePtr node)
{
    struct codes_programma *p = &c->programmi[c->nprogrammi++];
    p->missione = attribute(c, node->parent, "codice");
    p->codice = attribute(c, node, "codice");
    p->nome = attribute(c, node, "nome");
    p->dal = attribute_year(c, node, "dal");
    p->al = attribute_year(c, node, "al");
}

static void add_voce(struct codes *c, xmlNodePtr node)
{
    struct name *v = &c->cofog[c->ncofog++];
    v->code = attribute(c, node, "codice");
    v->name = attribute(c, node, "nome");
}

static void add_documento(struct codes *c, xmlNodePtr node)
{
    struct codes_documento *doc = &c->documenti[c->ndocumenti++];
    doc->tipo = attribute(c, node, "tipo");
    doc->dpcm = attribute_yes(c, node, "dpcm");
    doc->consuntivo = attribute_yes(c, node, "consuntivo");
}

static void add_unita(struct codes *c, xmlNodePtr node)
{
    const char *name = attribute(c, node, "nome");
    if (name == NULL)
        return;   /* the list itself is called unita as well */
    struct unit *u = &c->unita[c->nunita++];
    u->name = name;
    u->types = types_of(attribute(c, node, "tipi"));
}

static const struct { const char *element; void (*add)(struct codes *, xmlNodePtr); } READERS[] = {
    {"missione", add_missione}, {"programma", add_programma}, {"voce", add_voce},
    {"documento", add_documento}, {"unita", add_unita},
};

static void read_node(struct codes *c, xmlNodePtr node)
{
    for (size_t i = 0; i < sizeof READERS / sizeof *READERS; i++)
        if (strcmp(READERS[i].element, (const char *)node->name) == 0)
            READERS[i].add(c, node);
    for (xmlNodePtr child = node->children; child != NULL; child = child->next)
        if (child->type == XML_ELEMENT_NODE)
            read_node(c, child);
}

static size_t count_elements(xmlNodePtr node)
{
    size_t n = 1;
    for (xmlNodePtr child = node->children; child != NULL; child = child->next)
        if (child->type == XML_ELEMENT_NODE)
            n += count_elements(child);
    return n;
}

/* Every list gets room for all elements of the file: a few kilobytes, and no growing. */
static bool make_room(struct codes *c, size_t n)
{
    c->missioni = arena_array(c->arena, n, sizeof *c->missioni);
    c->cofog = arena_array(c->arena, n, sizeof *c->cofog);
    c->programmi = arena_array(c->arena, n, sizeof *c->programmi);
    c->documenti = arena_array(c->arena, n, sizeof *c->documenti);
    c->unita = arena_array(c->arena, n, sizeof *c->unita);
    return c->missioni != NULL && c->cofog != NULL && c->programmi != NULL && c->documenti != NULL && c->unita != NULL;
}

static struct codes *codes_from(const struct xml_doc *doc)
{
    struct codes *c = calloc(1, sizeof *c);
    if (c == NULL)
        return NULL;
    c->arena = arena_new();
    if (c->arena != NULL && make_room(c, count_elements(xml_root(doc))))
        read_node(c, xml_root(doc));
    else
        c->failed = true;
    if (c->failed) {
        codes_free(c);
        return NULL;
    }
    return c;
}

enum read_status codes_load(struct codes **codes, const char *path, struct diag *d)
{
    struct xml_doc *doc = NULL;
    *codes = NULL;
    enum read_status status = xml_read(&doc, path, 0, d);
    if (status != READ_OK)
        return status;
    *codes = codes_from(doc);
    xml_free(doc);
    if (*codes == NULL) {
        diag_say0(d, DIAG_NO_MEMORY, NULL);
        return READ_LIMIT;
    }
    return READ_OK;
}

void codes_free(struct codes *c)
{
    if (c == NULL)
        return;
    arena_free(c->arena);
    free(c);
}

static const char *find_name(const struct name *list, size_t n, const char *code)
{
    for (size_t i = 0; i < n; i++)
        if (list[i].code != NULL && strcmp(list[i].code, code) == 0)
            return list[i].name;
    return NULL;
}

const char *codes_missione(const struct codes *c, const char *missione)
{
    return find_name(c->missioni, c->nmissioni, missione);
}

const char *codes_cofog(const struct codes *c, const char *codice)
{
    return find_name(c->cofog, c->ncofog, codice);
}

static bool programma_is(const struct codes_programma *p, const char *missione, const char *codice, int anno)
{
    return strcmp(p->missione, missione) == 0 && strcmp(p->codice, codice) == 0
        && (p->dal == 0 || anno >= p->dal) && (p->al == 0 || anno <= p->al);
}

const char *codes_programma(const struct codes *c, const char *missione, const char *programma, int anno)
{
    for (size_t i = 0; i < c->nprogrammi; i++)
        if (programma_is(&c->programmi[i], missione, programma, anno))
            return c->programmi[i].nome;
    return NULL;
}

const struct codes_programma *codes_programmi(const struct codes *c, size_t *count)
{
    *count = c->nprogrammi;
    return c->programmi;
}

const struct codes_documento *codes_documento(const struct codes *c, const char *tipo)
{
    for (size_t i = 0; i < c->ndocumenti; i++)
        if (strcmp(c->documenti[i].tipo, tipo) == 0)
            return &c->documenti[i];
    return NULL;
}

unsigned codes_unita(const struct codes *c, const char *nome)
{
    size_t len = strlen(nome);
    if (len > 1 && nome[len - 1] == '.')
        len--;
    for (size_t i = 0; i < c->nunita; i++)
        if (strlen(c->unita[i].name) == len && strncasecmp(c->unita[i].name, nome, len) == 0)
            return c->unita[i].types;
    return 0;
}
