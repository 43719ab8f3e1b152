/* SPDX-License-Identifier: MIT */
/* Reads schema files whole and checks once that they are UTF-8 without NUL, so that nobody after has to. */
#include "config.h"

#include "syntax/source.h"

#include "syntax/compilation.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { CHUNK = 64 << 10 };

struct place source_place(const struct source *source)
{
    return (struct place){.file = source};
}

struct place place_span(const struct place *first, const struct place *last)
{
    struct place span = *first;
    if (last->end > span.end)
        span.end = last->end;
    return span;
}

void place_end(const struct place *place, uint32_t *line, uint32_t *col)
{
    const char *text = place->file->text, *at = text + place->first, *end = text + place->end, *feed;
    *line = place->line;
    *col = place->col + (place->end - place->first);
    while (at < end && (feed = memchr(at, '\n', (size_t)(end - at))) != NULL) {
        at = feed + 1;
        (*line)++;
        *col = (uint32_t)(end - at) + 1;
    }
}

struct place source_locate(const struct source *source, size_t first, size_t len)
{
    struct place place = {
        .file = source, .first = (uint32_t)first, .end = (uint32_t)(first + len), .line = 1, .col = 1};
    for (size_t i = 0; i < first; i++) {
        place.col++;
        if (source->text[i] == '\n') {
            place.line++;
            place.col = 1;
        }
    }
    return place;
}

static struct source *add_source(struct compilation *cx, const char *path)
{
    struct source *source = pool_alloc(&cx->pool, sizeof *source);
    source->path = pool_copy(&cx->pool, path, strlen(path));
    source->text = "";
    source->order = (uint32_t)cx->source_count++;
    if (cx->last_source != NULL)
        cx->last_source->next = source;
    else
        cx->sources = source;
    cx->last_source = source;
    return source;
}

/* The length of the character at `at`, or 0 where the bytes are not one (RFC 3629 4: no overlong forms, no
   surrogates, nothing above U+10FFFF). The text ends in a NUL, which continues nothing. */
static size_t utf8_len(const unsigned char *at)
{
    static const struct {
        unsigned char lead_min, lead_max, next_min, next_max, len;
    } forms[] = {
        {0xc2, 0xdf, 0x80, 0xbf, 2}, {0xe0, 0xe0, 0xa0, 0xbf, 3}, {0xe1, 0xec, 0x80, 0xbf, 3},
        {0xed, 0xed, 0x80, 0x9f, 3}, {0xee, 0xef, 0x80, 0xbf, 3}, {0xf0, 0xf0, 0x90, 0xbf, 4},
        {0xf1, 0xf3, 0x80, 0xbf, 4}, {0xf4, 0xf4, 0x80, 0x8f, 4},
    };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (at[0] < forms[i].lead_min || at[0] > forms[i].lead_max)
            continue;
        if (at[1] < forms[i].next_min || at[1] > forms[i].next_max)
            return 0;
        for (size_t k = 2; k < forms[i].len; k++)
            if ((at[k] & 0xc0) != 0x80)
                return 0;
        return forms[i].len;
    }
    return 0;
}

/* The offset of the first byte that no schema may have, or `len`. */
static size_t check_text(const char *text, size_t len)
{
    size_t i = 0;
    while (i < len) {
        unsigned char byte = (unsigned char)text[i];
        size_t step = byte == 0 ? 0 : byte < 0x80 ? 1 : utf8_len((const unsigned char *)text + i);
        if (step == 0)
            return i;
        i += step;
    }
    return len;
}

static bool is_utf16(const char *text, size_t len)
{
    return len >= 2 && (memcmp(text, "\xff\xfe", 2) == 0 || memcmp(text, "\xfe\xff", 2) == 0);
}

/* Takes the text in place; it must end in a NUL. */
static struct source *accept_text(struct compilation *cx, struct source *source, const char *text, size_t len)
{
    if (len >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) { /* a byte order mark says nothing in UTF-8 */
        text += 3;
        len -= 3;
        source->skipped = 3;
    }
    source->text = text;
    source->len = len;
    size_t bad = check_text(text, len);
    if (bad == len)
        return source;
    struct place at = source_locate(source, bad, 1);
    if (is_utf16(text, len))
        diagnose(cx, &at, DIAGNOSTIC_BAD_ENCODING, "this file is UTF-16; a schema is UTF-8");
    else if (text[bad] == '\0')
        diagnose(cx, &at, DIAGNOSTIC_BAD_ENCODING, "a NUL byte; a schema is UTF-8 text");
    else
        diagnose(cx, &at, DIAGNOSTIC_BAD_ENCODING, "byte 0x%02x is not UTF-8", (unsigned)(unsigned char)text[bad]);
    return NULL;
}

