/* SPDX-License-Identifier: MIT */
/* Facts about routes: requests to stub handlers, which answer what the table says and write down what they saw. */
#include "config.h"

#include "test/client.h"
#include "test/counted.h"
#include "test/suite.h"

#include <stdlib.h>
#include <string.h>

#define WARM_MAX (16 * 1024) /* bytes of a request and its answer that memory is kept for */

#define SMALL_MAX (4 * 1024)  /* bytes of a request whose memory is made to end */
#define LIMIT_MAX (64 * 1024) /* bytes of memory in which such a request is served at the latest */
#define ANSWER_MAX 1024       /* bytes of an answer whose buffer is made to end */
#define ITEM_MAX 1024         /* bytes of a stream's item that memory is kept for */

static const struct swage_event second = {.name = SWAGE_STR_INIT("item"), .id = SWAGE_STR_INIT("2")};

/* One request made ready. */
struct call {
    const struct swage_suite_request *of;
    swage_str target, body, seen, answer, head;
    swage_str expected; /* what then comes */
    struct swage_test_request request;
};

void swage_suite_see(struct swage_suite_stub *stub, int status)
{
    stub->calls++;
    if (status != SWAGE_OK)
        swage_buffer_clear(&stub->seen, SIZE_MAX);
}

/* As swage_write_bytes: there is room for the text. */
char *swage_suite_write_upload(swage_buffer *out, char *p, const swage_upload *upload)
{
    size_t len = (size_t)upload->len;
    if (upload->bytes)
        return swage_write_bytes(out, p, SWAGE_BASE64, (swage_bytes){upload->bytes, len});
    unsigned char *bytes = malloc(len);
    bool is_read = bytes && swage_upload_read(upload, 0, bytes, len) == (int64_t)len;
    p = is_read ? swage_write_bytes(out, p, SWAGE_BASE64, (swage_bytes){bytes, len}) : NULL;
    free(bytes);
    return p;
}

/* Two items in the form of the stream: <swage/stream.h>. */
static swage_str frame(const char *media, swage_str item, swage_arena *arena)
{
    bool is_event = strcmp(media, "text/event-stream") == 0;
    static const char first_event[] = "data: ", second_event[] = "event: item\nid: 2\ndata: ";
    const char *parts[2] = {is_event ? first_event : "", is_event ? second_event : ""}, *end = is_event ? "\n\n" : "\n";
    char *text = swage_arena_alloc(arena, 2 * (item.len + sizeof second_event + 2)), *at = text;
    for (size_t i = 0; text && i < 2; i++) {
        size_t len = strlen(parts[i]);
        memcpy(at, parts[i], len);
        memcpy(at + len, item.ptr, item.len);
        memcpy(at + len + item.len, end, strlen(end));
        at += len + item.len + strlen(end);
    }
    return swage_str_of(text, (size_t)(at - text));
}

static bool open_call(struct call *call, const struct swage_suite_request *request, swage_arena *arena)
{
    swage_arena_reset(arena);
    call->of = request;
    call->target = swage_suite_unroll(request->target, arena);
    call->body = swage_suite_unroll(request->body, arena);
    call->seen = swage_suite_unroll(request->seen, arena);
    call->answer = swage_suite_unroll(request->answer, arena);
    call->head = swage_suite_unroll(request->head, arena);
    call->expected = request->is_stream && call->answer.ptr ? frame(request->media, call->answer, arena) : call->answer;
    call->request = (struct swage_test_request){
        .method = request->method, .target = call->target.ptr, .headers = request->headers, .body = call->body};
    return call->target.ptr && !call->body.ptr == !request->body.text.ptr &&
           !call->seen.ptr == !request->seen.text.ptr && !call->head.ptr == !request->head.text.ptr &&
           !call->expected.ptr == !request->answer.text.ptr;
}

static const struct swage_test_reply *ask(struct swage_test *test, struct swage_suite_stub *stub,
                                          const struct call *call)
{
    stub->status = call->of->status;
    stub->body = call->answer;
    stub->head = call->head;
    stub->broken = call->of->broken;
    stub->event = second;
    stub->calls = 0;
    swage_arena_reset(&stub->arena);
    swage_buffer_clear(&stub->seen, SIZE_MAX);
    return swage_test_call(test, &call->request);
}

/* --- answers ------------------------------------------------------------------------------------------------------ */

