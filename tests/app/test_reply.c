/* SPDX-License-Identifier: MIT */
/* Replies: from the handler, from other threads, twice, never, failing; and their header fields. */
#include "config.h"

#include "zoo.h"

#include "app/breaches.h"

#include <sched.h>
#include <stdlib.h>

static const char user_json[] = "{\"id\": 1, \"name\": \"user\", \"email\": \"user@email.com\"}";
static const char user_out[] = "{\"id\":1,\"name\":\"user\",\"email\":\"user@email.com\"}";

static struct desk desk;
static struct zoo_handlers handlers;

static void set_up(void)
{
    desk_open(&desk, &handlers);
}

static void tear_down(void)
{
    desk_close(&desk);
}

/* Asks for the echo, which `handler` answers. */
static enum request_step ask(zoo_handler *handler)
{
    handlers.create_user = handler;
    desk.log_count = 0;
    return desk_ask(&desk, "POST", "/user", user_json, 0);
}

/* --- on the handler's stack --------------------------------------------------------------------------------------- */

static int reply_and_say_later(const struct zoo_params *in, struct zoo_reply *out)
{
    ck_assert_int_eq(zoo_reply_user(out, 200, &in->body), SWAGE_OK);
    return SWAGE_LATER;
}

static int reply_and_say_seven(const struct zoo_params *in, struct zoo_reply *out)
{
    ck_assert_int_eq(zoo_reply_user(out, 200, &in->body), SWAGE_OK);
    return 7;
}

static int reply_twice(const struct zoo_params *in, struct zoo_reply *out)
{
    ck_assert_int_eq(zoo_reply_user(out, 200, &in->body), SWAGE_OK);
    ck_assert_int_eq(zoo_reply_nothing(out), SWAGE_E_REPLIED);
    ck_assert_int_eq(swage_reply_problem(in->rq, 503, NULL), SWAGE_E_REPLIED);
    ck_assert_int_eq(swage_abandon(in->rq), SWAGE_E_REPLIED);
    ck_assert_int_eq(swage_reply_header(in->rq, SWAGE_STR("X"), SWAGE_STR("y")), SWAGE_E_REPLIED);
    return zoo_reply_user(out, 200, &in->body);
}

START_TEST(a_reply_counts_and_not_what_the_handler_returns)
{
    static zoo_handler *const cases[] = {reply_and_say_later, reply_and_say_seven, reply_twice};
    ck_assert_int_eq(ask(cases[_i]), REQUEST_ANSWERED);
    ck_assert(desk.out.done);
    ck_assert_int_eq(desk.out.status, 200);
    ck_assert_str_eq(desk_body(&desk), user_out);
    ck_assert_uint_eq(desk.log_count, 0);
}
END_TEST

static int say_ok(const struct zoo_params *in, struct zoo_reply *out)
{
    (void)in;
    (void)out;
    return SWAGE_OK;
}

static int say_no_memory(const struct zoo_params *in, struct zoo_reply *out)
{
    (void)in;
    (void)out;
    return SWAGE_E_NOMEM;
}

static int say_two(const struct zoo_params *in, struct zoo_reply *out)
{
    (void)in;
    (void)out;
    return 2;
}

static int open_and_forget(const struct zoo_params *in, struct zoo_reply *out)
{
    (void)out;
    swage_buffer *buffer = swage_reply_open(in->rq, 200);
    ck_assert_ptr_nonnull(buffer);
    ck_assert_int_eq(swage_buffer_add(buffer, "half", 4), SWAGE_OK);
    return SWAGE_OK;
}

START_TEST(a_handler_without_a_reply_is_answered_by_500_and_logged)
{
    static zoo_handler *const cases[] = {say_ok, say_no_memory, say_two, open_and_forget};
    ck_assert_int_eq(ask(cases[_i]), REQUEST_ANSWERED);
    ck_assert_int_eq(desk.out.status, 500);
    ck_assert_str_eq(desk_body(&desk), "{\"type\":\"about:blank\",\"title\":\"Internal Server Error\",\"status\":500}");
    ck_assert_uint_eq(desk.log_count, 1);
    zoo_contains(desk.log, "0 create_user: ");
}
END_TEST

