/* SPDX-License-Identifier: MIT */
/* The collecting sink, driven as adapters' requests drive one. */
#include <swage/app.h>

#include <check.h>
#include <stdlib.h>

static struct swage_collector out;

static void set_up(void)
{
    swage_collector_init(&out);
}

static void tear_down(void)
{
    swage_collector_done(&out);
}

static const struct swage_field fields[] = {{SWAGE_STR_INIT("Location"), SWAGE_STR_INIT("/users/1")},
                                            {SWAGE_STR_INIT("X-Empty"), SWAGE_STR_INIT("")}};
static const struct swage_answer created = {201, SWAGE_STR_INIT("application/json"), fields, 2, false};

static void check_header(const char *name, const char *value)
{
    swage_str found = swage_collector_header(&out, swage_str_from(name));
    ck_assert_msg(swage_str_equal(found, swage_str_from(value)), "%s: %.*s", name, (int)found.len, found.ptr);
}

START_TEST(a_whole_answer_is_kept)
{
    ck_assert_int_eq(out.status, 0);
    ck_assert_ptr_null(swage_collector_header(&out, SWAGE_STR("Location")).ptr);
    swage_buffer *body = out.sink.ops->open(&out.sink, &created);
    ck_assert_ptr_nonnull(body);
    ck_assert(!out.done);
    ck_assert_int_eq(swage_buffer_add(body, "{}", 2), SWAGE_OK);
    ck_assert_int_eq(out.sink.ops->close(&out.sink, true), SWAGE_OK);
    ck_assert(out.done);
    ck_assert_int_eq(out.status, 201);
    ck_assert_uint_eq(out.body.len, 2);
    ck_assert_mem_eq(out.head.ptr, "Content-Type: application/json\r\nLocation: /users/1\r\nX-Empty: \r\n",
                     out.head.len);
    check_header("content-TYPE", "application/json");
    check_header("location", "/users/1");
    check_header("x-empty", "");
    ck_assert_ptr_null(swage_collector_header(&out, SWAGE_STR("Locatio")).ptr);
}
END_TEST

START_TEST(an_answer_may_be_taken_back)
{
    struct swage_answer failed = {.status = 500};
    swage_buffer *body = out.sink.ops->open(&out.sink, &created);
    ck_assert_int_eq(swage_buffer_add(body, "half", 4), SWAGE_OK);
    ck_assert_int_eq(out.sink.ops->close(&out.sink, false), SWAGE_OK);
    ck_assert_int_eq(out.status, 0);
    ck_assert(!out.done);
    ck_assert_uint_eq(out.body.len + out.head.len, 0);
    ck_assert_ptr_nonnull(out.sink.ops->open(&out.sink, &failed));
    ck_assert_int_eq(out.sink.ops->close(&out.sink, true), SWAGE_OK);
    ck_assert_int_eq(out.status, 500);
    ck_assert_uint_eq(out.head.len, 0);
}
END_TEST

START_TEST(a_second_answer_is_refused_until_the_first_is_cleared)
{
    ck_assert_ptr_nonnull(out.sink.ops->open(&out.sink, &created));
    ck_assert_int_eq(out.sink.ops->close(&out.sink, true), SWAGE_OK);
    ck_assert_ptr_null(out.sink.ops->open(&out.sink, &created));
    ck_assert_int_eq(out.sink.ops->start(&out.sink, &created, -1), SWAGE_E_REPLIED);
    swage_collector_clear(&out);
    ck_assert_int_eq(out.status, 0);
    ck_assert_ptr_nonnull(out.sink.ops->open(&out.sink, &created));
}
END_TEST

START_TEST(a_body_in_pieces_is_joined)
{
    ck_assert_int_eq(out.sink.ops->start(&out.sink, &created, -1), SWAGE_OK);
    ck_assert_int_eq(out.sink.ops->write(&out.sink, "one ", 4), SWAGE_OK);
    ck_assert_int_eq(out.sink.ops->write(&out.sink, "two", 3), SWAGE_OK);
    ck_assert(!out.done);
    ck_assert_int_eq(out.sink.ops->end(&out.sink), SWAGE_OK);
    ck_assert(out.done);
    ck_assert_uint_eq(out.body.len, 7);
    ck_assert_mem_eq(out.body.ptr, "one two", 7);
    check_header("location", "/users/1");
}
END_TEST

START_TEST(an_answer_to_head_keeps_no_body)
{
    struct swage_answer answer = created;
    answer.is_head = true;
    swage_buffer *body = out.sink.ops->open(&out.sink, &answer);
    ck_assert_int_eq(swage_buffer_add(body, "{}", 2), SWAGE_OK);
    ck_assert_int_eq(out.sink.ops->close(&out.sink, true), SWAGE_OK);
    ck_assert_uint_eq(out.body.len, 0);
    check_header("Content-Type", "application/json");
}
END_TEST

START_TEST(an_abort_is_noted)
{
    ck_assert_int_eq(out.sink.ops->start(&out.sink, &created, 10), SWAGE_OK);
    out.sink.ops->abort(&out.sink);
    ck_assert(out.aborted);
    ck_assert(!out.done);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("collector");
    TCase *tests = tcase_create("collector");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, a_whole_answer_is_kept);
    tcase_add_test(tests, an_answer_may_be_taken_back);
    tcase_add_test(tests, a_second_answer_is_refused_until_the_first_is_cleared);
    tcase_add_test(tests, a_body_in_pieces_is_joined);
    tcase_add_test(tests, an_answer_to_head_keeps_no_body);
    tcase_add_test(tests, an_abort_is_noted);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
