/* precision.h: with how many digits a computed value is printed. */
#ifndef PIRA_PRECISION_H
#define PIRA_PRECISION_H

#include "compute/method.h"
#include "compute/valore.h"

/* As metodo/precisione says for consuntivi; a percentage by its own row. What it does not say is as usual. */
struct precisione precision_consuntivo(const struct valore *v, const struct method *m);

/* Where the plan says nothing: a percentage with the decimals of percentages (2); a whole number without decimals; money
 * with 2; any other number with up to 6 significant digits, of which its whole part is never rounded. */
struct precisione precision_usual(const struct valore *v, const struct method *m);

/* Rounds Q, as printed (percentages times 100), and sets *DECIMALI to the places to write. */
void precision_apply(struct precisione how, mpq_t q, int *decimali);

#endif
