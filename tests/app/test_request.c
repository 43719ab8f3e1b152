/* SPDX-License-Identifier: MIT */
/* The steps of a request: body at once and in pieces, limits, reuse of memory, the client's going away. */
#include "../sanitizers.h"
#include "zoo.h"

#include <limits.h>
#include <stdlib.h>

static const char user_json[] = "{\"id\": 1, \"name\": \"user\", \"email\": \"user@email.com\"}";
static const char user_out[] = "{\"id\":1,\"name\":\"user\",\"email\":\"user@email.com\"}";

static struct desk desk;

static void set_up(void)
{
    desk_open(&desk, &zoo_usual);
}

static void tear_down(void)
{
    desk_close(&desk);
}

/* --- allocations are counted -------------------------------------------------------------------------------------- */

#if defined(__GLIBC__) && !HAS_ADDRESS_SANITIZER && !HAS_THREAD_SANITIZER
#define COUNTS_MALLOC 1
void *__libc_malloc(size_t size);
void *__libc_realloc(void *old, size_t size);
void *__libc_calloc(size_t count, size_t size);
void *malloc(size_t size);
void *realloc(void *old, size_t size);
void *calloc(size_t count, size_t size);

static unsigned malloc_count;
static bool malloc_fails;
static unsigned malloc_left = UINT_MAX; /* how many succeed before one fails */

static bool may_allocate(void)
{
    malloc_count++;
    return !malloc_fails && malloc_left-- != 0;
}

void *malloc(size_t size)
{
    return may_allocate() ? __libc_malloc(size) : NULL;
}

void *realloc(void *old, size_t size)
{
    return may_allocate() ? __libc_realloc(old, size) : NULL;
}

void *calloc(size_t count, size_t size)
{
    return may_allocate() ? __libc_calloc(count, size) : NULL;
}
#endif

/* --- the body ----------------------------------------------------------------------------------------------------- */

START_TEST(the_answer_does_not_depend_on_how_the_body_comes)
{
    for (size_t piece = 0; piece <= sizeof user_json; piece++) {
        ck_assert_int_eq(desk_ask(&desk, "POST", "/user", user_json, piece), REQUEST_ANSWERED);
        ck_assert(desk.out.done);
        ck_assert_int_eq(desk.out.status, 200);
        ck_assert_str_eq(desk_body(&desk), user_out);
    }
    ck_assert_uint_eq(desk.env.idle_count, 1);
}
END_TEST

START_TEST(begin_says_how_large_the_body_may_be)
{
    size_t body_max = 0;
    swage_request *rq = desk_take(&desk, "POST", "/user", "application/json", 4);
    ck_assert_int_eq(swage_request_begin(rq, &body_max), REQUEST_GO_ON);
    ck_assert_uint_eq(body_max, 100000);
    swage_request_abort(rq);
    rq = desk_take(&desk, "POST", "/small", "application/json", 4);
    ck_assert_int_eq(swage_request_begin(rq, &body_max), REQUEST_GO_ON);
    ck_assert_uint_eq(body_max, 64);
    swage_request_abort(rq);
}
END_TEST

/* A User of exactly `len` bytes. */
static char *user_of(size_t len)
{
    static const char head[] = "{\"id\":1,\"name\":\"u\",\"email\":\"", tail[] = "\"}";
    char *text = malloc(len + 1);
    ck_assert_ptr_nonnull(text);
    memset(text, 'x', len);
    memcpy(text, head, sizeof head - 1);
    memcpy(text + len - (sizeof tail - 1), tail, sizeof tail);
    return text;
}

START_TEST(a_body_at_the_limit_is_accepted_and_one_byte_more_is_not)
{
    static const size_t pieces[] = {0, 1, 63, 64, 65};
    char *fits = user_of(64), *exceeds = user_of(65);
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        ck_assert_int_eq(desk_ask(&desk, "POST", "/small", fits, pieces[i]), REQUEST_ANSWERED);
        ck_assert_int_eq(desk.out.status, 204);
        ck_assert_int_eq(desk_ask(&desk, "POST", "/small", exceeds, pieces[i]), REQUEST_ANSWERED);
        ck_assert_int_eq(desk.out.status, 413);
    }
    free(fits);
    free(exceeds);
}
END_TEST

