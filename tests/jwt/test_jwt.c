/* SPDX-License-Identifier: MIT */
/* Tokens of the RFCs, tokens that were signed here, and tokens that were forged; sets of keys. */
#include "config.h"

#include "club_routes.h"
#include "jwt/key.h"

#include <check.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* RFC 7515 A.1, A.2, A.3: one payload, from "joe", until 1300819380; RFC 8037 A.4. */
#define PAYLOAD "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
#define EXPIRES 1300819380
#define HS256_KEY \
    "{\"kty\":\"oct\",\"k\":\"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow\"}"
#define HS256_TOKEN "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9." PAYLOAD ".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
#define RS256_N                                                                                    \
    "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pC" \
    "gNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg6" \
    "65xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRW" \
    "yuXpoQ"
#define RS256_KEY "{\"kty\":\"RSA\",\"n\":\"" RS256_N "\",\"e\":\"AQAB\"}"
#define RS256_TOKEN                                                                                \
    "eyJhbGciOiJSUzI1NiJ9." PAYLOAD                                                                \
    ".cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr" \
    "7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi1" \
    "2jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlU" \
    "PQGe77Rw"
#define ES256_X "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"
#define ES256_KEY \
    "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"" ES256_X "\",\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"}"
#define ES256_TOKEN                                                                                \
    "eyJhbGciOiJFUzI1NiJ9." PAYLOAD                                                                \
    ".DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"
#define EDDSA_X     "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
#define EDDSA_D     "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"
#define EDDSA_KEY   "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"" EDDSA_X "\"}"
#define EDDSA_TEXT  "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc"
#define EDDSA_SIGNATURE "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"
#define ALL (SWAGE_JWT_HS256 | SWAGE_JWT_RS256 | SWAGE_JWT_ES256 | SWAGE_JWT_EDDSA)

static swage_jwt_keys *keys;
static swage_arena *arena;
static struct swage_jwt token;

static void set_up(void)
{
    keys = swage_jwt_keys_new();
    arena = swage_arena_new(1 << 20);
    ck_assert(keys && arena);
}

static void tear_down(void)
{
    swage_jwt_keys_free(keys);
    swage_arena_free(arena);
}

static void take_keys(const char *list)
{
    char text[8192], why[80];
    snprintf(text, sizeof text, "{\"keys\":[%s]}", list);
    ck_assert_msg(swage_jwt_keys_set(keys, swage_str_from(text), why, sizeof why) == SWAGE_OK, "%s: %s", why, text);
}

static int check_by(const struct swage_jwt_policy *policy, swage_str text, int64_t now)
{
    swage_arena_reset(arena);
    return swage_jwt_check(keys, policy, text, now, arena, &token);
}

static int check_at(const char *text, int64_t now)
{
    const struct swage_jwt_policy policy = {.algorithms = ALL};
    return check_by(&policy, swage_str_from(text), now);
}

/* --- signing ------------------------------------------------------------------------------------------------------ */

static const char *base64url(const void *bytes, size_t len)
{
    static char texts[4][4096];
    static unsigned turn;
    char *text = texts[turn++ % 4], *end = swage_bytes_encode(SWAGE_BASE64URL, swage_bytes_of(bytes, len), text);
    while (end > text && end[-1] == '=')
        end--;
    *end = '\0';
    return text;
}

static EVP_PKEY *ed25519(void)
{
    swage_bytes d;
    ck_assert(swage_bytes_decode(SWAGE_BASE64URL, SWAGE_STR(EDDSA_D), arena, &d));
    return EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, NULL, d.ptr, d.len);
}

static size_t sign_with(EVP_PKEY *key, const EVP_MD *digest, const char *text, unsigned char *out, size_t size)
{
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    ck_assert_int_eq(EVP_DigestSignInit(context, NULL, digest, NULL, key), 1);
    ck_assert_int_eq(EVP_DigestSign(context, out, &size, (const unsigned char *)text, strlen(text)), 1);
    EVP_MD_CTX_free(context);
    return size;
}

