/* template_op.c: the body of a template as instructions: which elements there are, which attributes they have. */
#include "bind/template_load.h"

#include <stddef.h>
#include <string.h>

#include "base/arena.h"
#include "read/xml_read.h"

/* An element of the language: its instruction, how large that is, its attributes, whether its text counts. */
struct op_def { const char *element; enum op_kind kind; size_t size; const struct attr *attrs; bool text; };

static const char *const valigns[] = {"alto", "basso", "mezzo", NULL};   /* enum valign */
static const char *const units[] = {"no", "si", "propria", NULL};   /* enum unit_use */
static const char *const spaces[] = {"pieno", "stretto", NULL};
static const char *const numberings[] = {"trattino", "numeri", "lettere", "romani", "nessuna", NULL};   /* enum numbering */

#define A(struct_, name, type, field) {name, type, offsetof(struct struct_, field), NULL}
#define W(struct_, name, field, words) {name, ATTR_WORD, offsetof(struct struct_, field), words}
#define END {NULL, ATTR_NAME, 0, NULL}

static const struct attr none_attrs[] = {END};
static const struct attr each_attrs[] = {
    A(op_each, "di", ATTR_EXPR, of), A(op_each, "come", ATTR_DECLARES, as), A(op_each, "tra", ATTR_TEXT, between), END
};
static const struct attr if_attrs[] = {A(op_if, "test", ATTR_EXPR, test), END};
static const struct attr let_attrs[] = {A(op_let, "nome", ATTR_DECLARES, variable), A(op_let, "valore", ATTR_EXPR, value), END};
static const struct attr call_attrs[] = {A(op_call, "frammento", ATTR_FRAGMENT, fragment), A(op_call, "di", ATTR_EXPR, of), END};
static const struct attr span_attrs[] = {A(op_span, "stile", ATTR_STYLE, style), A(op_span, "intero", ATTR_YESNO, whole), END};
static const struct attr value_attrs[] = {
    A(op_value, "di", ATTR_EXPR, of), A(op_value, "stile", ATTR_STYLE, style),
    A(op_value, "frase", ATTR_YESNO, sentence), A(op_value, "intero", ATTR_YESNO, whole), END
};
static const struct attr quantity_attrs[] = {
    A(op_quantity, "di", ATTR_EXPR, of), A(op_quantity, "anno", ATTR_EXPR, year), A(op_quantity, "cifra", ATTR_NAME, figure),
    A(op_quantity, "diverso", ATTR_FRAGMENT_TEXT, differs), A(op_quantity, "come", ATTR_NAME, type),
    W(op_quantity, "unita", unit, units), A(op_quantity, "comparatore", ATTR_YESNO, comparator),
    A(op_quantity, "decimali", ATTR_COUNT, decimals), A(op_quantity, "stile", ATTR_STYLE, style),
    A(op_quantity, "stile-unita", ATTR_STYLE, unit_style), W(op_quantity, "spazio", space, spaces), END
};
static const struct attr measures_attrs[] = {
    A(op_measures, "di", ATTR_EXPR, of), A(op_measures, "anno", ATTR_EXPR, year),
    A(op_measures, "stile", ATTR_STYLE, style), A(op_measures, "stile-unita", ATTR_STYLE, unit_style), END
};
static const struct attr light_attrs[] = {A(op_light, "di", ATTR_EXPR, of), A(op_light, "stile", ATTR_STYLE, style), END};
static const struct attr bar_attrs[] = {
    A(op_bar, "di", ATTR_EXPR, of), A(op_bar, "cifra", ATTR_NAME, figure), A(op_bar, "larghezza", ATTR_LENGTH, width),
    A(op_bar, "altezza", ATTR_LENGTH, height), A(op_bar, "colore", ATTR_COLOUR, colour), A(op_bar, "traccia", ATTR_COLOUR, track), END
};
static const struct attr link_attrs[] = {A(op_link, "indirizzo", ATTR_TEXT, uri), A(op_link, "ancora", ATTR_TEXT, anchor), END};

