/* SPDX-License-Identifier: MIT */
/* RFC 9110 12.4.2, 12.5.1: what a client likes. */
#include "config.h"

#include "app/accept.h"

#include <swage/string.h>

#include <check.h>
#include <stdlib.h>

static const struct {
    const char *accept;
    unsigned events, lines;
} cases[] = {
    {"text/event-stream", 1000, 0},
    {"TEXT/Event-Stream;charset=utf-8", 1000, 0},
    {"application/x-ndjson, text/event-stream;q=0.5", 500, 1000},
    {"*/*", 1000, 1000},
    {"*/*;q=0.1, text/*;q=0.25", 250, 100},
    {"text/*;q=0.2,text/event-stream ; q=1.0", 1000, 0},
    {"text/event-stream;q=0, */*", 0, 1000},
    {"text/event-stream;q=0.123", 123, 0},
    {"text/event-stream;q=9", 1000, 0},
    {"text/event-stream;q=x", 0, 0},
    {"text/event-stream;q=", 0, 0},
    {"text/event-streams, text/event, text, tex/*, /*", 0, 0},
    {"application/json", 0, 0},
    {", ,", 0, 0},
    {"", 0, 0},
};

START_TEST(ranges_are_weighed_by_what_they_name)
{
    struct swage_field fields[2] = {{SWAGE_STR("Host"), SWAGE_STR("*/*")}, {SWAGE_STR("accept"), SWAGE_STR("")}};
    fields[1].value = swage_str_from(cases[_i].accept);
    ck_assert_uint_eq(accept_quality(fields, 2, SWAGE_STR("text/event-stream")), cases[_i].events);
    ck_assert_uint_eq(accept_quality(fields, 2, SWAGE_STR("application/x-ndjson")), cases[_i].lines);
}
END_TEST

START_TEST(without_a_field_everything_is_welcome)
{
    ck_assert_uint_eq(accept_quality(NULL, 0, SWAGE_STR("text/event-stream")), ACCEPT_BEST);
}
END_TEST

START_TEST(codings_are_welcome_when_they_are_named)
{
    static const struct {
        const char *field;
        unsigned gzip;
    } codings[] = {{"gzip", 1000}, {"GZip;q=0.5", 500}, {"*;q=0.25", 250},  {"gzip;q=0, *", 0},
                   {"br", 0},      {"", 0},             {"x/*, gz/*", 0},   {"identity", 0}};
    for (size_t i = 0; i < sizeof codings / sizeof *codings; i++) {
        const struct swage_field field = {SWAGE_STR("Accept-Encoding"), swage_str_from(codings[i].field)};
        ck_assert_uint_eq(accept_coding(&field, 1, SWAGE_STR("gzip")), codings[i].gzip);
    }
    ck_assert_uint_eq(accept_coding(NULL, 0, SWAGE_STR("gzip")), 0);
}
END_TEST

START_TEST(several_fields_are_one_list)
{
    const struct swage_field fields[] = {{SWAGE_STR("Accept"), SWAGE_STR("text/*;q=0.5")},
                                         {SWAGE_STR("Accept"), SWAGE_STR("text/event-stream;q=0.75")}};
    ck_assert_uint_eq(accept_quality(fields, 2, SWAGE_STR("text/event-stream")), 750);
    ck_assert_uint_eq(accept_quality(fields, 2, SWAGE_STR("text/plain")), 500);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("accept");
    TCase *tc = tcase_create("accept");
    tcase_add_loop_test(tc, ranges_are_weighed_by_what_they_name, 0, sizeof cases / sizeof *cases);
    tcase_add_test(tc, without_a_field_everything_is_welcome);
    tcase_add_test(tc, codings_are_welcome_when_they_are_named);
    tcase_add_test(tc, several_fields_are_one_list);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