static int reply_unset(const struct zoo_params *in, struct zoo_reply *out)
{
    struct user user = {.id = 1, .name = in->body.name};
    ck_assert_int_eq(swage_reply_header(in->rq, SWAGE_STR("Location"), SWAGE_STR("/users/1")), SWAGE_OK);
    return zoo_reply_user(out, 200, &user);
}

START_TEST(a_reply_that_cannot_be_encoded_is_taken_back)
{
    ck_assert_int_eq(ask(reply_unset), REQUEST_ANSWERED);
    ck_assert_int_eq(desk.out.status, 500);
    ck_assert_str_eq(desk_body(&desk), "{\"type\":\"about:blank\",\"title\":\"Internal Server Error\",\"status\":500}");
    ck_assert_ptr_null(swage_collector_header(&desk.out, SWAGE_STR("Location")).ptr);
    ck_assert_uint_eq(desk.log_count, 1);
    zoo_contains(desk.log, "could not be encoded");
}
END_TEST

static int reply_too_long(const struct zoo_params *in, struct zoo_reply *out)
{
    struct user user = {1, SWAGE_STR("more than eight"), in->body.email};
    return zoo_reply_user(out, 200, &user);
}

/* The words of a reply that its schema does not allow, which must not be in the 500. */
#define WORDS "more than eight"

START_TEST(a_reply_outside_of_its_schema_is_500_where_that_is_strict)
{
    desk.env.strict_replies = true;
    ck_assert_int_eq(ask(reply_too_long), REQUEST_ANSWERED);
    ck_assert_int_eq(desk.out.status, 500);
    ck_assert_ptr_null(strstr(desk_body(&desk), WORDS));
    ck_assert_uint_eq(desk.log_count, 1);
    zoo_contains(desk.log, "0 create_user: the reply could not be encoded: a value is outside of the bounds");
}
END_TEST

START_TEST(a_reply_outside_of_its_schema_is_sent_and_counted_otherwise)
{
    desk.env.breaches = swage_breaches_new(&desk.app);
    for (unsigned i = 1; i <= 3; i++) {
        ck_assert_int_eq(ask(reply_too_long), REQUEST_ANSWERED);
        ck_assert_int_eq(desk.out.status, 200);
        zoo_contains(desk_body(&desk), WORDS);
        ck_assert_uint_eq(swage_breaches_count(desk.env.breaches), i);
        /* The first of a route is told, and no other. */
        ck_assert_uint_eq(desk.log_count, i == 1);
    }
    zoo_contains(desk.log, "1 create_user: a reply is outside of its schema's bounds");
    ck_assert_int_eq(ask(reply_and_say_seven), REQUEST_ANSWERED);
    ck_assert_uint_eq(swage_breaches_count(desk.env.breaches), 3);
    swage_breaches_free(desk.env.breaches);
    desk.env.breaches = NULL;
    ck_assert_int_eq(ask(reply_too_long), REQUEST_ANSWERED);
    ck_assert_int_eq(desk.out.status, 200);
}
END_TEST

static int returned;

static int note_encoding(const struct zoo_params *in, struct zoo_reply *out)
{
    struct user user = {1, SWAGE_STR("\xff"), in->body.email};
    returned = zoo_reply_user(out, 200, &user);
    ck_assert_int_eq(zoo_reply_nothing(out), SWAGE_E_REPLIED);
    return returned;
}

START_TEST(the_reply_function_returns_what_the_encoder_did)
{
    ck_assert_int_eq(ask(note_encoding), REQUEST_ANSWERED);
    ck_assert_int_eq(returned, SWAGE_E_VALUE);
    ck_assert_uint_eq(desk.log_count, 1);
}
END_TEST