static const struct attr column_attrs[] = {
    A(op_column, "nome", ATTR_TEXT, name), A(op_column, "id", ATTR_NAME, id), A(op_column, "larghezza", ATTR_WIDTH, width),
    A(op_column, "asse", ATTR_LENGTH, axis), W(op_column, "allinea", align, attr_aligns), A(op_column, "stile", ATTR_STYLE, style),
    A(op_column, "fondo", ATTR_COLOUR, fill), A(op_column, "se", ATTR_EXPR, test), END
};
static const struct attr row_attrs[] = {
    A(op_row, "aspetto", ATTR_ROW_LOOK, look), A(op_row, "quando", ATTR_EXPR, when), A(op_row, "aspetto-quando", ATTR_ROW_LOOK, other),
    A(op_row, "stile", ATTR_STYLE, own.style), A(op_row, "fondo", ATTR_COLOUR, own.fill),
    A(op_row, "respiro", ATTR_LENGTH, own.pad), A(op_row, "respiro-sopra", ATTR_LENGTH, own.pad_top),
    A(op_row, "respiro-sotto", ATTR_LENGTH, own.pad_bottom), A(op_row, "filetto-sopra", ATTR_STROKE, own.above),
    A(op_row, "filetto-sotto", ATTR_STROKE, own.below), A(op_row, "spazio-prima", ATTR_LENGTH, own.bonus),
    A(op_row, "con-seguente", ATTR_YESNO, own.keep_next), A(op_row, "intera", ATTR_YESNO, own.whole),
    A(op_row, "totale", ATTR_YESNO, own.total), A(op_row, "fine-gruppo", ATTR_EXPR, group_end),
    A(op_row, "segue", ATTR_TEXT, segue), A(op_row, "ancora", ATTR_TEXT, anchor), A(op_row, "segnalibro", ATTR_TEXT, bookmark),
    A(op_row, "livello-segnalibro", ATTR_COUNT, bookmark_level), A(op_row, "capitolo", ATTR_TEXT, chapter), END
};
static const struct attr cell_attrs[] = {
    A(op_cell, "colonna", ATTR_TEXT, column), A(op_cell, "fino-a", ATTR_TEXT, upto),
    A(op_cell, "scende", ATTR_YESNO, descends), A(op_cell, "livello", ATTR_COUNT, heading),
    A(op_cell, "stile", ATTR_STYLE, style), A(op_cell, "fondo", ATTR_COLOUR, fill), A(op_cell, "intestazione", ATTR_YESNO, header),
    A(op_cell, "legenda", ATTR_YESNO, legend),
    W(op_cell, "verticale", valign, valigns), A(op_cell, "margine-sinistro", ATTR_LENGTH, pad_left),
    A(op_cell, "margine-destro", ATTR_LENGTH, pad_right), A(op_cell, "filetto-sotto", ATTR_STROKE, below),
    A(op_cell, "rientro-filetto", ATTR_LENGTH, below_inset), END
};
static const struct attr table_attrs[] = {
    A(op_table, "aspetto", ATTR_TABLE_LOOK, look), A(op_table, "larghezza", ATTR_LENGTH, width),
    A(op_table, "rientro", ATTR_LENGTH, indent),
    A(op_table, "prima", ATTR_LENGTH, before), A(op_table, "dopo", ATTR_LENGTH, after), A(op_table, "descrizione", ATTR_TEXT, summary),
    A(op_table, "segue", ATTR_TEXT, segue),
    A(op_table, "con-seguente", ATTR_YESNO, keep_next), END
};
static const struct attr plan_table_attrs[] = {
    A(op_plan_table, "di", ATTR_EXPR, of), A(op_plan_table, "aspetto", ATTR_TABLE_LOOK, look),
    A(op_plan_table, "larghezze", ATTR_WIDTHS, widths), A(op_plan_table, "frase", ATTR_YESNO, sentence),
    A(op_plan_table, "unita", ATTR_YESNO, unit), A(op_plan_table, "diverso", ATTR_FRAGMENT_TEXT, differs),
    A(op_plan_table, "prima", ATTR_LENGTH, before), A(op_plan_table, "dopo", ATTR_LENGTH, after), END
};

