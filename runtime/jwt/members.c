/* SPDX-License-Identifier: MIT */
/* Objects of JOSE: strict JSON, of which a few members are wanted and the others may be anything (RFC 7515 4, RFC 7519 4). */
#include "config.h"

#include "jwt/key.h"

#include <string.h>

#define MEMBERS_MAX 16
#define KEY_MAX     16 /* bytes; longer than any key that is wanted */

static const char *read_member(swage_reader *r, const char *p, const struct jwt_member *list, unsigned *seen)
{
    char scratch[KEY_MAX];
    swage_str key;
    p = swage_read_key(r, p, &key, scratch, sizeof scratch);
    for (unsigned i = 0; p && key.ptr && list[i].key && i < MEMBERS_MAX; i++) {
        if (!swage_str_equal(key, swage_str_from(list[i].key)))
            continue;
        if (*seen & 1u << i)
            return NULL;
        *seen |= 1u << i;
        return list[i].read(r, p, list[i].out);
    }
    return p ? swage_skip(r, p) : NULL;
}

const char *members_read(swage_reader *r, const char *p, const struct jwt_member *list)
{
    unsigned seen = 0;
    if (!(p = swage_open(r, p, '{')))
        return NULL;
    if (*p == '}')
        return swage_close(p, '}');
    do {
        if (!(p = read_member(r, p, list, &seen)) || !swage_inside(r, p))
            return NULL;
    } while (swage_comma(r, &p));
    return swage_close(p, '}');
}

bool members_read_all(swage_str json, swage_arena *arena, const struct jwt_member *list)
{
    swage_reader reader;
    const char *p = swage_reader_open(&reader, json, arena);
    return p && members_read(&reader, p, list) == reader.end;
}

const char *member_text(swage_reader *r, const char *p, void *out)
{
    return swage_read_string(r, p, out);
}