START_TEST(a_missing_handler_is_501)
{
    ck_assert_int_eq(ask(NULL), REQUEST_ANSWERED);
    ck_assert_int_eq(desk.out.status, 501);
}
END_TEST

static int reply_problem(const struct zoo_params *in, struct zoo_reply *out)
{
    (void)out;
    struct swage_problem problem = {.detail = SWAGE_STR("try \"later\"")};
    ck_assert_int_eq(swage_reply_problem(in->rq, 200, &problem), SWAGE_E_ARGUMENT);
    ck_assert_int_eq(swage_reply_problem(in->rq, 399, &problem), SWAGE_E_ARGUMENT);
    ck_assert_int_eq(swage_reply_problem(in->rq, 600, &problem), SWAGE_E_ARGUMENT);
    ck_assert_int_eq(swage_reply_header(in->rq, SWAGE_STR("Retry-After"), SWAGE_STR("5")), SWAGE_OK);
    return swage_reply_problem(in->rq, 503, &problem);
}

START_TEST(a_problem_is_a_reply_with_its_fields)
{
    ck_assert_int_eq(ask(reply_problem), REQUEST_ANSWERED);
    ck_assert_int_eq(desk.out.status, 503);
    ck_assert(swage_str_equal(swage_collector_header(&desk.out, SWAGE_STR("content-type")),
                              SWAGE_STR("application/problem+json")));
    ck_assert(swage_str_equal(swage_collector_header(&desk.out, SWAGE_STR("retry-after")), SWAGE_STR("5")));
    zoo_contains(desk_body(&desk), "\"detail\":\"try \\\"later\\\"\"");
}
END_TEST

/* --- header fields ------------------------------------------------------------------------------------------------ */

struct field_case {
    const char *name, *value;
    int status;
};

static const struct field_case field_cases[] = {
    {"X-A", "b", SWAGE_OK},
    {"X-A", "", SWAGE_OK},
    {"X-A", "tab\there", SWAGE_OK},
    {"", "b", SWAGE_E_ARGUMENT},
    {"X A", "b", SWAGE_E_ARGUMENT},
    {"X:A", "b", SWAGE_E_ARGUMENT},
    {"X\r\nA", "b", SWAGE_E_ARGUMENT},
    {"X-A", "b\r\nSet-Cookie: c", SWAGE_E_ARGUMENT},
    {"X-A", "b\n", SWAGE_E_ARGUMENT},
    {"X-A", "b\x01", SWAGE_E_ARGUMENT},
    {"Content-Length", "5", SWAGE_E_ARGUMENT},
    {"content-type", "text/plain", SWAGE_E_ARGUMENT},
    {"TRANSFER-ENCODING", "chunked", SWAGE_E_ARGUMENT},
    {"Connection", "close", SWAGE_E_ARGUMENT},
    {"Keep-Alive", "5", SWAGE_E_ARGUMENT},
    {"Date", "today", SWAGE_E_ARGUMENT},
};

static const struct field_case *field;

static int reply_with_field(const struct zoo_params *in, struct zoo_reply *out)
{
    char name[64], value[64];
    size_t name_len = strlen(field->name), value_len = strlen(field->value);
    memcpy(name, field->name, name_len);
    memcpy(value, field->value, value_len);
    ck_assert_int_eq(swage_reply_header(in->rq, swage_str_of(name, name_len), swage_str_of(value, value_len)),
                     field->status);
    memset(name, '!', sizeof name);
    memset(value, '!', sizeof value);
    return zoo_reply_nothing(out);
}

/* robustness 80 */
START_TEST(header_fields_are_checked_and_copied)
{
    field = &field_cases[_i];
    ck_assert_int_eq(ask(reply_with_field), REQUEST_ANSWERED);
    ck_assert_int_eq(desk.out.status, 204);
    swage_str found = swage_collector_header(&desk.out, swage_str_from(field->name));
    if (field->status == SWAGE_OK)
        ck_assert(swage_str_equal(found, swage_str_from(field->value)));
    else
        ck_assert_uint_eq(desk.out.head.len, 0);
}
END_TEST

