/* SPDX-License-Identifier: MIT */
/*
 * The client of a test: an application's surroundings whose only loop is the caller.
 *
 *     call ─compose→ swage_request_whole → answered ───────────────────────→ reply
 *                                        → later ─ wait for mail, run it ──→ reply
 *
 * Mail comes from the thread that replies and is run on the one that called, so the sink and all that is told of the
 * reply belong to that thread alone.
 */
#include "config.h"

#include "test/client.h"
#include "test/find.h"

#include "http/field.h"
#include "http/response.h"

#include <stdlib.h>
#include <string.h>

#define BODY_MAX   ((size_t)64 * 1024 * 1024)
#define MEMORY_MAX ((size_t)256 * 1024 * 1024)
#define ARENA_KEEP (64 * 1024)

/* --- surroundings ------------------------------------------------------------------------------------------------- */

static void post(swage_env *env, struct swage_mail *mail)
{
    struct swage_test *test = (struct swage_test *)env;
    mail->next = NULL;
    pthread_mutex_lock(&test->lock);
    if (test->mail)
        test->last->next = mail;
    else
        test->mail = mail;
    test->last = mail;
    pthread_cond_signal(&test->posted);
    pthread_mutex_unlock(&test->lock);
}

/* Runs on the thread of the test, as the mail does. A line that has no room is left out. */
static void note(swage_env *env, int level, const char *line)
{
    struct swage_test *test = (struct swage_test *)env;
    (void)level;
    swage_buffer_printf(&test->log, "%s\n", line);
}

static const struct swage_env_ops ops = {.post = post, .log = note};

static void await_mail(struct swage_test *test)
{
    pthread_mutex_lock(&test->lock);
    while (!test->mail)
        pthread_cond_wait(&test->posted, &test->lock);
    struct swage_mail *mail = test->mail;
    test->mail = mail->next;
    pthread_mutex_unlock(&test->lock);
    mail->run(mail);
}

/* --- a test ------------------------------------------------------------------------------------------------------- */

struct swage_test *swage_test_new(const struct swage_app *app, void *state)
{
    struct swage_test *test = calloc(1, sizeof *test);
    if (!test)
        return NULL;
    test->env.ops = &ops;
    test->env.state = state;
    test->env.body_max = BODY_MAX;
    test->env.arena_max = MEMORY_MAX;
    test->env.strict_replies = true;
    test->env.idle_max = 1;
    test->env.has_loop = true;
    test->app = app;
    pthread_mutex_init(&test->lock, NULL);
    pthread_cond_init(&test->posted, NULL);
    swage_collector_init(&test->answer);
    swage_buffer_init(&test->log, CLIENT_LOG_MAX);
    swage_arena_init(&test->texts, CLIENT_TEXT_MAX);
    swage_arena_keep(&test->texts, ARENA_KEEP);
    return test;
}

void swage_test_free(struct swage_test *test)
{
    if (!test)
        return;
    for (unsigned i = 0; i < test->always_count; i++)
        free((char *)(uintptr_t)test->always[i].name);
    swage_env_done(&test->env);
    swage_collector_done(&test->answer);
    swage_buffer_done(&test->log);
    swage_arena_done(&test->texts);
    pthread_cond_destroy(&test->posted);
    pthread_mutex_destroy(&test->lock);
    free(test);
}

void swage_test_limit(struct swage_test *test, size_t body_max, size_t memory_max)
{
    if (body_max > 0)
        test->env.body_max = body_max;
    if (memory_max == 0 || memory_max == test->env.arena_max)
        return;
    test->env.arena_max = memory_max;
    swage_env_done(&test->env); /* a request that is kept for reuse has the old maximum */
}

void swage_test_strict(struct swage_test *test, bool is_strict)
{
    test->env.strict_replies = is_strict;
}

/* --- fields of all requests --------------------------------------------------------------------------------------- */