/* Chunked: no length is announced. */
START_TEST(the_limit_holds_without_an_announced_length)
{
    size_t body_max;
    char *exceeds = user_of(65);
    swage_request *rq = desk_take(&desk, "POST", "/small", "application/json", -1);
    rq->head.is_chunked = true;
    ck_assert_int_eq(swage_request_begin(rq, &body_max), REQUEST_GO_ON);
    ck_assert_int_eq(swage_request_body(rq, exceeds, 60), REQUEST_GO_ON);
    ck_assert_int_eq(swage_request_body(rq, exceeds + 60, 5), REQUEST_ANSWERED);
    ck_assert_int_eq(desk.out.status, 413);
    rq = desk_take(&desk, "POST", "/small", "application/json", -1);
    rq->head.is_chunked = true;
    ck_assert_int_eq(swage_request_begin(rq, &body_max), REQUEST_GO_ON);
    swage_request_lend(rq, exceeds, 65);
    ck_assert_int_eq(swage_request_end(rq), REQUEST_ANSWERED);
    ck_assert_int_eq(desk.out.status, 413);
    free(exceeds);
}
END_TEST

START_TEST(a_body_that_nobody_takes_is_dropped_and_bounded)
{
    size_t body_max;
    char *large = user_of(60000);
    swage_request *rq = desk_take(&desk, "GET", "/users/7", NULL, 60000);
    ck_assert_int_eq(swage_request_begin(rq, &body_max), REQUEST_GO_ON);
    ck_assert_int_eq(swage_request_body(rq, large, 60000), REQUEST_GO_ON);
    ck_assert_uint_eq(swage_arena_taken(&rq->arena), 0);
    ck_assert(!swage_has_body(rq));
    ck_assert_int_eq(swage_request_body(rq, large, 40001), REQUEST_ANSWERED);
    ck_assert_int_eq(desk.out.status, 413);
    ck_assert_int_eq(desk_ask(&desk, "GET", "/users/7", large, 100), REQUEST_ANSWERED);
    ck_assert_int_eq(desk.out.status, 200);
    free(large);
}
END_TEST

START_TEST(memory_grows_with_what_came_and_not_with_what_was_announced)
{
    size_t body_max;
    swage_request *rq = desk_take(&desk, "POST", "/user", "application/json", 99999);
    ck_assert_int_eq(swage_request_begin(rq, &body_max), REQUEST_GO_ON);
    ck_assert_int_eq(swage_request_body(rq, user_json, 10), REQUEST_GO_ON);
    ck_assert_uint_le(swage_arena_taken(&rq->arena), 4096);
    swage_request_abort(rq);
}
END_TEST

START_TEST(there_is_slack_behind_a_body_in_pieces)
{
    size_t body_max;
    char *text = user_of(5000);
    swage_request *rq = desk_take(&desk, "POST", "/user", "application/json", 5000);
    ck_assert_int_eq(swage_request_begin(rq, &body_max), REQUEST_GO_ON);
    char *others[5000 / 8];
    for (size_t at = 0; at < 5000; at += 8) {
        ck_assert_int_eq(swage_request_body(rq, text + at, 8), REQUEST_GO_ON);
        others[at / 8] = swage_arena_alloc(&rq->arena, 16);
        ck_assert_ptr_nonnull(others[at / 8]);
        const char *end = rq->body.ptr + rq->body.len + SWAGE_SLACK;
        for (size_t i = 0; i <= at / 8; i++)
            ck_assert(others[i] >= end || others[i] + 16 <= rq->body.ptr);
    }
    ck_assert_mem_eq(swage_request_body_text(rq).ptr, text, 5000);
    swage_request_abort(rq);
    free(text);
}
END_TEST

START_TEST(a_full_arena_refuses_the_body_with_413)
{
    char *text = user_of(60000);
    desk.env.arena_max = 20000;
    ck_assert_int_eq(desk_ask(&desk, "POST", "/user", text, 1000), REQUEST_ANSWERED);
    ck_assert_int_eq(desk.out.status, 413);
    free(text);
}
END_TEST

