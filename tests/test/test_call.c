/* SPDX-License-Identifier: MIT */
/* The client for tests of programs: what is asked arrives, and what is answered comes back whole. */
#include "config.h"

#include "shop_routes.h"

#include <swage/test.h>

#include <check.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

/* What the last handler saw, as text. */
static char seen[512];

static void see(const char *name, swage_str text)
{
    size_t len = strlen(seen);
    if (text.ptr)
        snprintf(seen + len, sizeof seen - len, "%s=%.*s ", name, (int)text.len, text.ptr);
}

/* ---- handlers ---- */

static int get_item(const struct shop_get_item_params *in, struct shop_get_item_reply *out)
{
    see("request_id", in->request_id);
    see("auth", swage_request_header(in->rq, SWAGE_STR("Authorization")));
    see("cookie", swage_request_header(in->rq, SWAGE_STR("Cookie")));
    for (size_t i = 0; i < in->expand.len; i++)
        see("expand", in->expand.ptr[i]);
    swage_reply_header(in->rq, SWAGE_STR("X-Shop"), SWAGE_STR("open"));
    return shop_get_item_404(out);
}

static int list_items(const struct shop_list_items_params *in, struct shop_list_items_reply *out)
{
    struct shop_page page = {.next = in->after};
    const char *state = swage_state(in->rq);
    see("state", swage_str_from(state));
    if (state && strcmp(state, "long") == 0)
        page.next = swage_str_of(seen, 300); /* the schema allows 200 */
    return shop_list_items_200(out, &page);
}

static struct shop_put_item_reply *later;
static swage_str later_text;

static void *answer_later(void *arg)
{
    (void)arg;
    shop_put_item_409(later, later_text);
    return NULL;
}

static pthread_t thread;

static int put_item(const struct shop_put_item_params *in, struct shop_put_item_reply *out)
{
    see("name", in->body.name);
    later = out;
    ck_assert_int_eq(pthread_create(&thread, NULL, answer_later, NULL), 0);
    return SWAGE_LATER;
}

static int delete_item(const struct shop_delete_item_params *in, struct shop_delete_item_reply *out)
{
    (void)in;
    return shop_delete_item_204(out);
}

static int forgotten(const struct shop_add_params *in, struct shop_add_reply *out)
{
    (void)in;
    (void)out;
    return SWAGE_OK;
}

static int toggle(const struct shop_toggle_params *in, struct shop_toggle_reply *out)
{
    return in->has.body ? shop_toggle_200(out, !in->body) : shop_toggle_204(out);
}

static const struct shop_handlers handlers = {
    .shop_get_item = get_item,       .shop_list_items = list_items, .shop_put_item = put_item,
    .shop_delete_item = delete_item, .shop_add = forgotten,         .shop_toggle = toggle,
};

/* ---- frame ---- */

static struct swage_app app;
static struct swage_test *test;

static void set_up(void)
{
    seen[0] = '\0';
    later_text = SWAGE_STR("taken");
    app = shop_app_with(&handlers);
    test = swage_test_new(&app, NULL);
    ck_assert_ptr_nonnull(test);
}

static void tear_down(void)
{
    swage_test_free(test);
}

#define item_json \
    "{\"id\":7,\"name\":\"bolt\",\"price\":1,\"comment\":null,\"tags\":[],\"ratings\":[],\"rgb\":[1,2,3],\"createdAt\":0}"

/* ---- replies ---- */

START_TEST(a_reply_has_status_media_headers_and_body)
{
    const struct swage_test_reply *reply = swage_test_get(test, "/items?after=x");
    ck_assert_ptr_null(reply->trouble);
    ck_assert_int_eq(reply->status, 200);
    ck_assert_str_eq(reply->media.ptr, "application/json");
    ck_assert_str_eq(reply->headers.ptr, "Content-Type: application/json\r\n");
    ck_assert_str_eq(reply->body.ptr, "{\"items\":[],\"next\":\"x\"}");
    ck_assert_uint_eq(reply->body.len, strlen(reply->body.ptr));
    ck_assert_str_eq(reply->log.ptr, "");
}
END_TEST

