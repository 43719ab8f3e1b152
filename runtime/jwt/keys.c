/* SPDX-License-Identifier: MIT */
/* JWK Sets (RFC 7517). A set is replaced as a whole, under a lock that those who look at tokens share. */
#include "config.h"

#include "jwt/key.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SET_ARENA_MAX (8 * JWT_SET_MAX)
#define NUMBER_MAX    (JWT_RSA_MAX / 8) /* bytes of any number of a key */

struct set {
    swage_arena *arena; /* of the ids; NULL when there is none */
    struct jwt_key keys[JWT_KEYS_MAX];
    unsigned count;
};

struct swage_jwt_keys {
    pthread_rwlock_t lock;
    struct set set;
};

static void set_done(struct set *set)
{
    for (unsigned i = 0; i < set->count; i++)
        key_done(&set->keys[i]);
    swage_arena_free(set->arena);
}

swage_jwt_keys *swage_jwt_keys_new(void)
{
    swage_jwt_keys *keys = calloc(1, sizeof *keys);
    if (keys)
        pthread_rwlock_init(&keys->lock, NULL);
    return keys;
}

void swage_jwt_keys_free(swage_jwt_keys *keys)
{
    if (!keys)
        return;
    set_done(&keys->set);
    pthread_rwlock_destroy(&keys->lock);
    free(keys);
}

unsigned key_algorithm(swage_str name)
{
    static const char *const names[] = {"HS256", "RS256", "ES256", "EdDSA"};
    for (unsigned i = 0; i < sizeof names / sizeof *names; i++)
        if (swage_str_equal(name, swage_str_from(names[i])))
            return 1u << i;
    return 0;
}

/* --- one key ------------------------------------------------------------------------------------------------------ */

struct jwk { /* texts as they stand; absent ones are NULL */
    swage_str kty, kid, alg, use, crv, k, n, e, x, y;
};

static bool number(swage_arena *arena, swage_str text, swage_bytes *out)
{
    return text.ptr && swage_bytes_decode(SWAGE_BASE64URL, text, arena, out) && out->len <= NUMBER_MAX;
}

static bool is_text(swage_str text, const char *word)
{
    return swage_str_equal(text, swage_str_from(word));
}

/* Whether it is a key of one of our kinds; it may be a broken one: then `*is_broken`. */
static bool make(struct jwt_key *key, const struct jwk *jwk, swage_arena *arena, bool *is_broken)
{
    swage_bytes a, b;
    if (is_text(jwk->kty, "oct"))
        *is_broken = !number(arena, jwk->k, &a) || !key_make_secret(key, a);
    else if (is_text(jwk->kty, "RSA"))
        *is_broken = !number(arena, jwk->n, &a) || !number(arena, jwk->e, &b) || !key_make_rsa(key, a, b);
    else if (is_text(jwk->kty, "EC") && is_text(jwk->crv, "P-256"))
        *is_broken = !number(arena, jwk->x, &a) || !number(arena, jwk->y, &b) || !key_make_p256(key, a, b);
    else if (is_text(jwk->kty, "OKP") && is_text(jwk->crv, "Ed25519"))
        *is_broken = !number(arena, jwk->x, &a) || !key_make_ed25519(key, a);
    else
        return false;
    return true;
}

/* RFC 7517 4.2, 4.4: for what it may be used. */
static bool is_for_signatures(const struct jwk *jwk, unsigned algorithm)
{
    if (jwk->use.ptr && !is_text(jwk->use, "sig"))
        return false;
    return !jwk->alg.ptr || key_algorithm(jwk->alg) == algorithm;
}

struct reading {
    struct set *set;
    const char *why;
    int status;
    bool has_keys; /* the member "keys" */
};

static bool fail(struct reading *reading, int status, const char *why)
{
    reading->status = status;
    reading->why = why;
    return false;
}

static bool add(struct reading *reading, const struct jwk *jwk)
{
    struct set *set = reading->set;
    struct jwt_key key = {.id = jwk->kid};
    bool is_broken = false;
    if (!make(&key, jwk, set->arena, &is_broken))
        return true;
    if (is_broken)
        return fail(reading, SWAGE_E_INVALID, "a key of it is broken or too short");
    if (!is_for_signatures(jwk, key.algorithm)) {
        key_done(&key);
        return true;
    }
    if (set->count == JWT_KEYS_MAX) {
        key_done(&key);
        return fail(reading, SWAGE_E_LIMIT, "there are more than 64 keys in it");
    }
    set->keys[set->count++] = key;
    return true;
}

