/* SPDX-License-Identifier: MIT */
/*
 * Two readers of one schema held to each other: the generated decoder, which stops at the first fault, and the table-driven
 * collector, which lists them all. For any text at all the one accepts where the other finds nothing; and what was decoded
 * is encoded, decoded and encoded again without a change, and so is a copy when all that it was made of is gone.
 */
#ifndef TESTS_GENERATED_AGREE_H
#define TESTS_GENERATED_AGREE_H

#include <swage/swage.h>

struct agree_type {
    const char *name;
    const struct swage_type *type;
    size_t size; /* of the C struct */
    enum swage_status (*decode)(swage_str json, swage_arena *arena, void *out, struct swage_error *error);
    enum swage_status (*encode)(const void *in, swage_buffer *out);
    bool (*equal)(const void *a, const void *b);
    enum swage_status (*copy)(const void *in, swage_arena *arena, void *out);
    const char *const *documents; /* valid ones, NULL at the end: what mutations start from */
};

/* A third reader, who is told what was found and ends the test where it finds otherwise; NULL: there is none. `encoded` is
   the value as the encoder writes it, or has no `ptr` where there are faults. */
typedef void agree_third_reader(const struct agree_type *type, swage_str json, const struct swage_error *faults,
                                size_t count, swage_str encoded);
extern agree_third_reader *agree_third;

/* For `struct NAME` of a generated header: functions that take void pointers, and the entry called `entry_NAME`. */
#define AGREE_TYPE(c_name, docs)                                                                                        \
    static enum swage_status decode_##c_name(swage_str json, swage_arena *arena, void *out, struct swage_error *error)  \
    {                                                                                                                   \
        return c_name##_decode(json, arena, out, error);                                                                \
    }                                                                                                                   \
    static enum swage_status encode_##c_name(const void *in, swage_buffer *out)                                        \
    {                                                                                                                   \
        return c_name##_encode(in, out);                                                                                \
    }                                                                                                                   \
    static bool equal_##c_name(const void *a, const void *b)                                                           \
    {                                                                                                                   \
        return c_name##_equal(a, b);                                                                                    \
    }                                                                                                                   \
    static enum swage_status copy_##c_name(const void *in, swage_arena *arena, void *out)                               \
    {                                                                                                                   \
        return c_name##_copy(in, arena, out);                                                                           \
    }                                                                                                                   \
    static const struct agree_type entry_##c_name = {#c_name,         &c_name##_type,  sizeof(struct c_name),           \
                                                     decode_##c_name, encode_##c_name, equal_##c_name, \
                                                     copy_##c_name,   docs}

/* Holds them to each other on one text; ends the test with the text where they differ. Returns whether it was accepted. */
bool agree_on(const struct agree_type *type, swage_str json);

/* On all documents of the type, each cut at every byte, and `count` random mutations of them. The documents themselves
   have to be accepted. */
void agree_everywhere(const struct agree_type *type, unsigned seed, size_t count);

#endif
