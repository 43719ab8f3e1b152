/* SPDX-License-Identifier: MIT */
/* Header fields and cookies that schemas declare for replies. */
#include "config.h"

#include "zoo.h"

#include "app/breaches.h"

#include <swage/write.h>

#include <stdlib.h>

static const char user_json[] = "{\"id\": 1, \"name\": \"user\", \"email\": \"user@email.com\"}";

static const struct swage_reply_field fields[] = {
    {SWAGE_STR_INIT("location"), SWAGE_STR_INIT("Location"), NULL},
    {SWAGE_STR_INIT("sid"), SWAGE_STR_INIT("SID"), "; Path=/; HttpOnly"},
    {SWAGE_STR_INIT("count"), SWAGE_STR_INIT("X-Count"), NULL},
    {SWAGE_STR_INIT("counter"), SWAGE_STR_INIT("counter"), ""},
};

enum { FIELDS = sizeof fields / sizeof *fields };

static struct desk desk;
static struct zoo_handlers handlers;
static const char *head; /* what the handler's encoder writes */
static int begun;        /* what came of it */

static void set_up(void)
{
    desk_open(&desk, &handlers);
}

static void tear_down(void)
{
    desk_close(&desk);
}

static enum request_step ask(zoo_handler *handler)
{
    handlers.create_user = handler;
    desk.log_count = 0;
    return desk_ask(&desk, "POST", "/user", user_json, 0);
}

/* As generated code does it. */
static int begin(swage_request *rq)
{
    swage_buffer *buffer = swage_reply_begin(rq);
    int encoded = buffer ? swage_buffer_add(buffer, head, strlen(head)) : SWAGE_OK;
    begun = swage_reply_fields(rq, fields, FIELDS, encoded);
    return begun;
}

static int reply(const struct zoo_params *in, struct zoo_reply *out)
{
    return begin(in->rq) < 0 ? begun : zoo_reply_user(out, 201, &in->body);
}

static const char *head_text(void)
{
    ck_assert_int_eq(swage_buffer_add(&desk.out.head, "", 1), SWAGE_OK);
    desk.out.head.len--;
    return desk.out.head.ptr;
}

struct head_case {
    const char *head, *lines;
};

#define MEDIA "Content-Type: application/json\r\n"

static const struct head_case head_cases[] = {
    {"{}", ""},
    {"{\"location\":\"\"}", "Location: \r\n"},
    {"{\"location\":\"/users/7\",\"sid\":\"abc\",\"count\":-3,\"counter\":12}",
     "Location: /users/7\r\nSet-Cookie: SID=abc; Path=/; HttpOnly\r\nX-Count: -3\r\nSet-Cookie: counter=12\r\n"},
    {"{\"sid\":\"\",\"counter\":true}", "Set-Cookie: SID=; Path=/; HttpOnly\r\nSet-Cookie: counter=true\r\n"},
    {"{\"counter\":1.5e300}", "Set-Cookie: counter=1.5e300\r\n"},
    {"{\"location\":\"\\\"},{\\\\\",\"count\":1}", "Location: \"},{\\\r\nX-Count: 1\r\n"},
    {"{\"location\":\"\\t\\/\\u00e9\xc3\xa9\"}", "Location: \t/\xc3\xa9\xc3\xa9\r\n"},
};

START_TEST(members_become_fields_in_the_order_of_the_schema)
{
    head = head_cases[_i].head;
    ck_assert_int_eq(ask(reply), REQUEST_ANSWERED);
    ck_assert_int_eq(begun, SWAGE_OK);
    ck_assert_int_eq(desk.out.status, 201);
    const char *found = strstr(head_text(), head_cases[_i].lines);
    ck_assert_msg(found, "%s", desk.out.head.ptr);
    ck_assert_uint_eq(desk.out.head.len, strlen(MEDIA) + strlen(head_cases[_i].lines));
}
END_TEST

/* robustness 80; RFC 6265 4.1.1 */
START_TEST(values_that_cannot_stand_in_a_head_are_500)
{
    static const char *const cases[] = {
        "{\"location\":\"a\\r\\nSet-Cookie: b\"}", "{\"location\":\"a\\n\"}",   "{\"location\":\"\\u0000\"}",
        "{\"location\":\"\\u007f\"}",              "{\"sid\":\"a b\"}",         "{\"sid\":\"a;b\"}",
        "{\"sid\":\"a,b\"}",                       "{\"sid\":\"\\\"a\\\"\"}",   "{\"sid\":\"a\\\\\"}",
        "{\"sid\":\"\xc3\xa9\"}",                  "{\"counter\":\"a\\tb\"}",   "{\"location\":\"ok\",\"sid\":\"a b\"}",
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        head = cases[i];
        ck_assert_int_eq(ask(reply), REQUEST_ANSWERED);
        ck_assert_int_eq(begun, SWAGE_E_VALUE);
        ck_assert_int_eq(desk.out.status, 500);
        ck_assert_ptr_null(swage_collector_header(&desk.out, SWAGE_STR("Location")).ptr);
        ck_assert_ptr_null(swage_collector_header(&desk.out, SWAGE_STR("Set-Cookie")).ptr);
        ck_assert_uint_eq(desk.log_count, 1);
        zoo_contains(desk.log, "0 create_user: the reply could not be encoded");
    }
}
END_TEST

