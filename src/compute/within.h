/* within.h: which names the attributes and the children of an element have, remembered with it.
 *
 * Most of what is asked of an element is not there, and to find that out every child would be fetched from memory. plan_open
 * leaves with each element of the plan a set of bits, one for every name there is within it, in the field (psvi) that libxml2
 * gives to whoever uses a tree. Several names may share a bit: what is not in the set is not in the element either, what is
 * may be. An element without a set, one that is new or of another tree, may hold anything. */
#ifndef PIRA_WITHIN_H
#define PIRA_WITHIN_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stdint.h>

/* A set: no pointer, which is what others keep in that field, is odd. */
#define WITHIN_KNOWN ((uintptr_t)1)

/* The bit of a name: of its first three letters, and of whether it is an attribute's. */
static inline uintptr_t within_bit(const char *name, bool attribute)
{
    const unsigned char *s = (const unsigned char *)name;
    uint32_t letters = s[0] | (attribute ? 1u << 24 : 0);
    if (s[0] != '\0' && s[1] != '\0')
        letters |= (uint32_t)s[1] << 8 | (uint32_t)s[2] << 16;
    return (uintptr_t)1 << (letters * UINT32_C(3266489917) >> 26) % (8 * sizeof(uintptr_t));
}

/* Whether nothing within N, an element, has a name of that bit. */
static inline bool within_lacks(const xmlNode *n, uintptr_t bit)
{
    uintptr_t set = (uintptr_t)n->psvi;
    return (set & WITHIN_KNOWN) != 0 && (set & bit) == 0;
}

/* Enters into the set of N, an element, the names that are BITS. */
static inline void within_note(xmlNode *n, uintptr_t bits)
{
    n->psvi = (void *)((uintptr_t)n->psvi | bits);
}

#endif
