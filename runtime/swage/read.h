/* SPDX-License-Identifier: MIT */
/*
 * The pieces that generated decoders are made of (RFC 8259, strictly). For use by generated code.
 *
 * A reading function takes the cursor and returns it behind what it read, or NULL where the text is not what was
 * wanted. Nobody notes why: a decoder that failed is followed by swage_reader_explain(), which reads the text again
 * along the type's table and has all the time it wants.
 *
 *     {"id": 1, "name": "user"}
 *      ^         the text's last byte is its closing bracket, and nothing but a close consumes it:
 *      p         it is the sentinel that ends every loop, so most steps need not look at `end`.
 *
 * What keeps that true: swage_reader_open() refuses a text whose last byte is no bracket; after a nested object or
 * array swage_inside() refuses a cursor that has reached the end; strings look at `end` themselves.
 */
#ifndef SWAGE_READ_H
#define SWAGE_READ_H

#include <swage/arena.h>
#include <swage/base.h>
#include <swage/bytes.h>
#include <swage/error.h>
#include <swage/string.h>
#include <swage/type.h>

#if defined(SWAGE_SSE2)
#include <emmintrin.h>
#endif

SWAGE_BEGIN_C

#define SWAGE_DEPTH_MAX   64   /* objects and arrays in one another, where a schema sets no bound of its own */
#define SWAGE_DEPTH_LIMIT 1024 /* the most that a schema may set */

typedef struct swage_reader {
    const char *end; /* one past the text's last byte, which is '}' or ']' */
    const char *text;
    swage_arena *arena; /* for what cannot point into the text: arrays and unescaped strings */
    unsigned depth;     /* how many more objects and arrays may be opened, for recursive types and skipped values */
    unsigned depth_max; /* what that was at the start; a schema with a bound of its own sets both after open or wrap */
    int status;         /* SWAGE_E_NOMEM or SWAGE_E_LIMIT when that was the reason, else 0 */
    struct swage_faults *faults; /* where @check functions of the value at work put what they find; NULL: only whether
                                    they do is wanted */
} swage_reader;

/* Every member of a reader of what stands between `text` and `end`. */
SWAGE_INLINE void swage_reader_start(swage_reader *r, const char *text, const char *end, swage_arena *arena)
{
    r->end = end;
    r->text = text;
    r->arena = arena;
    r->depth = SWAGE_DEPTH_MAX;
    r->depth_max = SWAGE_DEPTH_MAX;
    r->status = SWAGE_OK;
    r->faults = NULL;
}

/* The general case of swage_reader_open: white space around the text, or no object or array. */
SWAGE_API const char *swage_reader_open_rest(swage_reader *r, swage_str json, swage_arena *arena);

/* Sets up a reader and returns the cursor at the first byte that is no white space; NULL when `json` cannot be an
   object or array. `json` is lent for as long as the decoded values live. */
SWAGE_INLINE const char *swage_reader_open(swage_reader *r, swage_str json, swage_arena *arena)
{
    if (SWAGE_UNLIKELY(json.len == 0 || (json.ptr[json.len - 1] | 0x20) != '}' || (unsigned char)*json.ptr <= ' '))
        return swage_reader_open_rest(r, json, arena);
    swage_reader_start(r, json.ptr, json.ptr + json.len, arena);
    return json.ptr;
}

/*
 * The same for a text whose root is no object or array. It is copied into the arena as the only item of an array,
 * `[json]`; the cursor is at the item. Read it, and then let swage_reader_unwrap() look at what follows. Strings that
 * were read point into the arena. NULL (and `status` set) when the arena is full.
 */
SWAGE_API const char *swage_reader_wrap(swage_reader *r, swage_str json, swage_arena *arena);

/* Behind a wrapped value: the end, or NULL where more follows than white space. */
SWAGE_API const char *swage_reader_unwrap(const swage_reader *r, const char *p);

