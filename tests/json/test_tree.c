/* SPDX-License-Identifier: MIT */
/* Trees of json-c: whatever is JSON becomes one, and nothing else does. */
#include "config.h"

#include <swage/json.h>
#include <swage/read.h>

#include <check.h>
#include <json-c/json.h>
#include <stdlib.h>

/* The text of the tree, as json-c writes it without white space. */
static const struct {
    const char *json, *tree; /* NULL: refused */
} texts[] = {
    {"null", "null"},
    {" true ", "true"},
    {"12", "12"},
    {"-12", "-12"},
    {"9223372036854775807", "9223372036854775807"},
    {"-9223372036854775808", "-9223372036854775808"},
    {"1.5e3", "1.5e3"},
    {"\"\"", "\"\""},
    {"\"a\\u0000b\"", "\"a\\u0000b\""},
    {"\"\\ud83d\\ude00\"", "\"\xf0\x9f\x98\x80\""},
    {"[]", "[]"},
    {"{}", "{}"},
    {" [1,\n[2, {\"a\": null}]] ", "[1,[2,{\"a\":null}]]"},
    {"{\"a\":1,\"b\":2,\"a\":3}", "{\"a\":3,\"b\":2}"},
    {"", NULL},
    {" ", NULL},
    {"nul", NULL},
    {"NaN", NULL},
    {"'a'", NULL},
    {"[1,]", NULL},
    {"{\"a\":1,}", NULL},
    {"{\"a\" 1}", NULL},
    {"1 2", NULL},
    {"1]", NULL},
    {"[1]]", NULL},
    {"/**/1", NULL},
    {"01", NULL},
    {"True", NULL},
    {"\"\xff\"", NULL},
    {"\"\\ud800\"", NULL},
    {"\"\t\"", NULL},
};

START_TEST(json_becomes_a_tree_and_nothing_else_does)
{
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        char untouched;
        struct json_object *tree = (void *)&untouched;
        enum swage_status status = swage_json_tree(swage_str_from(texts[i].json), &tree);
        ck_assert_msg(status == (texts[i].tree ? SWAGE_OK : SWAGE_E_INVALID), "%s", texts[i].json);
        if (status == SWAGE_OK) {
            ck_assert_str_eq(json_object_to_json_string_ext(tree, JSON_C_TO_STRING_PLAIN), texts[i].tree);
            json_object_put(tree);
        } else {
            ck_assert_ptr_eq(tree, (void *)&untouched);
        }
    }
    struct json_object *tree;
    ck_assert_int_eq(swage_json_tree(swage_str_of(NULL, 0), &tree), SWAGE_E_INVALID);
    ck_assert_int_eq(swage_json_tree(SWAGE_STR("1\0"), &tree), SWAGE_E_INVALID);
    ck_assert_int_eq(swage_json_tree(swage_str_of("1", (size_t)INT32_MAX), &tree), SWAGE_E_LIMIT);
}
END_TEST

START_TEST(a_tree_is_as_deep_as_any_text_may_be)
{
    for (size_t depth = SWAGE_DEPTH_MAX - 1; depth <= SWAGE_DEPTH_MAX + 1; depth++) {
        char text[2 * SWAGE_DEPTH_MAX + 3];
        struct json_object *tree;
        memset(text, '[', depth);
        text[depth] = '1';
        memset(text + depth + 1, ']', depth);
        enum swage_status status = swage_json_tree(swage_str_of(text, 2 * depth + 1), &tree);
        ck_assert_int_eq(status, depth <= SWAGE_DEPTH_MAX ? SWAGE_OK : SWAGE_E_INVALID);
        if (status == SWAGE_OK)
            json_object_put(tree);
    }
}
END_TEST

START_TEST(strings_keep_their_length)
{
    struct json_object *tree;
    ck_assert_int_eq(swage_json_tree(SWAGE_STR("\"a\\u0000b\""), &tree), SWAGE_OK);
    ck_assert_int_eq(json_object_get_string_len(tree), 3);
    ck_assert_mem_eq(json_object_get_string(tree), "a\0b", 3);
    json_object_put(tree);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("tree");
    tcase_add_test(tests, json_becomes_a_tree_and_nothing_else_does);
    tcase_add_test(tests, a_tree_is_as_deep_as_any_text_may_be);
    tcase_add_test(tests, strings_keep_their_length);
    Suite *suite = suite_create("tree");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