START_TEST(a_reply_without_a_body_has_an_empty_one)
{
    const struct swage_test_reply *reply = swage_test_send(test, "DELETE", "/items/7", NULL);
    ck_assert_int_eq(reply->status, 204);
    ck_assert_ptr_null(reply->media.ptr);
    ck_assert_str_eq(reply->body.ptr, "");
    ck_assert_str_eq(reply->headers.ptr, "");
}
END_TEST

START_TEST(headers_of_the_reply_are_found_in_any_case)
{
    swage_test_get(test, "/items/7");
    ck_assert_str_eq(swage_test_header(test, "x-shop").ptr, "open");
    ck_assert_ptr_null(swage_test_header(test, "x-sho").ptr);
}
END_TEST

START_TEST(values_of_the_body_are_found_by_pointer)
{
    ck_assert_int_eq(swage_test_get(test, "/items/0")->status, 400);
    ck_assert_str_eq(swage_test_at(test, "/errors/0/code"), "\"too_small\"");
    ck_assert_str_eq(swage_test_at(test, "/errors/0/name"), "\"id\"");
    ck_assert_str_eq(swage_test_at(test, "/status"), "400");
    ck_assert_ptr_null(swage_test_at(test, "/errors/1"));
}
END_TEST

START_TEST(nothing_of_one_reply_is_in_the_next)
{
    swage_test_get(test, "/items/7");
    ck_assert_int_eq(swage_test_send(test, "DELETE", "/items/7", NULL)->status, 204);
    ck_assert_ptr_null(swage_test_header(test, "X-Shop").ptr);
    ck_assert_ptr_null(swage_test_at(test, ""));
}
END_TEST

START_TEST(what_has_no_route_is_404_and_no_method_405_with_allow)
{
    ck_assert_int_eq(swage_test_get(test, "/nowhere")->status, 404);
    ck_assert_int_eq(swage_test_send(test, "PATCH", "/items/7", NULL)->status, 405);
    ck_assert_str_eq(swage_test_header(test, "Allow").ptr, "GET, HEAD, PUT, DELETE, OPTIONS");
    ck_assert_int_eq(swage_test_send(test, "GET", "no path", NULL)->status, 400);
}
END_TEST

START_TEST(a_head_has_no_body)
{
    const struct swage_test_reply *reply = swage_test_send(test, "HEAD", "/items", NULL);
    ck_assert_int_eq(reply->status, 200);
    ck_assert_str_eq(reply->media.ptr, "application/json");
    ck_assert_str_eq(reply->body.ptr, "");
}
END_TEST

/* ---- requests ---- */

START_TEST(all_parts_of_a_request_arrive)
{
    const struct swage_test_pair query[] = {{"expand", "a b&c=d"}, {"expand", "\xc3\xa9+"}, {NULL, NULL}};
    const struct swage_test_pair headers[] = {{"Request-Id", " r1\t"}, {NULL, NULL}};
    const struct swage_test_pair cookies[] = {{"a", "1"}, {"b", ""}, {NULL, NULL}};
    const struct swage_test_request request = {
        .target = "/items/7?limit=3", .query = query, .headers = headers, .cookies = cookies};
    ck_assert_int_eq(swage_test_call(test, &request)->status, 404);
    ck_assert_str_eq(seen, "request_id=r1 cookie=a=1; b= expand=a b&c=d expand=\xc3\xa9+ ");
}
END_TEST

START_TEST(a_query_may_be_all_that_follows_the_path)
{
    const struct swage_test_pair query[] = {{"after", "x"}, {"level", "2"}, {NULL, NULL}};
    const struct swage_test_reply *reply =
        swage_test_call(test, &(struct swage_test_request){.target = "/items", .query = query});
    ck_assert_str_eq(reply->body.ptr, "{\"items\":[],\"next\":\"x\"}");
}
END_TEST

