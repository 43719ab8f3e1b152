/* SPDX-License-Identifier: MIT */
/* What the server answers beside the application, and what it tells of requests: health, metrics, the access log. */
#include "config.h"

#include "live.h"

#include <check.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

static struct live_reader reader, other;
static swage_request *waiting;

/* --- an application that leaves room ------------------------------------------------------------------------------ */

static int serve_one(swage_request *rq, const void *handlers)
{
    (void)handlers;
    return swage_reply_empty(rq, 204);
}

static int serve_later(swage_request *rq, const void *handlers)
{
    (void)handlers;
    waiting = rq;
    return SWAGE_LATER;
}

static const struct swage_type any = {.kind = SWAGE_KIND_STRING, .name = "any"};

static const struct swage_operation operations[] = {
    {.name = "one", .path = "/one", .method = SWAGE_METHOD_GET, .serve = serve_one},
    {.name = "put_one", .path = "/one", .method = SWAGE_METHOD_PUT, .serve = serve_one, .body = &any},
    {.name = "later", .path = "/later", .method = SWAGE_METHOD_GET, .serve = serve_later},
    {.name = "own", .path = "/readyz", .method = SWAGE_METHOD_GET, .serve = serve_one},
};

static const struct swage_node nodes[] = {
    {.children = 1, .child_count = 2},
    {.text = SWAGE_STR_INIT("one"), .operations = 0, .operation_count = 2, .kind = SWAGE_NODE_LITERAL},
    {.text = SWAGE_STR_INIT("later"), .operations = 2, .operation_count = 1, .kind = SWAGE_NODE_LITERAL},
};

static const struct swage_node own_nodes[] = {
    {.children = 1, .child_count = 1},
    {.text = SWAGE_STR_INIT("readyz"), .operations = 3, .operation_count = 1, .kind = SWAGE_NODE_LITERAL},
};

static const struct swage_app app = {.abi = SWAGE_ABI,
                                     .name = "ops_test",
                                     .nodes = nodes,
                                     .operations = operations,
                                     .node_count = 3,
                                     .operation_count = 4};

static const struct swage_service service = {.app = &app};

static struct wire_answer ask(struct live_reader *from, const char *text, int status)
{
    live_send(from->fd, text);
    return live_expect(from, status);
}

/* --- health ------------------------------------------------------------------------------------------------------- */

START_TEST(health_and_readiness_are_told)
{
    live_start_service(&service, "");
    live_open(&reader);
    ck_assert(swage_str_equal(ask(&reader, LIVE_GET("/healthz"), 200).body, SWAGE_STR("ok\n")));
    ck_assert(swage_str_equal(ask(&reader, LIVE_GET("/readyz"), 200).body, SWAGE_STR("ready\n")));
    ask(&reader, "POST /healthz HTTP/1.1\r\nHost: a\r\n\r\n", 405);
    ask(&reader, LIVE_GET("/metrics"), 404);
    ask(&reader, LIVE_GET("/healthz/"), 404);
    ask(&reader, LIVE_GET("/one"), 204);
    ck_assert_int_eq(live_stop(), 0);
}
END_TEST

START_TEST(a_server_that_drains_is_not_ready)
{
    live_start_service(&service, "");
    live_open(&reader);
    live_send(reader.fd, LIVE_GET("/later"));
    while (!waiting)
        live_sleep(5);
    live_open(&other);
    live_sleep(50);
    live_signal();
    live_sleep(50);
    /* One that has connected a moment ago may still ask. */
    ck_assert(swage_str_equal(ask(&other, LIVE_GET("/readyz"), 503).body, SWAGE_STR("draining\n")));
    swage_reply_empty(waiting, 204);
    live_expect(&reader, 204);
    ck_assert_int_eq(live_join(), 0);
}
END_TEST

START_TEST(the_schemas_own_paths_come_first)
{
    struct swage_app own = app;
    own.nodes = own_nodes;
    own.node_count = 2;
    struct swage_service owned = {.app = &own};
    live_start_service(&owned, "");
    live_open(&reader);
    ask(&reader, LIVE_GET("/readyz"), 204);
    ask(&reader, LIVE_GET("/healthz"), 200);
    ck_assert_int_eq(live_stop(), 0);
}
END_TEST

/* --- metrics ------------------------------------------------------------------------------------------------------ */

static void expect_line(swage_str body, const char *line)
{
    char *text = strndup(body.ptr, body.len);
    ck_assert_msg(strstr(text, line) != NULL, "no '%s' in %s", line, text);
    free(text);
}