static const struct attr chart_attrs[] = {
    A(op_chart, "di", ATTR_EXPR, of), A(op_chart, "aspetto", ATTR_TABLE_LOOK, look), A(op_chart, "etichette", ATTR_LENGTH, label_width),
    A(op_chart, "barre", ATTR_LENGTH, bar_width), A(op_chart, "altezza", ATTR_LENGTH, bar_height),
    A(op_chart, "colore-1", ATTR_COLOUR, colours[0]), A(op_chart, "colore-2", ATTR_COLOUR, colours[1]),
    A(op_chart, "colore-3", ATTR_COLOUR, colours[2]), A(op_chart, "prima", ATTR_LENGTH, before),
    A(op_chart, "dopo", ATTR_LENGTH, after), END
};

static const struct attr heading_attrs[] = {
    A(op_heading, "livello", ATTR_COUNT, level), A(op_heading, "stile", ATTR_STYLE, style),
    A(op_heading, "capitolo", ATTR_YESNO, chapter),
    A(op_heading, "segnalibro", ATTR_YESNO, bookmark), A(op_heading, "numero", ATTR_TEXT, number),
    A(op_heading, "ancora", ATTR_TEXT, anchor), END
};
static const struct attr para_attrs[] = {
    A(op_para, "stile", ATTR_STYLE, style), A(op_para, "con-seguente", ATTR_YESNO, keep_next),
    A(op_para, "ancora", ATTR_TEXT, anchor), END
};
static const struct attr list_attrs[] = {
    A(op_list, "stile", ATTR_STYLE, style), W(op_list, "numerazione", numbering, numberings),
    A(op_list, "rientro", ATTR_LENGTH, indent), END
};
static const struct attr story_attrs[] = {
    A(op_story, "di", ATTR_EXPR, of), A(op_story, "livello", ATTR_COUNT, level), A(op_story, "numera", ATTR_YESNO, number),
    A(op_story, "frase", ATTR_YESNO, sentence),
    A(op_story, "stile", ATTR_STYLE, style), END
};
static const struct attr figure_attrs[] = {
    A(op_figure, "file", ATTR_TEXT, file), A(op_figure, "alternativa", ATTR_TEXT, alt), A(op_figure, "larghezza", ATTR_LENGTH, width),
    A(op_figure, "altezza", ATTR_LENGTH, height), W(op_figure, "allinea", align, attr_aligns), END
};
static const struct attr length_attrs[] = {A(op_length, "altezza", ATTR_LENGTH, height), END};
static const struct attr rule_attrs[] = {
    A(op_rule, "tratto", ATTR_STROKE, stroke), A(op_rule, "larghezza", ATTR_LENGTH, width), A(op_rule, "prima", ATTR_LENGTH, before),
    A(op_rule, "dopo", ATTR_LENGTH, after), END
};
static const struct attr page_attrs[] = {A(op_page, "stile", ATTR_PAGE, page), END};
static const struct attr group_attrs[] = {A(op_group, "insieme", ATTR_YESNO, together), END};
static const struct attr canvas_attrs[] = {
    A(op_canvas, "x", ATTR_LENGTH, x), A(op_canvas, "y", ATTR_LENGTH, y), A(op_canvas, "larghezza", ATTR_LENGTH, width), END
};
static const struct attr contents_attrs[] = {
    A(op_contents, "aspetto", ATTR_TABLE_LOOK, look), A(op_contents, "larghezza", ATTR_LENGTH, width),
    A(op_contents, "colonna-numero", ATTR_LENGTH, number_width), A(op_contents, "colonna-pagina", ATTR_LENGTH, page_width), END
};
static const struct attr level_attrs[] = {
    A(op_contents_level, "aspetto", ATTR_ROW_LOOK, look), A(op_contents_level, "rientro", ATTR_LENGTH, indent), END
};