static int fail_to_encode(const struct zoo_params *in, struct zoo_reply *out)
{
    ck_assert_ptr_nonnull(swage_reply_begin(in->rq));
    begun = swage_reply_fields(in->rq, fields, FIELDS, SWAGE_E_UNSET);
    ck_assert_int_eq(zoo_reply_nothing(out), SWAGE_E_REPLIED);
    return begun;
}

START_TEST(a_head_that_cannot_be_encoded_is_500)
{
    ck_assert_int_eq(ask(fail_to_encode), REQUEST_ANSWERED);
    ck_assert_int_eq(begun, SWAGE_E_UNSET);
    ck_assert_int_eq(desk.out.status, 500);
    ck_assert_uint_eq(desk.log_count, 1);
}
END_TEST

static int fill_up(const struct zoo_params *in, struct zoo_reply *out)
{
    for (int i = 2; i < REQUEST_FIELD_MAX; i++)
        ck_assert_int_eq(swage_reply_header(in->rq, SWAGE_STR("X"), SWAGE_STR("y")), SWAGE_OK);
    return begin(in->rq) < 0 ? begun : zoo_reply_nothing(out);
}

START_TEST(declared_fields_count_with_those_that_handlers_add)
{
    head = "{\"location\":\"/\",\"sid\":\"a\"}";
    ck_assert_int_eq(ask(fill_up), REQUEST_ANSWERED);
    ck_assert_int_eq(desk.out.status, 204);
    head = "{\"location\":\"/\",\"sid\":\"a\",\"count\":1}";
    ck_assert_int_eq(ask(fill_up), REQUEST_ANSWERED);
    ck_assert_int_eq(begun, SWAGE_E_LIMIT);
    ck_assert_int_eq(desk.out.status, 500);
}
END_TEST

/* --- the claim ---------------------------------------------------------------------------------------------------- */

static int begin_twice(const struct zoo_params *in, struct zoo_reply *out)
{
    ck_assert_int_eq(swage_reply_fields(in->rq, fields, FIELDS, SWAGE_OK), SWAGE_E_REPLIED);
    ck_assert_ptr_nonnull(swage_reply_begin(in->rq));
    ck_assert_ptr_null(swage_reply_begin(in->rq));
    ck_assert_int_eq(swage_reply_header(in->rq, SWAGE_STR("X"), SWAGE_STR("y")), SWAGE_E_REPLIED);
    ck_assert_int_eq(zoo_reply_user(out, 200, &in->body), SWAGE_OK);
    ck_assert_ptr_null(swage_reply_begin(in->rq));
    ck_assert_int_eq(swage_reply_fields(in->rq, fields, FIELDS, SWAGE_OK), SWAGE_E_REPLIED);
    return zoo_reply_user(out, 200, &in->body);
}

START_TEST(a_head_is_begun_once)
{
    ck_assert_int_eq(ask(begin_twice), REQUEST_ANSWERED);
    ck_assert_int_eq(desk.out.status, 200);
    ck_assert_uint_eq(desk.log_count, 0);
}
END_TEST

static int begin_and_forget(const struct zoo_params *in, struct zoo_reply *out)
{
    (void)out;
    ck_assert_int_eq(begin(in->rq), SWAGE_OK);
    return SWAGE_OK;
}

START_TEST(a_handler_that_begins_and_never_replies_is_500)
{
    head = "{\"location\":\"/\"}";
    ck_assert_int_eq(ask(begin_and_forget), REQUEST_ANSWERED);
    ck_assert_int_eq(desk.out.status, 500);
    ck_assert_int_eq(ask(reply), REQUEST_ANSWERED); /* with the same request's memory */
    ck_assert_int_eq(desk.out.status, 201);
}
END_TEST

static const struct zoo_params *kept_in;
static struct zoo_reply *kept_out;

static int keep(const struct zoo_params *in, struct zoo_reply *out)
{
    kept_in = in;
    kept_out = out;
    return SWAGE_LATER;
}

static void *reply_from_afar(void *unused)
{
    (void)unused;
    begun = reply(kept_in, kept_out);
    return NULL;
}

