/* SPDX-License-Identifier: MIT */
/* Values by their place. */
#include "config.h"

#include "test/find.h"

#include <check.h>
#include <stdlib.h>

struct find_case {
    const char *json, *pointer, *value; /* NULL: there is none */
};

static const struct find_case cases[] = {
    {"{\"a\":1}", "", "{\"a\":1}"},
    {" {\"a\" : 1 , \"b\":[10, 20,{\"c\":\"x\"}]} ", "/b/2/c", "\"x\""},
    {"{\"a\":1}", "/a", "1"},
    {"[true]", "/0", "true"},
    {"[true]", "/1", NULL},
    {"[]", "/0", NULL},
    {"{}", "/a", NULL},
    {"{\"a\":1}", "/b", NULL},
    {"{\"a\":1}", "/a/b", NULL},
    {"{\"a\":1}", "a", NULL},
    {"[1]", "/x", NULL},
    {"[1]", "/", NULL},
    {"[1]", "/0x", NULL},
    {"{\"\":2}", "/", "2"},
    {"{\"a/b\":1,\"m~n\":2,\"~1\":3}", "/a~1b", "1"},
    {"{\"a/b\":1,\"m~n\":2,\"~1\":3}", "/m~0n", "2"},
    {"{\"a/b\":1,\"m~n\":2,\"~1\":3}", "/~01", "3"},
    {"{\"\\u0061\":5}", "/a", "5"},
    {"7", "", "7"},
    {"{\"a\":1", "/a", NULL},
    {"{\"a\":1}}", "/a", NULL},
    {"{\"a\":1,}", "/a", NULL},
    {"", "", NULL},
};

START_TEST(a_value_is_found_by_its_pointer)
{
    const struct find_case *c = &cases[_i];
    swage_arena *arena = swage_arena_new(1 << 16);
    swage_str value = find_value(swage_str_from(c->json), c->pointer, arena);
    ck_assert_msg(swage_str_equal(value, swage_str_from(c->value)), "%s in %s is %.*s", c->pointer, c->json,
                  (int)value.len, value.ptr ? value.ptr : "");
    swage_arena_free(arena);
}
END_TEST

START_TEST(without_memory_nothing_is_found)
{
    swage_arena *arena = swage_arena_new(0);
    ck_assert_ptr_null(find_value(SWAGE_STR("{\"a\":1}"), "/a", arena).ptr);
    swage_arena_free(arena);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("find");
    TCase *tcase = tcase_create("find");
    tcase_add_loop_test(tcase, a_value_is_found_by_its_pointer, 0, sizeof cases / sizeof *cases);
    tcase_add_test(tcase, without_memory_nothing_is_found);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
