/* sha256.h: the SHA-256 of bytes (FIPS 180-4), as `sha256sum` prints it. */
#ifndef PIRA_SHA256_H
#define PIRA_SHA256_H

#include <stddef.h>

/* 64 hexadecimal digits and a NUL; "" where no digest was made. */
#define SHA256_TEXT 65

/* Writes the digest of LEN bytes of DATA to TEXT. */
void sha256_text(const void *data, size_t len, char text[SHA256_TEXT]);

#endif