static void drop_always(struct swage_test *test, swage_str name)
{
    for (unsigned i = 0; i < test->always_count; i++) {
        if (!swage_field_is(swage_str_from(test->always[i].name), name))
            continue;
        free((char *)(uintptr_t)test->always[i].name);
        test->always[i] = test->always[--test->always_count];
        return;
    }
}

int swage_test_always(struct swage_test *test, const char *name, const char *value)
{
    swage_str key = swage_str_from(name), text = swage_str_from(value ? value : "");
    if (!swage_http_field_ok(key, text))
        return SWAGE_E_ARGUMENT;
    drop_always(test, key);
    if (!value)
        return SWAGE_OK;
    if (test->always_count == CLIENT_ALWAYS_MAX)
        return SWAGE_E_LIMIT;
    char *copy = malloc(key.len + text.len + 2); /* both, each with its NUL */
    if (!copy)
        return SWAGE_E_NOMEM;
    memcpy(copy, name, key.len + 1);
    memcpy(copy + key.len + 1, value, text.len + 1);
    test->always[test->always_count++] = (struct swage_test_pair){copy, copy + key.len + 1};
    return SWAGE_OK;
}

/* --- calls -------------------------------------------------------------------------------------------------------- */

static void forget(struct swage_test *test)
{
    swage_collector_clear(&test->answer);
    swage_buffer_clear(&test->log, SIZE_MAX);
    swage_arena_reset(&test->texts);
    memset(&test->reply, 0, sizeof test->reply);
}

/* The bytes as a text with a NUL behind, for which every buffer has room. */
static swage_str text_of(const swage_buffer *buffer)
{
    if (!buffer->ptr)
        return SWAGE_EMPTY;
    buffer->ptr[buffer->len] = '\0';
    return swage_str_of(buffer->ptr, buffer->len);
}

static const char *fill_reply(struct swage_test *test)
{
    struct swage_test_reply *reply = &test->reply;
    reply->headers = text_of(&test->answer.head);
    reply->body = text_of(&test->answer.body);
    reply->log = text_of(&test->log);
    if (!test->answer.done || test->answer.aborted)
        return "the reply was broken off: there was no memory for it";
    swage_str media = swage_collector_header(&test->answer, SWAGE_STR("Content-Type"));
    reply->media = swage_str_copy(media, &test->texts);
    reply->status = test->answer.status;
    return NULL;
}

static const char *make_request(struct swage_test *test, const struct client_request *whole)
{
    swage_request *rq = swage_request_take(&test->env, test->app, &test->answer.sink);
    if (!rq)
        return "there is no memory for a request";
    swage_request_whole(rq, whole->method, whole->target, whole->fields, whole->field_count, whole->body);
    while (test->env.live_count > 0)
        await_mail(test);
    return fill_reply(test);
}

const struct swage_test_reply *swage_test_call(struct swage_test *test, const struct swage_test_request *request)
{
    struct client_request whole;
    forget(test);
    const char *trouble = client_compose(test, request, &whole);
    test->reply.trouble = trouble ? trouble : make_request(test, &whole);
    return &test->reply;
}

const struct swage_test_reply *swage_test_get(struct swage_test *test, const char *target)
{
    return swage_test_call(test, &(struct swage_test_request){.method = "GET", .target = target});
}

const struct swage_test_reply *swage_test_send(struct swage_test *test, const char *method, const char *target,
                                               const char *json)
{
    return swage_test_call(test, &(struct swage_test_request){.method = method, .target = target, .json = json});
}

swage_str swage_test_header(struct swage_test *test, const char *name)
{
    return swage_str_copy(swage_collector_header(&test->answer, swage_str_from(name)), &test->texts);
}

const char *swage_test_at(struct swage_test *test, const char *pointer)
{
    swage_str value = find_value(test->reply.body, pointer, &test->texts);
    return swage_str_copy(value, &test->texts).ptr;
}
