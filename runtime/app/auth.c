/* SPDX-License-Identifier: MIT */
/*
 * Credentials, verifiers and verdicts.
 *
 *     head ─auth_begin→ credentials found ─verifier→ 0 ─→ body, handler
 *                                                  → SWAGE_DENIED, SWAGE_FORBIDDEN ─→ 401, 403
 *                                                  → SWAGE_LATER ··· swage_auth_done ─mail→ as above
 *
 * While the verdict is to come REQUEST_VERIFYING holds the request. Whoever gives it takes the claim to reply with it, as
 * REQUEST_VERIFIED, so that there is one verdict or one reply of the verifier's own and not both; the loop gives the claim
 * back for the handler.
 *
 * An adapter that has the whole body hands it over all the same: it is served when the verdict is there. One that has not
 * waits for the sink's `pull`.
 */
#include "config.h"

#include "app/auth.h"

#include "app/reply.h"
#include "http/credentials.h"
#include "http/field.h"

#include <swage/auth.h>
#include <swage/bytes.h>

enum finding { FOUND, ABSENT, TWICE, MALFORMED, NO_MEMORY };

/* --- refusals ----------------------------------------------------------------------------------------------------- */

static enum request_step refuse(swage_request *rq, int status, const char *detail, const struct swage_field *challenge)
{
    reply_refusal(rq, status, detail, challenge, challenge ? 1 : 0);
    request_release(rq);
    return REQUEST_ANSWERED;
}

static enum request_step refuse_memory(swage_request *rq)
{
    return refuse(rq, rq->arena.failed == SWAGE_E_LIMIT ? 413 : 500, NULL, NULL);
}

static char *put(char *at, swage_str text)
{
    memcpy(at, text.ptr, text.len);
    return at + text.len;
}

/* RFC 6750 3: `Bearer realm="shop", error="invalid_token", scope="write"`; other schemes have neither of the two. */
static bool write_challenge(swage_request *rq, swage_str error, swage_str *out)
{
    static const swage_str before_error = SWAGE_STR_INIT(", error=\""), before_scope = SWAGE_STR_INIT(", scope=\"");
    const struct swage_auth *auth = rq->operation->auth;
    size_t room = auth->scheme->challenge.len + before_error.len + error.len + before_scope.len + auth->scopes.len + 2;
    char *text = swage_arena_alloc(&rq->arena, room), *at = text;
    if (!text)
        return false;
    at = put(at, auth->scheme->challenge);
    if (auth->scheme->kind == SWAGE_SCHEME_BEARER && error.len > 0) {
        at = put(put(at, before_error), error);
        *at++ = '"';
    }
    if (auth->scheme->kind == SWAGE_SCHEME_BEARER && auth->scopes.len > 0) {
        at = put(put(at, before_scope), auth->scopes);
        *at++ = '"';
    }
    *out = swage_str_of(text, (size_t)(at - text));
    return true;
}

/* RFC 9110 11.6.1: says how it would go on. */
static enum request_step challenge(swage_request *rq, int status, const char *detail, swage_str error)
{
    struct swage_field field = {.name = SWAGE_STR_INIT("WWW-Authenticate")};
    request_allow_all(rq);
    return write_challenge(rq, error, &field.value) ? refuse(rq, status, detail, &field) : refuse_memory(rq);
}

static enum request_step refuse_wrong(swage_request *rq)
{
    return challenge(rq, 401, "The credentials are not valid.", SWAGE_STR("invalid_token"));
}

static enum request_step refuse_finding(swage_request *rq, enum finding finding)
{
    switch (finding) {
    case ABSENT: return challenge(rq, 401, "This needs credentials.", SWAGE_EMPTY);
    case TWICE: return challenge(rq, 400, "Credentials have to stand once.", SWAGE_STR("invalid_request"));
    case NO_MEMORY: return refuse_memory(rq);
    default: return refuse_wrong(rq);
    }
}

/* --- where credentials are ---------------------------------------------------------------------------------------- */

static enum finding find_login(swage_request *rq, swage_str token, struct swage_credentials *out)
{
    swage_bytes pair = {NULL, 0};
    if (!swage_bytes_decode(SWAGE_BASE64, token, &rq->arena, &pair))
        return rq->arena.failed ? NO_MEMORY : MALFORMED;
    swage_str text = swage_str_of((const char *)pair.ptr, pair.len);
    bool is_login = credentials_divide(text, &out->login.name, &out->login.password);
    return is_login && swage_utf8_valid(text) ? FOUND : MALFORMED;
}

