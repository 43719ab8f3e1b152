/* SPDX-License-Identifier: MIT */
/* Values in memory against their schema: by way of their JSON, so that decoders and validation cannot disagree. */
#include "config.h"

#include <swage/explain.h>
#include <swage/read.h>

enum swage_status swage_validated(swage_buffer *json, enum swage_status encoded, const struct swage_type *type,
                                  struct swage_error *error)
{
    struct swage_error found[2]; /* the second, so that a fault of the text does not take the first one's place */
    enum swage_status status = encoded;
    if (encoded == SWAGE_OK && swage_explain(swage_str_of(json->ptr, json->len), type, SWAGE_DEPTH_MAX, found, 2) > 0)
        status = SWAGE_E_INVALID;
    if (status == SWAGE_E_INVALID && error)
        *error = found[0];
    swage_buffer_done(json);
    return status;
}
