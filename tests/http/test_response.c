/* SPDX-License-Identifier: MIT */
/* Heads of answers: their bytes, their lengths filled in afterwards, and what may not be sent. */
#include "http/response.h"

#include <swage/error.h>

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DATE_LINE "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"

static struct http_date date = HTTP_DATE_INIT;

static void set_date(void)
{
    swage_http_date_set(&date, 784111777);
}

static void ck_bytes(const swage_buffer *out, const char *wanted)
{
    size_t len = strlen(wanted);
    ck_assert_msg(out->len == len && memcmp(out->ptr, wanted, len) == 0, "%.*s--- wanted ---\n%s", (int)out->len,
                  out->ptr, wanted);
}

static void ck_head(const struct http_response *response, unsigned digits, const char *wanted)
{
    swage_buffer out;
    swage_buffer_init(&out, 4096);
    ck_assert_int_eq(swage_http_response_head(&out, response, digits), 0);
    ck_bytes(&out, wanted);
    swage_buffer_done(&out);
}

START_TEST(the_usual_answer)
{
    struct http_response response = {
        .status = 200, .date = &date, .media = SWAGE_STR_INIT("application/json"), .has_length = true};
    ck_head(&response, 2,
            "HTTP/1.1 200 OK\r\n" DATE_LINE "Content-Type: application/json\r\nContent-Length: 00\r\n\r\n");
}
END_TEST

START_TEST(all_that_a_head_may_have)
{
    static const struct swage_field fields[] = {{SWAGE_STR_INIT("Allow"), SWAGE_STR_INIT("GET, HEAD")},
                                                {SWAGE_STR_INIT("X"), SWAGE_STR_INIT("")}};
    struct http_response response = {.status = 405,
                                     .connection = HTTP_CONNECTION_CLOSE,
                                     .date = &date,
                                     .media = SWAGE_STR_INIT("application/problem+json"),
                                     .fields = fields,
                                     .field_count = 2,
                                     .has_length = true};
    ck_head(&response, 5,
            "HTTP/1.1 405 Method Not Allowed\r\n" DATE_LINE "Content-Type: application/problem+json\r\n"
            "Connection: close\r\nAllow: GET, HEAD\r\nX: \r\nContent-Length: 00000\r\n\r\n");
    response.connection = HTTP_CONNECTION_KEEP_ALIVE;
    response.field_count = 0;
    response.media = SWAGE_STR("a/b");
    ck_head(&response, 1,
            "HTTP/1.1 405 Method Not Allowed\r\n" DATE_LINE "Content-Type: a/b\r\n"
            "Connection: keep-alive\r\nContent-Length: 0\r\n\r\n");
}
END_TEST

