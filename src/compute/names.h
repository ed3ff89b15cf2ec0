/* names.h: a table of names, each in a scope, found by a hash that can grow byte by byte along a text. */
#ifndef PIRA_NAMES_H
#define PIRA_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

struct name {
    const void *scope;     /* NULL: everywhere */
    const char *text;      /* LEN bytes, borrowed */
    void *value;           /* of the first that bore the name */
    uint32_t len : 31;     /* files are smaller than 2 GB */
    bool ambiguous : 1;    /* a later one bore it with another value */
};

struct name_slot {
    uint32_t hash, number;     /* 1 for the first name; 0: the slot is free */
};

/* The slots are small, for they are many and are made anew as the table grows: a plan of 18,000 indicators has 200,000 names. */
struct names {
    struct arena *arena;
    struct name **rows;        /* all names as they came, so many to a row; they stay where they are */
    struct name_slot *slots;   /* open addressing */
    size_t count, size;        /* of names, of slots: 0 or a power of two */
    size_t longest;            /* bytes of the longest name */
    uint64_t seed;             /* differs from run to run, so that no file can be made to collide */
};

/* An empty table whose memory comes from A. */
void names_init(struct names *n, struct arena *a);

/* Enters TEXT in SCOPE. A name that is there keeps its value and becomes ambiguous when VALUE is another.
 * False when memory is short. */
bool names_add(struct names *n, const void *scope, const char *text, size_t len, void *value);

/* The names in the order in which they came, from 0 to below N->count. */
const struct name *names_at(const struct names *n, size_t number);

/* The name, or NULL. */
const struct name *names_find(const struct names *n, const void *scope, const char *text, size_t len);

/* The same in steps: the hash of nothing in SCOPE, the hash with one byte more, the name of a known hash. */
uint64_t names_hash_start(const struct names *n, const void *scope);
uint64_t names_hash_next(uint64_t hash, char byte);
const struct name *names_find_hashed(const struct names *n, const void *scope, const char *text, size_t len, uint64_t hash);

#endif