static enum finding find_authorization(swage_request *rq, swage_str scheme, struct swage_credentials *out)
{
    swage_str value;
    unsigned count = swage_header_param(rq, SWAGE_STR("Authorization"), &value);
    if (count != 1)
        return count == 0 ? ABSENT : TWICE;
    switch (credentials_read(value, scheme, &out->token)) {
    case CREDENTIALS_FINE: return FOUND;
    case CREDENTIALS_BAD: return MALFORMED;
    case CREDENTIALS_OTHER: break;
    }
    return ABSENT;
}

/* How often the key is there, as far as two. */
static unsigned count_keys(swage_request *rq, const struct swage_scheme *scheme, swage_str *value)
{
    unsigned at = 0;
    swage_str second;
    bool is_query = scheme->where == SWAGE_IN_QUERY;
    if (scheme->where == SWAGE_IN_HEADER)
        return swage_header_param(rq, scheme->key, value);
    if (!(is_query ? swage_query_param : swage_cookie_param)(rq, scheme->key, &at, value))
        return 0;
    return (is_query ? swage_query_param : swage_cookie_param)(rq, scheme->key, &at, &second) ? 2 : 1;
}

static enum finding find_key(swage_request *rq, const struct swage_scheme *scheme, struct swage_credentials *out)
{
    unsigned count = count_keys(rq, scheme, &out->token);
    if (rq->arena.failed)
        return NO_MEMORY;
    if (count != 1)
        return count == 0 ? ABSENT : TWICE;
    return out->token.ptr && swage_text_string(out->token, 1, SIZE_MAX) ? FOUND : MALFORMED;
}

static enum finding find(swage_request *rq, const struct swage_scheme *scheme, struct swage_credentials *out)
{
    enum finding finding;
    switch (scheme->kind) {
    case SWAGE_SCHEME_BEARER: return find_authorization(rq, SWAGE_STR("Bearer"), out);
    case SWAGE_SCHEME_BASIC:
        finding = find_authorization(rq, SWAGE_STR("Basic"), out);
        return finding == FOUND ? find_login(rq, out->token, out) : finding;
    case SWAGE_SCHEME_KEY: break;
    }
    return find_key(rq, scheme, out);
}

/* Whether there is nothing at all that could be meant: then an optional @auth lets the request through. */
static bool is_bare(const swage_request *rq, enum finding finding)
{
    swage_str value;
    return finding == ABSENT && (rq->operation->auth->scheme->kind == SWAGE_SCHEME_KEY ||
                                 swage_header_param(rq, SWAGE_STR("Authorization"), &value) == 0);
}

/* --- verdicts ----------------------------------------------------------------------------------------------------- */

static bool has_scope(const swage_str_array *scopes, swage_str wanted)
{
    for (size_t i = 0; i < scopes->len; i++)
        if (swage_str_equal(scopes->ptr[i], wanted))
            return true;
    return false;
}

/* All the words that the route wants, which have a space between them. */
static bool has_scopes(const struct swage_auth *auth, const void *identity)
{
    const swage_str_array *has = (const void *)((const char *)identity + auth->scheme->scopes);
    for (swage_str left = auth->scopes; left.len > 0;) {
        const char *space = memchr(left.ptr, ' ', left.len);
        size_t len = space ? (size_t)(space - left.ptr) : left.len;
        if (!has_scope(has, swage_str_of(left.ptr, len)))
            return false;
        len += space ? 1 : 0;
        left = swage_str_of(left.ptr + len, left.len - len);
    }
    return true;
}

static enum request_step conclude(swage_request *rq, int verdict)
{
    rq->gone_fn = NULL; /* it was the verifier's */
    switch (verdict) {
    case SWAGE_OK:
        if (has_scopes(rq->operation->auth, rq->auth.identity))
            return REQUEST_GO_ON;
        return rq->operation->auth->scheme->kind == SWAGE_SCHEME_BEARER
                   ? challenge(rq, 403, "The credentials do not reach that far.", SWAGE_STR("insufficient_scope"))
                   : refuse(rq, 403, "The credentials do not reach that far.", NULL);
    case SWAGE_DENIED: return refuse_wrong(rq);
    case SWAGE_FORBIDDEN: return refuse(rq, 403, "Whoever has these credentials may not do that.", NULL);
    default: break;
    }
    reply_log(rq, "the verifier failed", verdict);
    return refuse(rq, 500, NULL, NULL);
}