static int reply_with_many(const struct zoo_params *in, struct zoo_reply *out)
{
    for (int i = 0; i < REQUEST_FIELD_MAX; i++)
        ck_assert_int_eq(swage_reply_header(in->rq, SWAGE_STR("X"), SWAGE_STR("y")), SWAGE_OK);
    ck_assert_int_eq(swage_reply_header(in->rq, SWAGE_STR("X"), SWAGE_STR("y")), SWAGE_E_LIMIT);
    return zoo_reply_nothing(out);
}

START_TEST(there_is_a_maximum_of_header_fields)
{
    ck_assert_int_eq(ask(reply_with_many), REQUEST_ANSWERED);
    ck_assert_uint_eq(desk.out.head.len, REQUEST_FIELD_MAX * 6);
}
END_TEST

/* --- later, on the loop's own thread ------------------------------------------------------------------------------ */

static const struct zoo_params *kept_in;
static struct zoo_reply *kept_out;

static int keep(const struct zoo_params *in, struct zoo_reply *out)
{
    kept_in = in;
    kept_out = out;
    return SWAGE_LATER;
}

START_TEST(a_deferred_reply_goes_by_mail)
{
    ck_assert_int_eq(ask(keep), REQUEST_LATER);
    ck_assert(!desk.out.done);
    ck_assert_int_eq(swage_reply_header(kept_in->rq, SWAGE_STR("X"), SWAGE_STR("y")), SWAGE_OK);
    ck_assert_int_eq(zoo_reply_user(kept_out, 201, &kept_in->body), SWAGE_OK);
    ck_assert(!desk.out.done);
    ck_assert_int_eq(zoo_reply_nothing(kept_out), SWAGE_E_REPLIED);
    ck_assert_uint_eq(desk_run_mail(&desk), 1);
    ck_assert(desk.out.done);
    ck_assert_int_eq(desk.out.status, 201);
    ck_assert_str_eq(desk_body(&desk), user_out);
    ck_assert(swage_str_equal(swage_collector_header(&desk.out, SWAGE_STR("x")), SWAGE_STR("y")));
    ck_assert(
        swage_str_equal(swage_collector_header(&desk.out, SWAGE_STR("content-type")), SWAGE_STR("application/json")));
}
END_TEST

START_TEST(a_deferred_reply_may_be_empty_a_problem_or_given_up)
{
    ck_assert_int_eq(ask(keep), REQUEST_LATER);
    ck_assert_int_eq(zoo_reply_nothing(kept_out), SWAGE_OK);
    ck_assert_uint_eq(desk_run_mail(&desk), 1);
    ck_assert_int_eq(desk.out.status, 204);
    ck_assert_uint_eq(desk.out.head.len, 0);

    ck_assert_int_eq(ask(keep), REQUEST_LATER);
    ck_assert_int_eq(swage_reply_problem(kept_in->rq, 503, NULL), SWAGE_OK);
    ck_assert_uint_eq(desk_run_mail(&desk), 1);
    ck_assert_int_eq(desk.out.status, 503);
    zoo_contains(desk_body(&desk), "\"status\":503}");

    ck_assert_int_eq(ask(keep), REQUEST_LATER);
    ck_assert_int_eq(swage_abandon(kept_in->rq), SWAGE_OK);
    ck_assert_uint_eq(desk_run_mail(&desk), 1);
    ck_assert_int_eq(desk.out.status, 500);

    ck_assert_int_eq(ask(keep), REQUEST_LATER);
    swage_request_abort(kept_in->rq);
    ck_assert_int_eq(swage_abandon(kept_in->rq), SWAGE_OK);
    ck_assert_uint_eq(desk_run_mail(&desk), 1);
    ck_assert(!desk.out.done);
}
END_TEST