static const char *say(const struct call *call, const char *what, swage_str expected, swage_str found)
{
    static const char format[] = "%s %s: expected %s '%s', found '%s'";
    return suite_say("request", call->of->what, format, call->of->method, suite_quote(call->target), what,
                     suite_quote(expected), suite_quote(found));
}

static bool contains(swage_str text, const char *part)
{
    size_t len = strlen(part);
    for (size_t i = 0; i + len <= text.len; i++)
        if (memcmp(text.ptr + i, part, len) == 0)
            return true;
    return false;
}

/* The program's own functions have found a fault. */
static bool is_own_refusal(const struct call *call, const struct swage_test_reply *reply)
{
    return call->of->may_be_refused && (reply->status == 400 || reply->status == 422) &&
           contains(reply->body, "\"code\":\"check\"");
}

/* Of a stream whose item cannot be. */
static const char *hold_cut(const struct call *call, const struct swage_test_reply *reply)
{
    return reply->status == 0 && reply->body.len == 0 ? NULL : say(call, "a stream that is broken off", SWAGE_EMPTY, reply->body);
}

static const char *hold_head(const struct call *call, const struct swage_test_reply *reply)
{
    const struct swage_suite_request *of = call->of;
    int status = of->broken ? 500 : of->status;
    const char *media = of->broken ? "application/problem+json" : of->media;
    if (reply->trouble)
        return suite_say("request", of->what, "%s", reply->trouble);
    if (reply->status != status)
        return suite_say("request", of->what, "%s %s: expected %d, found %d: %s %s", of->method,
                         suite_quote(call->target), status, reply->status, suite_quote(reply->body),
                         suite_quote(reply->log));
    if (!swage_str_equal(reply->media, swage_str_from(media)))
        return say(call, "the media type", swage_str_from(media), reply->media);
    if (of->header && !contains(reply->headers, of->header))
        return say(call, "the header", swage_str_from(of->header), reply->headers);
    if (of->lines && !of->broken && !contains(reply->headers, of->lines))
        return say(call, "the header fields", swage_str_from(of->lines), reply->headers);
    return NULL;
}

static const char *hold_body(const struct call *call, const struct swage_test_reply *reply)
{
    static const char errors[] = "\"errors\":[";
    const char *fault = call->of->fault;
    if (call->of->broken)
        return NULL;
    if (call->expected.ptr && !swage_str_equal(reply->body, call->expected))
        return say(call, "the body", call->expected, reply->body);
    if (!call->of->media && reply->body.len > 0)
        return say(call, "no body", SWAGE_EMPTY, reply->body);
    if (!fault)
        return NULL;
    const char *found = strstr(reply->body.ptr, errors);
    found = found ? found + strlen(errors) : "no errors";
    return strncmp(found, fault, strlen(fault)) == 0
               ? NULL
               : say(call, "the fault", swage_str_from(fault), swage_str_from(found));
}

static const char *hold_seen(const struct call *call, const struct swage_suite_stub *stub)
{
    swage_str seen = swage_str_of(stub->seen.ptr, stub->seen.len);
    if (stub->calls != (call->seen.ptr ? 1 : 0))
        return suite_say("request", call->of->what, "the handler was called %u times", stub->calls);
    if (call->seen.ptr && !swage_str_equal(seen, call->seen))
        return say(call, "the handler to see", call->seen, seen);
    return NULL;
}

static const char *hold_call(struct swage_test *test, struct swage_suite_stub *stub, const struct call *call)
{
    const struct swage_test_reply *reply = ask(test, stub, call);
    if (is_own_refusal(call, reply))
        return NULL;
    bool is_cut_stream = call->of->is_stream && call->of->broken;
    const char *words = is_cut_stream ? hold_cut(call, reply) : hold_head(call, reply);
    if (!words && !is_cut_stream)
        words = hold_body(call, reply);
    return words ? words : hold_seen(call, stub);
}

/* --- tables ------------------------------------------------------------------------------------------------------- */

typedef const char *call_fact(struct swage_test *test, struct swage_suite_stub *stub, const struct call *call);

