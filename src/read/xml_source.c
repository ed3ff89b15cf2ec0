/* xml_source.c: loads a file within bounds, decodes it, and remembers where its lines begin. */
#include "read/xml_source.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/file_read.h"
#include "base/utf8.h"
#include "read/xml_encoding.h"

#define LARGEST_LIMIT ((size_t)1 << 30)   /* offsets are of 32 bits, libxml2 counts in int */

static struct diag_place whole_file(const struct xml_source *s)
{
    return (struct diag_place){.file = buf_text(&s->name)};
}

static enum read_status out_of_memory(const struct xml_source *s, struct diag *d)
{
    struct diag_place at = whole_file(s);
    diag_say0(d, DIAG_NO_MEMORY, &at);
    return READ_LIMIT;
}

static enum read_status report_error(const struct xml_source *s, int error, size_t limit, struct diag *d)
{
    file_read_report(buf_text(&s->name), error, limit, d);
    return error == ENOMEM || error == EFBIG ? READ_LIMIT : READ_CANNOT;
}

enum read_status source_load(struct xml_source *s, const char *path, size_t limit, struct diag *d)
{
    if (limit == 0)
        limit = XML_READ_LIMIT;
    if (limit > LARGEST_LIMIT)
        limit = LARGEST_LIMIT;
    buf_str(&s->name, strcmp(path, "-") == 0 ? "<stdin>" : path);
    if (s->name.failed)
        return out_of_memory(s, d);
    int error = file_read(path, limit, &s->original);
    return error == 0 ? READ_OK : report_error(s, error, limit, d);
}

enum read_status source_load_memory(struct xml_source *s, const char *name, const void *data, size_t len, struct diag *d)
{
    buf_str(&s->name, name);
    if (len > XML_READ_LIMIT)
        return report_error(s, EFBIG, XML_READ_LIMIT, d);
    buf_add(&s->original, data, len);
    return s->name.failed || s->original.failed ? out_of_memory(s, d) : READ_OK;
}

/* How many characters of several bytes are right, and how many wrong pieces there are, one cut off at the end left out. */
static void count_characters(const char *text, size_t len, size_t *right, size_t *wrong)
{
    const char *p = text, *end = text + len;
    bool bad = false;
    *right = *wrong = 0;
    while (p < end) {
        const char *start = p;
        bool before = bad;
        bad = utf8_next(&p, end) == UTF8_BAD;
        *wrong += before && !bad;
        *right += p - start > 1;
    }
}

/* Whether a text with a byte that is no UTF-8 is in UTF-8 all the same: so are most of its characters, or it is cut off. */
static bool is_broken_utf8(const struct xml_source *s)
{
    size_t right, wrong;
    count_characters(s->text, s->len, &right, &wrong);
    return wrong == 0 || (right > 0 && right >= wrong);
}

/* A byte that is no UTF-8: as a character of Windows-1252, when the whole file seems to be written so. */
static void report_bad_byte_of_utf8(const struct xml_source *s, unsigned char byte, const struct diag_place *at, struct diag *d)
{
    char hex[16], declared[40];
    size_t skip, bad;
    struct buf character = BUF_INIT, declaration = BUF_INIT;
    snprintf(hex, sizeof hex, "%02X", (unsigned)byte);
    encoding_detect(buf_text(&s->original), s->original.len, &skip, declared, sizeof declared);
    if (is_broken_utf8(s) || !encoding_convert(ENCODING_WINDOWS_1252, (const char *)&byte, 1, &character, &bad)) {
        diag_say(d, DIAG_BAD_UTF8, at, hex);
    } else if (declared[0] == '\0') {
        diag_say(d, DIAG_BAD_UTF8_UNDECLARED, at, buf_text(&character));
    } else {
        buf_printf(&declaration, "encoding=\"%s\"", declared);
        diag_say(d, DIAG_BAD_UTF8_1252, at, buf_text(&character), buf_text(&declaration), "encoding=\"windows-1252\"");
    }
    buf_free(&character);
    buf_free(&declaration);
}

/* Reports what stands at the offset where the index stopped: not UTF-8, or a control character. */
static enum read_status report_bad_character(const struct xml_source *s, struct diag *d)
{
    const char *p = s->text + s->lines.len;
    unsigned char byte = (unsigned char)*p;
    uint32_t cp = utf8_next(&p, s->text + s->len);
    struct diag_place at = source_place(s, s->lines.len);
    char hex[16];
    if (cp == UTF8_BAD) {
        report_bad_byte_of_utf8(s, byte, &at, d);
    } else {
        snprintf(hex, sizeof hex, "%04X", (unsigned)cp);
        diag_say(d, DIAG_CONTROL_CHARACTER, &at, hex);
    }
    return READ_CANNOT;
}

