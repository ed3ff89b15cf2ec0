/* kinds.c: pairs of names, found by their addresses. */
#include "compute/kinds.h"

#include <stdint.h>

#include "base/arena.h"

#define FIRST_SIZE 512   /* a large plan has some 200 pairs */

struct kind_slot {
    const xmlChar *of, *name;   /* NULL: free */
    bool attribute;
};

void kinds_init(struct kinds *k, struct arena *a)
{
    *k = (struct kinds){.arena = a};
}

/* The slot of that pair, or the free one where it would stand. */
static struct kind_slot *slot_of(const struct kinds *k, const xmlChar *of, const xmlChar *name, bool attribute)
{
    size_t i = (uintptr_t)of * 31 + (uintptr_t)name * 3 + attribute;
    for (;; i++) {
        struct kind_slot *s = &k->slots[i & (k->size - 1)];
        if (s->name == NULL || (s->of == of && s->name == name && s->attribute == attribute))
            return s;
    }
}

static bool grow(struct kinds *k)
{
    struct kinds larger = {k->arena, NULL, k->count, k->size > 0 ? 2 * k->size : FIRST_SIZE};
    larger.slots = arena_array(k->arena, larger.size, sizeof *larger.slots);
    if (larger.slots == NULL)
        return false;
    for (size_t i = 0; i < k->size; i++)
        if (k->slots[i].name != NULL)
            *slot_of(&larger, k->slots[i].of, k->slots[i].name, k->slots[i].attribute) = k->slots[i];
    *k = larger;
    return true;
}

bool kinds_add(struct kinds *k, const xmlChar *of, const xmlChar *name, bool attribute)
{
    if (2 * k->count >= k->size && !grow(k))
        return false;
    struct kind_slot *s = slot_of(k, of, name, attribute);
    k->count += s->name == NULL;
    *s = (struct kind_slot){of, name, attribute};
    return true;
}

bool kinds_has(const struct kinds *k, const xmlChar *of, const xmlChar *name, bool attribute)
{
    return k->size > 0 && of != NULL && name != NULL && slot_of(k, of, name, attribute)->name != NULL;
}