/* A token of the RFC's Ed25519 key. */
static const char *sign(const char *header, const char *claims)
{
    static char text[4096];
    unsigned char signature[64];
    snprintf(text, sizeof text, "%s.", base64url(header, strlen(header)));
    strcat(text, base64url(claims, strlen(claims)));
    EVP_PKEY *key = ed25519();
    size_t len = sign_with(key, NULL, text, signature, sizeof signature);
    EVP_PKEY_free(key);
    strcat(strcat(text, "."), base64url(signature, len));
    return text;
}

static int check_claims(const char *claims)
{
    const struct swage_jwt_policy policy = {.algorithms = ALL, .issuer = "joe", .audience = "club", .leeway = 10};
    take_keys(EDDSA_KEY);
    return check_by(&policy, swage_str_from(sign("{\"alg\":\"EdDSA\"}", claims)), 1000);
}

/* --- tokens of the RFCs ------------------------------------------------------------------------------------------- */

static const struct vector {
    const char *key, *text;
    unsigned algorithm;
} vectors[] = {{HS256_KEY, HS256_TOKEN, SWAGE_JWT_HS256},
               {RS256_KEY, RS256_TOKEN, SWAGE_JWT_RS256},
               {ES256_KEY, ES256_TOKEN, SWAGE_JWT_ES256}};
enum { VECTORS = sizeof vectors / sizeof *vectors };

START_TEST(tokens_of_the_rfc_are_right)
{
    const struct vector *vector = &vectors[_i];
    take_keys(vector->key);
    ck_assert_int_eq(check_at(vector->text, EXPIRES - 1), SWAGE_OK);
    ck_assert(swage_str_equal(token.issuer, SWAGE_STR("joe")));
    ck_assert_int_eq(token.expires, EXPIRES);
    ck_assert(!token.subject.ptr && !token.key_id.ptr && token.claims.len == 70);
    ck_assert_int_eq(check_at(vector->text, EXPIRES), SWAGE_DENIED);
    const struct swage_jwt_policy late = {.algorithms = vector->algorithm, .leeway = 60};
    ck_assert_int_eq(check_by(&late, swage_str_from(vector->text), EXPIRES + 59), SWAGE_OK);
    ck_assert_int_eq(check_by(&late, swage_str_from(vector->text), EXPIRES + 60), SWAGE_DENIED);
}
END_TEST

START_TEST(the_signature_of_rfc_8037_is_right)
{
    swage_bytes signature;
    take_keys(EDDSA_KEY);
    ck_assert(swage_bytes_decode(SWAGE_BASE64URL, SWAGE_STR(EDDSA_SIGNATURE), arena, &signature));
    ck_assert(keys_verify(keys, SWAGE_JWT_EDDSA, (swage_str){NULL, 0}, SWAGE_STR(EDDSA_TEXT), signature));
    ck_assert(!keys_verify(keys, SWAGE_JWT_EDDSA, (swage_str){NULL, 0}, SWAGE_STR(EDDSA_TEXT "x"), signature));
    ck_assert(!keys_verify(keys, SWAGE_JWT_ES256, (swage_str){NULL, 0}, SWAGE_STR(EDDSA_TEXT), signature));
    ck_assert_int_eq(check_at(EDDSA_TEXT "." EDDSA_SIGNATURE, 1), SWAGE_DENIED); /* its payload is no JSON */
}
END_TEST

/* --- forged ones -------------------------------------------------------------------------------------------------- */

START_TEST(a_token_with_another_byte_is_nobodys)
{
    static char text[2048];
    take_keys(vectors[_i].key);
    size_t len = strlen(vectors[_i].text);
    for (size_t at = 0; at < len; at++) {
        memcpy(text, vectors[_i].text, len + 1);
        text[at] = text[at] == 'A' ? 'B' : 'A';
        ck_assert_msg(check_at(text, 1) == SWAGE_DENIED, "byte %zu", at);
        text[at] = '.';
        ck_assert_int_eq(check_at(text, 1), text[at] == vectors[_i].text[at] ? SWAGE_OK : SWAGE_DENIED);
    }
}
END_TEST

