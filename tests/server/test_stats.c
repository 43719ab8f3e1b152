/* SPDX-License-Identifier: MIT */
/* Counters in shared memory, and the text that is made of them. */
#include "config.h"

#include "server/stats.h"

#include "sample.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static struct stats *stats;
static swage_buffer out;

static void set_up(void)
{
    stats = stats_new(&sample_app, 3);
    swage_buffer_init(&out, 1 << 20);
}

static void tear_down(void)
{
    stats_free(stats);
    swage_buffer_done(&out);
}

static const char *report(void)
{
    swage_buffer_clear(&out, SIZE_MAX);
    ck_assert_int_eq(stats_write(stats, &out), SWAGE_OK);
    ck_assert_int_eq(swage_buffer_add(&out, "", 1), SWAGE_OK);
    return out.ptr;
}

/* Whether the report has the line. */
static void expect(const char *line)
{
    const char *all = report(), *found = strstr(all, line);
    size_t len = strlen(line);
    ck_assert_msg(found && (found == all || found[-1] == '\n') && found[len] == '\n', "no '%s' in\n%s", line, all);
}

START_TEST(sheets_are_added_up)
{
    for (unsigned i = 0; i < 3; i++) {
        struct stats_sheet *sheet = stats_sheet(stats, i);
        stats_note(&sheet->routes[0], 200, 300000, 100, 1000);
        stats_add(&sheet->routes[0].begun, 2);
        stats_add(&sheet->accepted, 5);
        stats_add(&sheet->closed, 2);
    }
    stats_note(&stats_sheet(stats, 1)->routes[0], 418, 1, 0, 0);
    stats_note(&stats_sheet(stats, 1)->routes[0], 0, 1, 0, 0);
    stats_note(&stats_sheet(stats, 2)->routes[sample_app.operation_count], 404, 1, 0, 0);
    expect("swage_http_requests_total{route=\"get\",method=\"GET\",status=\"200\"} 3");
    expect("swage_http_requests_total{route=\"get\",method=\"GET\",status=\"4xx\"} 1");
    expect("swage_http_requests_total{route=\"get\",method=\"GET\",status=\"aborted\"} 1");
    expect("swage_http_requests_total{route=\"\",method=\"\",status=\"404\"} 1");
    expect("swage_http_request_bytes_total{route=\"get\",method=\"GET\"} 300");
    expect("swage_http_response_bytes_total{route=\"get\",method=\"GET\"} 3000");
    expect("swage_http_requests_in_flight{route=\"get\",method=\"GET\"} 1");
    expect("swage_connections_total 15");
    expect("swage_connections_open 9");
}
END_TEST

START_TEST(times_are_cumulative)
{
    static const uint64_t ns[] = {1, 100000, 100001, 5000000000, 10000000001};
    struct stats_route *route = &stats_sheet(stats, 0)->routes[1];
    for (size_t i = 0; i < sizeof ns / sizeof *ns; i++)
        stats_note(route, 200, ns[i], 0, 0);
    expect("swage_http_request_duration_seconds_bucket{route=\"post\",method=\"POST\",le=\"0.0001\"} 2");
    expect("swage_http_request_duration_seconds_bucket{route=\"post\",method=\"POST\",le=\"0.00025\"} 3");
    expect("swage_http_request_duration_seconds_bucket{route=\"post\",method=\"POST\",le=\"2.5\"} 3");
    expect("swage_http_request_duration_seconds_bucket{route=\"post\",method=\"POST\",le=\"5\"} 4");
    expect("swage_http_request_duration_seconds_bucket{route=\"post\",method=\"POST\",le=\"10\"} 4");
    expect("swage_http_request_duration_seconds_bucket{route=\"post\",method=\"POST\",le=\"+Inf\"} 5");
    expect("swage_http_request_duration_seconds_count{route=\"post\",method=\"POST\"} 5");
    expect("swage_http_request_duration_seconds_sum{route=\"post\",method=\"POST\"} 15.0002");
}
END_TEST

START_TEST(other_processes_count_too_and_what_they_leave_is_settled)
{
    pid_t child = fork();
    if (child == 0) {
        struct stats_sheet *sheet = stats_sheet(stats, 1);
        stats_add(&sheet->accepted, 2);
        stats_add(&sheet->routes[0].begun, 3);
        stats_note(&sheet->routes[0], 200, 1, 0, 0);
        _exit(0);
    }
    waitpid(child, NULL, 0);
    expect("swage_connections_open 2");
    expect("swage_http_requests_in_flight{route=\"get\",method=\"GET\"} 2");
    stats_settle(stats, 1, 1);
    expect("swage_connections_open 0");
    expect("swage_connections_total 2");
    expect("swage_http_requests_in_flight{route=\"get\",method=\"GET\"} 0");
    expect("swage_http_requests_total{route=\"get\",method=\"GET\",status=\"200\"} 1");
}
END_TEST

/* Every line is a comment, or a name, labels and a number; each metric is described before its first value. */
START_TEST(the_text_is_what_prometheus_reads)
{
    stats_note(&stats_sheet(stats, 0)->routes[0], 200, 1, 1, 1);
    char *all = strdup(report()), type[128] = "";
    unsigned values = 0;
    for (char *at = all, *line; (line = strsep(&at, "\n")) != NULL;) {
        if (strncmp(line, "# TYPE ", 7) == 0) {
            snprintf(type, sizeof type, "%.*s", (int)strcspn(line + 7, " "), line + 7);
        } else if (*line && *line != '#') {
            char *end;
            ck_assert_msg(strncmp(line, type, strlen(type)) == 0, "%s under %s", line, type);
            char *space = strrchr(line, ' ');
            strtod(space + 1, &end);
            ck_assert_msg(*end == '\0' && end != space + 1, "%s", line);
            ck_assert_msg(space[-1] == '}' || !strchr(line, '{'), "%s", line);
            values++;
        }
    }
    ck_assert_uint_gt(values, 100);
    free(all);
}
END_TEST

START_TEST(a_buffer_that_is_too_small_is_told)
{
    swage_buffer_done(&out);
    swage_buffer_init(&out, 100);
    ck_assert_int_eq(stats_write(stats, &out), SWAGE_E_LIMIT);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("stats");
    TCase *tc = tcase_create("stats");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, sheets_are_added_up);
    tcase_add_test(tc, times_are_cumulative);
    tcase_add_test(tc, other_processes_count_too_and_what_they_leave_is_settled);
    tcase_add_test(tc, the_text_is_what_prometheus_reads);
    tcase_add_test(tc, a_buffer_that_is_too_small_is_told);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