START_TEST(a_request_with_a_body_is_a_post_unless_it_says_otherwise)
{
    ck_assert_str_eq(swage_test_call(test, &(struct swage_test_request){.target = "/switch", .json = "true"})->body.ptr,
                     "false");
    ck_assert_int_eq(swage_test_call(test, &(struct swage_test_request){.target = "/switch"})->status, 405);
    ck_assert_int_eq(swage_test_send(test, "POST", "/switch", NULL)->status, 204);
}
END_TEST

START_TEST(a_body_of_bytes_has_the_media_that_the_test_says)
{
    const struct swage_test_pair text[] = {{"content-type", "text/plain"}, {NULL, NULL}};
    struct swage_test_request request = {.target = "/switch", .body = SWAGE_STR("true")};
    ck_assert_int_eq(swage_test_call(test, &request)->status, 415);
    request.headers = text;
    ck_assert_int_eq(swage_test_call(test, &request)->status, 415);
    request.body = (swage_str){NULL, 0};
    request.json = "true";
    ck_assert_int_eq(swage_test_call(test, &request)->status, 415);
    request.headers = NULL;
    ck_assert_int_eq(swage_test_call(test, &request)->status, 200);
    request.json = NULL;
    request.form = text;
    ck_assert_int_eq(swage_test_call(test, &request)->status, 415);
}
END_TEST

START_TEST(fields_of_all_requests_are_sent_until_taken_away)
{
    const struct swage_test_pair own[] = {{"authorization", "other"}, {NULL, NULL}};
    ck_assert_int_eq(swage_test_always(test, "Authorization", "me"), SWAGE_OK);
    swage_test_get(test, "/items/7");
    swage_test_call(test, &(struct swage_test_request){.target = "/items/7", .headers = own});
    ck_assert_int_eq(swage_test_always(test, "AUTHORIZATION", "you"), SWAGE_OK);
    swage_test_get(test, "/items/7");
    ck_assert_int_eq(swage_test_always(test, "authorization", NULL), SWAGE_OK);
    swage_test_get(test, "/items/7");
    ck_assert_str_eq(seen, "auth=me auth=other auth=you ");
}
END_TEST

START_TEST(only_fields_that_can_be_sent_are_kept_and_not_too_many)
{
    char name[] = "A";
    ck_assert_int_eq(swage_test_always(test, "no name", "x"), SWAGE_E_ARGUMENT);
    ck_assert_int_eq(swage_test_always(test, "Name", "a\nb"), SWAGE_E_ARGUMENT);
    for (int i = 0; i < 16; i++, name[0]++)
        ck_assert_int_eq(swage_test_always(test, name, "x"), SWAGE_OK);
    ck_assert_int_eq(swage_test_always(test, name, "x"), SWAGE_E_LIMIT);
    ck_assert_int_eq(swage_test_always(test, "B", NULL), SWAGE_OK);
    ck_assert_int_eq(swage_test_always(test, name, "x"), SWAGE_OK);
}
END_TEST

static const struct swage_test_pair bad_header[] = {{"A", "b\r\nC: d"}, {NULL, NULL}};

static const struct swage_test_request troubles[] = {
    {.method = "GET"},
    {.target = "/items", .headers = bad_header},
    {.target = "/items", .cookies = bad_header},
    {.target = "/items", .json = "1", .body = SWAGE_STR_INIT("1")},
    {.target = "/items", .json = "1", .form = bad_header},
};

START_TEST(a_request_that_cannot_be_made_says_why)
{
    const struct swage_test_reply *reply = swage_test_call(test, &troubles[_i]);
    ck_assert_ptr_nonnull(reply->trouble);
    ck_assert_int_eq(reply->status, 0);
    ck_assert_int_eq(swage_test_get(test, "/items")->status, 200);
}
END_TEST

/* ---- handlers ---- */