/* After a failure: finds the first fault of `json` (as it was given to open or wrap) along `type`, fills in `error`
   (may be NULL), and returns the status: SWAGE_E_INVALID, SWAGE_E_NOMEM or SWAGE_E_LIMIT. <swage/explain.h> finds all
   faults. */
SWAGE_API enum swage_status swage_reader_explain(const swage_reader *r, swage_str json, const struct swage_type *type,
                                                 struct swage_error *error);

/* --- white space and structure ------------------------------------------------------------------------------------ */

SWAGE_API const char *swage_space_rest(const char *p);

/* Skips white space. Other control characters stop it, and are refused by whoever looks next. */
SWAGE_INLINE const char *swage_space(const char *p)
{
    return SWAGE_LIKELY((unsigned char)*p > ' ') ? p : swage_space_rest(p);
}

SWAGE_API const char *swage_indent_rest(const swage_reader *r, const char *p);

/* The same where one space or a line's indentation is to be expected, which is passed sixteen bytes at a time. */
SWAGE_INLINE const char *swage_indent(const swage_reader *r, const char *p)
{
    if (SWAGE_LIKELY((unsigned char)*p > ' '))
        return p;
    if (*p == ' ' && SWAGE_LIKELY((unsigned char)p[1] > ' '))
        return p + 1;
    return swage_indent_rest(r, p);
}

/* After a value: the cursor at the next item or key when a comma stands here; else false, with the cursor at what
   does. */
SWAGE_INLINE bool swage_comma(const swage_reader *r, const char **at)
{
    const char *p = *at;
    if (SWAGE_UNLIKELY(*p != ',')) {
        *at = p = swage_indent(r, p);
        if (SWAGE_LIKELY(*p != ','))
            return false;
    }
    *at = swage_indent(r, p + 1);
    return true;
}

/* Steps into an object or array: past the bracket `open` and white space. */
SWAGE_INLINE const char *swage_open(const swage_reader *r, const char *p, char open)
{
    return SWAGE_LIKELY(*p == open) ? swage_indent(r, p + 1) : NULL;
}

/* Steps out: past the bracket `close`. */
SWAGE_INLINE const char *swage_close(const char *p, char close)
{
    return SWAGE_LIKELY(*p == close) ? p + 1 : NULL;
}

/* After a nested object or array: NULL when it consumed the last bracket, which is the root's. */
SWAGE_INLINE const char *swage_inside(const swage_reader *r, const char *p)
{
    return SWAGE_LIKELY(p != r->end) ? p : NULL;
}

/* Whether the key `literal` (with its quotes and colon, `len` bytes) stands here; then the cursor is at its value. */
SWAGE_INLINE bool swage_key(const swage_reader *r, const char **at, const char *literal, size_t len)
{
    const char *p = *at;
    if (SWAGE_UNLIKELY((size_t)(r->end - p) < len || memcmp(p, literal, len) != 0))
        return false;
    *at = swage_indent(r, p + len);
    return true;
}

/* Reads any key, its colon and white space. `key` is unescaped and may lie in `scratch` of `size` bytes, which must be
   longer than the longest key of interest: of a key that does not fit only its length is right (`key->ptr` is NULL). */
SWAGE_API const char *swage_read_key(swage_reader *r, const char *p, swage_str *key, char *scratch, size_t size);

/* Skips a value of any type inside an object or array, checking its syntax, UTF-8 and depth. NULL also where it would
   consume the text's last byte, which is the root's bracket. */
SWAGE_API const char *swage_skip(swage_reader *r, const char *p);

/* Whether `null` stands here; then the cursor is behind it. */
SWAGE_INLINE bool swage_null(const swage_reader *r, const char **at)
{
    const char *p = *at;
    if (SWAGE_LIKELY(*p != 'n') || r->end - p < 5 || memcmp(p, "null", 4) != 0)
        return false;
    *at = p + 4;
    return true;
}

/* --- numbers ------------------------------------------------------------------------------------------------------ */

