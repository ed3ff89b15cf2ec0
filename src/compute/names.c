/* names.c: names in scopes, in rows, found by open addressing over FNV-1a. */
#include "compute/names.h"

#include <string.h>

#include "base/arena.h"

#define FIRST_SIZE 64
#define ROW (FIRST_SIZE / 2)   /* names; one more row is needed whenever so many more fit */
#define FNV_OFFSET 14695981039346656037u
#define FNV_PRIME 1099511628211u

void names_init(struct names *n, struct arena *a)
{
    *n = (struct names){.arena = a, .seed = FNV_OFFSET ^ ((uintptr_t)a >> 4)};
}

uint64_t names_hash_start(const struct names *n, const void *scope)
{
    return (n->seed ^ ((uintptr_t)scope >> 4)) * FNV_PRIME;
}

uint64_t names_hash_next(uint64_t hash, char byte)
{
    return (hash ^ (unsigned char)byte) * FNV_PRIME;
}

static uint64_t hash_of(const struct names *n, const void *scope, const char *text, size_t len)
{
    uint64_t hash = names_hash_start(n, scope);
    for (size_t i = 0; i < len; i++)
        hash = names_hash_next(hash, text[i]);
    return hash;
}

/* What a table keeps of a hash, and finds the slot by. */
static uint32_t folded(uint64_t hash)
{
    return (uint32_t)(hash ^ hash >> 32);
}

const struct name *names_at(const struct names *n, size_t number)
{
    return &n->rows[number / ROW][number % ROW];
}

static bool is_called(const struct name *name, const void *scope, const char *text, size_t len)
{
    return name->scope == scope && name->len == len && memcmp(name->text, text, len) == 0;
}

/* The slot of that name, or the free one where it would stand. The table is never full. */
static struct name_slot *slot_of(const struct names *n, const void *scope, const char *text, size_t len, uint32_t hash)
{
    size_t i = hash & (n->size - 1);
    for (;; i = (i + 1) & (n->size - 1)) {
        struct name_slot *slot = &n->slots[i];
        if (slot->number == 0 || (slot->hash == hash && is_called(names_at(n, slot->number - 1), scope, text, len)))
            return slot;
    }
}

/* Puts what was in OLD slots into those of N, which has more. */
static void move_slots(struct names *n, const struct name_slot *old, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t to = old[i].hash & (n->size - 1);
        if (old[i].number == 0)
            continue;
        while (n->slots[to].number != 0)
            to = (to + 1) & (n->size - 1);
        n->slots[to] = old[i];
    }
}

/* Twice as many slots, and as many rows as half of them have names for. */
static bool grow(struct names *n)
{
    struct names larger = *n;
    larger.size = n->size > 0 ? n->size * 2 : FIRST_SIZE;
    larger.slots = arena_array(n->arena, larger.size, sizeof *larger.slots);
    larger.rows = arena_array(n->arena, larger.size / 2 / ROW, sizeof *larger.rows);
    if (larger.slots == NULL || larger.rows == NULL)
        return false;
    if (n->size > 0)
        memcpy(larger.rows, n->rows, n->size / 2 / ROW * sizeof *larger.rows);
    move_slots(&larger, n->slots, n->size);
    arena_give_back(n->arena, n->slots);
    *n = larger;
    return true;
}

static bool has_row(struct names *n)
{
    struct name **row = &n->rows[n->count / ROW];
    if (*row == NULL)
        *row = arena_array(n->arena, ROW, sizeof **row);
    return *row != NULL;
}

bool names_add(struct names *n, const void *scope, const char *text, size_t len, void *value)
{
    if ((n->count >= n->size / 2 && !grow(n)) || !has_row(n))
        return false;
    uint32_t hash = folded(hash_of(n, scope, text, len));
    struct name_slot *slot = slot_of(n, scope, text, len, hash);
    struct name *name = (struct name *)names_at(n, slot->number != 0 ? slot->number - 1 : n->count);
    if (slot->number != 0) {
        name->ambiguous = name->ambiguous || name->value != value;
        return true;
    }
    *name = (struct name){scope, text, value, (uint32_t)len & INT32_MAX, false};
    *slot = (struct name_slot){hash, (uint32_t)++n->count};
    if (len > n->longest)
        n->longest = len;
    return true;
}

const struct name *names_find_hashed(const struct names *n, const void *scope, const char *text, size_t len, uint64_t hash)
{
    if (n->size == 0)
        return NULL;
    const struct name_slot *slot = slot_of(n, scope, text, len, folded(hash));
    return slot->number != 0 ? names_at(n, slot->number - 1) : NULL;
}

const struct name *names_find(const struct names *n, const void *scope, const char *text, size_t len)
{
    return names_find_hashed(n, scope, text, len, hash_of(n, scope, text, len));
}
