/* view.h: what centres of responsibility and views add up to. */
#ifndef PIRA_VIEW_H
#define PIRA_VIEW_H

#include "compute/model.h"

/* What a centro answers for, by the weights that the responsabili of indicators, rinvii and nodes give it. A row that
 * names several centres counts in full for each (compute.md 7, Bologna). */
struct centro {
    xmlNode *element;
    bool ha_peso;                  /* at least one responsabile gives it a weight */
    mpq_t peso;                    /* the sum of the weights, as a fraction of the whole */
    struct sum numerator, denominator;
    enum grado_stato stato;        /* while nothing has a value: what is known */
    struct grado grado;
};

struct centri {
    struct centro *list;
    size_t count;
    struct names by_id;
};

/* Computes all centres of the plan; memory of the computation's arena. False when memory is short; to be cleared. */
bool view_centri(struct computation *c, struct centri *to);
void view_centri_clear(struct centri *centri);

/* The grado of a vista, into G: the weighted mean of its groups and entries, group by group, exact; GRADO_NESSUNO when
 * none of them carries a weight. */
void view_grado(struct computation *c, const struct centri *centri, const xmlNode *vista, struct grado *g);

/* What a voce names; NULL when that is no node, indicator or rinvio. */
struct item *view_item(const struct computation *c, const xmlNode *voce);

/* The grado of the totale or centro that a voce names, and with how many decimals it is printed; NULL when it names neither. */
const struct grado *view_result(const struct computation *c, const struct centri *centri, const xmlNode *voce, int *decimali);

#endif
