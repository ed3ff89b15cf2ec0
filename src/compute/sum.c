/* sum.c: a binary counter of partial sums. */
#include "compute/sum.h"

void sum_init(struct sum *s)
{
    s->count = 0;
    s->ready = 0;
}

void sum_clear(struct sum *s)
{
    for (int i = 0; i < s->ready; i++)
        mpq_clear(s->part[i]);
    sum_init(s);
}

void sum_reset(struct sum *s)
{
    s->count = 0;
}

void sum_add(struct sum *s, mpq_t q)
{
    int level = 0;
    for (; s->count >> level & 1; level++)
        mpq_add(q, q, s->part[level]);
    if (level == s->ready)
        mpq_init(s->part[s->ready++]);
    mpq_swap(s->part[level], q);
    s->count++;
}

void sum_total(const struct sum *s, mpq_t q)
{
    mpq_set_ui(q, 0, 1);
    for (int level = 0; level < s->ready; level++)
        if (s->count >> level & 1)
            mpq_add(q, q, s->part[level]);
}