static const char *each(const struct swage_app *app, struct swage_suite_stub *stub,
                        const struct swage_suite_request *requests, size_t count, call_fact *hold)
{
    swage_arena arena;
    struct swage_test *test = swage_test_new(app, NULL);
    const char *words = test ? NULL : suite_say("request", "all", "there is no memory");
    swage_arena_init(&arena, SUITE_ARENA_MAX);
    swage_buffer_init(&stub->seen, SUITE_ARENA_MAX);
    swage_arena_init(&stub->arena, SUITE_ARENA_MAX);
    swage_arena_keep(&stub->arena, SUITE_ARENA_MAX);
    for (size_t i = 0; i < count && !words; i++) {
        struct call call;
        if (open_call(&call, &requests[i], &arena))
            words = hold(test, stub, &call);
        else
            words = suite_say("request", requests[i].what, "there is no memory for it");
    }
    swage_arena_done(&stub->arena);
    swage_buffer_done(&stub->seen);
    swage_arena_done(&arena);
    swage_test_free(test);
    return words;
}

const char *swage_suite_requests(const struct swage_app *app, struct swage_suite_stub *stub,
                                 const struct swage_suite_request *requests, size_t count)
{
    return each(app, stub, requests, count, hold_call);
}

static const char *hold_warm(struct swage_test *test, struct swage_suite_stub *stub, const struct call *call)
{
    size_t len = call->target.len + call->body.len + call->answer.len;
    bool is_kept = len <= WARM_MAX && (!call->of->is_stream || call->answer.len <= ITEM_MAX);
    if (!call->seen.ptr || call->of->broken || !is_kept || !counted_works())
        return NULL;
    ask(test, stub, call);
    if (stub->calls == 0) /* the program's own functions refuse it */
        return NULL;
    ask(test, stub, call);
    unsigned long before = counted_calls();
    ask(test, stub, call);
    unsigned long count = counted_calls() - before;
    return count == 0 ? NULL : suite_say("request", call->of->what, "%lu allocations the third time", count);
}

const char *swage_suite_request_allocations(const struct swage_app *app, struct swage_suite_stub *stub,
                                            const struct swage_suite_request *requests, size_t count)
{
    return each(app, stub, requests, count, hold_warm);
}

/* --- memory that ends --------------------------------------------------------------------------------------------- */

/* Refused for want of memory, or the answer is not whole: fine, and not the end of it. */
static bool is_cut(const struct swage_test_reply *reply)
{
    return reply->status == 0 || reply->status == 413 || reply->status == 414 || reply->status == 500;
}

static const char *say_cut(const struct call *call, const char *of, size_t limit, const struct swage_test_reply *reply)
{
    return suite_say("request", call->of->what, "with %zu bytes for %s it is answered by %d: %s", limit, of,
                     reply->status, suite_quote(reply->body));
}

/* Limits of the request's memory grow until it is answered as if there were none. */
static const char *hold_small_requests(struct swage_test *test, struct swage_suite_stub *stub, const struct call *call)
{
    for (size_t limit = 0; limit < LIMIT_MAX; limit += (limit / 256 + 1) * SWAGE_ARENA_ALIGN) {
        test->env.arena_max = limit;
        swage_env_done(&test->env);
        const struct swage_test_reply *reply = ask(test, stub, call);
        if (!is_cut(reply))
            return reply->status == call->of->status || is_own_refusal(call, reply)
                       ? NULL
                       : say_cut(call, "the request", limit, reply);
    }
    return NULL;
}

/* The same of the answer's body. */
static const char *hold_small_answers(struct swage_test *test, struct swage_suite_stub *stub, const struct call *call)
{
    size_t most = test->answer.body.max;
    const char *words = NULL;
    for (size_t limit = 0; limit < ANSWER_MAX; limit++) {
        swage_buffer_done(&test->answer.body);
        test->answer.body.max = limit;
        const struct swage_test_reply *reply = ask(test, stub, call);
        if (is_cut(reply))
            continue;
        if (reply->status != call->of->status && !is_own_refusal(call, reply))
            words = say_cut(call, "the answer", limit, reply);
        break;
    }
    test->answer.body.max = most;
    return words;
}

static const char *hold_small(struct swage_test *test, struct swage_suite_stub *stub, const struct call *call)
{
    if (!call->seen.ptr || call->of->broken || call->target.len + call->body.len > SMALL_MAX || call->answer.len > ANSWER_MAX)
        return NULL;
    const char *words = hold_small_requests(test, stub, call);
    swage_test_limit(test, 0, SUITE_ARENA_MAX);
    return words ? words : hold_small_answers(test, stub, call);
}

const char *swage_suite_request_memory(const struct swage_app *app, struct swage_suite_stub *stub,
                                       const struct swage_suite_request *requests, size_t count)
{
    return each(app, stub, requests, count, hold_small);
}