START_TEST(requests_are_counted_by_route_and_status)
{
    live_start_service(&service, "--metrics --threads 2");
    live_open(&reader);
    live_open(&other);
    for (int i = 0; i < 3; i++)
        ask(i % 2 ? &reader : &other, LIVE_GET("/one"), 204);
    ask(&reader, "HEAD /one HTTP/1.1\r\nHost: a\r\n\r\n", 204);
    ask(&reader, "PUT /one HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: 1\r\n\r\nx", 415);
    ask(&reader, LIVE_GET("/nowhere"), 404);
    live_send(other.fd, LIVE_GET("/later"));
    while (!waiting)
        live_sleep(5);
    struct wire_answer answer = ask(&reader, LIVE_GET("/metrics"), 200);
    expect_line(answer.body, "swage_http_requests_total{route=\"one\",method=\"GET\",status=\"204\"} 4\n");
    expect_line(answer.body, "swage_http_requests_total{route=\"put_one\",method=\"PUT\",status=\"415\"} 1\n");
    expect_line(answer.body, "swage_http_requests_total{route=\"\",method=\"\",status=\"404\"} 1\n");
    expect_line(answer.body, "swage_http_requests_in_flight{route=\"later\",method=\"GET\"} 1\n");
    expect_line(answer.body, "swage_http_requests_in_flight{route=\"one\",method=\"GET\"} 0\n");
    expect_line(answer.body, "swage_connections_open 2\n");
    swage_reply_empty(waiting, 204);
    live_expect(&other, 204);
    live_send(other.fd, "x\r\n\r\n");
    live_expect(&other, 400);
    answer = ask(&reader, LIVE_GET("/metrics"), 200);
    expect_line(answer.body, "swage_http_requests_in_flight{route=\"later\",method=\"GET\"} 0\n");
    expect_line(answer.body, "swage_http_requests_total{route=\"\",method=\"\",status=\"400\"} 1\n");
    ck_assert_int_eq(live_stop(), 0);
}
END_TEST

START_TEST(those_who_go_are_counted_too)
{
    live_start_service(&service, "--metrics --handler-timeout 200ms");
    live_open(&reader);
    live_open(&other);
    live_send(other.fd, LIVE_GET("/later"));
    live_expect(&other, 504);
    swage_reply_empty(waiting, 204);
    waiting = NULL;
    live_send(other.fd, LIVE_GET("/later"));
    while (!waiting)
        live_sleep(5);
    struct linger none = {.l_onoff = 1};
    setsockopt(other.fd, SOL_SOCKET, SO_LINGER, &none, sizeof none);
    close(other.fd);
    while (!swage_request_gone(waiting))
        live_sleep(5);
    swage_reply_empty(waiting, 204);
    struct wire_answer answer = ask(&reader, LIVE_GET("/metrics"), 200);
    expect_line(answer.body, "swage_http_requests_total{route=\"later\",method=\"GET\",status=\"504\"} 1\n");
    expect_line(answer.body, "swage_http_requests_total{route=\"later\",method=\"GET\",status=\"aborted\"} 1\n");
    expect_line(answer.body, "swage_http_requests_in_flight{route=\"later\",method=\"GET\"} 0\n");
    ck_assert_int_eq(live_stop(), 0);
}
END_TEST

/* --- the access log ----------------------------------------------------------------------------------------------- */

static char path[64], moved[80], content[65536];

static const char *read_file(const char *name)
{
    int fd = open(name, O_RDONLY);
    ssize_t len = fd < 0 ? 0 : read(fd, content, sizeof content - 1);
    content[len > 0 ? len : 0] = '\0';
    if (fd >= 0)
        close(fd);
    return content;
}

static void await_line(const char *name, const char *part)
{
    for (int i = 0; !strstr(read_file(name), part); i++) {
        ck_assert_msg(i < 2000, "no '%s' in %s", part, content);
        live_sleep(10);
    }
}

static void set_up(void)
{
    waiting = NULL;
    snprintf(path, sizeof path, "/tmp/test_ops.%ld", (long)getpid());
    snprintf(moved, sizeof moved, "%s.1", path);
    unlink(path);
    unlink(moved);
}

static void tear_down(void)
{
    unlink(path);
    unlink(moved);
}

