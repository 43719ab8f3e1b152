/* SPDX-License-Identifier: MIT */
/* The tables of the types that every schema has. */
#include "config.h"

#include <swage/type.h>

#define INTEGER(width)                                                                                                   \
    const struct swage_type swage_type_int##width = {.kind = SWAGE_KIND_INTEGER,                                         \
                                                     .bits = width,                                                      \
                                                     .name = "int" #width,                                               \
                                                     .min = INT##width##_MIN,                                            \
                                                     .max = INT##width##_MAX};                                           \
    const struct swage_type swage_type_uint##width = {                                                                   \
        .kind = SWAGE_KIND_UNSIGNED, .bits = width, .name = "uint" #width, .umin = 0, .umax = UINT##width##_MAX}
INTEGER(8);
INTEGER(16);
INTEGER(32);
INTEGER(64);

const struct swage_type swage_type_bool = {.kind = SWAGE_KIND_BOOL, .name = "bool"};
const struct swage_type swage_type_float32 = {
    .kind = SWAGE_KIND_FLOAT32, .name = "float32", .low = -HUGE_VAL, .high = HUGE_VAL};
const struct swage_type swage_type_float64 = {
    .kind = SWAGE_KIND_FLOAT64, .name = "float64", .low = -HUGE_VAL, .high = HUGE_VAL};
const struct swage_type swage_type_decimal = {.kind = SWAGE_KIND_DECIMAL, .name = "decimal"};
const struct swage_type swage_type_json = {.kind = SWAGE_KIND_JSON, .name = "json"};
const struct swage_type swage_type_bytes = {
    .kind = SWAGE_KIND_BYTES, .name = "bytes", .least = 0, .most = SIZE_MAX, .encoding = SWAGE_BASE64};
const struct swage_type swage_type_file = {.kind = SWAGE_KIND_FILE, .name = "file", .least = 0, .most = SIZE_MAX};
const struct swage_type swage_type_string = {.kind = SWAGE_KIND_STRING, .name = "string", .least = 0, .most = SIZE_MAX};
