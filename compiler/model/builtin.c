/* SPDX-License-Identifier: MIT */
/* One row a type; the rows of kinds that have several names stand together, and the first speaks for the kind. */
#include "config.h"

#include "model/builtin.h"

#include "syntax/suggest.h"

#include <string.h>

static const struct builtin builtins[] = {
    {"bool", MODEL_BOOL, MODEL_FORMAT_NONE, "bool", "bool"},
    {"int8", MODEL_INT8, MODEL_FORMAT_NONE, "int8_t", "int8"},
    {"int16", MODEL_INT16, MODEL_FORMAT_NONE, "int16_t", "int16"},
    {"int32", MODEL_INT32, MODEL_FORMAT_NONE, "int32_t", "int32"},
    {"int64", MODEL_INT64, MODEL_FORMAT_NONE, "int64_t", "int64"},
    {"uint8", MODEL_UINT8, MODEL_FORMAT_NONE, "uint8_t", "uint8"},
    {"uint16", MODEL_UINT16, MODEL_FORMAT_NONE, "uint16_t", "uint16"},
    {"uint32", MODEL_UINT32, MODEL_FORMAT_NONE, "uint32_t", "uint32"},
    {"uint64", MODEL_UINT64, MODEL_FORMAT_NONE, "uint64_t", "uint64"},
    {"float32", MODEL_FLOAT32, MODEL_FORMAT_NONE, "float", "float32"},
    {"float64", MODEL_FLOAT64, MODEL_FORMAT_NONE, "double", "float64"},
    {"string", MODEL_STRING, MODEL_FORMAT_NONE, "swage_str", "str"},
    {"email", MODEL_STRING, MODEL_FORMAT_EMAIL, "swage_str", "str"},
    {"uri", MODEL_STRING, MODEL_FORMAT_URI, "swage_str", "str"},
    {"uuid", MODEL_STRING, MODEL_FORMAT_UUID, "swage_str", "str"},
    {"hostname", MODEL_STRING, MODEL_FORMAT_HOSTNAME, "swage_str", "str"},
    {"ipv4", MODEL_STRING, MODEL_FORMAT_IPV4, "swage_str", "str"},
    {"ipv6", MODEL_STRING, MODEL_FORMAT_IPV6, "swage_str", "str"},
    {"date", MODEL_STRING, MODEL_FORMAT_DATE, "swage_str", "str"},
    {"time", MODEL_STRING, MODEL_FORMAT_TIME, "swage_str", "str"},
    {"datetime", MODEL_STRING, MODEL_FORMAT_DATETIME, "swage_str", "str"},
    {"duration", MODEL_STRING, MODEL_FORMAT_DURATION, "swage_str", "str"},
    {"bytes", MODEL_BYTES, MODEL_FORMAT_NONE, "swage_bytes", "bytes"},
    {"file", MODEL_BYTES, MODEL_FORMAT_NONE, "swage_upload", "upload"},
    {"decimal", MODEL_DECIMAL, MODEL_FORMAT_NONE, "swage_str", "str"},
    {"json", MODEL_JSON, MODEL_FORMAT_NONE, "swage_str", "str"},
};

enum { BUILTINS = sizeof builtins / sizeof *builtins };

static const struct model_array arrays[] = {
    [MODEL_BOOL] = {"swage_bool_array", "bool", true, false},
    [MODEL_INT8] = {"swage_int8_array", "int8_t", true, false},
    [MODEL_INT16] = {"swage_int16_array", "int16_t", true, false},
    [MODEL_INT32] = {"swage_int32_array", "int32_t", true, false},
    [MODEL_INT64] = {"swage_int64_array", "int64_t", true, false},
    [MODEL_UINT8] = {"swage_uint8_array", "uint8_t", true, false},
    [MODEL_UINT16] = {"swage_uint16_array", "uint16_t", true, false},
    [MODEL_UINT32] = {"swage_uint32_array", "uint32_t", true, false},
    [MODEL_UINT64] = {"swage_uint64_array", "uint64_t", true, false},
    [MODEL_FLOAT32] = {"swage_float32_array", "float", true, false},
    [MODEL_FLOAT64] = {"swage_float64_array", "double", true, false},
    [MODEL_STRING] = {"swage_str_array", "swage_str", true, false},
    [MODEL_BYTES] = {"swage_bytes_array", "swage_bytes", true, false},
    [MODEL_DECIMAL] = {"swage_str_array", "swage_str", true, false},
    [MODEL_JSON] = {"swage_str_array", "swage_str", true, false},
};

static const char *const others[] = {"map", "Problem"};

const struct builtin *builtin_find(const char *name)
{
    for (size_t i = 0; i < BUILTINS; i++)
        if (strcmp(builtins[i].name, name) == 0)
            return &builtins[i];
    return NULL;
}

const struct builtin *builtin_of(enum model_kind kind)
{
    size_t i = 0;
    while (builtins[i].kind != kind)
        i++;
    return &builtins[i];
}

const struct model_array *builtin_array(enum model_kind kind)
{
    return &arrays[kind];
}

const struct model_array *builtin_file_array(void)
{
    static const struct model_array files = {"swage_upload_array", "swage_upload", true, false};
    return &files;
}

bool builtin_is_name(const char *name)
{
    if (builtin_find(name) != NULL)
        return true;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (strcmp(others[i], name) == 0)
            return true;
    return false;
}

void builtin_offer(struct suggest *suggest)
{
    for (size_t i = 0; i < BUILTINS; i++)
        suggest_offer(suggest, builtins[i].name);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        suggest_offer(suggest, others[i]);
}