static const struct op_def op_defs[] = {
    {"per-ogni", OP_EACH, sizeof(struct op_each), each_attrs, true},
    {"se", OP_IF, sizeof(struct op_if), if_attrs, true},
    {"scegli", OP_CHOOSE, sizeof(struct op), none_attrs, false},
    {"quando", OP_WHEN, sizeof(struct op_if), if_attrs, true},
    {"altrimenti", OP_OTHERWISE, sizeof(struct op), none_attrs, true},
    {"poni", OP_LET, sizeof(struct op_let), let_attrs, false},
    {"con", OP_LET, sizeof(struct op_let), let_attrs, false},
    {"inserisci", OP_CALL, sizeof(struct op_call), call_attrs, false},
    {"t", OP_SPAN, sizeof(struct op_span), span_attrs, true},
    {"sinistra", OP_SPAN, sizeof(struct op_span), span_attrs, true},
    {"centro", OP_SPAN, sizeof(struct op_span), span_attrs, true},
    {"destra", OP_SPAN, sizeof(struct op_span), span_attrs, true},
    {"valore", OP_VALUE, sizeof(struct op_value), value_attrs, false},
    {"quantita", OP_QUANTITY, sizeof(struct op_quantity), quantity_attrs, true},
    {"misure", OP_MEASURES, sizeof(struct op_measures), measures_attrs, true},
    {"luce", OP_LIGHT, sizeof(struct op_light), light_attrs, true},
    {"barra", OP_BAR, sizeof(struct op_bar), bar_attrs, false},
    {"a-capo", OP_BREAK, sizeof(struct op), none_attrs, false},
    {"numero-pagina", OP_PAGE_NUMBER, sizeof(struct op), none_attrs, false},
    {"numero-pagine", OP_PAGE_COUNT, sizeof(struct op), none_attrs, false},
    {"capitolo", OP_CHAPTER, sizeof(struct op), none_attrs, false},
    {"collegamento", OP_LINK, sizeof(struct op_link), link_attrs, true},
    {"nota", OP_NOTE, sizeof(struct op_span), span_attrs, true},
    {"p", OP_CELL_PARA, sizeof(struct op_span), span_attrs, true},
    {"colonne", OP_COLUMNS, sizeof(struct op), none_attrs, false},
    {"colonna", OP_COLUMN, sizeof(struct op_column), column_attrs, false},
    {"testa", OP_HEAD, sizeof(struct op), none_attrs, false},
    {"corpo", OP_BODY, sizeof(struct op), none_attrs, false},
    {"piede", OP_FOOT, sizeof(struct op), none_attrs, false},
    {"didascalia", OP_CAPTION, sizeof(struct op_span), none_attrs, true},
    {"riga", OP_ROW, sizeof(struct op_row), row_attrs, false},
    {"cella", OP_CELL, sizeof(struct op_cell), cell_attrs, true},
    {"titolo", OP_HEADING, sizeof(struct op_heading), heading_attrs, true},
    {"paragrafo", OP_PARA, sizeof(struct op_para), para_attrs, true},
    {"elenco", OP_LIST, sizeof(struct op_list), list_attrs, false},
    {"voce", OP_ITEM, sizeof(struct op_span), none_attrs, true},
    {"tabella", OP_TABLE, sizeof(struct op_table), table_attrs, false},
    {"tabella-del-piano", OP_PLAN_TABLE, sizeof(struct op_plan_table), plan_table_attrs, false},
    {"grafico-del-piano", OP_CHART, sizeof(struct op_chart), chart_attrs, false},
    {"testo-del-piano", OP_STORY, sizeof(struct op_story), story_attrs, false},
    {"figura", OP_FIGURE, sizeof(struct op_figure), figure_attrs, false},
    {"spazio", OP_SPACE, sizeof(struct op_length), length_attrs, false},
    {"filetto", OP_RULE, sizeof(struct op_rule), rule_attrs, false},
    {"salto-pagina", OP_PAGE_BREAK, sizeof(struct op), none_attrs, false},
    {"pagina", OP_PAGE, sizeof(struct op_page), page_attrs, false},
    {"gruppo", OP_GROUP, sizeof(struct op_group), group_attrs, false},
    {"serve", OP_NEED, sizeof(struct op_length), length_attrs, false},
    {"tela", OP_CANVAS, sizeof(struct op_canvas), canvas_attrs, false},
    {"indice", OP_CONTENTS, sizeof(struct op_contents), contents_attrs, false},
    {"livello", OP_CONTENTS_LEVEL, sizeof(struct op_contents_level), level_attrs, false},
    {NULL, OP_TEXT, 0, NULL, false}
};

