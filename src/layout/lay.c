/* lay.c: memory and failures of the layout stage. */
#include "layout/lay.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"

void lay_starve(struct lay *l)
{
    if (!l->starved)
        diag_say0(l->diag, DIAG_NO_MEMORY, NULL);
    l->starved = true;
    l->failed = true;
}

void *lay_new(struct lay *l, size_t count, size_t size)
{
    void *p = arena_array(l->work, count, size);

    if (p == NULL)
        lay_starve(l);
    return p;
}

void *lay_regrow(struct lay *l, void *data, size_t *cap, size_t need, size_t size)
{
    size_t room = *cap < 32 ? 32 : *cap;
    void *grown;

    while (room < need)
        room *= 2;                     /* a smaller step copies large arrays more often, and its holes are not used again */
    grown = room > SIZE_MAX / size ? NULL : realloc(data, room * size);
    if (grown == NULL)
        lay_starve(l);
    else
        *cap = room;
    return grown;
}

void lay_error(struct lay *l, enum diag_code code, const char *a, const char *b, const char *c)
{
    l->failed = true;
    diag_say(l->diag, code, NULL, a, b, c);
}

const char *lay_millimetres(mpt length, char *out, size_t size)
{
    /* 72 points are 25,4 mm */
    int64_t tenths = ((int64_t)length * 254 + 36000) / 72000;

    snprintf(out, size, "%lld,%lld", (long long)(tenths / 10), (long long)(tenths < 0 ? -(tenths % 10) : tenths % 10));
    return out;
}