START_TEST(a_deferred_reply_that_cannot_be_encoded_is_answered_by_500)
{
    struct user user = {.id = 1};
    ck_assert_int_eq(ask(keep), REQUEST_LATER);
    ck_assert_int_eq(zoo_reply_user(kept_out, 200, &user), SWAGE_E_UNSET);
    ck_assert_uint_eq(desk_run_mail(&desk), 1);
    ck_assert_int_eq(desk.out.status, 500);
    ck_assert_uint_eq(desk.log_count, 1);
}
END_TEST

START_TEST(a_deferred_reply_is_held_to_its_schema_as_well)
{
    struct user user = {1, SWAGE_STR(WORDS), SWAGE_STR("e")};
    desk.env.breaches = swage_breaches_new(&desk.app);
    ck_assert_int_eq(ask(keep), REQUEST_LATER);
    ck_assert_int_eq(zoo_reply_user(kept_out, 200, &user), SWAGE_OK);
    ck_assert_uint_eq(desk_run_mail(&desk), 1);
    ck_assert_int_eq(desk.out.status, 200);
    ck_assert_uint_eq(swage_breaches_count(desk.env.breaches), 1);
    ck_assert_uint_eq(desk.log_count, 1);
    desk.env.strict_replies = true;
    ck_assert_int_eq(ask(keep), REQUEST_LATER);
    ck_assert_int_eq(zoo_reply_user(kept_out, 200, &user), SWAGE_E_SCHEMA);
    ck_assert_uint_eq(desk_run_mail(&desk), 1);
    ck_assert_int_eq(desk.out.status, 500);
    ck_assert_uint_eq(swage_breaches_count(desk.env.breaches), 1);
    swage_breaches_free(desk.env.breaches);
}
END_TEST

START_TEST(the_environment_says_whether_breaches_are_failures)
{
    setenv("SWAGE_STRICT_REPLIES", "1", 1);
    ck_assert(swage_breaches_are_failures());
    setenv("SWAGE_STRICT_REPLIES", "0", 1);
    ck_assert(!swage_breaches_are_failures());
}
END_TEST

static int answer_the_other(const struct zoo_params *in, struct zoo_reply *out)
{
    /* Another request's reply from within this one's handler: it must not land in this one's answer. */
    ck_assert_int_eq(zoo_reply_user(kept_out, 201, &kept_in->body), SWAGE_OK);
    (void)in;
    return zoo_reply_nothing(out);
}

START_TEST(a_handler_may_answer_another_request)
{
    struct swage_collector first;
    ck_assert_int_eq(ask(keep), REQUEST_LATER);
    swage_collector_init(&first);
    kept_in->rq->sink = &first.sink;
    ck_assert_int_eq(ask(answer_the_other), REQUEST_ANSWERED);
    ck_assert_int_eq(desk.out.status, 204);
    ck_assert_int_eq(first.status, 0);
    ck_assert_uint_eq(desk_run_mail(&desk), 1);
    ck_assert_int_eq(first.status, 201);
    ck_assert_int_eq(desk.out.status, 204);
    swage_collector_done(&first);
}
END_TEST

static int dispatch_within(const struct zoo_params *in, struct zoo_reply *out)
{
    ck_assert_str_eq(zoo_ask(&zoo_usual, "GET", "/users/7", NULL),
                     "200 {\"id\":7,\"name\":\"Ann\",\"email\":\"a@b.c\"}");
    return zoo_reply_user(out, 200, &in->body);
}

START_TEST(a_handler_may_dispatch_another_request)
{
    ck_assert_int_eq(ask(dispatch_within), REQUEST_ANSWERED);
    ck_assert_int_eq(desk.out.status, 200);
    ck_assert_str_eq(desk_body(&desk), user_out);
}
END_TEST

static int go_away(const struct zoo_params *in, struct zoo_reply *out)
{
    swage_request_abort(in->rq);
    ck_assert_int_eq(zoo_reply_user(out, 200, &in->body), SWAGE_GONE);
    return SWAGE_GONE;
}