SWAGE_INLINE const char *swage_read_bool(const swage_reader *r, const char *p, bool *out)
{
    if (r->end - p > 4 && memcmp(p, "true", 4) == 0) {
        *out = true;
        return p + 4;
    }
    if (r->end - p > 5 && memcmp(p, "false", 5) == 0) {
        *out = false;
        return p + 5;
    }
    return NULL;
}

/* An unsigned integer without sign, fraction or exponent, no larger than `max` (RFC 8259 6: no leading zeros). A
   fraction or exponent is left at the cursor, where no comma or bracket is found then. */
SWAGE_INLINE const char *swage_read_digits(const char *p, uint64_t max, uint64_t *out)
{
    unsigned digit = (unsigned)(unsigned char)*p - '0';
    uint64_t value = digit;
    const char *first = p++;
    if (SWAGE_UNLIKELY(digit > 9))
        return NULL;
    while ((digit = (unsigned)(unsigned char)*p - '0') <= 9) {
        value = value * 10 + digit;
        p++;
    }
    if (SWAGE_UNLIKELY(p - first > 1)) {
        /* Of 19 digits none can overflow 64 bits; 20 digits start with '1' and end above 10^19, or did overflow. */
        if (*first == '0' || p - first > 20 || (p - first == 20 && (*first != '1' || value < 10000000000000000000u)))
            return NULL;
    }
    if (SWAGE_UNLIKELY(value > max))
        return NULL;
    *out = value;
    return p;
}

/* An integer with a minus, no less than -`max` - 1; -0 is 0. */
SWAGE_API const char *swage_read_negative(const char *p, uint64_t max, int64_t *out);

/* A signed integer between -`max` - 1 and `max`. */
SWAGE_INLINE const char *swage_read_integer(const char *p, uint64_t max, int64_t *out)
{
    uint64_t value = 0;
    if (SWAGE_UNLIKELY(*p == '-'))
        return swage_read_negative(p, max, out);
    p = swage_read_digits(p, max, &value);
    *out = (int64_t)value;
    return p;
}

