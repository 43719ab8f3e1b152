/* SPDX-License-Identifier: MIT */
/* Field names, lists and media types. */
#include "http/field.h"

#include "guard.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define JSON SWAGE_STR("application/json")

START_TEST(names_are_compared_without_case)
{
    ck_assert(swage_field_is(SWAGE_STR("Content-Type"), SWAGE_STR("content-TYPE")));
    ck_assert(swage_field_is(SWAGE_STR("x_1"), SWAGE_STR("X_1")));
    ck_assert(swage_field_is(SWAGE_EMPTY, SWAGE_EMPTY));
    ck_assert(!swage_field_is(SWAGE_STR("a"), SWAGE_STR("ab")));
    ck_assert(!swage_field_is(SWAGE_STR("ab"), SWAGE_STR("ac")));
    ck_assert(!swage_field_is(SWAGE_STR("^"), SWAGE_STR("~"))); /* they differ in the bit of case only */
    ck_assert(!swage_field_is(SWAGE_STR("@"), SWAGE_STR("`")));
    ck_assert(!swage_field_is(SWAGE_STR("-"), SWAGE_STR("\r")));
    ck_assert(!swage_field_is(SWAGE_STR("\xc3"), SWAGE_STR("\xe3")));
}
END_TEST

START_TEST(fields_are_found)
{
    static const struct swage_field fields[] = {{SWAGE_STR_INIT("A"), SWAGE_STR_INIT("1")},
                                                {SWAGE_STR_INIT("b"), SWAGE_STR_INIT("2")},
                                                {SWAGE_STR_INIT("a"), SWAGE_STR_INIT("3")}};
    ck_assert_uint_eq(swage_field_find(fields, 3, 0, SWAGE_STR("a")), 0);
    ck_assert_uint_eq(swage_field_find(fields, 3, 1, SWAGE_STR("A")), 2);
    ck_assert_uint_eq(swage_field_find(fields, 3, 3, SWAGE_STR("a")), 3);
    ck_assert_uint_eq(swage_field_find(fields, 3, 0, SWAGE_STR("c")), 3);
    ck_assert_uint_eq(swage_field_find(fields, 3, 7, SWAGE_STR("a")), 3);
    ck_assert_uint_eq(swage_field_find(NULL, 0, 0, SWAGE_STR("a")), 0);
}
END_TEST

