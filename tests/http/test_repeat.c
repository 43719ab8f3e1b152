/* SPDX-License-Identifier: MIT */
/* Remembered heads: every call gives what parsing gives, whatever came before. */
#include "config.h"

#include "http/repeat.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct http_limits limits = {.head_max = 8192, .target_max = 4096, .field_max = 100};
static struct http_repeat repeat;
static struct http_head ours, theirs;

static void set_up(void)
{
    memset(&repeat, 0, sizeof repeat);
}

static void check_str(swage_str a, swage_str b)
{
    ck_assert_ptr_eq(a.ptr, b.ptr);
    ck_assert_uint_eq(a.len, b.len);
}

/* `text` may be of any bytes; what stands behind a head does not matter. `ours` has what came before. */
static int check_again(const char *text, size_t len)
{
    memset(&theirs, 0x55, sizeof theirs);
    int size = swage_http_repeat_parse(&repeat, &ours, text, len, &limits);
    ck_assert_int_eq(size, swage_http_head_parse(&theirs, text, len, &limits));
    if (size <= 0)
        return size;
    ck_assert_int_eq(ours.method, theirs.method);
    check_str(ours.method_text, theirs.method_text);
    check_str(ours.target, theirs.target);
    check_str(ours.authority, theirs.authority);
    check_str(ours.path, theirs.path);
    check_str(ours.query, theirs.query);
    check_str(ours.content_type, theirs.content_type);
    ck_assert_int_eq(ours.length, theirs.length);
    ck_assert(ours.is_http10 == theirs.is_http10 && ours.is_chunked == theirs.is_chunked &&
              ours.is_close == theirs.is_close);
    ck_assert(ours.is_keep_alive == theirs.is_keep_alive && ours.is_expecting == theirs.is_expecting);
    ck_assert_uint_eq(ours.field_count, theirs.field_count);
    for (unsigned i = 0; i < theirs.field_count; i++) {
        check_str(ours.fields[i].name, theirs.fields[i].name);
        check_str(ours.fields[i].value, theirs.fields[i].value);
    }
    return size;
}

static int check_same(const char *text, size_t len)
{
    memset(&ours, 0xaa, sizeof ours);
    return check_again(text, len);
}

static const char *const heads[] = {
    "POST /user HTTP/1.1\r\nHost: a:80\r\nContent-Type: application/json\r\nContent-Length: 52\r\n\r\n",
    "POST /user HTTP/1.1\r\nHost: a:80\r\nContent-Type: application/json\r\nContent-Length: 53\r\n\r\n",
    "GET /items?limit=3 HTTP/1.1\r\nHost: a\r\n\r\n",
    "GET / HTTP/1.0\r\n\r\n",
    "GET / HTTP/1.0\r\nConnection: keep-alive\r\nX-Empty:\r\n\r\n",
    "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
    "GET http://host HTTP/1.1\r\nHost: a\r\n\r\n",
    "GET http://host/p?q HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n",
    "\r\nPUT /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n",
    "GET / HTTP/1.1\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n",
};
enum { HEADS = sizeof heads / sizeof *heads };

START_TEST(every_order_of_heads_gives_what_parsing_gives)
{
    srand(7);
    for (int i = 0; i < 20000; i++) {
        const char *head = heads[rand() % HEADS];
        for (int times = rand() % 4; times >= 0; times--)
            check_same(head, strlen(head));
    }
}
END_TEST

START_TEST(a_repeated_head_is_found_wherever_it_stands)
{
    char text[1000];
    for (int at = 0; at < HEADS; at++) {
        int len = snprintf(text, sizeof text, "%s%s%s", heads[0], heads[at], heads[0]);
        size_t first = strlen(heads[0]), second = strlen(heads[at]);
        check_same(text, (size_t)len);
        check_same(text + first, (size_t)len - first);
        check_same(text + first + second, (size_t)len - first - second);
    }
}
END_TEST