START_TEST(answers_without_a_length)
{
    struct http_response response = {.status = 204, .date = &date};
    ck_head(&response, 0, "HTTP/1.1 204 No Content\r\n" DATE_LINE "\r\n"); /* point 77 */
    response.status = 100;
    response.date = NULL;
    ck_head(&response, 0, "HTTP/1.1 100 Continue\r\n\r\n");
    response.status = 304;
    ck_head(&response, 0, "HTTP/1.1 304 Not Modified\r\n\r\n");
    response.status = 200;
    response.is_chunked = true;
    ck_head(&response, 0, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
}
END_TEST

START_TEST(unregistered_statuses_have_an_empty_reason)
{
    struct http_response response = {.status = 299};
    ck_head(&response, 0, "HTTP/1.1 299 \r\n\r\n");
    response.status = 999;
    ck_head(&response, 0, "HTTP/1.1 999 \r\n\r\n");
}
END_TEST

START_TEST(what_makes_no_sense_is_refused)
{
    static const struct http_response cases[] = {
        {.status = 99},
        {.status = 1000},
        {.status = 0},
        {.status = -200},
        {.status = 204, .has_length = true},
        {.status = 100, .has_length = true},
        {.status = 204, .is_chunked = true},
        {.status = 101, .is_chunked = true},
        {.status = 200, .has_length = true, .is_chunked = true},
    };
    swage_buffer out;
    swage_buffer_init(&out, 4096);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_assert_int_eq(swage_http_response_head(&out, &cases[i], 2), SWAGE_E_ARGUMENT);
    struct http_response response = {.status = 200, .has_length = true};
    ck_assert_int_eq(swage_http_response_head(&out, &response, 0), SWAGE_E_ARGUMENT);
    ck_assert_int_eq(swage_http_response_head(&out, &response, HTTP_LENGTH_DIGITS + 1), SWAGE_E_ARGUMENT);
    ck_assert_uint_eq(out.len, 0);
    ck_assert_int_eq(swage_http_response_head(&out, &response, HTTP_LENGTH_DIGITS), 0);
    swage_buffer_done(&out);
}
END_TEST

/* Makes a head for `digits`, a body of `len` bytes and the length; checks all of it. */
static void ck_length(unsigned digits, size_t len)
{
    swage_buffer out;
    swage_buffer_init(&out, 1 << 20);
    swage_buffer_add(&out, "before", 6);
    struct http_response response = {.status = 200, .has_length = true};
    ck_assert_int_eq(swage_http_response_head(&out, &response, digits), 0);
    size_t body_at = out.len;
    for (size_t i = 0; i < len; i++)
        swage_buffer_add(&out, i % 2 ? "b" : "a", 1);
    char head[64];
    int digits_now = snprintf(head, sizeof head, "%zu", len);
    ck_assert_int_eq(swage_http_response_length(&out, body_at, digits, len), digits_now);
    int head_len = snprintf(head, sizeof head, "beforeHTTP/1.1 200 OK\r\nContent-Length: %zu\r\n\r\n", len);
    ck_assert_uint_eq(out.len, (size_t)head_len + len);
    ck_assert_msg(memcmp(out.ptr, head, (size_t)head_len) == 0, "%.*s", head_len, out.ptr);
    for (size_t i = 0; i < len; i++)
        ck_assert_int_eq(out.ptr[(size_t)head_len + i], i % 2 ? 'b' : 'a');
    swage_buffer_done(&out);
}

START_TEST(lengths_are_filled_in)
{
    static const size_t lengths[] = {0, 1, 9, 10, 52, 99, 100, 999, 1000, 12345, 65536};
    for (unsigned digits = 1; digits <= 20; digits++)
        for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++)
            ck_length(digits, lengths[i]);
}
END_TEST

START_TEST(the_longest_length_is_filled_in)
{
    swage_buffer out;
    swage_buffer_init(&out, 4096);
    struct http_response response = {.status = 200, .has_length = true};
    ck_assert_int_eq(swage_http_response_head(&out, &response, 1), 0);
    ck_assert_int_eq(swage_http_response_length(&out, out.len, 1, UINT64_MAX), 20);
    ck_bytes(&out, "HTTP/1.1 200 OK\r\nContent-Length: 18446744073709551615\r\n\r\n");
    swage_buffer_done(&out);
}
END_TEST

START_TEST(full_buffers_stay_as_they_are)
{
    struct http_response response = {.status = 200, .date = &date, .has_length = true};
    bool has_fitted = false;
    for (size_t max = 0; max < 300; max++) {
        swage_buffer out;
        swage_buffer_init(&out, max);
        int status = swage_http_response_head(&out, &response, 3);
        ck_assert(status == 0 || (status == SWAGE_E_LIMIT && !has_fitted));
        ck_assert_uint_eq(out.len,
                          status ? 0 : sizeof "HTTP/1.1 200 OK\r\n" DATE_LINE "Content-Length: 000\r\n\r\n" - 1);
        ck_assert_uint_le(out.len, max);
        ck_assert_int_eq(out.failed, 0);
        has_fitted = status == 0;
        swage_buffer_done(&out);
    }
    ck_assert(has_fitted);
}
END_TEST