#define SWAGE_READ_SIGNED(bits)                                                                       \
    SWAGE_INLINE const char *swage_read_int##bits(const char *p, int##bits##_t *out)                 \
    {                                                                                                 \
        int64_t value = 0;                                                                            \
        p = swage_read_integer(p, INT##bits##_MAX, &value);                                           \
        *out = (int##bits##_t)value;                                                                  \
        return p;                                                                                     \
    }
#define SWAGE_READ_UNSIGNED(bits)                                                                     \
    SWAGE_INLINE const char *swage_read_uint##bits(const char *p, uint##bits##_t *out)               \
    {                                                                                                 \
        uint64_t value = 0;                                                                           \
        p = swage_read_digits(p, UINT##bits##_MAX, &value);                                           \
        *out = (uint##bits##_t)value;                                                                 \
        return p;                                                                                     \
    }
SWAGE_READ_SIGNED(8)
SWAGE_READ_SIGNED(16)
SWAGE_READ_SIGNED(32)
SWAGE_READ_SIGNED(64)
SWAGE_READ_UNSIGNED(8)
SWAGE_READ_UNSIGNED(16)
SWAGE_READ_UNSIGNED(32)
SWAGE_READ_UNSIGNED(64)
#undef SWAGE_READ_SIGNED
#undef SWAGE_READ_UNSIGNED

/* The nearest double or float (round half to even); a number that rounds to infinity is refused. */
SWAGE_API const char *swage_read_float64(const swage_reader *r, const char *p, double *out);
SWAGE_API const char *swage_read_float32(const swage_reader *r, const char *p, float *out);

/* --- text --------------------------------------------------------------------------------------------------------- */

#if defined(SWAGE_SSE2)
/* Of the 16 bytes at `at` a bit for each that ends plain ASCII: quotes, backslashes, controls, and what is not
   ASCII. */
SWAGE_INLINE unsigned swage_stops(const char *at)
{
    __m128i block = _mm_loadu_si128((const __m128i *)(const void *)at);
    __m128i slash = _mm_cmpeq_epi8(block, _mm_set1_epi8('\\'));
    /* With its bit 1 turned over a quote is 0x20, just above the controls, and nothing else changes sides. Signed,
       bytes that are not ASCII are below as well. */
    __m128i other = _mm_cmpgt_epi8(_mm_xor_si128(block, _mm_set1_epi8(2)), _mm_set1_epi8(0x20));
    return (unsigned)_mm_movemask_epi8(_mm_andnot_si128(slash, other)) ^ 0xffff;
}
#endif

/* The closing quote of the string that starts at `p`, where it is short, plain ASCII and not at the very end of the
   text; else NULL, which says nothing. */
SWAGE_INLINE const char *swage_plain(const swage_reader *r, const char *p)
{
#if defined(SWAGE_SSE2)
    if (SWAGE_LIKELY(*p == '"' && r->end - p > 16)) {
        unsigned stops = swage_stops(p + 1);
        if (SWAGE_LIKELY(stops != 0)) {
            p++;
            p += (unsigned)__builtin_ctz(stops);
            if (SWAGE_LIKELY(*p == '"'))
                return p;
        }
    }
#endif
    (void)r;
    (void)p;
    return NULL;
}

/* The general case of swage_read_string: long, escaped, not ASCII, or near the end of the text. */
SWAGE_API const char *swage_read_string_rest(swage_reader *r, const char *p, swage_str *out);

/* A string without U+0000: a view of the text where it has no escapes, else unescaped into the arena. */
SWAGE_INLINE const char *swage_read_string(swage_reader *r, const char *p, swage_str *out)
{
    const char *quote = swage_plain(r, p);
    if (SWAGE_UNLIKELY(!quote))
        return swage_read_string_rest(r, p, out);
    out->ptr = p + 1;
    out->len = (size_t)(quote - p - 1);
    return quote + 1;
}

/* Whether the bytes are UTF-8 (RFC 3629: nothing overlong, no surrogates, nothing above U+10FFFF). */
SWAGE_API bool swage_utf8_valid(swage_str text);

/* The number of code points in valid UTF-8. */
SWAGE_API size_t swage_utf8_count(swage_str text);

/* Whether valid UTF-8 has `least` to `most` code points. */
SWAGE_INLINE bool swage_within(swage_str text, size_t least, size_t most)
{
    /* A code point has one to four bytes, so that the number of bytes settles most cases. */
    if (SWAGE_UNLIKELY(text.len < least || text.len / 4 > most))
        return false;
    if (SWAGE_LIKELY(text.len <= most && (least <= 1 || text.len / 4 >= least)))
        return true;
    size_t count = swage_utf8_count(text);
    return count >= least && count <= most;
}

/* As swage_read_string, and U+0000 may be in it. */
SWAGE_API const char *swage_read_string_nul(swage_reader *r, const char *p, swage_str *out);

/* A string in `encoding`, decoded into the arena. */
SWAGE_API const char *swage_read_bytes(swage_reader *r, const char *p, enum swage_encoding encoding, swage_bytes *out);

/* A number of any size (RFC 8259 6): a view of its text. */
SWAGE_API const char *swage_read_decimal(swage_reader *r, const char *p, swage_str *out);

/* Any value, its syntax, UTF-8 and depth checked: a view of its text, without the white space around it. */
SWAGE_API const char *swage_read_json(swage_reader *r, const char *p, swage_str *out);

/* Past a quote, for numbers that stand in strings. */
SWAGE_INLINE const char *swage_quote(const char *p)
{
    return SWAGE_LIKELY(*p == '"') ? p + 1 : NULL;
}

/* Of numbers that are equal: less than, equal to or more than 0 as `a` is to `b`. Both are numbers of RFC 8259 of at
   most 2^31 characters; time is linear in their text, whatever their exponents. */
SWAGE_API int swage_decimal_compare(swage_str a, swage_str b);

/* Whether `value` is the double nearest to a multiple of digits / scale, which are whole and at least 1; also when the
   multiple is beyond 2^53 and so is the value. The second is the same for floats. */
SWAGE_API bool swage_is_multiple(double value, double digits, double scale);
SWAGE_API bool swage_is_multiple_float32(float value, double digits, double scale);

/* Whether the whole text is a number of RFC 8259, of any size: a parameter's text as a decimal. */
SWAGE_API bool swage_text_decimal(swage_str text);

/* --- maps, unions, @unique ---------------------------------------------------------------------------------------- */

/* Reads a map's key without U+0000, its colon and white space: a view of the text, or unescaped into the arena. */
SWAGE_API const char *swage_read_map_key(swage_reader *r, const char *p, swage_str *key);

/* As swage_read_map_key, and U+0000 may be in it. */
SWAGE_API const char *swage_read_map_key_nul(swage_reader *r, const char *p, swage_str *key);

/* The number that a map's key says: as JSON writes integers, nothing around it, between the bounds. */
SWAGE_API bool swage_key_int64(swage_str key, int64_t min, int64_t max, int64_t *out);
SWAGE_API bool swage_key_uint64(swage_str key, uint64_t min, uint64_t max, uint64_t *out);

/*
 * Looks into the object at `p` for the member `key`, wherever it stands, and reads its value, a string. Returns `p`;
 * NULL when there is no such member, its value is no string, or the text up to it is no JSON. `out` may lie in the
 * arena. `literal` is the key with its quotes and colon, `len` bytes of it: the first member is compared with that
 * before anything is searched. What stands before the tag is read as when it is skipped, and only up to the tag.
 */
SWAGE_API const char *swage_find_tag(swage_reader *r, const char *p, const char *literal, size_t len, swage_str key,
                                     swage_str *out);

/* Less than, equal to, or more than 0, for swage_unique; they take pointers to items. */
SWAGE_API int swage_compare_bool(const void *a, const void *b);
SWAGE_API int swage_compare_int8(const void *a, const void *b);
SWAGE_API int swage_compare_int16(const void *a, const void *b);
SWAGE_API int swage_compare_int32(const void *a, const void *b);
SWAGE_API int swage_compare_int64(const void *a, const void *b);
SWAGE_API int swage_compare_uint8(const void *a, const void *b);
SWAGE_API int swage_compare_uint16(const void *a, const void *b);
SWAGE_API int swage_compare_uint32(const void *a, const void *b);
SWAGE_API int swage_compare_uint64(const void *a, const void *b);
SWAGE_API int swage_compare_float32(const void *a, const void *b);
SWAGE_API int swage_compare_float64(const void *a, const void *b);
SWAGE_API int swage_compare_str(const void *a, const void *b);
SWAGE_API int swage_compare_bytes(const void *a, const void *b);
SWAGE_API int swage_compare_decimal(const void *a, const void *b); /* 1 and 1.0 are equal */

/*
 * Whether no two of `count` items of `size` bytes are equal; of maps the items are entries, which begin with their key.
 * Few are compared with one another, many are sorted as pointers in the arena, which gets that memory back: the time is
 * n log n whatever they are. False also, and the reader's status set, when the arena is full.
 */
SWAGE_API bool swage_unique(swage_reader *r, const void *items, size_t count, size_t size,
                            int (*compare)(const void *a, const void *b));

/* --- arrays ------------------------------------------------------------------------------------------------------- */

/* Room for one more item of `size` bytes behind `count` at `items` (NULL while 0); grows by doubling, in place where
   the array is on top of the arena. NULL, and the reader's status set, when the arena is full. `*cap` is kept by it. */
SWAGE_API void *swage_array_grow(swage_reader *r, void *items, size_t *cap, size_t count, size_t size);

/* `size` bytes for a value that is held by pointer; NULL, and the reader's status set, when the arena is full. */
SWAGE_API void *swage_read_alloc(swage_reader *r, size_t size);

/* Gives back what the finished array does not need. */
SWAGE_API void swage_array_trim(swage_reader *r, void *items, size_t cap, size_t count, size_t size);

SWAGE_END_C

#endif