static const struct op_def *find_def(const char *element)
{
    const struct op_def *d = op_defs;
    while (d->element != NULL && strcmp(d->element, element) != 0)
        d++;
    return d->element != NULL ? d : NULL;
}

/* ---- text ---- */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Runs of blanks become one; those at the ends that hold a line's end vanish: they only lay out the file. */
static char *tidy(struct loader *l, const char *s, size_t *len)
{
    char *out = loader_new(l, strlen(s) + 1, 1);
    size_t n = 0;
    for (bool first = true; out != NULL && *s != '\0'; first = false) {
        size_t blanks = strspn(s, " \t\r\n");
        bool line = memchr(s, '\n', blanks) != NULL;
        s += blanks;
        if (blanks > 0 && !(line && (first || *s == '\0')))
            out[n++] = ' ';
        while (*s != '\0' && !is_blank(*s))
            out[n++] = *s++;
    }
    *len = n;
    return out;
}

static struct op *compile_text(struct loader *l, const xmlNode *node)
{
    size_t len = 0;
    char *s = tidy(l, (const char *)node->content, &len);
    if (s == NULL || len == 0)
        return NULL;
    struct op_text *op = loader_new(l, 1, sizeof *op);
    if (op == NULL)
        return NULL;
    op->op = (struct op){OP_TEXT, node->parent, NULL, NULL};
    op->text = text_compile(l, s, len, node->parent, NULL);
    return &op->op;
}

/* ---- instructions ---- */

struct op *op_compile(struct loader *l, const xmlNode *element)
{
    const struct op_def *def = find_def((const char *)element->name);
    struct op *op = def != NULL ? loader_new(l, 1, def->size) : NULL;
    if (op == NULL)
        return NULL;
    attr_clear(def->attrs, op);
    if (def->kind == OP_QUANTITY)
        ((struct op_quantity *)(void *)op)->decimals = -1;
    attr_read(l, def->attrs, element, op);
    *op = (struct op){def->kind, element, op_compile_children(l, element), NULL};
    return op;
}

const struct op *op_compile_children(struct loader *l, const xmlNode *element)
{
    const struct op *first = NULL;
    const struct op **end = &first;
    const struct op_def *def = find_def((const char *)element->name);
    bool text = def == NULL || def->text;   /* fragments have no instruction of their own; blanks between blocks are tidied away */
    for (const xmlNode *n = element->children; n != NULL; n = n->next) {
        struct op *op = NULL;
        if (n->type == XML_ELEMENT_NODE)
            op = op_compile(l, n);
        else if (n->type == XML_TEXT_NODE && text)
            op = compile_text(l, n);
        if (op != NULL) {
            *end = op;
            end = &op->next;
        }
    }
    return first;
}
