/* What the schema cannot say: whether the handlers do what they should. Requests are made without a server. */
#include "@name@_routes.h"

#include <swage/test.h>

#include <check.h>
#include <stdlib.h>

static struct swage_test *test;

static void set_up(void)
{
    test = swage_test_new(&@name@_app, NULL);
}

static void tear_down(void)
{
    swage_test_free(test);
}

START_TEST(somebody_is_greeted_by_name)
{
    const struct swage_test_reply *reply = swage_test_get(test, "/hello?name=Ann");
    ck_assert_int_eq(reply->status, 200);
    ck_assert_str_eq(swage_test_at(test, "/text"), "\"Hello, Ann!\"");
}
END_TEST

START_TEST(without_a_name_it_is_the_world)
{
    swage_test_get(test, "/hello");
    ck_assert_str_eq(swage_test_at(test, "/text"), "\"Hello, world!\"");
}
END_TEST

START_TEST(wishes_are_fulfilled)
{
    swage_test_send(test, "POST", "/hello", "{\"name\":\"Bo\",\"times\":2}");
    ck_assert_str_eq(swage_test_at(test, ""), "[{\"text\":\"Hello, Bo!\"},{\"text\":\"Hello, Bo!\"}]");
}
END_TEST

START_TEST(too_much_is_refused)
{
    const struct swage_test_reply *reply = swage_test_send(test, "POST", "/hello", "{\"name\":\"Bo\",\"times\":6}");
    ck_assert_int_eq(reply->status, 422);
    ck_assert_str_eq(swage_test_at(test, "/errors/0/pointer"), "\"/times\"");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("@name@");
    TCase *tcase = tcase_create("handlers");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_test(tcase, somebody_is_greeted_by_name);
    tcase_add_test(tcase, without_a_name_it_is_the_world);
    tcase_add_test(tcase, wishes_are_fulfilled);
    tcase_add_test(tcase, too_much_is_refused);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
