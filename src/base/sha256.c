/* sha256.c: the SHA-256 of bytes, in the words of FIPS 180-4. None of the libraries that pira needs anyway has one. */
#include "base/sha256.h"

#include <stdint.h>
#include <string.h>

enum { BLOCK = 64, ROUNDS = 64, LENGTH_AT = 56 };

/* The first 32 bits of the fractional parts of the cube roots of the first 64 primes (4.2.2). */
static const uint32_t k[ROUNDS] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static uint32_t rotate(uint32_t x, int n)
{
    return x >> n | x << (32 - n);
}

/* The message schedule of a block (6.2.2, step 1). */
static void schedule(const unsigned char *block, uint32_t w[ROUNDS])
{
    for (int t = 0; t < 16; t++)
        w[t] = (uint32_t)block[4 * t] << 24 | (uint32_t)block[4 * t + 1] << 16 | (uint32_t)block[4 * t + 2] << 8 | block[4 * t + 3];
    for (int t = 16; t < ROUNDS; t++) {
        uint32_t s0 = rotate(w[t - 15], 7) ^ rotate(w[t - 15], 18) ^ w[t - 15] >> 3;
        uint32_t s1 = rotate(w[t - 2], 17) ^ rotate(w[t - 2], 19) ^ w[t - 2] >> 10;
        w[t] = s1 + w[t - 7] + s0 + w[t - 16];
    }
}

/* Steps 2 to 4, with the working variables of the standard. */
static void take_block(uint32_t hash[8], const unsigned char *block)
{
    uint32_t a = hash[0], b = hash[1], c = hash[2], d = hash[3], e = hash[4], f = hash[5], g = hash[6], h = hash[7], w[ROUNDS];
    schedule(block, w);
    for (int t = 0; t < ROUNDS; t++) {
        uint32_t t1 = h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + ((e & f) ^ (~e & g)) + k[t] + w[t];
        uint32_t t2 = (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
        h = g;
        g = f;
        f = e;
        e = d + t1;
        d = c;
        c = b;
        b = a;
        a = t1 + t2;
    }
    const uint32_t worked[8] = {a, b, c, d, e, f, g, h};
    for (int i = 0; i < 8; i++)
        hash[i] += worked[i];
}

/* The last, incomplete block: the rest, a bit, zeros, the length in bits (5.1.1). */
static void take_end(uint32_t hash[8], const unsigned char *rest, size_t len)
{
    unsigned char block[BLOCK] = {0};
    size_t left = len % BLOCK;
    if (left > 0)
        memcpy(block, rest, left);
    block[left] = 0x80;
    if (left >= LENGTH_AT) {
        take_block(hash, block);
        memset(block, 0, sizeof block);
    }
    for (int i = 0; i < 8; i++)
        block[BLOCK - 1 - i] = (unsigned char)((uint64_t)len * 8 >> 8 * i);
    take_block(hash, block);
}

void sha256_text(const void *data, size_t len, char text[SHA256_TEXT])
{
    static const char digits[] = "0123456789abcdef";
    /* The first 32 bits of the fractional parts of the square roots of the first eight primes (5.3.3). */
    uint32_t hash[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    const unsigned char *bytes = data;
    size_t whole = len / BLOCK;
    for (size_t i = 0; i < whole; i++)
        take_block(hash, bytes + i * BLOCK);
    take_end(hash, len % BLOCK > 0 ? bytes + whole * BLOCK : NULL, len);
    for (int i = 0; i < SHA256_TEXT - 1; i++)
        text[i] = digits[hash[i / 8] >> (28 - 4 * (i % 8)) & 15];
    text[SHA256_TEXT - 1] = '\0';
}
