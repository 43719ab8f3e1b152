/* SPDX-License-Identifier: MIT */
/* Queries and cookies: pairs as they stand, and decoded, against a plain reading that cuts at '&' and the first '='. */
#include "config.h"

#include "fuzz_check.h"
#include "app/pairs.h"
#include "http/url.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The next pair that is not empty, by hand. */
static bool next_plain(swage_str *rest, swage_str *name, swage_str *value)
{
    while (rest->len > 0) {
        const char *end = memchr(rest->ptr, '&', rest->len), *last = rest->ptr + rest->len;
        size_t len = end ? (size_t)(end - rest->ptr) : rest->len;
        const char *equals = len > 0 ? memchr(rest->ptr, '=', len) : NULL;
        *name = swage_str_of(rest->ptr, equals ? (size_t)(equals - rest->ptr) : len);
        *value = equals ? swage_str_of(equals + 1, (size_t)(rest->ptr + len - equals - 1)) : SWAGE_EMPTY;
        *rest = end ? swage_str_of(end + 1, (size_t)(last - end - 1)) : SWAGE_EMPTY;
        if (len > 0)
            return true;
    }
    return false;
}

/* The same pairs, as they stand; how many. */
static unsigned check_pairs(swage_str query)
{
    swage_str a = query, b = query, name, value, plain_name, plain_value;
    unsigned count = 0;
    while (swage_url_next_pair(&a, &name, &value)) {
        check(next_plain(&b, &plain_name, &plain_value));
        check(swage_str_equal(name, plain_name) && swage_str_equal(value, plain_value));
        count++;
    }
    check(!next_plain(&b, &plain_name, &plain_value));
    return count;
}

/* Both are decoded, or both cannot be. */
static void check_decoded(swage_str text, swage_str found, swage_arena *arena)
{
    swage_str decoded;
    bool is_good = swage_url_decode(text, true, arena, &decoded);
    check(arena->failed != 0 || is_good == (found.ptr != NULL));
    check(!is_good || found.ptr == NULL || swage_str_equal(decoded, found));
}

static void check_split(const struct pairs *pairs, swage_str query, swage_arena *arena)
{
    swage_str name, value, found;
    for (unsigned i = 0; i < pairs->count && next_plain(&query, &name, &value); i++) {
        unsigned at = i;
        const struct swage_field *pair = &pairs->list[i];
        check_decoded(name, pair->name, arena);
        check_decoded(value, pair->value, arena);
        if (pair->name.ptr != NULL && arena->failed == 0)
            check(pairs_next(pairs, arena, pair->name, &at, &found) && at == i + 1);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    swage_str query = swage_str_of((const char *)data, size);
    struct pairs pairs = {0};
    swage_arena arena;
    unsigned count = check_pairs(query);
    swage_arena_init(&arena, 1 << 20);
    pairs_split_query(&pairs, query, &arena);
    check(pairs.count == count || arena.failed != 0);
    check_split(&pairs, query, &arena);
    struct swage_field cookie = {SWAGE_STR("Cookie"), query};
    struct pairs cookies = {0};
    pairs_split_cookies(&cookies, &cookie, 1, &arena);
    for (unsigned i = 0; i < cookies.count; i++)
        check(cookies.list[i].value.len <= size);
    swage_arena_done(&arena);
    return 0;
}