static int go_away_and_keep(const struct zoo_params *in, struct zoo_reply *out)
{
    swage_request_abort(in->rq);
    return keep(in, out);
}

START_TEST(the_client_may_go_while_the_handler_runs)
{
    ck_assert_int_eq(ask(go_away), REQUEST_ANSWERED);
    ck_assert_int_eq(desk.out.status, 0);
    ck_assert_int_eq(ask(go_away_and_keep), REQUEST_LATER);
    ck_assert(swage_request_gone(kept_in->rq));
    ck_assert_int_eq(zoo_reply_nothing(kept_out), SWAGE_GONE);
    ck_assert_uint_eq(desk_run_mail(&desk), 1);
    ck_assert_int_eq(desk.out.status, 0);
}
END_TEST

/* --- a sink without memory ---------------------------------------------------------------------------------------- */

static int aborts, opens;

static swage_buffer *open_nothing(swage_sink *sink, const struct swage_answer *answer)
{
    (void)sink;
    (void)answer;
    opens++;
    return NULL;
}

static void count_abort(swage_sink *sink)
{
    (void)sink;
    aborts++;
}

static const struct swage_sink_ops full_ops = {.open = open_nothing, .abort = count_abort};

START_TEST(a_sink_without_memory_is_told_to_abort)
{
    swage_sink full = {&full_ops};
    size_t body_max;
    aborts = opens = 0;
    for (int i = 0; i < 3; i++) {
        handlers.create_user = i ? keep : zoo_usual.create_user;
        swage_request *rq = desk_take(&desk, "POST", i < 2 ? "/user" : "/nowhere", "application/json", 52);
        rq->sink = &full;
        enum request_step step = swage_request_begin(rq, &body_max);
        if (step == REQUEST_GO_ON) {
            swage_request_lend(rq, user_json, sizeof user_json - 1);
            step = swage_request_end(rq);
        }
        if (step == REQUEST_LATER) {
            ck_assert_int_eq(zoo_reply_nothing(kept_out), SWAGE_OK);
            ck_assert_uint_eq(desk_run_mail(&desk), 1);
        }
        ck_assert_int_eq(opens, i + 1);
        ck_assert_int_eq(aborts, i + 1);
        ck_assert_uint_eq(desk.env.live_count, 0);
    }
}
END_TEST

/* A sink whose buffer holds less than the answer. */
static swage_buffer tight;

static swage_buffer *open_tight(swage_sink *sink, const struct swage_answer *answer)
{
    (void)sink;
    (void)answer;
    return &tight;
}

static int close_tight(swage_sink *sink, bool keep)
{
    (void)sink;
    if (!keep)
        tight.len = 0;
    return SWAGE_OK;
}

static const struct swage_sink_ops tight_ops = {.open = open_tight, .close = close_tight, .abort = count_abort};

START_TEST(an_answer_larger_than_the_sink_is_aborted)
{
    swage_sink sink = {&tight_ops};
    size_t body_max;
    for (int i = 0; i < 2; i++) {
        aborts = 0;
        swage_buffer_init(&tight, 20);
        handlers.create_user = i ? keep : zoo_usual.create_user;
        swage_request *rq = desk_take(&desk, "POST", "/user", "application/json", 52);
        rq->sink = &sink;
        ck_assert_int_eq(swage_request_begin(rq, &body_max), REQUEST_GO_ON);
        swage_request_lend(rq, user_json, sizeof user_json - 1);
        if (swage_request_end(rq) == REQUEST_LATER) {
            ck_assert_int_eq(zoo_reply_user(kept_out, 200, &kept_in->body), SWAGE_OK);
            ck_assert_uint_eq(desk_run_mail(&desk), 1);
        }
        ck_assert_int_eq(aborts, 1);
        ck_assert_uint_eq(tight.len, 0);
        ck_assert_uint_eq(desk.env.live_count, 0);
        swage_buffer_done(&tight);
    }
}
END_TEST

/* --- between threads ---------------------------------------------------------------------------------------------- */