START_TEST(requests_have_lines_and_routes_may_go_without)
{
    char flags[256];
    snprintf(flags, sizeof flags, "--access-log %s --access-log-except put_one,later", path);
    live_start_service(&service, flags);
    live_open(&reader);
    ask(&reader, LIVE_GET("/one?a=%22"), 204);
    ask(&reader, "PUT /one HTTP/1.1\r\nHost: a\r\n\r\n", 204);
    ask(&reader, LIVE_GET("/nowhere"), 404);
    live_send(reader.fd, "G\x01T / HTTP/1.1\r\n\r\n");
    live_expect(&reader, 400);
    await_line(path, "\"-\" 400"); /* a second later, without a further request */
    ck_assert_ptr_nonnull(strstr(content, "127.0.0.1 - - ["));
    ck_assert_ptr_nonnull(strstr(content, "\"GET /one?a=%22\" 204 "));
    ck_assert_ptr_nonnull(strstr(content, "\"GET /nowhere\" 404 "));
    ck_assert_ptr_null(strstr(content, "PUT"));
    ck_assert_int_eq(live_stop(), 0);
    struct stat status;
    ck_assert_int_eq(stat(path, &status), 0);
    ck_assert_uint_eq(status.st_mode & 0137u, 0); /* 0640 at most */
}
END_TEST

/* The buffer is full, and begun anew, before the first of its lines has waited its second. */
START_TEST(many_lines_within_a_second_are_all_written)
{
    enum { MANY = 4000 };
    char flags[256];
    snprintf(flags, sizeof flags, "--access-log %s", path);
    live_start_service(&service, flags);
    live_open(&reader);
    for (int i = 0; i < MANY; i++)
        ask(&reader, LIVE_GET("/one?is=a-long-query-that-makes-a-long-line"), 204);
    live_sleep(1500); /* the timer of each beginning would have come */
    ask(&reader, LIVE_GET("/one?last"), 204);
    ck_assert_int_eq(live_stop(), 0);
    FILE *file = fopen(path, "r");
    ck_assert_ptr_nonnull(file);
    int lines = 0;
    for (int c; (c = getc(file)) != EOF;)
        lines += c == '\n';
    fclose(file);
    ck_assert_int_eq(lines, MANY + 1);
}
END_TEST

START_TEST(what_waits_is_written_at_the_end)
{
    char flags[256];
    snprintf(flags, sizeof flags, "--access-log %s --access-log-format json", path);
    live_start_service(&service, flags);
    live_open(&reader);
    ask(&reader, LIVE_GET("/one"), 204);
    ck_assert_int_eq(live_stop(), 0);
    ck_assert_ptr_nonnull(strstr(read_file(path), "\"route\":\"one\""));
}
END_TEST

START_TEST(files_are_opened_again_at_sighup)
{
    char flags[256];
    snprintf(flags, sizeof flags, "--access-log %s", path);
    live_start_service(&service, flags);
    live_open(&reader);
    ask(&reader, LIVE_GET("/one?before"), 204);
    await_line(path, "before");
    ck_assert_int_eq(rename(path, moved), 0);
    kill(getpid(), SIGHUP);
    await_line(path, ""); /* it is there when it can be opened */
    for (int i = 0; access(path, F_OK) < 0 && i < 1000; i++)
        live_sleep(5);
    ask(&reader, LIVE_GET("/one?after"), 204);
    await_line(path, "after");
    ck_assert_ptr_null(strstr(read_file(moved), "after"));
    ck_assert_int_eq(live_stop(), 0);
}
END_TEST

START_TEST(logs_that_cannot_be_are_refused)
{
    ck_assert_int_ne(live_run(&service, "--access-log /nonexistent/x"), 0);
    ck_assert_ptr_nonnull(strstr(live_said(), "/nonexistent/x"));
    ck_assert_int_eq(live_run(&service, "--access-log-except one,two"), 2);
    ck_assert_ptr_nonnull(strstr(live_said(), "there is no route \"two\""));
    ck_assert_int_eq(live_run(&service, "--error-log /nonexistent/x"), 2);
}
END_TEST

START_TEST(lines_may_go_to_a_file)
{
    char flags[256];
    snprintf(flags, sizeof flags, "--error-log %s --listen 127.0.0.1:99999", path);
    ck_assert_int_eq(live_run(&service, flags), 1);
    ck_assert_str_eq(live_said(), "");
    ck_assert_ptr_nonnull(strstr(read_file(path), "there is no such port"));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("ops");
    TCase *tc = tcase_create("ops");
    tcase_set_timeout(tc, 60);
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, health_and_readiness_are_told);
    tcase_add_test(tc, a_server_that_drains_is_not_ready);
    tcase_add_test(tc, the_schemas_own_paths_come_first);
    tcase_add_test(tc, requests_are_counted_by_route_and_status);
    tcase_add_test(tc, those_who_go_are_counted_too);
    tcase_add_test(tc, requests_have_lines_and_routes_may_go_without);
    tcase_add_test(tc, many_lines_within_a_second_are_all_written);
    tcase_add_test(tc, what_waits_is_written_at_the_end);
    tcase_add_test(tc, files_are_opened_again_at_sighup);
    tcase_add_test(tc, logs_that_cannot_be_are_refused);
    tcase_add_test(tc, lines_may_go_to_a_file);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
