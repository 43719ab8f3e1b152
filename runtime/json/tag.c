/* SPDX-License-Identifier: MIT */
/*
 * Tags of unions, wherever they stand in their object, and keys of maps that are numbers.
 */
#include "config.h"

#include <swage/read.h>

#define SCRATCH 128 /* bytes; tags with longer keys, and escapes in them, are rare enough for the arena */

/* --- tags --------------------------------------------------------------------------------------------------------- */

/* Reads the key at `p` and says whether it is `key`. Returns the cursor at the value. */
static const char *match_key(swage_reader *r, const char *p, swage_str key, bool *matches)
{
    char scratch[SCRATCH];
    swage_str found;
    const char *value = swage_read_key(r, p, &found, scratch, sizeof scratch);
    if (SWAGE_UNLIKELY(!value))
        return NULL;
    *matches = found.len == key.len;
    if (SWAGE_LIKELY(!*matches))
        return value;
    /* As long as the tag's, and did not fit. */
    if (SWAGE_UNLIKELY(!found.ptr) && !(value = swage_read_map_key_nul(r, p, &found)))
        return NULL;
    *matches = swage_str_equal(found, key);
    return value;
}

/* Steps over members up to the tag. Returns the cursor at its value. */
static const char *search(swage_reader *r, const char *p, swage_str key)
{
    bool matches;
    if (*p == '}')
        return NULL;
    for (;;) {
        p = match_key(r, p, key, &matches);
        if (!p || matches)
            return p;
        p = swage_skip(r, p);
        if (!p || !swage_comma(r, &p))
            return NULL;
    }
}

const char *swage_find_tag(swage_reader *r, const char *p, const char *literal, size_t len, swage_str key,
                           swage_str *out)
{
    swage_str tag;
    const char *at = swage_open(r, p, '{');
    if (SWAGE_UNLIKELY(!at))
        return NULL;
    if (SWAGE_UNLIKELY(!swage_key(r, &at, literal, len)) && !(at = search(r, at, key)))
        return NULL;
    if (!swage_read_string(r, at, &tag))
        return NULL;
    *out = tag;
    return p;
}

/* --- keys that are numbers ---------------------------------------------------------------------------------------- */

/* Characters, sign included, of the longest integers: 18446744073709551615, -9223372036854775808. */
#define INTEGER_MAX 20

/* A copy that ends with what is no digit, as readers want it; false when the text is too long for any integer. */
static bool terminate(swage_str text, char copy[INTEGER_MAX + 1])
{
    if (!text.ptr || text.len > INTEGER_MAX)
        return false;
    memcpy(copy, text.ptr, text.len);
    copy[text.len] = ']';
    return true;
}

bool swage_key_int64(swage_str key, int64_t min, int64_t max, int64_t *out)
{
    char copy[INTEGER_MAX + 1];
    int64_t value;
    if (!terminate(key, copy) || swage_read_int64(copy, &value) != copy + key.len || value < min || value > max)
        return false;
    *out = value;
    return true;
}

bool swage_key_uint64(swage_str key, uint64_t min, uint64_t max, uint64_t *out)
{
    char copy[INTEGER_MAX + 1];
    uint64_t value;
    if (!terminate(key, copy) || swage_read_uint64(copy, &value) != copy + key.len || value < min || value > max)
        return false;
    *out = value;
    return true;
}
