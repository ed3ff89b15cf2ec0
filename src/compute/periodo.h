/* periodo.h: the time a figure belongs to: a whole year, or a year as it stood on a day within it. */
#ifndef PIRA_PERIODO_H
#define PIRA_PERIODO_H

#include <libxml/tree.h>
#include <stdbool.h>

#include "base/date.h"

struct periodo {
    int anno;
    struct date al;      /* year 0: the whole year */
};

/* The whole of ANNO. */
struct periodo periodo_year(int anno);

/* ANNO as it stood on AL; the whole year when that is its last day, or later. */
struct periodo periodo_at(int anno, struct date al);

/* The periodo that the attributes anno and al of N say; ANNO stands for both when they are missing. */
struct periodo periodo_of(const xmlNode *n, int anno);

bool periodo_is_whole(struct periodo p);

/* Negative, 0 or positive as A is before, the same as, or after B; a whole year comes after its days. */
int periodo_compare(struct periodo a, struct periodo b);

#endif
