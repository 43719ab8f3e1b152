/* SPDX-License-Identifier: MIT */
/* Remembering a head is copying it; recalling it is moving its pointers to where the bytes stand now. */
#include "config.h"

#include "http/repeat.h"

#if defined(SWAGE_SSE2)
#include <emmintrin.h>
#endif

/* The text of the same bytes `by` further on. */
SWAGE_INLINE void move_str(swage_str *to, const swage_str *text, ptrdiff_t by)
{
#if defined(SWAGE_SSE2) && defined(__x86_64__)
    __m128i pair = _mm_loadu_si128((const __m128i *)(const void *)text);
    _mm_storeu_si128((__m128i *)(void *)to, _mm_add_epi64(pair, _mm_set_epi64x(0, by)));
#else
    *to = swage_str_of(text->ptr + by, text->len);
#endif
}

SWAGE_INLINE void move_unless_absent(swage_str *to, const swage_str *text, ptrdiff_t by)
{
    move_str(to, text, text->ptr ? by : 0);
}

/* All of `head` but the fields behind the count, which are no values; its bytes stand `by` further on. */
SWAGE_INLINE void move(struct http_head *to, const struct http_head *head, ptrdiff_t by)
{
    to->method = head->method;
    to->length = head->length;
    to->is_http10 = head->is_http10;
    to->is_chunked = head->is_chunked;
    to->is_close = head->is_close;
    to->is_keep_alive = head->is_keep_alive;
    to->is_expecting = head->is_expecting;
    to->field_count = head->field_count;
    move_str(&to->method_text, &head->method_text, by);
    move_str(&to->target, &head->target, by);
    move_str(&to->path, &head->path, by);
    move_unless_absent(&to->authority, &head->authority, by);
    move_unless_absent(&to->query, &head->query, by);
    move_unless_absent(&to->content_type, &head->content_type, by);
    for (unsigned i = 0; i < head->field_count; i++) {
        move_str(&to->fields[i].name, &head->fields[i].name, by);
        move_str(&to->fields[i].value, &head->fields[i].value, by);
    }
}

/* A path may be a constant: that of "http://host" without one is "/". */
static bool is_within(swage_str text, const char *bytes, size_t len)
{
    return text.ptr >= bytes && text.ptr + text.len <= bytes + len;
}

/* The first misses in a row, and then few of them. */
static bool is_worth(struct http_repeat *repeat)
{
    unsigned misses = repeat->misses++;
    return misses < 4 || misses % 32 == 0;
}

static SWAGE_COLD void remember(struct http_repeat *repeat, const struct http_head *head, const char *bytes, size_t len)
{
    if (len > HTTP_REPEAT_MAX || head->field_count > HTTP_REPEAT_FIELDS || !is_within(head->path, bytes, len))
        return;
    memcpy(repeat->bytes, bytes, len);
    move(&repeat->head, head, repeat->bytes - bytes);
    repeat->len = len;
    repeat->number++;
}

SWAGE_INLINE void recall(const struct http_repeat *repeat, struct http_head *head, const char *bytes)
{
    if (head->recalled == repeat->number && head->recalled_at == bytes)
        return;
    move(head, &repeat->head, bytes - repeat->bytes);
    head->recalled = repeat->number;
    head->recalled_at = bytes;
}

int swage_http_repeat_parse(struct http_repeat *repeat, struct http_head *head, const char *bytes, size_t len,
                            const struct http_limits *limits)
{
    if (SWAGE_LIKELY(repeat->len > 0 && len >= repeat->len && memcmp(bytes, repeat->bytes, repeat->len) == 0)) {
        recall(repeat, head, bytes);
        repeat->misses = 0;
        return (int)repeat->len;
    }
    int size = swage_http_head_parse(head, bytes, len, limits);
    if (size > 0 && is_worth(repeat))
        remember(repeat, head, bytes, (size_t)size);
    return size;
}