START_TEST(what_the_decoder_needs_beyond_the_arena_is_413)
{
    char *text = user_of(30000);
    memcpy(text + 100, "\\n", 2); /* an escape: the string is copied */
    desk.env.arena_max = 20000;
    ck_assert_int_eq(desk_ask(&desk, "POST", "/user", text, 0), REQUEST_ANSWERED);
    ck_assert_int_eq(desk.out.status, 413);
    zoo_contains(desk_body(&desk), "memory");
    desk.env.arena_max = 64;
    swage_env_done(&desk.env);
    ck_assert_int_eq(desk_ask(&desk, "POST", "/user", user_json, 0), REQUEST_ANSWERED);
    ck_assert_int_eq(desk.out.status, 413);
    free(text);
}
END_TEST

/* --- what a route allows ------------------------------------------------------------------------------------------- */

/* The same application, whose create_user may take `max_arena` bytes to be read. */
static void limit_arena(size_t max_arena)
{
    static struct swage_operation operations[16];
    ck_assert_uint_le(desk.app.operation_count, 16);
    memcpy(operations, desk.app.operations, desk.app.operation_count * sizeof *operations);
    for (unsigned i = 0; i < desk.app.operation_count; i++)
        if (strcmp(operations[i].name, "create_user") == 0)
            operations[i].max_arena = max_arena;
    desk.app.operations = operations;
}

/* A User of `len` bytes whose email has an escape, so that it is copied. */
static char *escaped_user_of(size_t len)
{
    char *text = user_of(len);
    memcpy(text + 100, "\\n", 2);
    return text;
}

static int status_of(const char *body, size_t piece)
{
    swage_env_done(&desk.env); /* without blocks that are there already */
    ck_assert_int_eq(desk_ask(&desk, "POST", "/user", body, piece), REQUEST_ANSWERED);
    return desk.out.status;
}

/* However the body comes, its own bytes do not count. */
START_TEST(what_is_read_takes_no_more_than_the_route_allows)
{
    char *fits = escaped_user_of(12000), *exceeds = escaped_user_of(17000), *plain = user_of(50000);
    limit_arena(16384);
    for (size_t piece = 0; piece <= 4000; piece += 1000) {
        ck_assert_int_eq(status_of(fits, piece), 200);
        ck_assert_int_eq(status_of(exceeds, piece), 413);
        zoo_contains(desk_body(&desk), "memory");
        ck_assert_int_eq(status_of(plain, piece), 200);
    }
    free(fits);
    free(exceeds);
    free(plain);
}
END_TEST

START_TEST(a_route_allows_no_more_than_the_server)
{
    char *fits = escaped_user_of(12000), *exceeds = escaped_user_of(17000);
    limit_arena(1 << 20);
    desk.env.arena_max = 16384;
    ck_assert_int_eq(status_of(fits, 0), 200);
    ck_assert_int_eq(status_of(exceeds, 0), 413);
    free(fits);
    free(exceeds);
}
END_TEST

/* The fault is told, and not that reading it took too much. */
START_TEST(a_body_that_the_schema_refuses_is_422_also_when_it_takes_too_much)
{
    char *text = escaped_user_of(17000);
    limit_arena(16384);
    memcpy(text, "{\"id\":1,\"nome\":", 15);
    ck_assert_int_eq(status_of(text, 0), 422);
    zoo_contains(desk_body(&desk), "\"pointer\":\"/name\"");
    free(text);
}
END_TEST

static size_t handler_takes;

static int take_memory(const struct zoo_params *in, struct zoo_reply *out)
{
    char *bytes = swage_arena_alloc(swage_request_arena(in->rq), handler_takes);
    if (!bytes)
        return swage_reply_empty(in->rq, 503);
    memset(bytes, 'x', handler_takes);
    return zoo_reply_nothing(out);
}

START_TEST(a_handler_may_take_what_the_server_allows)
{
    struct zoo_handlers handlers = zoo_usual;
    handlers.create_user = take_memory;
    desk_close(&desk);
    desk_open(&desk, &handlers);
    limit_arena(16384);
    handler_takes = 900000;
    ck_assert_int_eq(status_of(user_json, 0), 204);
    handler_takes = 2 << 20;
    ck_assert_int_eq(status_of(user_json, 0), 503);
    /* The next one is read within its own limit again. */
    char *exceeds = escaped_user_of(17000);
    handler_takes = 1;
    ck_assert_int_eq(desk_ask(&desk, "POST", "/user", user_json, 0), REQUEST_ANSWERED);
    ck_assert_int_eq(desk_ask(&desk, "POST", "/user", exceeds, 0), REQUEST_ANSWERED);
    ck_assert_int_eq(desk.out.status, 413);
    free(exceeds);
}
END_TEST

