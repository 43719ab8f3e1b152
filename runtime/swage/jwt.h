/* SPDX-License-Identifier: MIT */
/*
 * JSON Web Tokens (RFC 7519) as bearers' tokens: what libswage-jwt does for `auth` of the kind jwt.
 *
 *     auth api: jwt(algorithms = ["ES256"], issuer = "https://id.example.org", audience = "shop") -> Account;
 *
 *     static swage_jwt_keys *keys;          swage_jwt_keys_load(keys, "/etc/shop/jwks.json", why, sizeof why) when it starts
 *
 *     swage_jwt_keys *auth_api_keys(swage_request *rq) { return keys; }
 *
 *     int auth_api(swage_request *rq, const struct swage_jwt *token, struct account *account)
 *     {
 *         account->scopes = swage_jwt_scopes(token, swage_request_arena(rq));
 *         return swage_text_int64(token->subject, 1, INT64_MAX, &account->id) ? SWAGE_OK : SWAGE_DENIED;
 *     }
 *
 * Two facts: the verifier sees no token whose signature, algorithm, times, issuer and audience were not found right; and a key
 * is good for one algorithm alone, so that a public key is never taken for a secret.
 */
#ifndef SWAGE_JWT_H
#define SWAGE_JWT_H

#include <swage/arena.h>
#include <swage/base.h>
#include <swage/error.h>
#include <swage/request.h>
#include <swage/string.h>

SWAGE_BEGIN_C

/* --- tokens ------------------------------------------------------------------------------------------------------- */

struct swage_jwt {
    swage_str claims;  /* JSON, as it was signed: a struct of the schema reads the rest of it by its _decode() */
    swage_str subject; /* "sub"; absent without one */
    swage_str issuer;  /* "iss" */
    swage_str scope;   /* "scope", words with a space between them (RFC 8693 4.2) */
    swage_str key_id;  /* "kid" of its header */
    int64_t expires;   /* "exp": seconds since 1970 */
};

/* The words of "scope". Empty without one, and absent ({NULL, 0}) when the arena is full. */
SWAGE_API swage_str_array swage_jwt_scopes(const struct swage_jwt *token, swage_arena *arena);

/* --- keys --------------------------------------------------------------------------------------------------------- */

enum { SWAGE_JWT_HS256 = 1, SWAGE_JWT_RS256 = 2, SWAGE_JWT_ES256 = 4, SWAGE_JWT_EDDSA = 8 }; /* algorithms, or-ed */

typedef struct swage_jwt_keys swage_jwt_keys;

/* No keys yet; NULL without memory. All functions may be called from any thread. */
SWAGE_API swage_jwt_keys *swage_jwt_keys_new(void);
SWAGE_API void swage_jwt_keys_free(swage_jwt_keys *keys);

/*
 * Takes the keys of a JWK Set (RFC 7517), text or file, in place of those that were there: oct of 32 bytes or more (HS256), RSA
 * of 2048 bits or more (RS256), EC on P-256 (ES256), OKP with Ed25519 (EdDSA). Keys of other kinds, and those for encryption,
 * are passed over. 0; SWAGE_E_INVALID, SWAGE_E_LIMIT (a MiB of text, 64 keys), SWAGE_E_SYSTEM (errno) or SWAGE_E_NOMEM, and the
 * old keys stay. A service's `reload` is where to call it again (SIGHUP). `why` gets a word on it, and may be NULL.
 */
SWAGE_API int swage_jwt_keys_set(swage_jwt_keys *keys, swage_str jwks, char *why, size_t size);
SWAGE_API int swage_jwt_keys_load(swage_jwt_keys *keys, const char *path, char *why, size_t size);

/* --- looking at tokens -------------------------------------------------------------------------------------------- */

struct swage_jwt_policy { /* what a schema says */
    unsigned algorithms;  /* that are taken */
    unsigned leeway;      /* seconds that clocks may differ by */
    const char *issuer;   /* what "iss" has to be, and what "aud" has to be or hold; NULL: anything */
    const char *audience;
};

/*
 * 0 and the token, whose texts lie in `arena`; SWAGE_DENIED; SWAGE_E_NOMEM or SWAGE_E_LIMIT. Right is a token in compact form
 * whose header has an algorithm of the policy's and no extension ("crit"), and is signed with one of `keys` of that algorithm,
 * by that of its "kid" where it names one; that has not expired ("exp", which has to be there), and is not for later ("nbf",
 * "iat"), at `now`, seconds since 1970.
 */
SWAGE_API int swage_jwt_check(swage_jwt_keys *keys, const struct swage_jwt_policy *policy, swage_str token, int64_t now,
                              swage_arena *arena, struct swage_jwt *out);

/* How the table of handlers has a token read: swage_jwt_read in the application, something else in tests. */
typedef int swage_jwt_reader(swage_request *rq, swage_jwt_keys *keys, const struct swage_jwt_policy *policy, swage_str token,
                             const struct swage_jwt **out);

/* swage_jwt_check by the clock, with the request's memory. */
SWAGE_API swage_jwt_reader swage_jwt_read;

SWAGE_END_C

#endif