struct source *source_from_text(struct compilation *cx, const char *path, const char *text, size_t len)
{
    struct source *source = add_source(cx, path);
    if (len > SOURCE_MAX) {
        struct place at = source_place(source);
        diagnose(cx, &at, DIAGNOSTIC_FILE_TOO_LARGE, "the file has more than %d MiB", SOURCE_MAX >> 20);
        return NULL;
    }
    return accept_text(cx, source, pool_copy(&cx->pool, text, len), len);
}

/* How many bytes to make room for at first: what is left of the file, where that can be known. */
static size_t guess_size(FILE *file)
{
    long size = -1, here = ftell(file);
    if (here >= 0 && fseek(file, 0, SEEK_END) == 0) {
        size = ftell(file) - here;
        fseek(file, here, SEEK_SET);
    }
    clearerr(file);
    return size < 0 || size > SOURCE_MAX ? CHUNK : (size_t)size + 2; /* one for the NUL, one to see the end */
}

/* Reads at most `most` + 1 bytes and ends them with a NUL; or some more, where there are more. */
static char *read_all(struct pool *pool, FILE *file, size_t most, size_t *len)
{
    size_t cap = guess_size(file), have = 0;
    char *text = pool_alloc(pool, cap);
    for (;;) {
        size_t got = fread(text + have, 1, cap - 1 - have, file);
        have += got;
        if (got == 0 || have > most)
            break;
        if (have + 1 < cap)
            continue;
        char *larger = pool_alloc(pool, cap * 2);
        memcpy(larger, text, have);
        text = larger;
        cap *= 2;
    }
    text[have] = '\0';
    *len = have;
    return text;
}

static void report_unreadable(struct compilation *cx, const struct source *source, const struct place *from, int error)
{
    struct place whole = source_place(source);
    diagnose(cx, from != NULL ? from : &whole, DIAGNOSTIC_UNREADABLE_FILE, "cannot read '%s': %s", source->path,
             strerror(error));
}

static struct source *read_source(struct compilation *cx, struct source *source, FILE *file, const struct place *from)
{
    size_t len;
    char *text = read_all(&cx->pool, file, SOURCE_MAX, &len);
    if (ferror(file)) {
        report_unreadable(cx, source, from, errno);
        return NULL;
    }
    if (len > SOURCE_MAX) {
        struct place whole = source_place(source);
        diagnose(cx, from != NULL ? from : &whole, DIAGNOSTIC_FILE_TOO_LARGE, "'%s' has more than %d MiB", source->path,
                 SOURCE_MAX >> 20);
        return NULL;
    }
    return accept_text(cx, source, text, len);
}

struct source *source_load(struct compilation *cx, const char *path, const struct place *from)
{
    struct source *source = add_source(cx, path);
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        report_unreadable(cx, source, from, errno);
        return NULL;
    }
    source = read_source(cx, source, file, from);
    fclose(file);
    return source;
}

struct source *source_read(struct compilation *cx, const char *path, FILE *file)
{
    return read_source(cx, add_source(cx, path), file, NULL);
}

static bool read_bytes(struct compilation *cx, struct source *source, size_t most, const struct place *from)
{
    FILE *file = fopen(source->path, "rb");
    if (file != NULL)
        source->text = read_all(&cx->pool, file, most, &source->len);
    bool is_read = file != NULL && !ferror(file);
    if (!is_read)
        report_unreadable(cx, source, from, errno);
    if (file != NULL)
        fclose(file);
    return is_read;
}

const struct source *source_load_bytes(struct compilation *cx, const char *path, size_t most, const struct place *from)
{
    struct source *source = add_source(cx, path);
    if (!read_bytes(cx, source, most, from))
        return NULL;
    if (source->len <= most)
        return source;
    diagnose(cx, from, DIAGNOSTIC_FILE_TOO_LARGE, "'%s' is too much: there is room for %zu more bytes of such files", path,
             most);
    return NULL;
}

void source_note(struct compilation *cx, const char *path)
{
    add_source(cx, path);
}
