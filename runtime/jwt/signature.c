/* SPDX-License-Identifier: MIT */
/* OpenSSL's part: keys from numbers, and signatures. A key that was made is for one algorithm (RFC 8725 3.1). */
#include "config.h"

#include "jwt/key.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include <string.h>

enum { P256_NUMBER = 32, ED25519_KEY = 32, ED25519_SIGNATURE = 64, ECDSA_DER_MAX = 80 };

/* --- keys --------------------------------------------------------------------------------------------------------- */

bool key_make_secret(struct jwt_key *key, swage_bytes secret)
{
    if (secret.len < JWT_SECRET_MIN)
        return false;
    key->algorithm = SWAGE_JWT_HS256;
    key->public = EVP_PKEY_new_raw_private_key(EVP_PKEY_HMAC, NULL, secret.ptr, secret.len);
    return key->public != NULL;
}

bool key_make_ed25519(struct jwt_key *key, swage_bytes x)
{
    if (x.len != ED25519_KEY)
        return false;
    key->algorithm = SWAGE_JWT_EDDSA;
    key->public = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, x.ptr, x.len);
    return key->public != NULL;
}

static EVP_PKEY *make_public(const char *type, OSSL_PARAM_BLD *builder)
{
    EVP_PKEY *made = NULL;
    OSSL_PARAM *params = OSSL_PARAM_BLD_to_param(builder);
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, type, NULL);
    if (!params || !context || EVP_PKEY_fromdata_init(context) != 1 ||
        EVP_PKEY_fromdata(context, &made, EVP_PKEY_PUBLIC_KEY, params) != 1)
        made = NULL;
    EVP_PKEY_CTX_free(context);
    OSSL_PARAM_free(params);
    return made;
}

/* A point that is not on the curve, or an exponent that is none, is no key. */
static bool is_sound(EVP_PKEY *made)
{
    EVP_PKEY_CTX *context = made ? EVP_PKEY_CTX_new_from_pkey(NULL, made, NULL) : NULL;
    bool is = context && EVP_PKEY_public_check(context) == 1;
    EVP_PKEY_CTX_free(context);
    return is;
}

static bool keep(struct jwt_key *key, unsigned algorithm, EVP_PKEY *made)
{
    if (!is_sound(made)) {
        EVP_PKEY_free(made);
        return false;
    }
    key->algorithm = algorithm;
    key->public = made;
    return true;
}

bool key_make_rsa(struct jwt_key *key, swage_bytes modulus, swage_bytes exponent)
{
    if (modulus.len > JWT_RSA_MAX / 8 || exponent.len == 0 || exponent.len > 8)
        return false;
    OSSL_PARAM_BLD *builder = OSSL_PARAM_BLD_new();
    BIGNUM *n = BN_bin2bn(modulus.ptr, (int)modulus.len, NULL), *e = BN_bin2bn(exponent.ptr, (int)exponent.len, NULL);
    EVP_PKEY *made = NULL;
    if (builder && n && e && BN_num_bits(n) >= JWT_RSA_MIN && OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_N, n) &&
        OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_E, e))
        made = make_public("RSA", builder);
    OSSL_PARAM_BLD_free(builder);
    BN_free(n);
    BN_free(e);
    return keep(key, SWAGE_JWT_RS256, made);
}

/* SEC 1 2.3.3: an uncompressed point is 4, x, y. */
bool key_make_p256(struct jwt_key *key, swage_bytes x, swage_bytes y)
{
    unsigned char point[1 + 2 * P256_NUMBER] = {4};
    if (x.len != P256_NUMBER || y.len != P256_NUMBER) /* RFC 7518 6.2.1.2: leading zeros are there */
        return false;
    memcpy(point + 1, x.ptr, P256_NUMBER);
    memcpy(point + 1 + P256_NUMBER, y.ptr, P256_NUMBER);
    OSSL_PARAM_BLD *builder = OSSL_PARAM_BLD_new();
    EVP_PKEY *made = NULL;
    if (builder && OSSL_PARAM_BLD_push_utf8_string(builder, OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0) &&
        OSSL_PARAM_BLD_push_octet_string(builder, OSSL_PKEY_PARAM_PUB_KEY, point, sizeof point))
        made = make_public("EC", builder);
    OSSL_PARAM_BLD_free(builder);
    return keep(key, SWAGE_JWT_ES256, made);
}

void key_done(struct jwt_key *key)
{
    EVP_PKEY_free(key->public);
    key->public = NULL;
}

/* --- signatures --------------------------------------------------------------------------------------------------- */

static bool verify_digest(const struct jwt_key *key, const EVP_MD *digest, swage_str text, const unsigned char *signature,
                          size_t len)
{
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    bool is = context && EVP_DigestVerifyInit(context, NULL, digest, NULL, key->public) == 1 &&
              EVP_DigestVerify(context, signature, len, (const unsigned char *)text.ptr, text.len) == 1;
    EVP_MD_CTX_free(context);
    return is;
}

static bool verify_secret(const struct jwt_key *key, swage_str text, swage_bytes signature)
{
    unsigned char wanted[EVP_MAX_MD_SIZE];
    size_t len = sizeof wanted;
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    bool is = context && EVP_DigestSignInit(context, NULL, EVP_sha256(), NULL, key->public) == 1 &&
              EVP_DigestSign(context, wanted, &len, (const unsigned char *)text.ptr, text.len) == 1 &&
              signature.len == len && CRYPTO_memcmp(signature.ptr, wanted, len) == 0;
    EVP_MD_CTX_free(context);
    return is;
}

/* RFC 7518 3.4: r and s side by side; OpenSSL wants them in DER. */
static bool verify_p256(const struct jwt_key *key, swage_str text, swage_bytes signature)
{
    unsigned char der[ECDSA_DER_MAX], *at = der;
    if (signature.len != 2 * P256_NUMBER)
        return false;
    ECDSA_SIG *pair = ECDSA_SIG_new();
    BIGNUM *r = BN_bin2bn(signature.ptr, P256_NUMBER, NULL), *s = BN_bin2bn(signature.ptr + P256_NUMBER, P256_NUMBER, NULL);
    int len = 0;
    if (pair && r && s && ECDSA_SIG_set0(pair, r, s) == 1) {
        r = s = NULL; /* they are the pair's */
        len = i2d_ECDSA_SIG(pair, &at);
    }
    BN_free(r);
    BN_free(s);
    ECDSA_SIG_free(pair);
    return len > 0 && verify_digest(key, EVP_sha256(), text, der, (size_t)len);
}

static bool verify(const struct jwt_key *key, swage_str text, swage_bytes signature)
{
    switch (key->algorithm) {
    case SWAGE_JWT_HS256: return verify_secret(key, text, signature);
    case SWAGE_JWT_RS256: return verify_digest(key, EVP_sha256(), text, signature.ptr, signature.len);
    case SWAGE_JWT_ES256: return verify_p256(key, text, signature);
    case SWAGE_JWT_EDDSA:
        return signature.len == ED25519_SIGNATURE && verify_digest(key, NULL, text, signature.ptr, signature.len);
    default: return false;
    }
}

/* What OpenSSL notes of a signature that is wrong is nobody's business on this thread. */
bool key_verify(const struct jwt_key *key, swage_str text, swage_bytes signature)
{
    ERR_set_mark();
    bool is = verify(key, text, signature);
    ERR_pop_to_mark();
    return is;
}
