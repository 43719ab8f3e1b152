/* SPDX-License-Identifier: MIT */
/*
 * JSON that is kept as it stands: members of type `json`.
 */
#include "config.h"

#include <swage/read.h>
#include <swage/write.h>

const char *swage_read_json(swage_reader *r, const char *p, swage_str *out)
{
    const char *first = p;
    p = swage_skip(r, p);
    if (SWAGE_LIKELY(p != NULL))
        *out = swage_str_of(first, (size_t)(p - first));
    return p;
}

/* Whether one value and white space stand from `text` to the bracket that is the last byte before `end`. */
static bool is_one_value(const char *text, const char *end)
{
    swage_reader r = {.text = text, .end = end, .depth = SWAGE_DEPTH_MAX};
    const char *p = swage_skip(&r, swage_space(text));
    return p && swage_space(p) == end - 1;
}

char *swage_write_json(swage_buffer *buffer, char *p, swage_str text)
{
    if (SWAGE_UNLIKELY(!text.ptr))
        return swage_write_failed(buffer, SWAGE_E_UNSET);
    if (text.len > 0)
        memcpy(p, text.ptr, text.len);
    /* Readers want a bracket at the end. It lies in what is reserved or in the slack, and is written over. */
    p[text.len] = ']';
    if (SWAGE_UNLIKELY(!is_one_value(p, p + text.len + 1)))
        return swage_write_failed(buffer, SWAGE_E_VALUE);
    return p + text.len;
}