START_TEST(a_token_that_is_cut_or_padded_is_nobodys)
{
    take_keys(vectors[_i].key);
    const struct swage_jwt_policy policy = {.algorithms = ALL};
    size_t len = strlen(vectors[_i].text);
    for (size_t cut = 0; cut < len; cut++) {
        char *copy = malloc(cut + 1); /* a block of its own size */
        memcpy(copy, vectors[_i].text, cut);
        ck_assert_int_eq(check_by(&policy, swage_str_of(copy, cut), 1), SWAGE_DENIED);
        free(copy);
    }
    char text[2048];
    static const char *const ends[] = {"=", "==", ".", ".x", "A", "AA", " "};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        snprintf(text, sizeof text, "%s%s", vectors[_i].text, ends[i]);
        ck_assert_msg(check_at(text, 1) == SWAGE_DENIED, "%s", ends[i]);
    }
}
END_TEST

START_TEST(a_token_without_a_signature_is_nobodys)
{
    static const char *const headers[] = {"{\"alg\":\"none\"}", "{\"alg\":\"None\"}", "{\"alg\":\"\"}", "{}",
                                          "{\"alg\":null}",     "{\"alg\":[\"HS256\"]}", "[]", "HS256",
                                          "{\"alg\":\"HS512\"}", "{\"alg\":\"eddsa\"}"};
    char text[1024];
    take_keys(HS256_KEY "," RS256_KEY "," ES256_KEY "," EDDSA_KEY);
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++) {
        snprintf(text, sizeof text, "%s." PAYLOAD ".", base64url(headers[i], strlen(headers[i])));
        ck_assert_msg(check_at(text, 1) == SWAGE_DENIED, "%s", headers[i]);
        strcat(text, "AAAA");
        ck_assert_msg(check_at(text, 1) == SWAGE_DENIED, "%s", headers[i]);
        if (strstr(headers[i], "\"alg\":\"HS512"))
            continue;
        ck_assert_msg(check_at(sign(headers[i], "{\"exp\":100}"), 1) == SWAGE_DENIED, "%s", headers[i]);
    }
    ck_assert_int_eq(check_at(sign("{\"alg\":\"EdDSA\"}", "{\"exp\":100}"), 1), SWAGE_OK);
}
END_TEST

/* RFC 8725 2.1: a public key is known to everybody, and must not do as a secret. */
START_TEST(a_public_key_is_no_secret)
{
    swage_bytes n;
    char text[2048];
    unsigned char signature[64];
    take_keys(RS256_KEY);
    ck_assert(swage_bytes_decode(SWAGE_BASE64URL, SWAGE_STR(RS256_N), arena, &n));
    EVP_PKEY *key = EVP_PKEY_new_raw_private_key(EVP_PKEY_HMAC, NULL, n.ptr, n.len);
    snprintf(text, sizeof text, "%s." PAYLOAD, base64url("{\"alg\":\"HS256\"}", 15));
    size_t len = sign_with(key, EVP_sha256(), text, signature, sizeof signature);
    EVP_PKEY_free(key);
    strcat(strcat(text, "."), base64url(signature, len));
    ck_assert_int_eq(check_at(text, 1), SWAGE_DENIED);
}
END_TEST

START_TEST(only_the_algorithms_of_the_policy_are_taken)
{
    take_keys(HS256_KEY "," RS256_KEY "," ES256_KEY);
    for (size_t i = 0; i < VECTORS; i++) {
        const struct swage_jwt_policy others = {.algorithms = ALL & ~vectors[i].algorithm}, mine = {vectors[i].algorithm, 0, NULL, NULL};
        ck_assert_int_eq(check_by(&others, swage_str_from(vectors[i].text), 1), SWAGE_DENIED);
        ck_assert_int_eq(check_by(&mine, swage_str_from(vectors[i].text), 1), SWAGE_OK);
    }
}
END_TEST

START_TEST(signatures_of_p256_are_two_numbers_and_not_zero)
{
    unsigned char zeros[64] = {0};
    char text[1024];
    take_keys(ES256_KEY);
    for (size_t len = 0; len <= 64; len += 16) {
        snprintf(text, sizeof text, "eyJhbGciOiJFUzI1NiJ9." PAYLOAD ".%s", base64url(zeros, len));
        ck_assert_int_eq(check_at(text, 1), SWAGE_DENIED);
    }
    EVP_PKEY *key = EVP_EC_gen("P-256");
    unsigned char der[80];
    size_t len = sign_with(key, EVP_sha256(), "eyJhbGciOiJFUzI1NiJ9." PAYLOAD, der, sizeof der);
    EVP_PKEY_free(key);
    snprintf(text, sizeof text, "eyJhbGciOiJFUzI1NiJ9." PAYLOAD ".%s", base64url(der, len));
    ck_assert_int_eq(check_at(text, 1), SWAGE_DENIED);
}
END_TEST

