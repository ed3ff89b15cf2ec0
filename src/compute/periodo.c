/* periodo.c: whole years and days within them. */
#include "compute/periodo.h"

#include "compute/plan.h"

struct periodo periodo_year(int anno)
{
    return (struct periodo){anno, {0, 0, 0}};
}

struct periodo periodo_at(int anno, struct date al)
{
    const struct date last = {anno, 12, 31};
    if (date_compare(al, last) >= 0)
        return periodo_year(anno);
    return (struct periodo){anno, al};
}

struct periodo periodo_of(const xmlNode *n, int anno)
{
    struct date al;
    bool has_day = plan_attr_date(n, "al", &al);
    anno = plan_attr_int(n, "anno", has_day ? al.year : anno);
    return has_day ? periodo_at(anno, al) : periodo_year(anno);
}

bool periodo_is_whole(struct periodo p)
{
    return p.al.year == 0;
}

int periodo_compare(struct periodo a, struct periodo b)
{
    if (a.anno != b.anno)
        return a.anno < b.anno ? -1 : 1;
    if (periodo_is_whole(a) || periodo_is_whole(b))
        return periodo_is_whole(a) - periodo_is_whole(b);
    return date_compare(a.al, b.al);
}
