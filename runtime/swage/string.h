/* SPDX-License-Identifier: MIT */
/*
 * Text with a length.
 *
 *     swage_str name = SWAGE_STR("Ann");
 *     if (swage_str_equal(user.name, name)) ...
 *
 * A swage_str owns nothing: it points into the JSON it was decoded from, into an arena, or at a literal. Its bytes are
 * not terminated; swage_cstr() makes a C string where one is wanted. {NULL, 0} means absent; SWAGE_EMPTY is there and
 * empty.
 */
#ifndef SWAGE_STRING_H
#define SWAGE_STRING_H

#include <string.h>

#include <swage/arena.h>
#include <swage/base.h>

SWAGE_BEGIN_C

typedef struct swage_str {
    const char *ptr; /* NULL: absent */
    size_t len;      /* bytes */
} swage_str;

/* The initializer of a static or local swage_str from a literal. */
#define SWAGE_STR_INIT(literal) {"" literal, sizeof(literal) - 1}

/* An expression of type swage_str from a literal. */
#ifdef __cplusplus
#define SWAGE_STR(literal) (swage_str_of("" literal, sizeof(literal) - 1))
#else
#define SWAGE_STR(literal) ((swage_str)SWAGE_STR_INIT(literal))
#endif

#define SWAGE_EMPTY SWAGE_STR("")

/* The text of `len` bytes at `ptr`, lent. */
SWAGE_INLINE swage_str swage_str_of(const char *ptr, size_t len)
{
    swage_str text;
    text.ptr = ptr;
    text.len = len;
    return text;
}

/* The text of a C string, lent; absent for NULL. */
SWAGE_INLINE swage_str swage_str_from(const char *cstr)
{
    return swage_str_of(cstr, cstr ? strlen(cstr) : 0);
}

/* Whether both hold the same bytes; an absent text equals only an absent one. */
SWAGE_INLINE bool swage_str_equal(swage_str a, swage_str b)
{
    return a.len == b.len && !a.ptr == !b.ptr && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

/* The same bytes in `arena`, followed by a NUL. {NULL, 0} for an absent text; NULL ptr also when the arena is full. */
SWAGE_API swage_str swage_str_copy(swage_str text, swage_arena *arena);

/* A C string with the bytes of `text`, in `arena`. NULL when text is absent, holds a NUL byte, or the arena is full. */
SWAGE_API char *swage_cstr(swage_str text, swage_arena *arena);

/* Arrays of scalars. {NULL, 0} is an absent one where the schema allows that, and else an empty one. */
typedef struct swage_str_array {
    const swage_str *ptr;
    size_t len; /* items */
} swage_str_array;

#define SWAGE_SCALAR_ARRAY(name, type) \
    typedef struct name {              \
        const type *ptr;               \
        size_t len;                    \
    } name
SWAGE_SCALAR_ARRAY(swage_bool_array, bool);
SWAGE_SCALAR_ARRAY(swage_int8_array, int8_t);
SWAGE_SCALAR_ARRAY(swage_int16_array, int16_t);
SWAGE_SCALAR_ARRAY(swage_int32_array, int32_t);
SWAGE_SCALAR_ARRAY(swage_int64_array, int64_t);
SWAGE_SCALAR_ARRAY(swage_uint8_array, uint8_t);
SWAGE_SCALAR_ARRAY(swage_uint16_array, uint16_t);
SWAGE_SCALAR_ARRAY(swage_uint32_array, uint32_t);
SWAGE_SCALAR_ARRAY(swage_uint64_array, uint64_t);
SWAGE_SCALAR_ARRAY(swage_float32_array, float);
SWAGE_SCALAR_ARRAY(swage_float64_array, double);
#undef SWAGE_SCALAR_ARRAY

SWAGE_END_C

#endif
