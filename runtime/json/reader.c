/* SPDX-License-Identifier: MIT */
/*
 * Readers: where a text begins and ends, white space, and arrays that grow.
 */
#include "config.h"

#include <swage/read.h>

#define ARRAY_BYTES 256 /* what a new array takes, at least ARRAY_ITEMS items; the rest is given back at its end */
#define ARRAY_ITEMS 4

/* RFC 8259 2: the four bytes that are white space. */
static bool is_space(char byte)
{
    return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t';
}

const char *swage_space_rest(const char *p)
{
    for (;;) {
        while (*p == ' ')
            p++;
        if (*p != '\n' && *p != '\r' && *p != '\t')
            return p;
        p++;
    }
}

/* Spaces and line feeds by the block, which is what indentation is made of; the rest one by one. */
const char *swage_indent_rest(const swage_reader *r, const char *p)
{
#if defined(SWAGE_SSE2)
    const __m128i space = _mm_set1_epi8(' '), feed = _mm_set1_epi8('\n');
    while (r->end - p >= 16) {
        __m128i block = _mm_loadu_si128((const __m128i *)(const void *)p);
        unsigned blank = (unsigned)_mm_movemask_epi8(_mm_or_si128(_mm_cmpeq_epi8(block, space), _mm_cmpeq_epi8(block, feed)));
        if (SWAGE_LIKELY(blank != 0xffff)) {
            p += (unsigned)__builtin_ctz(~blank);
            break;
        }
        p += 16;
    }
#else
    const uint64_t spaces = UINT64_C(0x2020202020202020);
    uint64_t word = spaces;
    p += *p == '\n';
    for (; r->end - p >= 8 && word == spaces; p += word == spaces ? 8 : 0)
        memcpy(&word, p, sizeof word);
#endif
    return swage_space(p);
}

const char *swage_read_negative(const char *p, uint64_t max, int64_t *out)
{
    uint64_t value = 0;
    p = swage_read_digits(p + 1, max + 1, &value);
    *out = (int64_t)(0 - value);
    return p;
}

const char *swage_reader_open_rest(swage_reader *r, swage_str json, swage_arena *arena)
{
    if (!json.ptr)
        json = SWAGE_EMPTY;
    const char *end = json.ptr + json.len;
    while (end != json.ptr && is_space(end[-1]))
        end--;
    swage_reader_start(r, json.ptr, end, arena);
    /* The sentinel: without it no other function may look at the text. */
    if (end == json.ptr || (end[-1] != '}' && end[-1] != ']'))
        return NULL;
    return swage_space(json.ptr);
}

const char *swage_reader_wrap(swage_reader *r, swage_str json, swage_arena *arena)
{
    swage_reader_start(r, NULL, NULL, arena);
    size_t size = json.len < SIZE_MAX - 2 ? json.len + 2 : SIZE_MAX;
    char *copy = swage_arena_alloc(arena, size);
    if (!copy) {
        r->status = swage_arena_failure(arena, size);
        return NULL;
    }
    copy[0] = '[';
    if (json.len > 0)
        memcpy(copy + 1, json.ptr, json.len);
    copy[size - 1] = ']';
    r->text = copy;
    r->end = copy + size;
    return swage_space(copy + 1);
}

const char *swage_reader_unwrap(const swage_reader *r, const char *p)
{
    p = swage_space(p);
    return p == r->end - 1 ? r->end : NULL;
}

/* The number of items after `cap`: twice as many, to begin with a handful. */
static size_t next_cap(size_t cap, size_t size)
{
    if (cap > 0)
        return cap * 2;
    return size < ARRAY_BYTES / ARRAY_ITEMS && size > 0 ? ARRAY_BYTES / size : ARRAY_ITEMS;
}

void *swage_array_grow(swage_reader *r, void *items, size_t *cap, size_t count, size_t size)
{
    if (count < *cap)
        return items;
    size_t more = next_cap(*cap, size);
    size_t bytes = more <= SIZE_MAX / (size + 1) ? more * size : SIZE_MAX;
    void *grown = swage_arena_grow(r->arena, items, *cap * size, bytes);
    if (!grown) {
        r->status = swage_arena_failure(r->arena, bytes);
        return NULL;
    }
    *cap = more;
    return grown;
}

void *swage_read_alloc(swage_reader *r, size_t size)
{
    void *at = swage_arena_alloc(r->arena, size);
    if (!at)
        r->status = swage_arena_failure(r->arena, size);
    return at;
}

void swage_array_trim(swage_reader *r, void *items, size_t cap, size_t count, size_t size)
{
    swage_arena_trim(r->arena, items, cap * size, count * size);
}
