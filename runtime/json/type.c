/* SPDX-License-Identifier: MIT */
/* The tables of the types that every schema has. */
#include "config.h"

#include <swage/type.h>

#define INTEGER(bits)                                                                                                      \
    const struct swage_type swage_type_int##bits = {                                                                      \
        .kind = SWAGE_KIND_INTEGER, .name = "int" #bits, .min = INT##bits##_MIN, .max = INT##bits##_MAX};                 \
    const struct swage_type swage_type_uint##bits = {                                                                     \
        .kind = SWAGE_KIND_UNSIGNED, .name = "uint" #bits, .umin = 0, .umax = UINT##bits##_MAX}
INTEGER(8);
INTEGER(16);
INTEGER(32);
INTEGER(64);

const struct swage_type swage_type_bool = {.kind = SWAGE_KIND_BOOL, .name = "bool"};
const struct swage_type swage_type_float32 = {
    .kind = SWAGE_KIND_FLOAT32, .name = "float32", .low = -HUGE_VAL, .high = HUGE_VAL};
const struct swage_type swage_type_float64 = {
    .kind = SWAGE_KIND_FLOAT64, .name = "float64", .low = -HUGE_VAL, .high = HUGE_VAL};
const struct swage_type swage_type_string = {.kind = SWAGE_KIND_STRING, .name = "string", .least = 0, .most = SIZE_MAX};
