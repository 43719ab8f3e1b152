/* SPDX-License-Identifier: MIT */
/* JSON kept as it stands: read as a view, written only when it is one value. */
#include "config.h"

#include "guarded.h"

#include <swage/read.h>
#include <swage/write.h>

#include <check.h>
#include <stdlib.h>

static const struct {
    const char *text;
    bool is_value;
} values[] = {
    {"null", true},
    {"true", true},
    {"false", true},
    {"0", true},
    {"-1.5e+10", true},
    {"\"\"", true},
    {"\"a\\u0000\\ud83d\\ude00\xc3\xa9 and more than one block\"", true},
    {"[]", true},
    {"{}", true},
    {"[1, [2, {\"a\": [], \"a\": 2}], \"]\"]", true},
    {"{\"a\" : {\"b\" :\n[ ] } }", true},
    {"", false},
    {"nul", false},
    {"nulll", false},
    {"01", false},
    {"1.", false},
    {"-", false},
    {"\"", false},
    {"\"\\\"", false},
    {"\"\xff\"", false},
    {"\"\\ud800\"", false},
    {"\"\n\"", false},
    {"[", false},
    {"]", false},
    {"[]]", false},
    {"[1,]", false},
    {"[1 2]", false},
    {"{\"a\"}", false},
    {"{\"a\":}", false},
    {"{a:1}", false},
    {"{\"a\":1]", false},
    {"1,2", false},
    {"1]", false},
    {"1],[1", false},
    {"[1}", false},
    {"'a'", false},
    {"NaN", false},
    {"\xef\xbb\xbf" "1", false},
};

START_TEST(any_value_is_read_as_a_view_of_its_text)
{
    struct guarded guarded = guarded_new(256);
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        char json[128];
        size_t len = strlen(values[i].text);
        memcpy(json, values[i].text, len);
        json[len] = ']';
        swage_reader r = {.text = guarded_put(&guarded, json, len + 1), .depth = SWAGE_DEPTH_MAX};
        r.end = r.text + len + 1;
        swage_str out = {NULL, 0};
        const char *p = swage_read_json(&r, r.text, &out);
        bool whole = p == r.text + len;
        ck_assert_msg(whole == values[i].is_value, "%s", values[i].text);
        ck_assert(!whole || (out.ptr == r.text && out.len == len));
    }
    guarded_free(&guarded);
}
END_TEST

/* robustness 101 */
START_TEST(a_value_that_is_cut_off_is_refused)
{
    struct guarded guarded = guarded_new(256);
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        size_t whole = strlen(values[i].text);
        for (size_t len = 0; values[i].is_value && len < whole; len++) {
            char json[128];
            memcpy(json, values[i].text, len);
            json[len] = ']';
            swage_reader r = {.text = guarded_put(&guarded, json, len + 1), .depth = SWAGE_DEPTH_MAX};
            r.end = r.text + len + 1;
            swage_str out;
            const char *p = swage_read_json(&r, r.text, &out);
            ck_assert(!p || p < r.end);
        }
    }
    guarded_free(&guarded);
}
END_TEST

static int written(swage_buffer *buffer, swage_str text)
{
    swage_buffer_clear(buffer, SIZE_MAX);
    char *p = swage_writer_open(buffer, text.len);
    p = swage_write_json(buffer, p, text);
    return swage_writer_close(buffer, p);
}

START_TEST(only_one_whole_value_is_written)
{
    swage_buffer buffer;
    swage_buffer_init(&buffer, 128);
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        swage_str text = swage_str_from(values[i].text);
        int status = written(&buffer, text);
        ck_assert_msg(status == (values[i].is_value ? SWAGE_OK : SWAGE_E_VALUE), "%s", values[i].text);
        ck_assert(status != SWAGE_OK || swage_str_equal(swage_str_of(buffer.ptr, buffer.len), text));
    }
    ck_assert_int_eq(written(&buffer, swage_str_of(NULL, 0)), SWAGE_E_UNSET);
    ck_assert_int_eq(written(&buffer, SWAGE_STR(" \n[ 1 ]\t ")), SWAGE_OK);
    ck_assert_int_eq(written(&buffer, SWAGE_STR("  ")), SWAGE_E_VALUE);
    ck_assert_int_eq(written(&buffer, SWAGE_STR("1\0")), SWAGE_E_VALUE);
    swage_buffer_done(&buffer);
}
END_TEST

/* robustness 87 */
START_TEST(what_is_too_deep_is_not_written)
{
    char text[2 * SWAGE_DEPTH_MAX + 2];
    swage_buffer buffer;
    swage_buffer_init(&buffer, 1024);
    memset(text, '[', SWAGE_DEPTH_MAX);
    memset(text + SWAGE_DEPTH_MAX, ']', SWAGE_DEPTH_MAX);
    ck_assert_int_eq(written(&buffer, swage_str_of(text, 2 * SWAGE_DEPTH_MAX)), SWAGE_OK);
    memset(text, '[', SWAGE_DEPTH_MAX + 1);
    memset(text + SWAGE_DEPTH_MAX + 1, ']', SWAGE_DEPTH_MAX + 1);
    ck_assert_int_eq(written(&buffer, swage_str_of(text, sizeof text)), SWAGE_E_VALUE);
    swage_buffer_done(&buffer);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("raw");
    tcase_add_test(tests, any_value_is_read_as_a_view_of_its_text);
    tcase_add_test(tests, a_value_that_is_cut_off_is_refused);
    tcase_add_test(tests, only_one_whole_value_is_written);
    tcase_add_test(tests, what_is_too_deep_is_not_written);
    Suite *suite = suite_create("raw");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