START_TEST(a_prefix_of_the_remembered_head_is_unfinished)
{
    size_t len = strlen(heads[0]);
    ck_assert_int_eq(check_same(heads[0], len), (int)len);
    ck_assert_int_eq(check_same(heads[0], len), (int)len);
    ck_assert_uint_eq(repeat.misses, 0);
    for (size_t cut = 0; cut < len; cut++)
        ck_assert_int_eq(check_same(heads[0], cut), 0);
}
END_TEST

START_TEST(every_changed_byte_is_seen)
{
    char text[200];
    size_t len = strlen(heads[0]);
    check_same(heads[0], len);
    for (size_t at = 0; at < len; at++)
        for (int byte = 0; byte < 256; byte += 5) {
            memcpy(text, heads[0], len);
            text[at] = (char)byte;
            check_same(heads[0], len);
            check_same(text, len);
        }
}
END_TEST

START_TEST(heads_that_do_not_fit_are_not_remembered)
{
    static char text[4000];
    int len = snprintf(text, sizeof text, "GET /%0*d HTTP/1.1\r\nHost: a\r\n\r\n", HTTP_REPEAT_MAX, 0);
    ck_assert_int_eq(check_same(text, (size_t)len), len);
    ck_assert_uint_eq(repeat.len, 0);
    len = snprintf(text, sizeof text, "GET / HTTP/1.1\r\nHost: a\r\n");
    for (int i = 0; i < HTTP_REPEAT_FIELDS; i++)
        len += snprintf(text + len, sizeof text - (size_t)len, "X: %d\r\n", i);
    len += snprintf(text + len, sizeof text - (size_t)len, "\r\n");
    ck_assert_int_eq(check_same(text, (size_t)len), len);
    ck_assert_uint_eq(repeat.len, 0);
    check_same(heads[6], strlen(heads[6])); /* its path is no part of it */
    ck_assert_uint_eq(repeat.len, 0);
}
END_TEST

START_TEST(after_many_others_a_head_is_remembered_again)
{
    char text[200];
    for (int i = 0; i < 1000; i++) {
        int len = snprintf(text, sizeof text, "GET /%d HTTP/1.1\r\nHost: a\r\n\r\n", i);
        check_same(text, (size_t)len);
    }
    for (int i = 0; i < 32; i++)
        check_same(heads[0], strlen(heads[0]));
    check_same(heads[0], strlen(heads[0]));
    ck_assert_uint_eq(repeat.misses, 0);
}
END_TEST

/* As a server does it: one head for all, whose bytes stand in one of two places; sometimes it is parsed meanwhile. */
START_TEST(a_head_that_is_filled_in_again_is_that_of_these_bytes)
{
    static char places[2][256];
    srand(8);
    memset(&ours, 0, sizeof ours);
    for (int i = 0; i < 20000; i++) {
        char *place = places[rand() % 2];
        const char *head = heads[rand() % HEADS];
        size_t len = strlen(head);
        memcpy(place, head, len);
        for (int times = rand() % 4; times >= 0; times--)
            check_again(place, len);
        if (rand() % 8 == 0)
            swage_http_head_parse(&ours, heads[0], strlen(heads[0]), &limits);
        check_again(place, len);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("repeat");
    TCase *tests = tcase_create("repeat");
    tcase_add_checked_fixture(tests, set_up, NULL);
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, every_order_of_heads_gives_what_parsing_gives);
    tcase_add_test(tests, a_head_that_is_filled_in_again_is_that_of_these_bytes);
    tcase_add_test(tests, a_repeated_head_is_found_wherever_it_stands);
    tcase_add_test(tests, a_prefix_of_the_remembered_head_is_unfinished);
    tcase_add_test(tests, every_changed_byte_is_seen);
    tcase_add_test(tests, heads_that_do_not_fit_are_not_remembered);
    tcase_add_test(tests, after_many_others_a_head_is_remembered_again);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
