/* SPDX-License-Identifier: MIT */
/* Ids of requests and traces: taken, made, answered. */
#include "zoo.h"

#include <stdio.h>
#include <stdlib.h>

static struct desk desk;
static char id[160], parent[80];

static int note(const struct zoo_params *in, struct zoo_reply *out)
{
    swage_str one = swage_request_id(in->rq), two = swage_request_traceparent(in->rq);
    snprintf(id, sizeof id, "%.*s", (int)one.len, one.len ? one.ptr : "");
    snprintf(parent, sizeof parent, "%.*s", (int)two.len, two.len ? two.ptr : "");
    swage_log(in->rq, 1, "looked\nat %d", 7);
    return zoo_reply_nothing(out);
}

static struct zoo_handlers handlers;

static void set_up(void)
{
    handlers = zoo_usual;
    handlers.get_file = note;
    desk_open(&desk, &handlers);
    desk.env.has_identities = true;
    id[0] = parent[0] = '\0';
}

static void tear_down(void)
{
    desk_close(&desk);
}

/* One request with up to two header fields. */
static void ask(const char *target, const char *name, const char *value, const char *again)
{
    size_t body_max;
    swage_request *rq = desk_take(&desk, "GET", target, NULL, -1);
    if (name)
        rq->head.fields[rq->head.field_count++] = (struct swage_field){swage_str_from(name), swage_str_from(value)};
    if (again)
        rq->head.fields[rq->head.field_count++] = (struct swage_field){swage_str_from(name), swage_str_from(again)};
    if (swage_request_begin(rq, &body_max) == REQUEST_GO_ON)
        swage_request_end(rq);
    ck_assert(desk.out.done);
}

static const char *answered(const char *name)
{
    static char text[160];
    swage_str value = swage_collector_header(&desk.out, swage_str_from(name));
    snprintf(text, sizeof text, "%.*s", (int)value.len, value.len ? value.ptr : "");
    return text;
}

static bool is_hex(const char *text, size_t len)
{
    return strspn(text, "0123456789abcdef") >= len && strspn(text, "0") < len;
}

START_TEST(an_id_of_the_clients_is_taken_and_answered)
{
    ask("/files/a", "x-REQUEST-id", "abc-123~!", NULL);
    ck_assert_str_eq(id, "abc-123~!");
    ck_assert_str_eq(answered("X-Request-Id"), "abc-123~!");
}
END_TEST

static char long_id[130];

static const char *const no_ids[] = {"", "a b", "a\xc3\xa4", "a\x7f", long_id};

START_TEST(what_is_no_id_is_replaced)
{
    memset(long_id, 'a', 129);
    ask("/files/a", "X-Request-Id", no_ids[_i], NULL);
    ck_assert_uint_eq(strlen(id), 32);
    ck_assert(is_hex(id, 32));
    ck_assert_str_eq(answered("X-Request-Id"), id);
}
END_TEST

START_TEST(two_ids_are_none)
{
    ask("/files/a", "X-Request-Id", "a", "b");
    ck_assert_uint_eq(strlen(id), 32);
}
END_TEST

START_TEST(ids_of_ours_differ)
{
    char first[sizeof id], first_parent[sizeof parent];
    ask("/files/a", NULL, NULL, NULL);
    memcpy(first, id, sizeof id);
    memcpy(first_parent, parent, sizeof parent);
    ask("/files/a", NULL, NULL, NULL);
    ck_assert_str_ne(first, id);
    ck_assert_str_ne(first_parent, parent);
}
END_TEST

START_TEST(a_refusal_has_an_id_too)
{
    ask("/nowhere", "X-Request-Id", "abc", NULL);
    ck_assert_int_eq(desk.out.status, 404);
    ck_assert_str_eq(answered("X-Request-Id"), "abc");
}
END_TEST

#define TRACE "4bf92f3577b34da6a3ce929d0e0e4736"
#define SPAN  "00f067aa0ba902b7"

static const struct {
    const char *given;
    const char *flags; /* NULL: it is not taken */
} parents[] = {
    {"00-" TRACE "-" SPAN "-01", "01"},
    {"00-" TRACE "-" SPAN "-00", "00"},
    {"00-" TRACE "-" SPAN "-ff", "01"},
    {"cc-" TRACE "-" SPAN "-01", "01"},
    {"cc-" TRACE "-" SPAN "-01-what-comes-later", "01"},
    {"cc-" TRACE "-" SPAN "-01.what", NULL},
    {"00-" TRACE "-" SPAN "-01-", NULL},
    {"ff-" TRACE "-" SPAN "-01", NULL},
    {"0-" TRACE "-" SPAN "-01", NULL},
    {"00-4BF92F3577B34DA6A3CE929D0E0E4736-" SPAN "-01", NULL},
    {"00-00000000000000000000000000000000-" SPAN "-01", NULL},
    {"00-" TRACE "-0000000000000000-01", NULL},
    {"00-" TRACE "-" SPAN "-0", NULL},
    {"00-" TRACE "-" SPAN "-0x", NULL},
    {"00_" TRACE "-" SPAN "-01", NULL},
    {"00-" TRACE "_" SPAN "-01", NULL},
    {"00-" TRACE "-" SPAN "_01", NULL},
    {"", NULL},
};

START_TEST(traces_go_on_where_they_are_valid)
{
    ask("/files/a", "traceparent", parents[_i].given, NULL);
    ck_assert_uint_eq(strlen(parent), 55);
    ck_assert_str_eq(answered("traceresponse"), parent);
    ck_assert(strncmp(parent, "00-", 3) == 0 && parent[35] == '-' && parent[52] == '-');
    ck_assert(is_hex(parent + 3, 32) && is_hex(parent + 36, 16));
    ck_assert_int_eq(strncmp(parent + 3, TRACE, 32) == 0, parents[_i].flags != NULL);
    ck_assert_str_eq(parent + 53, parents[_i].flags ? parents[_i].flags : "00");
    ck_assert(strncmp(parent + 36, SPAN, 16) != 0);
}
END_TEST

START_TEST(lines_of_the_log_name_route_and_id)
{
    ask("/files/a", "X-Request-Id", "abc", NULL);
    ck_assert_str_eq(desk.log, "1 get_file abc: looked\nat 7");
}
END_TEST

START_TEST(without_the_setting_there_are_none)
{
    desk.env.has_identities = false;
    ask("/files/a", "X-Request-Id", "abc", NULL);
    ck_assert_str_eq(id, "");
    ck_assert_str_eq(parent, "");
    ck_assert_str_eq(answered("X-Request-Id"), "");
    ck_assert_str_eq(desk.log, "1 get_file: looked\nat 7");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("identity");
    TCase *tc = tcase_create("identity");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, an_id_of_the_clients_is_taken_and_answered);
    tcase_add_loop_test(tc, what_is_no_id_is_replaced, 0, sizeof no_ids / sizeof *no_ids);
    tcase_add_test(tc, two_ids_are_none);
    tcase_add_test(tc, ids_of_ours_differ);
    tcase_add_test(tc, a_refusal_has_an_id_too);
    tcase_add_loop_test(tc, traces_go_on_where_they_are_valid, 0, sizeof parents / sizeof *parents);
    tcase_add_test(tc, lines_of_the_log_name_route_and_id);
    tcase_add_test(tc, without_the_setting_there_are_none);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