START_TEST(lists_are_divided_at_commas)
{
    static const struct {
        const char *list, *elements;
    } cases[] = {
        {"", ""},        {"a", "a;"},          {"a,b", "a;b;"},  {" a ,\tb\t", "a;b;"}, {",", ""},
        {",,a,,", "a;"}, {"a b, c", "a b;c;"}, {"  \t ,  ", ""}, {"a,", "a;"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char found[64] = "", *at = found;
        size_t len = strlen(cases[i].list);
        swage_str list = swage_str_of(guard_behind(cases[i].list, len), len), element;
        while (swage_list_next(&list, &element))
            at += sprintf(at, "%.*s;", (int)element.len, element.ptr);
        ck_assert_str_eq(found, cases[i].elements);
    }
}
END_TEST

static bool is_media(const char *text, swage_str media)
{
    size_t len = strlen(text);
    return swage_media_is(swage_str_of(guard_behind(text, len), len), media);
}

START_TEST(media_types_are_recognised)
{
    /* Point 83. */
    static const struct {
        bool ok;
        const char *text;
    } cases[] = {
        {true, "application/json"},
        {true, "Application/JSON"},
        {true, "Application/JSON; Charset=UTF-8"},
        {true, "application/json;charset=utf-8"},
        {true, "application/json ; charset=\"utf-8\" ; x=y"},
        {true, "application/json;charset=\"\\u\\tf-8\""},
        {true, "application/json; x=\"a;b\\\"c\"; y=z"},
        {true, "application/json;"},
        {true, "application/json ; ; x=1;"},
        {true, "application/json;x=\"\""},
        {false, ""},
        {false, "application/jso"},
        {false, "application/jsonp"},
        {false, "application/json/x"},
        {false, "application/json x"},
        {false, "application/json,application/json"},
        {false, "application/json; charset=latin1"},
        {false, "application/json; charset=utf-16"},
        {false, "application/json; charset=utf-8; CHARSET=ascii"},
        {false, "application/json; charset=utf-88"},
        {false, "application/json; charset=\"\""},
        {false, "application/json; charset"},
        {false, "application/json; charset="},
        {false, "application/json; =utf-8"},
        {false, "application/json; charset = utf-8"},
        {false, "application/json; x=\"a"},
        {false, "application/json; x=\"a\\"},
        {false, "application/json; x=\"a\"b"},
        {false, "application/json; x=\"\x7f\""},
        {false, "application/json; x=a/b"},
        {false, "text/plain"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_assert_msg(is_media(cases[i].text, JSON) == cases[i].ok, "%s", cases[i].text);
    ck_assert(!swage_media_is(swage_str_of(NULL, 0), JSON));
}
END_TEST

START_TEST(a_charset_matters_to_json_only)
{
    ck_assert(is_media("text/plain; charset=latin1", SWAGE_STR("text/plain")));
    ck_assert(!is_media("application/problem+json; charset=latin1", SWAGE_STR("application/problem+json")));
    ck_assert(is_media("application/problem+json; charset=utf-8", SWAGE_STR("application/problem+json")));
    ck_assert(is_media("a/xjson; charset=latin1", SWAGE_STR("a/xjson")));
}
END_TEST

START_TEST(a_range_has_many_media_types)
{
    static const struct {
        const char *content_type, *range;
        bool is_text, ok;
    } cases[] = {
        {"text/csv", "text/csv", false, true},
        {"text/csv; charset=latin1", "text/csv", false, true},
        {"text/csv; charset=latin1", "text/csv", true, false},
        {"text/csv; charset=UTF-8", "text/csv", true, true},
        {"text/csvx", "text/csv", false, false},
        {NULL, "text/csv", false, false},
        {"application/a+json; charset=latin1", "application/a+json", false, false},
        {"image/png", "image/*", false, true},
        {"IMAGE/PNG;a=b", "image/*", false, true},
        {"image/png;a", "image/*", false, false},
        {"image/", "image/*", false, false},
        {"image", "image/*", false, false},
        {"imagex/png", "image/*", false, false},
        {"image/p/n", "image/*", false, false},
        {"", "image/*", false, false},
        {NULL, "image/*", false, false},
        {"text/x; charset=latin1", "text/*", true, false},
        {NULL, "*/*", false, true},
        {NULL, "*/*", true, true},
        {"what ever", "*/*", false, true},
        {"what ever", "*/*", true, false},
        {"what/ever;charset=utf-8", "*/*", true, true},
        {"what/ever;charset=utf-7", "*/*", true, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *text = cases[i].content_type;
        swage_str field = {NULL, 0};
        if (text)
            field = swage_str_of(guard_behind(text, strlen(text)), strlen(text));
        ck_assert_msg(swage_media_in(field, swage_str_from(cases[i].range), cases[i].is_text) == cases[i].ok, "%s in %s",
                      text ? text : "(none)", cases[i].range);
    }
}
END_TEST

START_TEST(media_types_are_read_within_their_bytes)
{
    static const char text[] = "application/json ; charset=\"utf-\\8\" ; x=y;z=\"\\\"\"";
    for (size_t len = 0; len < sizeof text; len++) {
        swage_str part = swage_str_of(guard_behind(text, len), len);
        swage_media_is(part, JSON);
        swage_media_in(part, SWAGE_STR("application/*"), true);
    }
    ck_assert(is_media(text, JSON));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("field");
    TCase *tc = tcase_create("field");
    tcase_add_test(tc, names_are_compared_without_case);
    tcase_add_test(tc, fields_are_found);
    tcase_add_test(tc, lists_are_divided_at_commas);
    tcase_add_test(tc, media_types_are_recognised);
    tcase_add_test(tc, a_charset_matters_to_json_only);
    tcase_add_test(tc, a_range_has_many_media_types);
    tcase_add_test(tc, media_types_are_read_within_their_bytes);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