/* What a thread is handed: it may reply before the handler has returned. */
struct job {
    const struct zoo_params *in;
    struct zoo_reply *out;
    pthread_t thread;
    int status;
};

static struct job jobs[2];

static void *reply_to_job(void *arg)
{
    struct job *job = arg;
    job->status = zoo_reply_user(job->out, 200, &job->in->body);
    return NULL;
}

static void start(struct job *job, const struct zoo_params *in, struct zoo_reply *out)
{
    job->in = in;
    job->out = out;
    ck_assert_int_eq(pthread_create(&job->thread, NULL, reply_to_job, job), 0);
}

static void finish(struct job *job)
{
    pthread_join(job->thread, NULL);
}

static int hand_over(const struct zoo_params *in, struct zoo_reply *out)
{
    start(&jobs[0], in, out);
    return SWAGE_LATER;
}

/* The thread has replied before the handler returns. */
static int hand_over_and_wait(const struct zoo_params *in, struct zoo_reply *out)
{
    start(&jobs[0], in, out);
    finish(&jobs[0]);
    return SWAGE_LATER;
}

static int hand_over_and_say_ok(const struct zoo_params *in, struct zoo_reply *out)
{
    start(&jobs[0], in, out);
    finish(&jobs[0]);
    ck_assert_int_eq(zoo_reply_nothing(out), SWAGE_E_REPLIED);
    return SWAGE_OK;
}

static void check_echo(void)
{
    ck_assert(desk.out.done);
    ck_assert_int_eq(desk.out.status, 200);
    ck_assert_str_eq(desk_body(&desk), user_out);
}

START_TEST(another_thread_replies)
{
    for (int i = 0; i < 200; i++) {
        ck_assert_int_eq(ask(hand_over), REQUEST_LATER);
        desk_await_mail(&desk);
        finish(&jobs[0]);
        ck_assert_int_eq(jobs[0].status, SWAGE_OK);
        check_echo();
    }
}
END_TEST

START_TEST(a_thread_that_is_faster_than_the_handler_has_replied)
{
    static zoo_handler *const cases[] = {hand_over_and_wait, hand_over_and_say_ok};
    ck_assert_int_eq(ask(cases[_i]), REQUEST_LATER);
    ck_assert_int_eq(jobs[0].status, SWAGE_OK);
    ck_assert(!desk.out.done);
    desk_await_mail(&desk);
    check_echo();
    ck_assert_uint_eq(desk.log_count, 0);
}
END_TEST

static int race_with_thread(const struct zoo_params *in, struct zoo_reply *out)
{
    start(&jobs[0], in, out);
    for (unsigned i = 0; i < in->body.name.len; i++)
        sched_yield();
    returned = zoo_reply_nothing(out);
    finish(&jobs[0]);
    return returned;
}

START_TEST(of_a_handler_and_a_thread_one_replies)
{
    unsigned by_handler = 0;
    for (int i = 0; i < 500; i++) {
        enum request_step step = ask(race_with_thread);
        ck_assert_int_eq(returned == SWAGE_OK, jobs[0].status == SWAGE_E_REPLIED);
        ck_assert_int_eq(returned == SWAGE_E_REPLIED, jobs[0].status == SWAGE_OK);
        ck_assert_int_eq(step, returned == SWAGE_OK ? REQUEST_ANSWERED : REQUEST_LATER);
        by_handler += returned == SWAGE_OK;
        if (step == REQUEST_LATER)
            desk_await_mail(&desk);
        ck_assert_int_eq(desk.out.status, returned == SWAGE_OK ? 204 : 200);
        ck_assert_uint_eq(desk.env.live_count, 0);
    }
    ck_assert_uint_le(by_handler, 500);
}
END_TEST

static int hand_over_twice(const struct zoo_params *in, struct zoo_reply *out)
{
    start(&jobs[0], in, out);
    start(&jobs[1], in, out);
    finish(&jobs[0]);
    finish(&jobs[1]);
    return SWAGE_LATER;
}