/* Whether the verdict, or the verifier's own reply, is on its way. */
static bool is_pending(swage_request *rq, int returned)
{
    rq->is_deferred = returned == SWAGE_LATER || reply_is_claimed(rq);
    return rq->is_deferred;
}

/* The verdict is there: what has waited for it goes on. */
static void go_on(swage_request *rq, int verdict)
{
    if (!request_let_go(rq, REQUEST_VERIFYING))
        return;
    rq->is_deferred = false;
    if (swage_request_gone(rq))
        request_release(rq);
    else if (conclude(rq, verdict) != REQUEST_GO_ON)
        return;
    else if (rq->auth.is_waiting)
        request_end_late(rq);
    else if (rq->sink->ops->pull)
        rq->sink->ops->pull(rq->sink);
}

static void deliver(struct swage_mail *mail)
{
    swage_request *rq = (swage_request *)(void *)((char *)mail - offsetof(swage_request, auth.mail));
    atomic_store_explicit(&rq->claim, 0, memory_order_relaxed);
    go_on(rq, rq->auth.verdict);
}

void auth_settle(swage_request *rq, int returned)
{
    if (!is_pending(rq, returned))
        go_on(rq, returned);
}

int swage_auth_done(swage_request *rq, int verdict)
{
    uintptr_t nobody = 0;
    if (!atomic_compare_exchange_strong_explicit(&rq->claim, &nobody, REQUEST_VERIFIED, memory_order_acq_rel,
                                                 memory_order_relaxed))
        return SWAGE_E_REPLIED;
    rq->auth.verdict = verdict;
    rq->env->ops->post(rq->env, &rq->auth.mail);
    return SWAGE_LATER;
}

/* --- the step ----------------------------------------------------------------------------------------------------- */

struct question {
    swage_request *rq;
    struct swage_credentials given;
};

static int ask(void *arg)
{
    const struct question *question = arg;
    swage_request *rq = question->rq;
    return rq->operation->auth->scheme->verify(rq, rq->app->handlers, &question->given, rq->auth.identity);
}

static enum request_step verify(struct question *question)
{
    swage_request *rq = question->rq;
    rq->auth.identity = swage_request_zero(rq, rq->operation->auth->scheme->identity_size);
    rq->auth.mail.run = deliver;
    if (!rq->auth.identity)
        return refuse_memory(rq);
    int returned = request_run(rq, ask, question);
    if (rq->is_answered) {
        request_release(rq);
        return REQUEST_ANSWERED;
    }
    if (!is_pending(rq, returned))
        return conclude(rq, returned);
    rq->held |= REQUEST_VERIFYING;
    return REQUEST_GO_ON;
}

enum request_step auth_begin(swage_request *rq)
{
    struct question question = {.rq = rq};
    enum finding finding = find(rq, rq->operation->auth->scheme, &question.given);
    rq->auth.identity = NULL;
    rq->auth.is_waiting = false;
    if (finding == FOUND)
        return verify(&question);
    if (rq->operation->auth->is_optional && is_bare(rq, finding))
        return REQUEST_GO_ON;
    return refuse_finding(rq, finding);
}

/* --- for verifiers and generated code ----------------------------------------------------------------------------- */

bool swage_auth_equal(swage_str given, swage_str wanted)
{
    volatile unsigned char difference = given.len != wanted.len;
    for (size_t i = 0; i < given.len && wanted.len > 0; i++)
        difference |= (unsigned char)(given.ptr[i] ^ wanted.ptr[i % wanted.len]);
    return difference == 0;
}

bool swage_auth_is_pending(swage_request *rq)
{
    rq->auth.is_waiting = (rq->held & REQUEST_VERIFYING) != 0;
    return rq->auth.is_waiting;
}

const void *swage_auth_identity(const swage_request *rq)
{
    return rq->auth.identity;
}
