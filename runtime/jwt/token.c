/* SPDX-License-Identifier: MIT */
/*
 * Tokens in compact form (RFC 7515 7.1), step by step as RFC 7519 7.2 has it:
 *
 *     BASE64URL(header) . BASE64URL(claims) . BASE64URL(signature)
 *     └────────── what is signed ─────────┘
 *
 * Nothing of the claims is read before the signature was found right.
 */
#include "config.h"

#include "jwt/key.h"

#include <string.h>
#include <time.h>

#define TIME_MAX 9007199254740992.0 /* 2^53: beyond it a double has no seconds */

struct parts {
    swage_str header, claims, signature; /* in base64url */
    swage_str both;                      /* what is signed */
};

/* --- pieces ------------------------------------------------------------------------------------------------------- */

static bool split(swage_str token, struct parts *out)
{
    const char *first = token.len > 0 ? memchr(token.ptr, '.', token.len) : NULL;
    if (!first || memchr(token.ptr, '=', token.len)) /* RFC 7515 2: no padding */
        return false;
    out->header = swage_str_of(token.ptr, (size_t)(first - token.ptr));
    swage_str rest = swage_str_of(first + 1, token.len - out->header.len - 1);
    const char *second = rest.len > 0 ? memchr(rest.ptr, '.', rest.len) : NULL;
    if (!second)
        return false;
    out->claims = swage_str_of(rest.ptr, (size_t)(second - rest.ptr));
    out->signature = swage_str_of(second + 1, rest.len - out->claims.len - 1);
    out->both = swage_str_of(token.ptr, (size_t)(second - token.ptr));
    return !memchr(out->signature.ptr, '.', out->signature.len);
}

/* Not NULL also when it is empty. */
static bool decode(swage_str text, swage_arena *arena, swage_bytes *out)
{
    return text.len > 0 && swage_bytes_decode(SWAGE_BASE64URL, text, arena, out) && out->len > 0;
}

static bool decode_json(swage_str text, swage_arena *arena, swage_str *out)
{
    swage_bytes bytes;
    if (!decode(text, arena, &bytes))
        return false;
    *out = swage_str_of((const char *)bytes.ptr, bytes.len);
    return true;
}

/* --- the header --------------------------------------------------------------------------------------------------- */

/* RFC 7515 4.1.11: extensions that have to be understood; none is. RFC 7797's "b64" is one of them. */
static const char *refuse(swage_reader *r, const char *p, void *out)
{
    (void)r;
    (void)p;
    (void)out;
    return NULL;
}

static bool read_header(const struct parts *parts, swage_arena *arena, unsigned *algorithm, swage_str *key_id)
{
    swage_str json, name = {NULL, 0};
    const struct jwt_member members[] = {{"alg", member_text, &name}, {"kid", member_text, key_id}, {"crit", refuse, NULL},
                                         {"b64", refuse, NULL},       {NULL, NULL, NULL}};
    if (!decode_json(parts->header, arena, &json) || !members_read_all(json, arena, members) || !name.ptr)
        return false;
    *algorithm = key_algorithm(name);
    return *algorithm != 0;
}

/* --- claims ------------------------------------------------------------------------------------------------------- */

struct claims {
    struct swage_jwt *token;
    const char *audience;
    int64_t not_before, issued; /* INT64_MIN when there is none */
    bool is_for_us;             /* "aud" holds the audience */
};

/* RFC 7519 2: a number of seconds, which may have a fraction. */
static const char *read_time(swage_reader *r, const char *p, void *out)
{
    double seconds;
    p = swage_read_float64(r, p, &seconds);
    if (!p || seconds < 0 || seconds > TIME_MAX)
        return NULL;
    *(int64_t *)out = (int64_t)seconds;
    return p;
}

static const char *read_one_audience(swage_reader *r, const char *p, struct claims *claims)
{
    swage_str name;
    p = swage_read_string(r, p, &name);
    if (p && claims->audience && swage_str_equal(name, swage_str_from(claims->audience)))
        claims->is_for_us = true;
    return p;
}

