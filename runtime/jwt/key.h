/* SPDX-License-Identifier: MIT */
/* A key, and what it makes of a signature. Beside signature.c nothing here knows OpenSSL. */
#ifndef SWAGE_JWT_KEY_H
#define SWAGE_JWT_KEY_H

#include <swage/arena.h>
#include <swage/bytes.h>
#include <swage/jwt.h>
#include <swage/read.h>
#include <swage/string.h>

#define JWT_SET_MAX   (1024 * 1024) /* bytes of a JWK Set */
#define JWT_KEYS_MAX  64
#define JWT_SECRET_MIN 32 /* bytes: RFC 7518 3.2 */
#define JWT_RSA_MIN    2048 /* bits: RFC 7518 3.3 */
#define JWT_RSA_MAX    8192 /* larger ones take too long for a request */

struct jwt_key {
    unsigned algorithm; /* the one it is good for */
    swage_str id;       /* absent without one */
    struct evp_pkey_st *public; /* or the secret */
};

/* Makes a key of numbers as RFC 7518 6 has them; false when they are none. */
bool key_make_secret(struct jwt_key *key, swage_bytes secret);
bool key_make_rsa(struct jwt_key *key, swage_bytes modulus, swage_bytes exponent);
bool key_make_p256(struct jwt_key *key, swage_bytes x, swage_bytes y);
bool key_make_ed25519(struct jwt_key *key, swage_bytes x);
void key_done(struct jwt_key *key);

/* Whether `signature` is that of `text` by this key. */
bool key_verify(const struct jwt_key *key, swage_str text, swage_bytes signature);

/* --- the keys of a set -------------------------------------------------------------------------------------------- */

/* Whether one of them has signed `text`: those of `algorithm`, and of `id` unless that is absent. */
bool keys_verify(swage_jwt_keys *keys, unsigned algorithm, swage_str id, swage_str text, swage_bytes signature);

/* HS256, or 0. */
unsigned key_algorithm(swage_str name);

/* --- JSON --------------------------------------------------------------------------------------------------------- */

struct jwt_member { /* of an object; the last one of a list has no key */
    const char *key;
    /* Reads the value at `p` into `out`; the cursor behind it, or NULL. */
    const char *(*read)(swage_reader *r, const char *p, void *out);
    void *out;
};

/* Reads an object: members that are not listed are skipped, none of the others may stand twice. NULL when it is none. */
const char *members_read(swage_reader *r, const char *p, const struct jwt_member *list);

/* A text as a whole; false when it is no such object. */
bool members_read_all(swage_str json, swage_arena *arena, const struct jwt_member *list);

/* For struct jwt_member: a swage_str. */
const char *member_text(swage_reader *r, const char *p, void *out);

#endif
