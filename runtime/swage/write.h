/* SPDX-License-Identifier: MIT */
/*
 * The pieces that generated encoders are made of. For use by generated code.
 *
 * A writing function takes the cursor into a buffer and returns it behind what it wrote. Room was reserved before by
 * swage_reserve(); what may need more than was reserved takes the buffer too, and returns NULL (with buffer->failed
 * set) when the value cannot be written or there is no room.
 */
#ifndef SWAGE_WRITE_H
#define SWAGE_WRITE_H

#include <swage/base.h>
#include <swage/buffer.h>
#include <swage/bytes.h>
#include <swage/error.h>
#include <swage/string.h>

#if defined(SWAGE_SSE2)
#include <emmintrin.h>
#endif

SWAGE_BEGIN_C

/* What to reserve for a value, bytes: the longest texts of each type. */
enum {
    SWAGE_MAX_BOOL = 5,
    SWAGE_MAX_INT8 = 4,
    SWAGE_MAX_INT16 = 6,
    SWAGE_MAX_INT32 = 11,
    SWAGE_MAX_INT64 = 20,
    SWAGE_MAX_UINT8 = 3,
    SWAGE_MAX_UINT16 = 5,
    SWAGE_MAX_UINT32 = 10,
    SWAGE_MAX_UINT64 = 20,
    SWAGE_MAX_FLOAT32 = 22, /* -100000000000000000000 */
    SWAGE_MAX_FLOAT64 = 25, /* -0.0000012345678901234567 */
    SWAGE_MAX_NULL = 4
};

/* The cursor at the end of `buffer` with room for `more` bytes; NULL and buffer->failed set without. */
SWAGE_INLINE char *swage_writer_open(swage_buffer *buffer, size_t more)
{
    return swage_reserve(buffer, buffer->ptr ? buffer->ptr + buffer->len : NULL, more);
}

/* Ends an encoding: what stands before the cursor counts; with NULL nothing does. Returns the status. */
SWAGE_API enum swage_status swage_writer_close(swage_buffer *buffer, char *p);

/* Notes why a value cannot be written, and returns NULL. */
SWAGE_API char *swage_write_failed(swage_buffer *buffer, enum swage_status status);

/*
 * A value is outside of the bounds that the schema gives it. Where the buffer is strict the encoding fails with
 * SWAGE_E_SCHEMA; else it goes on, and the buffer counts it. Returns the cursor or NULL.
 */
SWAGE_API char *swage_write_breach(swage_buffer *buffer, char *p) SWAGE_COLD;

/* A constant piece, as it stands. */
SWAGE_INLINE char *swage_put(char *p, const char *literal, size_t len)
{
    memcpy(p, literal, len);
    return p + len;
}

SWAGE_INLINE char *swage_write_bool(char *p, bool value)
{
    memcpy(p, value ? "true" : "false", 5); /* one byte too many for true; there is slack */
    return p + (value ? 4 : 5);
}

/* Decimal digits of any length. */
SWAGE_API char *swage_write_uint64_rest(char *p, uint64_t value);

SWAGE_INLINE char *swage_write_uint64(char *p, uint64_t value)
{
    if (SWAGE_LIKELY(value < 10)) {
        *p = (char)('0' + value);
        return p + 1;
    }
    return swage_write_uint64_rest(p, value);
}

SWAGE_INLINE char *swage_write_int64(char *p, int64_t value)
{
    *p = '-';
    return swage_write_uint64(p + (value < 0), value < 0 ? 0 - (uint64_t)value : (uint64_t)value);
}

/* The shortest text that reads back as the same number. NaN and infinities are SWAGE_E_VALUE. */
SWAGE_API char *swage_write_float64(swage_buffer *buffer, char *p, double value);
SWAGE_API char *swage_write_float32(swage_buffer *buffer, char *p, float value);

/* The general case of swage_write_string: what is long, needs escapes, is not ASCII, or is NULL. */
SWAGE_API char *swage_write_string_rest(swage_buffer *buffer, char *p, swage_str text);

/*
 * The characters of `text`, without the quotes around it; `text.len` bytes were reserved. Escapes take more, and are
 * made room for without touching what was promised for the pieces behind. A NULL text is SWAGE_E_UNSET, text that is
 * not UTF-8 SWAGE_E_VALUE.
 */
SWAGE_INLINE char *swage_write_text(swage_buffer *buffer, char *p, swage_str text)
{
#if defined(SWAGE_SSE2)
    /* Short plain text: two overlapping words are loaded, looked at, and stored. */
    if (SWAGE_LIKELY(text.len - 4 <= 12)) {
        __m128i block;
        if (text.len >= 8) {
            long long head, tail;
            memcpy(&head, text.ptr, 8);
            memcpy(&tail, text.ptr + text.len - 8, 8);
            block = _mm_set_epi64x(tail, head);
            memcpy(p, &head, 8);
            memcpy(p + text.len - 8, &tail, 8);
        } else {
            int head, tail;
            memcpy(&head, text.ptr, 4);
            memcpy(&tail, text.ptr + text.len - 4, 4);
            block = _mm_set_epi32(head, head, tail, head);
            memcpy(p, &head, 4);
            memcpy(p + text.len - 4, &tail, 4);
        }
        /* As swage_stops() in <swage/read.h>: a quote with its bit 1 turned over is just above the controls. */
        __m128i slash = _mm_cmpeq_epi8(block, _mm_set1_epi8('\\'));
        __m128i other = _mm_cmplt_epi8(_mm_xor_si128(block, _mm_set1_epi8(2)), _mm_set1_epi8(0x21));
        if (SWAGE_LIKELY(_mm_movemask_epi8(_mm_or_si128(slash, other)) == 0))
            return p + text.len;
    }
#endif
    return swage_write_string_rest(buffer, p, text);
}

/* The same where U+0000 is allowed; swage_write_text counts it as a breach of the schema. */
SWAGE_API char *swage_write_text_nul(swage_buffer *buffer, char *p, swage_str text);

/* The text of bytes, without quotes: swage_bytes_text_len() bytes were reserved. Absent ones are SWAGE_E_UNSET. */
SWAGE_API char *swage_write_bytes(swage_buffer *buffer, char *p, enum swage_encoding encoding, swage_bytes bytes);

/* A decimal as it stands, `text.len` bytes were reserved. Absent: SWAGE_E_UNSET; not a number of RFC 8259:
   SWAGE_E_VALUE. */
SWAGE_API char *swage_write_decimal(swage_buffer *buffer, char *p, swage_str text);

/* Any JSON as it stands, `text.len` bytes were reserved. Absent: SWAGE_E_UNSET; not one value of RFC 8259 in UTF-8, at
   most SWAGE_DEPTH_MAX deep: SWAGE_E_VALUE. */
SWAGE_API char *swage_write_json(swage_buffer *buffer, char *p, swage_str text);

SWAGE_END_C

#endif