/* --- memory ------------------------------------------------------------------------------------------------------- */

START_TEST(requests_are_reused_up_to_a_number)
{
    swage_request *taken[6];
    for (int i = 0; i < 6; i++)
        taken[i] = desk_take(&desk, "GET", "/users/7", NULL, -1);
    ck_assert_uint_eq(desk.env.live_count, 6);
    for (int i = 0; i < 6; i++)
        swage_request_drop(taken[i]);
    ck_assert_uint_eq(desk.env.idle_count, 4);
    swage_request *again = desk_take(&desk, "GET", "/users/7", NULL, -1);
    ck_assert_ptr_eq(again, taken[3]);
    swage_request_drop(again);
}
END_TEST

START_TEST(a_request_knows_nothing_of_the_one_before)
{
    ck_assert_int_eq(desk_ask(&desk, "PUT", "/users/7", user_json, 7), REQUEST_ANSWERED);
    swage_request *rq = desk_take(&desk, "PUT", "/users/7", NULL, -1);
    size_t body_max;
    ck_assert_ptr_null(rq->operation);
    ck_assert_int_eq(swage_request_begin(rq, &body_max), REQUEST_GO_ON);
    ck_assert(!swage_has_body(rq));
    ck_assert_ptr_null(swage_request_body_text(rq).ptr);
    ck_assert_uint_eq(rq->reply_field_count, 0);
    ck_assert(!swage_request_gone(rq));
    ck_assert_int_eq(swage_request_end(rq), REQUEST_ANSWERED);
    ck_assert_int_eq(desk.out.status, 204);
}
END_TEST

#if defined(COUNTS_MALLOC)
struct quiet_case {
    const char *method, *target;
    bool has_body;
    int status;
};

static const struct quiet_case quiet_cases[] = {
    {"POST", "/user", true, 200},          {"GET", "/users/7?limit=3&tag=a%20b&tag=c&sort=up", false, 200},
    {"HEAD", "/users/7", false, 200},      {"PUT", "/users/7", true, 204},
    {"GET", "/files/a%20b/c", false, 204}, {"GET", "/nowhere", false, 404},
    {"DELETE", "/user", false, 405},       {"OPTIONS", "/user", false, 204},
};

/* Makes a request and no assertion, since those allocate. How many allocations there were. */
static unsigned count_allocations(const struct quiet_case *c, const char *body, size_t len, size_t piece)
{
    size_t body_max;
    unsigned before = malloc_count;
    swage_request *rq = desk_take(&desk, c->method, c->target, body ? "application/json" : NULL, (int64_t)len);
    enum request_step step = swage_request_begin(rq, &body_max);
    if (body && piece == 0 && step == REQUEST_GO_ON)
        swage_request_lend(rq, body, len);
    for (size_t at = 0; body && piece > 0 && at < len && step == REQUEST_GO_ON; at += piece)
        step = swage_request_body(rq, body + at, len - at < piece ? len - at : piece);
    if (step == REQUEST_GO_ON)
        swage_request_end(rq);
    return malloc_count - before;
}

START_TEST(a_request_makes_no_malloc_after_the_first)
{
    static const size_t pieces[] = {1, 7, 1000, 65536, 0};
    const struct quiet_case *c = &quiet_cases[_i];
    char *large = c->has_body ? user_of(65536) : NULL;
    size_t len = c->has_body ? 65536 : 0;
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        unsigned first = count_allocations(c, large, len, pieces[i]);
        ck_assert(i > 0 || first > 0);
        ck_assert_uint_eq(count_allocations(c, large, len, pieces[i]), 0);
        ck_assert_int_eq(desk.out.status, c->status);
    }
    free(large);
}
END_TEST

