/* SPDX-License-Identifier: MIT */
/*
 * JSON Web Tokens: the input as a token, as the header and as the claims of one that is signed, and as a set of keys. What is
 * taken is a token that its key has signed, by an algorithm of the policy's, and that has not expired; and a set that is refused
 * leaves the keys that were there.
 */
#include "config.h"

#include "fuzz_check.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <swage/bytes.h>
#include <swage/jwt.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { TEXT_MAX = 1024, NOW = 1000 };

#define SECRET "0123456789abcdef0123456789abcdef"
#define SET    "{\"keys\":[{\"kty\":\"oct\",\"k\":\"MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY\"}]}"

static swage_jwt_keys *keys;
static swage_arena *arena;

static char *put(char *at, const void *bytes, size_t len)
{
    char *end = swage_bytes_encode(SWAGE_BASE64URL, swage_bytes_of(bytes, len), at);
    while (end > at && end[-1] == '=')
        end--;
    return end;
}

static swage_str sign(char *text, swage_str header, swage_str claims)
{
    unsigned char signature[EVP_MAX_MD_SIZE];
    unsigned len = 0;
    char *at = put(text, header.ptr, header.len);
    *at++ = '.';
    at = put(at, claims.ptr, claims.len);
    HMAC(EVP_sha256(), SECRET, sizeof SECRET - 1, (unsigned char *)text, (size_t)(at - text), signature, &len);
    *at++ = '.';
    return swage_str_of(text, (size_t)(put(at, signature, len) - text));
}

static int look_at(swage_str text)
{
    const struct swage_jwt_policy policy = {.algorithms = SWAGE_JWT_HS256 | SWAGE_JWT_ES256, .issuer = "i", .audience = "a"};
    struct swage_jwt token;
    swage_arena_reset(arena);
    int status = swage_jwt_check(keys, &policy, text, NOW, arena, &token);
    check(status == SWAGE_OK || status == SWAGE_DENIED);
    check(status != SWAGE_OK || (token.expires > NOW && swage_str_equal(token.issuer, SWAGE_STR("i"))));
    swage_str_array scopes = swage_jwt_scopes(&token, arena);
    for (size_t i = 0; i < scopes.len; i++)
        check(scopes.ptr[i].len > 0 && !memchr(scopes.ptr[i].ptr, ' ', scopes.ptr[i].len));
    return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char header[] = "{\"alg\":\"HS256\"}", claims[] = "{\"exp\":2000,\"iss\":\"i\",\"aud\":\"a\"}";
    char text[4 * TEXT_MAX];
    if (size > TEXT_MAX)
        return 0;
    if (!keys) {
        keys = swage_jwt_keys_new();
        arena = swage_arena_new(1 << 20);
        check(keys && arena && swage_jwt_keys_set(keys, SWAGE_STR(SET), NULL, 0) == SWAGE_OK);
    }
    swage_str input = size > 0 ? swage_str_of((const char *)data, size) : SWAGE_EMPTY;
    check(look_at(input) == SWAGE_DENIED); /* nobody has signed it */
    look_at(sign(text, input, swage_str_of(claims, sizeof claims - 1)));
    look_at(sign(text, swage_str_of(header, sizeof header - 1), input));
    int status = swage_jwt_keys_set(keys, input, NULL, 0);
    check(status == SWAGE_OK || status == SWAGE_E_INVALID || status == SWAGE_E_LIMIT);
    if (status == SWAGE_OK)
        check(swage_jwt_keys_set(keys, SWAGE_STR(SET), NULL, 0) == SWAGE_OK);
    check(look_at(sign(text, swage_str_of(header, sizeof header - 1), swage_str_of(claims, sizeof claims - 1))) == SWAGE_OK);
    return 0;
}
