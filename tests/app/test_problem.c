/* SPDX-License-Identifier: MIT */
/* Problem documents, byte for byte. */
#include "app/problem.h"

#include <check.h>
#include <stdlib.h>

static swage_buffer out;

static void set_up(void)
{
    swage_buffer_init(&out, 1 << 20);
}

static void tear_down(void)
{
    swage_buffer_done(&out);
}

static void check_text(const char *expected)
{
    ck_assert_uint_eq(out.len, strlen(expected));
    ck_assert_mem_eq(out.ptr, expected, out.len);
    out.len = 0;
}

START_TEST(a_status_alone_has_its_reason_for_a_title)
{
    static const struct {
        int status;
        const char *text;
    } cases[] = {
        {400, "{\"type\":\"about:blank\",\"title\":\"Bad Request\",\"status\":400}"},
        {404, "{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404}"},
        {405, "{\"type\":\"about:blank\",\"title\":\"Method Not Allowed\",\"status\":405}"},
        {413, "{\"type\":\"about:blank\",\"title\":\"Content Too Large\",\"status\":413}"},
        {415, "{\"type\":\"about:blank\",\"title\":\"Unsupported Media Type\",\"status\":415}"},
        {422, "{\"type\":\"about:blank\",\"title\":\"Unprocessable Content\",\"status\":422}"},
        {431, "{\"type\":\"about:blank\",\"title\":\"Request Header Fields Too Large\",\"status\":431}"},
        {500, "{\"type\":\"about:blank\",\"title\":\"Internal Server Error\",\"status\":500}"},
        {501, "{\"type\":\"about:blank\",\"title\":\"Not Implemented\",\"status\":501}"},
        {503, "{\"type\":\"about:blank\",\"title\":\"Service Unavailable\",\"status\":503}"},
        {499, "{\"type\":\"about:blank\",\"title\":\"\",\"status\":499}"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ck_assert_int_eq(swage_problem_write(&out, cases[i].status, NULL), SWAGE_OK);
        check_text(cases[i].text);
    }
}
END_TEST

START_TEST(texts_are_escaped_and_absent_ones_left_out)
{
    struct swage_problem problem = {SWAGE_STR("urn:a"), SWAGE_STR("\"T\""), SWAGE_STR("line\nfeed"),
                                    SWAGE_STR("/x?a=\\")};
    ck_assert_int_eq(swage_problem_write(&out, 409, &problem), SWAGE_OK);
    check_text("{\"type\":\"urn:a\",\"title\":\"\\\"T\\\"\",\"status\":409,"
               "\"detail\":\"line\\nfeed\",\"instance\":\"/x?a=\\\\\"}");
    problem = (struct swage_problem){.detail = SWAGE_EMPTY};
    ck_assert_int_eq(swage_problem_write(&out, 404, &problem), SWAGE_OK);
    check_text("{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404,\"detail\":\"\"}");
}
END_TEST

START_TEST(faults_are_listed_by_place)
{
    struct problem_place places[] = {{"body", {NULL, 0}}, {"query", SWAGE_STR_INIT("a\"b")}};
    struct swage_error errors[] = {{.fault = SWAGE_FAULT_TOO_LONG, .pointer = "/a~1b/0", .detail = "at most 3"},
                                   {.fault = SWAGE_FAULT_MISSING, .pointer = "/ignored"}};
    ck_assert_int_eq(problem_write_faults(&out, 400, NULL, places, errors, 2), SWAGE_OK);
    check_text("{\"type\":\"about:blank\",\"title\":\"Bad Request\",\"status\":400,\"errors\":["
               "{\"in\":\"body\",\"pointer\":\"/a~1b/0\",\"code\":\"too_long\",\"detail\":\"at most 3\"},"
               "{\"in\":\"query\",\"name\":\"a\\\"b\",\"code\":\"missing\","
               "\"detail\":\"a required member or parameter is missing\"}]}");
}
END_TEST

START_TEST(a_document_is_appended_or_not_there_at_all)
{
    struct swage_problem bad = {.detail = SWAGE_STR("\xff")};
    ck_assert_int_eq(swage_buffer_add(&out, "head", 4), SWAGE_OK);
    ck_assert_int_eq(swage_problem_write(&out, 404, &bad), SWAGE_E_VALUE);
    check_text("head");
    ck_assert_int_eq(swage_buffer_add(&out, "head", 4), SWAGE_OK);
    ck_assert_int_eq(swage_problem_write(&out, 404, NULL), SWAGE_OK);
    check_text("head{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404}");
}
END_TEST

START_TEST(a_full_buffer_is_told_at_every_length)
{
    struct problem_place place = {"body", {NULL, 0}};
    struct swage_error error = {.fault = SWAGE_FAULT_TYPE, .pointer = "/a", .detail = "d"};
    struct swage_problem problem = {.detail = SWAGE_STR("some\"thing")};
    ck_assert_int_eq(problem_write_faults(&out, 422, &problem, &place, &error, 1), SWAGE_OK);
    size_t whole = out.len;
    unsigned good = 0;
    for (size_t max = 0; max < whole + 64; max++) {
        swage_buffer tight;
        swage_buffer_init(&tight, max);
        int status = problem_write_faults(&tight, 422, &problem, &place, &error, 1);
        ck_assert(status == SWAGE_OK || status == SWAGE_E_LIMIT);
        ck_assert_uint_eq(tight.len, status == SWAGE_OK ? whole : 0);
        ck_assert(status == SWAGE_E_LIMIT || max >= whole);
        good += status == SWAGE_OK;
        swage_buffer_done(&tight);
    }
    ck_assert_uint_gt(good, 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("problem");
    TCase *tests = tcase_create("problem");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, a_status_alone_has_its_reason_for_a_title);
    tcase_add_test(tests, texts_are_escaped_and_absent_ones_left_out);
    tcase_add_test(tests, faults_are_listed_by_place);
    tcase_add_test(tests, a_document_is_appended_or_not_there_at_all);
    tcase_add_test(tests, a_full_buffer_is_told_at_every_length);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