START_TEST(dispatch_makes_no_malloc_after_the_first)
{
    struct swage_field json = {SWAGE_STR("Content-Type"), SWAGE_STR("application/json")};
    unsigned counts[3];
    for (int i = 0; i < 3; i++) {
        swage_collector_clear(&desk.out);
        unsigned before = malloc_count;
        swage_dispatch(&desk.app, SWAGE_STR("POST"), SWAGE_STR("/user"), &json, 1, swage_str_from(user_json),
                       &desk.out.sink);
        counts[i] = malloc_count - before;
    }
    ck_assert_int_eq(desk.out.status, 200);
    ck_assert_uint_gt(counts[0], 0);
    ck_assert_uint_eq(counts[1], 0);
    ck_assert_uint_eq(counts[2], 0);
}
END_TEST

START_TEST(without_memory_there_is_no_request)
{
    malloc_fails = true;
    swage_request *rq = swage_request_take(&desk.env, &desk.app, &desk.out.sink);
    malloc_fails = false;
    ck_assert_ptr_null(rq);
}
END_TEST

START_TEST(a_body_for_which_there_is_no_memory_is_answered_by_500)
{
    size_t body_max;
    desk_ask(&desk, "GET", "/nowhere", NULL, 0); /* the sink has memory now */
    swage_request *rq = desk_take(&desk, "POST", "/user", "application/json", 52);
    ck_assert_int_eq(swage_request_begin(rq, &body_max), REQUEST_GO_ON);
    malloc_fails = true;
    enum request_step step = swage_request_body(rq, user_json, sizeof user_json - 1);
    malloc_fails = false;
    ck_assert_int_eq(step, REQUEST_ANSWERED);
    ck_assert_int_eq(desk.out.status, 500);
}
END_TEST

static struct zoo_reply *kept_reply;

static int keep_reply(const struct zoo_params *in, struct zoo_reply *out)
{
    (void)in;
    kept_reply = out;
    return SWAGE_LATER;
}

/* One request where allocation number `left` fails; no assertions, since those allocate. Whether it ended as it may:
   not begun, answered, or aborted, and nothing is left over. */
static bool survives(const struct quiet_case *c, const char *body, unsigned left)
{
    struct desk fresh;
    size_t body_max, len = c->has_body ? strlen(body) : 0;
    struct zoo_handlers handlers = zoo_usual;
    handlers.put_user = keep_reply;
    desk_open(&fresh, &handlers);
    malloc_left = left;
    swage_request *rq = swage_request_take(&fresh.env, &fresh.app, &fresh.out.sink);
    malloc_left = UINT_MAX;
    bool is_good = rq != NULL || left == 0;
    if (rq) {
        swage_request_drop(rq);
        rq = desk_take(&fresh, c->method, c->target, c->has_body ? "application/json" : NULL, (int64_t)len);
        malloc_left = left;
        enum request_step step = swage_request_begin(rq, &body_max);
        for (size_t at = 0; at < len && step == REQUEST_GO_ON; at += 1000)
            step = swage_request_body(rq, body + at, len - at < 1000 ? len - at : 1000);
        if (step == REQUEST_GO_ON)
            step = swage_request_end(rq);
        struct user user = {7, SWAGE_STR("later"), SWAGE_STR("e")};
        if (step == REQUEST_LATER)
            zoo_reply_user(kept_reply, 200, &user);
        desk_run_mail(&fresh);
        malloc_left = UINT_MAX;
        is_good = fresh.out.done != fresh.out.aborted && fresh.env.live_count == 0 &&
                  (!fresh.out.done || fresh.out.status == c->status || fresh.out.status == 500);
    }
    desk_close(&fresh);
    return is_good;
}

START_TEST(any_allocation_may_fail)
{
    static const struct quiet_case cases[] = {
        {"POST", "/user", true, 200},    {"PUT", "/users/7", true, 200},
        {"POST", "/age", true, 422},     {"GET", "/users/7?limit=3&tag=a%20b&sort=up", false, 200},
        {"GET", "/nowhere", false, 404}, {"GET", "/users/x?tag=&sort=a%22&limit=%zz", false, 400},
    };
    char *large = user_of(9000);
    for (unsigned left = 0; left < 20; left++)
        ck_assert_msg(survives(&cases[_i], large, left), "%s %s, allocation %u", cases[_i].method, cases[_i].target,
                      left);
    free(large);
}
END_TEST
#endif

