/* SPDX-License-Identifier: MIT */
/* What a schema's generated code looks like from outside: the table that is written beside it and loaded with it. */
#ifndef TESTS_DIFFERENTIAL_CODEC_H
#define TESTS_DIFFERENTIAL_CODEC_H

#include <swage/swage.h>

struct codec {
    const char *name; /* as in the schema */
    const char *stem; /* of the file that declares it */
    const struct swage_type *type;
    size_t size; /* of the C struct */
    enum swage_status (*decode)(swage_str json, swage_arena *arena, void *out, struct swage_error *error);
    enum swage_status (*encode)(const void *in, swage_buffer *out);
    enum swage_status (*validate)(const void *in, struct swage_error *error);
    enum swage_status (*copy)(const void *in, swage_arena *arena, void *out);
    bool (*equal)(const void *a, const void *b);
};

extern const struct codec *const differential_codecs[]; /* NULL at the end */

/* Functions that take void pointers, and the entry called `entry_NAME`. */
#define CODEC(schema_name, stem, c_name)                                                                               \
    static enum swage_status decode_##c_name(swage_str json, swage_arena *arena, void *out, struct swage_error *error) \
    {                                                                                                                  \
        return c_name##_decode(json, arena, out, error);                                                               \
    }                                                                                                                  \
    static enum swage_status encode_##c_name(const void *in, swage_buffer *out)                                        \
    {                                                                                                                  \
        return c_name##_encode(in, out);                                                                               \
    }                                                                                                                  \
    static enum swage_status validate_##c_name(const void *in, struct swage_error *error)                              \
    {                                                                                                                  \
        return c_name##_validate(in, error);                                                                           \
    }                                                                                                                  \
    static enum swage_status copy_##c_name(const void *in, swage_arena *arena, void *out)                              \
    {                                                                                                                  \
        return c_name##_copy(in, arena, out);                                                                          \
    }                                                                                                                  \
    static bool equal_##c_name(const void *a, const void *b)                                                           \
    {                                                                                                                  \
        return c_name##_equal(a, b);                                                                                   \
    }                                                                                                                  \
    static const struct codec entry_##c_name = {schema_name,     stem,              &c_name##_type,                    \
                                                sizeof(struct c_name), decode_##c_name, encode_##c_name,               \
                                                validate_##c_name, copy_##c_name,   equal_##c_name}

#endif