/* Reports the byte of the original that has no character in the file's encoding, where the text ends that came before. */
static enum read_status report_bad_byte(const struct xml_source *s, const char *encoding, unsigned char byte, struct diag *d)
{
    struct diag_place at = source_place(s, s->lines.len);
    char hex[16];
    snprintf(hex, sizeof hex, "%02X", (unsigned)byte);
    diag_say(d, DIAG_BAD_BYTE, &at, hex, encoding);
    return READ_CANNOT;
}

static enum read_status index_text(struct xml_source *s, struct diag *d)
{
    switch (lines_build(&s->lines, s->text, s->len)) {
    case LINES_OK:
        return READ_OK;
    case LINES_BAD:
        return report_bad_character(s, d);
    case LINES_NO_MEMORY:
        return out_of_memory(s, d);
    }
    return READ_CANNOT;
}

static enum read_status convert(struct xml_source *s, enum encoding encoding, size_t skip, const char *declared, struct diag *d)
{
    size_t bad = 0;
    bool whole = encoding_convert(encoding, s->original.data + skip, s->original.len - skip, &s->converted, &bad);
    if (s->converted.failed)
        return out_of_memory(s, d);
    s->text = buf_text(&s->converted);
    s->len = s->converted.len;
    enum read_status status = index_text(s, d);
    if (status == READ_OK && !whole)
        status = report_bad_byte(s, declared[0] != '\0' ? declared : "UTF-16", (unsigned char)s->original.data[skip + bad], d);
    return status;
}

/* Whether a text that is declared to have one byte for each character is written in UTF-8: nobody writes "Ã²". */
static bool is_utf8_after_all(const struct xml_source *s)
{
    size_t bad, right, wrong;
    count_characters(s->text, s->len, &right, &wrong);
    return right > 0 && utf8_valid(s->text, s->len, &bad);
}

enum read_status source_decode(struct xml_source *s, struct diag *d)
{
    char declared[40];
    size_t skip = 0;
    struct diag_place at = whole_file(s);
    enum encoding encoding = encoding_detect(buf_text(&s->original), s->original.len, &skip, declared, sizeof declared);
    s->text = buf_text(&s->original) + skip;
    s->len = s->original.len - skip;
    if ((encoding == ENCODING_WINDOWS_1252 || encoding == ENCODING_ISO_8859_15) && is_utf8_after_all(s))
        encoding = ENCODING_MISDECLARED;
    switch (encoding) {
    case ENCODING_UTF8:
        return index_text(s, d);
    case ENCODING_UTF16LE:
    case ENCODING_UTF16BE:
    case ENCODING_WINDOWS_1252:
    case ENCODING_ISO_8859_15:
        return convert(s, encoding, skip, declared, d);
    case ENCODING_UNKNOWN:
        diag_say(d, DIAG_ENCODING_UNKNOWN, &at, declared[0] != '\0' ? declared : "UTF-32");
        return READ_CANNOT;
    case ENCODING_MISDECLARED:
        diag_say(d, DIAG_ENCODING_MISDECLARED, &at, declared);
        return READ_CANNOT;
    }
    return READ_CANNOT;
}

enum read_status source_decode_plain(struct xml_source *s, struct diag *d)
{
    const char *raw = buf_text(&s->original);
    char declared[40];
    size_t skip = 0, bad;
    bool unicode = utf8_valid(raw, s->original.len, &bad);
    encoding_detect(raw, s->original.len, &skip, declared, sizeof declared);
    if (unicode || skip > 0)
        return source_decode(s, d);
    return convert(s, ENCODING_WINDOWS_1252, 0, "Windows-1252", d);
}

struct diag_place source_place(const struct xml_source *s, size_t offset)
{
    struct diag_place at = whole_file(s);
    lines_position(&s->lines, offset, &at.line, &at.column);
    return at;
}

void source_quote(const struct xml_source *s, struct diag *d, size_t first, enum diag_level least)
{
    const char *name = buf_text(&s->name), *line = NULL;
    size_t len = 0;
    for (size_t i = first; i < diag_count(d); i++) {
        const struct diag_message *m = diag_get(d, i);
        bool whole = m->rule[0] != '\0' && m->at.place == NULL;   /* a rule about the plan as a whole */
        if (whole || m->excerpt != NULL || m->level < least || m->at.file == NULL || strcmp(m->at.file, name) != 0
            || !lines_get(&s->lines, m->at.line, &line, &len))
            continue;
        size_t offset = lines_offset(&s->lines, m->at.line, m->at.column), start = (size_t)(line - s->text);
        diag_quote(d, i, line, len, offset > start ? offset - start : 0);
    }
}

void source_free(struct xml_source *s)
{
    buf_free(&s->name);
    buf_free(&s->original);
    buf_free(&s->converted);
    lines_free(&s->lines);
}