static const char *read_key(swage_reader *r, const char *p, struct reading *reading)
{
    struct jwk jwk = {.kty = {NULL, 0}};
    const struct jwt_member members[] = {
        {"kty", member_text, &jwk.kty}, {"kid", member_text, &jwk.kid}, {"alg", member_text, &jwk.alg},
        {"use", member_text, &jwk.use}, {"crv", member_text, &jwk.crv}, {"k", member_text, &jwk.k},
        {"n", member_text, &jwk.n},     {"e", member_text, &jwk.e},     {"x", member_text, &jwk.x},
        {"y", member_text, &jwk.y},     {NULL, NULL, NULL}};
    p = members_read(r, p, members);
    return p && add(reading, &jwk) ? p : NULL;
}

static const char *read_keys(swage_reader *r, const char *p, void *out)
{
    struct reading *reading = out;
    reading->has_keys = true;
    if (!(p = swage_open(r, p, '[')))
        return NULL;
    if (*p == ']')
        return swage_close(p, ']');
    do {
        if (!(p = read_key(r, p, reading)) || !swage_inside(r, p))
            return NULL;
    } while (swage_comma(r, &p));
    return swage_close(p, ']');
}

/* --- sets --------------------------------------------------------------------------------------------------------- */

/* The text is kept beside the keys, whose ids point into it. */
static bool read_set(struct reading *reading, swage_str jwks)
{
    struct set *set = reading->set;
    const struct jwt_member members[] = {{"keys", read_keys, reading}, {NULL, NULL, NULL}};
    if (jwks.len > JWT_SET_MAX)
        return fail(reading, SWAGE_E_LIMIT, "it is larger than a MiB");
    char *copy = (set->arena = swage_arena_new(SET_ARENA_MAX)) ? swage_arena_alloc(set->arena, jwks.len + 1) : NULL;
    if (!copy)
        return fail(reading, SWAGE_E_NOMEM, "there is no memory");
    if (jwks.len > 0)
        memcpy(copy, jwks.ptr, jwks.len);
    bool is_read = members_read_all(swage_str_of(copy, jwks.len), set->arena, members);
    if (reading->status != SWAGE_OK)
        return false;
    return is_read && reading->has_keys ? true : fail(reading, SWAGE_E_INVALID, "it is no JWK Set");
}

static int say(const struct reading *reading, char *why, size_t size)
{
    if (why && size > 0)
        snprintf(why, size, "%s", reading->why ? reading->why : "");
    return reading->status;
}

int swage_jwt_keys_set(swage_jwt_keys *keys, swage_str jwks, char *why, size_t size)
{
    struct set fresh = {.arena = NULL}, old;
    struct reading reading = {.set = &fresh};
    if (!read_set(&reading, jwks)) {
        set_done(&fresh);
        return say(&reading, why, size);
    }
    pthread_rwlock_wrlock(&keys->lock);
    old = keys->set;
    keys->set = fresh;
    pthread_rwlock_unlock(&keys->lock);
    set_done(&old);
    return say(&reading, why, size);
}

int swage_jwt_keys_load(swage_jwt_keys *keys, const char *path, char *why, size_t size)
{
    struct reading reading = {.status = SWAGE_E_SYSTEM};
    FILE *file = fopen(path, "rb");
    char *text = malloc(JWT_SET_MAX + 1);
    size_t len = file && text ? fread(text, 1, JWT_SET_MAX + 1, file) : 0;
    bool is_read = file && text && !ferror(file);
    if (!text) {
        fail(&reading, SWAGE_E_NOMEM, "there is no memory");
    } else if (!is_read) {
        reading.why = strerror(errno);
    }
    int status = is_read ? swage_jwt_keys_set(keys, swage_str_of(text, len), why, size) : say(&reading, why, size);
    if (file)
        fclose(file);
    free(text);
    return status;
}

bool keys_verify(swage_jwt_keys *keys, unsigned algorithm, swage_str id, swage_str text, swage_bytes signature)
{
    bool is = false;
    pthread_rwlock_rdlock(&keys->lock);
    for (unsigned i = 0; i < keys->set.count && !is; i++) {
        const struct jwt_key *key = &keys->set.keys[i];
        if (key->algorithm == algorithm && (!id.ptr || (key->id.ptr && swage_str_equal(key->id, id))))
            is = key_verify(key, text, signature);
    }
    pthread_rwlock_unlock(&keys->lock);
    return is;
}