START_TEST(headers_are_plain)
{
    static const char *const bad[] = {"{\"alg\":\"EdDSA\",\"crit\":[\"exp\"]}", "{\"alg\":\"EdDSA\",\"b64\":false}",
                                      "{\"alg\":\"EdDSA\",\"alg\":\"EdDSA\"}",  "{\"alg\":\"EdDSA\"}x",
                                      "{\"alg\":\"EdDSA\",\"kid\":1}",          "{\"alg\":\"EdDSA\",}",
                                      "{\"alg\":\"EdDSA\",\"x\":\"\xff\"}"};
    take_keys(EDDSA_KEY);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        ck_assert_msg(check_at(sign(bad[i], "{\"exp\":100}"), 1) == SWAGE_DENIED, "%s", bad[i]);
    ck_assert_int_eq(check_at(sign(" {\"typ\":\"JWT\",\"x5c\":[{\"a\":[1]}],\"\\u0061lg\":\"EdDSA\"} ", "{\"exp\":100}"), 1), SWAGE_OK);
}
END_TEST

/* --- claims ------------------------------------------------------------------------------------------------------- */

START_TEST(claims_have_to_be_right)
{
    static const struct {
        const char *claims;
        bool is_right;
    } rows[] = {
        {"{\"iss\":\"joe\",\"aud\":\"club\",\"exp\":1001}", true},
        {"{\"iss\":\"joe\",\"aud\":[\"a\",\"club\"],\"exp\":1001.9,\"nbf\":1000,\"iat\":1e3}", true},
        {"{\"iss\":\"joe\",\"aud\":\"club\",\"exp\":991}", true}, /* within the leeway */
        {"{\"iss\":\"joe\",\"aud\":\"club\",\"exp\":990}", false},
        {"{\"iss\":\"joe\",\"aud\":\"club\",\"exp\":2000,\"nbf\":1010}", true},
        {"{\"iss\":\"joe\",\"aud\":\"club\",\"exp\":2000,\"nbf\":1011}", false},
        {"{\"iss\":\"joe\",\"aud\":\"club\",\"exp\":2000,\"iat\":1011}", false},
        {"{\"iss\":\"joe\",\"aud\":\"club\"}", false},
        {"{\"iss\":\"joe\",\"aud\":\"club\",\"exp\":\"2000\"}", false},
        {"{\"iss\":\"joe\",\"aud\":\"club\",\"exp\":null}", false},
        {"{\"iss\":\"joe\",\"aud\":\"club\",\"exp\":-1}", false},
        {"{\"iss\":\"joe\",\"aud\":\"club\",\"exp\":1e300}", false},
        {"{\"iss\":\"joe\",\"aud\":\"club\",\"exp\":1e999}", false},
        {"{\"iss\":\"joe\",\"aud\":\"club\",\"exp\":2000,\"exp\":2000}", false},
        {"{\"iss\":\"jo\",\"aud\":\"club\",\"exp\":2000}", false},
        {"{\"iss\":[\"joe\"],\"aud\":\"club\",\"exp\":2000}", false},
        {"{\"aud\":\"club\",\"exp\":2000}", false},
        {"{\"iss\":\"joe\",\"exp\":2000}", false},
        {"{\"iss\":\"joe\",\"aud\":[],\"exp\":2000}", false},
        {"{\"iss\":\"joe\",\"aud\":[\"clubs\",\"clu\"],\"exp\":2000}", false},
        {"{\"iss\":\"joe\",\"aud\":[\"club\",1],\"exp\":2000}", false},
        {"{\"iss\":\"joe\",\"aud\":{\"club\":1},\"exp\":2000}", false},
        {"{\"iss\":\"joe\",\"aud\":[\"club\"],\"exp\":2000}{}", false},
        {"[]", false},
        {"1", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        ck_assert_msg((check_claims(rows[i].claims) == SWAGE_OK) == rows[i].is_right, "%s", rows[i].claims);
}
END_TEST

START_TEST(verifiers_are_told_what_was_signed)
{
    ck_assert_int_eq(check_claims("{\"iss\":\"joe\",\"aud\":\"club\",\"exp\":2000,\"sub\":\"7\",\"scope\":\" a  b:c d \",\"x\":[1]}"), SWAGE_OK);
    ck_assert(swage_str_equal(token.subject, SWAGE_STR("7")));
    swage_str_array scopes = swage_jwt_scopes(&token, arena);
    ck_assert_uint_eq(scopes.len, 3);
    ck_assert(swage_str_equal(scopes.ptr[0], SWAGE_STR("a")) && swage_str_equal(scopes.ptr[1], SWAGE_STR("b:c")) &&
              swage_str_equal(scopes.ptr[2], SWAGE_STR("d")));
    ck_assert_int_eq(check_claims("{\"iss\":\"joe\",\"aud\":\"club\",\"exp\":2000}"), SWAGE_OK);
    scopes = swage_jwt_scopes(&token, arena);
    ck_assert(scopes.ptr && scopes.len == 0);
}
END_TEST

START_TEST(memory_may_end_anywhere)
{
    const struct swage_jwt_policy policy = {.algorithms = ALL};
    int status = SWAGE_E_LIMIT;
    take_keys(ES256_KEY);
    for (size_t max = 16; max < 4096 && status != SWAGE_OK; max += 16) {
        swage_arena *small = swage_arena_new(max);
        status = swage_jwt_check(keys, &policy, SWAGE_STR(ES256_TOKEN), 1, small, &token);
        ck_assert_msg(status == SWAGE_OK || status == SWAGE_E_LIMIT, "%zu: %d", max, status);
        swage_arena_free(small);
    }
    ck_assert_int_eq(status, SWAGE_OK);
}
END_TEST

/* --- keys --------------------------------------------------------------------------------------------------------- */

START_TEST(a_key_is_found_by_its_id)
{
    char list[2048];
    static const char header[] = "{\"alg\":\"EdDSA\",\"kid\":\"b\"}", claims[] = "{\"exp\":100}";
    static const char named[] = "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"%s\",\"x\":\"" EDDSA_X "\"}";
    snprintf(list, sizeof list, named, "a");
    take_keys(list);
    ck_assert_int_eq(check_at(sign(header, claims), 1), SWAGE_DENIED);
    ck_assert_int_eq(check_at(sign("{\"alg\":\"EdDSA\"}", claims), 1), SWAGE_OK);
    snprintf(list, sizeof list, named, "b");
    take_keys(list);
    ck_assert_int_eq(check_at(sign(header, claims), 1), SWAGE_OK);
    ck_assert(swage_str_equal(token.key_id, SWAGE_STR("b")));
    take_keys(EDDSA_KEY);
    ck_assert_int_eq(check_at(sign(header, claims), 1), SWAGE_DENIED);
    take_keys("");
    ck_assert_int_eq(check_at(sign("{\"alg\":\"EdDSA\"}", claims), 1), SWAGE_DENIED);
}
END_TEST

START_TEST(keys_for_something_else_are_passed_over)
{
    static const char *const others[] = {
        "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"use\":\"enc\",\"x\":\"" EDDSA_X "\"}",
        "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"alg\":\"ES256\",\"x\":\"" EDDSA_X "\"}",
        "{\"kty\":\"OKP\",\"crv\":\"X25519\",\"x\":\"" EDDSA_X "\"}",
        "{\"kty\":\"EC\",\"crv\":\"P-384\",\"x\":\"AA\",\"y\":\"AA\"}",
        "{\"kty\":\"new\"}",
        "{}",
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        take_keys(others[i]);
        ck_assert_msg(check_at(sign("{\"alg\":\"EdDSA\"}", "{\"exp\":100}"), 1) == SWAGE_DENIED, "%s", others[i]);
    }
    take_keys("{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"use\":\"sig\",\"alg\":\"EdDSA\",\"x\":\"" EDDSA_X "\",\"d\":\"" EDDSA_D "\"}");
    ck_assert_int_eq(check_at(sign("{\"alg\":\"EdDSA\"}", "{\"exp\":100}"), 1), SWAGE_OK);
}
END_TEST

START_TEST(broken_sets_leave_the_keys_there_were)
{
    static const char *const sets[] = {
        "", "{}", "[]", "{\"keys\":{}}", "{\"keys\":[1]}", "{\"keys\":[]}x", "{\"keys\":[],\"keys\":[]}", "{\"keys\":[",
        "{\"keys\":[{\"kty\":\"oct\"}]}",
        "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr\"}]}", /* 31 bytes */
        "{\"keys\":[{\"kty\":\"oct\",\"k\":\"!\"}]}",
        "{\"keys\":[{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"}]}",
        "{\"keys\":[{\"kty\":\"RSA\",\"n\":\"" RS256_N "\"}]}",
        "{\"keys\":[{\"kty\":\"RSA\",\"n\":\"" RS256_N "\",\"e\":\"\"}]}",
        "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"" ES256_X "\",\"y\":\"" ES256_X "\"}]}", /* off the curve */
        "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}]}",
        "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"AA\"}]}",
    };
    take_keys(EDDSA_KEY);
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
        char why[80] = "";
        ck_assert_msg(swage_jwt_keys_set(keys, swage_str_from(sets[i]), why, sizeof why) == SWAGE_E_INVALID, "%s", sets[i]);
        ck_assert_uint_gt(strlen(why), 0);
        ck_assert_int_eq(check_at(sign("{\"alg\":\"EdDSA\"}", "{\"exp\":100}"), 1), SWAGE_OK);
    }
}
END_TEST