START_TEST(another_thread_may_send_fields)
{
    pthread_t thread;
    head = "{\"location\":\"/users/7\",\"sid\":\"a\"}";
    ck_assert_int_eq(ask(keep), REQUEST_LATER);
    ck_assert_int_eq(pthread_create(&thread, NULL, reply_from_afar, NULL), 0);
    pthread_join(thread, NULL);
    ck_assert_int_eq(begun, SWAGE_OK);
    ck_assert_uint_eq(desk_run_mail(&desk), 1);
    ck_assert_int_eq(desk.out.status, 201);
    ck_assert(swage_str_equal(swage_collector_header(&desk.out, SWAGE_STR("location")), SWAGE_STR("/users/7")));
    ck_assert_str_eq(desk_body(&desk), "{\"id\":1,\"name\":\"user\",\"email\":\"user@email.com\"}");
}
END_TEST

START_TEST(another_thread_may_fail_to_send_fields)
{
    pthread_t thread;
    head = "{\"sid\":\"a b\"}";
    ck_assert_int_eq(ask(keep), REQUEST_LATER);
    ck_assert_int_eq(pthread_create(&thread, NULL, reply_from_afar, NULL), 0);
    pthread_join(thread, NULL);
    ck_assert_int_eq(begun, SWAGE_E_VALUE);
    ck_assert_uint_eq(desk_run_mail(&desk), 1);
    ck_assert_int_eq(desk.out.status, 500);
}
END_TEST

/* --- bounds ------------------------------------------------------------------------------------------------------- */

static int begin_outside(swage_request *rq)
{
    swage_buffer *buffer = swage_reply_begin(rq);
    char *p = swage_writer_open(buffer, 16);
    p = swage_put(p, "{\"count\":9}", 11);
    return swage_reply_fields(rq, fields, FIELDS, swage_writer_close(buffer, swage_write_breach(buffer, p)));
}

static int reply_outside(const struct zoo_params *in, struct zoo_reply *out)
{
    begun = begin_outside(in->rq);
    return begun < 0 ? begun : zoo_reply_user(out, 200, &in->body);
}

static int stream_outside(const struct zoo_params *in, struct zoo_reply *out)
{
    (void)out;
    begun = begin_outside(in->rq);
    ck_assert_int_eq(swage_stream_open(in->rq, 200, SWAGE_STREAM_BYTES, NULL), SWAGE_OK);
    ck_assert_int_eq(swage_stream_send_bytes(in->rq, (swage_bytes){(const unsigned char *)"piece", 5}), SWAGE_OK);
    return swage_stream_end(in->rq);
}

START_TEST(a_field_outside_of_its_bounds_is_sent_and_counted)
{
    static zoo_handler *const cases[] = {reply_outside, stream_outside};
    desk.env.breaches = swage_breaches_new(&desk.app);
    ck_assert_int_eq(ask(cases[_i]), REQUEST_ANSWERED);
    ck_assert_int_eq(begun, SWAGE_OK);
    ck_assert_int_eq(desk.out.status, 200);
    ck_assert(swage_str_equal(swage_collector_header(&desk.out, SWAGE_STR("x-count")), SWAGE_STR("9")));
    ck_assert_uint_eq(swage_breaches_count(desk.env.breaches), 1);
    head = "{}";
    ck_assert_int_eq(ask(reply), REQUEST_ANSWERED);
    ck_assert_uint_eq(swage_breaches_count(desk.env.breaches), 1);
    swage_breaches_free(desk.env.breaches);
    desk.env.breaches = NULL;
}
END_TEST

START_TEST(a_field_outside_of_its_bounds_is_500_where_that_is_strict)
{
    desk.env.strict_replies = true;
    ck_assert_int_eq(ask(reply_outside), REQUEST_ANSWERED);
    ck_assert_int_eq(begun, SWAGE_E_SCHEMA);
    ck_assert_int_eq(desk.out.status, 500);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("fields");
    TCase *tcase = tcase_create("fields");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_loop_test(tcase, members_become_fields_in_the_order_of_the_schema, 0, sizeof head_cases / sizeof *head_cases);
    tcase_add_test(tcase, values_that_cannot_stand_in_a_head_are_500);
    tcase_add_test(tcase, a_head_that_cannot_be_encoded_is_500);
    tcase_add_test(tcase, declared_fields_count_with_those_that_handlers_add);
    tcase_add_test(tcase, a_head_is_begun_once);
    tcase_add_test(tcase, a_handler_that_begins_and_never_replies_is_500);
    tcase_add_test(tcase, another_thread_may_send_fields);
    tcase_add_test(tcase, another_thread_may_fail_to_send_fields);
    tcase_add_loop_test(tcase, a_field_outside_of_its_bounds_is_sent_and_counted, 0, 2);
    tcase_add_test(tcase, a_field_outside_of_its_bounds_is_500_where_that_is_strict);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