START_TEST(of_two_threads_one_replies)
{
    for (int i = 0; i < 300; i++) {
        ck_assert_int_eq(ask(hand_over_twice), REQUEST_LATER);
        ck_assert_int_eq(jobs[0].status + jobs[1].status, SWAGE_E_REPLIED);
        desk_await_mail(&desk);
        check_echo();
        ck_assert_ptr_null(desk.mail);
    }
}
END_TEST

START_TEST(a_client_may_go_while_a_thread_replies)
{
    unsigned gone = 0;
    for (int i = 0; i < 500; i++) {
        ck_assert_int_eq(ask(hand_over), REQUEST_LATER);
        for (int j = 0; j < i % 5; j++)
            sched_yield();
        swage_request_abort(jobs[0].in->rq);
        desk_await_mail(&desk);
        finish(&jobs[0]);
        ck_assert(jobs[0].status == SWAGE_OK || jobs[0].status == SWAGE_GONE);
        gone += jobs[0].status == SWAGE_GONE;
        ck_assert(!desk.out.done);
        ck_assert_uint_eq(desk.env.live_count, 0);
    }
    ck_assert_uint_le(gone, 500);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("reply");
    TCase *direct = tcase_create("direct");
    tcase_add_checked_fixture(direct, set_up, tear_down);
    tcase_add_loop_test(direct, a_reply_counts_and_not_what_the_handler_returns, 0, 3);
    tcase_add_loop_test(direct, a_handler_without_a_reply_is_answered_by_500_and_logged, 0, 4);
    tcase_add_test(direct, a_reply_that_cannot_be_encoded_is_taken_back);
    tcase_add_test(direct, the_reply_function_returns_what_the_encoder_did);
    tcase_add_test(direct, a_reply_outside_of_its_schema_is_500_where_that_is_strict);
    tcase_add_test(direct, a_reply_outside_of_its_schema_is_sent_and_counted_otherwise);
    tcase_add_test(direct, a_deferred_reply_is_held_to_its_schema_as_well);
    tcase_add_test(direct, the_environment_says_whether_breaches_are_failures);
    tcase_add_test(direct, a_missing_handler_is_501);
    tcase_add_test(direct, a_problem_is_a_reply_with_its_fields);
    tcase_add_loop_test(direct, header_fields_are_checked_and_copied, 0, sizeof field_cases / sizeof *field_cases);
    tcase_add_test(direct, there_is_a_maximum_of_header_fields);
    tcase_add_test(direct, a_sink_without_memory_is_told_to_abort);
    tcase_add_test(direct, an_answer_larger_than_the_sink_is_aborted);
    suite_add_tcase(suite, direct);
    TCase *later = tcase_create("later");
    tcase_add_checked_fixture(later, set_up, tear_down);
    tcase_add_test(later, a_deferred_reply_goes_by_mail);
    tcase_add_test(later, a_deferred_reply_may_be_empty_a_problem_or_given_up);
    tcase_add_test(later, a_deferred_reply_that_cannot_be_encoded_is_answered_by_500);
    tcase_add_test(later, a_handler_may_answer_another_request);
    tcase_add_test(later, a_handler_may_dispatch_another_request);
    tcase_add_test(later, the_client_may_go_while_the_handler_runs);
    suite_add_tcase(suite, later);
    TCase *threads = tcase_create("threads");
    tcase_set_timeout(threads, 60);
    tcase_add_checked_fixture(threads, set_up, tear_down);
    tcase_add_test(threads, another_thread_replies);
    tcase_add_loop_test(threads, a_thread_that_is_faster_than_the_handler_has_replied, 0, 2);
    tcase_add_test(threads, of_a_handler_and_a_thread_one_replies);
    tcase_add_test(threads, of_two_threads_one_replies);
    tcase_add_test(threads, a_client_may_go_while_a_thread_replies);
    suite_add_tcase(suite, threads);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