START_TEST(sets_have_a_most)
{
    static char text[JWT_SET_MAX + 2];
    size_t len = (size_t)sprintf(text, "{\"keys\":[" EDDSA_KEY);
    for (unsigned i = 1; i < JWT_KEYS_MAX; i++)
        len += (size_t)sprintf(text + len, "," EDDSA_KEY);
    strcpy(text + len, "]}");
    ck_assert_int_eq(swage_jwt_keys_set(keys, swage_str_from(text), NULL, 0), SWAGE_OK);
    strcpy(text + len, "," EDDSA_KEY "]}");
    ck_assert_int_eq(swage_jwt_keys_set(keys, swage_str_from(text), NULL, 0), SWAGE_E_LIMIT);
    memset(text, ' ', sizeof text);
    memcpy(text, "{\"keys\":[]}", 11);
    ck_assert_int_eq(swage_jwt_keys_set(keys, swage_str_of(text, JWT_SET_MAX), NULL, 0), SWAGE_OK);
    ck_assert_int_eq(swage_jwt_keys_set(keys, swage_str_of(text, JWT_SET_MAX + 1), NULL, 0), SWAGE_E_LIMIT);
}
END_TEST

START_TEST(keys_are_loaded_from_files)
{
    char path[] = "/tmp/swage-jwks-XXXXXX", why[80] = "";
    static const char text[] = "{\"keys\":[" EDDSA_KEY "]}\n";
    int fd = mkstemp(path);
    ck_assert_int_eq(write(fd, text, sizeof text - 1), (int)sizeof text - 1);
    close(fd);
    ck_assert_int_eq(swage_jwt_keys_load(keys, path, why, sizeof why), SWAGE_OK);
    ck_assert_str_eq(why, "");
    unlink(path);
    ck_assert_int_eq(check_at(sign("{\"alg\":\"EdDSA\"}", "{\"exp\":100}"), 1), SWAGE_OK);
    ck_assert_int_eq(swage_jwt_keys_load(keys, path, why, sizeof why), SWAGE_E_SYSTEM);
    ck_assert_uint_gt(strlen(why), 0);
    ck_assert_int_eq(swage_jwt_keys_load(keys, "/", why, sizeof why), SWAGE_E_SYSTEM);
    ck_assert_int_eq(check_at(sign("{\"alg\":\"EdDSA\"}", "{\"exp\":100}"), 1), SWAGE_OK);
}
END_TEST