START_TEST(a_length_that_does_not_fit_changes_nothing)
{
    swage_buffer out;
    swage_buffer_init(&out, 400);
    struct http_response response = {.status = 200, .has_length = true};
    ck_assert_int_eq(swage_http_response_head(&out, &response, 1), 0);
    size_t body_at = out.len;
    while (out.len < out.max)
        ck_assert_int_eq(swage_buffer_add(&out, "x", 1), 0);
    ck_assert_int_eq(swage_http_response_length(&out, body_at, 1, out.len - body_at), SWAGE_E_LIMIT);
    ck_assert_uint_eq(out.len, 400);
    ck_assert(memcmp(out.ptr, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nx", 39) == 0);
    swage_buffer_done(&out);
}
END_TEST

START_TEST(heads_of_any_size_fit_where_room_was_made)
{
    /* Every status with every framing, into memory that ends where the buffer says: the sanitizers look on. */
    static const struct swage_field field = {SWAGE_STR_INIT("Name"), SWAGE_STR_INIT("value")};
    for (int status = 100; status < 600; status++) {
        struct http_response response = {.status = status,
                                         .connection = HTTP_CONNECTION_KEEP_ALIVE,
                                         .date = &date,
                                         .media = SWAGE_STR_INIT("application/json"),
                                         .fields = &field,
                                         .field_count = 1};
        response.has_length = status >= 200 && status != 204;
        swage_buffer out;
        swage_buffer_init(&out, 4096);
        ck_assert_int_eq(swage_http_response_head(&out, &response, HTTP_LENGTH_DIGITS), 0);
        ck_assert_uint_le(out.len, out.cap - SWAGE_SLACK);
        ck_assert(memcmp(out.ptr + out.len - 4, "\r\n\r\n", 4) == 0);
        swage_buffer_done(&out);
    }
}
END_TEST

START_TEST(many_long_fields_fit_too)
{
    static char value[1000];
    struct swage_field fields[50];
    memset(value, 'v', sizeof value);
    for (size_t i = 0; i < 50; i++)
        fields[i] = (struct swage_field){SWAGE_STR_INIT("A-Name"), {value, sizeof value}};
    struct http_response response = {.status = 200, .fields = fields, .field_count = 50, .has_length = true};
    swage_buffer out;
    swage_buffer_init(&out, 1 << 20);
    ck_assert_int_eq(swage_http_response_head(&out, &response, 2), 0);
    size_t line = sizeof "A-Name: \r\n" - 1 + sizeof value;
    ck_assert_uint_eq(out.len, sizeof "HTTP/1.1 200 OK\r\nContent-Length: 00\r\n\r\n" - 1 + 50 * line);
    ck_assert_uint_le(out.len, out.cap - SWAGE_SLACK);
    swage_buffer_done(&out);
}
END_TEST

START_TEST(plain_answers_are_the_same_when_copied)
{
    struct http_plain plain = {.digits = 0};
    struct http_date now = HTTP_DATE_INIT;
    struct http_response response = {
        .status = 200, .date = &now, .media = SWAGE_STR_INIT("application/json"), .has_length = true};
    swage_buffer copied, made;
    swage_buffer_init(&copied, 1 << 20);
    swage_buffer_init(&made, 1 << 20);
    for (unsigned i = 0; i < 200; i++) {
        unsigned digits = i / 3 % 4 + 1; /* each three times, the second changes in between */
        swage_http_date_set(&now, 784111777 + i / 5);
        ck_assert_int_eq(swage_http_response_plain(&plain, &copied, &now, digits), 0);
        ck_assert_int_eq(swage_http_response_head(&made, &response, digits), 0);
        /* The length of one answer must not show in the next one. */
        ck_assert_int_eq(swage_http_response_length(&copied, copied.len, digits, 0), 1);
        ck_assert_int_eq(swage_http_response_length(&made, made.len, digits, 0), 1);
        ck_assert(copied.len == made.len && memcmp(copied.ptr, made.ptr, made.len) == 0);
    }
    swage_buffer_done(&copied);
    swage_buffer_done(&made);
}
END_TEST

START_TEST(plain_answers_fail_like_others)
{
    struct http_plain plain = {.digits = 0};
    swage_buffer small;
    swage_buffer_init(&small, 100);
    for (int i = 0; i < 2; i++) {
        ck_assert_int_eq(swage_http_response_plain(&plain, &small, &date, 0), SWAGE_E_ARGUMENT);
        ck_assert_int_eq(swage_http_response_plain(&plain, &small, &date, 2), SWAGE_E_LIMIT);
        ck_assert_uint_eq(small.len, 0);
        swage_buffer large; /* from now on there is one to copy */
        swage_buffer_init(&large, 4096);
        ck_assert_int_eq(swage_http_response_plain(&plain, &large, &date, 2), 0);
        swage_buffer_done(&large);
    }
    swage_buffer_done(&small);
}
END_TEST

START_TEST(plain_answers_without_a_clock_have_no_date)
{
    struct http_plain plain = {.digits = 0};
    swage_buffer out;
    swage_buffer_init(&out, 4096);
    for (int i = 0; i < 2; i++) {
        swage_buffer_clear(&out, 4096);
        ck_assert_int_eq(swage_http_response_plain(&plain, &out, NULL, 2), 0);
        ck_bytes(&out, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 00\r\n\r\n");
    }
    swage_buffer_done(&out);
}
END_TEST

START_TEST(fields_that_may_be_sent)
{
    /* Point 80. */
    static const struct {
        bool ok;
        swage_str name, value;
    } cases[] = {
        {true, SWAGE_STR_INIT("Location"), SWAGE_STR_INIT("/a b\tc")},
        {true, SWAGE_STR_INIT("x-1!#$%&'*+.^_`|~"), SWAGE_STR_INIT("")},
        {true, SWAGE_STR_INIT("Name"), SWAGE_STR_INIT("\xc3\xa9\xff")},
        {true, SWAGE_STR_INIT("Name"), {NULL, 0}},
        {false, SWAGE_STR_INIT(""), SWAGE_STR_INIT("v")},
        {false, {NULL, 0}, SWAGE_STR_INIT("v")},
        {false, SWAGE_STR_INIT("Na me"), SWAGE_STR_INIT("v")},
        {false, SWAGE_STR_INIT("Name:"), SWAGE_STR_INIT("v")},
        {false, SWAGE_STR_INIT("Name\r\nX"), SWAGE_STR_INIT("v")},
        {false, SWAGE_STR_INIT("N\xc3\xa9"), SWAGE_STR_INIT("v")},
        {false, SWAGE_STR_INIT("Name"), SWAGE_STR_INIT("v\r\nX: y")},
        {false, SWAGE_STR_INIT("Name"), SWAGE_STR_INIT("v\n")},
        {false, SWAGE_STR_INIT("Name"), SWAGE_STR_INIT("\rv")},
        {false, SWAGE_STR_INIT("Name"), SWAGE_STR_INIT("v\0")},
        {false, SWAGE_STR_INIT("Name"), SWAGE_STR_INIT("\x7f")},
        {false, SWAGE_STR_INIT("Name"), SWAGE_STR_INIT("\x1b")},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_assert_msg(swage_http_field_ok(cases[i].name, cases[i].value) == cases[i].ok, "case %zu", i);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("response");
    TCase *tc = tcase_create("response");
    tcase_add_checked_fixture(tc, set_date, NULL);
    tcase_add_test(tc, the_usual_answer);
    tcase_add_test(tc, all_that_a_head_may_have);
    tcase_add_test(tc, answers_without_a_length);
    tcase_add_test(tc, unregistered_statuses_have_an_empty_reason);
    tcase_add_test(tc, what_makes_no_sense_is_refused);
    tcase_add_test(tc, lengths_are_filled_in);
    tcase_add_test(tc, the_longest_length_is_filled_in);
    tcase_add_test(tc, full_buffers_stay_as_they_are);
    tcase_add_test(tc, a_length_that_does_not_fit_changes_nothing);
    tcase_add_test(tc, heads_of_any_size_fit_where_room_was_made);
    tcase_add_test(tc, many_long_fields_fit_too);
    tcase_add_test(tc, plain_answers_are_the_same_when_copied);
    tcase_add_test(tc, plain_answers_fail_like_others);
    tcase_add_test(tc, plain_answers_without_a_clock_have_no_date);
    tcase_add_test(tc, fields_that_may_be_sent);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
