/* names.c: names in scopes, by open addressing over FNV-1a. */
#include "compute/names.h"

#include <string.h>

#include "base/arena.h"

#define FIRST_SIZE 64
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

/* The slot of that name, or the free one where it would stand. The table is never full. */
static struct name *slot_of(const struct names *n, const void *scope, const char *text, size_t len, uint32_t hash)
{
    size_t i = hash & (n->size - 1);
    for (;; i = (i + 1) & (n->size - 1)) {
        struct name *slot = &n->slots[i];
        if (slot->text == NULL)
            return slot;
        if (slot->hash == hash && slot->scope == scope && slot->len == len && memcmp(slot->text, text, len) == 0)
            return slot;
    }
}

static bool grow(struct names *n)
{
    struct names larger = *n;
    larger.size = n->size > 0 ? n->size * 2 : FIRST_SIZE;
    larger.slots = arena_array(n->arena, larger.size, sizeof *larger.slots);
    if (larger.slots == NULL)
        return false;
    for (size_t i = 0; i < n->size; i++) {
        const struct name *old = &n->slots[i];
        if (old->text != NULL)
            *slot_of(&larger, old->scope, old->text, old->len, old->hash) = *old;
    }
    arena_give_back(n->arena, n->slots);
    *n = larger;
    return true;
}

bool names_add(struct names *n, const void *scope, const char *text, size_t len, void *value)
{
    if (n->count >= n->size / 2 && !grow(n))
        return false;
    uint32_t hash = folded(hash_of(n, scope, text, len));
    struct name *slot = slot_of(n, scope, text, len, hash);
    if (slot->text != NULL) {
        slot->ambiguous = slot->ambiguous || slot->value != value;
        return true;
    }
    *slot = (struct name){scope, text, value, hash, (uint32_t)len & INT32_MAX, false};
    n->count++;
    if (len > n->longest)
        n->longest = len;
    return true;
}

const struct name *names_find_hashed(const struct names *n, const void *scope, const char *text, size_t len, uint64_t hash)
{
    if (n->size == 0)
        return NULL;
    const struct name *slot = slot_of(n, scope, text, len, folded(hash));
    return slot->text != NULL ? slot : NULL;
}

const struct name *names_find(const struct names *n, const void *scope, const char *text, size_t len)
{
    return names_find_hashed(n, scope, text, len, hash_of(n, scope, text, len));
}