/* --- in an application -------------------------------------------------------------------------------------------- */

static int judge_passport(swage_request *rq, const struct swage_jwt *passport, struct club_member *identity)
{
    identity->scopes = swage_jwt_scopes(passport, swage_request_arena(rq));
    identity->name = passport->subject;
    return SWAGE_OK;
}

static swage_jwt_keys *passport_keys(swage_request *rq)
{
    (void)rq;
    return keys;
}

static int import_notes(const struct club_import_notes_params *in, struct club_import_notes_reply *out)
{
    ck_assert(swage_str_equal(in->auth->name, SWAGE_STR("ann")));
    return club_import_notes_204(out);
}

static int ask(const char *passport)
{
    static const struct club_handlers handlers = {.club_auth_passport = judge_passport,
                                                  .club_auth_passport_keys = passport_keys,
                                                  .club_auth_passport_reader = swage_jwt_read,
                                                  .club_import_notes = import_notes};
    const struct swage_app app = club_app_with(&handlers);
    char value[2048];
    snprintf(value, sizeof value, "Bearer %s", passport);
    const struct swage_field fields[] = {{SWAGE_STR("Authorization"), swage_str_from(value)},
                                         {SWAGE_STR("Content-Type"), SWAGE_STR("application/json")}};
    struct swage_collector answer;
    swage_collector_init(&answer);
    swage_dispatch(&app, SWAGE_STR("POST"), SWAGE_STR("/notes/import"), fields, 2, SWAGE_STR("[{\"text\":\"x\"}]"), &answer.sink);
    int status = answer.status;
    swage_collector_done(&answer);
    return status;
}

