/* SPDX-License-Identifier: MIT */
/* The decoders of every construct on any bytes, as fuzz_decode does it for one: the first byte says of which type. */
#include "zoo.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(bool fact)
{
    if (!fact)
        abort();
}

/* What is taken is written, read again and the same; what is refused has a reason, and the collector finds it. */
#define DEFINE_TRIAL(name)                                                                                     \
    static void try_##name(swage_str json, swage_arena *arena, swage_buffer *out)                             \
    {                                                                                                          \
        struct name value, again;                                                                              \
        struct swage_error error;                                                                              \
        enum swage_status status = name##_decode(json, arena, &value, &error);                                 \
        if (status == SWAGE_OK) {                                                                              \
            demand(swage_explain(json, &name##_type, SWAGE_DEPTH_MAX, &error, 1) == 0);                        \
            demand(name##_encode(&value, out) == SWAGE_OK);                                                    \
            demand(name##_decode((swage_str){out->ptr, out->len}, arena, &again, &error) == SWAGE_OK);         \
            demand(name##_equal(&value, &again));                                                              \
            demand(name##_copy(&value, arena, &again) == SWAGE_OK && name##_equal(&value, &again));            \
        } else if (status == SWAGE_E_INVALID) {                                                                \
            demand(error.fault != SWAGE_FAULT_NONE && error.fault != SWAGE_FAULT_INVALID);                     \
        }                                                                                                      \
    }
DEFINE_TRIAL(zoo_numbers)
DEFINE_TRIAL(zoo_texts)
DEFINE_TRIAL(zoo_lists)
DEFINE_TRIAL(zoo_maps)
DEFINE_TRIAL(zoo_payment)
DEFINE_TRIAL(zoo_shape)
DEFINE_TRIAL(zoo_expr)
DEFINE_TRIAL(zoo_loose)
DEFINE_TRIAL(zoo_unions)
DEFINE_TRIAL(zoo_person)
DEFINE_TRIAL(zoo_person_patch)
DEFINE_TRIAL(zoo_maps_patch)

static void (*const trials[])(swage_str json, swage_arena *arena, swage_buffer *out) = {
    try_zoo_numbers, try_zoo_texts, try_zoo_lists,  try_zoo_maps,   try_zoo_payment,      try_zoo_shape,
    try_zoo_expr,    try_zoo_loose, try_zoo_unions, try_zoo_person, try_zoo_person_patch, try_zoo_maps_patch,
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    swage_arena *arena = swage_arena_new(1 << 22);
    swage_buffer out;
    swage_buffer_init(&out, 1 << 22);
    out.is_strict = true;
    trials[data[0] % (sizeof trials / sizeof *trials)]((swage_str){(const char *)data + 1, size - 1}, arena, &out);
    swage_buffer_done(&out);
    swage_arena_free(arena);
    return 0;
}