/* --- going away --------------------------------------------------------------------------------------------------- */

static int free_count;

static void count_free(void *arg)
{
    ck_assert_ptr_eq(arg, &free_count);
    free_count++;
}

START_TEST(a_client_that_goes_during_the_body_releases_the_request)
{
    size_t body_max;
    swage_request *rq = desk_take(&desk, "POST", "/user", "application/json", 52);
    ck_assert_int_eq(swage_request_begin(rq, &body_max), REQUEST_GO_ON);
    ck_assert_int_eq(swage_request_body(rq, user_json, 10), REQUEST_GO_ON);
    swage_request_abort(rq);
    ck_assert_uint_eq(desk.env.live_count, 0);
    ck_assert(!desk.out.done);
}
END_TEST

static struct zoo_reply *kept_out;

static int keep_for_later(const struct zoo_params *in, struct zoo_reply *out)
{
    (void)in;
    kept_out = out;
    return SWAGE_LATER;
}

static const struct zoo_handlers later = {.create_user = keep_for_later};

START_TEST(what_was_given_over_is_freed_with_the_request)
{
    desk.app = zoo_app_with(&later);
    free_count = 0;
    ck_assert_int_eq(desk_ask(&desk, "POST", "/user", user_json, 0), REQUEST_LATER);
    swage_request_give(kept_out->rq, count_free, &free_count);
    ck_assert_int_eq(zoo_reply_nothing(kept_out), SWAGE_OK);
    ck_assert_int_eq(free_count, 0);
    ck_assert_uint_eq(desk_run_mail(&desk), 1);
    ck_assert_int_eq(free_count, 1);
    ck_assert_int_eq(desk.out.status, 204);
}
END_TEST

START_TEST(a_deferred_request_outlives_its_client)
{
    desk.app = zoo_app_with(&later);
    free_count = 0;
    ck_assert_int_eq(desk_ask(&desk, "POST", "/user", user_json, 0), REQUEST_LATER);
    swage_request *rq = kept_out->rq;
    swage_request_give(rq, count_free, &free_count);
    ck_assert(!swage_request_gone(rq));
    swage_request_abort(rq);
    ck_assert(swage_request_gone(rq));
    ck_assert_uint_eq(desk.env.live_count, 1);
    ck_assert_int_eq(free_count, 0);
    struct user user = {1, SWAGE_STR("a"), SWAGE_STR("b")};
    ck_assert_int_eq(zoo_reply_user(kept_out, 200, &user), SWAGE_GONE);
    ck_assert_uint_eq(desk.env.live_count, 1);
    ck_assert_uint_eq(desk_run_mail(&desk), 1);
    ck_assert_int_eq(free_count, 1);
    ck_assert(!desk.out.done);
    ck_assert_int_eq(desk.out.status, 0);
}
END_TEST

/* A sink that finds the client gone when it is opened. */
struct broken {
    swage_sink sink;
    swage_request *rq;
    swage_buffer buffer;
    int calls;
};

static swage_buffer *open_broken(swage_sink *sink, const struct swage_answer *answer)
{
    struct broken *broken = (struct broken *)sink;
    (void)answer;
    broken->calls++;
    swage_request_abort(broken->rq);
    return &broken->buffer;
}

static const struct swage_sink_ops broken_ops = {.open = open_broken};

START_TEST(the_sink_may_abort_while_it_is_opened)
{
    static const char *const targets[] = {"/user", "/nowhere"};
    for (int i = 0; i < 2; i++) {
        size_t body_max;
        struct broken broken = {.sink = {&broken_ops}};
        swage_buffer_init(&broken.buffer, 1000);
        broken.rq = desk_take(&desk, "POST", targets[i], "application/json", 52);
        broken.rq->sink = &broken.sink;
        enum request_step step = swage_request_begin(broken.rq, &body_max);
        if (step == REQUEST_GO_ON) {
            swage_request_lend(broken.rq, user_json, sizeof user_json - 1);
            step = swage_request_end(broken.rq);
        }
        ck_assert_int_eq(step, REQUEST_ANSWERED);
        ck_assert_int_eq(broken.calls, 1);
        swage_buffer_done(&broken.buffer);
        ck_assert_uint_eq(desk.env.live_count, 0);
    }
}
END_TEST

