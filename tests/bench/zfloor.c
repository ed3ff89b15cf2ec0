/* zfloor.c: what deflating alone costs, at zlib's level 6: the contents of pages and the objects (the structure among them) of
 * a document of pira, nothing else. No program that writes such a document, compressed, can be faster.
 *
 * Usage: zfloor take FILE.pdf OUT   inflates those streams of FILE.pdf into OUT, each after its length
 *        zfloor OUT                 deflates what is in OUT, stream by stream, and prints how many bytes came out */
#define _GNU_SOURCE   /* memmem */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

struct bytes { unsigned char *data; size_t len; };

static struct bytes read_file(const char *path)
{
    struct bytes b = {NULL, 0};
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END) != 0)
        return b;
    long len = ftell(file);
    rewind(file);
    b.data = malloc((size_t)len + 1);
    if (b.data && fread(b.data, 1, (size_t)len, file) == (size_t)len)
        b.len = (size_t)len;
    if (b.data)
        b.data[b.len] = '\0';
    fclose(file);
    return b;
}

/* Contents of pages have no type and no name of a kind; objects are in streams of objects. Fonts, pictures, attachments and
 * metadata are left out. */
static int is_counted(const char *dict, size_t len)
{
    static const char *const others[] = {"/Type", "/Subtype", "/Length1", "/DecodeParms", "/CIDSystemInfo", "/N 3", NULL};
    if (memmem(dict, len, "/Type/ObjStm", 12))
        return 1;
    for (int i = 0; others[i]; i++)
        if (memmem(dict, len, others[i], strlen(others[i])))
            return 0;
    return memmem(dict, len, "/FlateDecode", 12) != NULL;
}

static int take_stream(const unsigned char *data, size_t len, FILE *out)
{
    uLongf size = len * 4 + 65536;
    for (; size < (uLongf)1 << 30; size *= 2) {
        unsigned char *plain = malloc(size);
        uLongf got = size;
        int result = plain ? uncompress(plain, &got, data, len) : Z_MEM_ERROR;
        uint64_t length = got;
        if (result == Z_OK && (fwrite(&length, sizeof length, 1, out) != 1 || fwrite(plain, 1, got, out) != got))
            result = Z_ERRNO;
        free(plain);
        if (result != Z_BUF_ERROR)
            return result == Z_OK;
    }
    return 0;
}

/* "12 0 obj<</Length 34/Filter/FlateDecode>>stream": every stream has its length in its dictionary. */
static int take(const char *pdf, const char *path)
{
    struct bytes b = read_file(pdf);
    FILE *out = fopen(path, "wb");
    const char *at = (const char *)b.data, *end = at + b.len, *stream;
    int taken = 0;
    while (b.len > 0 && out && (stream = memmem(at, (size_t)(end - at), "stream", 6)) != NULL) {
        const char *dict = stream, *length;
        while (dict > at && memcmp(dict, " obj", 4) != 0)
            dict--;
        size_t n = (size_t)(stream - dict), body = 0;
        if ((length = memmem(dict, n, "/Length ", 8)) != NULL)
            body = strtoul(length + 8, NULL, 10);
        const char *data = stream + 6 + (stream[6] == '\r') + 1;
        if (body == 0 || body > (size_t)(end - data)) {
            at = stream + 6;
            continue;
        }
        if (is_counted(dict, n))
            taken += take_stream((const unsigned char *)data, body, out);
        at = data + body;
        const char *after = memmem(at, (size_t)(end - at), "endstream", 9);
        at = after ? after + 9 : end;
    }
    free(b.data);
    return out && fclose(out) == 0 && taken > 0 ? 0 : 1;
}

static int deflate_all(const char *path)
{
    struct bytes b = read_file(path);
    unsigned char *room = malloc(compressBound(b.len));
    size_t plain = 0, deflated = 0;
    z_stream z = {0};
    if (b.len == 0 || !room || deflateInit(&z, 6) != Z_OK)
        return 1;
    for (size_t at = 0; at + sizeof(uint64_t) <= b.len;) {
        uint64_t length;
        memcpy(&length, b.data + at, sizeof length);
        at += sizeof length;
        z.next_in = b.data + at;
        z.avail_in = (uInt)length;
        z.next_out = room;
        z.avail_out = (uInt)compressBound(b.len);
        if (deflate(&z, Z_FINISH) != Z_STREAM_END)
            return 1;
        plain += length;
        deflated += z.total_out;
        deflateReset(&z);
        at += length;
    }
    deflateEnd(&z);
    free(room);
    free(b.data);
    printf("%zu %zu\n", plain, deflated);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc == 4 && strcmp(argv[1], "take") == 0)
        return take(argv[2], argv[3]);
    return argc == 2 ? deflate_all(argv[1]) : 2;
}