/* RFC 7519 4.1.3: one text, or an array of them. */
static const char *read_audience(swage_reader *r, const char *p, void *out)
{
    struct claims *claims = out;
    if (*p != '[')
        return read_one_audience(r, p, claims);
    if (!(p = swage_open(r, p, '[')))
        return NULL;
    if (*p == ']')
        return swage_close(p, ']');
    do {
        if (!(p = read_one_audience(r, p, claims)) || !swage_inside(r, p))
            return NULL;
    } while (swage_comma(r, &p));
    return swage_close(p, ']');
}

static bool read_claims(struct claims *claims, swage_arena *arena)
{
    struct swage_jwt *token = claims->token;
    const struct jwt_member members[] = {{"sub", member_text, &token->subject},
                                         {"iss", member_text, &token->issuer},
                                         {"scope", member_text, &token->scope},
                                         {"exp", read_time, &token->expires},
                                         {"nbf", read_time, &claims->not_before},
                                         {"iat", read_time, &claims->issued},
                                         {"aud", read_audience, claims},
                                         {NULL, NULL, NULL}};
    return members_read_all(token->claims, arena, members);
}

static bool are_right(const struct claims *claims, const struct swage_jwt_policy *policy, int64_t now)
{
    const struct swage_jwt *token = claims->token;
    int64_t leeway = policy->leeway;
    if (token->expires == INT64_MIN || now >= token->expires + leeway) /* RFC 7519 4.1.4: on or after */
        return false;
    if (claims->not_before > now + leeway || claims->issued > now + leeway)
        return false;
    if (policy->issuer && !swage_str_equal(token->issuer, swage_str_from(policy->issuer)))
        return false;
    return !policy->audience || claims->is_for_us;
}

/* --- the whole ---------------------------------------------------------------------------------------------------- */

static bool is_signed(swage_jwt_keys *keys, const struct swage_jwt_policy *policy, const struct parts *parts,
                      swage_arena *arena, struct swage_jwt *out)
{
    unsigned algorithm = 0;
    swage_bytes signature;
    return read_header(parts, arena, &algorithm, &out->key_id) && (policy->algorithms & algorithm) != 0 &&
           decode(parts->signature, arena, &signature) &&
           keys_verify(keys, algorithm, out->key_id, parts->both, signature);
}

int swage_jwt_check(swage_jwt_keys *keys, const struct swage_jwt_policy *policy, swage_str token, int64_t now,
                    swage_arena *arena, struct swage_jwt *out)
{
    struct parts parts;
    struct claims claims = {
        .token = out, .audience = policy->audience, .not_before = INT64_MIN, .issued = INT64_MIN, .is_for_us = false};
    *out = (struct swage_jwt){.expires = INT64_MIN};
    if (split(token, &parts) && is_signed(keys, policy, &parts, arena, out) &&
        decode_json(parts.claims, arena, &out->claims) && read_claims(&claims, arena) && are_right(&claims, policy, now))
        return SWAGE_OK;
    return arena->failed ? arena->failed : SWAGE_DENIED;
}

int swage_jwt_read(swage_request *rq, swage_jwt_keys *keys, const struct swage_jwt_policy *policy, swage_str token,
                   const struct swage_jwt **out)
{
    swage_arena *arena = swage_request_arena(rq);
    struct swage_jwt *made = swage_arena_alloc(arena, sizeof *made);
    if (!made || !keys)
        return made ? SWAGE_E_ARGUMENT : SWAGE_E_NOMEM;
    *out = made;
    return swage_jwt_check(keys, policy, token, (int64_t)time(NULL), arena, made);
}

/* --- for verifiers ------------------------------------------------------------------------------------------------ */

swage_str_array swage_jwt_scopes(const struct swage_jwt *token, swage_arena *arena)
{
    size_t most = token->scope.len / 2 + 1, count = 0;
    swage_str *list = swage_arena_alloc(arena, most * sizeof *list);
    if (!list)
        return (swage_str_array){NULL, 0};
    for (size_t at = 0, end; at < token->scope.len; at = end + 1) {
        const char *space = memchr(token->scope.ptr + at, ' ', token->scope.len - at);
        end = space ? (size_t)(space - token->scope.ptr) : token->scope.len;
        if (end > at)
            list[count++] = swage_str_of(token->scope.ptr + at, end - at);
    }
    return (swage_str_array){list, count};
}