/* --- what the handler sees ---------------------------------------------------------------------------------------- */

static int look_around(const struct zoo_params *in, struct zoo_reply *out)
{
    swage_request *rq = in->rq;
    ck_assert(swage_str_equal(swage_request_method(rq), SWAGE_STR("GET")));
    ck_assert(swage_str_equal(swage_request_path(rq), SWAGE_STR("/files/a%20b/c")));
    ck_assert(swage_str_equal(swage_request_query(rq), SWAGE_STR("x=1")));
    ck_assert(swage_str_equal(swage_request_header(rq, SWAGE_STR("ACCEPT")), SWAGE_STR("a")));
    ck_assert_ptr_null(swage_request_header(rq, SWAGE_STR("Accep")).ptr);
    ck_assert_ptr_eq(swage_state(rq), &desk);
    ck_assert_ptr_eq(swage_request_arena(rq), &rq->arena);
    return zoo_reply_nothing(out);
}

START_TEST(the_handler_sees_the_request)
{
    static const struct zoo_handlers handlers = {.get_file = look_around};
    size_t body_max;
    desk.app = zoo_app_with(&handlers);
    swage_request *rq = desk_take(&desk, "GET", "/files/a%20b/c?x=1", NULL, -1);
    rq->head.fields[0] = (struct swage_field){SWAGE_STR("Accept"), SWAGE_STR("a")};
    rq->head.fields[1] = (struct swage_field){SWAGE_STR("accept"), SWAGE_STR("b")};
    rq->head.field_count = 2;
    ck_assert_int_eq(swage_request_begin(rq, &body_max), REQUEST_GO_ON);
    ck_assert_int_eq(swage_request_end(rq), REQUEST_ANSWERED);
    ck_assert_int_eq(desk.out.status, 204);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("request");
    TCase *steps = tcase_create("steps");
    tcase_add_checked_fixture(steps, set_up, tear_down);
    tcase_add_test(steps, the_answer_does_not_depend_on_how_the_body_comes);
    tcase_add_test(steps, begin_says_how_large_the_body_may_be);
    tcase_add_test(steps, a_body_at_the_limit_is_accepted_and_one_byte_more_is_not);
    tcase_add_test(steps, the_limit_holds_without_an_announced_length);
    tcase_add_test(steps, a_body_that_nobody_takes_is_dropped_and_bounded);
    tcase_add_test(steps, memory_grows_with_what_came_and_not_with_what_was_announced);
    tcase_add_test(steps, there_is_slack_behind_a_body_in_pieces);
    tcase_add_test(steps, a_full_arena_refuses_the_body_with_413);
    tcase_add_test(steps, what_the_decoder_needs_beyond_the_arena_is_413);
    tcase_add_test(steps, what_is_read_takes_no_more_than_the_route_allows);
    tcase_add_test(steps, a_route_allows_no_more_than_the_server);
    tcase_add_test(steps, a_body_that_the_schema_refuses_is_422_also_when_it_takes_too_much);
    tcase_add_test(steps, a_handler_may_take_what_the_server_allows);
    tcase_add_test(steps, requests_are_reused_up_to_a_number);
    tcase_add_test(steps, a_request_knows_nothing_of_the_one_before);
#if defined(COUNTS_MALLOC)
    tcase_add_loop_test(steps, a_request_makes_no_malloc_after_the_first, 0, sizeof quiet_cases / sizeof *quiet_cases);
    tcase_add_test(steps, dispatch_makes_no_malloc_after_the_first);
    tcase_add_test(steps, without_memory_there_is_no_request);
    tcase_add_test(steps, a_body_for_which_there_is_no_memory_is_answered_by_500);
    tcase_add_loop_test(steps, any_allocation_may_fail, 0, 6);
#endif
    tcase_add_test(steps, a_client_that_goes_during_the_body_releases_the_request);
    tcase_add_test(steps, what_was_given_over_is_freed_with_the_request);
    tcase_add_test(steps, a_deferred_request_outlives_its_client);
    tcase_add_test(steps, the_sink_may_abort_while_it_is_opened);
    tcase_add_test(steps, the_handler_sees_the_request);
    suite_add_tcase(suite, steps);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