START_TEST(an_application_takes_tokens_that_are_right)
{
    char claims[200];
    static const char form[] = "{\"iss\":\"https://id.example.org\",\"aud\":\"%s\",\"sub\":\"ann\",\"exp\":%lld,\"scope\":\"%s\"}";
    long long later = (long long)time(NULL) + 600;
    take_keys(EDDSA_KEY);
    snprintf(claims, sizeof claims, form, "club", later, "notes:read notes:write");
    ck_assert_int_eq(ask(sign("{\"alg\":\"EdDSA\"}", claims)), 204);
    snprintf(claims, sizeof claims, form, "club", later, "notes:read");
    ck_assert_int_eq(ask(sign("{\"alg\":\"EdDSA\"}", claims)), 403);
    snprintf(claims, sizeof claims, form, "clubs", later, "notes:write");
    ck_assert_int_eq(ask(sign("{\"alg\":\"EdDSA\"}", claims)), 401);
    snprintf(claims, sizeof claims, form, "club", later - 1200, "notes:write");
    ck_assert_int_eq(ask(sign("{\"alg\":\"EdDSA\"}", claims)), 401);
    ck_assert_int_eq(ask(HS256_TOKEN), 401);
    swage_jwt_keys *mine = keys;
    keys = NULL;
    ck_assert_int_eq(ask(HS256_TOKEN), 500);
    keys = mine;
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("jwt");
    TCase *tcase = tcase_create("jwt");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_loop_test(tcase, tokens_of_the_rfc_are_right, 0, VECTORS);
    tcase_add_test(tcase, the_signature_of_rfc_8037_is_right);
    tcase_add_loop_test(tcase, a_token_with_another_byte_is_nobodys, 0, VECTORS);
    tcase_add_loop_test(tcase, a_token_that_is_cut_or_padded_is_nobodys, 0, VECTORS);
    tcase_add_test(tcase, a_token_without_a_signature_is_nobodys);
    tcase_add_test(tcase, a_public_key_is_no_secret);
    tcase_add_test(tcase, only_the_algorithms_of_the_policy_are_taken);
    tcase_add_test(tcase, signatures_of_p256_are_two_numbers_and_not_zero);
    tcase_add_test(tcase, headers_are_plain);
    tcase_add_test(tcase, claims_have_to_be_right);
    tcase_add_test(tcase, verifiers_are_told_what_was_signed);
    tcase_add_test(tcase, memory_may_end_anywhere);
    tcase_add_test(tcase, a_key_is_found_by_its_id);
    tcase_add_test(tcase, keys_for_something_else_are_passed_over);
    tcase_add_test(tcase, broken_sets_leave_the_keys_there_were);
    tcase_add_test(tcase, sets_have_a_most);
    tcase_add_test(tcase, keys_are_loaded_from_files);
    tcase_add_test(tcase, an_application_takes_tokens_that_are_right);
    tcase_set_timeout(tcase, 60);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