START_TEST(handlers_get_the_state)
{
    static char state[] = "mine";
    struct swage_test *other = swage_test_new(&app, state);
    ck_assert_int_eq(swage_test_get(other, "/items")->status, 200);
    ck_assert_str_eq(seen, "state=mine ");
    swage_test_free(other);
}
END_TEST

START_TEST(a_reply_by_another_thread_is_waited_for)
{
    const struct swage_test_reply *reply = swage_test_send(test, "PUT", "/items/7", item_json);
    ck_assert_int_eq(pthread_join(thread, NULL), 0);
    ck_assert_int_eq(reply->status, 409);
    ck_assert_str_eq(reply->body.ptr, "\"taken\"");
    ck_assert_str_eq(seen, "name=bolt ");
}
END_TEST

START_TEST(a_reply_that_breaks_its_schema_is_500_and_logged)
{
    static char state[] = "long";
    struct swage_test *other = swage_test_new(&app, state);
    const struct swage_test_reply *reply = swage_test_get(other, "/items");
    ck_assert_int_eq(reply->status, 500);
    ck_assert_ptr_nonnull(strstr(reply->log.ptr, "list_items"));
    swage_test_strict(other, false);
    memset(seen, 'x', 300);
    ck_assert_int_eq(swage_test_get(other, "/items")->status, 200);
    swage_test_free(other);
}
END_TEST

START_TEST(a_handler_without_a_reply_is_500_and_logged)
{
    const struct swage_test_reply *reply = swage_test_send(test, "POST", "/add/1", "1");
    ck_assert_int_eq(reply->status, 500);
    ck_assert_ptr_nonnull(strstr(reply->log.ptr, "without a reply"));
    ck_assert_int_eq(swage_test_send(test, "POST", "/orders", "[{\"item\":1,\"count\":1,\"where\":null}]")->status, 501);
}
END_TEST

START_TEST(limits_are_those_of_the_test)
{
    ck_assert_int_eq(swage_test_send(test, "POST", "/switch", "true")->status, 200);
    swage_test_limit(test, 3, 0);
    ck_assert_int_eq(swage_test_send(test, "POST", "/switch", "true")->status, 413);
    swage_test_limit(test, 100, 16);
    ck_assert_int_eq(swage_test_send(test, "POST", "/switch", "true")->status, 413);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("call");
    TCase *tcase = tcase_create("call");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_test(tcase, a_reply_has_status_media_headers_and_body);
    tcase_add_test(tcase, a_reply_without_a_body_has_an_empty_one);
    tcase_add_test(tcase, headers_of_the_reply_are_found_in_any_case);
    tcase_add_test(tcase, values_of_the_body_are_found_by_pointer);
    tcase_add_test(tcase, nothing_of_one_reply_is_in_the_next);
    tcase_add_test(tcase, what_has_no_route_is_404_and_no_method_405_with_allow);
    tcase_add_test(tcase, a_head_has_no_body);
    tcase_add_test(tcase, all_parts_of_a_request_arrive);
    tcase_add_test(tcase, a_query_may_be_all_that_follows_the_path);
    tcase_add_test(tcase, a_request_with_a_body_is_a_post_unless_it_says_otherwise);
    tcase_add_test(tcase, a_body_of_bytes_has_the_media_that_the_test_says);
    tcase_add_test(tcase, fields_of_all_requests_are_sent_until_taken_away);
    tcase_add_test(tcase, only_fields_that_can_be_sent_are_kept_and_not_too_many);
    tcase_add_loop_test(tcase, a_request_that_cannot_be_made_says_why, 0, sizeof troubles / sizeof *troubles);
    tcase_add_test(tcase, handlers_get_the_state);
    tcase_add_test(tcase, a_reply_by_another_thread_is_waited_for);
    tcase_add_test(tcase, a_reply_that_breaks_its_schema_is_500_and_logged);
    tcase_add_test(tcase, a_handler_without_a_reply_is_500_and_logged);
    tcase_add_test(tcase, limits_are_those_of_the_test);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
